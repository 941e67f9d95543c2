"""Where open and closed are named side by side: a choice of two, which does not say which it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing.text.cells import names_both, says_open
from index.parsing.text.closed import says_closed
from index.parsing.text.dates import find_dates
from index.parsing.text.lines import TextLine


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of tables that have a column for open and one for closed, and what they say.

    `rows` are the numbers of their lines, heads too; `public` is False where a row has a value in
    the column for closed, None where the columns of the values cannot be told.
    """

    rows: frozenset[int]
    public: bool | None


def open_and_closed_columns(lines: Sequence[TextLine]) -> Columns:
    """The tables of an item that tell in which part of the meeting it stands: "Åbent punkt | Lukket punkt".

    One with values in both, no date of a meeting and no word for one item counts other things.
    """
    rows: set[int] = set()
    said: list[bool | None] = []
    for index, line in enumerate(lines):
        if index in rows or not names_both(line.text):
            continue
        end = index + 1
        while end < len(lines) and not lines[end].gap_before and "\t" in lines[end].text:
            end += 1
        public, of_meetings = _said_in_rows([line.text for line in lines[index:end]])
        if public is not None or of_meetings:
            rows.update(range(index, end))
            said.append(public)
    return Columns(frozenset(rows), None if None in said or not said else False not in said)


def _said_in_rows(rows: Sequence[str]) -> tuple[bool | None, bool]:
    """Whether the values below a head stand in the column for open, None where that is not known.

    And whether they are of meetings.
    """
    head, *below = ([cell.strip() for cell in row.split("\t")] for row in rows)
    opened = [at for at, cell in enumerate(head) if says_open(cell)]
    closed = [at for at, cell in enumerate(head) if says_closed(cell)]
    one = not closed or any(not _SEVERAL.search(head[at]) for at in closed)
    of_meetings = one or any(find_dates(row) for row in rows[1:])
    found: set[bool] = set()
    for row in below if opened and closed else ():
        # A cell that goes over several rows, and stands in the first alone, moves the others.
        moved = 0 not in {*opened, *closed} and (not row[0] or bool(find_dates(row[0])))
        if len(row) > len(head) or moved:
            return None, of_meetings
        found |= {name for name, at in ((True, opened), (False, closed)) if _has(row, at)}
    public = False not in found or (True in found and not of_meetings)
    return public if found else None, of_meetings


# What columns of something else than meetings are called: "Lukkede sager", "Lukket" beside "Åbent".
_SEVERAL = re.compile(r"(?i)\blukkede\b|^\W*\w+\W*$")


def _has(row: Sequence[str], places: Sequence[int]) -> bool:
    return any(at < len(row) and re.search(r"\w", row[at]) for at in places)
