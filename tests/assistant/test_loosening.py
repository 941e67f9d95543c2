"""A filter that was only inferred hides nothing: it is loosened, and the answer says so."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_HEAD = "Referat fra mødet i Teknisk Udvalg den {day}\n\n"
held = assistant_of(
    {
        "2021-03-04.txt": _HEAD.format(day="4. marts 2021")
        + "1. Ny bro over åen\nSagsfremstilling\nBroen bygges ved Møllevej og koster 4,2 mio. kr. "
        "Den gamle bro er rådden.\nBeslutning\nGodkendt.\n",
        "2021-08-12.txt": _HEAD.format(day="12. august 2021")
        + "1. Vinterberedskab\nSagsfremstilling\nDer indkøbes to nye sneplove til 900.000 kr.\n"
        "Beslutning\nGodkendt.\n",
    }
)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster den nye bro over åen, som Teknisk Udvalg så på i august 2021?",
        "Hvor bygges broen over åen, som blev behandlet i august 2021?",
    ],
)
def test_a_period_without_the_answer_is_left_and_that_is_told(
    held: Assistant, question: str
) -> None:
    answer = held.ask(question)
    assert "Møllevej" in answer.text
    assert answer.text.startswith("Jeg fandt ikke svaret i referater")
    assert "august 2021" in answer.text.split("\n\n")[0]


def test_within_the_period_nothing_is_said_of_it(held: Assistant) -> None:
    answer = held.ask("Hvad koster sneplovene fra august 2021?")
    assert "900.000" in answer.text
    assert "derfor søgt i alle" not in answer.text
