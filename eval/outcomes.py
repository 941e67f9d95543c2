"""What a system did with a question, and running one over a test set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from eval.questions import TestQuestion

Progress = Callable[[int, int], None]
# The text of a page, by document and page number; None when there is no such page.
PageText = Callable[[str, int], str | None]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation as it is judged.

    `on_page` says whether the quote stands on the page it names, white space
    folded; None when it names no page, or nobody could look.
    """

    document: str
    item: str | None
    page: int | None
    section: str | None
    quote: str
    on_page: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer as far as it is judged.

    `ranked` is (document, item number) of the passages in order; `score` is
    that of the best passage.
    """

    id: str
    answered: bool
    answer: str
    ranked: tuple[tuple[str, str | None], ...]
    quotations: tuple[Quotation, ...]
    score: float
    seconds: float
    error: str | None = None

    @property
    def cited(self) -> tuple[tuple[str, str | None], ...]:
        """(document, item number) of each quotation in order."""
        return tuple((q.document, q.item) for q in self.quotations)


class System(Protocol):
    """Anything that answers a test question with the JSON of the contract.

    `fingerprint` names what its answers depend on besides the archive: when it
    has changed, answers that were recorded before are asked for again.
    """

    @property
    def name(self) -> str:
        """As the report calls it."""

    @property
    def fingerprint(self) -> str:
        """Changes when the system does."""

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """The answer's JSON; `passages` are ranked."""


def outcome_of(
    question: TestQuestion, answer: dict[str, Any], page_text: PageText | None
) -> Outcome:
    """The judged part of an answer's JSON."""
    passages, citations = answer.get("passages") or [], answer.get("citations") or []
    return Outcome(
        id=question.id,
        answered=bool(answer.get("answered")),
        answer=str(answer.get("answer") or ""),
        ranked=tuple(_place(p) for p in passages),
        quotations=tuple(_quotation(c, page_text) for c in citations),
        score=float(passages[0].get("score") or 0.0) if passages else 0.0,
        seconds=float(answer.get("seconds") or 0.0),
    )


def _place(source: dict[str, Any]) -> tuple[str, str | None]:
    item = source.get("item_number")
    return str(source.get("document") or ""), None if item is None else str(item)


def _quotation(citation: dict[str, Any], page_text: PageText | None) -> Quotation:
    document, item = _place(citation)
    page, quote = citation.get("page"), str(citation.get("quote") or "")
    on_page = None
    if page_text is not None and isinstance(page, int):
        held = page_text(document, page)
        on_page = bool(quote) and held is not None and _folded(quote) in _folded(held)
    return Quotation(document, item, page, citation.get("section"), quote, on_page)


def _folded(text: str) -> str:
    return " ".join(text.split())


def run(
    system: System,
    questions: Sequence[TestQuestion],
    record: Path | None,
    progress: Progress,
    page_text: PageText | None = None,
) -> Iterator[Outcome]:
    """Ask every question; what `record` holds already is not asked again.

    Each outcome is written to `record` as it comes, so that a stopped run
    goes on where it was; a question that was changed since is asked again. A
    system that fails on a question has failed it.
    """
    known = dict(_recorded(record)) if record else {}
    for done, question in enumerate(questions, start=1):
        outcome = known.get(_asked_key(question))
        if outcome is None:
            outcome = _asked(system, question, page_text)
            if record:
                row = {"asked": _asked_key(question), **asdict(outcome)}
                with record.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        progress(done, len(questions))
        yield outcome


def _asked_key(question: TestQuestion) -> str:
    """What was asked under this id: two questions with one key get one answer."""
    asked = (
        question.id,
        question.question,
        [(t.role, t.content) for t in question.history],
        question.bodies,
        str(question.from_date),
        str(question.to_date),
    )
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def _asked(system: System, question: TestQuestion, page_text: PageText | None) -> Outcome:
    try:
        return outcome_of(question, system.ask(question), page_text)
    except Exception as error:
        # One question that breaks a system is a result about the system.
        return Outcome(question.id, False, "", (), (), 0.0, 0.0, f"{type(error).__name__}: {error}")


def _recorded(record: Path) -> Iterable[tuple[str, Outcome]]:
    if not record.exists():
        return
    for line in record.read_text("utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was killed while writing it
        key = row.pop("asked")
        row["ranked"] = tuple((d, i) for d, i in row["ranked"])
        row["quotations"] = tuple(Quotation(**q) for q in row["quotations"])
        yield key, Outcome(**row)
