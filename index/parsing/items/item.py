"""An item as its lines tell it: number, title, case number, whether it is public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.parsing.items.chains import MIN_WEIGHT, SURE, ItemStart
from index.parsing.items.contents import Entry
from index.parsing.items.heads import case_number_of_item
from index.parsing.items.listed import is_listed_as_closed
from index.parsing.items.numbers import FRAMED, LISTED, OF_YEAR, behind_label
from index.parsing.items.parts import (
    begins_closed_part,
    line_says_closed,
    opens_in_closed_part,
    said_public,
)
from index.parsing.items.sections import ReadItem, with_sections
from index.parsing.items.titles import ends_title, title_end, title_of, wrapped_end
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import case_number_in
from index.parsing.text.closed import (
    closes_title,
    end_of_closed_title,
    is_bracketed_mark,
    run_in_closed,
    says_closed,
    without_closed_mark,
)
from index.parsing.text.lines import TextLine
from index.types import AgendaItem, Span


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists of the agenda say: titles by their normal form with numbers, and the closed ones.

    `entries` are those of lists that alone have the titles; `with_type` says that the titles end
    with sorts of cases.
    """

    titles: Mapping[str, str | None]
    closed: Mapping[str, str | None]
    entries: Mapping[str, Entry]
    with_type: bool = False


def items_at(
    lines: Sequence[TextLine], starts: Sequence[ItemStart], end: int, listed: Listed
) -> tuple[list[AgendaItem], list[Span], list[Span]]:
    """The items that begin at the starts, what of them is noise, and what is withheld."""
    items: list[AgendaItem] = []
    noise: list[Span] = []
    withheld: list[Span] = []
    titles = [lines[start.title_line].text[start.title_offset :] for start in starts]
    is_marked = any(map(closes_title, titles[1:])) or any(
        len(line.text) <= _MAX_MARK and says_closed(line.text)
        for start in starts[1:2]
        for line in lines[start.line :]
    )
    in_closed = opens_in_closed_part(lines[: starts[0].line], titles, is_marked)
    sure = 2 * sum(start.weight >= SURE for start in starts) >= len(starts)
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        stop = following.line if following else len(lines)
        stop_offset = lines[stop].span.start if following else end
        # A heading within the text of a closed item looks like the next item.
        is_weak = sure and start.number is None and start.weight < MIN_WEIGHT
        closed_before = bool(items) and not items[-1].public and is_weak
        marks = lines[start.line : start.title_line]
        in_closed = in_closed or begins_closed_part(marks, lines[start.title_line])
        # From a little before the item: copying all lines for each would be quadratic.
        base = max(0, start.line - 2)
        moved = replace(start, line=start.line - base, title_line=start.title_line - base)
        read = item_at(lines[base:stop], moved, stop_offset, listed, in_closed or closed_before)
        items.append(read.item)
        noise += read.noise
        withheld += read.withheld
        in_closed = read.leaves_closed
    return items, noise, withheld


# A sentence may say it of one item where the others have no mark.
_MAX_MARK = 30


def item_at(
    lines: Sequence[TextLine],
    start: ItemStart,
    end: int,
    listed: Listed,
    in_closed: bool,
) -> ReadItem:
    """The item that begins at `start` and ends with the lines."""
    if start.family == LISTED and start.number:
        return _listed_item(lines, start.number, start.line, end, listed, in_closed)
    stop = len(lines)
    first = lines[start.title_line]
    is_untitled = start.title_offset >= len(first.text)
    end_of_title = start.title_line + 1
    if not is_untitled:
        end_of_title = title_end(lines, start, stop, listed.titles)
    title = title_of(lines, start, end_of_title, listed.with_type)
    # What stands before the title and beside it, then what follows.
    above = [line.text for line in lines[start.line : start.title_line]]
    before = _before_title(first.text, start)
    beside = [*above, before, *title.cells]
    public = said_public(beside, lines[end_of_title:])
    said = first.text[start.title_offset :]
    if line_says_closed(said) or run_in_closed(said):
        public = False
    if is_listed_as_closed(start.number, title.text, listed.closed):
        public = False
    if public is None:
        public = not in_closed
    if not public:
        # Not a word of a closed item's text may come into its title.
        end_of_title = min(end_of_title, wrapped_end(lines, start.title_line, stop))
        title = title_of(lines, start, end_of_title, listed.with_type)
    body = lines[end_of_title:]
    title_span = Span(first.span.start + start.title_offset, lines[end_of_title - 1].span.end)
    cut = None if public else _run_in_end(lines, start)
    if cut is not None:
        place = first.span.start + cut
        head = replace(
            first, text=first.text[:cut].rstrip(" .:*_–-"), span=Span(first.span.start, place)
        )
        title = title_of(
            [*lines[: start.title_line], head], start, start.title_line + 1, listed.with_type
        )
        rest = replace(first, text=first.text[cut:], span=Span(place, first.span.end))
        body = [rest, *lines[start.title_line + 1 :]]
        title_span = Span(title_span.start, place)
    numbers = (
        *(case_number_in(text) for text in beside),
        *(case_number_of(behind_label(text)) for text in above),
        title.case_number,
    )
    item = AgendaItem(
        start.number,
        _shown_title(title.text, start.number),
        next((number for number in numbers if number), None) or case_number_of_item(body),
        public,
        Span(lines[start.line].span.start, end),
        (),
        title_span,
    )
    return with_sections(item, body, end, in_closed and not public)


def _shown_title(title: str, number: str | None) -> str | None:
    """The title; of an item that has a number, a mark in brackets is none."""
    return None if not title or (number and is_bracketed_mark(title)) else title


def _run_in_end(lines: Sequence[TextLine], start: ItemStart) -> int | None:
    """Where on the line of a closed item's title its text begins."""
    last = start.title_line
    while last + 1 < len(lines) and not (lines[last + 1].gap_before or ends_title(lines[last + 1])):
        last += 1
    text = lines[start.title_line].text[start.title_offset :]
    end = end_of_closed_title(text, lines[last].text.endswith((".", "!", "?")))
    return None if end is None else start.title_offset + end


# Families whose numbers may look like those of cases.
_OWN_NUMBERS = (FRAMED, "table")


def _before_title(text: str, start: ItemStart) -> str:
    """What stands before the title on its line; "31/2018" counts the items and is no case number."""
    if start.family.startswith(OF_YEAR):
        return ""
    before = text[: start.title_offset]
    return before.replace(start.number or "", "") if start.family in _OWN_NUMBERS else before


def _listed_item(
    lines: Sequence[TextLine], number: str, first: int, end: int, listed: Listed, in_closed: bool
) -> ReadItem:
    """The item that only its number begins, with the title that a list has.

    A closed one has no place for its title but its number: where it ends, its text begins.
    """
    entry, body = listed.entries[number], lines[first + 1 :]
    said = said_public([entry.title], body)
    public = not in_closed if said is None else said
    is_closed = closes_title(entry.title) or is_listed_as_closed(number, entry.title, listed.closed)
    public = public and not is_closed
    item = AgendaItem(
        number,
        without_closed_mark(entry.title),
        case_number_of_item(body),
        public,
        Span(lines[first].span.start, end),
        (),
        entry.span if public else lines[first].span,
    )
    return with_sections(item, body, end, in_closed and not public)
