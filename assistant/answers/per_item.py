"""The chosen sentences as quotations of each item, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.choosing.choice import Ranked
from assistant.answers.choosing.surroundings import by_item
from assistant.answers.context import Context
from assistant.answers.leads import quoted
from assistant.answers.outcome import without
from assistant.citations import Statement
from assistant.evidence.judgement import Judged


def quoted_by_item(
    context: Context, chosen: Sequence[Ranked], told: Sequence[Statement] = ()
) -> list[Statement]:
    """The chosen sentences, the likeliest item first, without what is told already; another case is said to be one."""
    statements: list[Statement] = []
    cases: list[str] = []
    for judged, evidence in by_item(context, chosen):
        new = without(told, evidence)
        if new and cases and _case_of(judged) not in cases:
            statements.append(Statement(context.say("or_this")))
        cases.append(_case_of(judged))
        statements += quoted(context, new, told)
    return statements


def _case_of(judged: Judged) -> str:
    item = judged.candidate.item
    return (item and (item.case_number or item.title)) or judged.candidate.document
