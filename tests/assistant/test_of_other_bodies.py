"""What another body did, or where it met on another day, is not what is asked of this one."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_COUNCIL = """Referat
Klintø Byråd
Mødedato: 12. juni 2024
Mødested: Kantinen på Klintø Rådhus

1. Hegn om fælleshaven
Sag 24/501
Sagsfremstilling
Ældrerådet finder, at lågen i hegnet om fælleshaven er for smal.

Beslutning
Byrådet godkendte hegnet om fælleshaven.

2. Rygning på Klintø Plads
Sag 24/502
Beslutning
Rygeforbuddet på Klintø Plads blev godkendt.

3. Gynger i strandparken
Sag 24/503
Beslutning
Sagen om gynger i strandparken sendes til Ældrerådet.
"""

_SENIORS = """Referat
Ældrerådet
Mødedato: 3. maj 2024
Mødested: Pavillonen ved Å-huset

1. Bænke langs stranden
Sag 24/601
Beslutning
Ældrerådet ønsker flere bænke langs stranden.
"""

klinten = assistant_of({"2024-06-12.txt": _COUNCIL, "2024-05-03.txt": _SENIORS})


def test_a_decision_of_another_body_is_not_told(klinten: Assistant) -> None:
    assert klinten.ask("Hvad blev der besluttet om rygning på Klintø Plads?").answered
    assert not klinten.ask("Hvad besluttede Ældrerådet om rygning på Klintø Plads?").answered


def test_that_a_case_was_passed_on_to_a_body_is_not_what_that_body_decided(
    klinten: Assistant,
) -> None:
    assert klinten.ask("Hvad blev der besluttet om gynger i strandparken?").answered
    assert not klinten.ask("Hvad besluttede Ældrerådet om gynger i strandparken?").answered


def test_what_another_bodys_minutes_tell_of_it_is_told(klinten: Assistant) -> None:
    text = klinten.ask("Hvad mente Ældrerådet om hegnet om fælleshaven?").text
    assert "for smal" in text


@pytest.mark.parametrize(("day", "is_held"), [("12. juni", True), ("13. juni", False)])
def test_where_it_met_another_day_is_not_told(klinten: Assistant, day: str, is_held: bool) -> None:
    assert klinten.ask(f"Hvor blev mødet holdt den {day} 2024?").answered is is_held
