"""The systems that a test set can be put to: ours, and anyone's over HTTP."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.request
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from assistant.as_json import answer_json
from assistant.assistant import Assistant
from assistant.question.understanding import understand
from assistant.types import Question
from eval.outcomes import PageText
from eval.questions import TestQuestion
from index.archive import Archive
from index.errors import UnknownDocument
from index.types import PAGE_BREAK, Document, Filters

# The day that questions are understood on where nothing is answered.
_TODAY = date(2026, 1, 1)
# What a slow rival may take; a language model needs tens of seconds.
_HTTP_TIMEOUT_S = 180


class LocalSystem:
    """This program over an archive on this machine.

    Questions are asked as on the day of the latest meeting held, so that "sidste
    år" means the same whenever the run is made.
    """

    name = "Referatsvar"

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._today = assistant.archive.scope(Filters()).to_date
        self.fingerprint = _code()

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """The answer's JSON."""
        answer = self._assistant.ask(
            question.question,
            history=question.history,
            bodies=question.bodies,
            from_date=question.from_date,
            to_date=question.to_date,
            today=self._today,
        )
        return answer_json(answer)


def understood(asked: TestQuestion, assistant: Assistant) -> tuple[Question, Filters]:
    """What our assistant takes a question for, and the filters that it is asked with.

    As if asked on one day, so that "sidste år" means the same in every run.
    """
    given = assistant.filters(asked.bodies, asked.from_date, asked.to_date)
    names = assistant.archive.body_names()
    return understand(asked.question, names, given, asked.history, _TODAY), given


@cache
def _code() -> str:
    """Names the code, the word lists and the networks that an answer depends on."""
    digest = hashlib.sha256()
    for package in ("assistant", "index"):
        for source in _sources(files(package)):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _sources(entry)
        elif entry.name.endswith((".py", ".tsv", ".txt", ".sql", ".npz", ".onnx", ".safetensors")):
            found.append(entry)
    return found


class HttpSystem:
    """Any system that answers POST /api/v1/ask with the JSON of the contract."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"{url} is not an http address.")
        self.name = url
        self.fingerprint = url
        self._url = url.rstrip("/") + "/api/v1/ask"

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """The answer's JSON; `seconds` is what the caller waited when it tells none."""
        body = {
            "question": question.question,
            "history": [{"role": t.role, "content": t.content} for t in question.history],
            "body": question.bodies[0] if question.bodies else None,
            "from": question.from_date.isoformat() if question.from_date else None,
            "to": question.to_date.isoformat() if question.to_date else None,
        }
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            self._url, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        started = time.perf_counter()
        with urllib.request.urlopen(request, timeout=_HTTP_TIMEOUT_S) as response:  # noqa: S310
            answer: dict[str, Any] = json.load(response)
        answer.setdefault("seconds", round(time.perf_counter() - started, 4))
        return answer


def page_text(archive: Archive) -> PageText:
    """Looks pages up in an archive, to see whether a quote stands on its page."""

    @cache
    def document(name: str) -> Document | None:
        try:
            return archive.document(name)
        except UnknownDocument:
            return None

    def text(name: str, page: int) -> str | None:
        held = document(name)
        if held is None or not 1 <= page <= len(held.pages):
            return None
        # A sentence may run over to the next page, as far as its full stop.
        here, over = held.pages[page - 1], "".join(held.pages[page : page + 1])
        return here + PAGE_BREAK + over[: over.find(".") + 1]

    return text
