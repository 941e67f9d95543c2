"""The like of what is asked for is no answer: another sort, rank, round, unit, or the whole for each."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.wording.patterns import match_of
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Parkudvalget
Møde den 11. juni 2024

1. Vask af vinduer i plejecentrene
Sag 24/401
Sagsfremstilling
Der pudses vinduer 14 gange i plejecentrene i 2024.
Firmaet Blankt Glas bød på opgaven. Det laveste bud på vinduespudsning var 212.000 kr.
Udgiften til vinduespudsning fordeles på de ni plejecentre. Vinduespudsning koster i alt 212.000 kr.

Beslutning
Godkendt.

2. Fuglepuljen, 2. runde 2024
Sag 24/402
Sagsfremstilling
Ornitologerne i Kildeby søger fuglepuljen om penge til redekasser.
Det foreslås, at ornitologerne i Kildeby får 18.000 kr. af fuglepuljen.

Beslutning
Godkendt.

3. Lån til Møllerup Dambrug
Sag 24/403
Sagsfremstilling
Møllerup Dambrug optager et lån på 4,4 mio. kr. i Møllerup Andelskasse med løbetid på 30 år.
Lånet til Møllerup Dambrug koster 41.000 kr. i stempelafgift. Rådgiveren Vandret Plan har set på lånet til dambruget.
Møllerup Dambrug fik to millioner i tilskud og er tilkendt 75.000 kr. af byretten.

Beslutning
Godkendt.

4. Fiskedam ved Møllerup
Sag 24/404
Sagsfremstilling
Af de 40 karper i fiskedammen er 12 lyserøde. Udgiften til karper i fiskedammen er 9.000 kr.
Fiskedammen ved Møllerup anlægges af kommunen i oktober. Behandlingen af karper foretages af dyrlægen.

Beslutning
Godkendt.
"""

_HOUSES = """Referat
Parkudvalget
Møde den 13. august 2024

1. Ishuset ved fiskedammen
Sag 24/405
Sagsfremstilling
Ishuset er en bygning på 3,2 meter. Vandet i ishuset er 4 grader varmt. Ishuset larmer med 38 dB(A).
Efterslæbet ved ishuset er 51.000 kr. Kunderne i ishuset venter i gennemsnit 12 minutter.
Ifølge regnskabet kostede ishuset 410.000 kr. De tre ure i ishuset koster 900 kr.
I 1. halvår solgte ishuset 700 vafler. Ishuset har åbent kl. 10-16 om lørdagen.

Beslutning
Godkendt.

2. Røgeriet ved søbadet
Sag 24/406
Sagsfremstilling
Røgeriet er en bygning med tre ovne. Vandet i røgeriet hentes i søen. Røgeriet larmer 80 meter fra stien.
Kunderne i røgeriet har ventet over 25 minutter. Til at bygge røgeriet er der afsat 300.000 kr.
Fiskerne ønsker otte borde i røgeriet. Røgeriet lejes for 9.000 kr.
Mølleriet ved røgeriet er på 64 m2. Der blev lavet seks skabe i røgeriet. Udgiften til skabe i røgeriet er 7.000 kr.
Prisen for heste i mølleriet kendes ikke.

Beslutning
Godkendt.
"""

parken = assistant_of({"2024-06-11.txt": _MINUTES, "2024-08-13.txt": _HOUSES})


@pytest.mark.parametrize(
    ("told", "untold"),
    [
        (
            "Hvor mange gange pudses vinduer i plejecentrene i 2024?",
            "Hvor mange gange pudses vinduer i hjemmeplejen i 2024?",
        ),
        (
            "Hvad lød det laveste bud på vinduespudsning på?",
            "Hvad lød det dyreste bud på vinduespudsning på?",
        ),
        (
            "Hvad koster vinduespudsning i alt?",
            "Hvor meget betaler hvert plejecenter for vinduespudsning?",
        ),
        (
            "Hvor meget får ornitologerne i Kildeby af fuglepuljens 2. runde?",
            "Hvor meget får ornitologerne i Kildeby af fuglepuljens 1. runde?",
        ),
        (
            "Hvad koster lånet til Møllerup Dambrug i stempelafgift?",
            "Hvad er renten på lånet til Møllerup Dambrug?",
        ),
        (
            "Hvor meget er Møllerup Dambrug tilkendt af byretten?",
            "Hvor meget er Møllerup Dambrug tilkendt af landsretten?",
        ),
        (
            "Hvad er udgiften til karper i fiskedammen?",
            "Hvad koster det i timen at fiske karper i fiskedammen?",
        ),
        (
            "Hvor mange af de 40 karper i fiskedammen er lyserøde?",
            "Hvor mange af de 40 karper i fiskedammen er magre?",
        ),
        (
            "Hvornår anlægges fiskedammen ved Møllerup?",
            "Hvad skal fiskedammen ved Møllerup hedde?",
        ),
        ("Hvad koster karper i fiskedammen?", "Hvor tit spiser karper i fiskedammen?"),
        ("Hvor mange kvadratmeter er mølleriet?", "Hvor mange kvadratmeter er ishuset?"),
        (
            "Hvor mange skabe blev der lavet i røgeriet?",
            "Hvor mange borde blev der lavet i røgeriet?",
        ),
        (
            "Hvad er udgiften til skabe i røgeriet?",
            "Hvad er prisen for heste i mølleriet?",
        ),
        ("Hvad koster de tre ure i ishuset?", "Hvad koster de to ure i ishuset?"),
        (
            "Hvor mange vafler solgte ishuset i første halvår?",
            "Hvor mange vafler solgte ishuset i andet halvår?",
        ),
        (
            "Hvornår har ishuset åbent om lørdagen?",
            "Hvornår har badeanstalten ved fiskedammen åbent om lørdagen?",
        ),
        ("Hvad lejes røgeriet for?", "Hvad blev den endelige leje af røgeriet?"),
        ("Hvor varmt er vandet i ishuset?", "Hvor varme er ovnene i røgeriet?"),
        ("Hvor meget larmer ishuset?", "Hvor meget larmer røgeriet?"),
        ("Hvor stort er istidsefterslæbet ved ishuset?", "Hvor stor er bøden ved ishuset?"),
        (
            "Hvor længe venter kunderne i ishuset i gennemsnit?",
            "Hvor længe venter kunderne i røgeriet i gennemsnit?",
        ),
        (
            "Hvad kostede ishuset, da regnskabet blev gjort op?",
            "Hvad kostede røgeriet, da regnskabet blev gjort op?",
        ),
    ],
)
def test_the_like_of_what_is_asked_for_is_not_told(
    parken: Assistant, told: str, untold: str
) -> None:
    assert parken.ask(told).answered
    assert not parken.ask(untold).answered


def test_what_is_paid_a_year_is_told_in_money() -> None:
    asked = "Hvad får lodsejerne om året for at lægge jord til?"
    assert match_of("particulars.tsv", "asks:pay", asked)
    assert match_of("particulars.tsv", "tells:pay", "De får 4.000 kr. om året.")
    assert not match_of("particulars.tsv", "tells:pay", "Det giver 61.000 MWh om året.")


def test_what_a_new_house_is_called_is_told_by_its_name() -> None:
    assert match_of("particulars.tsv", "asks:name", "Hvad hedder det nye fælles spejderhus?")
    assert not match_of("particulars.tsv", "asks:name", "Hvad hedder den nye skoleleder?")
    assert not match_of("particulars.tsv", "tells:name", "Spejderhuset ligger på Vestermark.")
