"""Wordings kept as data: tables of a name, a tab and a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def first_match(table: str, text: str) -> str | None:
    """The name on the first line of a table whose pattern occurs in the text, else None."""
    return next((name for name, pattern in _rows(table) if pattern.search(text)), None)


def all_matches(table: str, text: str) -> list[str]:
    """The names of a table with a pattern that occurs in the text, each once, in order."""
    return list(dict.fromkeys(name for name, pattern in _rows(table) if pattern.search(text)))


def match_of(table: str, name: str, text: str) -> re.Match[str] | None:
    """Where the first pattern of this name that occurs in the text does, else None."""
    found = (pattern.search(text) for row, pattern in _rows(table) if row == name)
    return next((match for match in found if match), None)


def each_match(table: str, name: str, text: str) -> Iterator[re.Match[str]]:
    """Every place where a pattern of this name occurs in the text."""
    for row, pattern in _rows(table):
        if row == name:
            yield from pattern.finditer(text)


@cache
def weights(table: str) -> Mapping[str, float]:
    """A table of a name, a tab and a number."""
    text = (files("assistant") / table).read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(number) for name, number in lines}


def holds(name: str, text: str) -> bool:
    """Whether the text has one of the wordings of this name (`wordings.tsv`).

    >>> holds("amount", "Der afsættes 4,5 mio. kr."), holds("amount", "1.140 underskrifter")
    (True, False)
    """
    return match_of("wordings.tsv", name, text) is not None


@cache
def _rows(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("assistant") / table).read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in lines)
