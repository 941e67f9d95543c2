"""How much of what a question is about a text covers.

A score from a search index cannot tell an answer from a near miss (AUROC .44
to .57): it says how well the best text matches, not what it lacks. Coverage
does: a question about the opening of a swimming hall is not covered by a text
in which no swimming hall occurs, however well the rest matches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.archive import Archive
from index.danish.analysis import Token, tokens
from index.search.expansion import Expansion

# What each way of meeting a word is worth. The official word for an everyday
# one is nearly as good as the word; a part of a compound says less.
_AS_PART = 0.85
_AS_OFFICIAL = 0.8
_IN_PARTS = 0.6
# "Evaluering", "flytning", "åbning": minutes make nouns of verbs.
_NOUN_ENDINGS = ("ering", "ning", "ing")
_MIN_ROOT = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their stems, and the stems of compounds' parts."""

    stems: frozenset[str]
    parts: frozenset[str]

    def __or__(self, other: Words) -> Words:
        return Words(self.stems | other.stems, self.parts | other.parts)


def words_of(text: str) -> Words:
    """The words of a text."""
    return _analysed(text)[0]


def forms_of(text: str) -> tuple[str, ...]:
    """The different words of a text as they stand, in order."""
    return _analysed(text)[1]


@lru_cache(maxsize=20_000)
def _analysed(text: str) -> tuple[Words, tuple[str, ...]]:
    found = tokens(text)
    words = Words(
        frozenset([token.stem for token in found]),
        frozenset([part for token in found for part in token.parts]),
    )
    return words, tuple(dict.fromkeys([token.form for token in found]))


@lru_cache(maxsize=20_000)
def roots_of(text: str) -> frozenset[str]:
    """The roots of all words of a text."""
    return frozenset(root for stem in words_of(text).stems for root in roots(stem))


def roots(stem: str) -> frozenset[str]:
    """A stem, and what is left of it without the ending that makes a verb a noun.

    >>> sorted(roots("evaluering") & roots("evalu")), sorted(roots("åbning") & roots("åbn"))
    (['evalu'], ['åbn'])
    """
    cut = (stem.removesuffix(end) for end in _NOUN_ENDINGS if stem.endswith(end))
    return frozenset((stem, *(root for root in cut if len(root) >= _MIN_ROOT)))


class Matcher:
    """Judges texts by the subject of one question."""

    def __init__(
        self,
        topic: Sequence[Token],
        idf: Callable[[Token], float],
        expansions: Sequence[Expansion] = (),
    ) -> None:
        """`expansions` are the official words for everyday ones of the topic."""
        self.topic = tuple(topic)
        self.expansions = tuple(expansions)
        self._idf = {token.stem: idf(token) for token in topic}
        self._official: dict[str, list[Expansion]] = {}
        for expansion in expansions:
            for stem in expansion.stands_for:
                self._official.setdefault(stem, []).append(expansion)
        official = (word for expansion in self.expansions for word in expansion.words)
        # All that a text can be met by: of most sentences little or nothing is left.
        self.stems = frozenset(
            stem
            for token in (*self.topic, *official)
            for stem in (token.stem, *token.parts, *token.otherwise_linked)
        )
        self._values: dict[Words, tuple[float, ...]] = {}

    @property
    def rarity(self) -> tuple[float, ...]:
        """The inverse document frequency of each word of the topic."""
        # With how likely each word is to be met where a question with it is answered ("mormor" seldom
        # is; Zhao & Callan, Term necessity prediction, CIKM 2010), learnt from the corpus, as a factor,
        # and all weights fitted anew, 1,394 instead of 1,400 of six development halves were right (2026-12).
        return tuple(self._idf[token.stem] for token in self.topic)

    def coverage(self, words: Words) -> float:
        """The share of the subject that the words cover, 0 to 1, rare words counting more.

        A question without a subject is covered by nothing.
        """
        total = sum(self._idf.values())
        if not total:
            return 0.0
        met = zip(self.topic, self.values(words), strict=True)
        return sum(self._idf[token.stem] * value for token, value in met) / total

    def values(self, words: Words) -> tuple[float, ...]:
        """How well the words meet each word of the subject, 0 to 1."""
        left = Words(words.stems & self.stems, words.parts & self.stems)
        found = self._values.get(left)
        if found is None:
            found = self._values[left] = tuple(self.match(token, left) for token in self.topic)
        return found

    def match(self, token: Token, words: Words) -> float:
        """How well the words meet one word of the subject, 0 to 1."""
        own = _match(token, words)
        if own == 1.0:
            return own
        official = (
            e.weight * sum(_match(word, words) for word in e.words) / len(e.words)
            for e in self._official.get(token.stem, ())
            if e.words
        )
        return max(own, _AS_OFFICIAL * max(official, default=0.0))

    def missing(self, words: Words) -> tuple[Token, ...]:
        """The words of the subject that are not met at all."""
        return tuple(token for token in self.topic if self.match(token, words) == 0)


def matcher_for(topic: Sequence[Token], archive: Archive, english: bool = False) -> Matcher:
    """The matcher of a subject, with what the archive's relations say stands for its words."""
    return Matcher(topic, archive.idf, archive.expand(topic, english))


def _match(token: Token, words: Words) -> float:
    if token.stem in words.stems or not token.otherwise_linked.isdisjoint(words.stems):
        return 1.0
    if token.stem in words.parts:
        return _AS_PART
    if token.is_compound:
        met = sum(part in words.parts for part in token.parts)
        # The last part is what the thing is: a "cykelsti" is a path.
        if met == len(token.parts):
            return _AS_PART
        return _IN_PARTS * met / len(token.parts) if token.parts[-1] in words.parts else 0.0
    return 0.0
