"""Word documents, read from their XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Node

from index.errors import UnreadableDocument
from index.parsing.text.columns import columns_of
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.assembly import Line, assemble, clean
from index.reading.attendance import attendance_lines
from index.reading.docx.agendas import agenda_lines
from index.reading.docx.numbering import Numbering
from index.reading.docx.parted_titles import with_parted_titles
from index.types import Document

# A ten-page document unpacks to well under 10 MB; more than this is a bomb.
MAX_UNPACKED_BYTES = 300_000_000
_STYLE_LEVEL = re.compile(r"(?i)^(?:heading|overskrift)\s*(\d)$")
# What is inside these is no text of the page: struck out, said twice for old
# versions of Word, or a remark.
_LEFT_OUT = frozenset(
    {qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"), qn("w:pict"),
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)  # fmt: skip
_TEXT, _TAB, _HYPHEN = qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen")
_LINE_ENDS = frozenset({qn("w:br"), qn("w:cr")})
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
# The level of a short paragraph all in bold, and the letters that it has at most.
_BOLD_LEVEL, _MAX_BOLD = 7, 200
# A cell with more lines than this is part of the page's layout, not of a table.
_MAX_CELL_LINES = 4


def read_docx(data: bytes) -> Document:
    """The paragraphs and tables of a Word document, in order.

    Pages are those that Word last printed, as far as the file remembers them.
    What a form's fields hold and what reviewers put in is text; what they
    struck out is not.

    Raises:
        UnreadableDocument: damaged, or unpacking to an absurd size.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise UnreadableDocument("filen fylder urimeligt meget udpakket")
    try:
        word = docx.Document(BytesIO(data))
    except Exception as error:
        raise UnreadableDocument("filen er beskadiget (ikke et læsbart Word-dokument)") from error
    writer = _Writer(word)
    writer.write(word.element.body)
    return assemble(writer.pages, extra_running=_running(word))


class _Writer:
    """Walks the document's XML and writes a line for each paragraph and table row."""

    def __init__(self, word: WordDocument) -> None:
        self.pages: list[list[Line]] = [[]]
        self._word = word
        self._numbering = Numbering(word)

    def write(self, block: Node) -> None:
        """Write what stands in the block; content controls are looked through."""
        for child in block:
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                rows = [r for r in child.iter(_ROW) if next(r.iterancestors(_TABLE)) is child]
                self._rows([self._cells(row) for row in rows])
                self.pages[-1].append(Line(""))
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self.write(child)

    def _paragraph(self, paragraph: Node) -> None:
        if _breaks_before(paragraph) and self.pages[-1]:
            self.pages.append([])
        self.pages[-1] += self._lines(paragraph)
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(ancestor.tag in _LEFT_OUT for ancestor in box.iterancestors()):
                self.write(box)

    def _lines(self, paragraph: Node) -> list[Line]:
        text = clean("".join(_texts(paragraph)))
        if text.strip():
            text = self._numbering.number(paragraph) + text
        level = self._level(paragraph, text)
        lines = [Line(line.rstrip(), level) for line in text.split("\n")]
        is_heading = len(lines) > 1 and "\t" not in lines[0].text and _is_bold_above(paragraph)
        if level is None and is_heading:
            lines[0] = Line(lines[0].text, _BOLD_LEVEL)
        return lines

    def _cells(self, row: Node) -> list[list[Line]]:
        cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
        return [self._cell(cell) for cell in cells]

    def _rows(self, rows: list[list[list[Line]]]) -> None:
        """Write the rows of a table, whose cells are lines."""
        rows = with_parted_titles(rows)
        texts = [
            [" ".join(" ".join(line.text for line in lines).split()) for lines in row]
            for row in rows
        ]
        came = attendance_lines([[[line.text for line in cell] for cell in row] for row in rows])
        if came is not None:
            self.pages[-1] += [Line(text) for text in came]
            return
        items = agenda_lines(rows)
        if items is not None:
            self.pages[-1] += items
            return
        # The items of a meeting stay rows, however much is said of them.
        is_minutes = any(columns_of(row) for row in texts)
        laid_out = [not is_minutes and _is_laid_out(row) for row in rows]
        # Where most rows are, so are those in which little is said; but the head is a row.
        are_all = 2 * sum(laid_out) > len(rows)
        for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
            if laid_out[index] or (are_all and index) or len(row) == 1:
                # A page laid out as a table: what stands in each cell, in turn.
                for lines in row:
                    self.pages[-1] += [*lines, Line("")]
            else:
                self.pages[-1].append(Line("\t".join(text).strip()))

    def _cell(self, cell: Node) -> list[Line]:
        """The lines of a cell that hold text, those of tables within it too."""
        inner = _Writer(self._word)
        inner._levels, inner._numbering = self._levels, self._numbering
        inner.write(cell)
        lines = [line for page in inner.pages for line in page if line.text.strip()]
        return lines or [Line(number) for number in self._counted(cell)]

    def _counted(self, cell: Node) -> list[str]:
        """The number that Word prints in a cell that holds nothing but its mark."""
        numbers = [self._numbering.number(child) for child in cell if child.tag == _PARAGRAPH]
        return [number.strip() for number in numbers if number][:1]

    @cached_property
    def _levels(self) -> dict[str, int]:
        """The level of each style that makes headings, by the style's id."""
        levels = {}
        for style in self._word.styles:
            name = (style.name or "").strip()
            match = _STYLE_LEVEL.match(name)
            if match:
                levels[style.style_id] = int(match.group(1))
            elif name.lower() in ("title", "titel"):
                levels[style.style_id] = 1
        # A style of one's own that is based on a heading is one.
        for style in self._word.styles:
            base = getattr(style, "base_style", None)
            if base is not None and base.style_id in levels:
                levels.setdefault(style.style_id, levels[base.style_id])
        return levels

    def _level(self, paragraph: Node, text: str) -> int | None:
        """The level of a heading style; 7 for a short paragraph all in bold."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = self._levels.get(style.get(qn("w:val")) or "") if style is not None else None
        if level is not None:
            return level
        runs = [run for run in paragraph.iter(qn("w:r")) if "".join(_texts(run)).strip()]
        return (
            _BOLD_LEVEL
            if runs and all(_is_bold(run) for run in runs) and len(text) < _MAX_BOLD
            else None
        )


_SECTIONS = frozenset(
    {Role.BACKGROUND, Role.RECOMMENDATION, Role.DECISION, Role.ECONOMY, Role.OTHER}
)


def _is_laid_out(row: Sequence[Sequence[Line]]) -> bool:
    """Whether a cell is too long for one of a table, or holds a section of an item under its heading."""
    return any(
        len(lines) > _MAX_CELL_LINES
        or any(
            line.level is not None and vocabulary().role(line.text) in _SECTIONS
            for line in lines[:-1]
        )
        for lines in row
    )


def _texts(node: Node) -> Iterator[str]:
    """The pieces of text in a paragraph or run, in order, without those of boxes within it."""
    for child in node:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag in _LINE_ENDS:
            yield "\n"
        elif child.tag not in _LEFT_OUT and child.tag not in (qn("w:pPr"), qn("w:txbxContent")):
            yield from _texts(child)


def _is_bold(run: Node) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false", "none")


def _is_bold_above(paragraph: Node) -> bool:
    """Whether what stands above the first line end in a paragraph is bold, and short."""
    above = 0
    for run in paragraph.iter(qn("w:r")):
        first, end, _ = "".join(_texts(run)).partition("\n")
        above += len(first)
        if first.strip() and not _is_bold(run):
            return False
        if end:
            return 0 < above < _MAX_BOLD
    return False


def _breaks_before(paragraph: Node) -> bool:
    return any(
        node.tag == qn("w:lastRenderedPageBreak") or node.get(qn("w:type")) == "page"
        for node in paragraph.iter(qn("w:lastRenderedPageBreak"), qn("w:br"))
    )


def _running(word: WordDocument) -> list[str]:
    lines = []
    for section in word.sections:
        for part in (section.header, section.first_page_header, section.footer):
            for paragraph in part._element.iter(_PARAGRAPH):
                lines.append(" ".join(clean("".join(_texts(paragraph))).split()))
    return [line for line in dict.fromkeys(lines) if line]
