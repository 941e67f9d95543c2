"""Evidence: the sentences that bear on a question, as a step of its own.

There may be none; then there is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.matching import Matcher, Words, matcher_for, words_of
from assistant.types import Evidence, Kind, Question
from index.archive import Archive
from index.danish.analysis import Token, content_tokens
from index.parsing.sentences import sentence_spans
from index.types import HeldItem, Hit, Passage, SectionKind, Span

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


class SentenceFinder:
    """The sentences of candidates, scored for one question."""

    def __init__(self, archive: Archive, matcher: Matcher, question: Question) -> None:
        self._archive = archive
        self._matcher = matcher
        self._question = question

    @cached_property
    def _question_vector(self) -> list[float]:
        vector = self._archive.encoder.encode_questions([self._question.search_text])[0]
        return [float(value) for value in vector]

    def sentences(self, passages: Iterable[Passage], title: str | None) -> list[Evidence]:
        """Every sentence of the passages in order.

        The score is how much of the subject the sentence covers, alone, with
        its item's title and with its passage; how many of all the question's
        words it has; and how near it is in meaning.
        """
        found: list[tuple[Passage, Span, str, int]] = []
        for passage in passages:
            document = self._archive.document(passage.document)
            for span in sentence_spans(document.text, passage.span):
                quote = fold(span.of(document.text))
                found.append((passage, span, quote, document.page_at(span.start)))
        if not found:
            return []
        vectors = self._archive.encoder.encode_passages([quote for _, _, quote, _ in found])
        title_words = words_of(title or "")
        return [
            Evidence(
                p,
                span,
                quote,
                page,
                self._score(p, quote, title_words, vector @ self._question_vector),
            )
            for (p, span, quote, page), vector in zip(found, vectors, strict=True)
        ]

    def _score(self, passage: Passage, quote: str, title: Words, cosine: float) -> float:
        words = words_of(quote)
        own = self._matcher.coverage(words)
        titled = self._matcher.coverage(words | title)
        around = self._matcher.coverage(words_of(passage.text) | title)
        asked = self._asked.coverage(words)
        return (
            0.35 * own
            + 0.25 * titled
            + 0.15 * around
            + 0.15 * asked
            + 0.1 * max(0.0, float(cosine))
        )

    @cached_property
    def _asked(self) -> Matcher:
        """Every word of the question, also those that only tell its kind ("afsat")."""
        return matcher_for(content_tokens(self._question.text), self._archive)

    def beyond(self, title: str | None) -> Callable[[str], bool]:
        """Whether a sentence meets what is asked beyond what the item's title says already.

        "Hvornår åbner svømmehallen" of an item about the swimming hall is
        answered by a sentence that opens something, not by one that closes it.
        """
        named = words_of(title or "")
        rest = [token for token in self._matcher.topic if self._matcher.match(token, named) < 0.5]
        asked = matcher_for(rest, self._archive)

        def meets(sentence: str) -> bool:
            return not rest or asked.coverage(words_of(sentence)) >= 0.5

        return meets

    def coverage(self, text: str) -> float:
        """How much of the subject a text covers."""
        return self._matcher.coverage(words_of(text))


def fold(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def best(
    evidence: Sequence[Evidence], wanted: Callable[[Evidence], bool] | None = None, top: int = 3
) -> list[Evidence]:
    """The best sentences that are wanted, in the order of the text."""
    chosen = sorted((e for e in evidence if wanted is None or wanted(e)), key=lambda e: -e.score)[
        :top
    ]
    return sorted(chosen, key=lambda e: (e.passage.document, e.span.start))


def unmatched(
    question: Question, candidates: Sequence[Candidate], matcher: Matcher
) -> tuple[Token, ...]:
    """The words of the subject that no candidate meets."""
    whole = Words(frozenset(), frozenset())
    for candidate in candidates:
        for passage in candidate.passages:
            whole = whole | words_of(passage.text) | words_of(passage.item_title or "")
    return matcher.missing(whole)
