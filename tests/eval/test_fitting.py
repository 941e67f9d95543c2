from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.network import Network
from eval.fitting import fit_first, fit_network


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


def _crossed(count: int) -> list[_Example]:
    """Examples in which the highest value is right where the last column is 1, else the lowest."""
    rng = np.random.default_rng(2)
    found = []
    for number in range(count):
        features = rng.normal(size=(5, 2))
        features[:, 1] = number % 2
        best = int(np.argmax(features[:, 0] if number % 2 else -features[:, 0]))
        found.append(_Example(features, np.arange(5) == best))
    return found


def test_a_network_learns_what_a_sum_cannot() -> None:
    learnt, unseen = _crossed(600)[:400], _crossed(600)[400:]
    network, total = fit_network(learnt, rounds=30), fit_first(learnt, 1.0)
    by_network = [e.right[np.argmax(network.scores(e.features))] for e in unseen]
    by_sum = [e.right[np.argmax(e.features @ total)] for e in unseen]
    assert np.mean(by_network) > 0.9
    assert np.mean(by_sum) < 0.6


def test_the_mean_of_networks_scores_as_their_mean() -> None:
    first, second = (fit_network(_crossed(64), networks=1, seed=seed) for seed in (1, 2))
    facts = _crossed(1)[0].features
    expected = (first.scores(facts) + second.scores(facts)) / 2
    np.testing.assert_allclose(Network.mean_of([first, second]).scores(facts), expected)


def test_a_network_is_read_as_it_was_written(tmp_path: Path) -> None:
    network = fit_network(_crossed(64), networks=1)
    network.save(tmp_path / "network.npz")
    facts = _crossed(1)[0].features
    read = Network.load(tmp_path / "network.npz")
    np.testing.assert_allclose(read.scores(facts), network.scores(facts), rtol=1e-4, atol=1e-5)
