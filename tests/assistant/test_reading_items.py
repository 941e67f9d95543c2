"""What both networks that read items do (`selection` and `reader`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.evidence.reader import shipped_reader
from assistant.evidence.selection import shipped_selection
from tests.marked import ITEM

Items = Sequence[tuple[str, Sequence[str]]]
Scores = Callable[[str, Items], list[NDArray[Any]]]


def _selected(question: str, items: Items) -> list[NDArray[Any]]:
    return [scores for (scores,) in shipped_selection().scores([question], items)]


def _read(question: str, items: Items) -> list[NDArray[Any]]:
    read = shipped_reader().scores([question], [(*item, [0.0] * len(item[1])) for item in items])
    return [scores for (scores,) in read]


@pytest.fixture(params=[_selected, _read])
def score(request: pytest.FixtureRequest) -> Scores:
    found: Scores = request.param
    return found


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("hvad koster det at få lavet trappen", 1),
        ("hvornår bliver trappen lavet", 4),
        ("hvem ville have en rampe", 2),
        ("hvad blev der besluttet om trappen", 3),
    ],
)
def test_the_sentence_that_answers_comes_first(score: Scores, question: str, best: int) -> None:
    (scores,) = score(question, [ITEM])
    assert int(np.argmax(scores)) == best


def test_what_is_not_told_is_told_from_what_is(score: Scores) -> None:
    (told,) = score("hvad koster det at få lavet trappen", [ITEM])
    (not_told,) = score("hvor mange gæster har svømmehallen om året", [ITEM])
    assert told.max() > not_told.max()


def test_items_are_read_each_by_itself(score: Scores) -> None:
    question = "hvad koster trappen"
    other = ("Skolebus", ["Bussen kører fra torvet.", "Den koster 12 kr. for børn."])
    together = score(question, [ITEM, ("", []), other])
    assert [len(scores) for scores in together] == [5, 0, 2]
    for item, scores in ((ITEM, together[0]), (other, together[2])):
        np.testing.assert_allclose(scores, score(question, [item])[0], atol=1e-4)


@pytest.mark.parametrize("question", ["", "   "])
def test_no_question_chooses_nothing(score: Scores, question: str) -> None:
    (scores,) = score(question, [ITEM])
    assert not scores.any()


@pytest.mark.parametrize("sentence", ["", "–", "🙂", "x" * 5_000, "ord " * 500, "北京"])
def test_any_sentence_can_be_read(score: Scores, sentence: str) -> None:
    for item in (("", [sentence, *ITEM[1]]), (sentence, [sentence])):
        (scores,) = score("hvad koster det", [item])
        assert np.isfinite(scores).all()


@pytest.mark.parametrize("question", ["–", "🙂", "x" * 5_000, "ord " * 500, "北京"])
def test_anything_can_be_asked(score: Scores, question: str) -> None:
    (scores,) = score(question, [ITEM])
    assert np.isfinite(scores).all()
