"""A Word file written part by part, so that the same text always gives the same bytes.

A DOCX is a zip of XML files. It is stored, not compressed, and every entry has
the same date: no clock and no version of zlib is in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EPOCH = (1980, 1, 1, 0, 0, 0)
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>
<Override PartName="/word/header1.xml" ContentType="{WORD_TYPE}.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{WORD_TYPE}.footer+xml"/>
</Types>"""
ROOT_RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
DOCUMENT_RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/header" Target="header1.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/footer" Target="footer1.xml"/>
</Relationships>"""

# Name, size in half-points, outline level.
HEADINGS = (("heading 1", 32, 0), ("heading 2", 26, 1), ("heading 3", 22, 2))


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters and how they look."""

    text: str
    bold: bool = False
    italic: bool = False


def paragraph(*runs: Run | str, style: str = "", indent_twips: int = 0) -> str:
    """A paragraph as XML; `style` is the identifier of a style, such as "Heading1"."""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if indent_twips:
        properties += f'<w:ind w:left="{indent_twips}"/>'
    body = "".join(_run(run if isinstance(run, Run) else Run(run)) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{body}</w:p>"


def table(rows: Iterable[Iterable[str]], bold_first: bool = False) -> str:
    """A ruled table of plain cells."""
    lines = [
        "".join(f"<w:tc><w:tcPr/>{_cell(cell, bold_first and i == 0)}</w:tc>" for cell in row)
        for i, row in enumerate(rows)
    ]
    body = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        f"</w:tblPr><w:tblGrid/>{body}</w:tbl>"
    )


def package(body: Iterable[str], header: str, footer: str) -> bytes:
    """The file; `body` is a series of paragraphs and tables."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": _document(body),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": _styles(),
        "word/header1.xml": _root("hdr", paragraph(header)),
        "word/footer1.xml": _root("ftr", paragraph(footer)),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            # The default differs between systems and would be in the bytes.
            info.create_system = 3
            archive.writestr(info, PROLOGUE + text)
    return buffer.getvalue()


def _run(run: Run) -> str:
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


def _cell(text: str, bold: bool) -> str:
    return paragraph(Run(text, bold=bold))


def _document(body: Iterable[str]) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1701" w:right="1134" w:bottom="1701" w:left="1134" '
        'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    return _root("document", "<w:body>" + "\n".join(body) + section + "</w:body>")


def _root(tag: str, content: str) -> str:
    return f'<w:{tag} xmlns:w="{MAIN}" xmlns:r="{OFFICE}">{content}</w:{tag}>'


def _styles() -> str:
    headings = "".join(_heading_style(*heading) for heading in HEADINGS)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return _root(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'
        '<w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
        f"{headings}"
        '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360"/></w:pPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>",
    )


def _heading_style(name: str, half_points: int, level: int) -> str:
    identifier = name.title().replace(" ", "")
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="{level}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{half_points}"/></w:rPr></w:style>'
    )
