"""What was decided, what it replaced, and how a case went."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.context import Context, NotFound, Result, marks
from assistant.answers.facts import best_sentences, quoted
from assistant.citations import Statement
from assistant.course import SETTLED, Step, course_of, related_items, settled_step
from assistant.evidence import Candidate
from assistant.patterns import holds
from assistant.sentences import best, fold
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
    statements += _about_topic(context, statements)
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
    return statements


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
    return Statement(f"{', '.join(where)} ({standing}): {marks(len(evidence))}", evidence)


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
    passages = context.archive.item_passages(step.item.id)
    recommended = [p for p in passages if p.section is SectionKind.RECOMMENDATION]
    sentences = [
        e for e in context.finder.sentences(recommended, step.item.title) if _is_content(e.quote)
    ]
    chosen = sentences if len(sentences) <= 3 else best(sentences, top=3)
    if not chosen:
        return []
    return [context.quoting("recommendation_was", chosen)]


def _is_content(quote: str) -> bool:
    """Whether it is more than "Direktionen indstiller, at"."""
    return len(quote.split()) > 5 or "indstil" not in quote.lower()


def _about_topic(context: Context, told: Sequence[Statement]) -> list[Statement]:
    """The best sentences of the best item, where none as good has been quoted."""
    quoted_already = " ".join(e.quote for statement in told for e in statement.evidence)
    chosen = best_sentences(context, context.judged[0], most=2, margin=1.0)
    new = [e for e in chosen if e.quote not in quoted_already]
    return quoted(context, new) if new else []
