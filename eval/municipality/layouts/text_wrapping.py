"""Blocks as lines of a fixed width, for plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from eval.municipality.model import Block, Listing, Paragraph, Subheading, Table


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most `width` characters; `rest` begins the second and later ones."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def blocks_to_lines(blocks: Iterable[Block], width: int, bullet: str = "-") -> list[str]:
    """The lines of all blocks, each block followed by an empty line."""
    return [line for block in blocks for line in [*_block(block, width, bullet), ""]]


def _block(block: Block, width: int, bullet: str) -> list[str]:
    match block:
        case Paragraph(text) | Subheading(text):
            return wrap(text, width)
        case Listing(entries):
            return [
                line
                for entry in entries
                for line in wrap(entry.text, width, f"{entry.label or bullet} ", "  ")
            ]
        case Table():
            return _table(block)


def _table(table: Table) -> list[str]:
    """Columns set with spaces, as a typewriter would."""
    rows = [table.header, *table.rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if numeric else cell.ljust(width)
            for cell, width, numeric in zip(row, widths, table.numeric, strict=True)
        ).rstrip()
        for row in rows
    ]
