"""Which numbers count something, and what they count."""

from __future__ import annotations

import pytest

from assistant.wording.counting import counted_noun, counts, measures_in, numbers_in


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Der er plads til 14 på holdet.", ["14"]),
        ("Ventelisten er på 27.", ["27"]),
        ("Der ventes mellem 12-14 tilmeldte.", ["12"]),
        ("Taksten er 3.114 kr. i døgnet.", ["3.114"]),
        ("Syv borgere klagede.", ["Syv"]),
        ("Kun én ansøger mødte op.", ["Kun én"]),
        ("En gruppe af unge får et sted at være.", []),
        ("Elever i 7.-9. klasse flytter den 1. august 2026.", []),
        ("At 1) planen godkendes i 2024, jf. § 17, stk. 4", []),
        ("Gruppen mødes på Birkevej 6.", []),
        ("Skoleåret 2024/25 begynder.", []),
    ],
)
def test_a_number_is_told_from_dates_years_marks_and_names(
    sentence: str, numbers: list[str]
) -> None:
    assert [n.text for n in numbers_in(sentence)] == numbers


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Hvor mange elever går der på Birkeskolen?", "elever"),
        ("Hvor mange nye boliger er der?", "boliger"),
        ("Hvad er antallet af ansøgninger?", "ansøgninger"),
        ("Hvor mange af de ledige boliger er lejet ud?", "boliger"),
        ("How many places are there?", "places"),
        ("Hvor mange kom til mødet?", None),
        ("Hvor mange procent er det?", None),
    ],
)
def test_a_question_tells_what_it_counts(question: str, noun: str | None) -> None:
    found = counted_noun(question)
    assert (found.form if found else None) == noun


@pytest.mark.parametrize(
    ("question", "sentence", "does"),
    [
        ("Hvor mange borgere skal med?", "4 borgere og 1 fra erhvervslivet", True),
        ("Hvor mange pladser er der?", "Der er altid 500 ledige parkeringspladser.", True),
        (
            "Hvor mange elever er der?",
            "Elevtallet er 412, og antallet af elever falder til 390.",
            True,
        ),
        (
            "Hvor mange ulykker har der været?",
            "Vejen er en 40 km/t-zone efter flere ulykker.",
            False,
        ),
        ("Hvor mange elever er der?", "Eleverne går i 3. klasse på Birkevej 6.", False),
        ("Hvor mange cykler på broen?", "Broen er 51 meter og til cykler og gående.", False),
        ("Hvor mange har brugt det?", "Merudgiften er 40.000 kr.", False),
        ("Hvor mange har brugt det?", "I alt 212 har været der.", True),
        ("Hvor mange har svaret?", "Afdelingen har ingen bemærkninger.", False),
        ("Hvor mange har svaret?", "Det har ingen.", True),
        ("Hvor mange mennesker var med?", "I alt 24 kursister har gennemført.", True),
        ("Hvor mange personer var med?", "På holdet var 8 unge.", True),
        ("Hvor mange mennesker var med?", "Der er 24 stole.", False),
    ],
)
def test_a_number_counts_the_noun_it_stands_with(question: str, sentence: str, does: bool) -> None:
    assert counts(counted_noun(question), sentence) is does


@pytest.mark.parametrize(
    ("question", "text", "stands"),
    [
        ("Hvilke veje får 30 km/t?", "Vejen bliver en 40 km/t-zone.", False),
        ("Hvilke veje får 30 km/t?", "Der indføres 30 km/t på Birkevej.", True),
        ("Hvem får 5 pct. mere?", "Taksten stiger 1,5 pct.", False),
        ("Hvad koster stien på 2.000 meter?", "Den 2000 m lange sti koster 300.000 kr.", True),
        ("Hvad koster stien på 2000 meter?", "Stien er 2.000 meter lang.", True),
        ("Hvad koster stien på 2.000 meter?", "Stien er 12.000 meter lang.", False),
        ("Hvem får 30 pct.?", "Puljen dækker 30,0 pct.", True),
    ],
)
def test_a_measure_of_the_question_is_looked_for_as_it_is(
    question: str, text: str, stands: bool
) -> None:
    (measure,) = measures_in(question)
    assert bool(measure.search(text)) is stands


def test_a_number_without_a_unit_is_no_measure() -> None:
    assert measures_in("Hvad blev der sagt i 2022 om punkt 3?") == []


@pytest.mark.parametrize(
    "sentence",
    ["Der må køres 40 km/t.", "Stien er tre kilometer lang.", "Vejen går gennem begge byer."],
)
def test_a_measure_or_both_counts_nothing_that_is_not_named(sentence: str) -> None:
    assert not counts(None, sentence)
