"""What is held, read once for each state of the archive, for the pages that list it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from index.archive import Archive
from index.types import DocumentKind, Filters, HeldDocument, HeldItem, Status
from ui.filters import body_labels


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting and the documents that tell of it, minutes before agendas; the titles of its items."""

    body: str | None
    date: date | None
    documents: tuple[tuple[str, DocumentKind], ...]
    titles: tuple[str, ...]

    @property
    def has_minutes(self) -> bool:
        """Whether more than the agenda is held."""
        return any(kind is not DocumentKind.AGENDA for _, kind in self.documents)


@dataclass(frozen=True, slots=True)
class Case:
    """A case number, its latest title, and where it has been."""

    number: str
    title: str
    meetings: int
    bodies: tuple[str, ...]
    first: date | None
    last: date | None


def meetings_of(
    documents: Iterable[HeldDocument], items: Iterable[HeldItem] = ()
) -> list[HeldMeeting]:
    """The meetings that the documents are of, newest first; each document without a date last, by itself."""
    held: dict[_Key, list[HeldDocument]] = {}
    for document in documents:
        held.setdefault(_meeting_of(document, document.name), []).append(document)
    titles: dict[_Key, list[str]] = {}
    for item in items:
        titles.setdefault(_meeting_of(item, item.document), []).append(item.title or "")
    meetings = [
        HeldMeeting(
            key[0],
            key[1],
            tuple(
                (d.name, d.kind)
                for d in sorted(of, key=lambda d: (d.kind is DocumentKind.AGENDA, d.name))
            ),
            tuple(titles.get(key, ())),
        )
        for key, of in held.items()
    ]
    return sorted(meetings, key=lambda m: (m.date or date.min, m.body or ""), reverse=True)


# Lists of cases in memory: the same one is turned over page by page.
_FILTERS_KEPT = 20

_Key = tuple[str | None, date | None, str]


def _meeting_of(held: HeldDocument | HeldItem, document: str) -> _Key:
    """What tells meetings apart; without a date nothing says that two documents are of one."""
    return held.body, held.date, "" if held.date else document


def cases_of(items: Iterable[HeldItem]) -> list[Case]:
    """The public cases that the items are of, those treated last first."""
    grouped: dict[str, list[HeldItem]] = {}
    for item in items:
        if item.case_number and item.public:
            grouped.setdefault(item.case_number, []).append(item)
    cases = [_case(number, held) for number, held in grouped.items()]
    return sorted(cases, key=lambda case: (case.last or date.min, case.number), reverse=True)


def _case(number: str, items: Sequence[HeldItem]) -> Case:
    ordered = sorted(items, key=lambda item: item.date or date.min)
    days = [item.date for item in ordered if item.date]
    return Case(
        number=number,
        title=next((i.title for i in reversed(ordered) if i.title), ""),
        meetings=len({(item.body, item.date) for item in items}),
        bodies=tuple(dict.fromkeys(item.body for item in ordered if item.body)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


@dataclass(frozen=True)
class Held:
    """What an archive held at one moment; each part is read when it is first asked for."""

    archive: Archive

    @cached_property
    def status(self) -> Status:
        """The archive's own account."""
        return self.archive.status()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """One spelling of each body for all of its spellings."""
        return body_labels(self.archive, self.archive.scope(Filters()).bodies)

    @cached_property
    def bodies(self) -> list[str]:
        """The bodies to choose from."""
        return sorted(set(self.labels.values()))

    def meetings(self, filters: Filters) -> list[HeldMeeting]:
        """The meetings within the filters, newest first."""
        return [m for m in self._meetings if _is_within(filters, m.body, m.date)]

    def cases(self, filters: Filters) -> list[Case]:
        """The cases treated within the filters, those treated last first; only that is counted.

        The archive knows which items tell of another body's treatment.
        """
        if filters not in self._cases:
            items = self.archive.items(filters) if filters else self._items
            if len(self._cases) >= _FILTERS_KEPT:
                self._cases.clear()
            self._cases[filters] = cases_of(items)
        return self._cases[filters]

    @cached_property
    def missing(self) -> list[tuple[str, date]]:
        """The meetings that minutes quote and that are not held themselves, oldest first."""
        held = {(self.labels.get(m.body or "", m.body), m.date) for m in self._meetings}
        told = dict.fromkeys((self._label(body), day) for body, day in self.archive.told_meetings())
        return [meeting for meeting in told if meeting not in held]

    def _label(self, body: str) -> str:
        """The spelling of a body's name that stands for all; its own when no meeting of it is held."""
        names = self.archive.body_names().resolve(body)
        return next((self.labels[name] for name in names if name in self.labels), body)

    @cached_property
    def _items(self) -> list[HeldItem]:
        return self.archive.items(Filters())

    @cached_property
    def _meetings(self) -> list[HeldMeeting]:
        return meetings_of(self.archive.documents(), self._items)

    @cached_property
    def _cases(self) -> dict[Filters, list[Case]]:
        return {}


def _is_within(filters: Filters, body: str | None, day: date | None) -> bool:
    """Whether a meeting is within the filters; what has no date is in no period."""
    if filters.bodies and body not in filters.bodies:
        return False
    if day is None:
        return filters.from_date is None and filters.to_date is None
    return (filters.from_date or day) <= day <= (filters.to_date or day)


class Holdings:
    """What an archive holds now. May be used from many threads.

    A list of 5,000 meetings took seconds to read for every page of it.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._version: int | None = None
        self._held = Held(archive)

    def now(self) -> Held:
        """What is held, read again when anything was written since."""
        version = self._archive.version()
        with self._lock:
            if version != self._version:
                self._version, self._held = version, Held(self._archive)
            return self._held
