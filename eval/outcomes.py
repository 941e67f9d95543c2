"""What a system did with a question, and running one over a test set."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from eval.questions import TestQuestion

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer as far as it is judged.

    `ranked` and `cited` are (document, item number) in order; `score` is that
    of the best passage.
    """

    id: str
    answered: bool
    answer: str
    ranked: tuple[tuple[str, str | None], ...]
    cited: tuple[tuple[str, str | None], ...]
    quotes: tuple[str, ...]
    score: float
    seconds: float
    error: str | None = None


class System(Protocol):
    """Anything that answers a test question with the JSON of the contract."""

    name: str

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """The answer's JSON; `passages` are ranked."""


def outcome_of(question: TestQuestion, answer: dict[str, Any]) -> Outcome:
    """The judged part of an answer's JSON."""
    passages, citations = answer.get("passages") or [], answer.get("citations") or []
    return Outcome(
        id=question.id,
        answered=bool(answer.get("answered")),
        answer=str(answer.get("answer") or ""),
        ranked=tuple(_place(p) for p in passages),
        cited=tuple(_place(c) for c in citations),
        quotes=tuple(str(c.get("quote") or "") for c in citations),
        score=float(passages[0].get("score") or 0.0) if passages else 0.0,
        seconds=float(answer.get("seconds") or 0.0),
    )


def _place(source: dict[str, Any]) -> tuple[str, str | None]:
    item = source.get("item_number")
    return str(source.get("document") or ""), None if item is None else str(item)


def run(
    system: System, questions: Sequence[TestQuestion], record: Path | None, progress: Progress
) -> Iterator[Outcome]:
    """Ask every question; what `record` holds already is not asked again.

    Each outcome is written to `record` as it comes, so that a stopped run
    goes on where it was. A system that fails on a question has failed it.
    """
    known = dict(_recorded(record)) if record else {}
    for done, question in enumerate(questions, start=1):
        outcome = known.get(question.id)
        if outcome is None:
            outcome = _asked(system, question)
            if record:
                with record.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
        progress(done, len(questions))
        yield outcome


def _asked(system: System, question: TestQuestion) -> Outcome:
    try:
        return outcome_of(question, system.ask(question))
    except Exception as error:
        # One question that breaks a system is a result about the system.
        return Outcome(
            question.id, False, "", (), (), (), 0.0, 0.0, f"{type(error).__name__}: {error}"
        )


def _recorded(record: Path) -> Iterable[tuple[str, Outcome]]:
    if not record.exists():
        return
    for line in record.read_text("utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was killed while writing it
        for key in ("ranked", "cited"):
            row[key] = tuple((d, i) for d, i in row[key])
        row["quotes"] = tuple(row["quotes"])
        yield row["id"], Outcome(**row)
