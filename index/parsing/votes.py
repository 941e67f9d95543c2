"""Votes as numbers, where the print says them in a way that adds up.

A wrong tally is worse than none: everything here is None unless each side's
number equals the names, letters or counts printed beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "ingen én to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten".split()
    )
} | {"en": 1, "et": 1, "nul": 0}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_SIDES = {
    # A bare "for" before a number is any sentence's; with a colon it is a vote's.
    "in_favour": r"for(?=\s*:)|for\s+stemte|for\s+(?:indstillingen|forslaget)(?=\s*:)"
    r"|stemte\s+for|tiltræder|stemmer\s+for",
    "against": r"imod(?=\s*:)|imod\s+stemte|imod\s+(?:indstillingen|forslaget)(?=\s*:)|stemte\s+imod|stemmer\s+imod",
    "abstaining": r"undlod(?:\s+at\s+stemme)?|undlader(?:\s+at\s+stemme)?|hverken\s+for\s+eller\s+imod"
    r"|blankt?(?:\s+stemte)?",
}
# "For: 20 (navn (A), ...)", "For stemte 17:", "Imod 3 (V, C)".
_LABELLED = {
    side: re.compile(
        rf"(?i)(?<!\w)(?:{words})\s*:?\s*(?P<count>{_COUNT})(?![\w.,]?\d)\s*(?:medlemmer|stemmer)?"
    )
    for side, words in _SIDES.items()
}
# "17 stemte for", "6 medlemmer (V og C) stemte imod", "2 (N+Ø) undlod".
_COUNTED = {
    side: re.compile(
        rf"(?i)(?<![\w.,/-])(?P<count>{_COUNT})\s*(?:medlemmer|stemmer|byrådsmedlemmer)?\s*(?P<names>\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*"
        rf"(?:stemte|stemmer|var)?\s*(?P<side>{words})(?!\w)"
    )
    for side, words in {
        "in_favour": r"for", "against": r"imod", "abstaining": r"undlod(?:\s+at\s+stemme)?|blankt?"
    }.items()
}  # fmt: skip
_NAMES = re.compile(r"\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_PERSON = re.compile(
    r"[A-ZÆØÅ][\wæøåéöü.'’-]+(?:\s+[A-ZÆØÅ][\wæøåéöü.'’-]*)+(?:\s*\([A-ZÆØÅ]{1,2}\))?"
)
_TOTAL = re.compile(
    r"(?i)(?:af\s+(?:de\s+)?|i\s+alt\s+)(?P<count>\d{1,3})\s+(?:fremmødte|tilstedeværende|afgivne|stemmer)"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted for and against, and how many did not vote; None where it is not said."""

    in_favour: int
    against: int
    abstaining: int | None = None


def tally(text: str) -> Tally | None:
    """The one vote that a text tells of, None when it is not told in numbers that agree.

    >>> tally("Godkendt. For: 17. Imod: 6 (A). Undlod at stemme: 2.")
    Tally(in_favour=17, against=6, abstaining=2)
    >>> tally("For stemte: O. Imod stemte: A og B.") is None
    True
    >>> tally("For: 3 (Ida Holm (A), Per Lund (V)). Imod: 1.") is None
    True
    """
    found: dict[str, int] = {}
    for side in _SIDES:
        counts = _counts(text, side)
        # Two votes in one text cannot be told apart; a list that is shorter
        # or longer than its number contradicts it.
        if counts is None or len(set(counts)) > 1:
            return None
        if counts:
            found[side] = counts[0]
    if "in_favour" not in found or "against" not in found:
        return None
    total = _TOTAL.search(text)
    if total and int(total.group("count")) != sum(found.values()):
        return None
    return Tally(found["in_favour"], found["against"], found.get("abstaining"))


def _counts(text: str, side: str) -> list[int] | None:
    """The numbers that a text gives a side, None when names beside one do not reconcile with it."""
    counts = []
    taken: list[tuple[int, int]] = []
    for pattern in (_LABELLED[side], _COUNTED[side]):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            number = _number(match.group("count"))
            names = match.groupdict().get("names") or _following_names(text, match.end())
            if names is not None and not _agrees(number, names):
                return None
            counts.append(number)
    return counts


def _following_names(text: str, at: int) -> str | None:
    match = _NAMES.match(text, at)
    return match.group() if match else None


def _agrees(number: int, names: str) -> bool:
    """Whether a list of persons is as long as its number; letters of parties count nobody."""
    people = _PERSON.findall(names)
    return not people or len(people) == number


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
