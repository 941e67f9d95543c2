"""An entry of what the answer before listed is asked of by its place: "det sidste", "nr. 2", "den anden"."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer, Turn
from tests.assistant.minutes import assistant_of

_MINUTES = """Mosevig Kommune
Referat
Byrådet
Møde den 3. maj 2023

1. Forslag fra Liste D om gratis bad
Sag 23/101
Sagsfremstilling
Liste D foreslår, at svømmehallen bliver gratis for alle under 18 år. Det koster 0,4 mio. kr. om året.
Beslutning
Sendt til Kulturudvalget, som skal svare inden august.

2. Udvidelse af biblioteket
Sag 23/102
Sagsfremstilling
Biblioteket er for lille.
Indstilling
Forvaltningen indstiller, at biblioteket udvides for 3 mio. kr.
Beslutning
Godkendt.

3. Forslag fra Liste D om en hundeskov ved Kærsø
Sag 23/103
Sagsfremstilling
Liste D foreslår, at der laves en hundeskov ved Kærsø. Hegnet koster 0,2 mio. kr.
Beslutning
Sendt til Teknisk Udvalg, som skal svare inden oktober.
"""
_PROPOSALS = "Hvilke forslag kom fra Liste D?"
_BATH, _LIBRARY, _DOGS = "1", "2", "3"


mosevig = assistant_of({"2023-05-03.txt": _MINUTES})


def _after(assistant: Assistant, *questions: str, told: str | None = None) -> Answer:
    """The answer to the last question, after the others; `told` is what the client says was answered."""
    history: list[Turn] = []
    for text in questions[:-1]:
        answer = assistant.ask(text, history=history) if told is None else None
        history += [Turn("user", text), Turn("assistant", answer.text if answer else told or "")]
    return assistant.ask(questions[-1], history=history)


def _items(answer: Answer) -> set[str | None]:
    return {citation.item_number for citation in answer.citations}


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Hvad går det sidste ud på?", _DOGS),
        ("Hvad går det første ud på?", _BATH),
        ("Hvad går det andet forslag ud på?", _DOGS),
        ("Hvad går nr. 2 ud på?", _DOGS),
        ("Hvad koster forslag nummer 1?", _BATH),
        ("og den anden?", _DOGS),
        ("Hvem skal svare på det første?", _BATH),
        ("What is the last one about?", _DOGS),
    ],
)
def test_a_place_means_the_entry_of_the_list_before(
    mosevig: Assistant, text: str, item: str
) -> None:
    assert _items(_after(mosevig, _PROPOSALS, text)) == {item}


@pytest.mark.parametrize(
    ("questions", "item", "words"),
    [
        (("Hvad går det sidste ud på?", "Hvem skal svare på det?"), _DOGS, "Teknisk Udvalg"),
        (("Hvem skal svare på det sidste?", "og det andet?"), _BATH, "Kulturudvalget"),
        (("Hvad koster det første?", "og det andet?", "Hvem skal svare på det?"), _DOGS, "Teknisk"),
        (("Hvad koster det sidste?", "hvad med nr. 1?"), _BATH, "0,4 mio. kr."),
    ],
)
def test_what_follows_stays_with_the_entry(
    mosevig: Assistant, questions: tuple[str, ...], item: str, words: str
) -> None:
    answer = _after(mosevig, _PROPOSALS, *questions)
    assert _items(answer) == {item}
    assert words in answer.text


def test_an_agenda_is_a_list(mosevig: Assistant) -> None:
    agenda = "Hvad var på dagsordenen den 3. maj 2023?"
    assert _items(_after(mosevig, agenda, "Hvad handler nr. 2 om?")) == {_LIBRARY}


def test_what_the_client_says_was_answered_is_not_believed(mosevig: Assistant) -> None:
    told = "1. Udvidelse af biblioteket [1]\n2. Gratis bad [2]"
    answer = _after(mosevig, _PROPOSALS, "Hvad går det sidste ud på?", told=told)
    assert _items(answer) == {_DOGS}


def test_a_place_that_the_list_has_not_is_none_of_it(mosevig: Assistant) -> None:
    assert not _after(mosevig, _PROPOSALS, "Hvad går nr. 3 ud på?").answered


def test_a_question_that_names_its_own_subject_is_of_that(mosevig: Assistant) -> None:
    text = "Hvad går det sidste forslag om gratis bad ud på?"
    assert _BATH in _items(_after(mosevig, _PROPOSALS, text))
