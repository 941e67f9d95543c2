"""Misspelt and wrongly parted words of a question, mended by the archive's own words.

Only a word that occurs nowhere in the archive and that the dictionary does not
know is mended: "skraldespand" is right, also where the minutes never say it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from index.danish.analysis import Token, content_token, content_tokens, fold
from index.danish.words import compound_parts, is_known, stem
from index.search.expansion import Expansion

# The terms of the archive that begin with some letters, each with how many
# passages have it.
Vocabulary = Callable[[str], Sequence[tuple[str, int]]]
# What `guesses` gives for a word, as whoever asks again keeps it.
Guessing = Callable[[Token], Sequence[tuple[str, int]]]

_SHORTEST = 4
# From this length on two slips are allowed; in shorter words two letters are another word.
_TWO_SLIPS = 7
_WEIGHTS = {0: 1.0, 1: 0.9, 2: 0.7}
_MAX_GUESSES = 2
# What a slip costs against being a common word: a word with one slip wins over
# one with two unless that is 20 times as common.
_SLIP_COST = 3.0
# What a stem may end in as a word.
_ENDINGS = ("", *"e en et er erne ene n t r ne s es ens ets de te ede".split())
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
# Small words as they are said; "vor", "de" and "el" are words themselves.
_AS_SAID = {
    "blir": "bliver",
    "gir": "giver",
    "ha": "have",
    "hva": "hvad",
    "hvorn": "hvordan",
    "ik": "ikke",
    "ikk": "ikke",
    "ka": "kan",
    "noed": "noget",
    "nogn": "nogen",
    "sir": "siger",
    "ska": "skal",
    "sku": "skulle",
    "tar": "tager",
    "vorfor": "hvorfor",
    "vornår": "hvornår",
}


def guesses(
    token: Token, occurs: Callable[[Token], bool], vocabulary: Vocabulary
) -> Sequence[tuple[str, int]]:
    """The archive's words that a misspelt one may stand for, with the slips, the likeliest first.

    >>> words = [("byggetillad", 12), ("bygge", 40)]
    >>> guesses(content_tokens("byggetiladelse")[0], lambda t: False, lambda prefix: words)
    [('byggetillad', 1)]
    """
    is_right = occurs(token) or not _is_strange(token)
    return [] if is_right else _nearest_terms(token.stem, vocabulary)


def mended(asked: Sequence[Token], guess: Guessing) -> list[Expansion]:
    """What misspelt words may stand for, of each the likeliest first.

    >>> found = mended(content_tokens("byggetiladelse"), lambda token: [("byggetillad", 1)])
    >>> [(e.official, e.weight) for e in found]
    [('byggetillad', 0.9)]
    """
    return [
        Expansion(term, frozenset({token.stem}), _WEIGHTS[slips], (Token(term, term, (term,)),))
        for token in asked
        for term, slips in guess(token)
    ]


def _is_strange(token: Token) -> bool:
    form = token.form
    if len(form) < _SHORTEST or not form.isalpha():
        return False
    return not is_known(form) and not compound_parts(form)


def _nearest_terms(stem: str, vocabulary: Vocabulary) -> list[tuple[str, int]]:
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


def respelled(text: str, occurs: Callable[[Token], bool], guess: Guessing) -> str:
    """The text with its misspelt words as the archive, or else the dictionary, spells them.

    Two words are made one where the archive has the one. What begins with a capital inside the
    text is a name and stays, as does every word that is known or occurs.

    >>> words = content_tokens("byggetilladelse juniorklub")
    >>> held = {token.stem for token in words}
    >>> respelled(
    ...     "hvornaar aabner junior klubben, og hva med byggetiladelsen",
    ...     lambda token: token.stem in held,
    ...     lambda token: [("byggetillad", 1)] if token.form == "byggetiladelsen" else [],
    ... )
    'hvornår åbner juniorklubben, og hvad med byggetilladelsen'
    """
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    end, joined = 0, False
    for at, word in enumerate(words):
        if joined:
            joined = False
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        whole = after and _joined(text, word, after, occurs)
        if whole and after:
            joined = True
            parts += [text[end : word.start()], whole]
            end = after.end()
        else:
            is_name = word[0][0].isupper() and text[: word.start()].strip() != ""
            right = word[0] if is_name else _right(word[0], occurs, guess)
            parts += [text[end : word.start()], right]
            end = word.end()
    return "".join([*parts, text[end:]])


def _joined(
    text: str, first: re.Match[str], second: re.Match[str], occurs: Callable[[Token], bool]
) -> str | None:
    """The compound that two words beside each other are, where the archive has it."""
    if text[first.end() : second.start()] != " " or not second[0].islower():
        return None
    tokens = [content_token(word[0]) for word in (first, second)]
    joined = joined_words([token for token in tokens if token], occurs)
    return first[0] + second[0] if joined else None


def _right(word: str, occurs: Callable[[Token], bool], guess: Guessing) -> str:
    """A word as it is spelt, itself where nothing better is known."""
    said = word.lower().strip("'’")
    if said in _AS_SAID:
        return _AS_SAID[said]
    form = fold(word)
    if form.startswith("hvor") and not is_known(form) and len(form) > 7 and is_known(form[4:]):
        return f"hvor {form[4:]}"
    token = content_token(word)
    if token is None or occurs(token) or not _is_strange(token) or _is_made(form):
        return word if form == word.lower() else form
    typed = {form, form.replace("ae", "æ").replace("oe", "ø")}
    found = (_form_of(term, slips, typed) for term, slips in guess(token))
    return next((f for f in found if f), None) or _nearest_known(form) or word


def _is_made(form: str) -> bool:
    """Whether a word that no dictionary has is made of known ones: "gamles", "småstederne"."""
    if form.endswith("s") and is_known(form[:-1]):
        return True
    cuts = range(_SHORTEST - 1, len(form) - _SHORTEST)
    return any(is_known(form[:cut]) and is_known(form[cut:]) for cut in cuts)


def _form_of(term: str, slips: int, typed: Collection[str]) -> str | None:
    """The word with this stem that is nearest to what was typed, None where it is too far from it.

    Of two that are as near the longer is meant: letters are left out more often than put in.
    """
    forms = {
        root + end for root in (term, term + term[-1:]) for end in _ENDINGS if end or root == term
    }
    known = [
        f for f in forms if f == term or ((is_known(f) or compound_parts(f)) and stem(f) == term)
    ]
    limit = max(slips, 1)
    far, _, form = min((min(edits(t, f, limit) for t in typed), -len(f), f) for f in known)
    if far > limit or (len(form) < _TWO_SLIPS and not any(_lacks(t, form) for t in typed)):
        return None
    return form


def _lacks(typed: str, form: str) -> bool:
    """Whether a letter was left out, doubled or swapped: of a short word another letter makes another."""
    if typed == form or (sorted(typed) == sorted(form)):
        return True
    if len(form) == len(typed) + 1:
        return any(form[:i] + form[i + 1 :] == typed for i in range(1, len(form)))
    return any(
        typed[i] == typed[i - 1] and typed[:i] + typed[i + 1 :] == form
        for i in range(1, len(typed))
    )


@lru_cache(maxsize=10_000)
def _nearest_known(typed: str) -> str | None:
    """The only word of the dictionary of which a letter was left out, doubled or swapped."""
    found = {word for word in _one_slip_from(typed) if is_known(word) and _lacks(typed, word)}
    return found.pop() if len(found) == 1 else None


def _one_slip_from(typed: str) -> Iterator[str]:
    """What may be meant where one letter was left out, doubled or swapped; the first is right."""
    for i in range(1, len(typed) + 1):
        before, after = typed[:i], typed[i:]
        yield from (before + letter + after for letter in _LETTERS)
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
