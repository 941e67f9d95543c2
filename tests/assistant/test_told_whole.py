"""What is asked is told whole: each of two, what was decided and not only that, and nothing beside it."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Havneudvalget
Møde den 12. marts 2024

1. Åbningstid i Søbadet
Sag 24/401
Sagsfremstilling
Søbadet har åbent 40 timer om ugen. Udvalget kan vælge en anden åbningstid i Søbadet.

Beslutning
Liste B foreslog 31 timer fordelt på fem dage. Forslaget blev vedtaget med 5 stemmer mod 2. Personalet orienteres.

2. Afstande til den nye færge
Sag 24/402
Sagsfremstilling
Fra Nørreby er der til den nye færge en afstand på 6,3 km.
Bussen kører hver halve time på hverdage.
Der køres på grusvej.
Sønderby har 9,8 km.

Beslutning
Godkendt.

3. Mur ved bådehuset
Sag 24/403
Sagsfremstilling
Muren bygges til kote 1,80 med granitsten.
Entreprenøren Knudsen og Lund har foreslået granit. Hvad muren ellers skal bygges af, er ikke afgjort.

Beslutning
For 4 (A, B). Imod 3 (V). Vedtaget. Ida Holm (V) stemte imod. Hun finder granitten for dyr.

6. Flag på molen
Sag 24/406
Sagsfremstilling
Flagene på molen hejses den 4. maj og tages ned den 30. september.

Beslutning
Godkendt. Flagene hejses dog ikke på broen. Formanden orienterer foreningerne.

4. Fortøjningsregler
Sag 24/404
Sagsfremstilling
Gæstesejlere betaler for fortøjning. Den, der ligger for længe, får en afgift på 620 kr.

Beslutning
Godkendt. Ida Holm (V) bemærkede, at skiltene er for små.

5. Tilskud til sejlklubben
Sag 24/405
Sagsfremstilling
Sejlklubben søger tilskud. Pengene kan findes på driften, og underskuddet i sejlklubben er 45.000 kr.

Beslutning
Kassereren skal høres. Udvalget anbefaler, at tilskuddet gives.
"""

havnen = assistant_of({"2024-03-12.txt": _MINUTES})


def test_what_was_put_forward_is_told_with_what_became_of_it(havnen: Assistant) -> None:
    assert "31 timer" in havnen.ask("Hvad blev det endelige med åbningstiden i Søbadet?").text


def test_a_decision_is_told_from_its_beginning(havnen: Assistant) -> None:
    text = havnen.ask("Hvad besluttede Havneudvalget om tilskuddet til sejlklubben?").text
    assert "Kassereren skal høres." in text


def test_each_of_two_that_are_named_is_told_of(havnen: Assistant) -> None:
    text = havnen.ask("Hvor langt er der til færgen fra hhv. Nørreby og Sønderby?").text
    assert "6,3 km" in text
    assert "9,8 km" in text


def test_what_the_decision_changes_is_told_with_the_proposal(havnen: Assistant) -> None:
    assert "dog ikke på broen" in havnen.ask("Hvornår tages flagene på molen ned?").text


def test_a_level_counts_nothing(havnen: Assistant) -> None:
    assert not havnen.ask("Hvor mange granitsten skal der bruges til muren?").answered


def test_votes_are_told_that_begin_with_for_and_a_number(havnen: Assistant) -> None:
    assert "For 4 (A, B)." in havnen.ask("Hvordan faldt stemmerne om muren ved bådehuset?").text


def test_a_reason_to_vote_may_be_asked_for_by_its_noun(havnen: Assistant) -> None:
    answer = havnen.ask("Hvad var Ida Holms begrundelse for at stemme imod muren?")
    assert "granitten for dyr" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvilket udvalgsmedlem har foreslået granit til muren?",
        "Hvem vandt opgaven med at bygge svævebanen ved bådehuset?",
        "Hvad sagde Ida Holm om isbaderne i marts 2024?",
    ],
)
def test_a_fact_beside_the_one_asked_for_is_not_told(havnen: Assistant, question: str) -> None:
    assert not havnen.ask(question).answered


def test_a_sort_is_no_thing_that_costs(havnen: Assistant) -> None:
    assert "620 kr." in havnen.ask("Hvad koster den slags afgift ved fortøjning?").text


def test_money_is_found_at_no_place(havnen: Assistant) -> None:
    assert "45.000 kr." in havnen.ask("Hvor skal pengene til sejlklubben findes?").text


def test_the_history_of_a_case_is_its_course(havnen: Assistant) -> None:
    assert "Sagen »Mur ved bådehuset«" in havnen.ask("Hele historien om mur ved bådehuset?").text
