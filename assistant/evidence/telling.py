"""Telling: how likely a sentence is to tell what a question asks, whatever it is about.

"Hvor længe" is told by "i to år", "hvem var imod" by "Enhedslisten stemte imod", "må jeg" by
"tilladt" or "kræver": which wordings tell what is learnt from the questions of
`index/encoder/corpus`, each of which is marked with the sentence that answers it, against the
other sentences of its passage. A question and a sentence are sums of one vector for each of
their words and pairs of words, and what they make of each other is the product of the sums
(a bilinear model of low rank: Bai et al., Supervised semantic indexing, CIKM 2009). What a
question is about is left to words and meaning (`assistant.evidence.sentences`).

`telling.npz` is made by `python -m eval.telling`, which prints how well it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FILE = "telling.npz"
_WORD = re.compile(r"[^\W_]+")
# A capital within a sentence: a name. Two together: most often a person.
_NAME = re.compile(r"(?<=[\w,»] )[A-ZÆØÅ]\w+")
_FULL_NAME = re.compile(r"(?<=[\w,»] )[A-ZÆØÅ]\w+ [A-ZÆØÅ]\w+")
_MANY_NAMES = 3
# Lengths of questions and of sentences are told apart in steps of so many words.
_STEP_ASKED, _STEP_TOLD, _LONGEST = 3, 6, 5
# Of whole numbers of one byte.
_LARGEST = 127
# Sentences whose vectors are kept: some tens of megabytes at most.
_MAX_KNOWN = 50_000


def _words(text: str) -> list[str]:
    """The words of a text in small letters, every number as 0.

    >>> _words("Pris: 3.400 kr. i 2024?")
    ['pris', '0', '0', 'kr', 'i', '0']
    """
    return ["0" if word.isdigit() else word for word in _WORD.findall(text.lower())]


def question_terms(text: str) -> set[str]:
    """What a question is told by: its words, its pairs of words, also over one word, and its beginning."""
    words = _words(text)
    terms = {*words, *_pairs(words)}
    terms.update(f"{a} _ {b}" for a, b in zip(words, words[2:], strict=False))
    terms.update(f"^{' '.join(words[:n])}" for n in (1, 2, 3))
    terms.add(f"#{min(len(words) // _STEP_ASKED, _LONGEST)}")
    if text.rstrip().endswith("?"):
        terms.add("?")
    return terms


def sentence_terms(text: str) -> set[str]:
    """What a sentence is told by: its words, pairs of words, beginning, names and length."""
    words = _words(text)
    terms = {*words, *_pairs(words)}
    if words:
        terms.add(f"^{words[0]}")
    if any(c.isdigit() for c in text):
        terms.add("#digit")
    names = len(_NAME.findall(text))
    if names:
        terms.add("#name")
    if names >= _MANY_NAMES:
        terms.add("#names")
    if _FULL_NAME.search(text):
        terms.add("#full name")
    terms.add(f"#{min(len(words) // _STEP_TOLD, _LONGEST)}")
    return terms


def _pairs(words: Sequence[str]) -> set[str]:
    return {f"{a} {b}" for a, b in pairwise(words)}


@dataclass(frozen=True)
class Side:
    """The terms of questions or of sentences and the vector of each, shape (terms, rank)."""

    terms: Sequence[str]
    vectors: Floats


class Telling:
    """Scores sentences for a question. May be used from many threads."""

    def __init__(self, questions: Side, sentences: Side) -> None:
        """The last column of the sentences' vectors is what a term counts whatever is asked."""
        self.questions, self.sentences = questions, sentences
        self._asked = {term: number for number, term in enumerate(questions.terms)}
        self._told = {term: number for number, term in enumerate(sentences.terms)}
        self._known: dict[str, Floats] = {}

    def scores(self, question: str, sentences: Sequence[str]) -> Floats:
        """How likely each sentence is to tell it, as a logit beside the others."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        asked = np.append(self._sum(self.questions, self._asked, question_terms(question)), 1.0)
        return np.stack([self._sentence(text) for text in sentences]) @ asked.astype(np.float32)

    def _sentence(self, text: str) -> Floats:
        held = self._known.get(text)
        if held is None:
            if len(self._known) > _MAX_KNOWN:
                self._known = {}
            held = self._sum(self.sentences, self._told, sentence_terms(text))
            self._known[text] = held
        return held

    @staticmethod
    def _sum(side: Side, numbers: dict[str, int], terms: set[str]) -> Floats:
        known = sorted(numbers[term] for term in terms if term in numbers)
        return np.asarray(side.vectors[known].sum(axis=0, dtype=np.float32))

    def save(self, file: Path, corpus: str) -> None:
        """Write it with the fingerprint of what it was learnt from."""
        asked, asked_steps = _rounded(self.questions.vectors)
        told, told_steps = _rounded(self.sentences.vectors)
        np.savez_compressed(
            file,
            question_terms=_bytes(self.questions.terms),
            question_vectors=asked,
            question_steps=asked_steps,
            sentence_terms=_bytes(self.sentences.terms),
            sentence_vectors=told,
            sentence_steps=told_steps,
            corpus=_bytes([corpus]),
        )

    @staticmethod
    def load(file: Path) -> Telling:
        """Read what `save` wrote."""
        with np.load(file) as held:
            return Telling(
                *(
                    Side(
                        bytes(held[f"{side}_terms"]).decode().split("\n"),
                        held[f"{side}_vectors"] * held[f"{side}_steps"],
                    )
                    for side in ("question", "sentence")
                )
            )


def _rounded(vectors: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Vectors as small whole numbers, and what one is in each column: half the room of halves."""
    steps = (np.abs(vectors).max(axis=0) / _LARGEST).astype(np.float32)
    return np.rint(vectors / np.where(steps > 0, steps, 1)).astype(np.int8), steps


def _bytes(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


@cache
def shipped_telling() -> Telling:
    """The one that ships with the project."""
    with as_file(files("assistant.evidence") / FILE) as file:
        return Telling.load(file)
