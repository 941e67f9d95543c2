"""A document becomes minutes: its meeting, agenda items and sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from index.parsing.foot import without_foot
from index.parsing.items.chains import ItemStart
from index.parsing.items.choices import listed_parts
from index.parsing.items.contents import contents_ranges, contents_titles, numbered_lists
from index.parsing.items.item import Listed, items_at
from index.parsing.items.listed import closed_titles, with_listed_closed
from index.parsing.items.own_title import without_own_title
from index.parsing.items.parts import closed_in_front, is_running
from index.parsing.items.single import single_item
from index.parsing.items.starts import find_item_starts
from index.parsing.items.tables import minutes_table
from index.parsing.items.titles import says_type_of_case
from index.parsing.meeting.absences import with_absences_placed
from index.parsing.meeting.front import bodies_met, kind_of, meeting_of
from index.parsing.sections.learnt import with_learnt_headings
from index.parsing.sections.prose import with_decisions_told
from index.parsing.sections.split import split_sections
from index.parsing.sections.ways import day_near
from index.parsing.text.bodies import abbreviation_in_routes, abbreviations_in, may_abbreviate
from index.parsing.text.case_numbers import is_short_case_number
from index.parsing.text.lines import TextLine, text_lines
from index.parsing.text.mail import mail_headers
from index.types import (
    AgendaItem,
    Document,
    DocumentKind,
    Meeting,
    Minutes,
    Section,
    SectionKind,
    Span,
)


def parse_minutes(document: Document) -> Minutes:
    """What can be understood of the document; what cannot stays searchable text.

    Never raises: an unknown layout gives one item without number or title
    whose text is of kind OTHER.
    """
    lines = text_lines(document)
    contents = contents_ranges(lines)
    listed = [line for a, b in contents for line in lines[a:b]]
    titles = contents_titles(listed)
    in_contents = {i for a, b in contents for i in range(a, b)} | is_running(lines)
    in_contents.update(*listed_parts(lines))
    outside = with_learnt_headings([line for i, line in enumerate(lines) if i not in in_contents])
    table = minutes_table(outside)
    entries = {n: entry for found in numbered_lists(lines) for n, entry in found.entries.items()}
    taken = table.taken if table else frozenset[int]()
    starts = _starts_outside(outside, taken, titles, entries.keys())
    if table and len(starts) < _MIN_ITEMS:
        outside, starts = table.lines, table.starts
    elif table and table.together < table.taken:
        starts = _starts_outside(outside, table.together, titles, entries.keys())
    starts = without_own_title(outside, starts)
    end = len(document.text)
    if starts:
        closed = closed_titles([*listed, *outside[: starts[0].line]])
        with_type = any(
            says_type_of_case(outside[start.title_line].text[start.title_offset :])
            for start in starts
        )
        agenda = Listed(titles, closed, entries, with_type)
        items, noise, withheld = items_at(outside, starts, end, agenda)
        items = _with_short_numbers(items, document.text)
        front_lines: Sequence[TextLine] = outside[: starts[0].line]
    else:
        items, noise, withheld, front_lines = single_item(outside, end)
    items, foot = without_foot(items, lines, end)
    front_end = items[0].span.start if items else end
    closed_front = closed_in_front(front_lines, is_listed=bool(starts))
    if closed_front is not None and closed_front.span.start < front_end:
        withheld = [Span(closed_front.span.start, front_end), *withheld]
        front_end = closed_front.span.start
    front, front_noise = _front(lines, contents, front_end)
    front_texts = [_beginning(line) for line in front_lines]
    opening = [_beginning(line) for line in lines[:_OPENING] if items and items[0].public]
    meeting = meeting_of(front_texts, document.running, items, document.text, opening)
    items = [
        with_absences_placed(_with_years(item, meeting), front, meeting.date, document.text)
        for item in items
    ]
    kind = kind_of(front_texts, document.running, items, meeting, document.text, opening)
    if kind is DocumentKind.MINUTES or (kind is DocumentKind.OTHER and len(items) > 1):
        bodies = bodies_met(meeting.body, [*front_texts, *opening])
        items = with_decisions_told(items, bodies, document.text, document.slanted)
    return Minutes(
        document=document,
        kind=kind,
        meeting=meeting,
        front=tuple(front),
        items=tuple(with_listed_closed(items, listed, titles) if starts else items),
        noise=(*front_noise, *noise, *foot),
        withheld=tuple(withheld),
        abbreviations=tuple(_abbreviations(document, meeting, items)),
    )


# So many lines of a document may be its front though an item seems to begin there.
_OPENING = 8
# With as many items beside it, a table is a part of one of them.
_MIN_ITEMS = 2

# What says of what meeting a document is stands early in its line: a line may be a whole text.
_MOST_READ = 2_000


def _beginning(line: TextLine) -> str:
    return line.text if len(line.text) <= _MOST_READ else f"{line.text[:_MOST_READ]}."


def _starts_outside(
    lines: Sequence[TextLine], table: Set[int], titles: Mapping[str, str | None], alone: Set[str]
) -> list[ItemStart]:
    """Where items begin, found among the lines that are no table's."""
    places = [i for i in range(len(lines)) if i not in table]
    return [
        replace(start, line=places[start.line], title_line=places[start.title_line])
        for start in find_item_starts([lines[i] for i in places], titles, alone)
    ]


def _with_years(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """The item with dates for the decisions whose headings name no year."""
    if meeting.date is None:
        return item
    return replace(item, sections=tuple(_with_year(s, meeting.date) for s in item.sections))


def _with_year(section: Section, day: date) -> Section:
    if section.kind is not SectionKind.DECISION or section.date or not section.heading:
        return section
    found = day_near(section.heading, day)
    return replace(section, date=found) if found else section


def _front(
    lines: Sequence[TextLine], contents: Sequence[tuple[int, int]], end: int
) -> tuple[list[Section], list[Span]]:
    """The sections before the first item; tables of contents there are noise."""
    sections: list[Section] = []
    noise: list[Span] = []
    front = [line for line in lines if line.span.start < end]
    at = 0
    for first, last in [*((a, b) for a, b in contents if a < len(front)), (len(front), len(front))]:
        stop = front[first].span.start if first < len(front) else end
        part, part_noise = _front_part(front[at:first], stop)
        # "Referat" over a front is the kind of document; nothing is decided yet.
        sections += [
            Section(SectionKind.HEADER, None, s.span, Span(s.span.start, s.span.start))
            if s.kind is SectionKind.DECISION
            else s
            for s in part
        ]
        noise += part_noise
        if last > first:
            noise.append(Span(stop, lines[last].span.start if last < len(lines) else end))
        at = last
    return sections, noise


def _front_part(lines: Sequence[TextLine], end: int) -> tuple[list[Section], list[Span]]:
    """The sections of a part of the front; the header of a mail it was sent in is one."""
    sections: list[Section] = []
    noise: list[Span] = []
    at = 0
    for first, last in [*mail_headers([line.text for line in lines]), (len(lines), len(lines))]:
        stop = lines[first].span.start if first < len(lines) else end
        part, part_noise = split_sections(lines[at:first], stop, SectionKind.HEADER)
        sections += part
        noise += part_noise
        if last > first:
            until = lines[last].span.start if last < len(lines) else end
            sections.append(Section(SectionKind.HEADER, None, Span(stop, until), Span(stop, stop)))
        at = last
    return sections, noise


def _abbreviations(
    document: Document, meeting: Meeting, items: Sequence[AgendaItem]
) -> list[tuple[str, str]]:
    """What the text explains, and what its routes and its decisions call the meeting's own body."""
    text = "\n".join([document.text, *document.running])
    found = abbreviations_in(text)
    if not meeting.body:
        return found
    routes = abbreviation_in_routes(text, meeting.body)
    for short in (routes, *_own_abbreviations(meeting, items)):
        if short and short not in dict(found):
            found.append((short, meeting.body))
    return found


def _own_abbreviations(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    """What may be short for the meeting's body and decided on its day: "TU 3/5-08"."""
    decided = {
        section.body
        for item in items
        for section in item.sections
        if section.kind is SectionKind.DECISION and section.date == meeting.date and section.body
    }
    return sorted(
        short
        for short in decided
        if short.isupper() and meeting.body and may_abbreviate(short, meeting.body)
    )


def _with_short_numbers(items: list[AgendaItem], text: str) -> list[AgendaItem]:
    """The items, those with the year's first cases too: "12/1" below a title, where others have "12/0388"."""
    alike = sum(is_short_case_number(item.case_number or "") for item in items)
    if alike < max(_MIN_ITEMS, len(items) / 2):
        return items
    return [
        replace(item, case_number=line)
        if item.case_number is None and is_short_case_number(line := _first_below(item, text))
        else item
        for item in items
    ]


def _first_below(item: AgendaItem, text: str) -> str:
    """The first line below an item's title, "" where that is not known."""
    begin = item.title_span.end if item.title_span else item.span.end
    return text[begin : item.span.end].strip().partition("\n")[0].strip()
