"""What a question ties its answer to: a count, a name, a year, an actor, a thing, a body, a place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_over

_COUNCIL = """Lyngsø Kommune
Referat
Lyngsø Byråd
Møde den 15. maj 2024

1. Lokalplan 88 for Mosevangen
Sag 24/11
Sagsfremstilling
Lokalplan 88 giver mulighed for rækkehuse på Mosevangen. Planen har været i høring i otte uger.
Økonomiafdelingen har ingen bemærkninger til indstillingen.
Indstilling
Forvaltningen indstiller, at lokalplan 88 vedtages.
Beslutning
Vedtaget.

2. Nedsættelse af § 17, stk. 4-udvalget Det lange seje træk
Sag 24/12
Sagsfremstilling
Udvalget består af en formand og øvrige medlemmer. Der deltager en til tre politikere, heraf en som
formand, og borgere fra foreningerne.
Beslutning
Kommissoriet blev godkendt.

3. Velkomstklasser for nye elever
Sag 24/13
Sagsfremstilling
Lyngsø Kommune har velkomstklasser på to skoler. Det blev oplyst, at velkomstklasserne fortsætter på
Engskolen og Bakkeskolen.
Beslutning
Taget til efterretning.
"""


@pytest.fixture(scope="module")
def lyngsoe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = {"byraad-2024-05-15.txt": _COUNCIL}
    with assistant_over(tmp_path_factory.mktemp("lyngsoe"), documents) as assistant:
        yield assistant


def test_none_of_one_thing_is_no_count_of_another(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvor mange høringssvar kom der til lokalplan 88?")
    assert not answer.answered


def test_a_role_without_a_name_tells_nobody_who_has_it(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvem blev formand for § 17, stk. 4-udvalget Det lange seje træk?")
    assert not answer.answered


def test_a_municipality_and_a_budget_tell_no_amount(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad er Lyngsø Kommunes budget til velkomstklasser?")
    assert not answer.answered


def test_what_was_said_of_a_thing_asks_nobody_in_particular(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad sagde man om velkomstklasserne?")
    assert answer.answered
    assert any("fortsætter" in c.quote for c in answer.citations)
