"""The headings that minutes use: data in `headings.tsv`, looked up here."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files


class Role(StrEnum):
    """What a heading announces. Values that are a `SectionKind` share its name."""

    BACKGROUND = "background"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    VOTE = "vote"
    ABSENT = "absent"
    ATTACHMENTS = "attachments"
    ECONOMY = "economy"
    HEADER = "header"
    OTHER = "other"
    MEMBERS = "members"
    TITLE = "title"
    NOISE = "noise"
    CONTENTS = "contents"
    OPEN = "open"
    CLOSED = "closed"
    # What a member or a party wants otherwise than the recommendation.
    AMENDMENT = "amendment"
    # A recommendation and the decision under one heading.
    BOTH = "both"


class Vocabulary:
    """Labels by their normal form, and patterns over a normalised line."""

    def __init__(
        self, labels: dict[str, Role], patterns: tuple[tuple[re.Pattern[str], Role], ...]
    ) -> None:
        self._labels, self._patterns = labels, patterns
        # Nearly no line is of one of them: looked through once, not by each.
        self._any = re.compile("|".join(f"(?:{p.pattern})" for p, _ in patterns) or r"(?!)")
        self._alike = {_with_one_stroke(label): role for label, role in labels.items()}
        self._spaced = {label.replace(" ", ""): role for label, role in labels.items()}
        # Each line of a document is asked for some five times.
        self.role = lru_cache(maxsize=8192)(self._role)

    def _role(self, label: str) -> Role | None:
        """The role of a line that holds nothing but a heading, else None."""
        normal = normalise_label(unspaced(label))
        if not normal:
            return None
        if normal in self._labels:
            return self._labels[normal]
        if _SPACED.match(label) and (role := self._spaced.get(normal.replace(" ", ""))):
            return role
        if _BROKEN.search(label) and (role := self._labels.get(normal.replace("-", ""))):
            return role
        found = self._of_pattern(normal) if self._any.fullmatch(normal) else None
        # "lndstilling", "Bes1utning": so are images of text recognised.
        return found or self._of_two(normal) or self._alike.get(_with_one_stroke(normal))

    def _of_pattern(self, normal: str) -> Role | None:
        return next((role for p, role in self._patterns if p.fullmatch(normal)), None)

    def _of_two(self, normal: str) -> Role | None:
        """What both labels of one heading announce: "Indledning/baggrund"."""
        first, mark, second = normal.partition("/")
        role = self._labels.get(first.strip()) if mark else None
        return role if role is self._labels.get(second.strip()) else None


def unspaced(text: str) -> str:
    """The text with its letters together, where a typist set all of them apart.

    >>> unspaced("F O R   L U K K E D E   D Ø R E"), unspaced("Ny mole")
    ('FOR LUKKEDE DØRE', 'Ny mole')
    """
    if " " not in text[1:3] or not _LETTERS.fullmatch(text):
        return text
    return " ".join(word.replace(" ", "") for word in _BETWEEN_WORDS.split(text))


def _with_one_stroke(label: str) -> str:
    """The label with one letter for those that look alike: i, l and 1."""
    return label.replace("l", "i").replace("1", "i")


# Capitals set apart, perhaps only the narrow ones: "B E S L U T N I N G", "INDSTI L L ING".
_SPACED = re.compile(r"[A-ZÆØÅ]+(?: [A-ZÆØÅ]+)+ ?:?$")
# Letters set apart, and words further.
_LETTERS = re.compile(r"[^\w\s]?\w(?: \w)+(?: {2,6}\w(?: \w)+)* ?[^\w\s]?")
_BETWEEN_WORDS = re.compile(r" {2,}")
# A narrow column breaks it: "Sags-fremstilling".
_BROKEN = re.compile(r"[a-zæøå]-[a-zæøå]")
_LEADING_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,3}(?:\.\d{1,2}){1,3}|[a-zA-Z][.):]|[ivx]{1,4}[.):]|[-–•*=_#»>►▶▼▲■□●◆▪◦·→⇒➔➜➤⇨✓✔✅☑✗✘✖❌]+\ufe0f?)\s+"
)
# Two dots are enough before a colon, in whose column "Fraværende..:" stands.
_LEADERS = re.compile(r"[\s.…]{3,}:?$|\.{2}:?$")
# Longer lines are sentences.
_MAX_LABEL_CHARACTERS = 110


def normalise_label(line: str) -> str:
    """A line as headings are compared: lower case, no number before, no colon behind.

    >>> normalise_label("  3. ØKONOMISKE  Konsekvenser: ")
    'økonomiske konsekvenser'
    """
    if len(line) > _MAX_LABEL_CHARACTERS:
        return ""
    folded = " ".join(line.split()).lower()
    return _LEADERS.sub("", _LEADING_NUMBER.sub("", folded)).rstrip(" :=–-").strip("*_ ")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the project."""
    return parse_vocabulary((files("index.parsing") / "headings.tsv").read_text("utf-8"))


def parse_vocabulary(text: str) -> Vocabulary:
    """Read lines of label, tab, role; # begins a comment and ~ a pattern.

    Raises:
        ValueError: a line without a tab or with an unknown role.
    """
    labels: dict[str, Role] = {}
    patterns = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        label, role = line.split("\t")
        if label.startswith("~"):
            patterns.append((re.compile(label[1:]), Role(role)))
        else:
            labels[normalise_label(label)] = Role(role)
    return Vocabulary(labels, tuple(patterns))
