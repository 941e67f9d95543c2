"""A small network that weighs facts, where what one fact counts depends on the others.

A sentence with an amount answers "hvad koster", not "hvornår"; a weighted sum cannot tell.
One hidden layer stands beside the sum. `eval/fitting.py` fits it; several fits from other
beginnings are kept side by side, their mean being surer than any (Hansen and Salamon, Neural
network ensembles, 1990).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Network:
    """What the facts are scaled by, shape (facts,), and the layers.

    `straight` has a weight for each fact; `inner`, shape (facts, units), and `bias`, shape
    (units,), make the hidden units, of which `outer` has the weights.
    """

    mean: Floats
    deviation: Floats
    straight: Floats
    inner: Floats
    bias: Floats
    outer: Floats

    def scores(self, facts: Floats) -> Floats:
        """A logit for each row of facts, shape (rows, facts)."""
        scaled = (facts - self.mean) / self.deviation
        hidden = np.maximum(scaled @ self.inner + self.bias, 0.0)
        return np.asarray(scaled @ self.straight + hidden @ self.outer)

    def save(self, file: Path) -> None:
        """Write it as single precision, compressed."""
        held = {f.name: getattr(self, f.name).astype(np.float32) for f in fields(self)}
        np.savez_compressed(file, **held)

    @staticmethod
    def load(file: Path) -> Network:
        """Read what `save` wrote."""
        with np.load(file) as held:
            return Network(*(held[f.name].astype(np.float64) for f in fields(Network)))

    @staticmethod
    def mean_of(networks: list[Network]) -> Network:
        """One that scores as the mean of all of these, which scale facts alike."""
        share = 1 / len(networks)
        return Network(
            networks[0].mean,
            networks[0].deviation,
            np.mean([n.straight for n in networks], axis=0),
            np.hstack([n.inner for n in networks]),
            np.concatenate([n.bias for n in networks]),
            np.concatenate([n.outer for n in networks]) * share,
        )


@cache
def shipped_network(name: str) -> Network:
    """One that ships with the project, by the name of its file in this folder."""
    with as_file(files("assistant.evidence") / name) as file:
        return Network.load(file)
