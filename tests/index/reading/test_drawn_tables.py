"""Tables told by the lines drawn around their cells: each row is a line, whatever wraps in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from index.parsing.minutes import parse_minutes
from index.reading import read_content
from index.types import Document, SectionKind

TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
TIGHT = ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)
SMALL = ParagraphStyle("small", fontSize=9, leading=11)
WIDTHS = [28, 70, 150, 150]
HEAD = ["Pkt.", "Emne", "Drøftelse", "Konklusion"]
TALK = (
    "Der blev talt længe om lyset. Det er slukket fra kl. 23.<br/>Formanden ringer til de 2.<br/>"
    "3. lampe er gået."
)
ROWS = [
    ["1.", "Lys på<br/>stien den<br/>12. maj", TALK, "Det blev besluttet at skrive til<br/>kommunen. Svar ventes."],
    ["2.", "Bænke", "Der mangler 4.", "Udsat."],
    ["3.", "Mødeplan for<br/>2031", "Ingen<br/>bemærkninger.", "Godkendt."],
]  # fmt: skip


def _table(rows: Sequence[Sequence[str]], widths: Sequence[int], *style: object) -> Table:
    cells = [[Paragraph(cell, SMALL) for cell in row] for row in rows]
    return Table(cells, colWidths=widths, style=TableStyle([TOP, *TIGHT, *style]))


def _read(*flow: Flowable, size: tuple[int, int] = (595, 842)) -> Document:
    data = BytesIO()
    front = [Paragraph("Referat fra Stirådet"), Paragraph("Onsdag den 4. juni 2031 kl. 10")]
    SimpleDocTemplate(data, pagesize=size).build([*front, *flow])
    return read_content(data.getvalue())


def _said(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["\t".join(cell.replace("<br/>", " ") for cell in row) for row in rows]


def _items(document: Document) -> list[tuple[str | None, str | None, list[str]]]:
    minutes = parse_minutes(document)
    return [
        (
            item.number,
            item.title,
            [
                section.span.of(document.text).strip()
                for section in item.sections
                if section.kind is SectionKind.DECISION
            ],
        )
        for item in minutes.items
    ]


FILLS = [
    ("BACKGROUND", (x, y), (x, y), "#ccddee" if (x + y) % 2 else "#eeeeaa")
    for x in range(4)
    for y in range(4)
]


@pytest.mark.parametrize("style", [[GRID], FILLS], ids=["lines", "filled cells"])
def test_a_row_is_a_line_and_an_item(style: list[object]) -> None:
    document = _read(_table([HEAD, *ROWS], WIDTHS, *style))
    assert "\n".join(_said([HEAD, *ROWS])) in document.text
    assert _items(document) == [
        (row[0].rstrip("."), row[1].replace("<br/>", " "), [row[3].replace("<br/>", " ")])
        for row in ROWS
    ]


def test_lines_drawn_in_one_path_make_the_same_table() -> None:
    data = BytesIO()
    canvas = Canvas(data, pagesize=(400, 300))
    canvas.drawString(20, 280, "Referat fra Stirådet den 4. juni 2031")
    rows = [["Sag", "Beslutning"], ["1. Lys", "Udsat til maj."], ["2. Bænke", "Købes."]]
    path = canvas.beginPath()
    for n in range(4):
        path.rect(20, 150 + 30 * n, 300, 0.5)
    for x in (20, 90, 320):
        path.rect(x, 150, 0.5, 90)
    canvas.drawPath(path, fill=1, stroke=0)
    for n, row in enumerate(rows):
        canvas.drawString(24, 220 - 30 * n, row[0])
        for line, word in enumerate(row[1].split(" ", 1)):
            canvas.drawString(94, 228 - 30 * n - 12 * line, word)
    canvas.save()
    document = read_content(data.getvalue())
    assert "\n".join(_said(rows)) in document.text


def test_a_row_that_a_page_breaks_is_one_row() -> None:
    said = "<br/>".join(f"Sætning nummer {n} om stien." for n in range(30))
    rows = [HEAD, ROWS[0], ["2.", "Stien ved mosen", said, "Udsat til august."]]
    table = _table([*rows, ["3.", *ROWS[2][1:]]], WIDTHS, GRID)
    table.splitInRow = 1
    document = _read(table, size=(595, 500))
    assert len(document.pages) > 1
    assert "\n".join(_said(rows)) in document.text
    titles = ["Lys på stien den 12. maj", "Stien ved mosen", "Mødeplan for 2031"]
    assert [title for _, title, _ in _items(document)] == titles


def test_a_broken_row_goes_on_below_a_head_that_is_printed_again() -> None:
    first = _table([HEAD, ROWS[0], ["2.", "Bænke", "Der mangler", "Udsat"]], WIDTHS, GRID)
    second = _table([HEAD, ["", "", "fire.", "til maj."], ["3.", *ROWS[2][1:]]], WIDTHS, GRID)
    document = _read(first, PageBreak(), second)
    assert "2.\tBænke\tDer mangler fire.\tUdsat til maj." in document.text
    assert [(n, said) for n, _, said in _items(document)][1:] == [
        ("2", ["Udsat til maj."]),
        ("3", ["Godkendt."]),
    ]


def test_a_table_of_the_next_page_with_rows_of_its_own_goes_on_nothing() -> None:
    first = _table([HEAD, *ROWS[:2]], WIDTHS, GRID)
    second = _table([HEAD, ROWS[2]], WIDTHS, GRID)
    assert [n for n, *_ in _items(_read(first, PageBreak(), second))] == ["1", "2", "3"]


def test_a_table_within_a_cell_is_text_of_the_cell() -> None:
    within = _table([["Post", "Kr."], ["Sand", "200"], ["Grus", "4.000"]], [60, 50], GRID)
    rows = [[Paragraph(cell, SMALL) for cell in row] for row in [HEAD, *ROWS]]
    rows[2][2] = [Paragraph("Tallene er disse:", SMALL), within]  # type: ignore[call-overload]
    table = Table(rows, colWidths=WIDTHS, style=TableStyle([TOP, *TIGHT, GRID]))
    text = _read(table).text
    assert "2.\tBænke\tTallene er disse: Post Kr. Sand 200 Grus 4.000\tUdsat.\n" in text


def test_crosses_tell_who_came() -> None:
    rows = [["Navn", "Til stede", "Afbud"], ["Ida Bro", "X", ""], ["Per Eng", "", "X"]]
    text = _read(_table(rows, [120, 60, 60], GRID)).text
    assert "Til stede: Ida Bro\nAfbud: Per Eng" in text


def test_a_frame_an_underline_and_a_box_around_a_heading_are_no_table() -> None:
    data = BytesIO()
    canvas = Canvas(data, pagesize=(400, 300))
    canvas.rect(10, 10, 380, 280)
    canvas.drawString(20, 270, "Referat fra Stirådet den 4. juni 2031")
    canvas.rect(18, 232, 300, 16)
    lines = ["1. Lys på stien", "Lampen er gået i stykker, og den nye", "kommer først efter ferien.",
             "Beslutning", "Udsat."]  # fmt: skip
    for n, line in enumerate(lines):
        canvas.drawString(20, 236 - 14 * n, line)
    canvas.line(20, 190, 80, 190)
    canvas.line(14, 170, 14, 240)
    canvas.save()
    text = read_content(data.getvalue()).text
    assert "\t" not in text
    assert [line for line in text.split("\n") if line][1:] == lines


def test_lines_of_a_chart_are_no_table() -> None:
    data = BytesIO()
    canvas = Canvas(data, pagesize=(400, 300))
    canvas.drawString(20, 270, "Referat fra Stirådet den 4. juni 2031")
    for n in range(6):
        canvas.line(40, 60 + 30 * n, 340, 60 + 30 * n)
        canvas.line(40 + 60 * n, 60, 40 + 60 * n, 210)
    for n in range(5):
        canvas.drawString(
            60, 70 + 30 * n, f"Lampe {n} lyste i så mange timer af natten i maj måned"
        )
    canvas.save()
    text = read_content(data.getvalue()).text
    assert "Lampe 3 lyste i så mange timer af natten i maj måned\n" in text
    assert "\t" not in text
