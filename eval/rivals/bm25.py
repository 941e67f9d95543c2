"""BM25 with bm25s (Lù 2024), as its page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import bm25s
import Stemmer

from eval.rivals.passages import Corpus, Passage, Retrieve, windows
from eval.rivals.rival import Rival

Tokenize = Callable[[Sequence[str]], list[list[str]]]
_LIBRARIES = ("bm25s", "PyStemmer")


def plain(corpus: Corpus) -> Rival:
    """Lower case words and nothing else."""
    setup = "bm25s, lower case words, windows of 1,000 characters"
    tokenize = _tokenizer([], None)
    return Rival("BM25", setup, corpus, lambda: _index(corpus, tokenize), _LIBRARIES)


def danish(corpus: Corpus) -> Rival:
    """With the library's list of Danish stop words and a Danish stemmer."""
    setup = "bm25s, its Danish stop words, Snowball's Danish stemmer, windows of 1,000 characters"
    tokenize = _tokenizer("danish", Stemmer.Stemmer("danish"))
    return Rival(
        "BM25, Danish stemmer", setup, corpus, lambda: _index(corpus, tokenize), _LIBRARIES
    )


def _tokenizer(stopwords: str | list[str], stemmer: object) -> Tokenize:
    def tokenize(texts: Sequence[str]) -> list[list[str]]:
        split: list[list[str]] = bm25s.tokenize(
            list(texts),
            stopwords=stopwords,
            stemmer=stemmer,
            return_ids=False,
            show_progress=False,
        )
        return split

    return tokenize


def _index(corpus: Corpus, tokenize: Tokenize) -> Retrieve:
    passages = windows(corpus)
    index = bm25s.BM25()
    index.index(tokenize([p.text for p in passages]), show_progress=False)

    def retrieve(query: str, top: int) -> list[tuple[Passage, float]]:
        top = min(top, len(passages))
        places, scores = index.retrieve(tokenize([query]), k=top, show_progress=False)
        found = zip(places[0], scores[0], strict=True)
        return [(passages[int(place)], float(score)) for place, score in found]

    return retrieve
