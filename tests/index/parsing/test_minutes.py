"""Parsing, shown on small documents in one layout each."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.parsing.minutes import parse_minutes
from index.parsing.passages import split_passages
from index.reading import read_document
from index.types import AgendaItem, Document, DocumentKind, Minutes, SectionKind, Span
from tests.index.parsing.pages import document_of, parsed


def _kinds(minutes: Minutes, item: AgendaItem) -> list[tuple[str, str]]:
    text = minutes.document.text
    return [(s.kind.value, " ".join(text[s.label.end : s.span.end].split())) for s in item.sections]


_COMMITTEE = """Referat
Teknik- og Klimaudvalget
Mødedato: Tirsdag den 3. maj 2022 kl. 15.00
Fraværende: Ida Holm (A)
1. Godkendelse af dagsorden
Sagsnr.: 22/0001
Beslutning
Godkendt.
2. Cykelsti langs Åvej mellem Ellebæk
og Vindebro
Sagsnr.: 21/1234
Sagsfremstilling
Der er tre muligheder:
1. En smal sti
2. En bred sti
3. Ingen sti
Økonomi
Stien koster 4,5 mio. kr.
Indstilling
Forvaltningen indstiller, at
1. den brede sti vælges
2. arbejdet begynder i 2023
Beslutning i Teknik- og Klimaudvalget den 03-05-2022
Anbefales. Per Lund (V) stemte imod.
Fraværende:
Ida Holm (A)
Bilag
Kort over strækningen
"""


def test_items_are_told_from_lists_with_the_same_numbers() -> None:
    items = parsed(_COMMITTEE).items
    assert [(i.number, i.title, i.case_number) for i in items] == [
        ("1", "Godkendelse af dagsorden", "22/0001"),
        ("2", "Cykelsti langs Åvej mellem Ellebæk og Vindebro", "21/1234"),
    ]


def test_sections_hold_their_text_and_nothing_else() -> None:
    minutes = parsed(_COMMITTEE)
    assert _kinds(minutes, minutes.items[1]) == [
        ("header", "Sagsnr.: 21/1234"),
        ("background", "Der er tre muligheder: 1. En smal sti 2. En bred sti 3. Ingen sti"),
        ("economy", "Stien koster 4,5 mio. kr."),
        ("recommendation", ""),
        ("recommendation", "1. den brede sti vælges 2. arbejdet begynder i 2023"),
        ("decision", "Anbefales. Per Lund (V) stemte imod."),
        ("absent", "Ida Holm (A)"),
        ("attachments", "Kort over strækningen"),
    ]


def test_the_front_tells_the_meeting() -> None:
    minutes = parsed(_COMMITTEE)
    assert minutes.kind is DocumentKind.MINUTES
    assert (minutes.meeting.body, minutes.meeting.date) == (
        "Teknik- og Klimaudvalget",
        date(2022, 5, 3),
    )
    absent = [s for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert [s.span.of(minutes.document.text).strip() for s in absent] == [
        "Fraværende: Ida Holm (A)"
    ]


def test_a_decision_that_comes_first_is_still_the_decision() -> None:
    minutes = parsed(
        "REFERAT Ravnsund Byråd d. 27-08-2025\nPunkt 1: Salg af grund\n24/55\nBeslutninger\nGodkendt.\nResume\n"
        "Grunden sælges.\nBeslutningspunkter\nDet indstilles:\nat grunden sælges\nPunkt 2: Regnskab\n24/56\n"
        "Beslutninger\nUdsat.\nResume\nRegnskabet."
    )
    assert [_kinds(minutes, item)[1] for item in minutes.items] == [
        ("decision", "Godkendt."),
        ("decision", "Udsat."),
    ]


def test_each_bodys_decision_is_kept_apart_with_its_date() -> None:
    minutes = parsed(
        "Byrådet 28-09-2022\nPunkt 4 Ny skole\nSag 22/10\nSagsfremstilling\nEn ny skole.\n"
        "Beslutning i Skoleudvalget den 06-09-2022\nAnbefales.\n"
        "Beslutning i Økonomiudvalget den 14-09-2022\nIndstilles godkendt.\n"
        "Beslutning i Byrådet den 28-09-2022\nGodkendt.\n"
        "Punkt 5 Eventuelt\nSag 22/11\nBeslutning i Byrådet den 28-09-2022\nIntet."
    )
    decisions = [s for s in minutes.items[0].sections if s.kind is SectionKind.DECISION]
    assert [(s.body, s.date and s.date.isoformat()) for s in decisions] == [
        ("Skoleudvalget", "2022-09-06"),
        ("Økonomiudvalget", "2022-09-14"),
        ("Byrådet", "2022-09-28"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Punkt 2: Lukket: Køb af ejendom\n24/77\nBeslutning\nKøbt for 3 mio. kr.",
        "Punkt 2: Køb af ejendom (Lukket punkt)\n24/77\nBeslutning\nKøbt for 3 mio. kr.",
        "Punkt 2: Køb af ejendom\n24/77  Lukket sag\nBeslutning\nKøbt for 3 mio. kr.",
        "Punkt 2: Køb af ejendom – for lukkede døre\n24/77\nBeslutning\nKøbt for 3 mio. kr.",
        "Punkt 2: Køb af ejendom\n24/77\nOffentlighed: Lukket\nBeslutning\nKøbt for 3 mio. kr.",
        "Punkt 2: Køb af ejendom\nPunktet behandles for lukkede døre.\n24/77\nBeslutning\nKøbt for 3 mio. kr.",
        "LUKKET MØDE\nPunkt 2: Køb af ejendom\n24/77\nBeslutning\nKøbt for 3 mio. kr.",
    ],
)
def test_nothing_of_a_closed_item_but_its_title_becomes_a_passage(item: str) -> None:
    minutes = parsed(
        "Økonomiudvalget den 3. maj 2022\nPunkt 1: Budget\n24/76\nBeslutning\nGodkendt.\n" + item
    )
    closed = minutes.items[-1]
    assert (closed.title, closed.public, closed.sections) == ("Køb af ejendom", False, ())
    shown = [p.span.of(minutes.document.text) for p in split_passages(minutes)]
    assert not any("3 mio" in text for text in shown)
    assert any("Køb af ejendom" in text for text in shown)


def test_a_table_of_contents_is_not_taken_for_items() -> None:
    minutes = parsed(
        "Referat\nByrådet onsdag den 4. maj 2022\nIndholdsfortegnelse\n1. Budget for 2023 ........ 2\n"
        "2. En meget lang titel om en lokalplan for et område ved\nhavnen ......... 3",
        "1. Budget for 2023\nSag 22/1\nBeslutning\nGodkendt.",
        "2. En meget lang titel om en lokalplan for et område ved\nhavnen\nSag 22/2\nBeslutning\nGodkendt.",
    )
    assert [item.title for item in minutes.items] == [
        "Budget for 2023",
        "En meget lang titel om en lokalplan for et område ved havnen",
    ]


def test_an_attachment_called_indstilling_is_no_recommendation() -> None:
    minutes = parsed(
        "Byrådet 04-05-2022\nPunkt 1: Budget\n22/101\nBeslutninger\nGodkendt.\nBilag\nIndstilling\nBilag 1: Tal\n"
        "Punkt 2: Regnskab\n22/102\nBeslutninger\nGodkendt."
    )
    assert [kind for kind, _ in _kinds(minutes, minutes.items[0])] == [
        "header",
        "decision",
        "attachments",
    ]


def test_crosses_in_an_attendance_table_make_nobody_absent() -> None:
    minutes = parsed(
        "Protokol for Ældrerådet\nDato: 5. december 2022\nTil stede\nAfbud\nKirsten Munk\nX\nEgon Lade\nX\n"
        "Sag nr. 1 Madservice\nJ.nr. 22/5\nBeslutning\nDrøftet.\nSag nr. 2 Budget\nJ.nr. 22/6\nBeslutning\nGodkendt."
    )
    assert not [s for s in minutes.front if s.kind is SectionKind.ABSENT]


def test_an_unknown_layout_is_one_searchable_item() -> None:
    minutes = parsed("Kære borger\nVi har glemt alle overskrifter.\n\nMen teksten er her.")
    assert len(minutes.items) == 1
    assert minutes.items[0].number is None
    assert minutes.meeting.date is None
    assert "teksten er her" in " ".join(
        p.span.of(minutes.document.text) for p in split_passages(minutes)
    )


def test_an_agenda_is_not_minutes() -> None:
    text = "Dagsorden\nByrådet 04-05-2022\nPunkt 1: Budget\n22/1\nIndstilling\nat budgettet godkendes\nBeslutning\n"
    assert parsed(text).kind is DocumentKind.AGENDA
    assert parsed(text + "Godkendt.").kind is DocumentKind.MINUTES


def test_a_time_table_is_not_a_list_of_items() -> None:
    minutes = parsed(
        "Punkter til behandling\nÅben sag\nSagsfremstilling\n10.00-\n10.30\nFrokost\n13.00 Kaffe\n"
        "Indstilling\nat punkterne behandles."
    )
    assert [(i.number, i.title) for i in minutes.items] == [(None, "Punkter til behandling")]


def test_the_abbreviation_of_a_body_is_learnt_where_it_is_explained() -> None:
    minutes = parsed("Sagen sendes til Teknik- og Miljøudvalget (TMU) og derefter til Byrådet.")
    assert minutes.abbreviations == (("TMU", "Teknik- og Miljøudvalget"),)


_LINES = st.sampled_from(
    [
        "Punkt 1: Budget", "2. Veje", "Sagsnr.: 22/7", "Beslutning", "Godkendt.", "Indstilling", "at det godkendes",
        "Bilag", "Fraværende: Ida Holm (A)", "Lukket sag", "Indholdsfortegnelse", "Budget ........ 3", "Side 2 af 9",
        "En lang sætning om skoler, veje og børnehaver i kommunen.", "", "Underskriftsblad", "LUKKET MØDE",
        "Beslutning i Byrådet den 03-05-2022", "Udvalg: Byrådet", "Dato: 03-05-2022", "## x", "X",
        "Sagsnr. 22/8\tBudget", "Åben sag", "Åbne punkter", "7.\tVeje\tLukket", "Sag nr. 4 (Åben)   J.nr. 22/9",
        "Indstilling og beslutning", "Forvaltningen foreslår, at vejen lukkes.",
        "- Økonomi", "=======", "Ad 1. Godkendt.",
        "Baggrund: Vejen er smal.", "Sagsnr.", "22/10", "3", "Økonomiudvalget, 03-04-2019, pkt. 42", "at",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_LINES, max_size=14), min_size=1, max_size=4))
def test_every_word_is_in_exactly_one_place(pages: list[list[str]]) -> None:
    """The law of the parser: no text is lost and none is counted twice."""
    pages[0].append("Ord")
    document = document_of(*("\n".join(page) for page in pages))
    minutes = parse_minutes(document)
    _assert_covered(document, minutes)


_GOLDEN = Path(__file__).parents[3] / "eval" / "reading" / "dev" / "documents"


@pytest.mark.parametrize("name", sorted(path.name for path in _GOLDEN.iterdir()))
def test_every_word_of_a_golden_document_is_in_exactly_one_place(name: str) -> None:
    document = read_document(_GOLDEN / name)
    _assert_covered(document, parse_minutes(document))


def _assert_covered(document: Document, minutes: Minutes) -> None:
    spans = [s.span for s in minutes.front]
    spans += [s.span for item in minutes.items for s in item.sections]
    spans += [*minutes.noise, *minutes.withheld]
    for item in minutes.items:
        starts = [s.start for s in spans if s in item.span]
        spans.append(Span(item.span.start, min(starts, default=item.span.end)))
    spans.sort()
    for before, after in pairwise(spans):
        assert before.end <= after.start, "two places hold the same text"
    covered = "".join(span.of(document.text) for span in spans)
    assert _words(covered) == _words(document.text)


def _words(text: str) -> list[str]:
    """A line drawn with characters is no word."""
    return [word for word in text.split() if any(c.isalnum() for c in word)]
