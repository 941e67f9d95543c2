"""Decisions that only their indentation tells: paragraphs set in from the case above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from index.parsing.sections.deciding import ENOUGH, own_names, probability
from index.parsing.text.below import says_outcome
from index.parsing.text.headings import Heading, heading_of
from index.parsing.text.lines import Learnt, TextLine
from index.parsing.text.vocabulary import Role

# Two may be quotations, and so far in from the text no list is set.
_MIN_BLOCKS, _MIN_BLANKS = 3, 4
_SHOWN = 0.7
_OWN = own_names("Udvalget") | own_names("Rådet") | own_names("Bestyrelsen")
_FIRST_SENTENCE = re.compile(r"(?<=[a-zæøå)]{3}[.!?])\s+(?=[A-ZÆØÅ])")
_Block = tuple[int, int]


def indented_decisions(lines: Sequence[TextLine], decided: int) -> dict[int, Learnt]:
    """The first lines of the paragraphs that are set in as far, where nearly all say what became of an item.

    `decided` counts the decisions that known headings announce: beside them no indentation does.
    """
    margin = Counter(line.indent for line in lines).most_common(1)
    if not margin or len({line.indent for line in lines}) == 1:
        return {}
    least = margin[0][0] + _MIN_BLANKS
    for _, blocks in sorted(_by_indent(lines, least).items()):
        if 2 * decided < len(blocks) and _are_decisions(lines, blocks):
            return {first: Learnt(Heading(Role.DECISION, 0)) for first, _ in blocks}
    return {}


def _by_indent(lines: Sequence[TextLine], least: int) -> dict[int, list[_Block]]:
    """The runs of lines that are set in alike, `least` blanks or more, and end a paragraph."""
    found: dict[int, list[_Block]] = {}
    for first, end in _runs(lines):
        indent = lines[first].indent
        if indent >= least and first and lines[first - 1].indent < indent:
            found.setdefault(indent, []).append((first, end))
    return found


def _runs(lines: Sequence[TextLine]) -> Iterator[_Block]:
    at = 0
    for _, run in groupby(lines, key=lambda line: line.indent):
        first, at = at, at + sum(1 for _ in run)
        yield first, at


def _are_decisions(lines: Sequence[TextLine], blocks: Sequence[_Block]) -> bool:
    """Whether paragraphs are parted from what follows, have no heading over them, and tell outcomes."""
    if len(blocks) < _MIN_BLOCKS or any(end == after for (_, end), (after, _) in pairwise(blocks)):
        return False
    if any(heading_of(lines[first - 1].text) for first, _ in blocks):
        # What a heading says they are.
        return False
    ends = [end for _, end in blocks if end < len(lines)]
    if not all(lines[end].gap_before or lines[end].starts_page for end in ends):
        return False
    told = sum(_tells(" ".join(line.text for line in lines[a:b])) for a, b in blocks)
    return told >= _SHOWN * len(blocks)


def _tells(text: str) -> bool:
    first = _FIRST_SENTENCE.split(text, maxsplit=1)[0]
    return says_outcome(text) or probability(first, _OWN, 0) >= ENOUGH
