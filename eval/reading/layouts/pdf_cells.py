"""PDFs as a case system prints them, cell by cell, set with fpdf2.

The same source always gives the same bytes: no clock, no compression.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fpdf import FPDF
from fpdf.fonts import FontFace

from eval.reading.layouts.blocks import Block, blocks_of
from eval.reading.source import Source

WRITTEN = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Form:
    """How a layout looks; the size in points."""

    font: str = "helvetica"
    size: float = 10
    boxed: bool = False  # each section is a row of a table: label, text
    head: str = "{body} {date}"
    foot: str = "Side {page} af {pages}"


class _Pages(FPDF):
    def __init__(self, source: Source, form: Form):
        super().__init__()
        self.form, self.fields = form, source.fields
        self.core_fonts_encoding = "windows-1252"
        self.set_compression(False)
        self.set_creation_date(WRITTEN)
        self.set_producer("")
        self.set_margins(20, 18)
        self.set_auto_page_break(True, 22)

    def file_id(self) -> str:
        return f"<{'0' * 32}><{'0' * 32}>"

    def header(self) -> None:
        self.set_font(self.form.font, size=8)
        self.cell(
            0, 5, self.form.head.format_map({"page": self.page_no(), **self.fields}), align="R"
        )
        self.ln(9)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font(self.form.font, size=8)
        text = self.form.foot.format(page=self.page_no(), pages="{nb}")
        self.cell(0, 5, text, align="C")

    def look(self, bold: bool = False, more: float = 0) -> float:
        """Choose the type; the height of a line in millimetres."""
        self.set_font(self.form.font, "B" if bold else "", self.form.size + more)
        return (self.form.size + more) * 0.46

    def lines(self, text: str, bold: bool = False, more: float = 0, after: float = 0) -> None:
        """Text over the whole width."""
        height = self.look(bold, more)
        self.multi_cell(0, height, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(after)

    def rows(self, rows: list[list[str]], widths: tuple[int, ...] | None = None) -> None:
        """A ruled table whose cells wrap."""
        height = self.look()
        plain = FontFace()
        with self.table(
            col_widths=widths, line_height=height, text_align="LEFT", headings_style=plain,
            first_row_as_headings=False,
        ) as table:  # fmt: skip
            for row in rows:
                table.row(row)
        self.ln(3)


def render(source: Source, form: Form) -> bytes:
    """The PDF."""
    pdf = _Pages(source, form)
    pdf.add_page()
    blocks = blocks_of(source.printed)
    if form.boxed:
        _set_boxed(pdf, blocks)
    else:
        for block in blocks:
            _set(pdf, block)
    return bytes(pdf.output())


def _set(pdf: _Pages, block: Block) -> None:
    match block.kind:
        case "page":
            pdf.add_page()
        case "table":
            pdf.rows(block.rows)
        case "title":
            pdf.lines(block.text, bold=True, more=5, after=3)
        case "item":
            pdf.ln(4)
            pdf.lines(block.text, bold=True, more=2, after=1)
        case "section" | "inner":
            pdf.lines(block.text, bold=True)
        case "bullet":
            pdf.lines(f"-  {block.text}")
        case "line":
            pdf.lines(block.text)
        case "small":
            pdf.lines(block.text, more=-3)
        case _:
            pdf.lines(block.text, after=2)


def _set_boxed(pdf: _Pages, blocks: list[Block]) -> None:
    """Each section as a row of a table, its heading in the first cell."""
    rows: list[list[str]] = []
    for block in [*blocks, Block("item")]:
        if block.kind == "section":
            rows.append([block.text, ""])
        elif block.kind in ("item", "page", "title"):
            if rows:
                pdf.rows(rows, (28, 72))
            rows = []
            if block.text:
                _set(pdf, block)
        elif rows:
            text = "- " * (block.kind == "bullet") + block.text
            rows[-1][1] = f"{rows[-1][1]}\n{text}".strip()
        else:
            _set(pdf, block)


def layout(**looks: Any) -> Callable[[Source], bytes]:
    """A layout that sets a source with this form."""
    form = Form(**looks)
    return lambda source: render(source, form)
