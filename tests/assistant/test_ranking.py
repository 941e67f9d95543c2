from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.evidence import subject_of
from assistant.matching import Matcher
from assistant.ranking import (
    FEATURES,
    Seen,
    Subject,
    WordMemory,
    agrees,
    features_of,
    shipped_model,
)
from assistant.understanding import understand
from index.encoder.encoder import SHIPPED_MODEL, StaticEncoder
from index.search.expansion import Relation, Thesaurus
from index.store.bodies import BodyNames
from index.types import DocumentKind, Filters, HeldItem, Passage, SectionKind, Span

BODIES = BodyNames(["Byrådet", "Teknikudvalget"])


@pytest.fixture(scope="module")
def memory() -> WordMemory:
    return WordMemory(StaticEncoder(SHIPPED_MODEL))


def _subject(text: str, *relations: Relation) -> Subject:
    question = understand(text, BODIES, Filters())
    expansions = Thesaurus(relations).expand(question.topic)
    return subject_of(question, Matcher(question.topic, lambda _: 1.0, expansions))


def _seen(title: str, *texts: str, day: date = date(2022, 5, 3), body: str = "Byrådet") -> Seen:
    item = HeldItem(
        1, "a.pdf", DocumentKind.MINUTES, body, day, "1", title, None, True, (SectionKind.DECISION,)
    )
    passages = tuple(
        Passage(
            i, "a.pdf", 1, Span(0, len(t)), t, SectionKind.DECISION, body, day, "1", title, None, 1
        )
        for i, t in enumerate(texts)
    )
    return Seen(item, passages, 0.5, 0.5)


def _sign(name: str, subject: Subject, seen: list[Seen], memory: WordMemory) -> list[float]:
    return [float(v) for v in features_of(subject, seen, memory)[:, FEATURES.index(name)]]


def test_nothing_found_is_nothing_to_rank(memory: WordMemory) -> None:
    subject = _subject("Hvad med svømmehallen?")
    features = features_of(subject, [], memory)
    assert features.shape == (0, len(FEATURES))
    assert len(shipped_model().relevances(features, subject)) == 0


def test_a_question_without_a_subject_meets_nothing(memory: WordMemory) -> None:
    subject = _subject("Hvad skete der?")
    assert _sign("near_item", subject, [_seen("Svømmehal", "Hallen åbner.")], memory) == [0]


def test_an_item_without_text_has_its_title(memory: WordMemory) -> None:
    subject = _subject("Hvad med svømmehallen?")
    assert _sign("near_title", subject, [_seen("Svømmehallen")], memory) == [1]


def test_the_best_sentence_meets_no_more_than_its_passage(memory: WordMemory) -> None:
    subject = _subject("Hvornår åbner svømmehallen?")
    seen = [_seen("Orientering", "Hallen lukker. Svømmehallen er ny. Caféen åbner den 1. maj.")]
    (item,) = _sign("near_item", subject, seen, memory)
    (passage,) = _sign("near_passage", subject, seen, memory)
    (sentence,) = _sign("near_sentence", subject, seen, memory)
    assert sentence < passage <= item


def test_near_words_meet_everyday_ones(memory: WordMemory) -> None:
    relation = Relation("skraldespand", "affaldsordning", 0.9)
    seen = [_seen("Affaldsordning", "Den nye ordning begynder i maj.")]
    (unmet,) = _sign("near_title", _subject("skraldespande"), seen, memory)
    (met,) = _sign("near_title", _subject("skraldespande", relation), seen, memory)
    assert 0.7 < met < 1 > unmet < met


def test_words_near_in_meaning_meet_in_part(memory: WordMemory) -> None:
    seen = [_seen("Plejecenter"), _seen("Vejbelysning")]
    near, far = _sign("near_title", _subject("plejehjem"), seen, memory)
    assert far < near < 1


def test_what_is_said_where_such_questions_were_answered_speaks_for_an_item(
    memory: WordMemory,
) -> None:
    subject = _subject("Hvornår kommer de og henter mit skrald?")
    seen = [_seen("Orientering", "Ny tømning af affald."), _seen("Valg", "Der vælges en formand.")]
    waste, election = _sign("precedents", subject, seen, memory)
    assert 1 > waste > election >= 0


def test_an_item_without_words_has_no_precedents(memory: WordMemory) -> None:
    assert _sign("precedents", _subject("Skrald?"), [_seen("", "")], memory) == [0]


def test_a_name_that_an_item_lacks_counts_against_it(memory: WordMemory) -> None:
    subject = _subject("Hvad koster cykelstien i Tranehøj?")
    seen = [_seen("Cykelsti i Tranehøj", "Stien anlægges."), _seen("Cykelsti", "I Strandlev.")]
    assert _sign("names", subject, seen, memory) == [0, -1]


def test_the_newest_meeting_counts_when_the_latest_is_asked_for(memory: WordMemory) -> None:
    seen = [_seen("Takst", day=date(2020, 1, 1)), _seen("Takst", day=date(2024, 1, 1))]
    assert _sign("latest", _subject("Hvad er taksten nu?"), seen, memory) == [0, 1]
    assert _sign("latest", _subject("Hvad var taksten?"), seen, memory) == [0, 0]


def test_the_body_and_the_period_asked_for_are_told(memory: WordMemory) -> None:
    seen = [_seen("Takst", body="Teknikudvalget"), _seen("Takst", day=date(2020, 1, 1))]
    subject = _subject("Hvad sagde Teknikudvalget om taksten i maj 2022?")
    assert _sign("body", subject, seen, memory) == [1, 0]
    assert _sign("period", subject, seen, memory) == [1, 0]


def test_an_item_without_a_date_is_of_no_period() -> None:
    seen = _seen("Takst")
    assert seen.item is not None
    assert agrees(seen.item, seen.passages, Filters((), date(2022, 1, 1), date(2022, 12, 31)))
    assert not agrees(None, (), Filters((), date(2022, 1, 1), None))
    assert agrees(None, (), Filters())


def test_relevance_is_a_probability_and_keeps_the_order_of_the_scores(memory: WordMemory) -> None:
    subject = _subject("Hvad koster den nye svømmehal i Tranehøj?")
    seen = [
        _seen("Svømmehal i Tranehøj", "Den nye svømmehal koster 84 mio. kr."),
        _seen("Svømmehal", "Entréen hæves."),
        _seen("Vejbelysning", "Godkendt."),
    ]
    features = features_of(subject, seen, memory)
    model = shipped_model()
    relevances = model.relevances(features, subject)
    assert np.all((relevances > 0) & (relevances < 1))
    assert list(np.argsort(-relevances)) == list(np.argsort(-model.scores(features))) == [0, 1, 2]
