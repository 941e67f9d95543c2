"""Entries of the agenda's lists: what counts them, and how their titles are compared."""

from __future__ import annotations

import re

from index.parsing.text.lines import TextLine

# "2. Ny mole" in the list may be "Ad 2 - Ny mole" over its text.
NUMBER_AND_WORD = re.compile(
    r"(?i)^(?:(?:ad|punkt|pkt|sag|nr)\b\.?\s*(?:nr\.?\s*)?)?(\d{1,4}(?:/\d{1,4}|[a-z])?|[a-z](?=\)))\s*[.:)/–-]*\s+(?=\S)"
)
_COUNTED = re.compile(r"\d+")


def counts_title(line: TextLine) -> bool:
    """Whether a number stands before words on the line."""
    return NUMBER_AND_WORD.match(line.text) is not None


def place_of(number: str) -> int:
    """What a number counts, or a letter.

    >>> place_of("2018/31"), place_of("b") - place_of("a")
    (31, 1)
    """
    counted = _COUNTED.search(number.rpartition("/")[2])
    return int(counted[0]) if counted else ord(number[0])


def counts_on(last: int, count: int) -> bool:
    """Whether a closed item counts on from the last one: by one, or from the next hundred.

    >>> counts_on(9, 10), counts_on(9, 101), counts_on(9, 12)
    (True, True, False)
    """
    return count == last + 1 or (count > last and count == 100 * (last // 100 + 1) + 1)


def normalise_title(title: str) -> str:
    """A title as titles are compared: letters and digits only, lower case."""
    return "".join(filter(str.isalnum, title.lower()))
