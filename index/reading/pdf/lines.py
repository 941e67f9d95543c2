"""Rows of all pages as lines: paragraphs by their gaps, headings by their size and weight."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from index.parsing.text.cells import names_both
from index.reading.assembly import Line
from index.reading.pdf.pieces import LARGER, Row, join, wraps


def lines_of_rows(pages: Sequence[Sequence[Row]]) -> list[list[Line]]:
    """The pages as lines: cells parted by tabs, paragraphs by a blank line, headings by their type."""
    size, pitch = _usual_size(pages), _usual_pitch(pages)
    levels = _levels(pages, size)
    result = []
    for page in pages:
        lines: list[Line] = []
        rows = _with_whole_headings(page, size, pitch)
        texts = _texts(rows)
        for index, row in enumerate(rows):
            if index and _is_gap(rows[index - 1], row, pitch):
                lines.append(Line(""))
            slanted = all(piece.slanted for piece in row.cells)
            lines.append(Line(texts[index], _level(row, size, levels), slanted))
        result.append(_without_long_headings(lines))
    return result


def _texts(rows: Sequence[Row]) -> list[str]:
    """What stands in the rows, cells parted by tabs.

    Below heads that say open and closed a cell that is empty is written too: in which column a
    value stands is then all that tells an item is closed.
    """
    texts: list[str] = []
    head: Row | None = None
    for row in rows:
        cells = [" ".join(piece.text.split()) for piece in row.cells]
        if names_both("\t".join(cells)):
            head = row
        elif head is not None and 1 < len(cells) <= len(head.cells):
            cells = _below(head, row)
        else:
            head = None
        texts.append("\t".join(cells).strip())
    return texts


def _below(head: Row, row: Row) -> list[str]:
    """The row's cells, each in the column of the head that it is nearest to."""
    cells = [""] * len(head.cells)
    for piece in row.cells:
        away = [max(name.left - piece.right, piece.left - name.right, 0) for name in head.cells]
        nearest = away.index(min(away))
        cells[nearest] = f"{cells[nearest]} {' '.join(piece.text.split())}".strip()
    return cells


def _with_whole_headings(rows: Sequence[Row], usual: float, pitch: float) -> list[Row]:
    """The rows, a heading that wraps put together."""
    result: list[Row] = []
    for block in _blocks_that_stand_out(rows, usual, pitch):
        whole = block[:1]
        for row in block[1:]:
            last, *beside = whole[-1].cells
            limit = beside[0].left - last.size if beside else row.edge
            if len(block) <= _MAX_HEADING_LINES and wraps(last, row.cells[0], limit):
                # It ends where its last line does, for the line after that.
                cell = replace(join(last, row.cells[0], True), right=row.cells[0].right)
                whole[-1] = Row((cell, *beside), whole[-1].top, row.bottom, row.edge)
            else:
                whole.append(row)
        result += whole
    return result


def _blocks_that_stand_out(rows: Sequence[Row], usual: float, pitch: float) -> Iterator[list[Row]]:
    """Rows set alike that stand out and follow each other; other rows one by one."""
    block: list[Row] = []
    for row in rows:
        goes_on = (
            bool(block)
            and _begins_heading(block[-1], usual)
            and _stands_out(row, usual)
            and block[-1].cells[0].bold == row.cells[0].bold
            and _alike(block[-1], row)
            and not _is_gap(block[-1], row, pitch)
        )
        if block and not goes_on:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _begins_heading(row: Row, usual: float) -> bool:
    """Whether the row stands out; small cells may stand beside a large one."""
    first, *rest = row.cells
    is_large = first.size > LARGER * usual
    return _stands_out(row, usual) or (
        is_large and all(cell.size < first.size / LARGER for cell in rest)
    )


def _stands_out(row: Row, usual: float) -> bool:
    """Whether the row is one cell, larger or bolder than the text."""
    piece = row.cells[0]
    return len(row.cells) == 1 and (piece.bold or piece.size > LARGER * usual)


# A block of more lines than this is text set large or bold, such as a cover or a warning.
_MAX_HEADING_LINES = 3


def _without_long_headings(lines: Sequence[Line]) -> list[Line]:
    result: list[Line] = []
    for level, run in groupby(lines, key=lambda line: line.level):
        block = list(run)
        if level is not None and len(block) > _MAX_HEADING_LINES:
            block = [Line(line.text) for line in block]
        result += block
    return result


def _usual_size(pages: Sequence[Sequence[Row]]) -> float:
    """The size of most letters, in half points."""
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            for piece in row.cells:
                sizes[_rounded(piece.size)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _rounded(size: float) -> float:
    return round(2 * size) / 2


def _usual_pitch(pages: Sequence[Sequence[Row]]) -> float:
    """The usual distance between lines of a paragraph, in letter sizes."""
    pitches = [
        (below.top - above.bottom) / below.cells[0].size
        for rows in pages
        for above, below in pairwise(rows)
        if below.top > above.bottom and _alike(above, below) and not (above.place or below.place)
    ]
    usual = [pitch for pitch in pitches if 0.9 < pitch < 2.5]
    return statistics.quantiles(usual, n=4)[0] if len(usual) > 3 else 1.2


def _alike(above: Row, below: Row) -> bool:
    return abs(above.cells[0].size - below.cells[0].size) < 0.5


# Paragraphs, and the rows of a table, are further apart than lines by these factors.
_PARAGRAPH_GAP = 1.3
_TABLE_GAP = 2.6


def _is_gap(above: Row, below: Row, pitch: float) -> bool:
    if above.place and below.place and above.place.columns is below.place.columns:
        return False
    size = max(above.cells[0].size, below.cells[0].size)
    in_table = len(above.cells) > 1 and len(below.cells) > 1
    # A column further right begins above; it is a new paragraph too.
    return below.top < above.bottom or (below.top - above.bottom) / size > pitch * (
        _TABLE_GAP if in_table else _PARAGRAPH_GAP
    )


# A heading is no longer than the longest title seen (three lines).
_MAX_HEADING_LETTERS = 300


def _levels(pages: Sequence[Sequence[Row]], usual: float) -> dict[float, int]:
    """The levels of the sizes that are larger than the usual: 1 for the largest, at most 6."""
    sizes = {
        _rounded(row.cells[0].size)
        for rows in pages
        for row in rows
        if row.cells[0].size > LARGER * usual
    }
    return {size: min(6, n) for n, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _level(row: Row, usual: float, levels: dict[float, int]) -> int | None:
    """The level of a row of one cell that is set larger, or 7 for one all in bold."""
    piece = row.cells[0]
    if not _stands_out(row, usual) or len(piece.text) > _MAX_HEADING_LETTERS:
        return None
    if not re.search(r"[^\W\d_]", piece.text):
        return None
    return levels.get(_rounded(piece.size), 7) if piece.size > LARGER * usual else 7
