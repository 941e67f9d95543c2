"""What minutes cannot tell: opinions, advice, the future, who said what, other municipalities."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from assistant.wording.patterns import all_matches
from index.archive import Archive
from index.danish.analysis import fold
from index.types import Filters, SectionKind

_FRONTS_LOOKED_AT = 60
# Names of municipalities that are everyday words too.
_ALSO_WORDS = frozenset({"vejen", "skive", "greve", "odder", "lejre"})


def limit_of(text: str) -> str | None:
    """What it asks for that no minutes tell: "opinion" (advice and prophecy too), "private", "greeting", or None.

    >>> limit_of("Hvad synes du om planen?"), limit_of("Hvad mener udvalget?")
    ('opinion', None)
    """
    found = all_matches("limits.tsv", text)
    return next((limit for limit in ("private", "opinion", "greeting") if limit in found), None)


def asks_who_said(text: str) -> bool:
    """Whether it asks for what was said in the room.

    >>> asks_who_said("Hvad sagde Jens Hansen under debatten?"), asks_who_said("Hvad koster det?")
    (True, False)
    """
    return "said" in all_matches("limits.tsv", text)


def municipalities_in(text: str) -> list[str]:
    """The municipalities that a text names.

    >>> municipalities_in("Hvad er taksten i Aarhus Kommune?"), municipalities_in("på vejen")
    (['Aarhus'], [])
    """
    held = _municipalities()
    words = re.findall(r"[\wæøåÆØÅ-]+", text)
    names = [held.get(form) for word in words for form in _forms(word)]
    return list(dict.fromkeys(name for name in names if name))


def is_from(archive: Archive, municipality: str) -> bool:
    """Whether minutes of this municipality are held: a body, a file or a front names it."""
    name = fold(municipality)
    named = (*archive.body_names().bodies, *(d.name for d in archive.documents()))
    if any(name in fold(text) for text in named):
        return True
    fronts = (
        hit.passage.text
        for hit in archive.search(f"{municipality} Kommune", Filters(), _FRONTS_LOOKED_AT)
        if hit.passage.item_id is None or hit.passage.section is SectionKind.HEADER
    )
    return any(re.search(rf"\b{name} (?:kommune|byrad)", fold(text)) for text in fronts)


def is_of_another(text: str, municipality: str) -> bool:
    """Whether it asks what another municipality has done, and not what was said of it.

    >>> is_of_another("Hvad har Odense Kommune besluttet om natbusser?", "Odense")
    True
    >>> is_of_another("Er vi dyrere end Odense Kommune?", "Odense")
    False
    """
    named = rf"{municipality}s?\s+(?:kommune|byråd|kommunalbestyrelse)"
    return bool(
        re.search(rf"(?i)\b(?:har|vil|besluttede|vedtog|gør|mener) {named}\b", text)
        or re.search(rf"(?i)^\W*(?:har|vil|skal) {named}\b", text)
    )


def _forms(word: str) -> tuple[str, ...]:
    """A word and what it is the genitive of; () for a small word that is also a name."""
    if word[0].islower() and word in _ALSO_WORDS:
        return ()
    lowered = word.lower()
    return (lowered, lowered.removesuffix("s"))


@cache
def _municipalities() -> dict[str, str]:
    """Each name by its lower case."""
    text = (files("assistant.wording") / "municipalities.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name.lower(): name for line in lines for name in line.split()}
