"""A text as a Word document. The only file of the interface that knows python-docx."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# What XML cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "text": "Normal",
    "quote": "Quote",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `style` is one of title, heading, subheading, text and quote."""

    style: str
    text: str
    is_address: bool = False


def docx_of(lines: Sequence[Line]) -> bytes:
    """The paragraphs as a document whose language is Danish, so that it is read aloud as such."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.title = next((_clean(line.text) for line in lines if line.style == "title"), "")
    properties.language = "da-DK"
    run = document.styles["Normal"].element.get_or_add_rPr()
    language = run.makeelement(qn("w:lang"), {qn("w:val"): "da-DK"})
    run.append(language)
    for line in lines:
        document.add_paragraph(_clean(line.text), style=_STYLES[line.style])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clean(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)
