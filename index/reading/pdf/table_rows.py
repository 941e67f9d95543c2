"""Lines whose cells keep to the same columns become rows: cells that wrap are put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.parsing.text.case_numbers import case_number_of
from index.reading.pdf.pieces import (
    LARGER,
    LEADING,
    Piece,
    Row,
    Rule,
    is_amount,
    runs_on,
    whole_cell,
    wraps,
)


def runs_of_columns(lines: Sequence[list[Piece]]) -> list[list[list[Piece]]]:
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


def rows_of_run(table: Sequence[list[Piece]], edge: float, rules: Sequence[Rule]) -> list[Row]:
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
    """Whether a line of a cell follows the line of it above at once, and goes on it."""
    if above is None or piece.baseline - above.baseline > LEADING * max(above.size, piece.size):
        return False
    return wraps(above, piece, limit) or runs_on(above, piece, above.baseline)


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
    return all(_is_in_cell(above, below, limit) for above, below in pairwise(cell))


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
