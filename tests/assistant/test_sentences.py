"""Which sentences answer, by what they cover and tell."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evidence.judgement import specifics_of, years_of
from assistant.evidence.sentences import tells
from assistant.wording.likeness import likeness, word_vectors
from assistant.wording.names import people_in
from assistant.wording.patterns import all_matches


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Hvad tjener formanden?", "amount"),
        ("Hvor længe varede strømafbrydelsen?", "duration"),
        ("Hvem vandt prisen?", "person"),
        ("Hvilket firma vandt udbuddet?", "firm"),
        ("Hvorfor blev det udsat?", "reason"),
        ("Hvor stor en andel af eleverne var syge?", "percent"),
        ("hvornår åbner den?", "time"),
    ],
)
def test_a_question_tells_what_it_wants(question: str, want: str) -> None:
    assert want in all_matches("wants.tsv", question)


@pytest.mark.parametrize(
    ("want", "sentence", "does"),
    [
        ("amount", "Der afsættes 4,5 mio. kr. i 2024.", True),
        ("amount", "Der kom 1.140 underskrifter.", False),
        ("duration", "Afbrydelsen varede 40 sekunder.", True),
        ("percent", "Fraværet faldt til 6,9 pct.", True),
        ("time", "Banen tages i brug den 1. maj 2024.", True),
        ("person", "Lone Krabsen (A) stemte imod.", True),
        ("person", "Forslagsstiller: Lone Krabsen, byrådsmedlem", True),
        ("person", "Ellebæk Vandværk og Tranehøj Børnehus deltager.", False),
        ("time", "Arbejdet afsluttes i oktober 2024.", True),
        ("time", "Standarden revideres ved udgangen af året.", True),
        ("reason", "Kurset blev aflyst grundet manglende tilmeldinger.", True),
        ("length", "Muren bliver 190 meter lang.", True),
        ("length", "Muren koster 18,8 mio. kr.", False),
        ("number", "En gruppe får adgang den 3. maj.", False),
        ("reason", "Punktet udgik, idet ansøger har trukket sagen tilbage.", True),
    ],
)
def test_a_sentence_tells_what_is_wanted_or_not(want: str, sentence: str, does: bool) -> None:
    assert tells(want, sentence) is does


@pytest.mark.parametrize(
    ("question", "wants_it"),
    [
        ("Hvem er ved at lave et nyt takstcirkulære?", False),
        ("Hvilke juridiske rammer gælder?", False),
        ("Hvad er taksten på plejehjemmet?", True),
        ("Hvad er den økonomiske ramme for festivalen?", True),
    ],
)
def test_a_part_of_a_compound_asks_for_no_amount(question: str, wants_it: bool) -> None:
    assert ("amount" in all_matches("wants.tsv", question)) is wants_it


def test_everyday_and_official_words_are_alike_and_others_are_not() -> None:
    vectors = word_vectors()
    alike = likeness(vectors.of(["plejehjem"]), vectors.of(["plejecenter", "asfalt"]))
    assert alike[0, 0] > 0.5
    assert alike[0, 1] == 0


def test_no_words_make_no_rows() -> None:
    assert word_vectors().of([]).shape[0] == 0
    assert np.asarray(likeness(word_vectors().of(["vej"]), word_vectors().of([]))).shape == (1, 0)


def test_names_and_years_of_a_question_are_its_specifics() -> None:
    text = "Hvad mente Søren Hvidkjær om Vindebro Skole i 2018?"
    assert people_in(text) == ["Søren Hvidkjær"]
    assert years_of(text) == ["2018"]
    assert "2018" not in specifics_of(text)
