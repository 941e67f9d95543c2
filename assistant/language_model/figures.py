"""Dates and numbers: whether a sentence has one that its sources have not, by value and unit."""

from __future__ import annotations

import re
from collections import Counter

from assistant.language_model.sources import MONTH_AND_YEAR, MONTHS, Sources, without_dates
from index.parsing.text.dates import find_dates

_NUMBER_WORDS = {
    word: str(value)
    for value, words in enumerate(
        (
            "nul zero", "", "to two", "tre three", "fire four", "fem five", "seks six", "syv seven",
            "otte eight", "ni nine", "ti ten", "elleve eleven", "tolv twelve", "tretten", "fjorten",
            "femten", "seksten", "sytten", "atten", "nitten", "tyve twenty",
        )
    )
    for word in words.split()
} | {"halvdelen": "0.5", "tredjedel": "0.333", "fjerdedel": "0.25", "half": "0.5"}  # fmt: skip
_SCALE = {"mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millioner": 1_000_000,
          "mia": 1_000_000_000, "milliarder": 1_000_000_000, "tkr": 1_000, "tusind": 1_000}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\w])\s*(mio|mill(?:ion(?:er)?)?|mia|milliarder|t\.?kr|tkr|tusind)?"
    r"\.?\s*(kr|kroner|dkk|pct|procent|%|percent|m2|km|meter|m\b|timer|dage|uger|måneder|år)?",
    re.IGNORECASE,
)
# As written, with what joins digits: "21/3318", "17.30", "2022-2025".
_DIGITS = re.compile(r"\d+(?:[.,/:-]\d+)*")


def wrong_date(said: str, sources: Sources) -> bool:
    """Whether it has a date, a day of a month, or a month, that its sources have not."""
    dates = {found.date for found in find_dates(said) if found.date}
    if dates - sources.dates:
        return True
    held = sources.text.lower()
    lowered = said.lower()
    spelt = {" ".join(m.lower().split()) for m in MONTH_AND_YEAR.findall(lowered)}
    if any(pair not in held for pair in spelt):
        return True
    if _days_in(lowered) - _days_in(held) - {(d.day, MONTHS[d.month - 1]) for d in sources.dates}:
        return True
    months = {m for m in MONTHS[:12] if re.search(rf"\b{m}\b", lowered)}
    return any(not _is_month_held(month, held, sources) for month in months)


def _days_in(text: str) -> set[tuple[int, str]]:
    """The days of months: "den 24. august"."""
    found = re.findall(rf"\b(\d{{1,2}})\. ({'|'.join(MONTHS[:12])})\b", text)
    return {(int(day), month) for day, month in found}


def _is_month_held(month: str, held: str, sources: Sources) -> bool:
    number = MONTHS.index(month) + 1
    return bool(re.search(rf"\b{month}\b", held)) or any(d.month == number for d in sources.dates)


def wrong_number(said: str, sources: Sources) -> bool:
    """Whether it holds a number more often than its sources do, as written or by value and unit.

    The numbers of dates have been checked as dates.
    """
    said = without_dates(said)
    for citation in sources.citations:
        said = said.replace(citation.case_number or "\0", " ")
        said = re.sub(
            rf"\b(?:punkt|item) {re.escape(citation.item_number or '-')}(?!\d)", " ", said
        )
    held = numbers_in(sources.undated) | _counted(said, sources)
    values = {value for value, _ in held}
    if any(
        (value, unit) not in held and (unit or value not in values)
        for value, unit in numbers_in(said)
    ):
        return True
    written = Counter(_DIGITS.findall(sources.undated))
    # "6 mio. kr." for "6,0 mio. kr." has been compared by its value.
    said = _NUMBER.sub(lambda m: " " if m.group(3) else m.group(), said)
    for digits, times in Counter(_DIGITS.findall(said)).items():
        same_value = not written[digits] and _value(digits) in values
        if times > written[digits] and not same_value:
            return True
    return False


def _counted(said: str, sources: Sources) -> set[tuple[float, str]]:
    """How many members are named, by their party's letter: "to medlemmer stemte imod"."""
    counts = (len(re.findall(r"\([A-ZÆØÅ]\)", text)) for text in (said, sources.quotes))
    return {(float(count), "") for count in counts if count}


def _value(digits: str) -> float | None:
    found = numbers_in(digits)
    return next(iter(found))[0] if len(found) == 1 else None


def numbers_in(text: str) -> set[tuple[float, str]]:
    """Each number with its unit ("" for none); millions are written out, number words are numbers.

    >>> sorted(numbers_in("4,5 mio. kr. til tre broer, 1.200 m"))
    [(3.0, ''), (1200.0, 'm'), (4500000.0, 'kr')]
    """
    found = set()
    for whole, decimals, scale, unit in _NUMBER.findall(text):
        value = float(f"{whole.replace('.', '')}.{decimals or 0}")
        value *= _SCALE.get(scale.lower().replace(".", ""), 1)
        found.add((round(value, 4), _unit(unit, scale)))
    for word in re.findall(r"[a-zæøå]+", text.lower()):
        if word in _NUMBER_WORDS:
            found.add((float(_NUMBER_WORDS[word]), ""))
    return found


def _unit(unit: str, scale: str) -> str:
    unit = unit.lower().strip()
    if unit in ("kr", "kroner", "dkk") or scale.lower() in ("tkr", "t.kr"):
        return "kr"
    if unit in ("pct", "procent", "%", "percent"):
        return "pct"
    return {"meter": "m"}.get(unit, unit)


def is_number(word: str) -> bool:
    """Whether it is a number, which has been checked as one."""
    return word in _NUMBER_WORDS or any(character.isdigit() for character in word)
