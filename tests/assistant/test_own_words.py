"""What an answer says around its quotations is true too: numbers, bodies, standings and counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.texts import period_text
from tests.assistant.minutes import assistant_of, assistant_over

_MINUTES = """Mosevig Kommune
Referat
Byrådet
Møde den 27. august 2025

Medlemmer:
Lone Krabsen (A), Bo Lund (V)

4. Bro over Mosebækken
Sagsfremstilling
Broen bliver 51 meter lang og koster 12 mio. kr. Aflæggelsen af regnskabet for forprojektet overholder
ikke fristen. Økonomiafdelingen har herudover ingen bemærkninger.
Beslutning i Økonomiudvalget den 20. august 2025
Anbefales. Liberal Alliance kunne ikke tiltræde indstillingen.
Beslutning i Byrådet den 27. august 2025
Fremsendes med ændringsforslaget fra Det Konservative Folkeparti (C) til Teknisk Udvalg.

5. Forslag fra Venstre om lavere fart på Skovvej
Beslutningsforslag
Farten på Skovvej sænkes til 40 km/t og skiltes inden jul.
Beslutning
Fremsendes til Teknisk Udvalg.

6. Tryghed i parken
Sagsfremstilling
Lygterne i parken er 'besporet' (holdt tændt hele natten) om vinteren.
Indstilling
Forvaltningen indstiller, at der gives 25.000 kr. til lygter i parken.
Beslutning
Godkendt.
"""


mosevig = assistant_of({"2025-08-27.txt": _MINUTES})


def test_an_item_has_no_number_at_another_bodys_meeting(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvem kunne ikke støtte broen over Mosebækken?").text
    assert "sagen »Bro over Mosebækken« i Økonomiudvalget den 20. august 2025" in text
    assert "punkt 4 i Økonomiudvalget" not in text


def test_all_that_was_sent_to_a_body_is_counted(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvor mange punkter blev sendt til Teknisk Udvalg?").text
    assert text.startswith("Der er 2 punkter")


def test_a_partys_proposal_was_not_recommended(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvad skal farten på Skovvej være?").text
    assert "40 km/t" in text
    assert "indstillet" not in text


def test_whether_a_proposal_was_adopted_is_told_with_its_amount(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvor mange penge gives der til lygter i parken?").text
    assert "25.000 kr." in text
    assert "»Godkendt.«" in text


def test_a_body_without_a_list_has_not_the_members_of_another(mosevig: Assistant) -> None:
    assert "Krabsen" in mosevig.ask("Hvem sidder i Byrådet?").text
    assert "Krabsen" not in mosevig.ask("Hvem sidder i udvalget Det gode forløb?").text


def test_who_was_against_is_not_told_as_who_was_for(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvem stemte for broen over Mosebækken?").text
    assert text.startswith("Jeg fandt ikke, hvem der stemte for.")


def test_a_word_is_explained_where_it_stands_in_quotation_marks(mosevig: Assistant) -> None:
    assert "holdt tændt hele natten" in mosevig.ask("Hvad betyder besporet?").text


def test_a_word_that_occurs_nowhere_is_not_said_to_be_found(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvad betyder gravitation?")
    assert not answer.answered
    assert "Jeg fandt ordet" not in answer.text


def test_what_is_added_to_stands_before_it(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvilke bemærkninger har Økonomiafdelingen til broen?").text
    assert "overholder ikke fristen. Økonomiafdelingen har herudover" in text


def test_what_a_body_treated_on_a_day_is_its_agenda(mosevig: Assistant) -> None:
    text = mosevig.ask("Hvad behandlede Byrådet den 27. august 2025?").text
    assert all(title in text for title in ("Bro over Mosebækken", "Tryghed i parken"))


def test_what_an_institution_said_is_no_debate(mosevig: Assistant) -> None:
    assert mosevig.ask("Hvad sagde Økonomiafdelingen om regnskabet for broen?").answered


def test_a_yes_or_no_question_of_a_change_asks_for_no_amount(mosevig: Assistant) -> None:
    answer = mosevig.ask("Bliver farten på Skovvej sænket?")
    assert answer.answered
    assert answer.kind.value == "decision"


def test_a_refusal_is_short_and_calls_no_neighbour_the_case(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvad kostede den nye svømmehal ved Skovvej?")
    assert not answer.answered
    assert "Jeg fandt sagen" not in answer.text
    assert len(answer.text.split()) < 70


def test_many_bodies_are_counted_in_a_refusal(tmp_path: Path) -> None:
    documents = {
        f"{n}.txt": f"Referat\n{body}\nMøde den {n}. maj 2022\n\n1. Budget\nBeslutning\nGodkendt.\n"
        for n, body in enumerate(("Sportsudvalget", "Havneudvalget", "Kulturudvalget"), start=1)
    }
    with assistant_over(tmp_path, documents) as assistant:
        text = assistant.ask("Hvad kostede den nye svømmehal?").text
    assert "fra 3 møder i 3 udvalg og råd i perioden 1. maj 2022 – 3. maj 2022" in text
    assert "Sportsudvalget" not in text


def test_what_was_searched_beyond_is_named_as_people_name_it() -> None:
    days = date(2014, 1, 1), date(2014, 12, 31)
    assert period_text("da", *days) == "2014"
    assert period_text("da", days[1], days[1]) == "31. december 2014"
    assert period_text("da", date(2013, 6, 1), date(2013, 6, 30)) == "juni 2013"
    assert period_text("da", date(2013, 6, 1), date(2013, 6, 9)).startswith("perioden 1. juni 2013")
