"""Measures in the field's terms, per question first, then as means with intervals.

Ranking measures are those of ir_measures (MacAvaney et al., ECIR 2022):
recall@k, nDCG@10 and reciprocal rank over agenda items. Intervals are 95 %
bootstrap percentiles over questions (Efron 1979), 2,000 resamples, seeded.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG

from eval.outcomes import Outcome
from eval.questions import TestQuestion

RESAMPLES = 2_000
_SEED = 20260101
RANKING = {"recall@5": R @ 5, "recall@10": R @ 10, "nDCG@10": nDCG @ 10, "MRR": RR}


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `count` questions and its 95 % interval; NaN over none."""

    mean: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        if not self.count:
            return "–"
        return f"{self.mean:.3f} [{self.low:.3f}–{self.high:.3f}]"


def interval(values: Sequence[float]) -> Interval:
    """The mean of per-question values with its bootstrap interval.

    >>> str(interval([1.0] * 20))
    '1.000 [1.000–1.000]'
    """
    if not values:
        return Interval(math.nan, math.nan, math.nan, 0)
    data = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(_SEED)
    means = data[generator.integers(0, len(data), (RESAMPLES, len(data)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(data.mean()), float(low), float(high), len(data))


def ranking_scores(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> dict[str, dict[str, float]]:
    """Per measure, each answerable question's score; a missing outcome scores 0.

    The unit is the agenda item: several passages of one count once, at the
    best one's place.
    """
    asked = [q for q in questions if q.answerable and q.gold]
    qrels = [ir_measures.Qrel(q.id, _key(g.document, g.item), 1) for q in asked for g in q.gold]
    run = [
        ir_measures.ScoredDoc(q.id, key, -rank)
        for q in asked
        for rank, key in enumerate(_ranked_items(q, outcomes.get(q.id)))
    ]
    scores: dict[str, dict[str, float]] = {name: {q.id: 0.0 for q in asked} for name in RANKING}
    if not qrels:
        return scores
    names = {str(measure): name for name, measure in RANKING.items()}
    for metric in ir_measures.iter_calc(list(RANKING.values()), qrels, run):
        scores[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    # Recall counts against what a full answer needs, not against every copy.
    for question in asked:
        for k in (5, 10):
            found = _found(question, outcomes.get(question.id), k)
            scores[f"recall@{k}"][question.id] = min(1.0, found / max(1, question.gold_need))
    return scores


def _found(question: TestQuestion, outcome: Outcome | None, k: int) -> int:
    gold = {_key(g.document, g.item) for g in question.gold}
    return len(gold & set(_ranked_items(question, outcome)[:k]))


def _ranked_items(question: TestQuestion, outcome: Outcome | None) -> list[str]:
    """The items of the passages in order, each once.

    Where the gold names a whole document, any of its items is it.
    """
    if outcome is None:
        return []
    whole = {g.document for g in question.gold if g.item is None}
    keys = (
        _key(document, None if document in whole else item) for document, item in outcome.ranked
    )
    return list(dict.fromkeys(keys))


def _key(document: str, item: str | None) -> str:
    # Ids may hold no white space in TREC's formats.
    return f"{document}#{item or ''}".replace(" ", "\u00a0")


def is_correct(question: TestQuestion, outcome: Outcome) -> bool:
    """Whether the answer holds what it must and nothing it must not.

    An unanswerable question is answered right by saying so.
    """
    text = normalise(outcome.answer)
    if any(normalise(s) in text for s in question.must_not_contain):
        return False
    if not question.answerable:
        return not outcome.answered
    if not outcome.answered:
        return False
    return all(any(normalise(s) in text for s in group) for group in question.must_contain)


def normalise(text: str) -> str:
    """Text as accepted answers are compared: lower case, single spaces, plain dashes."""
    return " ".join(text.lower().replace("–", "-").replace("\u00a0", " ").split())


def citation_precision(question: TestQuestion, outcome: Outcome) -> float | None:
    """The share of citations that stand in a gold item; None without citations or gold."""
    if not outcome.cited or not question.gold:
        return None
    gold = {(g.document, g.item) for g in question.gold}
    hits = [(d, i) in gold or (d, None) in gold for d, i in outcome.cited]
    return sum(hits) / len(hits)


def citation_recall(question: TestQuestion, outcome: Outcome) -> float | None:
    """The share of the gold items needed that are cited; None for what cannot be answered."""
    if not question.answerable or not question.gold:
        return None
    cited = set(outcome.cited)
    documents = {d for d, _ in cited}
    found = sum(
        (g.document, g.item) in cited or (g.item is None and g.document in documents)
        for g in question.gold
    )
    return min(1.0, found / max(1, question.gold_need))
