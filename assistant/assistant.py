"""Ask an archive: question → understanding → retrieval → evidence → answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answers import Context, NotFound, answer_statements
from assistant.answers.refusal import refusal
from assistant.citations import cite
from assistant.course import Step, course_of
from assistant.evidence import (
    MIN_COVERAGE,
    Candidate,
    SentenceFinder,
    find_candidates,
    ranked_hits,
)
from assistant.matching import matcher_for
from assistant.receipts import make_receipt
from assistant.texts import date_text, listed, phrase
from assistant.types import Answer, Citation, Question, Turn
from assistant.understanding import understand
from index.archive import Archive
from index.types import Filters, Hit, Scope

# How many passages an answer shows as considered.
_SHOWN = 20
_RETRIEVED = 60


class Assistant:
    """Answers questions from one archive. May be used from many threads."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Turn] = (),
        bodies: Sequence[str] = (),
        from_date: date | None = None,
        to_date: date | None = None,
        today: date | None = None,
    ) -> Answer:
        """Answer a question, or say that the minutes do not show it.

        `bodies` are names or abbreviations. `history` are the turns before,
        oldest first; `today` is what "sidste år" counts from.

        Raises:
            InvalidQuestion: it is empty or too long.
        """
        started = time.perf_counter()
        given = self.filters(bodies, from_date, to_date)
        question = understand(text, self.archive.body_names(), given, history, today)
        filters = _joined(given, question.inferred)
        answer = self._answer(question, filters)
        if not answer.answered and filters != given:
            # A filter that was inferred may not hide what is there.
            wider = self._answer(question, given)
            if wider.answered:
                answer = self._loosened(wider, question)
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def filters(
        self, bodies: Sequence[str] = (), from_date: date | None = None, to_date: date | None = None
    ) -> Filters:
        """Filters from names; a body that is not held matches nothing."""
        names = self.archive.body_names()
        resolved = tuple(name for body in bodies for name in (names.resolve(body) or (body,)))
        return Filters(resolved, from_date, to_date)

    def search(self, text: str, filters: Filters, top: int) -> list[Hit]:
        """The ranked passages for a text, after a second look.

        Raises:
            InvalidQuestion: there is no word in it, or far too many.
        """
        question = understand(text, self.archive.body_names(), filters)
        hits = self.archive.search(text, filters, max(top, _RETRIEVED))
        matcher = matcher_for(question.topic, self.archive, question.language == "en")
        candidates = find_candidates(question, hits, self.archive, matcher)
        return ranked_hits(candidates, hits)[:top]

    def course(self, case_number: str) -> list[Step]:
        """The steps of a case, oldest first; [] when the case is not held."""
        items = [item for item in self.archive.items(Filters(), case_number.strip()) if item.public]
        return course_of(items, self.archive)

    def _answer(self, question: Question, filters: Filters) -> Answer:
        hits = self._retrieve(question, filters)
        matcher = matcher_for(question.topic, self.archive, question.language == "en")
        candidates = find_candidates(question, hits, self.archive, matcher)
        about = [c for c in candidates if _is_about(c, question)]
        context = Context(
            question=question,
            archive=self.archive,
            filters=filters,
            candidates=[c for c in about if c.item is None or c.item.public],
            finder=SentenceFinder(self.archive, matcher, question),
        )
        result = NotFound() if _is_closed(about) else answer_statements(context)
        scope = self.archive.scope(filters)
        if not isinstance(result, NotFound):
            text, citations = cite(result, self.archive)
            if citations:
                shown = ranked_hits(candidates, hits, [c.passage for c in citations])
                return self._made(question, True, text, citations, shown, scope)
            result = NotFound()
        text = refusal(question, result, candidates, about, matcher, scope)
        return self._made(question, False, text, (), ranked_hits(candidates, hits), scope)

    def _retrieve(self, question: Question, filters: Filters) -> list[Hit]:
        if question.case_number:
            items = self.archive.items(filters, question.case_number)
            passages = [p for item in items for p in self.archive.item_passages(item.id)]
            if passages:
                return [Hit(passage, 1.0, 1.0, 0.0) for passage in passages[:_RETRIEVED]]
        return self.archive.search(question.search_text, filters, _RETRIEVED)

    def _made(
        self,
        question: Question,
        answered: bool,
        text: str,
        citations: Sequence[Citation],
        hits: Sequence[Hit],
        scope: Scope,
    ) -> Answer:
        return Answer(
            question=question.text,
            answered=answered,
            text=text,
            citations=tuple(citations),
            hits=tuple(hits[:_SHOWN]),
            scope=scope,
            kind=question.kind,
            language=question.language,
            receipt=make_receipt(question.text, text, citations, self.archive),
            seconds=0.0,
        )

    def _loosened(self, answer: Answer, question: Question) -> Answer:
        what = _filter_text(question.language, question.inferred)
        text = f"{phrase(question.language, 'loosened', what=what)}\n\n{answer.text}"
        return replace(answer, text=text, receipt=replace(answer.receipt, answer=text))


def _is_about(candidate: Candidate, question: Question) -> bool:
    """Whether a candidate covers enough of the subject to answer from."""
    if (
        question.case_number
        and candidate.item
        and candidate.item.case_number == question.case_number
    ):
        return True
    return candidate.coverage >= MIN_COVERAGE


def _is_closed(about: Sequence[Candidate]) -> bool:
    """Whether what is asked about is, by its title, a closed item."""
    closed = max((c.title_coverage for c in about if c.item and not c.item.public), default=0.0)
    public = max((c.title_coverage for c in about if c.item is None or c.item.public), default=0.0)
    return closed >= MIN_COVERAGE and closed > public


def _joined(given: Filters, inferred: Filters) -> Filters:
    return Filters(
        given.bodies or inferred.bodies,
        given.from_date or inferred.from_date,
        given.to_date or inferred.to_date,
    )


def _filter_text(language: str, filters: Filters) -> str:
    parts = list(filters.bodies)
    parts += [date_text(language, day) for day in (filters.from_date, filters.to_date) if day]
    return listed(language, list(dict.fromkeys(parts)))
