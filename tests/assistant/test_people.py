"""Who was there, who leads and who sits in a body is told from the fronts of minutes."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer
from tests.assistant.minutes import assistant_of

_BUILDING = """Referat
Teknisk Udvalg
Møde den 1. marts 2022

Til stede
Ida Holm (A), formand
Per Lund (V), næstformand
Eva Krog (F)

Fraværende: Ole Toft (V)

1. Belysning i Gågaden
Sag 22/31
Sagsfremstilling
Formanden for handelsforeningen har skrevet til forvaltningen.

Beslutning
Godkendt.
"""
_COUNCIL = """Referat
Elleby Byråd
Møde den 5. april 2022

Medlemmer: Lise Holst (A), borgmester, Per Lund (V), Eva Krog (F)

1. Budgetopfølgning
Sag 22/40
Beslutning
Taget til efterretning.
"""


assistant = assistant_of({"tu.txt": _BUILDING, "by.txt": _COUNCIL})


def _quotes(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


def test_those_present_are_quoted_under_their_label_and_those_absent_beside(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Hvem deltog i mødet i Teknisk Udvalg?")
    assert "Under »Til stede«" in answer.text
    assert "Ida Holm (A)" in _quotes(answer)
    assert "Eva Krog (F)" in _quotes(answer)
    assert "fraværende" in answer.text
    assert "Ole Toft (V)" in _quotes(answer)


def test_who_is_asked_about_by_name_is_shown_with_those_absent(assistant: Assistant) -> None:
    answer = assistant.ask("Var Ida Holm til stede den 1. marts 2022?")
    assert "Ida Holm (A)" in _quotes(answer)
    assert "Ole Toft (V)" in _quotes(answer)


@pytest.mark.parametrize("verb", ["Var Ole Toft til stede på mødet", "Deltog Ole Toft i mødet"])
def test_of_someone_who_was_away_that_is_told(assistant: Assistant, verb: str) -> None:
    answer = assistant.ask(f"{verb} i Teknisk Udvalg den 1. marts 2022?")
    assert "fraværende" in answer.text
    assert _quotes(answer) == "Ole Toft (V)"


def test_who_sat_with_others_at_a_meeting_was_there(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem sad med til mødet i Teknisk Udvalg?")
    assert "Ida Holm (A)" in _quotes(answer)
    assert assistant.ask("Deltog Ida Holm i mødet den 1. marts 2022?").answered


def test_a_list_of_members_is_not_called_a_list_of_those_present(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem sidder i byrådet?")
    assert "Til stede" not in answer.text
    assert "Medlemmer" in answer.text
    assert "Lise Holst (A)" in _quotes(answer)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Hvem er formand for Teknisk Udvalg?", "Ida Holm"),
        ("Hvem er borgmester?", "Lise Holst"),
        ("Hvilket parti er Lise Holst fra?", "Lise Holst (A)"),
    ],
)
def test_leaders_and_parties(assistant: Assistant, question: str, name: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered
    assert name in _quotes(answer)


def test_the_chair_of_something_else_is_not_that_of_a_body(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem er formand for ungdomsrådet?")
    assert "Ida Holm" not in answer.text


def test_no_mayor_is_made_of_a_chair(assistant: Assistant) -> None:
    assert "Ida Holm" not in assistant.ask("Hvem er borgmester?").text
