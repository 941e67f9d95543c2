"""The citations judged by hand are those of real answers, and all of them are judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.citation_sample import JUDGED, Judged, draw, read_sheet, table
from eval.municipality.halves import DIVIDED
from eval.questions import load_questions


def _row(supports: str, answers: str) -> Judged:
    return Judged("a-1", "Hvad?", "Fra …", "a.txt", "1", "2", "Godkendt.", supports, answers)


def test_every_citation_in_the_sheet_is_judged() -> None:
    rows = read_sheet(JUDGED)
    assert len(rows) >= 60
    development = {q.id for q in load_questions(DIVIDED, "dev")}
    assert {row.id for row in rows} <= development


def test_a_quotation_that_supports_half_counts_as_none() -> None:
    text = table([_row("yes", "yes"), _row("partly", "no"), _row("no", "no"), _row("yes", "no")])
    assert "0.500" in text.splitlines()[1]
    assert "0.750" in text.splitlines()[2]
    assert "0.250" in text.splitlines()[3]


def test_a_sheet_with_a_gap_is_refused(tmp_path: Path) -> None:
    remark, names = JUDGED.read_text("utf-8").splitlines()[:2]
    (tmp_path / "ark.tsv").write_text(
        f"{remark}\n{names}\n" + "a\tb\tc\td\t1\t2\te\t\t\t\n", "utf-8"
    )
    with pytest.raises(ValueError, match="not judged"):
        read_sheet(tmp_path / "ark.tsv")


def test_the_draw_is_the_same_for_a_seed_and_knows_no_reported_question(tmp_path: Path) -> None:
    halves = {half: load_questions(DIVIDED, half)[:3] for half in ("dev", "test")}
    outcomes = [
        {
            "id": q.id,
            "answered": True,
            "answer": "Fra A: »x« [1]\n\nFra B: »y« [2]",
            "quotations": [
                {"document": "a", "page": 1, "item": "1", "quote": quote} for quote in "xy"
            ],
        }
        for half in halves.values()
        for q in half
    ]
    text = "\n".join(json.dumps(outcome) for outcome in outcomes)
    (tmp_path / "outcomes.jsonl").write_text(text, "utf-8")
    drawn = draw(tmp_path, 4)
    assert drawn == draw(tmp_path, 4)
    assert {row.id for row in drawn} <= {q.id for q in halves["dev"]}
    assert all(f"»{row.quote}«" in row.statement for row in drawn)
