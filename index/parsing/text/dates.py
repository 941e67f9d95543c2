"""Dates as they are written in Danish minutes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.types import Span

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli",
    "august", "september", "oktober", "november", "december",
)  # fmt: skip
_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
NUMBER_OF_MONTH = (
    {name: n for n, name in enumerate(MONTHS, start=1)}
    | {name: n for n, name in enumerate(_ENGLISH, start=1)}
    | {name[:3]: n for n, name in enumerate(MONTHS, start=1)}
    | {"sept": 9, "oct": 10, "dec": 12}
)
_MONTH = "|".join(sorted(NUMBER_OF_MONTH, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
# "den niende marts", "den femogtyvende maj"
_UNITS = (
    "første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende",
    "tiende", "ellevte", "tolvte", "trettende", "fjortende", "femtende", "sekstende", "syttende",
    "attende", "nittende", "tyvende",
)  # fmt: skip
_ONES = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_DAY_IN_WORDS = (
    {name: n for n, name in enumerate(_UNITS, start=1)}
    | {f"{one}ogtyvende": 20 + n for n, one in enumerate(_ONES, start=1)}
    | {"tredivte": 30, "tredvte": 30, "enogtredivte": 31, "enogtredvte": 31, "andet": 2}
)
_WORD_OF_DAY = "|".join(sorted(_DAY_IN_WORDS, key=len, reverse=True))
_COUNTED = (
    {name: n for n, name in enumerate(_ONES, start=1)}
    | {"ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15}
    | {"seksten": 16, "sytten": 17, "atten": 18, "nitten": 19}
)
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70,
    "firs": 80, "halvfems": 90,
}  # fmt: skip
_BELOW_HUNDRED = (
    _COUNTED | _TENS
    | {f"{one}og{ten}": n + m for ten, m in _TENS.items() for n, one in enumerate(_ONES, start=1)}
)  # fmt: skip
_YEAR_IN_WORDS = (
    r"(?P<century>to\s?tusinde?|totusinde?|nitten\s?hundrede)\s?(?:og\s?)?(?P<rest>"
    + "|".join(sorted(_BELOW_HUNDRED, key=len, reverse=True))
    + r")?\b"
)
# "14. februar 2001", "anno 2001", "'01", and in words
_BEHIND = rf"(?:,?\s+(?:(?:anno|år(?:et)?)\s+)?(?:(?P<y>{_YEAR})(?!\d)|{_YEAR_IN_WORDS})|\s+['’](?P<yy>\d\d)(?!\d))?"
# "i april måned"
_OF_MONTH = rf"(?P<month>{_MONTH})\b\.?(?:\s+måned(?![\wæøå]))?"
_ROMAN = {
    name: n
    for n, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)
}  # fmt: skip

_WRITTEN_ROMAN = f"(?-i:{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>0\d|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])",
        rf"(?<![\d.])(?P<d>{_DAY})\s?[-./]\s?(?P<m>0?[1-9]|1[0-2])\s?[-./ ]\s?(?P<y>{_YEAR})(?!\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})[-./](?P<m>0[1-9]|1[0-2])[-./](?P<yy>\d\d)(?![\d.]|,\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})\.(?P<m>[1-9])\.(?P<yy>[0129]\d)(?![\d.]|,\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})/(?P<m>0?[1-9]|1[0-2])[- ](?P<yy>\d\d)(?![\d.]|,\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})\.?\s*(?:dag\s(?:i\s)?|i\s(?=\w+\småned))?{_OF_MONTH}{_BEHIND}",
        rf"\b(?P<day>{_WORD_OF_DAY})\s+(?:dag\s(?:i\s)?|i\s(?=\w+\småned))?{_OF_MONTH}{_BEHIND}",
        rf"(?<![\d.,])(?P<d>{_DAY})\.\s(?:dag\s)?i\s(?P<m>[1-9]|1[0-2])\.\småned{_BEHIND}",
        rf"\b(?P<month>{_MONTH})\s+(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s*(?P<y>{_YEAR})(?!\d)",
        rf"(?<![\d.,])(?P<d>{_DAY})(?:st|nd|rd|th)\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<y>{_YEAR})(?!\d)",
        # "12/IV 2001", "1. XII 1999"; "den 5. I 2004 blev" begins a sentence.
        rf"(?<![\d.,])(?P<d>{_DAY})(?:[./-]|\.?\s(?!I\s))(?P<roman>{_WRITTEN_ROMAN})"
        rf"[./ -]\s?(?P<y>{_YEAR})(?!\d)",
    )
)

# What a text must hold for each of the patterns: most texts with digits hold no date.
_BETWEEN_DIGITS = re.compile(r"\d\s?[-./]\s?\d")
_BEGINNINGS = tuple(sorted({name[:3] for name in NUMBER_OF_MONTH}))
_MARK, *_SIGNS = "", "<month>", "<roman>", "måned"
_WITH_SIGNS = tuple((p, next((s for s in _SIGNS if s in p.pattern), _MARK)) for p in _PATTERNS)
# All of them have a digit or a day in words.
_MAY_HOLD = re.compile(rf"(?i)\d|\b(?:{_WORD_OF_DAY})\s")


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
    if not _MAY_HOLD.search(text):
        return found
    for pattern in _patterns_for(text):
        new = []
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not _overlaps(span, found):
                value = _value(match.groupdict(), year)
                if value is not _INVALID:
                    new.append(FoundDate(span, value))
        if new:
            found = sorted([*found, *new], key=_span)
    return found


def _patterns_for(text: str) -> list[re.Pattern[str]]:
    """The patterns that may be found in the text, in order."""
    folded = text.casefold()
    held = {
        _MARK: _BETWEEN_DIGITS.search(text) is not None,
        "<month>": any(month in folded for month in _BEGINNINGS),
        "<roman>": any(letter in text for letter in "IVX"),
        "måned": "måned" in folded,
    }
    return [pattern for pattern, sign in _WITH_SIGNS if held[sign]]


def _overlaps(span: Span, found: Sequence[FoundDate]) -> bool:
    """Whether a span has letters in common with one of the dates, which stand in order."""
    behind = bisect_left(found, span, key=_span)
    return any(
        span.start < other.span.end and other.span.start < span.end
        for other in found[max(0, behind - 1) : behind + 1]
    )


def _span(found: FoundDate) -> Span:
    return found.span


def month_and_year(text: str) -> list[str]:
    """What stands as a month and its year and is no part of a date.

    >>> month_and_year("JUNI 2017"), month_and_year("den 3. juni 2017")
    (['JUNI 2017'], [])
    """
    dates = [found.span for found in find_dates(text)]
    return [
        match[0]
        for match in _MONTH_AND_YEAR.finditer(text)
        if not any(span.start <= match.start() < span.end for span in dates)
    ]


_MONTH_AND_YEAR = re.compile(rf"(?i)\b(?:{_MONTH})\s{_YEAR}(?!\d)")


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
    said = {name: value.lower() for name, value in groups.items() if value}
    if "y" in said:
        year = int(said["y"])
    elif "yy" in said:
        # No minutes are older than 1970, and none are of the year 2070.
        year = (2000 if int(said["yy"]) < _TURN else 1900) + int(said["yy"])
    elif "century" in said:
        year = 1900 if said["century"].startswith("nit") else 2000
        year += _BELOW_HUNDRED.get(said.get("rest", ""), 0)
    if "month" in said:
        month = NUMBER_OF_MONTH[said["month"]]
    else:
        month = _ROMAN[said["roman"].upper()] if "roman" in said else int(said["m"])
    day = _DAY_IN_WORDS[said["day"]] if "day" in said else int(said["d"])
    try:
        # Without a year the day must still exist; 2000 was a leap year.
        checked = date(year or 2000, month, day)
    except ValueError:
        return _INVALID
    return checked if year else None


_TURN = 70


def danish_date(value: date) -> str:
    """The date as a Dane writes it.

    >>> danish_date(date(2023, 10, 2))
    '2. oktober 2023'
    """
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}"
