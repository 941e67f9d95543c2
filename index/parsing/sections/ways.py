"""The way of a case as a table: a body, its day and what it decided in each row, under heads that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from index.parsing.text.bodies import clean_body, is_body
from index.parsing.text.dates import date_near, first_date
from index.parsing.text.headings import SOME_BODY, Heading, heading_of
from index.parsing.text.lines import Learnt, TextLine
from index.parsing.text.vocabulary import Role, normalise_label, vocabulary

_BODY, _DAY, _OUTCOME = "body", "day", "outcome"


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (files("index.parsing") / "ways.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return tuple((re.compile(pattern), part) for pattern, part in pairs)


@lru_cache(maxsize=1024)
def _part(head: str) -> str | None:
    normal = normalise_label(head).rstrip(".")
    known = next((part for pattern, part in _heads() if pattern.fullmatch(normal)), None)
    return known or (_OUTCOME if vocabulary().role(head) is Role.DECISION else None)


def ways(lines: Sequence[TextLine]) -> dict[int, Learnt]:
    """The rows of such tables as what a body decided on a day, by their place; their heads say nothing.

    A row without an outcome tells of a meeting to come.
    """
    found: dict[int, Learnt] = {}
    columns: list[str] | None = None
    for index, line in enumerate(lines):
        if "\t" not in line.text:
            ends = line.gap_before or line.level is not None or heading_of(line.text) is not None
            columns = None if ends else columns
            continue
        cells = line.text.split("\t")
        head = _columns(cells)
        if head is not None:
            columns = head
            found[index] = Learnt(Heading(Role.HEADER, len(line.text)))
        elif columns is not None and (row := _row(cells, columns)) is not None:
            found[index] = Learnt(row, in_row=True)
    return found


def _columns(cells: Sequence[str]) -> list[str] | None:
    """What each column holds, None for a row that is no such head: what was decided stands behind whose it is."""
    if len(cells) > _MAX_COLUMNS or any(len(cell) > _MAX_HEAD for cell in cells):
        return None
    parts = [_part(cell.strip()) or "" for cell in cells]
    once = all(parts.count(part) == 1 for part in (_BODY, _DAY, _OUTCOME))
    is_last = once and parts.index(_OUTCOME) > max(parts.index(_BODY), parts.index(_DAY))
    return parts if is_last and "" not in parts else None


_MAX_COLUMNS, _MAX_HEAD = 5, 40


def _row(cells: Sequence[str], columns: Sequence[str]) -> Heading | None:
    """Whose decision a row tells, and where in it that begins; None where it tells none."""
    place = columns.index(_OUTCOME)
    if len(cells) <= place or not any(map(str.isalpha, cells[place])):
        return None
    body = clean_body(cells[columns.index(_BODY)].strip())
    said = cells[columns.index(_DAY)]
    day = first_date(said)
    if day is None and day_near(said, _LEAP_YEAR) is None:
        return None
    if not (is_body(body) or _SHORT_BODY.fullmatch(body)):
        return None
    length = sum(len(cell) + 1 for cell in cells[:place])
    return Heading(Role.DECISION, length, None if body.lower() in SOME_BODY else body, day)


# Any meeting's day, to see whether there is such a day in a year.
_LEAP_YEAR = date(2000, 12, 31)
_NO_YEAR = re.compile(r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\.?")


def day_near(cells: str, meeting: date) -> date | None:
    r"""The day without a year that one of the cells of a row is, the last such up to a meeting.

    >>> str(day_near("Byrådet\t18-12", date(2019, 1, 30))), day_near("Byrådet\t12-14", date(2019, 1, 30))
    ('2018-12-18', None)
    """
    if said := date_near(cells, meeting, past=True):
        return said
    match = next((m for cell in cells.split("\t") if (m := _NO_YEAR.fullmatch(cell.strip()))), None)
    found: list[date] = []
    if match is None:
        return None
    for year in (meeting.year, meeting.year - 1):
        with suppress(ValueError):
            found.append(date(year, int(match["month"]), int(match["day"])))
    return next((day for day in found if day <= meeting), None)


_SHORT_BODY = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ&]{1,5}")
