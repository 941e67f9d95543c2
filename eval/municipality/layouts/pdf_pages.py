"""Sets text on A4 pages; the one place that knows reportlab.

Only the fonts that every PDF reader has are used, and pages are not
compressed: the bytes then depend on no font file and no version of zlib.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import reportlab.platypus as rl  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib import colors  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.enums import (  # type: ignore[import-untyped,unused-ignore]
    TA_CENTER,
    TA_JUSTIFY,
    TA_LEFT,
    TA_RIGHT,
)
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.units import mm  # type: ignore[import-untyped,unused-ignore]
from reportlab.pdfbase.pdfmetrics import (  # type: ignore[import-untyped,unused-ignore]
    stringWidth,
)
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped,unused-ignore]

from eval.municipality.model import Block, Listing, Paragraph, Subheading, Table

Flow = Any
"""A piece of a page's text; reportlab has no types."""

SOFT_HYPHEN = "\u00ad"
ALIGNMENTS = {"left": TA_LEFT, "right": TA_RIGHT, "center": TA_CENTER}
VOWELS = "aeiouyæøå"
# Consonants that Danish does not part at a line end: they begin a syllable together.
ONSETS = ("bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "kv", "pl", "pr", "sk", "sp",
          "st", "sv", "tr", "sl", "sn", "sm")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typeface:
    """The body type of a layout; sizes in points."""

    roman: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    italic: str = "Helvetica-Oblique"
    size: float = 10
    leading: float = 13
    justified: bool = False
    hyphenated: bool = False
    # Not "•": reportlab writes it in a way that some readers take for a control character.
    bullet: str = "-"


@dataclass(frozen=True, slots=True)
class Margins:
    """White space around the text, in millimetres."""

    left: float = 22
    right: float = 22
    top: float = 28
    bottom: float = 22


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where the marks of a story fell, and how many pages there are."""

    pages: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page, for running heads and feet; millimetres from the upper left corner."""

    canvas: Any
    number: int
    total: int

    def text(self, x: float, y: float, text: str, font: str = "Helvetica", size: float = 8) -> None:
        """Write from `x` on, or up to it when `x` is negative (counted from the right)."""
        self.canvas.setFont(font, size)
        height = A4[1] - y * mm
        if x < 0:
            self.canvas.drawRightString(A4[0] + x * mm, height, text)
        else:
            self.canvas.drawString(x * mm, height, text)

    def rule(self, y: float, left: float = 22, right: float = 22) -> None:
        """Draw a thin line across the page."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(left * mm, A4[1] - y * mm, A4[0] - right * mm, A4[1] - y * mm)


class _Mark(rl.Flowable):  # type: ignore[misc,unused-ignore]
    """Takes no room and notes the page that it falls on."""

    def __init__(self, key: str, pages: dict[str, int]) -> None:
        super().__init__()
        self.key, self.pages = key, pages
        self.width = self.height = 0

    def draw(self) -> None:
        self.pages[self.key] = self.canv.getPageNumber()


class _Leader(rl.Flowable):  # type: ignore[misc,unused-ignore]
    """A line of a table of contents: a title that may wrap, dots, and a page number."""

    def __init__(self, title: str, page: str, face: Typeface) -> None:
        super().__init__()
        self.title, self.page, self.face = title, page, face
        self.lines: list[str] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        room = width - 12 * mm
        lines = [""]
        for word in self.title.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._width(longer) > room and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = longer
        self.lines = lines
        return width, len(lines) * self.face.leading

    def draw(self) -> None:
        self.canv.setFont(self.face.roman, self.face.size)
        for row, line in enumerate(self.lines):
            y = (len(self.lines) - 1 - row) * self.face.leading + 3
            if row == len(self.lines) - 1:
                line = f"{line}{'.' * self._dots(line)} {self.page}"  # noqa: PLW2901
            self.canv.drawString(0, y, line)

    def _dots(self, line: str) -> int:
        room = self.width - self._width(f"{line} {self.page}")
        return max(3, int(room / self._width(".")))

    def _width(self, text: str) -> float:
        return float(stringWidth(text, self.face.roman, self.face.size))


@dataclass(frozen=True)
class Setter:
    """Makes the pieces of a page in one typeface; `pages` collects the marks."""

    face: Typeface
    pages: dict[str, int] = field(default_factory=dict)

    def text(  # noqa: PLR0913 - each is one property of a paragraph, all by keyword
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        align: str = "",
        before: float = 0,
        after: float = 4,
        hanging: float = 0,
        keep: bool = False,
    ) -> Flow:
        """A paragraph; `before`, `after`, `hanging` in points, `keep` with the next one."""
        face = self.face
        font = face.bold if bold else face.italic if italic else face.roman
        points = size or face.size
        default = TA_JUSTIFY if face.justified and not bold else TA_LEFT
        style = ParagraphStyle(
            f"{font}-{points}",
            fontName=font,
            fontSize=points,
            leading=points * face.leading / face.size,
            alignment=ALIGNMENTS.get(align, default),
            spaceBefore=before,
            spaceAfter=after,
            leftIndent=hanging,
            firstLineIndent=-hanging,
            keepWithNext=keep,
            allowWidows=1,
            allowOrphans=1,
        )
        body = _hyphenate(text) if face.hyphenated and not bold else text
        return rl.Paragraph(escape(body), style)

    def blocks(self, blocks: Iterable[Block]) -> list[Flow]:
        """Text as it stands in a source."""
        return [flow for block in blocks for flow in self._block(block)]

    def _block(self, block: Block) -> list[Flow]:
        match block:
            case Paragraph(text):
                return [self.text(text, after=6)]
            case Subheading(text):
                return [self.text(text, italic=True, before=3, after=2, keep=True)]
            case Listing():
                return self._listing(block)
            case Table():
                return [self._table(block), self.gap(6)]

    def _listing(self, listing: Listing) -> list[Flow]:
        entries = [f"{entry.label or self.face.bullet} {entry.text}" for entry in listing.entries]
        return [*(self.text(text, after=1, hanging=14) for text in entries), self.gap(5)]

    def grid(self, rows: list[list[str]], widths_mm: list[float], ruled: bool = True) -> Flow:
        """A table of short texts, such as an attendance list; nothing for no rows."""
        if not rows:
            return self.gap(0)
        cells = [[self.text(cell, after=0) for cell in row] for row in rows]
        table = rl.Table(cells, colWidths=[width * mm for width in widths_mm], hAlign="LEFT")
        table.setStyle(_RULED if ruled else _PLAIN)
        return table

    def _table(self, table: Table) -> Flow:
        head = [
            self.text(cell, bold=True, size=self.face.size - 1, after=0) for cell in table.header
        ]
        rows = [
            [
                self.text(
                    cell,
                    size=self.face.size - 1,
                    after=0,
                    align="right" if numeric else "left",
                )
                for cell, numeric in zip(row, table.numeric, strict=True)
            ]
            for row in table.rows
        ]
        widths = [_share(column) for column in zip(table.header, *table.rows, strict=True)]
        scale = min(1, 460 / sum(widths))
        flow = rl.Table(
            [head, *rows],
            colWidths=[width * scale for width in widths],
            repeatRows=1,
            hAlign="LEFT",
        )
        flow.setStyle(_RULED)
        return flow

    def mark(self, key: str) -> Flow:
        """Remember the page of this place under `key`."""
        return _Mark(key, self.pages)

    def leader(self, title: str, page: int | None) -> Flow:
        """A line of the table of contents."""
        return _Leader(title, str(page or ""), self.face)

    def gap(self, points: float) -> Flow:
        """White space."""
        return rl.Spacer(1, points)

    def new_page(self) -> Flow:
        """The next piece begins a page."""
        return rl.PageBreak()


_PLAIN = rl.TableStyle(
    [("VALIGN", (0, 0), (-1, -1), "TOP")]
    + [
        (side, (0, 0), (-1, -1), 0)
        for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    ]
)
_RULED = rl.TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def set_pages(
    story: Callable[[Setter, Pagination], list[Flow]],
    furniture: Callable[[Page], None],
    face: Typeface,
    margins: Margins,
    title: str,
) -> bytes:
    """The PDF. The story is set twice: the first time only to learn the page numbers."""
    first = Setter(face)
    _, total = _set(story(first, Pagination()), furniture, margins, title, 0)
    second = Setter(face)
    data, _ = _set(story(second, Pagination(first.pages, total)), furniture, margins, title, total)
    return data


def _set(
    flows: list[Flow], furniture: Callable[[Page], None], margins: Margins, title: str, total: int
) -> tuple[bytes, int]:
    buffer = io.BytesIO()
    document = rl.BaseDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=margins.left * mm,
        rightMargin=margins.right * mm,
        topMargin=margins.top * mm,
        bottomMargin=margins.bottom * mm,
        title=title,
        author="Ravnsund Kommune",
        invariant=1,
        pageCompression=0,
    )
    frame = rl.Frame(
        document.leftMargin, document.bottomMargin, document.width, document.height,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def on_page(canvas: Canvas, _document: object) -> None:
        canvas.saveState()
        furniture(Page(canvas, canvas.getPageNumber(), total))
        canvas.restoreState()

    document.addPageTemplates(rl.PageTemplate("page", [frame], onPage=on_page))
    document.build(flows)
    return without_maker(buffer.getvalue()), document.page


def without_maker(pdf: bytes) -> bytes:
    """The same PDF without the words on what made it, and its table of offsets made right.

    Those words differ between versions of reportlab (4.2.0 and 5.1.0, 2026-11),
    the rest of a page does not.
    """
    pdf = re.sub(rb" ReportLab Generated PDF document[^\n]*", b"", pdf)
    pdf = re.sub(rb"/Producer \((?:\\.|[^()\\])*\)", b"/Producer ()", pdf)
    pdf = re.sub(rb"% ReportLab generated PDF document[^\n]*", b"% digest", pdf)
    table = pdf.index(b"xref\n")
    starts = {int(m[1]): m.start() for m in re.finditer(rb"^(\d+) 0 obj", pdf[:table], re.M)}
    offsets = b"".join(b"%010d 00000 n \n" % starts[number] for number in sorted(starts))
    pdf = re.sub(rb"(?:\d{10} 00000 n \n)+", offsets, pdf)
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % table, pdf)


def _share(column: Iterable[str]) -> float:
    """The room that a column asks for, in points: its longest cell, within bounds."""
    return min(230, max(46, 6 + 5.4 * max(len(cell) for cell in column)))


def _hyphenate(text: str) -> str:
    return re.sub(r"[^\W\d_]{8,}", lambda match: hyphenate_word(match[0]), text)


def hyphenate_word(word: str) -> str:
    """A word with soft hyphens between its syllables, roughly as a word processor does it.

    >>> hyphenate_word("kommunen").split(SOFT_HYPHEN)
    ['kom', 'munen']
    """
    cuts = [i for i in range(3, len(word) - 3) if _is_cut(word.lower(), i)]
    parts = [word[i:j] for i, j in zip([0, *cuts], [*cuts, len(word)], strict=True)]
    return SOFT_HYPHEN.join(parts)


def _is_cut(word: str, i: int) -> bool:
    """Whether a line may end before letter `i`: after one consonant, before another and a vowel."""
    before, at, after = word[i - 1], word[i], word[i + 1]
    if before in VOWELS or at in VOWELS or after not in VOWELS:
        return False
    return before + at not in ONSETS and word[i - 2] in VOWELS
