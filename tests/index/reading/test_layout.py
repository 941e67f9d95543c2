"""Rows are read as people read a page. Sizes are points; a letter is 5 wide and 10 high."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.reading.pdf.layout import read_rows, rows_and_columns
from index.reading.pdf.lines import lines_of_rows
from index.reading.pdf.pieces import Piece, Row, Rule

PITCH = 12.0


def piece(text: str, left: float, line: float, order: int = 0, **more: object) -> Piece:
    return Piece(text, left, left + 5 * len(text), line * PITCH, 10, order=order, **more)  # type: ignore[arg-type]


def page(*lines: dict[float, str]) -> list[Piece]:
    """Lines from top to bottom: the text that begins at each place."""
    placed = [(left, n, text) for n, line in enumerate(lines) for left, text in line.items()]
    return [piece(text, left, n, order) for order, (left, n, text) in enumerate(placed)]


def texts(rows: list[Row]) -> list[str]:
    return [line.text.replace("\t", " | ") for line in lines_of_rows([rows])[0]]


PROSE = {0.0: "En linje, der fylder hele siden fra den ene kant til den anden kant af papiret."}


def test_a_table_row_is_one_line() -> None:
    rows = read_rows(
        page(
            {0: "Mio. kr.", 200: "2024", 300: "2025"},
            {0: "Drift", 200: "12,5", 300: "13,0"},
            {0: "Anlæg", 200: "1,5", 300: "3,0"},
        )
    )
    assert texts(rows) == ["Mio. kr. | 2024 | 2025", "Drift | 12,5 | 13,0", "Anlæg | 1,5 | 3,0"]


def test_a_cell_that_wraps_stays_in_its_cell() -> None:
    rows = read_rows(
        page(
            {0: "Formål", 100: "Udvalget ser på bosætning, mødesteder og mobilitet i"},
            {100: "byer med under 1.000 indbyggere."},
            {0: "Periode", 100: "2022 til 2023"},
            PROSE,
        )
    )
    assert texts(rows)[:2] == [
        "Formål | Udvalget ser på bosætning, mødesteder og mobilitet i byer med under 1.000 indbyggere.",
        "Periode | 2022 til 2023",
    ]


def test_cells_that_wrap_side_by_side_are_one_row() -> None:
    rows = read_rows(
        page(
            {0: "Udgifter til hele", 100: "Fagudvalget får", 200: "1.200"},
            {0: "skoleområdet", 100: "en merbevilling"},
            {0: "Indtægter", 100: "Ingen", 200: "300"},
        )
    )
    assert (
        texts(rows)[0] == "Udgifter til hele skoleområdet | Fagudvalget får en merbevilling | 1.200"
    )


def test_amounts_beside_the_last_line_of_a_label_belong_to_it() -> None:
    rows = read_rows(
        page(
            {0: "Kørsel", 120: "10,0"},
            {0: "Drift af plejecentre og"},
            {0: "hjemmepleje", 120: "12,5"},
        )
    )
    assert texts(rows) == ["Kørsel | 10,0", "Drift af plejecentre og hjemmepleje | 12,5"]


def test_lists_beside_each_other_are_not_drawn_together() -> None:
    rows = read_rows(
        page(
            {0: "Medlemmer", 100: "Ida Holm (A)"}, {100: "Bo Lund (V)"}, {100: "Per Dam (F)"}, PROSE
        )
    )
    assert texts(rows)[:3] == ["Medlemmer | Ida Holm (A)", "Bo Lund (V)", "Per Dam (F)"]


def test_a_rule_between_lines_parts_the_rows() -> None:
    lines = (
        {0: "Børne- og Skoleudvalget", 130: "Anbefales, idet der"},
        {0: "Økonomiudvalget", 130: "Anbefales til byrådet"},
    )
    assert len(read_rows(page(*lines))) == 1, "by the room that is left, they are one row"
    assert len(read_rows(page(*lines), [Rule(0, 230, 0.4 * PITCH)])) == 2


def test_within_a_box_a_line_far_below_a_cell_is_no_part_of_it() -> None:
    head = {0: "24.10.00.G01 18/301", 125: "Åben sag", 200: "Sagsgang: KB"}
    around = [Rule(0, 400, -0.5 * PITCH), Rule(0, 400, 3.5 * PITCH)]
    rows = read_rows(page(head, {}, {0: "Sagsfremstilling"}, PROSE), around)
    lines = [line for line in texts(rows) if line]
    assert lines == [" | ".join(head.values()), "Sagsfremstilling", PROSE[0.0]]


def test_an_item_number_stands_before_its_title_not_in_a_column() -> None:
    rows = read_rows(page({0: "1.", 30: "Godkendelse af dagsorden"}, {0: "2.", 30: "Budget"}))
    assert texts(rows) == ["1. Godkendelse af dagsorden", "2. Budget"]


def test_words_set_wide_in_a_justified_line_are_no_columns() -> None:
    rows = read_rows(
        page(PROSE, {0: "Et", 21: "ord", 47: "med", 74: "luft", 108: "imellem"}, PROSE)
    )
    assert texts(rows)[1] == "Et ord med luft imellem"


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [piece(f"venstre spalte linje {n:02d}", 0, n, n) for n in range(8)]
    right = [piece(f"højre spalte i linje {n:02d}", 140, n + 0.3, 10 + n) for n in range(8)]
    found = [text for text in texts(read_rows([*left, *right])) if text]
    assert found == [p.text for p in (*left, *right)]


def test_a_page_number_below_columns_is_in_none_of_them() -> None:
    left = [piece(f"venstre spalte linje {n:02d}", 0, n, n) for n in range(8)]
    right = [piece(f"højre spalte i linje {n:02d}", 140, n + 0.3, 10 + n) for n in range(8)]
    foot = piece("Side 4", 100, 14, 99)
    found = [text for text in texts(read_rows([*left, *right, foot])) if text]
    assert found == [p.text for p in (*left, *right, foot)]


def test_a_running_head_over_columns_is_in_none_of_them() -> None:
    heads = [piece("TMU 3. maj", 0, 0, 0), piece("side 4", 240, 0, 1)]
    left = [piece(f"venstre spalte linje {n:02d}", 0, n, n) for n in range(2, 10)]
    right = [piece(f"højre spalte i linje {n:02d}", 140, n + 0.3, 10 + n) for n in range(2, 10)]
    found = [text for text in texts(read_rows([*heads, *left, *right])) if text]
    assert found == ["TMU 3. maj | side 4", *(p.text for p in (*left, *right))]


def test_columns_are_known_from_the_page_before_though_one_is_a_list() -> None:
    left = [piece(f"venstre spalte linje {n:02d}", 0, n, n) for n in range(8)]
    right = [piece(f"højre spalte i linje {n:02d}", 140, n + 0.3, 10 + n) for n in range(8)]
    names = [piece("Kortbilag, som er længere end de andre", 140, 0, 10)]
    names += [piece(f"Bilag {n}", 140, n, 10 + n) for n in range(1, 8)]
    _, columns = rows_and_columns([*left, *right])
    rows, _ = rows_and_columns([*left, *names], (), columns)
    assert [text for text in texts(rows) if text] == [p.text for p in (*left, *names)]


def test_paragraphs_are_parted_by_a_blank_line_and_table_rows_are_not() -> None:
    lines = [{0.0: "en"}, {0.0: "to"}, {0.0: "tre"}, {0.0: "fire"}, {0.0: "fem"}]
    pieces = [*page(*lines), piece("ny", 0, 6.5), piece("A", 0, 9), piece("1", 90, 9)]
    pieces += [piece("B", 0, 10.5), piece("2", 90, 10.5)]
    assert texts(read_rows(pieces)) == [
        "en",
        "to",
        "tre",
        "fire",
        "fem",
        "",
        "ny",
        "",
        "A | 1",
        "B | 2",
    ]


def test_a_superscript_stays_in_its_line() -> None:
    rows = read_rows(
        [piece("fælles m", 0, 1), Piece("2", 40, 43, PITCH - 3.5, 6), piece("areal", 48, 1)]
    )
    assert texts(rows) == ["fælles m2 areal"]


def test_what_is_bold_or_large_is_a_heading_and_wraps_as_one() -> None:
    rows = read_rows(
        [
            Piece("Punkt 4: Midlertidig indkvartering på det tidligere vandrerhjem,", 0, 390, 0, 14),
            Piece("Strandlyst", 0, 90, 18, 14),
            piece("Beslutning", 0, 3.2, bold=True),
            *(piece("Almindelig tekst over mange linjer i dokumentet, som slutter her", 0, 4 + n) for n in range(4)),
        ]
    )  # fmt: skip
    lines = [(line.text, line.level) for line in lines_of_rows([rows])[0] if line.level]
    assert lines == [
        ("Punkt 4: Midlertidig indkvartering på det tidligere vandrerhjem, Strandlyst", 1),
        ("Beslutning", 7),
    ]


def test_a_paragraph_all_in_bold_is_no_heading() -> None:
    rows = read_rows([piece(f"Fed tekst i linje {n}", 0, n, bold=True) for n in range(5)])
    assert {line.level for line in lines_of_rows([rows])[0]} == {None}


def test_a_word_parted_in_a_cell_is_put_together_with_its_hyphen() -> None:
    rows = read_rows(
        page(
            {0: "Mål", 60: "En ny plan for plejecen-"},
            {60: "tre"},
            {0: "Tid", 60: "2024"},
            {0: "x" * 38},
        )
    )
    assert texts(rows)[0] == "Mål | En ny plan for plejecen-tre"


words = st.text("abcæøåAB12.-:,", min_size=1, max_size=12)
pieces = st.lists(
    st.builds(
        lambda text, left, line, size: Piece(text, left, left + len(text) * size / 2, line * 7, size),
        words, st.integers(0, 500), st.integers(0, 60), st.sampled_from([6, 10, 10, 14]),
    ),
    max_size=60,
)  # fmt: skip


@given(pieces)
def test_no_letter_is_lost_or_made_up_wherever_it_stands(placed: list[Piece]) -> None:
    rows = read_rows([Piece(*(getattr(p, f) for f in ("text", "left", "right", "baseline", "size", "bold")), order=n)
                      for n, p in enumerate(placed)])  # fmt: skip
    written = "".join(line.text for line in lines_of_rows([rows])[0])
    assert sorted(written.replace(" ", "").replace("\t", "")) == sorted(
        "".join(p.text for p in placed)
    )
