"""The vocabulary of the whole project: what minutes are made of.

The Danish words are: referat = Minutes, punkt = AgendaItem, sagsfremstilling =
BACKGROUND, indstilling = RECOMMENDATION (never a decision), beslutning =
DECISION, bilag = ATTACHMENTS, fraværende = ABSENT, lukket = public=False.
Names follow OParl (https://oparl.org) where it has one.

Offsets are half-open ranges of characters in `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

PAGE_BREAK = "\f"


class SectionKind(StrEnum):
    """What a stretch of an agenda item is; the values are those of the contract."""

    BACKGROUND = "background"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    VOTE = "vote"
    ABSENT = "absent"
    ATTACHMENTS = "attachments"
    ECONOMY = "economy"
    HEADER = "header"
    OTHER = "other"

    @property
    def is_decided(self) -> bool:
        """Whether it tells what was decided: the decision itself, or how it was voted."""
        return self in (SectionKind.DECISION, SectionKind.VOTE)


class DocumentKind(StrEnum):
    """What a document is as a whole."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (not included) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Redaction:
    """How many times something was removed from a page before it was stored."""

    page: int
    kind: str
    count: int


@dataclass(frozen=True)
class Document:
    """The clean text of one file, page by page.

    Pages are numbered from 1. `text` joins them with a form feed, which counts
    as white space, so a quotation with folded white space may be compared
    with the folded text of the whole document or of its page.

    `headings` gives the level (1 is the highest) of the lines that the file
    itself marks as headings, by the offset of their first character.
    `running` holds the running heads and feet that were taken off the pages;
    they often name the body and the date. `unreadable_pages` are images
    without text; the text of `recognised_pages` was read from an image and may
    hold misreadings. `slanted` are the lines that are set in italics, by their offset, too.
    """

    pages: tuple[str, ...]
    headings: Mapping[int, int] = field(default_factory=dict)
    running: tuple[str, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    unreadable_pages: tuple[int, ...] = ()
    recognised_pages: tuple[int, ...] = ()
    slanted: frozenset[int] = frozenset()

    @cached_property
    def text(self) -> str:
        """All pages, joined by form feeds."""
        return PAGE_BREAK.join(self.pages)

    @cached_property
    def page_starts(self) -> tuple[int, ...]:
        """The offset in `text` of the first character of each page."""
        starts, offset = [], 0
        for page in self.pages:
            starts.append(offset)
            offset += len(page) + len(PAGE_BREAK)
        return tuple(starts)

    def begins_on(self, quote: str, page: int) -> bool:
        """Whether a quotation with folded white space begins on the page; it may end on the next.

        >>> Document(("Godkendt med den", "ændring, at ruten ændres.")).begins_on("med den ændring", 1)
        True
        """
        if not quote or not 1 <= page <= len(self.pages):
            return False
        here, both = (
            " ".join(" ".join(self.pages[page - 1 : end]).split()) for end in (page, page + 1)
        )
        return 0 <= both.find(quote) < len(here)

    def page_at(self, offset: int) -> int:
        """The number of the page that holds the character at `offset`."""
        return max(1, bisect_right(self.page_starts, offset))


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled stretch of an agenda item.

    `body` and `date` say whose decision it is when the heading does ("Beslutning
    i Økonomiudvalget den 12-03-2024"); None means the meeting's own. `label` is
    the span of the heading itself, empty when there is none; it lies in `span`.
    """

    kind: SectionKind
    heading: str | None
    span: Span
    label: Span
    body: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda. `number` is a label as printed, not a number.

    The text of an item that is not `public` is in no section: only its title
    may be shown.
    """

    number: str | None
    title: str | None
    case_number: str | None
    public: bool
    span: Span
    sections: tuple[Section, ...]
    title_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the document says of its meeting; None where it does not say."""

    body: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document and what was understood of it.

    `front` and the sections of the items cover every word of the document
    that is not noise (tables of contents, signatures) and not closed.
    `abbreviations` are those of bodies that the text explains: short, name.
    """

    document: Document
    kind: DocumentKind
    meeting: Meeting
    front: tuple[Section, ...]
    items: tuple[AgendaItem, ...]
    noise: tuple[Span, ...] = ()
    withheld: tuple[Span, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: a stretch of one section of one agenda item.

    `document` is the name in the archive and `page` the page of the first
    character. `body` and `date` are those of the section where it has its own,
    else of the meeting.
    """

    id: int
    document: str
    page: int
    span: Span
    text: str
    section: SectionKind
    body: str | None
    date: date | None
    item_number: str | None
    item_title: str | None
    case_number: str | None
    item_id: int | None
    section_heading: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which meetings to look in; None and () mean all. Dates are inclusive."""

    bodies: tuple[str, ...] = ()
    from_date: date | None = None
    to_date: date | None = None

    def __bool__(self) -> bool:
        return bool(self.bodies or self.from_date or self.to_date)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and how well it matches, from 0 (not at all) to about 1."""

    passage: Passage
    score: float
    lexical: float = 0.0
    dense: float = 0.0


@dataclass(frozen=True, slots=True)
class Scope:
    """What was searched: the part of the archive that the filters allow."""

    documents: int
    meetings: int
    bodies: tuple[str, ...]
    from_date: date | None
    to_date: date | None
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file, or some pages of one, that could not be read, and why (in Danish)."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document as it is listed; copies of it go by its name."""

    name: str
    kind: DocumentKind
    body: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An agenda item as it is listed; `sections` are the kinds that hold text."""

    id: int
    document: str
    kind: DocumentKind
    body: str | None
    date: date | None
    number: str | None
    title: str | None
    case_number: str | None
    public: bool
    sections: tuple[SectionKind, ...]
    title_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What an archive holds. Pairs are (the file, the file it copies or that replaces it).

    `recognised` are files with pages whose text was read from an image, and which pages.
    """

    documents: int
    meetings: int
    items: int
    passages: int
    bodies: tuple[str, ...]
    from_date: date | None
    to_date: date | None
    rejected: tuple[Rejection, ...]
    redactions: tuple[tuple[str, Redaction], ...]
    duplicates: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]
    model: str
    recognised: tuple[tuple[str, str], ...] = ()
