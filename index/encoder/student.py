"""The student: one vector a token, and the losses that put them where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

# How sharply the right one must stand out in its batch; the usual value for
# sentence encoders of this size, and what the recipe was measured with.
TEMPERATURE = 0.05
# Softer where the pairs are few and seen many times over. In trials (2026-11) .1
# found more of what was held out than .07, but other settings differed as well.
PAIR_TEMPERATURE = 0.1
# How strongly the last lessons are held to what was learnt before.
_HELD = 1e-4
# Two sentences that the teacher places this close mean the same, and must not
# be pushed apart for standing in different lines of a file.
SAME_MEANING = 0.9
# A heading tells of the beginning of its text.
MAX_TOKENS = 64


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how hard each kind of material is trained on."""

    steps: int
    batch: int
    learning_rate: float
    english_weight: float
    title_weight: float
    synonym_weight: float
    question_weight: float
    finishing_steps: int
    finishing_rate: float
    seed: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Texts as token ids, one after the other; text i is ids[starts[i]:starts[i + 1]]."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Translated:
    """Texts in two languages and where the teacher puts them, row by row."""

    danish: Tokens
    english: Tokens
    targets: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Paired:
    """Texts that belong together; the groups are equal where two texts mean the same."""

    left: Tokens
    right: Tokens
    left_group: NDArray[np.int64]
    right_group: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Told:
    """Questions, and the sentences of the passages that they are put to.

    Each sentence stands there twice, alone and, in `titled`, under its topic.
    `answered` and `answer` are the rows of a question and of a sentence that
    answers it; the topics are those of questions and of sentences.
    """

    questions: Tokens
    sentences: Tokens
    titled: Tokens
    answered: NDArray[np.int64]
    answer: NDArray[np.int64]
    question_topics: NDArray[np.int64]
    sentence_topics: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything the student learns from.

    `asked` pairs questions with what answers them; `asked_topics` numbers the
    topic of each row.
    """

    translated: Translated
    titled: Paired
    synonyms: Paired
    asked: Paired
    asked_topics: NDArray[np.int64]
    told: Told


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> Tokens:
    """Turn texts into ids, at most MAX_TOKENS of each."""
    rows = [encoding.ids[:MAX_TOKENS] for encoding in tokenizer.encode_batch(list(texts))]
    starts = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)
    ids = np.fromiter((i for row in rows for i in row), dtype=np.int64, count=int(starts[-1]))
    return Tokens(ids, starts)


def pair(
    tokenizer: Tokenizer, texts: Sequence[tuple[str, str]], about: Sequence[tuple[str, str]]
) -> Paired:
    """Tokenize texts that belong together; rows whose `about` is equal are not set apart."""
    return Paired(
        tokenize(tokenizer, [left for left, _ in texts]),
        tokenize(tokenizer, [right for _, right in texts]),
        _groups([left for left, _ in about]),
        _groups([right for _, right in about]),
    )


class Student(nn.Module):
    """The mean of the tokens' vectors, of unit length; what StaticEmbedding computes."""

    def __init__(self, pieces: int, dimensions: int, seed: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(seed)
        # Small beside what training adds, so that a token that training never
        # meets weighs next to nothing in a mean.
        weight = torch.randn(pieces, dimensions, generator=generator) * 0.01
        self.bag = nn.EmbeddingBag.from_pretrained(weight, freeze=False, mode="mean")

    def forward(self, ids: NDArray[np.int64], offsets: NDArray[np.int64]) -> Tensor:
        """Encode texts, text i being ids[offsets[i]:offsets[i + 1]]; shape (n, dimensions)."""
        vectors: Tensor = self.bag(torch.from_numpy(ids), torch.from_numpy(offsets))
        return functional.normalize(vectors)

    def vectors(self) -> NDArray[np.float32]:
        """Give the tokens' vectors, shape (pieces, dimensions)."""
        return self.bag.weight.detach().numpy().copy()


def teach(student: Student, material: Material, schedule: Schedule) -> None:
    """Train the student in place."""
    rng = np.random.default_rng(schedule.seed)
    optimizer = torch.optim.Adam(student.parameters(), lr=schedule.learning_rate)
    decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, schedule.steps)
    translated = _batches(len(material.translated.targets), schedule.batch, rng)
    weighted = [
        (material.titled, schedule.title_weight),
        (material.synonyms, schedule.synonym_weight),
    ]
    paired = [
        # Half a batch: a title's body is some hundred words, and synonyms are few.
        (pairs, weight, _batches(len(pairs.left_group), schedule.batch // 2, rng))
        for pairs, weight in weighted
        if weight
    ]
    if schedule.question_weight:
        by_topic = _topic_batches(material.asked_topics, schedule.batch // 2, rng)
        paired.append((material.asked, schedule.question_weight, by_topic))
    for _ in track(range(schedule.steps), "student"):
        loss = _translation_loss(student, material.translated, next(translated), schedule)
        for pairs, weight, batches in paired:
            loss = loss + weight * _pair_loss(student, pairs, next(batches))
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        decay.step()


def finish(student: Student, told: Told, schedule: Schedule) -> None:
    """Teach it, last, which sentence of a passage answers, and not to forget the rest.

    All sentences of some topics are set against each other for each of their
    questions: those of the same passage, and near misses.
    """
    rng = np.random.default_rng(schedule.seed)
    optimizer = torch.optim.Adam(student.parameters(), lr=schedule.finishing_rate)
    decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, schedule.finishing_steps)
    before = student.bag.weight.detach().clone()
    batches = _topic_batches(told.question_topics, schedule.batch // 2, rng)
    for _ in track(range(schedule.finishing_steps), "sentences"):
        questions = next(batches)
        topics = np.unique(told.question_topics[questions])
        sentences = np.flatnonzero(np.isin(told.sentence_topics, topics))
        form = told.titled if rng.random() < 0.5 else told.sentences
        asked = student(*_draw(told.questions, questions))
        found = student(*_draw(form, sentences))
        scores = asked @ found.T / PAIR_TEMPERATURE
        right = _answers(told, questions, sentences)
        loss = _told_loss(scores, right) + _told_loss(scores.T, right.T)
        loss = loss + _HELD * ((student.bag.weight - before) ** 2).sum()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        decay.step()


def _answers(told: Told, questions: NDArray[np.int64], sentences: NDArray[np.int64]) -> Tensor:
    """Which of the sentences answer which of the questions, shape (questions, sentences)."""
    found = np.zeros((len(questions), len(sentences)), dtype=np.bool_)
    row = np.full(len(told.question_topics), -1)
    column = np.full(len(told.sentence_topics), -1)
    row[questions], column[sentences] = np.arange(len(questions)), np.arange(len(sentences))
    here = row[told.answered] >= 0
    found[row[told.answered[here]], column[told.answer[here]]] = True
    return torch.from_numpy(found)


def _told_loss(scores: Tensor, right: Tensor) -> Tensor:
    """The mean of minus the logarithm of the share of the right ones, over rows that have any."""
    kept = right.any(dim=1)
    shares = functional.log_softmax(scores[kept], dim=1).masked_fill(~right[kept], -torch.inf)
    return -torch.logsumexp(shares, dim=1).mean()


def _translation_loss(
    student: Student,
    translated: Translated,
    rows: NDArray[np.int64],
    schedule: Schedule,
) -> Tensor:
    """Pull both languages to the teacher's vector of the English text."""
    targets = torch.from_numpy(translated.targets[rows])
    same = targets @ targets.T > SAME_MEANING
    danish = student(*_draw(translated.danish, rows))
    loss = _distance(danish, targets) + _contrast(danish, targets, same)
    if schedule.english_weight:
        english = student(*_draw(translated.english, rows))
        loss = loss + schedule.english_weight * (
            _distance(english, targets) + _contrast(english, targets, same)
        )
    return loss


def _pair_loss(
    student: Student,
    paired: Paired,
    rows: NDArray[np.int64],
) -> Tensor:
    """Pull what belongs together closer than anything else in the batch, both ways."""
    left = student(*_draw(paired.left, rows))
    right = student(*_draw(paired.right, rows))
    same = torch.from_numpy(_equal(paired.left_group[rows]) | _equal(paired.right_group[rows]))
    forth = _contrast(left, right, same, PAIR_TEMPERATURE)
    return (forth + _contrast(right, left, same, PAIR_TEMPERATURE)) / 2


def _distance(vectors: Tensor, targets: Tensor) -> Tensor:
    return 1 - (vectors * targets).sum(dim=1).mean()


def _contrast(
    vectors: Tensor, targets: Tensor, same: Tensor, temperature: float = TEMPERATURE
) -> Tensor:
    """InfoNCE (van den Oord et al., 2018): row i must find target i among all of them.

    Other targets that mean the `same` (a matrix of booleans) are left out.
    """
    scores = vectors @ targets.T / temperature
    others = same & ~torch.eye(len(scores), dtype=torch.bool)
    return functional.cross_entropy(
        scores.masked_fill(others, -torch.inf), torch.arange(len(scores))
    )


def _batches(rows: int, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Go through shuffled rows again and again, `size` at a time (all, if there are fewer)."""
    size = min(rows, size)
    while True:
        order = rng.permutation(rows)
        for start in range(0, rows - size + 1, size):
            yield order[start : start + size]


def _topic_batches(
    topics: NDArray[np.int64], size: int, rng: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Draw topics until their rows fill a batch of about `size`, each topic once a round."""
    rows = [np.flatnonzero(topics == topic) for topic in np.unique(topics)]
    batch: list[NDArray[np.int64]] = []
    while True:
        for topic in rng.permutation(len(rows)):
            batch.append(rows[topic])
            if sum(map(len, batch)) >= min(size, len(topics)):
                yield np.concatenate(batch)
                batch = []


def _draw(texts: Tokens, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Take the ids of the rows, one text after the other, and where each begins."""
    first = texts.starts[rows]
    lengths = texts.starts[rows + 1] - first
    ends = np.cumsum(lengths)
    index = np.arange(ends[-1]) + np.repeat(first - ends + lengths, lengths)
    return texts.ids[index], ends - lengths


def _groups(texts: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(np.array([text.casefold() for text in texts]), return_inverse=True)[1]


def _equal(groups: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.equal.outer(groups, groups)
