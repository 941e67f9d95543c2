"""The rows of a table drawn on a page: each is a line, whatever wraps within its cells.

A title that stands over more text in its cell is a row before it, so that it
can be told from the text. A row that a page breaks is one row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.columns import NUMBER, TITLE, columns_of
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.attendance import attendance_lines
from index.reading.pdf.grid import Box, Grid
from index.reading.pdf.pieces import (
    LARGER,
    Piece,
    Row,
    TablePlace,
    is_amount,
    joined_line,
    visual_lines,
    whole_cell,
)

# A longer cell is a page laid out as a table, which is read as pages are.
_MAX_LINES = 8
# Of two columns, labels and texts are; the texts of forms are short.
_MAX_FORM_LINES = 3
# The head of a table stands in one of its first rows.
_HEAD_ROWS = 3

_RowsOf = Callable[[Sequence[list[Piece]]], list[Row]]


def rows_of_grid(grid: Grid, rows_of: _RowsOf, known: Sequence[float] = ()) -> list[Row] | None:
    """The rows of a table, None where it is better read line by line.

    `rows_of` reads the lines of one row that has several in it, each with amounts of its own;
    `known` are the columns of the last table on the page before, which may go on.
    """
    rows = [[_lines(box) for box in row] for row in grid.rows]
    texts = [[" ".join(line.text for line in cell) for cell in row] for row in rows]
    head = next((n for n, row in enumerate(texts[:_HEAD_ROWS]) if _is_head(row)), None)
    goes_on = grid.open_top and are_same(known, grid.columns)
    is_known = head is not None or goes_on
    if not is_known and not _is_table(grid, rows):
        return None
    came = attendance_lines([[[line.text for line in cell] for cell in row] for row in rows])
    if came is not None:
        return _told(came, rows)
    columns = columns_of(texts[head]) if head is not None else None
    title = columns.kinds.index(TITLE) if columns and columns.kinds[0] == NUMBER else None
    result: list[Row] = []
    for boxes, cells in zip(grid.rows, rows, strict=True):
        if not any(cells):
            continue
        if _holds_rows(cells) or (not is_known and _holds_lines(grid, boxes, cells)):
            result += rows_of(visual_lines(piece for box in boxes for piece in box.pieces))
        elif title is not None and len(cells) == len(columns.kinds if columns else ()):
            result += _with_title(grid, boxes, cells, title)
        else:
            result.append(_row(grid, boxes, cells))
    return result


def _lines(box: Box) -> list[Piece]:
    """The lines of a cell, what stands beside each other in it put together."""
    return [joined_line(line) for line in visual_lines(box.pieces)]


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row heads columns of which one is of what was decided."""
    if columns_of(cells) is not None:
        return True
    roles = [vocabulary().role(cell) for cell in cells]
    return len(cells) > 1 and all(roles) and Role.DECISION in roles


def _is_table(grid: Grid, rows: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    """Whether what stands in the cells is short, as in a table that is no layout of a page.

    Two columns may be labels and the text beside them, which is then short and no list.
    """
    longest = max(len(cell) for row in rows for cell in row)
    if max(sum(map(bool, row)) for row in rows) > 2:
        return longest <= _MAX_LINES
    is_list = any(_holds_lines(grid, b, row) for b, row in zip(grid.rows, rows, strict=True))
    return longest <= _MAX_FORM_LINES and not is_list


def _holds_rows(cells: Sequence[Sequence[Piece]]) -> bool:
    """Whether the cells hold lines with an amount each: rows that no lines part."""
    return any(len(cell) > 1 and all(is_amount(line.text) for line in cell) for cell in cells[1:])


def _holds_lines(grid: Grid, boxes: Sequence[Box], cells: Sequence[Sequence[Piece]]) -> bool:
    """Whether a cell holds lines that each stand for themselves, as those of a list or an address do.

    Where the next word would have had room, the line was ended by who wrote it.
    """
    return any(
        _ENTRY.match(below.text)
        or (_has_room(above, below, grid.columns[box.right + 1]) and not below.text[0].islower())
        for box, cell in zip(boxes, cells, strict=True)
        for above, below in pairwise(cell)
    )


def _has_room(line: Piece, below: Piece, limit: float) -> bool:
    word = below.text.split()[0]
    width = (below.right - below.left) * len(word) / len(below.text)
    return line.right + width + _ROOM * line.size < limit


_ENTRY = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-zæøå][.)]|[•▪◦·○●■□*–—-])\s")
# In letter sizes: the blank before the word, and what a cell leaves on its right.
_ROOM = 2.0


def _row(grid: Grid, boxes: Sequence[Box], cells: Sequence[Sequence[Piece]]) -> Row:
    """The cells as a row; where one alone has text, it is a line."""
    lines = [line for cell in cells for line in cell]
    top = min(line.baseline for line in lines)
    bottom = max(line.baseline for line in lines)
    filled = [cell for cell in cells if cell]
    place = TablePlace(grid.columns, tuple(box.left for box in boxes), *_is_open(grid, boxes))
    if len(filled) == 1 and filled[0] is cells[0]:
        return Row((whole_cell(filled[0]),), top, bottom, grid.columns[boxes[0].right + 1], place)
    size = lines[0].size
    pieces = [
        whole_cell(cell)
        if cell
        else Piece("", grid.columns[box.left], grid.columns[box.left], top, size)
        for box, cell in zip(boxes, cells, strict=True)
    ]
    return Row(tuple(pieces), top, bottom, grid.columns[-1], place)


def _is_open(grid: Grid, boxes: Sequence[Box]) -> tuple[bool, bool]:
    """Whether no line closes a row above and below."""
    last = len(grid.heights) - 2
    is_open_top = grid.open_top and any(box.top == 0 for box in boxes)
    return is_open_top, grid.open_bottom and any(box.bottom == last for box in boxes)


def _with_title(
    grid: Grid, boxes: Sequence[Box], cells: Sequence[list[Piece]], title: int
) -> list[Row]:
    """A row; its title before it, where that stands over more text in its cell."""
    end = _title_end(cells[title])
    if not end:
        return [_row(grid, boxes, cells)]
    over = [cells[n] if n < title else cells[title][:end] for n in range(title + 1)]
    below = cells[title][end:]
    cases = [line for line in below if _is_case(line.text)]
    text = [line for line in below if line not in cases]
    alone = [_row(grid, boxes[:1], [[line]]) for line in cases]
    beside = cells[title + 1 :]
    if not text:
        return [_row(grid, boxes, [*over, *beside]), *alone]
    return [
        _row(grid, boxes[: title + 1], over),
        *alone,
        _row(grid, boxes[title:], [text, *beside]),
    ]


def _is_case(text: str) -> bool:
    """Whether a line is a case number with its label: "J.nr. 8.14.2"."""
    number = case_number_of(text)
    return number is not None and text.endswith(number)


def _title_end(cell: Sequence[Piece]) -> int:
    """How many lines of a cell are a title over the text below, 0 for none."""
    for end, (above, line) in enumerate(pairwise(cell), start=1):
        is_less = above.bold and not line.bold
        if is_less or above.size > LARGER * line.size:
            return end if all(piece.bold == cell[0].bold for piece in cell[:end]) else 0
    return 0


def _told(lines: Sequence[str], rows: Sequence[Sequence[Sequence[Piece]]]) -> list[Row]:
    """Lines of text in the place of a table."""
    pieces = [line for row in rows for cell in row for line in cell]
    first, last = min(p.baseline for p in pieces), max(p.baseline for p in pieces)
    size = pieces[-1].size
    step = min(size, (last - first) / max(1, len(lines) - 1))
    left, right = pieces[0].left, max(p.right for p in pieces)
    return [
        Row((Piece(text, left, right, y, size),), y, y, right)
        for number, text in enumerate(lines)
        for y in [first + number * step]
    ]


# Rows that a page breaks


def with_whole_rows(pages: Sequence[list[Row]]) -> None:
    """Put together the rows that a page breaks: what stands on the next goes on the row's cells."""
    for above, below in pairwise(pages):
        last = next((n for n in range(len(above) - 1, -1, -1) if above[n].place), None)
        first = next((n for n, row in enumerate(below) if row.place), None)
        if last is None or first is None:
            continue
        if len(above) - 1 - last > _MAX_RUNNING or first > _MAX_RUNNING:
            continue
        heads = [_texts(row) for row in above] if len(below) > first + 1 else []
        if _texts(below[first]) in heads and below[first + 1].place:
            first += 1
        whole = _whole(above[last], below[first])
        if whole is not None:
            above[last] = whole
            del below[first]


# So many rows of a page foot, or of a head, may stand between.
_MAX_RUNNING = 3


def _texts(row: Row) -> list[str]:
    return [piece.text for piece in row.cells]


def _whole(above: Row, below: Row) -> Row | None:
    """A row with what a page break parts from it, None where the row below is one of its own."""
    if not _goes_on(above, below):
        return None
    cells = dict(zip(above.place.boxes if above.place else (), above.cells, strict=True))
    for at, piece in zip(below.place.boxes if below.place else (), below.cells, strict=True):
        before = cells[at]
        if piece.text:
            cells[at] = whole_cell([before, piece]) if before.text else piece
    return replace(above, cells=tuple(cells.values()))


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a row is what a page broke off the row above.

    Its number or its title would stand in the first cell; no line parts both where the page does.
    """
    first, last = above.place, below.place
    if first is None or last is None or len(above.cells) != len(first.boxes):
        return False
    is_same = are_same(first.columns, last.columns)
    if not is_same or not {*last.boxes} <= {*first.boxes} or len(last.boxes) != len(below.cells):
        return False
    if not below.cells[0].text or not above.cells[0].text:
        return bool(above.cells[0].text)
    is_open = first.open_bottom and last.open_top
    return is_open or (below.cells[0].text[0].islower() and above.cells[0].text[-1] not in ".:")


# Points within which the columns of two pages are the same.
_SAME = 3.0


def are_same(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether columns begin and end at the same places."""
    return len(first) == len(second) and all(
        abs(a - b) <= _SAME for a, b in zip(first, second, strict=True)
    )
