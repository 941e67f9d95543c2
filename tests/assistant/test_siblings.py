"""What is told of the place beside, or of money for another unit, is no answer."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Parkudvalget
Møde den 11. juni 2024

1. Legepladser i Kildeby og Møllerup
Sag 24/301
Sagsfremstilling
Kildeby og Møllerup får hver sin naturlegeplads. Der kommer gynger begge steder.
Rutsjebanen i Kildeby koster 84.000 kr.
I Møllerup er der målt 312 besøg i maj. Antallet af besøg på legepladsen i 2023 var 290.

Beslutning
Godkendt.

2. Baderum ved Nordsøen Camping
Sag 24/302
Sagsfremstilling
Kommunen lejer en badevogn til campingpladsen. Badevognen koster 9.500 kr. pr. måned i leje.
Toiletvognen er købt.

Beslutning
Godkendt.

3. Cykelbro i Kildeby
Sag 24/303
Sagsfremstilling
Cykelbroen bygges ved Å-parken. Den nye cykelbro koster 2,1 mio. kr. at bygge ved Åvænget.

Beslutning
Godkendt.
"""

parken = assistant_of({"2024-06-11.txt": _MINUTES})


def test_what_costs_so_much_in_the_next_town_is_not_told(parken: Assistant) -> None:
    assert "84.000 kr." in parken.ask("Hvad koster rutsjebanen i Kildeby?").text
    assert not parken.ask("Hvad koster rutsjebanen i Møllerup?").answered


def test_a_sentence_without_a_place_is_of_the_one_before(parken: Assistant) -> None:
    assert "290" in parken.ask("Hvor mange besøg var der på legepladsen i Møllerup i 2023?").text
    question = "Hvor mange besøg var der på legepladsen i Kildeby i 2023?"
    assert not parken.ask(question).answered


def test_a_part_of_the_place_that_the_title_names_is_of_it(parken: Assistant) -> None:
    assert "2,1 mio. kr." in parken.ask("Hvad koster cykelbroen i Kildeby?").text


def test_money_for_another_unit_is_not_told(parken: Assistant) -> None:
    assert "9.500 kr." in parken.ask("Hvad koster badevognen om måneden?").text


@pytest.mark.parametrize(
    "question",
    ["Hvad koster badevognen i timen?", "Hvad har badevognen kostet i leje i alt?"],
)
def test_nor_is_what_is_paid_a_month_told_for_the_hour_or_for_all_of_it(
    parken: Assistant, question: str
) -> None:
    assert not parken.ask(question).answered


def test_a_fee_may_be_asked_for_without_a_question_word(parken: Assistant) -> None:
    assert not parken.ask("Takst for rutsjebanen i Møllerup?").answered
