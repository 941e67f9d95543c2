"""Tables of contents: found, so that their entries are not taken for items."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from index.parsing.items.entries import NUMBER_AND_WORD, counts_on, normalise_title, place_of
from index.parsing.items.numbers import begins_numbered, number_alone
from index.parsing.items.twice import MIN_TWICE, printed_twice
from index.parsing.meeting.front import names_meeting, tells_of_meeting
from index.parsing.text.headings import heading_of
from index.parsing.text.lines import TextLine, contents_end
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import Span

_NUMBER_IN_TITLE = re.compile(
    r"^\s*(?:punkt\s*|pkt\.?\s*|sag(?:\s*nr\.?)?\s*|nr\.?\s*)?(\d{1,4}(?:\.\d+)*)\s*[.:)/–-]?\s+",
    re.IGNORECASE,
)


def contents_ranges(lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    """The ranges of lines that are tables of contents."""
    # A document of one page is no print: its table may name any page.
    last_page = max((line.page for line in lines), default=1)
    last_page = last_page + 3 if last_page > 1 else 999
    lists = [*printed_twice(lines), *((found.start, found.end) for found in numbered_lists(lines))]
    ranges, index = [], 0
    while index < len(lines):
        is_heading = vocabulary().role(lines[index].text) is Role.CONTENTS
        if is_heading:
            end = _headed_contents_end(lines, index + 1, last_page)
            seen = index + 1
        else:
            end, seen = _bare_contents_end(lines, index, last_page)
        if end > index + is_heading:
            ranges.append((index, end))
        index = max(end if end > index + is_heading else index + 1, seen)
    # A list that is both is told once.
    apart = [(a, b) for a, b in lists if not any(a < end and start < b for start, end in ranges)]
    return sorted([*ranges, *apart])


# Over so many lines an entry may be.
_MAX_WRAPPED = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A title in a list of the agenda, and where it stands."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The lines of a list, `end` not included, and its entries by their numbers."""

    start: int
    end: int
    entries: Mapping[str, Entry]


def numbered_lists(lines: Sequence[TextLine]) -> list[NumberedList]:
    """The lists that alone have the titles: further down only "Ad pkt. 3" stands over the text."""
    alone: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if index + 1 < len(lines) and (number := number_alone(line.text)):
            alone.setdefault(number, []).append(index)
    found: list[NumberedList] = []
    titles: set[str] = set()
    start = 0
    # A list below the heading of a section counts what is proposed, and "Ad 1" answers it.
    limit = _first_case(lines, 0)
    while start < limit and len(alone) >= MIN_TWICE:
        end, entries = _counted_from(lines, start)
        if entries and limit < end:
            # "3. Økonomi" is an entry.
            limit = _first_case(lines, end)
        if len(entries) >= MIN_TWICE:
            # A list of attachments has other titles than that of the agenda above it.
            titles |= {
                normalise_title(title)
                for entry in entries.values()
                for title in (entry.title, _without_page(entry.title))
            }
            if _return_alone(lines, (end, limit), entries, alone, titles):
                found.append(NumberedList(start, end, entries))
        start = max(end, start + 1)
    return found


def _first_case(lines: Sequence[TextLine], start: int) -> int:
    """The first line from `start` on that heads a section of an item."""
    return next((i for i in range(start, len(lines)) if begins_case(lines[i])), len(lines))


def begins_case(line: TextLine) -> bool:
    """Whether a line heads a section of an item."""
    heading = heading_of(line.text)
    return heading is not None and heading.role in _OF_CASE and not names_meeting(line.text)


_OF_CASE = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.DECISION, Role.BOTH, Role.ECONOMY})


def _counted_from(lines: Sequence[TextLine], start: int) -> tuple[int, dict[str, Entry]]:
    """The end of the list that counts on from a line, and its entries; they may wrap."""
    entries: dict[str, Entry] = {}
    at, last = start, 0
    while at < len(lines) and (match := NUMBER_AND_WORD.match(lines[at].text)):
        number = match.group(1).lower()
        if entries and place_of(number) != last + 1:
            break
        end = at + 1
        while end < len(lines) and end - at < _MAX_WRAPPED and _goes_on(lines[at], lines[end]):
            end += 1
        words = [lines[at].text[match.end() :], *(line.text for line in lines[at + 1 : end])]
        span = Span(lines[at].span.start + match.end(), lines[end - 1].span.end)
        entries[number] = Entry(_PAGE_BEHIND.sub("", " ".join(words)), span)
        at, last = end, place_of(number)
    return at, entries


# The page on which an item begins, in a cell of its own or behind dots.
_PAGE_BEHIND = re.compile(r"\s*(?:\t|(?<![. ])(?:\s?\.){4,})\s*\d{1,3}$")


def _goes_on(entry: TextLine, line: TextLine) -> bool:
    """Whether a line is the rest of an entry: set further in, or in small letters."""
    is_apart = line.gap_before or line.starts_page or NUMBER_AND_WORD.match(line.text)
    return not is_apart and (line.text[0].islower() or line.indent > entry.indent)


def _return_alone(
    lines: Sequence[TextLine],
    between: tuple[int, int],
    entries: Mapping[str, Entry],
    alone: Mapping[str, Sequence[int]],
    titles: Set[str],
) -> bool:
    """Whether most numbers of a list return below it, in order, over text that is none of the `titles`.

    The first of them stands `between` the end of the list and the first heading of a section.
    """
    at, count = between[0] - 1, 0
    for number in entries:
        places = alone.get(number, ())
        next_one = bisect_right(places, at)
        if next_one == len(places):
            continue
        place = places[next_one]
        if not count and place >= between[1]:
            return False
        below = normalise_title(lines[place + 1].text)
        if below in titles or (
            len(below) >= _MIN_BEGINNING and any(title.startswith(below) for title in titles)
        ):
            return False
        at, count = place, count + 1
    return count >= max(MIN_TWICE, len(entries) - _MAX_MISSING)


# Tables of contents cut long titles, and pages wrap them; shorter beginnings say little.
_MIN_BEGINNING = 10
# An item or two may have been left out.
_MAX_MISSING = 2


# A long run of lines that is no table is not looked through again from each
# of them, but from its middle.
_LONG = 400


def _bare_contents_end(lines: Sequence[TextLine], start: int, last_page: int) -> tuple[int, int]:
    """The end of a table without a heading, `start` for none, and where to look on.

    It has four entries or more, the first of them on one line.
    """
    is_label = number_alone(lines[start].text) is not None
    if is_label or _tells_of_meeting(lines[start].text):
        return start, start + 1
    if contents_end(lines[start : start + 1], 0, last_page)[1] != 1:
        return start, start + 1
    end, count = contents_end(lines, start, last_page)
    if count >= 4 and end - start < 2 * count:
        return end, end
    return start, start + ((end - start) // 2 if end - start > _LONG else 1)


def _tells_of_meeting(text: str) -> bool:
    """Whether a line says when and where the meeting was: "… 7. april 2022, mødelokale 5" names no page."""
    is_entry = begins_numbered(text) or "..." in text
    return not is_entry and tells_of_meeting(text)


def _headed_contents_end(lines: Sequence[TextLine], start: int, last_page: int) -> int:
    """The end of a table under its heading, over lines such as "Åbent referat" that divide it.

    A Word file does not know all its pages: there the heading vouches for pages in cells.
    """
    if start < len(lines) and re.match(r"(?i)^punkt.*side$", lines[start].text):
        start += 1
    end = start
    while True:
        reached, _ = contents_end(lines, end, last_page, in_cells=True)
        if reached < len(lines) and vocabulary().role(lines[reached].text) in (
            Role.OPEN,
            Role.CLOSED,
        ):
            # It divides the table when entries follow, or when the page ends with it.
            after, _ = contents_end(lines, reached + 1, last_page, in_cells=True)
            after = max(after, _end_without_pages(lines, start, reached + 1))
            if after > reached + 1 or reached + 1 >= len(lines) or lines[reached + 1].starts_page:
                end = max(after, reached + 1)
                continue
        return reached


def _end_without_pages(lines: Sequence[TextLine], start: int, first: int) -> int:
    """The end of the closed entries that count on from those above to the end of the page.

    They have no page where nothing more is printed of them.
    """
    numbers = (NUMBER_AND_WORD.match(line.text) for line in lines[start:first])
    last = max((place_of(match.group(1)) for match in numbers if match), default=0)
    end = first
    while end < len(lines) and not lines[end].starts_page:
        match = NUMBER_AND_WORD.match(lines[end].text)
        if not (last and match and counts_on(last, place_of(match.group(1)))):
            return first
        last, end = place_of(match.group(1)), end + 1
    return end if end < len(lines) else first


def _without_page(entry: str) -> str:
    """An entry without its page and the dots that lead to it."""
    return re.sub(r"(?:\.\s?){4,}\s*\d*\s*$|\s\d{1,4}$", "", entry)


def contents_titles(lines: Sequence[TextLine]) -> Mapping[str, str | None]:
    """The titles in the tables of contents, normalised, with their numbers.

    Where few or no entries have a page, each line with a number is one: "Satser for 2019".
    """
    titles: dict[str, str | None] = {}
    pending = ""
    for line in lines:
        text = f"{pending} {line.text}".strip()
        entry = _without_page(text)
        if entry == text:
            pending = "" if vocabulary().role(text) else text
            continue
        pending = ""
        number = _NUMBER_IN_TITLE.match(entry)
        title = normalise_title(entry[number.end() :] if number else entry)
        if title:
            titles[title] = number.group(1) if number else None
    if _MAX_WRAPPED * len(titles) >= len(lines):
        return titles
    numbered = ((line.text, NUMBER_AND_WORD.match(line.text)) for line in lines)
    return {normalise_title(text[m.end() :]): m.group(1) for text, m in numbered if m}


class ContentsTitles:
    """The titles of the table of contents, to be found by what they begin with.

    The numbers `alone` are those of items that have their titles only there.
    """

    def __init__(self, titles: Iterable[str], alone: Set[str]) -> None:
        self.alone = alone
        self.known = frozenset(titles)
        self._sorted = sorted(self.known)

    def begin(self, normal: str) -> bool:
        """Whether one begins with the title, or the title with one, over ten letters at least."""
        if len(normal) < _MIN_BEGINNING:
            return False
        place = bisect_left(self._sorted, normal)
        longer = place < len(self._sorted) and self._sorted[place].startswith(normal)
        lengths = range(_MIN_BEGINNING, len(normal))
        return longer or any(normal[:length] in self.known for length in lengths)


def in_contents(title: str, titles: ContentsTitles) -> bool:
    """Whether the line begins a title of the table of contents.

    Tables of contents cut long titles, and pages wrap them: the shorter must
    begin the longer, over at least ten letters or the whole.
    """
    normal = normalise_title(title)
    return bool(normal) and (normal in titles.known or titles.begin(normal))
