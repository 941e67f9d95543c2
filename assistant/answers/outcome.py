"""What became of an item: what a body did with it, in its own words, and what it approved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.choosing.choice import best_where
from assistant.answers.choosing.enumerations import POINT
from assistant.answers.context import Context, marks
from assistant.cases.adoption import changes_it
from assistant.cases.course import Step, course_of, related_items, settled_step
from assistant.cases.standing import standing_of
from assistant.citations import Statement
from assistant.evidence.judgement import Judged, years_of
from assistant.evidence.sentences import fold
from assistant.texts import standing_phrase
from assistant.types import Evidence, Kind, Standing
from assistant.wording.counting import counted_noun, mentions
from assistant.wording.patterns import holds
from index.parsing.text.proposers import proposer_of
from index.types import Filters, HeldItem, Passage, SectionKind

# A decision up to this length is quoted from its first deciding sentence to its end.
_MAX_DECISION_WORDS = 60
# And from its beginning, where no more words stand before that sentence.
_MAX_WORDS_BEFORE = 30
# A rejection that gives its reasons needs no recommendation beside it.
_LONG_REJECTION = 200
_MAX_POINTS, _MAX_POINTS_WORDS = 3, 150
# These ask about something as if it had been done, and an item so probable can tell that it was not.
_PRESUMING = frozenset({Kind.WHY, Kind.WHEN, Kind.WHO, Kind.AMOUNT, Kind.COUNT})
_SURE = 0.5
_NOT_DONE = frozenset({Standing.REJECTED, Standing.POSTPONED, Standing.WITHDRAWN})
# What may be done before a case is decided, put off or sent on.
_ALSO_DONE = frozenset({Standing.DISCUSSED, Standing.NOTED})
_NOT_YET = frozenset({Standing.SENT, Standing.HEARING, Standing.RECOMMENDED, Standing.DISCUSSED})


def steps_of(context: Context, item: HeldItem) -> list[Step]:
    """The case's steps within the filters; the item's own when none is."""
    steps = course_of(related_items(item, context.archive), context.archive)
    chosen = [step for step in steps if is_within(step, context.filters)]
    return chosen or [step for step in steps if step.item.id == item.id]


def is_within(step: Step, filters: Filters) -> bool:
    """Whether a step is of the bodies and the period."""
    if filters.bodies and step.body not in filters.bodies:
        return False
    if filters.from_date and (step.date is None or step.date < filters.from_date):
        return False
    return not filters.to_date or (step.date is not None and step.date <= filters.to_date)


def told_step(context: Context, step: Step) -> Statement:
    """What a body did at a step: its standing, body and date, and the decision's own words."""
    evidence = context.joined(decisive_sentences(context, step))
    text = standing_phrase(
        context.question.language,
        step.standing,
        step.body,
        date=context.on(step.date),
        item=context.named_at(step.item, step.item.document, step.body, step.date),
        quote=marks(len(evidence)),
    )
    return Statement(text, evidence)


def outcome_of(context: Context, item: HeldItem) -> list[Statement]:
    """What became of an item at its meeting; nothing where no decision is printed."""
    steps = [s for s in course_of([item], context.archive) if s.decision]
    steps = [s for s in steps if s.standing is not Standing.UNKNOWN and s.own] or steps[-1:]
    return [told_step(context, steps[-1])] if steps else []


def without(told: Sequence[Statement], sentences: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that the statements do not quote already."""
    quoted = [e for statement in told for e in statement.evidence]
    return [s for s in sentences if not any(lies_in(s, e) for e in quoted)]


def lies_in(inner: Evidence, outer: Evidence) -> bool:
    """Whether a quotation is a part of another, or says the same: some print a decision twice."""
    if inner.passage.document != outer.passage.document:
        return False
    if outer.span.start <= inner.span.start and inner.span.end <= outer.span.end:
        return True
    is_of_item = inner.passage.item_id == outer.passage.item_id
    return is_of_item and " " in inner.quote and fold(inner.quote) in fold(outer.quote)


def sequel_of(context: Context, item: HeldItem, told: Sequence[Evidence]) -> list[Statement]:
    """How an item's case was settled at a later meeting, where that is not told already."""
    last = last_of_case(context, item)
    if last is None or last.date is None or item.date is None or last.date <= item.date:
        return []
    if any(e.passage.item_id == last.item.id for e in told):
        return []
    settled = told_step(context, last)
    later = Statement(context.say("later", text=settled.text), settled.evidence)
    return [later, *recommendation_behind(context, last)]


def last_of_case(context: Context, item: HeldItem) -> Step | None:
    """The step that settles an item's case, by its number; its own where it has none."""
    return settled_step(_treated(context, item))


def last_asked_of(context: Context, item: HeldItem) -> Step | None:
    """The step that settles it of the period and the bodies that are asked about, else the last one there."""
    steps = _treated(context, item)
    years = years_of(context.question.text)
    of_years = [s for s in steps if s.date and str(s.date.year) in years]
    asked = [s for s in steps if context.filters and is_within(s, context.filters)] or of_years
    if asked:
        return settled_step(asked) or asked[-1]
    last = next((s for s in reversed(course_of([item], context.archive)) if s.decision), None)
    return settled_step(steps) or last


def _treated(context: Context, item: HeldItem) -> list[Step]:
    items = related_items(item, context.archive) if item.case_number else [item]
    return [s for s in course_of(items, context.archive) if s.decision]


def correction_of(context: Context, judged: Judged) -> list[Statement]:
    """What was done instead of what the question takes for granted: nothing where they agree.

    "Hvorfor afviste byrådet ...?" of what was approved, and "Hvornår vedtog
    ...?" of what was not. An item that is only likely corrects nothing.
    """
    item, question = judged.candidate.item, context.question
    if item is None or question.kind not in _PRESUMING or judged.about < _SURE:
        return []
    counted = counted_noun(question.text)
    if counted and not any(mentions(counted, e.quote) for e in judged.sentences):
        # "Hvor mange træer blev fældet?" presumes nothing of a case that has no trees.
        return []
    last = last_asked_of(context, item)
    if last is None:
        return []
    # What a minority could not accept denies nothing of what was decided.
    deciding = " ".join(e.quote for e in decisive_sentences(context, last)[:1])
    presumes_no = holds("presumes_rejected", question.text) and not holds("denial", deciding)
    # "Hvor mange blev afvist?" counts what was turned down; it presumes nothing of the case.
    presumes_no = presumes_no and question.kind not in (Kind.COUNT, Kind.AMOUNT)
    presumes_yes = holds("presumes_decided", question.text)
    told = told_step(context, last)
    if presumes_yes and last.standing in _NOT_YET:
        return [Statement(context.say("no_final")), told]
    is_other = (presumes_no and last.standing is Standing.DECIDED) or (
        presumes_yes and last.standing in _NOT_DONE
    )
    if not is_other:
        return []
    corrected = Statement(context.say("corrected", text=told.text), told.evidence)
    return [corrected, *recommendation_behind(context, last)]


def decisive_sentences(context: Context, step: Step) -> list[Evidence]:
    """The sentence that gives the decision its standing, and what follows of a short one."""
    sentences = context.finder.sentences(step.decision)
    sentences = _said_once([e for e in sentences if re.search(r"\w\w", e.quote)])
    if not sentences:
        return []
    decisive = next((e for e in sentences if standing_of(e.quote) is step.standing), sentences[0])
    chosen: list[Evidence] = []
    words = 0
    first = sentences.index(decisive)
    # "Punktet blev drøftet." before "Sagen genoptages" is part of what was done.
    while first > 0 and standing_of(sentences[first - 1].quote) in _ALSO_DONE:
        first -= 1
    for evidence in sentences[first:]:
        words += len(evidence.quote.split())
        if chosen and words > _MAX_DECISION_WORDS:
            break
        chosen.append(evidence)
    # "A foreslog 22 timer." tells what "Forslaget blev vedtaget" is said of.
    before = list[Evidence]()
    for evidence in reversed(sentences[:first]):
        before.insert(0, evidence)
        if sum(len(e.quote.split()) for e in before) > _MAX_WORDS_BEFORE:
            return chosen
    return [*before, *chosen]


def _said_once(sentences: Sequence[Evidence]) -> list[Evidence]:
    """Without what another passage says again: some print the decision over the case and below it."""
    first = dict[str, int]()
    return [
        e
        for e in sentences
        if " " not in e.quote or first.setdefault(fold(e.quote), e.passage.id) == e.passage.id
    ]


def recommendation_behind(context: Context, step: Step) -> list[Statement]:
    """What was approved, where the decision only points to the recommendation."""
    text = fold(" ".join(p.text for p in step.decision))
    reasoned = step.standing is Standing.REJECTED and len(text) > _LONG_REJECTION
    if reasoned or not holds("refers_back", text):
        return []
    return [*_changed_before(context, step), *recommendation_of(context, step.item)]


def _changed_before(context: Context, step: Step) -> list[Statement]:
    """What the body before recommended instead: that is what is approved, and not the first recommendation."""
    steps = [s for s in course_of([step.item], context.archive) if s.decision]
    before = next((s for s in reversed(steps[: _at(steps, step)]) if s.body != step.body), None)
    if not step.own or before is None or before.standing is not Standing.RECOMMENDED:
        return []
    changes = any(changes_it(e.quote) for e in decisive_sentences(context, before))
    return [told_step(context, before)] if changes else []


def _at(steps: Sequence[Step], step: Step) -> int:
    return next((i for i, s in enumerate(steps) if s.decision == step.decision), 0)


def recommendation_of(context: Context, item: HeldItem) -> list[Statement]:
    """What was recommended under an item: all of it when short, else its best points."""
    chosen, told, count = recommended_of(context, item)
    if not chosen:
        return []
    if _is_a_partys(chosen[0].passage):
        return [context.quoting("proposal_was", chosen)]
    if not count:
        return [context.quoting("recommendation_was", chosen)]
    if not told:
        return [context.quoting("recommendation_partly", chosen)]
    return [context.quoting("recommendation_in_part", chosen, count=told, all=count)]


def recommended_of(context: Context, item: HeldItem) -> tuple[list[Evidence], int, int]:
    """The sentences of what was recommended under an item, how many of its points they tell, and of how many.

    0 of 0 where all of it is told, 0 of more where no point is told whole.
    """
    passages = context.archive.item_passages(item.id)
    recommended = [p for p in passages if p.section is SectionKind.RECOMMENDATION]
    if len({p.section_heading for p in recommended}) > 1:
        # The administration's comes after a party's proposal, and is what is decided on.
        last = recommended[-1].section_heading
        recommended = [p for p in recommended if p.section_heading == last]
    sentences = [e for e in context.finder.sentences(recommended) if _is_content(e.quote)]
    if len(_points(sentences)) <= _MAX_POINTS and len(sentences) <= 2 * _MAX_POINTS:
        return sentences, 0, 0
    scored = context.finder.scored(recommended, item.title)
    points = _points([e for e in scored if _is_content(e.quote)])
    chosen = best_where(scored, lambda e: _is_content(e.quote), _MAX_POINTS)
    told = [point for point in points if any(e in chosen for e in point)]
    # A point is told whole, or is not counted as told.
    whole = [e for point in told for e in point]
    if not told or sum(len(e.quote.split()) for e in whole) > _MAX_POINTS_WORDS:
        return chosen, 0, len(points) or 1
    return whole, len(told), len(points)


def _is_a_partys(passage: Passage) -> bool:
    found = proposer_of(passage.section_heading, passage.text)
    return found is not None and not found.recommends


def points_of(context: Context, passage: Passage) -> list[list[Evidence]]:
    """The marked points of the recommendation that a passage is of."""
    if passage.item_id is None:
        return []
    held = [
        p
        for p in context.archive.item_passages(passage.item_id)
        if p.section is passage.section and p.section_heading == passage.section_heading
    ]
    return _points(context.finder.sentences(held))


def _points(sentences: Sequence[Evidence]) -> list[list[Evidence]]:
    """The sentences of each marked point, [] where none is marked; a point may be of several."""
    points: list[list[Evidence]] = []
    for evidence in sentences:
        if POINT.match(evidence.quote):
            points.append([])
        if points:
            points[-1].append(evidence)
    return points


def _is_content(quote: str) -> bool:
    """Whether it is more than "Direktionen indstiller, at"."""
    return len(quote.split()) > 5 or "indstil" not in quote.lower()
