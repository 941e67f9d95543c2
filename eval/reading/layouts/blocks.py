"""Prose with light marks, as the blocks that a layout sets.

`# ` document title, `## ` item, `### ` section, `#### ` heading inside a
section, `| a | b |` table row, `- ` list, `> ` a line on its own, `^ ` small
print, `+++` new page, `[toc]` table of contents; other lines are paragraphs,
parted by empty lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_STARTS = {"# ": "title", "## ": "item", "### ": "section", "#### ": "inner"}
_STARTS |= {"- ": "bullet", "> ": "line", "^ ": "small"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `kind` as above or paragraph, table, page, toc; a table has rows, the rest text."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a document, in order."""
    found: list[Block] = []
    joins = False  # whether the next line goes on with the last paragraph or table
    for line in text.splitlines():
        block = _block(line)
        if joins and block and found[-1].kind == block.kind == "paragraph":
            found[-1] = Block("paragraph", f"{found[-1].text} {block.text}")
        elif joins and block and found[-1].kind == block.kind == "table":
            found[-1].rows.extend(block.rows)
        elif block:
            found.append(block)
        joins = block is not None
    return found


def run_in(blocks: Iterable[Block]) -> Iterator[Block]:
    r"""The blocks with each section's heading at the start of its first paragraph, before a tab.

    >>> [b.text for b in run_in([Block("section", "Økonomi:"), Block("paragraph", "Ingen.")])]
    ['Økonomi:\tIngen.']
    """
    label: Block | None = None
    for block in blocks:
        if label and block.kind == "paragraph":
            yield Block("run-in", f"{label.text}\t{block.text}")
            label = None
            continue
        if label:
            yield label
        label = block if block.kind == "section" else None
        if not label:
            yield block
    if label:
        yield label


def _block(line: str) -> Block | None:
    if not line.strip():
        return None
    if line in ("+++", "[toc]"):
        return Block("page" if line == "+++" else "toc")
    if line.startswith("|"):
        return Block("table", rows=[_cells(line)])
    for start, kind in _STARTS.items():
        if line.startswith(start):
            return Block(kind, line.removeprefix(start).strip())
    return Block("paragraph", line.strip())


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in inner.split("|")]
