"""Learns which wordings tell what is asked, and measures it: python -m eval.telling.

Reads the invented passages of `index/encoder/corpus`, whose questions are marked with the
sentence that answers them, and writes `assistant/evidence/telling.npz` (see `assistant/evidence/telling.py`).
A tenth of the topics is held out: what is printed is how often the best sentence of their
passages is one that answers, beside chance. Seeded; two minutes on two cores. To be run
again when the corpus has changed; a test tells when it was not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn

from assistant.evidence import telling
from assistant.evidence.telling import Side, Telling, question_terms, sentence_terms
from eval.intervals import interval
from eval.teaching import (
    SEED,
    Asked,
    batches,
    fingerprint,
    first_losses,
    marked,
    parted,
    teach,
)
from index.encoder.corpus import AskedPassage, read_asked_passages

_FILE = Path(telling.__file__).with_name(telling.FILE)
# Less dropping learns the passages by heart (.5: held-out topics .654). With half of the longer
# items ranks of 32 and 64 gave .674 and .684, and .488 and .492 of `eval/judging` (2026-11).
_RANK, _DROP, _DECAY = 64, 0.6, 0.1
_ROUNDS, _BATCH, _PACE = 8, 256, 0.01
# Rarer terms tell of a passage, not of a wording.
_FEWEST_QUESTIONS, _FEWEST_SENTENCES = 6, 12


def chosen_among(passages: Iterable[AskedPassage]) -> list[Asked]:
    """The questions that some, but not all, of the sentences answer."""
    return [asked for asked in marked(passages) if asked.right.any() and not asked.right.all()]


class _Model(nn.Module):
    def __init__(self, questions: int, sentences: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(SEED)
        asked = torch.randn(questions, _RANK, generator=generator) * 0.05
        told = torch.randn(sentences, _RANK + 1, generator=generator) * 0.05
        told[:, -1] = 0
        self.asked = nn.EmbeddingBag.from_pretrained(asked, freeze=False, mode="sum")
        self.told = nn.EmbeddingBag.from_pretrained(told, freeze=False, mode="sum")

    def forward(self, asked: _Bags, told: _Bags, owner: Tensor) -> Tensor:
        """The score of each sentence for its question."""
        of_question = self.asked(*asked)[owner]
        of_sentence = self.told(*told)
        scores: Tensor = (of_question * of_sentence[:, :-1]).sum(dim=1) + of_sentence[:, -1]
        return scores


_Bags = tuple[Tensor, Tensor]


def learn(passages: Iterable[AskedPassage]) -> Telling:
    """The vectors that put the answering sentences before the others of their passages."""
    examples = chosen_among(passages)
    unlike = dict.fromkeys(text for e in examples for text in e.sentences)
    questions = _frequent((question_terms(e.question) for e in examples), _FEWEST_QUESTIONS)
    sentences = _frequent((sentence_terms(text) for text in unlike), _FEWEST_SENTENCES)
    asked = [_known(question_terms(e.question), questions) for e in examples]
    of_text = {text: _known(sentence_terms(text), sentences) for text in unlike}
    told = [[of_text[text] for text in e.sentences] for e in examples]

    model = _Model(len(questions), len(sentences))
    rng = np.random.default_rng(SEED)

    def loss(batch: NDArray[np.int64]) -> Tensor:
        owner = torch.from_numpy(np.repeat(np.arange(len(batch)), [len(told[i]) for i in batch]))
        scores = model(
            _bags([asked[i] for i in batch], rng),
            _bags([row for i in batch for row in told[i]], rng),
            owner,
        )
        right = torch.from_numpy(np.concatenate([examples[i].right for i in batch]))
        return first_losses(scores, owner, right, len(batch)).mean()

    steps = _ROUNDS * -(-len(examples) // _BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=_PACE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, steps)
    order = track(batches(len(examples), _BATCH, _ROUNDS, rng), "telling", steps)
    teach(map(loss, order), schedule)
    vectors = (part.weight.detach().numpy().copy() for part in (model.asked, model.told))
    return Telling(
        *(Side(list(t), v) for t, v in zip((questions, sentences), vectors, strict=True))
    )


def _frequent(texts: Iterable[set[str]], fewest: int) -> dict[str, int]:
    counts = Counter(term for terms in texts for term in terms)
    kept = sorted(term for term, count in counts.items() if count >= fewest)
    return {term: number for number, term in enumerate(kept)}


def _known(terms: set[str], numbers: dict[str, int]) -> NDArray[np.int64]:
    return np.array(sorted(numbers[t] for t in terms if t in numbers), dtype=np.int64)


def _bags(rows: Sequence[NDArray[np.int64]], rng: np.random.Generator) -> _Bags:
    """The rows as one, without the terms that are dropped, and where each begins."""
    kept = [row[rng.random(len(row)) > _DROP] for row in rows]
    starts = np.cumsum([0, *(len(row) for row in kept[:-1])])
    return torch.from_numpy(np.concatenate(kept)), torch.from_numpy(starts)


def measure(model: Telling, passages: Iterable[AskedPassage]) -> tuple[list[float], float]:
    """Whether the best sentence of each question answers it, as 0 or 1; and chance."""
    examples = chosen_among(passages)
    best = [int(np.argmax(model.scores(e.question, e.sentences))) for e in examples]
    firsts = [float(e.right[first]) for e, first in zip(examples, best, strict=True)]
    return firsts, float(np.mean([e.right.mean() for e in examples]))


def main() -> None:
    """Learn, measure and write the file that ships."""
    torch.set_num_threads(2)
    passages = read_asked_passages()
    learnt, held_out = parted(passages)
    model = learn(learnt)
    model.save(_FILE, fingerprint(passages))
    firsts, chance = measure(model, held_out)
    sys.stdout.write(
        f"{len(chosen_among(passages)):,} questions, {len(model.questions.terms):,} and "
        f"{len(model.sentences.terms):,} terms, {_FILE.stat().st_size / 1e6:.1f} MB\n"
        f"best sentence right, {len(firsts):,} questions of topics held out: "
        f"{interval(firsts)}, chance {chance:.3f}\n"
    )


if __name__ == "__main__":
    main()
