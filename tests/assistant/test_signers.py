"""Who put a proposal forward: its title and those who signed it, and never who disagreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.question.understanding import kind_of
from assistant.types import Kind
from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Krabsø Byråd
Møde den 4. juni 2024

1. Forslag fra SF og V om halv pris på leje af kajakker
Sag 24/101
Sagsfremstilling
Lejen af kajakker er steget. Prisen bør halveres, så alle kan ro.
På vegne af Socialistisk Folkeparti og Venstre
Tove Krabsen & Bodil Holm

Beslutning
Fremsendes med ændringsforslaget fra Det Konservative Folkeparti til Fritidsudvalget.
Liberal Alliance kunne ikke tiltræde forslaget.

2. Kommissorium for udvalget om kajakker
Sag 24/102
Sagsfremstilling
Udvalget om kajakker har en formand. Formanden for udvalget får et vederlag. Udvalget refererer til Økonomiudvalget.

Beslutning
Godkendt.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Hvem foreslog halv pris på leje af kajakker?",
        "Hvilke byrådsmedlemmer stillede forslaget om halv pris på kajakker?",
    ],
)
def test_who_proposed_is_told_by_the_title_and_by_those_who_signed(
    tmp_path: Path, question: str
) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES}) as assistant:
        answer = assistant.ask(question)
    assert "Forslag fra SF og V om halv pris" in answer.text
    assert "Tove Krabsen & Bodil Holm" in answer.text
    assert "Liberal Alliance" not in answer.text


def test_who_wanted_it_changed_is_not_who_disagreed(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES}) as assistant:
        answer = assistant.ask("Hvem stillede ændringsforslag om kajakkerne?")
    assert "ændringsforslaget fra Det Konservative Folkeparti" in answer.text
    assert "Liberal Alliance" not in answer.text


def test_who_was_chosen_for_an_office_is_told_by_a_name(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES}) as assistant:
        answer = assistant.ask("Hvem blev valgt til formand for udvalget om kajakker?")
    assert not answer.answered
    assert "Navnet står ikke i de nærmeste sager." in answer.text


def test_a_question_for_a_proposer_is_none_for_the_price_that_was_proposed() -> None:
    assert kind_of("Hvem foreslog at sænke prisen?") is Kind.WHO
    assert kind_of("Hvilke medlemmer foreslog det?") is Kind.WHO
    assert kind_of("Hvilke forslag blev stillet?") is Kind.LIST
