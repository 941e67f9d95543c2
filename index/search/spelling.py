"""Misspelt and wrongly parted words of a question, mended by the archive's own words.

Only a word that occurs nowhere in the archive and that the dictionary does not
know is mended: "skraldespand" is right, also where the minutes never say it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from index.danish.analysis import Token, content_tokens
from index.danish.words import compound_parts, is_known
from index.search.expansion import Expansion

# The terms of the archive that begin with some letters, each with how many
# passages have it.
Vocabulary = Callable[[str], Sequence[tuple[str, int]]]

_SHORTEST = 4
# From this length on two slips are allowed; in shorter words two letters are another word.
_TWO_SLIPS = 7
_WEIGHTS = {0: 1.0, 1: 0.9, 2: 0.7}
_MAX_GUESSES = 2
# What a slip costs against being a common word: a word with one slip wins over
# one with two unless that is 20 times as common.
_SLIP_COST = 3.0


def mended(
    asked: Sequence[Token], occurs: Callable[[Token], bool], vocabulary: Vocabulary
) -> list[Expansion]:
    """The archive's words that misspelt ones may stand for, the likeliest first.

    >>> words = [("byggetillad", 12), ("bygge", 40)]
    >>> found = mended(content_tokens("byggetiladelse"), lambda t: False, lambda prefix: words)
    >>> [(e.official, e.weight) for e in found]
    [('byggetillad', 0.9)]
    """
    return [
        Expansion(term, frozenset({token.stem}), _WEIGHTS[slips], (Token(term, term, (term,)),))
        for token in asked
        if _is_strange(token) and not occurs(token)
        for term, slips in _guesses(token.stem, vocabulary)
    ]


def _is_strange(token: Token) -> bool:
    form = token.form
    if len(form) < _SHORTEST or not form.isalpha():
        return False
    return not is_known(form) and not compound_parts(form)


def _guesses(stem: str, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    allowed = 2 if len(stem) >= _TWO_SLIPS else 1
    found: dict[str, tuple[float, int]] = {}
    for typed in {stem, stem.replace("ae", "æ").replace("oe", "ø")}:
        letters = set(typed)
        # The first letter is nearly always right.
        for term, count in vocabulary(typed[0]):
            if abs(len(term) - len(typed)) > allowed or len(letters ^ set(term)) > 2 * allowed:
                continue
            slips = edits(typed, term, allowed)
            if slips <= allowed:
                cost = _SLIP_COST * slips - math.log(count + 1)
                found[term] = min(found.get(term, (cost, slips)), (cost, slips))
    ordered = sorted(found.items(), key=lambda entry: (entry[1], entry[0]))
    return [(term, slips) for term, (_, slips) in ordered[:_MAX_GUESSES]]


def edits(one: str, other: str, limit: int) -> int:
    """Letters to insert, drop, change or swap with the next, or limit + 1 when more (Damerau 1964).

    >>> edits("skoel", "skole", 2), edits("plejehjem", "plejehem", 2), edits("vej", "havn", 2)
    (1, 1, 3)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        previous, row = row, [i]
        for j, wanted in enumerate(other, start=1):
            best = min(row[-1] + 1, previous[j] + 1, previous[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before = previous
    return min(row[-1], limit + 1)


def linked_otherwise(asked: Sequence[Token], occurs: Callable[[Token], bool]) -> list[Expansion]:
    """Compounds that the archive writes with another linking letter only ("ungdomskole").

    >>> words = content_tokens("en ungdomskole")
    >>> [e.official for e in linked_otherwise(words, lambda token: token.stem == "ungdomsskol")]
    ['ungdomsskol']
    """
    return [
        Expansion(term, frozenset({token.stem}), 1.0, (Token(term, term, token.parts),))
        for token in asked
        if token.is_compound and not occurs(token)
        for term in sorted(token.otherwise_linked)
        if occurs(Token(term, term, (term,)))
    ]


def joined_words(asked: Sequence[Token], occurs: Callable[[Token], bool]) -> list[Expansion]:
    """Compounds of the archive that were written as two words ("junior klubben").

    >>> words = content_tokens("hvad med junior klubben")
    >>> [e.official for e in joined_words(words, lambda token: token.stem == "juniorklub")]
    ['juniorklubben']
    """
    found = []
    for first, second in pairwise(asked):
        if not (first.form.isalpha() and second.form.isalpha()):
            continue
        if min(len(first.form), len(second.form)) < _SHORTEST - 1:
            continue
        word = first.form + second.form
        whole = content_tokens(word)
        if len(whole) == 1 and occurs(whole[0]):
            found.append(Expansion(word, frozenset({first.stem, second.stem}), 1.0))
    return found
