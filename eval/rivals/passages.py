"""What the rivals are given: the text of the documents, whole or cut into passages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.types import Filters, Span

# What tutorials cut by: 1,000 characters, of which 200 stand in the one before too.
WINDOW, OVERLAP = 1_000, 200


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a document's text."""

    document: str
    start: int
    end: int
    text: str


# Finds the best passages for a question: (passage, score), best first.
Retrieve = Callable[[str, int], Sequence[tuple[Passage, float]]]


@dataclass(frozen=True, slots=True)
class Held:
    """A document's text, and where its agenda items stand in it (with their numbers)."""

    text: str
    items: tuple[tuple[Span, str | None], ...]


Corpus = Mapping[str, Held]


def corpus_of(archive: Archive) -> Corpus:
    """Every document of an archive by its name."""
    items: dict[str, list[tuple[Span, str | None]]] = {}
    for item in archive.items(Filters()):
        spans = [passage.span for passage in archive.item_passages(item.id)]
        places = items.setdefault(item.document, [])
        if spans:
            whole = Span(min(s.start for s in spans), max(s.end for s in spans))
            places.append((whole, item.number))
    return {
        name: Held(archive.document(name).text, tuple(places)) for name, places in items.items()
    }


def windows(corpus: Corpus) -> list[Passage]:
    """Overlapping windows of every document, as tutorials cut them."""
    return [
        Passage(name, start, start + WINDOW, held.text[start : start + WINDOW])
        for name, held in corpus.items()
        for start in range(0, max(1, len(held.text) - OVERLAP), WINDOW - OVERLAP)
    ]
