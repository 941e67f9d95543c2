"""Periods as people name them: "i juni 2021", "sidste år", "siden 2022"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.parsing.dates import find_dates

Period = tuple[date | None, date | None]

_SEASONS = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11), "vinter": (12, 2)}
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_YEAR = r"((?:19|20)\d\d)"


def period_in(text: str, today: date) -> tuple[date | None, date | None, str]:
    """The period that a text names: first and last day (None where open), and its words.

    >>> period_in("mødet i juni 2021", date(2026, 1, 1))
    (datetime.date(2021, 6, 1), datetime.date(2021, 6, 30), 'juni 2021')
    >>> period_in("sidste år", date(2026, 5, 1))
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31), 'sidste år')
    """
    exact = [found for found in find_dates(text) if found.date]
    days = [found.date for found in exact if found.date]
    if days:
        return min(days), max(days), " ".join(found.span.of(text) for found in exact)
    lowered = text.lower()
    for pattern, period in _PATTERNS:
        match = re.search(pattern, lowered)
        if match:
            return *period(match, today), match.group()
    return None, None, ""


def _month(match: re.Match[str], _: date) -> Period:
    return _days_of(int(match.group(2)), _MONTHS.index(match.group(1)) + 1)


def _season(match: re.Match[str], _: date) -> Period:
    first, last = _SEASONS[match.group(1)]
    year = int(match.group(2))
    return date(year, first, 1), _days_of(year + (last < first), last)[1]


def _since(match: re.Match[str], _: date) -> Period:
    return date(int(match.group(1)), 1, 1), None


def _before(match: re.Match[str], _: date) -> Period:
    return None, date(int(match.group(1)) - 1, 12, 31)


def _last_year(_: re.Match[str], today: date) -> Period:
    return _year(today.year - 1)


def _this_year(_: re.Match[str], today: date) -> Period:
    return _year(today.year)


def _in_year(match: re.Match[str], _: date) -> Period:
    return _year(int(match.group(1)))


# The first that matches decides. A year is a period of meetings only when the
# question says "in": "budget 2024" is a subject, decided the year before.
_PATTERNS: tuple[tuple[str, Callable[[re.Match[str], date], Period]], ...] = (
    (rf"\b(forår|sommer|efterår|vinter)\w*\s+{_YEAR}\b", _season),
    (rf"\b(?:siden|fra og med|efter)\s+(?:år\s+)?{_YEAR}\b", _since),
    (rf"\bfra\s+(?:\w+\s+)?{_YEAR}\s+og\s+(?:frem|til nu|efter)", _since),
    (rf"\b({'|'.join(_MONTHS)})\s+{_YEAR}\b", _month),
    (rf"\b(?:før|inden)\s+(?:år\s+)?{_YEAR}\b", _before),
    (r"\b(?:forrige år|sidste år|i fjor)\b", _last_year),
    (r"\b(?:i år|dette år)\b", _this_year),
    (rf"\b(?:i|in|året)\s+{_YEAR}\b", _in_year),
)


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


def _days_of(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + (month == 12), month % 12 + 1, 1)
    return first, following - timedelta(days=1)
