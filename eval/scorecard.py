"""The scorecard: what a system scored on a test set, whole and by kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures import (
    Interval,
    citation_precision,
    citation_recall,
    interval,
    is_correct,
    ranking_scores,
)
from eval.outcomes import Outcome
from eval.questions import TestQuestion


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Each measure over a set of questions, and the latency in seconds.

    `correct` is over all questions, `true_refusals` over those that the
    minutes cannot answer, `false_refusals` over those that they can.
    """

    questions: int
    correct: Interval
    recall_5: Interval
    recall_10: Interval
    ndcg_10: Interval
    mrr: Interval
    citation_precision: Interval
    citation_recall: Interval
    true_refusals: Interval
    false_refusals: Interval
    errors: int
    p50_s: float
    p95_s: float


def score(questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]) -> Scorecard:
    """The scorecard of these questions; a question without an outcome is wrong."""
    ranking = ranking_scores(questions, outcomes)
    answered = [(q, outcomes[q.id]) for q in questions if q.id in outcomes]
    seconds = [o.seconds for _, o in answered if o.error is None] or [0.0]
    return Scorecard(
        questions=len(questions),
        correct=interval([float(_right(q, outcomes)) for q in questions]),
        recall_5=interval(list(ranking["recall@5"].values())),
        recall_10=interval(list(ranking["recall@10"].values())),
        ndcg_10=interval(list(ranking["nDCG@10"].values())),
        mrr=interval(list(ranking["MRR"].values())),
        citation_precision=_mean(answered, citation_precision),
        citation_recall=_mean(answered, citation_recall),
        true_refusals=interval([float(not o.answered) for q, o in answered if not q.answerable]),
        false_refusals=interval([float(not o.answered) for q, o in answered if q.answerable]),
        errors=sum(o.error is not None for _, o in answered),
        p50_s=float(np.percentile(seconds, 50)),
        p95_s=float(np.percentile(seconds, 95)),
    )


def _right(question: TestQuestion, outcomes: Mapping[str, Outcome]) -> bool:
    outcome = outcomes.get(question.id)
    return outcome is not None and outcome.error is None and is_correct(question, outcome)


def _mean(
    answered: Sequence[tuple[TestQuestion, Outcome]],
    measure: Callable[[TestQuestion, Outcome], float | None],
) -> Interval:
    values = (measure(q, o) for q, o in answered)
    return interval([value for value in values if value is not None])


def by_type(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> dict[str, Scorecard]:
    """A scorecard for each kind of question, the commonest first."""
    groups: dict[str, list[TestQuestion]] = {}
    for question in questions:
        groups.setdefault(question.type, []).append(question)
    ordered = sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return {name: score(group, outcomes) for name, group in ordered}


def failures(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> list[TestQuestion]:
    """The questions that were answered wrong, in the order of the test set."""
    return [q for q in questions if not _right(q, outcomes)]
