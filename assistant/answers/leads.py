"""How quotations are led in: whose words they are, and whether a recommendation that is quoted was adopted.

A recommendation never reads as a decision, and one that was adopted whole not as a mere proposal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.context import Context, marks
from assistant.answers.outcome import lies_in, points_of
from assistant.cases.adoption import adoption_of
from assistant.citations import Statement
from assistant.types import Evidence
from assistant.wording.parties import named_in_full
from assistant.wording.patterns import holds
from index.parsing.text.proposers import proposer_of
from index.types import Passage, SectionKind

_SOURCE = {SectionKind.DECISION: "source_decision", SectionKind.VOTE: "source_decision"}


@dataclass(frozen=True, slots=True)
class _Lead:
    """The key of what is said before quotations, who proposes, where they stand, and what adopted them."""

    key: str
    who: str
    where: str
    adopted: Evidence | None = None


def quoted(
    context: Context, chosen: Sequence[Evidence], told: Sequence[Statement] = ()
) -> list[Statement]:
    """Sentences with where they stand, those of one place together; `told` stands in the answer already."""
    groups: dict[_Lead, list[Evidence]] = {}
    for evidence in chosen:
        groups.setdefault(_lead_of(context, evidence), []).append(evidence)
    return [_led(context, lead, group, told) for lead, group in groups.items()]


def _led(
    context: Context, lead: _Lead, group: Sequence[Evidence], told: Sequence[Statement]
) -> Statement:
    part = _part(context, lead, group)
    if lead.key != "adopted":
        part = f"{part}, " if part else ""
        return context.quoting(lead.key, group, who=lead.who, where=lead.where, part=part)
    joined = context.joined(group)
    held = [e for statement in told for e in statement.evidence]
    decided = (
        ()
        if lead.adopted is None or any(lies_in(lead.adopted, e) for e in held)
        else (lead.adopted,)
    )
    text = context.say(
        "adopted",
        part=f" ({part})" if part else "",
        where=lead.where,
        quote=marks(len(joined)),
        by=f" ({{{len(joined)}}})" if decided else "",
    )
    return Statement(text, (*joined, *decided))


def _part(context: Context, lead: _Lead, group: Sequence[Evidence]) -> str:
    """How many of a recommendation's points are told, "" where all are or none is marked."""
    if group[0].passage.section is not SectionKind.RECOMMENDATION:
        return ""
    points = points_of(context, group[0].passage)
    count = sum(
        any(lies_in(one, e) or lies_in(e, one) for one in point for e in group) for point in points
    )
    return context.say("points", count=count, all=len(points)) if 0 < count < len(points) else ""


def _lead_of(context: Context, evidence: Evidence) -> _Lead:
    passage, where = evidence.passage, context.of(evidence)
    key, who, adopted = _SOURCE.get(passage.section, "source"), "", None
    if passage.section is SectionKind.RECOMMENDATION:
        key, who, adopted = _of_proposal(context, evidence)
    elif (
        passage.section is SectionKind.BACKGROUND
        and (party := _party_of(context, passage)) is not None
    ):
        key, who = ("in_proposal_of", party) if party else ("in_proposal", "")
    return _Lead(key, who, where, adopted)


def _of_proposal(context: Context, evidence: Evidence) -> tuple[str, str, Evidence | None]:
    """The key for a sentence of a recommendation or a proposal, who makes it, and what adopted it."""
    passage = evidence.passage
    states = holds("states", evidence.quote) and not holds("proposing", evidence.quote)
    found = proposer_of(passage.section_heading, passage.text)
    name = found.name[0].upper() + found.name[1:] if found else ""
    if found and not found.recommends:
        return ("in_proposal_of" if states else "proposed_by"), named_in_full(name) or name, None
    if not found and not holds("recommending", passage.section_heading or ""):
        party = _party_of(context, passage)
        if party:
            return ("in_proposal_of" if states else "proposed_by"), party, None
        return ("in_proposal" if states else "source_proposal"), "", None
    adopted = None if states else adoption_of(passage, context.archive, evidence.span)
    if adopted is not None:
        return "adopted", "", adopted
    if states:
        return "in_recommendation", "", None
    return ("recommended_by" if found else "source_recommendation"), name, None


def _party_of(context: Context, passage: Passage) -> str | None:
    """The party or member under whose proposal a passage stands; "" where it cannot be named, None for none.

    Such a proposal goes on through its own grounds, and ends at the first other heading.
    """
    if passage.item_id is None:
        return None
    party: str | None = None
    for section in context.archive.sections(passage.item_id):
        if section.span.start > passage.span.start:
            break
        heading = " ".join((section.heading or "").split()).rstrip(" :,")
        found = proposer_of(heading, "")
        if found is not None:
            # As it is printed: a name in capitals is put together anew by `proposer_of`.
            names = re.split(r"(?i)\b(?:fra|af)\b", heading, maxsplit=1)[-1]
            in_full = named_in_full(names) or named_in_full(found.name)
            party = None if found.recommends else in_full
        elif heading and not holds("in_a_proposal", heading):
            party = None
    return party
