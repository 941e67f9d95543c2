"""A yes or no that the minutes answer by the contrary of what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.minutes import assistant_over

_FORUM = """Referat
Integrationsrådet
Møde den 5. marts 2024

1. Opfølgning på dialogmøde med byrådet
Sag 24/1
Sagsfremstilling
Rådet mødtes med byrådet i februar. Fritidspas, sprogskoler og busruter blev drøftet.

Beslutning
Rådet tog orienteringen til efterretning.
Om legestuerne blev det oplyst, at de {verb} i deres nuværende form.
"""


@pytest.mark.parametrize(
    ("verb", "question", "is_told"),
    [
        ("fortsætter og fastholdes", "Bliver legestuerne nedlagt?", True),
        ("opretholdes", "Skal legestuerne lukkes?", True),
        ("drøftes", "Bliver legestuerne nedlagt?", False),
        ("består af tre grupper", "Bliver legestuerne nedlagt?", False),
        ("fortsætter", "Bliver svømmehallerne nedlagt?", False),
    ],
)
def test_whether_something_ends_is_told_by_that_it_goes_on(
    tmp_path: Path, verb: str, question: str, is_told: bool
) -> None:
    with assistant_over(tmp_path, {"forum.txt": _FORUM.format(verb=verb)}) as assistant:
        answer = assistant.ask(question)
    assert any(f"at de {verb}" in c.quote for c in answer.citations) is is_told
