"""Evidence: the agenda items that bear on a question, as a step of its own.

There may be none; then there is no answer. Which of their sentences answer is
told in `sentences.py`, whether they do in `judgement.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from assistant.evidence.matching import Matcher, Words, words_of
from assistant.retrieval.precedents import shipped_precedents
from assistant.retrieval.ranking import (
    Seen,
    Subject,
    features_of,
    shipped_model,
)
from assistant.types import Question
from index.archive import Archive
from index.danish.analysis import content_tokens
from index.search.forward import key_of, unpacked
from index.types import HeldItem, Hit, Passage

# As many as are judged.
_READ_AT_A_TIME = 6


@dataclass(frozen=True)
class Candidate:
    """An agenda item (or a document's front) that may answer.

    `relevance` is the probability, calibrated on the development half, that
    the item is what the question is about, as far as search can tell: it knows
    nothing of whether the item also tells what is asked for. It takes into
    account how sure the best item of the question is, so values of different
    questions can be compared, and 0.5 means right in half of the cases.
    """

    item: HeldItem | None
    document: str
    relevance: float
    matcher: Matcher = field(repr=False, compare=False)
    read: Callable[[], Sequence[Passage]] = field(repr=False, compare=False)
    packed_words: bytes = field(repr=False, compare=False)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages, read when they are first asked for: most items are never looked at again."""
        return tuple(self.read())

    @property
    def title(self) -> str | None:
        """The item's title."""
        return self.item.title if self.item else None

    @cached_property
    def coverage(self) -> float:
        """How much of the subject the whole item covers, 0 to 1."""
        return self.matcher.coverage(self.words)

    @cached_property
    def holds_its_word(self) -> bool:
        """Whether it holds a word of the subject itself, in any form."""
        return any(token.stem in self.words.stems for token in self.matcher.topic)

    @cached_property
    def words(self) -> Words:
        """Those of its words, the title's too, that have to do with the subject."""
        held, asked = (
            unpacked(self.packed_words),
            {key_of(stem): stem for stem in self.matcher.stems},
        )
        stems = held.stems.tolist()
        # A simple word is its own part.
        parts = [*held.parts.tolist(), *held.stems[held.part_counts == 0].tolist()]
        return Words(
            frozenset(asked[key] for key in asked.keys() & set(stems)),
            frozenset(asked[key] for key in asked.keys() & set(parts)),
        )

    @cached_property
    def title_coverage(self) -> float:
        """How much of the subject its title covers, 0 to 1."""
        return self.matcher.coverage(words_of(self.title or ""))


def find_candidates(
    question: Question, hits: Sequence[Hit], archive: Archive, matcher: Matcher
) -> list[Candidate]:
    """The items of the ranked passages, the most relevant first; see `ranking`."""
    seen = seen_in(hits, archive)
    subject = subject_of(question, matcher)
    features = features_of(subject, list(seen.values()), archive.word_encoder)
    relevances = shipped_model().relevances(features, subject)
    order = sorted(zip(seen.items(), relevances, strict=True), key=lambda one: -one[1])
    pages = _Pages(archive, [s.item.id for (_, s), _ in order if s.item])
    return [
        Candidate(s.item, document, float(relevance), matcher, _reading(s, pages), s.words)
        for ((document, _), s), relevance in order
    ]


class _Pages:
    """Reads the passages of items, of some that are likely to be asked for together at a time."""

    def __init__(self, archive: Archive, ids: Sequence[int]) -> None:
        self._archive = archive
        self._left = list(ids)
        self._read: dict[int, list[Passage]] = {}

    def of(self, item_id: int) -> Sequence[Passage]:
        """The passages of an item in order."""
        if item_id not in self._read:
            first = self._left.index(item_id)
            ids = self._left[first : first + _READ_AT_A_TIME]
            del self._left[first : first + _READ_AT_A_TIME]
            held = self._archive.passages_of_items(ids)
            self._read |= {one: held.get(one, []) for one in ids}
        return self._read[item_id]


def _reading(seen: Seen, pages: _Pages) -> Callable[[], Sequence[Passage]]:
    item = seen.item
    return (lambda: seen.front) if item is None else (lambda: pages.of(item.id))


def seen_in(hits: Sequence[Hit], archive: Archive) -> dict[tuple[str, int | None], Seen]:
    """The items of the passages, by document and id, in the order of their best passages."""
    best: dict[tuple[str, int | None], tuple[float, float]] = {}
    for hit in hits:
        key = (hit.passage.document, hit.passage.item_id)
        lexical, dense = best.get(key, (0.0, 0.0))
        best[key] = (max(lexical, hit.lexical), max(dense, hit.dense))
    ids = [item_id for _, item_id in best if item_id is not None]
    items, words = archive.items_of(ids), archive.item_words(ids)
    fronts = archive.fronts([document for document, item_id in best if item_id is None])
    found: dict[tuple[str, int | None], Seen] = {}
    for (document, item_id), scores in best.items():
        if item_id is None:
            front = fronts[document]
            found[document, item_id] = Seen(None, front.words, *scores, front.passages)
        elif item_id in items and item_id in words:
            found[document, item_id] = Seen(items[item_id], words[item_id], *scores)
    return found


def subject_of(question: Question, matcher: Matcher) -> Subject:
    """What items are compared with."""
    rarity = np.array(matcher.rarity, dtype=np.float32)
    likely = shipped_precedents().likely(content_tokens(question.search_text))
    return Subject(question, matcher.topic, rarity, matcher.expansions, likely)


def ranked_hits(
    candidates: Sequence[Candidate], hits: Sequence[Hit], cited: Sequence[Passage] = ()
) -> list[Hit]:
    """The passages in the order of the second look, the cited ones first.

    The best passage of each item comes before any item's second. Scores are
    those of the items and never rise down the list.
    """
    scores = {(c.document, c.item.id if c.item else None): c.relevance for c in candidates}
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
