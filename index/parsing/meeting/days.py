"""Which day the meeting was held on, weighed against the other days that its document names.

A front names more days than the meeting's: when it was sent out, written and printed, the last
meeting and the next, what another body decided. No place is sure, so every day is given a weight
by what stands around it, and the heaviest is the meeting's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.parsing.text.dates import date_near, find_dates, month_and_year
from index.types import Span

# What follows is the day when minutes were sent out or written, not that of a meeting.
_OF_PUBLISHING = re.compile(
    r"(?i)\b(?:(?:ud)?sendt|(?:ud)?sendes|udsendelse|offentliggjort|offentliggøres|publiceret|opdateret|oprettet"
    r"|udskrevet|genereret|dannet|eksporteret|uploadet|ajourført|udgivet|lagt (?:ud|på)|hentet|trykt|(?:ren)?skrevet"
    r"|underskrevet|udarbejdet|modtaget|arkiveret|kopi|dato for (?!møde)\w+|print(?:et)?|udskrift)\b(?!\saf\b)"
)
# ... or that of another meeting, a time limit, a letter.
_OF_ANOTHER = re.compile(
    r"(?i)\b(?:næste|forrige|sidste|sidst|seneste|tidligere|foregående|kommende|frist\w*|senest|høring\w*|gældende"
    r"|godkend(?:t|es|tes)\s(?:på|den|i|af|d)\b|godkendt:|godkendelse af|godkendelse den|brev|pr|fra og med"
    r"|indtil|inden|træder i kraft|ikrafttræden)\b"
)
_OF_A_PAPER = re.compile(r"(?i)\b(?:referatet|protokollen|dagsordenen|indkaldelsen|mødeplan\w*)\b")
_LABEL = re.compile(
    r"(?i)(?:^|[\t|]|\s{2,}|\b(?=møde))(?P<label>møde(?:dato|dag|tidspunkt|tid)|dato|(?:start)?tidspunkt|(?:start)?tid|afholdt|hvornår|når)"
    r"(?:\s+og\s+\w+)?\s*[:\t| ]\s*(?:[A-Za-zæøå]+dag)?[\s,.]*(?:d\.|den)?\s*$"
)
_SURE_LABEL, _LABELLED = 9.0, 7.5
_WEEKDAYS = ("man", "tirs", "ons", "tors", "fre", "lør", "søn")
_WEEKDAY = re.compile(rf"(?i)\b(?P<day>{'|'.join(_WEEKDAYS)})dag(?:en)?\b")
_WEEKDAY_BEFORE = re.compile(
    rf"(?i)\b(?:{'|'.join(_WEEKDAYS)})dag(?:en)?[\s,.]*(?:d\.|den)?[\s.,]*$"
)
_HELD = re.compile(
    r"(?i)(?:møde(?:t|r)?\b|\bmødte|\bsamling|\bsamme(?:n|t|nkom)|\bsamlet\b|forhandling|\b(?:af)?holdt\b|session)"
)
_HOUR_BEHIND = re.compile(r"(?i)^[\s,;–—-]*(?:kl\b|klokken\b|fra kl|\d{1,2}[.:]\d\d\b)")
_SENTENCE = re.compile(r"[\w)]{2}\.\s+(?=[A-ZÆØÅ])|[;|\t]")
_BARE_YEAR = re.compile(r"(?<![\d.,-])(?P<year>(?:19|20)\d\d)(?![\d-]|[.,]\d)")
# Longer lines tell a story; the meeting's day may begin it.
_MAX_LINE = 160
# So near to each other stand a body and its day.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class _Named:
    """A day that a line names, and how much speaks for its being the meeting's."""

    day: date
    weight: float
    line: int


def meeting_day(
    lines: Sequence[str], strong: Sequence[bool], bodies: Sequence[bool]
) -> date | None:
    """The day that the lines of a front say the meeting was held on, None where none does.

    `strong` tells the lines that say which document it is, `bodies` those that name its body.
    """
    named = list(_named(lines, strong, bodies))
    total: dict[date, float] = defaultdict(float)
    for day in {each.day for each in named}:
        weights = sorted((each.weight for each in named if each.day == day), reverse=True)
        if weights[0] > 0:
            total[day] = weights[0] + min(1.0, 0.5 * sum(weight > 0 for weight in weights[1:]))
    return max(total, key=lambda day: total[day], default=None)


def _named(
    lines: Sequence[str], strong: Sequence[bool], bodies: Sequence[bool]
) -> Iterator[_Named]:
    for index, line in enumerate(lines):
        for found in find_dates(line):
            if found.span.start > _MAX_LINE:
                break
            weight = _weight(lines, index, found.span)
            if weight is None:
                continue
            near = bodies[max(0, index - _NEAR) : index + _NEAR + 1]
            weight += 3.0 * strong[index] + 1.0 * any(near) - 0.02 * index
            if day := found.date or _with_year(lines, index, found.span):
                yield _Named(day, weight, index)


def _weight(lines: Sequence[str], index: int, span: Span) -> float | None:
    """What the words around a date say for it, None where they say that it is another's."""
    line = lines[index]
    before, behind = line[: span.start], line[span.end :]
    told = _SENTENCE.split(before)[-1]
    if _OF_PUBLISHING.search(before) or _OF_ANOTHER.search(told):
        return None
    label = _LABEL.search(before)
    above = lines[index - 1].strip() if index else ""
    if not label and not before.strip(" \t.,den") and not find_dates(above):
        label = _LABEL.search(f"{above} ")
        if _OF_PUBLISHING.search(above) or (_OF_ANOTHER.search(above) and above.endswith(":")):
            return None
    weight = 1.0
    if label:
        weight += _SURE_LABEL if label["label"].lower().startswith("møde") else _LABELLED
    weight += 3.0 * bool(_WEEKDAY_BEFORE.search(before))
    around = told + _SENTENCE.split(behind)[0]
    weight += 2.0 * bool(_HELD.search(around)) + 1.5 * bool(_HOUR_BEHIND.search(behind))
    weight -= 4.0 * bool(_OF_A_PAPER.search(told))
    weight -= 1.5 * (line.endswith(".") and len(line.split()) > _MAX_WORDS)
    return weight - 4.0 * is_listed(lines, index)


# A line of more words that ends with a full stop is a sentence.
_MAX_WORDS = 12


def is_listed(lines: Sequence[str], index: int) -> bool:
    """Whether the next line, or the one above, is the same but for its day: an archive's menu."""
    shape = _shape(lines[index])
    beside = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines) and lines[i]]
    return any(_shape(line) == shape and line != lines[index] for line in beside)


def _shape(line: str) -> str:
    """The line's words without its dates and what stands behind in brackets."""
    for found in reversed(find_dates(line)):
        line = f"{line[: found.span.start]}0{line[found.span.end :]}"
    return re.sub(r"\(.*?\)|\d+|\W+", " ", _WEEKDAY.sub(" ", line)).strip().lower() + "0"


def _with_year(lines: Sequence[str], index: int, span: Span) -> date | None:
    """The day with the year that stands elsewhere; a weekday has to be that of the day."""
    line = lines[index]
    shown = line[span.start : span.end]
    weekday = _WEEKDAY.search(line[max(0, span.start - 20) : span.start])
    wanted = _WEEKDAYS.index(weekday["day"].lower()) if weekday else None
    near = [line, *lines[index + 1 : index + 2], *reversed(lines[:index]), *lines[index + 2 :]]
    days = [day for text in near for day in _days_in_years_of(text, shown)]
    fitting = [day for day in days if wanted in (None, day.weekday())]
    return next(iter(fitting), None)


def _days_in_years_of(text: str, shown: str) -> Iterator[date]:
    """The day as it would be in the years that a line names, by themselves or in other dates."""
    rest = text
    for found in reversed(find_dates(text)):
        rest = f"{rest[: found.span.start]} {rest[found.span.end :]}"
    for match in _BARE_YEAR.finditer(rest):
        for day in find_dates(shown, int(match["year"])):
            if day.date:
                yield day.date
    for other in find_dates(text):
        if other.date and (near := date_near(shown, other.date)):
            yield near


# "22. torsdag" below "JUNI 2017", "Mandag den 27. kl. 18" below "april 2020"
_DAY_ALONE = re.compile(
    rf"(?i)\b(?P<day>{'|'.join(_WEEKDAYS)})dag[\s,.]*(?:(?:d\.|den)\s*)?(?P<d>\d{{1,2}})\.?(?![\d.:/-]\d|\s?\w{{3}})"
    rf"|(?<![\d.:/-])(?P<n>\d{{1,2}})\.?\s(?P<weekday>{'|'.join(_WEEKDAYS)})dag\b"
)
_SHORT, _MOST_TOGETHER = 25, 3


def joined_dates(lines: Sequence[str]) -> list[str]:
    """The lines, those together that have a date only together: "Onsdag / 10 / juni 2009".

    A day of the week and of the month is completed by the month that stands by itself elsewhere.
    """
    found: list[str] = []
    at = 0
    while at < len(lines):
        for count in range(_MOST_TOGETHER, 1, -1):
            parts = lines[at : at + count]
            if len(parts) == count and _are_one_date(parts):
                found.append(" ".join(parts))
                at += count
                break
        else:
            found.append(lines[at])
            at += 1
    months = [match for line in found for match in month_and_year(line)]
    return [_with_month(line, months) for line in found]


def _are_one_date(parts: Sequence[str]) -> bool:
    """Whether short lines have a date across their ends, and none has one with its year."""
    if any(len(part) > _SHORT for part in parts) or any(
        day.date for part in parts for day in find_dates(part)
    ):
        return False
    whole, edges = " ".join(parts), list[int]()
    for part in parts[:-1]:
        edges.append((edges[-1] + 1 if edges else 0) + len(part))
    dates = [found.span for found in find_dates(whole) if found.date]
    return len(dates) == 1 and all(
        edge < dates[0].end and (edge > dates[0].start or bool(_WEEKDAY.search(parts[0])))
        for edge in edges
    )


def _with_month(line: str, months: Sequence[str]) -> str:
    """The line with the month and the year of a day that the line gives without, if they fit."""
    match = _DAY_ALONE.search(line)
    if not match or find_dates(line):
        return line
    wanted = _WEEKDAYS.index((match["day"] or match["weekday"]).lower())
    for month in months:
        shown = f"{match['d'] or match['n']}. {month}"
        day = next((found.date for found in find_dates(shown)), None)
        if day and day.weekday() == wanted:
            name = match["day"] or match["weekday"]
            return f"{line[: match.start()]}{name}dag den {shown}{line[match.end() :]}"
    return line
