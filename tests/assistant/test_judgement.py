"""Whether the best item found is about what is asked at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.evidence.candidates import find_candidates
from assistant.evidence.judgement import (
    FEATURES,
    TELLING,
    TRUST,
    Model,
    judge,
    shipped_model,
    trust_of,
)
from assistant.evidence.sentences import SentenceFinder
from assistant.question.understanding import understand
from index.types import Filters
from tests.assistant.minutes import assistant_of

_MINUTES = """Mosevig Kommune
Referat
Teknisk Udvalg
Møde den 4. juni 2024

1. Vedligehold af kommunens bygninger 2025 – anlægsbevilling
Sagsfremstilling
Der er afsat 1,2 mio. kr. til en samlet anlægssag om tage, vinduer og ventilation. Husene ligger
tæt, og arbejdet tegnes af kommunens egen arkitekt.
Beslutning
Godkendt.

2. Ombygning af Plejecenter Solgården
Sagsfremstilling
Plejecenteret får nyt køkken og to fællesrum. Beboerne flytter ikke ud imens.
Beslutning
Udvalget godkendte ombygningen.
"""


mosevig = assistant_of({"2024-06-04.txt": _MINUTES})


@pytest.mark.parametrize("subject", ["letbanen", "vindmøller", "skaterbanen", "genbrugsstationen"])
def test_a_subject_that_no_word_is_near_is_not_answered(mosevig: Assistant, subject: str) -> None:
    answer = mosevig.ask(f"Hvad blev besluttet om {subject}?")
    assert not answer.answered


@pytest.mark.parametrize("subject", ["plejehjemmet", "plejecentret", "Solgården"])
def test_an_everyday_word_for_a_subject_is_answered(mosevig: Assistant, subject: str) -> None:
    answer = mosevig.ask(f"Hvad blev besluttet om {subject}?")
    assert answer.answered
    assert "godkendte ombygningen" in answer.text


@pytest.mark.parametrize("verb", ["behandlede", "drøftede", "godkendte"])
def test_what_is_done_with_a_case_is_no_part_of_its_subject(mosevig: Assistant, verb: str) -> None:
    assert mosevig.ask(f"Hvad {verb} udvalget om plejecentret?").answered


def test_the_course_of_another_case_is_not_told(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvad er status på cykelbroen over havnen ved biblioteket?")
    assert not answer.answered


@pytest.mark.parametrize(
    ("question", "judged"),
    [("Hvad koster vinduer og køkken?", 1), ("Hvordan er sagen om vinduer og køkken gået?", 2)],
)
def test_what_is_far_less_probable_is_judged_only_where_several_items_are_told(
    mosevig: Assistant, question: str, judged: int
) -> None:
    archive = mosevig.archive
    asked = understand(question, archive.body_names(), Filters())
    finder = SentenceFinder(archive, asked)
    hits = archive.search("plejecenter vedligehold bygninger", Filters())
    candidates = find_candidates(asked, hits, archive, finder.matcher)[:2]
    relevances = zip(candidates, (0.9, 0.2), strict=True)
    candidates = [replace(candidate, relevance=value) for candidate, value in relevances]
    assert len(judge(asked, candidates, finder)) == judged
    near = [replace(candidates[0], relevance=0.5), candidates[1]]
    assert len(judge(asked, near, finder)) == 2


_STEPS = {
    "2021-03-02.txt": """Mosevig Kommune
Referat
Teknisk Udvalg
Møde den 2. marts 2021

1. Betalt parkering på Bytorvet
Sagsnr.: 21/1042
Sagsfremstilling
Forvaltningen foreslår, at det koster 12 kr. i timen at parkere på Bytorvet fra den 1. maj 2021.
Beslutning
Godkendt. Parkering på Bytorvet bliver betalt.
""",
    "2023-09-05.txt": """Mosevig Kommune
Referat
Teknisk Udvalg
Møde den 5. september 2023

1. Parkering på Bytorvet
Sagsnr.: 21/1042
Sagsfremstilling
Butikkerne på Bytorvet har mistet kunder, siden parkering blev betalt.
Beslutning
Udvalget besluttede, at parkering på Bytorvet igen er gratis fra den 1. oktober 2023.
""",
}


torvet = assistant_of(_STEPS)


@pytest.mark.parametrize(
    "question",
    [
        "Skal man betale for at parkere på Bytorvet?",
        "Er der stadig betalt parkering på Bytorvet?",
        "Er parkering på Bytorvet gratis?",
    ],
)
def test_what_is_so_is_told_by_the_last_step_of_a_case(torvet: Assistant, question: str) -> None:
    assert "igen er gratis fra den 1. oktober 2023" in torvet.ask(question).text


def test_what_was_so_is_told_by_its_own_step(torvet: Assistant) -> None:
    assert "12 kr." in torvet.ask("Hvad kostede en time på Bytorvet i 2021?").text


def test_a_later_step_speaks_against_an_item() -> None:
    held = dict(zip(FEATURES, shipped_model().order, strict=True))
    assert sum(held[name] for name in FEATURES if name.startswith("later_step")) < 0


def test_items_are_as_much_less_probable_than_the_first_as_their_scores_tell() -> None:
    facts = np.random.default_rng(1).random((6, len(FEATURES)))
    model = shipped_model()
    order, about = facts @ model.order, model.about(facts, 4)
    assert np.argsort(order).tolist() == np.argsort(about).tolist()
    assert np.log(about / about.max()) == pytest.approx(order - order.max())


def test_trust_is_that_of_the_first_item() -> None:
    facts = np.zeros((3, len(FEATURES)))
    facts[1, FEATURES.index("covers")] = 0.5
    named = dict(zip(TRUST, trust_of(np.array([0.0, 2.0, 1.5]), facts, topic=4), strict=True))
    assert (named["order"], named["margin"], named["covers"]) == (2.0, 0.5, 0.5)
    assert named["subject_is_long"] == 0.5


def test_an_item_alone_is_far_before_the_next() -> None:
    facts = np.ones((1, len(FEATURES)))
    made = dict(zip(TRUST, trust_of(np.array([1.0]), facts, topic=9), strict=True))
    assert (made["margin"], made["subject_is_long"]) == (2.0, 1.0)


def test_an_item_that_tells_nothing_of_what_is_asked_is_less_probable_to_answer() -> None:
    silent, telling = np.zeros((2, len(TELLING)))
    telling[TELLING.index("highest_selected")] = 3.0
    model = shipped_model()
    assert model.telling(telling[None])[0] > model.telling(silent[None])[0]


def test_a_fact_that_is_not_named_weighs_nothing() -> None:
    model = Model.of({"covers": 2.0, "about: order": 1.0})
    facts = np.eye(len(FEATURES))
    assert (facts @ model.order).tolist() == [2.0 * (name == "covers") for name in FEATURES]
    assert model.about(facts, 3).max() == pytest.approx(1 / (1 + np.exp(-2.0)))
