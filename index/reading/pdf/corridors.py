"""Narrow gaps in a line: they part cells where the lines above and below leave them too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.reading.pdf.labels import Column
from index.reading.pdf.pieces import GAP, WIDE_GAP, Piece, join

# How far up and down neighbours are looked for: a cell may wrap over some lines.
_NEAR_LINES = 3
# The tallest cells are of about so many lines, and so many letter sizes tall.
_TALL, TALL_SIZES = 12, 16
# Pieces side by side are cells when one is so much larger than the other.
_LARGER_BESIDE = 1.15


def cut_at_corridors(
    lines: list[list[Piece]], column: Column | None, far: float
) -> list[list[Piece]]:
    """The lines, with narrow gaps kept as gaps only where a neighbour or the labels leave them too.

    A neighbour is no further than `far` letter sizes.
    """
    result = []
    for index, line in enumerate(lines):
        gaps = _gaps_near(lines, index, far) if len(line) > 1 else []
        cells = [line[0]]
        for piece in line[1:]:
            small, size = sorted((piece.size, cells[-1].size))
            # A case number beside a title is smaller.
            is_other = size > _LARGER_BESIDE * small and piece.left - cells[-1].right >= GAP * size
            is_label = column is not None and column.parts(cells[-1], piece)
            if is_other or is_label or _parts(cells[-1].right, piece.left, size, gaps):
                cells.append(piece)
            else:
                cells[-1] = join(cells[-1], piece, True)
        result.append(cells)
    return result


def _gaps_near(lines: Sequence[list[Piece]], index: int, far: float) -> list[tuple[float, float]]:
    """The gaps of the lines next to it; beside a tall cell, of the next that have some."""
    near: list[tuple[float, float]] = []
    here = lines[index][0]
    for lines_near in (
        lines[max(0, index - _TALL) : index][::-1],
        lines[index + 1 : index + 1 + _TALL],
    ):
        part = [
            line for line in lines_near if abs(line[0].baseline - here.baseline) < far * here.size
        ]
        found = [(place, gaps) for place, line in enumerate(part) if (gaps := _gaps(line))]
        next_to = [gaps for place, gaps in found if place < _NEAR_LINES]
        near += [gap for gaps in next_to or [gaps for _, gaps in found[:1]] for gap in gaps]
    return near


def _gaps(line: Sequence[Piece]) -> list[tuple[float, float]]:
    """The gaps of a line that are wide enough to tell of columns."""
    return [(a.right, b.left) for a, b in pairwise(line) if b.left - a.right >= GAP * b.size]


def _parts(
    left: float, right: float, size: float, neighbours: Sequence[tuple[float, float]]
) -> bool:
    """Whether the gap from `left` to `right` parts two cells."""
    if right - left >= WIDE_GAP * size:
        return True
    aligned = 0.15 * size
    if any(abs(b - right) < aligned or abs(a - left) < aligned for a, b in neighbours):
        return True
    shared = GAP / 2 * size
    return right - left >= GAP * size and any(
        min(right, b) - max(left, a) > shared for a, b in neighbours
    )
