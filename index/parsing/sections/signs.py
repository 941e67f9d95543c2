"""Decisions that a sign at the beginning of each of their lines tells: "> Molen bygges."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.parsing.sections.deciding import ENOUGH, own_names, probability
from index.parsing.text.below import says_outcome
from index.parsing.text.headings import Heading, heading_of
from index.parsing.text.lines import Learnt, TextLine
from index.parsing.text.vocabulary import Role

# No bullet, which lists have, and no bar of a table.
_SIGN = re.compile(r"(?P<sign>[>=~!→►▶➤⇒⇨➔➜☞]{1,3}|-{1,2}>)\s+(?=[A-ZÆØÅ\d])")
# These point to what came of it, right below what was said, too.
_ARROW = re.compile(r"[=-]{1,2}>|[→⇒⇨➔➜]")
_MIN_BLOCKS, _SHOWN, _SHOWN_BY_ARROWS = 3, 0.6, 0.4
_OWN = own_names("Udvalget") | own_names("Rådet") | own_names("Bestyrelsen")


def signed_decisions(lines: Sequence[TextLine], decided: int) -> dict[int, Learnt]:
    """The first line of each paragraph that the same sign marks, where most say what became of an item.

    `decided` counts the decisions that known headings announce: beside them no sign does.
    """
    blocks: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        match = _SIGN.match(line.text)
        if match and not _goes_on(lines, index, match["sign"]):
            blocks.setdefault(match["sign"], []).append((index, _end(lines, index, match["sign"])))
    found: dict[int, Learnt] = {}
    for sign, places in blocks.items():
        if 2 * decided < len(places) and _are_decisions(lines, places, sign):
            heading = Heading(Role.DECISION, len(sign))
            found |= {first: Learnt(heading, first=True) for first, _ in places}
    return found


def _goes_on(lines: Sequence[TextLine], index: int, sign: str) -> bool:
    """Whether the line above has the sign, too."""
    return index > 0 and not lines[index].gap_before and lines[index - 1].text.startswith(sign)


def _end(lines: Sequence[TextLine], first: int, sign: str) -> int:
    end = first + 1
    while end < len(lines) and lines[end].text.startswith(sign) and not lines[end].gap_before:
        end += 1
    return end


def _are_decisions(lines: Sequence[TextLine], places: Sequence[tuple[int, int]], sign: str) -> bool:
    """Whether paragraphs are set apart, with something else between them, and most tell an outcome."""
    if len(places) < _MIN_BLOCKS or any(end == after for (_, end), (after, _) in pairwise(places)):
        return False
    ends = [end for _, end in places if end < len(lines)]
    begin = [] if _ARROW.fullmatch(sign) else [first for first, _ in places]
    are_apart = all(_is_apart(lines, place) for place in [*begin, *ends])
    texts = [
        " ".join(line.text.removeprefix(sign).strip() for line in lines[a:b]) for a, b in places
    ]
    told = sum(map(tells_decision, texts))
    shown = _SHOWN_BY_ARROWS if _ARROW.fullmatch(sign) else _SHOWN
    return are_apart and told >= shown * len(places)


def _is_apart(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a paragraph begins on the line, below a title or above a heading at least."""
    line, above = lines[index], lines[index - 1] if index else None
    is_below = above is not None and not above.text.endswith((".", ",", ";"))
    is_set = line.gap_before or line.starts_page or line.level is not None
    return is_set or is_below or heading_of(line.text) is not None


def tells_decision(text: str) -> bool:
    """Whether a paragraph begins with what became of an item, or with a sentence that is likely to."""
    if says_outcome(text):
        return True
    first = re.split(r"(?<=[a-zæøå)]{3}[.!?])\s+(?=[A-ZÆØÅ])", text)[0]
    return probability(first, _OWN, 0) >= ENOUGH
