from __future__ import annotations

import pytest

from assistant.evidence.matching import Matcher, roots, words_of
from index.danish.analysis import Token, content_tokens, tokens
from index.search.expansion import Relation, Thesaurus


def _rare(_: Token) -> float:
    return 1.0


def _matcher(question: str, *relations: Relation) -> Matcher:
    topic = content_tokens(question)
    return Matcher(topic, _rare, Thesaurus(relations).expand(topic))


def test_a_word_is_met_by_its_official_word_as_far_as_the_relation_is_sure() -> None:
    sure = _matcher("skraldespande", Relation("skraldespand", "affaldsordning", 0.9))
    loose = _matcher("skraldespande", Relation("skraldespand", "affaldsordning", 0.4))
    words = words_of("Den nye affaldsordning træder i kraft den 1. maj.")
    assert 0 < loose.coverage(words) < sure.coverage(words) < 1
    assert sure.missing(words) == ()


def test_the_word_itself_is_worth_more_than_what_stands_for_it() -> None:
    matcher = _matcher("børnehave", Relation("børnehave", "dagtilbud", 1.0))
    assert matcher.coverage(words_of("dagtilbud")) < matcher.coverage(words_of("børnehaven")) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [("modtagerklasser", "Modtageklassen flytter."), ("ungdomskolen", "Ungdomsskolen lukker.")],
)
def test_a_compound_with_another_linking_letter_is_the_same_word(asked: str, said: str) -> None:
    assert _matcher(asked).coverage(words_of(said)) == 1


def test_every_word_of_an_official_name_is_asked_for() -> None:
    matcher = _matcher("kø", Relation("kø", "venteliste til dagtilbud", 0.8))
    half = matcher.coverage(words_of("venteliste til boliger"))
    assert 0 < half < matcher.coverage(words_of("venteliste til dagtilbud"))


def test_without_relations_only_the_words_count() -> None:
    matcher = _matcher("skraldespande")
    assert matcher.coverage(words_of("affaldsordning")) == 0
    assert [t.form for t in matcher.missing(words_of("affaldsordning"))] == ["skraldespande"]


@pytest.mark.parametrize(
    ("verb", "noun", "same"),
    [
        ("evalueres", "evaluering", True),
        ("åbner", "åbning", True),
        ("flyttes", "flytning", True),
        ("lukkes", "åbning", False),
    ],
)
def test_a_verb_and_its_noun_share_a_root(verb: str, noun: str, same: bool) -> None:
    shared = roots(tokens(verb)[0].stem) & roots(tokens(noun)[0].stem)
    assert bool(shared) is same
