"""PDFs whose labels stand beside the text or in boxes over it, drawn line by line with reportlab.

The same source always gives the same bytes: no clock, no compression.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped,unused-ignore]
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped,unused-ignore]
from reportlab.pdfbase.pdfmetrics import (  # type: ignore[import-untyped,unused-ignore]
    stringWidth,
)
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped,unused-ignore]

from eval.reading.layouts.blocks import Block, blocks_of
from eval.reading.source import Source


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the labels stand and how they look; lengths in points.

    `place` is left, right or above. `stands` says how high a label stands
    beside its text: top, middle or bottom. `case` is where the case number is
    printed: row (as any other label), margin (a box in the margin), title (at
    the end of the title's line) or line (a line of its own). `wide` titles
    begin where the labels do.
    """

    place: str = "left"
    stands: str = "top"
    case: str = "row"
    wide: bool = False
    drawn: str = ""  # boxes, rules or nothing
    label_width: float = 110
    label_bold: bool = True
    label_ends: str = ""
    label_to_right: bool = False
    size: float = 10
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    margin: float = 56
    pad: float = 5
    apart: float = 4  # between rows that nothing is drawn around
    foot: str = "Side {page} af {pages}"


@dataclass(frozen=True, slots=True)
class _Set:
    """A line as it is set: from `indent`, `size` large."""

    text: str
    size: float
    bold: bool = False
    indent: float = 0
    gap: float = 0


_LEADING = 1.28
_SHORT = 0.35  # of a page: a row so short is not parted


class _Pages:
    def __init__(self, source: Source, look: Beside, total: int):
        self.source, self.look, self.total, self.page = source, look, total, 0
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, pageCompression=0)
        self.left, self.right = look.margin, A4[0] - look.margin
        side = look.label_width + 14 if look.place != "above" else 0
        self.text_left = self.left + (side if look.place == "left" else 0)
        self.text_right = self.right - (side if look.place == "right" else 0)
        self.label_left = self.left if look.place != "right" else self.text_right + 14
        self._begin()

    def _begin(self) -> None:
        self.page += 1
        self.y: float = A4[1] - 70
        self.canvas.setFont(self.look.font, 8)
        head = self.source.fields.get("head", "")
        self.canvas.drawString(self.left, A4[1] - 40, head)
        foot = self.look.foot.replace("{page}", str(self.page)).replace("{pages}", str(self.total))
        self.canvas.drawRightString(self.right, 32, foot)

    def break_page(self) -> None:
        self.canvas.showPage()
        self._begin()

    @property
    def room(self) -> float:
        return self.y - 60

    def need(self, height: float) -> None:
        """Begin a page when so much does not fit on this one."""
        if height > self.room:
            self.break_page()

    def height(self, lines: list[_Set]) -> float:
        return sum(line.size * _LEADING + line.gap for line in lines)

    def write(self, lines: list[_Set], left: float, top: float, to_right: float = 0) -> None:
        """Lines from `top` downwards; flush with `to_right` when it is given."""
        for line in lines:
            top -= line.size * _LEADING + line.gap
            self.canvas.setFont(self.look.bold if line.bold else self.look.font, line.size)
            baseline = top + 0.28 * line.size
            if "\t" in line.text:
                self._cells(line.text.split("\t"), left, baseline)
            elif to_right:
                self.canvas.drawRightString(to_right, baseline, line.text)
            else:
                self.canvas.drawString(left + line.indent, baseline, line.text)

    def _cells(self, cells: list[str], left: float, baseline: float) -> None:
        """The cells of a table's row with a rule below."""
        width = (self.text_right - self.text_left - 2 * self.look.pad) / len(cells)
        for i, cell in enumerate(cells):
            self.canvas.drawString(left + i * width, baseline, cell)
        self.canvas.setLineWidth(0.3)
        self.canvas.line(left, baseline - 4, left + width * len(cells), baseline - 4)

    def split(self, text: str, size: float, bold: bool, width: float) -> list[str]:
        return list(simpleSplit(text, self.look.bold if bold else self.look.font, size, width))

    def box(self, left: float, right: float, top: float, bottom: float) -> None:
        self.canvas.setLineWidth(0.5)
        if self.look.drawn == "boxes":
            self.canvas.rect(left, bottom, right - left, top - bottom)
        elif self.look.drawn == "rules":
            self.canvas.line(left, bottom, right, bottom)

    # Rows

    def row(self, label: str, blocks: list[Block]) -> None:
        """A label and its text; a long one goes on over the page without it."""
        look = self.look
        width = self.text_right - self.text_left - 2 * look.pad
        text = [line for block in blocks for line in self.lines(block, width)] or [
            _Set("", look.size)
        ]
        size = look.size
        label_width = look.label_width if look.place != "above" else width
        written = self.split(label + look.label_ends, size, look.label_bold, label_width)
        labels = [_Set(line, size, look.label_bold) for line in written]
        if look.place == "above":
            self._above(labels, text)
            return
        self.need(max(self.height(labels), min(self.height(text), _SHORT * A4[1])) + 2 * look.pad)
        while text:
            part = self._that_fit(text)
            text = text[len(part) :]
            height = max(self.height(part), self.height(labels)) + 2 * look.pad
            top, bottom = self.y, self.y - height
            free = height - 2 * look.pad - self.height(labels)
            down = {"top": 0.0, "middle": free / 2, "bottom": free}[look.stands]
            flush = self.label_left + look.label_width if look.label_to_right else 0
            self.write(labels, self.label_left, top - look.pad - down, flush)
            self.write(part, self.text_left + look.pad, top - look.pad)
            if look.drawn == "boxes":
                middle = self.text_left if look.place == "left" else self.text_right
                self.box(self.left - 4, middle, top, bottom)
                self.box(middle, self.right, top, bottom)
            else:
                self.box(self.left, self.right, top, bottom)
            self.y = bottom
            labels = []
            if text:
                self.break_page()
        self.y -= 0 if look.drawn else look.apart

    def _above(self, labels: list[_Set], text: list[_Set]) -> None:
        height = self.height(labels) + 4
        self.need(height + min(self.height(text), 90))
        self.write(labels, self.left + self.look.pad, self.y)
        self.box(self.left, self.right, self.y, self.y - height)
        self.y -= height
        while text:
            part = self._that_fit(text)
            text = text[len(part) :]
            height = self.height(part) + 2 * self.look.pad
            self.write(part, self.text_left + self.look.pad, self.y - self.look.pad)
            self.box(self.left, self.right, self.y, self.y - height)
            self.y -= height
            if text:
                self.break_page()
        self.y -= 8

    def _that_fit(self, lines: list[_Set]) -> list[_Set]:
        count = 0
        while (
            count < len(lines) and self.height(lines[: count + 1]) + 2 * self.look.pad <= self.room
        ):
            count += 1
        return lines[: max(1, count)]

    def lines(self, block: Block, width: float) -> list[_Set]:
        """A block as lines; the rows of a table have their cells' columns."""
        size = self.look.size
        if block.kind == "table":
            return [_Set("\t".join(row), size, gap=4) for row in block.rows]
        bold = block.kind == "inner"
        indent = 12.0 if block.kind == "bullet" else 0.0
        mark = "• " if block.kind == "bullet" else ""
        found = self.split(mark + block.text, size, bold, width - indent)
        gap = 0 if block.kind in ("line", "bullet") else 0.5 * size
        return [
            _Set(text, size, bold, indent, gap if i == 0 else 0) for i, text in enumerate(found)
        ]

    # What stands over the rows

    def item(self, title: str, case: str | None) -> None:
        look, size = self.look, self.look.size + 3
        behind = case if look.case == "title" else None
        taken = stringWidth(behind, look.font, look.size) + 20 if behind else 0
        left, right = (self.left, self.right) if look.wide else (self.text_left, self.text_right)
        width = right - left - taken
        lines = [_Set(text, size, True) for text in self.split(title, size, True, width)]
        self.y -= 12
        self.need(self.height(lines) + 110)
        if behind:
            self.write([_Set(behind, look.size)], 0, self.y - 2, right)
        if case and look.case == "margin":
            label, _, number = case.partition(" ")
            said = [_Set(label, 8), _Set(number, 8)]
            self.write(said, self.label_left + 4, self.y)
            self.canvas.rect(
                self.label_left, self.y - self.height(said) - 4, 84, self.height(said) + 4
            )
        self.write(lines, left, self.y)
        self.y -= max(self.height(lines), 26 if look.case == "margin" else 0) + 4
        if case and look.case == "line":
            self.loose(Block("line", case))

    def loose(self, block: Block) -> None:
        """What stands under no label, over the whole width."""
        size = self.look.size + {"title": 6, "small": -2}.get(block.kind, 0)
        bold = block.kind in ("title", "inner")
        found = self.split(block.text, size, bold, self.text_right - self.left)
        lines = [_Set(text, size, bold) for text in found]
        self.need(self.height(lines))
        self.write(lines, self.left, self.y)
        self.y -= self.height(lines) + (8 if block.kind in ("title", "paragraph") else 2)


def _draw(source: Source, look: Beside, total: int) -> _Pages:
    pages = _Pages(source, look, total)
    blocks = blocks_of(source.printed)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.kind == "page":
            pages.break_page()
        elif block.kind == "item":
            case = blocks[at].text if at < len(blocks) and blocks[at].kind == "line" else None
            apart = case is not None and look.case != "row"
            at += apart
            pages.item(block.text, case if apart else None)
        elif block.kind == "section":
            end = at
            while end < len(blocks) and blocks[end].kind not in (
                "section",
                "item",
                "page",
                "title",
            ):
                end += 1
            pages.row(block.text, blocks[at:end])
            at = end
        elif block.kind == "line" and ": " in block.text:
            label, _, value = block.text.partition(": ")
            pages.row(label, [Block("line", value)])
        else:
            pages.loose(block)
    return pages


def render(source: Source, look: Beside) -> bytes:
    """The PDF; drawn twice, as the foot tells how many pages there are."""
    pages = _draw(source, look, _draw(source, look, 0).page)
    pages.canvas.showPage()
    pages.canvas.save()
    return pages.buffer.getvalue()


def layout(**looks: Any) -> Callable[[Source], bytes]:
    """A layout that sets a source with this look."""
    whole = replace(Beside(), **looks)
    return lambda source: render(source, whole)
