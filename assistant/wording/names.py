"""Names of persons in a text, told from names of places and organisations."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from assistant.wording.patterns import each_match

_THING = re.compile(
    r"(?i)\b\w*(?:skole|vej|gade|plads|park|hus|center|centret|råd|rådet|udvalg|udvalget|kommune|byråd|forening"
    r"|gård|gården|museum|bibliotek|kro|havn|havnen|børnehave|festival|selskab|energi|vandværk|vest|øst|syd|nord|sø"
    r"|klub|idrætscenter|svømmehal|hallen|plejecenter|botilbud|botilbuddet|ø|å|bro|by|kirke|mose|skov|strand|fjord)s?\b"
)
_CAPITALISED = r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøåéüö]+)?"
_PAIR = re.compile(rf"\b({_CAPITALISED}(?: (?:[A-ZÆØÅ]\. )?{_CAPITALISED})+)\b")
_QUESTION_WORD = re.compile(
    r"^(?:Hvad|Hvem|Hvorfor|Hvornår|Hvor|Har|Er|Var|Deltog|Mødte|Sad|Stemte|Kom|Fik|Blev) "
)
# "Lone Krabsen (A)", "borgmesteren (V)"
_PARTY = re.compile(r"\w \([A-ZÆØÅ]{1,2}\)")

# Streets and places that are called after persons: "Marie Krabs Vej".
_PLACE_END = re.compile(
    r"s (?:Vej|Gade|Plads|Allé|Torv|Skole|Hus|Park|Have|Center|Boulevard|Kirke)$"
)
# One name, or several joined: "Mosevang", "Thorsted & Søn", "Sundets Minibusser".
_NAME = re.compile(rf"{_CAPITALISED}(?: (?:& |og )?{_CAPITALISED})*(?: (?:A/S|ApS|I/S|K/S))?")
# What marks an entry of a list: "c) ", "2. ", "At 2) ".
_MARK = re.compile(r"\s*(?:[Aa]t )?(?:[a-zæøå]|\d{1,2})[.)] +")
# Names one by one, and two that begin a sentence.
_NAMES = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED})*")
_TWO_NAMES = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED})*(?:,| og| samt) {_CAPITALISED}")
_AMID = re.compile(rf"(?<=[a-zæøå,] )({_CAPITALISED})")


def people_in(text: str) -> list[str]:
    """The persons that a question names in full.

    >>> people_in("Hvad mente Søren Hvidkjær om Vindebro Skole?")
    ['Søren Hvidkjær']
    """
    names = [_QUESTION_WORD.sub("", pair) for pair in _PAIR.findall(text)]
    return [name for name in names if " " in name and not _THING.search(name)]


def names_a_person(sentence: str) -> bool:
    """Whether a sentence names a person: by a given name before another name, or by a party.

    A title may stand before the given name, and a street may be called after a person.

    >>> names_a_person("Lone Krabsen bød velkommen."), names_a_person("Lindebo Vest åbner.")
    (True, False)
    >>> names_a_person("Rektor Lone Krabsen bød velkommen."), names_a_person("Marie Krabs Vej")
    (True, False)
    """
    return bool(_PARTY.search(sentence) or _persons(sentence))


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, however its first letter is written.

    >>> is_given_name("søren"), is_given_name("naboen")
    (True, False)
    """
    return word.capitalize() in _given_names()


def names_without_persons(sentence: str, elsewhere: str = "") -> list[str]:
    """The proper names of a sentence that are neither a person's nor a body's.

    A word that begins a sentence is a name where another follows it, or where
    it is written so `elsewhere` amid a sentence; one that is called a department there
    ("Afdelingen for Kultur") is a body.

    >>> names_without_persons("Lone Krabsen (A) mente, at Sundets Minibusser kører for Byrådet.")
    ['Sundets Minibusser']
    >>> names_without_persons("Rentetilbud er indhentet."), names_without_persons("c) Biler.")
    ([], [])
    """
    text = sentence
    for person in _persons(text):
        text = text.replace(person, "")
    for match in each_match("naming.tsv", "no_name", text):
        text = text.replace(match[0], " " * len(match[0]))
    amid = set(_AMID.findall(elsewhere))
    found = []
    for match in _NAME.finditer(text):
        before = text[: match.start()]
        begins = bool(_MARK.fullmatch(before)) or not re.search(r"[\wæøå,)] +$", before)
        name = match[0]
        is_body = re.search(rf"\w(?:en|et) for {re.escape(name)}\b", elsewhere)
        if (not begins or " " in name or name in amid) and not is_body:
            found.append(name)
    return found


def names_amid(sentence: str) -> list[str]:
    """The proper names of a sentence, or of a row of a table, that are neither a person's nor a body's.

    The word that begins a sentence is none, unless another name follows it.

    >>> names_amid("Der mangler en bænk i Vestermark og Nybølle."), names_amid("Der mangler en bænk.")
    (['Vestermark', 'Nybølle'], [])
    >>> names_amid("Vestermark og Nybølle får en bænk."), names_amid("Nybølle 14.000 kr")
    (['Vestermark', 'Nybølle'], ['Nybølle'])
    """
    text = sentence
    for person in _persons(text):
        text = text.replace(person, " " * len(person))
    for match in each_match("naming.tsv", "no_place", text):
        text = text.replace(match[0], " " * len(match[0]))
    is_row = not sentence.endswith((".", ":"))
    begins = 0 if is_row or _TWO_NAMES.match(text) else 1
    return [m[0] for m in _NAMES.finditer(text) if m.start() >= begins]


def _persons(sentence: str) -> list[str]:
    """The runs of capitalised words that hold a given name before another, streets left out."""
    return [
        pair
        for pair in _PAIR.findall(sentence)
        if any(word in _given_names() for word in pair.split()[:-1]) and not _PLACE_END.search(pair)
    ]


@cache
def _given_names() -> frozenset[str]:
    text = (files("assistant.wording") / "given_names.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())
