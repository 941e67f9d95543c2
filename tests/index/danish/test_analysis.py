from __future__ import annotations

import pytest

from index.danish.analysis import content_tokens, tokens
from index.danish.words import compound_parts, lemma, stem


def _stems(text: str) -> list[str]:
    return [token.stem for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("budgettet", "budget"),
        ("børnene", "barn"),
        ("byen", "by"),
        ("plejehjemmenes", "plejehjem"),
        ("besluttede", "beslutte"),
        ("modtageklasserne", "modtageklasse"),
        ("aeldrepolitikken", "ældrepolitik"),
        ("Aarhus", "Århus"),
        ("SKOLER", "skole"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert _stems(one) == _stems(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("affaldsordning", ("affald", "ordning")),
        ("modtagerklasserne", ("modtage", "klasse")),
        ("børnehave", ("barn", "have")),
        ("cykelstien", ("cykel", "sti")),
        ("kloakrenovering", ("kloak", "renovering")),
        ("spildevandsplan", ("spildevand", "plan")),
        ("p-huse", ("p", "hus")),
    ],
)
def test_compounds_are_parted(word: str, parts: tuple[str, ...]) -> None:
    assert compound_parts(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "beslutning",
        "undervisning",
        "administration",
        "kommune",
        "orientering",
        "forslag",
        "besparelse",
    ],
)
def test_simple_words_are_not_parted(word: str) -> None:
    assert compound_parts(word) == ()


def test_numbers_dates_and_case_numbers_are_one_token() -> None:
    assert _stems("sag 22/740, EMN-2025-003383, 1.250.000,50 kr. den 03-05-2022") == [
        "sag", "22/740", "emn-2025-003383", "1.250.000,50", "kr", "den", "03-05-2022",
    ]  # fmt: skip


def test_a_word_broken_at_a_line_end_is_whole() -> None:
    assert _stems("forebyg-\ngelse") == _stems("forebyggelse")
    assert _stems("børne-\nog ungeudvalget")[0] == "barn"


def test_function_words_carry_nothing() -> None:
    assert [t.form for t in content_tokens("Hvad blev der besluttet om skolerne?")] == [
        "besluttet",
        "skolerne",
    ]


def test_decomposed_letters_and_ligatures_are_the_same_letters() -> None:
    assert _stems("a\u030aen o\u0301g ﬁsk")[0] == _stems("åen")[0]
    assert _stems("ﬁsk") == _stems("fisk")


def test_unknown_words_pass_through() -> None:
    assert lemma("xqzyw") == "xqzyw"
    assert stem("") == ""
    assert compound_parts("xqzywxqzyw") == ()
