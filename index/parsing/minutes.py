"""A document becomes minutes: its meeting, agenda items and sections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.parsing.items.chains import MIN_WEIGHT, SURE, ItemStart
from index.parsing.items.contents import (
    Entry,
    contents_ranges,
    contents_titles,
    normalise_title,
    numbered_lists,
)
from index.parsing.items.listed import closed_titles, is_listed_as_closed, with_listed_closed
from index.parsing.items.numbers import FRAMED, LISTED, OF_YEAR, behind_label
from index.parsing.items.parts import (
    begins_closed_part,
    closed_in_front,
    closing_rest,
    is_of_item,
    is_running,
    line_says_closed,
    opens_in_closed_part,
    part_marks,
    said_public,
)
from index.parsing.items.starts import find_item_starts
from index.parsing.items.tables import minutes_table
from index.parsing.items.titles import (
    ends_title,
    says_type_of_case,
    title_end,
    title_of,
    wrapped_end,
)
from index.parsing.meeting.absences import with_absences_placed
from index.parsing.meeting.front import kind_of, meeting_of, names_meeting
from index.parsing.sections.learnt import announced, with_learnt_headings
from index.parsing.sections.prose import with_decisions_told
from index.parsing.sections.split import split_sections
from index.parsing.sections.ways import day_near
from index.parsing.text.bodies import abbreviation_in_routes, abbreviations_in, may_abbreviate
from index.parsing.text.case_numbers import (
    bare_case_number,
    case_number_before,
    case_number_of,
    is_case_label,
    is_short_case_number,
)
from index.parsing.text.cells import case_number_at, case_number_in, cells, head_row, is_head_cell
from index.parsing.text.closed import (
    OPEN_LINE,
    closes_title,
    end_of_closed_title,
    is_bracketed_mark,
    run_in_closed,
    says_closed,
    without_closed_mark,
)
from index.parsing.text.headings import body_and_date, heading_of
from index.parsing.text.lines import TextLine, text_lines
from index.parsing.text.vocabulary import Role, vocabulary
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
    outside = with_learnt_headings([line for i, line in enumerate(lines) if i not in in_contents])
    table = minutes_table(outside)
    entries = {n: entry for found in numbered_lists(lines) for n, entry in found.entries.items()}
    taken = table.taken if table else frozenset[int]()
    starts = _starts_outside(outside, taken, titles, entries.keys())
    if table and len(starts) < _MIN_ITEMS:
        outside, starts = table.lines, table.starts
    elif table and table.together < table.taken:
        starts = _starts_outside(outside, table.together, titles, entries.keys())
    end = len(document.text)
    if starts:
        closed = closed_titles([*listed, *outside[: starts[0].line]])
        with_type = any(says_type_of_case(outside[start.title_line]) for start in starts)
        agenda = Listed(titles, closed, entries, with_type)
        items, noise, withheld = _items(outside, starts, end, agenda)
        items = _with_short_numbers(items, document.text)
        front_lines: Sequence[TextLine] = outside[: starts[0].line]
    else:
        items, noise, withheld, front_lines = _single_item(outside, end)
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
        items = with_decisions_told(items, meeting.body, document.text, document.slanted)
    return Minutes(
        document=document,
        kind=kind,
        meeting=meeting,
        front=tuple(front),
        items=tuple(with_listed_closed(items, listed, titles) if starts else items),
        noise=(*front_noise, *noise),
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
        part, part_noise = split_sections(front[at:first], stop, SectionKind.HEADER)
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


def _items(
    lines: Sequence[TextLine], starts: Sequence[ItemStart], end: int, listed: Listed
) -> tuple[list[AgendaItem], list[Span], list[Span]]:
    items: list[AgendaItem] = []
    noise: list[Span] = []
    withheld: list[Span] = []
    titles = [lines[start.title_line].text[start.title_offset :] for start in starts]
    in_closed = opens_in_closed_part(lines[: starts[0].line], titles)
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
        read = _item(lines[base:stop], moved, stop_offset, listed, in_closed or closed_before)
        items.append(read.item)
        noise += read.noise
        withheld += read.withheld
        in_closed = read.leaves_closed
    return items, noise, withheld


@dataclass(frozen=True, slots=True)
class _Read:
    """An item, what of its text is not in it, and whether what follows is closed."""

    item: AgendaItem
    noise: list[Span]
    withheld: list[Span]
    leaves_closed: bool


def _item(
    lines: Sequence[TextLine],
    start: ItemStart,
    end: int,
    listed: Listed,
    in_closed: bool,
) -> _Read:
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
        next((number for number in numbers if number), None) or _case_number(body),
        public,
        Span(lines[start.line].span.start, end),
        (),
        title_span,
    )
    return _with_sections(item, body, end, in_closed and not public)


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
) -> _Read:
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
        _case_number(body),
        public,
        Span(lines[first].span.start, end),
        (),
        entry.span if public else lines[first].span,
    )
    return _with_sections(item, body, end, in_closed and not public)


def _with_sections(item: AgendaItem, body: Sequence[TextLine], end: int, in_closed: bool) -> _Read:
    """The item with its sections; `in_closed` says that it stands in a closed part."""
    first = _signatures_at(body)
    if 0 < first < len(body):
        signed = Span(body[first].span.start, end)
        read = _with_sections(item, body[:first], signed.start, in_closed)
        return replace(read, noise=[*read.noise, signed])
    marks = part_marks(body)
    if not item.public:
        marks = [mark for mark in marks if not is_of_item(body, mark[0])]
    leaves_closed = marks[-1][1] if marks else in_closed
    if not body:
        return _Read(item, [], [], leaves_closed)
    if not item.public:
        shown = _meeting_end(body, end)
        rest = [Span(shown, end)] if shown < end else []
        return _Read(item, rest, [Span(body[0].span.start, shown)], leaves_closed)
    sections: list[Section] = []
    noise: list[Span] = []
    withheld: list[Span] = []
    closing = closing_rest(body)
    if closing is not None:
        marks = sorted([*marks, (closing, True)])
    bounds = [(0, False), *(mark for mark in marks if mark[0] > 0 or mark[1]), (len(body), False)]
    for (first, closed), (last, _) in pairwise(bounds):
        if first == last:
            continue
        stop = body[last].span.start if last < len(body) else end
        if closed:
            withheld.append(Span(body[first].span.start, stop))
        else:
            part, part_noise = _sections_of(body[first:last], stop)
            sections += [_below_title(section, body, item.title) for section in part]
            noise += part_noise
    return _Read(replace(item, sections=tuple(sections)), noise, withheld, leaves_closed)


def _below_title(section: Section, lines: Sequence[TextLine], title: str | None) -> Section:
    """A decision whose heading prints the item's title once more, with that in its label."""
    if section.kind is not SectionKind.DECISION or not title or not section.label:
        return section
    wanted = normalise_title(title)
    first = bisect_left(lines, section.label.end, key=lambda line: line.span.end)
    said = ""
    for line in lines[first : first + _MAX_TITLE_LINES + 1]:
        begin = max(0, section.label.end - line.span.start)
        said += normalise_title(line.text[begin : begin + _MAX_TITLE])
        if said == wanted and line.span.end < section.span.end:
            return replace(section, label=Span(section.label.start, line.span.end))
        if not wanted.startswith(said):
            break
    return section


# A title over more lines than this is none, nor is one of more letters on a line.
_MAX_TITLE_LINES, _MAX_TITLE = 4, 500


def _meeting_end(lines: Sequence[TextLine], end: int) -> int:
    """Where a closed item's lines turn to the meeting's end and the signatures, `end` for nowhere."""
    found = end
    for line in reversed(lines):
        role, text = vocabulary().role(line.text), line.text.lower()
        is_signature = role is Role.NOISE and text.startswith("underskrift")
        if is_signature or (role is Role.HEADER and text.startswith("mødet")):
            found = line.span.start
        elif found < end or len(text.split()) > _MAX_SIGNATURE_WORDS:
            break
    return found


# "Ane Dahl (A), 2. viceborgmester"; longer lines are sentences.
_MAX_SIGNATURE_WORDS = 6


def _signatures_at(lines: Sequence[TextLine]) -> int:
    """The first of the last lines that leave room to sign: "Ane Dahl ________ Bo Lund ________"."""
    first = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text
        if _ROOM_TO_SIGN.search(text) and len(_ROOM_TO_SIGN.sub(" ", text).split()) <= _MAX_SIGNERS:
            first = index
        elif (
            len(text.split()) > _MAX_SIGNATURE_WORDS
            or text.endswith((".", ":"))
            or first - index > 1
            or (first == len(lines) and index < first - _MAX_NAMES_BELOW)
        ):
            break
    return first


_ROOM_TO_SIGN = re.compile(r"_{5,}|\.{12,}")
# Words of the names on one line, and lines of names below the last room.
_MAX_SIGNERS, _MAX_NAMES_BELOW = 16, 3


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


def _case_number(lines: Sequence[TextLine]) -> str | None:
    for index in range(min(8, len(lines))):
        number = case_number_at(lines, index)
        if number is not None:
            return number
    if lines and (bare := bare_case_number(lines[0].text)):
        return bare
    if before := next((n for line in lines[:3] if (n := case_number_before(line.text))), None):
        return before
    # Some print it last.
    labelled = [case_number_of(line.text) for line in lines if _CASE_LABEL.match(line.text)]
    labelled += [case_number_of(line.text) for line in lines[-1:] if _CASE.match(line.text)]
    return next((number for number in labelled if number), None)


_CASE_LABEL = re.compile(r"(?i)^(?:sags?(?:nr|nummer|\s?-?id)|j\.?\s?nr|journalnr)\b")
# Elsewhere than at the foot it may be another case that a text names.
_CASE = re.compile(r"(?i)^sag\s+\S*\d")


def _sections_of(lines: Sequence[TextLine], end: int) -> tuple[list[Section], list[Span]]:
    """The sections behind a title. Case number and marks at the top are the header."""
    top = 0
    while top < len(lines) and _is_head(lines, top):
        top += 1
    sections: list[Section] = []
    if top:
        stop = lines[top].span.start if top < len(lines) else end
        start = lines[0].span.start
        sections.append(Section(SectionKind.HEADER, None, Span(start, stop), Span(start, start)))
    roles = {h.role for line in lines[top:] if (h := announced(line))}
    known = bool(roles - {Role.HEADER, Role.MEMBERS, Role.NOISE})
    default = SectionKind.BACKGROUND if known else SectionKind.OTHER
    rest, noise = split_sections(lines[top:], end, default)
    return sections + rest, noise


# "Ansvarlig: Ane Dahl": a label and a few words.
_LABELLED_VALUE = re.compile(r"^[A-ZÆØÅ][\wæøå/.\- ]{1,28}:\s*\S.{0,70}(?<![.!?:,])$")


def _is_head(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line at the top of an item is about the item: case, type, openness, route."""
    text = lines[index].text
    if lines[index].column_role is not None or lines[index].learnt is not None:
        return False
    if case_number_of(text) or head_row(text) or _is_labelled_row(text):
        return True
    if index and is_case_label(lines[index - 1].text) and case_number_at(lines, index - 1):
        return True
    if index and _is_below_label(lines[index - 1], text):
        return True
    if len(text) < 60 and (OPEN_LINE.search(text) or says_closed(text)):
        return True
    heading = heading_of(text)
    if heading is None:
        return bool(_LABELLED_VALUE.match(text)) or _is_earlier_treatment(lines, index)
    is_label = heading.role in (Role.HEADER, Role.TITLE) and heading.length < len(text)
    return is_label or _is_earlier_treatment(lines, index)


def _is_labelled_row(text: str) -> bool:
    """Whether every cell is about the item or a label and its value: "Åben · Behandles i: ØU, BR"."""
    row = cells(text)
    return len(row) > 1 and all(is_head_cell(cell) or _LABELLED_VALUE.match(cell) for cell in row)


def _is_below_label(above: TextLine, text: str) -> bool:
    """Whether a line is what the label above it says: "Sagsbehandler", "Ina Falk"."""
    heading = heading_of(above.text)
    is_label = heading is not None and heading.role is Role.HEADER
    return (
        is_label
        and heading_of(text) is None
        and len(text.split()) <= _MAX_VALUE_WORDS
        and text[-1] != "."
    )


# More words than this below a label are a sentence.
_MAX_VALUE_WORDS = 5


def _is_earlier_treatment(lines: Sequence[TextLine], index: int) -> bool:
    """A body and date in the header that tell where the item was or goes, with no text to it."""
    end = index
    while end < len(lines) and body_and_date(lines[end].text) is not None:
        end += 1
    return end > index and heading_of(lines[end].text if end < len(lines) else "") is not None


def _single_item(
    lines: Sequence[TextLine], end: int
) -> tuple[list[AgendaItem], list[Span], list[Span], Sequence[TextLine]]:
    """A document without item headings is one item.

    Its title is the line before the first case number or heading, when that
    line is not the meeting's own.
    """
    if not lines:
        return [], [], [], []
    first = next(
        (
            i
            for i, line in enumerate(lines[:_FRONT_LINES])
            if ends_title(line) and not _is_meeting(line)
        ),
        None,
    )
    title_index = None
    if first:
        title_index = next((i for i in range(first - 1, -1, -1) if not _is_meeting(lines[i])), None)
    if title_index is not None:
        start = ItemStart(title_index, None, title_index, 0, "single", 0.0)
        read = _item(lines, start, end, Listed({}, {}, {}), in_closed=False)
        return [read.item], read.noise, read.withheld, lines[:title_index]
    title = _labelled_title(lines)
    public = said_public([title or ""], lines) is not False
    body = lines[_front_end(lines) :]
    item = AgendaItem(
        None,
        " ".join(title.split()) if title else None,
        _case_number(lines),
        public,
        Span(body[0].span.start, end),
        (),
    )
    read = _with_sections(item, body, end, in_closed=False)
    return [read.item], read.noise, read.withheld, lines[:_FRONT_LINES]


# So many lines of a document without item headings may be its front.
_FRONT_LINES = 12


def _front_end(lines: Sequence[TextLine]) -> int:
    """The line behind those that name the meeting ("Beslutningsprotokol"), 0 when all do."""
    end = 0
    for index, line in enumerate(lines[:_FRONT_LINES]):
        if names_meeting(line.text):
            end = index + 1
        elif heading_of(line.text) is not None:
            break
    return end if end < len(lines) else 0


def _is_meeting(line: TextLine) -> bool:
    """Whether the line tells kind, body or date of the meeting rather than a title."""
    is_heading = heading_of(line.text) is not None and not line.level
    return is_heading or body_and_date(line.text) is not None or names_meeting(line.text)


def _labelled_title(lines: Sequence[TextLine]) -> str | None:
    for line in lines[:10]:
        heading = heading_of(line.text)
        if heading is not None and heading.role is Role.TITLE and heading.length < len(line.text):
            return line.text[heading.length :].strip()
    return None
