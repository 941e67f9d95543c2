"""Precedents: what minutes say where questions like this one were answered.

"Hvor kan jeg lufte min køter?" shares no word with an item on a dog forest, and
no single word of it may be near one. But people have put that question in other
ways: some of the invented questions of `index/encoder/corpus` share its words,
and the passages that answer those are worded as minutes are. What they say is
what an item about it is likely to say. (Relevance feedback from another
collection: Diaz and Metzler, SIGIR 2006. The more passages the better: everyday
questions had recall@5 .680 without them, .685 with a quarter of them, .705 with
half and .720 with all 4,275 of then; development half, cross-validated, 2026-11.)

`precedents.npz` is made from the corpus by `python -m eval.precedents`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.danish.analysis import Token
from index.search.forward import key_of

Floats = npt.NDArray[np.floating[Any]]
Ids = npt.NDArray[np.int64]

FILE = "precedents.npz"
# A part of a compound says less than the whole word. A simple word is its own
# part, so that it meets compounds.
_PART_WEIGHT = 0.45
MOST_PARTS = 4
# How many passages the words are taken from, and how much more the nearest count.
# Flat from 15 to 60 and from .07 to .2 (recall@5 .857 to .864, 2026-11).
_NEAREST = 30
_TEMPERATURE = 0.15
# BM25's k1: how soon a word that comes again tells nothing more.
_SATURATION = 1.2


def terms_of(token: Token) -> list[str]:
    """The terms of a word: its stem, and each of its parts with a + before it.

    >>> terms_of(Token("modtageklasse", "modtageklas", ("modtag", "klas")))
    ['modtageklas', '+modtag', '+klas']
    """
    return [token.stem, *(f"+{part}" for part in token.parts[:MOST_PARTS])]


def saturated(counts: npt.NDArray[Any]) -> Floats:
    """What a word counts that comes so many times."""
    return np.asarray(counts / (counts + _SATURATION))


@dataclass(frozen=True)
class Rows:
    """Terms of texts, one text after the other; text i has numbers[starts[i]:starts[i + 1]]."""

    numbers: Ids
    starts: Ids

    @property
    def texts(self) -> Ids:
        """The text of each number."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def rarity(self, terms: int) -> Floats:
        """BM25's inverse document frequency of each of so many terms, and that of an unseen one."""
        held = np.append(np.bincount(self.numbers, minlength=terms), 0)
        total = len(self.starts) - 1
        return np.asarray(np.log(1 + (total - held + 0.5) / (held + 0.5)))

    def lengths(self, weights: Floats) -> Floats:
        """The length of each text as a vector of these weights; 1 for an empty one."""
        squares = np.bincount(self.texts, weights**2, minlength=len(self.starts) - 1)
        return np.asarray(np.sqrt(np.where(squares > 0, squares, 1)))


@dataclass(frozen=True)
class Collection:
    """Invented questions and the passages that answer them, as numbers of terms.

    No number stands twice in a text. Questions of a passage stand together:
    `first_questions` is where each passage's begin. `counts` go with the
    passages' numbers.
    """

    terms: Sequence[str]
    questions: Rows
    passages: Rows
    counts: Ids
    first_questions: Ids

    def save(self, file: Path) -> None:
        """Write it, a number of two or four bytes where that is enough."""
        np.savez_compressed(
            file,
            terms=_bytes(self.terms),
            questions=self.questions.numbers.astype(np.int32),
            question_starts=self.questions.starts.astype(np.int32),
            passages=self.passages.numbers.astype(np.int32),
            passage_starts=self.passages.starts.astype(np.int32),
            counts=self.counts.astype(np.int16),
            first_questions=self.first_questions.astype(np.int32),
        )

    @staticmethod
    def load(file: Path) -> Collection:
        """Read what `save` wrote."""
        with np.load(file) as held:
            numbers = {name: held[name].astype(np.int64) for name in held.files}
            return Collection(
                bytes(held["terms"]).decode().split("\n"),
                Rows(numbers["questions"], numbers["question_starts"]),
                Rows(numbers["passages"], numbers["passage_starts"]),
                numbers["counts"],
                numbers["first_questions"],
            )


def _bytes(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


class _Keys:
    """Finds many keys of 32 bits at once, several times as fast as by halves."""

    def __init__(self, numbers: Mapping[int, int], unknown: int) -> None:
        rows = np.array(sorted(numbers.items()), dtype=np.int64).reshape(-1, 2)
        self._numbers = np.append(rows[:, 1], unknown)
        self._unknown = unknown
        self._keys = np.append(rows[:, 0], 2**32 - 1).astype(np.uint32)
        # Where those that begin with each 16 bits stand; keys are even over all of them.
        self._starts = np.searchsorted(rows[:, 0], np.arange(2**16 + 1) << 16)
        self._most = int(np.diff(self._starts).max())

    def numbers_of(self, keys: npt.NDArray[Any]) -> Ids:
        """The number of each key."""
        at = self._starts[keys >> 16]
        for _ in range(self._most):
            at = at + (self._keys[at] < keys)
        return np.where(self._keys[at] == keys, self._numbers[at], self._unknown)


class Precedents:
    """Finds the words that are likely where a question is answered.

    Terms are told by numbers. Two beyond those of the collection stand for a
    term that it does not know, and for none.
    """

    def __init__(self, collection: Collection) -> None:
        terms, questions, passages = collection.terms, collection.questions, collection.passages
        self._numbers = {term: number for number, term in enumerate(terms)}
        self._unknown, self._none = len(terms), len(terms) + 1
        self._questions = len(questions.starts) - 1
        self._first_questions = collection.first_questions
        part = np.array([_PART_WEIGHT if term[:1] == "+" else 1.0 for term in (*terms, "")])
        self._asked = part * questions.rarity(len(terms))
        # What each term of a text weighs.
        self.weights: Floats = np.append(part * passages.rarity(len(terms)), 0.0)

        order = np.argsort(questions.numbers, kind="stable")
        asked = self._asked[questions.numbers]
        self._posted = questions.texts[order]
        self._shares = (asked / questions.lengths(asked)[questions.texts])[order]
        self._postings = np.searchsorted(questions.numbers[order], np.arange(len(terms) + 1))

        held = saturated(collection.counts) * self.weights[passages.numbers]
        self._passages = passages
        self._held = held / passages.lengths(held)[passages.texts]

    def numbers(self, token: Token | None) -> list[int]:
        """The numbers of a word's terms, its stem's first; always as many."""
        found = [self._numbers.get(t, self._unknown) for t in terms_of(token)] if token else []
        return found + [self._none] * (1 + MOST_PARTS - len(found))

    def numbers_of(self, keys: npt.NDArray[Any], parts: bool = False) -> Ids:
        """The number of each stem or part, which are told by their keys (`index.search.forward`)."""
        return self._keys[parts].numbers_of(keys)

    @cached_property
    def _keys(self) -> tuple[_Keys, _Keys]:
        """The keys of stems with their numbers, and those of parts."""
        by_key: tuple[dict[int, int], dict[int, int]] = ({}, {})
        for term, number in self._numbers.items():
            by_key[term[:1] == "+"][key_of(term.removeprefix("+"))] = number
        return _Keys(by_key[0], self._unknown), _Keys(by_key[1], self._unknown)

    def likely(self, words: Sequence[Token]) -> Floats:
        """How likely each term is where the question is answered, as a vector of length 1.

        All zero when no known question shares a word with it.
        """
        found = self._nearness({n for word in words for n in self.numbers(word)})
        likely = np.zeros(len(self.weights))
        nearest = [at for at in np.argsort(-found)[:_NEAREST] if found[at] > 0]
        for at in nearest:
            row = slice(self._passages.starts[at], self._passages.starts[at + 1])
            share = np.exp((found[at] - found[nearest[0]]) / _TEMPERATURE)
            likely[self._passages.numbers[row]] += share * self._held[row]
        return likely / (np.linalg.norm(likely) or 1.0)

    def _nearness(self, asked: set[int]) -> Floats:
        """The cosine of each passage's nearest question."""
        cosines = np.zeros(self._questions)
        for term in sorted(asked - {self._unknown, self._none}):
            at = slice(self._postings[term], self._postings[term + 1])
            cosines[self._posted[at]] += self._asked[term] * self._shares[at]
        length = np.linalg.norm([self._asked[term] for term in asked - {self._none}])
        return np.maximum.reduceat(cosines, self._first_questions) / (length or 1.0)


@cache
def shipped_precedents() -> Precedents:
    """Those that ship with the project."""
    with as_file(files("assistant.retrieval") / FILE) as file:
        return Precedents(Collection.load(file))
