"""Numbers that are all of their line: of closed items that tell no more ("72 ·"), over a title, or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.parsing.items.heads import labels_value
from index.parsing.items.numbers import begins_numbered, is_known_heading
from index.parsing.text.cells import heads_item
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


def title_above(lines: Sequence[TextLine], index: int) -> int | None:
    """The line of the title that a number stands right below, as web pages set it: "Ny sti", "Sag nr. 4".

    None where the number may as well stand over its title: what is below must be set apart and be
    a heading, or a label with its value.
    """
    if not 0 < index < len(lines) - 1 or lines[index].gap_before:
        return None
    if (lines[index - 1].level or 0) > (lines[index].level or _NO_LEVEL):
        # No title is a smaller heading than its number.
        return None
    above, below = lines[index - 1], lines[index + 1]
    text = above.text
    is_apart = (above.gap_before or above.starts_page or above.level is not None) and (
        below.gap_before or below.level is not None
    )
    may_begin = text[0].isupper() or text[0] in '"”»' or _ORDINAL.match(text)
    may_be_title = may_begin and len(text) <= _MAX_TITLE and text[-1] not in ".:,;"
    is_taken = is_known_heading(text) or heads_item(text)
    is_taken = is_taken or (begins_numbered(text) and not _ORDINAL.match(text))
    is_headed = is_known_heading(below.text) or labels_value(below.text)
    return index - 1 if is_apart and may_be_title and is_headed and not is_taken else None


_NO_LEVEL = 9
# The longest title that was seen has three lines.
_MAX_TITLE = 200
# "2. budgetopfølgning 2019"
_ORDINAL = re.compile(r"\d{1,2}\. [a-zæøå]")
