"""Who was away for some items is told of those, and in the words that people use."""

from __future__ import annotations

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Teknisk Udvalg
Møde den 1. marts 2022

Fraværende: Ida Holm (A) i sagerne 12-13.

11. Ny mole
Sag 22/40
Beslutning
Godkendt.

12. Ny sti
Sag 22/41
Beslutning
Godkendt.

13. Ny bro
Sag 22/42
Beslutning
Udsat.
"""
_INFORMAL = """Referat af Ungerådets møde den 3. maj 2022

Bo Lund var forhindret. Ane Dahl måtte gå kl. 15.

1. Lejrtur
Vi besluttede at tage til Samsø.

2. Skaterbane
Vi besluttede at vente.
"""
_EXCEPT = """Byrådet
Referat af møde den 7. juni 2001

Alle medlemmer var til stede undtagen Per Friis (V). Eva Krog (C) havde forfald.

1. Ny mole
Godkendt.

2. Ny sti
Udsat.
"""
assistant = assistant_of({"tu.txt": _MINUTES, "ur.txt": _INFORMAL, "by.txt": _EXCEPT})


def test_the_item_that_is_asked_about_by_number_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem var fraværende under sag 13 i Teknisk Udvalg den 1. marts 2022?")
    assert "punkt 13" in answer.text
    assert "punkt 12" not in answer.text


def test_a_list_that_is_of_several_items_is_told_once(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem var fraværende i Teknisk Udvalg den 1. marts 2022?")
    assert answer.text.count("Ida Holm") == 1


def test_who_was_prevented_or_left_is_told(assistant: Assistant) -> None:
    text = assistant.ask("Hvem var fraværende i Ungerådet den 3. maj 2022?").text
    assert "Bo Lund var forhindret." in text
    assert "Ane Dahl måtte gå kl. 15." in text


def test_the_one_exception_to_all_who_came_was_away(assistant: Assistant) -> None:
    text = assistant.ask("Hvem var fraværende i Byrådet den 7. juni 2001?").text
    assert "undtagen Per Friis (V)" in text
    assert "Eva Krog (C) havde forfald." in text
