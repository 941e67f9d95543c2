"""OpenDocument text (.odt): what LibreOffice writes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Node

from index.errors import UnreadableDocument
from index.reading.assembly import Line, assemble, clean
from index.types import Document

# A ten-page document unpacks to well under 10 MB; more than this is a bomb.
MAX_UNPACKED_BYTES = 300_000_000
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Notes and comments in the margin are not the text; neither is what was struck out.
_LEFT_OUT = frozenset({f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes"})


def read_odt(data: bytes) -> Document:
    """The paragraphs and tables of an OpenDocument text, in order, as one page.

    Raises:
        UnreadableDocument: damaged, unpacking to an absurd size, or not a text.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.getinfo("content.xml").file_size > MAX_UNPACKED_BYTES:
            raise UnreadableDocument("filen fylder urimeligt meget udpakket")
        content = archive.read("content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        body = etree.fromstring(content, parser).find(f".//{_OFFICE}text")
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(
            "filen er beskadiget (ikke en læsbar OpenDocument-tekst)"
        ) from error
    if body is None:
        raise UnreadableDocument("regneark eller præsentation; gem den som PDF")
    return assemble([list(_lines(body))])


def _lines(node: Node) -> Iterator[Line]:
    for child in node:
        if child.tag == f"{_TEXT}h":
            yield Line(_text(child), int(child.get(f"{_TEXT}outline-level") or 1))
        elif child.tag == f"{_TEXT}p":
            for line in _text(child).split("\n"):
                yield Line(line)
        elif child.tag == f"{_TABLE}table-row":
            yield Line("\t".join(_cells(child)).strip())
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _lines(child)
            if child.tag == f"{_TABLE}table":
                yield Line("")


def _cells(row: Node) -> Iterator[str]:
    for cell in row:
        if cell.tag == f"{_TABLE}table-cell":
            yield " ".join(" ".join(line.text for line in _lines(cell)).split())


def _text(node: Node) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}s":
            parts.append(" ")
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return clean("".join(parts))
