"""Which items a party or a person was against, or had reservations about, over every item held."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.lists.scope import MAX_SHOWN, among, dated, each_once
from assistant.answers.lists.wanted import is_about_it
from assistant.answers.meetings import own_items
from assistant.citations import Statement
from assistant.evidence.matching import Matcher, matcher_for
from assistant.retrieval.ranking import agrees
from assistant.types import Evidence
from assistant.wording.parties import naming, parties_in
from assistant.wording.patterns import each_match, match_of
from index.danish.analysis import tokens
from index.types import HeldItem

_TABLE = "lists.tsv"


def dissents_listed(context: Context) -> Result | None:
    """The items that somebody was against, each with what is told of it; None where that is not asked for."""
    asked = match_of(_TABLE, "against", context.question.text)
    names_it = naming(asked["who"]) if asked else None
    is_body = asked and context.archive.body_names().find_in(asked["who"])
    if _asks_of_anyone(context):
        who, names_it = context.say("anyone"), _is_anyone
    elif asked is None or names_it is None or is_body:
        return None
    else:
        who = asked["who"].strip()
    reserves = match_of(_TABLE, "reserving", context.question.text) is not None
    stance = "is_reserving" if reserves else "is_against"
    subject = _subject(context, who)
    lines: dict[tuple[object, ...], Statement] = {}
    for item in each_once([i for i in own_items(context, context.filters) if i.public]):
        title = context.title_of(item)
        if title is None or not is_about_it(item, subject):
            continue
        for told in _telling(context, item, names_it, stance):
            day, body = told.passage.date or item.date, told.passage.body or item.body
            # Other minutes print it again.
            line = Statement(f"{dated(context, day, body)}: {{0}} – {{1}}", (title, told))
            lines.setdefault((day, body and body.lower(), told.quote), line)
    if not lines:
        return NotFound("none_reserved" if reserves else "none_against", {"name": who})
    head = context.say(
        "reserved" if reserves else "against",
        name=context.say("or_member", name=who) if parties_in(who) else who,
        count=len(lines),
        among=among(context, context.filters),
        shown=context.say("only_last", count=MAX_SHOWN) if len(lines) > MAX_SHOWN else "",
    )
    return [Statement(head), *list(lines.values())[-MAX_SHOWN:]]


def _asks_of_anyone(context: Context) -> bool:
    """Whether it asks who was against, of no case but of the meetings of a body or a time."""
    question = context.question
    has_subject = any(not match_of(_TABLE, "against_frame", t.form) for t in question.topic)
    is_of_meetings = not has_subject and not question.continues and bool(context.filters)
    return is_of_meetings and match_of(_TABLE, "against_anyone", question.text) is not None


def _is_anyone(_: str) -> bool:
    return True


def _subject(context: Context, who: str) -> Matcher | None:
    """What the items are to be about beside that, None where nothing is said."""
    named = {token.stem for token in tokens(who)}
    topic = [
        token
        for token in context.question.topic
        if token.stem not in named and not match_of(_TABLE, "against_frame", token.form)
    ]
    return matcher_for(topic, context.archive) if topic else None


def _telling(
    context: Context, item: HeldItem, names_it: Callable[[str], bool], stance: str
) -> Iterator[Evidence]:
    """The first sentence of each body's decision on an item with a clause of this stance that names them."""
    told: set[str | None] = set()
    passages = [
        p
        for p in context.archive.item_passages(item.id)
        if p.section.is_decided and agrees(item if p.body is None else None, (p,), context.filters)
    ]
    for evidence in context.finder.sentences(passages):
        of_it = any(
            match_of(_TABLE, stance, clause) and names_it(clause.rstrip(" ."))
            for clause in clauses(evidence.quote)
        )
        if of_it and evidence.passage.body not in told:
            told.add(evidence.passage.body)
            yield evidence


def clauses(sentence: str) -> list[str]:
    """A sentence parted where it goes on to other votes.

    >>> clauses("For stemte A og V, imod stemte SF og EL.")
    ['For stemte A og V', 'imod stemte SF og EL.']
    >>> clauses("SF, EL og V stemte imod."), clauses("Godkendt med 12 stemmer (A) mod 9 (V).")
    (['SF, EL og V stemte imod.'], ['Godkendt med 12 stemmer (A)', 'mod 9 (V).'])
    """
    cuts = [m.span() for m in each_match(_TABLE, "next_vote", sentence)]
    parts, start = [], 0
    for cut, behind in sorted(cuts):
        # Names before the verb are of the clause that has it.
        if cut > start and re.search(
            r"(?i)\bstem|\bimod\b|\bfor\b|\w*flertal\b|\banbefal", sentence[start:cut]
        ):
            parts.append(sentence[start:cut])
            start = behind
    return [*parts, sentence[start:]]
