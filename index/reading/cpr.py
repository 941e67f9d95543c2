"""CPR numbers (Danish personal identification numbers) are masked before anything is stored.

The form is DDMMYY-SSSS (https://cpr.dk: "Personnummeret i CPR"). Numbers
issued since 2007 need not satisfy the modulus 11 check, so it is asked for only
where digits stand inside a longer number and a date alone proves too little.
"""

from __future__ import annotations

import re
from datetime import date

MASK = "█"

_DATE = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
# Six digits of a date, at most a hyphen and a line break between, four digits.
# Not after a digit, a hyphen or a decimal sign ("2012-200112", "1.010203"),
# nor before one. A bare space counts, as people write "010203 1234".
_DELIMITED = re.compile(
    rf"(?<![\d/])(?<!\d[-–.,])({_DATE})(?:[ \t]?[-–][ \t]?\n?[ \t]*|[ \t]|\n?)(\d{{4}})(?![\d/]|[-–.,]\d)"
)
_LONG = re.compile(r"\d{11,16}")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def mask_cpr_numbers(text: str) -> tuple[str, int]:
    """The text with the digits of CPR numbers masked, of the same length; and how many.

    >>> mask_cpr_numbers("Født 311299-1234, journal 2012-202935.")
    ('Født ██████-████, journal 2012-202935.', 1)
    """
    count = 0

    def mask_match(match: re.Match[str]) -> str:
        nonlocal count
        if not _is_date(match.group(1)):
            return match.group()
        count += 1
        return re.sub(r"\d", MASK, match.group())

    def mask_inside(match: re.Match[str]) -> str:
        nonlocal count
        digits = match.group()
        for start in range(len(digits) - 9):
            part = digits[start : start + 10]
            if _is_date(part[:6]) and passes_modulus_11(part):
                count += 1
                return digits[:start] + MASK * 10 + digits[start + 10 :]
        return digits

    text = _DELIMITED.sub(mask_match, text)
    return _LONG.sub(mask_inside, text), count


def passes_modulus_11(digits: str) -> bool:
    """Whether ten digits satisfy the check digit used for CPR numbers until 2007."""
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def _is_date(ddmmyy: str) -> bool:
    day, month, year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    try:
        # 2000 is a leap year, 1900 is not: only 290200 tells the centuries apart.
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
