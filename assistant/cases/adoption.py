"""Whether a recommendation was adopted as it stands, whole or in some points, and by which words of the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.cases.course import Step, steps_of_item
from assistant.evidence.sentences import fold
from assistant.types import Evidence, Standing
from assistant.wording.patterns import holds, match_of
from index.archive import Archive
from index.parsing.text.proposers import proposer_of
from index.parsing.text.sentences import sentence_spans
from index.types import Passage, SectionKind, Span

_MARKED = re.compile(
    r"(?m)^[ \t]*(?:at |ad )?(?P<number>\d{1,2})[.)]|^[ \t]*(?:[-–•▪*o] +)?(?=at\b)"
)
# "Pkt. 2 udsat", "Ad 3:": a part of a decision begins there, and after a sentence or a semicolon.
_BETWEEN = re.compile(
    r";\s*|(?<=[a-zæøå]{4})\.\s+"
    r"|(?<=[a-zæøå]{4})(?:,|,?\s+(?:og|mens|men))\s+(?=(?:pkt|punkt\w*|ad)\b\.? ?\d)"
    r"|(?<=[\w.,:])\s+(?=(?:Pkt|Punkt\w*|PKT|Ad|AD)\b\.? ?\d)"
)
_RANGE = re.compile(
    r"\b(\d{1,2})\b(?:\s*(?:[-–]|til(?: og med)?)\s*(?:pkt\.?\s*|punkt\s*)?(\d{1,2})\b)?"
)


def adoption_of(passage: Passage, archive: Archive, span: Span | None = None) -> Evidence | None:
    """The words by which the item's own meeting adopted this recommendation as it stands; None where it did not.

    Any change, condition or exception, there or on the way there, and it is not said to be adopted.
    Where points are adopted by their numbers, all that `span` of the passage holds must be among them.
    """
    item = archive.item(passage.item_id) if passage.item_id is not None else None
    if item is None or not _is_last_recommendation(passage, archive):
        return None
    steps = [step for step in steps_of_item(item, archive) if step.decision]
    own = [step for step in steps if step.own]
    if len(own) != 1 or own[0].standing is Standing.RECOMMENDED:
        return None
    before = [e.quote for step in steps if not step.own for e in _sentences(step, archive)]
    if any(map(changes_it, before)):
        return None
    return _adopted_whole(own[0], archive) or _adopted_by_points(
        own[0], _points_in(passage, span or passage.span, archive), archive
    )


def _adopted_whole(step: Step, archive: Archive) -> Evidence | None:
    told = list(_sentences(step, archive))
    if step.standing is not Standing.DECIDED or any(changes_it(e.quote) for e in told):
        return None
    for evidence in told:
        if found := match_of("wordings.tsv", "adopts", evidence.quote):
            return _cut_to(evidence, found.group(), archive)
    return None


def changes_it(quote: str) -> bool:
    """Whether a sentence changes what was recommended, adds to it or sets a condition."""
    return holds("changes", quote) and not holds("dissents", quote)


def _adopted_by_points(step: Step, points: frozenset[int], archive: Archive) -> Evidence | None:
    """The words that adopt these points by their numbers; None where one is not, or is told of otherwise."""
    found: Evidence | None = None
    left = set(points)
    for part in _parts(step, archive):
        named = match_of("wordings.tsv", "names_points", part.quote)
        if adopts := match_of("wordings.tsv", "adopts_points", part.quote):
            adopted = numbers_in(adopts.group("points"))
            found = found or (part if adopted & points else None)
            left -= adopted
        elif named is None:
            if changes_it(part.quote):
                return None
        elif numbers_in(named.group("points")) & points and not holds("dissents", part.quote):
            return None
    return None if left else found


def numbers_in(points: str) -> set[int]:
    """The numbers of points.

    >>> numbers_in("1-3"), numbers_in("1, 2 og 4")
    ({1, 2, 3}, {1, 2, 4})
    """
    return {
        number
        for first, last in _RANGE.findall(points)
        for number in range(int(first), int(last or first) + 1)
    }


def _points_in(passage: Passage, span: Span, archive: Archive) -> frozenset[int]:
    """The numbers of the recommendation's points that a span has to do with; all where it is of none.

    Points with a bullet are numbered in their order.
    """
    held = [
        p
        for p in archive.item_passages(passage.item_id or 0)
        if p.section is passage.section and p.section_heading == passage.section_heading
    ]
    whole = Span(min(p.span.start for p in held), max(p.span.end for p in held))
    marks = list(_MARKED.finditer(whole.of(archive.document(passage.document).text)))
    marks = [mark for mark in marks if mark["number"]] or marks
    ends = [*(mark.start() for mark in marks[1:]), len(whole)]
    points = {
        int(mark["number"] or order): Span(whole.start + mark.start(), whole.start + end)
        for order, (mark, end) in enumerate(zip(marks, ends, strict=False), start=1)
    }
    met = {n for n, point in points.items() if point.start < span.end and span.start < point.end}
    return frozenset(met or points)


def _parts(step: Step, archive: Archive) -> Iterator[Evidence]:
    """The parts of a decision, each of which may be of other points."""
    for passage in step.decision:
        document = archive.document(passage.document)
        text = passage.span.of(document.text)
        start = 0
        for end, after in [*(m.span() for m in _BETWEEN.finditer(text)), (len(text), len(text))]:
            if quote := fold(text[start:end]):
                at = passage.span.start + start
                at += len(text[start:end]) - len(text[start:end].lstrip())
                span = Span(at, passage.span.start + end)
                yield Evidence(passage, span, quote, document.page_at(at), 0.0)
            start = after


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
