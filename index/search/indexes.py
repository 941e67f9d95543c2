"""The indexes that are derived from the archive's SQLite: lexical and dense.

One process at a time owns them: it alone writes them and opens the embedded
Chroma (a second reader of that folder fails while the first writes). Whoever
does not own them reads the lexical index, which allows it, and compares
vectors from SQLite. The owner is the first to ask, usually `serve`, which then
also applies what other processes have indexed: they write SQLite and its
outbox, and that is enough.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from index.search.dense import ChromaIndex, DenseIndex, ExactIndex, chroma_server, embedded_chroma
from index.search.lexical import LexicalIndex
from index.store.database import Database
from index.store.derived import Generation
from index.types import Passage

logger = logging.getLogger(__name__)
Progress = Callable[[int, int], None]

# How many changes are applied before the outbox is cleared up to there.
_REPLAY_BATCH = 2_000


class Indexes:
    """Both derived indexes of one generation."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        generation: Generation,
        chroma_url: str | None = None,
        wait_s: float = 0.0,
    ) -> None:
        """Open the indexes, as owner when nobody else is within `wait_s` seconds."""
        self._folder = folder
        self._database = database
        self._chroma_url = chroma_url
        self.generation = generation
        # Threads of one server share the ownership.
        self._lock = FileLock(folder / "indexes.lock", thread_local=False)
        self.is_owner = _acquired(self._lock, wait_s)
        self.lexical = LexicalIndex(folder / "lexical" / str(generation.id))
        self.dense: DenseIndex = self._open_dense()

    def _open_dense(self) -> DenseIndex:
        if self._chroma_url:
            return ChromaIndex(
                chroma_server(self._chroma_url), self._collection(self.generation.id)
            )
        if self.is_owner:
            client = embedded_chroma(self._folder / "chroma")
            return ChromaIndex(client, self._collection(self.generation.id))
        return ExactIndex(self._database, self.generation.encoder)

    def _collection(self, generation_id: int) -> str:
        return f"passages-{self._database.archive_id}-{generation_id}"

    def close(self) -> None:
        """Give ownership back."""
        if self.is_owner:
            self._lock.release()
            self.is_owner = False

    def refresh(self) -> None:
        """See what other processes have indexed since; never waits.

        Changes that nobody has applied (their process was killed) are applied
        by whoever comes first.
        """
        if (
            not self.is_owner
            and self._database.derived.count_outbox()
            and _acquired(self._lock, 0.0)
        ):
            self.is_owner = True
            self.dense = self._open_dense()
        if self.is_owner:
            self.replay()
        else:
            self.lexical.reload()

    def replay(self, progress: Progress | None = None) -> int:
        """Apply every pending change to both indexes; returns how many. Owner only.

        A change is forgotten only after both indexes have it, so a process
        that is killed in between applies it again, which changes nothing.
        """
        if not self.is_owner:
            return 0
        total, done = self._database.derived.count_outbox(), 0
        while batch := self._database.derived.outbox(_REPLAY_BATCH):
            latest = {passage_id: deleted for _, passage_id, deleted in batch}
            self._apply(
                put=[i for i, deleted in latest.items() if not deleted],
                deleted=[i for i, gone in latest.items() if gone],
            )
            self._database.derived.clear_outbox(batch[-1][0])
            done += len(batch)
            if progress:
                progress(done, max(total, done))
        return done

    def _apply(self, put: Sequence[int], deleted: Sequence[int]) -> None:
        passages = self._database.passages.held(put)
        # A passage may have been deleted since; its own entry will follow.
        self.lexical.update(self._with_contents(list(passages.values())), deleted)
        ids, vectors = self._database.derived.vectors(self.generation.encoder, list(passages))
        if deleted:
            self.dense.delete(deleted)
        if ids:
            self.dense.upsert(ids, vectors)

    def _with_contents(self, passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
        contents = self._database.passages.content_ids([p.id for p in passages])
        return [(passage, contents[passage.id]) for passage in passages]

    def is_complete(self) -> bool:
        """Whether both indexes hold as much as SQLite does, the outbox applied."""
        return (
            self.lexical.count() == self._database.passages.count()
            and self.dense.count() == self._database.derived.count_vectors(self.generation.encoder)
        )

    def repair(self, progress: Progress | None = None) -> bool:
        """Rebuild from SQLite what is incomplete; returns whether anything was. Owner only."""
        if not self.is_owner or self._database.derived.count_outbox() or self.is_complete():
            return False
        logger.warning("The search indexes are incomplete and are built again from the archive.")
        self.rebuild(progress)
        return True

    def rebuild(self, progress: Progress | None = None) -> None:
        """Fill both indexes from SQLite. Owner only."""
        pending = self._database.derived.last_outbox_seq()
        held = set(self._database.passages.ids(limit=10**9))
        total = len(held)
        self._drop_strangers()
        done, after = 0, 0
        while ids := self._database.passages.ids(after, _REPLAY_BATCH):
            self._apply(put=ids, deleted=())
            after, done = ids[-1], done + len(ids)
            if progress:
                progress(done, total)
        self._database.derived.clear_outbox(pending)

    def _drop_strangers(self) -> None:
        """Empty both indexes: they may hold ids that SQLite has forgotten."""
        self.lexical.clear()
        self.dense.clear()

    def drop_generation(self, generation_id: int) -> None:
        """Remove the indexes of a generation that is no longer used."""
        shutil.rmtree(self._folder / "lexical" / str(generation_id), ignore_errors=True)
        if isinstance(self.dense, ChromaIndex):
            self.dense.drop_collection(self._collection(generation_id))


def _acquired(lock: FileLock, wait_s: float) -> bool:
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        return False
    return True
