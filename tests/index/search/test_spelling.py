from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.danish.analysis import Token, content_tokens
from index.search.spelling import edits, guesses, joined_words, linked_otherwise, mended, respelled

# Stems as an archive holds them, with how many passages have each.
HELD = {"byggetillad": 12, "ellebæk": 30, "elleby": 1, "folkeskol": 50, "juniorklub": 3, "vej": 99}


def _occurs(token: Token) -> bool:
    return token.stem in HELD


def _vocabulary(prefix: str) -> list[tuple[str, int]]:
    return [(term, count) for term, count in HELD.items() if term.startswith(prefix)]


def _guess(token: Token) -> Sequence[tuple[str, int]]:
    return guesses(token, _occurs, _vocabulary)


def _mended(text: str) -> list[str]:
    return [e.official for e in mended(content_tokens(text), _guess)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("byggetiladelse", "byggetillad"),
        ("elebæk", "ellebæk"),
        ("Ellebaek", "ellebæk"),
        ("folkeksolen", "folkeskol"),
    ],
)
def test_a_misspelt_word_is_mended_by_the_archives_own(typed: str, meant: str) -> None:
    assert _mended(typed)[0] == meant


def test_the_commoner_word_is_likelier() -> None:
    assert _mended("ellebyk")[0] == "ellebæk"


@pytest.mark.parametrize("right", ["skraldespand", "cykelsti", "folkeskolen", "vejs"])
def test_a_right_word_is_left_alone_also_where_the_archive_lacks_it(right: str) -> None:
    assert _mended(right) == []


@pytest.mark.parametrize("other", ["xyz", "vjx", "2023", "zebrafisk"])
def test_what_resembles_nothing_is_left_alone(other: str) -> None:
    assert _mended(other) == []


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("modtagerklasserne", "modtageklasser"),
        ("modtageklasse", "modtagerklasser"),
        ("ungdomskolen", "ungdomsskole"),
        ("genbrugsplads", "genbrugplads"),
    ],
)
def test_a_compound_is_found_as_the_archive_links_it(asked: str, held: str) -> None:
    stem = content_tokens(held)[0].stem
    found = linked_otherwise(content_tokens(asked), lambda token: token.stem == stem)
    assert [e.official for e in found] == [stem]


def test_a_compound_that_the_archive_holds_as_asked_is_left_alone() -> None:
    assert linked_otherwise(content_tokens("ungdomskolen"), lambda token: True) == []


@pytest.mark.parametrize(("asked", "held"), [("havvand", "havevand"), ("kurplan", "kursplan")])
def test_compounds_of_different_words_are_not_each_other(asked: str, held: str) -> None:
    stem = content_tokens(held)[0].stem
    assert linked_otherwise(content_tokens(asked), lambda token: token.stem == stem) == []


def test_a_compound_in_two_words_is_joined() -> None:
    found = joined_words(content_tokens("Hvad med junior klubben på vejen?"), _occurs)
    assert [(e.official, len(e.stands_for)) for e in found] == [("juniorklubben", 2)]


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("skole", "skole", 0), ("skole", "skoel", 1), ("skole", "skolle", 1), ("skole", "sole", 1)],
)
def test_edits_are_counted(one: str, other: str, slips: int) -> None:
    assert edits(one, other, 2) == edits(other, one, 2) == slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hvornaar er vejen faerdig?", "Hvornår er vejen færdig?"),
        ("hva med folkeksolen i elebaek", "hvad med folkeskolen i ellebæk"),
        ("hvormange går i junior klubben nu", "hvor mange går i juniorklubben nu"),
        ("er der komentarer til hjemmeplejn", "er der kommentarer til hjemmeplejen"),
        ("hvad sku' det koste", "hvad skulle det koste"),
    ],
)
def test_a_question_is_read_as_the_archive_and_the_dictionary_spell_it(
    typed: str, meant: str
) -> None:
    assert respelled(typed, _occurs, _guess).lower() == meant.lower()


@pytest.mark.parametrize(
    "right",
    [
        "Hvad koster folkeskolen i Ellebyk?",
        "hvem redder de gamles småsteder i 2023",
        "hvad er det for en zebrafisk",
        "SFO'erne lukker kl. 16.45",
        "må børn have byggelegeplads",
        "folkeskolen; junior, klubben",
    ],
)
def test_names_known_words_and_what_resembles_nothing_stay_as_typed(right: str) -> None:
    assert respelled(right, _occurs, _guess) == right
