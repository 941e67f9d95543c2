"""Fits weights, or a small network, by which the right ones of some rows come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from scipy.optimize import minimize
from torch import Tensor, nn

from assistant.evidence.network import Network
from eval.teaching import SEED, batches, first_losses, teach

Floats = npt.NDArray[np.floating[Any]]

# Of the networks; from 2 to 8 thousand questions these do about as well as any.
_HIDDEN, _DROP, _DECAY, _PACE, _BATCH = 32, 0.2, 0.02, 0.003, 64


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


def fit_network(
    examples: Sequence[Ranked],
    networks: int = 4,
    rounds: int = 12,
    seed: int = SEED,
) -> Network:
    """A network whose scores put right rows first; the loss is that of `fit_first`."""
    stacked = np.vstack([e.features for e in examples])
    mean, deviation = stacked.mean(axis=0), stacked.std(axis=0) + 1e-6
    rows = [torch.from_numpy((e.features - mean) / deviation).float() for e in examples]
    fitted = []
    for number in range(seed, seed + networks):
        layers = _Layers(len(mean), number)
        _teach(layers, rows, examples, rounds, np.random.default_rng(number))
        inner, outer = layers.inner, layers.outer
        parts = (layers.straight.weight[0], inner.weight.T, inner.bias, outer.weight[0])
        fitted.append(
            Network(mean, deviation, *(p.detach().numpy().astype(np.float64) for p in parts))
        )
    return Network.mean_of(fitted)


class _Layers(nn.Module):
    """A network as it is taught."""

    def __init__(self, facts: int, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.inner, self.outer = nn.Linear(facts, _HIDDEN), nn.Linear(_HIDDEN, 1, bias=False)
        self.straight = nn.Linear(facts, 1, bias=False)
        self._drop = nn.Dropout(_DROP)

    def forward(self, facts: Tensor) -> Tensor:
        """A logit for each row of facts."""
        hidden = self._drop(torch.relu(self.inner(facts)))
        scores: Tensor = self.outer(hidden) + self.straight(facts)
        return scores.squeeze(1)


def _teach(
    layers: _Layers,
    rows: Sequence[Tensor],
    examples: Sequence[Ranked],
    rounds: int,
    rng: np.random.Generator,
) -> None:
    right = [torch.from_numpy(e.right) for e in examples]
    counted = torch.tensor([e.weight for e in examples])
    optimizer = torch.optim.AdamW(layers.parameters(), lr=_PACE, weight_decay=_DECAY)
    steps = rounds * -(-len(rows) // _BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)

    def loss(batch: npt.NDArray[np.int64]) -> Tensor:
        owner = torch.repeat_interleave(
            torch.arange(len(batch)), torch.tensor([len(rows[i]) for i in batch])
        )
        scores = layers(torch.cat([rows[i] for i in batch]))
        losses = first_losses(scores, owner, torch.cat([right[i] for i in batch]), len(batch))
        return (losses * counted[batch]).sum() / counted[batch].sum()

    teach(map(loss, batches(len(rows), _BATCH, rounds, rng)), schedule)
