"""Which items a party was against: over every item held, by the clause that names it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_COUNCIL = """Referat
Krabsø Byråd
Møde den 4. juni 2024

1. Ny molebod
Sag 24/101
Beslutning
Godkendt. Venstre og Tove Holm (F) stemte imod.

2. Salg af fyrtårnet
Sag 24/102
Beslutning
For stemte 12: A og V. Imod stemte 3: SF og Enhedslisten.

3. Hundeskov på heden
Sag 24/103
Beslutning
Godkendt. Venstre tog forbehold.

4. Leje af kajakker
Sag 24/104
Sagsfremstilling
Venstre stemte imod sidste år.
Beslutning
Godkendt.
"""

_COMMITTEE = """Referat
Teknikudvalget
Møde den 14. maj 2024

1. Belysning på molen
Sag 24/105
Beslutning
Anbefales af et flertal bestående af V og A. Imod: F.

2. Bænke i parken
Sag 24/106
Beslutning
Anbefales. Lise Ravn (V) kunne ikke tiltræde.
"""


krabsoe = assistant_of({"byraad-2024-06-04.txt": _COUNCIL, "teknik-2024-05-14.txt": _COMMITTEE})


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Hvilke sager stemte Venstre imod?", ["Bænke i parken", "Ny molebod"]),
        ("Hvad har Venstre stemt imod?", ["Bænke i parken", "Ny molebod"]),
        ("Hvilke sager kunne SF ikke støtte?", ["Belysning på molen", "Ny molebod", "Salg af"]),
        ("Hvilke punkter tog Venstre forbehold for?", ["Hundeskov på heden"]),
        ("Hvilke sager stemte Tove Holm imod?", ["Ny molebod"]),
        ("Hvilke sager stemte Venstre imod i Teknikudvalget?", ["Bænke i parken"]),
    ],
)
def test_the_items_that_someone_was_against_are_those_where_that_is_told(
    krabsoe: Assistant, question: str, titles: list[str]
) -> None:
    text = krabsoe.ask(question).text
    held = ["Ny molebod", "Salg af", "Hundeskov", "kajakker", "Belysning på molen", "Bænke i park"]
    told = [title for title in held if title in text]
    assert sorted(told) == sorted(h for h in held if any(h in t or t in h for t in titles))
    assert f": {len(titles)}. Optalt" in text


def test_that_nobody_is_told_to_be_against_it_is_said(krabsoe: Assistant) -> None:
    answer = krabsoe.ask("Hvilke sager stemte Liberal Alliance imod?")
    assert not answer.answered
    assert "Jeg fandt intet punkt, hvor der står, at Liberal Alliance var imod." in answer.text


def test_meetings_of_another_body_are_not_counted_for_the_one_asked_about(
    krabsoe: Assistant,
) -> None:
    held = krabsoe.ask("Hvor mange møder holdt Teknikudvalget i 2024?")
    assert "Der er 1 møde i Teknikudvalget" in held.text
    none = krabsoe.ask("Hvor mange møder holdt Teknikudvalget i 2023?")
    assert not none.answered
    assert "Der er ikke indlæst noget referat af et møde i Teknikudvalget (2023)." in none.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvem stemte imod på byrådsmødet den 4. juni 2024?",
        "Var der nogen, der var uenige på mødet den 4. juni 2024?",
    ],
)
def test_who_was_against_at_a_meeting_is_told_of_all_its_items(
    krabsoe: Assistant, question: str
) -> None:
    text = krabsoe.ask(question).text
    assert "nogen var imod" in text
    assert all(title in text for title in ("Ny molebod", "Salg af fyrtårnet"))
    assert "kajakker" not in text
    assert "Belysning" not in text
