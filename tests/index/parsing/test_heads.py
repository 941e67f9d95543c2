"""What stands beside and below an item's title, in the forms that print and web pages give it."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.reading.assembly import Line, assemble
from index.reading.plain import read_plain
from index.types import AgendaItem, SectionKind
from tests.index.parsing.pages import parsed


def _items(head: str, beside: str = "") -> list[AgendaItem]:
    text = (
        "Referat\nHavneudvalget\n3. marts 2014\n\n"
        f"1. Ny mole i Strandby{beside}\n{head}\n\nMolen er slidt og skal fornyes inden vinteren.\n\n"
        "Indstilling\nAt molen fornyes.\n\nBeslutning\nGodkendt.\n\n"
        "2. Salg af pakhuset\nIndstilling\nAt der sælges.\n\nBeslutning\nGodkendt.\n"
    )
    return list(parse_minutes(read_plain(text)).items)


@pytest.mark.parametrize(
    "head",
    [
        "Journalnr.: 09/4417    Punktet afgøres af: Økonomiudvalget",
        "Journalnr.: 09/4417 Punktet afgøres af: Økonomiudvalget",
        "Sagsnummer: 09/4417 - Sagsbehandler: MKJ",
        "Sag 09/4417 · Åben · Afgøres i: HAU, ØU, BR",
        "Åben · Afgøres i: HAU, ØU · J.nr. 09/4417",
    ],
)
def test_a_case_number_is_kept_beside_the_label_of_something_else(head: str) -> None:
    item = _items(head)[0]
    assert item.case_number == "09/4417"
    assert [section.kind for section in item.sections][:2] == [
        SectionKind.HEADER,
        SectionKind.BACKGROUND,
    ]


def test_a_row_of_marks_and_labels_without_a_case_number_is_no_text() -> None:
    item = _items("Åben · Afgøres i: HAU, ØU")[0]
    assert item.sections[0].kind is SectionKind.HEADER
    assert item.case_number is None


@pytest.mark.parametrize(
    ("beside", "number"),
    [
        (" Åben 08.04.00-P20-4-13", "08.04.00-P20-4-13"),
        (" 08.04.00-P20-4-13 Åben", "08.04.00-P20-4-13"),
        (" 08.04.00-G01-2-13", "08.04.00-G01-2-13"),
        (" Åbent punkt 13/4410", "13/4410"),
        (" Åben 08.04.00-P20", None),
        (" Åben", None),
    ],
)
def test_small_marks_behind_a_title_are_no_part_of_it(beside: str, number: str | None) -> None:
    item = _items("", beside)[0]
    assert (item.title, item.case_number, item.public) == ("Ny mole i Strandby", number, True)


def test_a_small_mark_that_closes_an_item_withholds_its_text() -> None:
    item = _items("", " Lukket 08.04.00-P20-4-13")[0]
    assert (item.title, item.case_number) == ("Ny mole i Strandby", "08.04.00-P20-4-13")
    assert not item.public
    assert not item.sections


def test_what_a_title_itself_ends_in_stays() -> None:
    assert _items("", " er åben")[0].title == "Ny mole i Strandby er åben"
    assert _items("", " for sæsonen 13/14")[0].title == "Ny mole i Strandby for sæsonen 13/14"


def test_a_meeting_and_a_decision_are_known_in_slanted_letters() -> None:
    minutes = parse_minutes(
        read_plain(
            "**Referat** fra møde i *Udvalget for Kyst og Klit*, 2024-02-13\n\n"
            "1. Ny mole i Strandby\n\n*Beslutning i Udvalget for Kyst og Klit, 13. februar 2024*\n\nGodkendt.\n"
        )
    )
    assert minutes.meeting.body == "Udvalget for Kyst og Klit"
    decision = next(s for s in minutes.items[0].sections if s.kind is SectionKind.DECISION)
    assert (decision.body, decision.date) == ("Udvalget for Kyst og Klit", date(2024, 2, 13))


def test_marks_that_slant_nothing_stay() -> None:
    text = "Ida* og Bo*\n* = stedfortræder\n2 * 3 * 4\nfil_navn_her"
    assert read_plain(text).text == text


@pytest.mark.parametrize(
    "head",
    [
        "Punkt: {}\tAcadre sagsnr.: 17/003{}\tJournalnr.: A00\nSagsforløb: HAU - {} sag\tMødedato: 3.3.2014\n"
        "Ansvarligt center: Havn\tSagsbehandler: Ina Falk",
        "Punkt {}\tJ.nr. 17/003{}\tInitialer: IF\n{}",
        "Sag nr. {}\nSagsnr.: 17/003{}\nSagsgang: HAU\nStatus: {}\nSagsbehandler: Ina Falk",
    ],
)
def test_a_title_stands_below_what_is_said_of_its_item(head: str) -> None:
    text = "Sagsfremstilling\nMolen er slidt.\n\nBeslutning\nGodkendt.\n\n"
    minutes = parse_minutes(
        read_plain(
            f"Referat\nHavneudvalget\n3. marts 2014\n\n{head.format(1, 1, 'Åben')}\n\nNy mole i Strandby\n{text}"
            f"{head.format(2, 2, 'Åben')}\n\nTilskud til lystbådene\n{text}"
            f"{head.format(3, 3, 'Lukket')}\n\nKøb af kran\nPrisen er hemmelig.\n"
        )
    )
    assert [(item.number, item.title, item.case_number, item.public) for item in minutes.items] == [
        ("1", "Ny mole i Strandby", "17/0031", True),
        ("2", "Tilskud til lystbådene", "17/0032", True),
        ("3", "Køb af kran", "17/0033", False),
    ]


_BELOW = (
    "Referat\nHavneudvalget den 4. oktober 2021\n\n1. Ny mole\n13.06.02.G10\t21/1893\nÅben sag\nBeslutning\n"
    "Godkendt.\n\n2. Nyt fra havnefogeden\n00.01.00.A00\t21/4\nÅben sag\nBeslutning\nTil efterretning.\n\n"
)


@pytest.mark.parametrize("apart", ["", "\n", "\f"])
def test_a_mark_below_the_case_number_closes_the_item_above_it(apart: str) -> None:
    minutes = parsed(
        *f"{_BELOW}3. Salg af kranen\n13.06.02.G10\t21/7003\nLukket sag\n{apart}"
        "4. Kajen\n13.06.02.G10\t21/7004\nÅben sag\nBeslutning\nUdsat.\n".split("\f")
    )
    assert [item.public for item in minutes.items] == [True, True, False, True]


def test_a_mark_above_a_title_is_still_of_the_item_below_it() -> None:
    minutes = parsed(
        "Referat\nHavneudvalget den 4. oktober 2021\n\nÅben sag\n1. Ny mole\n21/1893\nBeslutning\nGodkendt.\n\n"
        "Åben sag\n2. Kajen\n21/1894\n\nLukket sag\n3. Salg af kranen\n21/1895\n"
    )
    assert [item.public for item in minutes.items] == [True, True, False]


@pytest.mark.parametrize("apart", ["", "\f"])
def test_a_mark_above_the_first_title_is_that_item_s(apart: str) -> None:
    text = _BELOW.replace("1. Ny mole", f"Lukket sag\n{apart}1. Køb af kran", 1)
    assert [item.public for item in parsed(*text.split("\f")).items] == [False, True]


def test_a_short_case_number_stands_beside_its_subject() -> None:
    minutes = parsed(_BELOW)
    assert [item.case_number for item in minutes.items] == ["21/1893", "21/4"]


@pytest.mark.parametrize(
    ("other", "title"),
    [
        ("(bevillingssag)", "Ny mole (beslutningssag)"),
        ("(orienteringssag)", "Ny mole"),
        ("(ny)", "Ny mole"),
    ],
)
def test_a_type_in_brackets_is_the_title_s_where_the_municipality_has_sorts_of_its_own(
    other: str, title: str
) -> None:
    minutes = parsed(
        "Referat\nHavneudvalget den 4. oktober 2021\n\n1. Ny mole (beslutningssag)\n21/1893\nBeslutning\nGodkendt.\n\n"
        f"2. Kajen {other}\n21/1894\nBeslutning\nUdsat.\n"
    )
    assert minutes.items[0].title == title


@pytest.mark.parametrize(
    ("other", "title"),
    [("Orienteringssag: Kajen", "Beslutningssag: Ny mole"), ("Kajen", "Ny mole")],
)
def test_a_type_before_the_titles_is_theirs_where_some_have_a_sort_that_stays(
    other: str, title: str
) -> None:
    minutes = parsed(
        "Referat\nHavneudvalget den 4. oktober 2021\n\n1. Beslutningssag: Ny mole\n21/1893\nBeslutning\nGodkendt.\n\n"
        f"2. {other}\n21/1894\nBeslutning\nUdsat.\n"
    )
    assert [item.title for item in minutes.items] == [title, other]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Lukket - Orientering", "Orientering"),
        ("Lukket – Drøftelse", "Drøftelse"),
        ("Lukket punkt (orientering)", "Lukket punkt"),
        ("Lukket - Køb af kran - Orientering", "Køb af kran"),
    ],
)
def test_the_type_is_the_title_of_a_closed_item_where_nothing_else_is(
    title: str, told: str
) -> None:
    minutes = parsed(f"{_BELOW}3. {title}\n21/1895\n")
    assert (minutes.items[-1].title, minutes.items[-1].public) == (told, False)


@pytest.mark.parametrize("first", ["a. ", "a) "])
def test_a_title_ends_before_the_first_entry_of_a_list(first: str) -> None:
    lines = [
        Line("Referat"), Line("Havneudvalget den 4. oktober 2021"), Line(""),
        Line("1. Nyt fra formanden og medlemmerne af rådet", 7),
        Line(f"{first}Formanden har besøgt havnen i Strandby, hvor bolværket er"), Line("slidt."), Line(""),
        Line("Beslutning", 7), Line("Til efterretning."), Line(""),
        Line("2. Ny mole", 7), Line("Beslutning", 7), Line("Udsat."),
    ]  # fmt: skip
    items = parse_minutes(assemble([lines])).items
    assert [item.title for item in items] == [
        "Nyt fra formanden og medlemmerne af rådet",
        "Ny mole",
    ]


@pytest.mark.parametrize("number", ["J.nr.: 08.04.00-P20-4-13", "21/1893"])
def test_a_heading_beside_the_case_number_heads_the_decision_below(number: str) -> None:
    minutes = parsed(
        f"Referat\nHavneudvalget den 4. oktober 2021\n\n1. Nyt fra formanden\nBeslutning\t{number}\n"
        "Formanden fortalte om kranen.\n\n2. Ny mole\nJ.nr.: 08.04.00-P20-5-13\n\nSagsfremstilling\n"
        "Molen er slidt.\n\nBeslutning\nUdsat.\n"
    )
    section = minutes.items[0].sections[0]
    assert minutes.items[0].case_number == number.removeprefix("J.nr.: ")
    assert (section.kind, section.heading) == (SectionKind.DECISION, "Beslutning")
    # The number is no part of what was decided.
    text = minutes.document.text
    assert text[section.label.end : section.span.end].strip() == "Formanden fortalte om kranen."


def test_what_is_to_be_done_beside_the_case_number_heads_nothing() -> None:
    item = _items("Beslutning\t21/1893")[0]
    assert [section.kind for section in item.sections][:2] == [
        SectionKind.HEADER,
        SectionKind.BACKGROUND,
    ]
