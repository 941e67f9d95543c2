"""Parties by any of their names: what a title calls DD a citizen calls Danmarksdemokraterne."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from assistant.wording.patterns import pairs
from index.types import Span

_NAME = re.compile(r"[A-ZÆØÅ][\wæøå’'-]+")


def parties_in(text: str) -> frozenset[str]:
    """The letters of the parties that a text names, in full, shortened or by letter.

    >>> sorted(parties_in("KF og Radikale Venstre")), sorted(parties_in("Venstres gruppe"))
    (['B', 'C'], ['V'])
    """
    return frozenset(_letters()[match.group("name")] for match in _names().finditer(text))


def naming(who: str) -> Callable[[str], bool] | None:
    """What tells that a text names these parties, or a person or a local list by its last name.

    None where nobody is named.

    >>> names_it = naming("Socialdemokratiet")
    >>> names_it is not None and names_it("A tog forbehold.")
    True
    >>> naming("udvalget") is None
    True
    """
    letters, names = parties_in(who), _NAME.findall(who)
    if letters:
        return lambda text: bool(letters & parties_in(text))
    if not names:
        return None
    last = re.compile(rf"\b{re.escape(names[-1].removesuffix('s'))}s?\b")
    return lambda text: bool(last.search(text))


def party_spans(text: str) -> list[Span]:
    """Where a text names parties."""
    return [Span(*match.span()) for match in _names().finditer(text)]


def named_in_full(text: str) -> str:
    """The parties of a text that names nothing but parties, in full; "" for others.

    >>> named_in_full("KF OG M"), named_in_full("Venstre"), named_in_full("EL og Viggo Jonasen")
    ('Det Konservative Folkeparti og Moderaterne', 'Venstre', '')
    """
    rest = re.sub(r"(?i)[\s,&]|\bog\b|s (?:byrådsgruppe|gruppe)\b", "", _names().sub("", text))
    full = {letter: names.split("|")[0] for letter, names in pairs("parties.tsv")}
    found = list(dict.fromkeys(_letters()[m.group("name")] for m in _names().finditer(text)))
    names = [full[letter] for letter in found]
    if rest or not names:
        return ""
    return " og ".join(filter(None, (", ".join(names[:-1]), names[-1])))


@cache
def _letters() -> Mapping[str, str]:
    return {name: letter for letter, names in pairs("parties.tsv") for name in names.split("|")}


@cache
def _names() -> re.Pattern[str]:
    """The longest name first: "Radikale Venstre" is not Venstre.

    A letter is a party's where it stands as one: in brackets, behind "Liste", in a
    list of letters or by itself, and not in "Anna M. Holm" or "A/S".
    """
    held = sorted(_letters(), key=len, reverse=True)
    names = "|".join(re.escape(name) for name in held if len(name) > 1)
    letters = "".join(name for name in held if len(name) == 1)
    return re.compile(rf"\b(?P<name>(?:{names})(?=s?(?!\w))|(?<![\w/.-])[{letters}](?![\w/.-]))s?")
