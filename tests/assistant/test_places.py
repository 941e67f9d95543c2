"""Where something is or is to be is told by a place, and by no other sentence about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Teknikudvalget
Møde den 4. juni 2024
Mødested:
Krabbesalen

1. Forsøg med en skaterbane
Sag 24/101
Sagsfremstilling
En gruppe unge ønsker en skaterbane. I dag har kommunen ingen skaterbane, selv om mange bruger brættet.
{place}
Skaterbanen er 40 meter lang.

Beslutning
Drøftet.
"""


@pytest.mark.parametrize(
    "place",
    [
        "Skaterbanen kan ligge på den gamle tømmerplads bag Krabbehallen.",
        "Skaterbanen kan for eksempel ligge ved Sandbugten.",
        "Skaterbanen kan ligge på Fyrtårnsvej.",
    ],
)
def test_where_a_thing_is_to_be_is_told_by_the_sentence_with_its_place(
    tmp_path: Path, place: str
) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES.format(place=place)}) as assistant:
        answer = assistant.ask("Hvor skal skaterbanen ligge?")
    assert [c.quote for c in answer.citations if c.quote != "Drøftet."] == [place]


@pytest.mark.parametrize(
    "place",
    [
        "Skaterbanen er i høring.",
        "Skaterbanen behandles i Teknikudvalget og på mødet i Socialdemokratiet.",
    ],
)
def test_where_nothing_tells_a_place_that_is_said(tmp_path: Path, place: str) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES.format(place=place)}) as assistant:
        answer = assistant.ask("Hvor skal skaterbanen ligge?")
    assert not answer.answered
    assert "De nærmeste sager siger ikke hvor." in answer.text


def test_a_hall_under_the_label_of_the_place_is_where_the_meeting_was(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES.format(place="")}) as assistant:
        answer = assistant.ask("Hvor holdt Teknikudvalget møde?")
    assert "Krabbesalen" in answer.text
    assert "skaterbane" not in answer.text
