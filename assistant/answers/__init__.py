"""From evidence to an answer, by the kind of question.

Each function returns the statements of the answer, or a `NotFound` that says
what is missing. Nothing is written that is not quoted or computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answers.choosing.choice import near
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.contraries import contrary
from assistant.answers.decisions import course, decision, last_treated
from assistant.answers.definitions import definition
from assistant.answers.demands.of_question import demand_of
from assistant.answers.facts import recommended, told
from assistant.answers.filing import attachments, case_number
from assistant.answers.lists.archive_list import archive_list
from assistant.answers.lists.dissent import dissents_listed
from assistant.answers.lists.people import named_by_title, people_listed, titled_proposer
from assistant.answers.meetings import absent, agenda, count_meetings
from assistant.answers.over_years import comparison, latest
from assistant.answers.votes import counted_vote, why_voted
from assistant.citations import Statement
from assistant.types import Kind, Question
from assistant.wording.patterns import holds

__all__ = [
    "Context",
    "NotFound",
    "Result",
    "answer_statements",
    "archive_list",
    "contrary",
    "dissents_listed",
    "missing",
    "people_listed",
]

# What is tried for each kind, in turn, until something is found; the others are `told`.
_BY_KIND: dict[Kind, tuple[Callable[[Context], Result], ...]] = {
    Kind.DECISION: (decision, told),
    Kind.COURSE: (course, told),
    Kind.COMPARISON: (comparison,),
    Kind.LATEST: (latest, decision),
    Kind.VOTE: (counted_vote,),
    Kind.WHO: (named_by_title, told, titled_proposer),
    Kind.ATTACHMENTS: (attachments,),
    Kind.MEETING: (agenda, told),
}


def missing(context: Context) -> str | None:
    """What the likely items do not tell, where something in particular is asked for; the reason of a refusal."""
    if context.question.kind is Kind.WHY:
        return "no_reason"
    demand = demand_of(context, near(context.judged))
    return demand.missing if demand else None


def answer_statements(context: Context) -> Result:
    """The statements that answer the question, each item's title told once."""
    result = _statements(context)
    return result if isinstance(result, NotFound) else _titled_once(context, result)


def _titled_once(context: Context, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with an item's number alone where its title was told before."""
    told: set[str] = set()
    shortened = []
    for statement in statements:
        text = statement.text
        items = {e.passage.item_id for e in statement.evidence if e.passage.item_id is not None}
        for item in filter(None, map(context.archive.item, sorted(items))):
            name = context.named(item, item.document)
            if name in told and item.number:
                text = text.replace(name, context.say("item_again", number=item.number))
            elif name in text:
                told.add(name)
        shortened.append(replace(statement, text=text))
    return shortened


def _statements(context: Context) -> Result:
    question = context.question
    if question.kind is Kind.ABSENT:
        return absent(context)
    if _is_about_meetings(question):
        return agenda(context) if question.kind is Kind.MEETING else count_meetings(context)
    if question.kind is Kind.DEFINITION:
        return definition(context)
    if not context.judged:
        return NotFound()
    missing = []
    for function in _functions(question):
        result = function(context)
        if not isinstance(result, NotFound):
            return result
        if result.reason == "not_decided_then":
            return result
        missing.append(result)
    return next((m for m in missing if m.reason), NotFound())


def _functions(question: Question) -> tuple[Callable[[Context], Result], ...]:
    if question.kind is Kind.WHEN and holds("asks_last_treated", question.text):
        return (last_treated, decision, told)
    if question.kind is Kind.WHEN and holds("when_decided", question.text):
        return (decision, told)
    if question.kind is Kind.WHY and holds("asks_why_voted", question.text):
        return (why_voted,)
    if holds("asks_case_number", question.text):
        return (case_number, told)
    if holds("asks_recommended", question.text):
        return (recommended, *_BY_KIND.get(question.kind, (told,)))
    if question.case_number and not question.topic and question.kind is Kind.GENERAL:
        return (course, told)
    return _BY_KIND.get(question.kind, (told,))


def _is_about_meetings(question: Question) -> bool:
    """Whether it asks for a meeting's agenda, or counts meetings and has no subject."""
    if question.kind is Kind.MEETING:
        return True
    return (
        question.kind is Kind.COUNT
        and not question.topic
        and holds("about_meetings", question.text)
    )
