"""txtai's Embeddings with all-MiniLM-L6-v2 and the vector index that it comes with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from txtai import Embeddings

from eval.rivals.minilm import model_path
from eval.scale.setups import Corpus, Search, embedded


def build(corpus: Corpus, folder: Path) -> float:
    """Index the passages' vectors; a user keeps the texts in a list."""
    texts = list(corpus.texts())
    embeddings = Embeddings(path=model_path(), gpu=False)
    vectors, more_s = embedded(
        texts, lambda part: embeddings.batchtransform([(None, text, None) for text in part])
    )
    embeddings.index((number, vector, None) for number, vector in enumerate(vectors))
    embeddings.save(str(folder))
    return more_s


def opened(folder: Path) -> Mapping[str, Search]:
    """Its search."""
    embeddings = Embeddings()
    embeddings.load(str(folder))
    return {"search": lambda question: embeddings.search(question, 10)}
