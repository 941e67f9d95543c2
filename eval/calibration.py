"""Calibration: whether a system's own score tells how far its answer can be trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.measures import is_right
from eval.outcomes import Outcome
from eval.questions import TestQuestion

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose score lies in [low, high): how many, their mean score, the share right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the best passage's score relates to what is true.

    `ece` is the expected calibration error (Naeini et al., AAAI 2015): the mean
    distance, over the answers given, between score and share right in ten bins
    of equal width; NaN where scores do not lie between 0 and 1. `separation` is
    the chance that a question which the minutes answer scores above one which
    they do not (the area under the ROC curve; a half is blind guessing).
    """

    bins: tuple[Bin, ...]
    ece: float
    separation: float


def calibration(questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]) -> Calibration:
    """The calibration over these questions; questions that failed are left out."""
    asked = [(q, outcomes[q.id]) for q in questions if q.id in outcomes]
    asked = [(q, o) for q, o in asked if o.error is None]
    given = [(o.score, is_right(q, o)) for q, o in asked if o.answered]
    bins = _bins(given) if all(0.0 <= score <= 1.0 for score, _ in given) else ()
    total = sum(b.count for b in bins)
    ece = sum(b.count * abs(b.right - b.score) for b in bins) / total if total else math.nan
    return Calibration(
        bins,
        ece,
        separation(
            [o.score for q, o in asked if q.answerable],
            [o.score for q, o in asked if not q.answerable],
        ),
    )


def _bins(given: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The bins that hold something, from low to high; a score of 1 is in the last."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for score, right in given:
        groups.setdefault(min(int(score * _BINS), _BINS - 1), []).append((score, right))
    return tuple(
        Bin(
            place / _BINS,
            (place + 1) / _BINS,
            len(group),
            sum(score for score, _ in group) / len(group),
            sum(right for _, right in group) / len(group),
        )
        for place, group in sorted(groups.items())
    )


def separation(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The share of pairs where the positive scores higher; ties count half. NaN without pairs.

    >>> separation([0.9, 0.4], [0.4])
    0.75
    """
    if not positive or not negative:
        return math.nan
    won = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return won / (len(positive) * len(negative))
