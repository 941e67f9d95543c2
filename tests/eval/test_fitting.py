from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.fitting import fit_first


@dataclass
class _Example:
    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float = 1.0


def _examples(sign: float, count: int = 30, weight: float = 1.0) -> list[_Example]:
    """Examples in which the row with the highest value, or with sign -1 the lowest, is right."""
    rng = np.random.default_rng(1)
    found = []
    for _ in range(count):
        features = rng.normal(size=(5, 2))
        best = int(np.argmax(sign * features[:, 0]))
        found.append(_Example(features, np.arange(5) == best, weight))
    return found


def test_the_column_that_tells_gets_the_weight() -> None:
    told, idle = fit_first(_examples(1), penalty=1.0)
    assert told > 1
    assert abs(idle) < told / 5


def test_a_higher_penalty_holds_the_weights_lower() -> None:
    assert fit_first(_examples(1), 10.0)[0] < fit_first(_examples(1), 0.1)[0]


def test_a_bound_is_kept() -> None:
    free = fit_first(_examples(-1), 1.0)
    bound = fit_first(_examples(-1), 1.0, [(0.0, None), (None, None)])
    assert free[0] < 0
    assert bound[0] == 0


def test_examples_count_by_their_weight() -> None:
    mixed = [*_examples(1, weight=1.0), *_examples(-1, weight=0.1)]
    assert fit_first(mixed, 1.0)[0] > 0
