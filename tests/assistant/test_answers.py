"""What each kind of question is answered with, over the sample minutes."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


def test_who_was_absent_is_told_also_where_the_names_stand_under_a_heading(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvem meldte afbud til Handicaprådets møde den 27. februar 2024?")
    assert answer.answered
    assert {c.document for c in answer.citations} == {"handicapraadet/2024-02-27.pdf"}


def test_a_course_tells_what_was_approved_where_the_decision_only_says_that_it_was(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvordan er det gået i sag 21/5127?")
    assert answer.answered
    assert "Indstillingen lød" in answer.text
    dates = [c.date for c in answer.citations if c.date]
    assert len(set(dates)) >= 3


def test_years_that_are_compared_are_told_one_after_the_other(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvad var takster for Ravnsund Lystbådehavn i 2019 i forhold til 2021?")
    assert answer.answered
    assert "2019" in answer.text
    assert "2021" in answer.text


def test_an_abbreviation_is_answered_by_where_it_is_written_out_or_refused(
    ravnsund: Assistant,
) -> None:
    explained = ravnsund.ask("Hvad står LBU for?")
    assert explained.answered
    assert all("LBU" in c.quote for c in explained.citations)


def test_minutes_are_cited_and_not_the_agenda_that_came_before(ravnsund: Assistant) -> None:
    for question in ("Hvad blev besluttet om nedlæggelse af Vindebro Skole?", "lokalplan 187"):
        answer = ravnsund.ask(question)
        assert answer.answered
        assert not [c.document for c in answer.citations if "dagsorden" in c.document], question


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår åbner svømmehallen igen?",
        "Hvor mange køer har Karl?",
    ],
)
def test_a_fact_that_is_missing_from_the_right_item_is_no_answer(
    ravnsund: Assistant, question: str
) -> None:
    assert not ravnsund.ask(question).answered


def test_whether_something_is_a_success_is_answered_by_what_its_item_says(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("er skolemaden en succes?")
    assert answer.answered
    assert all("skolemad" in (c.item_title or "").lower() for c in answer.citations)


def test_an_amount_is_told_without_padding(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvor meget koster § 18-puljen i 2025?")
    assert answer.answered
    assert all(any(ch.isdigit() for ch in c.quote) for c in answer.citations)


def test_what_a_question_takes_for_granted_is_corrected_by_the_decision(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvorfor afviste byrådet at ophæve natslukningen af gadebelysningen?")
    assert answer.answered
    assert answer.text.startswith("Referaterne viser noget andet")
    assert answer.citations[0].section.value == "decision"


def test_an_old_proposal_is_followed_by_how_its_case_ended(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvad indstillede forvaltningen om Vindebro Skole i 2022?")
    assert answer.answered
    assert "Senere:" in answer.text
    assert max(c.date for c in answer.citations if c.date).year >= 2023


def test_a_fact_asked_of_an_old_proposal_is_told_by_the_later_decision(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvornår lukkede Vindebro Skole?")
    assert answer.answered
    assert answer.citations[0].date
    assert answer.citations[0].date.year == 2023


def test_a_word_alone_is_answered_first_by_what_was_decided(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("fritidspas")
    assert answer.answered
    assert answer.text.startswith(
        "Vedtaget som indstillet under punkt 55 (Fritidspas – ændring af aldersgrænse) "
        "i Kultur- og Fritidsudvalget den 10. september 2024"
    )
    proposed, decided = answer.citations[:2]
    assert (proposed.section.value, decided.section.value) == ("recommendation", "decision")


def test_a_title_is_told_once(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvad blev der besluttet om Nyt plejecenter i Ellebæk?")
    titles = {c.item_title for c in answer.citations if c.item_title}
    assert all(answer.text.count(f"({title})") <= 1 for title in titles)


def test_a_greeting_is_greeted_and_not_searched_for(ravnsund: Assistant) -> None:
    for text in ("hej", "Tak!", "mange tak for hjælpen"):
        answer = ravnsund.ask(text)
        assert not answer.answered
        assert answer.text.startswith("Hej!")
    assert not ravnsund.ask("takster").text.startswith("Hej!")


def test_a_case_number_is_told_from_the_line_that_gives_it(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvilket sagsnummer har lokalplan 187 for Havnefronten Syd?")
    assert answer.answered
    assert all(c.case_number and c.case_number in c.quote for c in answer.citations)


def test_a_committee_meeting_is_its_own_and_not_the_councils_that_prints_its_decision(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvem manglede på BSU-mødet den 23. august 2022?")
    assert answer.answered
    assert {str(c.date) for c in answer.citations} == {"2022-08-23"}


def test_the_verb_that_asks_for_an_amount_need_not_stand_in_the_sentence(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvor meget bruges der på landsbypuljen i 2025?")
    assert answer.answered
    assert any("300.000" in c.quote for c in answer.citations)


def test_a_deadline_is_told_by_the_sentence_that_calls_it_one(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvilken frist har Arbejdstilsynet givet for Bakkegården?")
    assert answer.answered
    assert all("frist" in c.quote for c in answer.citations[:1])
