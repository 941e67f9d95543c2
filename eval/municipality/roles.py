"""What the sources say of a quotation: was it decided, or only recommended?

The parser's word for a section is not taken for it; the sources are what the
documents were printed from. A quotation that is in both is a decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.measures import Scores
from eval.municipality.model import Role
from eval.municipality.sources import load_municipality, load_sources
from eval.outcomes import Outcome

# The letters of the recommendations and of the decisions of an item, by document and number.
Roles = Mapping[tuple[str, str], tuple[str, str]]


def roles() -> Roles:
    """What was recommended and what was decided, for each item of the sample."""
    return {
        (source.file, item.number): tuple(  # type: ignore[misc]
            _letters(" ".join(text for s in item.sections if s.role is role for text in s.texts()))
            for role in (Role.RECOMMENDATION, Role.DECISION)
        )
        for source in load_sources(load_municipality())
        for item in source.items
    }


def _letters(text: str) -> str:
    """A text without what printing changes: white space, hyphens, list marks."""
    return "".join(character for character in text.lower() if character.isalnum())


def decisions_that_were_made(outcomes: Sequence[Outcome], known: Roles) -> Scores:
    """Of the quotations shown as decisions, the share that was not merely recommended."""
    scores: Scores = {}
    for outcome in outcomes:
        shown = [
            _is_proposal(quotation.quote, known[place])
            for quotation in outcome.quotations
            if quotation.section == "decision"
            and (place := (quotation.document, quotation.item or "")) in known
        ]
        if shown:
            scores[outcome.id] = 1 - sum(shown) / len(shown)
    return scores


def _is_proposal(quote: str, told: tuple[str, str]) -> bool:
    recommended, decided = told
    letters = _letters(quote)
    return letters in recommended and letters not in decided
