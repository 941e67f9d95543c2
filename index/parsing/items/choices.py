"""Where open and closed are named side by side: a choice or a list, which does not say which it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.parsing.items.contents import begins_case
from index.parsing.items.entries import counts_title
from index.parsing.meeting.front import names_meeting
from index.parsing.text.cells import cells, names_both, says_open
from index.parsing.text.closed import says_closed
from index.parsing.text.dates import find_dates
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary


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


def is_choice(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line says closed right below one that says open, or the other way round: a legend."""
    if index < 1:
        return False
    above, here = lines[index - 1].text, lines[index].text
    return (says_open(above) and says_closed(here)) or (says_closed(above) and says_open(here))


def is_of_several(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a mark within an item's text tells of what a list or a table counts, not of the item.

    "Lukket punkt" right below "Åbent punkt" explains marks, and so do the rows of a table say
    whether each is closed; a column of "Lukkede sager" counts them. Rows of meetings tell of the item.
    """
    row = cells(lines[index].text)
    if any(find_dates(cell) or names_meeting(cell) for cell in row):
        return False
    if len(row) > 2 and any(_SEVERAL.search(cell) for cell in row if says_closed(cell)):
        return True
    near = [lines[index - 1]] if index and not lines[index].gap_before else []
    near += [line for line in lines[index + 1 : index + 2] if not line.gap_before]
    beside = [cells(line.text) for line in near]
    return any(len(other) == len(row) and says_open(other[-1]) for other in beside)


def listed_parts(lines: Sequence[TextLine]) -> list[range]:
    """The lists of the meeting's parts above its items: the heading of the closed part stands there too.

    What is listed is printed again further down, in the same order and with items between: the
    first part before all of them. Or the open part stands right above the closed one, as menus and
    legends have them, and that is printed again below items.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        places.setdefault(_part_name(line.text), []).append(index)
    return [
        found
        for name, at in places.items()
        if len(at) == 2 and vocabulary().role(name) is Role.CLOSED
        if (found := _list_around(lines, at[0], places)) is not None
    ]


def _list_around(
    lines: Sequence[TextLine], closed: int, places: Mapping[str, Sequence[int]]
) -> range | None:
    """The list that the heading of a closed part stands in, None where it begins that part."""

    def again(index: int) -> int:
        at = places[_part_name(lines[index].text)] if 0 <= index < len(lines) else ()
        is_twice = len(at) == 2 and at[0] == index and not names_meeting(lines[index].text)
        return at[1] if is_twice else -1

    first, last = closed, closed
    while 0 <= again(first - 1) < again(first):
        first -= 1
    while last + 1 < again(first) and again(last + 1) > again(last):
        last += 1
    over = lines[closed - 1].text if closed else ""
    if first == closed and vocabulary().role(_part_name(over)) is Role.OPEN:
        is_list = _has_item(lines, last + 1, again(closed))
        return range(closed - 1, last + 1) if is_list else None
    is_list = (
        last > first
        and not _has_item(lines, last + 1, again(first))
        and (closed == first or _has_item(lines, again(first), again(closed)))
        and _has_item(lines, again(first), again(last))
    )
    return range(first, last + 1) if is_list else None


def _has_item(lines: Sequence[TextLine], start: int, end: int) -> bool:
    return any(begins_case(line) or counts_title(line) for line in lines[start:end])


def _part_name(text: str) -> str:
    """What a part is called, without its hour or how many items it has."""
    return _HOW_MANY.sub("", text).lower()


_HOW_MANY = re.compile(r"(?i)\W*\(?\b(?:kl\.?\s*)?\d[\d.:–-]*\)?\W*$")
