"""The test set is what it says: big enough, right, and divided without a leak."""

from __future__ import annotations

import json

import pytest

from eval.municipality import halves, questions_check
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


def test_no_case_is_in_both_halves() -> None:
    truth = json.loads((HOME / "truth.json").read_text("utf-8"))
    cases = {
        (d["document"], i["number"]): i["case_number"]
        for d in truth["documents"]
        for i in d["items"]
    }
    found: dict[str, set[str]] = {}
    for question in QUESTIONS:
        for gold in question["gold"]:
            case = cases.get((gold["document"], gold.get("item")))
            if case:
                found.setdefault(case, set()).add(question["half"])
    everyday = {c for c, h in found.items() if len(h) > 1}
    # Only the items that every meeting has ("Godkendelse af dagsorden") share a number across.
    assert all(_is_everyday(case, truth) for case in everyday), everyday


def _is_everyday(case: str, truth: dict[str, list[dict[str, object]]]) -> bool:
    titles = [
        str(i["title"])
        for d in truth["documents"]
        for i in d["items"]  # type: ignore[attr-defined]
        if i["case_number"] == case
    ]
    return any(halves._EVERYDAY.match(title) for title in titles)


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
