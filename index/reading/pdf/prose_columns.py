"""Columns of prose on a page: read one after the other, and told from those of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.reading.pdf.pieces import Piece, visual_lines

_MIN_COLUMN_LINES = 6
_MIN_FULL_LINES = 4
_MIN_FULL_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Split:
    """What stands above, in the columns, and below them, and where the second column begins."""

    parts: Sequence[Sequence[Piece]]
    second: float


def prose_columns(pieces: Sequence[Piece], known: float | None) -> Split | None:
    """The page in columns of prose, None when it has none.

    Columns of prose differ from a table in that the file writes one whole
    column before the other, and in that their lines fill them. Where the page
    before had them at the same place, one may be a list, and both may have many headings.
    """
    if len(pieces) < 2 * _MIN_COLUMN_LINES:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    width = right - left
    starts = Counter(round(p.left) for p in pieces)
    for x, count in starts.most_common(6):
        again = known is not None and abs(x - known) <= _SAME_PLACE
        if not left + 0.25 * width < x < right - 0.2 * width:
            continue
        if count < _MIN_COLUMN_LINES and not again:
            continue
        columns = [p for p in pieces if p.left >= x - 2 or p.right <= x - 2]
        crossing = [p for p in pieces if p.left < x - 2 < p.right]
        for top, bottom in _with_running_lines_or_not(columns, _stretch(columns, crossing, x)):
            inside = [p for p in pieces if top <= p.baseline <= bottom]
            first = [p for p in inside if p.left < x - 2]
            second = [p for p in inside if p.left >= x - 2]
            full = max(_full_lines(first), _full_lines(second))
            are_prose = (again and full >= _MIN_FULL_LINES) or (
                _is_prose(first) and _is_prose(second)
            )
            if are_prose and _in_turn(first, second):
                above = [p for p in pieces if p.baseline < top]
                below = [p for p in pieces if p.baseline > bottom]
                parts = [part for part in (above, first, second, below) if part]
                return Split(parts, x)
    return None


# Points within which a column begins where that of the page before did.
_SAME_PLACE = 3


def _with_running_lines_or_not(
    columns: Sequence[Piece], stretch: tuple[float, float]
) -> list[tuple[float, float]]:
    """The stretch, and the same without a line of short pieces at its end or at its top.

    Such are page numbers and running heads, which the file may write before both columns.
    """
    lines = visual_lines(p for p in columns if stretch[0] <= p.baseline <= stretch[1])
    if len(lines) < _MIN_COLUMN_LINES:
        return [stretch]
    tops, ends = [stretch[0]], [stretch[1]]
    if len(lines[0]) > 1 and all(len(p.text.split()) <= _MAX_RUNNING_WORDS for p in lines[0]):
        tops.append(lines[1][0].baseline)
    if all(len(p.text.split()) <= _MAX_RUNNING_WORDS for p in lines[-1]):
        ends.append(lines[-2][0].baseline)
    return [(top, end) for top in tops for end in ends]


# More words than this are no part of a running line.
_MAX_RUNNING_WORDS = 6


def _stretch(columns: Sequence[Piece], crossing: Sequence[Piece], x: float) -> tuple[float, float]:
    """The baselines between which the most pieces right of x stand with none crossing it."""
    cuts = sorted(p.baseline for p in crossing)
    bounds = [float("-inf"), *cuts, float("inf")]
    best, found = 0, (0.0, -1.0)
    for above, below in pairwise(bounds):
        inside = [p.baseline for p in columns if above < p.baseline < below]
        count = sum(p.left >= x - 2 for p in columns if above < p.baseline < below)
        if count > best:
            best, found = count, (min(inside), max(inside))
    return found


def _is_prose(column: Sequence[Piece]) -> bool:
    """Whether many lines of the column are full of words; the others are headings and lists."""
    lines = len(visual_lines(column))
    needed = max(_MIN_FULL_LINES, _MIN_FULL_SHARE * lines)
    return lines >= _MIN_COLUMN_LINES and _full_lines(column) >= needed


def _full_lines(column: Sequence[Piece]) -> int:
    """How many lines of the column are full of words."""
    lines = visual_lines(column)
    if not lines:
        return 0
    width = max(p.right for p in column) - min(p.left for p in column)
    return sum(
        line[-1].right - line[0].left > 0.6 * width and sum(len(p.text.split()) for p in line) >= 3
        for line in lines
    )


def _in_turn(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    last = max((p.order for p in first), default=0)
    return last < min((p.order for p in second), default=0)
