"""bm25s with Danish stop words and a Danish stemmer, saved and loaded as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import bm25s
import Stemmer

from eval.scale.setups import Corpus, Search


def build(corpus: Corpus, folder: Path) -> float:
    """Index the passages and save them with the index."""
    texts = list(corpus.texts())
    index = bm25s.BM25()
    index.index(_tokenized(texts), show_progress=False)
    index.save(str(folder), corpus=texts, show_progress=False)
    return 0.0


def opened(folder: Path) -> Mapping[str, Search]:
    """Its search."""
    index = bm25s.BM25.load(str(folder), load_corpus=True, show_progress=False)

    def search(question: str) -> object:
        return index.retrieve(_tokenized([question]), k=10, show_progress=False)

    return {"search": search}


def _tokenized(texts: Sequence[str]) -> Any:
    return bm25s.tokenize(
        list(texts), stopwords="danish", stemmer=Stemmer.Stemmer("danish"), show_progress=False
    )
