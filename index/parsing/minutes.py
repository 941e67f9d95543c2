"""A document becomes minutes: its meeting, agenda items and sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.parsing.bodies import abbreviations_in
from index.parsing.case_numbers import case_number_of, is_case_label, split_case_number
from index.parsing.closed import CLOSED_LINE, CLOSED_TITLE, OPEN_LINE
from index.parsing.headings import body_and_date, heading_of
from index.parsing.items import ItemStart, case_number_at, find_item_starts, normalise_title
from index.parsing.lines import TextLine, contents_end, text_lines
from index.parsing.meeting import kind_of, meeting_of, names_meeting
from index.parsing.parts import part_marks, said_public
from index.parsing.sections import split_sections
from index.parsing.vocabulary import Role, vocabulary
from index.types import AgendaItem, Document, Minutes, Section, SectionKind, Span

# The kind of item, printed behind its title.
_ITEM_TYPE = re.compile(
    r"(?i)\s*[(\[](?:[BOD]|(?:beslutning|orientering|drøftelse)(?:ssag|spunkt)?|til \w+|åbent?(?: \w+)?)[)\]]\s*$"
)
_OPEN_OR_CLOSED_MARK = re.compile(
    r"(?i)^\(?(?:åben|lukket)t?(?:\s+(?:sag|punkt|dagsordenspunkt))?\)?\.?$"
)
_NUMBER_IN_TITLE = re.compile(
    r"^\s*(?:punkt\s*|pkt\.?\s*|sag(?:\s*nr\.?)?\s*|nr\.?\s*)?(\d{1,4}(?:\.\d+)*)\s*[.:)–-]?\s+",
    re.IGNORECASE,
)
# A title over more lines than this is not a title.
_MAX_TITLE_LINES = 4


def parse_minutes(document: Document) -> Minutes:
    """What can be understood of the document; what cannot stays searchable text.

    Never raises: an unknown layout gives one item without number or title
    whose text is of kind OTHER.
    """
    lines = text_lines(document)
    contents = _contents(lines)
    titles = _contents_titles([line for a, b in contents for line in lines[a:b]])
    in_contents = {i for a, b in contents for i in range(a, b)}
    outside = [line for i, line in enumerate(lines) if i not in in_contents]
    starts = find_item_starts(outside, titles)
    end = len(document.text)
    if starts:
        items, noise, withheld = _items(outside, starts, end, titles)
        front_lines: Sequence[TextLine] = outside[: starts[0].line]
    else:
        items, noise, withheld, front_lines = _single_item(outside, end)
    front_end = items[0].span.start if items else end
    front, front_noise = _front(lines, contents, front_end)
    front_texts = [line.text for line in front_lines]
    meeting = meeting_of(front_texts, document.running, items, document.text)
    kind = kind_of(front_texts, document.running, items, meeting, document.text)
    return Minutes(
        document=document,
        kind=kind,
        meeting=meeting,
        front=tuple(front),
        items=tuple(items),
        noise=(*front_noise, *noise),
        withheld=tuple(withheld),
        abbreviations=tuple(abbreviations_in("\n".join([document.text, *document.running]))),
    )


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
            replace(s, kind=SectionKind.HEADER, body=None, date=None)
            if s.kind is SectionKind.DECISION
            else s
            for s in part
        ]
        noise += part_noise
        if last > first:
            noise.append(Span(stop, lines[last].span.start if last < len(lines) else end))
        at = last
    return sections, noise


def _contents(lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    """The ranges of lines that are tables of contents."""
    # A document of one page is no print: its table may name any page.
    last_page = max((line.page for line in lines), default=1)
    last_page = last_page + 3 if last_page > 1 else 999
    ranges, index = [], 0
    while index < len(lines):
        is_heading = vocabulary().role(lines[index].text) is Role.CONTENTS
        if is_heading:
            end = _headed_contents_end(lines, index + 1, last_page)
        else:
            end = _bare_contents_end(lines, index, last_page)
        if end > index + is_heading:
            ranges.append((index, end))
            index = end
        else:
            index += 1
    return ranges


def _bare_contents_end(lines: Sequence[TextLine], start: int, last_page: int) -> int:
    """The end of a table without a heading: four entries, the first on one line, or `start`."""
    end, count = contents_end(lines, start, last_page)
    begins = contents_end(lines[: start + 1], start, last_page)[1] == 1
    return end if begins and count >= 4 and end - start < 2 * count else start


def _headed_contents_end(lines: Sequence[TextLine], start: int, last_page: int) -> int:
    """The end of a table under its heading, over lines such as "Åbent referat" that divide it."""
    if start < len(lines) and re.match(r"(?i)^punkt.*side$", lines[start].text):
        start += 1
    end = start
    while True:
        reached, _ = contents_end(lines, end, last_page)
        if reached < len(lines) and vocabulary().role(lines[reached].text) in (
            Role.OPEN,
            Role.CLOSED,
        ):
            # It divides the table when entries follow, or when the page ends with it.
            after, _ = contents_end(lines, reached + 1, last_page)
            if after > reached + 1 or reached + 1 >= len(lines) or lines[reached + 1].starts_page:
                end = max(after, reached + 1)
                continue
        return reached


def _contents_titles(lines: Sequence[TextLine]) -> Mapping[str, str | None]:
    """The titles in the tables of contents, normalised, with their numbers."""
    titles: dict[str, str | None] = {}
    pending = ""
    for line in lines:
        text = f"{pending} {line.text}".strip()
        entry = re.sub(r"(?:\.\s?){4,}\s*\d*\s*$|\s\d{1,4}$", "", text)
        if entry == text:
            pending = "" if vocabulary().role(text) else text
            continue
        pending = ""
        number = _NUMBER_IN_TITLE.match(entry)
        title = normalise_title(entry[number.end() :] if number else entry)
        if title:
            titles[title] = number.group(1) if number else None
    return titles


def _items(
    lines: Sequence[TextLine],
    starts: Sequence[ItemStart],
    end: int,
    titles: Mapping[str, str | None],
) -> tuple[list[AgendaItem], list[Span], list[Span]]:
    items: list[AgendaItem] = []
    noise: list[Span] = []
    withheld: list[Span] = []
    # A list of the agenda's items in the front has parts too; only a heading
    # right above the first item tells about it.
    above = lines[max(0, starts[0].line - 2) : starts[0].line]
    in_closed = any(closed for _, closed in part_marks(above)[-1:])
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        stop = following.line if following else len(lines)
        stop_offset = lines[stop].span.start if following else end
        read = _item(lines[:stop], start, stop_offset, titles, in_closed)
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
    titles: Mapping[str, str | None],
    in_closed: bool,
) -> _Read:
    """The item that begins at `start` and ends with the lines."""
    stop = len(lines)
    title_end = _title_end(lines, start, stop, titles)
    label = lines[start.title_line].text[: start.title_offset]
    if start.title_line > start.line:
        label = lines[start.line].text
    public = said_public(_title(lines, start, title_end), label, lines[title_end:])
    if public is None:
        public = not in_closed
    if not public:
        # Not a word of a closed item's text may come into its title.
        title_end = min(title_end, _wrapped_end(lines, start.title_line, stop))
    title = _title(lines, start, title_end)
    title_span = Span(
        lines[start.title_line].span.start + start.title_offset, lines[title_end - 1].span.end
    )
    title = CLOSED_TITLE.sub("", _ITEM_TYPE.sub("", title)).strip() or title
    title, case_number = split_case_number(title)
    body = lines[title_end:]
    item = AgendaItem(
        start.number,
        title,
        case_number or _case_number(body),
        public,
        Span(lines[start.line].span.start, end),
        (),
        title_span,
    )
    return _with_sections(item, body, end, in_closed and not public)


def _with_sections(item: AgendaItem, body: Sequence[TextLine], end: int, in_closed: bool) -> _Read:
    """The item with its sections; `in_closed` says that it stands in a closed part."""
    marks = part_marks(body)
    leaves_closed = marks[-1][1] if marks else in_closed
    if not body:
        return _Read(item, [], [], leaves_closed)
    if not item.public:
        shown = _first_signature(body, end)
        rest = [Span(shown, end)] if shown < end else []
        return _Read(item, rest, [Span(body[0].span.start, shown)], leaves_closed)
    sections: list[Section] = []
    noise: list[Span] = []
    withheld: list[Span] = []
    bounds = [(0, False), *(mark for mark in marks if mark[0] > 0 or mark[1]), (len(body), False)]
    for (first, closed), (last, _) in pairwise(bounds):
        if first == last:
            continue
        stop = body[last].span.start if last < len(body) else end
        if closed:
            withheld.append(Span(body[first].span.start, stop))
        else:
            part, part_noise = _sections_of(body[first:last], stop)
            sections += part
            noise += part_noise
    return _Read(replace(item, sections=tuple(sections)), noise, withheld, leaves_closed)


def _first_signature(lines: Sequence[TextLine], end: int) -> int:
    """Where the signatures begin behind a closed item, `end` when there are none."""
    signatures = (line for line in lines if vocabulary().role(line.text) is Role.NOISE)
    starts = (x.span.start for x in signatures if x.text.lower().startswith("underskrift"))
    return next(starts, end)


def _title_end(
    lines: Sequence[TextLine], start: ItemStart, stop: int, titles: Mapping[str, str | None]
) -> int:
    """The index of the first line behind the title.

    A title wraps when the table of contents has it longer, when the file marks
    both lines alike, or when a case number, a heading or a gap follows within
    a few lines and nothing parts them.
    """
    after = min(start.title_line + 1, stop)
    first = lines[start.title_line].text[start.title_offset :]
    listed = _listed_end(lines, start, stop, titles)
    if listed is not None:
        return listed
    level = lines[start.title_line].level
    if level is not None:
        return _marked_end(lines, start.title_line, stop)
    if first.rstrip().endswith((".", "?", ":")) and len(first) < 60:
        return after
    for index in range(after, min(after + _MAX_TITLE_LINES - 1, stop)):
        line, before = lines[index], lines[index - 1].text
        if line.gap_before or line.starts_page:
            return index if _wraps(before, lines[index - 2].text) or index == after else after
        if not _goes_on(before, line.text) and _ends_title(line):
            return index
        if len(before) < _MIN_WRAPPED and not _goes_on(before, line.text):
            # A short line did not wrap: what follows is text.
            return index if index == after or _goes_on(lines[index - 2].text, before) else after
        if line.text.endswith(".") and not re.search(r"\b(?:mv|m\.v|m\.fl|etc|kr)\.$", line.text):
            break
    else:
        if after + _MAX_TITLE_LINES - 1 >= stop > after:
            return stop if _goes_on(lines[stop - 2].text, lines[stop - 1].text) else after
    return after


# Shorter lines of a title did not wrap.
_MIN_WRAPPED = 40
_UNFINISHED = re.compile(
    r"(?:[-–,/(]|(?<!\w)(?:og|eller|samt|for|til|af|i|på|om|med|ved|fra|den|det|de|en|et|mellem|under|vedr\.|vedrørende|jf\.))$"
)


def _goes_on(before: str, text: str) -> bool:
    """Whether a line continues the one before: in small letters, or after an unfinished one."""
    return bool(_UNFINISHED.search(before)) or (text[0].islower() and len(before) > 15)


def _wraps(last: str, before: str) -> bool:
    """Whether a title's last line is what a full line before it left over."""
    return not last.endswith(".") and (len(before) >= _MIN_WRAPPED or _goes_on(before, last))


def _marked_end(lines: Sequence[TextLine], first: int, stop: int) -> int:
    """The end of a title that the file marks as a heading over one or more lines."""
    end = first + 1
    while (
        end < min(first + _MAX_TITLE_LINES, stop)
        and lines[end].level == lines[first].level
        and not lines[end].gap_before
        and not _ends_title(replace(lines[end], level=None))
    ):
        end += 1
    if (
        end < stop
        and end == first + 1
        and not lines[end].gap_before
        and _goes_on(lines[first].text, lines[end].text)
        and len(lines[first].text) >= _MIN_WRAPPED
        and lines[end].text[0].islower()
    ):
        end += 1
    return min(end, stop)


def _wrapped_end(lines: Sequence[TextLine], first: int, stop: int) -> int:
    """The end of a title by its words alone: as long as each line goes on the one before."""
    end = min(first + 1, stop)
    while (
        end < min(first + _MAX_TITLE_LINES, stop)
        and (_goes_on(lines[end - 1].text, lines[end].text) or lines[end].level is not None)
        and not _ends_title(replace(lines[end], level=None))
        and not lines[end].text.endswith(".")
    ):
        end += 1
    return end


def _ends_title(line: TextLine) -> bool:
    return (
        case_number_of(line.text) is not None
        or bool(_OPEN_OR_CLOSED_MARK.match(line.text))
        or heading_of(line.text, marked=line.level is not None) is not None
        or body_and_date(line.text) is not None
        or line.level is not None
    )


def _listed_end(
    lines: Sequence[TextLine], start: ItemStart, stop: int, titles: Mapping[str, str | None]
) -> int | None:
    """Where the title ends according to the table of contents, None when it is not in it."""
    text = ""
    for index in range(start.title_line, min(start.title_line + _MAX_TITLE_LINES, stop)):
        part = lines[index].text
        text += part[start.title_offset :] if index == start.title_line else part
        if normalise_title(text) in titles:
            return index + 1
    return None


def _title(lines: Sequence[TextLine], start: ItemStart, end: int) -> str:
    parts = [
        line.text[start.title_offset :] if index == start.title_line else line.text
        for index, line in enumerate(lines[start.title_line : end], start=start.title_line)
    ]
    return join_wrapped(parts)


def join_wrapped(parts: Sequence[str]) -> str:
    """Lines of one title as one line; a word broken by a hyphen is mended.

    >>> join_wrapped(["Ny børne-", "have i Ellebæk"]), join_wrapped(["Børne-", "og ungepolitik"])
    ('Ny børnehave i Ellebæk', 'Børne- og ungepolitik')
    """
    text = ""
    for part in (" ".join(raw.split()) for raw in parts):
        if re.search(r"[a-zæøå]-$", text) and re.match(r"(?!og\b|eller\b|samt\b)[a-zæøå]", part):
            text = text[:-1] + part
        elif re.search(r"\d-$", text):
            text += part
        else:
            text = f"{text} {part}".strip()
    return text


def _case_number(lines: Sequence[TextLine]) -> str | None:
    for index in range(min(8, len(lines))):
        number = case_number_at(lines, index)
        if number is not None:
            return number
    # Some print it last.
    labelled = (case_number_of(line.text) for line in lines if _CASE_LABEL.match(line.text))
    return next((number for number in labelled if number), None)


_CASE_LABEL = re.compile(r"(?i)^(?:sags?(?:nr|nummer|\s?-?id)|j\.?\s?nr|journalnr)\b")


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
    known = any(heading_of(line.text) for line in lines[top:])
    default = SectionKind.BACKGROUND if known else SectionKind.OTHER
    rest, noise = split_sections(lines[top:], end, default)
    return sections + rest, noise


_ITEM_TYPE_LINE = re.compile(
    r"(?i)^[(\[](?:beslutning|orientering|drøftelse|[bodi])[)\]]$|^[(\[]?(?:(?:beslutnings|orienterings|drøftelses)(?:sag|punkt)"
    r"|til (?:beslutning|orientering|drøftelse|godkendelse|efterretning)|[BO]-?(?:sag|punkt))[)\]]?\.?$"
)
# "Ansvarlig: Ane Dahl": a label and a few words.
_LABELLED_VALUE = re.compile(r"^[A-ZÆØÅ][\wæøå/.\- ]{1,28}:\s*\S.{0,70}(?<![.!?:,])$")


def _is_head(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line at the top of an item is about the item: case, type, openness, route."""
    text = lines[index].text
    if (
        case_number_at(lines, index)
        or _OPEN_OR_CLOSED_MARK.match(text)
        or _ITEM_TYPE_LINE.match(text)
    ):
        return True
    if index and is_case_label(lines[index - 1].text) and case_number_at(lines, index - 1):
        return True
    if len(text) < 60 and (OPEN_LINE.search(text) or CLOSED_LINE.search(text)):
        return True
    heading = heading_of(text)
    if heading is None:
        return bool(_LABELLED_VALUE.match(text)) or _is_earlier_treatment(lines, index)
    is_label = heading.role in (Role.HEADER, Role.TITLE) and heading.length < len(text)
    return is_label or _is_earlier_treatment(lines, index)


def _is_earlier_treatment(lines: Sequence[TextLine], index: int) -> bool:
    """A body and date in the header that tell where the item was before, with no text to it."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return body_and_date(lines[index].text) is not None and heading_of(following) is not None


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
        (i for i, line in enumerate(lines[:12]) if _ends_title(line) and not _is_meeting(line)),
        None,
    )
    title_index = None
    if first:
        title_index = next((i for i in range(first - 1, -1, -1) if not _is_meeting(lines[i])), None)
    if title_index is not None:
        start = ItemStart(title_index, None, title_index, 0, "single", 0.0)
        read = _item(lines, start, end, {}, in_closed=False)
        return [read.item], read.noise, read.withheld, lines[:title_index]
    title = _labelled_title(lines)
    public = said_public(title or "", "", lines) is not False
    item = AgendaItem(
        None,
        " ".join(title.split()) if title else None,
        _case_number(lines),
        public,
        Span(lines[0].span.start, end),
        (),
    )
    read = _with_sections(item, lines, end, in_closed=False)
    return [read.item], read.noise, read.withheld, lines[:12]


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
