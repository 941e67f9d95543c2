"""Ask an archive: in a conversation, of a person, with or without a language model."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from threadpoolctl import threadpool_limits

from assistant.answers.lists.archive_list import lists_items
from assistant.cases.course import Step, course_of
from assistant.evidence.candidates import find_candidates, ranked_hits
from assistant.evidence.matching import matcher_for, words_of
from assistant.language_model.client import LanguageModel, LanguageModelError
from assistant.language_model.rewriting import rewrites
from assistant.language_model.writer import in_prose
from assistant.question.limits import (
    limit_of,
)
from assistant.question.understanding import (
    asks_of_the_same_day,
    day_told,
    in_other_words,
    of_the_one_before,
    understand,
)
from assistant.quoting import RETRIEVED, SHOWN, Quoter
from assistant.receipts import make_receipt
from assistant.texts import phrase
from assistant.types import Answer, Question, Turn
from assistant.widening import joined
from index.archive import Archive
from index.danish.english import looks_english
from index.types import Filters, HeldItem, Hit

# How many of the passages of a question's own words stay first when it is put in others.
_OWN = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the question itself; as in `Assistant.ask`."""

    history: Sequence[Turn] = ()
    bodies: Sequence[str] = ()
    from_date: date | None = None
    to_date: date | None = None
    today: date | None = None


class Assistant:
    """Answers questions from one archive. May be used from many threads."""

    def __init__(self, archive: Archive, model: LanguageModel | None = None) -> None:
        """`model` words the answers when there is one; what it says is checked (`gate.py`)."""
        # What numpy computes for a question is little, and its threads wait for more at full
        # speed: a question took .18 s with two of them, .15 with one, .07 and .07 before items
        # were read by threads of our own (`evidence/reader.py`; 60 questions, 2026-12).
        threadpool_limits(limits=1, user_api="blas")
        self.archive = archive
        self._model = model
        self.quoter = Quoter(archive)

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
        *_, answer = self.answering(text, Asked(history, bodies, from_date, to_date, today))
        return answer

    def answering(
        self, text: str, asked: Asked, stop: threading.Event | None = None
    ) -> Iterator[Answer]:
        """The answer as it comes to be: quotations at once, the language model's words one by one.

        All but the last have a `draft`. Setting `stop` ends the call to the model.

        Raises:
            InvalidQuestion: as in `ask`.
        """
        started = time.perf_counter()
        for answer in self._steps(text, asked, stop):
            yield replace(answer, seconds=round(time.perf_counter() - started, 4))

    def _steps(self, text: str, asked: Asked, stop: threading.Event | None) -> Iterator[Answer]:
        given = self.filters(asked.bodies, asked.from_date, asked.to_date)
        names = self.archive.body_names()
        listing = partial(self._listed, given=given)
        asked_text, text = text, self._spelt(text)
        question = understand(text, names, given, asked.history, asked.today, listing)
        question = replace(question, asked=asked_text.strip())
        answer, lead = self._of_the_meeting_before(question, asked.history, given) or (
            self.quoter.answer(question, given)
        )
        if not answer.answered and not question.continues:
            # What is not told by itself may be meant of the case before.
            pair = of_the_one_before(text, names, given, asked.history, asked.today, listing)
            if pair:
                before, other = pair
                found = self.quoter.answer(other, given)
                if found[0].answered and self._stays_with(before, question, found[0], given):
                    question, (answer, lead) = other, found
        if self._model is None:
            yield answer.led(lead)
            return
        if not answer.answered and not limit_of(question.text):
            yield replace(answer.led(lead), draft="")
            answer, lead = self._found_otherwise(answer, question, asked.history, stop)
        if answer.answered:
            yield from self._worded(answer, lead, question, stop)
        else:
            yield answer.led(lead)

    def _of_the_meeting_before(
        self, question: Question, history: Sequence[Turn], given: Filters
    ) -> tuple[Answer, str] | None:
        """The answer of the meeting whose day was told last, for a question that goes on about it.

        What the history says was answered is not believed: it only tells where to look first.
        """
        day = day_told(history) if asks_of_the_same_day(question) else None
        if day is None or not self.archive.scope(joined(given, Filters((), day, day))).documents:
            return None
        of_day = replace(question, inferred=replace(question.inferred, from_date=day, to_date=day))
        answer, lead = self.quoter.answer(of_day, given)
        return (answer, lead) if answer.answered and not lead else None

    def _spelt(self, text: str) -> str:
        """A Danish question with its words spelt as the archive spells them."""
        return text if looks_english(text) else self.archive.respelled(text)

    def _stays_with(
        self, before: Question, question: Question, answer: Answer, given: Filters
    ) -> bool:
        """Whether an answer tells of what the one before did, and has a word of the question itself."""
        told_before, _ = self.quoter.answer(before, given)
        if not _told_of(answer) & _told_of(told_before):
            return False
        ids = {citation.passage.item_id for citation in answer.citations} - {None}
        held = [p.text for i in ids if i is not None for p in self.archive.item_passages(i)]
        stems = words_of(" ".join(held)).stems
        return any(token.stem in stems for token in question.topic)

    def _listed(self, question: Question, given: Filters) -> list[HeldItem]:
        """The items that the answer to a question lists; [] where it lists none."""
        ids = question.listed
        if not ids and lists_items(question):
            answer, _ = self.quoter.answer(question, given)
            held = (citation.passage.item_id for citation in answer.citations)
            ids = tuple(dict.fromkeys(item for item in held if item is not None))
        return [item for item in map(self.archive.item, ids) if item is not None]

    def _found_otherwise(
        self,
        answer: Answer,
        question: Question,
        history: Sequence[Turn],
        stop: threading.Event | None,
    ) -> tuple[Answer, str]:
        """The first answer to the question in the model's words for it; the one that is given if none.

        What the question's own words found stays on top of what was considered.
        """
        assert self._model is not None
        try:
            texts = rewrites(question, history, self._model, stop)
        except LanguageModelError as error:
            log.warning("%s", error)
            notice = phrase(question.language, "rewriting_failed")
            told = answer.saying(f"{answer.text}\n\n{notice}")
            return replace(told, notice=notice), ""
        for text in texts:
            other = in_other_words(question, text, self.archive.body_names())
            found, lead = self.quoter.answer(other, question.filters)
            hits = _with_added(answer.hits, found.hits)
            if found.answered:
                leads = [phrase(question.language, "found_otherwise"), lead]
                return replace(found, hits=hits), "\n\n".join(filter(None, leads))
            answer = replace(answer, hits=hits)
        return answer, ""

    def _worded(
        self, answer: Answer, lead: str, question: Question, stop: threading.Event | None
    ) -> Iterator[Answer]:
        """The answer in quotations, then in the language model's words as far as they can be trusted."""
        assert self._model is not None
        quoted = answer.led(lead)
        yield replace(quoted, draft="")
        for step in in_prose(question, answer.text, answer.citations, self._model, stop):
            if isinstance(step, str):
                yield replace(quoted, draft=step)
                continue
            text = "\n\n".join(filter(None, (lead, step.text, step.notice)))
            yield replace(
                answer,
                text=text,
                citations=step.citations,
                receipt=make_receipt(question.asked, text, step.citations, self.archive),
                notice=step.notice,
                struck=step.struck,
                worded=step.worded,
            )

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
        hits = self.archive.search(text, filters, max(top, RETRIEVED))
        matcher = matcher_for(question.topic, self.archive, question.language == "en")
        candidates = find_candidates(question, hits, self.archive, matcher)
        return ranked_hits(candidates, hits)[:top]

    def course(self, case_number: str) -> list[Step]:
        """The steps of a case, oldest first; [] when the case is not held."""
        held = self.archive.items(Filters(), case_number.strip(), replaced=False)
        items = [item for item in held if item.public]
        return course_of(items, self.archive)


def _told_of(answer: Answer) -> set[str | int | None]:
    """The items that an answer cites, and their cases."""
    cited = answer.citations
    return ({c.passage.item_id for c in cited} | {c.case_number for c in cited}) - {None}


def _with_added(hits: Sequence[Hit], others: Sequence[Hit]) -> tuple[Hit, ...]:
    """The passages of the question's own words, the best of them first, and others among the rest.

    Scores never rise down the list.
    """
    held = {hit.passage.id for hit in hits[:_OWN]}
    added = [hit for hit in others if hit.passage.id not in held]
    merged = list({h.passage.id: h for h in (*hits[:_OWN], *added, *hits[_OWN:])}.values())
    lowest, found = 1.0, []
    for hit in merged[:SHOWN]:
        lowest = min(lowest, hit.score)
        found.append(replace(hit, score=lowest))
    return tuple(found)
