"""A vote in numbers, only where the numbers that are quoted reconcile; else the quotation alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.facts import vote
from assistant.citations import Statement
from assistant.patterns import match_of
from assistant.types import Evidence
from index.parsing.votes import Tally, tally
from index.types import SectionKind


def counted_vote(context: Context) -> Result:
    """What the minutes say of the vote, with its numbers before it where they add up."""
    told = vote(context)
    if isinstance(told, NotFound):
        return told
    quoted = [e for statement in told for e in statement.evidence]
    counted = reconciled(context, quoted)
    elsewhere = _not_of_the_body(context, quoted)
    return [*elsewhere, *([_in_numbers(context, counted)] if counted else []), *told]


def _not_of_the_body(context: Context, quoted: Sequence[Evidence]) -> list[Statement]:
    """That none of what is quoted is a vote of the committee that is named, where its minutes are not held."""
    names = context.archive.body_names()
    named = match_of("wordings.tsv", "names_committee", context.question.text)
    is_held = bool(names.find_in(names.in_full(context.question.text)))
    if named is None or is_held or not all(e.passage.body for e in quoted):
        return []
    return [Statement(context.say("no_vote_in", body=named[0]))]


def reconciled(context: Context, quoted: Sequence[Evidence]) -> Tally | None:
    """The one vote that the quotations tell of; None unless the whole decision tells it too.

    Quotations of two items may tell of two votes, and a part of a decision may
    leave out what contradicts the rest.
    """
    of_votes = [e for e in quoted if e.passage.section in (SectionKind.DECISION, SectionKind.VOTE)]
    places = {(e.passage.item_id, e.passage.body, e.passage.date) for e in of_votes}
    if len(places) != 1:
        return None
    item_id, body, day = next(iter(places))
    if item_id is None:
        return None
    whole = " ".join(
        p.text
        for p in context.archive.item_passages(item_id)
        if p.section in (SectionKind.DECISION, SectionKind.VOTE) and (p.body, p.date) == (body, day)
    )
    shown = tally(" ".join(e.quote for e in of_votes))
    return shown if shown is not None and shown == tally(whole) else None


def _in_numbers(context: Context, counted: Tally) -> Statement:
    key = "tally" if counted.abstaining is None else "tally_abstaining"
    return Statement(
        context.say(
            key,
            in_favour=counted.in_favour,
            against=counted.against,
            abstaining=counted.abstaining,
        )
    )
