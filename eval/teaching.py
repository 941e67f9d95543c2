"""What the teachers of small networks share: marked questions, batches, steps, and the file that ships.

`eval/telling.py`, `eval/selection.py` and `eval/kernel_pooling.py` learn from the invented passages
of `index/encoder/corpus`, each its own network; `eval/fitting.py` takes its steps from here too. A
tenth of the topics is held out, the same as from the encoder, for measuring what was learnt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.lr_scheduler import LRScheduler

from index.encoder.corpus import HELD_OUT_PERCENT, AskedPassage, is_held_out
from index.encoder.encoder import StaticEncoder

Ids = NDArray[np.int64]

SEED = 20260101


@dataclass(frozen=True)
class Asked:
    """A marked question, its passage by number and sentences, and which of these answer."""

    question: str
    passage: int
    sentences: tuple[str, ...]
    right: NDArray[np.bool_]


def marked(passages: Iterable[AskedPassage]) -> list[Asked]:
    """All questions that are marked, in order; those that nobody has marked are left out."""
    found = []
    for number, passage in enumerate(passages):
        sentences = tuple(passage.sentences)
        for question, answers in passage.asked:
            if answers is not None:
                right = np.isin(np.arange(1, len(sentences) + 1), answers)
                found.append(Asked(question, number, sentences, right))
    return found


def parted(
    passages: Iterable[AskedPassage],
) -> tuple[list[AskedPassage], list[AskedPassage]]:
    """Those to learn from, and those of the topics that are held out."""
    learnt: list[AskedPassage] = []
    held_out: list[AskedPassage] = []
    for passage in passages:
        (held_out if is_held_out(passage.topic, HELD_OUT_PERCENT) else learnt).append(passage)
    return learnt, held_out


def vectors_of(passages: Iterable[AskedPassage], encoder: StaticEncoder) -> NDArray[np.float32]:
    """What the encoder makes of each passage under its topic, shape (passages, dimension)."""
    return encoder.encode_passages([f"{p.topic} {p.text}" for p in passages])


def rarity(texts: Sequence[Ids], vocabulary: int) -> NDArray[np.float32]:
    """The fewer of the texts a token is in, the higher; between about 0 and 2."""
    counts = np.zeros(vocabulary, dtype=np.int64)
    for tokens in texts:
        counts[np.unique(tokens)] += 1
    return (np.log((len(texts) + 1) / (counts + 1)) / 5).astype(np.float32)


def padded(rows: Iterable[Ids], filler: int = -1) -> Tensor:
    """The rows as one tensor; one without any token has the first."""
    filled = [torch.from_numpy(row if len(row) else np.zeros(1, np.int64)) for row in rows]
    return nn.utils.rnn.pad_sequence(filled, batch_first=True, padding_value=filler)


def batches(
    rows: int, size: int, rounds: int, rng: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """The numbers of all rows, so many at a time, each round in another order."""
    for _ in range(rounds):
        order = rng.permutation(rows)
        yield from (order[start : start + size] for start in range(0, rows, size))


def first_losses(scores: Tensor, owner: Tensor, right: Tensor, questions: int) -> Tensor:
    """Of each question minus the logarithm of the share of its right rows, by a softmax over them."""
    highest = torch.full((questions,), -torch.inf)
    highest = highest.scatter_reduce(0, owner, scores.detach(), "amax")
    powers = torch.exp(scores - highest[owner])
    total = torch.zeros(questions).index_add(0, owner, powers)
    gained = torch.zeros(questions).index_add(0, owner, powers * right)
    return torch.log(total) - torch.log(gained + 1e-9)


def teach(losses: Iterable[Tensor], schedule: LRScheduler, longest: float | None = None) -> None:
    """Go a step down each loss, which is computed when its turn has come.

    `schedule` has the optimizer; a gradient over all weights that is longer than `longest` is cut
    to that length.
    """
    optimizer = schedule.optimizer
    weights = [weight for group in optimizer.param_groups for weight in group["params"]]
    for loss in losses:
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        if longest is not None:
            nn.utils.clip_grad_norm_(weights, longest)
        optimizer.step()
        schedule.step()


def fingerprint(passages: Iterable[AskedPassage], encoder: StaticEncoder | None = None) -> str:
    """Changes when what is learnt from does: the passages, and the encoder where it is read."""
    read = f"{encoder.fingerprint} " if encoder else ""
    return hashlib.sha256(f"{read}{list(passages)!r}".encode()).hexdigest()


def save(file: Path, layers: Mapping[str, NDArray[Any]], corpus: str) -> None:
    """Write the layers with the fingerprint of what they were learnt from."""
    made_of = np.frombuffer(corpus.encode(), dtype=np.uint8)
    np.savez_compressed(file, allow_pickle=False, corpus=made_of, **layers)
