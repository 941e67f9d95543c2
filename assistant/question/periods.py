"""Periods as people name them: "i juni 2021", "sidste år", "siden valget", "i efteråret"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.parsing.text.dates import find_dates

Period = tuple[date | None, date | None]

_SEASONS = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11), "vinter": (12, 2)}
MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_YEAR = r"((?:19|20)\d\d)"
# A day or a month that something takes effect from, or lasts until.
_OF_EFFECT = re.compile(
    r"(?i)\b(?:(?:virkning|gælde\w*|gyldig\w*|kraft|start(?:er?|ede)?|begynde[rt]?|løber?|åbner?|klar|effect|valid)"
    r"(?: i \w+)? (?:fra|pr\.?|den|til|i|from|on|in|as of)|fra og med|pr\.|senest|indtil|frem til|until)"
    rf" (?:(?:den|d\.) )?(?:\d{{1,2}}\. ?)?(?:{'|'.join(MONTHS)})(?: (?:19|20)\d\d)?\b"
)
_COUNTS = {
    word: number
    for number, words in enumerate(("et en one", "to two", "tre three", "fire four", "fem five"), 1)
    for word in words.split()
}
_COUNT = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
_PERIOD_OF_OFFICE = r"(?:valg|byråds|kommunalbestyrelses)periode\w*|byråd|kommunalbestyrelse"
# Local elections are held every fourth year, and those elected sit from the New Year after.
_AN_ELECTION, _BETWEEN_ELECTIONS = 2021, 4


def period_in(text: str, today: date) -> tuple[date | None, date | None, str]:
    """The period that a text names: first and last day (None where open), and its words.

    >>> period_in("mødet i juni 2021", date(2026, 1, 1))
    (datetime.date(2021, 6, 1), datetime.date(2021, 6, 30), 'juni 2021')
    >>> period_in("sidste år", date(2026, 5, 1))
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31), 'sidste år')

    When something takes effect is no period of meetings:

    >>> period_in("de takster, der gælder fra den 1. januar 2021", date(2026, 5, 1))
    (None, None, '')
    """
    text = _OF_EFFECT.sub(" ", text)
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


def election_day(year: int) -> date:
    """The third Tuesday of November, when local elections are held.

    >>> election_day(2021), election_day(2025)
    (datetime.date(2021, 11, 16), datetime.date(2025, 11, 18))
    """
    first = date(year, 11, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 14)


def _last_election(today: date) -> int:
    """The year of the last local election before a day."""
    year = today.year - (today.year - _AN_ELECTION) % _BETWEEN_ELECTIONS
    return year if election_day(year) < today else year - _BETWEEN_ELECTIONS


def _since_election(_: re.Match[str], today: date) -> Period:
    return election_day(_last_election(today)), None


def _before_election(_: re.Match[str], today: date) -> Period:
    return None, election_day(_last_election(today)) - timedelta(days=1)


def _office(today: date, back: int) -> Period:
    """The years that those elected sit who sat `back` periods before a day's."""
    year = today.year - 1
    first = year - (year - _AN_ELECTION) % _BETWEEN_ELECTIONS + 1 - back * _BETWEEN_ELECTIONS
    return date(first, 1, 1), date(first + _BETWEEN_ELECTIONS - 1, 12, 31)


def _this_office(_: re.Match[str], today: date) -> Period:
    return _office(today, 0)


def _last_office(_: re.Match[str], today: date) -> Period:
    return _office(today, 1)


def _month(match: re.Match[str], _: date) -> Period:
    return _days_of(int(match.group(2)), MONTHS.index(match.group(1)) + 1)


def _season_of(match: re.Match[str], _: date) -> Period:
    return _season(match.group(1), int(match.group(2)))


def _latest_season(match: re.Match[str], today: date) -> Period:
    """The last one that has begun."""
    period = _season(match.group(1), today.year)
    return period if period[0] <= today else _season(match.group(1), today.year - 1)


def _season(name: str, year: int) -> tuple[date, date]:
    first, last = _SEASONS[name]
    return date(year, first, 1), _days_of(year + (last < first), last)[1]


def _since(match: re.Match[str], _: date) -> Period:
    return date(int(match.group(1)), 1, 1), None


def _before(match: re.Match[str], _: date) -> Period:
    return None, date(int(match.group(1)) - 1, 12, 31)


def _between(match: re.Match[str], _: date) -> Period:
    years = sorted((int(match.group(1)), int(match.group(2))))
    return date(years[0], 1, 1), date(years[1], 12, 31)


def _last_year(_: re.Match[str], today: date) -> Period:
    return _year(today.year - 1)


def _this_year(_: re.Match[str], today: date) -> Period:
    return _year(today.year)


def _years_ago(match: re.Match[str], today: date) -> Period:
    return _year(today.year - _count(match.group(1) or match.group(2)))


def _last_years(match: re.Match[str], today: date) -> Period:
    # The 28th is a day of every month.
    return today.replace(year=today.year - _count(match.group(1)), day=min(today.day, 28)), today


def _in_year(match: re.Match[str], _: date) -> Period:
    return _year(int(match.group(1)))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


# The first that matches decides. A year is a period of meetings only when the
# question says "in": "budget 2024" is a subject, decided the year before.
_PATTERNS: tuple[tuple[str, Callable[[re.Match[str], date], Period]], ...] = (
    (rf"\b(forår|sommer|efterår|vinter)\w*\s+{_YEAR}\b", _season_of),
    (rf"\b(?:mellem|between)\s+{_YEAR}\s+(?:og|and)\s+{_YEAR}\b", _between),
    (rf"\b(?:siden|fra og med|efter|since)\s+(?:år\s+)?{_YEAR}\b", _since),
    (rf"\bfra\s+(?:\w+\s+)?{_YEAR}\s+og\s+(?:frem|til nu|efter)", _since),
    (rf"\b({'|'.join(MONTHS)})\s+{_YEAR}\b", _month),
    (rf"\b(?:før|inden|before)\s+(?:år\s+)?{_YEAR}\b", _before),
    (
        r"\b(?:siden|efter|since) (?:det )?(?:sidste |seneste |last )?"
        r"(?:kommunal|byråds|the )?(?:valget|valg|kommunevalget|election)\b",
        _since_election,
    ),
    (
        r"\b(?:før|inden|before) (?:det )?(?:sidste |seneste )?"
        r"(?:kommunal|byråds|the )?(?:valget|valg|kommunevalget|election)\b",
        _before_election,
    ),
    (
        rf"\b(?:denne|dette|indeværende|nuværende) (?:{_PERIOD_OF_OFFICE})\b",
        _this_office,
    ),
    (rf"\b(?:forrige|sidste|tidligere) (?:{_PERIOD_OF_OFFICE})\b", _last_office),
    (rf"\bfor {_COUNT} år siden\b|\b{_COUNT} years ago\b", _years_ago),
    (rf"\b(?:sidste|seneste|last|past) {_COUNT} (?:år|years)\b", _last_years),
    (r"\b(?:forrige år|sidste år|i fjor|last year)\b", _last_year),
    (r"\b(?:i år|dette år|this year)\b", _this_year),
    (r"\b(?:i|sidste) (forår|sommer|efterår|vinter)(?:et|en)?\b", _latest_season),
    (rf"\b(?:i|in|året)\s+{_YEAR}\b", _in_year),
)


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


def _days_of(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + (month == 12), month % 12 + 1, 1)
    return first, following - timedelta(days=1)
