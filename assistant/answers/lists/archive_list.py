"""Lists and counts that code makes over every item and meeting held, not only those found.

Each entry is quoted, and the answer says among how many meetings it counted and
how many files could not be read.
"""

from __future__ import annotations

from assistant.answers.context import Context, Result
from assistant.answers.lists.absences import absences_listed, items_without
from assistant.answers.lists.items import items_listed
from assistant.answers.lists.scope import MAX_SHOWN, each_once, is_of_a_day
from assistant.answers.lists.wanted import wanted_of
from assistant.answers.meetings import count_meetings
from assistant.answers.outcome import is_within, told_step
from assistant.cases.course import steps_of_item
from assistant.types import Kind, Question
from assistant.wording.names import people_in
from assistant.wording.patterns import match_of

_TABLE = "lists.tsv"


def archive_list(context: Context) -> Result | None:
    """The list or count that is asked for; None when it asks for neither."""
    text, kind = context.question.text, context.question.kind
    if kind is Kind.ABSENT or any(match_of(_TABLE, n, text) for n in ("absences", "items_without")):
        people = people_in(text)
        is_count = match_of(_TABLE, "absences", text) is not None
        if people and match_of(_TABLE, "items_without", text):
            return items_without(context, people[0])
        return absences_listed(context, people[0]) if people and is_count else None
    if kind is Kind.DECISION and not context.question.topic and is_of_a_day(context.filters):
        return _decided_that_day(context)
    wanted = wanted_of(context)
    if counts_meetings(text) and wanted.subject is None:
        return count_meetings(context)
    if not is_over_items(text):
        return None
    if not match_of(_TABLE, "count", text) and wanted.is_bare:
        return None  # what was on the agenda
    return items_listed(context, wanted)


def is_over_items(text: str) -> bool:
    """Whether a question is answered by looking through every item held.

    >>> is_over_items("Hvilke punkter blev udsat?"), is_over_items("Hvilke veje blev lukket?")
    (True, False)
    """
    return any(match_of(_TABLE, name, text) is not None for name in ("items", "against"))


def counts_meetings(text: str) -> bool:
    """Whether a question counts the meetings of a body: others' meetings are no answer.

    >>> counts_meetings("Hvor mange møder holdt udvalget?"), counts_meetings("Hvornår er mødet?")
    (True, False)
    """
    return match_of(_TABLE, "meetings", text) is not None


def lists_items(question: Question) -> bool:
    """Whether the answer to a question is a list of items: those of a meeting, or of many.

    What was decided on a day lists them too.
    """
    if question.item is not None:
        return False
    is_of_all = question.kind is Kind.DECISION and not question.topic
    return question.kind is Kind.MEETING or is_of_all or is_over_items(question.text)


def _decided_that_day(context: Context) -> Result | None:
    """What was done with each item of a day, also where another body's minutes print it."""
    items = [i for i in context.archive.items(context.filters, replaced=False) if i.public]
    steps = [
        step
        for item in each_once(items)
        for step in steps_of_item(item, context.archive)
        if step.decision and is_within(step, context.filters)
    ]
    told = [told_step(context, step) for step in steps[:MAX_SHOWN]]
    return [statement for statement in told if statement.evidence] or None
