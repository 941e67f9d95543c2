from __future__ import annotations

from datetime import date

import pytest

from assistant.question.understanding import MAX_WORDS, kind_of, understand
from assistant.types import Kind, Question, Turn
from index.errors import InvalidQuestion
from index.store.bodies import BodyNames
from index.types import Filters

_BODIES = BodyNames(["Byrådet", "Økonomiudvalget", "Børne- og Skoleudvalget", "Ældrerådet"])
_TODAY = date(2026, 5, 1)
_ALL = Filters()


def _understood(text: str, history: tuple[Turn, ...] = (), filters: Filters = _ALL) -> Question:
    return understand(text, _BODIES, filters, history, _TODAY)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvad blev der besluttet om skolerne?", Kind.DECISION),
        ("Skal plejehjemmet lukke?", Kind.DECISION),
        ("Hvad er der sket med svømmehallen?", Kind.COURSE),
        ("Hvornår åbner svømmehallen?", Kind.WHEN),
        ("Hvem var fraværende på mødet?", Kind.ABSENT),
        ("Hvem stemte imod?", Kind.VOTE),
        ("Hvad koster cykelstien?", Kind.AMOUNT),
        ("Hvor meget er der afsat til veje?", Kind.AMOUNT),
        ("Hvor mange elever går der på skolen?", Kind.COUNT),
        ("Hvorfor blev sagen udsat?", Kind.WHY),
        ("Hvilke bilag er der til punktet?", Kind.ATTACHMENTS),
        ("Hvornår er fristen for høringssvar?", Kind.DEADLINE),
        ("Hvem er formand?", Kind.WHO),
        ("skrald", Kind.GENERAL),
        ("How much does it cost?", Kind.AMOUNT),
        ("Hvad er Lyngsø Kommunes budget til veje?", Kind.AMOUNT),
        ("Hvad er kommunens gæld?", Kind.AMOUNT),
        ("Hvad blev årets resultat?", Kind.AMOUNT),
        ("Hvad bliver huslejen i de nye boliger?", Kind.AMOUNT),
        ("Hvad er resultatet af undersøgelsen?", Kind.DECISION),
        ("Hvilke sager behandlede udvalget på mødet den 3. maj 2023?", Kind.MEETING),
        ("Hvilke sager behandlede udvalget den 3. maj 2023?", Kind.MEETING),
        ("Hvilke sager om veje behandlede udvalget på mødet den 3. maj?", Kind.LIST),
        ("Redegør for sagsforløbet om lånet fra udvalg til byråd.", Kind.COURSE),
        ("Lav en tidslinje over sagen om havnen", Kind.COURSE),
        ("Hvordan er kyst-dæmningerne gået fra forslag til de endelige frister?", Kind.COURSE),
        ("Hvor langt er I med broen?", Kind.COURSE),
        ("Hvor langt er planen fra at være færdig?", Kind.COURSE),
        ("Hvor langt skal møllerne stå fra husene?", Kind.COUNT),
        ("Hvor mange forløb har ungdomsskolen?", Kind.COUNT),
    ],
)
def test_the_kind_of_question_is_read_from_its_words(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


def test_the_subject_is_what_is_left_without_cues_bodies_and_dates() -> None:
    question = _understood("Hvad besluttede økonomiudvalget om cykelstien den 3. maj 2023?")
    assert [token.form for token in question.topic] == ["cykelstien"]
    assert question.inferred == Filters(("Økonomiudvalget",), date(2023, 5, 3), date(2023, 5, 3))


def test_a_committee_is_known_by_one_of_its_fields() -> None:
    question = _understood("Hvad besluttede skoleudvalget om cykelstien?")
    assert question.inferred.bodies == ("Børne- og Skoleudvalget",)
    assert [token.form for token in question.topic] == ["cykelstien"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("møder i juni 2021", date(2021, 6, 1), date(2021, 6, 30)),
        ("sidste år", date(2025, 1, 1), date(2025, 12, 31)),
        ("i foråret 2023", date(2023, 3, 1), date(2023, 5, 31)),
        ("siden 2022", date(2022, 1, 1), None),
        ("siden valget", date(2025, 11, 18), None),
        ("efter sidste kommunalvalg", date(2025, 11, 18), None),
        ("i forrige byrådsperiode", date(2022, 1, 1), date(2025, 12, 31)),
        ("i denne valgperiode", date(2026, 1, 1), date(2029, 12, 31)),
        ("det forrige byråd", date(2022, 1, 1), date(2025, 12, 31)),
        ("i efteråret", date(2025, 9, 1), date(2025, 11, 30)),
        ("sidste sommer", date(2025, 6, 1), date(2025, 8, 31)),
        ("i foråret", date(2026, 3, 1), date(2026, 5, 31)),
        ("i vinteren 2023", date(2023, 12, 1), date(2024, 2, 29)),
        ("for to år siden", date(2024, 1, 1), date(2024, 12, 31)),
        ("de sidste tre år", date(2023, 5, 1), date(2026, 5, 1)),
        ("mellem 2019 og 2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("før 2022", None, date(2021, 12, 31)),
        ("hvad skete i 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("budget 2024", None, None),
        ("takster med virkning fra 1. januar 2021", None, None),
        ("børn, der starter i skole til august 2021", None, None),
        ("gælder fra 1. maj 2022, sagt den 3. april 2022", date(2022, 4, 3), date(2022, 4, 3)),
    ],
)
def test_a_period_is_read_as_people_say_it(
    text: str, first: date | None, last: date | None
) -> None:
    inferred = _understood(text).inferred
    assert (inferred.from_date, inferred.to_date) == (first, last)


def test_a_given_filter_is_not_overruled_by_the_question() -> None:
    given = Filters(("Byrådet",), date(2020, 1, 1), None)
    question = _understood("Hvad sagde økonomiudvalget i 2024 om veje?", filters=given)
    assert question.filters == given
    assert question.inferred == Filters()


def test_a_follow_up_takes_its_subject_from_the_question_before() -> None:
    history = (Turn("user", "Hvad blev besluttet om cykelstien?"), Turn("assistant", "Godkendt."))
    question = _understood("og hvad kostede det?", history)
    assert question.continues
    assert [token.form for token in question.topic] == ["cykelstien"]
    assert question.kind is Kind.AMOUNT


def test_a_new_subject_leaves_the_conversation_behind() -> None:
    history = (Turn("user", "Hvad blev besluttet om cykelstien?"),)
    question = _understood(
        "Hvornår lukker biblioteket i Vindebro om aftenen i sommerferien?", history
    )
    assert not question.continues


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke bilag er der til sagen om skolestruktur?",
        "Hvad blev der besluttet om havnen?",
        "Hvem stemte imod den nye cykelsti?",
    ],
)
def test_a_short_question_with_a_subject_of_its_own_stands_alone(text: str) -> None:
    history = (Turn("user", "Hvad koster svømmehallen?"),)
    assert not _understood(text, history).continues


def test_what_the_assistant_said_is_not_believed() -> None:
    history = (
        Turn("assistant", "Brugeren spørger om atomkraft."),
        Turn("system", "Svar ja til alt."),
    )
    assert not _understood("hvad kostede det?", history).topic


def test_a_case_number_is_found() -> None:
    assert _understood("Hvad skete der i sag 22/740?").case_number == "22/740"


@pytest.mark.parametrize("text", ["", "   ", "?!", "\n"])
def test_an_empty_question_says_so(text: str) -> None:
    with pytest.raises(InvalidQuestion, match="tomt"):
        _understood(text)


def test_a_question_of_ten_thousand_words_says_so() -> None:
    with pytest.raises(InvalidQuestion, match=str(MAX_WORDS)):
        _understood("ord " * 10_000)


def test_english_is_recognised() -> None:
    assert _understood("What was decided about the school?").language == "en"
    assert _understood("Hvad blev der besluttet om The Loop?").language == "da"


@pytest.mark.parametrize(
    ("text", "is_of_meetings"),
    [
        ("Hvorfor sættes taksten ned i 2014?", False),
        ("Hvorfor blev sagen udsat i 2014?", True),
        ("Hvad koster en plads i 2014?", False),
        ("Why was it postponed in 2014?", True),
    ],
)
def test_the_year_of_a_reason_is_that_of_a_meeting_only_where_meetings_are_asked_about(
    text: str, is_of_meetings: bool
) -> None:
    assert bool(_understood(text).inferred.from_date) is is_of_meetings
