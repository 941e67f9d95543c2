"""Shapes of items that real minutes take beside the common ones: cells, marks above, bands, lists."""

from __future__ import annotations

import pytest

from index.parsing.passages import split_passages
from index.types import Minutes, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nTeknisk Udvalg den 4. oktober 2021\n"
_HARBOUR = ("7", "Helhedsplan for havnen", "20/1893", True)
_SALE = ("8", "Salg af grund", "20/1894", False)


def _items(minutes: Minutes) -> list[tuple[str | None, str | None, str | None, bool]]:
    return [(i.number, i.title, i.case_number, i.public) for i in minutes.items]


@pytest.mark.parametrize(
    "text",
    [
        # A column beside the text.
        "7.\tHelhedsplan for havnen\n20/1893\tSagsfremstilling\nÅben\tDer er holdt møde.\n\tBeslutning\n\tGodkendt.\n"
        "8.\tSalg af grund\n20/1894\tBeslutning\nLukket\tHemmeligt.\n",
        # Everything on the item's own line.
        "Pkt. 7  Helhedsplan for havnen            Åben sag     20/1893\nSagsfremstilling\nDer er holdt møde.\n"
        "Beslutning\nGodkendt.\nPkt. 8  Salg af grund            Lukket sag   20/1894\nBeslutning\nHemmeligt.\n",
        # Number and case number over the title.
        "Sag nr. 7 (Åben)              J.nr. 20/1893\nHelhedsplan for havnen\nSagsfremstilling:\nDer er holdt møde.\n"
        "Beslutning:\nGodkendt.\nSag nr. 8 (Lukket)          J.nr. 20/1894\nSalg af grund\nBeslutning:\nHemmeligt.\n",
        # Number, case number and title in turn.
        "Pkt. 7\nSagsnr. 20/1893\nHelhedsplan for havnen\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "Pkt. 8\nSagsnr. 20/1894\nLukket\nSalg af grund\nBeslutning\nHemmeligt.\n",
        # The mark in a cell behind the title.
        "7\tHelhedsplan for havnen\tÅben\n"
        "Sagsnr. 20/1893\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "8\tSalg af grund\tLukket\nSagsnr. 20/1894\nBeslutning\nHemmeligt.\n",
        # The mark above the title.
        "Åben sag\n7. Helhedsplan for havnen\nSagsnr. 20/1893\nSagsfremstilling\nDer er holdt møde.\nBeslutning\n"
        "Godkendt.\nLukket sag\n8. Salg af grund\nSagsnr. 20/1894\nBeslutning\nHemmeligt.\n",
        # The case number above the title.
        "Sagsnr. 20/1893\n7. Helhedsplan for havnen\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "Sagsnr. 20/1894\nLukket\n8. Salg af grund\nBeslutning\nHemmeligt.\n",
        # The case number on the title's line, before it or behind.
        "7. 20/1893 Helhedsplan for havnen\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "8. 20/1894 Salg af grund\nLukket punkt\nBeslutning\nHemmeligt.\n",
        "7. Helhedsplan for havnen (sag 20/1893)\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "8. Salg af grund - lukket (20/1894)\nBeslutning\nHemmeligt.\n",
        # Strokes between number, title, case number and mark, on one line or on three.
        "7 / Helhedsplan for havnen / Sagsnr. 20/1893\n\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "8 / LUKKET SAG: Salg af grund / Sagsnr. 20/1894\n\nHemmeligt.\n",
        "7 / Helhedsplan for havnen\nSagsnr. 20/1893\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "8 / Salg af grund / Lukket\nSagsnr. 20/1894\nBeslutning\nHemmeligt.\n",
        "7 /\nHelhedsplan for havnen /\nSagsnr. 20/1893\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
        "8 /\nLukket punkt: Salg af grund /\nSagsnr. 20/1894\nBeslutning\nHemmeligt.\n",
        # Lines drawn with characters.
        "7. Helhedsplan for havnen\n=========================\nSagsnr. 20/1893\nSagsfremstilling\n----------------\n"
        "Der er holdt møde.\nBeslutning\n----------\nGodkendt.\n8. Salg af grund\n================\nSagsnr. 20/1894\n"
        "Lukket punkt, jf. styrelseslovens § 10\nBeslutning\n----------\nHemmeligt.\n",
    ],
)
def test_what_belongs_to_an_item_may_stand_anywhere_around_its_title(text: str) -> None:
    minutes = parsed(_FRONT + text)
    assert _items(minutes) == [_HARBOUR, _SALE]
    kinds = [s.kind for s in minutes.items[0].sections if s.kind is not SectionKind.HEADER]
    assert kinds == [SectionKind.BACKGROUND, SectionKind.DECISION]
    shown = " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))
    assert "Der er holdt møde" in shown
    assert "Hemmeligt" not in shown


def test_a_stroke_in_a_title_stays() -> None:
    minutes = parsed(
        _FRONT + "7 / Skole / SFO / Sagsnr. 20/1893\n\nBeslutning\nGodkendt.\n"
        "8 / Vejplan 1 / 2026\n\nBeslutning\nGodkendt.\n"
    )
    assert [item.title for item in minutes.items] == ["Skole / SFO", "Vejplan 1 / 2026"]


@pytest.mark.parametrize("kind", ["Beslutningsprotokol", "Referat", "PROTOKOL"])
def test_the_kind_of_document_decides_nothing_where_no_items_are_found(kind: str) -> None:
    minutes = parsed(f"Havneudvalget\n{kind}\n4. oktober 2021\nDer blev talt om havnen.\n")
    assert [s.kind for s in minutes.items[0].sections] == [SectionKind.OTHER]
    assert minutes.meeting.body == "Havneudvalget"


@pytest.mark.parametrize("title", ["Personsag", "Lukket punkt", "Lukket sag", "LUKKET PUNKT"])
def test_a_title_that_is_only_a_mark_shows_nothing_of_the_text(title: str) -> None:
    minutes = parsed(
        _FRONT
        + f"Punkt 7: Budget\nBeslutning\nGodkendt.\nPunkt 8: {title}\nHemmelig ansættelse af N.N.\n"
    )
    assert _items(minutes)[1] == ("8", title, None, False)


@pytest.mark.parametrize(
    ("mark", "public"),
    [
        ("☒ Åben sag ☐ Lukket sag", True),
        ("[ ] Åben  [x] Lukket", False),
        ("Lukket: Nej", True),
        ("Åben: Nej", False),
        ("Åben/lukket: Lukket", False),
        ("Offentlighed: Åben", True),
        ("Lukket sag 22/740", False),
        ("Lukket punkt - sagsnr. 22/740", False),
        ("Sagsnr. 22/740 | Lukket", False),
        ("Lukket | Sagsnr. 22/740", False),
        ("Åben · Sagsnr. 22/740", True),
    ],
)
def test_openness_may_be_a_box_or_an_answer(mark: str, public: bool) -> None:
    minutes = parsed(_FRONT + f"Punkt 7: Budget\n{mark}\nBeslutning\nGodkendt.\n")
    assert minutes.items[0].public is public


_ITEM = "Punkt 7: Havnen\nSagsnr. 20/1893\nSagsfremstilling\nTekst.\n"


@pytest.mark.parametrize(
    ("heading", "body", "day"),
    [
        ("Økonomiudvalget, 03-04-2019, pkt. 42", "Økonomiudvalget", "2019-04-03"),
        ("Byrådet den 10. april 2019, sag 12:", "Byrådet", "2019-04-10"),
        ("Økonomiudvalgets beslutning den 04.12.2012 Punkt 2", "Økonomiudvalget", "2012-12-04"),
        ("Beslutning Økonomiudvalget 13-09-2021", "Økonomiudvalget", "2021-09-13"),
        (
            "Beslutning fra Økonomiudvalgets møde den 13. september 2021",
            "Økonomiudvalget",
            "2021-09-13",
        ),
        ("Beslutning i Økonomiudvalget den 13. september", "Økonomiudvalget", "2021-09-13"),
        ("Beslutning i Økonomiudvalget den 13. december", "Økonomiudvalget", "2020-12-13"),
        ("Udvalgets beslutning den 4. oktober 2021", None, "2021-10-04"),
        ("Udvalgets afgørelse", None, None),
    ],
)
def test_a_heading_tells_whose_decision_it_is_and_when(
    heading: str, body: str | None, day: str | None
) -> None:
    minutes = parsed(_FRONT + _ITEM + heading + "\nGodkendt.\nIda Holm stemte imod.\n")
    decision = minutes.items[0].sections[-1]
    assert decision.kind is SectionKind.DECISION
    assert (decision.body, decision.date and decision.date.isoformat()) == (body, day)


@pytest.mark.parametrize(
    "text",
    [
        "Indstilling og beslutning\nDirektøren indstiller,\n1. at planen vedtages.\nBeslutning: Godkendt.\n",
        "Indstilling og beslutning\nDirektøren indstiller, at planen vedtages.\nGodkendt, dog uden punkt 2.\n",
        "Indstilling/beslutning\nat planen vedtages.\nAd 1) Godkendt.\n",
        "Forvaltningen indstiller, at planen vedtages.\nBeslutning\nGodkendt.\n",
        "Indstilling\nat planen vedtages.\n\nGodkendt.\n",
    ],
)
def test_a_recommendation_is_never_taken_for_the_decision(text: str) -> None:
    minutes = parsed(_FRONT + _ITEM + text)
    whole = minutes.document.text
    kinds = {
        kind: " ".join(s.span.of(whole) for s in minutes.items[0].sections if s.kind is kind)
        for kind in (SectionKind.RECOMMENDATION, SectionKind.DECISION)
    }
    assert "at planen vedtages" in kinds[SectionKind.RECOMMENDATION]
    assert "Godkendt" in kinds[SectionKind.DECISION]
    assert "at planen vedtages" not in kinds[SectionKind.DECISION]


def test_files_under_the_entries_of_a_list_do_not_swallow_the_next_entry() -> None:
    minutes = parsed(
        _FRONT
        + "Punkt 7: Meddelelser\nSagsnr. 20/1893\na. Møder\nb. Konference\nBilag\n2012-1 - Program\n"
        "c. Studietur\nBeslutning\nTaget til efterretning.\n"
    )
    text = minutes.document.text
    kinds = {s.kind: s.span.of(text) for s in minutes.items[0].sections}
    assert "Studietur" not in kinds[SectionKind.ATTACHMENTS]


@pytest.mark.parametrize(
    "title",
    [
        "Høringssvar: Flagpolitik for havnen og byen",
        "Økonomi: Budgetopfølgning pr. 31. marts",
        "Flere pladser i egen kommune",
        "Referat fra sidste møde i rådet",
    ],
)
def test_a_title_may_begin_or_end_like_a_heading(title: str) -> None:
    minutes = parsed(
        _FRONT
        + f"1. Godkendelse af dagsorden\nSag: 23/0437\nBeslutning\nGodkendt.\n2. {title}\nSag: 23/2318\n"
        "Baggrund\nTekst.\nBeslutning\nDrøftet.\n"
    )
    assert [item.title for item in minutes.items] == ["Godkendelse af dagsorden", title]


@pytest.mark.parametrize(
    "head",
    [
        "Lukket punkt 8: Salg af grund",
        "Lukket punkt nr. 8: Salg af grund",
        "Punkt 8 (Lukket punkt): Salg af grund",
        "Punkt 8 Lukket: Salg af grund",
        "Lukket punkt nr. 8\nSalg af grund",
        "Punkt 8 - Lukket - Salg af grund",
        "Punkt nr. 8 (lukket) - Salg af grund",
    ],
)
def test_the_label_may_say_that_the_item_is_closed(head: str) -> None:
    minutes = parsed(
        _FRONT
        + f"Punkt 7: Budget\nBeslutning\nGodkendt.\n{head}\nSagsnr. 20/1894\nBeslutning\nHemmeligt.\n"
    )
    assert _items(minutes)[1] == _SALE


def test_a_closed_item_under_another_label_is_withheld_all_the_same() -> None:
    minutes = parsed(
        _FRONT
        + "Punkt 7: Budget\nBeslutning\nGodkendt.\nLukket sag nr. 8\nSalg af grund\nBeslutning\nHemmeligt.\n"
    )
    shown = " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))
    assert "Hemmeligt" not in shown


def test_one_item_with_numbered_lists_stays_one_item() -> None:
    minutes = parsed(
        "Børneudvalget 24-06-2021\nDialogmøde med forældrerådet, kl. 15.00\n21/0359 Åben Sag\nSagsgang\nBU\n"
        "Sagsfremstilling\nRådet ønsker at drøfte:\n1. Budget 2022\n\n2. Effektivisering:\no Erfaringer\n\n"
        "3. Hvordan understøtter vi de tiltag, der er igangsat, når de\ner gennemført efter sommerferien?\n"
        "Beslutning i Børneudvalget den 24-06-2021\nAd. 1\nRådet orienterede.\nAd. 2\nDrøftet.\nAd. 3\nKort drøftet.\n"
        "Fraværende:\nIda Holm (A)\nBilag:\n"
    )
    assert _items(minutes) == [(None, "Dialogmøde med forældrerådet, kl. 15.00", "21/0359", True)]


def test_a_decision_point_by_point_is_no_list_of_items() -> None:
    minutes = parsed(
        _FRONT
        + "Punkt 7: Helhedsplan for havnen\nSagsnr. 20/1893\nBeslutning\nPunkt 1: Godkendt.\n"
        "Punkt 2: Udsat.\nPunkt 8: Regnskab\nSagsnr. 20/1895\nBeslutning\nGodkendt.\n"
    )
    assert [item.number for item in minutes.items] == ["7", "8"]


def test_short_items_without_headings_are_items() -> None:
    minutes = parsed(
        "Referat fra Seniorrådet den 4. oktober 2021\n\n1. Godkendelse af dagsorden\nGodkendt.\n\n"
        "2. Planlægning af sommerfest\nVi holder festen den 3. juni. Per bestiller telt.\n\n"
        "3. Økonomi\nDer er 4.000 kr. i kassen.\n\n4. Eventuelt\nIntet.\n"
    )
    assert [(i.number, i.title) for i in minutes.items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Planlægning af sommerfest"),
        ("3", "Økonomi"),
        ("4", "Eventuelt"),
    ]


def test_items_without_numbers_are_known_by_their_case_numbers() -> None:
    minutes = parsed(
        _FRONT
        + "\nHelhedsplan for havnen\nSagsnr. 20/1893\nSagsfremstilling\n1. Adgang\n2. Parkering\nBeslutning\n"
        "Godkendt.\n\nRegnskab 2020\nSagsnr. 20/1895\nSagsfremstilling\nDet er klar.\nBeslutning\nGodkendt.\n"
    )
    assert _items(minutes) == [
        (None, "Helhedsplan for havnen", "20/1893", True),
        (None, "Regnskab 2020", "20/1895", True),
    ]


def test_text_in_a_closed_part_without_items_is_withheld() -> None:
    minutes = parsed(
        _FRONT + "ÅBENT MØDE\nPunkt 1 Budget\nBeslutning\nGodkendt.\nLUKKET MØDE\nKøb af ejendom\n"
        "Beslutning\nHemmeligt.\n"
    )
    assert [span.of(minutes.document.text)[:11] for span in minutes.withheld] == ["LUKKET MØDE"]
    shown = " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))
    assert "Godkendt" in shown
    assert "Hemmeligt" not in shown


def test_a_list_of_open_and_closed_items_in_the_front_closes_nothing() -> None:
    minutes = parsed(
        "Dagsorden\nByrådet den 4. oktober 2021\nÅbne punkter\n1. Budget\n2. Regnskab\nLukkede punkter\n"
        "3. Salg af grund\n\n1. Budget\nIndstilling\nat budgettet godkendes.\n\n2. Regnskab\nIndstilling\n"
        "at regnskabet godkendes.\n\n3. Salg af grund\nLukket punkt\n"
    )
    assert [(i.number, i.public) for i in minutes.items] == [("1", True), ("2", True), ("3", False)]


def test_a_file_called_closed_minutes_closes_nothing() -> None:
    minutes = parsed(
        _FRONT + "Punkt 7 Budget\nBeslutning\nGodkendt.\nBilag\nLukket referat\nKort over havnen\n"
        "Punkt 8 Regnskab\nBeslutning\nGodkendt.\n"
    )
    assert [item.public for item in minutes.items] == [True, True]


def test_a_heading_in_a_list_is_an_entry_of_it() -> None:
    minutes = parsed(
        _FRONT
        + "Punkt 7 Temaer\nSagsfremstilling\nUdvalget drøfter:\n- Trafik\n- Økonomi\n- Høring\nTak.\n"
        "Beslutning\nDrøftet.\n"
    )
    assert [s.kind for s in minutes.items[0].sections] == [
        SectionKind.BACKGROUND,
        SectionKind.DECISION,
    ]


_PHRASES = [
    "Forslag om ny cykelsti mellem Elleby og havnen.",
    "Endelig vedtagelse af forslag til Lokalplan nr. 12, Elleby.",
    "Anlægsbevilling til to nye baner med klubhus.",
    "Indstillingen vedrører regnskabet for havnen.",
    "Forslag om opdatering af den byrådsbesluttede ramme for tilsyn.",
]


@pytest.mark.parametrize("phrase", _PHRASES)
def test_the_subject_printed_below_a_decision_is_no_part_of_it(phrase: str) -> None:
    minutes = parsed(
        f"{_FRONT}Punkt 7: Havnen\nSagsnr. 20/1893\n\nBeslutning\nFremsendes til Teknisk Udvalg.\n\n{phrase}\n\n"
        "Resume\nHavnen er gammel.\n"
    )
    text = minutes.document.text
    decided = [s for s in minutes.items[0].sections if s.kind is SectionKind.DECISION]
    assert [text[s.label.end : s.span.end].strip() for s in decided] == [
        "Fremsendes til Teknisk Udvalg."
    ]


def test_a_mark_that_an_empty_field_left_is_no_section() -> None:
    text = f"{_FRONT}Punkt 7: Havnen\nSagsnr. 20/1893\n\nBeslutning\nGodkendt.\n\n.\n\nResume\nHavnen er gammel.\n"
    minutes = parsed(text)
    kinds = [section.kind for section in minutes.items[0].sections]
    assert kinds == [SectionKind.HEADER, SectionKind.DECISION, SectionKind.BACKGROUND]
    assert [span.of(minutes.document.text).strip() for span in minutes.noise] == ["."]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Forslaget om cykelsti blev forkastet.", "Godkendt.", "Imod: Liste Ø.", "Ane Dahl og Ib Holm",
        "Med bemærkning om støj fra havnen.", "Teknisk Udvalg udarbejder notat, og sagen drøftes i maj.",
        "Udvalget ønsker en ny vurdering.",
    ],
)  # fmt: skip
def test_a_later_paragraph_of_a_decision_stays_in_it(paragraph: str) -> None:
    minutes = parsed(
        f"{_FRONT}Punkt 7: Havnen\nSagsnr. 20/1893\n\nBeslutning\nFremsendes til Teknisk Udvalg.\n\n{paragraph}\n\n"
        "Resume\nHavnen er gammel.\n"
    )
    decision = next(s for s in minutes.items[0].sections if s.kind is SectionKind.DECISION)
    assert paragraph in decision.span.of(minutes.document.text)


def test_items_of_a_supplementary_agenda_have_letters_in_their_numbers() -> None:
    text = "".join(
        f"Sag 14{letter} – {title}\nSagsnr. 15/10{n}\n\nBaggrund\nFristen er kort.\n\n"
        for n, (letter, title) in enumerate(
            zip("ABC", ("Merforbrug", "Høring", "Valg"), strict=True)
        )
    )
    assert [item.number for item in parsed(text).items] == ["14A", "14B", "14C"]


def test_what_is_said_of_each_listed_point_is_an_item() -> None:
    titles = ("Godkendelse af dagsorden", "Ny kvalitetsstandard", "Busture", "Eventuelt")
    listed = "\n".join(f"{n}. {title}" for n, title in enumerate(titles, 1))
    said = "\n\n".join(
        f"Ad {n} - {title}\n\nDet blev drøftet {n} gange." for n, title in enumerate(titles, 1)
    )
    minutes = parsed(
        f"Referat af møde i Ældrerådet den 5. maj 2011\n\nDagsorden:\n\n{listed}\n\n{said}"
    )
    text = minutes.document.text
    assert [(item.number, item.title) for item in minutes.items] == [
        (str(n), title) for n, title in enumerate(titles, 1)
    ]
    assert all(f"{n} gange" in i.sections[-1].span.of(text) for n, i in enumerate(minutes.items, 1))


def test_a_decision_point_by_point_lists_no_items() -> None:
    text = (
        "3. Vej i Elleby\nSagsnr. 14/203\n\nIndstilling\nat vejen bygges, og\nat den asfalteres.\n\n"
        "Beslutning\nAd 1 - Godkendt.\nAd 2 - Udsat.\n\n4. Eventuelt\nSagsnr. 14/204\n\nBeslutning\nIntet."
    )
    assert [item.number for item in parsed(text).items] == ["3", "4"]


@pytest.mark.parametrize("before", ["", "\n"])
def test_a_body_and_a_date_over_a_paragraph_head_its_decision(before: str) -> None:
    text = (
        "3. Vej i Elleby\nSagsnr. 14/203\n\nIndstilling\nVejchefen indstiller, at vejen bygges.\n"
        f"{before}Teknisk Udvalg den 07-11-2013\nEt flertal stemmer for.\n\nBilag\nKort.pdf"
    )
    *_, recommendation, decision, _ = parsed(text).items[0].sections
    assert recommendation.span.of(text).endswith(f"vejen bygges.\n{before}")
    assert (decision.kind, decision.body) == (SectionKind.DECISION, "Teknisk Udvalg")
    assert "Et flertal stemmer for." in decision.span.of(text)


@pytest.mark.parametrize(
    "plan",
    [
        "Planen er:\n\nTeknisk Udvalg den 7. november 2013\nByrådet den 25. november 2013",
        "Planen er sendt.\n\nTeknisk Udvalg den 07-11-2013\nogså på mødet i maj.",
    ],
)
def test_a_time_plan_holds_no_decision(plan: str) -> None:
    text = f"3. Vej i Elleby\nSagsnr. 14/203\n\nSagsfremstilling\n{plan}\n\nBeslutning\nGodkendt."
    decisions = [s for s in parsed(text).items[0].sections if s.kind is SectionKind.DECISION]
    assert [section.heading for section in decisions] == ["Beslutning"]


def test_a_route_of_several_rows_is_about_the_item() -> None:
    text = (
        "7. Vej i Elleby\n05.01.02-P20-1-15\nBEHANDLES I\tDATO\tPKT.\nTeknisk Udvalg\t02.02.2016\t7\n"
        "Økonomiudvalget\t16.02.2016\nByrådet\t23.02.2016\n\nSAGSFREMSTILLING\nVejen er smal.\n\n"
        "SUNDHED OG BØRN\nBørn går til skole ad den.\n\nAFGØRELSE\nUdsat."
    )
    header, background, unknown, decision = parsed(text).items[0].sections
    assert "Byrådet\t23.02.2016" in header.span.of(text)
    assert background.span.of(text).strip() == "SAGSFREMSTILLING\nVejen er smal."
    assert (unknown.kind, unknown.heading) == (SectionKind.OTHER, "SUNDHED OG BØRN")
    assert decision.kind is SectionKind.DECISION


def test_a_label_of_two_lines_beside_a_decision_names_body_and_date() -> None:
    text = (
        "17  Skolestruktur i øst\nSag: 09/2217\n\nResumé:           Elevtallet falder.\n\n"
        "Børneudvalget\n2. februar 2010:  Anbefales.\n\n"
        "Kommunalbestyrelsen\n24. februar 2010: Vedtaget med 10 stemmer mod 7.\n"
    )
    *_, committee, council = parsed(text).items[0].sections
    assert (committee.kind, committee.body, str(committee.date)) == (
        SectionKind.DECISION, "Børneudvalget", "2010-02-02"
    )  # fmt: skip
    assert (council.body, str(council.date)) == ("Kommunalbestyrelsen", "2010-02-24")
    assert text[council.label.end : council.span.end].strip() == "Vedtaget med 10 stemmer mod 7."


def test_the_items_of_a_letter_are_known_by_the_paragraphs_below_them() -> None:
    text = (
        "Dagsorden til møde i Integrationsrådet den 23. november 2017\n\n1. Velkomst og dagsorden\n\n"
        "2. Valg til rådet i 2018\nRådet skal beslutte, hvordan valget tilrettelægges. Kommunen foreslår\n"
        "brevstemmer.\n\n3. Danskuddannelse om aftenen\nSprogcentret fortæller om tilmeldingen.\n\n4. Eventuelt\n"
    )
    assert [item.number for item in parsed(text).items] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("EMN-2022-01877 Åbent punkt Beslutning", "EMN-2022-01877"),
        ("1-34-70-4-18", "1-34-70-4-18"),
        ("1-31-72-412-22 / Præhospitalet", "1-31-72-412-22"),
    ],
)
def test_a_case_number_below_the_title_may_have_words_beside_it(line: str, number: str) -> None:
    text = f"5. Trafik i yderområder\n{line}\n\nBeslutning\nUdsat.\n"
    assert parsed(text).items[0].case_number == number


@pytest.mark.parametrize(
    "ends",
    ["Mødet hævet kl. 19.05", "Mødet blev hævet kl. 19", "Mødet sluttede 19:05.", "MØDET SLUT KL. 19.05"],
)  # fmt: skip
def test_the_end_of_the_meeting_is_no_part_of_the_last_decision(ends: str) -> None:
    sections = (
        parsed(_FRONT + f"7. Eventuelt\n\nBeslutning\nIntet at bemærke.\n\n{ends}\n")
        .items[0]
        .sections
    )
    assert [s.kind for s in sections] == [SectionKind.DECISION, SectionKind.HEADER]


def test_a_meeting_that_ended_in_a_sentence_is_told_of() -> None:
    text = "Mødet sluttede kl. 22, fordi hallen skulle bruges."
    sections = parsed(_FRONT + f"7. Haldrift\n\nSagsfremstilling\n{text}\n").items[0].sections
    assert [s.kind for s in sections] == [SectionKind.BACKGROUND]


@pytest.mark.parametrize(
    ("before", "numbers", "case_number"),
    [
        (("B1. ", "B2. ", "O1. "), ["B1", "B2", "O1"], None),
        (("D1: ", "B2: ", "O3: "), ["D1", "B2", "O3"], None),
        (("B 1 - ", "B 2 - ", "B 3 - "), ["B 1", "B 2", "B 3"], None),
        (("§1 ", "§2 ", "§3 "), ["1", "2", "3"], None),
        (("§ 31 ", "§ 32 ", "§ 33 "), ["31", "32", "33"], None),
        (("9/18 ", "10/18 ", "11/18 "), ["9/18", "10/18", "11/18"], None),
        (("99/21. ", "100/21. ", "101/21. "), ["99/21", "100/21", "101/21"], None),
        (("7 / 20/1893 / ", "8 / 20/1894 / ", "9 / 20/99 / "), ["7", "8", "9"], "20/1893"),
    ],
)
def test_numbers_of_items_have_many_forms(
    before: tuple[str, ...], numbers: list[str], case_number: str | None
) -> None:
    titles = ("Helhedsplan for havnen", "Salg af grund", "Ny sti")
    minutes = parsed(
        _FRONT
        + "".join(
            f"{number}{title}\nSagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
            for number, title in zip(before, titles, strict=True)
        )
    )
    assert [item.number for item in minutes.items] == numbers
    assert [item.title for item in minutes.items] == [*titles]
    assert minutes.items[0].case_number == case_number


def test_a_road_or_a_size_of_paper_counts_no_item() -> None:
    minutes = parsed(
        _FRONT
        + "1. Veje\nSagsfremstilling\nDer er talt om to veje.\n\nE20 Motorvejen\n\nE45 Motorvejen\n\n"
        "Beslutning\nDrøftet.\n2. Ny sti\nBeslutning\nGodkendt.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2"]


def test_items_before_those_that_are_counted_another_way_are_found() -> None:
    text = "".join(
        f"{number} {title}\n\nDer er talt om havnen.\nSagen blev godkendt.\n\n"
        for number, title in (
            ("Punkt 1:", "Godkendelse af dagsorden"),
            ("Punkt 2:", "Salg af grund"),
            ("3.", "Ny sti"),
            ("4.", "Nyt tag"),
            ("5.", "Ny bro"),
            ("6.", "Ny mole"),
            ("7.", "Ny kaj"),
        )
    )
    assert [item.number for item in parsed(_FRONT + "\n" + text).items] == [*"1234567"]


def test_a_kind_before_the_title_and_the_case_behind_the_document_are_no_title() -> None:
    minutes = parsed(
        _FRONT
        + "7. Beslutning: Helhedsplan for havnen\nDok.nr. 1234-21 Sagsnr. 20/1893\nSagsfremstilling\n"
        "Der er holdt møde.\nBeslutning\nGodkendt.\n8. Drøftelse: Salg af grund\nDok.nr. 1235-21, Sagsnr. 20/1894\n"
        "Beslutning\nUdsat.\n"
    )
    assert _items(minutes) == [_HARBOUR, ("8", "Salg af grund", "20/1894", True)]


@pytest.mark.parametrize(
    "room",
    [
        "Ane Dahl ____________ Bo Lund ____________ Ida Bech\n____________",
        "Formand ____________________\nAne Dahl",
        "Ane Dahl ....................\n\nBo Lund ....................",
        "For referatet: sign. ____________ Ane Dahl",
    ],
)
def test_room_to_sign_behind_the_last_item_is_no_part_of_it(room: str) -> None:
    minutes = parsed(
        _FRONT
        + "1. Ny sti\nBeslutning\nGodkendt.\n2. Nyt tag\nBeslutning\nUdsat.\n\n"
        + room
        + "\n"
    )
    section = minutes.items[-1].sections[-1]
    assert section.span.of(minutes.document.text).split() == ["Beslutning", "Udsat."]
