"""What a question takes for granted is told as it was: who was absent, what was decided, how a vote ended."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Havneudvalget
Møde den 14. maj 2024

1. Bådrampe ved Fiskerkajen
Sag 24/501
Sagsfremstilling
Bådrampen ved Fiskerkajen koster 310.000 kr. Rampen ønskes, fordi der er mange joller.

Beslutning
Udsat. Udvalget ønsker at afvente målingerne af havbunden.

2. Forslag om gratis vinterplads
Sag 24/502
Sagsfremstilling
Liste B foreslår, at vinterpladsen bliver gratis for joller.

Beslutning
Forslaget om gratis vinterplads blev sat til afstemning. For stemte 2: B (2). Imod stemte 5: A (3) og V (2).
Forslaget blev dermed forkastet. Navnet Jollehjørnet fandt ikke tilslutning.

3. Belægning på Sejlerpladsen
Sag 24/503
Sagsfremstilling
Sejlerpladsen kan belægges med asfalt eller med sten. Asfalten er valgt frem, fordi den er billig at feje.

Indstilling
Forvaltningen indstiller, at Sejlerpladsen belægges med brosten fra bruddet.

Beslutning
Godkendt.

4. Toiletter ved slæbestedet
Sag 24/504
Sagsfremstilling
Der mangler toiletter ved slæbestedet.

Beslutning
Udvalget vedtog toiletterne. Grethe Holmsted (V) stemte imod.

Fraværende: Ole Kragh (B)
"""
havnen = assistant_of({"2024-05-14.txt": _MINUTES})


def test_what_is_awaited_is_why_a_case_is_put_off(havnen: Assistant) -> None:
    answer = havnen.ask("Hvorfor udsatte udvalget bådrampen ved Fiskerkajen?")
    assert "afvente målingerne" in answer.text
    assert "mange joller" not in answer.text


def test_a_yes_that_was_none_is_corrected(havnen: Assistant) -> None:
    answer = havnen.ask("Hvorfor sagde udvalget ja til bådrampen ved Fiskerkajen?")
    assert "noget andet, end spørgsmålet" in answer.text
    assert "Udsat." in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange stemte for gratis vinterplads?",
        "Hvad blev stemmetallene om gratis vinterplads til joller?",
    ],
)
def test_a_vote_is_told_with_both_sides_and_its_end(havnen: Assistant, question: str) -> None:
    text = havnen.ask(question).text
    assert "For stemte 2" in text
    assert "Imod stemte 5" in text
    assert "dermed forkastet" in text


def test_what_found_no_support_is_told_of_a_vote(havnen: Assistant) -> None:
    answer = havnen.ask("Hvem stemte for navnet Jollehjørnet om vinterplads?")
    assert "fandt ikke tilslutning" in answer.text


def test_why_something_was_chosen_is_told_with_what_was(havnen: Assistant) -> None:
    answer = havnen.ask("Hvorfor valgte udvalget asfalt på Sejlerpladsen?")
    assert "brosten fra bruddet" in answer.text


def test_of_who_was_absent_no_vote_is_explained(havnen: Assistant) -> None:
    answer = havnen.ask("Hvorfor stemte Ole Kragh imod toiletterne ved slæbestedet?")
    assert answer.text.startswith("Som fraværende")
    assert answer.text.count("Ole Kragh") == 1
    assert not havnen.ask("Hvorfor stemte Bent Riis imod toiletterne ved slæbestedet?").answered
