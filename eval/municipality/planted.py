"""CPR numbers that nobody can have, for planting where a clerk might leave one.

A planted number reads like a real one, so that a detector has to find it, and
can belong to no one: its seventh digit puts the birth in the nineteenth
century, and its check digit is wrong, which the CPR office has allowed only
for births on certain dates from 1960 on.
"""

from __future__ import annotations

import re
from datetime import date

NUMBER = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[- ]?(\d{4})(?!\d)")
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def cpr_like(text: str) -> tuple[str, ...]:
    """Every run of ten digits in `text` that starts with a calendar date, as ten digits."""
    digits = ("".join(match.groups()) for match in NUMBER.finditer(text))
    return tuple(number for number in digits if birth_date(number))


def birth_date(number: str) -> date | None:
    """The date of birth that ten digits stand for, None if there is no such day."""
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    try:
        return date(_century(year, int(number[6])) + year, month, day)
    except ValueError:
        return None


def _century(year: int, seventh: int) -> int:
    """The CPR office's table of the seventh digit."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def has_valid_check_digit(number: str) -> bool:
    """Whether the weighted sum of the ten digits is a multiple of eleven."""
    return sum(int(d) * w for d, w in zip(number, WEIGHTS, strict=True)) % 11 == 0


def is_nobodys(number: str) -> bool:
    """Whether ten digits can be planted without hitting a person."""
    born = birth_date(number)
    return born is not None and born.year < 1900 and not has_valid_check_digit(number)
