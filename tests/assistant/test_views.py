"""What a group or an institution thinks is told by what the minutes tell of them, and by nothing else."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Mosevig Kommune
Referat
Vejudvalget
Møde den 3. maj 2023

1. Fartbump på Lærkebakken
Sag 23/101
Sagsfremstilling
Beboerne på Lærkebakken har bedt om tre fartbump ud for legepladsen.
Politiet kan ikke anbefale bump på grund af busserne og foreslår i stedet en fartviser.
Beredskabet har ingen bemærkninger til de tre fartbump.
Brevet om fartbump er sendt til Trafikselskabet.
Indstilling
Forvaltningen indstiller, at der laves tre fartbump på Lærkebakken.
Beslutning
Der opsættes en fartviser.
"""

_COUNCIL = """Mosevig Kommune
Referat
Handicaprådet
Møde den 20. april 2023

1. Høring om brosten på Torvet
Sag 23/110
Sagsfremstilling
Torvet får nye brosten, som lægges i buer.
Beslutning
Rådet kan ikke anbefale brosten uden en jævn gangbane.
"""

minuted = assistant_of({"2023-05-03.txt": _MINUTES, "2023-04-20.txt": _COUNCIL})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad mente politiet om fartbump på Lærkebakken?", "foreslår i stedet en fartviser"),
        ("Hvad svarede beredskabet om fartbump på Lærkebakken?", "har ingen bemærkninger"),
        ("Hvad sagde handicapfolkene til brosten på Torvet?", "uden en jævn gangbane"),
    ],
)
def test_a_view_is_told_by_what_is_told_of_them(
    minuted: Assistant, question: str, told: str
) -> None:
    answer = minuted.ask(question)
    assert answer.answered
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad mente Trafikselskabet om fartbump på Lærkebakken?",
        "Hvad mente skolebestyrelsen om fartbump på Lærkebakken?",
    ],
)
def test_the_view_of_others_is_no_answer(minuted: Assistant, question: str) -> None:
    assert not minuted.ask(question).answered


def test_a_person_by_the_given_name_alone_is_asked_for_what_was_said(minuted: Assistant) -> None:
    text = minuted.ask("hvad sagde søren om fartbump på Lærkebakken").text
    assert "hvem der sagde hvad" in text
