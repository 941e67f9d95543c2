"""The second municipality's questions can be believed, and its halves share nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eval import neighbour
from eval.checks import faults
from eval.municipality.halves import is_everyday
from eval.questions import load_questions
from index.archive import Archive
from index.types import Filters


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with neighbour.indexed() as held:
        yield held


def test_every_gold_item_is_held_with_what_a_right_answer_says(archive: Archive) -> None:
    assert list(faults(load_questions(neighbour.QUESTIONS), archive)) == []


def test_no_case_is_asked_about_in_both_halves(archive: Archive) -> None:
    cases = {
        (i.document, i.number): i.case_number
        for i in archive.items(Filters())
        if i.case_number and not is_everyday(i.title or "")
    }
    of_half = {
        half: {
            cases.get((g.document, g.item), (g.document, g.item))
            for question in load_questions(neighbour.QUESTIONS, half)
            for g in question.gold
        }
        for half in ("dev", "test")
    }
    assert of_half["dev"] & of_half["test"] == set()
    assert min(map(len, of_half.values())) > 50


def test_questions_of_most_kinds_are_in_both_halves() -> None:
    kinds = {
        half: {q.type for q in load_questions(neighbour.QUESTIONS, half)}
        for half in ("dev", "test")
    }
    shared = kinds["dev"] & kinds["test"]
    assert {"decision", "amount", "when", "why", "near_miss", "vote", "latest"} <= shared
