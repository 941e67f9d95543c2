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


_ITEMS = (
    "1. Godkendelse\nBeslutning\nGodkendt.\n\n",
    "2. Ny mole\nSagsfremstilling\nMolen er gammel.\nBeslutning\nUdsat.\n\n",
    "3. Et skib\nBeslutning\nSkibet købes for to kroner.\n",
)


@pytest.mark.parametrize(
    ("above", "parts", "public"),
    [
        ("Havn og kyst\nLukkede sager\n", ("Havn og kyst", "", "Lukkede sager"), [1, 1, 0]),
        ("Havn\nLand\nLukkede sager\nTil slut\n", ("Havn", "Land", "Lukkede sager"), [1, 1, 0]),
        ("Lukkede sager\nHavn og kyst\n", ("Lukkede sager", "Havn og kyst", ""), [0, 0, 0]),
        ("Åbne punkter\nLukkede punkter\n", ("", "", "Lukkede punkter"), [1, 1, 0]),
        ("Åbne punkter (2)\nLukkede punkter (1)\n", ("", "", "Lukkede punkter"), [1, 1, 0]),
        ("Åbent møde kl. 15.00\nLukket møde kl. 17.00\n", ("", "", ""), [1, 1, 1]),
        ("Lukkede punkter\nIngen\n", ("", "", ""), [1, 1, 1]),
        ("Punkt 3 behandles for lukkede døre.\n", ("", "", "Lukkede punkter"), [1, 1, 0]),
        ("Åben dagsorden\nLukket dagsorden\n", ("", "", "Lukkede punkter"), [1, 1, 0]),
        ("Alle punkter\nÅbne punkter\nLukkede punkter\n", ("", "", "Lukket punkt"), [1, 1, 0]),
        ("Åbent punkt\nLukket punkt\n", ("", "", "Lukket punkt"), [1, 1, 0]),
        ("Lukket punkt\nÅbent punkt\n", ("", "", "Lukket punkt"), [1, 1, 0]),
        # The heading of the closed part, not a list.
        ("Åben dagsorden\nLukket dagsorden\n", ("", "", ""), [0, 0, 0]),
        ("Lukket dagsorden\n", ("", "", "Lukket punkt"), [0, 0, 0]),
        ("Lukkede punkter\n", ("", "", ""), [0, 0, 0]),
        ("Lukket dagsorden\n", ("", "Lukket dagsorden", ""), [0, 0, 0]),
        ("Havneudvalget\nLukket dagsorden\n", ("", "", ""), [0, 0, 0]),
        ("Havneudvalget\nLukket møde\n", ("", "Havneudvalget\nLukket møde", ""), [0, 0, 0]),
        ("Åbne punkter\nIngen\n\nLukkede punkter\n", ("", "", ""), [0, 0, 0]),
        ("Lukket møde kl. 17.00\n", ("", "", ""), [0, 0, 0]),
    ],
)
def test_a_list_of_the_parts_closes_nothing_above_the_part_itself(
    above: str, parts: tuple[str, ...], public: list[int]
) -> None:
    items = "".join(f"{part}\n\n{item}" for part, item in zip(parts, _ITEMS, strict=True))
    assert _public(f"{_FRONT}{above}\n{items}") == [bool(one) for one in public]


@pytest.mark.parametrize(
    ("said", "public"),
    [
        ("Åbent punkt\nLukket punkt\nBilag", True),
        ("Kvartal\tModtagne\tLukkede sager\nførste\t30\t40", True),
        ("Klage over mole\tLukket sag\nKlage over kyst\tÅben sag", True),
        ("Havneudvalget\tÅben sag\nByrådet\tLukket sag", False),
        ("Lukket punkt", False),
    ],
)
def test_a_mark_among_others_in_the_text_tells_of_what_is_counted_there(
    said: str, public: bool
) -> None:
    text = f"{_FRONT}{_ITEMS[0]}2. Ny mole\nSagsfremstilling\nMolen er gammel.\n{said}\n"
    assert _public(text) == [True, public]
