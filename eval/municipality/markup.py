"""The four shapes that text takes in a source: paragraph, list, table, subheading.

Blocks are separated by blank lines. Lines of a paragraph are joined, so they
may be broken anywhere.
"""

from __future__ import annotations

import re

from eval.municipality.model import Block, Entry, Listing, Paragraph, Subheading, Table

ENTRY = re.compile(r"(?:-|(?P<label>\d{1,2}\.|[A-Za-z]\)|\d{1,2}\)))\s+(?P<text>\S.*)")
RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def parse_blocks(text: str) -> tuple[Block, ...]:
    r"""The blocks of a text; an empty text has none.

    >>> parse_blocks("Taget til\nefterretning.\n\n- en\n- to")[0]
    Paragraph(text='Taget til efterretning.')
    """
    chunks = re.split(r"\n\s*\n", text.strip("\n"))
    return tuple(_parse_block(chunk.splitlines()) for chunk in chunks if chunk.strip())


def _parse_block(lines: list[str]) -> Block:
    if lines[0].startswith("# "):
        if len(lines) > 1:
            raise ValueError(f"a blank line is missing after the subheading {lines[0]!r}")
        return Subheading(lines[0][2:].strip())
    if lines[0].startswith("|"):
        return _parse_table(lines)
    if ENTRY.fullmatch(lines[0].rstrip()):
        return _parse_listing(lines)
    return Paragraph(" ".join(line.strip() for line in lines))


def _parse_listing(lines: list[str]) -> Listing:
    """Lines that are indented go on with the entry above them."""
    entries: list[Entry] = []
    for line in lines:
        match = ENTRY.fullmatch(line.rstrip())
        if match and not line.startswith(" "):
            entries.append(Entry(match["label"], match["text"]))
        elif line.startswith(" "):
            entries[-1] = Entry(entries[-1].label, f"{entries[-1].text} {line.strip()}")
        else:
            raise ValueError(f"neither a list entry nor indented below one: {line!r}")
    return Listing(tuple(entries))


def _parse_table(lines: list[str]) -> Table:
    if len(lines) < 3 or not RULE.fullmatch(lines[1].strip()):
        raise ValueError(f"a table needs a heading, a rule |---| and a row: {lines[0]!r}")
    header, rule, *rows = (_cells(line) for line in lines)
    for row in (rule, *rows):
        if len(row) != len(header):
            raise ValueError(f"{len(row)} cells under {len(header)} headings: {' | '.join(row)!r}")
    return Table(header, tuple(rows), tuple(cell.endswith(":") for cell in rule))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
