"""What was read: files, their contents, and the items, sections and passages of each as they are put."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing.passages import PassageDraft
from index.reading.sources import SourceFile
from index.store.connection import Connection, iso, marks
from index.types import AgendaItem, Document, Minutes, Section

# What a section may consist of and hold no text; as in `item_words.sql`.
_NO_TEXT = " .:-\n\t\f\r\xa0"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What the archive knows of a file."""

    source: SourceFile
    sha256: str | None
    content_id: int | None
    rejected: str | None
    parser: str | None


class Documents:
    """The files that were indexed, and what they hold, as it is written."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def rows(self) -> dict[str, DocumentRow]:
        """Every file that was indexed, by name."""
        rows = self._db.all(
            "SELECT name, root, path, size, mtime_ns, sha256, content_id, rejected, parser "
            "FROM documents ORDER BY name"
        )
        return {r[0]: DocumentRow(SourceFile(*r[:5]), r[5], r[6], r[7], r[8]) for r in rows}

    def row(self, name: str) -> DocumentRow | None:
        """The file that was indexed under this name."""
        row = self._db.one(
            "SELECT name, root, path, size, mtime_ns, sha256, content_id, rejected, parser "
            "FROM documents WHERE name = ?",
            (name,),
        )
        return DocumentRow(SourceFile(*row[:5]), *row[5:]) if row else None

    def content_of(self, sha256: str, parser: str) -> int | None:
        """The content with this hash, read by this parser."""
        row = self._db.one(
            "SELECT id FROM contents WHERE sha256 = ? AND parser = ?", (sha256, parser)
        )
        return row[0] if row else None

    def content_id_of(self, name: str) -> int | None:
        """The content that a document name stands for."""
        row = self._db.one("SELECT content_id FROM documents WHERE name = ?", (name,))
        return row[0] if row else None

    def content_ids_of(self, names: Sequence[str]) -> dict[str, int]:
        """The contents that some hundreds of document names stand for, of those that are held."""
        sql = f"SELECT name, content_id FROM documents WHERE content_id IS NOT NULL AND name IN ({marks(names)})"  # noqa: S608
        return dict(self._db.all(sql, names))

    def text_of(self, content_id: int) -> Document:
        """The stored pages of a content."""
        row = self._db.one(
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

    def put_rejected(
        self, source: SourceFile, sha256: str | None, parser: str, reason: str
    ) -> None:
        """Note that a file cannot be read. What was held under its name stays."""
        self._db.execute(
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

    def put(self, source: SourceFile, sha256: str, parser: str, content_id: int) -> None:
        """Let `name` stand for a content that is held; what it stood for before goes."""
        row = self._db.one("SELECT content_id FROM documents WHERE name = ?", (source.name,))
        self._db.execute(
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

    def remove(self, name: str) -> None:
        """Forget a file, and its content unless a copy has another name."""
        row = self._db.one("SELECT content_id FROM documents WHERE name = ?", (name,))
        self._db.execute("DELETE FROM documents WHERE name = ?", (name,))
        if row and row[0] is not None:
            self._drop_unused(row[0])

    def _drop_unused(self, content_id: int) -> None:
        if (
            self._db.scalar("SELECT COUNT(*) FROM documents WHERE content_id = ?", (content_id,))
            == 0
        ):
            self._drop_content(content_id)

    def _drop_content(self, content_id: int) -> None:
        # What it stood for may now be shown, or another document stand for it.
        self._db.execute(
            "DELETE FROM compared WHERE content_id IN (SELECT o.id FROM contents o JOIN contents c "
            "ON c.date = o.date WHERE c.id = ?)",
            (content_id,),
        )
        self._db.execute(
            "INSERT INTO outbox (passage_id, deleted) SELECT id, 1 FROM passages WHERE content_id = ?",
            (content_id,),
        )
        self._db.execute("DELETE FROM contents WHERE id = ?", (content_id,))

    def put_content(
        self, sha256: str, parser: str, minutes: Minutes, drafts: Sequence[PassageDraft]
    ) -> tuple[int, list[int]]:
        """Store what was read; returns the content's id and the passages' in order.

        What an older parser made of the same bytes is replaced.
        """
        db, document = self._db, minutes.document
        old = self._db.one("SELECT id FROM contents WHERE sha256 = ?", (sha256,))
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
                iso(minutes.meeting.date),
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
        cursor = self._db.execute(
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
        self._db.execute(
            "INSERT INTO sections (content_id, item_id, kind, heading, body, date, start, text_start, end, "
            "filled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content_id, item_id, section.kind.value, section.heading, section.body,
                iso(section.date), section.span.start, section.label.end, section.span.end,
                bool(behind.strip(_NO_TEXT)),
            ),
        )  # fmt: skip

    def _put_passage(self, content_id: int, item_ids: Sequence[int], draft: PassageDraft) -> int:
        cursor = self._db.execute(
            "INSERT INTO passages (content_id, item_id, kind, heading, body, date, page, start, end) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content_id, None if draft.item is None else item_ids[draft.item], draft.section.value,
                draft.heading, draft.body, iso(draft.date), draft.page, draft.span.start, draft.span.end,
            ),
        )  # fmt: skip
        passage_id = int(cursor.lastrowid or 0)
        self._db.execute("INSERT INTO outbox (passage_id, deleted) VALUES (?, 0)", (passage_id,))
        return passage_id
