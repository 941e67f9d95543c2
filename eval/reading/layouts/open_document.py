"""OpenDocument text as a word processor saves it, written part by part.

The same source always gives the same bytes: nothing is compressed and no clock is read.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from eval.reading.layouts.blocks import Block, blocks_of
from eval.reading.source import Source

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_TYPE = "application/vnd.oasis.opendocument.text"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVELS = {"title": 1, "item": 2, "section": 3, "inner": 4}
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def with_styles(source: Source) -> bytes:
    """Headings by outline level, lists as lists; the running head stands in the styles."""
    body = "".join(_set(block) for block in blocks_of(source.printed))
    head = f"<text:p>{escape(source.fields['head'])}</text:p>"
    parts = {
        "mimetype": _TYPE,
        "META-INF/manifest.xml": _MANIFEST,
        "content.xml": _root(
            "content", f"<office:body><office:text>{body}</office:text></office:body>"
        ),
        "styles.xml": _root(
            "styles",
            '<office:master-styles><style:master-page style:name="Standard">'
            f"<style:header>{head}</style:header></style:master-page></office:master-styles>",
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3  # the default differs between systems and would be in the bytes
            archive.writestr(info, text)
    return buffer.getvalue()


def _root(part: str, content: str) -> str:
    names = " ".join(
        f'xmlns:{name}="{_NAMES}:{name}:1.0"' for name in ("office", "text", "table", "style")
    )
    tag = f"office:document-{part}"
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag} {names}>{content}</{tag}>'


def _set(block: Block) -> str:
    text = escape(block.text)
    if level := _LEVELS.get(block.kind):
        return f'<text:h text:outline-level="{level}">{text}</text:h>'
    if block.kind == "bullet":
        return f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
    if block.kind == "table":
        return f"<table:table>{''.join(map(_row, block.rows))}</table:table>"
    return f"<text:p>{text}</text:p>"


def _row(cells: list[str]) -> str:
    inner = "".join(
        f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"
