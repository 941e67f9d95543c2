"""Minutes cut into passages, the unit of search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.parsing.meeting.absences import absences_by_item
from index.parsing.text.sentences import sentence_spans
from index.types import AgendaItem, Minutes, Section, SectionKind, Span

# About a paragraph: long enough to be understood alone, short enough that its
# vector is about one thing (mean-pooled long passages cost .1 nDCG).
MAX_WORDS = 110


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage before the archive gives it an id; `item` indexes `Minutes.items`."""

    item: int | None
    section: SectionKind
    heading: str | None
    span: Span
    page: int
    body: str | None
    date: date | None


def split_passages(minutes: Minutes) -> list[PassageDraft]:
    """The passages in the order of the document.

    No passage crosses a section, and none holds anything of a closed item but
    its title. An item that has only a title has that as its passage.
    """
    drafts: list[PassageDraft] = []
    for section in minutes.front:
        drafts += _of_section(minutes, None, section)
    for index, item in enumerate(minutes.items):
        own = [draft for section in item.sections for draft in _of_section(minutes, index, section)]
        if not any(draft.section is not SectionKind.HEADER for draft in own):
            own = [*_of_title(minutes, index, item), *own]
        drafts += own
    return [*drafts, *_of_absences(minutes)]


def _of_absences(minutes: Minutes) -> Iterator[PassageDraft]:
    """What is said once of several items, for each of them."""
    for item, span in absences_by_item(minutes):
        page = minutes.document.page_at(span.start)
        meeting = minutes.meeting
        yield PassageDraft(item, SectionKind.ABSENT, None, span, page, meeting.body, meeting.date)


def _of_section(minutes: Minutes, item: int | None, section: Section) -> Iterator[PassageDraft]:
    text = minutes.document.text
    content = Span(section.label.end, section.span.end)
    for span in _packed(text, sentence_spans(text, content)):
        # "Bilag:" with nothing behind, or a stray full stop, is no passage.
        if any(character.isalnum() for character in span.of(text)):
            yield PassageDraft(
                item,
                section.kind,
                section.heading,
                span,
                minutes.document.page_at(span.start),
                section.body or minutes.meeting.body,
                section.date or minutes.meeting.date,
            )


def _packed(text: str, sentences: list[Span]) -> Iterator[Span]:
    """Consecutive sentences together up to MAX_WORDS; a longer one stays alone."""
    start, end, words = None, 0, 0
    for sentence in sentences:
        count = len(sentence.of(text).split())
        if start is not None and words + count > MAX_WORDS:
            yield Span(start, end)
            start, words = None, 0
        start = sentence.start if start is None else start
        end, words = sentence.end, words + count
    if start is not None:
        yield Span(start, end)


def _of_title(minutes: Minutes, index: int, item: AgendaItem) -> Iterator[PassageDraft]:
    text = minutes.document.text
    first_section = min((s.span.start for s in item.sections), default=item.span.end)
    closed = min((w.start for w in minutes.withheld if w in item.span), default=item.span.end)
    units = sentence_spans(text, Span(item.span.start, min(first_section, closed)))
    if units:
        span = Span(units[0].start, units[-1].end)
        yield PassageDraft(
            index,
            SectionKind.HEADER,
            None,
            span,
            minutes.document.page_at(span.start),
            minutes.meeting.body,
            minutes.meeting.date,
        )
