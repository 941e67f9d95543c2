"""A body and a date beside the text of a field: whose decision it is, and that it is one."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.reading import read_content
from index.types import SectionKind


def _decisions(fields: str) -> list[tuple[str, str | None, date | None]]:
    """The decisions of an item with a recommendation and these fields: text, body, date."""
    text = (
        '<protokol organ="Byrådet" moededag="2015-02-03">'
        '<pkt nr="1" emne="Cykelsti langs Åvej" journal="15/882" adgang="Åben">'
        f"<indstilling>Det indstilles, at stien udvides.</indstilling>{fields}</pkt>"
        '<pkt nr="2" emne="Ny hal" journal="15/883" adgang="Åben"><indstilling>at den bygges</indstilling></pkt>'
        "</protokol>"
    )
    minutes = parse_minutes(read_content(text.encode()))
    assert [item.title for item in minutes.items] == ["Cykelsti langs Åvej", "Ny hal"]
    proposed = [s for s in minutes.items[0].sections if s.kind is SectionKind.RECOMMENDATION]
    assert [
        minutes.document.text[s.label.end : s.span.end].strip() for s in proposed if s.label
    ] == ["Det indstilles, at stien udvides."]
    return [
        (minutes.document.text[s.label.end : s.span.end].strip(), s.body, s.date)
        for s in minutes.items[0].sections
        if s.kind is SectionKind.DECISION and s.label
    ]


@pytest.mark.parametrize(
    "field",
    [
        '<behandling udvalg="Teknisk Udvalg" dato="2015-01-20">Udsat.</behandling>',
        '<behandling organ="Teknisk Udvalg" den="20. januar 2015"><p>Udsat.</p></behandling>',
        "<behandling><udvalg>Teknisk Udvalg</udvalg><dato>20-01-2015</dato><tekst>Udsat.</tekst></behandling>",
        '<forløb><behandling hvem="Teknisk Udvalg" dato="20.01.2015"><afsnit>Udsat.</afsnit></behandling></forløb>',
        '<beslutning udvalg="Teknisk Udvalg" dato="2015-01-20T16:00:00">Udsat.</beslutning>',
        '<trin udvalg="Teknisk Udvalg" dato="2015-01-20">Udsat.</trin>',
        '<trin udvalg="Teknisk Udvalg" dato="2015-01-20"><beslutning>Udsat.</beslutning></trin>',
    ],
)
def test_a_body_and_a_date_make_the_heading_of_a_decision(field: str) -> None:
    assert _decisions(field) == [("Udsat.", "Teknisk Udvalg", date(2015, 1, 20))]


def test_each_decision_keeps_its_own_body_and_date() -> None:
    assert _decisions(
        '<behandling udvalg="Teknisk Udvalg" dato="20-01-2015">Anbefales.</behandling>'
        '<behandling udvalg="Byrådet" dato="03-02-2015">Stien udvides fra 2016.</behandling>'
    ) == [
        ("Anbefales.", "Teknisk Udvalg", date(2015, 1, 20)),
        ("Stien udvides fra 2016.", "Byrådet", date(2015, 2, 3)),
    ]


@pytest.mark.parametrize(
    "field",
    [
        '<udtalelse fra="Ældrerådet" dato="2015-01-22">Rådet støtter stien.</udtalelse>',
        '<høring organ="Ældrerådet" dato="2015-01-22">Rådet støtter stien.</høring>',
        '<behandling type="Høring" organ="Ældrerådet" dato="2015-01-22">Rådet støtter stien.</behandling>',
        '<behandling type="Note" organ="Teknisk Udvalg" dato="2015-01-22">Borgerne mødte frem.</behandling>',
        '<behandling dato="2015-01-22">Forvaltningen skrev til ejerne.</behandling>',
    ],
)
def test_a_statement_with_a_body_and_a_date_is_no_decision(field: str) -> None:
    assert _decisions(field) == []


@pytest.mark.parametrize(
    "text",
    [
        "Forvaltningen indstiller, at stien udvides.",
        "Administrationen anbefaler, at stien udvides.",
        "Det indstilles, at stien også får lys.",
        "Det foreslås, at stien udvides.",
        "Enhedslisten foreslår, at stien udvides.",
    ],
)
@pytest.mark.parametrize("field", ["<tekst>{}</tekst>", "{}"])
def test_what_others_propose_to_a_body_is_not_its_decision(field: str, text: str) -> None:
    minutes = parse_minutes(
        read_content(
            '<protokol organ="Byrådet" moededag="2015-02-03">'
            '<pkt nr="1" emne="Cykelsti langs Åvej" journal="15/882" adgang="Åben">'
            "<beslutning>Udsat.</beslutning>"
            f'<behandling udvalg="Teknisk Udvalg" dato="2015-01-20">{field.format(text)}</behandling></pkt>'
            '<pkt nr="2" emne="Ny hal" journal="15/883" adgang="Åben"><beslutning>Godkendt.</beslutning></pkt>'
            "</protokol>".encode()
        )
    )
    sections = [
        (s.kind, minutes.document.text[s.label.end : s.span.end].strip())
        for s in minutes.items[0].sections
        if s.label
    ]
    assert sections[-2:] == [
        (SectionKind.DECISION, "Udsat."),
        (SectionKind.RECOMMENDATION, text),
    ]


@pytest.mark.parametrize(
    "text",
    ["Indstilles godkendt.", "Teknisk Udvalg indstiller, at stien udvides.", "Anbefales."],
)
def test_what_a_body_recommends_is_its_decision(text: str) -> None:
    treated = '<behandling udvalg="Teknisk Udvalg" dato="2015-01-20">'
    assert _decisions(f"{treated}<tekst>{text}</tekst></behandling>") == [
        (text, "Teknisk Udvalg", date(2015, 1, 20))
    ]


def test_when_a_decision_was_typed_is_not_when_it_was_made() -> None:
    found = _decisions('<beslutning created="2015-02-09">Udsat.</beslutning>')
    assert [text for text, *_ in found] == ["Udsat."]
    assert found[0][2] != date(2015, 2, 9)
