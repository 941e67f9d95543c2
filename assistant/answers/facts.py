"""What is told of the likely items, what was recommended there, and what became of the best."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.changes import changed
from assistant.answers.choosing.choice import near
from assistant.answers.choosing.surroundings import by_item
from assistant.answers.choosing.telling import answers_in_its_item, telling_sentences
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.demands.of_question import demand_of
from assistant.answers.leads import quoted
from assistant.answers.outcome import (
    correction_of,
    last_asked_of,
    outcome_of,
    recommendation_behind,
    recommendation_of,
    recommended_of,
    sequel_of,
    told_step,
    without,
)
from assistant.answers.per_item import quoted_by_item
from assistant.cases.adoption import adoption_of
from assistant.citations import Statement
from assistant.evidence.judgement import Judged
from assistant.types import Evidence, Kind
from assistant.wording.patterns import holds, match_of
from index.types import HeldItem, SectionKind

_FEW_WORDS = 2
# A decision that meets so much of the subject tells of it.
_OF_SUBJECT = 0.2
# What becomes of the item is part of the answer where nothing more exact is asked for.
_OPEN = frozenset({Kind.GENERAL, Kind.LATEST, Kind.DECISION})
# So much is told of the subject beside what became of it.
_BESIDE_OUTCOME = 3


def told(context: Context) -> Result:
    """The best sentences of the likely items, and what became of the best."""
    if not context.judged:
        return NotFound()
    return told_of(context, context.judged)


def recommended(context: Context) -> Result:
    """What the administration recommended, where it is asked what that was: not a party's proposal beside it."""
    item = context.candidates[0].item
    if item is None or not _asks_administration(context, item):
        return NotFound()
    evidence = recommended_of(context, item)[0]
    is_its = evidence and holds("recommending", evidence[0].passage.section_heading or "")
    if not is_its:
        return NotFound()
    statements = quoted(context, evidence)
    statements += outcome_of(context, item) if _is_left_open(statements, item) else []
    return statements + sequel_of(context, item, [e for s in statements for e in s.evidence])


def _asks_administration(context: Context, item: HeldItem) -> bool:
    """Whether it asks what the administration recommended, or the part of it that a heading names."""
    found = match_of("wordings.tsv", "asks_recommended", context.question.text)
    if found is None:
        return False
    headings = [s.heading or "" for s in context.archive.sections(item.id)]
    named = found["who"].lower()
    return holds("administration", named) or any(
        named in heading.lower() and holds("recommending", heading) for heading in headings
    )


def told_of(context: Context, judged: Sequence[Judged]) -> Result:
    """What these items tell, and what became of the first that is quoted."""
    corrected = correction_of(context, judged[0])
    chosen = telling_sentences(context, near(judged))
    if isinstance(chosen, NotFound):
        return corrected or chosen
    if context.question.kind is Kind.GENERAL:
        chosen = chosen[:_BESIDE_OUTCOME]
    first, evidence = by_item(context, chosen)[0]
    item = first.candidate.item
    is_open = context.question.kind in _OPEN and item is not None
    became = outcome_of(context, item) if is_open and item else []
    if became and holds("asks_next", context.question.text):
        # What is done with it is what happens next; what it says of itself is not asked for.
        return corrected + became
    if not _asks_outcome(context, evidence, became) or _is_adopted(context, evidence):
        became = []
    statements = quoted_by_item(context, chosen, [*corrected, *became])
    if holds("asks_whether", context.question.text):
        # What was decided settles it before what else is told of it.
        statements.sort(key=lambda s: not _is_of_decision(s))
    # A word or two, and the latest, ask first of all for what became of it.
    is_short = len(context.question.topic) <= _FEW_WORDS and not context.finder.wants
    if is_short or context.question.kind is Kind.LATEST:
        statements = corrected + became + statements
    else:
        statements = corrected + statements + became
    told = [e for statement in statements for e in statement.evidence]
    statements += approved(context, first, told) if is_open else []
    if not is_open and item and _is_left_open(statements, item):
        # What became of it is part of what is told of a proposal that was not adopted as it stands.
        statements += [s for s in outcome_of(context, item) if without(statements, s.evidence)]
    elif not is_open and item:
        demand = demand_of(context, near(judged))
        statements += changed(context, item, statements, demand)
        statements += _presumed(context, item, statements)
    told = [e for statement in statements for e in statement.evidence]
    return statements + (_later(context, judged, item, told) if item else [])


def _asks_outcome(context: Context, told: Sequence[Evidence], became: Sequence[Statement]) -> bool:
    """Whether what became of the item is asked for, or tells whether what is told was adopted.

    "Hvor bred bliver broen?" is answered by its width alone; "bliver der en bro?" is not.
    Other questions may be answered by a decision that has a word of their subject.
    """
    if context.question.kind is not Kind.GENERAL or len(context.question.topic) <= _FEW_WORDS:
        return True
    is_proposed = any(e.passage.section is SectionKind.RECOMMENDATION for e in told)
    if is_proposed or holds("asks_whether", context.question.text):
        return True
    decided = " ".join(e.quote for statement in became for e in statement.evidence)
    return context.finder.coverage(decided) >= _OF_SUBJECT


def _is_adopted(context: Context, told: Sequence[Evidence]) -> bool:
    """Whether what is told is of a recommendation that was adopted: then that is said with it."""
    is_general = context.question.kind is Kind.GENERAL
    return is_general and any(
        e.passage.section is SectionKind.RECOMMENDATION
        and adoption_of(e.passage, context.archive, e.span)
        for e in told
    )


def _is_of_decision(statement: Statement) -> bool:
    return any(e.passage.section.is_decided for e in statement.evidence)


def _presumed(context: Context, item: HeldItem, told: Sequence[Statement]) -> list[Statement]:
    """What was decided, where it is asked why something was: it may have been something else."""
    question = context.question
    if question.kind is not Kind.WHY or not holds("presumes_decided", question.text):
        return []
    last = last_asked_of(context, item)
    if last is None:
        return []
    is_told = any(_is_of_decision(statement) for statement in told)
    decided = [told_step(context, last)] if not is_told else []
    return decided + [s for s in recommendation_behind(context, last) if without(told, s.evidence)]


def _is_left_open(statements: Sequence[Statement], item: HeldItem) -> bool:
    """Whether a proposal of the item is told, and nothing of what became of it."""
    told = [e.passage for s in statements for e in s.evidence if e.passage.item_id == item.id]
    is_proposed = any(p.section is SectionKind.RECOMMENDATION for p in told)
    return is_proposed and not any(p.section.is_decided for p in told)


def _later(
    context: Context, judged: Sequence[Judged], item: HeldItem, told: Sequence[Evidence]
) -> list[Statement]:
    """What came after: where that is asked for, or tells another amount, date or name than before."""
    later = sequel_of(context, item, told)
    if context.question.kind in _OPEN or "now" in context.finder.wants:
        return later
    demand = demand_of(context, near(judged))
    # A day that is moved is told in other words than those of who asks for it.
    is_time = context.question.kind in (Kind.WHEN, Kind.DEADLINE)
    tells_it = demand and any(
        demand.tells(e) and (is_time or answers_in_its_item(context, e))
        for statement in later
        for e in statement.evidence
    )
    return later if tells_it else []


def approved(context: Context, judged: Judged, chosen: Sequence[Evidence]) -> list[Statement]:
    """The recommendation, where a decision is quoted that only points to it."""
    decided = [e.quote for e in chosen if e.passage.section is SectionKind.DECISION]
    item = judged.candidate.item
    is_told = any(e.passage.section is SectionKind.RECOMMENDATION for e in chosen)
    if item is None or is_told or not any(holds("refers_back", quote) for quote in decided):
        return []
    return recommendation_of(context, item)
