"""The neighbours' questions can be believed, and their halves share nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eval.checks import faults
from eval.municipality.halves import is_everyday
from eval.neighbours import NEIGHBOURS, Neighbour
from eval.questions import load_questions
from index.archive import Archive
from index.types import Filters

# Its attachments are listed behind a closed item, and withheld with that.
_WITHHELD = "pdfb-055:"


@pytest.fixture(scope="module", params=NEIGHBOURS, ids=lambda neighbour: neighbour.name)
def neighbour(request: pytest.FixtureRequest) -> Neighbour:
    found: Neighbour = request.param
    return found


@pytest.fixture(scope="module")
def archive(neighbour: Neighbour) -> Iterator[Archive]:
    with neighbour.indexed() as held:
        yield held


def test_every_gold_item_is_held_with_what_a_right_answer_says(
    neighbour: Neighbour, archive: Archive
) -> None:
    asked = load_questions(neighbour.questions)
    asked += load_questions(neighbour.plain) if neighbour.plain.exists() else []
    found = faults(asked, archive)
    assert [fault for fault in found if not fault.startswith(_WITHHELD)] == []


def test_no_case_is_asked_about_in_both_halves(neighbour: Neighbour, archive: Archive) -> None:
    cases = {
        (i.document, i.number): i.case_number
        for i in archive.items(Filters())
        if i.case_number and not is_everyday(i.title or "")
    }
    of_half = {
        half: {
            cases.get((g.document, g.item), (g.document, g.item))
            for question in load_questions(neighbour.questions, half)
            for g in question.gold
        }
        for half in ("dev", "test")
    }
    assert of_half["dev"] & of_half["test"] == set()
    assert min(map(len, of_half.values())) > (50 if neighbour.is_learnt_from else 30)


@pytest.mark.parametrize(
    "asked", [n for n in NEIGHBOURS if n.plain.exists()], ids=lambda neighbour: neighbour.name
)
def test_plain_questions_are_put_to_no_item_that_is_reported_on(asked: Neighbour) -> None:
    plain = {(g.document, g.item) for q in load_questions(asked.plain) for g in q.gold}
    reported = {
        (g.document, g.item) for q in load_questions(asked.questions, "test") for g in q.gold
    }
    assert plain & reported == set()


def test_questions_of_most_kinds_are_in_both_halves(neighbour: Neighbour) -> None:
    kinds = {
        half: {q.type for q in load_questions(neighbour.questions, half)}
        for half in ("dev", "test")
    }
    shared = kinds["dev"] & kinds["test"]
    assert {"decision", "amount", "when", "why", "near_miss", "vote", "latest"} <= shared
