"""Filters that a question implies, and what is said where an answer needs fewer of them.

A body or a period that was read from a question may not hide what is there; what is found without
it is told as such.
"""

from __future__ import annotations

from assistant.cases.standing import standing_of
from assistant.retrieval.ranking import agrees
from assistant.texts import date_text, listed, period_text, phrase
from assistant.types import Answer, Citation, Question, Standing
from index.archive import Archive
from index.types import Filters, SectionKind

# What a decision that passes a case on to another body does with it.
_PASSED_ON = frozenset({Standing.SENT, Standing.HEARING})
# So many items of other bodies are named where the body that is asked about has none.
_MOST_NAMED = 2


def joined(given: Filters, inferred: Filters) -> Filters:
    """What was given, and what was inferred where nothing was."""
    return Filters(
        given.bodies or inferred.bodies,
        given.from_date or inferred.from_date,
        given.to_date or inferred.to_date,
    )


def looser(given: Filters, inferred: Filters) -> list[Filters]:
    """The filters with ever fewer of the inferred ones."""
    period = joined(given, Filters((), inferred.from_date, inferred.to_date))
    bodies = joined(given, Filters(inferred.bodies))
    full = joined(given, inferred)
    return [f for f in dict.fromkeys([period, bodies, given]) if f != full]


def is_of_others(answer: Answer, question: Question, filters: Filters, archive: Archive) -> bool:
    """Whether an answer of any body is of none that is asked about, nor names one.

    What another body did is not what this one did, nor is that it passed a case on to it. A question
    that goes on may name whom it asks next.
    """
    bodies = frozenset() if filters.bodies else frozenset(question.inferred.bodies)
    if not bodies or question.continues:
        return False
    names = archive.body_names()
    return not any(
        c.passage.body in bodies
        or (bodies & set(names.find_in(names.in_full(c.quote))) and not _passes_on(c))
        for c in answer.citations
    )


def _passes_on(citation: Citation) -> bool:
    is_decided = citation.passage.section is SectionKind.DECISION
    return is_decided and standing_of(citation.quote) in _PASSED_ON


def naming(answer: Answer, of_others: Answer) -> Answer:
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
    return answer.saying(f"{answer.text} {phrase(language, 'others_treated', titles=named)}")


def loosened(answer: Answer, question: Question, kept: Filters) -> str:
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


def _filter_text(language: str, filters: Filters) -> str:
    """The bodies and the period of filters in words: "Byrådet i 2014", "den 24. april 2013"."""
    bodies = listed(language, list(filters.bodies))
    period = period_text(language, filters.from_date, filters.to_date)
    return (
        phrase(language, "body_then", body=bodies, period=period)
        if bodies and period
        else bodies or period
    )
