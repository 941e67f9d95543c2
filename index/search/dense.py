"""Dense search: nearest vectors. The only file that knows Chroma.

Chroma holds ids and vectors and nothing else; texts, filters and the vectors'
originals are in SQLite, so a lost or damaged collection is rebuilt from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.errors import DenseIndexError
from index.store.database import Database

Vectors = npt.NDArray[np.float32]

# Chroma takes at most 5,461 rows a call; small batches keep searches that run
# at the same time from waiting (500 rows stall them for 300 ms).
_BATCH = 500
# Above this many allowed ids, asking for more and dropping the rest is faster.
_MAX_ALLOWED = 20_000
_OVERSAMPLE = 10
# Recall .991 of the exact top 50 among 100,000 at 2 ms.
_EF_SEARCH = 200


class DenseIndex(Protocol):
    """Vectors by passage id."""

    def upsert(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Put vectors of unit length, shape (n, dimension); those that are held are replaced."""

    def delete(self, ids: Sequence[int]) -> None:
        """Take vectors away; ids that are not held are passed over."""

    def query(
        self, vector: Vectors, top: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Ids and cosines of the nearest, best first. `allowed` restricts it; None allows all."""

    def count(self) -> int:
        """How many vectors are held."""

    def clear(self) -> None:
        """Forget every vector."""


class ChromaIndex:
    """A Chroma collection, in a folder of this process or on a server."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name
        self._collection = self._opened()

    def _opened(self) -> Any:
        # Without `embedding_function=None` Chroma attaches a model it downloads.
        return _translated(
            self._client.get_or_create_collection,
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
        )

    def upsert(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Put vectors; those that are held are replaced."""
        for start in range(0, len(ids), _BATCH):
            _translated(
                self._collection.upsert,
                ids=[str(i) for i in ids[start : start + _BATCH]],
                embeddings=vectors[start : start + _BATCH],
            )

    def delete(self, ids: Sequence[int]) -> None:
        """Take vectors away."""
        for start in range(0, len(ids), _BATCH):
            _translated(self._collection.delete, ids=[str(i) for i in ids[start : start + _BATCH]])

    def query(
        self, vector: Vectors, top: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Ids and cosines of the nearest, best first."""
        if (allowed is not None and not allowed) or not vector.any():
            return []
        narrow = allowed is not None and len(allowed) <= _MAX_ALLOWED
        wanted = top if allowed is None or narrow else top * _OVERSAMPLE
        result = _translated(
            self._collection.query,
            query_embeddings=vector.reshape(1, -1),
            # More than are held is no error; to count them takes longer than the query.
            n_results=wanted,
            ids=[str(i) for i in allowed] if allowed is not None and narrow else None,
            include=["distances"],
        )
        hits = [
            (int(i), 1.0 - float(distance))
            for i, distance in zip(result["ids"][0], result["distances"][0], strict=True)
        ]
        if allowed is not None and not narrow:
            permitted = set(allowed)
            hits = [hit for hit in hits if hit[0] in permitted]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:top]

    def count(self) -> int:
        """How many vectors are held."""
        return int(_translated(self._collection.count))

    def clear(self) -> None:
        """Forget every vector."""
        self.drop_collection(self._name)
        self._collection = self._opened()

    def drop_collection(self, name: str) -> None:
        """Remove a collection of this client, if it is there."""
        names = {collection.name for collection in _translated(self._client.list_collections)}
        if name in names:
            _translated(self._client.delete_collection, name)


class ExactIndex:
    """Every vector compared, straight from SQLite.

    For processes that may not open the embedded Chroma because another one
    has it (two processes on one folder lose vectors or fail), and the oracle
    in tests. 2 to 16 ms for 100,000 vectors of 256 dimensions.
    """

    def __init__(self, database: Database, encoder: str) -> None:
        self._database = database
        self._encoder = encoder
        self._ids: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._matrix: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._version: int | None = None

    def upsert(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Nothing to do: SQLite has them."""

    def delete(self, ids: Sequence[int]) -> None:
        """Nothing to do: SQLite has forgotten them."""

    def query(
        self, vector: Vectors, top: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Ids and cosines of the nearest, best first."""
        self._refresh()
        if not len(self._ids) or not vector.any():
            return []
        ids, matrix = self._ids, self._matrix
        if allowed is not None:
            mask = np.isin(ids, np.asarray(allowed, dtype=np.int64))
            ids, matrix = ids[mask], matrix[mask]
        cosines = matrix @ vector.reshape(-1)
        order = np.lexsort((ids, -cosines))[:top]
        return [(int(ids[i]), float(cosines[i])) for i in order]

    def count(self) -> int:
        """How many vectors are held."""
        return self._database.derived.count_vectors(self._encoder)

    def clear(self) -> None:
        """Nothing to do."""

    def _refresh(self) -> None:
        version = self._database.data_version()
        if version != self._version:
            ids, self._matrix = self._database.derived.all_vectors(self._encoder)
            self._ids = np.asarray(ids, dtype=np.int64)
            self._version = version


def embedded_chroma(folder: Path) -> Any:
    """A client of the Chroma in this folder. One process at a time may have it."""
    import chromadb  # noqa: PLC0415 - 0.4 s, and not needed beside a server

    folder.mkdir(parents=True, exist_ok=True)
    return _translated(chromadb.PersistentClient, str(folder), settings=_settings())


def chroma_server(url: str) -> Any:
    """A client of the Chroma server at `url` (started with `chroma run`).

    Raises:
        DenseIndexError: the address is no URL, or no server answers there.
    """
    import chromadb  # noqa: PLC0415

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise DenseIndexError(
            f"{url} is not the address of a Chroma server, such as http://127.0.0.1:8000."
        )
    ssl = parts.scheme == "https"
    return _translated(
        chromadb.HttpClient,
        host=parts.hostname,
        port=parts.port or (443 if ssl else 80),
        ssl=ssl,
        settings=_settings(),
        where=url,
    )


def _settings() -> Any:
    from chromadb.config import Settings  # noqa: PLC0415

    return Settings(anonymized_telemetry=False)


def _translated(
    call: Any, *args: Any, where: str = "the archive's chroma folder", **kwargs: Any
) -> Any:
    """Call Chroma; what it raises becomes our error, in this one place."""
    import httpx  # noqa: PLC0415 - comes with chromadb, which talks through it
    from chromadb.errors import ChromaError  # noqa: PLC0415

    try:
        return call(*args, **kwargs)
    except (ChromaError, httpx.HTTPError, ValueError, OSError, RuntimeError) as error:
        raise DenseIndexError(
            f"The vector index ({where}) does not answer: {error}. Is the Chroma server running, "
            "and is the address right? An embedded one may be deleted: it is rebuilt at the next `index`."
        ) from error
