"""Exports of generic rows: what a column is called says what it holds, its table's name before it."""

from __future__ import annotations

import pytest

from index.parsing.closed import without_closed_text
from index.parsing.minutes import parse_minutes
from index.reading import read_content
from index.types import SectionKind

ITEMS = (
    ("1", "Valg af næstformand", "11/20", "Åben", "Posten er ledig.", "Valgt blev Ida Holm."),
    ("2", "Opsigelse", "11/21", "Lukket", "Om en zebra.", "Zebraen vedtaget."),
    ("3", "Nye cykler", "11/22", "Åben", "Cyklerne er gamle.", "Godkendt."),
)
COLUMNS = ("POINT_NO", "POINT_CAPTION", "POINT_CASE", "ACCESS", "CASE_TEXT", "DECISION_TEXT")


def _cells(names: tuple[str, ...], values: tuple[str, ...]) -> str:
    pairs = zip(names, values, strict=True)
    return "".join(f'<col name="{name}">{value}</col>' for name, value in pairs)


def _row(item: tuple[str, ...]) -> str:
    return f"<row>{_cells(COLUMNS, item)}</row>"


def _row_with_texts(item: tuple[str, ...]) -> str:
    names = ("TEXT_TYPE", "TEXT_BODY")
    texts = [("Sagsfremstilling", item[4]), ("Beslutning", item[5])]
    rows = "".join(f"<row>{_cells(names, text)}</row>" for text in texts)
    return f"<row>{_cells(COLUMNS[:4], item[:4])}<table>{rows}</table></row>"


MEETING = _cells(
    ("BODY_NAME", "MEETING_DATE", "DOC_TYPE"), ("Jobudvalget", "2012-06-05", "Referat")
)
FLAT, NESTED = "".join(map(_row, ITEMS)), "".join(map(_row_with_texts, ITEMS))


@pytest.mark.parametrize(
    "text",
    [
        f'<export><table name="M"><row>{MEETING}</row></table><table name="P">{FLAT}</table></export>',
        f'<export><row>{MEETING}<col name="POINTS"><table>{FLAT}</table></col></row></export>',
        f'<export><table><row>{MEETING}<table name="ITEM">{NESTED}</table></row></table></export>',
        f"<export><table><row>{MEETING}<table>{NESTED}</table></row></table></export>",
    ],
    ids=["beside", "in a column", "named", "unnamed"],
)
def test_each_row_is_an_item_and_is_closed_by_its_own_column(text: str) -> None:
    minutes = without_closed_text(parse_minutes(read_content(text.encode())))
    assert (minutes.meeting.body, str(minutes.meeting.date)) == ("Jobudvalget", "2012-06-05")
    assert [(i.number, i.title, i.case_number, i.public) for i in minutes.items] == [
        ("1", "Valg af næstformand", "11/20", True),
        ("2", "Opsigelse", "11/21", False),
        ("3", "Nye cykler", "11/22", True),
    ]
    assert "ebra" not in minutes.document.text
    decisions = [
        minutes.document.text[s.label.end : s.span.end].strip()
        for item in minutes.items
        for s in item.sections
        if s.kind is SectionKind.DECISION and s.label
    ]
    assert decisions == ["Valgt blev Ida Holm.", "Godkendt."]
