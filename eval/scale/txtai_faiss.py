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
    vectors, more_s = embedded(texts, _model().batchtransform)
    # Vectors that come from outside are taken as they are; a model's own path takes texts only.
    embeddings = Embeddings(method="external")
    embeddings.index((number, vector, None) for number, vector in enumerate(vectors))
    embeddings.save(str(folder))
    return more_s


def opened(folder: Path) -> Mapping[str, Search]:
    """Its search, the question embedded by its own model."""
    model, embeddings = _model(), Embeddings()
    embeddings.load(str(folder))
    return {"search": lambda question: embeddings.search(model.transform(question), 10)}


def _model() -> Embeddings:
    return Embeddings(path=model_path(), gpu=False)
