"""Ask an archive: question → understanding → retrieval → evidence → answer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from assistant.answers import (
    Context,
    NotFound,
    Result,
    answer_statements,
    archive_list,
    contrary,
    dissents_listed,
    missing,
    people_listed,
)
from assistant.answers.choice import near
from assistant.answers.constraints import (
    actor_in,
    bodies_of_others,
    goes_elsewhere,
    houses_of_others,
    is_before_it,
    is_put_on_record,
    names_of_others,
    thing_in,
)
from assistant.answers.lists import counts_meetings, is_over_items, lists_items
from assistant.answers.refusal import closed_titles, refusal
from assistant.cases.course import Step, course_of
from assistant.citations import cite
from assistant.evidence.candidates import Candidate, find_candidates, ranked_hits
from assistant.evidence.judgement import (
    Judged,
    is_about,
    is_of_year,
    judge,
    specifics_of,
    tells_too_little,
    told_with,
    without_twins,
    years_of,
)
from assistant.evidence.matching import matcher_for, words_of
from assistant.evidence.sentences import SentenceFinder
from assistant.language_model.client import LanguageModel, LanguageModelError
from assistant.language_model.rewriting import rewrites
from assistant.language_model.writer import in_prose
from assistant.question.limits import (
    asks_who_said,
    is_from,
    is_of_another,
    limit_of,
    municipalities_in,
)
from assistant.question.understanding import in_other_words, of_the_one_before, parts_of, understand
from assistant.receipts import make_receipt
from assistant.retrieval.ranking import agrees
from assistant.texts import date_text, listed, period_text, phrase
from assistant.types import Answer, Citation, Kind, Question, Turn
from assistant.wording.patterns import holds
from index.archive import Archive
from index.danish.analysis import tokens
from index.danish.english import looks_english
from index.types import Filters, HeldItem, Hit, Scope, SectionKind

# How many passages an answer shows as considered.
_SHOWN = 20
# How many of them stay those of the question's own words when it is put in others.
_OWN = 10
# How many passages are looked at again, each of another item while there are as
# many. From 60 to 200 right answers stay the same; 40 lose everyday questions
# (development half, recall@5 .680 and .660, 2026-11).
_RETRIEVED = 60
# How many passages of a case that is named by its number.
_OF_CASE = 200
# These find their meeting by body and date, whatever their words.
ABOUT_MEETINGS = frozenset({Kind.ABSENT, Kind.MEETING})
# A meeting that is not held is not another meeting.
UNLOOSENED = ABOUT_MEETINGS
# So many items of other bodies are named where the body that is asked about has none.
_MOST_NAMED = 2


# The best passages for one question within filters.
_Search = Callable[[Filters], Sequence[Hit]]

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
        self.archive = archive
        self._model = model

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
        answer, lead = self._found(question, given)
        if not answer.answered and not question.continues:
            # What is not told by itself may be meant of the case before.
            pair = of_the_one_before(text, names, given, asked.history, asked.today, listing)
            if pair:
                before, other = pair
                found = self._found(other, given)
                if found[0].answered and self._stays_with(before, question, found[0], given):
                    question, (answer, lead) = other, found
        if self._model is None:
            yield _led(answer, lead)
            return
        if not answer.answered and not limit_of(question.text):
            yield replace(_led(answer, lead), draft="")
            answer, lead = self._found_otherwise(answer, question, asked.history, stop)
        if answer.answered:
            yield from self._worded(answer, lead, question, stop)
        else:
            yield _led(answer, lead)

    def _spelt(self, text: str) -> str:
        """A Danish question with its words spelt as the archive spells them."""
        return text if looks_english(text) else self.archive.respelled(text)

    def _found(self, question: Question, given: Filters) -> tuple[Answer, str]:
        """The answer in quotations, and what is to be said before it."""
        finder, search = SentenceFinder(self.archive, question), self._search_for(question)
        answer = self._answer(question, joined(given, question.inferred), finder, search)
        lead = ""
        for filters in _looser(given, question.inferred):
            # None that day is a count, and other days' items are not, nor other bodies' meetings.
            is_count = is_over_items(question.text) or counts_meetings(question.text)
            if answer.answered or question.kind in UNLOOSENED or is_count:
                break
            # A filter that was inferred may not hide what is there.
            wider = self._answer(question, filters, finder, search)
            if wider.answered and self._is_of_others(wider, question, filters):
                answer = _naming(answer, wider)
            elif wider.answered:
                answer, lead = wider, _loosened(wider, question, filters)
            elif not answer.scope.documents:
                # Nothing is held there; what is held says more.
                answer = wider
        return answer, lead

    def _is_of_others(self, answer: Answer, question: Question, filters: Filters) -> bool:
        """Whether an answer of any body is of none that is asked about, nor names one.

        What another body did is not what this one did. A question that goes on may name whom it asks next.
        """
        bodies = frozenset() if filters.bodies else frozenset(question.inferred.bodies)
        if not bodies or question.continues:
            return False
        names = self.archive.body_names()
        return not any(
            c.passage.body in bodies or bodies & set(names.find_in(names.in_full(c.quote)))
            for c in answer.citations
        )

    def _stays_with(
        self, before: Question, question: Question, answer: Answer, given: Filters
    ) -> bool:
        """Whether an answer tells of what the one before did, and has a word of the question itself."""
        told_before, _ = self._found(before, given)
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
            answer, _ = self._found(question, given)
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
            told = _saying(answer, f"{answer.text}\n\n{notice}")
            return replace(told, notice=notice), ""
        for text in texts:
            other = in_other_words(question, text, self.archive.body_names())
            found, lead = self._found(other, question.filters)
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
        quoted = _led(answer, lead)
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
        hits = self.archive.search(text, filters, max(top, _RETRIEVED))
        matcher = matcher_for(question.topic, self.archive, question.language == "en")
        candidates = find_candidates(question, hits, self.archive, matcher)
        return ranked_hits(candidates, hits)[:top]

    def course(self, case_number: str) -> list[Step]:
        """The steps of a case, oldest first; [] when the case is not held."""
        held = self.archive.items(Filters(), case_number.strip(), replaced=False)
        items = [item for item in held if item.public]
        return course_of(items, self.archive)

    def _answer(
        self, question: Question, filters: Filters, finder: SentenceFinder, search: _Search
    ) -> Answer:
        hits = self.retrieve(question, filters, search)
        matcher = finder.matcher
        candidates = find_candidates(question, hits, self.archive, matcher)
        public = without_twins(
            [c for c in candidates if _may_answer(c, question) and _agrees(c, filters)]
        )
        judged = judge(question, public, finder)
        context = Context(question, self.archive, filters, judged, finder)
        result = (
            self._outside(context)
            or dissents_listed(context)
            or archive_list(context)
            or people_listed(context)
            or self._limit(context, candidates)
            or self._in_parts(context)
        )
        if isinstance(result, NotFound) and result.reason is None:
            result = contrary(context)
        scope = self.archive.scope(filters)
        if not isinstance(result, NotFound):
            text, citations = cite(result, self.archive)
            if citations:
                shown = ranked_hits(candidates, hits, [c.passage for c in citations])
                return self._made(question, True, text, citations, shown, scope)
            result = NotFound()
        # What came nearest is of the meetings that are said to be searched.
        near = [c for c in candidates if _agrees(c, filters)]
        text = refusal(question, result, near, judged, matcher, scope)
        return self._made(question, False, text, (), ranked_hits(candidates, hits), scope)

    def _outside(self, context: Context) -> NotFound | None:
        """Why no minutes held here can answer, None when they may."""
        question, best = context.question, context.judged[0] if context.judged else None
        names = self.archive.body_names()
        unknown = [body for body in question.filters.bodies if not names.resolve(body)]
        if unknown:
            language, held = question.language, sorted(names.bodies)
            return NotFound(
                "unknown_body" if held else "no_bodies",
                {"names": listed(language, unknown), "bodies": listed(language, held)},
            )
        if limit_of(question.text):
            return NotFound(limit_of(question.text))
        others = bodies_of_others(question.text, sorted(names.bodies))
        if others:
            who, those = (listed(question.language, sorted(n)) for n in (others, names.bodies))
            return NotFound("unknown_body", {"names": who, "bodies": those})
        elsewhere = [
            name
            for name in municipalities_in(question.text)
            if not _may_be_of(question.text, name, best) and not is_from(self.archive, name)
        ]
        if elsewhere:
            return NotFound("elsewhere", {"names": listed(question.language, elsewhere)})
        return None

    def _limit(self, context: Context, candidates: Sequence[Candidate]) -> NotFound | None:
        """Why these items cannot answer, None when they may."""
        question, best = context.question, context.judged[0] if context.judged else None
        told = _covers(best) if best and is_about(question, best) else 0.0
        closed = closed_titles(candidates, context.finder, told)
        if closed:
            return NotFound("closed", {"titles": listed(question.language, closed)})
        if asks_who_said(question.text) and not (
            _is_recorded(question, best) and _is_of_subject(context, best)
        ):
            return NotFound("said")
        if question.kind in ABOUT_MEETINGS or question.kind is Kind.DEFINITION:
            # A term may be explained where it is not the subject.
            return None
        if best is None:
            return NotFound()
        beside = told_with(question, context.judged, self.archive.idf)
        if not (is_about(question, best, beside) or _is_case_asked_for(question, best)):
            return NotFound(missing(context) if tells_too_little(best) else None)
        thing = thing_in(question)
        if thing and not context.finder.is_met(thing, best.sentences, best.candidate.title):
            return NotFound("no_thing", {"thing": thing})
        goal = goes_elsewhere(question, near(context.judged))
        if goal:
            return NotFound("goes_elsewhere", {"goal": goal})
        return self._other_year(question, best)

    def _in_parts(self, context: Context) -> Result:
        """What answers the question, and what of the same items answers the second thing it asks."""
        parts = parts_of(context.question, self.archive.body_names())
        whole = self._of_the_named(context, answer_statements(context))
        if parts is None or isinstance(whole, NotFound) or context.question.kind is Kind.COURSE:
            # A course tells all that was done of a case.
            return whole
        asking = self._asking(parts[0], context, context.candidates)
        first = self._of_the_named(context, answer_statements(asking))
        first = whole if isinstance(first, NotFound) else first
        ids = {e.passage.item_id for statement in first for e in statement.evidence}
        same = [c for c in context.candidates if c.item and c.item.id in ids]
        other = answer_statements(self._asking(parts[1], context, same))
        if isinstance(other, NotFound):
            return first
        told = {e.quote for statement in first for e in statement.evidence}
        # What its best sentence told already is not told twice.
        return [*first, *(s for s in other if s.evidence and s.evidence[0].quote not in told)]

    def _asking(
        self, question: Question, context: Context, candidates: Sequence[Candidate]
    ) -> Context:
        """Another question asked of these items."""
        finder = SentenceFinder(self.archive, question)
        judged = judge(question, candidates, finder)
        return Context(question, self.archive, context.filters, judged, finder)

    def _of_the_named(self, context: Context, result: Result) -> Result:
        """What was found, refused where the items that it is told from lack a name of the question."""
        if isinstance(result, NotFound) or context.question.kind in ABOUT_MEETINGS:
            return result
        ids = {e.passage.item_id for statement in result for e in statement.evidence}
        if not ids or None in ids:
            return result
        held = {i: self.archive.item(i) for i in ids if i is not None}
        told = [item.title for item in held.values() if item and item.title]
        told += [p.text for i in held for p in self.archive.item_passages(i)]
        names = houses_of_others(context.question, "\n".join(told))
        names = names or names_of_others(context.question, "\n".join(told), self.archive)
        if names:
            return NotFound("other_name", {"names": listed(context.question.language, names)})
        return result

    def _other_year(self, question: Question, best: Judged) -> NotFound | None:
        """That the best item is not about the year that is asked for."""
        if question.kind is Kind.COURSE:
            return None
        if is_before_it(question, best):
            return NotFound("other_year", {"years": years_of(question.text)[0]})
        years = [year for year in years_of(question.text) if not is_of_year(best, year)]
        if not years or len(years) < len(years_of(question.text)):
            return None
        scope = self.archive.scope(Filters())
        first, last = scope.from_date, scope.to_date
        if first and last and not any(first.year <= int(year) <= last.year for year in years):
            language = question.language
            period = {"first": date_text(language, first), "last": date_text(language, last)}
            return NotFound("outside_period", period)
        return NotFound("other_year", {"years": listed(question.language, years)})

    def retrieve(
        self, question: Question, filters: Filters, search: _Search | None = None
    ) -> list[Hit]:
        """The passages that a question is answered from: those of its item or case, else the best found.

        `search` finds the best within filters, where it is asked for the same several times.
        """
        if question.item is not None:
            passages = self.archive.item_passages(question.item)
            return [Hit(passage, 1.0, 1.0, 0.0) for passage in passages[:_OF_CASE]]
        if question.case_number:
            items = self.archive.items(filters, question.case_number, replaced=False)
            passages = [p for item in items for p in self.archive.item_passages(item.id)]
            if passages:
                return [Hit(passage, 1.0, 1.0, 0.0) for passage in passages[:_OF_CASE]]
        search = search or self._search_for(question)
        hits = list(search(filters))
        if filters != question.filters:
            # An inferred filter sets what is shown first, and hides nothing.
            held = {hit.passage.id for hit in hits}
            wider = search(question.filters)
            hits += [hit for hit in wider if hit.passage.id not in held]
        return hits

    def _search_for(self, question: Question) -> _Search:
        """A search for one question, which remembers what it found within each filters."""

        @cache
        def search(filters: Filters) -> Sequence[Hit]:
            return self.archive.search(question.search_text, filters, _RETRIEVED)

        return search

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
            question=question.asked,
            answered=answered,
            text=text,
            citations=tuple(citations),
            hits=tuple(hits[:_SHOWN]),
            scope=scope,
            kind=question.kind,
            language=question.language,
            receipt=make_receipt(question.asked, text, citations, self.archive),
            seconds=0.0,
        )


def _covers(judged: Judged) -> float:
    """How much of the subject an item covers for sure, in all its text."""
    return min(judged.candidate.coverage, judged.covers_surely())


def _told_of(answer: Answer) -> set[str | int | None]:
    """The items that an answer cites, and their cases."""
    cited = answer.citations
    return ({c.passage.item_id for c in cited} | {c.case_number for c in cited}) - {None}


def _led(answer: Answer, lead: str) -> Answer:
    """The answer with something said before it."""
    return _saying(answer, f"{lead}\n\n{answer.text}") if lead else answer


def _naming(answer: Answer, of_others: Answer) -> Answer:
    """A refusal that names what other bodies treated, which is no answer of the one that is asked about."""
    language = answer.language
    titles = dict.fromkeys(
        f"»{c.item_title}« ({c.body}, {date_text(language, c.date)})"
        for c in of_others.citations
        if c.item_title and c.body and c.date
    )
    if not titles or any(title in answer.text for title in titles):
        return answer
    named = listed(language, list(titles)[:_MOST_NAMED])
    return _saying(answer, f"{answer.text} {phrase(language, 'others_treated', titles=named)}")


def _saying(answer: Answer, text: str) -> Answer:
    """The answer with another text, its receipt too."""
    return replace(answer, text=text, receipt=replace(answer.receipt, answer=text))


def _with_added(hits: Sequence[Hit], others: Sequence[Hit]) -> tuple[Hit, ...]:
    """The passages of the question's own words, the best of them first, and others among the rest.

    Scores never rise down the list.
    """
    held = {hit.passage.id for hit in hits[:_OWN]}
    added = [hit for hit in others if hit.passage.id not in held]
    merged = list({h.passage.id: h for h in (*hits[:_OWN], *added, *hits[_OWN:])}.values())
    lowest, found = 1.0, []
    for hit in merged[:_SHOWN]:
        lowest = min(lowest, hit.score)
        found.append(replace(hit, score=lowest))
    return tuple(found)


def _loosened(answer: Answer, question: Question, kept: Filters) -> str:
    """The sentence that says that an answer is of other meetings than those named; "" where it is not."""
    dropped = Filters(
        () if kept.bodies else question.inferred.bodies,
        None if kept.from_date else question.inferred.from_date,
        None if kept.to_date else question.inferred.to_date,
    )
    if all(_is_of(citation, dropped) for citation in answer.citations):
        return ""
    what = _filter_text(question.language, dropped)
    return phrase(question.language, "loosened", what=what)


def _is_of(citation: Citation, filters: Filters) -> bool:
    """Whether a citation is of the bodies and of the period, or tells of a year of it."""
    if filters.bodies and citation.passage.body not in filters.bodies:
        return False
    year = str(filters.from_date.year) if filters.from_date else ""
    return agrees(None, (citation.passage,), filters) or (bool(year) and year in citation.quote)


def _may_answer(candidate: Candidate, question: Question) -> bool:
    """Whether an item is public; a document's front tells of the meeting and of nothing else."""
    if candidate.item is None:
        return question.kind in ABOUT_MEETINGS
    return candidate.item.public


def _agrees(candidate: Candidate, filters: Filters) -> bool:
    """Whether an item, or a decision of another body that it prints, is within the filters."""
    if not filters:
        return True
    item = candidate.item
    return agrees(item, () if item else candidate.passages, filters) or any(
        agrees(None, (passage,), filters)
        for passage in candidate.passages
        if passage.section is SectionKind.DECISION
    )


def _is_case_asked_for(question: Question, best: Judged) -> bool:
    item = best.candidate.item
    if item is not None and item.id == question.item:
        return True
    return bool(question.case_number and item and item.case_number == question.case_number)


def _may_be_of(text: str, municipality: str, best: Judged | None) -> bool:
    """Whether a question that names a municipality can be answered by minutes that mention it."""
    return _mentions(best, municipality) and not is_of_another(text, municipality)


def _mentions(best: Judged | None, name: str) -> bool:
    return best is not None and any(name in e.quote for e in best.sentences)


def _is_recorded(question: Question, best: Judged | None) -> bool:
    """Whether the minutes record a remark of someone whom the question names, or where a party stands."""
    actor = actor_in(question)
    if actor and best and not holds("asks_debate", question.text) and is_put_on_record(actor, best):
        return True
    people = [word.removesuffix("s") for word in specifics_of(question.text) if word[0].isupper()]
    return best is not None and any(
        holds("remark", e.quote) and any(person in e.quote for person in people)
        for e in best.sentences
        if e.passage.section in (SectionKind.DECISION, SectionKind.VOTE)
    )


def _is_of_subject(context: Context, best: Judged | None) -> bool:
    """Whether an item has a word of the question beside the names in it: someone remarks on many cases."""
    named = {t.stem for word in specifics_of(context.question.text) for t in tokens(word)}
    subject = [t.form for t in context.question.topic if t.stem not in named]
    return not subject or any(
        best is not None and context.finder.is_met(form, best.sentences, best.candidate.title)
        for form in subject
    )


def _looser(given: Filters, inferred: Filters) -> list[Filters]:
    """The filters with ever fewer of the inferred ones."""
    period = joined(given, Filters((), inferred.from_date, inferred.to_date))
    bodies = joined(given, Filters(inferred.bodies))
    full = joined(given, inferred)
    return [f for f in dict.fromkeys([period, bodies, given]) if f != full]


def joined(given: Filters, inferred: Filters) -> Filters:
    """What was given, and what was inferred where nothing was."""
    return Filters(
        given.bodies or inferred.bodies,
        given.from_date or inferred.from_date,
        given.to_date or inferred.to_date,
    )


def _filter_text(language: str, filters: Filters) -> str:
    """The bodies and the period of filters in words: "Byrådet i 2014", "den 24. april 2013"."""
    bodies = listed(language, list(filters.bodies))
    period = period_text(language, filters.from_date, filters.to_date)
    return (
        phrase(language, "body_then", body=bodies, period=period)
        if bodies and period
        else bodies or period
    )
