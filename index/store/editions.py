"""Documents about the same meeting, and what another document says in a passage's place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from index.editions import Edition
from index.store.connection import Connection, chunks
from index.types import DocumentKind


class Editions:
    """Documents about the same meeting, and what replaces what."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def alike(self) -> list[Edition]:
        """The documents that share kind and date with another; one for each content."""
        rows = self._db.all(
            "SELECT c.id, MIN(d.name), c.kind, c.body, c.date, t.text FROM contents c "
            "JOIN texts t ON t.content_id = c.id JOIN documents d ON d.content_id = c.id "
            "JOIN (SELECT kind, date FROM contents WHERE date IS NOT NULL GROUP BY 1, 2 HAVING COUNT(*) > 1) m "
            "ON m.kind = c.kind AND m.date = c.date GROUP BY c.id ORDER BY 2"
        )
        return [self._edition(*row) for row in rows]

    def _edition(self, content_id: int, name: str, *of: Any) -> Edition:
        kind, body, day, text = of
        items = self._db.all("SELECT title, start FROM items WHERE content_id = ?", (content_id,))
        front = min((start for _, start in items), default=0)
        titles = frozenset(title for title, _ in items if title)
        when = date.fromisoformat(day)
        return Edition(name, DocumentKind(kind), body, when, text[:front], titles, text)

    def days_to_compare(self) -> list[str]:
        """The days of which not all documents have been compared with each other."""
        rows = self._db.all(
            "SELECT DISTINCT date FROM contents WHERE date IS NOT NULL "
            "AND id NOT IN (SELECT content_id FROM compared)"
        )
        return [row[0] for row in rows]

    def of_day(self, day: str) -> dict[str, tuple[int, Edition]]:
        """The documents about meetings on a day, with the ids of their contents, by name."""
        rows = self._db.all(
            "SELECT c.id, MIN(d.name COLLATE NOCASE), c.kind, c.body, c.date, t.text FROM contents c "
            "JOIN texts t ON t.content_id = c.id JOIN documents d ON d.content_id = c.id "
            "WHERE c.date = ? GROUP BY c.id",
            (day,),
        )
        return {row[1]: (row[0], self._edition(*row)) for row in rows}

    def texts_of(self, content_id: int) -> list[tuple[int, str | None, str]]:
        """The passages of a content: id, title of the item, text."""
        return self._db.all(
            "SELECT p.id, i.title, substr(t.text, p.start + 1, p.end - p.start) FROM passages p "
            "JOIN texts t ON t.content_id = p.content_id LEFT JOIN items i ON i.id = p.item_id "
            "WHERE p.content_id = ?",
            (content_id,),
        )

    def put_replaced(self, contents: Iterable[int], replaced: Iterable[tuple[int, int]]) -> None:
        """Note which passages of these contents another content says in their place."""
        ids = [(content_id,) for content_id in contents]
        db = self._db
        db.executemany(
            "DELETE FROM replaced WHERE passage_id IN (SELECT id FROM passages WHERE content_id = ?)",
            ids,
        )
        db.executemany("INSERT OR REPLACE INTO replaced VALUES (?, ?)", list(replaced))
        db.executemany("INSERT OR REPLACE INTO compared VALUES (?)", ids)

    def replaced_among(self, ids: Sequence[int]) -> set[int]:
        """Those of these passages that another document says in their place."""
        found: set[int] = set()
        for chunk in chunks(ids):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT passage_id FROM replaced WHERE passage_id IN ({marks})"  # noqa: S608
            found |= {row[0] for row in self._db.all(sql, chunk)}
        return found

    def replaced_items(self) -> set[int]:
        """The items all of whose passages another document says in their place."""
        rows = self._db.all(
            "SELECT p.item_id FROM passages p LEFT JOIN replaced r ON r.passage_id = p.id "
            "WHERE p.item_id IN (SELECT q.item_id FROM replaced s JOIN passages q ON q.id = s.passage_id) "
            "GROUP BY p.item_id HAVING COUNT(*) = COUNT(r.passage_id)"
        )
        return {row[0] for row in rows}
