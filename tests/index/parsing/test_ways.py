"""The way of a case as a table: a body, a day and an outcome in each row."""

from __future__ import annotations

from datetime import date

import pytest

from index.types import Minutes, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nHavneudvalget den 4. marts 2019\n\n"


def _told(minutes: Minutes) -> list[list[tuple[str | None, date | None, str]]]:
    text = minutes.document.text
    return [
        [
            (s.body, s.date, " ".join(text[s.label.end : s.span.end].split()))
            for s in item.sections
            if s.kind is SectionKind.DECISION
        ]
        for item in minutes.items
    ]


def _minutes(head: str, rows: str, below: str = "") -> Minutes:
    return parsed(
        f"{_FRONT}1. Ny mole\nSagsnr. 19/0311\n\nMolen er fra 1931 og sunket i den ene ende.\n\n"
        f"{head}\n{rows}\n\n{below}2. Ny kran\nSagsnr. 19/0312\n\nKranen løfter ikke længere.\n\n"
        f"{head}\nHavneudvalget\t04-03-2019\tKranen males.\n"
    )


@pytest.mark.parametrize(
    "head",
    [
        "Udvalg\tMødedato\tUdfald",
        "Instans\tDag\tResultat",
        "Organ\tDato\tBeslutning",
        "Behandlet i\tDen\tUdfald",
    ],
)
def test_each_row_is_what_a_body_decided_on_its_day(head: str) -> None:
    rows = "Teknisk Udvalg\t25-02-2019\tMolen bør bevares.\nHavneudvalget\t04-03-2019\tMolen rettes op."
    assert _told(_minutes(head, rows)) == [
        [
            ("Teknisk Udvalg", date(2019, 2, 25), "Molen bør bevares."),
            ("Havneudvalget", date(2019, 3, 4), "Molen rettes op."),
        ],
        [("Havneudvalget", date(2019, 3, 4), "Kranen males.")],
    ]


def test_a_day_without_its_year_is_the_last_such_before_the_meeting() -> None:
    rows = "Teknisk Udvalg\t17-12\tMolen bør bevares.\nUdvalget\t04-03\tMolen rettes op."
    assert _told(_minutes("Udvalg\tDato\tResultat", rows))[0] == [
        ("Teknisk Udvalg", date(2018, 12, 17), "Molen bør bevares."),
        (None, date(2019, 3, 4), "Molen rettes op."),
    ]


def test_what_stands_apart_below_the_table_is_not_what_was_decided() -> None:
    rows = "Havneudvalget\t04-03-2019\tMolen rettes op."
    below = "Hvad er sagen\nMolen er målt op af en dykker.\n\n"
    minutes = _minutes("Udvalg\tMødedato\tUdfald", rows, below)
    assert _told(minutes)[0] == [("Havneudvalget", date(2019, 3, 4), "Molen rettes op.")]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        # A meeting to come.
        ("Udvalg\tMødedato\tUdfald", "Byrådet\t27-03-2019\t–"),
        ("Udvalg\tMødedato\tUdfald", "Byrådet\tsenere\tMolen rettes op."),
        ("Udvalg\tMødedato\tUdfald", "Dykkeren\t27-02-2019\tMolen er sunket."),
        ("Udvalg\tMødedato\tFrist", "Byrådet\t27-03-2019\tMolen rettes op."),
        ("Udvalg\tUdfald\tMødedato", "Byrådet\tMolen rettes op.\t27-03-2019"),
    ],
)
def test_other_rows_and_tables_tell_no_decision(head: str, row: str) -> None:
    assert _told(_minutes(head, row))[0] == []
