"""Word documents. The only file that knows python-docx."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from index.errors import UnreadableDocument
from index.reading.assembly import Line, assemble, clean
from index.types import Document

# A ten-page document unpacks to well under 10 MB; more than this is a bomb.
MAX_UNPACKED_BYTES = 300_000_000
_STYLE_LEVEL = re.compile(r"(?i)^(?:heading|overskrift)\s*(\d)$")


def read_docx(data: bytes) -> Document:
    """The paragraphs and tables of a Word document, in order.

    Pages are those that Word last printed, as far as the file remembers them.

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
    pages: list[list[Line]] = [[]]
    for block in word.iter_inner_content():
        _add(block, pages)
    return assemble(pages, extra_running=_running(word))


def _add(block: Paragraph | Table, pages: list[list[Line]]) -> None:
    if isinstance(block, Table):
        for row in block.rows:
            cells = dict.fromkeys(" ".join(clean(cell.text).split()) for cell in row.cells)
            pages[-1].append(Line("\t".join(cells).strip()))
        pages[-1].append(Line(""))
        return
    if _breaks_before(block) and pages[-1]:
        pages.append([])
    level = _level(block)
    for text in clean(block.text).split("\n"):
        pages[-1].append(Line(text.rstrip(), level))


def _breaks_before(paragraph: Paragraph) -> bool:
    breaks = paragraph._p.iter(qn("w:lastRenderedPageBreak"), qn("w:br"))
    return any(
        node.tag == qn("w:lastRenderedPageBreak") or node.get(qn("w:type")) == "page"
        for node in breaks
    )


def _level(paragraph: Paragraph) -> int | None:
    """The level of a heading style; 7 for a short paragraph all in bold."""
    style = paragraph.style
    name = style.name if style is not None else ""
    match = _STYLE_LEVEL.match(name or "")
    if match:
        return int(match.group(1))
    if (name or "").lower() in ("title", "titel"):
        return 1
    runs = [run for run in paragraph.runs if run.text.strip()]
    is_bold = bool(runs) and all(run.bold for run in runs)
    return 7 if is_bold and len(paragraph.text) < 200 else None


def _running(word: WordDocument) -> list[str]:
    lines = []
    for section in word.sections:
        for part in (section.header, section.first_page_header, section.footer):
            lines += [" ".join(clean(p.text).split()) for p in part.paragraphs]
    return [line for line in lines if line]
