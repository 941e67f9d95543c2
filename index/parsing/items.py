"""Where the agenda items begin.

Nothing in one line proves that an item begins there: "3. Høring" may be the
third item or the third entry of a list. So every line that could begin one is
weighed by what stands around it, and the best rising sequence of one kind is
taken (weighted longest increasing subsequence).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.parsing.case_numbers import case_number_of
from index.parsing.dates import find_dates
from index.parsing.headings import body_and_date, heading_of
from index.parsing.lines import TextLine
from index.parsing.vocabulary import Role, vocabulary


@dataclass(frozen=True, slots=True)
class ItemStart:
    """The line on which an item begins.

    `title_line` and `title_offset` say where its title begins (the line may be
    the next one), `weight` how strong the evidence is.
    """

    line: int
    number: str | None
    title_line: int
    title_offset: int
    family: str
    weight: float


_LABELLED = re.compile(
    r"(?i)^(?P<word>dagsordenspunkt|punkt(?:\s?nr\.?)?|pkt\.?|sag\s?nr\.?|sag|nr\.?)\s?(?P<number>\d{1,4}(?:\.\d{1,2})*[a-zæ]?)"
    r"\s*(?P<mark>[:.)–-]|\s|$)\s*[-–:]?\s*"
)
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,4}(?:\.\d{1,2}){0,2}[a-zæ]?)(?P<mark>[.):]|\s[-–]|\t)\s*(?=\S)"
)
_CLOCK = re.compile(r"^\d{1,2}[.:]\d\d\b(?!\.)")
_OPEN_OR_CLOSED = re.compile(
    r"(?i)^\(?(?:åben|åbent|åbne|lukket|lukkede)(?:\s+(?:sag|punkt|dagsordenspunkt|møde))?\)?$"
)
_ITEM_MARK = re.compile(
    r"(?i)\b(?:åbent?|lukket)\s+(?:sag|punkt|dagsordenspunkt)\b|^\((?:åben|lukket)\)"
)
# How far below its title an item's first heading or case number was seen:
# a title over three lines, then an item type, an open/closed mark.
_LOOK_AHEAD = 6
_MIN_WEIGHT = 1.5


def find_item_starts(
    lines: Sequence[TextLine], titles: Mapping[str, str | None]
) -> list[ItemStart]:
    """The lines on which items begin, in order; empty when nothing is sure.

    `titles` are the entries of the table of contents: normalised title to
    number (or None).
    """
    candidates = [
        candidate
        for index in range(len(lines))
        for candidate in _candidates(lines, index, titles)
        if candidate.weight > 0
    ]
    families: dict[str, list[ItemStart]] = {}
    for candidate in candidates:
        families.setdefault(candidate.family, []).append(candidate)
    chains = [_best_chain(family) for family in families.values()]
    chains = [chain for chain in chains if chain and _mean_weight(chain) >= _MIN_WEIGHT]
    return max(chains, key=lambda chain: sum(c.weight for c in chain), default=[])


def _mean_weight(chain: Sequence[ItemStart]) -> float:
    return sum(candidate.weight for candidate in chain) / len(chain)


def _candidates(
    lines: Sequence[TextLine], index: int, titles: Mapping[str, str | None]
) -> list[ItemStart]:
    line = lines[index]
    found = []
    labelled = _LABELLED.match(line.text)
    if labelled and _title_may_follow(line.text[labelled.end() :]):
        word = re.sub(r"[\s.]|nr", "", labelled.group("word").lower()) or "nr"
        found.append(_start(lines, index, labelled, f"label {word[:3]}", 2.0, titles))
    numbered = _NUMBERED.match(line.text)
    if numbered and _may_be_numbered_title(line.text, line.text[numbered.end() :]):
        depth = numbered.group("number").count(".")
        found.append(_start(lines, index, numbered, f"number {depth}", 0.0, titles))
    # A number alone on its line, the title on the next (flattened tables).
    if re.fullmatch(r"\d{1,3}\.?", line.text) and index + 1 < len(lines) and not found:
        alone = re.match(r"(?P<number>\d{1,3})\.?", line.text)
        if alone and _may_be_numbered_title(line.text, lines[index + 1].text):
            found.append(_start(lines, index, alone, "number alone", -0.5, titles))
    if not found and line.level is not None and not _is_known_heading(line.text):
        weight = 1.0 + _weight_of_context(lines, index, line.text, titles)
        found.append(ItemStart(index, None, index, 0, f"level {line.level}", weight))
    return found


def _start(
    lines: Sequence[TextLine],
    index: int,
    match: re.Match[str],
    family: str,
    weight: float,
    titles: Mapping[str, str | None],
) -> ItemStart:
    title = lines[index].text[match.end() :]
    title_line, offset = index, match.end()
    if not title and index + 1 < len(lines):
        title_line, offset, title = index + 1, 0, lines[index + 1].text
    context = _weight_of_context(lines, index, title, titles)
    if family.startswith("number") and context < 4.0 and _is_list_entry(lines, index):
        context -= 2.5
    weight += context
    if lines[index].level is not None:
        weight += 1.0
    number = match.group("number")
    return ItemStart(index, number, title_line, offset, family, weight)


def _weight_of_context(
    lines: Sequence[TextLine], index: int, title: str, titles: Mapping[str, str | None]
) -> float:
    """What the lines around say: in the contents, and followed by what follows a title."""
    weight = 0.0
    if _in_contents(title, titles):
        weight += 2.0
    following = lines[index + 1 : index + 1 + _LOOK_AHEAD]
    for distance, line in enumerate(following):
        if _NUMBERED.match(line.text) and not case_number_of(line.text):
            break
        if case_number_of(line.text) or _ITEM_MARK.search(line.text):
            weight += 2.0
            break
        heading = heading_of(line.text)
        if heading is not None and heading.role not in (Role.MEMBERS, Role.NOISE):
            weight += 2.0 if distance < 4 else 1.0
            break
    line = lines[index]
    if line.gap_before or line.starts_page:
        weight += 0.3
    if title.rstrip().endswith((",", ";", ".")) and len(title) > 60:
        weight -= 1.0
    return weight


def _is_list_entry(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line before or behind has the number before or behind."""
    match = _NUMBERED.match(lines[index].text)
    if match is None or not match.group("number").isdigit():
        return False
    number = int(match.group("number"))
    for step in (-1, 1):
        if 0 <= index + step < len(lines):
            beside = _NUMBERED.match(lines[index + step].text)
            if beside and beside.group("number") == str(number + step):
                return True
    return False


def _title_may_follow(title: str) -> bool:
    """Behind "Punkt 3" comes a title or nothing, not the rest of a sentence."""
    return not title or title[0].isupper() or title[0] in "\"'”“»«§(" or title[0].isdigit()


def _may_be_numbered_title(line: str, title: str) -> bool:
    if not title or not (title[0].isupper() or title[0] in "\"'”“»«§(" or title[0].isdigit()):
        return False
    if _CLOCK.match(line):
        return False
    dates = find_dates(line)
    if dates and dates[0].span.start == 0:
        return False
    if case_number_of(line) or (_is_known_heading(title) and len(title.split()) > 4):
        return False
    return not re.match(r"(?i)(?:at|til|på)\s", title) and len(title) < 250


def _is_known_heading(text: str) -> bool:
    return (
        heading_of(text, marked=True) is not None
        or body_and_date(text) is not None
        or bool(_OPEN_OR_CLOSED.match(text))
        or vocabulary().role(text) is not None
    )


def normalise_title(title: str) -> str:
    """A title as titles are compared: letters and digits only, lower case."""
    return "".join(character for character in title.lower() if character.isalnum())


def _in_contents(title: str, titles: Mapping[str, str | None]) -> bool:
    """Whether the line begins a title of the table of contents.

    Tables of contents cut long titles, and pages wrap them: the shorter must
    begin the longer, over at least ten letters or the whole.
    """
    normal = normalise_title(title)
    return bool(normal) and any(
        entry == normal
        or (
            min(len(entry), len(normal)) >= 10
            and (entry.startswith(normal) or normal.startswith(entry))
        )
        for entry in titles
    )


def _best_chain(family: Sequence[ItemStart]) -> list[ItemStart]:
    """The rising sequence of numbers with the greatest weight (dynamic programming).

    Items without a number keep their order. A jump in the numbers costs a
    little, so that "3, 4, 5" beats "3, 4, 40".
    """
    if family[0].number is None:
        return list(family)
    best: list[tuple[float, int | None]] = []
    for i, candidate in enumerate(family):
        choice: tuple[float, int | None] = (candidate.weight, None)
        for j in range(max(0, i - 400), i):
            jump = _jump(family[j].number, candidate.number)
            if jump is None:
                continue
            score = best[j][0] + candidate.weight - min(3.0, 0.3 * (jump - 1))
            if score > choice[0]:
                choice = (score, j)
        best.append(choice)
    at: int | None = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at is not None:
        chain.append(family[at])
        at = best[at][1]
    return chain[::-1]


def _jump(before: str | None, after: str | None) -> int | None:
    """How far the numbers are apart; None when they do not rise."""
    first, second = _order(before), _order(after)
    if second <= first:
        return None
    return max(1, second[0] - first[0])


def _order(number: str | None) -> tuple[int, ...]:
    parts = re.findall(r"\d+|[a-zæ]", number or "0")
    return tuple(int(part) if part.isdigit() else ord(part) for part in parts)
