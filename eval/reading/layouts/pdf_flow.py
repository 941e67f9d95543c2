"""PDFs as a word processor prints them, set with reportlab.

The same source always gives the same bytes: no clock, no compression.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import reportlab.platypus as rl  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib import colors  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped,unused-ignore]
from reportlab.pdfbase.pdfmetrics import (  # type: ignore[import-untyped,unused-ignore]
    stringWidth,
)
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped,unused-ignore]

from eval.municipality.layouts.pdf_pages import hyphenate_word
from eval.reading.layouts.blocks import Block, blocks_of, run_in
from eval.reading.source import Source

# Longer words are parted where lines are hyphenated.
LONG_WORD = 9


@dataclass(frozen=True, slots=True)
class Look:
    """How a layout looks; sizes and margins in points."""

    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    margin: float = 62
    columns: int = 1
    wide: bool = False
    hyphenated: bool = False
    page_per_item: bool = False
    side_headings: bool = False  # section headings stand in a column of their own
    run_in: bool = False  # section headings stand before their text, on its line
    justified: bool = False
    headings: str = "bold"  # bold, capitals, plain or band
    head: tuple[str, ...] = ()  # running head: field names of the source, or words
    foot: str = "Side {page} af {pages}"
    foot_place: str = "right"
    dots: str = "."


def render(source: Source, look: Look) -> bytes:
    """The PDF; built twice, as heads and the table of contents need the page numbers."""
    first = _Build(source, look, {}, 0)
    first.run()
    second = _Build(source, look, first.item_pages, first.pages)
    return second.run()


class _Build:
    def __init__(self, source: Source, look: Look, item_pages: dict[str, int], total: int):
        self.source, self.look, self.total = source, look, total
        self.known_pages = item_pages
        self.item_pages: dict[str, int] = {}
        self.pages = 0
        self.page_size = landscape(A4) if look.wide else A4
        self.blocks = blocks_of(source.printed)
        if look.run_in:
            self.blocks = list(run_in(self.blocks))

    def run(self) -> bytes:
        look, (width, height) = self.look, self.page_size
        buffer = io.BytesIO()
        gap = 18.0
        column = (width - 2 * look.margin - gap * (look.columns - 1)) / look.columns
        top = look.margin + 11 * len(look.head)
        frames = [
            rl.Frame(look.margin + i * (column + gap), 56, column, height - 56 - top, 0, 0, 0, 0)
            for i in range(look.columns)
        ]
        self.width = column
        template = rl.PageTemplate("page", frames, onPage=self._draw_page)
        document = rl.BaseDocTemplate(
            buffer, pagesize=self.page_size, pageTemplates=[template], pageCompression=0,
            invariant=1, title=self.source.fields.get("pdf-title", ""),
        )  # fmt: skip
        story = (
            self._sided() if look.side_headings else [f for b in self.blocks for f in self._set(b)]
        )
        document.build(story)
        self.pages = document.page
        return buffer.getvalue()

    def _draw_page(self, canvas: Canvas, document: Any) -> None:
        look, (width, height) = self.look, self.page_size
        canvas.setFont(look.font, 8)
        for i, name in enumerate(look.head):
            text = self.source.fields.get(name, name)
            canvas.drawString(
                look.margin, height - 34 - 11 * i, self._numbered(text, document.page)
            )
        foot = self._numbered(look.foot, document.page)
        if look.foot_place == "left":
            canvas.drawString(look.margin, 30, foot)
        elif look.foot_place == "middle":
            canvas.drawCentredString(width / 2, 30, foot)
        else:
            canvas.drawRightString(width - look.margin, 30, foot)

    def _numbered(self, text: str, page: int) -> str:
        return text.replace("{page}", str(page)).replace("{pages}", str(self.total))

    def _style(self, kind: str) -> ParagraphStyle:
        look = self.look
        base = ParagraphStyle(
            "base", fontName=look.font, fontSize=look.size, leading=look.size * 1.25,
            spaceAfter=look.size * 0.7, embeddedHyphenation=1,
            alignment=TA_JUSTIFY if look.justified else TA_LEFT,
        )  # fmt: skip
        if kind in ("title", "item"):
            size = look.size + (6 if kind == "title" else 3)
            band = {"backColor": colors.lightgrey, "borderPadding": 2}
            return ParagraphStyle(
                kind, base, fontName=look.bold, fontSize=size, leading=size * 1.25,
                spaceBefore=10, keepWithNext=1, **(band if look.headings == "band" else {}),
            )  # fmt: skip
        if kind in ("section", "inner"):
            plain = look.headings == "plain" and kind == "section"
            font = look.font if plain else look.bold
            return ParagraphStyle(
                kind, base, fontName=font, spaceBefore=6, spaceAfter=2, keepWithNext=1
            )
        if kind in ("line", "small"):
            size = look.size if kind == "line" else 6.5
            return ParagraphStyle(kind, base, spaceAfter=0, fontSize=size, leading=size * 1.3)
        if kind == "bullet":
            return ParagraphStyle(kind, base, leftIndent=14, bulletIndent=4, spaceAfter=2)
        return base

    def _set(self, block: Block) -> list[Any]:
        if block.kind == "page":
            return [rl.PageBreak()]
        if block.kind == "toc":
            return [_Contents(self.blocks, self.known_pages, self.look), rl.Spacer(1, 12)]
        if block.kind == "table":
            return [self._table(block.rows), rl.Spacer(1, 8)]
        if block.kind == "item":
            breaks = [rl.PageBreak()] if self.look.page_per_item else []
            return [*breaks, _Noted(block.text, self.item_pages), self._paragraph(block)]
        return [self._paragraph(block)]

    def _paragraph(self, block: Block) -> Any:
        text = block.text
        if self.look.headings == "capitals" and block.kind == "section":
            text = text.upper()
        if self.look.hyphenated and block.kind == "paragraph":
            text = " ".join(hyphenate_word(w) if len(w) > LONG_WORD else w for w in text.split(" "))
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        if block.kind == "run-in":
            label, _, text = text.partition("\t")
            text = f'<font name="{self.look.bold}">{label}</font> {text}'
        bullet = "•" if block.kind == "bullet" else None
        return rl.Paragraph(text, self._style(block.kind), bulletText=bullet)

    def _table(self, rows: list[list[str]]) -> Any:
        longest = [max(8, *(min(len(row[i]), 60) for row in rows)) for i in range(len(rows[0]))]
        cells = [[self._paragraph(Block("line", cell)) for cell in row] for row in rows]
        widths = [self.width * n / sum(longest) for n in longest]
        ruled = [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        return rl.Table(cells, widths, style=ruled, hAlign="LEFT")

    def _sided(self) -> list[Any]:
        """Each section as a row: its heading to the left, its text to the right."""
        story: list[Any] = []
        label: Any = None
        held: list[Any] = []
        full, side = self.width, 105.0
        for block in [*self.blocks, Block("item")]:
            if block.kind in ("section", "item", "page") and label is not None:
                top = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
                story.append(rl.Table([[label, held]], [side, full - side], style=top))
                label, held, self.width = None, [], full
            if block.kind == "section":
                label, self.width = self._paragraph(block), full - side - 12
            elif label is not None:
                held.extend(self._set(block))
            elif block.text or block.kind != "item":
                story.extend(self._set(block))
        return story


class _Noted(rl.Flowable):  # type: ignore[misc,unused-ignore]
    """Takes no room and notes the page that it falls on."""

    def __init__(self, text: str, pages: dict[str, int]):
        super().__init__()
        self.text, self.pages = text, pages

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.pages[self.text] = self.canv.getPageNumber()

    def getKeepWithNext(self) -> int:  # noqa: N802 - reportlab's name
        return 1


class _Contents(rl.Flowable):  # type: ignore[misc,unused-ignore]
    """A table of contents with leaders; long titles wrap over several lines."""

    def __init__(self, blocks: list[Block], pages: dict[str, int], look: Look):
        super().__init__()
        self.titles = [block.text for block in blocks if block.kind == "item"]
        self.pages, self.look = pages, look

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.lines = [line for title in self.titles for line in self._lines(title)]
        return width, len(self.lines) * self.look.size * 1.3

    def _lines(self, title: str) -> list[str]:
        font, size, page = self.look.font, self.look.size, str(self.pages.get(title, 0))
        *whole, last = simpleSplit(title, font, size, self.width * 0.78)
        room = self.width - stringWidth(f"{last}{page}  ", font, size)
        dots = int(room / stringWidth(self.look.dots, font, size))
        return [*whole, f"{last}{self.look.dots * dots} {page}"]

    def draw(self) -> None:
        self.canv.setFont(self.look.font, self.look.size)
        for i, line in enumerate(self.lines):
            below = len(self.lines) - 1 - i
            self.canv.drawString(0, below * self.look.size * 1.3 + 3, line)


def layout(look: Look | None = None, **changes: Any) -> Callable[[Source], bytes]:
    """A layout that sets a source with this look."""
    whole = replace(look or Look(), **changes)
    return lambda source: render(source, whole)
