"""Referatsvar: the documents indexed as by `referatsvar index`, searched and asked as by a user."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.assistant import Assistant
from eval.scale.setups import Corpus, Search
from index.archive import Archive
from index.types import Filters


def build(corpus: Corpus, folder: Path) -> float:
    """Read, parse, embed and index the documents."""
    with Archive(folder, create=True) as archive:
        archive.index([corpus.documents])
    return 0.0


def opened(folder: Path) -> Mapping[str, Search]:
    """A whole search with its second look, and a whole answer."""
    assistant = Assistant(Archive(folder))
    return {
        "search": lambda question: assistant.search(question, Filters(), 10),
        "ask": assistant.ask,
    }
