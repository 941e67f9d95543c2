"""Absence that is said once for several items is known of each of them."""

from __future__ import annotations

import pytest

from index.parsing.meeting.absences import numbers_away
from index.parsing.minutes import parse_minutes
from index.parsing.passages import split_passages
from index.parsing.text.bodies import abbreviations_in
from index.reading.plain import read_plain
from index.types import SectionKind
from tests.index.parsing.pages import parsed


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Ib Holm (A) deltog ikke i punkterne 12-15.", [12, 13, 14, 15]),
        ("Ib Holm deltog ikke under punkt 3, 5 og 7-8", [3, 5, 7, 8]),
        ("Fraværende under pkt. 4: Ib Holm", [4]),
        ("Fraværende: Ib Holm (sag 129-131)", [129, 130, 131]),
        (
            "Ib Holm forlod mødet under punkt 7 og deltog ikke i behandlingen af punkt 7-9.",
            [7, 8, 9],
        ),
        ("Ib Holm forlod mødet efter punkt 198.", [199, 200]),
        ("Ib Holm forlod mødet inden behandlingen af punkt 199.", [199, 200]),
        ("Ane Dahl ankom under punkt 3.", [1, 2]),
        ("Ane Dahl deltog fra og med punkt 3.", [1, 2]),
        ("Ane Dahl deltog fra kl. 15.20 (sag nr. 3).", [1, 2]),
        ("Ane Dahl var inhabil i sagerne 2 til 4 og deltog ikke.", [2, 3, 4]),
        ("Ane Dahl orienterede om punkt 3.", []),
        ("Fraværende: Ane Dahl", []),
        ("Punkt 4 blev udsat.", []),
        ("Ib Holm var forhindret under punkt 3.", [3]),
        ("Fraværende: Ib Holm (A) til og med sag 3", [1, 2, 3]),
        ("Fraværende: Ib Holm f.o.m. punkt 199", [199, 200]),
        ("Fraværende: Ib Holm fra og med punkt 5 til og med punkt 7", [5, 6, 7]),
    ],
)
def test_a_sentence_tells_the_items_somebody_was_away_for(
    sentence: str, numbers: list[int]
) -> None:
    assert sorted(numbers_away(sentence, 200)) == numbers


def test_each_item_of_a_range_can_be_asked_who_was_away() -> None:
    text = "Referat\nTeknisk Udvalg\nMødedato: 3. maj 2022\n\nFraværende: Ib Holm (A) deltog ikke i punkterne 2-3.\n\n"
    text += "".join(
        f"Punkt {n}: Vej nummer {n}\nSagsnr. 22/10{n}\n\nSagsfremstilling\nVejen er slidt.\n\nBeslutning\nGodkendt.\n\n"
        for n in range(1, 5)
    )
    minutes = parse_minutes(read_plain(text.replace("Vej nummer 3", "Lukket: Vej nummer 3")))
    away = [d for d in split_passages(minutes) if d.section is SectionKind.ABSENT and d.item]
    assert [minutes.items[d.item or 0].number for d in away] == ["2"]
    assert away[0].span.of(minutes.document.text).endswith("deltog ikke i punkterne 2-3.")


@pytest.mark.parametrize(
    "text",
    [
        "sendes til Teknik- og Miljøudvalget (TMU)",
        "Teknik- og Miljøudvalget, i det følgende TMU, har",
        "TMU = Teknik- og Miljøudvalget",
        "TMU: Teknik- og Miljøudvalget\nØU: Økonomiudvalget",
        "behandlet i TMU (Teknik- og Miljøudvalget)",
    ],
)
def test_an_abbreviation_is_learnt_where_it_is_explained(text: str) -> None:
    assert ("TMU", "Teknik- og Miljøudvalget") in abbreviations_in(text)


def test_an_abbreviation_is_learnt_from_the_routes_of_a_bodys_own_items() -> None:
    text = (
        "Referat\nØkonomiudvalget\nMødedato: 3. maj 2022\n\nPunkt 1: Budget\nSagsnr. 22/101\nSagsgang: TMU/ØK/BY\n\n"
        "Sagsfremstilling\nTekst.\n"
    )
    assert parse_minutes(read_plain(text)).abbreviations == (("ØK", "Økonomiudvalget"),)


_ITEMS = "\n\n1. Godkendelse af dagsorden\nGodkendt.\n\n2. Takster\nUdvalget vedtog dem.\n\n3. Eventuelt\nIntet.\n"


@pytest.mark.parametrize(
    ("listed", "away"),
    [
        ("Afbud: Bo Lund (BL)\nØvrige: Direktør Ida Bech (IB), økonomichef\nPer Friis", "Bo Lund (BL)"),
        ("Ikke mødt: Bo Lund (Sejlklubben). Fra forvaltningen:\nIda Bech (ref.).", "Bo Lund (Sejlklubben)."),
        ("Fraværende\tBo Lund, Ane Dahl\nAdministration\tKulturchef Ida Bech", "Bo Lund, Ane Dahl"),
        ("Afbud: Bo Lund. Øvrige deltagere: Ida Bech", "Bo Lund."),
        ("Afbud: Bo Lund   Mødeleder: Ida Bech", "Bo Lund"),
        ("Afbud:\nØvrige: Ida Bech", ""),
        ("Afbud\tBo Lund (A)\nStedfortrædere\tIda Bech (A) for Bo Lund (A)", "Bo Lund (A)"),
        # These are away, too, or came instead.
        ("Fraværende: Bo Lund (A). Stedfortræder: Ane Dahl (A)", "Bo Lund (A). Stedfortræder: Ane Dahl (A)"),
        ("Fraværende\tBo Lund\nAne Dahl\t(V)", "Bo Lund Ane Dahl (V)"),
        ("Hvem var med? Ida Bech og Per.\nHvem kunne ikke? Bo og Ane.", "Bo og Ane."),
        ("Fraværende Bo Lund (A) fra kl. 8.30", "Bo Lund (A) fra kl. 8.30"),
        ("Hvem manglede?\nBo Lund og Ane Dahl", "Bo Lund og Ane Dahl"),
    ],
)  # fmt: skip
def test_who_is_listed_under_another_label_was_not_away(listed: str, away: str) -> None:
    front = f"Teknisk Udvalg\nMøde 3. maj 2018\n\nDeltagere: Ole Dam\n{listed}"
    minutes = parse_minutes(read_plain(front + _ITEMS))
    assert len(minutes.items) == 3
    [section] = [s for s in minutes.front if s.kind is SectionKind.ABSENT]
    said = minutes.document.text[section.label.end : section.span.end]
    assert " ".join(said.split()) == away


def test_a_list_that_labels_part_goes_on_behind_them() -> None:
    front = "Teknisk Udvalg\nMøde 3. maj 2018\n\nFraværende: Gruppe 1: Bo Lund\nGruppe 2: Ane Dahl"
    minutes = parse_minutes(read_plain(front + _ITEMS))
    [section] = [s for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert "Ane Dahl" in section.span.of(minutes.document.text)


def test_a_party_that_the_next_line_begins_with_belongs_to_who_was_away() -> None:
    text = "Teknisk Udvalg\nMøde 3. maj 2018\n\n1. Sti\nSagsnr. 22/740\n\nBeslutning\nGodkendt.\n\n"
    minutes = parse_minutes(read_plain(f"{text}Fraværende: Bo Lund\n(A).\n\nBilag\nKort\n"))
    [item] = minutes.items
    kinds = [section.kind.value for section in item.sections]
    assert kinds == ["header", "decision", "absent", "attachments"]


@pytest.mark.parametrize(
    "row",
    [
        "Deltagere: Ane Dahl, Ida Holm\tFraværende: Bo Lund",
        "Afbud: Bo Lund\tTil stede: Ane Dahl, Ida Holm",
        "Sted: Rådhuset\tAfbud: Bo Lund",
    ],
)
def test_those_away_may_stand_in_a_cell_beside_another_field(row: str) -> None:
    minutes = parsed(
        f"Havneudvalget\nReferat den 3. maj 2018\n{row}\n\n1. Ny mole\nBeslutning\nGodkendt.\n"
    )
    text = minutes.document.text
    away = [s.span.of(text) for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert [found.partition(":")[2].strip() for found in away] == ["Bo Lund"]


def test_nobody_of_the_head_of_a_table_of_minutes_was_away() -> None:
    minutes = parsed(
        "Havneudvalget\nReferat den 3. maj 2018\nFraværende: Bo Lund\n\nPunkt\tIndhold\tBeslutning\n"
        "1. Ny mole\tMolen er fra 1912.\tGodkendt.\n2. Kranen\tKranen ruster.\tUdsat.\n"
    )
    [away] = [s for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert away.span.of(minutes.document.text).strip() == "Fraværende: Bo Lund"
