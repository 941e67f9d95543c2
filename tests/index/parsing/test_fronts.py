"""Fronts of documents, each as different as could be thought of, with what they say of the meeting.

They stand in `fronts.txt`: kind, body and date, then the text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.parsing.minutes import parse_minutes
from index.reading import read_content

_FRONTS = re.split(
    r"(?m)^=== ", (Path(__file__).parent / "fronts.txt").read_text("utf-8").replace("\r", "")
)[1:]


@pytest.mark.parametrize("front", _FRONTS, ids=[front.partition("\n")[0] for front in _FRONTS])
def test_a_front_says_kind_body_and_day_of_the_meeting(front: str) -> None:
    head, _, text = front.partition("\n")
    kind, body, day = head.split(" | ")
    minutes = parse_minutes(read_content(text.encode()))
    assert minutes.kind.value == kind
    # What is all in capitals does not tell which of its words have one.
    assert (minutes.meeting.body or "-").casefold() == body.casefold()
    assert str(minutes.meeting.date or "-") == day
