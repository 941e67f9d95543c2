"""Open and closed named side by side: a choice of two closes nothing, and opens nothing that is closed."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from index.parsing.minutes import parse_minutes
from index.reading import read_content
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nHavneudvalget\n3. maj 2021 kl. 15.00\n\n"
_HEAD = "Behandling\tDato\tÅbent punkt\tLukket punkt"


def _public(text: str) -> list[bool]:
    return [item.public for item in parsed(text).items]


def _with_table(*tables: str) -> str:
    """Items of which each has a table below its title."""
    return _FRONT + "\n\n".join(
        f"{number}. {title}\n{table}\n\nBeslutning\nGodkendt som indstillet."
        for number, (title, table) in enumerate(zip(("Ny mole", "En kran"), tables, strict=True), 1)
    )


@pytest.mark.parametrize(
    ("row", "public"),
    [
        ("Havneudvalget\t03-05-2021\t1", True),
        ("Havneudvalget\t03-05-2021\t\t1", False),
        ("Havneudvalget\t03-05-2021\t\t1\nByrådet\t20-05-2021", False),
        ("Havneudvalget\t03-05-2021\t1\nByrådet\t20-05-2021\t\t7", False),
        # A value whose column cannot be told, or none: nothing says that it is open.
        ("03-05-2021\t1", False),
        ("Havneudvalget\t03-05-2021", False),
    ],
)
def test_the_column_in_which_a_number_stands_says_whether_an_item_is_closed(
    row: str, public: bool
) -> None:
    open_row = f"{_HEAD}\nHavneudvalget\t03-05-2021\t2"
    assert _public(_with_table(f"{_HEAD}\n{row}", open_row)) == [public, True]
    turned = f"Behandling\tDato\tLukket punkt\tÅbent punkt\n{open_row.splitlines()[1]}"
    assert _public(_with_table(f"{_HEAD}\n{row}", turned)) == [public, False]


def test_a_mark_of_its_own_says_what_the_columns_leave_open() -> None:
    spaced = (
        "Behandling      Dato         Åbent punkt     Lukket punkt\nHavneudvalget   03-05-2021   1"
    )
    text = _with_table(spaced, spaced)
    assert _public(text) == [False, False]
    marked = text.replace("1. Ny", "Åbent punkt\n1. Ny").replace("2. En", "Lukket punkt\n2. En")
    assert _public(marked) == [True, False]


def test_an_open_column_opens_nothing_in_a_closed_part() -> None:
    table = f"{_HEAD}\nØkonomiudvalget\t03-05-2021\t4"
    text = _with_table(table, table).replace("2. En", "Lukkede punkter\n\n2. En")
    assert _public(text) == [True, False]


@pytest.mark.parametrize(
    "table",
    [
        "Kvartal\tÅbne sager\tLukkede sager\n1.\t30\t40\n2.\t20\t10",
        "Dag\tÅbent\tLukket\nMandag\tx\nTirsdag\t\tx",
    ],
)
def test_columns_that_count_something_else_say_nothing(table: str) -> None:
    text = (
        f"{_FRONT}1. Byggesager\nSagsfremstilling\n{table}\nDet går godt.\n\nBeslutning\nGodkendt."
    )
    assert _public(f"{text}\n\n2. En kran\nBeslutning\nGodkendt.") == [True, True]
    assert _public(f"{text}\n\nLukkede punkter\n\n2. En kran\n{table}\n") == [True, False]


def test_a_pdf_keeps_the_column_of_a_value_though_its_neighbour_is_empty() -> None:
    heading = getSampleStyleSheet()["Heading2"]
    flow = [Paragraph("Referat fra Havneudvalget", heading), Paragraph("Mandag den 3. maj 2021")]
    for title, value in (("1. Ny mole", ["1", ""]), ("2. Et skib", ["", "2"])):
        rows = [_HEAD.split("\t"), ["Havneudvalget", "03-05-2021", *value]]
        table = Table(rows, colWidths=[120, 90, 90, 90])
        flow += [Paragraph(title, heading), table, Paragraph("<b>Beslutning</b>")]
        flow.append(Paragraph("Godkendt som indstillet."))
    data = BytesIO()
    SimpleDocTemplate(data).build(flow)
    items = parse_minutes(read_content(data.getvalue())).items
    assert [item.public for item in items] == [True, False]
