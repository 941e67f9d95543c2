"""Labels in a column of their own are read before the text that they head."""

from index.reading.pdf.layout import rows_and_columns
from index.reading.pdf.lines import lines_of_rows
from index.reading.pdf.pieces import Piece, Rule

LEFT, TEXT = 50.0, 160.0
PITCH = 12.0


def piece(text: str, left: float, line: float, bold: bool = False, size: float = 10) -> Piece:
    return Piece(text, left, left + 5.0 * len(text), PITCH * line, size, bold)


def label(text: str, line: float) -> Piece:
    return piece(text, LEFT, line, bold=True)


def prose(text: str, line: float) -> Piece:
    """A line of text that fills its column but for a short last one."""
    return piece(text, TEXT, line)


def read(pieces: list[Piece], rules: tuple[Rule, ...] = ()) -> list[str]:
    rows, _ = rows_and_columns(pieces, rules)
    return [line.text.replace("\t", " | ") for line in lines_of_rows([rows])[0] if line.text]


FULL = "Kommunen har søgt om penge til en ny sti langs den gamle bane, som fører til byen"
REST = "og videre til havnen."


def test_a_label_at_the_top_comes_before_its_text() -> None:
    pieces = [
        label("Sagsfremstilling", 0), prose(FULL, 0), prose(REST, 1), prose("Stien er grøn.", 3),
        label("Økonomiske", 5), label("konsekvenser", 6), prose("Ingen.", 5),
        label("Beslutning", 8), prose("Godkendt.", 8),
    ]  # fmt: skip
    assert read(pieces) == [
        f"Sagsfremstilling | {FULL}", REST, "Stien er grøn.",
        "Økonomiske konsekvenser | Ingen.", "Beslutning | Godkendt.",
    ]  # fmt: skip


def test_a_label_in_the_middle_of_its_box_comes_before_all_of_its_text() -> None:
    rules = tuple(Rule(LEFT, 580, PITCH * at) for at in (-1.5, 4.5, 6.5, 8.5))
    pieces = [
        prose("Stien er grøn.", 0), prose("Den er lang.", 2), label("Sagsfremstilling", 2),
        prose("Den er smal.", 4), label("Økonomi", 6), prose("Ingen.", 6),
        label("Beslutning", 8), prose("Godkendt.", 8), prose(FULL, 12), prose(REST, 13),
    ]  # fmt: skip
    assert read(pieces, rules)[:4] == [
        "Sagsfremstilling | Stien er grøn.", "Den er lang.", "Den er smal.", "Økonomi | Ingen.",
    ]  # fmt: skip


def test_labels_to_the_right_come_first_too() -> None:
    pieces = [
        piece(FULL, 50, 0), piece("Resumé", 480, 0), piece(REST, 50, 1),
        piece("Den er lang.", 50, 3), piece("Indstilling", 480, 3), piece("Den er smal.", 50, 5),
        piece("Godkendt.", 50, 7), piece("Beslutning", 480, 7),
    ]  # fmt: skip
    assert read(pieces) == [
        f"Resumé | {FULL} {REST}", "Indstilling | Den er lang.", "Den er smal.", "Beslutning | Godkendt.",
    ]  # fmt: skip


def test_a_number_beside_a_title_is_read_behind_it() -> None:
    pieces = [
        piece("4. Ny sti til havnen", TEXT, 0.2, bold=True, size=14),
        piece("Sagsnr.", LEFT, 0, size=9), piece("22/740", LEFT, 1, size=9),
        label("Resumé", 4), prose(FULL, 4), prose(REST, 5),
        label("Indstilling", 7), prose("Den er lang.", 7), label("Beslutning", 9),
        prose("Godkendt.", 9),
    ]  # fmt: skip
    assert read(pieces)[:3] == ["4. Ny sti til havnen", "Sagsnr. 22/740", f"Resumé | {FULL} {REST}"]


def test_crosses_behind_names_are_no_labels() -> None:
    pieces = [piece(FULL, LEFT, -3)] + [
        p
        for at, name in enumerate(("Ane Dahl", "Bo Lind", "Carl Holm", "Dorte Juul"))
        for p in (piece(name, LEFT, at), piece("X", 400, at))
    ]
    assert read(pieces)[1] == "Ane Dahl | X"


def test_a_table_with_more_columns_stays_a_table() -> None:
    pieces = [
        p
        for at, cells in enumerate((("Ydelse", "Nu", "Forslag"), ("Bad", "2", "1"), ("Rent", "4", "3")))
        for p in (piece(cell, 50 + 150 * i, at) for i, cell in enumerate(cells))
    ]  # fmt: skip
    assert read(pieces) == ["Ydelse | Nu | Forslag", "Bad | 2 | 1", "Rent | 4 | 3"]


def test_the_next_page_keeps_the_column() -> None:
    first = [
        label("Resumé", 0), prose(FULL, 0), prose(REST, 1), label("Indstilling", 3),
        prose("Den er lang.", 3), label("Økonomi", 5), prose("Ingen.", 5),
    ]  # fmt: skip
    _, columns = rows_and_columns(first)
    assert columns.labels is not None
    rows, again = rows_and_columns(
        [prose(REST, 0), prose("Slut.", 2), label("Beslutning", 2)], (), columns
    )
    assert [tuple(cell.text for cell in row.cells) for row in rows] == [
        (REST,),
        ("Beslutning", "Slut."),
    ]
    assert again.labels is not None
    assert again.labels.left == columns.labels.left


def test_the_number_of_a_title_that_reaches_over_the_column_of_the_page_before_stays_before_it() -> (
    None
):
    first = [
        label("Resumé af sagen", 0), prose(FULL, 0), prose(REST, 1), label("Indstilling", 3),
        prose("Den er lang.", 3), label("Økonomi", 5), prose("Ingen.", 5),
    ]  # fmt: skip
    _, columns = rows_and_columns(first)
    rows, _ = rows_and_columns(
        [prose(FULL, 0), label("Bilag", 0), prose(REST, 1), piece("Lukkede punkter", LEFT, 3), piece("8", LEFT + 5, 5),
         piece("Køb af jord ved den gamle havn i byen", LEFT + 50, 5)], (), columns
    )  # fmt: skip
    assert [tuple(cell.text for cell in row.cells) for row in rows][-1] == (
        "8",
        "Køb af jord ved den gamle havn i byen",
    )


def test_values_behind_labels_on_the_right_are_read_behind_them() -> None:
    rows = (("Forvaltning:", "TM"), ("Sbh:", "ilov"), ("Besl. komp:", "TMU/BR"))
    pieces = [piece("Åben sag", LEFT, 0), piece("Sagsnr:", 360, 0), piece("12/1883", 430, 0)]
    pieces += [
        p
        for at, (name, value) in enumerate(rows, start=1)
        for p in (piece(name, 360, at), piece(value, 430, at))
    ]
    pieces += [piece("Sagsfremstilling", LEFT, 6, bold=True), piece(FULL, LEFT, 7)]
    pieces += [piece(f"Stien har {at} bænke, og de er slidte.", LEFT, 2 * at) for at in range(4, 9)]
    assert read(pieces)[1:4] == [f"{name} | {value}" for name, value in rows]
