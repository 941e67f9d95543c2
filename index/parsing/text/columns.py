"""The heads of a table's columns: what they say that each of them holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from index.parsing.text.vocabulary import Role, vocabulary

NUMBER, TITLE = "number", "title"
# Beside a title these say that the table is of minutes and not of an agenda or of tasks.
_DECIDES = frozenset({Role.DECISION.value, Role.BOTH.value})
# Heads may stand so close that nothing parts them: "Nr. Emne".
_HEADS_TOGETHER = re.compile(r"(?i)(nr\.?|pkt\.?|punkt|#)\s+(\S.*)$")
# A wider table is one of figures.
MAX_COLUMNS = 7
_MAX_HEAD = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold: number, title or a role, and how their heads are written."""

    kinds: tuple[str, ...]
    heads: tuple[str, ...]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (files("index.parsing") / "tables.tsv").read_text("utf-8").splitlines()
    parts = (row.split("\t") for row in rows if not row.startswith("# "))
    return tuple((re.compile(pattern), kind) for pattern, kind in parts)


@lru_cache(maxsize=4096)
def _kinds(head: str) -> tuple[str, ...]:
    """What a column with the head may hold; one with two ("Oplæg og snak"), what each of them does."""
    normal = " ".join(head.lower().split()).rstrip(": ")
    parts = [_kinds_of_one(part) for part in _OF_TWO.split(normal)]
    kinds = _kinds_of_one(normal)
    if kinds or not all(parts):
        return kinds
    decides = any(Role.DECISION.value in part for part in parts)
    return (Role.DECISION.value,) if decides else parts[0]


def _kinds_of_one(head: str) -> tuple[str, ...]:
    head = _AT_MEETING.sub("", head)
    found = tuple(kind for pattern, kind in _patterns() if pattern.fullmatch(head))
    role = None if found else vocabulary().role(head)
    return (role.value,) if role else found


def heads_of_two(head: str) -> tuple[str, str] | None:
    """The two heads of a column that holds titles and what was said of each or decided, None for another.

    >>> heads_of_two("Emne / hvad blev sagt"), heads_of_two("Oplæg og snak")
    (('Emne', 'hvad blev sagt'), None)
    """
    parts = _OF_TWO.split(" ".join(head.split()).rstrip(": "))
    if len(parts) != 2 or len(head) > _MAX_HEAD or TITLE not in _kinds(parts[0]):
        return None
    is_text = {*_kinds(parts[1])[:1]} & {Role.BACKGROUND.value, Role.DECISION.value}
    return (parts[0], parts[1]) if is_text else None


# "Bemærkninger fra mødet"
_AT_MEETING = re.compile(r"(?<=\w) (?:fra|på|under|ved) mødet$")
_OF_TWO = re.compile(r"\s*[/&+,]\s*|\s+(?:og|samt)\s+")


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns that a row heads, None when it is not the head of a table of minutes.

    >>> columns_of(["Nr.", "Emne", "Beslutning"]).kinds
    ('number', 'title', 'decision')
    >>> columns_of(["Emne", "Ansvarlig", "Frist"]) is None
    True
    """
    columns = _heads_of(cells)
    return columns if columns and _DECIDES & {*columns.kinds} else None


def is_agenda_head(cells: Sequence[str]) -> bool:
    """Whether a row heads a table of items with their numbers that tells no decisions.

    >>> is_agenda_head(["Nr.", "Sag", "Tid"]), is_agenda_head(["Nr.", "Emne", "Beslutning"])
    (True, False)
    """
    columns = _heads_of(cells)
    return columns is not None and columns.kinds[0] == NUMBER and columns_of(cells) is None


def _heads_of(cells: Sequence[str]) -> Columns | None:
    """The columns that a row heads, the first with numbers or titles, None where some are unknown."""
    heads = [" ".join(cell.split()) for cell in cells]
    together = _HEADS_TOGETHER.match(heads[0]) if heads else None
    if together and TITLE in _kinds(together.group(2))[:1]:
        heads = [together.group(1), together.group(2), *heads[1:]]
    if not 2 <= len(heads) <= MAX_COLUMNS or any(len(head) > _MAX_HEAD for head in heads):
        return None
    kinds: list[str] = []
    unknown = 0
    for index, head in enumerate(heads):
        may = [*_kinds(head)] if head else [NUMBER if index == 0 else Role.OTHER.value]
        if index:
            # A case number may stand in any column.
            may = [kind for kind in may if kind != NUMBER] or (may and [Role.OTHER.value])
        if not may and index and not any(character.isdigit() for character in head):
            # One head that nobody knows makes no other table of it.
            unknown += 1
            may = [Role.OTHER.value]
        if not may or unknown > 1:
            return None
        if TITLE in may and (TITLE in kinds or any(TITLE in _kinds(h) for h in heads[index + 1 :])):
            may = [kind for kind in may if kind != TITLE] or [Role.OTHER.value]
        elif TITLE in may:
            may = [TITLE]
        kinds.append(may[0])
    numbered = kinds[0] == NUMBER
    if kinds.count(Role.DECISION.value) > 1:
        # "Referat" beside "Beslutning" is what was said.
        said = [head.lower().rstrip(": ") == "referat" for head in heads]
        kinds = [Role.BACKGROUND.value if s else k for s, k in zip(said, kinds, strict=True)]
    if kinds[numbered : numbered + 1] != [TITLE] or NUMBER in kinds[1:]:
        return None
    return Columns(tuple(kinds), tuple(heads))
