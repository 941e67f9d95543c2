"""Invented minutes in any number, with the words of the sample municipality.

A sentence is a walk over pairs of words that follow each other in the sample,
so frequent words are as frequent as there. An archive that grows also meets
new names and new compounds; a share of the nouns is made from syllables and of
words of the sample, frequent ones more often than rare ones (Zipf).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

# Passages of an item: three of background, one recommended, one decided.
PASSAGES_PER_ITEM = 5
ITEMS_PER_DOCUMENT = 12
_BACKGROUND, _RECOMMENDATION, _DECISION = (55, 95), (18, 40), (5, 24)
_TITLE = (3, 7)
# One word in so many is a new name or a new compound.
_NEW = 22
_NAMES = 60_000
_FIRST, _DAYS = date(2007, 1, 9), 6_800
_BODIES = (
    "Byrådet",
    "Økonomiudvalget",
    "Teknik- og Miljøudvalget",
    "Børne- og Skoleudvalget",
    "Kultur- og Fritidsudvalget",
    "Senior- og Omsorgsudvalget",
    "Social- og Arbejdsmarkedsudvalget",
)
_STARTS = "Birk Sø Ege Lille Nør Sønder Vester Øster Ravn Skov Kirke Hav Kær Bak Lang Hvid Mølle Dam Elle Gran".split()
_ENDS = "vej by gård parken lund bjerg holm vang skov dal høj stræde have strand toft rup sted lev næs bro".split()
_MIDDLES = " e er s a ing ske en el o um".split(" ")


@dataclass(frozen=True, slots=True)
class Words:
    """What the sample teaches: which word follows which, and the nouns that compounds are made of."""

    following: dict[str, list[str]]
    starts: list[str]
    nouns: list[str]

    @staticmethod
    def of(texts: Sequence[str]) -> Words:
        """Learn from the passages of an archive."""
        following: dict[str, list[str]] = {}
        starts: list[str] = []
        nouns: list[str] = []
        for text in texts:
            words = re.findall(r"[\wæøåÆØÅ][\w.,/-]*", text)
            if len(words) < 4:
                continue
            starts.append(words[0])
            for one, two in pairwise(words):
                following.setdefault(one, []).append(two)
            nouns += [word.lower() for word in words if word.isalpha() and len(word) > 4]
        return Words(following, starts, nouns)


class Writer:
    """Writes minutes; the same seed gives the same minutes."""

    def __init__(self, words: Words, seed: int) -> None:
        self._words = words
        self._random = random.Random(seed)
        self._names = [self._name() for _ in range(_NAMES)]
        self._weights = list(accumulate(1 / rank for rank in range(1, _NAMES + 1)))

    def write(self, folder: Path, passages: int) -> None:
        """Fill a folder with Markdown files that make about so many passages."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(max(1, round(passages / (PASSAGES_PER_ITEM * ITEMS_PER_DOCUMENT)))):
            (folder / f"{number:06}.md").write_text("\n\n".join(self._document()) + "\n", "utf-8")

    def _document(self) -> Iterator[str]:
        day = _FIRST + timedelta(days=self._random.randrange(_DAYS))
        yield f"# Referat – {self._random.choice(_BODIES)} {day:%d-%m-%Y}"
        for number in range(1, ITEMS_PER_DOCUMENT + 1):
            yield f"## {number}. {self._sentence(*_TITLE).rstrip('.')}"
            for heading, (low, high), times in (
                ("Sagsfremstilling", _BACKGROUND, PASSAGES_PER_ITEM - 2),
                ("Indstilling", _RECOMMENDATION, 1),
                ("Beslutning", _DECISION, 1),
            ):
                yield f"### {heading}"
                for _ in range(times):
                    yield self._paragraph(low, high)

    def _paragraph(self, low: int, high: int) -> str:
        left, sentences = self._random.randint(low, high), []
        while left > 0:
            length = min(left, self._random.randint(9, 22))
            sentences.append(self._sentence(length, length))
            left -= length
        return " ".join(sentences)

    def _sentence(self, low: int, high: int) -> str:
        word = self._random.choice(self._words.starts)
        words = [word]
        for _ in range(self._random.randint(low, high) - 1):
            word = self._random.choice(self._words.following.get(word) or self._words.starts)
            words.append(self._new() if self._random.randrange(_NEW) == 0 else word)
        text = re.sub(r"[.,;:]+(?= |$)", "", " ".join(words))
        return text[0].upper() + text[1:] + "."

    def _new(self) -> str:
        if self._random.random() < 0.5:
            return self._random.choices(self._names, cum_weights=self._weights)[0]
        one, two = self._random.choices(self._words.nouns, k=2)
        return one.rstrip("erns") + "s" + two if len(one) > 6 else one + two

    def _name(self) -> str:
        pick = self._random.choice
        return pick(_STARTS) + pick(_MIDDLES) + pick(_ENDS) + pick((" ", " ", "s ", "en ")).strip()
