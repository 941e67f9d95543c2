"""Closed items of which a document tells nothing but their number."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading.plain import read_plain
from index.types import Minutes

_FRONT = "Referat\nTeknisk Udvalg\nMødedato: 3. maj 2022\n\n"
_SECRET = "Gåsevig betaler zebrafisken 412.000 kr. i forlig."


def _items(mark: str = "{}") -> str:
    titles = ("Asfalt i Elleby", "Ny cykelsti ved åen")
    items = (
        f"{mark.format(number)} {title}\nSagsnr. 22/10{number}\n\nSagsfremstilling\nDet haster her.\n\n"
        f"Beslutning\nGodkendt.\n\n"
        for number, title in enumerate(titles, 1)
    )
    return _FRONT + "".join(items)


def _read(text: str) -> Minutes:
    return without_closed_text(parse_minutes(read_plain(text)))


@pytest.mark.parametrize(
    ("mark", "item"),
    [
        ("{}.", "3. (lukket)"), ("{}.", "3.\nLukket"), ("{}", "3\nLukket punkt"),
        ("{} ·", "3 ·\nlukket punkt"), ("{}.", "3. (B, lukket)"), ("Punkt {}:", "Punkt 3 (ikke offentlig)"),
        ("{}.", "Lukkede punkter\n\n3."), ("{}.", "L U K K E T   D A G S O R D E N\n\n3."),
        ("{}.", "F O R   L U K K E D E   D Ø R E\n\n3. (ikke offentlig)"),
    ],
)  # fmt: skip
def test_a_number_is_all_that_is_told_of_a_closed_item(mark: str, item: str) -> None:
    minutes = _read(f"{_items(mark)}{item}\n\n{_SECRET}\n")
    assert [(i.number, i.public) for i in minutes.items] == [("1", True), ("2", True), ("3", False)]
    assert minutes.items[2].title is None
    assert _SECRET not in minutes.document.text


def test_a_closed_item_without_a_title_fills_the_hole_in_the_numbers() -> None:
    text = f"{_items('{}.')}3.\n(lukket)\n\n{_SECRET}\n\n4. Ny mole\nSagsnr. 22/104\n\nBeslutning\nUdsat.\n"
    minutes = _read(text)
    assert [i.number for i in minutes.items] == ["1", "2", "3", "4"]
    assert [i.public for i in minutes.items] == [True, True, False, True]
    assert _SECRET not in minutes.document.text


@pytest.mark.parametrize("below", ["3", "3.", "3\nGodkendt.", "7\nLukket"])
def test_a_number_that_nothing_closes_or_that_counts_nothing_is_no_item(below: str) -> None:
    assert [i.number for i in _read(f"{_items('{}.')}{below}\n").items] == ["1", "2"]


def test_a_closed_part_whose_heading_is_letterspaced_closes_the_items_below() -> None:
    closed = f"L U K K E T   D A G S O R D E N\n\n3. Køb af areal\n\n{_SECRET}\n"
    minutes = _read(_items("{}.") + closed)
    assert [(i.title, i.public) for i in minutes.items][2:] == [("Køb af areal", False)]
    assert _SECRET not in minutes.document.text


def test_a_mark_below_a_title_makes_an_item_of_what_the_numbers_count() -> None:
    closed = "3. Krav om erstatning\n(Ikke til offentliggørelse)\n4. (Ikke til offentliggørelse)\n"
    minutes = _read(_items("{}.") + closed)
    assert [(i.number, i.title, i.public) for i in minutes.items][2:] == [
        ("3", "Krav om erstatning", False),
        ("4", None, False),
    ]


def test_titles_below_the_heading_of_a_closed_part_stand_close_together() -> None:
    closed = "Lukkede punkter\n\n3. Køb af areal\n4. Klage over naboer\n5. (lukket)\n"
    minutes = _read(_items("{}.") + closed)
    assert [(i.number, i.title, i.public) for i in minutes.items][2:] == [
        ("3", "Køb af areal", False),
        ("4", "Klage over naboer", False),
        ("5", None, False),
    ]


@pytest.mark.parametrize("label", ["Sag nr. {}", "Punkt {}", "Pkt. nr. {}"])
@pytest.mark.parametrize("below", ["Ansvarlig: Ina Falk\n\nResumé\n", "Resumé\n"])
def test_a_title_stands_above_its_number_where_only_a_heading_or_a_label_stands_below(
    label: str, below: str
) -> None:
    titles = ("Godkendelse af dagsorden", "2. budgetopfølgning 2021", "Ny sti ved åen - bevilling")
    minutes = _read(
        "Referat\nKulturudvalget\n3. maj 2021\n\n"
        + "".join(
            f"{title}\n{label.format(number)}\n\n{below}Sagen er kort.\n\nBeslutning\nGodkendt.\n\n"
            for number, title in enumerate(titles, 1)
        )
    )
    assert [(i.number, i.title) for i in minutes.items] == [*zip("123", titles, strict=True)]
    assert all(
        i.sections[-1].span.of(minutes.document.text).split() == ["Beslutning", "Godkendt."]
        for i in minutes.items
    )


def test_a_title_stays_below_its_number_though_a_line_stands_close_above() -> None:
    text = "Referat\nKulturudvalget\n3. maj 2021\n\n" + "".join(
        f"Punkt {number}\n\n{title}\n\nBeslutning\nGodkendt.\n\nBo Dam deltog ikke\n"
        for number, title in enumerate(("Dagsorden", "Ny sti", "Bøger"), 1)
    )
    assert [i.title for i in _read(text).items] == ["Dagsorden", "Ny sti", "Bøger"]
