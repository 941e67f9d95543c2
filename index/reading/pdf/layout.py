"""Pieces of text placed on a page become lines: a table's row is one line, columns are read in turn.

Everything is judged by geometry, in units of the letters' own size, so it
holds for any producer of PDFs and for pages read from an image alike.
"""

from __future__ import annotations

import math
import re
import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import groupby, pairwise

from index.parsing.text.case_numbers import case_number_of
from index.reading.assembly import Line
from index.reading.pdf.asides import boxed, place_of, unboxed
from index.reading.pdf.attendance_columns import by_columns
from index.reading.pdf.beside import rows_beside
from index.reading.pdf.columns import find_column
from index.reading.pdf.grid import Grid, read_grids
from index.reading.pdf.grid_rows import rows_of_grid
from index.reading.pdf.labels import Column
from index.reading.pdf.pieces import (
    GAP,
    LARGER,
    LEADING,
    WIDE_GAP,
    Edge,
    Piece,
    Row,
    Rule,
    is_amount,
    join,
    joined,
    runs_on,
    visual_lines,
    whole_cell,
    wraps,
)

# A page of so few lines tells little of where its lines end.
_FEW_LINES = 10
# How far up and down neighbours are looked for: a cell may wrap over some lines.
_NEAR_LINES = 3
# The tallest cells are of about so many lines, and so many letter sizes tall.
_TALL, _TALL_SIZES = 12, 16
# Pieces side by side are cells when one is so much larger than the other.
_LARGER_BESIDE = 1.15


def read_rows(pieces: Sequence[Piece], rules: Sequence[Rule] = ()) -> list[Row]:
    """The rows of a page, from top to bottom; columns of prose are read one after the other."""
    return rows_and_columns(pieces, rules)[0]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the pages so far: that of labels, and where the second of prose begins.

    `table` are those of the last table that is drawn on the page before.
    """

    labels: Column | None = None
    second: float | None = None
    table: tuple[float, ...] = ()


NO_COLUMNS = Columns()


def rows_and_columns(
    pieces: Sequence[Piece],
    rules: Sequence[Rule] = (),
    known: Columns = NO_COLUMNS,
    edges: Sequence[Edge] = (),
) -> tuple[list[Row], Columns]:
    """The rows of a page, and its columns.

    `known` are those of the page before, which are looked for first; `edges`
    make up the tables that are drawn.
    """
    pieces = [piece for piece in pieces if piece.text.strip()]
    split = _prose_columns(pieces, known.second)
    if split is not None:
        parts = (rows_and_columns(part, rules, edges=edges)[0] for part in split.parts)
        return [row for part in parts for row in part], replace(known, second=split.second)
    boxes, pieces = boxed(pieces, edges) if edges else ([], pieces)
    tables, rest = _drawn_tables(pieces, edges, known.table) if edges else ([], pieces)
    notes, rest = unboxed(rest)
    # The lines end where those of the tables do too.
    edge = _edge([joined(line) for line in visual_lines(pieces)]) if tables else None
    rows, labels = _rows_and_labels(rest, rules, known.labels, edge)
    for table in tables:
        at = next((n for n, row in enumerate(rows) if row.top > table[0].top), len(rows))
        rows[at:at] = table
    for box in (*boxes, *notes):
        at = place_of(rows, box.frame, rules)
        rows[at:at] = _rows_and_labels(box.pieces, (), None, box.frame.right)[0]
    last = tables[-1][-1].place if tables else None
    return rows, replace(known, labels=labels, table=last.columns if last else ())


def _drawn_tables(
    pieces: Sequence[Piece], edges: Sequence[Edge], known: Sequence[float]
) -> tuple[list[list[Row]], list[Piece]]:
    """The rows of each table that is drawn, and the pieces that stand in none."""

    def read(grid: Grid) -> list[Row] | None:
        left, right = grid.columns[0], grid.columns[-1]
        drawn = [Rule(left, right, height) for height in grid.heights]

        def rows_of(lines: Sequence[list[Piece]]) -> list[Row]:
            return [row for run in _tables(lines) for row in _rows(run, right, drawn)]

        return rows_of_grid(grid, rows_of, known)

    return read_grids(pieces, edges, read)


def _rows_and_labels(
    pieces: Sequence[Piece], rules: Sequence[Rule], known: Column | None, edge: float | None
) -> tuple[list[Row], Column | None]:
    """The rows of a page without columns of prose, and the column of labels beside its text."""
    rules = _whole_rules(rules)
    lines = by_columns([joined(line) for line in visual_lines(pieces)])
    # Where drawn tables are taken from between the lines, they stand further apart.
    far = math.inf if edge is None else _TALL_SIZES
    cut = _cut_at_corridors(lines, known, far)
    edge = _edge(lines) if edge is None else edge

    def rows_of(text: Sequence[list[Piece]]) -> list[Row]:
        return [row for table in _tables(text) for row in _rows(table, edge, rules)]

    column = find_column(cut, known)
    if column is None:
        return rows_of(cut), known
    if column is not known:
        cut = _cut_at_corridors(lines, column, far)
    return rows_beside(cut, column, rules, rows_of)


def _edge(lines: Sequence[Sequence[Piece]]) -> float:
    """Where the lines of a page end at the latest.

    Of many lines, one or two may reach further than the text does: a running head, a page number.
    """
    ends = nlargest(3 if len(lines) > _FEW_LINES else 1, (line[-1].right for line in lines))
    return ends[-1] if ends else 0.0


def _whole_rules(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, those put together that are the sides of boxes beside each other."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.height), r.left)):
        if whole and abs(whole[-1].height - rule.height) < 1.5 and rule.left < whole[-1].right + 3:
            whole[-1] = replace(whole[-1], right=max(whole[-1].right, rule.right))
        else:
            whole.append(rule)
    return whole


def _cut_at_corridors(
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


# Columns of prose

_MIN_COLUMN_LINES = 6
_MIN_FULL_LINES = 4
_MIN_FULL_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class _Split:
    """What stands above, in the columns, and below them, and where the second column begins."""

    parts: Sequence[Sequence[Piece]]
    second: float


def _prose_columns(pieces: Sequence[Piece], known: float | None) -> _Split | None:
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
                return _Split(parts, x)
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


# Tables


def _tables(lines: Sequence[list[Piece]]) -> list[list[list[Piece]]]:
    """Runs of lines whose cells keep to the same columns; ordinary lines are runs of one."""
    runs: list[list[list[Piece]]] = []
    columns: list[tuple[float, float]] = []
    for line in lines:
        merged = _columns_with(columns, line) if runs else None
        if merged is not None and _belongs(runs[-1], line, len(merged)):
            runs[-1].append(line)
            columns = merged
        else:
            runs.append([line])
            columns = [(p.left, p.right) for p in line]
    return runs


def _belongs(run: Sequence[Sequence[Piece]], line: Sequence[Piece], columns: int) -> bool:
    """Whether the line may go on with the run: several columns, and no great distance."""
    size = max(p.size for p in line)
    near = line[0].baseline - run[-1][0].baseline <= 3 * LEADING * size
    return columns > 1 and near


def _columns_with(
    columns: Sequence[tuple[float, float]], line: Sequence[Piece]
) -> list[tuple[float, float]] | None:
    """The columns widened by the line's cells; None when these are not its columns.

    A cell that crosses from one column to another, or two cells in the same
    one, belong to another table.
    """
    result = list(columns)
    taken: set[int] = set()
    for piece in line:
        hit = [i for i, (a, b) in enumerate(result) if piece.left < b and piece.right > a]
        if len(hit) > 1 or taken.intersection(hit):
            return None
        if hit:
            a, b = result[hit[0]]
            result[hit[0]] = (min(a, piece.left), max(b, piece.right))
        else:
            result.append((piece.left, piece.right))
        taken.add(hit[0] if hit else len(result) - 1)
    return sorted(result)


@dataclass(slots=True)
class _OpenRow:
    """A row under way: for each column the lines of its cell so far."""

    cells: dict[int, list[Piece]]

    def last(self, column: int) -> Piece | None:
        lines = self.cells.get(column)
        return lines[-1] if lines else None

    @property
    def bottom(self) -> float:
        return max(lines[-1].baseline for lines in self.cells.values())


def _rows(table: Sequence[list[Piece]], edge: float, rules: Sequence[Rule]) -> list[Row]:
    """The rows of a table; a cell that wraps over lines is put together."""
    if len(table) == 1:
        return [Row(tuple(table[0]), table[0][0].baseline, table[0][0].baseline, edge)]
    columns: list[tuple[float, float]] = []
    for line in table:
        columns = _columns_with(columns, line) or columns
    # Where a line of each column ends at the latest. The last column may be
    # narrower than the page, so a line that nearly reaches the edge is full.
    limits = [start for start, _ in columns[1:]]
    limits.append(edge - 0.2 * (edge - columns[-1][0]))
    ruled = [rule for rule in rules if _divides(rule, columns)]
    placed_lines = [{_column_of(piece, columns): piece for piece in line} for line in table]
    return [
        _closed(row, edge)
        for lines, is_boxed in _between(placed_lines, ruled)
        for row in _open_rows(lines, is_boxed, limits)
    ]


def _between(
    lines: Sequence[dict[int, Piece]], rules: Sequence[Rule]
) -> Iterator[tuple[list[dict[int, Piece]], bool]]:
    """The lines parted by the rules, and whether there is a rule both above and below."""
    heights = sorted(rule.height for rule in rules)

    def place(line: dict[int, Piece]) -> int:
        return bisect_right(heights, next(iter(line.values())).baseline)

    for at, part in groupby(lines, key=place):
        yield list(part), 0 < at < len(heights)


def _open_rows(
    lines: Sequence[dict[int, Piece]], is_boxed: bool, limits: Sequence[float]
) -> list[_OpenRow]:
    whole = _OpenRow({})
    for placed in lines:
        for column, piece in placed.items():
            whole.cells.setdefault(column, []).append(piece)
    # In a box, cells may be centred, so that their lines stand between each other.
    if is_boxed and all(_is_one_text(cell, limits[i]) for i, cell in whole.cells.items()):
        return [whole]
    if is_boxed and (_is_one_row(lines, limits) or _is_title_beside(whole)):
        return [whole]
    rows: list[_OpenRow] = []
    for placed in lines:
        if rows and _goes_on(rows[-1], placed, limits):
            for column, piece in placed.items():
                rows[-1].cells.setdefault(column, []).append(piece)
        else:
            rows.append(_OpenRow({column: [piece] for column, piece in placed.items()}))
    return rows


def _is_one_row(lines: Sequence[dict[int, Piece]], limits: Sequence[float]) -> bool:
    """Whether what stands in a box is one row: below its first line no other begins in the first column.

    So sentences and paragraphs may end within a cell, and where another cell's sentence goes
    on, so does the row; an amount is a row of its own, and a larger line is a title over the
    text below.
    """
    if any(_is_title_over(lines[0][column], lines[1:], column) for column in lines[0]):
        return False
    first = min(lines[0])
    limits = [_full_line(lines, column, limit) for column, limit in enumerate(limits)]
    above = lines[0]
    for line in lines[1:]:
        if any(is_amount(piece.text) for piece in line.values()):
            return False
        goes_on = (
            _is_in_cell(above.get(column), piece, limits[column])
            for column, piece in line.items()
            if column == first or _is_text(above.get(column))
        )
        if first in line and not any(goes_on):
            return False
        above = {**above, **line}
    return len(lines[0]) > 1


def _is_title_beside(row: _OpenRow) -> bool:
    """Whether a box holds a title over some lines with one smaller cell half way up beside it."""
    if sorted(row.cells) != [0, 1] or len(row.cells[1]) > 1:
        return False
    title, beside = row.cells[0], row.cells[1][0]
    return title[0].baseline < beside.baseline < title[-1].baseline and all(
        line.size > LARGER * beside.size and line.bold == title[0].bold for line in title
    )


def _is_title_over(first: Piece, below: Sequence[dict[int, Piece]], column: int) -> bool:
    """Whether a cell begins with a line, or with some, that all below is smaller than."""
    return any(first.size > LARGER * line[column].size for line in below if column in line)


def _is_text(piece: Piece | None) -> bool:
    return piece is not None and len(piece.text.split()) >= _MIN_TEXT


# Fewer words are a name.
_MIN_TEXT = 4


def _is_in_cell(above: Piece | None, piece: Piece, limit: float) -> bool:
    """Whether a line of a cell goes on the line of it above."""
    return above is not None and (
        wraps(above, piece, limit) or runs_on(above, piece, above.baseline)
    )


# A column whose longest line is so much of it is set in lines as full as that one.
_FULL_COLUMN = 0.8


def _full_line(lines: Sequence[dict[int, Piece]], column: int, limit: float) -> float:
    """Where the lines of a column end at the latest: text keeps off the next column."""
    cell = [line[column] for line in lines if column in line]
    if not cell:
        return limit
    left, right = min(piece.left for piece in cell), max(piece.right for piece in cell)
    return right if right - left >= _FULL_COLUMN * (limit - left) else limit


def _is_one_text(cell: Sequence[Piece], limit: float) -> bool:
    return all(
        wraps(above, below, limit) or runs_on(above, below, above.baseline)
        for above, below in pairwise(cell)
    )


def _divides(rule: Rule, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the rule runs under more than one column: an underlining does not."""
    return sum(rule.left < b and rule.right > a for a, b in columns) > 1


def _column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    return max(
        range(len(columns)),
        key=lambda i: min(piece.right, columns[i][1]) - max(piece.left, columns[i][0]),
    )


def _goes_on(row: _OpenRow, line: dict[int, Piece], limits: Sequence[float]) -> bool:
    """Whether a line's cells all go on where the row's cells ended."""
    first = next(iter(line.values()))
    above = row.bottom
    if first.baseline - above > LEADING * first.size:
        return False
    if len(row.cells) == 1 and len(line) > 1:
        # Amounts that stand beside the last line of a label that wraps, as no case number does.
        label = row.last(0)
        is_label = label is not None and 0 in line and case_number_of(label.text) is None
        return is_label and wraps(label, line[0], limits[0])
    return (
        all(
            wraps(row.last(column), piece, limits[column])
            or runs_on(row.last(column), piece, above)
            for column, piece in line.items()
        )
        and len(row.cells) > 1
    )


def _closed(row: _OpenRow, edge: float) -> Row:
    cells = [whole_cell(row.cells[column]) for column in sorted(row.cells)]
    lines = [piece for lines in row.cells.values() for piece in lines]
    baselines = [piece.baseline for piece in lines]
    return Row(tuple(cells), min(baselines), max(baselines), edge)


# Rows of all pages as lines


def lines_of_rows(pages: Sequence[Sequence[Row]]) -> list[list[Line]]:
    """The pages as lines: cells parted by tabs, paragraphs by a blank line, headings by their type."""
    size, pitch = _usual_size(pages), _usual_pitch(pages)
    levels = _levels(pages, size)
    result = []
    for page in pages:
        lines: list[Line] = []
        rows = _with_whole_headings(page, size, pitch)
        for index, row in enumerate(rows):
            if index and _is_gap(rows[index - 1], row, pitch):
                lines.append(Line(""))
            text = "\t".join(" ".join(piece.text.split()) for piece in row.cells).strip()
            slanted = all(piece.slanted for piece in row.cells)
            lines.append(Line(text, _level(row, size, levels), slanted))
        result.append(_without_long_headings(lines))
    return result


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
