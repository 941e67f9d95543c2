"""The answer in quotations: a question that is understood → retrieval → evidence → answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answers import (
    Context,
    NotFound,
    Result,
    answer_statements,
    archive_list,
    contrary,
    dissents_listed,
    people_listed,
)
from assistant.answers.each import Asked, Told, beside, told_of_each
from assistant.answers.lists.archive_list import counts_meetings, is_over_items
from assistant.answers.objections import against_items, of_the_named, outside
from assistant.answers.refusal import refusal
from assistant.citations import Statement, cite
from assistant.evidence.candidates import Candidate, find_candidates, ranked_hits
from assistant.evidence.judgement import judge, without_twins
from assistant.evidence.readings import Readings
from assistant.evidence.sentences import SentenceFinder
from assistant.question.limits import limit_of
from assistant.question.parts import Part, joined_parts
from assistant.question.understanding import asked_alone, parts_of
from assistant.receipts import make_receipt
from assistant.retrieval.ranking import agrees
from assistant.types import ABOUT_MEETINGS, Answer, Citation, Kind, Question
from assistant.widening import is_of_others, joined, loosened, looser, naming
from index.archive import Archive
from index.types import Filters, Hit, Scope, SectionKind

# How many passages an answer shows as considered.
SHOWN = 20
# How many passages are looked at again, each of another item while there are as
# many. From 60 to 200 right answers stay the same; 40 lose everyday questions
# (development half, recall@5 .680 and .660, 2026-11).
RETRIEVED = 60
# How many passages of a case that is named by its number.
_OF_CASE = 200

# What speaks against a question: it names something that these items do not.
_NAMES_WHAT_IS_NOT_THERE = frozenset({"no_thing", "goes_elsewhere"})

# The best passages for one question within filters.
_Search = Callable[[Filters], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Found:
    """What answers a question, or why nothing does, and what was looked at for it."""

    context: Context
    result: Result
    candidates: Sequence[Candidate]
    hits: Sequence[Hit]

    @property
    def is_closed(self) -> bool:
        """Whether it is refused because a closed item may be what is asked about."""
        return isinstance(self.result, NotFound) and self.result.reason == "closed"


class Quoter:
    """Answers questions in quotations from one archive. May be used from many threads."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def answer(self, question: Question, given: Filters) -> tuple[Answer, str]:
        """The answer in quotations, and what is to be said before it."""
        each = self._of_each(question, given)
        if each and each[0].is_whole():
            return self._told(each[1]), ""
        told = each[0] if each else None
        finder = SentenceFinder(self.archive, question, self._readings(question))
        search = self._search_for(question)
        filters = joined(given, question.inferred)
        found = self._found(question, filters, finder, search, told)
        answer, lead = self._told(found), ""
        for filters in looser(given, question.inferred):
            # None that day is a count, and other days' items are not, nor other bodies' meetings.
            is_count = is_over_items(question.text) or counts_meetings(question.text)
            # Nor is a meeting that is not held another meeting.
            if answer.answered or question.kind in ABOUT_MEETINGS or is_count:
                break
            # A filter that was inferred may not hide what is there.
            wider = self._told(self._found(question, filters, finder, search, told))
            if wider.answered and is_of_others(wider, question, filters, self.archive):
                answer = naming(answer, wider)
            elif wider.answered:
                answer, lead = wider, loosened(wider, question, filters)
            elif not answer.scope.documents:
                # Nothing is held there; what is held says more.
                answer = wider
        if not answer.answered and not found.is_closed:
            answer = self._of_first(question, given) or answer
        return answer, lead

    def _found(
        self,
        question: Question,
        filters: Filters,
        finder: SentenceFinder,
        search: _Search,
        told: Told | None = None,
    ) -> _Found:
        """What answers a question within filters, and what it was looked for in.

        With what is `told` of its parts, where the answer leaves some out.
        """
        hits = self.retrieve(question, filters, search)
        matcher = finder.matcher
        candidates = find_candidates(question, hits, self.archive, matcher)
        public = without_twins(
            [c for c in candidates if _may_answer(c, question) and _agrees(c, filters)]
        )
        judged = judge(question, public, finder)
        context = Context(question, self.archive, filters, judged, finder)
        result = (
            outside(context)
            or dissents_listed(context)
            or archive_list(context)
            or people_listed(context)
            or against_items(context, candidates)
            or self._in_parts(context)
        )
        if isinstance(result, NotFound) and result.reason is None:
            result = contrary(context)
        return _Found(context, beside(told, result) if told else result, candidates, hits)

    def _readings(self, question: Question) -> Readings:
        parts = parts_of(question, self.archive.body_names())
        asked = (parts.first, parts.second, parts.alone) if parts else ()
        return Readings(question.text, [part.text for part in asked])

    def _searched(
        self, question: Question, filters: Filters, readings: Readings | None = None
    ) -> _Found:
        """The same for a question that was made of another, whose readings it has."""
        finder = SentenceFinder(self.archive, question, readings)
        return self._found(question, filters, finder, self._search_for(question))

    def _told(self, found: _Found) -> Answer:
        """The answer in the words that are shown."""
        context, result, candidates, hits = (
            found.context,
            found.result,
            found.candidates,
            found.hits,
        )
        question, filters = context.question, context.filters
        scope = self.archive.scope(filters)
        if not isinstance(result, NotFound):
            text, citations = cite(result, self.archive)
            if citations:
                shown = ranked_hits(candidates, hits, [c.passage for c in citations])
                return self._made(question, True, text, citations, shown, scope)
            result = NotFound()
        # What came nearest is of the meetings that are said to be searched.
        near = [c for c in candidates if _agrees(c, filters)]
        text = refusal(question, result, near, context.judged, context.finder.matcher, scope)
        return self._made(question, False, text, (), ranked_hits(candidates, hits), scope)

    def _of_each(self, question: Question, given: Filters) -> tuple[Told, _Found] | None:
        """What is told of each of the things that a question asks the same of; None where it asks of one."""
        parts = () if question.continues or question.case_number else joined_parts(question.text)
        if not parts or limit_of(question.text):
            return None
        found = [self._of_part(part, question, given) for part in parts]
        told = told_of_each(
            [Asked(p, f.context, f.result) for p, f in zip(parts, found, strict=True)]
        )
        context = replace(found[0].context, question=question, filters=given)
        candidates = [c for one in found for c in one.candidates]
        hits = [h for one in found for h in one.hits]
        return told, _Found(context, beside(told, NotFound()), candidates, hits)

    def _of_part(self, part: Part, question: Question, given: Filters) -> _Found:
        """What is found of one part: within the period that it names, else of any; of the bodies it names."""
        alone = asked_alone(part, question, self.archive.body_names())
        bodies = joined(given, Filters(alone.inferred.bodies))
        within = dict.fromkeys([joined(given, alone.inferred), bodies])
        for filters in within:
            found = self._searched(alone, filters)
            if not isinstance(found.result, NotFound):
                break
        return found

    def _in_parts(self, context: Context) -> Result:
        """What answers the question, and what of the same items answers the second thing it asks."""
        parts = parts_of(context.question, self.archive.body_names())
        whole = of_the_named(context, answer_statements(context))
        is_course = context.question.kind is Kind.COURSE
        if parts is None or isinstance(whole, NotFound) or is_course:
            # A course tells all that was done of a case.
            return whole
        asking = self._asking(parts.first, context, context.candidates)
        against = against_items(replace(asking, question=parts.alone), context.candidates)
        if against and against.reason in _NAMES_WHAT_IS_NOT_THERE:
            second = self._asking(parts.second, context, context.candidates)
            if against_items(second, context.candidates):
                return against
        if against_items(self._asking(parts.alone, context, self._told_from(context, whole)), ()):
            # "Hvad blev besluttet om skolen, og hvad koster en bådplads?" is best met by the boats alone.
            found = self._searched(parts.alone, context.filters, context.finder.readings)
            if not isinstance(found.result, NotFound):
                return self._and(parts.second, found.result, found.context)
        first = of_the_named(context, answer_statements(asking))
        return self._and(parts.second, whole if isinstance(first, NotFound) else first, context)

    def _and(self, second: Question, first: list[Statement], context: Context) -> Result:
        """What is told of the first, and what answers the second, best of the same items; nothing is told twice."""
        same = self._told_from(context, first)
        asking = self._asking(second, context, same)
        other = of_the_named(asking, answer_statements(asking))
        if isinstance(other, NotFound) and context.question.kind in ABOUT_MEETINGS:
            # Who was away, why, and who came instead is asked of the same lines.
            whole = answer_statements(context)
            return first if isinstance(whole, NotFound) else whole
        # With the words of both, and alone: "..., og hvornår lukkes Mosevej?" is asked of another case.
        elsewhere = replace(second, search_text=context.question.search_text), second
        for question in elsewhere:
            if isinstance(other, NotFound):
                other = self._searched(question, context.filters, context.finder.readings).result
        if isinstance(other, NotFound):
            return [*first, Statement(context.say("second_not_found", what=second.text))]
        told = {e.quote for statement in first for e in statement.evidence}
        return [*first, *(s for s in other if s.evidence and s.evidence[0].quote not in told)]

    @staticmethod
    def _told_from(context: Context, statements: Sequence[Statement]) -> list[Candidate]:
        """The items that statements are told from."""
        ids = {e.passage.item_id for statement in statements for e in statement.evidence}
        return [c for c in context.candidates if c.item and c.item.id in ids]

    def _of_first(self, question: Question, given: Filters) -> Answer | None:
        """What answers the first of two questions, where nothing answers both, and what does the second."""
        parts = parts_of(question, self.archive.body_names())
        if parts is None or question.continues or question.case_number:
            return None
        found = self._searched(parts.alone, joined(given, parts.alone.inferred))
        if isinstance(found.result, NotFound):
            return None
        context = replace(found.context, question=question)
        return self._told(
            replace(
                found,
                context=context,
                result=self._and(parts.second, found.result, found.context),
            )
        )

    def _asking(
        self, question: Question, context: Context, candidates: Sequence[Candidate]
    ) -> Context:
        """A part of the question asked of these items."""
        finder = SentenceFinder(self.archive, question, context.finder.readings)
        judged = judge(question, candidates, finder)
        return Context(question, self.archive, context.filters, judged, finder)

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
            return self.archive.search(question.search_text, filters, RETRIEVED)

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
            hits=tuple(hits[:SHOWN]),
            scope=scope,
            kind=question.kind,
            language=question.language,
            receipt=make_receipt(question.asked, text, citations, self.archive),
            seconds=0.0,
        )


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
