"""A column of labels beside the text: each label is read before the text that it heads.

Word processors and case systems set "Indstilling" in a column of its own, to
the left or the right of the text, at the top, in the middle or at the bottom
of it, in boxes or without. Line by line such a page reads as nonsense.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.reading.pdf.labels import SAME_PITCH, Column, Label, apart, beside_row, least_pitch
from index.reading.pdf.pieces import (
    LARGER,
    LEADING,
    Piece,
    Row,
    Rule,
    join,
    runs_on,
    whole_cell,
    wraps,
)


def rows_beside(
    lines: Sequence[Sequence[Piece]],
    column: Column,
    rules: Sequence[Rule],
    rows_of: Callable[[Sequence[list[Piece]]], list[Row]],
) -> tuple[list[Row], Column]:
    """The rows of a page with a column of labels, and what it tells of the next page's.

    `rows_of` reads the text beside the labels.
    """
    heights = sorted(rule.height for rule in rules if column.is_under(rule))
    labels, texts, lone = apart(lines, column, heights)
    baselines = [line[0].baseline for line in texts if not column.overlaps(line[0])]
    least = least_pitch(baselines, column.size)
    column = replace(column, pitch=min(least, column.pitch or least))
    texts = _with_lone(texts, lone)
    # A title above a cell of text is no table with it.
    rows = [row for run in _runs(texts, column) for row in rows_of(run)]
    parts = _parts(rows, heights, column)
    shared = list(_shared(labels, parts, heights))
    texts_only = [share for share in shared if not _is_title(share[0][0], column.size)]
    column = _with_told(texts_only, column)
    whole: list[Row] = []
    for part, beside in shared:
        # A rule parts a label with no text from the rows below it.
        place = bisect_right(heights, part[0].top)
        here = [label for label in beside if bisect_right(heights, label.middle) >= place]
        whole += [_alone(label, part[0].edge) for label in beside if label not in here]
        if _is_title(part[0], column.size) or column.overlaps(part[0].cells[0]):
            whole += _titled(part, here)
        else:
            is_boxed = len(here) == 1 and _is_boxed(part, here[0], heights)
            how = "middle" if is_boxed else column.stands
            whole += _labelled(part, here, how, column.text_right)
    return whole, column


def _with_lone(texts: Sequence[list[Piece]], lone: Iterable[Piece]) -> list[list[Piece]]:
    """The lines from top to bottom, with what stands alone in the column.

    What stands before a title on its line, as the number of an item does, is a cell of that line.
    """
    whole = [list(line) for line in texts]
    for piece in lone:
        beside = next(
            (
                line
                for line in whole
                if beside_row(piece, line[0].baseline) and piece.right < line[0].left
            ),
            None,
        )
        if beside is None:
            whole.append([piece])
        else:
            beside.insert(0, piece)
    return sorted(whole, key=lambda line: line[0].baseline)


def _runs(texts: Sequence[list[Piece]], column: Column) -> list[list[list[Piece]]]:
    """The lines that stand beside labels, and those that run over the whole width, by turns.

    A cell of a table's row may wrap: it goes on in the next line.
    """
    runs: list[list[list[Piece]]] = []
    for line in texts:
        above = runs[-1][-1] if runs else None
        goes_on = above is not None and column.overlaps(above[0]) == column.overlaps(line[0])
        if above is not None and len(above) > 1 and column.overlaps(above[0]):
            goes_on |= line[0].baseline - above[0].baseline <= SAME_PITCH * column.pitch
        if goes_on:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_title(row: Row, usual: float) -> bool:
    return row.cells[0].size > LARGER * usual


def _parts(rows: Sequence[Row], heights: Sequence[float], column: Column) -> list[list[Row]]:
    """The rows parted by rules, and from text what is a title or runs over the whole width."""
    parts: list[list[Row]] = []
    place: object = None
    for row in rows:
        is_title = _is_title(row, column.size)
        here = (bisect_right(heights, row.top), is_title, column.overlaps(row.cells[0]))
        if here != place or not parts:
            parts.append([])
        place = here
        parts[-1].append(row)
    return parts


def _is_boxed(part: Sequence[Row], label: Label, heights: Sequence[float]) -> bool:
    """Whether rules are drawn right above and below the rows and their label."""
    far = _FAR_RULE * part[0].cells[0].size
    top, bottom = min(part[0].top, label.top), max(part[-1].bottom, label.bottom)
    return any(top - far < h < top for h in heights) and any(
        bottom < h < bottom + far for h in heights
    )


# A box's rules are drawn no further from its text than this, in letter sizes.
_FAR_RULE = 4.0


def _shared(
    labels: Sequence[Label], parts: Sequence[list[Row]], heights: Sequence[float]
) -> Iterator[tuple[list[Row], list[Label]]]:
    """Each part with the labels that stand beside it."""
    first = 0
    for part, following in pairwise([*parts, None]):
        if part is None:
            break
        end = float("inf")
        if following is not None:
            top = following[0].top - 0.8 * following[0].cells[0].size
            end = min((h for h in heights if part[-1].bottom < h < top), default=top)
        last = first
        while last < len(labels) and labels[last].middle < end:
            last += 1
        yield part, list(labels[first:last])
        first = last


def _begins(rows: Sequence[Row], index: int, limit: float) -> bool:
    """Whether a row begins a paragraph, as far as its look tells."""
    if index == 0:
        return True
    above, row = rows[index - 1], rows[index]
    piece, last = row.cells[0], above.cells[0]
    if row.top - above.bottom > LEADING * piece.size:
        return True
    return not (wraps(last, piece, limit) or runs_on(last, piece, last.baseline))


def _with_told(shared: Iterable[tuple[Sequence[Row], Sequence[Label]]], column: Column) -> Column:
    """The column with what the labels of one more page tell of how high they stand.

    A label of one line beside a text of one line tells nothing.
    """
    told: Counter[str] = Counter()
    for rows, labels in shared:
        begins = [_begins(rows, i, column.text_right) for i in range(len(rows))]
        tops = [row.top for row, begin in zip(rows, begins, strict=True) if begin]
        ends = [row.bottom for row, begin in zip(rows, [*begins[1:], True], strict=True) if begin]
        for label in labels:
            at_top = any(beside_row(label.lines[0], y) for y in tops)
            at_end = any(beside_row(label.lines[-1], y) for y in ends)
            is_beside = any(abs(row.top - label.middle) < 0.8 * column.size for row in rows)
            if is_beside and not (at_top and at_end):
                told["top" if at_top else "bottom" if at_end else "middle"] += 1
    counts = zip(column.told, ("top", "bottom", "middle"), strict=True)
    top, bottom, middle = (before + told[place] for before, place in counts)
    return replace(column, told=(top, bottom, middle))


def _labelled(rows: Sequence[Row], labels: Sequence[Label], stands: str, limit: float) -> list[Row]:
    """Rows of text with each label before the first of its own."""
    if not labels:
        return list(rows)
    firsts = _firsts(rows, labels, stands)
    result = list(rows[: firsts[0]])
    for label, first, stop in zip(labels, firsts, [*firsts[1:], len(rows)], strict=True):
        result += _with_label(label, rows[first:stop], limit)
    return result


def _firsts(rows: Sequence[Row], labels: Sequence[Label], stands: str) -> list[int]:
    """For each label the index of the row that its text begins with, never falling."""
    firsts: list[int] = []
    if stands == "top":
        for label in labels:
            size = label.lines[0].size
            at = next(
                (i for i, r in enumerate(rows) if r.bottom > label.top - 0.55 * size), len(rows)
            )
            firsts.append(max(at, firsts[-1] if firsts else 0))
        return firsts
    first = 0
    for label, following in pairwise(labels):
        firsts.append(first)
        top = rows[min(first, len(rows) - 1)].top
        end = label.bottom if stands == "bottom" else 2 * label.middle - top
        near = [i for i, r in enumerate(rows) if i >= first and r.top < following.middle]
        if near:
            first = min(near, key=lambda i: abs(rows[i].bottom - end)) + 1
    return [*firsts, first]


def _alone(label: Label, edge: float) -> Row:
    return Row((whole_cell(label.lines),), label.top, label.bottom, edge)


def _with_label(label: Label, rows: Sequence[Row], limit: float) -> list[Row]:
    """A label before its text: in one row with its first line, or with all that is one text."""
    piece = whole_cell(label.lines)
    is_above = bool(rows) and rows[0].top - label.bottom > LEADING * piece.size
    if not rows or len(rows[0].cells) > 1 or is_above:
        return [_alone(label, limit), *rows]
    cells = [row.cells[0] for row in rows]
    # A cell may be narrower than the page, so a line that nearly reaches the edge is full.
    full = limit - 0.2 * (limit - cells[0].left)
    one_text = all(len(row.cells) == 1 for row in rows) and all(
        b.baseline - a.baseline < LEADING * b.size
        and (wraps(a, b, full) or runs_on(a, b, a.baseline))
        for a, b in pairwise(cells)
    )
    if one_text:
        return [Row((piece, whole_cell(cells)), rows[0].top, rows[-1].bottom, limit)]
    first = Row((piece, cells[0]), rows[0].top, rows[0].bottom, limit)
    return [first, *rows[1:]]


_CASE = re.compile(r"\S*\d")
# "12", "Punkt 12", "Sag nr. 129": what is printed before a title belongs before it.
_ITEM_NUMBER = re.compile(r"(?:[^\W\d]{1,5}\.?\s*){0,2}\d{1,4}[a-zæ]?[.:)]?$")


def _titled(rows: Sequence[Row], labels: Sequence[Label]) -> list[Row]:
    """A title over one or more rows; what stands beside it comes behind, but for its number."""
    result = list(rows)
    before: list[Row] = []
    behind: list[Row] = []
    for label in labels:
        piece = whole_cell(label.lines)
        is_number = _ITEM_NUMBER.match(piece.text.strip()) and label is labels[0]
        if is_number and beside_row(label.lines[0], rows[0].top):
            first = rows[0].cells
            result[0] = replace(
                rows[0],
                cells=(replace(first[0], text=f"{piece.text}\t{first[0].text}"), *first[1:]),
            )
        else:
            is_above = label.bottom < rows[0].top - LEADING * piece.size
            where = before if is_above else behind
            if where and _CASE.match(piece.text) and not _CASE.match(where[-1].cells[0].text):
                # "Sagsnr." over its number.
                name = where.pop()
                piece = join(name.cells[0], piece, True)
            where.append(Row((piece,), label.top, label.bottom, rows[-1].edge))
    return before + result + behind
