"""Whether a recommendation was adopted as it stands, and by which words of the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.course import Step, steps_of_item
from assistant.patterns import holds, match_of
from assistant.sentences import fold
from assistant.types import Evidence, Standing
from index.archive import Archive
from index.parsing.proposers import proposer_of
from index.parsing.sentences import sentence_spans
from index.types import Passage, SectionKind, Span


def adoption_of(passage: Passage, archive: Archive) -> Evidence | None:
    """The words by which the item's own meeting adopted this recommendation as it stands; None where it did not.

    Any change, condition or exception, there or on the way there, and it is not said to be adopted.
    """
    item = archive.item(passage.item_id) if passage.item_id is not None else None
    if item is None or not _is_last_recommendation(passage, archive):
        return None
    steps = [step for step in steps_of_item(item, archive) if step.decision]
    own = [step for step in steps if step.own]
    if len(own) != 1 or own[0].standing is not Standing.DECIDED:
        return None
    told = [e.quote for step in steps for e in _sentences(step, archive)]
    if any(holds("changes", quote) and not holds("dissents", quote) for quote in told):
        return None
    for evidence in _sentences(own[0], archive):
        if found := match_of("wordings.tsv", "adopts", evidence.quote):
            return _cut_to(evidence, found.group(), archive)
    return None


def _is_last_recommendation(passage: Passage, archive: Archive) -> bool:
    """Whether it is a recommendation, no party's proposal, and the one decided on: the last."""
    found, heading = proposer_of(passage.section_heading, passage.text), passage.section_heading
    if passage.item_id is None or not (
        found.recommends if found else holds("recommending", heading or "")
    ):
        return False
    held = archive.item_passages(passage.item_id)
    headings = [p.section_heading for p in held if p.section is SectionKind.RECOMMENDATION]
    return bool(headings) and heading == headings[-1]


def _sentences(step: Step, archive: Archive) -> Iterator[Evidence]:
    for passage in step.decision:
        document = archive.document(passage.document)
        for span in sentence_spans(document.text, passage.span):
            quote = fold(span.of(document.text))
            yield Evidence(passage, span, quote, document.page_at(span.start), 0.0)


def _cut_to(evidence: Evidence, part: str, archive: Archive) -> Evidence:
    """A part of a quotation, where it stands in the document."""
    document = archive.document(evidence.passage.document)
    words = r"\s+".join(map(re.escape, part.split()))
    found = re.search(words, evidence.span.of(document.text))
    if found is None:
        return evidence
    start = evidence.span.start
    span = Span(start + found.start(), start + found.end())
    return Evidence(evidence.passage, span, fold(part), document.page_at(span.start), 0.0)
