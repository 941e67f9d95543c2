"""How alike words are in meaning: by the vectors of the encoder that ships, word by word.

A sentence's vector drowns the one word that matters; the best word for each
word of the question does not (late interaction: Khattab and Zaharia, 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.encoder.encoder import Encoder, load_encoder

Vectors = NDArray[np.float32]

# Cosines of two words: below the floor they are strangers, above the ceiling
# the same in other words ("plejehjem" and "plejecenter" have .6).
_FLOOR, _CEILING = 0.3, 0.7
_MAX_WORDS = 100_000


class WordVectors:
    """Vectors of single words, each computed once. May be used from many threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._one_at_a_time = Lock()
        self._rows: dict[str, int] = {}
        self._vectors: Vectors = np.zeros((0, encoder.dimension), dtype=np.float32)

    def of(self, words: Sequence[str]) -> Vectors:
        """One row a word, shape (n, dimension)."""
        with self._one_at_a_time:
            missing = list(dict.fromkeys(w for w in words if w not in self._rows))
            if len(self._rows) + len(missing) > _MAX_WORDS:
                self._rows = {}
                missing = list(dict.fromkeys(words))
            if missing:
                self._learn(missing)
            return np.asarray(self._vectors[[self._rows[word] for word in words]])

    def _learn(self, words: Sequence[str]) -> None:
        start, end = len(self._rows), len(self._rows) + len(words)
        if end > len(self._vectors):
            # Half as much again, so that few words do not copy all the others each time.
            held = np.zeros((end + end // 2, self._encoder.dimension), dtype=np.float32)
            held[:start] = self._vectors[:start]
            self._vectors = held
        self._vectors[start:end] = self._encoder.encode_passages(words)
        self._rows.update(zip(words, range(start, end), strict=True))

    def texts(self, texts: Sequence[str]) -> Vectors:
        """One row a text, not kept."""
        return self._encoder.encode_passages(list(texts))


def likeness(asked: Vectors, held: Vectors) -> NDArray[np.float64]:
    """From 0 (strangers) to 1 (the same) for each pair, shape (asked, held)."""
    cosines = (asked @ held.T).astype(np.float64)
    return np.clip((cosines - _FLOOR) / (_CEILING - _FLOOR), 0.0, 1.0)


@cache
def word_vectors() -> WordVectors:
    """Those of the encoder that ships, whichever encoder an archive was indexed with."""
    return WordVectors(load_encoder())
