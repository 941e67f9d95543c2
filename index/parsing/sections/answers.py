"""A recommendation and its decision beside each other: a small table within an item.

Its head names the sections ("Indstilling | Udvalgets beslutning"), and each
cell below is text of its column's section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.parsing.text.headings import decision_heading, heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import Span

_ENDS_SENTENCE = (".", "!", "?", ":")


def by_columns(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, with the rows below such a head cut into their cells."""
    result: list[TextLine] = []
    heads: list[tuple[str, Role]] = []
    last: list[TextLine] = []
    for line in lines:
        found = _heads(line) if "\t" in line.text and line.column_role is None else []
        cells = line.text.split("\t")
        if found:
            heads, last = found, []
            result.append(replace(line, column_role=Role.NOISE))
        elif heads and len(cells) == len(heads) and _holds_decision(cells, heads):
            last = [cell for i, head in enumerate(heads) if (cell := _cell(line, i, head))]
            result += last
        elif heads and last and (column := _column_below(line, last)):
            last = [_on(cell, line) if cell is column else cell for cell in last]
            result.append(replace(line, column=column.column, column_role=column.column_role))
        else:
            # A page may end within the table.
            heads = heads if len(cells) == len(heads) else []
            result.append(line)
    return result


def _heads(line: TextLine) -> list[tuple[str, Role]]:
    """The columns that a row heads with their roles, [] when it is not such a head.

    One is of decisions, and none has any text beside its heading.
    """
    heads: list[tuple[str, Role]] = []
    for cell in line.text.split("\t"):
        text = cell.strip()
        decided = decision_heading(text)
        role = decided.role if decided else vocabulary().role(text)
        if role is None:
            return []
        heads.append((text, Role.OTHER if role is Role.HEADER else role))
    roles = [role for _, role in heads]
    if roles.count(Role.DECISION) != 1 or not _BESIDE_DECISION & {*roles}:
        return []
    return heads


_BESIDE_DECISION = frozenset({Role.RECOMMENDATION, Role.BACKGROUND, Role.OTHER})


def _holds_decision(cells: Sequence[str], heads: Sequence[tuple[str, Role]]) -> bool:
    """Whether the decisions' cell is empty or has words; the foot of a page has its number there."""
    decided = next(
        cell.strip() for cell, (_, role) in zip(cells, heads, strict=True) if role is Role.DECISION
    )
    return not decided or any(character.isalpha() for character in decided)


def _cell(line: TextLine, index: int, head: tuple[str, Role]) -> TextLine | None:
    cells = line.text.split("\t")
    start = line.span.start + sum(len(cell) + 1 for cell in cells[:index])
    text = cells[index].strip()
    if not text:
        return None
    start += cells[index].index(text)
    span = Span(start, start + len(text))
    return replace(line, text=text, span=span, column=head[0], column_role=head[1], learnt=None)


def _on(cell: TextLine, line: TextLine) -> TextLine:
    """What a cell ends with once a line goes on it."""
    return replace(cell, text=line.text)


def _column_below(line: TextLine, last: Sequence[TextLine]) -> TextLine | None:
    """The cell that a line below the row goes on, None where it goes on none.

    The middle of a sentence goes on the one cell that is unfinished; else the last column does.
    """
    if line.level is not None or "\t" in line.text or heading_of(line.text) is not None:
        return None
    unfinished = [cell for cell in last if not cell.text.endswith(_ENDS_SENTENCE)]
    begins_within = line.text[0].islower() or line.text[0].isdigit()
    if begins_within and len(unfinished) == 1:
        return unfinished[0]
    if line.gap_before:
        return None
    return last[-1]
