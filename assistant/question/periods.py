"""Periods as people name them: "i juni 2021", "fra maj til juli 2022", "sidste år", "siden valget".

First the times are found that a text names (`_times`), then what the words before and between them
make of them: one of them, all from the one to the other, all since it or before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from index.parsing.text.dates import MONTHS, NUMBER_OF_MONTH, find_dates

Period = tuple[date | None, date | None]
# A period and its words.
Said = tuple[date | None, date | None, str]

_DANISH_MONTHS = (*MONTHS, *(name[:3] for name in MONTHS if name != "maj"))
# The first and the last month.
_SEASONS = {
    "forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11), "vinter": (12, 2),
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2),
}  # fmt: skip
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "1. første first 1st",
            "2. andet anden second 2nd",
            "3. tredje third 3rd",
            "4. fjerde fourth 4th",
        ),
        start=1,
    )
    for word in words.split()
}
_PARTS_OF_A_YEAR = {
    "start": (1, 4), "starten": (1, 4), "begyndelsen": (1, 4), "beginning": (1, 4), "early": (1, 4),
    "midten": (5, 8), "middle": (5, 8), "mid": (5, 8),
    "slutningen": (9, 12), "slut": (9, 12), "end": (9, 12), "late": (9, 12),
}  # fmt: skip
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("et en one", "to two", "tre three", "fire four", "fem five", "seks six"), start=1
    )
    for word in words.split()
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_any_of(NUMBER_OF_MONTH)})\b\.?(?:\s+måned\b)?"
_SEASON = rf"(?P<season>{_any_of(_SEASONS)})(?:en|et)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d|['’]\d\d)(?!\d)(?:\s?[/-]\s?(?P<until>\d\d(?:\d\d)?)(?!\d))?"
_YEAR_FOLLOWS = r"(?:i |af |of |in )?(?:(?:19|20)\d\d|['’]\d\d)"
_OF = r"\s+(?:(?:af|of)\s+)?"
_IN = r"\s+(?:(?:i|af|in|of)\s+)?"
_COUNT = rf"(?P<count>\d{{1,2}}|{_any_of(_COUNTS)})"
_LAST = r"(?:sidste|seneste|forløbne|last|past)"

# A day or a month that something takes effect from, or lasts until.
_OF_EFFECT = re.compile(
    r"(?i)\b(?:(?:virkning|gælde\w*|gyldig\w*|kraft|start(?:er?|ede)?|begynde[rt]?|løber?|åbner?|klar|effect|valid)"
    r"(?: i \w+)? (?:fra|pr\.?|den|til|i|from|on|in|as of)|fra og med|pr\.|senest|indtil|frem til|until)"
    rf" (?:(?:den|d\.) )?(?:\d{{1,2}}\. ?)?(?:{'|'.join(MONTHS)})(?: (?:19|20)\d\d)?\b"
)
_PERIOD_OF_OFFICE = r"(?:valg|byråds|kommunalbestyrelses)periode\w*|byråd|kommunalbestyrelse"
_ELECTION = r"(?:det )?(?:sidste |seneste |last )?(?:kommunal|byråds|the )?(?:valget|valg|kommunevalget|election)\b"
# Local elections are held every fourth year, and those elected sit from the New Year after.
_AN_ELECTION, _BETWEEN_ELECTIONS = 2021, 4


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that a text names and where; `year` tells that it is a year and no more."""

    start: int
    end: int
    first: date
    last: date
    year: bool = False
    dated: bool = False


def period_in(text: str, today: date) -> Said:
    """The period that a text names: first and last day (None where open), and its words.

    >>> period_in("mødet i juni 2021", date(2026, 1, 1))
    (datetime.date(2021, 6, 1), datetime.date(2021, 6, 30), 'juni 2021')
    >>> period_in("sidste år", date(2026, 5, 1))
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31), 'sidste år')
    >>> period_in("hvad skete der fra maj til juli 2022?", date(2026, 5, 1))
    (datetime.date(2022, 5, 1), datetime.date(2022, 7, 31), 'fra maj til juli 2022')
    >>> period_in("siden den 1. februar 2023", date(2026, 5, 1))
    (datetime.date(2023, 2, 1), None, 'siden den 1. februar 2023')

    When something takes effect is no period of meetings:

    >>> period_in("de takster, der gælder fra den 1. januar 2021", date(2026, 5, 1))
    (None, None, '')
    """
    lowered = _OF_EFFECT.sub(lambda effect: " " * len(effect[0]), text).lower()
    times = _times(lowered, today)
    for relation in (_from_one_to_another, _since_or_before):
        found = relation(lowered, times)
        if found:
            return found
    days = [time for time in times if time.dated]
    if days:
        words = " ".join(text[time.start : time.end] for time in days)
        return min(d.first for d in days), max(d.last for d in days), words
    exact = _one_of(lowered, [time for time in times if not time.year])
    return exact or _spoken(lowered, today) or _one_of(lowered, times) or (None, None, "")


def _spoken(text: str, today: date) -> Said | None:
    for pattern, period in _SPOKEN:
        match = re.search(pattern, text)
        if match:
            return *period(match, today), match.groupdict().get("said") or match.group()
    return None


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


def _latest_season(match: re.Match[str], today: date) -> Period:
    """The last one that has begun."""
    period = _season(match["season"], today.year)
    return period if period[0] <= today else _season(match["season"], today.year - 1)


def _latest_month(match: re.Match[str], today: date) -> Period:
    """The last one that has begun."""
    month = NUMBER_OF_MONTH[match["month"]]
    return _days_of(today.year - (month > today.month), month)


def _last_month(_: re.Match[str], today: date) -> Period:
    before = today.replace(day=1) - timedelta(days=1)
    return _days_of(before.year, before.month)


def _this_month(_: re.Match[str], today: date) -> Period:
    return _days_of(today.year, today.month)


def _last_year(_: re.Match[str], today: date) -> Period:
    return _year(today.year - 1)


def _this_year(_: re.Match[str], today: date) -> Period:
    return _year(today.year)


def _years_ago(match: re.Match[str], today: date) -> Period:
    return _year(today.year - _count(match["count"]))


def _last_years(match: re.Match[str], today: date) -> Period:
    return _months_back(today, 12 * _count(match["count"])), today


def _last_months(match: re.Match[str], today: date) -> Period:
    return _months_back(today, _count(match["count"])), today


def _last_twelve_months(_: re.Match[str], today: date) -> Period:
    return _months_back(today, 12), today


def _last_six_months(_: re.Match[str], today: date) -> Period:
    return _months_back(today, 6), today


def _since_new_year(_: re.Match[str], today: date) -> Period:
    return date(today.year, 1, 1), None


def _since_summer(_: re.Match[str], today: date) -> Period:
    """Since the last summer holidays, which end with July."""
    return date(today.year - (today.month < 8), 8, 1), None


# What is told from today, the first that matches. A month without its year is one of meetings when
# a meeting is spoken of: "skal vi betale i januar?" is of one to come.
_SPOKEN: tuple[tuple[str, Callable[[re.Match[str], date], Period]], ...] = (
    (rf"\b(?:siden|efter|since) {_ELECTION}", _since_election),
    (rf"\b(?:før|inden|before) {_ELECTION}", _before_election),
    (rf"\b(?:denne|dette|indeværende|nuværende) (?:{_PERIOD_OF_OFFICE})\b", _this_office),
    (rf"\b(?:forrige|sidste|tidligere) (?:{_PERIOD_OF_OFFICE})\b", _last_office),
    (rf"\bfor {_COUNT} år siden\b", _years_ago),
    (rf"\b{_COUNT} years ago\b", _years_ago),
    (rf"\b{_LAST} {_COUNT} (?:år|years)\b", _last_years),
    (rf"\b{_LAST} {_COUNT} (?:måneder|months)\b", _last_months),
    (rf"\bdet {_LAST} halve år\b|\b(?:last|past) half[- ]year\b", _last_six_months),
    (rf"\bdet {_LAST} år\b|\bthe (?:last|past) year\b", _last_twelve_months),
    (r"\b(?:forrige år|sidste år|i fjor|last year)\b", _last_year),
    (r"\b(?:i år|dette år|this year)\b", _this_year),
    (r"\b(?:sidste|forrige|seneste|last) (?:måned|month)\b", _last_month),
    (r"\b(?:i denne måned|this month)\b", _this_month),
    (r"\b(?:siden|since) (?:nytår|new year)\b", _since_new_year),
    (r"\b(?:siden|since) (?:the )?(?:sommerferien|sommeren|summer)\b", _since_summer),
    (rf"\b(?:i|sidste|last|this) {_SEASON}(?![. ]*{_YEAR_FOLLOWS})", _latest_season),
    (
        rf"\b(?:mød\w+|meetings?|dagsorden\w*|referat\w*|besluttede\w*|besluttet|vedt\w+)\b[^.?!]{{0,40}}"
        rf"\b(?P<said>(?:i|in|fra|from) {_MONTH})(?![. ]*(?:{_YEAR_FOLLOWS}|\d))",
        _latest_month,
    ),
)


def _times(text: str, today: date) -> list[_Time]:
    """The times that a text in small letters names, in order."""
    found = [
        _Time(one.span.start, one.span.end, one.date, one.date, dated=True)
        for one in find_dates(text)
        if one.date
    ]
    for pattern, days in _NAMED:
        for match in pattern.finditer(text):
            if not any(t.start < match.end() and match.start() < t.end for t in found):
                first, last = days(match, today)
                found.append(_Time(*match.span(), first, last, year=days is _of_year))
    return sorted(found, key=lambda time: time.start)


def _of_month(match: re.Match[str], today: date) -> tuple[date, date]:
    return _days_of(_full(match["year"], today), NUMBER_OF_MONTH[match["month"]])


def _of_season(match: re.Match[str], today: date) -> tuple[date, date]:
    return _season(match["season"], _full(match["year"], today))


def _of_quarter(match: re.Match[str], today: date) -> tuple[date, date]:
    return _of_months(match, today, 3)


def _of_half(match: re.Match[str], today: date) -> tuple[date, date]:
    return _of_months(match, today, 6)


def _of_months(match: re.Match[str], today: date, months: int) -> tuple[date, date]:
    year, last = _full(match["year"], today), _ORDINALS[match["nth"]] * months
    return date(year, last - months + 1, 1), _days_of(year, last)[1]


def _of_part(match: re.Match[str], today: date) -> tuple[date, date]:
    year, (first, last) = _full(match["year"], today), _PARTS_OF_A_YEAR[match["part"]]
    return date(year, first, 1), _days_of(year, last)[1]


def _of_week(match: re.Match[str], today: date) -> tuple[date, date]:
    monday = date.fromisocalendar(_full(match["year"], today), int(match["week"]), 1)
    return monday, monday + timedelta(days=6)


def _of_school_year(match: re.Match[str], today: date) -> tuple[date, date]:
    year = _full(match["year"], today)
    return date(year, 8, 1), date(year + 1, 7, 31)


def _of_year(match: re.Match[str], today: date) -> tuple[date, date]:
    year = _full(match["year"], today)
    return date(year, 1, 1), date(_last_of(year, match["until"]), 12, 31)


def _full(year: str, today: date) -> int:
    """A year of four figures; one of two is the latest that has begun.

    >>> _full("2021", date(2026, 1, 1)), _full("'23", date(2026, 1, 1)), _full("'98", date(2026, 1, 1))
    (2021, 2023, 1998)
    """
    if len(year) == 4:
        return int(year)
    short = int(year[-2:])
    century = today.year - today.year % 100
    return century + short - 100 * (century + short > today.year + 1)


def _last_of(year: int, until: str | None) -> int:
    """The last year of "2018-2021" or "2023/24"; what is no later year is passed over."""
    if until is None:
        return year
    last = int(until) if len(until) == 4 else year - year % 100 + int(until)
    return max(year, last)


_NTH = rf"(?P<nth>{_any_of(_ORDINALS)})"
_ONE_OF_TWO = rf"(?P<nth>{_any_of(word for word, number in _ORDINALS.items() if number <= 2)})"
_NAMED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date]]], ...] = (
    (re.compile(rf"\b{_NTH} (?:kvartal|quarter){_IN}{_YEAR}"), _of_quarter),
    (re.compile(rf"\b{_ONE_OF_TWO} (?:halvår|half){_IN}{_YEAR}"), _of_half),
    (re.compile(rf"\b(?P<part>{_any_of(_PARTS_OF_A_YEAR)}){_IN}{_YEAR}"), _of_part),
    (re.compile(rf"\b(?:uge|week) (?P<week>[1-9]|[1-4]\d|5[0-2]),?{_IN}{_YEAR}"), _of_week),
    (re.compile(rf"\bskoleåret {_YEAR}"), _of_school_year),
    (re.compile(rf"\b{_SEASON}{_OF}{_YEAR}"), _of_season),
    (re.compile(rf"\b{_MONTH}{_OF}{_YEAR}"), _of_month),
    # "mødet i maj 23": the day would stand before the month.
    (
        re.compile(
            rf"\b(?P<month>{_any_of(_DANISH_MONTHS)})\b\.?\s+(?P<year>\d\d)(?=\s*(?:[?.,!]|$))"
        ),
        _of_month,
    ),
    (re.compile(rf"(?<![\w./-]){_YEAR}(?![\w-])"), _of_year),
)

_TO = re.compile(r"\s*(?:og|til(?: og med)?|and|to|until|-|–|—)\s*(?:den |d\. |the )?")
_RANGES = (
    r"(?:\b(?:mellem|between|i|in|perioden|årene|tiden|period|years)\s+(?:fra |from )?"
    r"|\b(?:perioden|tiden),? (?:fra|mellem)\s+)"
)
_FROM = r"\b(?:fra|from)\s+"
_THE = r"(?:den |d\. |år |året |the )?"
# "1. januar og " before "31. marts 2022": its year stands only with the other.
_WITHOUT_YEAR = re.compile(
    rf"(?:(?:{_RANGES}|{_FROM}){_THE})?(?:(?P<day>\d{{1,2}})\.? )?{_MONTH}{_TO.pattern}$"
)
_SINCE = re.compile(rf"\b(?:siden|fra og med|efter|since|after)\s+{_THE}$")
_AFTER = re.compile(rf"\b(?:efter|after)\s+{_THE}$")
_BEFORE = re.compile(rf"\b(?:før|inden|before|forud for|prior to)\s+{_THE}$")
_ONWARDS = re.compile(r"\s*og\s+(?:frem|til nu|efter)")
_WITHIN = re.compile(
    r"\b(?:i løbet af|i hele|i|in|during|hele|året|årene|perioden)\s+(?:det |året |the |the year )?$"
)
_FOUND_FROM = re.compile(rf"{_FROM}(?:\w+\s+)?$")


def _from_one_to_another(text: str, times: Sequence[_Time]) -> Said | None:
    """All days from one of the times to another, where the text says so."""
    for one, other in pairwise(times):
        if not _TO.fullmatch(text, one.end, other.start) or other.last < one.first:
            continue
        # "fra 2019 til 2021" is what something changed from and to.
        before = _RANGES if one.year and other.year else rf"(?:{_RANGES}|{_FROM})"
        said = re.search(rf"{before}{_THE}$", text[: one.start])
        if said:
            return one.first, other.last, text[said.start() : other.end].strip()
    for time in times:
        said = _WITHOUT_YEAR.search(text[: time.start])
        if said and not time.year:
            first = _day_before(said, time.last)
            return first, time.last, text[said.start() : time.end].strip()
    return None


def _day_before(said: re.Match[str], last: date) -> date:
    """The last day of this name before another day."""
    month, day = NUMBER_OF_MONTH[said["month"]], max(1, int(said["day"] or 1))
    year = last.year - ((month, day) > (last.month, last.day))
    return date(year, month, min(day, _days_of(year, month)[1].day))


def _since_or_before(text: str, times: Sequence[_Time]) -> Said | None:
    """All days since one of the times, or before it, where the text says so."""
    for time in times:
        before = text[: time.start]
        since = _SINCE.search(before)
        if since:
            later = _AFTER.search(before) and not time.year and not time.dated
            first = time.last + timedelta(days=1) if later else time.first
            return first, None, text[since.start() : time.end]
        until = _BEFORE.search(before)
        if until:
            return None, time.first - timedelta(days=1), text[until.start() : time.end]
        onwards, start = _ONWARDS.match(text, time.end), _FOUND_FROM.search(before)
        if onwards and start:
            return time.first, None, text[start.start() : onwards.end()]
    return None


def _one_of(text: str, times: Sequence[_Time]) -> Said | None:
    """The first of the times that is one of meetings, None where none is.

    A year is when the text says "in": "budget 2024" is a subject, decided the year before, and so
    is "vinteren 2012/13" or "regnskab for 1. kvartal 2022".
    """
    for time in times:
        words = text[time.start : time.end]
        said = _WITHIN.search(text[: time.start])
        if said:
            return time.first, time.last, text[said.start() : time.end] if time.year else words
        if re.match(rf"{_MONTH}|{_SEASON}(?!.*/)", words):
            return time.first, time.last, words
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


def _months_back(day: date, months: int) -> date:
    """The same day so many months ago; the 28th is a day of every month."""
    ago = day.year * 12 + day.month - 1 - months
    return date(ago // 12, ago % 12 + 1, min(day.day, 28))


def _season(name: str, year: int) -> tuple[date, date]:
    first, last = _SEASONS[name]
    return date(year, first, 1), _days_of(year + (last < first), last)[1]


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31)


def _days_of(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + (month == 12), month % 12 + 1, 1)
    return first, following - timedelta(days=1)
