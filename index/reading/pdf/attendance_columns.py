"""Tables of who came to a meeting on the pages of a PDF, where only places tell the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.attendance import attendance_lines, is_attendance_head
from index.reading.pdf.pieces import LARGER, Piece

# The rows of a table of names stand no further apart than this, in letter sizes, and no
# more than this share further than the first two.
_MAX_GAP, _MAX_SHARE = 3.2, 1.6
# A label and its value, or a sentence, is no name.
_NO_NAME = re.compile(r"^[^\W\d][^:]{1,30}:\s|\w{3,}\.$|^\d+[.)]\s")
_MAX_NAME = 70


def by_columns(lines: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The lines, those of a table of attendance column by column."""
    result: list[list[Piece]] = []
    at = 0
    while at < len(lines):
        end, told = _table(lines, at)
        if not told:
            end, told = _absent_below(lines, at)
        result += told or [lines[at]]
        at = max(end, at + 1)
    return result


def _table(lines: Sequence[list[Piece]], start: int) -> tuple[int, list[list[Piece]]]:
    """Where the table ends that a line heads, and its lines; [] when it heads none."""
    heads = lines[start]
    if not is_attendance_head([piece.text.strip() for piece in heads]):
        return start, []
    grid: list[list[list[str]]] = [[[piece.text.strip()] for piece in heads]]
    end = start + 1
    while end < len(lines) and _is_near(lines, start, end):
        cells = _under(lines[end], heads)
        if cells is None:
            break
        grid.append(cells)
        end += 1
    told = attendance_lines(grid)
    if told is None:
        return start, []
    return end, _set(told, lines[start:end])


def _set(told: Sequence[str], lines: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The texts as lines over the same height as those that they are made of."""
    first, last = lines[0][0], lines[-1][0]
    step = (last.baseline - first.baseline) / max(1, len(told) - 1)
    return [
        [replace(
            first,
            text=text,
            right=first.left + len(text) * first.size / 2,
            baseline=first.baseline + place * step,
            size=last.size,
            bold=False,
        )]
        for place, text in enumerate(told)
    ]  # fmt: skip


def _absent_below(lines: Sequence[list[Piece]], start: int) -> tuple[int, list[list[Piece]]]:
    """The same for those absent where they stand midway down the second of two columns."""
    line = lines[start]
    if len(line) != 2 or _role(line[1]) is not Role.ABSENT or not _is_under_members(lines, start):
        return start, []
    end = start + 1
    while end < len(lines) and len(lines[end]) <= 2 and _is_near(lines, start, end):
        cells = _under(lines[end], line)
        if cells is None or any(len(cell) > 1 for cell in cells):
            break
        end += 1
    sides: tuple[list[str], list[str]] = ([line[0].text.strip()], [])
    for row in lines[start + 1 : end]:
        for piece in row:
            sides[_column(piece, line)].append(" ".join(piece.text.split()))
    label = line[1].text.strip(" :")
    return end, _set([*sides[0], f"{label}: {', '.join(sides[1])}"], lines[start:end])


def _is_under_members(lines: Sequence[list[Piece]], start: int) -> bool:
    """Whether the columns go up to a label of those present."""
    second = lines[start][1]
    for above in lines[max(0, start - _MAX_ROWS) : start][::-1]:
        if any(_role(piece) is Role.MEMBERS for piece in above):
            return True
        if len(above) != 2 or abs(above[1].left - second.left) > second.size:
            return False
    return False


def _role(piece: Piece) -> Role | None:
    return vocabulary().role(piece.text.partition(":")[0])


# More rows of names than a council fills.
_MAX_ROWS = 30


def _is_near(lines: Sequence[list[Piece]], start: int, index: int) -> bool:
    above, line = lines[index - 1][0], lines[index][0]
    first = lines[start + 1][0].baseline - lines[start][0].baseline
    gap = line.baseline - above.baseline
    is_larger = line.size > LARGER * above.size and index > start + 1
    return gap <= min(_MAX_GAP * line.size, _MAX_SHARE * first) and not is_larger


def _under(line: Sequence[Piece], heads: Sequence[Piece]) -> list[list[str]] | None:
    """The cells of a line by the heads that they stand under, None when it is no row of names."""
    cells: list[list[str]] = [[] for _ in heads]
    for piece in line:
        text = " ".join(piece.text.split())
        if _NO_NAME.search(text) or len(text) > _MAX_NAME:
            return None
        at = _column(piece, heads)
        if at + 1 < len(heads) and piece.right > heads[at + 1].right:
            return None
        cells[at].append(text)
    return cells


def _column(piece: Piece, heads: Sequence[Piece]) -> int:
    """The head that a piece stands under: of those that it overlaps, or begins behind, the last."""
    under = [
        n for n, head in enumerate(heads) if piece.left < head.right and piece.right > head.left
    ]
    behind = [n for n, head in enumerate(heads) if head.left <= piece.left + piece.size]
    return under[0] if under else max(behind, default=0)
