"""OpenDocument text (.odt): what LibreOffice writes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Node

from index.errors import UnreadableDocument
from index.reading.assembly import Line, assemble, clean
from index.reading.odt.styles import STYLE, TEXT, Numbering, Styles
from index.types import Document

# A ten-page document unpacks to well under 10 MB; more than this is a bomb.
MAX_UNPACKED_BYTES = 300_000_000
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Notes and comments in the margin are not the text; neither is what was struck out.
_LEFT_OUT = frozenset({f"{TEXT}note", f"{_OFFICE}annotation", f"{TEXT}tracked-changes"})
# The level of a short paragraph all in bold, and the letters that it has at most.
_BOLD_LEVEL, _MAX_BOLD = 7, 200


def read_odt(data: bytes) -> Document:
    """The paragraphs and tables of an OpenDocument text, in order, as one page.

    Raises:
        UnreadableDocument: damaged, unpacking to an absurd size, or not a text.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = _part(archive, "content.xml")
        has_styles = "styles.xml" in archive.namelist()
        styles = [_part(archive, "styles.xml")] if has_styles else []
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise UnreadableDocument("regneark eller præsentation; gem den som PDF")
    lines = list(_Reader(Styles([*styles, content])).lines(body))
    return assemble([lines], extra_running=[line for part in styles for line in _running(part)])


def _part(archive: zipfile.ZipFile, name: str) -> Node:
    if archive.getinfo(name).file_size > MAX_UNPACKED_BYTES:
        raise UnreadableDocument("filen fylder urimeligt meget udpakket")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(
            "filen er beskadiget (ikke en læsbar OpenDocument-tekst)"
        ) from error


def _running(styles: Node) -> list[str]:
    """What stands at the head and the foot of every page."""
    parts = styles.iter(f"{STYLE}header", f"{STYLE}header-first", f"{STYLE}footer")
    lines = [" ".join(_text(line).split()) for part in parts for line in part.iter(f"{TEXT}p")]
    return [line for line in dict.fromkeys(lines) if line]


class _Reader:
    """Walks the document's XML; each paragraph and row of a table is a line."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbering = Numbering(styles)

    def lines(self, node: Node) -> Iterator[Line]:
        """The lines of what stands in the node."""
        for child in node:
            if child.tag in (f"{TEXT}h", f"{TEXT}p"):
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, None, {}, 1)
            elif child.tag == f"{_TABLE}table-row":
                yield Line("\t".join(self._cells(child)).strip())
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self.lines(child)
                if child.tag == f"{_TABLE}table":
                    yield Line("")

    def _list(
        self, node: Node, above: str | None, counts: dict[int, int], depth: int
    ) -> Iterator[Line]:
        """The entries of a list, each behind its number; a list within it counts at the next depth."""
        style = node.get(f"{TEXT}style-name") or above or self._style_below(node) or ""
        if depth == 1:
            counts = self._numbering.begin(node, style)
        for entry in node:
            number: str | None = None if entry.tag == f"{TEXT}list-item" else ""
            for child in entry:
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, style, counts, depth + 1)
                elif child.tag in (f"{TEXT}h", f"{TEXT}p"):
                    if number is None:
                        start = entry.get(f"{TEXT}start-value")
                        number = self._numbering.number(style, depth, counts, start)
                        yield from self._paragraph(child, number)
                    else:
                        yield from self._paragraph(child, "")
                elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                    yield from self.lines(child)

    def _style_below(self, node: Node) -> str | None:
        """The list that the first paragraph's own style belongs to."""
        first = next(node.iter(f"{TEXT}p", f"{TEXT}h"), None)
        return self._styles.list_of(first.get(f"{TEXT}style-name")) if first is not None else None

    def _paragraph(self, node: Node, number: str | None = None) -> Iterator[Line]:
        text = _text(node)
        level = None
        if node.tag == f"{TEXT}h":
            level = int(node.get(f"{TEXT}outline-level") or 1)
            if number is None and node.get(f"{TEXT}is-list-header") != "true":
                number = self._numbering.heading(level)
        elif text.strip() and len(text) < _MAX_BOLD and self._is_bold(node, False):
            level = _BOLD_LEVEL
        if text.strip():
            text = (number or "") + text
        for line in text.split("\n"):
            yield Line(line, level)

    def _is_bold(self, node: Node, around: bool) -> bool:
        """Whether all the text in the node is bold, when what is around it is or is not."""
        said = self._styles.is_bold(node.get(f"{TEXT}style-name"))
        bold = around if said is None else said
        own = [node.text, *(child.tail for child in node)]
        if not bold and any(piece and piece.strip() for piece in own):
            return False
        inner = [child for child in node if isinstance(child.tag, str)]
        return all(
            self._is_bold(child, bold)
            for child in inner
            if child.tag not in _LEFT_OUT and _text(child).strip()
        )

    def _cells(self, row: Node) -> Iterator[str]:
        for cell in row:
            if cell.tag == f"{_TABLE}table-cell":
                yield " ".join(" ".join(line.text for line in self.lines(cell)).split())


def _text(node: Node) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{TEXT}s":
            parts.append(" ")
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return clean("".join(parts))
