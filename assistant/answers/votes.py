"""A vote in numbers, only where the numbers that are quoted reconcile; why someone voted as they did."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answers.choosing.choice import near, ranked
from assistant.answers.choosing.reasons import reasons_of_votes
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.leads import quoted
from assistant.answers.minuted_votes import absent_then, vote
from assistant.answers.per_item import quoted_by_item
from assistant.citations import Statement
from assistant.types import Evidence
from assistant.wording.names import names_a_person, people_in
from assistant.wording.parties import naming, parties_in
from assistant.wording.patterns import holds, match_of
from index.parsing.votes import Tally, tally


def why_voted(context: Context) -> Result:
    """The reason that stands with the vote of whom is asked about; else that vote, said to have none, or their absence.

    Why a case was put forward, by whom ever, is no reason to vote against it.
    """
    found = match_of("wordings.tsv", "voter", context.question.text)
    tells_of = naming(found["who"]) if found else None
    likely = near(context.judged)
    if tells_of is None:
        reasons = reasons_of_votes(ranked(likely, context.question.text))
        reasons = [r for r in reasons if not holds("absence", r.evidence.quote)]
        return quoted_by_item(context, reasons) or NotFound("no_reason")
    for judged in likely:
        decided = [e for e in judged.sentences if e.passage.section.is_decided]
        votes = [i for i, e in enumerate(decided) if _votes(e) and tells_of(e.quote)]
        reasons_by_vote = [e for i in votes for e in _with_reason(decided, i, tells_of)]
        if reasons_by_vote:
            return quoted(context, list(dict.fromkeys(reasons_by_vote)))
        if votes:
            lines = quoted(context, [decided[i] for i in votes])
            return [Statement(context.say("vote_without_reason")), *lines]
    item = likely[0].candidate.item
    # Who was absent voted neither way.
    return (absent_then(context, item, []) if item else []) or NotFound("no_reason")


def _votes(evidence: Evidence) -> bool:
    return holds("vote", evidence.quote)


def _with_reason(
    decided: Sequence[Evidence], i: int, tells_of: Callable[[str], bool]
) -> list[Evidence]:
    """A vote with its reason, in its own sentence or in the one right after; [] without.

    One that names somebody else goes on about them: "Ida Holm deltog ikke på grund af inhabilitet".
    """
    own, after = decided[i], decided[i + 1 : i + 2]
    follows = [
        e
        for e in after
        if _place(e) == _place(own)
        and _says_why(e)
        and not _votes(e)
        and not holds("absence", e.quote)
        and (tells_of(e.quote) or not (parties_in(e.quote) or people_in(e.quote)))
    ]
    return [own, *follows] if follows or _says_why(own) else []


def _place(evidence: Evidence) -> tuple[object, ...]:
    passage = evidence.passage
    return (passage.item_id, passage.body, passage.date)


def _says_why(evidence: Evidence) -> bool:
    return holds("reason", evidence.quote) or holds("opines", evidence.quote)


def counted_vote(context: Context) -> Result:
    """What the minutes say of the vote, with its numbers before it where they add up."""
    told = vote(context)
    if isinstance(told, NotFound):
        return told
    quoted = [e for statement in told for e in statement.evidence]
    if holds("asks_member", context.question.text) and not _names_voters(context, quoted):
        return NotFound("no_vote")
    counted = reconciled(context, quoted)
    elsewhere = _not_of_the_body(context, quoted)
    lead = [_in_numbers(context, counted)] if counted else _uncounted(context, quoted)
    return [*elsewhere, *lead, *told]


def _names_voters(context: Context, quoted: Sequence[Evidence]) -> bool:
    """Whether a vote of the day that is asked about names anybody, or a party: numbers tell no members."""
    first, last = context.question.inferred.from_date, context.question.inferred.to_date
    of_the_day = [
        e
        for e in quoted
        if first is None or last is None or (e.passage.date and first <= e.passage.date <= last)
    ]
    votes = [e.quote for e in of_the_day or quoted if _votes(e)]
    return any(parties_in(quote) or names_a_person(quote) for quote in votes)


def _uncounted(context: Context, quoted: Sequence[Evidence]) -> list[Statement]:
    """That a number of votes is asked for, and none is told: who disagreed is no count."""
    if not holds("asks_how_many_voted", context.question.text):
        return []
    is_told = any(holds("counts_votes", e.quote) for e in quoted)
    return [] if is_told else [Statement(context.say("no_vote_count"))]


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
    of_votes = [e for e in quoted if e.passage.section.is_decided]
    places = {(e.passage.item_id, e.passage.body, e.passage.date) for e in of_votes}
    if len(places) != 1:
        return None
    item_id, body, day = next(iter(places))
    if item_id is None:
        return None
    whole = " ".join(
        p.text
        for p in context.archive.item_passages(item_id)
        if p.section.is_decided and (p.body, p.date) == (body, day)
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
