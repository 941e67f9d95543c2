"""What is asked over the items of a meeting: who took no part in one, what was proposed and sent on."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Krabsø Byråd
Møde den 4. juni 2024

1. Forslag fra SF om en skaterbane
Sag 24/101
Beslutning
Fremsendes til Fritidsudvalget. Tove Holm (F) deltog ikke i sagens behandling.

2. Salg af fyrtårnet
Sag 24/102
Beslutning
Godkendt.

3. Lokalplan for havnen
Sag 24/103
Beslutning
Sendes til Teknisk Udvalg. Tove Holm (F) deltog ikke i sagens behandling.

4. Forslag fra V om en molebod
Sag 24/104
Beslutning
Sendes til direktionen.
"""


krabsoe = assistant_of({"2024-06-04.txt": _MINUTES})


def test_who_took_no_part_is_told_of_the_item_that_is_asked_about(krabsoe: Assistant) -> None:
    text = krabsoe.ask("Hvem deltog ikke i behandlingen af lokalplanen?").text
    assert "Lokalplan for havnen" in text
    assert "skaterbane" not in text


def test_where_everybody_took_part_nobody_of_another_item_is_told(krabsoe: Assistant) -> None:
    answer = krabsoe.ask("Hvem var ikke med til at behandle salget af fyrtårnet?")
    assert "Tove Holm" not in answer.text
    assert "Hverken mødets liste eller det punkt" in answer.text


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Hvor mange forslag kom der fra Venstre?", ["molebod"]),
        ("Hvor mange beslutningsforslag var der på byrådsmødet?", ["molebod", "skaterbane"]),
        ("Hvor mange sager blev sendt til udvalg?", ["Lokalplan", "skaterbane"]),
    ],
)
def test_proposals_and_what_was_sent_to_committees_are_counted(
    krabsoe: Assistant, question: str, titles: list[str]
) -> None:
    text = krabsoe.ask(question).text
    held = ["fyrtårnet", "Lokalplan", "molebod", "skaterbane"]
    assert [title for title in held if title in text] == sorted(titles, key=held.index)


def test_the_number_of_a_case_is_no_subject(krabsoe: Assistant) -> None:
    assert "24/102" in krabsoe.ask("Hvad er sagsnummeret på salget af fyrtårnet?").text
