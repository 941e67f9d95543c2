"""What lines that are set alike tell: titles differ from each other, headings of sections return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from index.parsing.closed import closes_title
from index.parsing.headings import heading_of
from index.parsing.lines import TextLine
from index.parsing.meeting import tells_of_meeting
from index.parsing.vocabulary import Role


def refrains(lines: Sequence[TextLine]) -> frozenset[int]:
    """The lines set as headings whose words return, set alike, as those of a section do in each item.

    Closed items may all have one title.
    """
    seen = Counter((line.level, line.text.lower()) for line in lines if line.level is not None)
    return frozenset(
        index
        for index, line in enumerate(lines)
        if line.level is not None
        and seen[line.level, line.text.lower()] >= _MIN_RETURNS
        and not closes_title(line.text)
    )


# Two titles may be the same.
_MIN_RETURNS = 3


def are_titles(lines: Sequence[TextLine], firsts: Sequence[int]) -> bool:
    """Whether lines of one level part all that follows the front of minutes, each over text.

    None of a higher level stands between them, as the chapters of a report do.
    """
    if len(firsts) < _MIN_TITLES or not _is_front(lines[: firsts[0]]):
        return False
    level = lines[firsts[0]].level
    if level is None or any((line.level or level) < level for line in lines[firsts[0] :]):
        return False
    ends = [*firsts[1:], len(lines)]
    bodies = [lines[first + 1 : end] for first, end in zip(firsts, ends, strict=True)]
    over_text = sum(any(line.level is None for line in body) for body in bodies)
    return over_text >= _NEARLY_ALL * len(firsts)


_MIN_TITLES, _NEARLY_ALL = 4, 0.8


def _is_front(lines: Sequence[TextLine]) -> bool:
    """Whether lines tell of a meeting, or of who was there."""
    return any(
        tells_of_meeting(line.text)
        or ((heading := heading_of(line.text)) is not None and heading.role in _OF_FRONT)
        for line in lines
    )


_OF_FRONT: Set[Role] = frozenset({Role.MEMBERS, Role.ABSENT})
