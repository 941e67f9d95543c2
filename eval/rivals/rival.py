"""A rival: what it finds is kept, and counts for the agenda items that it touches.

What a rival finds for a question depends on the documents' text, on how it is
set up and on the versions of its libraries, and on nothing of ours. So it is
asked once, and again only when one of these has changed.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from eval.questions import TestQuestion
from eval.rivals.passages import Corpus, Passage, Retrieve

_TOP = 20
# The files besides its own that say how a rival is set up.
_SHARED = ("passages.py", "minilm.py")

Found = Sequence[tuple[Passage, float]]


class Rival:
    """A retriever that answers every question with its best passage.

    `setup` says in a sentence how it was set up. `prepare` indexes the corpus;
    it is called when the first question comes that it was not asked before.
    `libraries` are the distributions that its answers depend on. What it finds
    is kept in the folder `kept`, where there is one.
    """

    def __init__(
        self,
        name: str,
        setup: str,
        corpus: Corpus,
        prepare: Callable[[], Retrieve],
        libraries: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.setup = setup
        self.versions = {library: version(library) for library in libraries}
        self.kept: Path | None = None
        self._corpus = corpus
        self._prepare = prepare

    @cached_property
    def _retrieve(self) -> Retrieve:
        return self._prepare()

    @cached_property
    def findings_fingerprint(self) -> str:
        """Names all that what it finds depends on, but the question."""
        folder = files("eval.rivals")
        own = self._prepare.__module__.rsplit(".", 1)[-1] + ".py"
        digest = hashlib.sha256(repr((self.name, self.setup, self.versions, _TOP)).encode())
        for name in (own, *_SHARED):
            if (folder / name).is_file():
                digest.update((folder / name).read_bytes())
        for name, held in self._corpus.items():
            digest.update(repr((name, held.text)).encode())
        return digest.hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """Names all that its answers depend on: what it finds, and where the items stand."""
        digest = hashlib.sha256(self.findings_fingerprint.encode())
        digest.update(repr([held.items for held in self._corpus.values()]).encode())
        digest.update((files("eval.rivals") / "rival.py").read_bytes())
        return digest.hexdigest()[:12]

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """The answer's JSON. What was said before and filters are not made use of.

        `seconds` is what it took when it was asked.
        """
        found, seconds = self._find(question.question)
        placed = [self._places(passage, score) for passage, score in found]
        return {
            "question": question.question,
            "answered": bool(placed),
            "answer": found[0][0].text if found else "",
            "citations": placed[0][:1] if placed else [],
            "passages": [place for places in placed for place in places],
            "seconds": seconds,
        }

    def _find(self, question: str) -> tuple[Found, float]:
        held = self._findings.get(question)
        if held is not None:
            return [(self._passage(*row), score) for *row, score in held["found"]], held["seconds"]
        retrieve = self._retrieve
        started = time.perf_counter()
        found = retrieve(question, _TOP)
        seconds = round(time.perf_counter() - started, 4)
        if self._file is not None:
            rows = [[*self._row(passage), float(score)] for passage, score in found]
            row = {"question": question, "seconds": seconds, "found": rows}
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        return found, seconds

    @cached_property
    def _file(self) -> Path | None:
        if self.kept is None:
            return None
        self.kept.mkdir(parents=True, exist_ok=True)
        return self.kept / f"{self.findings_fingerprint}.jsonl"

    @cached_property
    def _findings(self) -> Mapping[str, dict[str, Any]]:
        return dict(_read(self._file)) if self._file else {}

    def _row(self, passage: Passage) -> tuple[str, int, int, str | None]:
        """A passage as it is kept: with its text only where that is not the document's."""
        same = passage.text == self._corpus[passage.document].text[passage.start : passage.end]
        return passage.document, passage.start, passage.end, None if same else passage.text

    def _passage(self, document: str, start: int, end: int, text: str | None) -> Passage:
        held = self._corpus[document].text[start:end]
        return Passage(document, start, end, held if text is None else text)

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


def _read(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was killed while writing it
        yield row["question"], row
