"""A fact beside the one that is asked for is no answer: a firm, an age, a salary, a period, the last time."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Fritidsudvalget
Møde den 4. juni 2024
Medlemmer: Tove Holm (F) - formand, Bodil Krag (V)

1. Klatrevæg i Sandbugten
Sag 24/101
Sagsfremstilling
Som første skridt bygges en klatrevæg i samarbejde mellem Teknik og Miljø og Kultur og Fritid.
Klatrevæggen har været ønsket af mange. Arbejdsgruppen om klatrevæggen begynder i maj 2024 og slutter i maj 2025.
Arbejdsgruppen om klatrevæggen har fire temaer.

Beslutning
Sendes til Byrådet.
"""

_BEFORE = """Referat
Fritidsudvalget
Møde den 5. marts 2024

1. Klatrevæg i Sandbugten
Sag 24/101
Beslutning
Udsat.
"""


fritid = assistant_of({"2024-06-04.txt": _MINUTES, "2024-03-05.txt": _BEFORE})


@pytest.mark.parametrize(
    "question",
    [
        "Hvilket firma skal bygge klatrevæggen i Sandbugten?",
        "Hvor gammel er klatrevæggen i Sandbugten?",
        "Hvad får formanden for Fritidsudvalget i løn?",
    ],
)
def test_a_fact_beside_the_one_asked_for_is_not_told(fritid: Assistant, question: str) -> None:
    assert not fritid.ask(question).answered


def test_how_long_is_told_by_the_beginning_and_the_end(fritid: Assistant) -> None:
    text = fritid.ask("Hvor lang tid skal arbejdsgruppen om klatrevæggen arbejde?").text
    assert "slutter i maj 2025" in text
    assert "temaer" not in text


def test_when_a_case_was_last_treated_is_its_last_meeting(fritid: Assistant) -> None:
    answer = fritid.ask("Hvornår var klatrevæggen sidst oppe i Fritidsudvalget?")
    assert "4. juni 2024" in answer.text
    assert "5. marts 2024" not in answer.text
