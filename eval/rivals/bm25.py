"""BM25 with bm25s (Lù 2024), as its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import bm25s
import Stemmer

from eval.rivals.passages import Corpus, Passage, Rival, windows


def plain(corpus: Corpus) -> Rival:
    """Lower case words and nothing else."""
    return _rival(
        "BM25", "bm25s, lower case words, windows of 1,000 characters", corpus, stopwords=[]
    )


def danish(corpus: Corpus) -> Rival:
    """With the library's list of Danish stop words and a Danish stemmer."""
    return _rival(
        "BM25, Danish stemmer",
        "bm25s with Danish stop words and Snowball's Danish stemmer, windows of 1,000 characters",
        corpus,
        stopwords="danish",
        stemmer=Stemmer.Stemmer("danish"),
    )


def _rival(
    name: str,
    setup: str,
    corpus: Corpus,
    stopwords: str | list[str],
    stemmer: Callable[..., object] | None = None,
) -> Rival:
    passages = windows(corpus)

    def tokens(texts: Sequence[str]) -> list[list[str]]:
        split: list[list[str]] = bm25s.tokenize(
            list(texts),
            stopwords=stopwords,
            stemmer=stemmer,
            return_ids=False,
            show_progress=False,
        )
        return split

    index = bm25s.BM25()
    index.index(tokens([p.text for p in passages]), show_progress=False)

    def retrieve(query: str, top: int) -> list[tuple[Passage, float]]:
        places, scores = index.retrieve(
            tokens([query]), k=min(top, len(passages)), show_progress=False
        )
        return [
            (passages[int(place)], float(score))
            for place, score in zip(places[0], scores[0], strict=True)
        ]

    return Rival(name, setup, corpus, retrieve)
