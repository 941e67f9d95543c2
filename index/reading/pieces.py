"""The pieces of text on a page, and when one goes on with another."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    order: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on the page."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be: its cells, its first and last baseline, and where the lines around it end."""

    cells: tuple[Piece, ...]
    top: float
    bottom: float
    edge: float


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
