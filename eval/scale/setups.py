"""The systems that are measured, each as its own pages show it, and what they are given."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

# The name on the command line, as the table calls it, and its module.
SETUPS: Mapping[str, tuple[str, str]] = {
    "referatsvar": ("Referatsvar", "eval.scale.ours"),
    "bm25s": ("bm25s", "eval.scale.bm25"),
    "llamaindex": ("LlamaIndex + Chroma", "eval.scale.llamaindex_chroma"),
    "txtai": ("txtai", "eval.scale.txtai_faiss"),
}
# How many passages a slow encoder embeds; see `embedded`.
_EMBEDDED = 128
_SEED = 20260101

Search = Callable[[str], object]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in a folder, and a file with the passages that we make of them, a JSON string a line."""

    documents: Path
    passages: Path

    def texts(self) -> Iterator[str]:
        """The passages."""
        with self.passages.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


class Setup(Protocol):
    """A module that builds an index on disk, and opens it again in another process."""

    def build(self, corpus: Corpus, folder: Path) -> float:
        """Build it; returns the seconds that it would have taken beyond those that it took."""

    def opened(self, folder: Path) -> Mapping[str, Search]:
        """Ways of asking for ten passages, by name."""


def setup(name: str) -> Setup:
    """The module of a name."""
    module: Setup = import_module(SETUPS[name][1])
    return module


def embedded(
    texts: Sequence[str], embed: Callable[[Sequence[str]], npt.ArrayLike]
) -> tuple[Vectors, float]:
    """A vector for each text, and the seconds that embedding them all would have taken more.

    A transformer on two cores embeds some ten passages a second: hours for
    100,000. The first few are embedded; the vectors of the others are mixed
    from theirs. How long a search takes does not depend on what is near.
    """
    started = time.perf_counter()
    real = np.asarray(embed(texts[:_EMBEDDED]), dtype=np.float32)
    seconds = time.perf_counter() - started
    left = len(texts) - len(real)
    random = np.random.default_rng(_SEED)
    pairs = random.integers(len(real), size=(2, left))
    noise = random.standard_normal((left, real.shape[1]), dtype=np.float32) / real.shape[1] ** 0.5
    mixed = real[pairs[0]] + 0.7 * real[pairs[1]] + 0.5 * noise
    vectors = np.concatenate([real, mixed])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, seconds * left / len(real)
