"""Questions that ask two things in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.minutes import assistant_over

_TREES = """Lyngsø Kommune
Referat
Teknisk Udvalg
Møde den 4. juni 2024

1. Fældning af træer i Parkgade
Sag 24/31
Sagsfremstilling
I Parkgade fældes 14 syge lindetræer til efteråret. Der plantes navr i stedet for lindetræerne.
Fældningen koster 85.000 kr.
Beslutning
Godkendt.

2. Regnskab for vandværket
Sag 24/32
Sagsfremstilling
Vandværket har haft et overskud på 12.000 kr.
Beslutning
Godkendt.

3. Placering af ny brandstation
Sag 24/33
Sagsfremstilling
Forvaltningen foreslår grunden på Mosevej til brandstationen.
Beslutning
Udvalget vælger grunden på Engvej, da Mosevej er for smal til brandbiler.
"""


def test_of_a_question_of_two_parts_the_second_is_answered_too(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask("Hvor mange træer fældes i Parkgade, og hvad koster det?")
    assert "14" in answer.citations[0].quote
    assert any("85.000 kr." in c.quote for c in answer.citations[1:])


def test_a_second_question_of_another_case_is_answered_from_that(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask(
            "Hvor mange træer fældes i Parkgade, og hvorfor er Mosevej valgt fra til brandstationen?"
        )
    assert "14" in answer.citations[0].quote
    assert any("for smal til brandbiler" in c.quote for c in answer.citations[1:])


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Hvad er besluttet om brandstationen, og hvor mange syge lindetræer fældes i Parkgade?",
            "vælger grunden på Engvej",
            "14 syge lindetræer",
        ),
        (
            "Hvor stort overskud har vandværket, og hvad koster fældningen af lindetræerne i Parkgade?",
            "12.000 kr.",
            "85.000 kr.",
        ),
    ],
)
def test_what_is_best_met_by_the_second_case_does_not_answer_of_the_first(
    tmp_path: Path, question: str, first: str, second: str
) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask(question)
    assert first in answer.citations[0].quote
    assert any(second in c.quote for c in answer.citations[1:])


def test_the_first_is_answered_where_nothing_tells_the_second(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask(
            "Hvor mange træer fældes i Parkgade, og hvilket firma kører flisen til varmeværket?"
        )
    assert "14" in answer.citations[0].quote
    assert "12.000" not in answer.text


def test_what_a_committee_said_of_it_is_what_it_decided(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask(
            "Hvilken grund ville forvaltningen have til brandstationen, og hvad sagde udvalget?"
        )
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "Mosevej" in quotes
    assert "vælger grunden på Engvej" in quotes


def test_what_neither_is_told_is_not_answered(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask(
            "Hvornår blev lindetræerne i Parkgade beskåret, og hvilket firma gjorde det?"
        )
    assert not answer.answered


_FRONT = """Lyngsø Landsbyråd
Referat fra mødet den 3. april 2024 i Nordby Forsamlingshus

Til stede: Ida Holm, Bo Lund, Per Dahl som suppleant for Eva Brink
Afbud: Eva Brink

1. Legeplads i Nordby
Beslutning
Rådet søger penge til en legeplads.
"""


def test_who_came_instead_is_told_beside_who_was_away(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-04-03.txt": _FRONT}) as assistant:
        answer = assistant.ask(
            "Hvem meldte afbud til mødet i Landsbyrådet 3. april 2024, og hvem kom i stedet?"
        )
    assert "Per Dahl som suppleant" in " ".join(citation.quote for citation in answer.citations)
