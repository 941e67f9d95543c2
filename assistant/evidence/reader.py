"""Reading: a question and an item, each word of both in its context.

Four layers of attention (Vaswani et al., 2017) read the item; the words of the question are read
beside it and look at the item too, but the item does not look at them, so that what it is read as
does not depend on what is asked (Cao et al., DeFormer, ACL 2020). A sentence is then as likely to
answer as it lies where the question points, as each word of the question finds its like in it
(Khattab and Zaharia, ColBERT, SIGIR 2020), and as sentences of its wording do. It competes with
the others of its item and with "none of them".

The layers know what an English network learnt of a thousand million pairs of texts, read through
Danish pieces of words: `READER.md` tells how it was made (`python -m eval.reader`), from what and
how well it does. `reader.onnx` has the layers, in whole numbers of one byte, and what compares the
words that come out of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.encoder.encoder import StaticEncoder, shipped_encoder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
_Ids = NDArray[np.int64]

FILE = "reader.onnx"
# What the network is given, in this order; see `Page.inputs`.
INPUTS = ("ids", "kinds", "places", "mask", "sentence", "of_sentence", "of_question", "asked")
# The name under which the file tells what it was taught on.
LEARNT_FROM = "learnt_from"
# Of a longer question, title or sentence the rest is not read.
MOST_OF_QUESTION, MOST_OF_TITLE, MOST_OF_SENTENCE = 32, 40, 80
# Of a longer item the likeliest sentences are read. With 128, 192, 256 and 384 tokens the best sentence
# answered .583 of 458 questions of two municipalities' development halves each time (2026-12).
MOST_OF_ITEM = 128
# Positions that the layers know.
MOST_POSITIONS = 512
# What a token is beside its piece: within a word, with a capital, of a question.
WITHIN, CAPITAL, ASKED = 1, 2, 4
KINDS = 8
# A token that does not see another.
UNSEEN = -1e4


@dataclass(frozen=True)
class Tokens:
    """The pieces of a text and what each is beside its piece (`WITHIN`, `CAPITAL`)."""

    ids: _Ids
    kinds: _Ids

    def first(self, most: int) -> Tokens:
        """Of a longer text its beginning."""
        return Tokens(self.ids[:most], self.kinds[:most])

    def __len__(self) -> int:
        return len(self.ids)


def tokens_of(texts: Sequence[str], encoder: StaticEncoder) -> list[Tokens]:
    """The pieces of each text as the encoder has them."""
    return [
        Tokens(
            np.array(ids, dtype=np.int64),
            np.array([_kind(text, start) for start in starts], dtype=np.int64),
        )
        for text, (ids, starts) in zip(texts, encoder.pieces(texts), strict=True)
    ]


def _kind(text: str, start: int) -> int:
    """What a piece that starts there is.

    >>> [_kind("Ny vej", start) for start in (0, 1, 3)]
    [2, 1, 0]
    """
    letter = text[start]
    within = start > 0 and letter.isalnum() and text[start - 1].isalnum()
    return WITHIN * within + CAPITAL * letter.isupper()


@dataclass(frozen=True)
class Page:
    """What is read at once: an item and a question of it, or several, in one row of tokens.

    `sentence` tells which sentence of the item each token is of, `question` which question; -1
    where it is of none. Of the arrays each has the shape (tokens,).
    """

    ids: _Ids
    kinds: _Ids
    places: _Ids
    sentence: _Ids
    question: _Ids

    @staticmethod
    def of(
        title: Tokens, sentences: Sequence[Tokens], questions: Sequence[Tokens], vocabulary: int
    ) -> Page:
        """Title, sentences and questions with marks between them, which have numbers of their own."""
        begin, end = marks_of(vocabulary)
        rows = [_row([begin, *title.ids, end], [0, *title.kinds, 0])]
        rows += [
            _row([*text.ids, end], [*text.kinds, 0], sentence=number)
            for number, text in enumerate(sentences)
        ]
        item = sum(row.shape[1] for row in rows)
        places = [np.arange(item)]
        for number, text in enumerate(questions):
            ids, kinds = [begin, *text.ids, end], [ASKED, *(text.kinds + ASKED), ASKED]
            rows.append(_row(ids, kinds, question=number))
            places.append(np.arange(len(ids)))
        ids, kinds, sentence, question = np.hstack(rows)
        return Page(
            ids, kinds, np.minimum(np.concatenate(places), MOST_POSITIONS - 1), sentence, question
        )

    @property
    def sentences(self) -> int:
        """How many sentences it has."""
        return int(self.sentence.max()) + 1

    @property
    def questions(self) -> int:
        """How many questions."""
        return int(self.question.max()) + 1

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Which token sees which, shape (tokens, tokens): all see the item, a question itself too."""
        own = (self.question[:, None] == self.question[None, :]) & (self.question >= 0)[:, None]
        return np.asarray(own | (self.question < 0)[None, :])

    def inputs(self, sentences: int, questions: int) -> dict[str, NDArray[Any]]:
        """`INPUTS`: the tokens, what is added where one does not see another, and whose each token is.

        `of_sentence` and `of_question` have a column for each of so many sentences and questions,
        1 where it is of it; `asked` are the places of the tokens of any question.
        """
        return {
            "ids": self.ids,
            "kinds": self.kinds,
            "places": self.places,
            "mask": np.where(self.seen, np.float32(0), np.float32(UNSEEN)),
            "sentence": self.sentence,
            "of_sentence": (self.sentence[:, None] == np.arange(sentences)).astype(np.float32),
            "of_question": (self.question[:, None] == np.arange(questions)).astype(np.float32),
            "asked": np.flatnonzero(self.question >= 0),
        }


def marks_of(vocabulary: int) -> tuple[int, int]:
    """The numbers of the marks that begin and end a text, behind those of the encoder's pieces."""
    return vocabulary, vocabulary + 1


def _row(ids: Sequence[int], kinds: Sequence[int], sentence: int = -1, question: int = -1) -> _Ids:
    numbers = [np.full(len(ids), number) for number in (sentence, question)]
    return np.array([ids, kinds, *numbers], dtype=np.int64)


class Reader:
    """Scores the sentences of items for a question. May be used from many threads."""

    def __init__(self, session: InferenceSession, encoder: StaticEncoder) -> None:
        """`session` runs what `eval.reader.export` wrote."""
        self._session = session
        self._encoder = encoder

    def scores(
        self, questions: Sequence[str], items: Iterable[tuple[str, Sequence[str], ArrayLike]]
    ) -> list[Floats]:
        """For each item, a title, sentences and how likely each seems: how likely each is to answer.

        A logit beside that of none in the item answering, shape (questions, sentences); several
        questions of the same items take little more time than one. Of an item that is too long the
        sentences that seem likeliest are read; the others get the lowest logit of these.
        """
        items = list(items)
        found = [np.zeros((len(questions), len(ss)), dtype=np.float32) for _, ss, _ in items]
        filled = [number for number, question in enumerate(questions) if question.strip()]
        if not filled:
            return found
        asked = tokens_of([questions[number] for number in filled], self._encoder)
        asked = [question.first(MOST_OF_QUESTION) for question in asked]
        titles = tokens_of([title for title, _, _ in items], self._encoder)
        texts = iter(tokens_of([s for _, ss, _ in items for s in ss], self._encoder))
        pages: list[tuple[int, list[int], Page]] = []
        for number, (_, sentences, likely) in enumerate(items):
            own = [next(texts).first(MOST_OF_SENTENCE) for _ in sentences]
            title = titles[number].first(MOST_OF_TITLE)
            read = chosen_of([len(text) for text in own], likely, MOST_OF_ITEM - len(title))
            if read:
                page = Page.of(title, [own[i] for i in read], asked, self._encoder.vocabulary_size)
                pages.append((number, read, page))
        # One page a processor takes half the time of all processors at one page.
        scored = _workers().map(self._scores, [page for _, _, page in pages])
        for (number, read, _), scores in zip(pages, scored, strict=True):
            found[number][filled] = scores.min(axis=1, keepdims=True)
            found[number][np.ix_(filled, read)] = scores
        return found

    def _scores(self, page: Page) -> Floats:
        """The logit of each sentence beside that of none, shape (questions, sentences)."""
        given = page.inputs(page.sentences, page.questions)
        scores, none = self._session.run(None, {name: a[None] for name, a in given.items()})
        return np.asarray(scores[0] - none[0][:, None])

    @property
    def learnt_from(self) -> str:
        """The fingerprint of what it was taught on."""
        return str(self._session.get_modelmeta().custom_metadata_map[LEARNT_FROM])

    @staticmethod
    def load(file: Path, encoder: StaticEncoder) -> Reader:
        """Read what `eval.reader` wrote."""
        import onnxruntime  # noqa: PLC0415 - a fifth of a second

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        # Every page has its own length.
        options.enable_mem_pattern = False
        session = onnxruntime.InferenceSession(
            str(file),
            options,
            providers=["CPUExecutionProvider"],
            # Its sum and norm in one take three times as long as the two apart (1.32).
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        return Reader(session, encoder)


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="reader")


def chosen_of(lengths: Sequence[int], likely: ArrayLike, most: int) -> list[int]:
    """The sentences that are read, in order: the likeliest that so many tokens hold, at least one.

    >>> chosen_of([5, 5, 5], [0.1, 0.9, 0.5], most=12)
    [1, 2]
    """
    read: list[int] = []
    used = 0
    for i in np.argsort(-np.asarray(likely, dtype=np.float64), kind="stable").tolist():
        length = lengths[i] + 1
        if not read or used + length <= most:
            used += length
            read.append(i)
    return sorted(read)


@cache
def shipped_reader() -> Reader:
    """The one that ships with the project."""
    with as_file(files("assistant.evidence") / FILE) as file:
        return Reader.load(file, shipped_encoder())
