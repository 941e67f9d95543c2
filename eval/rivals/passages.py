"""What the rivals share: text cut into passages, and which agenda items a passage touches."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from eval.questions import TestQuestion
from index.archive import Archive
from index.types import Filters, Span

# What tutorials cut by: 1,000 characters, of which 200 stand in the one before too.
WINDOW, OVERLAP = 1_000, 200
_TOP = 20


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


class Rival:
    """A retriever that answers every question with its best passage.

    `setup` says in a sentence how it was set up. `prepare` indexes the corpus;
    it is called when the first question comes.
    """

    def __init__(
        self, name: str, setup: str, corpus: Corpus, prepare: Callable[[], Retrieve]
    ) -> None:
        self.name = name
        self.setup = setup
        self._corpus = corpus
        self._prepare = prepare

    @cached_property
    def _retrieve(self) -> Retrieve:
        return self._prepare()

    @property
    def fingerprint(self) -> str:
        """Names the text and the code that its answers depend on."""
        digest = hashlib.sha256(repr(sorted(self._corpus.items())).encode())
        for source in sorted(files("eval.rivals").iterdir(), key=lambda entry: entry.name):
            if source.name.endswith(".py"):
                digest.update(source.read_bytes())
        return digest.hexdigest()[:12]

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """The answer's JSON. What was said before and filters are not made use of."""
        retrieve = self._retrieve
        started = time.perf_counter()
        found = retrieve(question.question, _TOP)
        seconds = round(time.perf_counter() - started, 4)
        placed = [self._places(passage, score) for passage, score in found]
        return {
            "question": question.question,
            "answered": bool(placed),
            "answer": found[0][0].text if found else "",
            "citations": placed[0][:1] if placed else [],
            "passages": [place for places in placed for place in places],
            "seconds": seconds,
        }

    def _places(self, passage: Passage, score: float) -> list[dict[str, Any]]:
        """The passage once for each agenda item that it touches, the most touched first."""
        shared = [
            (min(span.end, passage.end) - max(span.start, passage.start), number)
            for span, number in self._corpus[passage.document].items
        ]
        touched = sorted((s for s in shared if s[0] > 0), key=lambda s: -s[0])
        numbers = [number for _, number in touched] or [None]
        return [
            {
                "document": passage.document,
                "item_number": number,
                "quote": passage.text,
                "score": float(score),
            }
            for number in numbers
        ]
