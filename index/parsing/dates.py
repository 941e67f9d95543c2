"""Dates as they are written in Danish minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.types import Span

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli",
    "august", "september", "oktober", "november", "december",
)  # fmt: skip
_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBER_OF_MONTH = (
    {name: n for n, name in enumerate(_MONTHS, start=1)}
    | {name: n for n, name in enumerate(_ENGLISH, start=1)}
    | {name[:3]: n for n, name in enumerate(_MONTHS, start=1)}
    | {"sept": 9, "oct": 10, "dec": 12}
)
_MONTH = "|".join(sorted(_NUMBER_OF_MONTH, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>0\d|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])",
        rf"(?<![\d.])(?P<d>{_DAY})\s?[-./]\s?(?P<m>0?[1-9]|1[0-2])\s?[-./ ]\s?(?P<y>{_YEAR})(?!\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})[-./](?P<m>0[1-9]|1[0-2])[-./](?P<yy>\d\d)(?![\d.]|,\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})\.(?P<m>[1-9])\.(?P<yy>[012]\d)(?![\d.]|,\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})/(?P<m>0?[1-9]|1[0-2])[- ](?P<yy>\d\d)(?![\d.]|,\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})\.?\s*(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<y>{_YEAR})(?!\d))?",
        rf"\b(?P<month>{_MONTH})\s+(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s*(?P<y>{_YEAR})(?!\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})(?:st|nd|rd|th)\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<y>{_YEAR})(?!\d)",
    )
)


# All of them have one.
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands; `date` is None when its year is unknown."""

    span: Span
    date: date | None


def find_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """Every date in the text, in order; `year` is for those that name none.

    >>> [str(found.date) for found in find_dates("tirsdag d. 4. december 2012 og 12.maj", 2013)]
    ['2012-12-04', '2013-05-12']
    >>> find_dates("den 3. marts")[0].date is None
    True
    """
    found: list[FoundDate] = []
    if not _DIGIT.search(text):
        return found
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.start < f.span.end and f.span.start < span.end for f in found):
                value = _value(match.groupdict(), year)
                if value is not _INVALID:
                    found.append(FoundDate(span, value))
    return sorted(found, key=lambda f: f.span)


def first_date(text: str, year: int | None = None) -> date | None:
    """The first date in the text whose year is known."""
    return next((found.date for found in find_dates(text, year) if found.date), None)


def date_near(text: str, day: date, past: bool = False) -> date | None:
    """The first date in the text; one without a year is the nearest to `day`.

    `past` allows none after `day`, as for a decision that minutes quote.

    >>> str(date_near("d. 15. januar", date(2021, 12, 6)))
    '2022-01-15'
    >>> str(date_near("den 15. december", date(2021, 3, 1), past=True))
    '2020-12-15'
    """
    years = (day.year - 1, day.year, day.year + 1)
    found = [value for year in years if (value := first_date(text, year))]
    if past:
        found = [value for value in found if value <= day] or found
    return min(found, key=lambda value: abs((value - day).days), default=None)


_INVALID = date.min


def _value(groups: dict[str, str | None], year: int | None) -> date | None:
    if groups.get("y"):
        year = int(groups["y"] or 0)
    elif groups.get("yy"):
        year = 2000 + int(groups["yy"] or 0)
    month_name = (groups.get("month") or "").lower()
    month = _NUMBER_OF_MONTH[month_name] if month_name else int(groups["m"] or 0)
    day = int(groups["d"] or 0)
    try:
        # Without a year the day must still exist; 2000 was a leap year.
        checked = date(year or 2000, month, day)
    except ValueError:
        return _INVALID
    return checked if year else None


def danish_date(value: date) -> str:
    """The date as a Dane writes it.

    >>> danish_date(date(2023, 10, 2))
    '2. oktober 2023'
    """
    return f"{value.day}. {_MONTHS[value.month - 1]} {value.year}"
