"""Whether a page has a column of labels beside its text, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.reading.pdf.labels import Column, apart
from index.reading.pdf.pieces import Piece

# Labels take no more of the width than this, and are fewer than the lines of text.
_MAX_SHARE = 0.42
_MIN_LABELS = 3
_MIN_LINES_PER_LABEL = 0.7
# Of the lines, so many may reach over both (titles) or be a table's.
_MAX_CROSSING = 0.6
_MAX_TABLE = 0.25
# Of the labels, so many stand flush; of the lines of text, so many.
_MIN_FLUSH = 0.7
_MIN_TEXT_FLUSH = 0.5
_MAX_WORDLESS = 0.4
_WORD = re.compile(r"[^\W\d_]{3}")
_EDGES_TRIED = 5


def find_column(lines: Sequence[Sequence[Piece]], known: Column | None) -> Column | None:
    """The column of labels on a page of lines, None when it has none.

    `known` is that of the page before, which needs less to be one again.
    """
    if known is not None and _fits(known, lines, again=True):
        return known
    pieces = [piece for line in lines for piece in line]
    if not pieces:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    size = _usual_size(pieces)
    for x, _ in Counter(round(p.left) for p in pieces).most_common(_EDGES_TRIED):
        for column in (_left_of(pieces, x, left, right), _right_from(pieces, x, left, right)):
            if column is not None and _fits(replace(column, size=size), lines, again=False):
                return _tight(replace(column, size=size), lines)
    return None


def _tight(column: Column, lines: Sequence[Sequence[Piece]]) -> Column:
    """The column as wide as its labels are."""
    pieces = [piece for label in apart(lines, column)[0] for piece in label.lines]
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    return replace(column, left=left, right=right)


def _usual_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(2 * piece.size) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0]


def _left_of(pieces: Sequence[Piece], x: float, left: float, right: float) -> Column | None:
    """The column that ends before text from x on."""
    ends = [p.right for p in pieces if p.right < x - 1]
    if not ends or max(ends) - left > _MAX_SHARE * (right - left):
        return None
    return Column(left, max(ends), x - 2, right)


def _right_from(pieces: Sequence[Piece], x: float, left: float, right: float) -> Column | None:
    """The column that begins at x, behind the text."""
    ends = [p.right for p in pieces if p.right < x - 1]
    if not ends or right - x > _MAX_SHARE * (right - left):
        return None
    return Column(x - 1, right, left, max(ends))


def _fits(column: Column, lines: Sequence[Sequence[Piece]], again: bool) -> bool:
    """Whether the lines are labels and text; a page that goes `again` on may have few labels."""
    if sum(column.holds(p) for line in lines for p in line) < (1 if again else _MIN_LABELS):
        return False
    labels, texts, lone = apart(lines, column)
    beside = [line for line in texts if not column.overlaps(line[0])]
    pieces = [piece for label in labels for piece in label.lines]
    if again or not labels:
        return bool(labels)
    if len(texts) - len(beside) + len(lone) > _MAX_CROSSING * len(lines):
        return False
    tables = sum(len(line) > 1 and column.holds(line[0]) for line in texts)
    # Amounts, dates, or crosses behind names.
    wordless = sum(not _WORD.search(piece.text) for piece in pieces)
    if tables > _MAX_TABLE * len(pieces) or wordless > _MAX_WORDLESS * len(pieces):
        return False
    flush_text = sum(abs(line[0].left - column.text_left) <= _INSET for line in beside)
    flush = (Counter(round(p.left) for p in pieces), Counter(round(p.right) for p in pieces))
    return (
        len(pieces) >= _MIN_LABELS
        and len(beside) >= _MIN_LINES_PER_LABEL * len(labels)
        and flush_text >= _MIN_TEXT_FLUSH * len(beside)
        and max(map(_flush, flush)) >= _MIN_FLUSH * len(pieces)
    )


# A box of its own sets a number in a little.
_INSET = 5


def _flush(edges: Counter[int]) -> int:
    """How many stand at the commonest edge, give or take a little."""
    return max(sum(edges[y] for y in range(x - _INSET, x + _INSET + 1)) for x in list(edges))
