"""Which agenda items are steps of one case, by their numbers or by what their titles share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.danish.analysis import Token, content_tokens
from index.parsing.text.case_numbers import case_key
from index.types import HeldItem

# How many words titles of one case share; how much of what is rare in the shorter one, where they name
# nothing and beside names; and how rare the rarest is (a word of a twentieth of all passages has 3).
_FEWEST, _MOST, _MOST_BESIDE_NAMES, _RARE = 2, 0.75, 0.5, 3.0
# Items that every meeting has are no case.
_ROUTINE = re.compile(
    r"(?i)(?:\d\S* )?(?:godkendelse af (?:dagsorden|referat)|meddelelser|orientering(?:er)?(?:$| fra| og| til)"
    r"|eventuelt|evt\b|spørgetid|velkomst|dagsorden|køb af ejendom|salg af ejendom|personsag|lukket)"
)
# A name begins with a capital behind another word.
_NAME = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][\wæøå]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_same_case(one: HeldItem, other: HeldItem, idf: Callable[[Token], float]) -> bool:
    """Whether two items are steps of one case: by its number, or by what their titles share.

    Titles of one case share a name and half of what is rare beside the names in the shorter one,
    or nearly all of it where they name nothing; those of two years or two places are siblings.
    `idf` tells how rare a word is.
    """
    if one.case_number and one.case_number == other.case_number:
        return True
    if not one.title or not other.title or _ROUTINE.match(one.title) or _ROUTINE.match(other.title):
        return False
    mine, theirs = _subject_of(one.title), _subject_of(other.title)
    if mine.words.keys() & theirs.words.keys() and _key(one) and _key(one) == _key(other):
        # One case may be numbered in the ways of two systems.
        return True
    if mine.years and theirs.years and mine.years.isdisjoint(theirs.years):
        return False
    if not (mine.names <= theirs.names or theirs.names <= mine.names):
        return False
    names = mine.names & theirs.names
    kinds = [
        {s: idf(t) for s, t in held.words.items() if s not in names} for held in (mine, theirs)
    ]
    shared = kinds[0].keys() & kinds[1].keys()
    if not shared or len(shared) + len(names) < _FEWEST:
        return False
    if max(kinds[0][s] for s in shared) < _RARE:
        return False
    shorter = min(sum(held.values()) for held in kinds)
    least = _MOST_BESIDE_NAMES if names else _MOST
    return sum(kinds[0][s] for s in shared) >= least * shorter


def _key(item: HeldItem) -> str | None:
    return case_key(item.case_number) if item.case_number else None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a title is about: its words by stem, its names and its years."""

    words: Mapping[str, Token]
    names: frozenset[str]
    years: frozenset[str]


@lru_cache(maxsize=20_000)
def _subject_of(title: str) -> _Subject:
    words = {token.stem: token for token in content_tokens(title) if token.form.isalpha()}
    # A title in capitals names nothing by them.
    named = [] if title.isupper() else _NAME.findall(title)
    names = frozenset(token.stem for name in named for token in content_tokens(name))
    return _Subject(words, names, frozenset(_YEAR.findall(title)))
