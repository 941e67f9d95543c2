"""Text in the margin under a heading of its own: a part of its own, read behind what stands beside it.

Some layouts set what was decided in the margin, in a box or without. Read line
by line, its lines stand between those of the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing.text.headings import heading_of
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.pdf.grid import Frame, frames
from index.reading.pdf.pieces import (
    LARGER,
    LEADING,
    WIDE_GAP,
    Edge,
    Piece,
    Row,
    Rule,
    joined_line,
    visual_lines,
)

# Text beside a box has so many words on a line.
_MIN_WORDS = 4
# What stands closer than this below, in letter sizes, goes on the text beside the box.
_NEAR = 2.2
# More headings than this on a page are those of a list, and each is looked around for.
_MAX_NOTES = 40
# Points within which lines are flush, and the share of a letter's size within which they are one.
_FLUSH, _SAME_LINE = 2.0, 0.55
_SECTIONS = frozenset(
    {Role.DECISION, Role.BOTH, Role.RECOMMENDATION, Role.BACKGROUND, Role.ECONOMY}
    | {Role.VOTE, Role.ABSENT, Role.ATTACHMENTS}
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A box and the pieces of text in it."""

    frame: Frame
    pieces: tuple[Piece, ...]


def boxed(pieces: Sequence[Piece], edges: Sequence[Edge]) -> tuple[list[Aside], list[Piece]]:
    """The boxes beside text that hold a section under its heading, from top to bottom, and the other pieces."""
    found: list[Aside] = []
    rest = list(pieces)
    for frame in sorted(frames(edges), key=lambda frame: frame.top):
        inside = [piece for piece in rest if frame.holds(piece)]
        outside = [piece for piece in rest if not frame.holds(piece)]
        if inside and _heads_section(inside) and _is_beside(frame, outside):
            found.append(Aside(frame, tuple(inside)))
            rest = outside
    return found, rest


def unboxed(pieces: Sequence[Piece]) -> tuple[list[Aside], list[Piece]]:
    """What was decided, under its heading in the margin, from top to bottom, and the other pieces.

    A label beside its text has no sentences right below it.
    """
    found: list[Aside] = []
    rest = list(pieces)
    heads = [piece for piece in pieces if _heads_decision(piece)]
    if len(heads) > _MAX_NOTES:
        return [], rest
    for head in sorted(heads, key=lambda piece: piece.baseline):
        note = _below(head, rest)
        if len(note) < 2 or not note[-1].text.rstrip().endswith((".", "!", ")")):
            continue
        frame = _around(note)
        outside = [piece for piece in rest if piece not in note]
        if _is_beside(frame, outside) and not _goes_on_beside(head, outside):
            found.append(Aside(frame, tuple(note)))
            rest = outside
    return found, rest


def _heads_decision(piece: Piece) -> bool:
    return vocabulary().role(piece.text) in (Role.DECISION, Role.BOTH)


def _below(head: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """A heading and the lines that stand flush right below it."""
    note = [head]
    for piece in sorted(pieces, key=lambda p: p.baseline):
        step = piece.baseline - note[-1].baseline
        is_flush = abs(piece.left - head.left) <= _FLUSH
        if is_flush and _SAME_LINE * head.size < step <= LEADING * max(piece.size, head.size):
            note.append(piece)
    return note


def _around(pieces: Sequence[Piece]) -> Frame:
    first, last = pieces[0], pieces[-1]
    return Frame(
        min(piece.left for piece in pieces),
        first.baseline - first.size,
        max(piece.right for piece in pieces),
        last.baseline + last.size / 4,
    )


def _goes_on_beside(head: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a heading's line has more: other heads of a table, or text that wraps below it."""
    near = [p for p in pieces if abs(p.baseline - head.baseline) < _SAME_LINE * head.size]
    room = head.right + WIDE_GAP * head.size
    return any(len(p.text.split()) < _MIN_WORDS or head.left < p.left < room for p in near)


def _heads_section(pieces: Sequence[Piece]) -> bool:
    heading = heading_of(joined_line(visual_lines(pieces)[0]).text)
    return heading is not None and heading.role in _SECTIONS


def _is_beside(frame: Frame, pieces: Sequence[Piece]) -> bool:
    """Whether text stands to the left or the right of the box, and none goes through it."""
    beside = [p for p in pieces if frame.top < p.baseline < frame.bottom]
    return any(len(piece.text.split()) >= _MIN_WORDS for piece in beside) and all(
        piece.right <= frame.left or piece.left >= frame.right for piece in beside
    )


def place_of(rows: Sequence[Row], frame: Frame, rules: Sequence[Rule]) -> int:
    """The index of the row that the box is read before: the first that does not go on the text beside it."""
    at = next((n for n, row in enumerate(rows) if row.top > frame.bottom), len(rows))
    while 0 < at < len(rows) and _goes_on(rows[at - 1], rows[at], frame, rules):
        at += 1
    return at


def _goes_on(above: Row, row: Row, frame: Frame, rules: Sequence[Rule]) -> bool:
    first, last = row.cells[0], above.cells[0]
    if row.top - above.bottom > _NEAR * last.size or first.size > LARGER * last.size:
        return False
    is_parted = any(
        above.bottom < rule.height < row.top
        and rule.left < frame.right
        and rule.right > frame.left
        and min(rule.right, first.right) > max(rule.left, first.left)
        for rule in rules
    )
    return not is_parted and first.bold <= last.bold
