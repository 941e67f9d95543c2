"""What an earlier meeting put off does not tell what a later one decided."""

from __future__ import annotations

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Parkudvalget
Møde den 9. april 2024

1. Hegn om fælleshaven
Sag 24/501
Sagsfremstilling
Hegnet om fælleshaven er faldefærdigt.

Beslutning
Udsat til mødet den 14. maj 2024.
"""

parken = assistant_of({"2024-04-09.txt": _MINUTES})


def test_a_case_that_was_put_off_is_told_of_its_own_meeting_only(parken: Assistant) -> None:
    assert parken.ask("Hvad blev der besluttet om hegnet om fælleshaven?").answered
    assert not parken.ask(
        "Hvad blev der besluttet om hegnet om fælleshaven den 14. maj 2024?"
    ).answered
