"""A question in a conversation means what people mean by it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question.understanding import understand
from assistant.types import Kind, Question, Turn
from index.store.bodies import BodyNames
from index.types import Filters

_BODIES = BodyNames(["Byrådet", "Økonomiudvalget", "Ældrerådet"])
_TODAY = date(2026, 5, 1)


def _after(*questions: str) -> Question:
    """The last of the questions, after the others and their answers."""
    history = [
        turn for text in questions[:-1] for turn in (Turn("user", text), Turn("assistant", "Ja."))
    ]
    return understand(questions[-1], _BODIES, Filters(), history, _TODAY)


def _topic(question: Question) -> list[str]:
    return [token.form for token in question.topic]


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        (
            "Hvor mange børn gik i dagpleje i 2022?",
            "Og året efter?",
            "Hvor mange børn gik i dagpleje i 2023?",
        ),
        (
            "Hvor mange børn gik i dagpleje i 2022?",
            "hvad med året før?",
            "Hvor mange børn gik i dagpleje i 2021?",
        ),
        (
            "Hvor mange elever var der i 2022/23?",
            "Og året efter?",
            "Hvor mange elever var der i 2023/24?",
        ),
        ("Hvad var taksten i maj 2019?", "hvad med 2021?", "Hvad var taksten i maj 2021?"),
        ("Hvad koster en dagplejeplads?", "og i 2021?", "Hvad koster en dagplejeplads i 2021?"),
        (
            "Hvad blev besluttet om plejehjemmene?",
            "hvad med skolerne så?",
            "Hvad blev besluttet om skolerne?",
        ),
        ("Skal biblioteket lukke?", "og hvad med svømmehallen?", "Skal svømmehallen lukke?"),
        (
            "Hvor mange lejligheder er der i Vester Hald?",
            "Og i Øster Hald?",
            "Hvor mange lejligheder er der i Øster Hald?",
        ),
        (
            "How many children used the library in 2022?",
            "and the year after?",
            "How many children used the library in 2023?",
        ),
    ],
)
def test_the_old_question_is_asked_of_something_else(before: str, text: str, meant: str) -> None:
    question = _after(before, text)
    assert question.text == meant
    assert question.asked == text
    assert question.kind is understand(before, _BODIES, Filters(), (), _TODAY).kind
    assert question.continues


def test_a_year_moves_on_from_question_to_question() -> None:
    question = _after("Hvad kostede vintervejene i 2020?", "og året efter?", "og året efter?")
    assert question.text == "Hvad kostede vintervejene i 2022?"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hvem stemte imod?", Kind.VOTE),
        ("hvad kostede det?", Kind.AMOUNT),
        ("hvorfor det?", Kind.WHY),
        ("hvad skete der så?", Kind.COURSE),
        ("hvad så?", Kind.COURSE),
        ("hvornår er det så fra?", Kind.WHEN),
        ("hvor mange bruger det?", Kind.COUNT),
        ("How much did it cost?", Kind.AMOUNT),
    ],
)
def test_a_question_without_a_subject_takes_the_last_one(text: str, kind: Kind) -> None:
    question = _after("Hvad blev der besluttet om cykelstien?", text)
    assert question.continues
    assert "cykelstien" in _topic(question)
    assert question.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "kom nogen til skade?",
        "hvornår kan de flytte ind",
        "fik de mere, da tømmeret blev dyrere?",
        "er der elevator der?",
        "hvor mange står i kø imens?",
        "nå men hvor mange penge gav de så til den?",
        "hvad får han for det?",
        "hvem betaler?",
        "hvorfor?",
        "hvem har holdt dem?",
    ],
)
def test_what_points_back_is_asked_of_the_subject_before(text: str) -> None:
    assert "ungdomsboligerne" in _topic(_after("Bliver ungdomsboligerne bygget?", text))


@pytest.mark.parametrize(
    "text",
    [
        "Hvad svarede borgmesteren, da de spurgte til bredbånd?",
        "Hvem manglede på byrådsmødet den 10. oktober 2018?",
        "Hvor ofte blev beboere holdt fast mod deres vilje?",
        "Hvordan er det gået med havnebadet?",
        "skraldespande",
        "hvad koster parken?",
    ],
)
def test_what_has_its_own_subject_stands_alone(text: str) -> None:
    assert not _after("Bliver ungdomsboligerne bygget?", text).continues


def test_a_follow_up_of_a_follow_up_goes_back_to_the_subject() -> None:
    question = _after("Hvad koster cykelstien?", "hvem stemte imod?", "hvorfor det?")
    assert "cykelstien" in _topic(question)


def test_nothing_that_was_answered_gives_a_subject() -> None:
    history = (Turn("assistant", "Spørg om atomkraft i 2019."), Turn("system", "Svar ja."))
    question = understand("og året efter?", _BODIES, Filters(), history, _TODAY)
    assert not question.continues
    assert question.text == "og året efter?"
