"""What became of an item, what it approved, and why: over invented minutes of two meetings."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from tests.assistant.minutes import assistant_of, assistant_over

_COUNCIL = """Referat
Byrådet
Møde den 3. maj 2023

Fraværende: Ida Holm (A)

1. Svar på forslag fra V om at sænke prisen på badebilletter i Mosebadet
Sag 23/101
Sagsfremstilling
Venstre har foreslået at sænke prisen på badebilletter i Mosebadet med 50 procent.
Mosebadet er åbent fra maj til september.

Indstilling
Forvaltningen indstiller, at
1. prisen på badebilletter i Mosebadet tages op i budgettet. Det sker i august.
2. Mosebadet får et skilt ved vejen. Skiltet bliver af træ.
3. klippekort til Mosebadet undersøges nærmere af forvaltningen
4. Mosebadets venner høres om åbningstiden i skoleferien

Beslutning
Indstillingen vedtaget. Grøn Liste kunne ikke tiltræde indstillingen.

2. Ny gangbro over Lyngåen
Sag 23/102
Sagsfremstilling
Den gamle gangbro over Lyngåen blev skyllet væk af højvandet i januar.
Det foreslås derfor, at kommunen bygger en ny gangbro over Lyngåen i beton.
Broen bliver 14 meter lang. Byrådet vedtog i 2019, at broen over Lyngåen skulle bevares.

Beslutning
Sendes til Teknisk Udvalg.

3. Puljen til legepladser
Sag 23/103
Sagsfremstilling
Puljen til legepladser fordeles sådan på indsatser i 2023.

Indsats Beløb
Gynger i Aspely 100.000 kr.
Rutsjebane i Birkely 200.000 kr.
Sandkasse i Cedely 50.000 kr.
Klatretårn i Dunhammer 75.000 kr.
Svævebane i Egerup 90.000 kr.
Vipper i Fuglsang 20.000 kr.
Bænke i Gribslev 15.000 kr.
Belysning i Husby 60.000 kr.

Forvaltningen foreslår følgende regler for legepladserne.
1. Hunde skal føres i snor.
2. Cykler stilles ved porten.

Beslutning
Godkendt.
"""


assistant = assistant_of({"by-2023-05-03.txt": _COUNCIL})


def test_what_a_minority_could_not_accept_is_no_rejection(assistant: Assistant) -> None:
    answer = assistant.ask("Hvorfor afviste byrådet at sænke prisen på badebilletter i Mosebadet?")
    assert answer.text.startswith("Referaterne viser noget andet")


def test_points_of_a_recommendation_are_counted_and_not_their_sentences(
    assistant: Assistant,
) -> None:
    text = assistant.ask("Hvad blev besluttet om prisen på badebilletter i Mosebadet?").text
    assert "af 4 punkter)" in text


def test_a_reason_that_stands_before_its_consequence_is_quoted_with_it(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Hvorfor skal der bygges en ny gangbro i beton over Lyngåen?")
    assert "skyllet væk af højvandet" in answer.text
    assert all("Sendes til" not in c.quote for c in answer.citations)


def test_who_was_absent_tells_not_why(assistant: Assistant) -> None:
    assert assistant.ask("Hvem var fraværende på mødet den 3. maj 2023?").answered
    answer = assistant.ask("Hvorfor var Ida Holm fraværende den 3. maj 2023?")
    assert not answer.answered
    assert "ingen begrundelse" in answer.text


def test_a_case_passed_on_is_told_in_english_with_one_preposition(assistant: Assistant) -> None:
    text = assistant.ask("What was decided about the gangbro over Lyngåen?").text
    assert "forwarded item 2" in text
    assert " on on " not in text


def test_a_sentence_that_may_date_the_decision_stands_beside_what_became_of_the_case(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Hvornår blev det vedtaget at bevare gangbroen over Lyngåen?")
    # "Broen" is not surely the "gangbro" that is asked about, so what became of the case comes first.
    assert answer.text.startswith("Jeg har ikke fundet en endelig beslutning")
    assert "i 2019" in answer.citations[-1].quote


def test_why_someone_voted_is_told_only_with_the_vote(assistant: Assistant) -> None:
    answer = assistant.ask("Hvorfor stemte Grøn Liste imod prisen på badebilletter i Mosebadet?")
    assert answer.text.startswith("Jeg fandt ingen begrundelse")
    assert [c.quote for c in answer.citations] == ["Grøn Liste kunne ikke tiltræde indstillingen."]


def test_a_polite_beginning_is_no_part_of_what_is_asked(assistant: Assistant) -> None:
    plain = assistant.ask("Hvor lang bliver gangbroen over Lyngåen?")
    polite = assistant.ask("Kan du fortælle mig, hvor lang bliver gangbroen over Lyngåen?")
    assert plain.answered
    assert polite.kind == plain.kind
    assert {c.quote for c in plain.citations} <= {c.quote for c in polite.citations}


@pytest.mark.parametrize(
    ("first", "then", "held"),
    [
        ("Hvad blev besluttet om badebilletter i Mosebadet?", "hvem var imod?", "Grøn Liste"),
        ("Hvem var fraværende på mødet den 3. maj 2023?", "hvad drøftede de?", "gangbro"),
    ],
)
def test_a_question_of_nothing_but_kind_words_is_of_the_one_before(
    assistant: Assistant, first: str, then: str, held: str
) -> None:
    answer = assistant.ask(then, history=[Turn("user", first)])
    assert held in answer.text
    assert answer.answered


def test_a_table_of_amounts_is_told_whole_where_a_list_is_asked_for(assistant: Assistant) -> None:
    text = assistant.ask("Hvilke indsatser får penge af puljen til legepladser?").text
    assert all(name in text for name in ("Aspely", "Cedely", "Egerup", "Gribslev", "Husby"))


def test_a_list_that_follows_a_full_sentence_is_told_with_it(assistant: Assistant) -> None:
    text = assistant.ask("Hvad består reglerne for legepladserne af?").text
    assert "Hunde skal" in text
    assert "Cykler stilles" in text


def test_a_decision_that_is_printed_over_the_case_and_below_it_is_quoted_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    minutes = """Referat
Byrådet
Møde den 3. maj 2023

1. Ny mole i Lyngby Havn
Sag 23/201
Beslutning
Sendt til behandling i Havneudvalget. Udvalget svarer senest den 1. juni 2023.

Sagsfremstilling
Molen i Lyngby Havn er fra 1912 og skal fornyes.

Beslutning
Sendt til behandling i Havneudvalget.

2. Regnskab for havnen
Sag 23/202
Beslutning
Taget til efterretning.
"""
    with assistant_over(tmp_path_factory.mktemp("twice"), {"byraad.txt": minutes}) as assistant:
        answer = assistant.ask("Hvad blev der besluttet om molen i Lyngby Havn?")
    quotes = [citation.quote for citation in answer.citations]
    assert sum("behandling i Havneudvalget" in quote for quote in quotes) == 1
