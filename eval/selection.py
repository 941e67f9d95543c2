"""Teaches answer sentence selection, and measures it: python -m eval.selection.

Reads the invented passages of `index/encoder/corpus`, whose questions are marked with the
sentences that answer them, or as such that none does, and writes `assistant/evidence/selection.npz` (see
`assistant/evidence/selection.py`). A tenth of the topics is held out, the same as from the encoder: what is
printed of them is how often the best sentence of their passages is one that answers, beside
chance, and how well the best score tells questions that are answered from those that are not.
Seeded; half an hour on two cores. To be run again when the corpus or the encoder has changed; a
test tells when it was not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from assistant.evidence import selection
from assistant.evidence.selection import LEAST, Selection, tokens_of
from eval.intervals import interval
from eval.teaching import (
    SEED,
    Asked,
    fingerprint,
    first_losses,
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

_FILE = Path(selection.__file__).with_name(selection.FILE)
_WIDTH, _OWN, _MATCH, _DROP = 64, 48, 128, 0.3
# Of the questions of `eval/judging`, which nothing learnt from, the best sentence answered .656 with
# 39,400 questions to learn from (area under the curve .827) and .702 (.865) with 65,400: more of them
# gives more than anything else, though ever less: 5,263 of the questions that are there now were
# answered by the best sentence .760 of the time (.909) before 19,000 more were learnt from, and .776
# (.912) after that; on the municipalities' development halves the right item came first as often as
# before. A network three times as heavy, with windows behind the attention as well, gave .632 (.747)
# where this one gave .633 (.771), after one round (2026-11).
# Taught on with the development halves of three municipalities (three rounds, half of each step from
# the corpus), its best sentence answered .471, .463 and .375 of those of three others instead of .429,
# .427 and .375, and told what is not answered as before (.896, .797, .805 of the area; .882, .794, .804).
# Taught on 337 long items with 8,915 questions more (those of `eval/judging/long-*.txt`, an hour), its
# best sentence answered .703 instead of .688 of 767 questions of such items that were held out (.905 and
# .890 of the area), but of 1,099 development questions of seven municipalities .518 instead of .514
# (.785 and .784 of the area): what is like them is learnt, real ones are not (2026-12).
_ROUNDS, _BATCH, _PACE, _DECAY = 4, 48, 1.5e-3, 0.02
# Beside its own passage a question chooses so often also among the sentences of one of so many that
# are most like it: what is asked must be told, not only be of the kind.
_BESIDE, _LIKE, _TOGETHER = 0.6, 8, 3
_FEWEST_SENTENCES = 3
# Far below any logit.
_NEVER = -1e4


@dataclass(frozen=True)
class Passages:
    """The topic and sentences of each passage, and the numbers of those most like it."""

    topics: Sequence[str]
    sentences: Sequence[tuple[str, ...]]
    like: NDArray[np.int64]

    @staticmethod
    def of(passages: Sequence[AskedPassage], encoder: StaticEncoder) -> Passages:
        """The passages; how like they are is told by the encoder."""
        vectors = vectors_of(passages, encoder)
        alike = vectors @ vectors.T
        np.fill_diagonal(alike, -1)
        like = np.argsort(-alike, axis=1)[:, :_LIKE]
        return Passages([p.topic for p in passages], [tuple(p.sentences) for p in passages], like)


def chosen_among(passages: Iterable[AskedPassage]) -> list[Asked]:
    """The questions that are marked, of passages long enough to choose among."""
    return [asked for asked in marked(passages) if len(asked.sentences) >= _FEWEST_SENTENCES]


@dataclass(frozen=True)
class Batch:
    """Questions, texts and pairs of the two, as the network reads them.

    `asked`, `told` and `titles` are rows of tokens, padded, -1 where there is none. A pair is a
    sentence and a question; `group` is the passage as this question chooses in it, of which
    `group_question` and `group_title` are the numbers.
    """

    asked: Tensor
    told: Tensor
    titles: Tensor
    sentence: Tensor
    question: Tensor
    group: Tensor
    group_question: Tensor
    group_title: Tensor
    place: Tensor
    right: Tensor


class Network(nn.Module):
    """The network of `assistant/evidence/selection.py` as it is taught, its layers under the same names."""

    def __init__(self, encoder: StaticEncoder, weights: NDArray[np.float32]) -> None:
        """The encoder whose tokens are read, and what each of them counts."""
        super().__init__()
        torch.manual_seed(SEED)
        self.known: Tensor
        self.length: Tensor
        self.token_weights: Tensor
        known = encoder.directions(np.arange(encoder.vocabulary_size))
        self.register_buffer("known", torch.from_numpy(known))
        self.register_buffer("length", torch.from_numpy(np.log(encoder.lengths[:, None])))
        self.register_buffer("token_weights", torch.from_numpy(weights))
        size, width = encoder.dimension, _WIDTH
        self.own_vectors = nn.Embedding(encoder.vocabulary_size, _OWN)
        nn.init.normal_(self.own_vectors.weight, std=0.1)
        self.join = nn.Linear(size + _OWN + 2, width)
        self.told_window = nn.Linear(3 * width, width)
        self.asked_window = nn.Linear(3 * width, width)
        self.match = nn.Linear(size, _MATCH, bias=False)
        nn.init.orthogonal_(self.match.weight)
        self.heat = nn.Parameter(torch.tensor(8.0))
        self.same = nn.Parameter(torch.tensor(2.0))
        self.told_self = nn.Linear(width + 1, width)
        self.told_met = nn.Linear(2 * width + 4, width, bias=False)
        self.told_pool = nn.Linear(width, 1)
        self.asked_self = nn.Linear(width, width)
        self.asked_met = nn.Linear(2 * width + 3, width, bias=False)
        self.asked_pool = nn.Linear(width, 1)
        self.asked_whole = nn.Linear(width, 1)
        self.sentence = nn.Linear(7 * width + 4, 2 * width)
        self.around = nn.Linear(6 * width, 2 * width)
        self.weigh = nn.Linear(4 * width, width)
        self.score = nn.Linear(width, 1)
        self.weigh_none = nn.Linear(3 * width, width)
        self.silent = nn.Linear(width, 1)

    def forward(self, b: Batch) -> tuple[Tensor, Tensor]:
        """The logit of each pair, and that of no sentence answering each question."""
        is_asked, is_told, is_title = b.asked >= 0, b.told >= 0, b.titles >= 0
        asked_to, asked = self._embed(b.asked, is_asked, self.asked_window)
        told_to, told = self._embed(b.told, is_told, self.told_window)
        title_to, _ = self._embed(b.titles, is_title, None)
        of_asked, of_told = is_asked[b.question], is_told[b.sentence]
        questions, sentences = asked[b.question], told[b.sentence]
        alike = torch.bmm(told_to[b.sentence], asked_to[b.question].transpose(1, 2))
        same = (b.told[b.sentence].unsqueeze(2) == b.asked[b.question].unsqueeze(1)).float()
        same = same * of_asked.unsqueeze(1)
        attention = self.heat * alike + self.same * same
        no_question, no_sentence = (~of_asked).unsqueeze(1), (~of_told).unsqueeze(2)

        met = torch.softmax(attention + no_question * _NEVER, dim=2) @ questions
        best = (alike + no_question * _NEVER).amax(2, keepdim=True)
        is_same = same.amax(2, keepdim=True)
        counts = self.token_weights[b.told.clamp(min=0)].unsqueeze(2)
        of_pair = counts[b.sentence]
        facts = [best, is_same, best * of_pair, is_same * of_pair]
        makes = self.told_self(torch.cat([_dropped(told, self.training), counts], 2))[b.sentence]
        makes = makes + self.told_met(torch.cat([met, sentences * met, *facts], 2))
        of_sentence = _pooled(functional.relu(makes), self.told_pool, of_told)

        weights = torch.softmax(attention + no_sentence * _NEVER, dim=1)
        met_by = weights.transpose(1, 2) @ sentences
        best_by, same_by = (alike + no_sentence * _NEVER).amax(1), same.amax(1)
        by_title = torch.bmm(title_to[b.group_title], asked_to[b.group_question].transpose(1, 2))
        by_title = (by_title + (~is_title[b.group_title]).unsqueeze(2) * _NEVER).amax(1)
        in_item = torch.maximum(by_title, _best(best_by, b.group, len(by_title)))[b.group]
        facts = [fact.unsqueeze(2) for fact in (best_by, same_by, in_item)]
        makes = self.asked_self(_dropped(asked, self.training))[b.question]
        makes = makes + self.asked_met(torch.cat([met_by, questions * met_by, *facts], 2))
        of_question = _pooled(functional.relu(makes), self.asked_pool, of_asked)

        share = self.token_weights[b.asked.clamp(min=0)] * is_asked
        share = (share / share.sum(1, keepdim=True).clamp(min=LEAST))[b.question]
        with_title = torch.maximum(best_by, by_title[b.group])
        facts = [(fact * share).sum(1) for fact in (best_by, same_by, with_title)]
        whole = _weighted(asked, self.asked_whole, is_asked)
        mean = (told.sum(1) / is_told.sum(1, keepdim=True))[b.sentence]
        asks = whole[b.question]
        wide = [
            of_sentence,
            of_question,
            asks,
            mean,
            asks * mean,
            torch.stack([*facts, b.place], 1),
        ]
        found = functional.relu(self.sentence(_dropped(torch.cat(wide, 1), self.training)))
        around = _dropped(torch.stack([*_beside(found, b.group)], 2), self.training)
        found = found + functional.relu(self.around(around.transpose(1, 2).flatten(1)))
        top = _best(found, b.group, len(by_title))
        beside = torch.cat([found, found - top[b.group]], 1)
        weighed = functional.relu(self.weigh(_dropped(beside, self.training)))
        scores = self.score(_dropped(weighed, self.training)).squeeze(1)
        none = torch.cat([_best(found, b.question, len(asked)), whole], 1)
        weighed = functional.relu(self.weigh_none(_dropped(none, self.training)))
        return scores, self.silent(weighed).squeeze(1)

    def _embed(
        self, tokens: Tensor, is_there: Tensor, window: nn.Linear | None
    ) -> tuple[Tensor, Tensor]:
        """The direction by which each token is matched, and its features, zeros where there is none."""
        ids = tokens.clamp(min=0)
        known = self.known[ids]
        counts = self.token_weights[ids].unsqueeze(2)
        features = torch.cat([known, self.own_vectors(ids), self.length[ids], counts], 2)
        features = functional.relu(self.join(_dropped(features, self.training)))
        features = features * is_there.unsqueeze(2)
        if window is not None:
            kept = _dropped(features, self.training)
            before, after = (
                functional.pad(kept, (0, 0, 1, 0))[:, :-1],
                functional.pad(kept, (0, 0, 0, 1))[:, 1:],
            )
            features = features + functional.relu(window(torch.cat([before, kept, after], 2)))
            features = features * is_there.unsqueeze(2)
        return functional.normalize(self.match(known), dim=2), features

    def layers(self, used: NDArray[np.bool_]) -> dict[str, NDArray[np.float16]]:
        """What `assistant.evidence.selection` reads; tokens that were not met have no vector of their own."""
        held = {n: t.detach().numpy().astype(np.float16) for n, t in self.state_dict().items()}
        own = held.pop("own_vectors.weight") * used[:, None]
        return {n: a for n, a in held.items() if n not in ("known", "length")} | {
            "own_vectors": own
        }


def _dropped(rows: Tensor, training: bool) -> Tensor:
    """The rows without some of their columns: the same for all tokens of a text, which is much faster."""
    if not training:
        return rows
    shape = (len(rows), *(1 for _ in rows.shape[1:-1]), rows.shape[-1])
    return rows * ((torch.rand(shape) >= _DROP) / (1 - _DROP))


def _weighted(rows: Tensor, weigh: nn.Linear, is_there: Tensor) -> Tensor:
    weights = torch.softmax(weigh(rows).squeeze(2) + ~is_there * _NEVER, dim=1)
    return torch.bmm(weights.unsqueeze(1), rows).squeeze(1)


def _pooled(rows: Tensor, weigh: nn.Linear, is_there: Tensor) -> Tensor:
    """The weighted mean of the tokens of each text beside the highest; no row is below zero."""
    return torch.cat([_weighted(rows, weigh, is_there), (rows * is_there.unsqueeze(2)).amax(1)], 1)


def _best(rows: Tensor, owner: Tensor, owners: int) -> Tensor:
    to = owner.unsqueeze(1).expand_as(rows)
    empty = torch.zeros(owners, rows.shape[1])
    return empty.scatter_reduce(0, to, rows, "amax", include_self=False)


def _beside(rows: Tensor, group: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The row before each in its group, the row, and the one after it."""
    follows = (group[1:] == group[:-1]).float().unsqueeze(1)
    before = functional.pad(rows[:-1] * follows, (0, 0, 1, 0))
    return before, rows, functional.pad(rows[1:] * follows, (0, 0, 0, 1))


class Reading:
    """Makes batches of questions; beside its own passage so many choose in another."""

    def __init__(self, passages: Passages, encoder: StaticEncoder, beside: float = _BESIDE) -> None:
        self._passages, self._encoder, self._beside = passages, encoder, beside
        self._rng = np.random.default_rng(SEED)
        self._known: dict[str, NDArray[np.int64]] = {}

    def tokens(self, texts: Iterable[str]) -> list[NDArray[np.int64]]:
        """What is read of each text."""
        texts = list(texts)
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, tokens_of(new, self._encoder), strict=True))
        return [self._known[text] for text in texts]

    def batches(self, examples: Sequence[Asked]) -> Iterator[list[Asked]]:
        """All questions once, those of passages that are alike together."""
        of_passage: dict[int, list[Asked]] = {}
        for example in examples:
            of_passage.setdefault(example.passage, []).append(example)
        left = dict.fromkeys(self._rng.permutation(list(of_passage)).tolist())
        order: list[Asked] = []
        while left:
            first = next(iter(left))
            like = [n for n in self._passages.like[first].tolist() if n in left]
            together = [first, *like[: _TOGETHER - 1]]
            for number in together:
                del left[number]
            asked = [example for number in together for example in of_passage[number]]
            order += [asked[i] for i in self._rng.permutation(len(asked))]
        starts = self._rng.permutation(range(0, len(order), _BATCH))
        yield from (order[start : start + _BATCH] for start in starts)

    def batch(self, examples: Sequence[Asked]) -> Batch:
        """The questions with their passages, and some with one that is like it."""
        present = {example.passage for example in examples}
        told: dict[str, int] = {}
        titles: dict[str, int] = {}
        pairs: list[tuple[int, int, int, float, bool]] = []
        groups: list[tuple[int, int]] = []
        for number, example in enumerate(examples):
            chosen = [(example.passage, example.right)]
            if self._rng.random() < self._beside:
                like = self._passages.like[example.passage].tolist()
                other = int(self._rng.choice([n for n in like if n in present] or like))
                chosen.append((other, np.zeros(len(self._passages.sentences[other]), bool)))
            for passage, right in chosen:
                sentences = self._passages.sentences[passage]
                title = self._passages.topics[passage]
                for i, (sentence, answers) in enumerate(zip(sentences, right, strict=True)):
                    at = told.setdefault(sentence, len(told))
                    pairs.append((at, number, len(groups), i / len(sentences), bool(answers)))
                groups.append((number, titles.setdefault(title, len(titles))))
        of_pairs = [torch.tensor(column) for column in zip(*pairs, strict=True)]
        of_groups = [torch.tensor(column) for column in zip(*groups, strict=True)]
        return Batch(
            padded(self.tokens(example.question for example in examples)),
            padded(self.tokens(told)),
            padded(self.tokens(titles)),
            *of_pairs[:3],
            *of_groups,
            *of_pairs[3:],
        )


def learn(
    passages: Sequence[AskedPassage], encoder: StaticEncoder, rounds: int = _ROUNDS
) -> dict[str, NDArray[Any]]:
    """The layers that put the answering sentences, or none, before the others."""
    held = Passages.of(passages, encoder)
    reading, examples = Reading(held, encoder), chosen_among(passages)
    told = reading.tokens({text for sentences in held.sentences for text in sentences})
    used = np.zeros(encoder.vocabulary_size, dtype=bool)
    used[np.concatenate([*told, *reading.tokens(e.question for e in examples)])] = True
    network = Network(encoder, rarity(told, encoder.vocabulary_size))

    def loss(chosen: Sequence[Asked]) -> Tensor:
        batch = reading.batch(chosen)
        scores, silent = network(batch)
        return _loss(scores, silent, batch)

    steps = rounds * -(-len(examples) // _BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), _PACE, (0.9, 0.98), weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _PACE, steps + 1, pct_start=0.1)
    batches = (batch for _ in range(rounds) for batch in reading.batches(examples))
    teach(map(loss, track(batches, "selection", steps)), schedule, longest=1.0)
    return network.layers(used)


def _loss(scores: Tensor, silent: Tensor, batch: Batch) -> Tensor:
    """That none of the sentences answers is one more row of each question."""
    answered = batch.question[batch.right]
    none = torch.ones(len(silent), dtype=torch.bool).index_fill(0, answered, False)
    owner = torch.cat([batch.question, torch.arange(len(silent))])
    right = torch.cat([batch.right, none])
    return first_losses(torch.cat([scores, silent]), owner, right, len(silent)).mean()


def measure(model: Selection, passages: Sequence[AskedPassage]) -> tuple[list[float], float, float]:
    """Whether the best sentence answers, of each question with an answer; chance; and the AUC.

    The area under the curve is how often the best score of a question that is answered is above
    that of one that is not.
    """
    firsts, chance, tops = [], [], []
    for asked in chosen_among(passages):
        topic = passages[asked.passage].topic
        ((scores,),) = model.scores([asked.question], [(topic, asked.sentences)])
        tops.append((bool(asked.right.any()), float(scores.max())))
        if asked.right.any():
            firsts.append(float(asked.right[int(np.argmax(scores))]))
            chance.append(float(asked.right.mean()))
    return firsts, float(np.mean(chance)), float(roc_auc_score(*zip(*tops, strict=True)))


def main() -> None:
    """Learn, measure and write the file that ships."""
    torch.set_num_threads(2)
    passages, encoder = read_asked_passages(), shipped_encoder()
    learnt, held_out = parted(passages)
    save(_FILE, learn(learnt, encoder), fingerprint(passages, encoder))
    firsts, chance, area = measure(Selection.load(_FILE, encoder), held_out)
    sys.stdout.write(
        f"{len(chosen_among(learnt)):,} questions, {_FILE.stat().st_size / 1e6:.1f} MB\n"
        f"best sentence right, {len(firsts):,} questions of topics held out: "
        f"{interval(firsts)}, chance {chance:.3f}\n"
        f"answered told from not answered: AUC {area:.3f}\n"
    )


if __name__ == "__main__":
    main()
