"""Wordings kept as data: tables of a name, a tab and a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from index.danish.analysis import tokens


def first_match(table: str, text: str) -> str | None:
    """The name on the first line of a table whose pattern occurs in the text, else None."""
    return next((name for name, pattern in _rows(table) if pattern.search(text)), None)


def all_matches(table: str, text: str) -> list[str]:
    """The names of a table with a pattern that occurs in the text, each once, in order."""
    return list(dict.fromkeys(name for name, pattern in _rows(table) if pattern.search(text)))


def names_in(table: str) -> tuple[str, ...]:
    """The names of a table, each once, in order."""
    return tuple(dict.fromkeys(name for name, _ in pairs(table)))


def match_of(table: str, name: str, text: str) -> re.Match[str] | None:
    """Where the first pattern of this name that occurs in the text does, else None."""
    for pattern in _patterns(table).get(name, ()):
        if match := pattern.search(text):
            return match
    return None


def each_match(table: str, name: str, text: str) -> Iterator[re.Match[str]]:
    """Every place where a pattern of this name occurs in the text."""
    for pattern in _patterns(table).get(name, ()):
        yield from pattern.finditer(text)


def rows_of(table: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a name, one for each of its lines."""
    return _patterns(table).get(name, ())


@cache
def weights(table: str, package: str) -> Mapping[str, float]:
    """A table of a name, a tab and a number, that stands beside the modules of a package."""
    return {name: float(number) for name, number in pairs(table, package)}


@cache
def stems_of(words: str) -> frozenset[str]:
    """The stems of the words of a file: one or more a line, `#` begins a comment."""
    text = (files("assistant.wording") / words).read_text("utf-8")
    lines = (line.split("#")[0] for line in text.splitlines())
    return frozenset(token.stem for line in lines for token in tokens(line))


def pairs(table: str, package: str = "assistant.wording") -> Iterator[tuple[str, str]]:
    """The lines of a table as what stands before the tab and behind it."""
    text = (files(package) / table).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            before, behind = line.split("\t")
            yield before, behind


def holds(name: str, text: str) -> bool:
    """Whether the text has one of the wordings of this name (`wordings.tsv`).

    >>> holds("amount", "Der afsættes 4,5 mio. kr."), holds("amount", "1.140 underskrifter")
    (True, False)
    """
    return match_of("wordings.tsv", name, text) is not None


@cache
def _rows(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in pairs(table))


@cache
def _patterns(table: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """The patterns of each name, in order."""
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    for name, pattern in _rows(table):
        found[name] = (*found.get(name, ()), pattern)
    return found
