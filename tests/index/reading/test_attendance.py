"""Tables of who came to a meeting: nobody present is read as absent, nor the other way round."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from index.parsing.minutes import parse_minutes
from index.reading import read_content
from index.reading.attendance import attendance_lines
from index.reading.pdf.attendance_columns import by_columns
from index.reading.pdf.pieces import Piece
from index.types import Document, SectionKind

Rows = list[list[str]]
TITLE, PLACE = "Referat fra Teknisk Udvalg 4. marts 2020", "Sted: Rådhuset"
ITEMS = ("1. Veje", "2. Stier")
LISTS = [
    ["Til stede", "Afbud"],
    ["Ane Dahl (A)", "Bo Lund (V)"],
    ["Ib Holm (C)", "Per Friis (C)"],
    ["Ole Krag (A)", ""],
]
CROSSES = [
    ["Navn", "Til stede", "Afbud", "Stedfortræder"],
    ["Ane Dahl (A)", "X", "", ""],
    ["Bo Lund (V)", "", "X", "Ida Bech (V)"],
    ["Ib Holm (C)", "x", "", ""],
]
BESIDE = [
    ["Til stede", "Afbud", "Stedfortræder"],
    ["Ane Dahl (A)", "Bo Lund (V)", "Ida Bech (V)"],
    ["Ib Holm (C)", "", ""],
]
NOBODY = [["Til stede", "Afbud"], ["Ane Dahl (A)", ""], ["Ib Holm (C)", ""]]


def _web(rows: Rows) -> Document:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    items = "".join(f"<h2>{item}</h2><p>Beslutning</p><p>Godkendt.</p>" for item in ITEMS)
    page = f"<html><body><h1>{TITLE}</h1><table>{cells}</table><p>{PLACE}</p>{items}</body></html>"
    return read_content(page.encode())


def _word(rows: Rows) -> Document:
    word = docx.Document()
    word.add_heading(TITLE, 1)
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.add_paragraph(PLACE)
    for item in ITEMS:
        word.add_heading(item, 2)
        word.add_paragraph("Beslutning")
        word.add_paragraph("Godkendt.")
    data = BytesIO()
    word.save(data)
    return read_content(data.getvalue())


def _pdf(rows: Rows, style: TableStyle) -> Document:
    styles, data = getSampleStyleSheet(), BytesIO()
    table = Table(rows, style=style, colWidths=[130] * len(rows[0]), hAlign="LEFT")
    flow = [Paragraph(TITLE, styles["Heading1"]), table, Paragraph(PLACE, styles["Normal"])]
    for item in ITEMS:
        flow += [Paragraph(item, styles["Heading2"]), Paragraph("<b>Beslutning</b>")]
        flow.append(Paragraph("Godkendt."))
    SimpleDocTemplate(data).build(flow)
    return read_content(data.getvalue())


def _ruled(rows: Rows) -> Document:
    return _pdf(rows, TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))


def _unruled(rows: Rows) -> Document:
    return _pdf(rows, TableStyle([("ALIGN", (0, 0), (-1, -1), "LEFT")]))


@pytest.mark.parametrize("read", [_web, _word, _ruled, _unruled])
@pytest.mark.parametrize(
    ("rows", "absent", "present"),
    [
        (LISTS, "Bo Lund (V), Per Friis (C)", "Ane Dahl (A), Ib Holm (C), Ole Krag (A)"),
        (CROSSES, "Bo Lund (V) (stedfortræder: Ida Bech (V))", "Ane Dahl (A), Ib Holm (C)"),
        (BESIDE, "Bo Lund (V) (stedfortræder: Ida Bech (V))", "Ane Dahl (A), Ib Holm (C)"),
        (NOBODY, "", "Ane Dahl (A), Ib Holm (C)"),
    ],
    ids=["lists", "crosses", "beside", "nobody"],
)
def test_those_absent_are_told_apart_from_those_present(read, rows, absent, present) -> None:  # type: ignore[no-untyped-def]
    document = read(rows)
    minutes = parse_minutes(document)
    told = {s.heading: s for s in minutes.front if s.heading}
    text = {h: document.text[s.label.end : s.span.end].strip() for h, s in told.items()}
    assert told["Afbud"].kind is SectionKind.ABSENT
    assert (text["Afbud"], text["Til stede"]) == (absent, present)
    assert PLACE in document.text
    assert [item.title for item in minutes.items] == ["Veje", "Stier"]


def test_names_on_lines_of_one_cell_are_all_told() -> None:
    page = _web([["Til stede", "Afbud"], ["Ane Dahl<br>Ib Holm", "<p>Bo Lund</p><p>Per Friis</p>"]])
    assert "Til stede: Ane Dahl, Ib Holm\nAfbud: Bo Lund, Per Friis\n" in page.text


def test_a_name_without_a_cross_is_kept_and_neither_present_nor_absent() -> None:
    rows = [[["Navn"], ["Til stede"], ["Afbud"]], [["Ane"], ["x"], []], [["Bo"], [], []]]
    assert attendance_lines(rows) == ["Bo", "Til stede: Ane", "Afbud:"]


@pytest.mark.parametrize(
    "head", [["Emne", "Afbud"], ["Til stede", "Beslutning"], ["Afbud", ""], ["Afbud", "Frist"]]
)
def test_other_tables_are_none_of_attendance(head: list[str]) -> None:
    assert attendance_lines([[[cell] for cell in head], [["a"], ["b"]]]) is None


def test_those_under_a_head_further_down_a_column_are_not_of_the_first() -> None:
    rows = [
        [["Til stede"], ["Afbud"]],
        [["Ane Dahl"], ["Bo Lund"]],
        [["Ib Holm"], ["Øvrige deltagere"]],
    ]
    assert attendance_lines([*rows, [[], ["Ida Bech"]]]) == [
        "Til stede: Ane Dahl, Ib Holm",
        "Afbud: Bo Lund",
        "Øvrige deltagere: Ida Bech",
    ]


def test_those_absent_may_stand_midway_down_the_second_of_two_columns() -> None:
    rows = [
        ("Til stede:", "Ane Dahl (A)"),
        ("Bo Lund (B)", "Eva Skov (C)"),
        ("Ida Bech (A)", "Afbud:"),
        ("Jens Riis (A)", "Ole Holm (V)"),
        ("Kaj Munk (V)", "Pia Juhl (V)"),
        ("Ib Falk (O)",),
    ]
    lines = [
        [
            Piece(text, 200.0 * n, 200.0 * n + 5 * len(text), 14.0 * at, 10)
            for n, text in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]
    told = [[piece.text for piece in line] for line in by_columns(lines)]
    assert told[:2] == [list(row) for row in rows[:2]]
    assert told[2:] == [["Ida Bech (A)"], ["Jens Riis (A)"], ["Kaj Munk (V)"], ["Ib Falk (O)"],
                        ["Afbud: Ole Holm (V), Pia Juhl (V)"]]  # fmt: skip


def test_no_head_of_those_present_makes_no_columns_of_names() -> None:
    rows = [("Lokale 3", "Lokale 4"), ("Ida Bech", "Afbud:"), ("Jens Riis", "Ole Holm")]
    lines = [
        [
            Piece(text, 200.0 * n, 200.0 * n + 5 * len(text), 14.0 * at, 10)
            for n, text in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]
    assert by_columns(lines) == lines
