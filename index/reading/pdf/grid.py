"""The lines drawn on a page as tables: where they enclose cells, and what stands in each cell.

Borders are drawn as lines, as thin boxes or as filled cells, in one piece or in
many. Those that meet make up a table; where no line parts two places of it,
they are one cell. A frame around text, an underline or a bar beside the text
encloses no cells beside and below each other, so it makes no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.reading.pdf.pieces import Edge, Piece, Row, join, joined_line, visual_lines, whole_cell

# Points within which borders are in line, and within which they meet or go on.
_IN_LINE, _MEETS = 2.0, 3.0
# Plans and charts have more lines, tables no more places.
_MAX_EDGES, _MAX_PLACES = 400, 2_000
# A border that goes further than this beyond the last that crosses it ends an open cell.
_OPEN = 8.0
# Of the text on a chart, more is crossed by lines.
_MAX_CROSSED = 0.1


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: the places that it takes of the grid, from the first to the last, and its text."""

    top: int
    bottom: int
    left: int
    right: int
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table drawn on a page: where its columns and rows begin and end, and its cells by rows.

    It is `open_top` or `open_bottom` where no line closes it, as a table that
    a page breaks often is.
    """

    columns: tuple[float, ...]
    heights: tuple[float, ...]
    boxes: tuple[Box, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def rows(self) -> list[list[Box]]:
        """The cells that begin at the same height, from left to right."""
        rows: dict[int, list[Box]] = {}
        for box in sorted(self.boxes, key=lambda b: (b.top, b.left)):
            rows.setdefault(box.top, []).append(box)
        return list(rows.values())

    def surrounds(self, other: Grid) -> bool:
        """Whether another table stands within this one."""
        return (
            self.columns[0] <= other.columns[0]
            and other.columns[-1] <= self.columns[-1]
            and self.heights[0] <= other.heights[0]
            and other.heights[-1] <= self.heights[-1]
        )

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands within the table."""
        return (
            self.columns[0] - _MEETS <= piece.left < self.columns[-1]
            and self.heights[0] < piece.baseline <= self.heights[-1] + _MEETS
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A box that is drawn around text and parts none of it."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands within the box."""
        return (
            self.left - _MEETS <= piece.left
            and piece.right <= self.right + _MEETS
            and self.top < piece.baseline <= self.bottom + _MEETS
        )


def frames(edges: Sequence[Edge]) -> list[Frame]:
    """The boxes that four sides close and no line parts."""
    upright, level = _sides(edges)
    found: list[Frame] = []
    for sides, ends in _groups(upright, level):
        columns, heights = _places(sides), _places(ends)
        if len(columns) == len(heights) == 2:
            frame = Frame(columns[0], heights[0], columns[1], heights[1])
            middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
            if all(_is_drawn(sides, at, middle[1]) for at in columns) and all(
                _is_drawn(ends, at, middle[0]) for at in heights
            ):
                found.append(frame)
    return found


def read_grids(
    pieces: Sequence[Piece], edges: Sequence[Edge], read: Callable[[Grid], list[Row] | None]
) -> tuple[list[list[Row]], list[Piece]]:
    """The rows of each table that the edges make up, from top to bottom, and the pieces in none.

    `read` gives the rows of a table, None where it is none. A table within a
    cell is lines of that cell.
    """
    found = sorted(_grids(edges), key=_area, reverse=True)
    tables: list[list[Row]] = []
    taken: list[Grid] = []
    rest = list(pieces)
    for number, grid in enumerate(found):
        if any(other.surrounds(grid) for other in taken):
            continue
        inside = [piece for piece in rest if grid.holds(piece)]
        for within in found[:number:-1]:
            if grid.surrounds(within):
                inside = _with_lines(inside, within)
        filled = _filled(grid, inside)
        rows = read(filled) if filled else None
        if rows:
            tables.append(rows)
            taken.append(grid)
            rest = [piece for piece in rest if not grid.holds(piece)]
    return sorted(tables, key=lambda rows: rows[0].top), rest


def _with_lines(pieces: list[Piece], within: Grid) -> list[Piece]:
    """The pieces, the rows of a table within their cell each as one piece."""
    filled = _filled(within, [piece for piece in pieces if within.holds(piece)])
    if filled is None:
        return pieces
    return [piece for piece in pieces if not within.holds(piece)] + _lines_of(filled)


def _lines_of(grid: Grid) -> list[Piece]:
    """The rows of a table within a cell, each as one piece."""
    lines = []
    for row in grid.rows:
        cells = [
            [joined_line(line) for line in visual_lines(box.pieces)] for box in row if box.pieces
        ]
        if cells:
            line = whole_cell(cells[0])
            for cell in cells[1:]:
                line = join(line, whole_cell(cell), True)
            lines.append(line)
    return lines


def _area(grid: Grid) -> float:
    width, height = grid.columns[-1] - grid.columns[0], grid.heights[-1] - grid.heights[0]
    return width * height


def _filled(grid: Grid, pieces: Sequence[Piece]) -> Grid | None:
    """The table with its text, None where the lines run through text or part none."""
    if not pieces:
        return None
    inside: dict[int, list[Piece]] = {}
    crossed = 0
    box_of = {
        (row, column): n
        for n, box in enumerate(grid.boxes)
        for row in range(box.top, box.bottom + 1)
        for column in range(box.left, box.right + 1)
    }
    for piece in pieces:
        at = box_of[_place(grid, piece)]
        box = grid.boxes[at]
        crossed += piece.right > grid.columns[box.right + 1] + piece.size
        inside.setdefault(at, []).append(piece)
    if crossed > _MAX_CROSSED * len(pieces):
        return None
    boxes = tuple(
        Box(b.top, b.bottom, b.left, b.right, tuple(inside.get(n, ())))
        for n, b in enumerate(grid.boxes)
    )
    boxes = tuple(part for box in boxes for part in _cut(box, boxes, grid.columns))
    whole = Grid(grid.columns, grid.heights, boxes, grid.open_top, grid.open_bottom)
    filled = [sum(bool(box.pieces) for box in row) for row in whole.rows]
    least = 1 if grid.open_top or grid.open_bottom else 2
    return whole if max(filled) > 1 and sum(map(bool, filled)) >= least else None


def _cut(box: Box, boxes: Sequence[Box], columns: Sequence[float]) -> list[Box]:
    """A cell over several columns, cut where other rows have a cell that begins as its text does.

    Shades may part the cells of some rows alone.
    """
    for column in range(box.left + 1, box.right + 1):
        x = columns[column]
        before = [p for p in box.pieces if p.right <= x]
        behind = [p for p in box.pieces if p.left >= x - 1]
        if not before or not behind or len(before) + len(behind) < len(box.pieces):
            continue
        begins = min(p.left for p in behind)
        if any(
            abs(min(p.left for p in other.pieces) - begins) <= _IN_LINE
            for other in boxes
            if other.left == column and other.pieces
        ):
            first = Box(box.top, box.bottom, box.left, column - 1, tuple(before))
            rest = Box(box.top, box.bottom, column, box.right, tuple(behind))
            return [first, *_cut(rest, boxes, columns)]
    return [box]


def _place(grid: Grid, piece: Piece) -> tuple[int, int]:
    """The row and the column of the grid that a piece begins in."""
    x = min(piece.left + piece.size / 2, (piece.left + piece.right) / 2)
    column = min(max(bisect_right(grid.columns, x) - 1, 0), len(grid.columns) - 2)
    y = piece.baseline - piece.size / 4
    row = min(max(bisect_right(grid.heights, y) - 1, 0), len(grid.heights) - 2)
    return row, column


def _grids(edges: Sequence[Edge]) -> list[Grid]:
    grids = (_grid(*group) for group in _groups(*_sides(edges)))
    return [grid for grid in grids if grid is not None]


def _sides(edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The whole edges, upright and level; none where there are too many to be those of tables."""
    whole = _whole(edges)
    if len(whole) > _MAX_EDGES:
        return [], []
    return [e for e in whole if e.is_upright], [e for e in whole if not e.is_upright]


def _whole(edges: Iterable[Edge]) -> list[Edge]:
    """The edges, those put together that are in line and go on each other."""
    whole: list[Edge] = []
    for is_upright in (True, False):
        lines: list[list[Edge]] = []
        for edge in sorted((e for e in edges if e.is_upright == is_upright), key=lambda e: e.at):
            if lines and edge.at - lines[-1][0].at <= _IN_LINE:
                lines[-1].append(edge)
            else:
                lines.append([edge])
        for line in lines:
            at = sum(edge.at for edge in line) / len(line)
            parts: list[Edge] = []
            for edge in sorted(line, key=lambda e: e.start):
                if parts and edge.start <= parts[-1].end + _MEETS:
                    end = max(parts[-1].end, edge.end)
                    parts[-1] = Edge(is_upright, at, parts[-1].start, end)
                else:
                    parts.append(Edge(is_upright, at, edge.start, edge.end))
            whole += parts
    return whole


def _groups(upright: Sequence[Edge], level: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """The edges that meet, those of each table by themselves."""
    groups: list[tuple[list[Edge], list[Edge]]] = []
    for line in level:
        crossing = [edge for edge in upright if _meet(edge, line)]
        together = [group for group in groups if any(edge in group[0] for edge in crossing)]
        merged: tuple[list[Edge], list[Edge]] = ([], [line])
        for group in together:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        merged[0].extend(edge for edge in crossing if edge not in merged[0])
        if merged[0]:
            groups.append(merged)
    return groups


def _meet(upright: Edge, level: Edge) -> bool:
    return (
        level.start - _MEETS <= upright.at <= level.end + _MEETS
        and upright.start - _MEETS <= level.at <= upright.end + _MEETS
    )


def _grid(upright: list[Edge], level: list[Edge]) -> Grid | None:
    """The table that the edges enclose, None when they enclose no cells beside and below each other."""
    left, right = min(e.start for e in level), max(e.end for e in level)
    top, bottom = min(e.start for e in upright), max(e.end for e in upright)
    columns, heights = _places(upright), _places(level)
    is_open_top, is_open_bottom = heights[0] - top > _OPEN, bottom - heights[-1] > _OPEN
    columns = [
        *([left] if columns[0] - left > _OPEN else []),
        *columns,
        *([right] if right - columns[-1] > _OPEN else []),
    ]
    heights = [
        *([top] if is_open_top else []),
        *heights,
        *([bottom] if is_open_bottom else []),
    ]
    # One row is a table where a page breaks it.
    least = 2 if is_open_top or is_open_bottom else 3
    if len(columns) < 3 or len(heights) < least or len(columns) * len(heights) > _MAX_PLACES:
        return None
    boxes = _boxes(columns, heights, upright, level)
    if not _is_cut(boxes, len(columns) - 1, len(heights) - 1):
        return None
    return Grid(tuple(columns), tuple(heights), tuple(boxes), is_open_top, is_open_bottom)


def _places(edges: Sequence[Edge]) -> list[float]:
    """Where edges stand, those in line once."""
    places: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not places or at - places[-1] > _IN_LINE:
            places.append(at)
    return places


def _boxes(
    columns: Sequence[float],
    heights: Sequence[float],
    upright: Sequence[Edge],
    level: Sequence[Edge],
) -> list[Box]:
    """The cells, without those within another."""
    wide, high = len(columns) - 1, len(heights) - 1
    cell_of = {(row, column): (row, column) for row in range(high) for column in range(wide)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while cell_of[place] != place:
            place = cell_of[place]
        return place

    for row in range(high):
        middle = (heights[row] + heights[row + 1]) / 2
        for column in range(1, wide):
            if not _is_drawn(upright, columns[column], middle):
                cell_of[root((row, column))] = root((row, column - 1))
    for column in range(wide):
        middle = (columns[column] + columns[column + 1]) / 2
        for row in range(1, high):
            if not _is_drawn(level, heights[row], middle):
                cell_of[root((row, column))] = root((row - 1, column))
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in cell_of:
        places.setdefault(root(place), []).append(place)
    boxes = [
        Box(
            min(row for row, _ in own),
            max(row for row, _ in own),
            min(column for _, column in own),
            max(column for _, column in own),
        )
        for own in places.values()
    ]
    # A table that touches the sides of its cell is drawn within what is left of the cell.
    return [
        box
        for n, box in enumerate(boxes)
        if not any(m != n and _covers(other, box) for m, other in enumerate(boxes))
    ]


def _covers(first: Box, second: Box) -> bool:
    return (
        first.top <= second.top
        and second.bottom <= first.bottom
        and first.left <= second.left
        and second.right <= first.right
    )


def _is_cut(boxes: Sequence[Box], wide: int, high: int) -> bool:
    """Whether the cells fill the table without overlapping."""
    places = sum((b.bottom - b.top + 1) * (b.right - b.left + 1) for b in boxes)
    return len(boxes) > 1 and places == wide * high


def _is_drawn(edges: Sequence[Edge], at: float, middle: float) -> bool:
    return any(
        abs(edge.at - at) <= _IN_LINE and edge.start - _MEETS <= middle <= edge.end + _MEETS
        for edge in edges
    )


def is_between(upright: Iterable[Edge], left: float, right: float, baseline: float) -> bool:
    """Whether a line from top to bottom stands between what ends at `left` and begins at `right`."""
    return any(
        left - 1 <= edge.at <= right + 1 and edge.start < baseline - 2 < edge.end
        for edge in upright
    )
