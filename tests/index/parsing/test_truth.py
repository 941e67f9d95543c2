"""Every sample document is read as its source says: the parser against the whole of Ravnsund."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.parsing.minutes import parse_minutes
from index.reading import read_document
from index.store.bodies import normalise_body
from index.types import SectionKind

_FOLDER = Path(__file__).parents[3] / "eval" / "municipality"
_TRUTH = json.loads((_FOLDER / "truth.json").read_text("utf-8"))["documents"]
# Whether an empty "Fraværende" is a section is a matter of taste.
_UNTOLD = {SectionKind.HEADER, SectionKind.OTHER, SectionKind.ABSENT}


@pytest.mark.parametrize("said", _TRUTH, ids=lambda said: said["document"])
def test_a_sample_document_is_read_as_its_source_says(said: dict[str, Any]) -> None:
    minutes = parse_minutes(read_document(_FOLDER / "documents" / said["document"]))
    assert minutes.kind.value == said["kind"]
    day = minutes.meeting.date
    assert (day.isoformat() if day else None) == said["date"]
    # The Council is printed with the municipality's name by some.
    assert normalise_body(minutes.meeting.body or "").endswith(normalise_body(said["body"] or ""))
    assert [
        (i.number, (i.title or "").lower(), i.case_number, i.public) for i in minutes.items
    ] == [(i["number"], i["title"].lower(), i["case_number"], i["public"]) for i in said["items"]]
    for item, wanted in zip(minutes.items, said["items"], strict=True):
        kinds = {section.kind for section in item.sections} - _UNTOLD
        expected = {SectionKind(kind) for kind in wanted["sections"]} - _UNTOLD
        assert not item.public or kinds == expected, item.title
