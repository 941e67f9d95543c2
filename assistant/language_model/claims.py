"""What is said to have been done to a case: whether the sources say it was, and no more than proposed."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.language_model.agreement import tells_as_done
from assistant.language_model.sources import Sources, is_quoted, nearest_to
from assistant.wording.patterns import all_matches
from index.types import SectionKind

# What a source says came to nothing; a sentence about it must say so too.
_UNDONE = frozenset({"rejected", "postponed", "withdrawn"})
_WISH = re.compile(
    r"(?i)\b(?:bedt om|bad om|beder om|ønske\w*|anmod\w*|ansøg\w*|søger om|opfordr\w*|asks?|asked|wish\w*)\b"
)
# Told as what somebody thinks or had written down.
_ATTRIBUTED = re.compile(
    r"(?i)\bifølge (?!referat)|\bmener\b|\bmente\b|\bprotokol|\baccording to\b"
)
_PROPOSAL = re.compile(r"(?i)forslag|indstilling|lægger op til|\bbør\b|\bvil\b|proposal|should")


def wrong_standing(said: str, sources: Sources) -> bool:
    """Whether it says that something was done to a case that no source says."""
    claimed = set(all_matches("claims.tsv", said))
    held = set(all_matches("claims.tsv", sources.quotes))
    sections = {citation.section for citation in sources.citations}
    if SectionKind.RECOMMENDATION in sections or _PROPOSAL.search(sources.quotes):
        held |= {"recommended"}
    if _leaves_out_its_standing(said, claimed, held, sources):
        return True
    if not claimed:
        return False
    is_decision = sections & {SectionKind.DECISION, SectionKind.VOTE}
    if "decided" in claimed and not is_decision and "recommended" not in claimed:
        # Only what a source itself tells of as decided.
        return "decided" not in set(all_matches("claims.tsv", _told_of(sources)))
    return bool(claimed - held)


def _leaves_out_its_standing(
    said: str, claimed: Set[str], held: Set[str], sources: Sources
) -> bool:
    """Whether what was only proposed, or came to nothing, is told in other words as if it were so."""
    if is_quoted(said, sources):
        return False
    if tells_as_done(said, sources.quotes):
        return True
    sections = {citation.section for citation in sources.citations}
    if sections == {SectionKind.RECOMMENDATION}:
        return "recommended" not in claimed and not _PROPOSAL.search(said)
    if claimed or any(p.search(said) for p in (_PROPOSAL, _WISH, _ATTRIBUTED)):
        return False
    nearest = nearest_to(said, sources.sentences) or ""
    return bool(held & _UNDONE or _WISH.search(nearest))


def _told_of(sources: Sources) -> str:
    told = (c.quote for c in sources.citations if c.section is not SectionKind.RECOMMENDATION)
    return " ".join(told)
