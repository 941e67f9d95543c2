"""Teaches the reader which sentence of an item answers a question, and when none does.

The marked questions of `index/encoder/corpus` are read with their passages. So that an item may be
long and of more than one matter, some passages are read as one with another that is like it; to the
others questions are put that belong to one which is like it, and which it does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from sklearn.metrics import roc_auc_score
from torch import Tensor

from assistant.evidence.reader import (
    MOST_OF_QUESTION,
    MOST_OF_SENTENCE,
    MOST_OF_TITLE,
    Page,
    Reader,
    Tokens,
    tokens_of,
)
from assistant.evidence.selection import shipped_selection
from eval.reader.network import ReaderNetwork, batch_of
from eval.reader.translations import pace
from eval.teaching import SEED, teach, vectors_of
from index.encoder.corpus import AskedPassage
from index.encoder.encoder import StaticEncoder

_PAGES, _PAGES_TOGETHER = 8, 64
_PACE_OF_PIECES, _PACE, _PACE_OF_HEADS, _WARM, _LONGEST = 5e-4, 1.5e-4, 1e-3, 100, 1.0
_LIKE = 12
# So often an item is read as one with one or two others; else so many questions of others are put to it.
_JOINED, _OF_OTHERS = 0.35, 3
_MOST_TOKENS, _MOST_QUESTIONS = 380, 16
# Of a question's words so many are not read, that none of them be relied on.
_DROPPED, _FEWEST = 0.05, 3


@dataclass(frozen=True)
class Item:
    """A title and sentences, the questions that are put to them, and the sentences that answer each."""

    title: Tokens
    sentences: Sequence[Tokens]
    questions: Sequence[Tokens]
    answers: Sequence[Sequence[int]]

    @property
    def length(self) -> int:
        """How many tokens the sentences have."""
        return sum(len(sentence) + 1 for sentence in self.sentences)

    def joined(self, other: Item) -> Item:
        """This one and the other behind it as one."""
        answers = [[n + len(self.sentences) for n in numbers] for numbers in other.answers]
        return Item(
            self.title,
            [*self.sentences, *other.sentences],
            [*self.questions, *other.questions],
            [*self.answers, *answers],
        )

    def asked(self, other: Item, question: int) -> Item:
        """This one with a question of the other, which it does not answer."""
        questions = [*self.questions, other.questions[question]]
        return Item(self.title, self.sentences, questions, [*self.answers, ()])


def items_of(passages: Sequence[AskedPassage], encoder: StaticEncoder) -> list[Item]:
    """The passages with their marked questions, as they are read."""
    titles = tokens_of([p.topic for p in passages], encoder)
    sentences = iter(tokens_of([s for p in passages for s in p.sentences], encoder))
    marked = [[(q, a) for q, a in p.asked if a is not None] for p in passages]
    questions = iter(tokens_of([q for asked in marked for q, _ in asked], encoder))
    return [
        Item(
            title.first(MOST_OF_TITLE),
            [next(sentences).first(MOST_OF_SENTENCE) for _ in passage.sentences],
            [next(questions).first(MOST_OF_QUESTION) for _ in asked],
            [[n - 1 for n in answers] for _, answers in asked],
        )
        for passage, title, asked in zip(passages, titles, marked, strict=True)
    ]


def learn(
    network: ReaderNetwork, passages: Sequence[AskedPassage], steps: int, encoder: StaticEncoder
) -> None:
    """So many steps of eight items each."""
    rng = np.random.default_rng(SEED)
    items = items_of(passages, encoder)
    like = alike(passages, encoder)
    size = encoder.vocabulary_size

    def loss(chosen: Sequence[Item]) -> Tensor:
        pages = [
            Page.of(item.title, item.sentences, [_fewer(q, rng) for q in item.questions], size)
            for item in chosen
        ]
        return loss_of(network, batch_of(pages, size + 2), chosen)

    pieces = [network.layers.pieces.weight, network.layers.kinds.weight]
    layers = [w for w in network.layers.parameters() if all(w is not p for p in pieces)]
    heads = [w for name, w in network.named_parameters() if not name.startswith("layers.")]
    groups = [
        {"params": weights, "lr": fastest}
        for weights, fastest in (
            (pieces, _PACE_OF_PIECES),
            (layers, _PACE),
            (heads, _PACE_OF_HEADS),
        )
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, steps, _WARM))
    batches = zip(range(steps), _batches(items, like, rng), strict=False)
    teach((loss(batch) for _, batch in track(batches, "questions", steps)), schedule, _LONGEST)


def alike(passages: Sequence[AskedPassage], encoder: StaticEncoder) -> NDArray[np.int64]:
    """Of each passage those that the encoder finds most like it, shape (passages, 12 or fewer)."""
    vectors = vectors_of(passages, encoder)
    most = min(_LIKE, len(vectors) - 1)
    found = np.empty((len(vectors), most), dtype=np.int64)
    for start in range(0, len(vectors), 1_000):
        nearness = vectors[start : start + 1_000] @ vectors.T
        rows = np.arange(len(nearness))
        nearness[rows, start + rows] = -np.inf
        found[start + rows] = np.argsort(-nearness, axis=1, kind="stable")[:, :most]
    return found


def _batches(
    items: Sequence[Item], like: NDArray[np.int64], rng: np.random.Generator
) -> Iterator[list[Item]]:
    """All items once, again and again, those of one length together."""
    together = min(_PAGES_TOGETHER, len(items))
    while True:
        order = rng.permutation(len(items))
        for first in range(0, len(order) - together + 1, together):
            part = [_asked(n, items, like, rng) for n in order[first : first + together]]
            part = sorted((i for i in part if i.questions), key=lambda item: item.length)
            batches = [part[at : at + _PAGES] for at in range(0, len(part), _PAGES)]
            yield from (batches[i] for i in rng.permutation(len(batches)))


def _asked(
    number: int, items: Sequence[Item], like: NDArray[np.int64], rng: np.random.Generator
) -> Item:
    """An item with others behind or before it, or with questions that it does not answer."""
    item = items[number]
    if rng.random() < _JOINED:
        for other in rng.permutation(like[number])[: rng.integers(1, 3)]:
            if item.length + items[other].length <= _MOST_TOKENS:
                pair = (item, items[other]) if rng.random() < 0.5 else (items[other], item)
                item = pair[0].joined(pair[1])
    else:
        for other in rng.permutation(like[number])[:_OF_OTHERS]:
            if items[other].questions:
                item = item.asked(items[other], int(rng.integers(len(items[other].questions))))
    kept = rng.permutation(len(item.questions))[:_MOST_QUESTIONS]
    questions, answers = [item.questions[i] for i in kept], [item.answers[i] for i in kept]
    return Item(item.title, item.sentences, questions, answers)


def _fewer(question: Tokens, rng: np.random.Generator) -> Tokens:
    kept = rng.random(len(question)) >= _DROPPED
    if kept.sum() < _FEWEST:
        return question
    return Tokens(question.ids[kept], question.kinds[kept])


def loss_of(network: ReaderNetwork, batch: Sequence[Tensor], items: Sequence[Item]) -> Tensor:
    """Minus the logarithm of the share of the right sentences, or of none, of each question."""
    scores, none = network(*batch)
    right = torch.zeros((*none.shape, scores.shape[2] + 1), dtype=torch.bool)
    for page, item in enumerate(items):
        for question, answers in enumerate(item.answers):
            right[page, question, list(answers) or [-1]] = True
    shares = torch.cat([scores, none[..., None]], dim=-1).log_softmax(dim=-1)
    shares = shares.masked_fill(~right, -torch.inf)
    return -torch.logsumexp(shares[right.any(dim=-1)], dim=-1).mean()


def measure(reader: Reader, passages: Sequence[AskedPassage]) -> tuple[list[float], float]:
    """Whether the best sentence answers, of each question that has an answer; and the AUC.

    Of long items the sentences are read that are selected, as when a question is answered.
    The area under the curve is how often the best score of a question that is answered is above
    that of one that is not.
    """
    firsts: list[float] = []
    tops: list[tuple[bool, float]] = []
    for passage in passages:
        sentences = passage.sentences
        for question, answers in passage.asked:
            if answers is None or len(answers) == len(sentences):
                continue
            item = (passage.topic, sentences)
            ((likely,),) = shipped_selection().scores([question], [item])
            ((scores,),) = reader.scores([question], [(*item, likely)])
            tops.append((bool(answers), float(scores.max())))
            if answers:
                firsts.append(float(int(np.argmax(scores)) + 1 in answers))
    return firsts, float(roc_auc_score(*zip(*tops, strict=True)))
