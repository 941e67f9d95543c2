"""Lists of titles that are printed again further down, as web pages have them above the items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.parsing.items.entries import (
    NUMBER_AND_WORD,
    counts_on,
    counts_title,
    normalise_title,
    place_of,
)
from index.parsing.text.case_numbers import split_case_number
from index.parsing.text.cells import is_mark, title_cells
from index.parsing.text.closed import closes_title, without_closed_mark
from index.parsing.text.headings import heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary

MIN_TWICE = 3


def printed_twice(lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    """Runs of titles that are printed again further down, each with text under it.

    So does a web page print its list of items, without dots or page numbers. The list goes on
    below the heading of its closed part, of which no more may be printed.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if heading_of(line.text) is None or counts_title(line):
            places.setdefault(_printed_title(line.text), []).append(index)
    again = {at[0]: at[1] for text, at in places.items() if len(at) == 2 and len(text) > 5}
    ranges, start = [], 0
    while start < len(lines):
        end = _run_end(lines, start, again)
        if end - start >= MIN_TWICE and again[start] >= end:
            ranges.append((start, end))
        start = max(end, start + 1)
    return ranges


def _run_end(lines: Sequence[TextLine], start: int, again: Mapping[int, int]) -> int:
    """The end of the run of titles that are printed `again` which begins with a line."""
    end, last = start, None
    while end < len(lines):
        if end in again and (last is None or _follows(lines, last, again[end])):
            last = again[end]
        elif last is None or not (_is_closed_entry(lines, end) or _parts(lines, end)):
            break
        end += 1
    return end


def _is_closed_entry(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line counts on from the one above, and it says that it is closed: "128 Lukket punkt".

    So does the heading of a closed part above it. A page may print no more of it.
    """
    over = index - 2 if _is_closed_heading(lines[index - 1]) else index - 1
    above, here = (NUMBER_AND_WORD.match(lines[at].text) for at in (over, index))
    if not (above and here and counts_on(place_of(above.group(1)), place_of(here.group(1)))):
        return False
    return closes_title(lines[index].text[here.end() :]) or _is_below_closed(lines, index)


def _parts(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line parts a list: the heading of its closed part, below which it counts on."""
    return (
        _is_closed_heading(lines[index])
        and index + 1 < len(lines)
        and _is_closed_entry(lines, index + 1)
    )


def _is_below_closed(lines: Sequence[TextLine], index: int) -> bool:
    """Whether nothing but entries stands between a line and the heading of a closed part."""
    while index > 0 and counts_title(lines[index]):
        index -= 1
    return _is_closed_heading(lines[index])


def _is_closed_heading(line: TextLine) -> bool:
    return vocabulary().role(line.text) is Role.CLOSED


def _follows(lines: Sequence[TextLine], first: int, second: int) -> bool:
    """Whether a title stands below the text of the one before; a closed item may have none."""
    title = NUMBER_AND_WORD.sub("", lines[first].text)
    return second > first + 1 or (second == first + 1 and closes_title(title))


def _printed_title(text: str) -> str:
    """A title as it is looked for elsewhere: its number first, whatever word or mark stands around it."""
    said = NUMBER_AND_WORD.sub(r"\1 ", text)
    if "\t" in said:
        title, marks = title_cells(said)
        said = title if all(is_mark(mark) for mark in marks) else said
    return normalise_title(without_closed_mark(split_case_number(said)[0]))
