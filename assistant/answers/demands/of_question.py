"""What a sentence must hold to tell what is asked, beyond being about it.

The right case is found far more often than it holds the fact: without a demand
another fact of the case would be taken for the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.context import Context
from assistant.answers.demands.demand import Demand
from assistant.answers.demands.of_names import of_a_name, of_a_place
from assistant.answers.demands.of_numbers import TELLING, of_a_number
from assistant.answers.demands.of_persons import of_whom
from assistant.evidence.judgement import Judged
from assistant.types import Kind
from assistant.wording.patterns import holds

# A place is asked for in questions of these; those of a decision are answered by what it decides.
_PLACING_KINDS = frozenset({Kind.GENERAL, Kind.LATEST, Kind.MEETING})


def demand_of(context: Context, judged: Sequence[Judged]) -> Demand | None:
    """What a sentence of these items must tell; None where anything about the subject will do."""
    question = context.question
    naming = of_a_name(context, judged)
    if naming:
        return naming
    if holds("asks_age", question.text):
        return Demand(lambda e: holds("tells_age", e.quote), lambda _: 0.0, "no_number")
    if question.kind is Kind.WHO:
        return of_whom(context, judged)
    if question.kind in _PLACING_KINDS and holds("asks_where", question.text):
        return of_a_place(context)
    return of_a_number(context, judged) if question.kind in TELLING else None
