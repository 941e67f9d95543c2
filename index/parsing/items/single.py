"""A document without item headings as one item."""

from __future__ import annotations

from collections.abc import Sequence

from index.parsing.items.chains import ItemStart
from index.parsing.items.heads import case_number_of_item
from index.parsing.items.item import Listed, item_at
from index.parsing.items.parts import said_public
from index.parsing.items.sections import with_sections
from index.parsing.items.titles import ends_title
from index.parsing.meeting.front import names_meeting
from index.parsing.text.headings import body_and_date, heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role
from index.types import AgendaItem, Span


def single_item(
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
        read = item_at(lines, start, end, Listed({}, {}, {}), in_closed=False)
        return [read.item], read.noise, read.withheld, lines[:title_index]
    title = _labelled_title(lines)
    public = said_public([title or ""], lines) is not False
    body = lines[_front_end(lines) :]
    item = AgendaItem(
        None,
        " ".join(title.split()) if title else None,
        case_number_of_item(lines),
        public,
        Span(body[0].span.start, end),
        (),
    )
    read = with_sections(item, body, end, in_closed=False)
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
