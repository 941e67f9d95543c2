"""Means with their uncertainty, and what lies between two runs over the same questions.

Intervals are 95 % bootstrap percentiles over questions (Efron 1979), 2,000
resamples, seeded: the same values always give the same interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2_000
_SEED = 20260101


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


@dataclass(frozen=True, slots=True)
class Difference:
    """What a second run has more than a first over the questions that both were scored on.

    `mean` is the interval of second minus first, resampled by question, so
    that what is hard for both does not blur it. `higher` and `lower` count the
    questions where the second run scores more and less.
    """

    first: float
    second: float
    mean: Interval
    higher: int
    lower: int

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.mean.count > 0 and (self.mean.low > 0 or self.mean.high < 0)


def paired_difference(first: Mapping[str, float], second: Mapping[str, float]) -> Difference:
    """The difference over the shared questions, given each question's score.

    >>> paired_difference({"a": 0.0, "b": 1.0}, {"a": 1.0, "b": 1.0, "c": 0.0}).mean.mean
    0.5
    """
    shared = sorted(first.keys() & second.keys())
    gains = [second[key] - first[key] for key in shared]
    return Difference(
        interval([first[key] for key in shared]).mean,
        interval([second[key] for key in shared]).mean,
        interval(gains),
        sum(gain > 0 for gain in gains),
        sum(gain < 0 for gain in gains),
    )
