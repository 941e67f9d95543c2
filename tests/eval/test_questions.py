"""The test set is what it says: big enough, right, and divided without a leak."""

from __future__ import annotations

import json

import pytest

from eval.municipality import census, halves, questions_check
from eval.municipality.sources import HOME

QUESTIONS = [json.loads(line) for line in halves.DIVIDED.read_text("utf-8").splitlines()]


def test_the_divided_file_is_what_the_writers_wrote() -> None:
    assert halves.DIVIDED.read_text("utf-8") == halves.divided_questions()


def test_there_are_enough_questions_of_every_sort() -> None:
    assert len(QUESTIONS) >= 1000
    assert sum(not q["answerable"] for q in QUESTIONS) >= 200
    assert sum(bool(q.get("lay")) for q in QUESTIONS) >= 300
    kinds = {q["type"] for q in QUESTIONS}
    assert kinds == questions_check.ANSWERABLE | questions_check.UNANSWERABLE


def test_every_question_holds_against_the_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert questions_check.main([]) == 0, capsys.readouterr().out


def test_the_sample_holds_all_that_it_must() -> None:
    short = [f"{c.what}: {c.held} of {c.asked}" for c in census.census() if not c.is_met]
    assert short == []


def test_no_case_is_in_both_halves() -> None:
    truth = json.loads((HOME / "truth.json").read_text("utf-8"))
    assert census.leaking_cases(QUESTIONS, truth) == set()
    # The test of the test: a case that is asked about in both halves is found.
    asked = next(q for q in QUESTIONS if q["gold"] and q["gold"][0].get("item") and q["answerable"])
    other = {**asked, "half": "test" if asked["half"] == "dev" else "dev"}
    assert census.leaking_cases([asked, other], truth)


def test_the_halves_are_about_equal() -> None:
    dev = sum(q["half"] == "dev" for q in QUESTIONS)
    assert 0.4 < dev / len(QUESTIONS) < 0.6


def test_a_wrong_question_is_found(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    good = next(
        q for q in QUESTIONS if q["answerable"] and q["must_contain"] and q["gold"][0]["item"]
    )
    bad = {**good, "must_contain": [["findes slet ikke her"]], "lay": True, "type": "nothing"}
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(bad) + "\n", "utf-8")
    assert questions_check.main([str(path)]) == 1
    told = capsys.readouterr().out
    assert "does not fit" in told
    assert "stands in the gold documents" in told
