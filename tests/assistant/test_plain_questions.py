"""Plain questions: who got the work, who was chosen, what was told before, and the like of another number."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Teknisk Udvalg
Møde den 4. juni 2024

1. Gangbro over Åløbet
Sag 24/101
Sagsfremstilling
Der er afsat 8,0 mio. kr. til en gangbro over Åløbet mellem Toldkajen og Iskajen.
Gangbroen har været i udbud, og der kom tre tilbud.
Responstiden for brandbilen er i dag 13,4 minutter i gennemsnit.

Beslutning
Laveste tilbud fra Jernværket Skagerholm A/S antages.

2. Valg af næstformand
Sag 24/102
Sagsfremstilling
Knud Overby ønsker at trække sig som næstformand.

Beslutning
Ruth Nymann blev valgt med 4 stemmer. Preben Aagaard fik 1 stemme.

3. Bus 47: aftenafgang kl. 22.10
Sag 24/103
Sagsfremstilling
Bussen har på aftenturen i snit 1,7 passagerer.

Beslutning
Afgangen bevares indtil køreplanskiftet i juni 2025.

4. Fremtiden for Sandager Skole
Sag 24/104
Sagsfremstilling
Bygningen fra 1957 trænger til nyt tag, som er anslået til 2,7 mio. kr. Ellers kan eleverne gå på Nørrely Skole.

Beslutning
Sendes i høring.

5. Gratis bybus
Sag 24/105
Sagsfremstilling
SF foreslår, at bybussen er gratis på forsøg i 2025.

Beslutning
Forkastet med 5 stemmer mod 2. Mona Ebbesen (F) og Lone Krabsen (B) stemte for.
"""

_LATER = """Referat
Byrådet
Møde den 3. september 2024

1. Gratis bybus for unge
Sag 24/105
Sagsfremstilling
Bybussen foreslås gratis for unge under 18 år.

Beslutning
Forkastet med 14 stemmer mod 3. Jens Holm (O), Tove Ravn (Ø) og Ida Bæk (F) stemte for.

2. Salg af Strandskolen
Sag 24/106
Ejendomsudvalgets indstilling
Ejendomsudvalget indstiller, at skolen sælges for 11,25 mio. kr.

Økonomiudvalget den 27. august 2024
Indstilles godkendt med den ændring, at gymnastiksalen udlejes til foreningerne.

Byrådet den 3. september 2024
Indstillingen er godkendt.
"""

teknisk = assistant_of({"2024-06-04.txt": _MINUTES, "2024-09-03.txt": _LATER})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvem skal bygge gangbroen over Åløbet?", "Skagerholm"),
        ("Hvilket firma skal bygge gangbroen over Åløbet?", "Skagerholm"),
        ("Hvem blev valgt som næstformand?", "Ruth Nymann"),
        ("Hvor lang er responstiden?", "13,4 minutter"),
        ("Hvad vil et nyt tag på Sandager Skole koste?", "2,7 mio"),
    ],
)
def test_what_is_told_in_few_words_is_found(teknisk: Assistant, question: str, told: str) -> None:
    answer = teknisk.ask(question)
    assert answer.answered
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "I hvilket år blev bus 49 nedlagt?",
        "Hvad vil et nyt tag på Nørrely Skole koste?",
    ],
)
def test_what_is_told_of_another_is_no_answer(teknisk: Assistant, question: str) -> None:
    assert not teknisk.ask(question).answered


def test_who_voted_is_asked_of_the_meeting_that_was_told(teknisk: Assistant) -> None:
    """The history only tells where to look first."""
    history = (
        Turn("user", "Bliver bybussen gratis?"),
        Turn("assistant", "Nej, udvalget forkastede det den 4. juni 2024."),
    )
    answer = teknisk.ask("Hvem stemte for forslaget?", history=history)
    assert "Mona Ebbesen" in answer.text
    assert "Jens Holm" not in answer.text


def test_a_day_that_no_meeting_was_held_on_is_not_believed(teknisk: Assistant) -> None:
    history = (
        Turn("user", "Bliver bybussen gratis?"),
        Turn("assistant", "Nej, byrådet forkastede det den 5. juni 2019."),
    )
    answer = teknisk.ask("Hvem stemte for forslaget?", history=history)
    assert answer.answered
    assert "2019" not in answer.text


def test_what_the_body_before_changed_is_what_was_adopted(teknisk: Assistant) -> None:
    answer = teknisk.ask("Hvad blev besluttet om salget af Strandskolen?")
    assert "gymnastiksalen udlejes til foreningerne" in answer.text


def test_what_a_meeting_was_about_is_its_agenda(teknisk: Assistant) -> None:
    answer = teknisk.ask("Hvad handlede Teknisk Udvalgs møde i juni 2024 om?")
    assert "Gratis bybus" in answer.text
    assert "Valg af næstformand" in answer.text


_PRIZES = """Referat
Kulturudvalget
Møde den {day}

1. Kulturprisen {year}
Sag {case}
Sagsfremstilling
Kulturprisen gives hvert år til nogen, der har gjort noget særligt. Prisen blev i 2019 givet til korleder Agnes Vind.
Til juryen blev Else-Marie Brask og Allan Bek valgt.

Indstilling
at prisen tildeles Ellebæk Musikforening

Beslutning
Godkendt. Overrækkes den 8. oktober på Havnegade.

2. Biblioteket
Sag {case}1
Sagsfremstilling
Biblioteket flytter til det tidligere posthus. Der har været klager over larm.

Beslutning
Taget til efterretning.
"""

kultur = assistant_of(
    {"2021-04-20.txt": _PRIZES.format(day="20. april 2021", year=2021, case="21/101")}
)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hvem fik kulturprisen i 2021?", "Ellebæk Musikforening", "Agnes Vind"),
        ("Hvor flytter biblioteket hen?", "det tidligere posthus", "klager"),
    ],
)
def test_who_was_given_a_prize_and_where_something_moves(
    kultur: Assistant, question: str, told: str, untold: str
) -> None:
    text = kultur.ask(question).text
    assert told in text
    assert untold not in text
