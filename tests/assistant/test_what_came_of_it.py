"""What came of a plan is not told by the plan: a result, a buyer, a permit, a final price, a name."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_PLANS = """Mosevig Kommune
Referat
Teknisk Udvalg
Møde den 3. maj 2022

1. Byport på Lærkebakken
Sag 22/101
Sagsfremstilling
Fartmålingen på Lærkebakken i marts viser, at bilerne kører 58 km/t.
Der opsættes en byport på Lærkebakken, og farten måles igen et år efter.
Jorden under byporten på Lærkebakken undersøges for bly af Teknisk Forvaltning.
Beslutning
Godkendt.

2. Salg af Mosevig gamle mølle
Sag 22/102
Sagsfremstilling
Mosevig gamle mølle har stået tom siden 2019. Teknisk Forvaltning sætter møllen til salg for 900.000 kr.
Sandvig Roklub har søgt om tilladelse til at bruge møllen fra den 1. juni 2022.
Beslutning
Godkendt.

4. Salg af Nørreby vandtårn
Sag 22/104
Sagsfremstilling
Nørreby vandtårn har stået tomt siden 2020. Teknisk Forvaltning sætter vandtårnet til salg for 200.000 kr.
Beslutning
Udsat.

5. Vandskade i Skyttehallen
Sag 22/105
Sagsfremstilling
Skyttehallen er lukket. Vandskaden i Skyttehallen blev fundet den 4. april 2022 af pedellen.
Beslutning
Til efterretning.

7. Orlov til Bodil Krag
Sag 22/107
Sagsfremstilling
Bodil Krag søger orlov, mens hun arbejder i udlandet.
Beslutning
Godkendt.

6. Renovering af Mosebroen
Sag 22/106
Sagsfremstilling
Mosebroen istandsættes i 2023. Der gives en bevilling på 2,4 mio. kr. til Mosebroen.
Beslutning
Godkendt.
"""

_AFTER = """Mosevig Kommune
Referat
Teknisk Udvalg
Møde den 6. juni 2023

1. Lukning af Birkestien
Sag 23/201
Sagsfremstilling
Fartmålingen på Birkestien viste 49 km/t. Efter at bommen kom op, viste en ny måling på Birkestien 31 km/t.
Beslutning
Til efterretning.

2. Salg af Skibby gamle kro
Sag 23/202
Sagsfremstilling
Skibby gamle kro var til salg for 1,1 mio. kr. Der kom ét bud på 1,3 mio. kr. fra Skibby Bryglaug.
Beslutning
Godkendt, at kroen sælges til Skibby Bryglaug.

3. Regnskab for Skibbybroen
Sag 23/203
Sagsfremstilling
Anlægsregnskabet for Skibbybroen viser en samlet udgift på 3,7 mio. kr. Bevillingen til Skibbybroen var 3,1 mio. kr.
Beslutning
Godkendt.
"""

minuted = assistant_of({"2022-05-03.txt": _PLANS, "2023-06-06.txt": _AFTER})


@pytest.mark.parametrize(
    "question",
    [
        "Hvad viste fartmålingen på Lærkebakken, et år efter byporten kom op?",
        "Hvad viste undersøgelsen af jorden under byporten på Lærkebakken?",
        "Hvem købte Mosevig gamle mølle?",
        "Hvornår fik Sandvig Roklub tilladelse til at bruge møllen?",
        "Hvad endte Mosebroen med at koste, da anlægsregnskabet blev gjort op?",
        "Hvem købte Nørreby vandtårn?",
        "Hvilket land arbejder Bodil Krag i under sin orlov?",
        "Hvornår kan Skyttehallen tages i brug igen?",
        "Hvor hurtigt kørte bilerne på Lærkebakken, da byporten var sat op?",
    ],
)
def test_a_plan_does_not_tell_what_came_of_it(minuted: Assistant, question: str) -> None:
    assert not minuted.ask(question).answered


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad viste målingen på Birkestien, efter bommen kom op?", "31 km/t"),
        ("Hvem købte Skibby gamle kro?", "Skibby Bryglaug"),
        ("Hvad endte Skibbybroen med at koste, da regnskabet blev gjort op?", "3,7 mio. kr."),
    ],
)
def test_what_came_of_it_is_told_where_it_is_told(
    minuted: Assistant, question: str, told: str
) -> None:
    answer = minuted.ask(question)
    assert answer.answered
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er der givet i tilskud til et observatorium i Mosevig?",
        "Hvad har udvalget besluttet om vilde kameler ved Lærkebakken?",
        "Hvornår åbner det kommunale observatorium i Mosevig?",
        "Hvornår blev det besluttet at indgå venskabsaftale med Lærkebakken?",
    ],
)
def test_a_thing_of_which_nothing_is_said_is_not_told_of(minuted: Assistant, question: str) -> None:
    assert not minuted.ask(question).answered


def test_a_day_before_the_meeting_tells_when_something_was(minuted: Assistant) -> None:
    answer = minuted.ask("Hvornår blev vandskaden i Skyttehallen fundet?")
    assert "4. april 2022" in answer.text
