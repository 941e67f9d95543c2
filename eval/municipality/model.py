"""What a source says: a municipality, its bodies, and one document with its items.

A source holds what is true of a document, not how it is printed: roles instead
of headings, bodies and dates instead of "Beslutning i ØU den 14-09-2022".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a section of an agenda item does, whatever its heading says."""

    SUMMARY = "summary"
    BACKGROUND = "background"
    LAW = "law"
    ECONOMY = "economy"
    HEARING = "hearing"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    VOTE = "vote"
    ABSENT = "absent"
    ATTACHMENTS = "attachments"
    OTHER = "other"


class Kind(StrEnum):
    """What a document is; the two agendas have no decisions of the meeting itself."""

    MINUTES = "minutes"
    CORRECTED_MINUTES = "corrected_minutes"
    AGENDA = "agenda"
    SUPPLEMENTARY_AGENDA = "supplementary_agenda"

    @property
    def before_meeting(self) -> bool:
        """Whether it was made before anything was decided."""
        return self in (Kind.AGENDA, Kind.SUPPLEMENTARY_AGENDA)


class ItemType(StrEnum):
    """Why an item is on the agenda; layouts print "(B)", "Beslutningssag" and the like."""

    DECISION = "beslutning"
    BRIEFING = "orientering"
    DISCUSSION = "drøftelse"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list; `label` is "1.", "A)" … as written, None for a bullet."""

    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted, numbered or lettered list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `numeric` says for each column whether it is set flush right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


Block = Paragraph | Subheading | Listing | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of an item. `body` and `date` are None for the meeting's own decision."""

    role: Role
    blocks: tuple[Block, ...]
    heading: str | None = None
    body: str | None = None
    date: date | None = None

    def texts(self) -> Iterator[str]:
        """Every piece of text in it, in order."""
        for block in self.blocks:
            match block:
                case Paragraph(text) | Subheading(text):
                    yield text
                case Listing(entries):
                    yield from (entry.text for entry in entries)
                case Table(header, rows):
                    yield from header
                    yield from (cell for row in rows for cell in row)


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote as printed; `reconciles` is False where the misprint is a planted trap.

    `excused` counts members at the meeting who left the room for the item.
    """

    ayes: int
    noes: int
    abstained: int = 0
    excused: int = 0
    reconciles: bool = True

    @property
    def total(self) -> int:
        """How many members at the meeting the printed figures account for."""
        return self.ayes + self.noes + self.abstained + self.excused


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item. Layouts choose the order of its parts, and keep the order inside a part."""

    number: str
    title: str
    sections: tuple[Section, ...]
    case_number: str | None = None
    public: bool = True
    type: ItemType | None = None
    route: tuple[str, ...] = ()
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member at the time of a meeting: the party may be another one later."""

    name: str
    party: str | None = None
    office: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


@dataclass(frozen=True, slots=True)
class Body:
    """A council, committee or board. `genitive` is for "Byrådets beslutning den"."""

    name: str
    abbreviation: str
    slug: str
    genitive: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A trap set on purpose, so that a reviewer does not take it for a mistake."""

    item: str | None
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document. `file` is its path below `documents/`; times are as printed."""

    id: str
    municipality: str
    body: Body
    date: date
    kind: Kind
    layout: str
    file: str
    start: str
    end: str | None
    place: str
    members: tuple[Member, ...]
    absent: tuple[Member, ...]
    substitutes: tuple[Member, ...]
    remarks: tuple[str, ...]
    items: tuple[Item, ...]
    header: bool = True
    derived_from: str | None = None
    planted: tuple[Planted, ...] = field(default=())

    @property
    def present(self) -> tuple[Member, ...]:
        """Members who were there, substitutes last."""
        return tuple(m for m in self.members if m not in self.absent) + self.substitutes
