"""txtai's first example: an Embeddings index over texts, alone and with its keyword index."""

from __future__ import annotations

from txtai import Embeddings

from eval.rivals.minilm import model_path
from eval.rivals.passages import Corpus, Passage, Rival, windows


def dense(corpus: Corpus) -> Rival:
    """As it comes."""
    return _rival("txtai", "Embeddings with all-MiniLM-L6-v2, windows of 1,000 characters", corpus)


def hybrid(corpus: Corpus) -> Rival:
    """With `hybrid=True`."""
    return _rival(
        "txtai, hybrid",
        "Embeddings(hybrid=True) with all-MiniLM-L6-v2, windows of 1,000 characters",
        corpus,
        hybrid=True,
    )


def _rival(name: str, setup: str, corpus: Corpus, **options: bool) -> Rival:
    passages = windows(corpus)
    embeddings = Embeddings(path=model_path(), gpu=False, **options)
    embeddings.index([p.text for p in passages])

    def retrieve(query: str, top: int) -> list[tuple[Passage, float]]:
        return [
            (passages[int(place)], float(score)) for place, score in embeddings.search(query, top)
        ]

    return Rival(name, setup, corpus, retrieve)
