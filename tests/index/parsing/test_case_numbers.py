"""The case number of an item, in the forms and behind the labels that case systems give it."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.case_numbers import case_number_of
from index.reading.plain import read_plain

_NUMBERS = [
    "21/1234", "2021-001234", "2021/1234", "27.00.00-A00-1-21", "00.01.00-P35-12-20", "EMN-2021-00123", "299835",
    "2012-28504", "330-2018-3619", "1-51-71-3321-08", "00.22.02A30-0026", "SAG-2020-01234", "20-001234", "S2021-12345",
    "09/1234-7", "05.01.02.G01", "05.01.02-G01-2-09/1234", "09 / 1234",
]  # fmt: skip


def _item(head: str) -> tuple[str | None, str | None]:
    text = (
        f"Referat\nTeknisk Udvalg\nMødedato: 3. maj 2022\n\n{head}\n\nSagsfremstilling\nVejene er slidte.\n\n"
        "Beslutning\nGodkendt.\n\n2. Ny sti\nSagsnr. 22/777\n\nSagsfremstilling\nStien er ny.\n"
    )
    minutes = parse_minutes(read_plain(text.replace("\n", "\r\n")))
    assert [item.title for item in minutes.items[1:]] == ["Ny sti"]
    return minutes.items[0].title, minutes.items[0].case_number


@pytest.mark.parametrize("number", _NUMBERS)
@pytest.mark.parametrize(
    "head",
    [
        "Sagsnr.: {}", "Sag nr. {}", "Sagsnummer {}", "J.nr. {}", "J. nr.: {}", "Jnr. {}", "Journalnr.: {}",
        "Journalnummer: {}", "Acadre sagsnr. {}", "SBSYS-sag: {}", "eDoc sagsnr.: {}", "Sags id: {}", "Sag {}",
        "Sagsnr.:\n{}", "Journalnummer:\n{}", "Sagsnr.\t{}", "Sagsnr. : {}", "Sagsnr.............: {}",
        "Sagsnr.: {} Sagsbehandler: Ib Holm", "Sagsbehandler: Ib Holm   Sagsnr.: {}", "Dok.nr.: 4455667  Sagsnr.: {}",
        "Sagsnr.: {} Dokumentnr.: 44556-21", "Sagsnr./dok.nr.: {} / 123456", "J.nr.: {}/IBH", "Sagsreference: {}",
        "Ref.: {}", "Sagsnr. i Acadre: {}", "EMN-sag {}", "Ansvarlig: Ib Holm\nSagsnr.: {}", "Sagsnr.: {} (Åben)",
    ],
)  # fmt: skip
def test_a_label_vouches_for_a_number_of_any_form(head: str, number: str) -> None:
    assert _item(f"1. Asfalt i Elleby\n{head.format(number)}") == ("Asfalt i Elleby", number)


@pytest.mark.parametrize(
    "head",
    [
        "1. Asfalt i Elleby (sag nr. {})", "1. Asfalt i Elleby (J.nr. {})", "1. Asfalt i Elleby - Sagsnr. {}",
        "1. Asfalt i Elleby, j.nr. {}", "1. Asfalt i Elleby          {}", "1. Asfalt i Elleby | {}",
        "1. Asfalt i Elleby\n{}", "1. Asfalt i Elleby\n({})",
    ],
)  # fmt: skip
def test_a_number_may_stand_around_the_title(head: str) -> None:
    for number in ("21/1234", "2021-001234", "27.00.00-A00-1-21", "299835", "20-001234"):
        assert _item(head.format(number)) == ("Asfalt i Elleby", number)


@pytest.mark.parametrize(
    "line",
    [
        "Dok.nr.: 4455-21", "Dok.nr. 21/44556", "Bilag: 22/1234", "Tlf. 8812-3456", "Lokalplan 21-1234",
        "Behandlet den 11/04 og 03/05", "Skoleåret 21/22", "Periode: 2021/2022", "CVR-nr. 12345678",
        "KLE: 05.01.02", "Relateret sag: 20/1111", "Jf. sag 20/1111", "Se også sagsnr. 20/1111", "Side 2/12",
    ],
)  # fmt: skip
def test_other_numbers_are_not_the_case(line: str) -> None:
    assert _item(f"1. Asfalt i Elleby\n{line}") == ("Asfalt i Elleby", None)


@pytest.mark.parametrize(
    "number",
    [
        "24.10.00.G01 18/301",
        "24.10.00-G01 18/3014",
        "24.10.00G01 / 18/301",
        "031877-2014",
        "21877-2014",
    ],
)
@pytest.mark.parametrize("mark", ["", "\tÅben sag", "\nÅben sag\tSagsgang: TU, KB"])
def test_a_subject_with_a_short_case_and_a_number_before_its_year_need_no_label(
    mark: str, number: str
) -> None:
    assert _item(f"1. Asfalt i Elleby\n{number}{mark}") == ("Asfalt i Elleby", number)


@pytest.mark.parametrize(
    "number", ["07.17.01 P05", "06.00.05P15", "16.06A21 / 000238", "16.06.00A10"]
)
@pytest.mark.parametrize("head", ["1. Asfalt i Elleby\nJ.nr. {}", "1. Asfalt i Elleby          {}"])
def test_journal_numbers_of_before_are_case_numbers(head: str, number: str) -> None:
    assert _item(head.format(number)) == ("Asfalt i Elleby", number)


@pytest.mark.parametrize("between", [" - ", " / ", ", "])
def test_what_a_case_is_about_may_stand_behind_its_number(between: str) -> None:
    head = f"1. Asfalt i Elleby\n18/301{between}24.10.00.G01\nÅben sag\tSagsgang: TU, KB"
    assert _item(head) == ("Asfalt i Elleby", "18/301")


def test_prose_states_no_case_number() -> None:
    assert case_number_of("Sag 22/740 blev udsat, fordi høringen ikke var slut.") is None


@pytest.mark.parametrize("number", ["17.01.04.K08", "17.01.K08", "05.02.01.G01-12"])
@pytest.mark.parametrize("label", ["Journal nr. ", "J.nr. ", "Sagsnr.: "])
@pytest.mark.parametrize("between", [" ", "\n", "\t", "      "])
def test_a_journal_number_behind_a_title_in_capitals_is_no_part_of_it(
    number: str, label: str, between: str
) -> None:
    assert _item(f"1. ASFALT I ELLEBY{between}{label}{number}") == ("ASFALT I ELLEBY", number)


@pytest.mark.parametrize("behind", ["3. maj 2022 Behandling", "den 3. maj 2022", "3. maj 2022"])
def test_the_day_of_the_meeting_may_stand_behind_a_number(behind: str) -> None:
    head = f"1. Asfalt i Elleby\nSagsnr.: 2021/01180 {behind}"
    assert _item(head) == ("Asfalt i Elleby", "2021/01180")


@pytest.mark.parametrize("number", ["12/2031", "11/2018", "09/19820"])
def test_the_number_of_an_item_and_that_of_its_case_are_no_day(number: str) -> None:
    text = "".join(
        f"{n}. {case} {title}\n\nBeslutning\nGodkendt.\n\n"
        for n, case, title in ((1, "21/881", "Asfalt"), (2, number, "Ny sti"), (3, "21/902", "Bro"))
    )
    minutes = parse_minutes(read_plain(f"Referat\nTeknisk Udvalg\n3. maj 2022\n\n{text}"))
    assert [(item.title, item.case_number) for item in minutes.items] == [
        ("Asfalt", "21/881"),
        ("Ny sti", number),
        ("Bro", "21/902"),
    ]


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("J.nr.: 00.02.00.A10-0001/2014\nSagsnr.: 4410", "4410"),
        ("Journalnr.: 08.04.00-P20-4-13\nSagsnr. 13/2210", "13/2210"),
        ("Sagsnr.: 4410\nJ.nr.: 00.02.00.A10-0001/2014", "4410"),
        ("J.nr.: 08.04.00-P20-4-13\nSagsbehandler: Ane Dahl", "08.04.00-P20-4-13"),
        ("Sagsid.: 4410", None),
    ],
)
def test_the_number_of_the_case_goes_before_that_of_the_journal(
    head: str, number: str | None
) -> None:
    assert _item(f"1. Asfalt i Elleby\n{head}") == ("Asfalt i Elleby", number)
