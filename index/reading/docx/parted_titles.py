"""Tables of minutes of which one column holds titles and, below each, what was said of it.

"Emne / hvad blev sagt": such a column is read as two, one for each of its heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.columns import columns_of, heads_of_two
from index.reading.assembly import Line

_Cell = list[Line]
# The head of a table stands in one of its first rows, and a title behind a number at most.
_HEAD_ROWS, _TITLE_COLUMNS = 3, 2
_PRESENTED = re.compile(r"(?i)\(?v/\s?\w")


def with_parted_titles(rows: Sequence[list[_Cell]]) -> list[list[_Cell]]:
    """The rows, whose cells are lines, with a cell for the titles and one for the texts below them."""
    for row in rows[:_HEAD_ROWS]:
        for at in range(min(_TITLE_COLUMNS, len(row))):
            heads = heads_of_two(_said(row[at]))
            if (
                heads is None
                or columns_of([*_texts(row[:at]), *heads, *_texts(row[at + 1 :])]) is None
            ):
                continue
            two = [[Line(head)] for head in heads]
            return [_parted(other, at, two if other is row else None, len(row)) for other in rows]
    return list(rows)


def _texts(row: Sequence[_Cell]) -> list[str]:
    return [_said(cell) for cell in row]


def _said(cell: _Cell) -> str:
    return " ".join(" ".join(line.text for line in cell).split())


def _parted(row: list[_Cell], at: int, heads: list[_Cell] | None, cells: int) -> list[_Cell]:
    if len(row) != cells:
        return row
    if heads is None:
        end = _title_end(row[at])
        heads = [row[at][:end], row[at][end:]]
    return [*row[:at], *heads, *row[at + 1 :]]


def _title_end(cell: _Cell) -> int:
    """How many lines of a cell are its title, with what else is about the item.

    A title is set as headings are, or it is the first line.
    """
    plain = next((n for n, line in enumerate(cell) if line.level is None), 0)
    end = min(max(plain, 1), len(cell))
    while end < len(cell) and _is_about(cell[end].text):
        end += 1
    return end


def _is_about(text: str) -> bool:
    number = case_number_of(text)
    return bool(_PRESENTED.match(text)) or (number is not None and text.endswith(number))
