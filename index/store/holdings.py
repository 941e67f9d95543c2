"""What is held, as it is listed: documents, meetings, bodies, items and their sections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.store.connection import Connection, as_date, within
from index.types import DocumentKind, Filters, HeldDocument, HeldItem, Redaction, SectionKind, Span

# To ask the class is ten times as slow, and every search asks some hundred times.
_SECTION_KINDS = {kind.value: kind for kind in SectionKind}
_DOCUMENT_KINDS = {kind.value: kind for kind in DocumentKind}


@dataclass(frozen=True, slots=True)
class HeldSection:
    """A section of a held item; `text_span` leaves the heading out."""

    item_id: int | None
    kind: SectionKind
    heading: str | None
    body: str | None
    date: date | None
    span: Span
    text_span: Span


class Holdings:
    """What is held, as it is listed."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def documents(self) -> list[HeldDocument]:
        """The documents by name, one for each content."""
        rows = self._db.all(
            "SELECT MIN(d.name COLLATE NOCASE), c.kind, c.body, c.date FROM documents d "
            "JOIN contents c ON c.id = d.content_id GROUP BY c.id ORDER BY 1"
        )
        return [
            HeldDocument(name, DocumentKind(kind), body, as_date(day))
            for name, kind, body, day in rows
        ]

    def items(
        self,
        filters: Filters,
        ids: Sequence[int] | None = None,
    ) -> list[HeldItem]:
        """The agenda items in the order of the documents; `ids` are few (some hundreds)."""
        where, values = within(self._db, filters, "i.id", "item_id")
        if ids is not None:
            where += f" AND i.id IN ({','.join('?' * len(ids))})"
            values += ids
        rows = self._db.all(
            "SELECT i.id, (SELECT MIN(name COLLATE NOCASE) FROM documents WHERE content_id = c.id) AS name, "  # noqa: S608
            "c.kind, c.body, c.date, i.number, i.title, i.case_number, i.public, "
            "(SELECT group_concat(kind) FROM (SELECT kind FROM sections s WHERE s.item_id = i.id AND s.filled "
            "ORDER BY s.start)), i.title_start, i.title_end FROM items i JOIN contents c ON c.id = i.content_id "
            f"WHERE {where} ORDER BY name, i.ordinal",
            values,
        )
        return [_held_item(row) for row in rows if row[1] is not None]

    def titles(self) -> list[tuple[int, str]]:
        """Every item that has a title, and the title."""
        return self._db.all("SELECT id, title FROM items WHERE title <> ''")

    def case_numbers(self) -> list[tuple[int, str]]:
        """Every item that has a case number, and the number."""
        return self._db.all("SELECT id, case_number FROM items WHERE case_number <> ''")

    def item(self, item_id: int) -> HeldItem | None:
        """One agenda item."""
        return next(iter(self.items(Filters(), ids=[item_id])), None)

    def sections(self, item_id: int) -> list[HeldSection]:
        """The sections of an item in the order of the text."""
        return self._sections("item_id = ?", item_id)

    def front_sections(self, content_id: int) -> list[HeldSection]:
        """The sections before the first item."""
        return self._sections("content_id = ? AND item_id IS NULL", content_id)

    def _sections(self, where: str, of: int) -> list[HeldSection]:
        rows = self._db.all(
            "SELECT item_id, kind, heading, body, date, start, text_start, end FROM sections "  # noqa: S608
            f"WHERE {where} ORDER BY start",
            (of,),
        )
        return [_held_section(row) for row in rows]

    def meetings(self, filters: Filters) -> list[tuple[str | None, str | None, int]]:
        """Bodies and dates (ISO) of the contents within the filters, and how many documents each has."""
        where, values = within(self._db, filters)
        return self._db.all(
            f"SELECT c.body, c.date, COUNT(*) FROM documents d JOIN contents c ON c.id = d.content_id "  # noqa: S608
            f"WHERE {where} GROUP BY 1, 2",
            values,
        )

    def count_items(self) -> int:
        """How many agenda items are held."""
        return self._db.scalar("SELECT COUNT(*) FROM items")

    def rejected(self) -> list[tuple[str, str]]:
        """Files that could not be read, and the reason."""
        return self._db.all(
            "SELECT name, rejected FROM documents WHERE rejected IS NOT NULL ORDER BY name"
        )

    def unreadable_pages(self) -> list[tuple[str, list[int]]]:
        """Documents with pages that hold no text, and which pages."""
        rows = self._db.all(
            "SELECT d.name, c.unreadable_pages FROM documents d JOIN contents c ON c.id = d.content_id "
            "WHERE c.unreadable_pages <> '[]' ORDER BY d.name"
        )
        return [(name, json.loads(pages)) for name, pages in rows]

    def recognised_pages(self) -> list[tuple[str, list[int]]]:
        """Documents with pages whose text was read from an image, and which pages."""
        rows = self._db.all(
            "SELECT d.name, c.recognised_pages FROM documents d JOIN contents c ON c.id = d.content_id "
            "WHERE c.recognised_pages <> '[]' ORDER BY d.name"
        )
        return [(name, json.loads(pages)) for name, pages in rows]

    def redactions(self) -> list[tuple[str, Redaction]]:
        """Where something was removed before it was stored."""
        rows = self._db.all(
            "SELECT d.name, r.page, r.kind, r.count FROM redactions r "
            "JOIN documents d ON d.content_id = r.content_id ORDER BY d.name, r.page"
        )
        return [(name, Redaction(page, kind, count)) for name, page, kind, count in rows]

    def duplicates(self) -> list[tuple[str, str]]:
        """Files that are copies of another, and that other."""
        return self._db.all(
            "SELECT d.name, (SELECT MIN(name COLLATE NOCASE) FROM documents m "
            "WHERE m.content_id = d.content_id) AS first "
            "FROM documents d WHERE d.content_id IS NOT NULL AND first <> d.name ORDER BY d.name"
        )

    def bodies(self) -> list[str]:
        """Every body that a meeting or a decision names."""
        rows = self._db.all(
            "SELECT body FROM contents WHERE body IS NOT NULL UNION "
            "SELECT body FROM sections WHERE body IS NOT NULL ORDER BY 1"
        )
        return [row[0] for row in rows]

    def rename_body(self, body: str, name: str) -> None:
        """Call a body otherwise, wherever it is named."""
        for table in ("contents", "sections", "passages"):
            self._db.execute(f"UPDATE {table} SET body = ? WHERE body = ?", (name, body))  # noqa: S608

    def told_meetings(self) -> list[tuple[str, date]]:
        """Every body and day that a section is said to be of."""
        rows = self._db.all(
            "SELECT DISTINCT body, date FROM sections WHERE body IS NOT NULL AND date IS NOT NULL ORDER BY 2, 1"
        )
        return [(body, date.fromisoformat(day)) for body, day in rows]

    def abbreviations(self) -> list[tuple[str, str]]:
        """Abbreviations of bodies that documents explain, most used first."""
        rows = self._db.all(
            "SELECT short, body, COUNT(*) AS n FROM abbreviations GROUP BY 1, 2 ORDER BY n DESC, 2"
        )
        return [(short, body) for short, body, _ in rows]


def _held_item(row: Sequence) -> HeldItem:  # type: ignore[type-arg]
    return HeldItem(
        id=row[0],
        document=row[1],
        kind=_DOCUMENT_KINDS[row[2]],
        body=row[3],
        date=as_date(row[4]),
        number=row[5],
        title=row[6],
        case_number=row[7],
        public=bool(row[8]),
        sections=_kinds(row[9] or ""),
        title_span=Span(row[10], row[11]) if row[10] is not None else None,
    )


@lru_cache(maxsize=10_000)
def _kinds(names: str) -> tuple[SectionKind, ...]:
    return tuple(dict.fromkeys(_SECTION_KINDS[name] for name in names.split(",") if name))


def _held_section(row: Sequence) -> HeldSection:  # type: ignore[type-arg]
    return HeldSection(
        row[0],
        _SECTION_KINDS[row[1]],
        row[2],
        row[3],
        as_date(row[4]),
        Span(row[5], row[7]),
        Span(row[6], row[7]),
    )
