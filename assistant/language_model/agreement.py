"""What a sentence must share with its sources besides numbers and names: what they are said of.

A number or a word can stand in the source and yet be said of something else:
"411 om placering og 740 om tømning" has the source's numbers the wrong way round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.wording.patterns import all_matches, holds, pairs
from index.danish.analysis import content_tokens, tokens

# Not what is denied, but another way to say that it is not so.
_INSTEAD = re.compile(r"(?i)\b(?:i stedet for|frem for|væk fra|undgå\w*|fritage\w*|instead of)\b")
_CLAUSES = re.compile(r"[,;:]|\b(?:men|og|but|and)\b")
# A word of a reason must be the source's own.
_REASON = re.compile(r"(?i)\b(?:fordi|da|idet|eftersom|på grund af|på trods af|because|due to)\b")
# "har udpeget" and "blev indført" tell what is done; "at udpege" and "indføres" what is to be.
_DONE = re.compile(
    r"(?i)\b(?:har|havde|blev|er blevet)\s+(?:\w+\s+){0,3}?(?P<word>\w{3,}(?:et|t|ede|te))\b"
)
_TO_BE = re.compile(r"(?:e|es|s)$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv)\b")
# How many more words a number must share with another's place than with its own to be misplaced.
_MISPLACED = 2
_PERSON = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)+")
# Where the votes for something end and those against it begin.
_SIDES = re.compile(r"(?<=[.;])\s|\b(?=Imod\b|imod stem|For(?::|(?: \w+)? stem)|Undlod\b)")
_VOTES = frozenset({"voted_for", "voted_against", "abstained"})


def adds_a_qualifier(said: str, source: str) -> bool:
    """Whether it holds a qualifier that the source does not.

    >>> adds_a_qualifier("Det koster 4 kr. månedligt", "Det koster 4 kr. årligt")
    True
    """
    return bool(
        set(all_matches("qualifiers.tsv", said)) - set(all_matches("qualifiers.tsv", source))
    )


def says_the_opposite(said: str, source: str) -> bool:
    """Whether it has a word where the source has only the opposite.

    >>> says_the_opposite("Efter den 1. maj", "Inden den 1. maj")
    True
    """
    return any(
        one.search(said)
        and not other.search(said)
        and other.search(source)
        and not one.search(source)
        for pair in _opposites()
        for one, other in (pair, pair[::-1])
    )


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    patterns = [re.compile(pattern, re.IGNORECASE) for _, pattern in pairs("opposites.tsv")]
    return tuple(zip(patterns[::2], patterns[1::2], strict=True))


def denies_otherwise(said: str, source: str, nearest: str) -> bool:
    """Whether it denies what its sources do not, or leaves out a denial of the nearest sentence.

    >>> denies_otherwise("Det er ikke vedtaget", "Det er vedtaget", "Det er vedtaget")
    True
    >>> text = "Puljen bruges i byen og ikke ved havnen"
    >>> denies_otherwise("Puljen bruges ved havnen og ikke i byen", text, text)
    True
    """
    own, held = _denied(said), _denied(source)
    if any(clause and not any(clause & other for other in held) for clause in own):
        return True
    if len([c for c in own if not c]) > len([c for c in held if not c]):
        return True
    words = _stems(said)
    return any(
        len(clause & words) >= max(1, len(clause) / 2) and not any(clause & other for other in own)
        for clause in _denied(nearest)
    )


def _denied(text: str) -> list[frozenset[str]]:
    """The words of each clause that is denied."""
    denied = []
    for clause in _CLAUSES.split(text):
        instead = _INSTEAD.search(clause)
        if instead:
            denied.append(frozenset(_stems(clause[instead.end() :])))
        elif holds("denial", clause):
            denied.append(frozenset(_stems(clause)))
    return denied


def gives_another_reason(said: str, unmet: Sequence[str]) -> bool:
    """Whether a word that no source has stands in a reason.

    >>> gives_another_reason("Hun gik på grund af sygdom", ["sygdom"])
    True
    """
    match = _REASON.search(said)
    return match is not None and any(word in said[match.end() :].lower() for word in unmet)


def tells_as_done(said: str, source: str) -> bool:
    """Whether it tells as done what the source tells as to be done.

    >>> tells_as_done("Udvalget har udpeget seks borgere", "Udvalget bemyndiges til at udpege seks borgere")
    True
    """
    held: dict[str, list[str]] = {}
    for token in tokens(source):
        held.setdefault(token.stem, []).append(token.form)
    for match in _DONE.finditer(said):
        for token in tokens(match.group("word")):
            forms = held.get(token.stem)
            if forms and token.form not in forms and all(map(_TO_BE.search, forms)):
                return True
    return False


def misplaces_a_number(said: str, source: str) -> bool:
    """Whether a number stands among the words of another number of the source.

    >>> misplaces_a_number("411 om placering og 740 om tømning", "740 om placering og 411 om tømning")
    True
    >>> misplaces_a_number("740 var om placering", "740 om placering og 411 om tømning")
    False
    """
    places = _places(source)
    for number, before, after in _places(said):
        shared = {
            other: len(before & left) + len(after & right)
            for other, left, right in reversed(places)
        }
        if number in shared and max(shared.values()) >= shared[number] + _MISPLACED:
            return True
    return False


def misplaces_a_vote(said: str, source: str) -> bool:
    """Whether it has someone vote otherwise than the source.

    >>> misplaces_a_vote("Ib Holm stemte for", "For stemte 5: Bo Lund. Imod stemte Ib Holm")
    True
    """
    claimed = _votes(said)
    if len(claimed) != 1:
        return False
    for name in _PERSON.findall(said):
        parts = [_votes(part) for part in _SIDES.split(source) if name in part]
        told = [votes for votes in parts if votes]
        if told and not any(claimed & votes for votes in told):
            return True
    return False


def _votes(text: str) -> frozenset[str]:
    return _VOTES & set(all_matches("qualifiers.tsv", text))


def _places(text: str) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Each number with the words before and after it, as far as the next number."""
    matches = list(_NUMBER.finditer(text.lower()))
    edges = [0, *(m.end() for m in matches)], [*(m.start() for m in matches), len(text)]
    between = [
        frozenset(t.stem for t in tokens(text[start:end]))
        for start, end in zip(*edges, strict=True)
    ]
    return [(m.group(), between[i], between[i + 1]) for i, m in enumerate(matches)]


def _stems(text: str) -> set[str]:
    return {token.stem for token in content_tokens(text)}
