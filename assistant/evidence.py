"""Evidence: the agenda items that bear on a question, as a step of its own.

There may be none; then there is no answer. Which of their sentences answer is
told in `sentences.py`, whether they do in `judgement.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.matching import Matcher, Words, words_of
from assistant.types import Kind, Question
from index.archive import Archive
from index.types import HeldItem, Hit, Passage, SectionKind

# Below this coverage an item is near the question but not about it.
MIN_COVERAGE = 0.62
# How many of the ranked passages are looked at again.
_SECOND_LOOK = 60
_DECISIVE_KINDS = frozenset({Kind.DECISION, Kind.COURSE, Kind.VOTE})


@dataclass(frozen=True)
class Candidate:
    """An agenda item (or a document's front) that may answer, with its sentences."""

    item: HeldItem | None
    document: str
    passages: tuple[Passage, ...]
    coverage: float
    title_coverage: float
    score: float

    @property
    def title(self) -> str | None:
        """The item's title."""
        return self.item.title if self.item else None


def find_candidates(
    question: Question, hits: Sequence[Hit], archive: Archive, matcher: Matcher
) -> list[Candidate]:
    """The items of the ranked passages, best first by a second look.

    The first look matches passages; the second asks how much of the subject
    the whole item covers, and its title.
    """
    best: dict[tuple[str, int | None], float] = {}
    for hit in hits[:_SECOND_LOOK]:
        key = (hit.passage.document, hit.passage.item_id)
        best[key] = max(best.get(key, 0.0), hit.score)
    candidates = [
        _candidate(question, document, item_id, score, archive, matcher)
        for (document, item_id), score in best.items()
    ]
    return sorted(candidates, key=lambda c: -c.score)


def _candidate(
    question: Question,
    document: str,
    item_id: int | None,
    hit_score: float,
    archive: Archive,
    matcher: Matcher,
) -> Candidate:
    item = archive.item(item_id) if item_id is not None else None
    passages = (
        archive.item_passages(item_id) if item_id is not None else archive.front_passages(document)
    )
    title = words_of(item.title or "") if item else Words(frozenset(), frozenset())
    whole = title
    for passage in passages:
        whole = whole | words_of(passage.text)
    coverage, title_coverage = matcher.coverage(whole), matcher.coverage(title)
    nearest = max(
        (matcher.coverage(words_of(p.text) | title) for p in passages), default=title_coverage
    )
    score = 0.3 * hit_score + 0.25 * coverage + 0.25 * nearest + 0.2 * title_coverage
    if question.kind in _DECISIVE_KINDS and item and SectionKind.DECISION in item.sections:
        score += 0.05
    return Candidate(item, document, tuple(passages), coverage, title_coverage, score)


def ranked_hits(
    candidates: Sequence[Candidate], hits: Sequence[Hit], cited: Sequence[Passage] = ()
) -> list[Hit]:
    """The passages in the order of the second look, the cited ones first.

    The best passage of each item comes before any item's second. Scores are
    those of the items and never rise down the list.
    """
    scores = {(c.document, c.item.id if c.item else None): c.score for c in candidates}
    by_item: dict[tuple[str, int | None], list[Passage]] = {}
    for passage in [*cited, *(hit.passage for hit in hits)]:
        group = by_item.setdefault((passage.document, passage.item_id), [])
        if passage not in group:
            group.append(passage)
    cited_keys = dict.fromkeys((p.document, p.item_id) for p in cited)
    looked_at = [key for key in scores if key in by_item]
    order = list(dict.fromkeys([*cited_keys, *looked_at, *by_item]))
    ranked = [(key, by_item[key][0]) for key in order]
    ranked += [(key, passage) for key in order for passage in by_item[key][1:]]
    # What is cited stands as high as the best, whatever its own score.
    score = max(scores.values(), default=1.0)
    found = []
    for key, passage in ranked:
        score = score if key in cited_keys else min(score, scores.get(key, 0.0))
        found.append(Hit(passage, round(score, 6)))
    return found
