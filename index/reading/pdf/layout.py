"""Pieces of text placed on a page become rows: a table's row is one line, columns are read in turn.

Everything is judged by geometry, in units of the letters' own size, so it
holds for any producer of PDFs and for pages read from an image alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from index.reading.pdf.asides import boxed, place_of, unboxed
from index.reading.pdf.attendance_columns import by_columns
from index.reading.pdf.beside import rows_beside
from index.reading.pdf.columns import find_column
from index.reading.pdf.corridors import TALL_SIZES, cut_at_corridors
from index.reading.pdf.grid import Grid, read_grids
from index.reading.pdf.grid_rows import rows_of_grid
from index.reading.pdf.labels import Column
from index.reading.pdf.pieces import Edge, Piece, Row, Rule, joined, visual_lines
from index.reading.pdf.prose_columns import prose_columns
from index.reading.pdf.table_rows import rows_of_run, runs_of_columns

# A page of so few lines tells little of where its lines end.
_FEW_LINES = 10


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
    split = prose_columns(pieces, known.second)
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
            return [row for run in runs_of_columns(lines) for row in rows_of_run(run, right, drawn)]

        return rows_of_grid(grid, rows_of, known)

    return read_grids(pieces, edges, read)


def _rows_and_labels(
    pieces: Sequence[Piece], rules: Sequence[Rule], known: Column | None, edge: float | None
) -> tuple[list[Row], Column | None]:
    """The rows of a page without columns of prose, and the column of labels beside its text."""
    rules = _whole_rules(rules)
    lines = by_columns([joined(line) for line in visual_lines(pieces)])
    # Where drawn tables are taken from between the lines, they stand further apart.
    far = math.inf if edge is None else TALL_SIZES
    cut = cut_at_corridors(lines, known, far)
    edge = _edge(lines) if edge is None else edge

    def rows_of(text: Sequence[list[Piece]]) -> list[Row]:
        return [row for table in runs_of_columns(text) for row in rows_of_run(table, edge, rules)]

    column = find_column(cut, known)
    if column is None:
        return rows_of(cut), known
    if column is not known:
        cut = cut_at_corridors(lines, column, far)
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
