"""Exports of generic rows: what a column is called says what it holds, its table's name before it."""

from __future__ import annotations

import pytest

from index.errors import UnreadableDocument
from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
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


TEXTS = (
    ("11", "1", "Beslutning", "Hemmeligt vedtaget."),
    ("11", "2", "Indstilling", "Hemmeligt foreslået."),
    ("12", "1", "Beslutning", "Cykler købes."),
)
NAMED = (
    ("10", "1", "Valg af næstformand", "Åben"),
    ("11", "2", "Personale", "Lukket"),
    ("12", "3", "Nye cykler", "Åben"),
)
TEXT_NAMES = ("ITEM_ID", "TEXT_NO", "TEXT_NAME", "TEXT_BODY")


def _rows(names: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    return "".join(f"<row>{_cells(names, values)}</row>" for values in rows)


def _related(items: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> list[str]:
    """A table of items and one of their texts: behind, before, within and among them."""
    texts_of = tuple(text for text in TEXTS if text[0] in {item[0] for item in items})
    texts = f'<table name="T">{_rows(TEXT_NAMES, texts_of)}</table>'
    table = f'<table name="I">{_rows(names, items)}</table>'
    nested = "".join(
        f"<row>{_cells(names, item)}<table>"
        f"{_rows(TEXT_NAMES[1:], tuple(t[1:] for t in TEXTS if t[0] == item[0]))}</table></row>"
        for item in items
    )
    mixed = f"<table>{_rows(TEXT_NAMES, texts_of)}{_rows(names, items)}</table>"
    inner = (table + texts, texts + table, f"<table>{nested}</table>", mixed)
    return [f"<export><table><row>{MEETING}</row></table>{tables}</export>" for tables in inner]


@pytest.mark.parametrize("shape", range(4), ids=["behind", "before", "within", "mixed"])
def test_rows_of_texts_are_no_items_and_a_closed_item_keeps_its_own(shape: int) -> None:
    text = _related(NAMED, ("ITEM_ID", "ITEM_NO", "ITEM_TITLE", "ACCESS"))[shape]
    minutes = without_closed_text(parse_minutes(read_content(text.encode())))
    assert [(i.number, i.title, i.public) for i in minutes.items] == [
        ("1", "Valg af næstformand", True),
        ("2", "Personale", False),
        ("3", "Nye cykler", True),
    ]
    assert "emmeligt" not in minutes.document.text
    decided = [s for s in minutes.items[2].sections if s.kind is SectionKind.DECISION]
    assert ["Cykler købes." in s.span.of(minutes.document.text) for s in decided] == [True]


@pytest.mark.parametrize("shape", range(4), ids=["behind", "before", "within", "mixed"])
def test_the_texts_of_a_single_closed_item_are_withheld(shape: int) -> None:
    text = _related(NAMED[1:2], ("ITEM_ID", "ITEM_NO", "ITEM_TITLE", "ACCESS"))[shape]
    minutes = without_closed_text(parse_minutes(read_content(text.encode())))
    assert [(i.title, i.public) for i in minutes.items] == [("Personale", False)]
    assert "emmeligt" not in minutes.document.text


@pytest.mark.parametrize("shape", range(3), ids=["behind", "before", "within"])
def test_rows_of_texts_are_no_items_where_only_number_and_title_are_told(shape: int) -> None:
    items = tuple(item[:3] for item in NAMED)
    text = _related(items, ("ITEM_ID", "ITEM_NO", "ITEM_TITLE"))[shape]
    minutes = parse_minutes(read_content(text.encode()))
    assert [i.title for i in minutes.items] == ["Valg af næstformand", "Personale", "Nye cykler"]


def test_a_number_that_is_the_next_row_s_id_makes_no_row_its_part() -> None:
    items = (
        ("0", "1", "Budget", "Åben"),
        ("1", "2", "Haller", "Åben"),
        ("2", "3", "Stier", "Åben"),
    )
    rows = _rows(("ITEM_ID", "ITEM_NR", "ITEM_TITLE", "ACCESS"), items)
    text = f"<export><table><row>{MEETING}</row></table><table>{rows}</table></export>"
    minutes = parse_minutes(read_content(text.encode()))
    assert [i.title for i in minutes.items] == ["Budget", "Haller", "Stier"]


_SECRET = ("Hemmeligt vedtaget.", "Hemmeligt foreslået.", "Hemmeligt noteret.")
_OF_ITEMS = (
    ("{0}", "1", "Beslutning", "Ida Holm blev valgt."),
    ("{1}", "1", "Beslutning", _SECRET[0]),
    ("{1}", "2", "Indstilling", _SECRET[1]),
    ("{1}", "3", "Notat", _SECRET[2]),
    ("{2}", "1", "Beslutning", "Cykler købes."),
)
_IDS = (("10", "11", "12"), ("1", "2", "3"), ("2", "3", "1"), ("{a1}", "{a2}", "{a3}"))
_KEYS = [
    (own, other)
    for own in ("ID", "ITEM_ID", "Guid", "PunktId", "PK")
    for other in ("ITEM_ID", "ParentId", "PUNKT_ID", "FK_ITEM", "ItemRef", "belongsTo", "PKT_ID")
]
_TABLES = (("row", "row"), ("Item", "Text"), ("record", "record"), ("PUNKT", "TEKST"))


def _relational(
    own: str, other: str, order: str, tags: tuple[str, str], ids: tuple[str, ...]
) -> str:
    """Items and their texts in tables of their own, or both in one; texts have a key too."""
    items = [
        f"<{tags[0]}><{own}>{key}</{own}><NR>{item[1]}</NR><TITEL>{item[2]}</TITEL>"
        f"<ADGANG>{item[3]}</ADGANG></{tags[0]}>"
        for key, item in zip(ids, NAMED, strict=True)
    ]
    texts = [
        f"<{tags[1]}><TEXT_ID>{place}</TEXT_ID><{other}>{text[0].format(*ids)}</{other}>"
        f"<NR>{text[1]}</NR><OVERSKRIFT>{text[2]}</OVERSKRIFT><INDHOLD>{text[3]}</INDHOLD></{tags[1]}>"
        for place, text in enumerate(_OF_ITEMS, start=10)
    ]
    first, second = "".join(items), "".join(texts)
    tables = {
        "behind": f"<A>{first}</A><B>{second}</B>",
        "before": f"<B>{second}</B><A>{first}</A>",
        "mixed": f"<A>{second}{first}</A>",
        "each alone": "".join(f"<A>{row}</A>" for row in [*texts, *items]),
    }
    return f"<export><table><row>{MEETING}</row></table>{tables[order]}</export>"


@pytest.mark.parametrize("order", ["behind", "before", "mixed", "each alone"])
@pytest.mark.parametrize(("own", "other"), _KEYS)
def test_no_text_of_a_closed_item_becomes_an_item_of_its_own(
    own: str, other: str, order: str
) -> None:
    for tags, ids in zip(_TABLES, _IDS, strict=True):
        text = _relational(own, other, order, tags, ids)
        minutes = without_closed_text(parse_minutes(read_content(text.encode())))
        assert "emmeligt" not in minutes.document.text, text
        assert [(i.number, i.title, i.public) for i in minutes.items] == [
            ("1", "Valg af næstformand", True),
            ("2", "Personale", False),
            ("3", "Nye cykler", True),
        ], text
        first, _, last = (minutes.document.text[i.span.start : i.span.end] for i in minutes.items)
        assert "Ida Holm blev valgt." in first
        assert "Cykler købes." in last


def test_texts_that_name_no_item_are_left_out_and_counted() -> None:
    text = _relational("ID", "HVORTIL", "before", ("row", "row"), ("10", "11", "12")).replace(
        "<HVORTIL>1", "<HVORTIL>9"
    )
    document = read_content(text.encode())
    assert "emmeligt" not in document.text
    assert [(r.kind, r.count) for r in document.redactions] == [("closed", 5)]


def test_an_export_whose_closed_items_cannot_be_told_apart_is_not_read() -> None:
    text = "<x><y><lukket>ja</lukket><z>Hemmeligt</z></y><y><lukket>nej</lukket><z>Frit</z></y></x>"
    with pytest.raises(UnreadableDocument, match="lukkede punkter"):
        read_content(text.encode())
