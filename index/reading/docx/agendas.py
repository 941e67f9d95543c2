"""An agenda that is one table: a number, then the item's title over its text, then who or how long."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.text.case_numbers import bare_case_number, case_number_of
from index.parsing.text.cells import is_mark
from index.parsing.text.columns import is_agenda_head
from index.reading.assembly import Line

_NUMBER = re.compile(r"\d{1,4}[a-zæ]?[.)]?")
# So many rows must be items, and a title is no longer than this.
_MIN_ITEMS, _MAX_TITLE = 2, 200
# Titles of items are below the heads of a document and over those of what they hold.
_LEVEL = 6

Row = Sequence[Sequence[Line]]


def agenda_lines(rows: Sequence[Row]) -> list[Line] | None:
    """The items of such a table one below the other, None for any other table.

    Titles alone stay rows, as do tables whose cells are of one line each.
    """
    if not rows or not is_agenda_head([" ".join(line.text for line in cell) for cell in rows[0]]):
        return None
    items = [row for row in rows[1:] if _is_item(row)]
    if len(items) < _MIN_ITEMS or not any(len(row[1]) > 1 for row in items):
        return None
    heads = [" ".join(line.text for line in cell).rstrip(" :") for cell in rows[0]]
    lines: list[Line] = [Line("\t".join(heads)), Line("")]
    for row in rows[1:]:
        lines += _item_lines(row, heads) if _is_item(row) else [*_texts(row), Line("")]
    return lines


def _is_item(row: Row) -> bool:
    return len(row) > 1 and len(row[0]) == 1 and bool(_NUMBER.fullmatch(row[0][0].text.strip()))


def _item_lines(row: Row, heads: Sequence[str]) -> list[Line]:
    """The title behind its number, what else is said of the item, then its text."""
    number = row[0][0].text.strip()
    number = number if number.endswith((".", ")")) else f"{number}."
    first = row[1][0].text.strip() if row[1] else ""
    is_title = 0 < len(first) <= _MAX_TITLE
    title = f"{number} {first}" if is_title else number
    beside = [
        line for cell, head in zip(row[2:], heads[2:], strict=False) for line in _said(cell, head)
    ]
    below = row[1][is_title:]
    # "LUKKET" last in a cell closes its item, and not what stands below.
    marks = [line for line in below if is_mark(line.text)]
    rest = [line for line in below if line not in marks]
    return [Line(title, _LEVEL), *marks, *beside, *rest, Line("")]


def _said(cell: Sequence[Line], head: str) -> list[Line]:
    """What a cell beside says under the head of its column, a case number on a line of its own."""
    texts = [" ".join(line.text.split()) for line in cell if line.text.strip()]
    cases = [text for text in texts if case_number_of(text) or bare_case_number(text)]
    others = [text.rstrip(".") for text in texts if text not in cases]
    labelled = (
        [Line(f"{head}: {', '.join(others)}")] if others and head else [Line(t) for t in others]
    )
    return [*(Line(case) for case in cases), *labelled]


def _texts(row: Row) -> list[Line]:
    return [line for cell in row for line in cell]
