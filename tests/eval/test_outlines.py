"""Outlines: what counts as read, and that first figures stay."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.reading.outlines import PARTS, Reading, compare, figures, outlines, record
from index.parsing.minutes import parse_minutes
from index.types import Document

TEXT = """Byrådet
Referat af mødet den 4. marts 2021

1. Sti ved åen
Sagsnr. 21/740
Stien er smal.
Beslutning
Udsat til næste møde.

2. Orientering fra borgmesteren
Borgmesteren fortalte om broen.
"""
OUTLINE = {
    "document": "a.txt",
    "kind": "minutes",
    "body": "Byrådet",
    "date": "2021-03-04",
    "items": [
        {
            "number": "1",
            "title": "Sti ved åen",
            "case_number": "21/740",
            "public": True,
            "decision_starts_with": "Udsat til næste",
        },
        {
            "number": "2",
            "title": "Orientering fra borgmesteren",
            "case_number": None,
            "public": True,
            "decision_starts_with": None,
        },
    ],
}


def test_what_an_outline_says_is_read() -> None:
    reading = Reading()
    compare(reading, OUTLINE, parse_minutes(Document((TEXT,))))
    assert reading.failures == []
    told = figures(reading)
    assert told["items"] == told["decisions"] == told["date"] == 1.0
    assert told["decisions made up"] == 0.0


def test_an_item_without_text_has_no_decision() -> None:
    minutes = parse_minutes(Document((TEXT,)))
    bare = replace(minutes, items=tuple(replace(item, sections=()) for item in minutes.items))
    reading = Reading()
    compare(reading, OUTLINE, bare)
    assert figures(reading)["decisions"] == 0.0


@pytest.mark.parametrize(("day", "made_up"), [("4. februar 2021", 0.0), ("4. marts 2021", 1.0)])
def test_what_an_earlier_meeting_decided_is_not_made_up(day: str, made_up: float) -> None:
    reading = Reading()
    told = f"Beslutning i Byrådet den {day}\nUdsat.\n"
    compare(reading, OUTLINE, parse_minutes(Document((f"{TEXT}{told}",))))
    assert figures(reading)["decisions made up"] == made_up


def test_what_is_not_read_is_told_one_by_one() -> None:
    reading = Reading()
    other = TEXT.replace("Udsat til næste møde.", "Godkendt.").replace("2. Orient", "3. Orient")
    compare(reading, OUTLINE, parse_minutes(Document((other,))))
    told = figures(reading)
    assert (told["items"], told["decisions"]) == (0.5, 0.0)
    assert any("its decision is not" in failure for failure in reading.failures)
    assert any("2 Orientering" in failure for failure in reading.failures)


def test_who_was_away_may_be_told_where_a_decision_ends() -> None:
    reading, outline = Reading(), json.loads(json.dumps(OUTLINE))
    outline["items"][0]["decision_starts_with"] = "Udsat. Fraværende: Bo Lund."
    text = TEXT.replace("Udsat til næste møde.", "Udsat. Fraværende: Bo Lund.")
    compare(reading, outline, parse_minutes(Document((text,))))
    assert reading.failures == []


def test_an_item_that_is_nothing_but_its_title_decides_nothing() -> None:
    reading, outline = Reading(), json.loads(json.dumps(OUTLINE))
    text = TEXT.removesuffix("Borgmesteren fortalte om broen.\n")
    compare(reading, outline, parse_minutes(Document((text,))))
    assert reading.failures == []


def test_the_first_figures_of_a_part_stay(tmp_path: Path) -> None:
    kept = tmp_path / "record.json"
    record("Part", {"items": 0.5}, "2026-01-01", kept)
    record("Part", {"items": 0.9}, "2026-02-01", kept)
    held = json.loads(kept.read_text("utf-8"))["Part"]
    assert held["first"] == {"measured": "2026-01-01", "items": 0.5}
    assert held["now"] == {"items": 0.9}


def test_every_outline_is_of_a_document_with_a_day() -> None:
    for part in PARTS.values():
        for outline in outlines(part):
            assert (part / "documents" / outline["document"]).is_file()
            assert date.fromisoformat(outline["date"])
            assert outline["items"]
