"""The items that have what a question wants, over all that are held: counted, and each with its title quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.lists.scope import (
    MAX_SHOWN,
    among,
    dated,
    each_once,
    is_of_a_day,
    is_reprinted,
)
from assistant.answers.lists.sendings import is_sent_to, sends_to
from assistant.answers.lists.wanted import Wanted, covers, is_about_it, is_from
from assistant.answers.meetings import own_items
from assistant.answers.outcome import is_within
from assistant.cases.course import Step, steps_of_item
from assistant.cases.standing import standing_of
from assistant.citations import Statement
from assistant.texts import listed
from assistant.types import Evidence
from assistant.wording.patterns import match_of
from index.types import Filters, HeldItem

_TABLE = "lists.tsv"


def items_listed(context: Context, wanted: Wanted) -> Result | None:
    """The items that have everything that is wanted, oldest first, each with its title quoted."""
    filters = _filters(context, wanted)
    found = list(_having(context, wanted))
    if found and wanted.is_bare and match_of(_TABLE, "one_meeting", context.question.text):
        last = found[-1][0]
        found = [f for f in found if (f[0].body, f[0].date) == (last.body, last.date)]
        filters = Filters((last.body,) if last.body else (), last.date, last.date)
    entries = [
        (item, step, title) for item, step in found if (title := context.title_of(item)) is not None
    ]
    if not entries:
        # With a subject it may be told in a sentence: "hvor mange sager om svigt kom der?"
        reason = "none_reprinted" if is_reprinted(context, filters) else "none_listed"
        return NotFound(reason) if wanted.subject is None else None
    if len(entries) == 1 and wanted.subject and match_of(_TABLE, "matters", context.question.text):
        return None  # The matters that one item treated stand in it.
    shown = entries[-MAX_SHOWN:]
    statements = [
        Statement(
            context.say(
                "items_counted",
                count=len(entries),
                what=_what(context, wanted, len(entries)) + _closed_among(context, wanted, found),
                among=among(context, filters),
                shown=context.say("only_last", count=len(shown)) if len(shown) < len(found) else "",
            )
        )
    ]
    return statements + [_entry(context, wanted, *entry) for entry in shown]


def _having(context: Context, wanted: Wanted) -> Iterator[tuple[HeldItem, Step | None]]:
    """The items in the order of their dates, and the step that has the standing wanted."""
    known = {
        c.item.id
        for c in context.candidates
        if c.item is not None and wanted.receiver is None and covers(wanted.subject, c.passages)
    }
    filters, bodies = _filters(context, wanted), context.archive.body_names().bodies
    told: set[tuple[object, ...]] = set()
    reprinted = is_reprinted(context, filters)
    items = (
        context.archive.items(filters, replaced=False) if reprinted else own_items(context, filters)
    )
    for item in each_once(items):
        # Everything that a meeting treated is counted; of closed items no more than that is known.
        if item.public is wanted.closed and not (wanted.is_bare and not item.public):
            continue
        if not (item.id in known or is_about_it(item, wanted.subject)):
            continue
        if wanted.proposed and not is_from(item, wanted.proposer):
            continue
        if wanted.proposed and is_of_a_day(filters) and match_of(_TABLE, "reply", item.title or ""):
            continue  # It was put forward on another day.
        if wanted.standing is None and not reprinted:
            yield item, None
            continue
        # Minutes reprint what was done before, on other days and by other bodies.
        steps = [
            step
            for step in steps_of_item(item, context.archive)
            if (wanted.standing is None or step.standing is wanted.standing)
            and (step.decision or not reprinted)
            and (not wanted.proposals or _is_proposal(step))
            and is_within(step, filters)
            and is_sent_to(step, wanted.receiver, bodies)
        ]
        done = [(item.case_number or item.title, s.body, s.date or item.date) for s in steps]
        if steps and not told.issuperset(done):
            told.update(done)
            yield item, steps[0]


def _is_proposal(step: Step) -> bool:
    """Whether what was decided on is called a proposal, by the title or the decision."""
    texts = [step.item.title or "", *(passage.text for passage in step.decision)]
    return any(match_of(_TABLE, "proposal", text) for text in texts)


def _closed_among(
    context: Context, wanted: Wanted, found: Sequence[tuple[HeldItem, Step | None]]
) -> str:
    """The words for how many of the items are closed, where all of a meeting's are counted."""
    count = sum(not item.public for item, _ in found)
    return context.say("of_them_closed", count=count) if count and not wanted.closed else ""


def _filters(context: Context, wanted: Wanted) -> Filters:
    """The filters; a body that items were sent to is not the one that sent them."""
    if wanted.receiver is None or context.question.filters.bodies:
        return context.filters
    return replace(context.filters, bodies=())


def _entry(
    context: Context, wanted: Wanted, item: HeldItem, step: Step | None, title: Evidence
) -> Statement:
    day, body = item.date, item.body
    if step is not None:
        day, body = step.date or day, step.body or body
    evidence = [title]
    if step is not None and step.decision:
        sentences = context.finder.sentences(step.decision)
        telling = [e for e in sentences if standing_of(e.quote) is wanted.standing]
        to = [e for e in sentences if wanted.receiver and sends_to(e.quote, wanted.receiver)]
        evidence += (to or telling or (sentences if wanted.standing is None else []))[:1]
    quotes = " – ".join(f"{{{n}}}" for n in range(len(evidence)))
    return Statement(f"{dated(context, day, body) or item.document}: {quotes}", tuple(evidence))


def _what(context: Context, wanted: Wanted, count: int) -> str:
    """The words for what the items have in common."""
    parts = []
    if wanted.closed:
        parts.append(context.say("that_is_closed" if count == 1 else "that_are_closed"))
    if wanted.standing is not None and not wanted.receiver:
        parts.append(context.say(f"that_were_{wanted.standing.value}"))
    if wanted.subject is not None:
        forms = [f"»{token.form}«" for token in wanted.subject.topic]
        parts.append(context.say("that_are_about", words=listed(context.question.language, forms)))
    if wanted.receiver:
        parts.append(context.say("that_went_to", name=wanted.receiver))
    if wanted.proposer:
        parts.append(context.say("that_are_from", name=wanted.proposer))
    return "".join(parts)
