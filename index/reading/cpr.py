"""CPR numbers (Danish personal identification numbers) are masked before anything is stored.

The form is DDMMYY-SSSS (https://cpr.dk: "Personnummeret i CPR"); the numbers
of those who have none yet have 60 added to the day. Numbers issued since 2007
need not satisfy the modulus 11 check, so it is asked for only where digits
stand inside a longer number and a date alone proves too little.

In doubt a number is masked: a case number that is lost can be looked up in
the original, a CPR number that is shown cannot be taken back. What must stay
(case, telephone, EAN and document numbers, amounts) is in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from index.types import PAGE_BREAK

MASK = "█"

# A date as six digits together, or in pairs.
_DATE = r"(?P<date>\d{6})"
_PAIRS = r"(?P<date>\d\d[ .\u00a0]\d\d[ .\u00a0]\d\d)"
# Any of the hyphens, with white space and a break of line or page around it.
_HYPHEN = r"\s{0,2}[-‐‑‒–—−]\s{0,2}"
_SERIAL = r"(?P<serial>\d{4})"
# Digits that go on before or behind make it another number.
_ALONE = r"(?<!\d)(?<!\d[-–/])"
_ENDS = r"(?!\d)(?!\s?[-–/]\d)"
_UNPARTED = r"(?<![\d+])(?<!\d[-–/.,])"
_UNPARTED_ENDS = r"(?!\d)(?![-–/.,]\d)"
_FORMS = (
    re.compile(f"{_ALONE}{_DATE}{_HYPHEN}{_SERIAL}{_ENDS}"),
    re.compile(f"(?<!\\d[ .]){_ALONE}{_PAIRS}{_HYPHEN}{_SERIAL}{_ENDS}"),
    re.compile(rf"{_UNPARTED}{_DATE}[^\S\t\n\f]{_SERIAL}{_UNPARTED_ENDS}"),
    # Two lines of digits without a hyphen: not when the second may be a year.
    re.compile(rf"{_UNPARTED}{_DATE}\s{{0,2}}[\n\f]\s{{0,2}}(?!19[6-9]|20[0-4]){_SERIAL}{_UNPARTED_ENDS}"),
    re.compile(rf"(?<!\d ){_UNPARTED}(?P<date>(?:\d ){{5}}\d)[ -]{{1,3}}(?P<serial>(?:\d ){{3}}\d)(?! ?\d)"),
)  # fmt: skip
_TOGETHER = re.compile(rf"{_UNPARTED}{_DATE}{_SERIAL}{_UNPARTED_ENDS}")
# Longer ones are no numbers of anything.
_LONG = re.compile(r"(?<!\d)\d{11,64}(?!\d)")
# What is called a CPR number is one in any form, also with letters for digits.
_CALLED = re.compile(
    r"(?i)\b(?:cpr|personn(?:umme)?r|person-?nummer)[\w.]*[-\s:.,(]*(?:nr|nummer|no)?[-\s:.,(]*"
    r"(?P<number>\d{2}[-./\s]?\d{2}[-./\s]?\d{2}(?:\d{2})?[-‐‑‒–—−./\s]{0,3}(?=\w{0,3}\d)\w{4}(?!\w))"
)
# Numbers of a company's place of work have ten digits too.
_WORKPLACE = re.compile(r"(?i)\bp-?(?:nr|nummer)\.?:?\s*$|produktionsenhed\w*\W*$")
# Every form begins with six digits, perhaps parted, and goes on with digits near by.
_MAY_HOLD_ONE = re.compile(
    r"(?:\d[ .\u00a0]?){6}\W{0,6}\d\s?\d\s?\d\s?\d|(?i:cpr|personn(?:umme)?r|person-nummer)"
)
_AROUND = 80
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAYS = 60


def mask_cpr_numbers(text: str) -> tuple[str, int]:
    """The text with the digits of CPR numbers masked, of the same length; and how many.

    >>> mask_cpr_numbers("Født 311299-1234, journal 2012-202935.")
    ('Født ██████-████, journal 2012-202935.', 1)
    """
    masked, places = _masked_with_places(text)
    return masked, len(places)


def mask_pages(pages: Sequence[str]) -> list[tuple[str, int]]:
    """Each page masked, and how many numbers begin on it; one may go on on the next page."""
    masked, places = _masked_with_places(PAGE_BREAK.join(pages))
    result, start = [], 0
    for page in masked.split(PAGE_BREAK):
        end = start + len(page) + len(PAGE_BREAK)
        result.append((page, sum(start <= place < end for place in places)))
        start = end
    return result


def _masked_with_places(text: str) -> tuple[str, list[int]]:
    """The text masked, and where each number began."""
    parts, places, done = list[str](), list[int](), 0
    for start, end in _stretches(text):
        part, found = _masked_stretch(text[start:end])
        parts += [text[done:start], part]
        places += [start + place for place in found]
        done = end
    return "".join([*parts, text[done:]]), sorted(places)


def _stretches(text: str) -> list[tuple[int, int]]:
    """The parts of the text that may hold a number, with what stands around them."""
    merged: list[tuple[int, int]] = []
    for match in _MAY_HOLD_ONE.finditer(text):
        start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _masked_stretch(text: str) -> tuple[str, list[int]]:
    places: list[int] = []

    def noted(mask: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def replace(match: re.Match[str]) -> str:
            masked = mask(match)
            if masked != match.group():
                places.append(match.start())
            return masked

        return replace

    text = _CALLED.sub(noted(_mask_called), text)
    for form in _FORMS:
        text = form.sub(noted(_mask_parted), text)
    text = _TOGETHER.sub(noted(_mask_together), text)
    return _LONG.sub(noted(_mask_inside), text), places


def _mask_called(match: re.Match[str]) -> str:
    start, end = (at - match.start() for at in match.span("number"))
    whole = match.group()
    return whole[:start] + re.sub(r"\w", MASK, whole[start:end]) + whole[end:]


def _mask_parted(match: re.Match[str]) -> str:
    return _masked(match.group()) if _is_date(match.group("date")) else match.group()


def _mask_together(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 40) : match.start()]
    if _WORKPLACE.search(before) or not _is_date(match.group("date")):
        return match.group()
    return _masked(match.group())


def _mask_inside(match: re.Match[str]) -> str:
    digits = match.group()
    if is_ean(digits):
        return digits
    masked = digits
    for start in range(len(digits) - 9):
        part = digits[start : start + 10]
        if _is_date(part[:6]) and passes_modulus_11(part):
            masked = masked[:start] + MASK * 10 + masked[start + 10 :]
    return masked


def _masked(text: str) -> str:
    return re.sub(r"\d", MASK, text)


def passes_modulus_11(digits: str) -> bool:
    """Whether ten digits satisfy the check digit used for CPR numbers until 2007."""
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def is_ean(digits: str) -> bool:
    """Whether thirteen digits are an EAN number: the public sector's begin with 5798."""
    if len(digits) != 13:
        return False
    odd, even = sum(map(int, digits[:12:2])), sum(map(int, digits[1:12:2]))
    return (odd + 3 * even + int(digits[12])) % 10 == 0


def _is_date(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if day > _REPLACEMENT_DAYS:
        day -= _REPLACEMENT_DAYS
    try:
        # 2000 is a leap year, 1900 is not: only 290200 tells the centuries apart.
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
