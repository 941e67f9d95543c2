"""Which municipality's minutes are held, and who is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.question.limits import asks_who_said, is_from
from assistant.question.understanding import understand
from index.store.bodies import BodyNames
from index.types import Filters
from tests.assistant.minutes import assistant_of

_MINUTES = """Odense Kommune
Referat
Sundhedsudvalget
Møde den 4. juni 2024

1. Hjælp til rygestop
Sag 24/101
Sagsfremstilling
Rygestop tilbydes gratis. I København Kommune koster det 200 kr. En ny aftale om rygestop med
Københavns Kommune undersøges. Der er i 2022 brugt 90.000 kr. på rygestop.

Beslutning i Økonomiudvalget den 28. maj 2024
Anbefales, at rygestop fortsætter.

Beslutning
Sundhedsudvalget godkendte, at rygestop fortsætter.
"""


odense = assistant_of({"2024-06-04.txt": _MINUTES})


def test_a_municipality_is_held_when_the_front_of_its_minutes_names_it(odense: Assistant) -> None:
    assert is_from(odense.archive, "Odense")
    assert not is_from(odense.archive, "København")


def test_ones_own_municipality_may_be_named_in_the_question(odense: Assistant) -> None:
    assert odense.ask("Er rygestop gratis i Odense?").answered


def test_what_another_municipality_decided_is_not_answered_by_a_mention_of_it(
    odense: Assistant,
) -> None:
    answer = odense.ask("Hvad har København Kommune besluttet om rygestop?")
    assert not answer.answered
    assert "København" in answer.text


def test_a_body_whose_decision_others_print_can_be_asked_for(odense: Assistant) -> None:
    answer = odense.ask("Hvad besluttede Økonomiudvalget om rygestop?")
    assert "og har derfor søgt i alle referater" not in answer.text
    assert "Anbefales" in answer.text


def test_the_year_of_a_fact_is_no_period_of_meetings() -> None:
    def inferred(text: str) -> Filters:
        return understand(text, BodyNames([]), Filters(), (), date(2026, 5, 1)).inferred

    assert not inferred("Hvad koster rygestop i 2022?")
    assert inferred("Hvor mange møder holdt udvalget i 2022?").from_date == date(2022, 1, 1)
    assert inferred("Hvornår blev det besluttet i 2022?").from_date == date(2022, 1, 1)


@pytest.mark.parametrize(
    ("question", "is_of_persons"),
    [
        ("Hvad sagde kommunen til det?", False),
        ("Hvad svarede vandværket?", False),
        ("Hvad sagde handicapfolkene til belægningen?", False),
        ("What did the council say about it?", False),
        ("Hvad sagde kommunens borgmester?", True),
        ("Hvad sagde skolens leder?", True),
        ("What did the mayor say?", True),
    ],
)
def test_institutions_say_what_they_decide_and_persons_are_not_recorded(
    question: str, is_of_persons: bool
) -> None:
    assert asks_who_said(question) is is_of_persons
