"""What was decided in the margin is a part of its own, behind the text that stands beside it."""

from __future__ import annotations

import pytest

from index.reading.pdf.layout import rows_and_columns
from index.reading.pdf.lines import lines_of_rows
from index.reading.pdf.pieces import Edge, Piece, Row, Rule

PITCH = 12.0
CASE = (
    "Stien ved fjorden er skyllet bort to gange i",
    "vinter, og et nyt dige koster to millioner.",
)
BOX = ("Beslutning", "Diget bygges. Ib", "Holm stemte imod.")
NEXT = ("2. Bænke", "Der mangler fire bænke langs den nye sti ved")


def _piece(text: str, left: float, line: float, **more: object) -> Piece:
    return Piece(text, left, left + 5 * len(text), line * PITCH, 10, **more)  # type: ignore[arg-type]


def _edges(left: float, top: float, right: float, bottom: float) -> list[Edge]:
    upright = [Edge(True, x, top, bottom) for x in (left, right)]
    return [*upright, *(Edge(False, y, left, right) for y in (top, bottom))]


def _texts(rows: list[Row]) -> list[str]:
    return [line.text for line in lines_of_rows([rows])[0] if line.text]


def _read(
    box: tuple[str, ...], first: float, behind: tuple[str, ...] = (), is_drawn: bool = True
) -> list[str]:
    pieces = [_piece(text, 0, n) for n, text in enumerate((*CASE, *behind))]
    pieces += [_piece(text, 240, first + n, bold=not n) for n, text in enumerate(box)]
    pieces += [_piece(text, 0, 8 + n, bold=not n) for n, text in enumerate(NEXT)]
    if not is_drawn:
        return _texts(rows_and_columns(pieces)[0])
    edges = _edges(235, (first - 1) * PITCH, 360, (first + len(box) - 0.5) * PITCH)
    rules = [Rule(edge.start, edge.end, edge.at) for edge in edges if not edge.is_upright]
    return _texts(rows_and_columns(pieces, rules, edges=edges)[0])


@pytest.mark.parametrize("first", [0.2, 1, 1.4])
@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_decision_in_the_margin_is_read_behind_the_case_beside_it(
    first: float, is_drawn: bool
) -> None:
    assert _read(BOX, first, is_drawn=is_drawn) == [*CASE, *BOX, *NEXT]


def test_a_heading_that_its_text_stands_beside_and_goes_on_below_is_none_of_the_margin() -> None:
    pieces = [_piece("Udfald", 0, 0, bold=True), _piece(CASE[0], 42, 0), _piece("vinter.", 0, 1)]
    pieces += [_piece(text, 0, 3 + n) for n, text in enumerate(CASE)]
    assert _texts(rows_and_columns(pieces)[0])[1] == "vinter."


def test_text_that_goes_on_below_the_box_stands_before_it() -> None:
    behind = ("En bro koster mere, og den skal males hvert", "tredje år, siger entreprenøren.")
    behind += ("Der er ti høringssvar.",)
    assert _read(BOX, 0.2, behind) == [*CASE, *behind, *BOX, *NEXT]


def test_a_box_without_the_heading_of_a_section_is_read_as_the_page_is() -> None:
    assert _read(("Fakta", "Diget er 40 m.", "Det er af ler."), 0.2) != [
        *CASE, "Fakta", "Diget er 40 m.", "Det er af ler.", *NEXT,
    ]  # fmt: skip


def test_a_case_number_beside_the_head_of_a_table_is_no_part_of_it() -> None:
    pieces = [_piece("EMN-sag 2031-07719", 0, 0)]
    for n, row in enumerate((("Institution", "Tilsyn"), ("Tangen", "2"), ("Strandhuset", "1")), 1):
        pieces += [_piece(row[0], 10, n), _piece(row[1], 90, n)]
    assert _texts(rows_and_columns(pieces)[0])[:2] == ["EMN-sag 2031-07719", "Institution\tTilsyn"]
