"""Danish word forms: lemma, stem and the parts of compounds.

Lemmas come from simplemma's dictionary and stems from Snowball (PyStemmer);
measured on 147 forms they join 92 % of the pairs that belong together, the
stemmer alone 79 %. Neither splits compounds, which is where Danish search is
won: "modtagerklasse" must be found by "klasse".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import Stemmer

# Where the dictionary's first lemma is a rare word.
_LEMMA = {"børne": "barn", "skat": "skat", "skatten": "skat"}
# Kept by the caches: an archive of 100,000 passages has about this many forms.
_CACHE = 200_000


@cache
def _lexicon() -> Any:
    """Read simplemma's Danish dictionary, form to lemma (788,416 forms in 2.0)."""
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,  # half a second to load: not before it is needed
    )

    return DefaultDictionaryFactory().get_dictionary("da")


@cache
def _stemmer(language: str) -> Any:
    return Stemmer.Stemmer(language)


def is_known(word: str) -> bool:
    """Whether the dictionary has the word form."""
    # `in` raises and catches an error for each word that it lacks, which most parts are.
    return _lexicon().get(word) is not None


@lru_cache(maxsize=_CACHE)
def lemma(word: str) -> str:
    """The dictionary form; the last part decides for a compound that is not in it.

    >>> lemma("børnene"), lemma("plejehjemmene"), lemma("modtageklassernes")
    ('barn', 'plejehjem', 'modtageklasse')
    """
    found = _LEMMA.get(word) or _lexicon().get(word)
    if found is not None:
        return str(found).lower()
    for start in range(3, len(word) - 3):
        ending = word[start:]
        if len(ending) >= 4 and is_known(ending) and _can_begin(word[:start]):
            return word[:start] + str(_lexicon()[ending]).lower()
    return word


@lru_cache(maxsize=_CACHE)
def stem(word: str) -> str:
    """The Snowball stem of the lemma.

    >>> stem("budgettet") == stem("budget"), stem("byen") == stem("by")
    (True, True)
    """
    return snowball_stem(lemma(word))


def snowball_stem(word: str) -> str:
    """The Snowball stem of a word as it is, for measuring what the lemma adds."""
    return str(_stemmer("danish").stemWord(word))


def english_stem(word: str) -> str:
    """The Snowball stem of an English word.

    >>> english_stem("schools"), english_stem("voted")
    ('school', 'vote')
    """
    return str(_stemmer("english").stemWord(word))


# What stands first in a word without making it a compound, and fragments that
# the dictionary holds but that are endings.
_PREFIXES = frozenset(
    "af an be bi bort efter ene ens er fejl fem for foran forbi fore frem fra før gen gennem hen her hjem hvor "
    "ig ikke imod ind inde inden imellem ir is kon kun lige med mel mellem mere mis mod mon na ned nok non "
    "nu ny næst når og om omkring op oppe over per pro på re selv sam si sig som så til tre tvær und under ud "
    "uden ude ulv un van ved vel vi væk å alt alle al end den det der din han hun min sin man mig dig jeg".split()
)
_FRAGMENTS = frozenset(
    "ald als ant are art bar bel ber dan del dom els else ende ene ent era ere erne ers est ets fri gas ger "
    "hed hede heds iel ier ing inge inger ion ist ket kom lap lig lige lin lis men mer mes mus nel nen nes ner "
    "ning ninger ost par pel per pol pos rad rat ren res rum ser sel sen ses skab som tal tat tel ten ter tet "
    "tid tik tin tis ton tor ved vis yde ydelse ave ale ane ase ate ede ele eme ese ime ine ite ode ole ome "
    "one ore ote ure ute ive øre tive ative iske isk ist ister ering eret erende ring ringer ise iser isering".split()
) - frozenset("art del gas rum tal tid skab tin".split())
# Prefixes that are nouns as well, and end compounds.
_NOUNS = frozenset({"hjem", "dag", "mål", "vej"})
_VOWELS = frozenset("aeiouyæøå")
_MIN_WORD = 7
_MIN_PART = 3
# A part costs one, a short part more (it is found by chance more often).
_SHORT_COST = {3: 1.2, 4: 0.5, 5: 0.2}
_MAX_COST_PER_PART = 1.71


@lru_cache(maxsize=_CACHE)
def compound_parts(word: str) -> tuple[str, ...]:
    """The lemmas of the parts of a compound, () for a simple word.

    The cheapest way to write the word as dictionary words with nothing, "s"
    or "e" between.

    >>> compound_parts("affaldsindsamling"), compound_parts("børnehave")
    (('affald', 'indsamling'), ('barn', 'have'))
    >>> compound_parts("beslutning"), compound_parts("undervisning")
    ((), ())
    """
    whole = lemma(word)
    if "-" in whole:
        pieces = [piece for piece in whole.split("-") if piece]
        return tuple(lemma(piece) for piece in pieces) if len(pieces) > 1 else ()
    if len(whole) < _MIN_WORD or not whole.isalpha():
        return ()
    cost, parts = _split(whole, True)
    if len(parts) < 2 or cost / len(parts) > _MAX_COST_PER_PART:
        return ()
    return parts


@lru_cache(maxsize=_CACHE)
def _split(rest: str, first: bool) -> tuple[float, tuple[str, ...]]:
    """The cheapest parts of `rest` and their cost; infinite when there are none."""
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    if not first and _is_part(rest, last=True):
        best = (1 + _SHORT_COST.get(len(rest), 0.0), (lemma(rest),))
    for end in range(_MIN_PART, len(rest) - _MIN_PART + 1):
        part = rest[:end]
        if not _is_part(part, last=False) or (first and part in _PREFIXES):
            continue
        for glue in ("", "s", "e"):
            if not rest.startswith(glue, end) or len(rest) - end - len(glue) < _MIN_PART:
                continue
            cost, parts = _split(rest[end + len(glue) :], False)
            cost += 1 + _SHORT_COST.get(len(part), 0.0) + (0.05 if glue else 0.0)
            if cost < best[0]:
                best = (cost, (lemma(part), *parts))
    return best


def _is_part(text: str, last: bool) -> bool:
    if len(text) < _MIN_PART or text in _FRAGMENTS or (last and text in _PREFIXES - _NOUNS):
        return False
    return is_known(text) and not _VOWELS.isdisjoint(text)


def _can_begin(text: str) -> bool:
    """Whether a compound may begin so: dictionary words, perhaps with s or e behind."""
    return any(
        is_known(text.removesuffix(glue)) and len(text.removesuffix(glue)) >= _MIN_PART
        for glue in ("", "s", "e")
        if text.endswith(glue)
    )


# Letters that link the parts of a compound, or are left out between them.
_LINKS = ("", "s", "e", "er")


@lru_cache(maxsize=_CACHE)
def otherwise_linked(word: str, last: str) -> frozenset[str]:
    """A compound that ends in `last` as it may be written with another linking letter, or without one.

    >>> "modtageklas" in otherwise_linked("modtagerklas", "klas")
    True
    >>> "ungdomsskol" in otherwise_linked("ungdomskol", "skol")
    True
    >>> "havevand" in otherwise_linked("havvand", "vand")  # the garden's and the sea's
    False
    """
    first = word.removesuffix(last)
    if first == word or len(first) < _MIN_PART:
        return frozenset()
    roots = {first.removesuffix(link) for link in _LINKS}
    linked = {root + link for root in roots if len(root) >= _MIN_PART for link in _LINKS}
    return frozenset(other + last for other in linked - {first} if _is_same_first(first, other))


def _is_same_first(one: str, other: str) -> bool:
    """Whether two first parts may be the same word: not where both are words and not of one lemma.

    "Modtage" and "modtager" are: who does it is named by what is done.
    """
    if not (is_known(one) and is_known(other)) or lemma(one) == lemma(other):
        return True
    short, long = sorted((one, other), key=len)
    return short.endswith("e") and long == f"{short}r"
