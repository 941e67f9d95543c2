"""The archive's SQLite file: the truth. The only file that knows SQL."""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.editions import Edition
from index.errors import ArchiveError, ArchiveMismatch, ArchiveMissing
from index.parsing.passages import PassageDraft
from index.reading.sources import SourceFile
from index.types import (
    AgendaItem,
    Document,
    DocumentKind,
    Filters,
    HeldDocument,
    HeldItem,
    Minutes,
    Passage,
    Redaction,
    Section,
    SectionKind,
    Span,
)

SCHEMA_VERSION = 5
FILE_NAME = "archive.sqlite3"
# What makes each version of the schema of the one before, the oldest that can be read first.
_OLDEST = 2
_SCRIPTS = ("schema.sql", "shown_once.sql", "item_words.sql", "texts_apart.sql")
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What the archive knows of a file."""

    source: SourceFile
    sha256: str | None
    content_id: int | None
    rejected: str | None
    parser: str | None


@dataclass(frozen=True, slots=True)
class Generation:
    """A pair of encoder and text analysis that the indexes were built with."""

    id: int
    encoder: str
    model: str
    dimension: int
    analysis: str


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


@dataclass(frozen=True, slots=True)
class _ContentText:
    """The text of a content, and the name of the document that stands for it."""

    name: str
    text: str


class Database:
    """One SQLite file in WAL mode; a connection for each thread."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        """Open the archive in `folder`.

        Raises:
            ArchiveMissing: there is none and `create` is false.
            ArchiveMismatch: it was made by a newer version.
            ArchiveError: the file is not an archive, or cannot be opened.
        """
        self.folder = folder
        self._path = folder / FILE_NAME
        self._local = threading.local()
        self._watching: sqlite3.Connection | None = None
        self._watching_lock = threading.Lock()
        if not self._path.exists():
            if not create:
                raise ArchiveMissing(folder)
            folder.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{self._path} cannot be used as an archive ({error}). "
                "If it is damaged, move it away and index again."
            ) from error

    def _prepare(self) -> None:
        db = self._connection
        held = db.execute("PRAGMA user_version").fetchone()[0]
        if held not in (0, *range(_OLDEST, SCHEMA_VERSION + 1)):
            raise ArchiveMismatch(
                f"The archive in {self.folder} has format {held}; this version reads "
                f"{SCHEMA_VERSION}. Index the documents again into a new folder."
            )
        if held != SCHEMA_VERSION:
            _run(db, *_SCRIPTS[held - _OLDEST + 1 if held else 0 :])
        if held == 0:
            db.execute("INSERT INTO meta VALUES ('archive', ?)", (uuid.uuid4().hex[:12],))

    @property
    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            # autocommit: transactions are begun by name in `transaction`.
            connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None
        with self._watching_lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, also when the process is killed."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, values: Sequence[object] = ()) -> tuple | None:  # type: ignore[type-arg]
        return self._connection.execute(sql, values).fetchone()  # type: ignore[no-any-return]

    def _scalar(self, sql: str, values: Sequence[object] = ()) -> int:
        row = self._one(sql, values)
        return int(row[0]) if row and row[0] is not None else 0

    # Identity and change

    @property
    def archive_id(self) -> str:
        """A name for this archive that no other has."""
        row = self._one("SELECT value FROM meta WHERE key = 'archive'")
        return str(row[0]) if row else ""

    def data_version(self) -> int:
        """Changes with every commit, of whichever thread or process.

        SQLite counts for each connection what others have committed, and two
        connections' counts cannot be compared: so one that never writes is asked.
        """
        with self._watching_lock:
            if self._watching is None:
                self._watching = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])

    # Documents

    def document_rows(self) -> dict[str, DocumentRow]:
        """Every file that was indexed, by name."""
        rows = self._all(
            "SELECT name, root, path, size, mtime_ns, sha256, content_id, rejected, parser "
            "FROM documents ORDER BY name"
        )
        return {r[0]: DocumentRow(SourceFile(*r[:5]), r[5], r[6], r[7], r[8]) for r in rows}

    def document_row(self, name: str) -> DocumentRow | None:
        """The file that was indexed under this name."""
        row = self._one(
            "SELECT name, root, path, size, mtime_ns, sha256, content_id, rejected, parser "
            "FROM documents WHERE name = ?",
            (name,),
        )
        return DocumentRow(SourceFile(*row[:5]), *row[5:]) if row else None

    def content_of(self, sha256: str, parser: str) -> int | None:
        """The content with this hash, read by this parser."""
        row = self._one("SELECT id FROM contents WHERE sha256 = ? AND parser = ?", (sha256, parser))
        return row[0] if row else None

    def put_rejected(
        self, source: SourceFile, sha256: str | None, parser: str, reason: str
    ) -> None:
        """Note that a file cannot be read. What was held under its name stays."""
        self._connection.execute(
            "INSERT INTO documents (name, root, path, size, mtime_ns, sha256, parser, rejected) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET root = excluded.root, "
            "path = excluded.path, size = excluded.size, mtime_ns = excluded.mtime_ns, "
            "sha256 = excluded.sha256, parser = excluded.parser, rejected = excluded.rejected",
            (
                source.name,
                source.root,
                source.path,
                source.size,
                source.mtime_ns,
                sha256,
                parser,
                reason,
            ),
        )

    def put_document(self, source: SourceFile, sha256: str, parser: str, content_id: int) -> None:
        """Let `name` stand for a content that is held; what it stood for before goes."""
        row = self._one("SELECT content_id FROM documents WHERE name = ?", (source.name,))
        self._connection.execute(
            "INSERT OR REPLACE INTO documents "
            "(name, root, path, size, mtime_ns, sha256, parser, content_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source.name, source.root, source.path, source.size, source.mtime_ns, sha256,
                parser, content_id,
            ),
        )  # fmt: skip
        if row and row[0] is not None and row[0] != content_id:
            self._drop_unused(row[0])

    def remove_document(self, name: str) -> None:
        """Forget a file, and its content unless a copy has another name."""
        row = self._one("SELECT content_id FROM documents WHERE name = ?", (name,))
        self._connection.execute("DELETE FROM documents WHERE name = ?", (name,))
        if row and row[0] is not None:
            self._drop_unused(row[0])

    def _drop_unused(self, content_id: int) -> None:
        if self._scalar("SELECT COUNT(*) FROM documents WHERE content_id = ?", (content_id,)) == 0:
            self._drop_content(content_id)

    def _drop_content(self, content_id: int) -> None:
        # What it stood for may now be shown, or another document stand for it.
        self._connection.execute(
            "DELETE FROM compared WHERE content_id IN (SELECT o.id FROM contents o JOIN contents c "
            "ON c.date = o.date WHERE c.id = ?)",
            (content_id,),
        )
        self._connection.execute(
            "INSERT INTO outbox (passage_id, deleted) SELECT id, 1 FROM passages WHERE content_id = ?",
            (content_id,),
        )
        self._connection.execute("DELETE FROM contents WHERE id = ?", (content_id,))

    def put_content(
        self, sha256: str, parser: str, minutes: Minutes, drafts: Sequence[PassageDraft]
    ) -> tuple[int, list[int]]:
        """Store what was read; returns the content's id and the passages' in order.

        What an older parser made of the same bytes is replaced.
        """
        db, document = self._connection, minutes.document
        old = self._one("SELECT id FROM contents WHERE sha256 = ?", (sha256,))
        cursor = db.execute(
            "INSERT INTO contents (sha256, parser, page_starts, unreadable_pages, recognised_pages, "
            "kind, body, date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sha256 if old is None else f"{sha256}:new",
                parser,
                json.dumps(document.page_starts),
                json.dumps(document.unreadable_pages),
                json.dumps(document.recognised_pages),
                minutes.kind.value,
                minutes.meeting.body,
                _iso(minutes.meeting.date),
            ),
        )
        content_id = int(cursor.lastrowid or 0)
        db.execute("INSERT INTO texts VALUES (?, ?)", (content_id, document.text))
        if old is not None:
            db.execute(
                "UPDATE documents SET content_id = ? WHERE content_id = ?", (content_id, old[0])
            )
            self._drop_content(old[0])
            db.execute("UPDATE contents SET sha256 = ? WHERE id = ?", (sha256, content_id))
        db.executemany(
            "INSERT INTO redactions VALUES (?, ?, ?, ?)",
            [(content_id, r.page, r.kind, r.count) for r in document.redactions],
        )
        db.executemany(
            "INSERT INTO abbreviations VALUES (?, ?, ?)",
            [(content_id, short, body) for short, body in minutes.abbreviations],
        )
        item_ids = [
            self._put_item(content_id, n, item, document.text)
            for n, item in enumerate(minutes.items)
        ]
        for section in minutes.front:
            self._put_section(content_id, None, section, document.text)
        return content_id, [self._put_passage(content_id, item_ids, draft) for draft in drafts]

    def _put_item(self, content_id: int, ordinal: int, item: AgendaItem, text: str) -> int:
        cursor = self._connection.execute(
            "INSERT INTO items (content_id, ordinal, number, title, case_number, public, start, end, "
            "title_start, title_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content_id, ordinal, item.number, item.title, item.case_number, int(item.public),
                item.span.start, item.span.end,
                *((item.title_span.start, item.title_span.end) if item.title_span else (None, None)),
            ),
        )  # fmt: skip
        item_id = int(cursor.lastrowid or 0)
        for section in item.sections:
            self._put_section(content_id, item_id, section, text)
        return item_id

    def _put_section(
        self, content_id: int, item_id: int | None, section: Section, text: str
    ) -> None:
        behind = text[section.label.end : section.span.end]
        self._connection.execute(
            "INSERT INTO sections (content_id, item_id, kind, heading, body, date, start, text_start, end, "
            "filled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content_id, item_id, section.kind.value, section.heading, section.body,
                _iso(section.date), section.span.start, section.label.end, section.span.end,
                bool(behind.strip(_NO_TEXT)),
            ),
        )  # fmt: skip

    def _put_passage(self, content_id: int, item_ids: Sequence[int], draft: PassageDraft) -> int:
        cursor = self._connection.execute(
            "INSERT INTO passages (content_id, item_id, kind, heading, body, date, page, start, end) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content_id, None if draft.item is None else item_ids[draft.item], draft.section.value,
                draft.heading, draft.body, _iso(draft.date), draft.page, draft.span.start, draft.span.end,
            ),
        )  # fmt: skip
        passage_id = int(cursor.lastrowid or 0)
        self._connection.execute(
            "INSERT INTO outbox (passage_id, deleted) VALUES (?, 0)", (passage_id,)
        )
        return passage_id

    def text_of(self, content_id: int) -> Document:
        """The stored pages of a content."""
        row = self._one(
            "SELECT t.text, c.unreadable_pages, c.recognised_pages FROM contents c "
            "JOIN texts t ON t.content_id = c.id WHERE c.id = ?",
            (content_id,),
        )
        if row is None:
            return Document(("",))
        return Document(
            tuple(row[0].split("\f")),
            unreadable_pages=tuple(json.loads(row[1])),
            recognised_pages=tuple(json.loads(row[2])),
        )

    def content_id_of(self, name: str) -> int | None:
        """The content that a document name stands for."""
        row = self._one("SELECT content_id FROM documents WHERE name = ?", (name,))
        return row[0] if row else None

    def content_ids_of(self, names: Sequence[str]) -> dict[str, int]:
        """The contents that some hundreds of document names stand for, of those that are held."""
        sql = f"SELECT name, content_id FROM documents WHERE content_id IS NOT NULL AND name IN ({_marks(names)})"  # noqa: S608
        return dict(self._all(sql, names))

    # Passages

    _PASSAGE = (
        "SELECT p.id, p.content_id, p.page, p.start, p.end, p.kind, p.body, p.date, "
        "i.number, i.title, i.case_number, p.item_id, p.heading "
        "FROM passages p LEFT JOIN items i ON i.id = p.item_id "
    )

    def _passages(self, where: str, values: Sequence[object]) -> list[Passage]:
        rows = self._all(f"{self._PASSAGE} WHERE {where}", values)
        texts = self._texts({row[1] for row in rows})
        return [_passage(row, texts[row[1]]) for row in rows if row[1] in texts]

    def _texts(self, content_ids: Iterable[int]) -> dict[int, _ContentText]:
        """The names and texts of some contents.

        Each text is read once: SQLite's `substr` would read it again for every passage, which
        for the passages of 100 items took longer than all the rest of a search (2026-11).
        """
        found: dict[int, _ContentText] = {}
        for chunk in _chunks(sorted(content_ids)):
            rows = self._all(
                "SELECT t.content_id, t.text, (SELECT MIN(name COLLATE NOCASE) FROM documents d "  # noqa: S608
                f"WHERE d.content_id = t.content_id) FROM texts t WHERE t.content_id IN ({_marks(chunk)})",
                chunk,
            )
            found |= {row[0]: _ContentText(row[2], row[1]) for row in rows if row[2] is not None}
        return found

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """The passages with these ids, those that are still held."""
        return {
            passage.id: passage
            for chunk in _chunks(ids)
            for passage in self._passages(f"p.id IN ({_marks(chunk)})", chunk)
        }

    def item_passages(self, item_id: int) -> list[Passage]:
        """The passages of an item in the order of the text."""
        return self._passages("p.item_id = ? ORDER BY p.start", (item_id,))

    def passages_of_items(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages of some hundreds of items, of each in the order of the text."""
        found: dict[int, list[Passage]] = {}
        for passage in self._passages(f"p.item_id IN ({_marks(ids)}) ORDER BY p.start", ids):
            if passage.item_id is not None:
                found.setdefault(passage.item_id, []).append(passage)
        return found

    def fronts_passages(self, content_ids: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages before the first item of some hundreds of contents, of each in order."""
        where = f"p.content_id IN ({_marks(content_ids)}) AND p.item_id IS NULL ORDER BY p.start"
        rows = self._all(f"{self._PASSAGE} WHERE {where}", content_ids)
        texts = self._texts({row[1] for row in rows})
        found: dict[int, list[Passage]] = {}
        for row in rows:
            if row[1] in texts:
                found.setdefault(row[1], []).append(_passage(row, texts[row[1]]))
        return found

    def passage_ids(self, after: int = 0, limit: int = 10_000) -> list[int]:
        """Ids in rising order, a page at a time."""
        rows = self._all("SELECT id FROM passages WHERE id > ? ORDER BY id LIMIT ?", (after, limit))
        return [row[0] for row in rows]

    def count_passages(self) -> int:
        """How many passages are held."""
        return self._scalar("SELECT COUNT(*) FROM passages")

    def _where(
        self, filters: Filters, held: str = "c.id", column: str = "content_id"
    ) -> tuple[str, list[object]]:
        """The condition that the meeting is within the filters.

        Where no meeting is, what prints a decision that was made there: `held`,
        by `column` of sections. On contents `c`.
        """
        if not filters:
            return "1", []
        of_meeting, values = _within(filters, "c")
        if self._one(f"SELECT 1 FROM contents c WHERE {of_meeting} LIMIT 1", values):  # noqa: S608
            return of_meeting, values
        of_section, values = _within(filters, "s")
        named = f"s.kind = 'decision' AND {of_section}"
        return f"{held} IN (SELECT s.{column} FROM sections s WHERE {named})", values  # noqa: S608

    def contents_for(self, filters: Filters) -> list[int]:
        """The contents that hold something the filters allow: see `passage_ids_for`."""
        where, values = self._where(filters)
        return [r[0] for r in self._all(f"SELECT c.id FROM contents c WHERE {where}", values)]  # noqa: S608

    def passage_ids_for(self, filters: Filters) -> list[int]:
        """The passages of the meetings that the filters allow, and of items treated there.

        A meeting without a known date is not in any period. Where no meeting of
        a body or day is held, items that print what was decided there are meant.
        """
        where, values = self._where(filters, "p.item_id", "item_id")
        sql = f"SELECT p.id FROM passages p JOIN contents c ON c.id = p.content_id WHERE {where}"  # noqa: S608
        return [row[0] for row in self._all(sql, values)]

    def places(self, ids: Sequence[int]) -> dict[int, tuple[int, int | None]]:
        """The content and the item of each of these passages that is held, some hundreds."""
        rows = self._all(
            f"SELECT id, content_id, item_id FROM passages WHERE id IN ({_marks(ids)})",  # noqa: S608
            ids,
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def content_ids_of_passages(self, ids: Sequence[int]) -> dict[int, int]:
        """Each passage's content."""
        found: dict[int, int] = {}
        for chunk in _chunks(ids):
            marks = ",".join("?" * len(chunk))
            found |= dict(
                self._all(
                    f"SELECT id, content_id FROM passages WHERE id IN ({marks})",  # noqa: S608
                    chunk,
                )
            )
        return found

    # Items

    def held_documents(self) -> list[HeldDocument]:
        """The documents by name, one for each content."""
        rows = self._all(
            "SELECT MIN(d.name COLLATE NOCASE), c.kind, c.body, c.date FROM documents d "
            "JOIN contents c ON c.id = d.content_id GROUP BY c.id ORDER BY 1"
        )
        return [
            HeldDocument(name, DocumentKind(kind), body, _date(day))
            for name, kind, body, day in rows
        ]

    def items(
        self,
        filters: Filters,
        ids: Sequence[int] | None = None,
    ) -> list[HeldItem]:
        """The agenda items in the order of the documents; `ids` are few (some hundreds)."""
        where, values = self._where(filters, "i.id", "item_id")
        if ids is not None:
            where += f" AND i.id IN ({','.join('?' * len(ids))})"
            values += ids
        rows = self._all(
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
        return self._all("SELECT id, title FROM items WHERE title <> ''")

    def case_numbers(self) -> list[tuple[int, str]]:
        """Every item that has a case number, and the number."""
        return self._all("SELECT id, case_number FROM items WHERE case_number <> ''")

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
        rows = self._all(
            "SELECT item_id, kind, heading, body, date, start, text_start, end FROM sections "  # noqa: S608
            f"WHERE {where} ORDER BY start",
            (of,),
        )
        return [_held_section(row) for row in rows]

    # What is held

    def meetings(self, filters: Filters) -> list[tuple[str | None, str | None, int]]:
        """Bodies and dates (ISO) of the contents within the filters, and how many documents each has."""
        where, values = self._where(filters)
        return self._all(
            f"SELECT c.body, c.date, COUNT(*) FROM documents d JOIN contents c ON c.id = d.content_id "  # noqa: S608
            f"WHERE {where} GROUP BY 1, 2",
            values,
        )

    def count_items(self) -> int:
        """How many agenda items are held."""
        return self._scalar("SELECT COUNT(*) FROM items")

    def rejected(self) -> list[tuple[str, str]]:
        """Files that could not be read, and the reason."""
        return self._all(
            "SELECT name, rejected FROM documents WHERE rejected IS NOT NULL ORDER BY name"
        )

    def unreadable_pages(self) -> list[tuple[str, list[int]]]:
        """Documents with pages that hold no text, and which pages."""
        rows = self._all(
            "SELECT d.name, c.unreadable_pages FROM documents d JOIN contents c ON c.id = d.content_id "
            "WHERE c.unreadable_pages <> '[]' ORDER BY d.name"
        )
        return [(name, json.loads(pages)) for name, pages in rows]

    def recognised_pages(self) -> list[tuple[str, list[int]]]:
        """Documents with pages whose text was read from an image, and which pages."""
        rows = self._all(
            "SELECT d.name, c.recognised_pages FROM documents d JOIN contents c ON c.id = d.content_id "
            "WHERE c.recognised_pages <> '[]' ORDER BY d.name"
        )
        return [(name, json.loads(pages)) for name, pages in rows]

    def redactions(self) -> list[tuple[str, Redaction]]:
        """Where something was removed before it was stored."""
        rows = self._all(
            "SELECT d.name, r.page, r.kind, r.count FROM redactions r "
            "JOIN documents d ON d.content_id = r.content_id ORDER BY d.name, r.page"
        )
        return [(name, Redaction(page, kind, count)) for name, page, kind, count in rows]

    def duplicates(self) -> list[tuple[str, str]]:
        """Files that are copies of another, and that other."""
        return self._all(
            "SELECT d.name, (SELECT MIN(name COLLATE NOCASE) FROM documents m "
            "WHERE m.content_id = d.content_id) AS first "
            "FROM documents d WHERE d.content_id IS NOT NULL AND first <> d.name ORDER BY d.name"
        )

    def editions(self) -> list[Edition]:
        """The documents that share kind and date with another; one for each content."""
        rows = self._all(
            "SELECT c.id, MIN(d.name), c.kind, c.body, c.date, t.text FROM contents c "
            "JOIN texts t ON t.content_id = c.id JOIN documents d ON d.content_id = c.id "
            "JOIN (SELECT kind, date FROM contents WHERE date IS NOT NULL GROUP BY 1, 2 HAVING COUNT(*) > 1) m "
            "ON m.kind = c.kind AND m.date = c.date GROUP BY c.id ORDER BY 2"
        )
        return [self._edition(*row) for row in rows]

    def _edition(self, content_id: int, name: str, *of: Any) -> Edition:
        kind, body, day, text = of
        items = self._all("SELECT title, start FROM items WHERE content_id = ?", (content_id,))
        front = min((start for _, start in items), default=0)
        titles = frozenset(title for title, _ in items if title)
        when = date.fromisoformat(day)
        return Edition(name, DocumentKind(kind), body, when, text[:front], titles, text)

    def days_to_compare(self) -> list[str]:
        """The days of which not all documents have been compared with each other."""
        rows = self._all(
            "SELECT DISTINCT date FROM contents WHERE date IS NOT NULL "
            "AND id NOT IN (SELECT content_id FROM compared)"
        )
        return [row[0] for row in rows]

    def editions_of(self, day: str) -> dict[str, tuple[int, Edition]]:
        """The documents about meetings on a day, with the ids of their contents, by name."""
        rows = self._all(
            "SELECT c.id, MIN(d.name COLLATE NOCASE), c.kind, c.body, c.date, t.text FROM contents c "
            "JOIN texts t ON t.content_id = c.id JOIN documents d ON d.content_id = c.id "
            "WHERE c.date = ? GROUP BY c.id",
            (day,),
        )
        return {row[1]: (row[0], self._edition(*row)) for row in rows}

    def texts_of(self, content_id: int) -> list[tuple[int, str | None, str]]:
        """The passages of a content: id, title of the item, text."""
        return self._all(
            "SELECT p.id, i.title, substr(t.text, p.start + 1, p.end - p.start) FROM passages p "
            "JOIN texts t ON t.content_id = p.content_id LEFT JOIN items i ON i.id = p.item_id "
            "WHERE p.content_id = ?",
            (content_id,),
        )

    def put_replaced(self, contents: Iterable[int], replaced: Iterable[tuple[int, int]]) -> None:
        """Note which passages of these contents another content says in their place."""
        ids = [(content_id,) for content_id in contents]
        db = self._connection
        db.executemany(
            "DELETE FROM replaced WHERE passage_id IN (SELECT id FROM passages WHERE content_id = ?)",
            ids,
        )
        db.executemany("INSERT OR REPLACE INTO replaced VALUES (?, ?)", list(replaced))
        db.executemany("INSERT OR REPLACE INTO compared VALUES (?)", ids)

    def replaced_among(self, ids: Sequence[int]) -> set[int]:
        """Those of these passages that another document says in their place."""
        found: set[int] = set()
        for chunk in _chunks(ids):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT passage_id FROM replaced WHERE passage_id IN ({marks})"  # noqa: S608
            found |= {row[0] for row in self._all(sql, chunk)}
        return found

    def replaced_items(self) -> set[int]:
        """The items all of whose passages another document says in their place."""
        rows = self._all(
            "SELECT p.item_id FROM passages p LEFT JOIN replaced r ON r.passage_id = p.id "
            "WHERE p.item_id IN (SELECT q.item_id FROM replaced s JOIN passages q ON q.id = s.passage_id) "
            "GROUP BY p.item_id HAVING COUNT(*) = COUNT(r.passage_id)"
        )
        return {row[0] for row in rows}

    def bodies(self) -> list[str]:
        """Every body that a meeting or a decision names."""
        rows = self._all(
            "SELECT body FROM contents WHERE body IS NOT NULL UNION "
            "SELECT body FROM sections WHERE body IS NOT NULL ORDER BY 1"
        )
        return [row[0] for row in rows]

    def rename_body(self, body: str, name: str) -> None:
        """Call a body otherwise, wherever it is named."""
        for table in ("contents", "sections", "passages"):
            self._connection.execute(f"UPDATE {table} SET body = ? WHERE body = ?", (name, body))  # noqa: S608

    def told_meetings(self) -> list[tuple[str, date]]:
        """Every body and day that a section is said to be of."""
        rows = self._all(
            "SELECT DISTINCT body, date FROM sections WHERE body IS NOT NULL AND date IS NOT NULL ORDER BY 2, 1"
        )
        return [(body, date.fromisoformat(day)) for body, day in rows]

    def abbreviations(self) -> list[tuple[str, str]]:
        """Abbreviations of bodies that documents explain, most used first."""
        rows = self._all(
            "SELECT short, body, COUNT(*) AS n FROM abbreviations GROUP BY 1, 2 ORDER BY n DESC, 2"
        )
        return [(short, body) for short, body, _ in rows]

    # Generations, vectors and the outbox

    def active_generation(self) -> Generation | None:
        """The generation that searches use."""
        row = self._one(
            "SELECT id, encoder, model, dimension, analysis FROM generations WHERE active = 1"
        )
        return Generation(*row) if row else None

    def generation_for(self, encoder: str, model: str, dimension: int, analysis: str) -> Generation:
        """The generation with these fingerprints, made when there is none."""
        row = self._one(
            "SELECT id, encoder, model, dimension, analysis FROM generations WHERE encoder = ? AND analysis = ?",
            (encoder, analysis),
        )
        if row:
            return Generation(*row)
        cursor = self._connection.execute(
            "INSERT INTO generations (encoder, model, dimension, analysis) VALUES (?, ?, ?, ?)",
            (encoder, model, dimension, analysis),
        )
        return Generation(int(cursor.lastrowid or 0), encoder, model, dimension, analysis)

    def activate(self, generation: Generation) -> list[int]:
        """Let searches use this generation; returns the ids of those that went."""
        with self.transaction():
            db = self._connection
            old = [
                r[0]
                for r in self._all("SELECT id FROM generations WHERE id <> ?", (generation.id,))
            ]
            db.execute("UPDATE generations SET active = (id = ?)", (generation.id,))
            db.execute("DELETE FROM generations WHERE id <> ?", (generation.id,))
            db.execute("DELETE FROM vectors WHERE encoder <> ?", (generation.encoder,))
        return old

    def put_vectors(self, encoder: str, ids: Sequence[int], vectors: Vectors) -> None:
        """Store unit vectors as float16; a zero vector (no known word) is left out."""
        rows = [
            (passage_id, encoder, vector.astype("<f2").tobytes())
            for passage_id, vector in zip(ids, vectors, strict=True)
            if vector.any()
        ]
        self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def vectors(self, encoder: str, ids: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the ids that have a vector, and the vectors, one a row."""
        rows: list[tuple[int, bytes]] = []
        for chunk in _chunks(ids):
            marks = ",".join("?" * len(chunk))
            rows += self._all(
                f"SELECT passage_id, vector FROM vectors WHERE encoder = ? AND passage_id IN ({marks})",  # noqa: S608
                (encoder, *chunk),
            )
        return _matrix(rows)

    def all_vectors(self, encoder: str) -> tuple[list[int], Vectors]:
        """Every vector of the encoder; 100,000 of 256 dimensions take 100 MB."""
        return _matrix(
            self._all(
                "SELECT passage_id, vector FROM vectors WHERE encoder = ? ORDER BY 1", (encoder,)
            )
        )

    def count_vectors(self, encoder: str) -> int:
        """How many passages have a vector of the encoder."""
        return self._scalar("SELECT COUNT(*) FROM vectors WHERE encoder = ?", (encoder,))

    # The forward index

    def put_words(
        self, made_by: str, items: Iterable[tuple[int, bytes]], fronts: Iterable[tuple[int, bytes]]
    ) -> None:
        """Store the words of items, and of the fronts of contents."""
        for table, rows in (("item_words", items), ("front_words", fronts)):
            self._connection.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608
                [(of, made_by, words) for of, words in rows],
            )

    def item_words(self, made_by: str, ids: Sequence[int]) -> dict[int, bytes]:
        """The words of some hundreds of items, those that were made by this."""
        sql = f"SELECT item_id, words FROM item_words WHERE made_by = ? AND item_id IN ({_marks(ids)})"  # noqa: S608
        return dict(self._all(sql, (made_by, *ids)))

    def fronts_words(self, made_by: str, content_ids: Sequence[int]) -> dict[int, bytes]:
        """The words of the fronts of some hundreds of contents, those that were made by this."""
        sql = f"SELECT content_id, words FROM front_words WHERE made_by = ? AND content_id IN ({_marks(content_ids)})"  # noqa: S608
        return dict(self._all(sql, (made_by, *content_ids)))

    def passages_without_words(self, made_by: str, contents: int) -> list[int]:
        """The passages of the first so many contents whose words this has not made."""
        rows = self._all(
            "SELECT p.id FROM passages p WHERE p.content_id IN (SELECT c.id FROM contents c "
            "LEFT JOIN front_words f ON f.content_id = c.id AND f.made_by = ? "
            "WHERE f.content_id IS NULL AND EXISTS (SELECT 1 FROM passages q WHERE q.content_id = c.id) "
            "ORDER BY c.id LIMIT ?)",
            (made_by, contents),
        )
        return [row[0] for row in rows]

    def passages_without_vector(self, encoder: str, after: int, limit: int) -> list[int]:
        """Ids above `after` that this encoder has not embedded, in rising order."""
        rows = self._all(
            "SELECT p.id FROM passages p LEFT JOIN vectors v ON v.passage_id = p.id AND v.encoder = ? "
            "WHERE v.passage_id IS NULL AND p.id > ? ORDER BY p.id LIMIT ?",
            (encoder, after, limit),
        )
        return [row[0] for row in rows]

    def outbox(self, limit: int) -> list[tuple[int, int, bool]]:
        """The oldest pending changes: sequence number, passage id, whether deleted."""
        rows = self._all(
            "SELECT seq, passage_id, deleted FROM outbox ORDER BY seq LIMIT ?", (limit,)
        )
        return [(seq, passage_id, bool(deleted)) for seq, passage_id, deleted in rows]

    def count_outbox(self) -> int:
        """How many changes the derived indexes have not been told."""
        return self._scalar("SELECT COUNT(*) FROM outbox")

    def clear_outbox(self, up_to: int) -> None:
        """Forget the changes up to this sequence number."""
        self._connection.execute("DELETE FROM outbox WHERE seq <= ?", (up_to,))

    def last_outbox_seq(self) -> int:
        """The newest pending change's sequence number, 0 for none."""
        return self._scalar("SELECT MAX(seq) FROM outbox")


def _run(connection: sqlite3.Connection, *names: str) -> None:
    """Bring the file to this version's schema with these scripts, all or nothing."""
    scripts = "".join((files("index.store") / name).read_text("utf-8") for name in names)
    connection.executescript(f"BEGIN; {scripts} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")


# What a section may consist of and hold no text; as in `item_words.sql`.
_NO_TEXT = " .:-\n\t\f\r\xa0"
# SQLite allows 32,766 variables in a statement.
_MAX_VARIABLES = 30_000


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[i : i + _MAX_VARIABLES] for i in range(0, len(ids), _MAX_VARIABLES))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _within(filters: Filters, table: str) -> tuple[str, list[object]]:
    conditions, values = [], list[object]()
    if filters.bodies:
        conditions.append(f"{table}.body IN ({','.join('?' * len(filters.bodies))})")
        values += filters.bodies
    for sign, day in ((">=", filters.from_date), ("<=", filters.to_date)):
        if day:
            conditions.append(f"{table}.date {sign} ?")
            values.append(day.isoformat())
    return " AND ".join(conditions), values


def _matrix(rows: Sequence[tuple[int, bytes]]) -> tuple[list[int], Vectors]:
    if not rows:
        return [], np.zeros((0, 0), dtype=np.float32)
    joined = np.frombuffer(b"".join(blob for _, blob in rows), dtype="<f2")
    return [row[0] for row in rows], joined.reshape(len(rows), -1).astype(np.float32)


# To ask the class is ten times as slow, and every search asks some hundred times.
_SECTION_KINDS = {kind.value: kind for kind in SectionKind}
_DOCUMENT_KINDS = {kind.value: kind for kind in DocumentKind}


def _passage(row: Sequence, held: _ContentText) -> Passage:  # type: ignore[type-arg]
    return Passage(
        id=row[0],
        document=held.name,
        page=row[2],
        span=Span(row[3], row[4]),
        text=held.text[row[3] : row[4]],
        section=_SECTION_KINDS[row[5]],
        body=row[6],
        date=_date(row[7]),
        item_number=row[8],
        item_title=row[9],
        case_number=row[10],
        item_id=row[11],
        section_heading=row[12],
    )


def _held_item(row: Sequence) -> HeldItem:  # type: ignore[type-arg]
    return HeldItem(
        id=row[0],
        document=row[1],
        kind=_DOCUMENT_KINDS[row[2]],
        body=row[3],
        date=_date(row[4]),
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
        _date(row[4]),
        Span(row[5], row[7]),
        Span(row[6], row[7]),
    )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
