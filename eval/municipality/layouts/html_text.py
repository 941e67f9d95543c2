"""The blocks of a section as HTML, the same for every web layout."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from eval.municipality.layouts.wording import EMAIL
from eval.municipality.model import Block, Listing, Paragraph, Subheading, Table


def blocks_to_html(blocks: Iterable[Block]) -> str:
    """One element a line.

    >>> blocks_to_html([Paragraph("Taget til efterretning.")])
    '<p>Taget til efterretning.</p>'
    """
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{inline(text)}</p>"
        case Subheading(text):
            return f"<p><em>{inline(text)}</em></p>"
        case Listing():
            return _listing(block)
        case Table():
            return _table(block)


def inline(text: str) -> str:
    """Escaped, with mail addresses as links."""
    return EMAIL.sub(lambda match: f'<a href="mailto:{match[0]}">{match[0]}</a>', escape(text))


def _listing(listing: Listing) -> str:
    """Labels other than "1." have no HTML list, so they stand in the text."""
    labels = [entry.label for entry in listing.entries]
    numbered = labels == [f"{i}." for i in range(1, len(labels) + 1)]
    tag = "ol" if numbered else "ul"
    rows = [
        f"<li>{'' if numbered or not entry.label else entry.label + ' '}{inline(entry.text)}</li>"
        for entry in listing.entries
    ]
    return "\n".join([f"<{tag}>", *rows, f"</{tag}>"])


def _table(table: Table) -> str:
    head = "".join(f"<th>{inline(cell)}</th>" for cell in table.header)
    rows = [
        "<tr>"
        + "".join(
            f'<td style="text-align:{"right" if numeric else "left"}">{inline(cell)}</td>'
            for cell, numeric in zip(row, table.numeric, strict=True)
        )
        + "</tr>"
        for row in table.rows
    ]
    return "\n".join(['<table border="1">', f"<tr>{head}</tr>", *rows, "</table>"])
