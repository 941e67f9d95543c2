"""What minutes cannot tell: opinions, advice, the future, who said what, other municipalities."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from assistant.patterns import all_matches

# Names of municipalities that are everyday words too.
_ALSO_WORDS = frozenset({"vejen", "skive", "greve", "odder", "lejre"})


def limit_of(text: str) -> str | None:
    """What it asks for that no minutes tell: "opinion" (advice and prophecy too), "private", or None.

    >>> limit_of("Hvad synes du om planen?"), limit_of("Hvad mener udvalget?")
    ('opinion', None)
    """
    found = all_matches("limits.tsv", text)
    return next((limit for limit in ("private", "opinion") if limit in found), None)


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


def _forms(word: str) -> tuple[str, ...]:
    """A word and what it is the genitive of; () for a small word that is also a name."""
    if word[0].islower() and word in _ALSO_WORDS:
        return ()
    lowered = word.lower()
    return (lowered, lowered.removesuffix("s"))


@cache
def _municipalities() -> dict[str, str]:
    """Each name by its lower case."""
    text = (files("assistant") / "municipalities.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name.lower(): name for line in lines for name in line.split()}
