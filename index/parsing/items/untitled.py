"""Numbers that are all of their line: of closed items that tell no more ("72 ·"), or over a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.parsing.text.closed import is_bracketed_mark, says_closed
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary

_NUMBER = re.compile(
    r"(?i)(?:[#§]\s?|(?:punkt|pkt\.?|sag)\s(?:nr\.?\s)?)?(?P<number>\d{1,4})\s?[.:)·|•–-]?(?:\s+(?P<mark>\D.*))?"
)
# No longer line is a number with a mark.
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Untitled:
    """A number that stands for a closed item: its line, and where a mark that is its title begins."""

    line: int
    number: int
    offset: int


def untitled(lines: Sequence[TextLine]) -> Iterator[Untitled]:
    """The lines that are the number of a closed item, in order.

    A mark beside or right below it closes the item, or the part of the meeting that it stands in.
    """
    in_closed = False
    for index, line in enumerate(lines):
        role = vocabulary().role(line.text)
        if role in (Role.OPEN, Role.CLOSED):
            in_closed = role is Role.CLOSED
        match = _NUMBER.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if match is None:
            continue
        mark, below = match["mark"], lines[index + 1].text if index + 1 < len(lines) else ""
        if (
            says_closed(mark) or is_bracketed_mark(mark)
            if mark
            else in_closed or says_closed(below)
        ):
            is_title = mark is not None and not is_bracketed_mark(mark)
            offset = match.start("mark") if is_title else len(line.text)
            yield Untitled(index, int(match["number"]), offset)


def numbers_above(lines: Sequence[TextLine], titles: Sequence[int]) -> dict[int, str]:
    """The numbers right above most of the lines that are titles, by the titles' lines.

    They rise, or they count something else.
    """
    found = {
        index: match["number"]
        for index in titles
        if index and (match := _NUMBER.fullmatch(lines[index - 1].text)) and not match["mark"]
    }
    counted = [int(number) for number in found.values()]
    rises = all(first < second for first, second in pairwise(counted))
    return found if rises and len(found) > max(1, len(titles) / 2) else {}
