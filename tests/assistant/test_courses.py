"""A course is of one case, whatever its steps are numbered: what each decided is all that it needs to tell."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_HEAD = "Referat\n{body}\nMøde den {day}\n\n"
_DOCUMENTS = {
    "a.txt": _HEAD.format(body="Kulturudvalget", day="6. februar 2019")
    + "1. Spejderhytte ved Langesø - forundersøgelse\nSag 19/1102\nSagsfremstilling\n"
    "Spejderne ved Langesø ønsker en hytte. Prisen på hytten er 1,1 mio. kr.\n"
    "Beslutning\nForundersøgelsen sættes i gang.\n\n"
    "2. Spejderhytte ved Kragsø - gulve\nSag 19/88\nSagsfremstilling\nGulvene er slidte.\n"
    "Beslutning\nGulvene slibes.\n\n"
    "3. Bogpuljen 2019 - fordeling\nSag 19/90\nSagsfremstilling\nBogpuljen er på 40.000 kr. i 2019.\n"
    "Beslutning\nGodkendt.\n",
    "b.txt": _HEAD.format(body="Kulturudvalget", day="9. marts 2022")
    + "1. Spejderhytte ved Langesø - opførelse\nSag 22/7\nSagsfremstilling\n"
    "Prisen på hytten er nu 2,4 mio. kr.\nBeslutning\nHytten opføres af træ fra egne skove.\n\n"
    "2. Bogpuljen 2022 - fordeling\nSag 22/61\nSagsfremstilling\nBogpuljen er på 65.000 kr. i 2022.\n"
    "Beslutning\nGodkendt.\n",
}
# What the titles share must be rare among all that is held.
_DOCUMENTS["c.txt"] = _HEAD.format(body="Kulturudvalget", day="6. april 2022") + "".join(
    f"{n}. Tilskud til {what}\nSag 22/{n + 200}\nSagsfremstilling\nDer søges om tilskud til {what}.\n"
    "Beslutning\nGodkendt.\n\n"
    for n, what in enumerate(
        "korsang maleri dans orgel filmklub keramik revy jazz bogmarked foto teater blæsere".split(),
        start=1,
    )
)
kultur = assistant_of(_DOCUMENTS)


def test_a_course_has_the_steps_that_are_numbered_anew(kultur: Assistant) -> None:
    answer = kultur.ask("Hvordan er forløbet i sagen om spejderhytten ved Langesø?")
    assert "Forundersøgelsen sættes i gang" in answer.text
    assert "træ fra egne skove" in answer.text
    assert "Gulvene slibes" not in answer.text


@pytest.mark.parametrize("year", ["2019", "2022"])
def test_two_years_are_compared_over_the_items_of_each(kultur: Assistant, year: str) -> None:
    answer = kultur.ask("Hvor stor var bogpuljen i 2019 sammenlignet med 2022?")
    assert f"i {year}" in answer.text


def test_how_a_price_went_is_told_of_each_step(kultur: Assistant) -> None:
    answer = kultur.ask("Hvad er historien om prisen på spejderhytten ved Langesø?")
    assert "1,1 mio. kr." in answer.text
    assert "2,4 mio. kr." in answer.text


voted = assistant_of(
    {
        "d.txt": _HEAD.format(body="Byrådet", day="24. september 2019")
        + "1. Vindmøller ved Langesø\nSag 19/400\nSagsfremstilling\nDer søges om fire vindmøller ved Langesø.\n"
        "Beslutning i Planudvalget den 3. september 2019\nAnbefales.\n"
        "Beslutning i Byrådet den 24. september 2019\nAfstemning: For vindmøllerne stemte 8. Imod stemte 11.\n"
        "Planen er dermed ikke vedtaget, og sagen henlægges.\n"
    }
)


def test_where_only_the_vote_is_printed_it_is_the_decision(voted: Assistant) -> None:
    text = voted.ask("Hvordan er forløbet i sagen om vindmøllerne ved Langesø?").text
    assert "ikke vedtaget, og sagen henlægges" in text
    assert "ikke fundet en endelig beslutning" not in text
    assert (
        "Byrådet sagde den 24. september 2019 nej"
        in voted.ask("Bliver der vindmøller ved Langesø?").text
    )
