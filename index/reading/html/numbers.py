"""The numbers of items in elements of their own, put before the titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bs4.element import PageElement, Tag

from index.reading.html.elements import HEADING, MAX_CHIP, MOST, head_of, says, short_text, text_of

# A number of an item that is all that an element says.
NUMBER = re.compile(
    r"(?i)^[(\[]?(?:(?:(?:dagsordens)?punkt|pkt\.?|sag|emne|nr\.?|#|§)\s*)?(?:(?:nr|nummer)\.?\s*)?:?\s*"
    r"(\d{1,4})\s*[.:)\]]{0,2}$"
)

BEGINS_NUMBERED = re.compile(r"(?i)(?:punkt|pkt\.?|sag|nr\.?|#|§)?\s*\d{1,4}\s*[.:)]")


def numbers_of(heads: Sequence[Sequence[Tag]]) -> list[Tag | None]:
    """The elements of the numbers, which rise by one; [] where there are none."""
    found = [next((tag for tag in head[:3] if NUMBER.match(text_of(tag))), None) for head in heads]
    counts = [int(_digits(tag)) for tag in found if tag is not None]
    return found if _are_counted(counts) and len(counts) >= MOST * len(heads) else []


def _are_counted(numbers: Sequence[int]) -> bool:
    """Whether each is one more than the number before it, but for a few."""
    rising = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) > 1 and rising >= MOST * (len(numbers) - 1)


def _digits(number: Tag) -> str:
    text = text_of(number)
    row = _NUMBER_ROW.match(text)
    return row.group(1) if row else NUMBER.sub(r"\1", text)


def name_title(title: Tag, number: Tag | None, level: int) -> None:
    """Make a title a heading with its number before it."""
    if number is not None:
        title.insert(0, f"{_digits(number)}. ")
        more = _NUMBER_ROW.match(text_of(number))
        if more:
            number.string = more.group(2)
        else:
            number.decompose()
    if not HEADING.match(title.name) and title.find_parent(HEADING) is None:
        title.name = f"h{level}"


def number_headings(content: Tag) -> None:
    """Put the number that stands first in each heading of a level, or right beside it, before its title."""
    for level in range(1, 7):
        headings = content.find_all(f"h{level}")
        if len(headings) < 2:
            continue
        for beside in (_within, _before, _behind):
            numbers = [beside(heading) for heading in headings]
            found = [number for number in numbers if number is not None]
            if len(found) < MOST * len(headings) or not _are_counted(
                [int(_digits(n)) for n in found]
            ):
                continue
            for heading, number in zip(headings, numbers, strict=True):
                if number is not None:
                    name_title(heading, number, level)
            break


def _within(heading: Tag) -> Tag | None:
    first = next(iter(head_of(heading)), None)
    return first if first is not None and NUMBER.match(text_of(first)) else None


def _before(heading: Tag) -> Tag | None:
    return _number_beside(heading.previous_siblings)


def _behind(heading: Tag) -> Tag | None:
    return _number_beside(heading.next_siblings)


def _number_beside(siblings: Iterator[PageElement]) -> Tag | None:
    """The next of the siblings that says something, if it is a number."""
    said = next((node for node in siblings if says(node)), None)
    text = short_text(said, 2 * MAX_CHIP) if isinstance(said, Tag) else ""
    return (
        said if isinstance(said, Tag) and (NUMBER.match(text) or _NUMBER_ROW.match(text)) else None
    )


# A number with its label, before more that is said of the item.
_NUMBER_ROW = re.compile(
    r"(?i)(?:(?:dagsordens)?punkt|pkt\.?|nr\.?)\s*(?:nr\.?\s*)?:?\s*(\d{1,4})\s*[|·•,–-]\s*(\S.*)$"
)
