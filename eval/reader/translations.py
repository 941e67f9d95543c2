"""Has the layers put a Danish sentence where the English network puts its translation.

So what the English one learnt of which texts mean alike is carried over to Danish (Reimers and
Gurevych, Making monolingual sentence embeddings multilingual using knowledge distillation, 2020).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional

from assistant.evidence.reader import Page, Tokens, tokens_of
from eval.reader.network import Layers, batch_of
from eval.teaching import SEED, teach
from index.encoder.corpus import (
    HELD_OUT_TRANSLATIONS_PERCENT,
    Translation,
    is_held_out,
    read_frames,
    read_sentences,
    read_terms,
    read_translations,
)
from index.encoder.encoder import StaticEncoder
from index.encoder.teacher import Teacher
from index.encoder.train import framed_terms

Floats = NDArray[np.float32]

_MOST_CHARACTERS, _MOST_TOKENS, _FRAMED = 110, 60, 3
_BATCH, _BATCHES_TOGETHER = 128, 50
# The vectors of pieces begin further from where they belong than the layers.
_PACE_OF_PIECES, _PACE, _WARM, _LONGEST = 2e-3, 2e-4, 50, 1.0
_HEAT, _SHARE_OF_OTHERS, _SHARE_OF_OWN = 0.05, 0.2, 3.0
MEASURED = 2_000


@dataclass(frozen=True)
class Material:
    """Danish sentences, and where the English network puts their translations."""

    danish: Sequence[Tokens]
    targets: Floats

    @staticmethod
    def of(
        translations: Sequence[Translation], teacher: Teacher, encoder: StaticEncoder
    ) -> Material:
        """Tokenize the Danish and have the English labelled."""
        danish = tokens_of([t.danish for t in translations], encoder)
        return Material(danish, teacher.label([t.english for t in translations]))


def read_material(parallel: Path) -> list[Translation]:
    """Translations that are not held out, and municipal terms by themselves and in sentences."""
    rng = random.Random(SEED)
    terms = read_terms()
    found = [
        t
        for t in read_translations(parallel)
        if len(t.english) <= _MOST_CHARACTERS
        and not is_held_out(t.danish, HELD_OUT_TRANSLATIONS_PERCENT)
    ]
    found += [*terms, *read_sentences(), *framed_terms(terms, read_frames(), _FRAMED, rng)]
    found = list(dict.fromkeys(found))
    rng.shuffle(found)
    return found


def learn(layers: Layers, material: Material, steps: int, encoder: StaticEncoder) -> None:
    """So many steps over the sentences; of several lengths, those of one length together."""
    rng = np.random.default_rng(SEED)

    def loss(rows: Sequence[int]) -> Tensor:
        made = encoded(layers, [material.danish[i] for i in rows], encoder)
        targets = torch.from_numpy(material.targets[rows])
        others = functional.cross_entropy(made @ targets.T / _HEAT, torch.arange(len(rows)))
        own = 1 - (made * targets).sum(dim=1)
        return _SHARE_OF_OTHERS * others + _SHARE_OF_OWN * own.mean()

    pieces = [layers.pieces.weight, layers.kinds.weight]
    others = [w for w in layers.parameters() if all(w is not piece for piece in pieces)]
    groups = [{"params": pieces, "lr": _PACE_OF_PIECES}, {"params": others, "lr": _PACE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, steps, _WARM))
    rows = zip(range(steps), _batches(material, rng), strict=False)
    teach((loss(batch) for _, batch in track(rows, "translations", steps)), schedule, _LONGEST)


def pace(step: int, steps: int, warm: int) -> float:
    """How fast to go at a step beside the fastest: slowly at first, and ever slower to the end."""
    return min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)


def _batches(material: Material, rng: np.random.Generator) -> Iterator[list[int]]:
    """The numbers of sentences, some hundred at a time, again and again."""
    together = min(_BATCH * _BATCHES_TOGETHER, len(material.danish))
    while True:
        order = rng.permutation(len(material.danish))
        for first in range(0, len(order) - together + 1, together):
            part = sorted(order[first : first + together], key=lambda i: len(material.danish[i]))
            batches = [part[at : at + _BATCH] for at in range(0, together, _BATCH)]
            yield from (batches[i] for i in rng.permutation(len(batches)))


def encoded(layers: nn.Module, texts: Sequence[Tokens], encoder: StaticEncoder) -> Tensor:
    """The mean of each text's tokens at unit length, shape (texts, width)."""
    size = encoder.vocabulary_size
    pages = [Page.of(text.first(_MOST_TOKENS), [], [], size) for text in texts]
    ids, kinds, places, mask, *_ = batch_of(pages, size + 2)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = layers(ids, kinds, places, mask).float()
    read = (ids != size + 2).float()[..., None]
    return functional.normalize((states * read).sum(dim=1) / read.sum(dim=1), dim=-1)


def measure(layers: nn.Module, material: Material, encoder: StaticEncoder) -> tuple[float, float]:
    """The cosine of sentences with their translations; how often the own one of 2,000 is nearest."""
    with torch.no_grad():
        made = torch.cat(
            [
                encoded(layers, material.danish[at : at + _BATCH], encoder)
                for at in range(0, min(MEASURED, len(material.danish)), _BATCH)
            ]
        )
    targets = torch.from_numpy(material.targets[: len(made)])
    nearest = (made @ targets.T).argmax(dim=1) == torch.arange(len(made))
    return float((made * targets).sum(dim=1).mean()), float(nearest.float().mean())
