"""A vote is told in numbers only where the minutes' numbers agree with their names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.types import Answer
from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Byrådet
Møde den 4. juni 2024

1. Ny havnemur ved Sydkajen
Sag 24/101
Sagsfremstilling
Muren ved Sydkajen er revnet.

Beslutning
Godkendt. {vote}
"""
_QUESTION = "Hvordan blev der stemt om havnemuren ved Sydkajen?"


def _answer(folder: Path, vote: str) -> Answer:
    with assistant_over(folder, {"2024-06-04.txt": _MINUTES.format(vote=vote)}) as assistant:
        return assistant.ask(_QUESTION)


def _own_words(answer: Answer) -> str:
    return re.sub(r"»[^«]*«", "", answer.text)


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        ("For: 17. Imod: 6 (A).", "17 for og 6 imod"),
        (
            "For: 17. Imod: 6 (A). Undlod at stemme: 2.",
            "17 for, 6 imod og 2, der ikke stemte",
        ),
        (
            "For stemte 2 (Ida Holm (A), Per Lund (V)). Imod stemte 1 (Bo Krag (C)).",
            "2 for og 1 imod",
        ),
    ],
)
def test_a_vote_that_reconciles_is_told_in_numbers(tmp_path: Path, vote: str, told: str) -> None:
    answer = _answer(tmp_path, vote)
    assert told in _own_words(answer)
    assert any(vote[:8] in c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "vote",
    [
        "For: 3 (Ida Holm (A), Per Lund (V)). Imod: 1 (Bo Krag (C)).",
        "For: 17. Imod: 6. Af de 25 fremmødte stemte alle.",
        "Punkt 1: For: 17. Imod: 6. Punkt 2: For: 12. Imod: 11.",
        "For stemte A og V. Imod stemte C.",
        "Bo Krag (C) stemte imod.",
        "For: 9 (A, V). Imod: 2 (Bo Krag (C)).",
    ],
)
def test_a_vote_that_does_not_reconcile_is_only_quoted(tmp_path: Path, vote: str) -> None:
    answer = _answer(tmp_path, vote)
    assert "Afstemningen endte" not in answer.text
    assert not re.search(r"\d+ for\b|\d+ imod\b", _own_words(answer))
    assert any("stemte" in c.quote or "Imod" in c.quote for c in answer.citations)


@pytest.mark.parametrize(
    ("vote", "is_said"),
    [
        ("Liste D tog forbehold.", True),
        ("Liste D tog forbehold. Liste K stemte imod.", False),
        ("Liste D kunne ikke tiltræde.", False),
    ],
)
def test_a_reservation_is_said_to_be_no_vote_against(
    tmp_path: Path, vote: str, is_said: bool
) -> None:
    minutes = {"2024-06-04.txt": _MINUTES.format(vote=vote)}
    with assistant_over(tmp_path, minutes) as assistant:
        answer = assistant.ask("Hvem stemte imod havnemuren ved Sydkajen?")
    assert ("et forbehold er ikke en stemme imod" in answer.text) is is_said
    assert "Liste D" in answer.text


@pytest.mark.parametrize(
    ("body", "is_said"), [("Teknisk Udvalg", True), ("Havneudvalget", True), ("Byrådet", False)]
)
def test_that_a_committee_took_no_vote_is_said(tmp_path: Path, body: str, is_said: bool) -> None:
    minutes = {"2024-06-04.txt": _MINUTES.format(vote="Liste D stemte imod.")}
    with assistant_over(tmp_path, minutes) as assistant:
        answer = assistant.ask(f"Hvem stemte imod havnemuren ved Sydkajen i {body}?")
    assert answer.text.startswith(f"Jeg fandt ingen afstemning i {body}.") is is_said
    assert "Liste D stemte imod." in answer.text


_WHY = """Referat
Byrådet
Møde den 4. juni 2024

1. Ny havnemur ved Sydkajen
Sag 24/101
Sagsfremstilling
Venstre har stillet forslag om en ny havnemur ved Sydkajen.
Ønsket er begrundet i, at muren ved Sydkajen er revnet, og at Sydkajen er et samlingspunkt.

Indstilling
Forvaltningen indstiller, at havnemuren ved Sydkajen bygges af hensyn til sikkerheden.

Beslutning
Indstillingen vedtaget. {vote} Ida Holm deltog ikke på grund af inhabilitet.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Hvorfor tog Socialdemokratiet forbehold i sagen om havnemuren ved Sydkajen?",
        "Hvorfor har Socialdemokratiet taget forbehold for havnemuren ved Sydkajen?",
        "Hvorfor stemte Socialdemokratiet imod havnemuren ved Sydkajen?",
        "Hvorfor var Socialdemokratiet imod havnemuren ved Sydkajen?",
        "Hvorfor kunne Socialdemokratiet ikke støtte havnemuren ved Sydkajen?",
    ],
)
def test_the_reason_for_a_case_is_no_reason_for_a_reservation(
    tmp_path: Path, question: str
) -> None:
    minutes = {"2024-06-04.txt": _WHY.format(vote="Socialdemokratiet tog forbehold.")}
    with assistant_over(tmp_path, minutes) as assistant:
        answer = assistant.ask(question)
    assert answer.text.startswith("Jeg fandt ingen begrundelse")
    assert [c.quote for c in answer.citations] == ["Socialdemokratiet tog forbehold."]


@pytest.mark.parametrize(
    "vote",
    [
        "Socialdemokratiet tog forbehold, fordi muren er for dyr.",
        "Socialdemokratiet tog forbehold. Gruppen finder, at muren er for dyr.",
        "Venstre stemte for. A tog forbehold med henvisning til, at muren er for dyr.",
    ],
)
def test_a_reason_that_stands_with_the_reservation_is_told(tmp_path: Path, vote: str) -> None:
    minutes = {"2024-06-04.txt": _WHY.format(vote=vote)}
    with assistant_over(tmp_path, minutes) as assistant:
        answer = assistant.ask(
            "Hvorfor tog Socialdemokratiet forbehold om havnemuren ved Sydkajen?"
        )
    assert "ingen begrundelse" not in answer.text
    assert "for dyr" in answer.text
    assert "samlingspunkt" not in answer.text
    assert "inhabilitet" not in answer.text


def test_the_reason_of_another_party_is_not_told(tmp_path: Path) -> None:
    vote = "Venstre stemte imod, fordi muren er for lav."
    with assistant_over(tmp_path, {"2024-06-04.txt": _WHY.format(vote=vote)}) as assistant:
        answer = assistant.ask(
            "Hvorfor tog Socialdemokratiet forbehold om havnemuren ved Sydkajen?"
        )
    assert not answer.answered


@pytest.mark.parametrize(
    ("vote", "is_said"),
    [
        ("Socialdemokratiet tog forbehold.", True),
        ("Liste D stemte imod punkt 2.", True),
        ("Seks medlemmer (A) stemte imod.", False),
        ("For: 17. Imod: 6 (A).", False),
        ("Imod stemte 6 (A).", False),
    ],
)
def test_that_no_number_of_votes_is_told_is_said_first(
    tmp_path: Path, vote: str, is_said: bool
) -> None:
    minutes = {"2024-06-04.txt": _MINUTES.format(vote=vote)}
    with assistant_over(tmp_path, minutes) as assistant:
        answer = assistant.ask("Hvor mange stemte for havnemuren ved Sydkajen?")
    assert answer.text.startswith("Et antal stemmer fremgår ikke") is is_said
    assert any(vote[-8:] in c.quote for c in answer.citations)
