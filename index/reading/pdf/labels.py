"""A column beside the text, and the labels that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.reading.pdf.pieces import LARGER, LEADING, Piece, Rule, runs_on, whole_cell, wraps


@dataclass(frozen=True, slots=True)
class Column:
    """Where labels stand, from `left` to `right`, and the text beside them.

    `size` is that of the text's letters, `pitch` the least distance between
    lines of text. `told` counts the labels seen so far that stand beside the
    top, the bottom and the middle of their text.
    """

    left: float
    right: float
    text_left: float
    text_right: float
    size: float = 0.0
    pitch: float = 0.0
    told: tuple[int, int, int] = (0, 0, 0)

    @property
    def stands(self) -> str:
        """How high labels stand beside their text: top, bottom or middle, as most of them tell.

        In the middle some stand beside a first or a last line by chance.
        """
        top, bottom, _ = self.told
        needed = _MIN_ALIKE * sum(self.told)
        if sum(self.told) < _MIN_TOLD or top >= needed:
            return "top"
        return "bottom" if bottom >= needed else "middle"

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands among the labels."""
        return self.left - _NEAR <= piece.left and piece.right <= self.right + _NEAR

    def overlaps(self, piece: Piece) -> bool:
        """Whether a piece, or a part of it, stands where labels do."""
        return piece.left < self.right and piece.right > self.left

    def is_under(self, rule: Rule) -> bool:
        """Whether a rule runs under labels and text, as a table's within the text does not."""
        both = ((self.left, self.right), (self.text_left, self.text_right))
        return all(min(rule.right, b) - max(rule.left, a) > 0.4 * (b - a) for a, b in both)

    def parts(self, first: Piece, second: Piece) -> bool:
        """Whether two pieces on a line are a label and text, in whatever order they stand."""
        if self.right < self.text_right:
            return first.right <= self.right + _NEAR and second.left >= self.text_left - _NEAR
        return first.right <= self.text_right + _NEAR and second.left >= self.left - _NEAR


# Fewer labels than this do not tell how high they stand; so many must stand alike.
_MIN_TOLD = 2
_MIN_ALIKE = 0.65
# Points within which edges are the same.
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Label:
    """A label over one or more lines."""

    lines: tuple[Piece, ...]

    @property
    def top(self) -> float:
        """The baseline of its first line."""
        return self.lines[0].baseline

    @property
    def bottom(self) -> float:
        """The baseline of its last line."""
        return self.lines[-1].baseline

    @property
    def middle(self) -> float:
        """Half way between both."""
        return (self.top + self.bottom) / 2


def apart(
    lines: Sequence[Sequence[Piece]], column: Column, rules: Sequence[float] = ()
) -> tuple[list[Label], list[list[Piece]], list[Piece]]:
    """The labels, the lines without them, and what stands in the column with no text beside it.

    The last is a title, a number on a line of its own, or what a paragraph over
    the whole width has left for its last line. What is large is no label.
    """
    texts: list[list[Piece]] = []
    may_be: list[Piece] = []
    for index, line in enumerate(lines):
        found = [p for p in line if column.holds(p) and p.size <= LARGER * column.size]
        # Beside more than one cell it is a table's; far from all lines a running head's; behind a label its value.
        is_label = len(line) - len(found) < 2 and not _stands_off(lines, index, column.size)
        is_label = is_label and not _is_value(line, found)
        may_be += found if is_label else []
        texts.append([p for p in line if p not in found] if is_label else list(line))
    heights = sorted(line[0].baseline for line in texts if line and not column.overlaps(line[0]))
    pitch = column.pitch or least_pitch(heights, column.size)
    labels: list[Label] = []
    lone: list[Piece] = []
    paragraphs = _paragraphs(
        [line for line in texts if line and not column.overlaps(line[0])], column.text_right
    )
    for label in _labels(may_be, pitch, rules, paragraphs):
        near = bisect_right(heights, label.top - column.size)
        if near < len(heights) and heights[near] < label.bottom + column.size:
            labels.append(label)
        else:
            # A label with nothing beside it is bold as the others, or goes on in small letters.
            first, *rest = label.lines
            is_one = first.bold or all(piece.text[0].islower() for piece in rest)
            lone += [whole_cell(label.lines)] if is_one else label.lines
    return labels, [line for line in texts if line], lone


def _is_value(line: Sequence[Piece], found: Sequence[Piece]) -> bool:
    """Whether what stands in the column is the value of a label before it: "Sagsbeh.:  Ib Holm"."""
    before = line[-len(found) - 1] if 0 < len(found) < len(line) else None
    return (
        before is not None
        and before.right < found[0].left
        and before.text.rstrip().endswith(":")
        and len(before.text) <= _MAX_LABEL
    )


_MAX_LABEL = 30


def _stands_off(lines: Sequence[Sequence[Piece]], index: int, size: float) -> bool:
    """Whether a line is the first or the last of its page and far from the rest."""
    if index not in (0, len(lines) - 1) or len(lines) < 2:
        return False
    near = lines[1] if index == 0 else lines[-2]
    return abs(near[0].baseline - lines[index][0].baseline) > _FAR_HEAD * size


# A running head is further from the text than this, in letter sizes.
_FAR_HEAD = 2.5


def least_pitch(heights: Sequence[float], size: float) -> float:
    """The least distance between lines of text."""
    pitches = (b - a for a, b in pairwise(heights))
    return min([LEADING * size, *(p for p in pitches if p > _MIN_PITCH * size)])


# Lines are no nearer to each other than this, in letter sizes, and labels that
# wrap are no further apart than this share of the lines of the text.
_MIN_PITCH = 0.8
SAME_PITCH = 1.15


def _paragraphs(lines: Sequence[Sequence[Piece]], limit: float) -> list[float]:
    """The baselines of lines of text that do not go on from the line above."""
    begins = [line[0].baseline for line in lines[:1]]
    for above, line in pairwise(lines):
        last, piece = above[-1], line[0]
        if not (wraps(last, piece, limit) or runs_on(last, piece, last.baseline)):
            begins.append(piece.baseline)
    return begins


def _labels(
    pieces: Sequence[Piece], pitch: float, rules: Sequence[float], paragraphs: Sequence[float]
) -> list[Label]:
    """The labels from top to bottom, those that wrap put together."""
    labels: list[Label] = []
    room = max((piece.right - piece.left for piece in pieces), default=0.0)
    for piece in sorted(pieces, key=lambda p: (p.baseline, p.left)):
        before = labels[-1].lines[-1] if labels else None
        if (
            before is not None
            and piece.baseline - before.baseline <= SAME_PITCH * pitch
            and not any(before.baseline < height < piece.baseline for height in rules)
            and _goes_on(before, piece, room, any(beside_row(piece, y) for y in paragraphs))
        ):
            labels[-1] = Label((*labels[-1].lines, piece))
        else:
            labels.append(Label((piece,)))
    return labels


_UNFINISHED = re.compile(r"(?:-|\b(?:og|eller|samt|i|på|for|til|fra|af|om|med|den))$")


def _goes_on(before: Piece, piece: Piece, room: float, has_text: bool) -> bool:
    """Whether a line's first word had no room on the line above, or goes on in small letters.

    What has a paragraph of its own beside it is a label of its own.
    """
    if before.bold != piece.bold:
        return False
    text = before.text.rstrip()
    if text.endswith(":"):
        return False
    word = piece.text.split()[0]
    needed = (piece.right - piece.left) * len(word) / len(piece.text) + 0.25 * piece.size
    had_no_room = before.right - before.left + needed > room - 0.4 * piece.size
    return (
        word[0].islower() or (had_no_room and not has_text) or _UNFINISHED.search(text) is not None
    )


def beside_row(label_line: Piece, height: float) -> bool:
    """Whether a label's line stands beside a line at this height, near enough."""
    return abs(label_line.baseline - height) < 0.55 * label_line.size
