"""What the minutes say of who voted how, as printed; who was absent then."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.choosing.choice import best_of, near, ranked
from assistant.answers.choosing.surroundings import votes_around
from assistant.answers.choosing.telling import MAX_TELLING
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.leads import quoted
from assistant.answers.per_item import quoted_by_item
from assistant.cases.course import course_of, related_items, settled_step
from assistant.citations import Statement
from assistant.evidence.sentences import tells
from assistant.types import Evidence
from assistant.wording.names import people_in
from assistant.wording.patterns import holds
from index.types import HeldItem, SectionKind

# Another item's votes are told in place of the best's when it is nearly as probable.
_VOTED = 0.6
_MAX_VOTES = 10


def vote(context: Context) -> Result:
    """What the deciding meeting's minutes say of votes, as printed; else those of the case."""
    if not context.judged:
        return NotFound()
    for judged in near(context.judged, _VOTED):
        item = judged.candidate.item
        if item is None:
            continue
        steps = course_of(related_items(item, context.archive), context.archive)
        settled = settled_step(steps)
        for one in dict.fromkeys([item, *([settled.item] if settled else [])]):
            chosen = _votes(context, one)
            if chosen:
                absences = absent_then(context, one, chosen)
                return [*_not_told_for(context, chosen), *quoted(context, chosen), *absences]
    told_of = [
        r
        for r in ranked(near(context.judged), context.question.text)
        if tells("vote", r.evidence.quote)
    ]
    best = best_of(told_of, MAX_TELLING)
    lead = _not_told_for(context, [r.evidence for r in best])
    return [*lead, *quoted_by_item(context, best)] if best else NotFound("no_vote")


def _not_told_for(context: Context, votes: Sequence[Evidence]) -> list[Statement]:
    """That of the votes asked for none was found: only those against it, or only reservations."""
    asks_for = holds("asks_who_for", context.question.text)
    if not asks_for and not holds("asks_who_against", context.question.text):
        return []
    items = dict.fromkeys(e.passage.item_id for e in votes if e.passage.item_id is not None)
    decided = (
        p.text
        for item_id in items
        for p in context.archive.item_passages(item_id)
        if p.section.is_decided
    )
    texts = [*(e.quote for e in votes), *decided]
    if asks_for:
        told = any(holds("votes_for", text) for text in texts)
        return [] if told else [Statement(context.say("only_against"))]
    only_reserved = all(holds("reservation", e.quote) for e in votes)
    told = any(holds("votes_against", text) for text in texts)
    return (
        [Statement(context.say("only_reservations"))]
        if votes and only_reserved and not told
        else []
    )


def absent_then(context: Context, item: HeldItem, votes: Sequence[Evidence]) -> list[Statement]:
    """That someone whose vote is asked for was absent, where the votes do not name them."""
    names = [name.rsplit(maxsplit=1)[-1] for name in people_in(context.question.text)]
    names = [name for name in names if not any(name in e.quote for e in votes)]
    passages = [*context.archive.front_passages(item.document)]
    passages += context.archive.item_passages(item.id)
    listed = [p for p in passages if p.section is SectionKind.ABSENT]
    sentences = context.finder.sentences(listed)
    found = list({e.quote: e for e in sentences if any(n in e.quote for n in names)}.values())
    where = context.meeting(item)
    return [context.listing("absent_meeting", found[:2], ", ", where=where)] if found else []


def _votes(context: Context, item: HeldItem) -> list[Evidence]:
    passages = [
        p
        for p in context.archive.item_passages(item.id)
        if p.section.is_decided and (not context.filters.bodies or p.body in context.filters.bodies)
    ]
    sentences = context.finder.sentences(passages)
    votes = [i for i, e in enumerate(sentences) if holds("vote", e.quote)]
    told = {id(e) for i in votes for e in (sentences[i], *votes_around(sentences, i))}
    return [e for e in sentences if id(e) in told][:_MAX_VOTES]
