"""A document's own title, set as its items' titles are, begins no item."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.reading.assembly import Line, assemble
from index.types import Minutes, SectionKind

_ITEMS = {
    "Velkomst": "Ane Dahl bød velkommen.",
    "Ny mole": "Det blev aftalt, at molen kommer i høring.",
    "Ny sti": "Stien er dyr. Udvalget tager spørgsmålet med til forhandlingerne.",
    "Lejrtur": "Turen går til Samsø.",
    "Næste gang": "Den 2. november 2017.",
}


def _parsed(title: str, *below: str) -> Minutes:
    lines = [Line(title, 1), *map(Line, below)]
    for head, text in _ITEMS.items():
        lines += [Line(head, 1), Line(text)]
    return parse_minutes(assemble([lines]))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Dialogmøde mellem Ungerådet og Havneudvalget", "Ungerådet"),
        ("Referat af dialogmøde mellem Ungerådet og Havneudvalget", "Ungerådet"),
        ("Referat af skolebestyrelsesmøde nr. 5, skoleåret 16/17", "Skolebestyrelsen"),
    ],
)
def test_a_title_that_names_the_meeting_begins_no_item(title: str, body: str) -> None:
    minutes = _parsed(
        title, "Sundhuset, onsdag d. 3. maj 2017 kl. 14-16", "Afbud: Bo Lund, Per Friis"
    )
    assert (minutes.meeting.body, minutes.meeting.date) == (body, date(2017, 5, 3))
    assert [item.title for item in minutes.items] == list(_ITEMS)
    assert SectionKind.ABSENT in {section.kind for section in minutes.front}


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Referat fra sidste møde", "Referatet fra onsdag den 3. maj 2017 blev godkendt."),
        ("Dialogmøde med Ungerådet", "Mødet er onsdag den 3. maj 2017."),
        ("Referat af møde med Ungerådet", "Godkendt."),
    ],
)
def test_a_title_that_names_another_meeting_begins_an_item(title: str, below: str) -> None:
    assert _parsed(title, below).items[0].title == title


def test_both_who_met_decide() -> None:
    minutes = _parsed(
        "Dialogmøde mellem Ungerådet og Havneudvalget", "Onsdag d. 3. maj 2017", "Ordstyrer: Bo"
    )
    decided = [i.title for i in minutes.items for s in i.sections if s.kind is SectionKind.DECISION]
    assert decided == ["Ny mole", "Ny sti"]
