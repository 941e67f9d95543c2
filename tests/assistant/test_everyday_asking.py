"""Questions as people put them: idioms for a decision and a price, and where a party stands."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.question.understanding import kind_of
from assistant.types import Turn
from tests.assistant.minutes import assistant_of

_MINUTES = """Tangø Kommune
Referat
Tangø Byråd
Møde den 4. juni 2025
Østergård Højskole
Klitvej 7
9999 Tangø

1. Svar på forslag fra DF om en fast plads til ishuset Vaflen
Sag 25/11
Beslutningsforslag
Ishuset Vaflen har stået på molen siden 1971 og er flyttet tre gange.
Dansk Folkeparti foreslår derfor, at
1. Byrådet finder en fast plads til ishuset Vaflen på Østre Mole.
2. Ejeren ikke sættes i uvished om ishuset Vaflen endnu en gang.
Begrundelse
Byrådet må sikre, at ishuset Vaflen bliver på molen.
Byrådsmedlem, Dansk Folkeparti.
Indstilling fra Havneforvaltningen
På baggrund af forslag fra Dansk Folkeparti har Havneforvaltningen undersøgt ishuset Vaflens fremtid.
Det indstilles
At ishuset Vaflen henvises til at tale med de kommende udlejere.
Beslutning
Byrådet vedtog indstillingen. Venstre kunne ikke tiltræde indstillingen, men henholdt sig til det
oprindelige forslag fra Dansk Folkeparti.

2. Anlægsbevilling til cykelsti langs Fjordstien
Sag 25/12
Sagsfremstilling
Cykelstien deles i to etaper. Første etape koster 4,1 mio. kr., og anden etape koster 3,4 mio. kr.
Samlet koster cykelstien langs Fjordstien 7,5 mio. kr., som finansieres af Tangø Sparekasses Fond
med 2,5 mio. kr. og af Teknik og Miljø med 5,0 mio. kr.
Indstilling
Forvaltningen indstiller, at der gives anlægsbevilling til cykelstien.
Beslutning
Godkendt.

3. Nyt klubhus i Sandby
Sag 25/13
Sagsfremstilling
Sandby vokser, og derfor skal klubhuset i Sandby være større. Klubhuset i Sandby får to etager.
Stien til klubhuset i Sandby er tre kilometer og går til begge havne. Naboerne frygter støj fra
klubhuset om aftenen. Økonomiafdelingen har ingen bemærkninger til
indstillingen. Ejeren af kiosken i Sandby vil gerne flytte ind. Tangø Kommune ejer grunden i Sandby.
Indstilling
Forvaltningen indstiller, at klubhuset i Sandby bygges.
Beslutning
Sendes til Kulturudvalget.

4. Svar på forslag fra V om en have til plejehjemmet Solkrogen
Sag 25/14
Beslutningsforslag
Venstre ønsker en have til plejehjemmet Solkrogen af hensyn til beboerne, som gerne vil ud.
Plejehjemmet Solkrogen har 31 beboere.
Stillet af:
Karen Holm (V), byrådsmedlem.
Resume
Venstre har stillet forslag om en have til plejehjemmet Solkrogen med henblik på frisk luft.
Beslutning
Tilbagesendes til Omsorgsudvalget.

5. Skovlegepladsen til børnehaven Spiren
Sag 25/15
Sagsfremstilling
Bestyrelsen har talt om gynger og rutsjebaner. Der afsættes 80.000 kr. Pladsen passes af skolen,
og børn fra børnehaven Spiren kommer forbi. Legepladsen åbner den 1. maj 2026.
Beslutning
Sagen udsættes til næste møde.

6. Forslag fra SF om en vild eng
Sag 25/16
Beslutningsforslag
Engen skal have lov at gro, og den slås kun i september.
Beslutning
Fremsendes til Miljøudvalget.

7. Udvalget Det grønne Tangø
Sag 25/17
Sagsfremstilling
Udvalget Det grønne Tangø skal se på træer. Center for Natur er sekretær for udvalget.
Beslutning
Godkendt.
"""


tangoe = assistant_of({"2025-06-04.txt": _MINUTES})


@pytest.mark.parametrize(
    "question",
    [
        "Hvem hænger på regningen for cykelstien langs Fjordstien?",
        "Hvem skal punge ud for cykelstien langs Fjordstien?",
        "Hvem står for udgifterne til cykelstien langs Fjordstien?",
    ],
)
def test_an_idiom_for_paying_asks_where_the_money_comes_from(
    tangoe: Assistant, question: str
) -> None:
    answer = tangoe.ask(question)
    assert answer.answered
    assert "finansieres af Tangø Sparekasses Fond" in answer.text


def test_what_it_ended_with_asks_for_the_decision() -> None:
    assert kind_of("Hvad endte byrådet med at gøre ved ishuset?").value == "decision"
    assert kind_of("Hvad blev det til med ishuset?").value == "decision"
    assert kind_of("Hvad endte broen med at koste?").value == "amount"


def test_of_a_sum_that_is_asked_for_its_parts_are_not_told(tangoe: Assistant) -> None:
    total = tangoe.ask("Hvad koster cykelstien langs Fjordstien i alt?")
    assert "7,5 mio. kr." in total.text
    assert "4,1 mio. kr." not in total.text


def test_what_a_party_would_have_done_is_told_by_its_proposal(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvad ville Dansk Folkeparti have gjort ved ishuset Vaflen?")
    assert "en fast plads til ishuset Vaflen på Østre Mole" in answer.text
    # Neither its signature nor what another says of the proposal is what it wants.
    assert "Byrådsmedlem, Dansk Folkeparti." not in answer.text
    assert "har Havneforvaltningen undersøgt" not in answer.text


@pytest.mark.parametrize("verb", ["mente", "sagde"])
def test_where_a_party_stands_is_told_where_the_minutes_record_it(
    tangoe: Assistant, verb: str
) -> None:
    answer = tangoe.ask(f"Hvad {verb} Venstre om ishuset Vaflen?")
    assert answer.answered
    assert "Venstre kunne ikke tiltræde indstillingen" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad mente Enhedslisten om ishuset Vaflen?",
        "Hvad sagde Venstre om ishuset Vaflen under debatten?",
        "Hvad sagde Venstre under drøftelsen om ishuset Vaflen?",
    ],
)
def test_what_is_not_recorded_of_a_party_stays_refused(tangoe: Assistant, question: str) -> None:
    answer = tangoe.ask(question)
    assert not answer.answered
    assert "De gengiver normalt ikke, hvem der sagde hvad." in answer.text


def test_what_people_think_is_told_where_they_are_named(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvad mener naboerne om klubhuset i Sandby?")
    assert [c.quote for c in answer.citations][:1] == [
        "Naboerne frygter støj fra klubhuset om aftenen."
    ]


def test_what_nobody_is_said_to_think_is_refused(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvad mener lærerne om klubhuset i Sandby?")
    assert not answer.answered
    assert "ikke, hvad lærerne mener eller foreslår" in answer.text


def test_an_owner_is_told_by_a_name_and_not_by_being_called_the_owner(tangoe: Assistant) -> None:
    assert not tangoe.ask("Hvem ejer kiosken i Sandby?").answered
    assert "Tangø Kommune ejer grunden" in tangoe.ask("Hvem ejer grunden i Sandby?").text


def test_a_count_of_what_a_case_does_not_have_presumes_nothing_of_it(tangoe: Assistant) -> None:
    assert not tangoe.ask("Hvor mange træer bliver fældet til klubhuset i Sandby?").answered


def test_those_who_live_somewhere_are_told_by_a_number_of_them(tangoe: Assistant) -> None:
    assert not tangoe.ask("Hvor mange bor der i Sandby?").answered
    assert "31 beboere" in tangoe.ask("Hvor mange bor der på plejehjemmet Solkrogen?").text


def test_who_signed_a_proposal_is_told_beside_whose_it_is(tangoe: Assistant) -> None:
    text = tangoe.ask("Hvem har stillet forslaget om en have til plejehjemmet Solkrogen?").text
    assert "Stillet af: Karen Holm (V), byrådsmedlem." in text


def test_where_a_body_stands_is_told_by_what_it_decided(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvad er byrådets holdning til klubhuset i Sandby?")
    assert answer.kind.value == "decision"
    assert "Sendes til Kulturudvalget." in answer.text


def test_a_meetings_place_is_told_by_its_street(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvor holdt Tangø Byråd møde den 4. juni 2025?")
    assert "Klitvej 7" in answer.text
    assert "Østergård Højskole" in answer.text


def test_the_part_that_someone_pays_is_told_by_what_they_pay(tangoe: Assistant) -> None:
    text = tangoe.ask("Hvor stor en del af cykelstien betaler Tangø Sparekasses Fond?").text
    assert "2,5 mio. kr." in text


def test_what_is_put_aside_is_told_by_what_is_set_aside(tangoe: Assistant) -> None:
    text = tangoe.ask("Hvor mange penge er der sat af til skovlegepladsen?").text
    assert "80.000 kr." in text


def test_the_same_is_asked_of_another_party(tangoe: Assistant) -> None:
    history = [Turn("user", "Hvad mente Dansk Folkeparti om ishuset Vaflen?")]
    text = tangoe.ask("Hvad med Venstre?", history=history).text
    assert "Venstre kunne ikke tiltræde indstillingen" in text


def test_that_a_case_was_put_off_is_no_reason_for_it(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvorfor blev sagen om skovlegepladsen udsat?")
    assert not answer.answered
    assert "giver ingen begrundelse" in answer.text


def test_the_day_of_something_else_does_not_tell_when_a_thing_was_done(tangoe: Assistant) -> None:
    assert not tangoe.ask("Hvornår blev børnehaven Spiren malet?").answered
    assert "1. maj 2026" in tangoe.ask("Hvornår bliver skovlegepladsen åbnet?").text


def test_a_proposers_name_may_stand_in_the_title_alone(tangoe: Assistant) -> None:
    answer = tangoe.ask("Hvem står bag forslaget om en vild eng?")
    assert [c.quote for c in answer.citations] == ["Forslag fra SF om en vild eng"]


def test_a_department_may_have_a_role(tangoe: Assistant) -> None:
    text = tangoe.ask("Hvem er sekretær for udvalget Det grønne Tangø?").text
    assert "Center for Natur er sekretær" in text
