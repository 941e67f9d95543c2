"""Fits the weights by which the right ones of some rows come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.floating[Any]]


class Ranked(Protocol):
    """What a question chooses among: features (rows, columns), which rows are right, what it counts."""

    @property
    def features(self) -> Floats:
        """One row for each thing that it chooses among."""

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """One for each row; at least one is right."""

    @property
    def weight(self) -> float:
        """What the question counts beside the others."""


def fit_first(
    examples: Sequence[Ranked],
    penalty: float,
    bounds: Sequence[tuple[float | None, float | None]] | None = None,
) -> Floats:
    """The weights of the columns that put right rows first, by a softmax over each example's rows.

    ListNet's top-one loss (Cao et al., ICML 2007) with a quadratic penalty on weights of columns
    of unit deviation. `bounds` are the lowest and highest weight of each column.
    """
    stacked = np.vstack([e.features for e in examples])
    scale = stacked.std(axis=0) + 1e-6
    rows, counts = stacked / scale, [len(e.features) for e in examples]
    starts = np.cumsum([0, *counts[:-1]])
    owner = np.repeat(np.arange(len(counts)), counts)
    right = np.concatenate([e.right for e in examples])
    counted = np.array([e.weight for e in examples])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total = np.add.reduceat(powers, starts)
        gained = np.add.reduceat(powers * right, starts)
        slope = powers / total[owner] - powers * right / gained[owner]
        value = (counted * (np.log(total) - np.log(gained))).sum()
        return (
            float(value + penalty * weights @ weights),
            rows.T @ (slope * counted[owner]) + 2 * penalty * weights,
        )

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x / scale)
