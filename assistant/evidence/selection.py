"""Answer sentence selection: which sentence of an item answers a question, and whether any does.

Every token of a sentence looks at the tokens of the question that are most like it, and the
other way round (Parikh et al., A decomposable attention model, EMNLP 2016); what the two make of
each other is summed up to one vector a sentence, which is seen beside its neighbours and the
best of the item. A sentence competes with the others of its item and with "none of them", which
is taught by questions that an item seems to answer, but does not. It reads the vectors of the
encoder that ships and a few numbers of its own for each token.

`selection.npz` is made by `python -m eval.selection` from the marked questions of
`index/encoder/corpus`; the same network stands there as it is taught.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.encoder import StaticEncoder, shipped_encoder

Floats = NDArray[np.float32]
_Ids = NDArray[np.int64]

FILE = "selection.npz"
# Of a longer sentence the rest is not read.
MOST_TOKENS = 80
# What the tokens of a question count in all, at the least.
LEAST = 1e-3


@dataclass(frozen=True)
class _Runs:
    """Tokens of several texts in one row: where each text begins and ends, and whose each token is."""

    starts: _Ids
    ends: _Ids
    owner: _Ids

    @staticmethod
    def of(counts: Sequence[int]) -> _Runs:
        """Runs of so many, none of them empty."""
        ends = np.cumsum(np.array(counts, dtype=np.int64))
        return _Runs(ends - counts, ends, np.repeat(np.arange(len(counts)), counts))

    def sums(self, rows: Floats) -> Floats:
        """The sum of each run's rows."""
        return np.add.reduceat(rows, self.starts, axis=0)

    def best(self, rows: Floats) -> Floats:
        """The highest of each run's rows, column by column."""
        return np.maximum.reduceat(rows, self.starts, axis=0)

    def shares(self, logits: Floats) -> Floats:
        """A softmax of each column over the rows of its run."""
        powers = np.exp(logits - self.best(logits)[self.owner])
        return np.asarray(powers / self.sums(powers)[self.owner])

    def beside(self, rows: Floats) -> tuple[Floats, Floats]:
        """The row before each and the row after it, zeros where its run begins and ends."""
        before, after = np.zeros_like(rows), np.zeros_like(rows)
        before[1:], after[:-1] = rows[:-1], rows[1:]
        before[self.starts], after[self.ends - 1] = 0, 0
        return before, after


@dataclass(frozen=True)
class _Tokens:
    """The tokens of some texts: direction to be matched, features, and what each token counts."""

    ids: _Ids
    runs: _Runs
    direction: Floats
    features: Floats
    counts: Floats


class Selection:
    """Chooses sentences for a question. May be used from many threads."""

    def __init__(self, layers: Mapping[str, NDArray[Any]], encoder: StaticEncoder) -> None:
        """`layers` are those of the network in `eval/selection.py`, under the same names."""
        self._layers = {name: np.asarray(a, dtype=np.float32) for name, a in layers.items()}
        self._encoder = encoder

    def scores(
        self, questions: Sequence[str], items: Iterable[tuple[str, Sequence[str]]]
    ) -> list[Floats]:
        """For each item, a title and sentences: how likely each sentence is to answer.

        A logit beside that of none in the item answering, shape (questions, sentences).
        """
        items = list(items)
        found = [np.zeros((len(questions), len(ss)), dtype=np.float32) for _, ss in items]
        read = [i for i, (_, sentences) in enumerate(items) if sentences]
        filled = [number for number, question in enumerate(questions) if question.strip()]
        if not read or not filled:
            return found
        told = self._embed(self._tokens([s for i in read for s in items[i][1]]), "told")
        titles = self._embed(self._tokens([items[i][0] for i in read]), None)
        of_items = _Runs.of([len(items[i][1]) for i in read])
        for number in filled:
            asked = self._embed(self._tokens([questions[number]]), "asked")
            logits = self._compare(asked, told, titles, of_items)
            for i, start, end in zip(read, of_items.starts, of_items.ends, strict=True):
                found[i][number] = logits[start:end]
        return found

    def _tokens(self, texts: Sequence[str]) -> list[_Ids]:
        return tokens_of(texts, self._encoder)

    @cached_property
    def _of_tokens(self) -> tuple[Floats, Floats]:
        """Direction and features of every token by itself: a text is read twice as fast with these."""
        vectors = self._encoder.directions(np.arange(self._encoder.vocabulary_size))
        # That of a token's weight in a text.
        length = np.log(self._encoder.lengths[:, None])
        counts = self._layers["token_weights"][:, None]
        features = np.hstack([vectors, self._layers["own_vectors"], length, counts])
        direction = vectors @ self._layers["match.weight"].T
        direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-12)
        return direction, _relu(self._linear("join", features))

    def _embed(self, texts: Sequence[_Ids], side: str | None) -> _Tokens:
        ids, runs = np.concatenate(texts), _Runs.of([len(text) for text in texts])
        directions, of_tokens = self._of_tokens
        features = of_tokens[ids]
        if side:
            before, after = runs.beside(features)
            wide = np.hstack([before, features, after])
            features = features + _relu(self._linear(f"{side}_window", wide))
        return _Tokens(ids, runs, directions[ids], features, self._layers["token_weights"][ids])

    def _compare(self, asked: _Tokens, told: _Tokens, titles: _Tokens, items: _Runs) -> Floats:
        """The logit of each sentence; `items` are runs of sentences."""
        runs = told.runs
        alike = told.direction @ asked.direction.T
        same = (told.ids[:, None] == asked.ids[None, :]).astype(np.float32)
        attention = self._layers["heat"] * alike + self._layers["same"] * same

        # What each token of a sentence makes of the question.
        towards = np.exp(attention - attention.max(axis=1, keepdims=True))
        met = (towards / towards.sum(axis=1, keepdims=True)) @ asked.features
        best, is_same = alike.max(axis=1), same.max(axis=1)
        counts = told.counts
        facts = np.column_stack([best, is_same, best * counts, is_same * counts])
        makes = self._linear("told_self", np.hstack([told.features, counts[:, None]]))
        makes = _relu(
            makes + self._linear("told_met", np.hstack([met, told.features * met, facts]))
        )
        pooled = runs.shares(self._linear("told_pool", makes))
        of_sentence = np.hstack([runs.sums(pooled * makes), runs.best(makes)])

        # What each token of the question makes of a sentence, shape (sentences, tokens, ...).
        weights = runs.shares(attention)
        met_by = np.stack(
            [
                weights[a:b].T @ told.features[a:b]
                for a, b in zip(runs.starts, runs.ends, strict=True)
            ]
        )
        best_by, same_by = runs.best(alike), runs.best(same)
        by_title = titles.runs.best(titles.direction @ asked.direction.T)
        in_item = np.maximum(by_title, items.best(best_by))[items.owner]
        facts = np.stack([best_by, same_by, in_item], axis=-1)
        makes = self._linear("asked_self", asked.features)[None] + self._linear(
            "asked_met", np.concatenate([met_by, asked.features[None] * met_by, facts], axis=-1)
        )
        makes = _relu(makes)
        pooled = _softmax(self._linear("asked_pool", makes), axis=1)
        of_question = np.hstack([(pooled * makes).sum(axis=1), makes.max(axis=1)])

        # The sentence among those of its item.
        share = asked.counts / max(float(asked.counts.sum()), LEAST)
        with_title = np.maximum(best_by, by_title[items.owner])
        place = (np.arange(len(items.owner)) - items.starts[items.owner]) / (
            items.ends - items.starts
        )[items.owner]
        facts = np.column_stack([best_by @ share, same_by @ share, with_title @ share, place])
        whole = (
            _softmax(self._linear("asked_whole", asked.features), axis=0) * asked.features
        ).sum(0)
        mean = runs.sums(told.features) / (runs.ends - runs.starts)[:, None]
        wide = [of_sentence, of_question, np.tile(whole, (len(mean), 1)), mean, whole * mean, facts]
        sentences = _relu(self._linear("sentence", np.hstack(wide)))
        before, after = items.beside(sentences)
        around = self._linear("around", np.hstack([before, sentences, after]))
        sentences = sentences + _relu(around)
        top = items.best(sentences)
        beside = np.hstack([sentences, sentences - top[items.owner]])
        logits = self._linear("score", _relu(self._linear("weigh", beside)))[:, 0]
        none = np.hstack([top, np.tile(whole, (len(top), 1))])
        silent = self._linear("silent", _relu(self._linear("weigh_none", none)))[:, 0]
        return np.asarray(logits - silent[items.owner])

    def _linear(self, name: str, rows: Floats) -> Floats:
        found = rows @ self._layers[f"{name}.weight"].T
        bias = self._layers.get(f"{name}.bias")
        return found if bias is None else found + bias

    @staticmethod
    def load(file: Path, encoder: StaticEncoder) -> Selection:
        """Read what `eval.selection` wrote."""
        with np.load(file) as held:
            return Selection({name: held[name] for name in held.files if name != "corpus"}, encoder)


def tokens_of(texts: Sequence[str], encoder: StaticEncoder) -> list[_Ids]:
    """The tokens that are read of each text; one that stands for nothing where it has none."""
    ids, counts = encoder.tokens(texts)
    parts = np.split(ids.astype(np.int64), np.cumsum(counts)[:-1])
    return [part[:MOST_TOKENS] if part.size else np.zeros(1, np.int64) for part in parts]


def _relu(rows: Floats) -> Floats:
    return np.maximum(rows, 0.0)


def _softmax(logits: Floats, axis: int) -> Floats:
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


@cache
def shipped_selection() -> Selection:
    """The one that ships with the project."""
    with as_file(files("assistant.evidence") / FILE) as file:
        return Selection.load(file, shipped_encoder())
