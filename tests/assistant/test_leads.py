"""How quotations are led in: whose words they are, and whether what is recommended was adopted."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.wording.parties import named_in_full
from tests.assistant.minutes import assistant_of

_MINUTES = """Mosevig Kommune
Referat
Byrådet
Møde den 3. maj 2023

1. Kunstgræsbane ved Mosehallen
Sag 23/101
Sagsfremstilling
Banen ved Mosehallen bliver 105 meter lang og 68 meter bred og får lys.
Indstilling
Forvaltningen indstiller,
1. at der gives en bevilling på i alt 9,5 mio. kr. til kunstgræsbanen, som finansieres af Idrætspuljen
2. at der afsættes 0,4 mio. kr. om året til drift af kunstgræsbanen
3. at spejderne kan leje klubhuset
4. at navnet vælges senere
Beslutning
Indstillingen godkendt. Liste B stemte imod.

2. Udvidelse af biblioteket i Lilleby
Sag 23/102
Indstilling
Forvaltningen indstiller, at biblioteket i Lilleby udvides for 3 mio. kr.
Beslutning
Godkendt med den ændring, at udvidelsen sker i to etaper.

3. Svar på forslag fra EL om gratis busser
Sag 23/103
BESLUTNINGSFORSLAG FRA EL
Baggrund
Busserne i Mosevig er blevet aflyst 40 gange i år, og det rammer de ældre.
Enhedslisten foreslår derfor, at
busserne gøres gratis for ældre. Byrådet i Nordby har allerede indført gratis busser.
INDSTILLING FRA TRAFIKAFDELINGEN
Resume
Gratis busser er undersøgt i flere kommuner.
Det indstilles
at forslaget om gratis busser indgår i kørselsplanen for 2025.
Beslutning
Sendt til Teknisk Udvalg.

4. Kultur i Mosevig
Sag 23/104
Sagsfremstilling
Der er lavet en plan for kulturen i Mosevig.
Beslutning
Planen blev drøftet. Sagen genoptages på det næste møde.
Bilag
Bilag 1: Kulturplan
Bilag 2: Høringssvar

5. Forslag fra Enhedslisten om et sundhedshus
Sag 23/105
Sagsfremstilling
Byrådet beder om en plan for et sundhedshus i Storby, der skal fokusere på:
- at styrke hjemmesygeplejen.
- at samle lægerne.
- at give plads til foreninger.
Det nye sundhedshus kan ligge ved havnen.
Lone Krabsen, Enhedslisten
Beslutning
Sendt til Økonomiudvalget.

6. Lokaler til korene
Sag 23/106
Sagsfremstilling
Korene øver i dag i 3 lokaler i Præstegade.
Indstilling
Forvaltningen indstiller, at korene betaler 75 kr. i timen for et lokale i Præstegade.
Beslutning
Indstillingen vedtaget med 17 stemmer (A, V og C). Imod stemte 3 (Ø), som ønsker gratis lokaler.

7. Forslag fra DD og LA om drager
Sag 23/107
BESLUTNINGSFORSLAG FRA DD OG LA
Dragerne har 12 haler og hænger i parken.
Beslutning
Udsat.
"""


mosevig = assistant_of({"2023-05-03.txt": _MINUTES})


def _text(assistant: Assistant, question: str) -> str:
    return assistant.ask(question).text


def test_a_recommendation_that_was_adopted_whole_is_told_as_adopted_by_the_decisions_words(
    mosevig: Assistant,
) -> None:
    text = _text(mosevig, "Hvor meget koster driften af kunstgræsbanen ved Mosehallen?")
    assert "Vedtaget som indstillet (1 af 4 punkter) under punkt 1" in text
    assert "(»Indstillingen godkendt.« [2])" in text
    assert "ikke en beslutning" not in text
    assert "stemte imod" not in text


def test_one_that_was_adopted_by_a_vote_is_told_with_its_numbers(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvor meget betaler korene i timen for et lokale i Præstegade?")
    assert text.startswith("Vedtaget som indstillet under punkt 6")
    assert "(»Indstillingen vedtaget med 17 stemmer« [2])" in text


def test_one_that_was_changed_is_not_told_as_adopted(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvor mange penge udvides biblioteket i Lilleby for?")
    assert "3 mio. kr." in text
    assert "ikke en beslutning" in text
    assert "i to etaper" in text
    assert "Vedtaget som indstillet" not in text


def test_one_that_was_sent_on_is_not_told_as_adopted(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvad indstillede Trafikafdelingen om gratis busser?")
    assert "kørselsplanen" in text
    assert "ikke en beslutning" in text
    assert "gøres gratis for ældre" not in text


def test_the_grounds_of_a_partys_proposal_are_told_as_its_own(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvor mange gange er busserne i Mosevig blevet aflyst?")
    assert text.startswith("I forslaget fra Enhedslisten")


def test_parties_in_a_heading_of_capitals_are_named_in_full(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvor mange haler har dragerne i parken?")
    assert text.startswith("I forslaget fra Danmarksdemokraterne og Liberal Alliance under")


def test_a_fact_in_a_proposal_is_not_proposed(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvad har byrådet i Nordby indført?")
    before = text.partition("»Byrådet i Nordby")[0]
    assert before.rstrip().endswith("står der:")


def test_a_width_is_told_without_what_became_of_the_item(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvor bred og lang bliver banen ved Mosehallen?")
    assert "68 meter" in answer.text
    assert "godkendt" not in answer.text


def test_who_pays_is_told_by_what_finances_it(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvem skal betale for kunstgræsbanen ved Mosehallen?")
    assert "finansieres af Idrætspuljen" in text
    assert "spejderne" not in text


def test_that_it_was_discussed_before_it_was_put_off_is_quoted_too(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvad blev der besluttet om kulturen i Mosevig?")
    assert "»Planen blev drøftet. Sagen genoptages på det næste møde.«" in text


def test_what_happens_next_is_what_was_done_with_it(mosevig: Assistant) -> None:
    text = _text(mosevig, "Hvad skal der ske nu med sundhedshuset i Storby?")
    assert "Sendt til Økonomiudvalget" in text.split("\n\n")[0]
    assert "lægerne" not in text


def test_a_list_is_told_with_what_opens_it_and_without_the_signature(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvad går forslaget om sundhedshuset i Storby ud på?")
    quotes = [c.quote for c in answer.citations]
    assert any(
        "skal fokusere på: -" in q and "- at give plads til foreninger." in q for q in quotes
    )
    assert not any(q.startswith("Lone Krabsen") for q in quotes)


def test_each_attachment_is_quoted_by_itself(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvilke bilag er der til kulturen i Mosevig?")
    assert [c.quote for c in answer.citations] == ["Bilag 1: Kulturplan", "Bilag 2: Høringssvar"]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("V", "Venstre"),
        ("SF OG ALT", "Socialistisk Folkeparti og Alternativet"),
        ("EL og Bo Lund", ""),
    ],
)
def test_only_parties_are_named_in_full(text: str, full: str) -> None:
    assert named_in_full(text) == full
