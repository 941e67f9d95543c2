"""Questions that ask the same of two things: each is looked for by itself."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.question.parts import joined_parts
from tests.assistant.minutes import assistant_of

_OLD = """Lyngsø Kommune
Referat
Kulturudvalget
Møde den 6. juni 2017

1. Skabe til Nordby Skole
Sag 17/31
Sagsfremstilling
Der købes 120 skabe til elevernes tasker. Skabene koster 64.000 kr.
Beslutning
Godkendt.

2. Rabat for søskende i musikskolen
Sag 17/32
Sagsfremstilling
Forvaltningen foreslår, at rabatten for søskende sættes ned til 15 procent.
Beslutning
Udvalget fastholder rabatten for søskende på 25 procent.
"""

_NEW = """Lyngsø Kommune
Referat
Kulturudvalget
Møde den 4. maj 2021

1. Nye skabe til Nordby Skole
Sag 21/31
Sagsfremstilling
De gamle skabe er slidt. Nye skabe koster 97.000 kr.
Beslutning
Godkendt.

2. Rabat for søskende i musikskolen 2021/22
Sag 21/32
Sagsfremstilling
Musikskolen mangler penge.
Beslutning
Rabatten for søskende sættes ned til 20 procent.

3. Fart på Bakkevej i Østerlund
Sag 21/33
Sagsfremstilling
Gennem Østerlund kører der 1.940 biler i døgnet.
Beslutning
Der sættes skilte op.

4. Fart på Engvej i Vesterlund
Sag 21/34
Sagsfremstilling
Gennem Vesterlund kører der 2.310 biler i døgnet.
Beslutning
Taget til efterretning.
"""

held = assistant_of({"2017-06-06.txt": _OLD, "2021-05-04.txt": _NEW})


def _quotes(assistant: Assistant, text: str) -> str:
    return " ".join(citation.quote for citation in assistant.ask(text).citations)


def test_each_year_is_told_from_its_own_item(held: Assistant) -> None:
    quotes = _quotes(held, "Hvad kostede skabene til Nordby Skole i 2017 og de nye i 2021?")
    assert "64.000 kr." in quotes
    assert "97.000 kr." in quotes


def test_each_place_is_told_where_the_greater_number_is_asked_for(held: Assistant) -> None:
    quotes = _quotes(held, "Hvor er der flest biler, gennem Østerlund eller gennem Vesterlund?")
    assert "1.940" in quotes
    assert "2.310" in quotes


def test_what_was_decided_is_told_for_each_year_of_the_meetings(held: Assistant) -> None:
    quotes = _quotes(held, "Hvad blev besluttet om rabatten for søskende i 2017 og i 2021?")
    assert "25 procent" in quotes
    assert "20 procent" in quotes


def test_what_is_told_of_one_answers_nothing_of_the_other(held: Assistant) -> None:
    answer = held.ask("Hvor mange biler kører der gennem Østerlund og gennem Sønderlund?")
    assert "2.310" not in answer.text
    assert not answer.answered or "»gennem Sønderlund«" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår bygges stien mellem Østerlund og Vesterlund?",
        "Hvem er formand for Kultur- og Fritidsudvalget i 2021?",
        "Hvad laver forvaltningen for Kultur og Fritid?",
        "Kører bussen fra Østerlund og til Vesterlund?",
        "Hvad koster vand og varme?",
    ],
)
def test_what_is_one_thing_is_asked_as_one(question: str) -> None:
    assert joined_parts(question) == ()


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Hvad er dyrest: hallen i Østerlund eller hallen i Vesterlund?",
            ["Hvad koster hallen i Østerlund?", "Hvad koster hallen i Vesterlund?"],
        ),
        (
            "Hvor meget blev flyttet på drift, og hvor meget på anlæg?",
            ["Hvor meget blev flyttet på drift?", "Hvor meget blev flyttet på anlæg?"],
        ),
        (
            "Hvor meget gik til stier i 2019, 2020 og 2021?",
            [f"Hvor meget gik til stier i {year}?" for year in (2019, 2020, 2021)],
        ),
        (
            "Hvor meget fik klubben i 2021 i forhold til året før?",
            ["Hvor meget fik klubben i 2021?", "Hvor meget fik klubben i 2020?"],
        ),
        (
            "Var prisen på vand højere i 2021 end i 2019?",
            [f"Hvor høj var prisen på vand i {year}?" for year in (2021, 2019)],
        ),
        (
            "Er det dyrere at leje hallen i Østerlund end i Vesterlund?",
            [f"Hvad koster det at leje hallen i {place}?" for place in ("Østerlund", "Vesterlund")],
        ),
    ],
)
def test_each_part_has_what_all_share(question: str, parts: list[str]) -> None:
    assert [part.text for part in joined_parts(question)] == parts
