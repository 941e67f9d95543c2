"""Questions that ask two things in one sentence."""

from __future__ import annotations

from pathlib import Path

from tests.assistant.minutes import assistant_over

_TREES = """Lyngsø Kommune
Referat
Teknisk Udvalg
Møde den 4. juni 2024

1. Fældning af træer i Parkgade
Sag 24/31
Sagsfremstilling
I Parkgade fældes 14 syge lindetræer til efteråret. Der plantes navr i stedet for lindetræerne.
Fældningen koster 85.000 kr.
Beslutning
Godkendt.

2. Regnskab for vandværket
Sag 24/32
Sagsfremstilling
Vandværket har haft et overskud på 12.000 kr.
Beslutning
Godkendt.
"""


def test_of_a_question_of_two_parts_the_second_is_answered_too(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _TREES}) as assistant:
        answer = assistant.ask("Hvor mange træer fældes i Parkgade, og hvad koster det?")
    assert "14" in answer.citations[0].quote
    assert any("85.000 kr." in c.quote for c in answer.citations[1:])
