"""Names of persons in a text, told from names of places and organisations."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_THING = re.compile(
    r"(?i)\b\w*(?:skole|vej|gade|plads|park|hus|center|centret|råd|rådet|udvalg|udvalget|kommune|byråd|forening"
    r"|gård|gården|museum|bibliotek|kro|havn|havnen|børnehave|festival|selskab|energi|vandværk|vest|øst|syd|nord|sø"
    r"|klub|idrætscenter|svømmehal|hallen|plejecenter|botilbud|botilbuddet|ø|å|bro|by|kirke|mose|skov|strand|fjord)s?\b"
)
_CAPITALISED = r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøåéüö]+)?"
_PAIR = re.compile(rf"\b({_CAPITALISED}(?: (?:[A-ZÆØÅ]\. )?{_CAPITALISED})+)\b")
_QUESTION_WORD = re.compile(r"^(?:Hvad|Hvem|Hvorfor|Hvornår|Hvor|Har|Er|Var) ")
# "Lone Krabsen (A)", "borgmesteren (V)"
_PARTY = re.compile(r"\w \([A-ZÆØÅ]{1,2}\)")


def people_in(text: str) -> list[str]:
    """The persons that a question names in full.

    >>> people_in("Hvad mente Søren Hvidkjær om Vindebro Skole?")
    ['Søren Hvidkjær']
    """
    names = [_QUESTION_WORD.sub("", pair) for pair in _PAIR.findall(text)]
    return [name for name in names if " " in name and not _THING.search(name)]


def names_a_person(sentence: str) -> bool:
    """Whether a sentence names a person: by a given name before another name, or by a party.

    >>> names_a_person("Lone Krabsen bød velkommen."), names_a_person("Lindebo Vest åbner.")
    (True, False)
    """
    if _PARTY.search(sentence):
        return True
    return any(pair.split()[0] in _given_names() for pair in _PAIR.findall(sentence))


@cache
def _given_names() -> frozenset[str]:
    text = (files("assistant") / "given_names.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())
