"""Decisions that only their italics tell."""

from __future__ import annotations

from collections.abc import Sequence

from index.parsing.sections.signs import tells_decision
from index.parsing.text.headings import Heading, heading_of
from index.parsing.text.lines import Learnt, TextLine
from index.parsing.text.vocabulary import Role

# So many paragraphs must be set so, and this share of them tell what became of an item.
_MIN_BLOCKS, _SHOWN = 3, 0.6


def slanted_decisions(lines: Sequence[TextLine], decided: int) -> dict[int, Learnt]:
    """The first line of each stretch in italics, where most say what became of an item.

    `decided` counts the decisions that known headings announce: beside them no look does.
    """
    blocks = [
        (first, _end(lines, first))
        for first, line in enumerate(lines)
        if line.slanted and not (first and lines[first - 1].slanted)
    ]
    blocks = [(first, end) for first, end in blocks if _is_paragraph(lines, first)]
    if len(blocks) < _MIN_BLOCKS or 2 * decided >= len(blocks):
        return {}
    told = sum(tells_decision(_beginning(lines, first, end)) for first, end in blocks)
    if told < _SHOWN * len(blocks):
        return {}
    return {first: Learnt(Heading(Role.DECISION, 0)) for first, _ in blocks}


def _end(lines: Sequence[TextLine], first: int) -> int:
    end = first + 1
    while end < len(lines) and lines[end].slanted:
        end += 1
    return end


def _is_paragraph(lines: Sequence[TextLine], first: int) -> bool:
    """Whether a stretch is set apart and is no heading."""
    line = lines[first]
    is_apart = line.gap_before or line.starts_page
    return is_apart and line.level is None and heading_of(line.text) is None


def _beginning(lines: Sequence[TextLine], first: int, end: int) -> str:
    """The first paragraph of a stretch."""
    stop = next((i for i in range(first + 1, end) if lines[i].gap_before), end)
    return " ".join(line.text for line in lines[first:stop])
