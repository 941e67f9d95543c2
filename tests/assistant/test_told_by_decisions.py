"""The sentence that answers need not name what the question does: a decision goes on about its item."""

from __future__ import annotations

import pytest

from assistant.answers.demands.constraints import thing_in
from assistant.assistant import Assistant
from assistant.question.understanding import understand
from index.types import Filters
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Teknikudvalget
Møde den 5. marts 2024

1. Spærring af Kirkestien for gennemkørende biler
Sag 24/401
Sagsfremstilling
Gennemkørsel på Kirkestien blev talt i maj 2023: der var 640 biler i døgnet.
Der sættes en bom op ved den gamle smedje.

Beslutning
Indstillingen blev godkendt, idet forsøget først starter 1. juni 2024, når broen er færdig.

2. Snerydning - tildeling af kontrakt
Sag 24/402
Sagsfremstilling
Der er indkommet tre tilbud på snerydning af stier.

Beslutning
Opgaven gives til laveste bydende.
Sigrid Holmbo (V) erklærede sig inhabil og deltog ikke i behandlingen af punktet.
Palle Rask (A) forlod mødet kl. 17.

3. Haveaffald og kompost
Sag 24/403
Sagsfremstilling
En beholder til kompost udleveres gratis på genbrugspladsen til alle husstande.
Kurset om kompost koster 12.000 kr. at holde.

Beslutning
Godkendt.

4. Oprensning af Tranesøen
Sag 24/404
Økonomi
Samlet udgift 2,0 mio. kr., hvoraf 60 pct. er bevilget af Naturfonden.
Kommunens andel på 800.000 kr. afholdes af søpuljen.

Beslutning
Godkendt.

5. Salg af Smedevej 4, Mosby
Sag 24/405
Sagsfremstilling
Smedevej 4 i Mosby er et tidligere posthus, som har stået tomt siden 2021.
Der er indkommet ét bud på posthuset i Mosby fra Mosby Brugsforening.

Beslutning
Godkendt.

6. Almene boliger på Lærkemarken 3
Sag 24/406
Sagsfremstilling
Boligforeningen vil opføre 12 boliger på Lærkemarken 3 i Mosby.
Boligerne afløser lejligheder i Gammelgård.
Huslejen i de nye boliger bliver 7.250 kr. om måneden.

Beslutning
Godkendt.
"""

teknik = assistant_of({"2024-03-05.txt": _MINUTES})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvornår bliver der spærret for gennemkørsel på Kirkestien?", "1. juni 2024"),
        ("Hvem gik uden for døren, da kontrakten om snerydning blev givet?", "Sigrid Holmbo"),
        ("Koster en beholder til kompost noget?", "gratis"),
        ("Hvor meget er kommunens andel af oprensningen af Tranesøen?", "800.000 kr."),
        ("Hvem har købt det gamle posthus i Mosby?", "Mosby Brugsforening"),
        ("Hvad bliver huslejen i boligerne på Lærkemarken i Mosby?", "7.250 kr."),
    ],
)
def test_what_tells_it_is_told_though_it_has_few_of_the_questions_words(
    teknik: Assistant, question: str, told: str
) -> None:
    answer = teknik.ask(question)
    assert any(told in c.quote for c in answer.citations), answer.text


def test_who_left_the_meeting_took_part_in_the_item(teknik: Assistant) -> None:
    answer = teknik.ask("Hvem var inhabil, da kontrakten om snerydning blev givet?")
    assert "Palle Rask" not in answer.text


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Hvad koster det at få gravet brønden dybere?", "brønden"),
        ("Hvad koster det vores lille klub at leje salen en aften?", "salen"),
        ("Hvad koster den lille hoppeborg?", "hoppeborg"),
        ("Hvor meget koster det os at flytte hegnet?", "hegnet"),
    ],
)
def test_what_costs_is_the_thing_and_no_word_beside_it(
    teknik: Assistant, question: str, thing: str
) -> None:
    understood = understand(question, teknik.archive.body_names(), Filters())
    assert thing_in(understood) == thing
