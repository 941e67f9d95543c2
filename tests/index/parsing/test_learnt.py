"""Headings of sections that no vocabulary has: what recurs, what its words tell, what stands below it."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.headings import decision_heading
from index.reading.html.reader import read_html
from index.types import AgendaItem, Minutes, Section, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nHavneudvalget den 4. marts 2019\n\n"
_CASES = (
    ("Uddybning af sejlrenden", "Renden er sandet til, og to skibe er gået på grund."),
    ("Takster for gæstesejlere", "Taksten har været den samme siden 2011."),
    ("Lys på ydermolen", "Lampen har været slukket siden stormen i januar."),
    ("Slæbested ved roklubben", "Roerne ønsker, at kanten sænkes en halv meter."),
)
_OUTCOMES = (
    "Godkendt.",
    "Taksten forbliver 140 kr. i år.",
    "Udsat til juni.",
    "Havneudvalget besluttede at sænke kanten.",
)


def _of(item: AgendaItem, kind: SectionKind) -> list[Section]:
    return [section for section in item.sections if section.kind is kind]


def _text(minutes: Minutes, section: Section) -> str:
    text = section.span.of(minutes.document.text)
    return " ".join(text[section.label.end - section.span.start :].split())


def _decided(minutes: Minutes) -> list[list[str]]:
    return [
        [_text(minutes, section) for section in _of(item, SectionKind.DECISION)]
        for item in minutes.items
    ]


def _written(form: str, outcomes: tuple[str, ...] = _OUTCOMES) -> Minutes:
    """Four items in the form, which has places for case and outcome, and for a heading over most cases."""
    form = "Punkt {number}: {title}\nSagsnr. 19/031{number}\n\n" + form
    items: list[str] = []
    for number, ((title, case), outcome) in enumerate(zip(_CASES, outcomes, strict=True), 1):
        heading = "Resumé\n" if number < len(_CASES) else ""
        items.append(
            form.format(number=number, title=title, case=case, outcome=outcome, heading=heading)
        )
    return parsed(_FRONT + "\n".join(items))


@pytest.mark.parametrize(
    "form",
    [
        # A word for an outcome in a label that only this document has.
        "Hvad det drejer sig om\n{case}\n\nMødets resultat blev\n{outcome}\n",
        # No such word, but most say what became of the item.
        "{case}\n\nSådan gik det\n{outcome}\n",
        # Before the text on its line.
        "{case}\n\nUdfald på mødet: {outcome}\n",
        # In a cell beside it.
        "Emnet\t{case}\nAfgjort\t{outcome}\n",
        # First, with the case below it.
        "Det besluttede udvalget\n{outcome}\n\nBaggrund\n{case}\n",
        # Counted within the item.
        "a) Hvad det drejer sig om\n{case}\n\nb) Udfald\n{outcome}\n",
        # A known heading, over outcomes where nothing else is.
        "{case}\n\nBehandling\n{outcome}\n",
        # What a body did.
        "{case}\n\nHavneudvalget vedtog\n{outcome}\n",
    ],
)
def test_a_label_over_outcomes_heads_decisions(form: str) -> None:
    outcomes = list(_OUTCOMES)
    if "Sådan" in form or "Behandling" in form:
        outcomes[1] = "Drøftet. Taksten forbliver 140 kr."
    minutes = _written(form, tuple(outcomes))
    assert [item.title for item in minutes.items] == [title for title, _ in _CASES]
    assert _decided(minutes) == [[outcome] for outcome in outcomes]


def test_labels_of_a_web_page_are_no_items() -> None:
    items = "".join(
        f"<h2>{title}</h2><h3>Det blev resultatet</h3><p>{outcome}</p>"
        f"<h3>Hvad naboerne siger</h3><p>{case}</p><h3>Kroner og øre</h3><p>Ingen udgift i år.</p>"
        for (title, case), outcome in zip(_CASES, _OUTCOMES, strict=True)
    )
    page = f"<html><body><h1>Havneudvalget</h1><p>Referat, 4. marts 2019</p>{items}</body></html>"
    minutes = parse_minutes(read_html(page))
    assert [item.title for item in minutes.items] == [title for title, _ in _CASES]
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]


@pytest.mark.parametrize(
    "form",
    [
        # Another heading decides; the label tells of something else.
        "Resultat af målingen\nGodkendt af laboratoriet i 2018.\n\n{case}\n\nBeslutning\n{outcome}\n",
        # What was decided before.
        "Tidligere afgørelser\nGodkendt i 2014.\n\n{case}\n\nBeslutning\n{outcome}\n",
        # What is to be decided.
        "Det skal der besluttes\nOm der skal bruges penge.\n\n{case}\n\nBeslutning\n{outcome}\n",
        # Someone is quoted.
        "Formanden for roklubben\nDet er godkendt af os alle.\n\n{case}\n\nBeslutning\n{outcome}\n",
    ],
)
def test_beside_a_known_heading_no_other_decides(form: str) -> None:
    minutes = _written(form)
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]


@pytest.mark.parametrize(
    "form",
    [
        # A result is no decision.
        "Årets resultat\nEt overskud på 14.000 kr.\n\n{case}\n",
        # Rows of a table.
        "{case}\n\nAnlæg\tDrift\nResultat\t14.000\nResultat\t12.000\n",
        # A list of votes and names.
        "{case}\n\nTil stede\nAne Dahl\nBo Lund\n",
        # Where it goes.
        "Sagens vej\n\n4/3 2019\tHavneudvalget\tTil drøftelse\n"
        "18/3 2019\tByrådet\tTil beslutning\n\n{case}\n",
        "Havneudvalget den 4. marts 2019\nByrådet den 18. marts 2019\n{case}\n",
    ],
)
def test_what_is_no_outcome_heads_no_decision(form: str) -> None:
    assert _decided(_written(form)) == [[], [], [], []]


def test_a_label_that_recurs_parts_the_case_from_the_decision() -> None:
    minutes = _written(
        "Det blev afgjort\n{outcome}\n\nHvad det drejer sig om\n{case} Det har stået på længe.\n"
    )
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]


def test_a_recommendation_and_files_have_labels_of_their_own() -> None:
    minutes = _written(
        "{case}\n\nHavnefogedens ønske og forslag\nat udvalget siger ja.\n\n"
        "Udvalget endte med\n{outcome}\n\nDokumenter til sagen: Kort over havnen\n",
        ("Godkendt.", "Udsat til maj.", "Afvist.", "Taget til efterretning."),
    )
    assert _decided(minutes) == [
        ["Godkendt."],
        ["Udsat til maj."],
        ["Afvist."],
        ["Taget til efterretning."],
    ]
    for item in minutes.items:
        assert [_text(minutes, s) for s in _of(item, SectionKind.RECOMMENDATION)] == [
            "at udvalget siger ja."
        ]
        assert len(_of(item, SectionKind.ATTACHMENTS)) == 1


# The way of a case


@pytest.mark.parametrize(
    "row",
    [
        "{day}\t{body}\t{text}",
        "{body}\t{day}\t{text}",
        "{body} den {day}\t{text}",
        "{day} {body}\t{text}",
        "{day}\t{body}\n{text}",
        "{body} den {day}: {text}",
        "{body}, {day}\n{text}",
    ],
)
@pytest.mark.parametrize("head", ["Sagens vej", "Hvor sagen har været", ""])
def test_rows_of_a_cases_way_are_decisions_with_body_and_date(row: str, head: str) -> None:
    way = "\n".join(
        row.format(day=day, body=body, text=text)
        for day, body, text in (
            ("25. februar 2019", "Økonomiudvalget", "Anbefales, dog uden lys."),
            ("4. marts 2019", "Havneudvalget", "{outcome}"),
        )
    )
    minutes = _written("Sagsfremstilling\n{case}\n\n" + f"{head}\n\n{way}\n")
    for item, outcome in zip(minutes.items, _OUTCOMES, strict=True):
        earlier, own = _of(item, SectionKind.DECISION)
        assert (earlier.body, earlier.date) == ("Økonomiudvalget", date(2019, 2, 25))
        assert (own.body, own.date) == ("Havneudvalget", date(2019, 3, 4))
        assert _text(minutes, earlier) == "Anbefales, dog uden lys."
        assert _text(minutes, own) == outcome


@pytest.mark.parametrize(
    "row", ["{day}\t{body}\t{text}", "{body} den {day}: {text}", "{body} {day}\n{text}"]
)
def test_bodies_of_a_cases_way_may_be_abbreviated(row: str) -> None:
    earlier = row.format(day="25-02-2019", body="ØU", text="Anbefales.")
    own = row.format(day="04-03-2019", body="HU", text="{outcome}")
    minutes = _written("Sagsfremstilling\n{case}\n\nSagens vej\n" + f"{earlier}\n{own}\n")
    for item, outcome in zip(minutes.items, _OUTCOMES, strict=True):
        sections = _of(item, SectionKind.DECISION)
        assert [s.body for s in sections] == ["ØU", "HU"]
        assert [_text(minutes, s) for s in sections] == ["Anbefales.", outcome]


@pytest.mark.parametrize("row", ["{body}\t{text}", "{body}: {text}", "{body}\n{text}"])
def test_bodies_of_a_cases_way_may_have_no_day(row: str) -> None:
    earlier = row.format(body="Økonomiudvalget", text="Anbefales.")
    own = row.format(body="Havneudvalget", text="{outcome}")
    minutes = _written("Sagsfremstilling\n{case}\n\nSagens vej\n\n" + f"{earlier}\n{own}\n")
    for item, outcome in zip(minutes.items, _OUTCOMES, strict=True):
        sections = _of(item, SectionKind.DECISION)
        assert [s.body for s in sections] == ["Økonomiudvalget", "Havneudvalget"]
        assert [_text(minutes, s) for s in sections] == ["Anbefales.", outcome]


@pytest.mark.parametrize(
    "form",
    [
        # Who answered.
        "Sagsfremstilling\n{case}\n\nHøringssvar\nHavnerådet: Kajen er for smal.\nSejlerrådet: Prisen er for høj.\n",
        # Who sits where.
        "Udpegning\nHavnerådet\tAne Dahl\nSejlerrådet\tBo Lund\n\n{case}\n",
        # Where it goes.
        "Sagsfremstilling\n{case}\n\nHavneudvalget\nØkonomiudvalget\nByrådet\n",
        # Days of other things.
        "Sagsfremstilling\n{case}\n\n25-02-2019\tMåling\tGodkendt af laboratoriet.\n",
        "Sagsfremstilling\n{case}\n\nDNA den 25-02-2019: Ingen fund.\nBOD den 26-02-2019: Høj.\n",
    ],
)
def test_bodies_named_without_outcomes_decide_nothing(form: str) -> None:
    assert _decided(_written(form)) == [[], [], [], []]


def test_titles_that_recur_from_meeting_to_meeting_are_no_headings() -> None:
    meetings = "".join(
        f"Havneudvalget den {day}. marts 2019\n\n1. Godkendelse af dagsorden\nSagsnr. 19/0400\n\nGodkendt.\n\n"
        f"2. Orientering fra formanden\nSagsnr. 19/0401\n\nTaget til efterretning.\n\n"
        for day in (4, 11, 18, 25)
    )
    titles = {item.title for item in parsed("Referater\n\n" + meetings).items}
    assert titles == {"Godkendelse af dagsorden", "Orientering fra formanden"}


@pytest.mark.parametrize(
    "label", ["Udvalget den 04-03-2019", "Havneudvalget, 4. marts 2019", "Rådet d. 4/3-2019"]
)
def test_a_body_and_its_day_before_the_case_head_the_decision(label: str) -> None:
    minutes = _written(label + ": {outcome}\n\n{heading}{case}\n")
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]
    assert all(_of(item, SectionKind.BACKGROUND) for item in minutes.items)
    own = _of(minutes.items[0], SectionKind.DECISION)[0]
    assert own.date == date(2019, 3, 4)
    assert own.body in (None, "Havneudvalget")


# A recommendation beside its decision


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Indstilling\tUdvalgets beslutning", "at udvalget siger ja\t{outcome}"),
        ("Sagsfremstilling\tIndstilling\tBeslutning", "{case}\tat udvalget siger ja\t{outcome}"),
        ("Beslutning\tIndstilling", "{outcome}\tat udvalget siger ja"),
        # The cell goes on below.
        ("Indstilling\tUdvalgets beslutning", "at udvalget siger\t{outcome}\nja til det hele"),
    ],
)
def test_columns_named_as_sections_hold_them(head: str, row: str) -> None:
    minutes = _written("Det handler om\n{case}\n\n" + f"{head}\n{row}\n")
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]
    for item in minutes.items:
        proposed = " ".join(_text(minutes, s) for s in _of(item, SectionKind.RECOMMENDATION))
        assert proposed.startswith("at udvalget siger")
        assert "ja" in proposed


def test_a_table_of_figures_is_no_such_table() -> None:
    minutes = _written(
        "Sagsfremstilling\n{case}\nBevilling\tUdgift\n14.000\t12.000\n\nBeslutning\n{outcome}\n"
    )
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]


@pytest.mark.parametrize("beside", ["", "\t10 min.", "\t(ca. 5 minutter)"])
@pytest.mark.parametrize("foot", ["", "Havnen\tReferat 4.3.2019\t1\n"])
def test_a_table_under_each_title_is_that_items(beside: str, foot: str) -> None:
    minutes = parsed(
        _FRONT
        + "".join(
            f"Pkt. {number} {title}{beside}\nSag\tBehandling\tBeslutning\n{foot}{case}\tDet drøftedes.\t{outcome}\n"
            for number, ((title, case), outcome) in enumerate(
                zip(_CASES, _OUTCOMES, strict=True), 1
            )
        )
    )
    assert [item.title for item in minutes.items] == [title for title, _ in _CASES]
    assert _decided(minutes) == [[outcome] for outcome in _OUTCOMES]


_SPOKEN = (
    "Som foreslået.",
    "Udvalget ønsker at beholde taksten et år endnu. Jens Holm stemte imod.",
    "Taget af dagsordenen.",
    "Et enigt udvalg støtter roerne.",
)


@pytest.mark.parametrize(
    "form",
    [
        "HVAD SAGEN ANGÅR\n{case}\n\nHVAD DET ENDTE MED\n{outcome}\n",
        "{case}\n\nUdvalgets svar\n{outcome}\n",
        "Udvalgets svar\n{outcome}\n\nLidt om sagen\n{case}\n",
        "*** Hvad sagen angår ***\n{case}\n\n*** Hvad udvalget mente ***\n{outcome}\n",
        "{case}\n\nHU, 04-03-2019\n{outcome}\n",
    ],
)
def test_what_a_body_says_under_a_label_is_its_decision(form: str) -> None:
    assert _decided(_written(form, _SPOKEN)) == [[outcome] for outcome in _SPOKEN]


@pytest.mark.parametrize(
    "form",
    [
        "Post\tBudget\tResultat\nLeje\t140\t120\n\n{case}\n",
        "Forslag\tPris\tÅrets resultat\nKaj\t140\tDyr\n\n{case}\n",
    ],
)
def test_results_in_a_table_are_no_decisions(form: str) -> None:
    assert _decided(_written(form)) == [[], [], [], []]


@pytest.mark.parametrize(
    "form",
    [
        "> {outcome}\n\n{case}\n",
        "{case}\n\n=> {outcome}\n",
        "{case}\n\n► {outcome}\n\n",
        "> {outcome}\n\nResumé\n{case}\n",
    ],
)
def test_a_sign_before_what_became_of_each_item_tells_its_decision(form: str) -> None:
    assert _decided(_written(form)) == [[outcome] for outcome in _OUTCOMES]


@pytest.mark.parametrize(
    "form",
    [
        # What others wrote is quoted.
        "> {case}\n\nDet står i brevet. {outcome}\n",
        # Where a heading announces decisions, no sign does.
        "> Godkendt af Ane Dahl.\n\n{case}\n\nBeslutning\n{outcome}\n",
    ],
)
def test_a_sign_before_what_is_quoted_tells_no_decision(form: str) -> None:
    told = [text for texts in _decided(_written(form)) for text in texts]
    assert not any(case in text or "Ane Dahl" in text for text in told for _, case in _CASES)


def test_lines_with_a_sign_in_one_item_are_a_list() -> None:
    steps = "> Godkendt i maj.\n> Udsat i juni.\n> Godkendt i juli.\n"
    minutes = parsed(f"{_FRONT}1. Ny mole\n\nSådan gik det:\n\n{steps}\nVi venter.\n")
    assert not any(text.startswith("Godkendt") for texts in _decided(minutes) for text in texts)


def test_what_is_put_off_or_sent_back_in_words_of_its_own_is_decided() -> None:
    outcomes = ("Udskudt, da buddene mangler.", "Tilbagesendt til havnen med ønske om et nyt bud.")
    text = "".join(
        f"{n}. {title}\n{case} Det er dyrt.\n\n{outcome}\n\n"
        for n, ((title, case), outcome) in enumerate(zip(_CASES, outcomes * 2, strict=True), 1)
    )
    assert _decided(parsed(_FRONT + text)) == [[outcome] for outcome in outcomes * 2]


def _page(items: str, listed: str) -> Minutes:
    return parse_minutes(
        read_html(
            f"<html><body><h1>Havneudvalget</h1><p>Onsdag 4. marts 2019</p><div>{listed}</div>{items}</body></html>"
        )
    )


def _row_item(number: int, title: str, outcome: str, case: str, foot: str = "") -> str:
    return (
        f"<table><tr><td><b>{number}</b></td><td><b>{title}</b> <small>19/031{number}</small></td></tr>"
        f"<tr><td></td><td><b>Det blev sådan</b><p>{outcome}</p><p>Ida Holm stemte nej.</p></td></tr>"
        f"<tr><td></td><td><p>{case}</p><p>Havnefogeden har målt efter.</p>{foot}</td></tr></table>"
        "<p align='right'><a href='#top'>Op</a></p>"
    )


def test_a_decision_in_the_first_row_of_a_table_ends_with_the_row() -> None:
    titles = [title for title, _ in _CASES]
    listed = "".join(f"<a href='#{n}'>{n} {title}</a><br>" for n, title in enumerate(titles, 1))
    foot = "<p>Forvaltningen foreslår, at det vedtages.</p>"
    items = "".join(
        _row_item(n, title, outcome, case, foot)
        for n, ((title, case), outcome) in enumerate(zip(_CASES, _OUTCOMES, strict=True), 1)
    )
    closed = (
        "<table><tr><td><b>5</b></td><td></td></tr>"
        "<tr><td></td><td>Punktet er behandlet på den lukkede del af mødet.</td></tr></table>"
    )
    minutes = _page(items + closed, f"{listed}5 Lukket punkt<br>")
    assert [item.title for item in minutes.items] == [*titles, None]
    assert [item.public for item in minutes.items] == [True] * 4 + [False]
    assert [item.case_number for item in minutes.items[:4]] == [f"19/031{n}" for n in range(1, 5)]
    assert _decided(minutes)[:4] == [[f"{outcome} Ida Holm stemte nej."] for outcome in _OUTCOMES]
    for item, (_, case) in zip(minutes.items, _CASES, strict=False):
        assert _text(minutes, _of(item, SectionKind.BACKGROUND)[0]).startswith(case)
        assert len(_of(item, SectionKind.RECOMMENDATION)) == 1


@pytest.mark.parametrize(
    "label", ["HU 4/3-19:", "HU den 4. marts 2019:", "Havneudvalget, d. 4/3-19:"]
)
def test_the_meetings_body_and_day_stand_over_its_decisions(label: str) -> None:
    words = ("Godkendt.", "Taksten forbliver 140 kr.", "Udsat til juni.", "Kanten sænkes.")
    minutes = _written(f"{{case}}\n\n{label}\n{{outcome}}\n", words)
    assert _decided(minutes) == [[outcome] for outcome in words]
    decisions = [_of(item, SectionKind.DECISION)[0] for item in minutes.items]
    assert {section.date for section in decisions} == {date(2019, 3, 4)}
    short = dict(minutes.abbreviations)
    assert {short.get(s.body or "", s.body) for s in decisions} == {"Havneudvalget"}


@pytest.mark.parametrize(
    "label",
    [
        "Havneudvalgets møde 4. marts 2019",
        "Havneudvalget 4/3 2019",
        "Havneudvalget på møde den 4. marts 2019",
        "Møde i Havneudvalget 4. marts 2019",
        "Havneudvalgsmødet den 4. marts 2019",
        "Havneudvalgets møde, mandag den 4. marts 2019",
    ],
)
@pytest.mark.parametrize("part", ["Punkt {n}", "Pkt. 1-2"])
def test_what_a_meeting_decided_may_name_its_item(label: str, part: str) -> None:
    words = ("Godkendt.", "Taksten forbliver 140 kr.", "Udsat til juni.", "Kanten sænkes.")
    said = tuple(f"{part.format(n=n)}: {text}" for n, text in enumerate(words, start=1))
    before = (
        "Økonomiudvalget den 3. januar 2019, pkt. 7\nByrådet den 4. februar 2019, pkt. 5 (udsat)\n"
    )
    minutes = _written(f"{before}\nResumé\n{{case}}\n\n{label}\n{{outcome}}\n", said)
    assert _decided(minutes) == [[outcome] for outcome in said]
    decisions = [_of(item, SectionKind.DECISION)[0] for item in minutes.items]
    assert {(s.body, s.date) for s in decisions} == {("Havneudvalget", date(2019, 3, 4))}


def test_the_name_of_the_meeting_over_each_title_decides_nothing() -> None:
    text = "".join(
        f"Møde i Havneudvalget den 4. marts 2019\n{n}. {title}\n\nResumé\n{case}\n\n"
        f"Beslutninger:\nHavneudvalget den 4. marts 2019\n{said}\n\n"
        for n, ((title, case), said) in enumerate(zip(_CASES, _OUTCOMES, strict=True), 1)
    )
    minutes = parsed(f"Referat\nHavneudvalget\n4. marts 2019\n\n{text}")
    told = [[said for said in decided if said] for decided in _decided(minutes)]
    assert told == [[outcome] for outcome in _OUTCOMES]


def test_a_body_and_day_that_recur_over_no_outcome_decide_nothing() -> None:
    minutes = _written("{heading}{case}\n\nHU 4/3-19:\n{outcome}\n", tuple(c for _, c in _CASES))
    assert _decided(minutes) == [[], [], [], []]


def test_a_table_of_bodies_below_each_title_holds_their_decisions() -> None:
    row = (
        "Instans\tDag\tResultat\nRoerrådet\t27-02\tIngen bemærkninger.\nUdvalget\t04-03\t{outcome}"
    )
    minutes = _written(f"{row}\n\nHvad drejer det sig om\n{{case}}\n")
    assert _decided(minutes) == [["Ingen bemærkninger.", outcome] for outcome in _OUTCOMES]
    roerne, own = _of(minutes.items[0], SectionKind.DECISION)
    assert (roerne.body, roerne.date) == ("Roerrådet", date(2019, 2, 27))
    assert (own.body, own.date) == (None, date(2019, 3, 4))


def test_a_table_whose_last_column_decides_nothing_is_no_such_table() -> None:
    row = "Instans\tDag\tMødested\nRoerrådet\t27-02\tKlubhuset.\nUdvalget\t04-03\tRådhuset."
    minutes = _written(f"{row}\n\n{{heading}}{{case}}\n")
    assert _decided(minutes) == [[], [], [], []]


def test_what_a_sentence_refers_to_is_no_heading() -> None:
    assert decision_heading("Under henvisning til byrådets beslutning af 24. november 1998") is None
