"""Parties by any of their names: what a title calls DD a citizen calls Danmarksdemokraterne."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from index.types import Span


def parties_in(text: str) -> frozenset[str]:
    """The letters of the parties that a text names, in full, shortened or by letter.

    >>> sorted(parties_in("KF og Radikale Venstre")), sorted(parties_in("Venstres gruppe"))
    (['B', 'C'], ['V'])
    """
    return frozenset(_letters()[match.group("name")] for match in _names().finditer(text))


def party_spans(text: str) -> list[Span]:
    """Where a text names parties."""
    return [Span(*match.span()) for match in _names().finditer(text)]


@cache
def _letters() -> Mapping[str, str]:
    text = (files("assistant") / "parties.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: letter for letter, names in lines for name in names.split("|")}


@cache
def _names() -> re.Pattern[str]:
    """The longest name first: "Radikale Venstre" is not Venstre."""
    names = sorted(_letters(), key=len, reverse=True)
    return re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, names))})s?(?!\w)")
