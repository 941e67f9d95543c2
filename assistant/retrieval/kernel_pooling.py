"""Kernel pooling: how well a passage meets a question word by word, as learnt from answered ones.

Of each token of a question it is counted how many tokens of a passage and its title are the same,
nearly the same, near and far (Xiong et al., End-to-end neural ad-hoc ranking with kernel pooling,
SIGIR 2017), and how near the nearest of the passage, of its best sentence and of the title are.
How much each token counts, in a question and in a passage, and what these counts are worth
together is learnt from the questions of `index/encoder/corpus` beside the passages that the
encoder takes for the answer of each. How near tokens are is left as the encoder has it: learnt
too, it was learnt by heart (the right item first, of invented ones that nothing had learnt from
.335, learnt too .317; of the sample's development half .444 and .407, by itself, 2026-11).

`kernel_pooling.npz` is made by `python -m eval.kernel_pooling`; the same network stands there as
it is taught.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.encoder import StaticEncoder

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

FILE = "kernel_pooling.npz"
# The cosines that a kernel counts around, and how wide each is.
KERNELS, WIDTH = (0.9, 0.65, 0.4, 0.15), 0.1
# Of a longer question the rest is not read.
MOST_ASKED = 20
# The lowest cosine.
NOWHERE = -1.0


@dataclass(frozen=True)
class Texts:
    """The tokens of items, one after the other, and how many there are of each in each.

    Every item has a passage, and every passage a sentence; sentences and titles may be empty.
    """

    tokens: Ids
    sentence_tokens: Ids
    passage_sentences: Ids
    item_passages: Ids
    title_tokens: Ids
    item_title_tokens: Ids

    def of_passages(self, chosen: NDArray[np.bool_]) -> Texts:
        """These passages alone; every item has one of them."""
        sentences = np.repeat(chosen, self.passage_sentences)
        items = np.repeat(np.arange(len(self.item_passages)), self.item_passages)
        return replace(
            self,
            tokens=self.tokens[np.repeat(sentences, self.sentence_tokens)],
            sentence_tokens=self.sentence_tokens[sentences],
            passage_sentences=self.passage_sentences[chosen],
            item_passages=np.bincount(items[chosen], minlength=len(self.item_passages)),
        )


class KernelPooling:
    """Tells how well items meet a question. May be used from many threads."""

    def __init__(self, layers: Mapping[str, NDArray[Any]]) -> None:
        """`layers` are those of the network in `eval/kernel_pooling.py`, under the same names."""
        self._layers = {name: np.asarray(a, dtype=np.float32) for name, a in layers.items()}

    def scores(self, asked: Ids, texts: Texts, encoder: StaticEncoder) -> Floats:
        """The score of each item, that of its best passage, by the encoder that it was learnt with.

        `asked` are the tokens of the question.
        """
        if not len(texts.item_passages) or not len(asked):
            return np.zeros(len(texts.item_passages), dtype=np.float32)
        asked = asked[:MOST_ASKED]
        share = self._layers["asked_weights"][asked]
        share = share / share.sum()
        items = _Items(asked, texts, encoder)
        facts = np.stack([*self._counts(items), *items.nearest(share)], axis=-1)
        made = np.maximum(self._linear("token", facts), 0.0)
        pooled = np.hstack([np.tensordot(share, made, axes=(0, 0)), made.mean(axis=0)])
        rows = np.hstack([pooled, np.column_stack(items.covers(share))])
        rows = np.maximum(self._linear("hidden", rows), 0.0)
        return np.asarray(
            np.maximum.reduceat(self._linear("score", rows)[:, 0], items.first_passage)
        )

    def _counts(self, items: _Items) -> Iterator[Floats]:
        """For each kernel how much of each passage, its title with it, lies around its cosine."""
        weights = np.append(self._layers["told_weights"][items.used], np.float32(0))
        for middle in KERNELS:
            near = np.exp(-(((items.alike - middle) / WIDTH) ** 2) / 2) * weights
            of_title = np.add.reduceat(near[:, items.titles], items.first_of_title, axis=1)
            of_body = np.add.reduceat(near[:, items.tokens], items.first_of_passage, axis=1)
            yield np.log1p(of_body + of_title[:, items.of_passage])

    def _linear(self, name: str, rows: Floats) -> Floats:
        found = rows @ self._layers[f"{name}.weight"].T + self._layers[f"{name}.bias"]
        return np.asarray(found)

    @staticmethod
    def load(file: Path) -> KernelPooling:
        """Read what `eval.kernel_pooling` wrote."""
        with np.load(file) as held:
            return KernelPooling({name: held[name] for name in held.files if name != "corpus"})


class _Items:
    """What the tokens of a question are beside those of items; an empty text is far from all."""

    def __init__(self, asked: Ids, texts: Texts, encoder: StaticEncoder) -> None:
        tokens, titles = texts.tokens, texts.title_tokens
        # The different tokens, and the place of each among them; behind them stands none.
        occurs = np.zeros(encoder.vocabulary_size, dtype=bool)
        occurs[tokens], occurs[titles] = True, True
        self.used = np.flatnonzero(occurs)
        none, places = len(self.used), np.cumsum(occurs) - 1
        alike = encoder.directions(asked) @ encoder.directions(self.used).T
        self.alike = np.pad(alike, ((0, 0), (0, 1)), constant_values=NOWHERE)
        self.tokens, first = _filled(places[tokens], texts.sentence_tokens, none)
        self.titles, self.first_of_title = _filled(places[titles], texts.item_title_tokens, none)
        self._first_sentence = _starts(texts.passage_sentences)
        self.first_of_passage = first[self._first_sentence]
        self.first_passage = _starts(texts.item_passages)
        self.of_passage = np.repeat(np.arange(len(texts.item_passages)), texts.item_passages)
        self._of_sentence = np.repeat(
            np.arange(len(texts.passage_sentences)), texts.passage_sentences
        )
        title = np.maximum.reduceat(self.alike[:, self.titles], self.first_of_title, axis=1)
        self._title = title[:, self.of_passage]
        self._sentences = np.maximum.reduceat(self.alike[:, self.tokens], first, axis=1)
        body = np.maximum.reduceat(self._sentences, self._first_sentence, axis=1)
        self._met = np.maximum(body, self._title)
        # The same token has a cosine of 1, whatever the arithmetic makes of it.
        same = np.append(asked[:, None] == self.used, np.zeros((len(asked), 1), bool), axis=1)
        in_title = np.logical_or.reduceat(same[:, self.titles], self.first_of_title, axis=1)
        in_body = np.logical_or.reduceat(same[:, self.tokens], self.first_of_passage, axis=1)
        self._same = (in_body | in_title[:, self.of_passage]).astype(np.float32)

    def nearest(self, share: Floats) -> tuple[Floats, ...]:
        """How near each passage comes to each token, by itself, its title, the token, its best sentence."""
        best = self._ordered(share @ self._sentences)[self._first_sentence]
        return self._met, self._title, self._same, self._sentences[:, best]

    def covers(self, share: Floats) -> tuple[Floats, ...]:
        """How near each comes to the whole question: passage, two best sentences, title."""
        title = share @ self._title
        titled = share @ np.maximum(self._sentences, self._title[:, self._of_sentence])
        order, first = self._ordered(titled), self._first_sentence
        second = np.minimum(first + 1, len(order) - 1)
        is_other = self._of_sentence[second] != np.arange(len(first))
        return (
            share @ self._met,
            titled[order[first]],
            np.where(is_other, title, titled[order[second]]),
            np.maximum.reduceat(share @ self._sentences, first),
            title,
            share @ self._same,
        )

    def _ordered(self, values: Floats) -> Ids:
        """The sentences of each passage, the highest first, one passage after the other."""
        return np.lexsort((-values, self._of_sentence))


def _filled(places: Ids, counts: Ids, none: int) -> tuple[Ids, Ids]:
    """The places with one for every empty run, and where each run begins."""
    filled = np.insert(places, _starts(counts)[counts == 0], none)
    return filled, _starts(np.maximum(counts, 1))


def _starts(counts: Ids) -> Ids:
    return np.asarray(np.cumsum(counts, dtype=np.int64) - counts)


@cache
def shipped_kernel_pooling() -> KernelPooling:
    """The one that ships with the project, for the encoder that does."""
    with as_file(files("assistant.retrieval") / FILE) as file:
        return KernelPooling.load(file)
