"""Teaches how well a passage meets a question word by word, and measures it: python -m eval.kernel_pooling.

Reads the invented passages of `index/encoder/corpus` and their questions, and writes
`assistant/retrieval/kernel_pooling.npz` (see `assistant/retrieval/kernel_pooling.py`). Each question learns to put the
passage that answers it before some of those that the encoder takes for the most like it. A tenth of
the topics is held out, the same as from the encoder: what is printed of them is how often the right
passage comes first among it and the twenty most like it, beside how often it does by the encoder
alone. Seeded; five minutes on two cores. To be run again when the corpus or the encoder has
changed; a test tells when it was not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional

from assistant.retrieval import kernel_pooling
from assistant.retrieval.kernel_pooling import (
    KERNELS,
    MOST_ASKED,
    NOWHERE,
    WIDTH,
    KernelPooling,
    Texts,
)
from eval.intervals import interval
from eval.teaching import (
    SEED,
    Ids,
    fingerprint,
    marked,
    padded,
    parted,
    rarity,
    save,
    teach,
    vectors_of,
)
from index.encoder.corpus import AskedPassage, read_asked_passages
from index.encoder.encoder import StaticEncoder, shipped_encoder

_FILE = Path(kernel_pooling.__file__).with_name(kernel_pooling.FILE)
# One round: in a second one the passages are learnt by heart.
_ROUNDS, _BATCH, _PACE, _DECAY, _DROP = 1, 32, 2e-3, 0.02, 0.2
# Of the passages that are most like a question so many are kept, and so many drawn each time.
_LIKE, _DRAWN = 30, 6
_MEASURED = 20
_WEIGHED, _OF_TOKEN, _HIDDEN = 32, 24, 48
# Of a longer passage the rest is not read.
_MOST_TOKENS, _MOST_TITLE, _MOST_SENTENCES = 256, 40, 18
_QUESTIONS_AT_A_TIME = 2_000


@dataclass(frozen=True)
class Passages:
    """Of each passage the tokens of its title, of its text, and how many each sentence has."""

    titles: Sequence[Ids]
    tokens: Sequence[Ids]
    sentences: Sequence[Ids]

    @staticmethod
    def of(passages: Sequence[AskedPassage], encoder: StaticEncoder) -> Passages:
        """As the encoder takes them apart."""
        parted = [passage.sentences for passage in passages]
        tokens, counts = encoder.tokens([s for sentences in parted for s in sentences])
        of_passages = np.split(counts, np.cumsum([len(s) for s in parted])[:-1])
        ends = np.cumsum([int(c.sum()) for c in of_passages])[:-1]
        return Passages(
            _tokens([p.topic for p in passages], encoder),
            np.split(tokens.astype(np.int64), ends),
            of_passages,
        )

    def whole(self) -> list[Ids]:
        """The tokens of each, its title first."""
        return [np.concatenate(pair) for pair in zip(self.titles, self.tokens, strict=True)]

    def row(self, number: int) -> tuple[Ids, Ids]:
        """The tokens of one, its title first, and the sentence of each, the title being number 0."""
        title, tokens = self.titles[number][:_MOST_TITLE], self.tokens[number]
        counts = self.sentences[number]
        of = np.minimum(np.repeat(np.arange(len(counts)), counts), _MOST_SENTENCES - 2) + 1
        sentences = np.concatenate([np.zeros(len(title), np.int64), of])
        return np.concatenate([title, tokens])[:_MOST_TOKENS], sentences[:_MOST_TOKENS]

    def texts(self, numbers: Sequence[int]) -> Texts:
        """Some of them as the product reads them, each an item of one passage."""
        titles = [self.titles[n] for n in numbers]
        return Texts(
            np.concatenate([self.tokens[n] for n in numbers]),
            np.concatenate([self.sentences[n] for n in numbers]),
            np.array([len(self.sentences[n]) for n in numbers]),
            np.ones(len(numbers), dtype=np.int64),
            np.concatenate(titles),
            np.array([len(title) for title in titles]),
        )


@dataclass(frozen=True)
class Questions:
    """Questions: their tokens, the passage that answers each, and the others most like it, nearest first."""

    tokens: Sequence[Ids]
    passages: Ids
    like: Ids

    @staticmethod
    def of(passages: Sequence[AskedPassage], encoder: StaticEncoder) -> Questions:
        """Those that their passages answer."""
        found = [asked for asked in marked(passages) if asked.right.any()]
        texts = [asked.question for asked in found]
        owners = np.array([asked.passage for asked in found])
        vectors = vectors_of(passages, encoder)
        like = [
            _nearest(encoder.encode_questions(texts[a : a + _QUESTIONS_AT_A_TIME]), vectors, own)
            for a in range(0, len(texts), _QUESTIONS_AT_A_TIME)
            if len(own := owners[a : a + _QUESTIONS_AT_A_TIME])
        ]
        return Questions(_tokens(texts, encoder), owners, np.concatenate(like))


def _nearest(questions: NDArray[np.float32], passages: NDArray[np.float32], own: Ids) -> Ids:
    """The passages most like each question, without its own."""
    alike = questions @ passages.T
    alike[np.arange(len(own)), own] = -2
    return np.argsort(-alike, axis=1)[:, : min(_LIKE, len(passages) - 1)]


def _tokens(texts: Sequence[str], encoder: StaticEncoder) -> list[Ids]:
    tokens, counts = encoder.tokens(texts)
    return np.split(tokens.astype(np.int64), np.cumsum(counts)[:-1])


class Network(nn.Module):
    """The network of `assistant/retrieval/kernel_pooling.py` as it is taught, its layers under the same names."""

    def __init__(self, encoder: StaticEncoder, rarity: NDArray[np.float32]) -> None:
        """The encoder whose tokens are read, and how rare each of them is."""
        super().__init__()
        torch.manual_seed(SEED)
        known = encoder.directions(np.arange(encoder.vocabulary_size))
        about = np.column_stack([known, np.log(encoder.lengths), rarity])
        self.directions: Tensor
        self.about: Tensor
        self.register_buffer("directions", torch.from_numpy(known))
        self.register_buffer("about", torch.from_numpy(about))
        self.weigh = nn.Sequential(
            nn.Linear(about.shape[1], _WEIGHED),
            nn.ReLU(),
            nn.Dropout(_DROP),
            nn.Linear(_WEIGHED, 2),
            nn.Softplus(),
        )
        self.token = nn.Linear(len(KERNELS) + 4, _OF_TOKEN)
        self.hidden = nn.Linear(2 * _OF_TOKEN + 6, _HIDDEN)
        self.score = nn.Linear(_HIDDEN, 1)
        self._drop = nn.Dropout(_DROP)

    def forward(self, asked: Tensor, question: Tensor, told: Tensor, sentence: Tensor) -> Tensor:
        """The score of each passage.

        `asked`, shape (questions, tokens), and `told`, shape (passages, tokens), are padded with
        -1. `question` is that of each passage, `sentence` that of each token, 0 being the title.
        """
        is_asked, is_told = (asked >= 0)[question], told >= 0
        asked_to, asked_weights = self._read(asked, 0)
        told_to, told_weights = self._read(told, 1)
        share = (asked_weights / asked_weights.sum(1, keepdim=True))[question]
        alike = torch.bmm(told_to, asked_to[question].transpose(1, 2))
        counts = [
            torch.log1p(
                (torch.exp(-(((alike - middle) / WIDTH) ** 2) / 2) * told_weights[..., None]).sum(1)
            )
            for middle in KERNELS
        ]
        alike = alike.masked_fill(~is_told[..., None], NOWHERE)
        same = (told[..., None] == asked[question][:, None]) & is_told[..., None]
        empty = torch.full((len(told), _MOST_SENTENCES, asked.shape[1]), NOWHERE)
        to = sentence[..., None].expand_as(alike)
        sentences = empty.scatter_reduce(1, to, alike, "amax")
        title, body = sentences[:, 0], sentences[:, 1:]
        met, is_same = alike.amax(1), same.float().amax(1)
        covers = (body * share[:, None]).sum(2)
        best = body.gather(1, covers.argmax(1)[:, None, None].expand(-1, 1, asked.shape[1]))
        titled = (torch.maximum(body, title[:, None]) * share[:, None]).sum(2)
        facts = torch.stack([*counts, met, title, is_same, best[:, 0]], -1)
        made = functional.relu(self.token(facts)) * is_asked[..., None]
        first, second = titled.topk(2, dim=1).values.T
        whole = [
            (met * share).sum(1),
            first,
            second,
            covers.amax(1),
            (title * share).sum(1),
            (is_same * share).sum(1),
        ]
        mean = made.sum(1) / is_asked.sum(1, keepdim=True)
        rows = torch.cat([(made * share[..., None]).sum(1), mean, torch.stack(whole, 1)], 1)
        scores: Tensor = self.score(self._drop(functional.relu(self.hidden(rows))))
        return scores.squeeze(1)

    def _read(self, tokens: Tensor, side: int) -> tuple[Tensor, Tensor]:
        """The direction of each token and what it counts, 0 where there is none."""
        different, place = torch.unique(tokens.clamp(min=0), return_inverse=True)
        weights = self.weigh(self.about[different])[:, side]
        return self.directions[different][place], weights[place] * (tokens >= 0)

    def layers(self) -> dict[str, NDArray[Any]]:
        """What `assistant.retrieval.kernel_pooling` reads."""
        self.eval()
        with torch.no_grad():
            weights = self.weigh(self.about).numpy().astype(np.float16)
        named = {
            name: tensor.numpy()
            for name, tensor in self.state_dict().items()
            if name.split(".")[0] in ("token", "hidden", "score")
        }
        return {"asked_weights": weights[:, 0], "told_weights": weights[:, 1], **named}


def learn(passages: Sequence[AskedPassage], encoder: StaticEncoder) -> dict[str, NDArray[Any]]:
    """The layers that put the passages that answer before those that are like them."""
    held, asked = Passages.of(passages, encoder), Questions.of(passages, encoder)
    network = Network(encoder, rarity(held.whole(), encoder.vocabulary_size))
    rng = np.random.default_rng(SEED)

    def loss(numbers: Ids) -> Tensor:
        scores = network(*_batch(numbers, held, asked, rng)).view(len(numbers), -1)
        return functional.cross_entropy(scores, torch.zeros(len(numbers), dtype=torch.long))

    count = len(asked.tokens)
    batches = [
        batch
        for _ in range(_ROUNDS)
        for batch in np.array_split(rng.permutation(count), -(-count // _BATCH))
    ]
    optimizer = torch.optim.AdamW(network.parameters(), _PACE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _PACE, len(batches) + 1, pct_start=0.1
    )
    teach(map(loss, track(batches, "kernel pooling")), schedule, longest=1.0)
    return network.layers()


def _batch(
    numbers: Ids, held: Passages, asked: Questions, rng: np.random.Generator
) -> Iterator[Tensor]:
    """Questions, and for each the passage that answers it and some of those like it."""
    drawn = [
        [asked.passages[n], *rng.choice(asked.like[n], min(_DRAWN, asked.like.shape[1]), False)]
        for n in numbers
    ]
    rows = [held.row(int(passage)) for passages in drawn for passage in passages]
    yield padded([asked.tokens[n][:MOST_ASKED] for n in numbers])
    yield torch.from_numpy(np.repeat(np.arange(len(numbers)), [len(one) for one in drawn]))
    yield padded([tokens for tokens, _ in rows])
    yield padded([sentences for _, sentences in rows], filler=0)


def measure(
    model: KernelPooling, passages: Sequence[AskedPassage], encoder: StaticEncoder
) -> tuple[list[float], list[float]]:
    """Whether the right passage comes first among it and those most like it: by the model, by the encoder."""
    held, asked = Passages.of(passages, encoder), Questions.of(passages, encoder)
    vectors = vectors_of(passages, encoder)
    firsts, by_encoder = [], []
    for tokens, right, like in zip(asked.tokens, asked.passages, asked.like, strict=True):
        chosen = [int(right), *like[:_MEASURED].tolist()]
        scores = model.scores(tokens, held.texts(chosen), encoder)
        question = encoder.added(tokens, np.array([len(tokens)]))[0]
        firsts.append(float(scores.argmax() == 0))
        by_encoder.append(float((vectors[chosen] @ question).argmax() == 0))
    return firsts, by_encoder


def main() -> None:
    """Learn, measure and write the file that ships."""
    torch.set_num_threads(2)
    passages, encoder = read_asked_passages(), shipped_encoder()
    learnt, held_out = parted(passages)
    save(_FILE, learn(learnt, encoder), fingerprint(passages, encoder))
    firsts, by_encoder = measure(KernelPooling.load(_FILE), held_out, encoder)
    sys.stdout.write(
        f"{len(firsts):,} questions of topics held out, {_FILE.stat().st_size / 1e6:.1f} MB\n"
        f"right passage first among it and the {_MEASURED} most like it: {interval(firsts)}, "
        f"by the encoder alone {interval(by_encoder)}\n"
    )


if __name__ == "__main__":
    main()
