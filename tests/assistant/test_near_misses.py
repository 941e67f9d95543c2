"""A fact beside the one that is asked for is no answer: a firm, an age, a salary, a period, the last time."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Fritidsudvalget
Møde den 4. juni 2024
Medlemmer: Tove Holm (F) - formand, Bodil Krag (V)

1. Klatrevæg i Sandbugten
Sag 24/101
Sagsfremstilling
Som første skridt bygges en klatrevæg i samarbejde mellem Teknik og Miljø og Kultur og Fritid.
Klatrevæggen har været ønsket af mange. Arbejdsgruppen om klatrevæggen begynder i maj 2024 og slutter i maj 2025.
Arbejdsgruppen om klatrevæggen har fire temaer.

Beslutning
Sendes til Byrådet.
"""

_BEFORE = """Referat
Fritidsudvalget
Møde den 5. marts 2024

1. Klatrevæg i Sandbugten
Sag 24/101
Beslutning
Udsat.
"""


fritid = assistant_of({"2024-06-04.txt": _MINUTES, "2024-03-05.txt": _BEFORE})


@pytest.mark.parametrize(
    "question",
    [
        "Hvilket firma skal bygge klatrevæggen i Sandbugten?",
        "Hvor gammel er klatrevæggen i Sandbugten?",
        "Hvad får formanden for Fritidsudvalget i løn?",
    ],
)
def test_a_fact_beside_the_one_asked_for_is_not_told(fritid: Assistant, question: str) -> None:
    assert not fritid.ask(question).answered


def test_how_long_is_told_by_the_beginning_and_the_end(fritid: Assistant) -> None:
    text = fritid.ask("Hvor lang tid skal arbejdsgruppen om klatrevæggen arbejde?").text
    assert "slutter i maj 2025" in text
    assert "temaer" not in text


def test_when_a_case_was_last_treated_is_its_last_meeting(fritid: Assistant) -> None:
    answer = fritid.ask("Hvornår var klatrevæggen sidst oppe i Fritidsudvalget?")
    assert "4. juni 2024" in answer.text
    assert "5. marts 2024" not in answer.text


_WITHOUT_NAMES = """Referat
Kulturudvalget
Møde den 6. august 2024

1. Udlån af telte
Sag 24/501
Indstilling
1. at udlånet af telte fortsætter som beskrevet

Sagsfremstilling
Kontrakten om vask af telte udløber i juni. Der mangler telte i fem landsbyer. Banken vil ikke låne ud til flere telte.
Teltlageret i Kildeby lånes også ud. Teltfabrikken Sejl & Stang anbefaler et nyt lager.
Teltskuret fra 1996 er bygget skævt. Rådgiveren Lod & Vater ApS vurderer, at teltskuret hælder.

Beslutning
Godkendt.

2. Bænke i landsbyerne
Sag 24/502
Sagsfremstilling
Vestermark og Nybølle får hver to bænke.
Bænkene leveres af Træ & Søn A/S.

Beslutning
Godkendt.
"""

kultur = assistant_of({"2024-08-06.txt": _WITHOUT_NAMES})


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke fem landsbyer mangler telte?",
        "Hvilket firma vasker teltene?",
        "Hvilken bank vil ikke låne ud til flere telte?",
        "Hvem byggede teltskuret?",
    ],
)
def test_what_has_no_name_there_is_not_told_by_the_name_of_another(
    kultur: Assistant, question: str
) -> None:
    assert not kultur.ask(question).answered


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvilke landsbyer får bænke?", "Vestermark og Nybølle"),
        ("Hvilket firma skal levere bænke til landsbyerne?", "Træ & Søn"),
    ],
)
def test_names_that_are_there_are_told(kultur: Assistant, question: str, told: str) -> None:
    answer = kultur.ask(question)
    assert answer.answered
    assert told in answer.text


_STILL_OPEN = """Referat
Havneudvalget
Møde den 3. september 2024

1. Bump på Strandstien i Nybølle
Sag 24/601
Sagsfremstilling
Cyklerne på Strandstien i Nybølle kører 31 km/t. 48 af cyklisterne kører for hurtigt, og to cyklister er faldet.
Lokalrådet for Vestermark vil også have bump.

Beslutning
Udsat, idet udvalget ønsker en besigtigelse af Strandstien.

2. Badebro ved Nybølle
Sag 24/602
Sagsfremstilling
Badebroen kræver godkendelse i Kystnævnet. Naboen har klaget til Kystnævnet over badebroen.
Badebroen får 40 trin, heraf 12 ved Molehovedet.

Beslutning
Sendes til Byrådet.
Fraværende den 3. september 2024: Tove Holm
"""

_RULED = """Referat
Havneudvalget
Møde den 5. november 2024

1. Vrag i havnen
Sag 24/603
Sagsfremstilling
Kystnævnet har givet kommunen medhold i sagen om vraget i havnen.

Beslutning
Taget til efterretning.
"""

havnen = assistant_of({"2024-09-03.txt": _STILL_OPEN, "2024-11-05.txt": _RULED})


@pytest.mark.parametrize(
    "question",
    [
        "Hvor hurtigt kører cyklerne på Strandstien, efter at bumpene er kommet?",
        "Hvad besluttede udvalget om bump på Strandstien efter besigtigelsen?",
        "Hvad blev der besluttet om bump på Strandstien, da sagen kom op igen?",
        "Hvordan faldt Kystnævnets afgørelse om badebroen ud?",
        "Hvor mange cyklister kører for hurtigt i Vestermark?",
        "Hvor mange af cyklisterne på Strandstien kører i Vestermark?",
    ],
)
def test_what_was_before_does_not_tell_what_came_of_it(havnen: Assistant, question: str) -> None:
    assert not havnen.ask(question).answered


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvor hurtigt kører cyklerne på Strandstien?", "31 km/t"),
        ("Hvad besluttede udvalget om bump på Strandstien?", "Udsat"),
        ("Hvordan faldt Kystnævnets afgørelse om vraget i havnen ud?", "medhold"),
        ("Hvor mange af trinene til badebroen er ved Molehovedet?", "12 ved Molehovedet"),
    ],
)
def test_what_is_told_is_told(havnen: Assistant, question: str, told: str) -> None:
    answer = havnen.ask(question)
    assert answer.answered
    assert told in answer.text
