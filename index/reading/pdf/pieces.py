"""The pieces of text on a page, and when one goes on with another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one baseline without a wide gap in it.

    Lengths are points; `baseline` grows downwards. `order` is the place in the
    file; `spaced` says that a space follows.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    slanted: bool = False
    order: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on the page."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line drawn on the page, or the side of a box, that may part two cells.

    `at` is where it stands across its direction, and `start` and `end` along it.
    """

    is_upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a row of a drawn table stands: the table's columns, those its cells begin at, and its sides.

    It is `open_top` or `open_bottom` where no line closes it.
    """

    columns: tuple[float, ...]
    boxes: tuple[int, ...]
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be: its cells, its first and last baseline, and where the lines around it end.

    Its `place` is told where it is the row of a table that is drawn.
    """

    cells: tuple[Piece, ...]
    top: float
    bottom: float
    edge: float
    place: TablePlace | None = None


# Lines of one cell or paragraph follow each other within this many sizes.
LEADING = 1.65
MARKER = re.compile(
    r"(?:\(?[0-9a-zA-ZæøåÆØÅ]{1,3}[.)]|\d{1,3}(?:\.\d{1,2}){1,3}\.?|[•▪◦·○●■□\uf0a7\uf0b7*–—-])$"
)
NUMERIC = re.compile(r"[\d\s.,:;%/()+–−-]*\d[\d\s.,:;%/()+–−-]*(?:kr\.?|mio\.?|pct\.?)?$")

# Text is a heading, and no label, when it is so much larger than the rest.
LARGER = 1.1
# Lines of one paragraph differ in size by no more than this share.
_PARAGRAPH_SHARE = 0.15


def wraps(before: Piece | None, piece: Piece, limit: float) -> bool:
    """Whether the first word of `piece` had no room behind `before`."""
    if before is None or _ends_sentence(before.text):
        return False
    is_unfinished = bool(_SHORTENED.search(before.text))
    is_entry = NUMERIC.match(piece.text.strip()) or MARKER.match(piece.text.split()[0])
    if is_entry and not is_unfinished:
        return False
    if abs(before.size - piece.size) > _PARAGRAPH_SHARE * piece.size:
        return False
    word = piece.text.split()[0]
    width = (piece.right - piece.left) * len(word) / len(piece.text)
    return before.right + 0.25 * piece.size + width > limit - 0.4 * piece.size


# These are followed by what they are said of: "pr. 30. april".
_SHORTENED = re.compile(r"(?i)\b(?:pr|kl|nr|ca|stk|jf|inkl|ekskl|vedr|pkt|maks|min|d)\.\s*$")


def _ends_sentence(text: str) -> bool:
    return text.rstrip().endswith((":", ".")) and not _SHORTENED.search(text)


def is_amount(text: str) -> bool:
    """Whether a cell is a number, which a sentence that ends in one is not: "2012."."""
    return bool(NUMERIC.match(text.strip())) and not text.rstrip().endswith(".")


def runs_on(before: Piece | None, piece: Piece, above: float) -> bool:
    """Whether `piece` begins in the middle of a sentence right below `before`."""
    if before is None or before.baseline < above:
        return False
    text = before.text.rstrip()
    if MARKER.match(piece.text.split()[0]):
        return False
    return piece.text.lstrip()[0].islower() and not text.endswith((".", ":", ";"))


def join(first: Piece, second: Piece, apart: bool) -> Piece:
    """Both pieces as one; it looks as the longer does."""
    space = " " if apart or first.spaced else ""
    long, short = (first, second) if len(first.text) >= len(second.text) else (second, first)
    return replace(
        long,
        text=f"{first.text}{space}{second.text}",
        left=first.left,
        right=max(first.right, second.right),
        bold=first.bold and second.bold,
        slanted=first.slanted and second.slanted,
        order=min(first.order, short.order),
        spaced=second.spaced,
    )


def whole_cell(lines: Sequence[Piece]) -> Piece:
    """The lines of a cell as one piece."""
    cell = lines[0]
    for piece in lines[1:]:
        # A word parted at the end of its line is one word in the row; "børne- og" stays two.
        parted = re.search(r"\w-$", cell.text) and not re.match(
            r"(?:og|eller|samt|til)\b", piece.text
        )
        cell = join(replace(cell, spaced=False), piece, not parted)
    return cell


# Lines

# A gap as wide as this, in letter sizes, parts two cells in any case; justified
# text has narrower ones. A gap of half of it does when a neighbouring line
# leaves the same gap, and one somewhat wider than a space when a cell of a
# neighbouring line begins just where it ends.
WIDE_GAP = 2.0
GAP = 0.9
NARROW_GAP = 0.45
# Baselines nearer than this, in the smaller letter's size, are one line; lines
# set solid are not. A superscript is raised by a third of the larger size.
_SAME_LINE = 0.55
_RAISED = 0.36


def visual_lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces on each baseline, from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.baseline, p.left)):
        # The last two lines: a superscript is a line of its own until its base comes.
        for line in lines[:-3:-1]:
            small, large = sorted((piece.size, line[0].size))
            near = max(_SAME_LINE * small, _RAISED * large)
            if piece.baseline - line[0].baseline <= near:
                line.append(piece)
                break
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.left) for line in lines]


def joined(line: Sequence[Piece]) -> list[Piece]:
    """The line's pieces, those that no wide gap parts put together."""
    cells = [line[0]]
    for piece in line[1:]:
        before = cells[-1]
        gap = (piece.left - before.right) / max(before.size, piece.size)
        if gap < NARROW_GAP or (gap < 3 * WIDE_GAP and MARKER.match(before.text.strip())):
            cells[-1] = join(before, piece, gap > 0.12)
        else:
            cells.append(piece)
    return cells


def joined_line(line: Sequence[Piece]) -> Piece:
    """All that stands beside each other on a line of one cell as one piece."""
    whole = line[0]
    for piece in line[1:]:
        whole = join(whole, piece, piece.left - whole.right > 0.12 * piece.size)
    return replace(whole, text=" ".join(whole.text.split()))
