"""Text as it was printed, with the lines of a paragraph flowing on: printed lines fit no other width."""

from __future__ import annotations

import re
from itertools import pairwise

# Shorter lines are headings, labels and entries of lists.
_MIN_LINE = 45
# Of the page's usual line; the last line of a paragraph is shorter.
_FULL = 0.72
_NEW_ENTRY = re.compile(r"(?:\d+|[a-zæøå]|[ivx]+)[.)]\s|[-–•·*]\s")


def flowed(text: str) -> str:
    r"""The text with line ends within paragraphs made spaces: as many characters, each in its place.

    >>> page = "Skolerne får nye faglokaler til fysik og kemi i det\nkommende år.\nØkonomi\n1,2 mio. kr."
    >>> print(flowed(page))
    Skolerne får nye faglokaler til fysik og kemi i det kommende år.
    Økonomi
    1,2 mio. kr.
    """
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if len(line) >= _MIN_LINE)
    if not lengths:
        return text
    full = max(_MIN_LINE, _FULL * lengths[len(lengths) * 9 // 10])
    parts = [lines[0]]
    for line, following in pairwise(lines):
        parts.append(" " if len(line) >= full and _goes_on(line, following) else "\n")
        parts.append(following)
    return "".join(parts)


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on from a full line to the one below it."""
    end, start = line.rstrip()[-1:], following[:1]
    if not end or not start or end in "-:;" or _NEW_ENTRY.match(following):
        return False
    if following.startswith("at "):
        # The entries of a recommendation begin so.
        return end not in ",."
    # A row of a table ends with a figure, and the next begins with a capital.
    return start.islower() or (end.islower() or end == ",") or (end == "." and start.isupper())
