"""A demand on a sentence, and what the sentence says beyond the words of the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from assistant.types import Evidence
from assistant.wording.counting import is_same_word
from index.danish.analysis import Token, tokens

# Of what tells it, these tell it best, by so much in logits: "§ 17, stk. 4" is no
# amount beside kroner, "udvalget" no name beside "Lone Krabsen".
EXACT = {"amount": 2.0, "free": 2.0, "person": 2.0, "agent": 2.5, "deadline": 0.75}
TOTAL = 2.0
# A name of several words behind another word: the first of a sentence has a capital anyway.
_LONG_NAME = re.compile(r"(?<=[\wæøå,] )[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]+)+")


@dataclass(frozen=True, slots=True)
class Demand:
    """Whether a sentence tells it, what it gains by telling exactly it, and what is said when none does.

    `gain` is in logits. What is told `of_the_case` is said of all of it, whatever words the sentence shares.
    """

    tells: Callable[[Evidence], bool]
    gain: Callable[[str], float]
    missing: str
    of_the_case: bool = False


def has_word(thing: Token, quote: str) -> bool:
    """Whether a sentence has this word, in whatever form."""
    return any(is_same_word(thing, token) for token in tokens(quote))


def without_stems(stems: Collection[str], quote: str) -> str:
    """A sentence without the words of these stems, each as a dash.

    A name of several words stays whole where one of them is of no such stem: "Norup Brugsforening" is not Norup.
    """
    kept = [
        m.span()
        for m in _LONG_NAME.finditer(quote)
        if not all(_stem(word) in stems for word in m[0].split())
    ]

    def blanked(found: re.Match[str]) -> str:
        is_kept = any(start <= found.start() < end for start, end in kept)
        return "–" if not is_kept and _stem(found[0]) in stems else found[0]

    return re.sub(r"[\wæøåÆØÅ]+(?:-[\wæøåÆØÅ]+)*", blanked, quote)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    found = tokens(word)
    return found[0].stem if found else word
