"""What was decided, what it replaced, and how a case went."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.context import Context, NotFound, Result, marks
from assistant.answers.facts import best_sentences, quoted, recommendation_of
from assistant.citations import Statement
from assistant.course import SETTLED, Step, course_of, related_items, settled_step
from assistant.evidence import Candidate
from assistant.patterns import holds
from assistant.sentences import fold
from assistant.standing import standing_of
from assistant.texts import date_text, standing_phrase, standing_word
from assistant.types import Evidence, Standing
from index.types import Filters, HeldItem, SectionKind

# What a case's course shows at most, the last ones.
_MAX_STEPS = 12
# A decision up to this length is quoted from its first deciding sentence to its end.
_MAX_DECISION_WORDS = 60
# A rejection that gives its reasons needs no recommendation beside it.
_LONG_REJECTION = 200
# How far below the best a sentence may score, in logits, and still be told beside a decision.
_MARGIN = 1.5


def decision(context: Context) -> Result:
    """The last decision that settles the case, what it approved, and what came after."""
    candidate = context.candidates[0]
    if candidate.item is None:
        return NotFound()
    steps = _steps(context, candidate.item)
    settled = settled_step(steps)
    if settled is None:
        return _unsettled(context, candidate, steps)
    statements = [_told(context, settled)]
    statements += _recommendation_behind(context, settled)
    statements += _about_topic(context, statements, settled.item)
    for step in steps[steps.index(settled) + 1 :]:
        if step.decision and step.standing is not Standing.UNKNOWN:
            told = _told(context, step)
            statements.append(Statement(context.say("later", text=told.text), told.evidence))
    return statements


def course(context: Context) -> Result:
    """Every treatment of the case, oldest first."""
    candidate = next((c for c in context.candidates if c.item), None)
    if candidate is None or candidate.item is None:
        return NotFound()
    # The whole case, also where the question names a year or a body of it.
    steps = course_of(related_items(candidate.item, context.archive), context.archive)
    steps = [s for s in steps if s.decision and _within(s, context.question.filters)]
    if not steps:
        return NotFound()
    statements = [Statement(context.say("course_intro", title=candidate.title or ""))]
    statements += [_course_line(context, step) for step in steps[-_MAX_STEPS:]]
    if not any(step.standing in SETTLED for step in steps):
        statements.append(Statement(context.say("no_final")))
    return [*statements, *_about_topic(context, statements)]


def _steps(context: Context, item: HeldItem) -> list[Step]:
    """The case's steps within the filters; the item's own when none is."""
    steps = course_of(related_items(item, context.archive), context.archive)
    chosen = [step for step in steps if _within(step, context.filters)]
    return chosen or [step for step in steps if step.item.id == item.id]


def _within(step: Step, filters: Filters) -> bool:
    if filters.bodies and step.body not in filters.bodies:
        return False
    if filters.from_date and (step.date is None or step.date < filters.from_date):
        return False
    return not filters.to_date or (step.date is not None and step.date <= filters.to_date)


def _unsettled(context: Context, candidate: Candidate, steps: Sequence[Step]) -> Result:
    """An item that was discussed, recommended, postponed or only announced."""
    treated = [step for step in steps if step.decision]
    if not treated:
        return _agenda(context, candidate)
    last = treated[-1]
    statements = []
    if last.standing in (Standing.RECOMMENDED, Standing.SENT, Standing.UNKNOWN):
        statements.append(Statement(context.say("no_final")))
    statements.append(_told(context, last))
    return [*statements, *_about_topic(context, statements)]


def _agenda(context: Context, candidate: Candidate) -> Result:
    """What was recommended, where there is only an agenda."""
    recommended = [p for p in candidate.passages if p.section is SectionKind.RECOMMENDATION]
    sentences = context.finder.sentences(recommended, candidate.title)[:3]
    item = candidate.item
    if not sentences or item is None:
        return NotFound()
    where = context.where(item.body, item.date)
    return [context.quoting("agenda_only", sentences, where=where)]


def _told(context: Context, step: Step) -> Statement:
    evidence = context.joined(_decisive_sentences(context, step))
    text = standing_phrase(
        context.question.language,
        step.standing,
        step.body,
        date=context.on(step.date),
        item=context.named(step.item, step.item.document),
        quote=marks(len(evidence)),
    )
    return Statement(text, evidence)


def _course_line(context: Context, step: Step) -> Statement:
    language = context.question.language
    where = [date_text(language, step.date)] if step.date else []
    where += [step.body] if step.body else []
    evidence = context.joined(_decisive_sentences(context, step))
    standing = standing_word(language, step.standing)
    text = f"{', '.join(where)} ({standing}): {marks(len(evidence))}"
    behind = _recommendation_behind(context, step) if step.standing in SETTLED else []
    if not behind:
        return Statement(text, evidence)
    # The marks of the second statement go on where those of the first end.
    approved = tuple(e for e in behind[0].evidence if e not in evidence)
    more = context.say("recommendation_was", quote=marks(len(evidence) + len(approved)))
    more = more.replace(marks(len(evidence)), "", 1).replace("  ", " ")
    return Statement(f"{text} {more}", (*evidence, *approved))


def _decisive_sentences(context: Context, step: Step) -> list[Evidence]:
    """The sentence that gives the decision its standing, and what follows of a short one."""
    sentences = context.finder.sentences(step.decision, step.item.title)
    sentences = [e for e in sentences if re.search(r"\w\w", e.quote)]
    if not sentences:
        return []
    decisive = next((e for e in sentences if standing_of(e.quote) is step.standing), sentences[0])
    chosen: list[Evidence] = []
    words = 0
    for evidence in sentences[sentences.index(decisive) :]:
        words += len(evidence.quote.split())
        if chosen and words > _MAX_DECISION_WORDS:
            break
        chosen.append(evidence)
    return chosen


def _recommendation_behind(context: Context, step: Step) -> list[Statement]:
    """What was approved, where the decision only points to the recommendation."""
    text = fold(" ".join(p.text for p in step.decision))
    reasoned = step.standing is Standing.REJECTED and len(text) > _LONG_REJECTION
    if reasoned or not holds("refers_back", text):
        return []
    return recommendation_of(context, step.item)


def _about_topic(
    context: Context, told: Sequence[Statement], item: HeldItem | None = None
) -> list[Statement]:
    """The best sentences of the best item, and of the item that settles it, if not yet quoted."""
    quoted_already = " ".join(e.quote for statement in told for e in statement.evidence)
    judged = [context.judged[0]]
    judged += [j for j in context.judged[1:] if item and j.candidate.item == item]
    chosen = [e for j in judged for e in best_sentences(context, j, most=3, margin=_MARGIN)]
    new = [e for e in chosen if e.quote not in quoted_already]
    if item is not None:
        # Once it is settled, what was recommended before belongs to the course of the case.
        new = [
            e
            for e in new
            if e.passage.section is not SectionKind.DECISION
            or standing_of(e.quote) is not Standing.RECOMMENDED
        ]
    return quoted(context, new) if new else []
