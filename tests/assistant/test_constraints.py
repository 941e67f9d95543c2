"""What a question ties its answer to: a count, a name, a year, an actor, a thing, a body, a place."""

from __future__ import annotations

import pytest

from assistant.answers.demands.constraints import bodies_of_others
from assistant.assistant import Assistant
from assistant.types import Turn
from tests.assistant.minutes import assistant_of

_COUNCIL = """Lyngsø Kommune
Referat
Lyngsø Byråd
Møde den 15. maj 2024

1. Lokalplan 88 for Mosevangen
Sag 24/11
Sagsfremstilling
Lokalplan 88 giver mulighed for rækkehuse på Mosevangen. Planen har været i høring i otte uger.
Økonomiafdelingen har ingen bemærkninger til indstillingen.
Indstilling
Forvaltningen indstiller, at lokalplan 88 vedtages.
Beslutning
Vedtaget.

2. Nedsættelse af § 17, stk. 4-udvalget Det lange seje træk
Sag 24/12
Sagsfremstilling
Udvalget består af en formand og øvrige medlemmer. Der deltager en til tre politikere, heraf en som
formand, og borgere fra foreningerne.
Beslutning
Kommissoriet blev godkendt.

3. Velkomstklasser for nye elever
Sag 24/13
Sagsfremstilling
Lyngsø Kommune har velkomstklasser på to skoler. Det blev oplyst, at velkomstklasserne fortsætter på
Engskolen og Bakkeskolen.
Beslutning
Taget til efterretning.

4. Svar på forslag fra SF om lavere fart på Birkevej
Sag 24/14
Beslutningsforslag fra SF
SF ønsker at sænke farten på Birkevej til 30 km/t af hensyn til skolebørn.
Indstilling
Forvaltningen indstiller, at farten på Birkevej tages op i trafiksikkerhedsplanen efter scenarie B.
Beslutning
Indstillingen blev vedtaget.

5. Evaluering af madkurser
Sag 24/15
Sagsfremstilling
Lyngsø Kommune holdt i 2023 syv madkurser. Heraf var fire kurser for unge.
Beslutning
Taget til efterretning.

6. Anlægsbevilling til svømmehal i Vesterlund
Sag 24/16
Sagsfremstilling
Svømmehallen i Vesterlund koster 30,7 mio. kr. Der kommer et forslag om et naturområde, som Vesterlund
Kommune har besluttet at støtte.
Beslutning
Godkendt.

8. Evaluering af kurser i sundere vaner
Sag 24/18
Sagsfremstilling
I alt har 64 borgere deltaget, og 22 borgere har svaret på spørgeskemaet.
Efter seks måneder er 16 pct. stadig vegetarer.
Beslutning i Økonomiudvalget den 08-05-2024
Sagen genoptages, når kursusplanen foreligger. Jens Holm deltog ikke i sagens behandling.
Beslutning
Ældrerådet udtrykte bekymring for den stigende egenbetaling. Taget til efterretning.

7. Skoleskift til Engskolen
Sag 24/17
Sagsfremstilling
Elever på Bakkeskolen kan søge skoleskift til Engskolen, når Mosevejens Skole flytter.
Beslutning
Byrådet godkendte, at elever på Bakkeskolen får mulighed for skoleskift til Engskolen.
"""


lyngsoe = assistant_of({"byraad-2024-05-15.txt": _COUNCIL})


def test_none_of_one_thing_is_no_count_of_another(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvor mange høringssvar kom der til lokalplan 88?")
    assert not answer.answered


def test_a_role_without_a_name_tells_nobody_who_has_it(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvem blev formand for § 17, stk. 4-udvalget Det lange seje træk?")
    assert not answer.answered


def test_a_municipality_and_a_budget_tell_no_amount(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad er Lyngsø Kommunes budget til velkomstklasser?")
    assert not answer.answered


def test_what_was_said_of_a_thing_asks_nobody_in_particular(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad sagde man om velkomstklasserne?")
    assert answer.answered
    assert any("fortsætter" in c.quote for c in answer.citations)


def test_a_number_of_another_year_is_refused_and_the_year_said(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvor mange madkurser holdt Lyngsø Kommune i 2024?")
    assert not answer.answered
    assert "2023" in answer.text
    assert lyngsoe.ask("Hvor mange madkurser holdt Lyngsø Kommune i 2023?").answered


def test_a_party_is_not_given_the_view_of_another(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad mener Venstre om farten på Birkevej?")
    assert not answer.answered
    assert "Venstre" in answer.text
    own = lyngsoe.ask("Hvad mener SF om farten på Birkevej?")
    assert "skolebørn" in own.citations[0].quote


def test_what_the_administration_proposed_is_not_what_a_party_did(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad foreslog forvaltningen om farten på Birkevej?")
    assert "trafiksikkerhedsplanen" in answer.citations[0].quote
    assert not any("skolebørn" in c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Hvor meget skal letbanen til Vesterlund koste?",
        "Hvad koster letbanen i Vesterlund?",
        "Er der planer om en letbane i Vesterlund?",
    ],
)
def test_a_thing_that_nothing_tells_of_has_no_price_by_its_place(
    lyngsoe: Assistant, question: str
) -> None:
    answer = lyngsoe.ask(question)
    assert not answer.answered
    assert "letbane" in answer.text
    assert lyngsoe.ask("Hvor meget skal svømmehallen i Vesterlund koste?").answered


def test_where_something_goes_must_be_where_it_is_said_to_go(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad blev besluttet om skoleskift til Mosevejens Skole?")
    assert not answer.answered
    assert "Mosevejens Skole" in answer.text
    assert lyngsoe.ask("Hvad blev besluttet om skoleskift til Engskolen?").answered


def test_a_council_that_is_not_held_is_named_and_not_answered_for(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad besluttede Odense Byråd om naturområdet?")
    assert not answer.answered
    assert "Odense" in answer.text
    assert bodies_of_others("Hvad besluttede Odense Byråd?", ["Byrådet"]) == []
    assert bodies_of_others("Hvad besluttede Odense Byråd?", ["Aarhus Byråd"]) == ["Odense Byråd"]


def test_how_many_were_so_is_told_by_the_share_that_was(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvor mange var stadig vegetarer efter et halvt år?")
    assert answer.answered
    assert any("16 pct. stadig vegetarer" in c.quote for c in answer.citations)


def test_an_adjective_is_met_by_its_noun(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad var Ældrerådet bekymret for?")
    assert answer.answered
    assert any("bekymring" in c.quote for c in answer.citations)


def test_who_was_away_is_told_of_a_meeting_that_only_others_print(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvem deltog ikke i Økonomiudvalgets behandling den 8. maj 2024?")
    assert [c.quote for c in answer.citations] == ["Jens Holm deltog ikke i sagens behandling."]


def test_what_happened_at_such_a_meeting_is_what_was_decided_there(lyngsoe: Assistant) -> None:
    answer = lyngsoe.ask("Hvad skete der på mødet om kurserne den 8. maj 2024?")
    assert answer.answered
    assert "genoptages" in answer.citations[0].quote
    assert "15. maj" not in answer.text


def test_a_question_with_a_noun_of_its_own_stays_with_the_case_before(lyngsoe: Assistant) -> None:
    history = [Turn("user", "Hvad blev besluttet om farten på Birkevej?"), Turn("assistant", "Ja.")]
    answer = lyngsoe.ask("Hvilket scenarie peger administrationen på?", history=history)
    assert answer.answered
    assert any("trafiksikkerhedsplanen" in c.quote for c in answer.citations)


def test_a_question_of_something_else_is_not_of_the_case_before(ravnsund: Assistant) -> None:
    history = [
        Turn("user", "Hvad blev der besluttet om modtagerklasser?"),
        Turn("assistant", "Godkendt."),
    ]
    assert not ravnsund.ask("Hvad koster en rejse til månen?", history=history).answered


_GUARANTEES = """Lyngsø Kommune
Referat
Økonomiudvalget
Møde den 4. juni 2024

1. Kommunegaranti for lån til Elmely Fjernvarme
Sag 24/21
Sagsfremstilling
Elmely Fjernvarme ansøger om kommunegaranti for et lån på 12,5 mio. kr. til en ny varmecentral.
Beslutning
Godkendt.

2. Stier i Vesterlund
Sag 24/22
Sagsfremstilling
Stien fra stationen i Vesterlund til skolen i Vesterlund får nyt lys.
Beslutning
Godkendt.
"""


guarantees = assistant_of({"oekonomiudvalget-2024-06-04.txt": _GUARANTEES})


def test_what_is_told_of_another_place_or_firm_is_no_answer(guarantees: Assistant) -> None:
    own = guarantees.ask("Hvor stort et lån garanterede kommunen for til Elmely Fjernvarme?")
    assert "12,5 mio. kr." in own.citations[0].quote
    answer = guarantees.ask("Hvor stort et lån garanterede kommunen for til Vesterlund Fjernvarme?")
    assert not answer.answered
    assert "handler ikke om Vesterlund Fjernvarme" in answer.text
