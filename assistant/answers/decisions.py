"""What was decided, what it replaced, and how a case went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answers.choosing.choice import Ranked, best_of, best_where, near, passes_on, ranked
from assistant.answers.context import Context, NotFound, Result, marks
from assistant.answers.leads import quoted
from assistant.answers.outcome import (
    decisive_sentences,
    is_within,
    recommendation_behind,
    steps_of,
    told_step,
    without,
)
from assistant.answers.per_item import quoted_by_item
from assistant.cases.course import SETTLED, Step, course_of, related_items, settled_step
from assistant.cases.standing import standing_of
from assistant.citations import Statement
from assistant.evidence.candidates import Candidate
from assistant.evidence.judgement import specifics_of
from assistant.evidence.sentences import tells
from assistant.texts import date_text, standing_word
from assistant.types import Evidence, Kind, Standing
from assistant.wording.patterns import holds
from assistant.wording.titles import is_same_case
from index.types import HeldItem, SectionKind

_NOT_FINAL = frozenset({Standing.RECOMMENDED, Standing.SENT, Standing.HEARING, Standing.UNKNOWN})
# The decision may only point to what was recommended.
_APPROVED = SETTLED | {Standing.HEARING}
# What a case's course shows at most, the last ones.
_MAX_STEPS = 12
# What is told of the subject beside a decision: so many sentences, so near the best in logits.
_BESIDE, _MARGIN = 3, 1.5
# A sentence that dates a decision may be so much worse than the best, in logits.
_FAR = 5.0
# It covers so much of what is asked about, or it dates another decision.
_ITS_DECISION = 0.75
# An item of which title, decision and proposal meet so much of the subject decides on it.
_IS_DECIDED = 0.5
# "Hvad blev besluttet?" wants no more than a decision that says so much, with what it approved.
_ENOUGH_WORDS = 12
# "Hvad er der sket?" wants no more than the steps.
_OF_A_COURSE = frozenset({"decision", "now"})


def decision(context: Context) -> Result:
    """The last decision that settles the case, what it approved, and what came after."""
    candidate = context.candidates[0]
    if candidate.item is None:
        return NotFound()
    steps = steps_of(context, candidate.item)
    settled = settled_step(steps)
    if settled is None:
        return _unsettled(context, candidate, steps)
    if context.question.kind is Kind.WHEN and not _decides_it(context, settled):
        return quoted_by_item(context, _dated_decisions(context)) or NotFound("no_date")
    statements = [told_step(context, settled)]
    statements += recommendation_behind(context, settled)
    if not (_asks_only_what_was_decided(context) and _says_much(statements)):
        statements += _about_topic(context, statements, settled.item)
    for step in steps[steps.index(settled) + 1 :]:
        if step.decision and step.standing is not Standing.UNKNOWN:
            told = told_step(context, step)
            statements.append(Statement(context.say("later", text=told.text), told.evidence))
    return statements


def last_treated(context: Context) -> Result:
    """The last meeting that treated the case, whatever it did."""
    item = context.candidates[0].item
    steps = [s for s in steps_of(context, item) if s.decision and s.date] if item else []
    if not steps:
        return NotFound()
    last = max(steps, key=lambda s: s.date or date.min)
    return [told_step(context, last)] if _decides_it(context, last) else NotFound()


def _decides_it(context: Context, step: Step) -> bool:
    """Whether what was decided there is what is asked about, by its title, decision or proposal.

    An item that only mentions a plan is not where the plan was adopted.
    """
    passages = context.archive.item_passages(step.item.id)
    proposed = [p for p in passages if p.section is SectionKind.RECOMMENDATION]
    sentences = context.finder.sentences([*step.decision, *proposed])
    return context.finder.sure_coverage(sentences, step.item.title) >= _IS_DECIDED


def _asks_only_what_was_decided(context: Context) -> bool:
    return context.question.kind is Kind.DECISION and holds("asks_what", context.question.text)


def _says_much(statements: Sequence[Statement]) -> bool:
    """Whether it tells what was decided, and not only that it was."""
    return sum(len(e.quote.split()) for s in statements for e in s.evidence) >= _ENOUGH_WORDS


def course(context: Context) -> Result:
    """Every treatment of the case, oldest first."""
    candidate = next((c for c in context.candidates if c.item), None)
    if candidate is None or candidate.item is None:
        return NotFound()
    # The whole case, also where the question names a year or a body of it.
    items = {i.id: i for i in related_items(candidate.item, context.archive)}
    items |= {i.id: i for i in _of_one_case(context, candidate.item)}
    steps = course_of(list(items.values()), context.archive)
    steps = [s for s in steps if s.decision and is_within(s, context.question.filters)]
    if not steps:
        return NotFound()
    statements = [Statement(context.say("course_intro", title=candidate.title or ""))]
    statements += [_course_line(context, step) for step in steps[-_MAX_STEPS:]]
    if not any(step.standing in SETTLED for step in steps):
        statements.append(Statement(context.say("no_final")))
    if len(steps) > 1 and holds("asks_money", context.question.text):
        treated = {step.item.id: step.item for step in steps}
        return [*statements, *_amounts(context, list(treated.values()), statements)]
    if len(steps) > 1 and context.finder.wants <= _OF_A_COURSE:
        return statements
    return [*statements, *_about_topic(context, statements)]


def _amounts(
    context: Context, items: Sequence[HeldItem], told: Sequence[Statement]
) -> list[Statement]:
    """The best sentence with an amount of each step's item: how a price went over the years."""
    passages = [(context.archive.item_passages(item.id), item.title) for item in items]
    found = []
    for sentences, _ in context.finder.all_scored(passages):
        telling = [e for e in sentences if tells("amount", e.quote)]
        found += best_where(telling, lambda _: True, 1)
    return quoted(context, without(told, found))


def _of_one_case(context: Context, item: HeldItem) -> list[HeldItem]:
    """The found items whose titles tell that they are of the same case: it may be put anew under another number."""
    found = [c.item for c in context.candidates if c.item and c.item.public]
    return [other for other in found if is_same_case(item, other, context.archive.idf)]


def _unsettled(context: Context, candidate: Candidate, steps: Sequence[Step]) -> Result:
    """An item that was discussed, recommended, postponed or only announced."""
    treated = [step for step in steps if step.decision]
    if not treated:
        return _agenda(context, candidate)
    last = treated[-1]
    asked_from = context.question.inferred.from_date
    if asked_from and last.date and last.date < asked_from:
        # "Udsat til mødet i maj" does not tell what was decided in May.
        return NotFound("not_decided_then")
    if context.question.kind is Kind.WHEN and not _decides_it(context, last):
        return quoted_by_item(context, _dated_decisions(context)) or NotFound("no_date")
    statements = []
    if last.standing in _NOT_FINAL:
        statements.append(Statement(context.say("no_final")))
    statements.append(told_step(context, last))
    statements += recommendation_behind(context, last) if last.standing in _APPROVED else []
    dated = _dated_decisions(context) if context.question.kind is Kind.WHEN else []
    if dated:
        return [*quoted_by_item(context, dated, statements), *statements]
    return [*statements, *_about_topic(context, statements)]


def _dated_decisions(context: Context) -> list[Ranked]:
    """The sentences that tell when what is asked about was decided, of the best ones.

    Not those that date another decision: of another plan, model or amount.
    """
    asked = specifics_of(context.question.text)
    sentences = ranked(near(context.judged), context.question.text)
    dated = [
        r
        for r in sentences
        if r.score >= sentences[0].score - _FAR
        and not passes_on(r)
        and holds("decided_on", r.evidence.quote)
        and re.search(r"\b(?:19|20)\d\d\b", r.evidence.quote)
        and all(re.search(rf"(?i)\b{re.escape(word)}", r.evidence.quote) for word in asked)
        and context.finder.coverage(r.evidence.quote) >= _ITS_DECISION
    ]
    return best_of(dated, _BESIDE, _MARGIN)


def _agenda(context: Context, candidate: Candidate) -> Result:
    """What was recommended, where there is only an agenda."""
    recommended = [p for p in candidate.passages if p.section is SectionKind.RECOMMENDATION]
    sentences = context.finder.sentences(recommended)[:3]
    item = candidate.item
    if not sentences or item is None:
        return NotFound()
    where = context.where(item.body, item.date)
    return [context.quoting("agenda_only", sentences, where=where)]


def _course_line(context: Context, step: Step) -> Statement:
    language = context.question.language
    where = [date_text(language, step.date)] if step.date else []
    where += [step.body] if step.body else []
    evidence = context.joined(decisive_sentences(context, step))
    standing = standing_word(language, step.standing)
    text = f"{', '.join(where)} ({standing}): {marks(len(evidence))}"
    behind = recommendation_behind(context, step) if step.standing in _APPROVED else []
    if not behind:
        return Statement(text, evidence)
    # The marks of the second statement go on where those of the first end.
    more = re.sub(r"\{(\d+)\}", lambda m: f"{{{int(m[1]) + len(evidence)}}}", behind[0].text)
    return Statement(f"{text} {more}", (*evidence, *behind[0].evidence))


def _about_topic(
    context: Context, told: Sequence[Statement], item: HeldItem | None = None
) -> list[Statement]:
    """The best sentences of the likely items, and of the item that settles it, if not yet quoted."""
    likely = near(context.judged)
    likely += [j for j in context.judged if item and j.candidate.item == item and j not in likely]
    chosen = best_of(ranked(likely, context.question.text), _BESIDE, _MARGIN)
    if item is not None:
        # Once it is settled, what was recommended before belongs to the course of the case.
        chosen = [one for one in chosen if not _is_recommending(one.evidence)]
    return quoted_by_item(context, chosen, told)


def _is_recommending(evidence: Evidence) -> bool:
    is_decision = evidence.passage.section is SectionKind.DECISION
    return is_decision and standing_of(evidence.quote) is Standing.RECOMMENDED
