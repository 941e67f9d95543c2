"""Everyday words to official ones: what a question also asks for.

"plejehjem" is called "plejecenter" in minutes, "tømme skraldespand" is
"affaldsordning". The relations are plain text (`index/words/*.tsv`, and a
municipality's own `ord.tsv`), one a line: everyday words, official words, kind
and weight, parted by tabs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from index.danish.analysis import Token, content_tokens
from index.danish.words import english_stem

logger = logging.getLogger(__name__)

# A municipality's own words lie in its archive under this name.
OWN_WORDS = "ord.tsv"

# How far an official word of each kind may stand for the everyday one. The
# weight in the file says how sure the relation is; this how near it is.
KINDS: Mapping[str, float] = {
    "same": 1.0,
    "colloquial": 1.0,
    "older": 1.0,
    "narrower": 0.9,
    "broader": 0.9,
    "part": 0.8,
    "about": 0.8,
}
_DEFAULT_KIND, _DEFAULT_WEIGHT = "same", 0.8
# A translation is the same thing, and one English word has many.
_ENGLISH_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Relation:
    """What people say, what minutes call it, and how far the one stands for the other (0 to 1)."""

    lay: str
    official: str
    weight: float


@dataclass(frozen=True)
class Expansion:
    """Official words, the stems of the question that they stand for, and how well (0 to 1)."""

    official: str
    stands_for: frozenset[str]
    weight: float
    analysed: tuple[Token, ...] = ()

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The official words; analysed when they are met, since few of thousands are."""
        return self.analysed or tuple(content_tokens(self.official))


# What may stand for words of a question; the flag says that it is English.
Expand = Callable[[Sequence[Token], bool], list[Expansion]]


class Thesaurus:
    """Relations from what people say to what minutes say."""

    def __init__(
        self, relations: Sequence[Relation], translations: Sequence[Relation] = ()
    ) -> None:
        """Everyday Danish is met by Danish stems; `translations`, from English, by English ones."""
        self._relations = tuple(relations)
        self._translations = tuple(translations)

    @cached_property
    def _danish(self) -> Mapping[str, list[Expansion]]:
        return _by_longest(
            (relation, frozenset(token.stem for token in content_tokens(relation.lay)))
            for relation in self._relations
        )

    @cached_property
    def _english(self) -> Mapping[str, list[Expansion]]:
        return _by_longest(
            (relation, frozenset(english_stem(t.form) for t in content_tokens(relation.lay)))
            for relation in self._translations
        )

    def __add__(self, other: Thesaurus) -> Thesaurus:
        return Thesaurus(
            self._relations + other._relations, self._translations + other._translations
        )

    def expand(self, tokens: Sequence[Token], english: bool = False) -> list[Expansion]:
        """The relations whose everyday side is wholly among the words, longest and surest first.

        >>> thesaurus = Thesaurus([Relation("tømme skraldespand", "affaldsordning", 0.8)])
        >>> [e.official for e in thesaurus.expand(content_tokens("Hvem tømmer skraldespandene?"))]
        ['affaldsordning']
        """
        found = _met(self._danish, {token.stem: token.stem for token in tokens})
        if english:
            found += _met(self._english, {english_stem(token.form): token.stem for token in tokens})
        return sorted(found, key=lambda e: (-len(e.stands_for), -e.weight, e.official))


def _by_longest(
    relations: Iterable[tuple[Relation, frozenset[str]]],
) -> dict[str, list[Expansion]]:
    """Each relation under its longest stem; the others are checked when that one is met."""
    found: dict[str, list[Expansion]] = {}
    for relation, stems in relations:
        if stems:
            key = max(stems, key=lambda stem: (len(stem), stem))
            expansion = Expansion(relation.official, stems, relation.weight)
            found.setdefault(key, []).append(expansion)
    return found


def _met(relations: Mapping[str, list[Expansion]], stems: Mapping[str, str]) -> list[Expansion]:
    """The relations that are wholly met; `stems` gives what each is called in the question."""
    return [
        Expansion(e.official, frozenset(stems[stem] for stem in e.stands_for), e.weight)
        if any(stems[stem] != stem for stem in e.stands_for)
        else e
        for key in sorted(stems)
        for e in relations.get(key, ())
        if e.stands_for <= stems.keys()
    ]


@cache
def shipped_thesaurus() -> Thesaurus:
    """The relations that ship with the project."""
    folder = files("index.words")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".tsv"))
    texts = ((name, (folder / name).read_text("utf-8")) for name in names)
    terms = (files("index.encoder") / "municipal_terms.txt").read_text("utf-8")
    return Thesaurus(
        [relation for name, text in texts for relation in parse_relations(text, name)],
        parse_translations(terms),
    )


def thesaurus_for(folder: Path) -> Thesaurus:
    """The relations that ship, and those of the municipality's own file in `folder`, if any.

    The file is read again when it has changed.
    """
    own = folder / OWN_WORDS
    try:
        changed = own.stat().st_mtime_ns
    except OSError:
        return shipped_thesaurus()
    return _with_own(own, changed)


@lru_cache(maxsize=8)
def _with_own(file: Path, changed: int) -> Thesaurus:
    text = file.read_text("utf-8-sig", errors="replace")
    return shipped_thesaurus() + Thesaurus(parse_relations(text, str(file)))


def abbreviations_thesaurus(names: Mapping[str, Sequence[str]]) -> Thesaurus:
    """Abbreviations and the names they stand for, both ways."""
    return _both_ways(tuple((short, name) for short, long in names.items() for name in long))


@lru_cache(maxsize=8)
def _both_ways(pairs: tuple[tuple[str, str], ...]) -> Thesaurus:
    return Thesaurus([Relation(a, b, 1.0) for one in pairs for a, b in (one, one[::-1])])


def parse_relations(text: str, name: str) -> list[Relation]:
    """Lines of everyday words, official words, kind and weight; # begins a comment.

    Kind and weight may be left out. A line that cannot be read is passed over
    and told of in the log, with `name` and its number: one slip in a
    municipality's list must not stop its answers.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        relation = _relation(line)
        if relation is None:
            logger.warning("%s, line %d is not a relation and was passed over.", name, number)
        else:
            found.append(relation)
    return found


def _relation(line: str) -> Relation | None:
    cells = [cell.strip() for cell in line.split("\t")]
    lay, official, kind, weight = (*cells, *("", "")[: max(0, 4 - len(cells))], "", "")[:4]
    try:
        sureness = float(weight.replace(",", ".") or _DEFAULT_WEIGHT)
        nearness = KINDS[kind or _DEFAULT_KIND]
    except (ValueError, KeyError):
        return None
    if not lay or not official or not 0 < sureness <= 1:
        return None
    return Relation(lay, official, round(sureness * nearness, 3))


def parse_translations(text: str) -> list[Relation]:
    r"""Lines of a Danish term, a tab and its English; each English synonym is a relation.

    >>> [r.lay for r in parse_translations("cykelsti\tcycle path, bike path for children")]
    ['cycle path', 'bike path for children']
    """
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [
        Relation(english.strip(), cells[0], _ENGLISH_WEIGHT)
        for cells in lines
        if len(cells) == 2
        for english in cells[1].split(",")
        if english.strip()
    ]
