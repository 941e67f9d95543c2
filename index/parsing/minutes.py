"""A document becomes minutes: its meeting, agenda items and sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.parsing.bodies import abbreviations_in
from index.parsing.case_numbers import case_number_of
from index.parsing.closed import CLOSED_LINE, CLOSED_TITLE, OPEN_LINE
from index.parsing.headings import body_and_date, heading_of
from index.parsing.items import ItemStart, find_item_starts, normalise_title
from index.parsing.lines import TextLine, contents_end, text_lines
from index.parsing.meeting import kind_of, meeting_of
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
        sections += part
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
    closed_part = _part_before(lines[: starts[0].line])
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        stop = following.line if following else len(lines)
        stop_offset = lines[stop].span.start if following else end
        span = Span(lines[start.line].span.start, stop_offset)
        title_end = _title_end(lines, start, stop, titles)
        title = _title(lines, start, title_end)
        title_span = Span(
            lines[start.title_line].span.start + start.title_offset, lines[title_end - 1].span.end
        )
        body_lines = lines[title_end:stop]
        closed = closed_part or _is_closed(title, body_lines)
        title = CLOSED_TITLE.sub("", _ITEM_TYPE.sub("", title)).strip() or title
        case_number = _case_number(body_lines, title)
        if closed:
            items.append(AgendaItem(start.number, title, case_number, False, span, (), title_span))
            if body_lines:
                shown = _first_noise(body_lines, stop_offset)
                withheld.append(Span(body_lines[0].span.start, shown))
                if shown < stop_offset:
                    noise.append(Span(shown, stop_offset))
        else:
            sections, item_noise = _sections_of(body_lines, stop_offset)
            noise += item_noise
            items.append(
                AgendaItem(
                    start.number, title, case_number, True, span, tuple(sections), title_span
                )
            )
        closed_part = _part_within(body_lines, closed_part)
    return items, noise, withheld


def _first_noise(lines: Sequence[TextLine], end: int) -> int:
    """Where the signatures begin behind a closed item, `end` when there are none."""
    starts = (line.span.start for line in lines if vocabulary().role(line.text) is Role.NOISE)
    return next(starts, end)


def _part_before(lines: Sequence[TextLine]) -> bool:
    return _part_within(lines, False)


def _part_within(lines: Sequence[TextLine], closed: bool) -> bool:
    """Whether what follows these lines is in the closed part of the meeting."""
    for line in lines:
        role = vocabulary().role(line.text)
        if role is Role.CLOSED:
            closed = True
        elif role is Role.OPEN:
            closed = False
    return closed


def _is_closed(title: str, lines: Sequence[TextLine]) -> bool:
    if CLOSED_TITLE.search(title):
        return True
    for line in lines[:6]:
        if OPEN_LINE.search(line.text) and len(line.text) < 60:
            return False
        if CLOSED_LINE.search(line.text) and len(line.text) < 60:
            return True
        heading = heading_of(line.text)
        if heading is not None and heading.role is not Role.HEADER:
            return False
    return False


def _title_end(
    lines: Sequence[TextLine], start: ItemStart, stop: int, titles: Mapping[str, str | None]
) -> int:
    """The index of the first line behind the title.

    A title wraps when the table of contents has it longer, or when a case
    number or a heading follows within a few lines and nothing parts them.
    """
    after = start.title_line + 1
    first = lines[start.title_line].text[start.title_offset :]
    listed = _listed_end(lines, start, stop, titles)
    if listed is not None:
        return listed
    if lines[start.title_line].level is not None or (
        first.rstrip().endswith((".", "?")) and len(first) < 60
    ):
        return min(after, stop)
    for index in range(after, min(after + _MAX_TITLE_LINES - 1, stop)):
        line = lines[index]
        if line.gap_before or line.starts_page:
            break
        if _ends_title(line):
            return index
        wraps = line.text[0].islower() or lines[index - 1].text.endswith(("-", "–", ","))
        if len(lines[index - 1].text) < 40 and not wraps:
            # A short line did not wrap: what follows is text.
            break
    return min(after, stop)


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


def _case_number(lines: Sequence[TextLine], title: str) -> str | None:
    for line in lines[:8]:
        number = case_number_of(line.text)
        if number is not None:
            return number
    inside = re.search(r"\((?:sag(?:snr)?\.?\s*)?(\d{2}/\d{2,7})\)\s*$", title)
    return inside.group(1) if inside else None


def _sections_of(lines: Sequence[TextLine], end: int) -> tuple[list[Section], list[Span]]:
    """The sections behind a title. Case number and marks at the top are the header."""
    top = 0
    while top < len(lines) and (
        case_number_of(lines[top].text) is not None
        or _OPEN_OR_CLOSED_MARK.match(lines[top].text)
        or re.match(
            r"(?i)^(?:dok\.?\s?nr|initialer|sagstype|sagsbehandler|forvaltning)\b", lines[top].text
        )
        or (
            len(lines[top].text) < 60
            and (OPEN_LINE.search(lines[top].text) or CLOSED_LINE.search(lines[top].text))
        )
        or _is_earlier_treatment(lines, top)
    ):
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
    begin = title_index if title_index is not None else 0
    title = lines[begin].text if title_index is not None else _labelled_title(lines)
    body_lines = lines[begin + 1 :] if title_index is not None else lines
    sections, noise = _sections_of(body_lines, end)
    item = AgendaItem(
        None,
        " ".join(title.split()) if title else None,
        _case_number(body_lines, title or ""),
        True,
        Span(lines[begin].span.start, end),
        tuple(sections),
        lines[begin].span if title_index is not None else None,
    )
    return [item], noise, [], lines[:begin] if title_index is not None else lines[:12]


def _is_meeting(line: TextLine) -> bool:
    """Whether the line tells kind, body or date of the meeting rather than a title."""
    is_heading = heading_of(line.text) is not None and not line.level
    return is_heading or body_and_date(line.text) is not None


def _labelled_title(lines: Sequence[TextLine]) -> str | None:
    for line in lines[:10]:
        heading = heading_of(line.text)
        if heading is not None and heading.role is Role.TITLE and heading.length < len(line.text):
            return line.text[heading.length :].strip()
    return None
