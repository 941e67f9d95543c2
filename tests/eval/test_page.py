"""The scorecard's page says what the record says, and where we lose."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from eval import page
from eval.measures import MEASURES
from eval.municipality.halves import DIVIDED


@pytest.fixture
def record() -> dict[str, Any]:
    return copy.deepcopy(dict(page.load_record()))


def rival(record: dict[str, Any], gap: float, clear: bool) -> dict[str, Any]:
    """A rival with our own figures, and a difference of our making on every measure."""
    difference = {"mean": gap, "low": gap - 0.01, "high": gap + 0.01, "count": 500}
    halves = {
        half: {
            "all": record["halves"][half]["all"],
            "ours_minus_theirs": {
                m.name: {"difference": difference, "clear": clear} for m in MEASURES
            },
        }
        for half in ("dev", "test")
    }
    return {
        "name": "Rivalen",
        "setup": "as it comes",
        "versions": {"rivalen": "1.0"},
        "halves": halves,
    }


def test_a_figure_on_the_page_is_the_one_in_the_record(record: dict[str, Any]) -> None:
    figure = record["halves"]["test"]["all"]["figures"]["correct"]
    figure.update(mean=0.1234, low=0.1, high=0.2)
    assert "0.123 [0.100–0.200]" in page.page(record)
    assert "0.123 [0.100–0.200]" in page.block(record)


def test_a_clear_loss_is_told_and_a_lead_is_not(record: dict[str, Any]) -> None:
    record["others"] = [rival(record, -0.2, clear=True)]
    told = page.page(record)
    assert "Rivalen is clearly ahead on Correct answers: -0.200" in told
    assert "clearly ahead on False refusals" not in told, "fewer refusals are better"
    record["others"] = [rival(record, 0.2, clear=True)]
    assert "clearly ahead on Correct answers" not in page.page(record)
    record["others"] = [rival(record, -0.2, clear=False)]
    assert "clearly ahead on" not in page.page(record)


def test_kinds_that_fail_and_bars_not_reached_are_told(record: dict[str, Any]) -> None:
    half = record["halves"]["test"]
    half["by_type"]["vote"]["figures"]["correct"]["mean"] = 0.25
    half["all"]["figures"]["citation_precision"]["mean"] = 0.5
    told = page.page(record)
    assert "- vote: 25.0% of" in told
    assert "Citation precision 0.926" in told
    assert "not reached, 0.500" in told
    half["by_type"]["vote"]["figures"]["correct"]["mean"] = 0.75
    assert "- vote: " not in page.page(record)


def test_the_record_holds_nothing_of_the_questions() -> None:
    text = page.RECORD.read_text("utf-8")
    for line in DIVIDED.read_text("utf-8").splitlines():
        question = json.loads(line)
        assert f'"{question["id"]}"' not in text
        if len(question["question"]) > 20:
            assert question["question"] not in text
