"""Whose decision a line of an item tells of, and where one section ends and the next begins."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.reading.assembly import Line, assemble
from index.reading.plain import read_plain
from index.types import AgendaItem, DocumentKind, Minutes, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nHavneudvalget\n3. april 2019\n\n"
_NEXT = "\n\n2. Eventuelt\nSagsnr. 19/2\n\nBeslutning:\nIntet.\n"


def _minutes(text: str) -> Minutes:
    return parse_minutes(read_plain(f"{_FRONT}1. Ny mole\nSagsnr. 19/4410\n\n{text}{_NEXT}"))


def _decisions(minutes: Minutes) -> list[tuple[str | None, date | None, str]]:
    """Body, date and text of the decisions of the first item that say something."""
    text = minutes.document.text
    found = [
        (s.body, s.date, " ".join(text[s.label.end : s.span.end].split()))
        for s in minutes.items[0].sections
        if s.kind is SectionKind.DECISION
    ]
    return [decision for decision in found if decision[2]]


_COUNCIL, _FINANCE = ("Byrådet", date(2019, 4, 30)), ("Økonomiudvalget", date(2019, 4, 16))


@pytest.mark.parametrize(
    "decisions",
    [
        "Byrådet den 30. april 2019:\nTiltrådt. B stemte imod.\n\n"
        "Økonomiudvalget den 16. april 2019: Indstillingen støttes af et flertal.",
        "Byrådet den 30. april 2019: Tiltrådt. B stemte imod.\n"
        "Økonomiudvalget den 16. april 2019: Indstillingen støttes af et flertal.",
    ],
)
def test_each_body_in_a_decision_has_its_own_whether_beside_or_below(decisions: str) -> None:
    assert _decisions(_minutes(f"Beslutning:\n{decisions}\n\nIndstilling: Molen bygges.")) == [
        (*_COUNCIL, "Tiltrådt. B stemte imod."),
        (*_FINANCE, "Indstillingen støttes af et flertal."),
    ]


@pytest.mark.parametrize("between", ["Fraværende: Ane Dahl (A)\n\n", "Bilag:\n1. Tegning\n\n", ""])
@pytest.mark.parametrize("label", ["Byrådet, 30. april 2019", "Byrådet d. 30. april 2019"])
def test_a_later_body_tells_its_decision_below_the_first(between: str, label: str) -> None:
    assert _decisions(_minutes(f"Beslutning: Anbefales.\n{between}{label}: Tiltrådt.")) == [
        (None, None, "Anbefales."),
        (*_COUNCIL, "Tiltrådt."),
    ]


def test_a_later_body_may_go_on_the_line_of_the_first() -> None:
    text = "Beslutning: Anbefales. Byrådet den 30. april 2019: Tiltrådt. B stemte imod."
    assert _decisions(_minutes(text)) == [
        (None, None, "Anbefales."),
        (*_COUNCIL, "Tiltrådt. B stemte imod."),
    ]


def test_who_was_away_from_a_body_is_no_decision_of_it() -> None:
    text = "Beslutning: Anbefales.\nFraværende:\nByrådet den 30. april 2019: Ane Dahl (A)"
    assert _decisions(_minutes(text)) == [(None, None, "Anbefales.")]


@pytest.mark.parametrize("away", ["Fraværende: Ib Holm (A), Ane Dahl (V)", "Fraværende:"])
@pytest.mark.parametrize(
    "said",
    [
        "Tiltrådt.",
        "Godkendt, dog udgår lyset.",
        "Udvalget ønsker lys på molen.",
        "Bo Lund (V) fremsatte forslag om, at molen forkortes.",
        "Som nyt medlem blev Bo Lund (V) udpeget.",
        "Et flertal bestående af Bo Lund (V), Ida Ravn (C) og Per Dam (F)\nkan tiltræde planen.",
    ],
)
def test_below_those_who_were_away_from_it_the_decision_goes_on(away: str, said: str) -> None:
    head = "Sagsfremstilling\nDen er gammel.\n\nBeslutning i Havneudvalget den 3. april 2019"
    told = _decisions(_minutes(f"{head}\n{away}\n\n{said}"))
    assert [text for _, _, text in told] == [" ".join(said.split())]


@pytest.mark.parametrize(
    "name",
    [
        "Ane Dahl (V)",
        "Ane Dahl (V) var syg og meldte afbud.",
        "Ane Dahl (V) deltog ikke.",
        "Ane Dahl, Bo Lund",
    ],
)
def test_a_name_below_the_label_is_of_one_who_was_away(name: str) -> None:
    head = "Beslutning i Havneudvalget den 3. april 2019\nGodkendt."
    told = _decisions(_minutes(f"{head}\n\nFraværende:\n{name}"))
    assert [text for _, _, text in told] == ["Godkendt."]


_BOTH = (
    "Beslutning i Havneudvalget den 3. april 2019:\nAnbefales.\n\n"
    "Beslutning i Byrådet den 30. april 2019:\nTiltrådt.\n\nFraværende:\n{}\n"
)


def _absences(away: str, front: str) -> list[tuple[str | None, str]]:
    text = (
        f"Referat\nHavneudvalget\n3. april 2019\n\nFraværende: {front}\n\n"
        f"1. Ny mole\nSagsnr. 19/4410\n\n{_BOTH.format(away)}{_NEXT}"
    )
    minutes = parse_minutes(read_plain(text))
    return [
        (s.body, minutes.document.text[s.label.end : s.span.end].strip())
        for s in minutes.items[0].sections
        if s.kind is SectionKind.ABSENT
    ]


def test_who_was_away_from_the_meeting_was_not_away_from_a_later_body() -> None:
    assert _absences("Per Lund (V)", "Per Lund (V)") == [(None, "Per Lund (V)")]
    assert _absences("Ida Holm (A)", "Per Lund (V)") == [("Byrådet", "Ida Holm (A)")]


def test_one_list_may_say_whom_each_body_missed() -> None:
    away = "Per Lund (V) i Havneudvalget. Ida Holm (A) og Bo Krag (F) i Byrådet."
    assert _absences(away, "Per Lund (V)") == [
        ("Havneudvalget", "Per Lund (V) i Havneudvalget."),
        ("Byrådet", "Ida Holm (A) og Bo Krag (F) i Byrådet."),
    ]


_AMENDED = "Indstilling: Havnefogeden indstiller, at mole A bygges.\n{}\nBeslutning: {}"


def _kinds(text: str) -> list[tuple[SectionKind, str]]:
    minutes = _minutes(text)
    return [
        (s.kind, " ".join(minutes.document.text[s.label.end : s.span.end].split()))
        for s in minutes.items[0].sections
        if s.kind is not SectionKind.HEADER
    ]


@pytest.mark.parametrize(
    "label", ["Ændringsforslag", "Ændringsforslag fra K", "Ændringsforslag 1 (K)"]
)
@pytest.mark.parametrize("between", [": ", "\n"])
def test_an_amendment_is_no_part_of_the_recommendation(label: str, between: str) -> None:
    wanted = "K foreslog, at mole B bygges."
    assert _kinds(_AMENDED.format(f"{label}{between}{wanted}", "Mole B vedtaget.")) == [
        (SectionKind.RECOMMENDATION, "Havnefogeden indstiller, at mole A bygges."),
        (SectionKind.OTHER, wanted),
        (SectionKind.DECISION, "Mole B vedtaget."),
    ]


def test_an_amendment_in_a_decision_is_a_part_of_it() -> None:
    decision = "Ændringsforslag: K foreslog mole B. Forkastet.\nMole A vedtaget."
    assert _kinds(_AMENDED.format("", decision))[-1] == (
        SectionKind.DECISION, " ".join(decision.split()),
    )  # fmt: skip


def test_what_was_said_has_its_own_section_also_on_the_line_of_its_heading() -> None:
    text = "Sagsfremstilling: Molen er slidt.\nDrøftelse: B vil vente.\nBeslutning: Udsat."
    assert _kinds(text) == [
        (SectionKind.BACKGROUND, "Molen er slidt."),
        (SectionKind.OTHER, "B vil vente."),
        (SectionKind.DECISION, "Udsat."),
    ]


@pytest.mark.parametrize("line", ["Følgende havnepenge foreslås:", "Nye takster anbefales:"])
def test_the_line_over_a_list_of_prices_is_no_heading(line: str) -> None:
    text = f"Sagsfremstilling:\nMolen er slidt.\n\n{line}\nJolle 40 kr.\nKutter 90 kr.\n\n"
    assert [kind for kind, _ in _kinds(f"{text}Beslutning: Udsat.")] == [
        SectionKind.BACKGROUND, SectionKind.DECISION,
    ]  # fmt: skip


@pytest.mark.parametrize("row", ["Evaluering\t40\t60", "Øvrigt\t1,2 mio. kr.", "Status\t75 %"])
def test_a_row_of_numbers_is_no_section(row: str) -> None:
    text = f"Økonomi:\nTusinde kr.\nMole\t900\t700\n{row}\nI alt\t940\t760\n\nBeslutning: Udsat."
    assert [kind for kind, _ in _kinds(text)] == [SectionKind.ECONOMY, SectionKind.DECISION]


@pytest.mark.parametrize(
    "line",
    [
        "Fra forvaltningen deltog havnefoged Ane Dahl",
        "Fra forvaltningen: Havnefoged Ane Dahl",
        "Endvidere deltog: Havnefoged Ane Dahl",
        "Desuden deltog havnefoged Ane Dahl i mødet",
        "Sejlklubben var repræsenteret ved Per Holm.",
        "Mødet sluttede kl. 18.40",
    ],
)
def test_those_who_took_part_are_not_among_the_absent(line: str) -> None:
    front = f"Referat\nHavneudvalget\n3. april 2019\n\nTil stede: Ida Holm (A)\nAfbud: Bo Krag (F)\n{line}"
    minutes = parse_minutes(read_plain(f"{front}\n\n1. Ny mole\nSagsnr. 19/4410\n\nUdsat.{_NEXT}"))
    away = [s.span.of(minutes.document.text) for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert [" ".join(text.split()) for text in away] == ["Afbud: Bo Krag (F)"]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("Havneudvalget besluttede i 2017 at lade molen undersøge af en dykker.", True),
        ("Havneudvalget 03-05-2017", False),
    ],
)
def test_prose_about_earlier_decisions_belongs_to_the_case(below: str, said: bool) -> None:
    text = f"Sagsfremstilling\nMolen er slidt.\n\nTidligere beslutninger\n{below}\n\nBeslutning\nUdsat."
    assert ((SectionKind.BACKGROUND, below) in _kinds(text)) is said


def test_the_name_of_the_document_labels_nothing_in_its_front() -> None:
    front = "Havneudvalget\nBESLUTNINGSPROTOKOL\n\n3. april 2019\n\nAfbud: Bo Krag (F)\n"
    minutes = parse_minutes(read_plain(f"{front}\n\n1. Ny mole\nSagsnr. 19/4410\n\nUdsat.{_NEXT}"))
    assert [(s.kind, s.heading) for s in minutes.front] == [
        (SectionKind.HEADER, None), (SectionKind.HEADER, None), (SectionKind.ABSENT, "Afbud"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "away", ["Afbud fra Ane Dahl, og Bo Lund deltog i stedet.", "Der var afbud fra Ane Dahl (A)."]
)
def test_whoever_was_away_may_be_told_without_a_colon(away: str) -> None:
    minutes = parsed(f"Referat\nTeknisk Udvalg den 4. oktober 2021\nTil stede: Ib Holm\n{away}\n\n"
                     "1. Ny sti\nBeslutning\nGodkendt.\n2. Nyt tag\nBeslutning\nUdsat.\n")  # fmt: skip
    section = minutes.front[-1]
    assert section.kind is SectionKind.ABSENT
    assert "Ane Dahl" in section.span.of(minutes.document.text)


def test_whoever_was_away_in_a_case_is_a_part_of_it() -> None:
    minutes = parsed(
        "Referat\nTeknisk Udvalg den 4. oktober 2021\n\n1. Ny sti\nSagsfremstilling\nDer er holdt et møde.\n"
        "Afbud fra Ane Dahl kom for sent.\nStien er lang.\nBeslutning\nGodkendt.\n"
    )
    assert all(s.kind is not SectionKind.ABSENT for s in minutes.items[0].sections)


def test_the_end_of_the_meeting_ends_the_last_decision_though_a_menu_stands_beside_it() -> None:
    text = "Beslutning:\nGodkendt.\nMødet sluttede kl. 18.50.\tAndre møder\n03.04.2019\nHusk hundetegn\n"
    minutes = parse_minutes(read_plain(f"{_FRONT}1. Ny mole\nSagsnr. 19/4410\n\n{text}"))
    assert _decisions(minutes) == [(None, None, "Godkendt.")]


@pytest.mark.parametrize(
    "said",
    [
        "Bilag: Oversigt (dok. 4412) ligger i sagen.\nTil efterretning.",
        "Til efterretning. Ane Dahl bad om tal for maj\ninden budgettet.",
    ],
)
@pytest.mark.parametrize(
    "part", ["", "Til behandling - for åbne døre", "Sager til beslutning for lukkede døre"]
)
def test_the_last_line_of_an_item_may_decide_below_its_attachments(said: str, part: str) -> None:
    minutes = _minutes(f"Åben sag\nKassen er på tre mio. kr. efter et dyrt år.\n\n{said}\n\n{part}")
    decided = _decisions(minutes)
    assert [text.split(".")[0] for _, _, text in decided] == ["Til efterretning"]
    assert "døre" not in decided[0][2]


def test_an_attachment_decides_nothing_though_it_is_named_for_it() -> None:
    assert not _decisions(_minutes("Molen er fra 1912.\n\nBilag:\nReferat af mødet\nGodkendt"))
    assert not _decisions(_minutes("Molen er fra 1912.\n\nBilag:\nBeslutning\n1. Kort over molen"))


@pytest.mark.parametrize("first", ["1. Anbefalet.", "1. Godkendt, dog til 1. maj.", "- Udsat."])
def test_a_decision_of_several_points_stands_below_the_attachments(first: str) -> None:
    minutes = _minutes(
        f"Molen er fra 1912.\n\nBilag\n\nKort (pdf)\n\nBeslutning\n\n {first}\n 2. Ikke det."
    )
    assert [text for _, _, text in _decisions(minutes)] == [f"{first} 2. Ikke det."]


@pytest.mark.parametrize("link", ["Udskriv", "Til toppen", "Læs op", "Tilbage til oversigten"])
def test_what_stands_below_a_link_at_the_top_of_an_item_is_its_case(link: str) -> None:
    minutes = parsed(
        f"{_FRONT}1. Ny mole\n\n{link}\n\nHvad det går ud på\n\nMolen er fra 1912.\n\nBeslutning\n\nGodkendt.\n"
        f"{_NEXT}"
    )
    kinds = [section.kind for section in minutes.items[0].sections]
    assert kinds == [SectionKind.BACKGROUND, SectionKind.DECISION]
    assert "Molen er fra 1912." in minutes.items[0].sections[0].span.of(minutes.document.text)


@pytest.mark.parametrize("link", ["Til indholdsfortegnelse", "Til toppen", "Tilbage til top"])
def test_a_link_behind_a_decision_is_no_part_of_it(link: str) -> None:
    items = "".join(
        f"{n}. Ny mole\n\nBeslutning\n\nGodkendt.\n\nFraværende: Ane Dahl.\n\n{link}\n\n"
        for n in (1, 2)
    )
    minutes = parsed(f"{_FRONT}{items}")
    assert _decisions(minutes) == [(None, None, "Godkendt.")]


@pytest.mark.parametrize(
    "group",
    [
        "SAGER TIL EFTERRETNING",
        "Punkter til beslutning:",
        "TEKNIK- OG HAVNEUDVALGET",
        "TEMA: MILJØ I BYEN",
    ],
)
def test_the_heading_of_the_next_items_is_nobody_who_was_away(group: str) -> None:
    text = f"""Byrådet
Referat af mødet den 4. marts 2021

1. Sti ved åen
Beslutning
Udsat til næste møde.
Fraværende: Ida Holm (A)

{group}

2. Regnskab for havnen
Beslutning
Taget til efterretning.
"""
    minutes = parsed(text)
    absent = [s for s in minutes.items[0].sections if s.kind is SectionKind.ABSENT]
    assert [s.span.of(text).strip() for s in absent] == ["Fraværende: Ida Holm (A)"]
    assert [item.title for item in minutes.items] == ["Sti ved åen", "Regnskab for havnen"]


@pytest.mark.parametrize("head", ["Forslag\tAnlæg, kr.", "Løsning\tUdgift pr. år", "Formål\tBeløb"])
def test_the_head_of_a_table_of_figures_heads_no_section(head: str) -> None:
    rows = "Mole af sten\t1.240.000\nMole af træ\t385.000 kr.\n"
    minutes = _minutes(
        f"Sagsfremstilling\nMolen er slidt.\n\n{head}\n{rows}\nFiskerne er hørt.\n\nIndstilling\nAt molen bygges.\n"
    )
    kinds = [section.kind for section in minutes.items[0].sections]
    assert kinds == [SectionKind.HEADER, SectionKind.BACKGROUND, SectionKind.RECOMMENDATION]


def test_labels_beside_their_text_head_sections_though_figures_stand_below() -> None:
    minutes = _minutes(
        "Resumé\tMolen er slidt.\nForslag\tAt molen bygges\nØkonomi\tEr afsat i 2019\nBeslutning\tUdsat til 2020\n"
    )
    kinds = [section.kind for section in minutes.items[0].sections]
    assert kinds[1:] == [
        SectionKind.BACKGROUND,
        SectionKind.RECOMMENDATION,
        SectionKind.ECONOMY,
        SectionKind.DECISION,
    ]


@pytest.mark.parametrize("did", ["spurgte til kajen", "oplyste, at kranen er solgt", "mente noget"])
def test_who_says_something_below_the_absent_was_there(did: str) -> None:
    minutes = _minutes(f"Beslutning\n\nFraværende: Ane Dahl (A)\n\nIb Holm (C) {did}.")
    assert [text.strip() for _, _, text in _decisions(minutes)][-1] == f"Ib Holm (C) {did}."


@pytest.mark.parametrize("to", ["Byrådet", "Havneudvalget, Økonomiudvalget og Byrådet", "udvalget"])
def test_a_recommendation_may_name_the_bodies_that_it_goes_to(to: str) -> None:
    minutes = _minutes(f"Resumé\nMolen er slidt.\n\nIndstilling til {to}:\nAt molen bygges.\n")
    section = minutes.items[0].sections[2]
    assert (section.kind, section.heading) == (SectionKind.RECOMMENDATION, f"Indstilling til {to}")


def test_a_heading_that_nobody_knows_is_named_without_its_colon() -> None:
    minutes = _minutes(
        "RESUMÉ:\nMolen er slidt.\n\nKAJPLADSER:\nDer er ni.\n\nBESLUTNING:\nUdsat.\n"
    )
    headings = [section.heading for section in minutes.items[0].sections]
    assert headings[1:] == ["RESUMÉ", "KAJPLADSER", "BESLUTNING"]


def test_the_body_that_decides_a_case_is_no_part_of_it() -> None:
    said = "Referat|Havneudvalget|3. april 2019||1. Ny mole|#Kompetenceudvalg|Byrådet||#Sagsfremstilling|Slidt.|"
    lines = [Line(t.lstrip("#"), 7 if t.startswith("#") else None) for t in said.split("|")]
    lines += [Line("2. Kajen"), Line("Beslutning", 7), Line("Udsat.")]
    kinds = {section.kind for section in parse_minutes(assemble([lines])).items[0].sections}
    assert kinds == {SectionKind.HEADER, SectionKind.BACKGROUND}


def _decided(item: AgendaItem, minutes: Minutes) -> list[str]:
    """The texts of an item's decisions that say something."""
    text = minutes.document.text
    said = (text[s.label.end : s.span.end] for s in item.sections if s.kind is SectionKind.DECISION)
    return [" ".join(words.split()) for words in said if words.strip()]


def test_a_decision_s_bodies_may_stand_by_their_abbreviations() -> None:
    minutes = parsed(
        "Referat\nHavneudvalget den 6. september 2017\n\n1. Ny mole\nForslag til beslutning:\nAt molen bygges.\n\n"
        "Vedtagelse:\n\nHVU, den 9. august 2017:\n\nSagen udsat til næste møde.\n\n"
        "HVU, den 6. september 2017:\n\nAd a) Udvalget anbefaler forslaget.\n\n"
        "2. Kranen\nVedtagelse:\nHVU, den 9. august 2017: Udsat.\nHVU den 6. september 2017: Godkendt.\n"
    )
    for item in minutes.items:
        days = [(s.body, str(s.date)) for s in item.sections if s.body]
        assert days == [("HVU", "2017-08-09"), ("HVU", "2017-09-06")]
        assert "udsat" in _decided(item, minutes)[0].lower()


@pytest.mark.parametrize("label", ["Udvalget", "Havneudvalget", "Bestyrelsen", "Rådet"])
def test_the_body_itself_may_be_the_label_of_its_decision(label: str) -> None:
    minutes = parsed(
        "Havneudvalget\nMøde den 1. maj 2011\n\nSag 1\nNy mole\n\nForvaltningens anbefaling: at molen bygges.\n\n"
        f"{label}: Fulgte anbefalingen, dog ikke for den nordlige ende, hvor isen\nligger.\n\n"
        f"Sag 2\nKranen\n\nIndstilling:\nat kranen sælges\n{label}: Indstiller til Byrådet, at den sælges.\n"
    )
    assert minutes.kind is DocumentKind.MINUTES
    assert [_decided(item, minutes)[0].split()[0] for item in minutes.items] == [
        "Fulgte",
        "Indstiller",
    ]


def test_what_a_body_said_of_a_recommendation_is_no_decision() -> None:
    minutes = parsed(
        "Dagsorden\nHavneudvalget den 15. september 2011\n\n1. Ny mole\nIndstilling\nat molen bygges, og at\n"
        "Byrådet: Hvad det koster.\n\n2. Kranen\nIndstilling\nat kranen sælges.\n"
    )
    assert not [text for item in minutes.items for text in _decided(item, minutes)]


@pytest.mark.parametrize(
    "told", ["Økonomiudvalget, 27. juni 2022: {}", "Økonomiudvalget den 27. juni 2022\n{}"]
)
def test_what_a_body_decided_before_is_its_decision(told: str) -> None:
    text = told.format("Indstilles godkendt. Bo Lund (D) kan ikke tiltræde.")
    minutes = parsed(
        "Dagsorden\nByrådet den 29. juni 2022\n\n1. Ny mole\nIndstilling\nAt molen bygges.\n\n"
        f"Tidligere behandling\n{text}\n\n2. Kranen\nIndstilling\nAt kranen sælges.\n"
    )
    assert minutes.kind is DocumentKind.AGENDA
    section = minutes.items[0].sections[-1]
    assert (section.kind, section.body) == (SectionKind.DECISION, "Økonomiudvalget")
    assert "Bo Lund" in section.span.of(minutes.document.text)


@pytest.mark.parametrize("said", ["At molen males.\n\nAnbefales.", "At molen males. Anbefales."])
@pytest.mark.parametrize("heading", ["Indstilling og beslutning i Kulturudvalget {}27. maj 2018"])
@pytest.mark.parametrize("den", ["", "den "])
def test_a_body_s_recommendation_and_decision_may_stand_under_one_heading(
    said: str, heading: str, den: str
) -> None:
    minutes = parsed(
        "Referat\nByrådet den 12. juni 2018\n\n1. Ny mole\nBeslutning\nGodkendt.\n\n"
        f"{heading.format(den)}\n{said}\n\nSagsfremstilling\nMolen er fra 1912.\n\n2. Kranen\nBeslutning\nUdsat.\n"
    )
    kinds = [s.kind.value for s in minutes.items[0].sections]
    assert kinds == ["decision", "recommendation", "decision", "background"]
    own, earlier = (s for s in minutes.items[0].sections if s.kind is SectionKind.DECISION)
    assert own.body is None
    assert (earlier.body, earlier.date) == ("Kulturudvalget", date(2018, 5, 27))
    assert _decided(minutes.items[0], minutes) == ["Godkendt.", "Anbefales."]


def test_a_vote_right_below_the_heading_is_the_decision() -> None:
    minutes = parsed(
        "Referat\nByrådet den 12. juni 2018\n\n1. Ny mole\nBeslutning\nAfstemning:\nFor: 12 (A, V). Imod: 9 (O).\n"
        "Vedtaget.\n\n"
        "2. Kranen\nBeslutning\nUdsat.\n"
    )
    assert _decided(minutes.items[0], minutes) == [
        "Afstemning: For: 12 (A, V). Imod: 9 (O). Vedtaget."
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Forvaltningen indstiller, at Teknik- og Miljøudvalget anbefaler Økonomiudvalget og Kommunalbestyrelsen,",
        "Centeret indstiller, at udvalget over for Byrådet anbefaler,",
        "Administrationen indstiller, at Havneudvalget godkender:",
    ],
)
def test_a_recommendation_s_heading_may_name_who_is_to_do_it(heading: str) -> None:
    minutes = parsed(
        f"Dagsorden\nHavneudvalget den 12. juni 2018\n\n1. Ny mole\nBaggrund\nSlidt.\n\n{heading}\nat molen males.\n\n"
        "2. Kranen\nBaggrund\nKranen er slidt.\n"
    )
    kinds = [s.kind.value for s in minutes.items[0].sections]
    assert kinds == ["background", "recommendation"]


def test_the_middle_of_a_sentence_is_no_head_of_an_item() -> None:
    minutes = parsed(
        "Referat\nLokalrådet for Elleby\n10. september 2014\n\n1. Skolegade\nSagsnr. 14/1001\nVi talte om fortovet.\n\n"
        "2. Trafik\nSagsnr. 14/1002\nIna fremlagde sit tal: 1.240 biler i timen. Vi bad Teknisk\nUdvalg om et bump.\n"
    )
    head, text = minutes.items[1].sections[:2]
    assert head.kind is SectionKind.HEADER
    assert text.span.of(minutes.document.text).startswith("Ina fremlagde")


def _told(minutes: Minutes) -> list[tuple[str, str]]:
    """Kind and text of the first item's sections that say something."""
    text = minutes.document.text
    found = [
        (s.kind.value, " ".join(text[s.label.end : s.span.end].split()))
        for s in minutes.items[0].sections
    ]
    return [(kind, said) for kind, said in found if said]


def test_attachments_that_are_only_counted_end_with_their_number() -> None:
    text = (
        "Bilag: 2\n\nEjeren søger om at opføre en mole tæt ved skel.\nDen er lang.\n\n"
        "Forvaltningen indstiller, at der meddeles afslag.\n\nBeslutning:\nAfslag."
    )
    assert _told(_minutes(text))[1:] == [
        ("attachments", "2"),
        ("background", "Ejeren søger om at opføre en mole tæt ved skel. Den er lang."),
        ("recommendation", "Forvaltningen indstiller, at der meddeles afslag."),
        ("decision", "Afslag."),
    ]


def test_a_paragraph_below_attachments_over_the_case_is_none_of_them() -> None:
    text = "Bilag:\nKort over molen\nBrev fra Ane\n\nHavnen har søgt om en lang mole i år.\n\nBeslutning:\nAfslag."
    assert _told(_minutes(text))[1:] == [
        ("attachments", "Kort over molen Brev fra Ane"),
        ("background", "Havnen har søgt om en lang mole i år."),
        ("decision", "Afslag."),
    ]


def test_numbered_attachments_below_their_count_are_attachments() -> None:
    text = "Sagsfremstilling\nMolen er slidt.\n\nBeslutning\nAfslag.\n\n"
    text += "Bilag: 2\n1. Brev fra Ane, som har skrevet om molen.\n2. Kort"
    assert _told(_minutes(text))[-1] == (
        "attachments",
        "2 1. Brev fra Ane, som har skrevet om molen. 2. Kort",
    )


@pytest.mark.parametrize(
    ("case", "kinds"),
    [
        (
            "Molen er slidt og skal gøres i stand.\nDirektøren foreslår, at den rives ned.",
            ["header", "background", "recommendation", "decision"],
        ),
        # With more behind it, or alone, it is of the case.
        (
            "Molen er slidt.\nDirektøren foreslår, at den rives ned. Fiskerne er uenige.",
            ["header", "background", "decision"],
        ),
        (
            "Molen er slidt.\nDirektøren foreslår, at den rives ned.\n\nFiskerne er uenige.",
            ["header", "background", "decision"],
        ),
    ],
)
def test_a_proposal_just_above_the_decision_is_a_recommendation(
    case: str, kinds: list[str]
) -> None:
    minutes = _minutes(f"Fremstilling: {case}\nVedtagelse: Den bevares.")
    assert [section.kind.value for section in minutes.items[0].sections] == kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Udvalget anbefaler, at planen sendes i høring.\nHavnen var uenig.", ["background", "decision"]),
        ("Rederiet anbefaler, at planen sendes i høring.", ["other"]),
    ],
)  # fmt: skip
def test_what_the_own_body_recommends_at_the_end_is_decided(said: str, kinds: list[str]) -> None:
    others = "".join(
        f"\n\n{n}. Sag nummer {n}\n\nNoget er slidt.\n\nKonklusion: Noget gøres." for n in (3, 4)
    )
    text = (
        f"{_FRONT}1. Ny mole\n\nAne Dahl fremlagde planen. Den er lang.\n\n{said}\n\n2. Ny sti\n\n"
    )
    minutes = parsed(f"{text}Stien er slidt.\n\nKonklusion: Den gøres i stand.{others}")
    assert [section.kind.value for section in minutes.items[0].sections] == kinds
