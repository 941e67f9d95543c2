"""Who made a thing is told by a sentence of its making, and by no other sentence about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Kulturudvalget
Møde den 4. juni 2024

1. Havnebyens app
Sag 24/101
Sagsfremstilling
Havnebyens app viser byens statuer. Kulturafdelingen har lagt en plan for brugen af havnebyens app.
{made}

Beslutning
Taget til efterretning.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Hvem har udviklet havnebyens app?",
        "Hvem har lavet havnebyens app?",
        "Hvem er havnebyens app udviklet af?",
    ],
)
@pytest.mark.parametrize(
    ("made", "answered"),
    [
        ("Appen er gratis.", False),
        ("Kulturafdelingen har udarbejdet et budget for havnebyens app.", False),
        ("Statuerne i havnebyen er udført af Krabsen & Holm ApS.", False),
        ("Den er udviklet af Krabsen & Holm ApS.", True),
        ("Havnebyens app er udviklet af Krabsen & Holm ApS.", True),
    ],
)
def test_who_made_a_thing_is_told_by_its_making(
    tmp_path: Path, question: str, made: str, answered: bool
) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES.format(made=made)}) as assistant:
        answer = assistant.ask(question)
    assert answer.answered is answered
    assert ("Krabsen & Holm" in answer.text) is answered
