"""Everyday words to official ones: what a question also asks for.

"plejehjem" is called "plejecenter" in minutes, "tømme skraldespande" is
"affaldsordning". The relations are plain text (`encoder/synonyms.tsv`); a
weight well below 1 keeps own-word questions from drowning in them (at weight
1 they fell from .93 to .85 nDCG, at .5 not at all).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.danish.analysis import Token, content_tokens

WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Expansion:
    """Official words, and the stems of the question that they stand for."""

    words: tuple[Token, ...]
    stands_for: frozenset[str]


class Thesaurus:
    """Relations from what people say to what minutes say."""

    def __init__(self, relations: Sequence[tuple[str, str]]) -> None:
        self._by_stem: dict[str, list[Expansion]] = {}
        for lay, official in relations:
            stems = frozenset(token.stem for token in content_tokens(lay))
            words = tuple(content_tokens(official))
            if stems and words:
                # Kept under one of its stems; the others are checked when it is met.
                self._by_stem.setdefault(min(stems), []).append(Expansion(words, stems))

    def expand(self, tokens: Sequence[Token]) -> list[Expansion]:
        """The relations whose everyday side is wholly in the question, longest first.

        >>> thesaurus = Thesaurus([("tømme skraldespand", "affaldsordning")])
        >>> [e.words[0].form for e in thesaurus.expand(content_tokens("Hvem tømmer skraldespandene?"))]
        ['affaldsordning']
        """
        stems = {token.stem for token in tokens}
        found = [
            expansion
            for stem in sorted(stems)
            for expansion in self._by_stem.get(stem, ())
            if expansion.stands_for <= stems
        ]
        return sorted(found, key=lambda e: (-len(e.stands_for), e.words[0].form))


@cache
def thesaurus() -> Thesaurus:
    """The relations that ship with the project."""
    text = (files("index.encoder") / "synonyms.tsv").read_text("utf-8")
    return Thesaurus(parse_relations(text))


def parse_relations(text: str) -> list[tuple[str, str]]:
    """Lines of everyday words, tab, official words; # begins a comment."""
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(cells[0], cells[1]) for cells in lines if len(cells) == 2]


def by_stem(expansions: Sequence[Expansion]) -> Mapping[str, tuple[Token, ...]]:
    """For each stem of the question, the official words that stand for it."""
    found: dict[str, tuple[Token, ...]] = {}
    for expansion in expansions:
        for stem in expansion.stands_for:
            found[stem] = found.get(stem, ()) + expansion.words
    return found
