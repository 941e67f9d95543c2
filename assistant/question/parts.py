"""Questions that ask the same of two things or more: "Hvad kostede hallen i 2017 og i 2021?".

What is joined is known by its shape, which both sides share: "i Østerby" and "i Vesterby", "hallen i
Østerby" and "museet i Vesterby", "på drift" and "på anlæg". Each part is the question with one of
them alone; what stands before and behind belongs to all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.wording.patterns import each_match, match_of
from index.danish.words import is_known

_TABLE = "parts.tsv"
# So many words may be joined on each side.
_MOST_WORDS = 6
_WORD = re.compile(
    r"(?P<year>(?:19|20)\d\d(?:/\d\d)?)(?![\w.])"
    r"|(?P<lettered>(?i:model|forslag|alternativ|scenarie|placering|variant|etape|rute|zone) (?:[A-ZÆØÅ]|\d+|[IVX]+)\b)"
    r"|(?P<name>[A-ZÆØÅ][\wæøå/-]+[\wæøå](?: [A-ZÆØÅ][\wæøå/-]*[\wæøå])*)(?![\w-])"
    r"|(?P<lead>\b(?i:i|på|ved|fra|til|for|hos|om|af|under|gennem|pr\.)(?![\w-]))"
    r"|(?P<pointing>\b(?i:den|det|de|en|et|dem)(?![\w-]))"
    r"|(?P<word>[\w§][^\s,;:?!]*)"
    r"|(?P<mark>[,;:?!]|\S)"
)
# What is asked of one thing in place of what compares it with another.
_ALONE = {
    "each": "",
    "price": "Hvad koster ",
    "price_of_doing": "Hvad koster det ",
    "much": "Hvor meget {what} er der ",
    "many": "Hvor mange {what} er der ",
    "most": "Hvor meget {what} ",
    "how_high": "Hvor høj var {what}",
    "difference": "Hvad var ",
}
# "Fra Østerby til Vesterby" is one way.
_ENDS = frozenset({"fra", "til"})
# "Hallen" is a thing, "Kultur" the name of a field.
_DEFINITE = ("en", "et", "ne", "na")
_SPECIFIC = frozenset({"year", "lettered", "name"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked: the question of it alone, the words that the others have not, and its words."""

    text: str
    own: tuple[str, ...]
    named: str


@dataclass(frozen=True, slots=True)
class _Word:
    shape: str
    text: str
    start: int
    end: int


def joined_parts(text: str) -> tuple[Part, ...]:
    """The parts of a question that asks the same of several things, () for others.

    >>> [part.text for part in joined_parts("Hvad kostede hallen i 2017 og museet i 2021?")]
    ['Hvad kostede hallen i 2017?', 'Hvad kostede museet i 2021?']
    >>> [part.text for part in joined_parts("Hvad er dyrest: skolen i Nordby eller i Sønderby?")]
    ['Hvad koster skolen i Nordby?', 'Hvad koster skolen i Sønderby?']
    >>> [part.own for part in joined_parts("Hvor mange biler kører der gennem Nordby og Sønderby?")]
    [('Nordby',), ('Sønderby',)]
    >>> joined_parts("Hvornår bygges stien mellem Nordby og Sønderby?")
    ()
    """
    beside = _years_beside(text)
    if beside:
        return beside
    for name in ("again", "joint"):
        for joint in each_match(_TABLE, name, text):
            sides = _sides(text, joint.start(), joint.end(), name == "again")
            if sides:
                return _parts(text, *sides)
    return ()


def _years_beside(text: str) -> tuple[Part, ...]:
    """The parts of a question that sets the year before or after beside the one that it names.

    >>> [part.text for part in joined_parts("Hvad kostede hallen i 2021 sammenlignet med året før?")]
    ['Hvad kostede hallen i 2021?', 'Hvad kostede hallen i 2020?']
    """
    beside = match_of(_TABLE, "year_beside", text)
    if beside is None:
        return ()
    year = beside["year"]
    other = str(int(year) + (1 if beside["way"].lower() == "efter" else -1))
    first = text[: beside.start("clause")] + text[beside.end("clause") :]
    second = f"{first[: beside.start('year')]}{other}{first[beside.end('year') :]}"
    return tuple(
        Part(_of_one(asked), (own,), f"i {own}") for asked, own in ((first, year), (second, other))
    )


def _sides(
    text: str, start: int, end: int, is_all: bool
) -> tuple[list[list[_Word]], list[_Word], int] | None:
    """What is joined before a joint, each by itself, what behind it, and where what is shared goes on."""
    before, behind = _words(text[:start], 0), _clause(_words(text[end:], end))
    pointing = _pointing(behind)
    right = behind[pointing:]
    for count in range(min(len(right), len(before), _MOST_WORDS), 0, -1):
        other, one = right[:count], before[-count:]
        if is_all and count < len(right):
            continue
        if _alike(one, other) and not _is_one(text[: other[-1].end], one, other):
            return _listed(before, count), other, other[-1].end
    return None


def _is_one(text: str, one: Sequence[_Word], other: Sequence[_Word]) -> bool:
    """Whether two ends, or two words of a name, are one thing: "mellem Nordby og Sønderby", "Teknik og Miljø"."""
    if match_of(_TABLE, "between", text[: one[0].start]):
        return True
    words = [text[w.start : w.end] for w in (*one, *other)]
    return (
        text[one[-1].end : other[0].start] == " og "
        and len(words) == 2
        and all(is_known(word.lower()) and not word.endswith(_DEFINITE) for word in words)
    )


def _clause(words: Sequence[_Word]) -> list[_Word]:
    """The words up to the first mark."""
    end = next((i for i, word in enumerate(words) if word.shape == "mark"), len(words))
    return list(words[:end])


def _pointing(words: Sequence[_Word]) -> int:
    """How many words only point back to the thing: "en i Vesterby", "de nye i 2021"."""
    if not words or words[0].shape != "pointing":
        return 0
    lead = next((i for i, word in enumerate(words) if word.shape == "lead"), 0)
    return lead if lead <= 2 else 0


def _alike(one: Sequence[_Word], other: Sequence[_Word]) -> bool:
    """Whether two runs of words have the same shape, and something that tells them apart."""
    if [w.shape for w in one] != [w.shape for w in other] or "mark" in {w.shape for w in one}:
        return False
    differ = [a for a, b in zip(one, other, strict=True) if a.text != b.text]
    leads = [(a.text, b.text) for a, b in zip(one, other, strict=True) if a.shape == "lead"]
    if any(a != b and {a, b} & _ENDS for a, b in leads):
        return False
    if any(w.shape in _SPECIFIC for w in differ):
        return True
    is_led = len(one) == 2 and one[0].shape == "lead" and one[0].text == other[0].text
    return is_led and bool(differ)


def _listed(before: Sequence[_Word], count: int) -> list[list[_Word]]:
    """The last so many words, and those that stand before them with a comma between: "2019, 2020"."""
    found, end = [list(before[-count:])], len(before) - count
    while end > count and before[end - 1].text == ",":
        one = list(before[end - 1 - count : end - 1])
        if not _alike(one, found[0]):
            break
        found, end = [one, *found], end - 1 - count
    return found


def _parts(
    text: str, firsts: Sequence[Sequence[_Word]], last: Sequence[_Word], end: int
) -> tuple[Part, ...]:
    prefix, suffix = text[: firsts[0][0].start], text[end:]
    sides = [*firsts, last]
    found = []
    for side in sides:
        others = {w.text for other in sides if other is not side for w in other}
        own = tuple(w.text for w in side if w.shape != "lead" and w.text not in others)
        named = text[side[0].start : side[-1].end]
        found.append(Part(_of_one(f"{prefix}{named}{suffix}"), own, named))
    return tuple(found)


def _of_one(text: str) -> str:
    """The question asked of one thing: without what compares, or says that each is meant.

    >>> _of_one("Hvad er dyrest: Solhallen?"), _of_one("Hvor er der flest biler, i Nordby?")
    ('Hvad koster Solhallen?', 'Hvor mange biler er der i Nordby?')
    """
    for name, asked in _ALONE.items():
        if match := match_of(_TABLE, name, text):
            one = asked.format(**match.groupdict())
            return _of_one(f"{text[: match.start()]}{one}{text[match.end() :]}")
    return text


def _words(text: str, offset: int) -> list[_Word]:
    return [
        _Word(
            match.lastgroup or "mark", match.group(), match.start() + offset, match.end() + offset
        )
        for match in _WORD.finditer(text)
    ]
