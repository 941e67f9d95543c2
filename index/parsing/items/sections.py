"""The sections of an item, what of it is noise, and what of it is withheld."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.parsing.items.entries import normalise_title
from index.parsing.items.heads import is_head
from index.parsing.items.parts import closing_rest, is_of_item, part_marks
from index.parsing.sections.learnt import announced
from index.parsing.sections.split import split_sections
from index.parsing.text.lines import TextLine
from index.parsing.text.signatures import meeting_end, signatures_at
from index.parsing.text.vocabulary import Role
from index.types import AgendaItem, Section, SectionKind, Span


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item, what of its text is not in it, and whether what follows is closed."""

    item: AgendaItem
    noise: list[Span]
    withheld: list[Span]
    leaves_closed: bool


def with_sections(
    item: AgendaItem, body: Sequence[TextLine], end: int, in_closed: bool
) -> ReadItem:
    """The item with its sections; `in_closed` says that it stands in a closed part."""
    first = signatures_at(body)
    if 0 < first < len(body):
        signed = Span(body[first].span.start, end)
        read = with_sections(item, body[:first], signed.start, in_closed)
        return replace(read, noise=[*read.noise, signed])
    marks = part_marks(body)
    if not item.public:
        marks = [mark for mark in marks if not is_of_item(body, mark[0])]
    leaves_closed = marks[-1][1] if marks else in_closed
    if not body:
        return ReadItem(item, [], [], leaves_closed)
    if not item.public:
        shown = meeting_end(body, end)
        rest = [Span(shown, end)] if shown < end else []
        return ReadItem(item, rest, [Span(body[0].span.start, shown)], leaves_closed)
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
    return ReadItem(replace(item, sections=tuple(sections)), noise, withheld, leaves_closed)


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


def _sections_of(lines: Sequence[TextLine], end: int) -> tuple[list[Section], list[Span]]:
    """The sections behind a title. Case number and marks at the top are the header."""
    top = 0
    while top < len(lines) and is_head(lines, top):
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
