from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from assistant.evidence.candidates import subject_of
from assistant.evidence.matching import Matcher
from assistant.question.understanding import understand
from assistant.retrieval.precedents import saturated, shipped_precedents
from assistant.retrieval.ranking import (
    FEATURES,
    Seen,
    Subject,
    agrees,
    features_of,
    shipped_model,
)
from index.danish.analysis import content_tokens
from index.encoder.encoder import SHIPPED_MODEL, StaticEncoder
from index.search.expansion import Relation, Thesaurus
from index.search.forward import ItemReader, packed
from index.store.bodies import BodyNames
from index.types import DocumentKind, Filters, HeldItem, SectionKind

BODIES = BodyNames(["Byrådet", "Teknikudvalget"])


ENCODER = StaticEncoder(SHIPPED_MODEL)
READER = ItemReader(ENCODER)


def _subject(text: str, *relations: Relation) -> Subject:
    question = understand(text, BODIES, Filters())
    expansions = Thesaurus(relations).expand(question.topic)
    return subject_of(question, Matcher(question.topic, lambda _: 1.0, expansions))


def _seen(title: str, *texts: str, day: date = date(2022, 5, 3), body: str = "Byrådet") -> Seen:
    item = HeldItem(
        1, "a.pdf", DocumentKind.MINUTES, body, day, "1", title, None, True, (SectionKind.DECISION,)
    )
    (words,) = READER.read([(title, texts)])
    return Seen(item, packed(words, READER.token_bytes), 0.5, 0.5)


def _sign(name: str, subject: Subject, seen: list[Seen]) -> list[float]:
    return [float(v) for v in features_of(subject, seen, ENCODER)[:, FEATURES.index(name)]]


def test_nothing_found_is_nothing_to_rank() -> None:
    subject = _subject("Hvad med svømmehallen?")
    features = features_of(subject, [], ENCODER)
    assert features.shape == (0, len(FEATURES))
    assert len(shipped_model().relevances(features, subject)) == 0


def test_a_question_without_a_subject_meets_nothing() -> None:
    subject = _subject("Hvad skete der?")
    assert _sign("near_item", subject, [_seen("Svømmehal", "Hallen åbner.")]) == [0]


def test_an_item_without_text_has_its_title() -> None:
    subject = _subject("Hvad med svømmehallen?")
    assert _sign("near_title", subject, [_seen("Svømmehallen")]) == [1]


def test_the_best_sentence_meets_no_more_than_its_passage() -> None:
    subject = _subject("Hvornår åbner svømmehallen?")
    seen = [_seen("Orientering", "Hallen lukker. Svømmehallen er ny. Caféen åbner den 1. maj.")]
    (item,) = _sign("near_item", subject, seen)
    (passage,) = _sign("near_passage", subject, seen)
    (sentence,) = _sign("near_sentence", subject, seen)
    assert sentence < passage <= item


def test_near_words_meet_everyday_ones() -> None:
    relation = Relation("skraldespand", "affaldsordning", 0.9)
    seen = [_seen("Affaldsordning", "Den nye ordning begynder i maj.")]
    (unmet,) = _sign("near_title", _subject("skraldespande"), seen)
    (met,) = _sign("near_title", _subject("skraldespande", relation), seen)
    assert 0.7 < met < 1 > unmet < met


def test_words_near_in_meaning_meet_in_part() -> None:
    seen = [_seen("Plejecenter"), _seen("Vejbelysning")]
    near, far = _sign("near_title", _subject("plejehjem"), seen)
    assert far < near < 1


def test_meaning_is_the_cosine_of_a_sentence_with_its_title() -> None:
    subject = _subject("Hvornår åbner svømmehallen?")
    seen = [_seen("Fritid", "Hallen er ny. Den åbner i maj.", "Godkendt."), _seen("", "")]
    wanted = ENCODER.encode_questions([subject.question.search_text])[0]
    for name, texts in (
        (
            "meaning_sentence",
            ["Hallen er ny. Fritid", "Den åbner i maj. Fritid", "Godkendt. Fritid"],
        ),
        ("meaning_passage", ["Hallen er ny. Den åbner i maj. Fritid", "Godkendt. Fritid"]),
        ("meaning_item", ["Hallen er ny. Den åbner i maj. Godkendt. Fritid"]),
    ):
        best = (ENCODER.encode_passages(texts) @ wanted).max()
        assert _sign(name, subject, seen) == pytest.approx([best, 0], abs=1e-5)


def test_a_part_of_a_compound_meets_less_than_the_word_and_more_than_none() -> None:
    seen = [_seen("Skole"), _seen("Skolebestyrelse"), _seen("Vejbelysning")]
    whole, part, none = _sign("near_title", _subject("skolen"), seen)
    assert whole == 1 > part >= 0.85 > none


def test_what_is_said_where_such_questions_were_answered_speaks_for_an_item() -> None:
    subject = _subject("Hvornår kommer de og henter mit skrald?")
    seen = [_seen("Orientering", "Ny tømning af affald."), _seen("Valg", "Der vælges en formand.")]
    waste, election = _sign("precedents", subject, seen)
    assert 1 > waste > election >= 0


def test_precedents_are_a_cosine_over_the_terms_of_an_items_words() -> None:
    precedents = shipped_precedents()
    subject = _subject("Hvornår kommer de og henter mit skrald?")
    text = "Affaldet og affaldsordningen tømmes; affald fra xyzzyhuset."
    weights = np.array(
        [
            (saturated(np.array(times)) * precedents.weights[term], subject.likely[term])
            for word, times in Counter(content_tokens(f"Affald {text}")).items()
            for term in precedents.numbers(word)
        ]
    )
    cosine = weights[:, 0] @ weights[:, 1] / np.linalg.norm(weights[:, 0])
    found = _sign("precedents", subject, [_seen("Affald", text)])
    assert found == pytest.approx([cosine], rel=1e-5)


def test_an_item_without_words_has_no_precedents() -> None:
    assert _sign("precedents", _subject("Skrald?"), [_seen("", "")]) == [0]


def test_a_name_that_an_item_lacks_counts_against_it() -> None:
    subject = _subject("Hvad koster cykelstien i Tranehøj?")
    seen = [_seen("Cykelsti i Tranehøj", "Stien anlægges."), _seen("Cykelsti", "I Strandlev.")]
    assert _sign("names", subject, seen) == [0, -1]


def test_the_newest_meeting_counts_when_the_latest_is_asked_for() -> None:
    seen = [_seen("Takst", day=date(2020, 1, 1)), _seen("Takst", day=date(2024, 1, 1))]
    assert _sign("latest", _subject("Hvad er taksten nu?"), seen) == [0, 1]
    assert _sign("latest", _subject("Hvad var taksten?"), seen) == [0, 0]


def test_the_body_and_the_period_asked_for_are_told() -> None:
    seen = [_seen("Takst", body="Teknikudvalget"), _seen("Takst", day=date(2020, 1, 1))]
    subject = _subject("Hvad sagde Teknikudvalget om taksten i maj 2022?")
    assert _sign("body", subject, seen) == [1, 0]
    assert _sign("period", subject, seen) == [1, 0]


def test_an_item_without_a_date_is_of_no_period() -> None:
    seen = _seen("Takst")
    assert seen.item is not None
    assert agrees(seen.item, (), Filters((), date(2022, 1, 1), date(2022, 12, 31)))
    assert not agrees(None, (), Filters((), date(2022, 1, 1), None))
    assert agrees(None, (), Filters())


def test_relevance_is_a_probability_and_keeps_the_order_of_the_scores() -> None:
    subject = _subject("Hvad koster den nye svømmehal i Tranehøj?")
    seen = [
        _seen("Svømmehal i Tranehøj", "Den nye svømmehal koster 84 mio. kr."),
        _seen("Svømmehal", "Entréen hæves."),
        _seen("Vejbelysning", "Godkendt."),
    ]
    features = features_of(subject, seen, ENCODER)
    model = shipped_model()
    relevances = model.relevances(features, subject)
    assert np.all((relevances > 0) & (relevances < 1))
    assert list(np.argsort(-relevances)) == list(np.argsort(-model.scores(features))) == [0, 1, 2]
