"""Minutes that are a table, as councils of the elderly and of disabled people write them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.parsing.text.columns import columns_of
from index.reading.docx.reader import read_docx
from index.reading.html.reader import read_html
from index.reading.plain import read_plain
from index.types import Document, DocumentKind, Minutes, SectionKind

HEAD = ("Nr.", "Emne", "Beslutning")
ROWS = (
    ("1", "Godkendelse af dagsorden", "Godkendt."),
    ("2", "Busser til Sønderby", "Rådet skriver til trafikselskabet. Ina Falk laver et udkast."),
    ("3", "Mad på plejecentrene", "Udsat til næste møde."),
)
FRONT = "Referat fra møde i Ældrerådet onsdag den 4. marts 2020 kl."


def _web(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], cell: str = "{}") -> Document:
    def row(cells: tuple[str, ...], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{cell.format(c)}</{tag}>' for c in cells)}</tr>"

    table = row(head, "th") + "".join(row(cells, "td") for cells in rows)
    return read_html(
        f"<html><body><h1>{FRONT}<br>9.30-12</h1><p>Afbud: Bo Lund</p><table>{table}</table></body></html>"
    )


def _word(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Document:
    word = docx.Document()
    word.add_heading(FRONT, 1)
    word.add_heading("9.30-12", 1)
    table = word.add_table(rows=0, cols=len(head))
    for cells in (head, *rows):
        for place, text in zip(table.add_row().cells, cells, strict=True):
            place.text = text
    for number in range(9):
        table.rows[2].cells[-1].add_paragraph(f"Det blev drøftet {number} gange.")
    data = BytesIO()
    word.save(data)
    return read_docx(data.getvalue())


def _read(minutes: Minutes) -> list[tuple[str | None, str | None, list[tuple[SectionKind, str]]]]:
    text = minutes.document.text
    return [
        (i.number, i.title, [(s.kind, s.span.of(text).strip()) for s in i.sections])
        for i in minutes.items
    ]


EXPECTED = [(n, title, [(SectionKind.DECISION, text)]) for n, title, text in ROWS]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (HEAD, ROWS),
        (("Pkt.", "Dagsordenspunkt", "Referat"), ROWS),
        (("", "Punkt", "Drøftelse/konklusion"), ROWS),
        (("Sag", "Konklusion"), tuple((f"{n}. {title}", text) for n, title, text in ROWS)),
    ],
)
@pytest.mark.parametrize("cell", ["{}", "<p>{}</p>"])
def test_each_row_of_a_web_page_is_an_item_with_its_decision(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], cell: str
) -> None:
    minutes = parse_minutes(_web(head, rows, cell))
    assert _read(minutes) == EXPECTED
    assert minutes.kind is DocumentKind.MINUTES
    assert (minutes.meeting.body, minutes.meeting.date) == ("Ældrerådet", date(2020, 3, 4))


def test_each_row_of_a_word_document_is_an_item_however_long_its_cells_are() -> None:
    minutes = parse_minutes(_word(HEAD, ROWS))
    assert [item.title for item in minutes.items] == [title for _, title, _ in ROWS]
    decision = minutes.items[1].sections[0].span.of(minutes.document.text)
    assert decision.strip().endswith("Det blev drøftet 8 gange.")
    assert minutes.meeting.date == date(2020, 3, 4)


def test_a_head_printed_again_is_no_text_and_other_columns_are_not_the_decision() -> None:
    head = "Emne\tReferat\tAnsvarlig"
    text = (
        "Referat\nHandicaprådet\n4. marts 2020\n"
        f"{head}\nRamper\tVedtaget.\tIna Falk\n{head}\nTaxa\tUdsat.\tBo Lund\n"
    )
    decided, other = SectionKind.DECISION, SectionKind.OTHER
    assert _read(parse_minutes(read_plain(text))) == [
        (None, "Ramper", [(decided, "Vedtaget."), (other, "Ina Falk")]),
        (None, "Taxa", [(decided, "Udsat."), (other, "Bo Lund")]),
    ]


@pytest.mark.parametrize("again", ["Punkt\tReferat\tAnsvarlig\n", ""])
@pytest.mark.parametrize("said", ["Bilag: Takster for 2022", "Bilag", "Afbud: Bo Lund"])
def test_what_is_said_of_an_item_below_its_title_is_none_of_its_own(said: str, again: str) -> None:
    text = (
        "Referat\nHandicaprådet\n4. marts 2020\nPunkt\tReferat\tAnsvarlig\n1. Ramper\tVedtaget.\tIna Falk\n"
        f"2. Taxa\tPrisen stiger.\tBo Lund\n{again}{said}\tTaget til efterretning.\t\n3. Mad\tDrøftet.\tIna Falk\n"
    )
    items = _read(parse_minutes(read_plain(text)))
    assert [(number, title) for number, title, _ in items] == [
        ("1", "Ramper"), ("2", "Taxa"), ("3", "Mad"),
    ]  # fmt: skip
    assert (SectionKind.DECISION, "Taget til efterretning.") in items[1][2]


def test_a_row_that_goes_on_below_a_head_printed_again_is_one_item() -> None:
    head = "Punkt\tReferat\tAnsvarlig"
    text = (
        f"Referat\nHandicaprådet den 4. marts 2020\n{head}\n1. Ramper ved\tDer mangler to.\tIna Falk\n{head}\n"
        "biblioteket\tVedtaget.\tBo Lund\n2. Mad\tDrøftet.\tIna Falk\nEventuelt\tIntet.\tBo Lund\n"
    )
    items = _read(parse_minutes(read_plain(text)))
    assert [number for number, _, _ in items] == ["1", "2", None]
    assert (SectionKind.DECISION, "Vedtaget.") in items[0][2]


def test_referat_beside_beslutning_is_what_was_said() -> None:
    rows = (
        ("1. Mad", "Flere savner steg.", "Steg om søndagen."),
        ("2. Tur", "To forslag.", "Fjorden."),
    )
    minutes = parse_minutes(_word(("Dagsordenspunkt", "Referat", "Beslutning"), rows))
    assert [item.number for item in minutes.items] == ["1", "2"]
    kinds = [section.kind for section in minutes.items[0].sections]
    assert kinds == [SectionKind.BACKGROUND, SectionKind.DECISION]


def test_the_text_of_a_closed_row_is_withheld() -> None:
    closed = ("4", "Lukket punkt: Valg af formand", "Ina Falk blev valgt hemmeligt.")
    minutes = parse_minutes(_web(HEAD, (*ROWS, closed)))
    last = minutes.items[-1]
    assert (last.title, last.public, last.sections) == ("Valg af formand", False, ())
    assert any("hemmeligt" in span.of(minutes.document.text) for span in minutes.withheld)


def test_a_table_within_the_items_of_a_meeting_makes_no_items() -> None:
    text = (
        "Referat\nÆldrerådet\n4. marts 2020\n\n1. Opfølgning på sager\n\nBeslutning\nTaget til efterretning.\n\n"
        "Nr.\tEmne\tBeslutning\n1\tBusser\tSvar ventes.\n2\tMad\tLukket sag.\n\n"
        "2. Budget for rådet\n\nBeslutning\nGodkendt.\n\n3. Eventuelt\n\nBeslutning\nIntet.\n"
    )
    titles = [item.title for item in parse_minutes(read_plain(text)).items]
    assert titles == ["Opfølgning på sager", "Budget for rådet", "Eventuelt"]


FOLLOW_UP = "Nr.\tEmne\tBeslutning\n1\tBusser\tSvar ventes.\n2\tMad\tUdsat.\n\n"


SECOND_CLOSED = [("1", True), ("2", False), ("3", True), ("4", True)]


def _with_tables(heading: str, between: str) -> Minutes:
    """Four items, the second closed: a table of what was decided in the first, another in the last."""
    titles = ("Opfølgning på sager", "Personale (lukket punkt)", "Lokaler", "Budget for rådet")
    one, two, three, four = (heading.format(n, title) for n, title in enumerate(titles, start=1))
    text = (
        f"Referat\nÆldrerådet\n4. marts 2020\n\n{one}\n\n{FOLLOW_UP}{between}"
        f"{two}\n\nBeslutning\nHemmeligt vedtaget.\n\n"
        f"{three}\n\nBeslutning\nFlyttes.\n\n"
        f"{four}\n\nTallene er disse:\n1\tDrift\t500\n2\tLeje\t400\n\nBeslutning\nGodkendt.\n"
    )
    return parse_minutes(read_plain(text))


@pytest.mark.parametrize("heading", ["{}. {}", "Punkt {}: {}", "{}\t{}"])
@pytest.mark.parametrize("between", ["", "Beslutning\nTaget til efterretning.\n\n"])
def test_a_table_ends_with_its_item_and_swallows_none_behind_it(heading: str, between: str) -> None:
    minutes = _with_tables(heading, between)
    assert [(i.number, i.public) for i in minutes.items] == SECOND_CLOSED
    shown = without_closed_text(minutes).document.text
    assert "Hemmeligt" not in shown
    assert "Busser" in shown
    assert "Leje\t400" in shown


def test_a_closed_item_behind_the_last_table_is_withheld() -> None:
    text = (
        f"Referat\nÆldrerådet\n4. marts 2020\n\n1. Opfølgning\n\nBeslutning\nTaget til efterretning.\n\n"
        f"{FOLLOW_UP}2. Budget\n\nBeslutning\nGodkendt.\n\n{FOLLOW_UP}"
        "3. Lukket punkt: Valg\n\nBeslutning\nHemmeligt vedtaget.\n"
    )
    minutes = parse_minutes(read_plain(text))
    assert [(i.number, i.public) for i in minutes.items] == [("1", True), ("2", True), ("3", False)]
    assert "Hemmeligt" not in without_closed_text(minutes).document.text


def test_a_list_in_a_cell_ends_no_table_that_the_minutes_are() -> None:
    lines = [f"{n}\t{title}\t{text}" for n, title, text in ROWS]
    head, within = "\t".join(HEAD), "Der ses på:\n1. Ruter\n2. Tider"
    text = "\n".join(["Referat\nÆldrerådet\n4. marts 2020", head, *lines[:2], within, *lines[2:]])
    titles = [item.title for item in parse_minutes(read_plain(text)).items]
    assert titles == [title for _, title, _ in ROWS]


@pytest.mark.parametrize(
    "head",
    [
        ["Punkt", "Emne", "Side"],
        ["Emne", "Ansvarlig", "Frist"],
        ["Beslutning", "Emne"],
        ["Nr.", "Beslutning"],
        ["År", "Budget", "Beslutning"],
        ["Sag", "Vej", "By", "Beslutning"],
        ["Sag", "Tilskud 2031", "Beslutning"],
    ],
)
def test_other_tables_are_no_minutes(head: list[str]) -> None:
    assert columns_of(head) is None


ITEM_TABLES = (
    FOLLOW_UP,
    "Emne\tBeslutning\nBusser\tSvar ventes.\nMad\tUdsat.\n\n",
    "Punkt\tBeslutning\n1\tBusser\tSvar ventes.\n2\tMad\tUdsat.\n\n",
    "Nr.\tSag\tBeslutning\tAnsvarlig\n1.\tBusser\tSvar ventes.\tIna\n2.\tMad\tUdsat.\tBo\n\n",
)


@pytest.mark.parametrize("table", ITEM_TABLES)
@pytest.mark.parametrize("heading", ["{}\t{}", "{}.\t{}", "{}\t{}\t22/740", "{}.\t{}\tÅben sag"])
@pytest.mark.parametrize("behind", ["", "Det blev taget til efterretning.\n\n"])
def test_items_whose_lines_have_cells_are_no_rows_of_a_table_above_them(
    table: str, heading: str, behind: str
) -> None:
    titles = ("Opfølgning på sager", "Personale (lukket punkt)", "Lokaler", "Budget for rådet")
    lines = [heading.format(number, title) for number, title in enumerate(titles, start=1)]
    text = (
        f"Referat\nÆldrerådet\n4. marts 2020\n\n{lines[0]}\n\nBeslutning\nGodkendt.\n\n{table}{behind}"
        f"{lines[1].replace('Åben', 'Lukket')}\n\nBeslutning\nHemmeligt vedtaget.\n\n"
        f"{lines[2]}\n\nBeslutning\nFlyttes.\n\n{table}{behind}{lines[3]}\n\nBeslutning\nGodkendt.\n"
    )
    minutes = parse_minutes(read_plain(text))
    assert [(i.number, i.public) for i in minutes.items] == SECOND_CLOSED
    shown = without_closed_text(minutes).document.text
    assert "Hemmeligt" not in shown
    assert shown.count("Busser") == 2


def test_the_number_may_stand_in_the_cell_of_the_title_though_it_has_a_head() -> None:
    rows = "\n".join(f"{number}. {title}\t{decision}" for number, title, decision in ROWS)
    minutes = parse_minutes(read_plain(f"{FRONT} 9\nAfbud: Bo Lund\nNr. Emne\tBeslutning\n{rows}"))
    assert [(item.number, item.title) for item in minutes.items] == [row[:2] for row in ROWS]
    assert minutes.meeting.date == date(2020, 3, 4)


def test_the_head_of_a_column_may_name_two_things() -> None:
    columns = columns_of(["Punkt", "Indhold og drøftelse", "Beslutning"])
    assert columns is not None
    assert columns.kinds == ("title", "background", "decision")


_CHAPTERS = (
    "Bestyrelsen for Elleby Museum\nReferat af møde den 4. marts 2020\n\n"
    "Emne\tDrøftelse\tBeslutning\tAnsvar\tFrist\n"
    "1 Referat\tIngen bemærkninger.\tTil efterretning.\n"
    "2 BYGNINGER\n"
    "2.1 Nyt tag\tTaget er utæt.\tTaget lægges om.\tIna\t1/4\n"
    "2.2 Døre\tDe binder.\tUdsat.\tBo\t3/4\n"
    "3 LUKKET: En opsigelse\n"
    "4 Årsfest\n"
    "5 Billetter\tPrisen er lav.\tPrisen er 60 kr.\tIna\t1/5\n"
    "\n\nTabel til punkt 5\nGæst\t2019\t2020\tÆndring\nVoksne\t50\t60\t10\n"
)


def test_rows_may_be_numbered_below_chapters_and_be_one_merged_cell() -> None:
    minutes = parse_minutes(read_plain(_CHAPTERS))
    assert minutes.meeting.body == "Bestyrelsen for Elleby Museum"
    assert [(item.number, item.title, item.public) for item in minutes.items] == [
        ("1", "Referat", True),
        ("2.1", "Nyt tag", True),
        ("2.2", "Døre", True),
        ("3", "En opsigelse", False),
        ("4", "Årsfest", True),
        ("5", "Billetter", True),
    ]
    read = _read(minutes)
    assert read[1][2][:2] == [
        (SectionKind.BACKGROUND, "Taget er utæt."), (SectionKind.DECISION, "Taget lægges om."),
    ]  # fmt: skip
    # A chapter is no text of the item before it.
    assert read[0][2][-1] == (SectionKind.DECISION, "Til efterretning.")


def test_what_stands_apart_below_the_last_row_is_none_of_its_decision() -> None:
    last = _read(parse_minutes(read_plain(_CHAPTERS)))[-1][2]
    assert last[1] == (SectionKind.DECISION, "Prisen er 60 kr.")
    assert last[-1][0] is SectionKind.OTHER
    assert last[-1][1].startswith("Tabel til punkt 5")


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("Punkt | Referat | Ansvar", ("title", "decision", "other")),
        ("Pkt. | Emne | Noter | Vi aftalte | Hvem gør hvad", ("number", "title", "background", "decision", "other")),
        ("Emne | Drøftelse | Hvad besluttede vi | Hvem/hvornår", ("title", "background", "decision", "other")),
        ("Punkt | Snak og oplæg | Hvad blev det til", ("title", "background", "decision")),
        ("Emne | Hvad vi talte om | Blev enige om + hvem gør hvad", ("title", "background", "decision")),
        ("Sag | Det blev sagt | Det blev aftalt", ("title", "background", "decision")),
        ("Tema | Baggrund | Samtale/debat | Udfald", ("title", "background", "background", "decision")),
        ("Emne | Hovedpunkter fra mødet | Rådet mener", ("title", "background", "decision")),
        ("Punkt | Slags | Noter | Det gør vi", ("title", "other", "background", "decision")),
        ("Emne | Orientering/drøftelse/beslutning | Referat", ("title", "other", "decision")),
    ],
)  # fmt: skip
def test_heads_of_columns_as_small_councils_write_them(head: str, kinds: tuple[str, ...]) -> None:
    columns = columns_of(head.split(" | "))
    assert columns is not None
    assert columns.kinds == kinds


SAID = ("Der er mørkt ved broen.", "Lampen er gået.")


@pytest.mark.parametrize("head", ["Emne / hvad blev sagt", "Punkt og drøftelse", "Sag/referat"])
@pytest.mark.parametrize("end", ["\n", "\v"], ids=["paragraph", "line end"])
def test_a_column_may_hold_titles_and_what_was_said_below_them(head: str, end: str) -> None:
    word = docx.Document()
    word.add_paragraph("Referat fra Stirådet den 4. juni 2031")
    table = word.add_table(rows=0, cols=3)
    rows = (("Nr.", head, "Aftalt"), ("1", "Lys på stien", "Ida ringer."), ("2", "Evt.", ""))
    for number, title, agreed in rows:
        cells = table.add_row().cells
        cells[0].text, cells[2].text = number, agreed
        paragraph = cells[1].paragraphs[0]
        paragraph.add_run(title).bold = True
        if title == "Lys på stien" and end == "\v":
            paragraph.add_run().add_break()
            paragraph.add_run(" ".join(SAID))
        elif title == "Lys på stien":
            for said in SAID:
                cells[1].add_paragraph(said)
    data = BytesIO()
    word.save(data)
    said, agreed = " ".join(SAID), (SectionKind.DECISION, "Ida ringer.")
    first, second = _read(parse_minutes(read_docx(data.getvalue())))
    assert first[:2] == ("1", "Lys på stien")
    assert [text for _, text in first[2]] == [said, agreed[1]]
    assert first[2][-1] == agreed
    assert second == ("2", "Evt.", [])


def test_who_presents_an_item_is_no_part_of_its_title() -> None:
    head = ("Emne", "Det snakkede vi om", "Det blev vi enige om")
    rows = (
        ("Nye flagstænger\nv/ Ina Falk", "To er knækket.", "Bo køber to."),
        ("Udflugt sag 31/0107", "Fjorden eller skoven.", "Skoven."),
    )
    minutes = parse_minutes(_web(head, rows))
    titles = [(item.title, item.case_number) for item in minutes.items]
    assert titles == [("Nye flagstænger", None), ("Udflugt", "31/0107")]
    assert _read(minutes)[0][2] == [
        (SectionKind.HEADER, "v/ Ina Falk"),
        (SectionKind.BACKGROUND, "To er knækket."),
        (SectionKind.DECISION, "Bo køber to."),
    ]


YEARLY = (
    "Referat\nStirådet\n4. juni 2031\n"
    "Nr.\tSag\tBemærkninger\tBeslutning\tAnsv.\n"
    "31/07\tLys på stien\nJ.nr. 05.01.01\nLampen er gået.\tDer er mørkt.\tUdsat til maj.\tIda Bro\n"
    "31/08\tBænke\nDer mangler 4.\t\tKøbes.\n"
    "31/09\tEventuelt\t\t-\n"
)


def test_what_stands_below_a_title_in_its_cell_is_text_and_its_case_number() -> None:
    minutes = parse_minutes(read_plain(YEARLY))
    text = minutes.document.text
    assert [(i.number, i.title, i.case_number) for i in minutes.items] == [
        ("31/07", "Lys på stien", "05.01.01"),
        ("31/08", "Bænke", None),
        ("31/09", "Eventuelt", None),
    ]
    decided = [
        [s.span.of(text).strip() for s in i.sections if s.kind is SectionKind.DECISION]
        for i in minutes.items
    ]
    assert decided == [["Udsat til maj."], ["Købes."], []]


def test_numbers_with_a_year_that_do_not_count_the_rows_are_case_numbers() -> None:
    text = YEARLY.replace("31/07", "31/17").replace("J.nr. 05.01.01\n", "")
    items = parse_minutes(read_plain(text)).items
    assert [(item.number, item.case_number) for item in items] == [
        (None, "31/17"),
        (None, "31/08"),
        (None, "31/09"),
    ]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        (
            "Nyt fra udvalgene",
            "a) Ina Falk talte med købmanden. b) Han svarede.",
            SectionKind.OTHER,
        ),
        ("Eventuelt", "Julefrokost den 4. december. Husk tilmelding.", SectionKind.OTHER),
        ("Siden sidst", "Bo Lund har været i Sønderby.", SectionKind.OTHER),
        ("Orientering fra formanden", "Mødet i Elleby gik godt.", SectionKind.OTHER),
        ("Nyt fra udvalgene", "a) Ina fortalte. Taget til efterretning.", SectionKind.DECISION),
        ("Eventuelt", "Rådet besluttede at købe en bænk.", SectionKind.DECISION),
        ("Eventuelt", "Ina spurgte. Beslutning: Bo køber en bænk.", SectionKind.DECISION),
        ("Mad på plejecentrene", "Steg om søndagen.", SectionKind.DECISION),
    ],
)
def test_news_in_a_column_of_what_was_said_and_decided_are_no_decision(
    title: str, text: str, kind: SectionKind
) -> None:
    head = ("Nr.", "Emne", "Drøftelse og beslutning")
    minutes = parse_minutes(_web(head, (*ROWS[:2], ("3", title, text))))
    assert [section.kind for section in minutes.items[-1].sections] == [kind]


def test_news_in_a_column_of_decisions_alone_are_decided() -> None:
    minutes = parse_minutes(_web(HEAD, (*ROWS, ("4", "Nyt fra udvalgene", "Ina bestiller mad."))))
    assert minutes.items[-1].sections[0].kind is SectionKind.DECISION
