"""Tables with rules in a PDF: a row stays a row, and a cell that wraps stays in its cell."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from index.parsing.minutes import parse_minutes
from index.reading import read_content

STYLES = getSampleStyleSheet()
TALK = (
    "Rådet talte om ønskerne og om, hvad de koster. Der blev spurgt til driften af hallen. "
    "Formanden skriver et svar."
)
BOXES = ("GRID", (0, 0), (-1, -1), 0.5, "black")
LINES = ("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")


def _table(rows: list[list[str]], widths: list[int], rules: tuple[object, ...]) -> Table:
    cells = [[Paragraph(cell) for cell in row] for row in rows]
    return Table(
        cells, colWidths=widths, style=TableStyle([rules, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )


def _pdf(*flow: Flowable) -> bytes:
    data = BytesIO()
    front = [
        Paragraph("Referat fra møde i Ældrerådet", STYLES["Heading1"]),
        Paragraph("Onsdag den 4. marts 2020 kl. 10"),
    ]
    SimpleDocTemplate(data).build([*front, *flow])
    return data.getvalue()


@pytest.mark.parametrize("rules", [BOXES, LINES], ids=["boxes", "lines"])
def test_sentences_that_end_within_a_cell_stay_in_it(rules: tuple[object, ...]) -> None:
    rows = [["Ønske", "Svar", "Hvem"], ["En ny hal", TALK, "Ina"], ["Flere stier", TALK, "Bo"]]
    flow: list[Flowable] = []
    for title in ("1. Ønsker", "2. Eventuelt"):
        flow += [Paragraph(title, STYLES["Heading2"]), _table(rows, [120, 220, 90], rules)]
        flow += [Paragraph("<b>Beslutning</b>"), Paragraph("Godkendt.")]
    minutes = parse_minutes(read_content(_pdf(*flow)))
    assert [item.title for item in minutes.items] == ["Ønsker", "Eventuelt"]
    assert minutes.document.text.count(f"En ny hal\t{TALK}\tIna\n") == 2
    assert minutes.document.text.count(f"Flere stier\t{TALK}\tBo\n") == 2


def test_amounts_in_one_box_stay_rows() -> None:
    box = Table(
        [["Post", "Kr."], ["Drift\nLeje", "100\n200"]],
        style=TableStyle([BOXES]),
        colWidths=[90, 60],
    )
    text = read_content(_pdf(box, Paragraph("Tallene er foreløbige."))).text
    assert "Drift\t100\nLeje\t200\n" in text


@pytest.mark.parametrize("rules", [BOXES, LINES], ids=["boxes", "lines"])
def test_a_table_of_minutes_may_begin_with_the_case_number(rules: tuple[object, ...]) -> None:
    titles = ("Dagsorden", "Ny hal i Sønderby", "Lukket punkt: Køb af grund", "Eventuelt")
    rows = [[f"21/10{n}", title, TALK] for n, title in enumerate(titles)]
    table = _table([["Sagsnr.", "Sag", "Beslutning"], *rows], [50, 150, 250], rules)
    minutes = parse_minutes(read_content(_pdf(table)))
    assert [(i.title, i.case_number, i.public) for i in minutes.items] == [
        ("Dagsorden", "21/100", True),
        ("Ny hal i Sønderby", "21/101", True),
        ("Køb af grund", "21/102", False),
        ("Eventuelt", "21/103", True),
    ]


def test_a_sentence_that_ends_in_a_year_is_no_amount_and_pr_ends_no_title() -> None:
    talk = f"{TALK} Handleplanerne skal være færdige i<br/>2012."
    rows = [["1", "Opfølgning pr.<br/>30. april", talk], ["2", "Budget", "Vedtaget i<br/>2012."]]
    flow = _table([["Nr.", "Sag", "Beslutning"], *rows], [30, 160, 160], BOXES)
    minutes = parse_minutes(read_content(_pdf(flow)))
    text = minutes.document.text
    assert [
        (i.number, i.title, *(s.span.of(text).strip() for s in i.sections)) for i in minutes.items
    ] == [tuple(cell.replace("<br/>", " ") for cell in row) for row in rows]


@pytest.mark.parametrize("wrapped", ["", ", resultat<br/>af licitationen"])
def test_a_number_in_the_margin_and_a_larger_title_are_no_row_with_the_text_below(
    wrapped: str,
) -> None:
    bar, large = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")], STYLES["Heading2"]
    titles = {7: "Ny hal i Sønderby", 8: "Stien om søen", 9: "Vuggestuen på Torvet"}
    flow: list[Flowable] = []
    for number, title in titles.items():
        said = [Paragraph(title + wrapped, large), Paragraph(f"Sagsnr. 20/10{number}")]
        top = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
        side = [[Paragraph(str(number), large), [*said, Paragraph(TALK)]]]
        flow.append(Table(side, colWidths=[40, 400], style=top))
        route = [["4/3", "Rådet", f"Godkendt som sag {number}."]]
        flow.append(Table(route, colWidths=[60, 80, 300], style=TableStyle(bar)))
    minutes = parse_minutes(read_content(_pdf(*flow)))
    assert [(item.number, item.title, item.case_number) for item in minutes.items] == [
        (str(number), title + wrapped.replace("<br/>", " "), f"20/10{number}")
        for number, title in titles.items()
    ]
    assert f"\n{TALK[:40]}" in minutes.document.text


@pytest.mark.parametrize(
    "points",
    [
        # The first cell has more points than one, the other a text that goes on beside them.
        ["at hallen bygges i to etager", "at der søges om 200.000 kr.", "at stien lægges nord om"],
        # A line of it nearly reaches the next column.
        [
            "Hallen er bygget i 1974, og tallet af",
            "spillere er vokset siden da; se nr. 2 og",
            "3 i notatet.",
        ],
    ],
)
def test_a_box_with_a_text_that_goes_on_is_one_row(points: list[str]) -> None:
    table = Table(
        [
            [Paragraph("Indstilling"), Paragraph("Rådets beslutning")],
            [[Paragraph(point) for point in points], Paragraph(TALK)],
        ],
        colWidths=[190, 180],
        style=TableStyle([BOXES, ("VALIGN", (0, 0), (-1, -1), "TOP")]),
    )
    text = read_content(_pdf(table, Paragraph("Mødet sluttede."))).text
    assert f"{' '.join(points)}\t{TALK}\n" in text


def test_lines_of_one_box_that_each_name_someone_stay_rows() -> None:
    box = Table(
        [["Post", "Navn"], ["Formand\nNæstformand\nKasserer", "Ane Dahl\nBo Lund\nIna Falk"]],
        style=TableStyle([BOXES]),
        colWidths=[190, 180],
    )
    text = read_content(_pdf(box, Paragraph("Mødet sluttede."))).text
    assert "Formand\tAne Dahl\nNæstformand\tBo Lund\nKasserer\tIna Falk\n" in text
