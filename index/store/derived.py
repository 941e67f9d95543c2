"""What the derived indexes are made of: generations, vectors, words, and the outbox of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.store.connection import Connection, chunks, marks

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Generation:
    """A pair of encoder and text analysis that the indexes were built with."""

    id: int
    encoder: str
    model: str
    dimension: int
    analysis: str


class Derived:
    """What the derived indexes are made of."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def active_generation(self) -> Generation | None:
        """The generation that searches use."""
        row = self._db.one(
            "SELECT id, encoder, model, dimension, analysis FROM generations WHERE active = 1"
        )
        return Generation(*row) if row else None

    def generation_for(self, encoder: str, model: str, dimension: int, analysis: str) -> Generation:
        """The generation with these fingerprints, made when there is none."""
        row = self._db.one(
            "SELECT id, encoder, model, dimension, analysis FROM generations WHERE encoder = ? AND analysis = ?",
            (encoder, analysis),
        )
        if row:
            return Generation(*row)
        cursor = self._db.execute(
            "INSERT INTO generations (encoder, model, dimension, analysis) VALUES (?, ?, ?, ?)",
            (encoder, model, dimension, analysis),
        )
        return Generation(int(cursor.lastrowid or 0), encoder, model, dimension, analysis)

    def activate(self, generation: Generation) -> list[int]:
        """Let searches use this generation; returns the ids of those that went."""
        with self._db.transaction():
            db = self._db
            old = [
                r[0]
                for r in self._db.all("SELECT id FROM generations WHERE id <> ?", (generation.id,))
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
        self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def vectors(self, encoder: str, ids: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the ids that have a vector, and the vectors, one a row."""
        rows: list[tuple[int, bytes]] = []
        for chunk in chunks(ids):
            marks = ",".join("?" * len(chunk))
            rows += self._db.all(
                f"SELECT passage_id, vector FROM vectors WHERE encoder = ? AND passage_id IN ({marks})",  # noqa: S608
                (encoder, *chunk),
            )
        return _matrix(rows)

    def all_vectors(self, encoder: str) -> tuple[list[int], Vectors]:
        """Every vector of the encoder; 100,000 of 256 dimensions take 100 MB."""
        return _matrix(
            self._db.all(
                "SELECT passage_id, vector FROM vectors WHERE encoder = ? ORDER BY 1", (encoder,)
            )
        )

    def count_vectors(self, encoder: str) -> int:
        """How many passages have a vector of the encoder."""
        return self._db.scalar("SELECT COUNT(*) FROM vectors WHERE encoder = ?", (encoder,))

    def put_words(
        self, made_by: str, items: Iterable[tuple[int, bytes]], fronts: Iterable[tuple[int, bytes]]
    ) -> None:
        """Store the words of items, and of the fronts of contents."""
        for table, rows in (("item_words", items), ("front_words", fronts)):
            self._db.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608
                [(of, made_by, words) for of, words in rows],
            )

    def item_words(self, made_by: str, ids: Sequence[int]) -> dict[int, bytes]:
        """The words of some hundreds of items, those that were made by this."""
        sql = (
            f"SELECT item_id, words FROM item_words WHERE made_by = ? AND item_id IN ({marks(ids)})"  # noqa: S608
        )
        return dict(self._db.all(sql, (made_by, *ids)))

    def fronts_words(self, made_by: str, content_ids: Sequence[int]) -> dict[int, bytes]:
        """The words of the fronts of some hundreds of contents, those that were made by this."""
        sql = f"SELECT content_id, words FROM front_words WHERE made_by = ? AND content_id IN ({marks(content_ids)})"  # noqa: S608
        return dict(self._db.all(sql, (made_by, *content_ids)))

    def passages_without_words(self, made_by: str, contents: int) -> list[int]:
        """The passages of the first so many contents whose words this has not made."""
        rows = self._db.all(
            "SELECT p.id FROM passages p WHERE p.content_id IN (SELECT c.id FROM contents c "
            "LEFT JOIN front_words f ON f.content_id = c.id AND f.made_by = ? "
            "WHERE f.content_id IS NULL AND EXISTS (SELECT 1 FROM passages q WHERE q.content_id = c.id) "
            "ORDER BY c.id LIMIT ?)",
            (made_by, contents),
        )
        return [row[0] for row in rows]

    def passages_without_vector(self, encoder: str, after: int, limit: int) -> list[int]:
        """Ids above `after` that this encoder has not embedded, in rising order."""
        rows = self._db.all(
            "SELECT p.id FROM passages p LEFT JOIN vectors v ON v.passage_id = p.id AND v.encoder = ? "
            "WHERE v.passage_id IS NULL AND p.id > ? ORDER BY p.id LIMIT ?",
            (encoder, after, limit),
        )
        return [row[0] for row in rows]

    def outbox(self, limit: int) -> list[tuple[int, int, bool]]:
        """The oldest pending changes: sequence number, passage id, whether deleted."""
        rows = self._db.all(
            "SELECT seq, passage_id, deleted FROM outbox ORDER BY seq LIMIT ?", (limit,)
        )
        return [(seq, passage_id, bool(deleted)) for seq, passage_id, deleted in rows]

    def count_outbox(self) -> int:
        """How many changes the derived indexes have not been told."""
        return self._db.scalar("SELECT COUNT(*) FROM outbox")

    def clear_outbox(self, up_to: int) -> None:
        """Forget the changes up to this sequence number."""
        self._db.execute("DELETE FROM outbox WHERE seq <= ?", (up_to,))

    def last_outbox_seq(self) -> int:
        """The newest pending change's sequence number, 0 for none."""
        return self._db.scalar("SELECT MAX(seq) FROM outbox")


def _matrix(rows: Sequence[tuple[int, bytes]]) -> tuple[list[int], Vectors]:
    if not rows:
        return [], np.zeros((0, 0), dtype=np.float32)
    joined = np.frombuffer(b"".join(blob for _, blob in rows), dtype="<f2")
    return [row[0] for row in rows], joined.reshape(len(rows), -1).astype(np.float32)
