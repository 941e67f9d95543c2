"""Exports of shapes that no schema names: what they say is found by words and values.

exports/shapes/ holds the same meeting in each: attributes or elements, Danish or
English, tables of rows, HTML in CDATA, escaped once or twice or as base64,
namespaces, tags that are never ended.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content, read_document
from index.types import DocumentKind

SHAPES = sorted((Path(__file__).parent / "exports" / "shapes").glob("*.xml"))
SECRET = "zebrafisken"


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_an_export_of_any_shape_gives_its_meeting_items_and_sections(path: Path) -> None:
    minutes = without_closed_text(parse_minutes(read_document(path)))
    meeting, text = minutes.meeting, minutes.document.text
    assert SECRET not in text
    assert (meeting.body, str(meeting.date)) == ("Byrådet", "2022-05-03")
    assert minutes.kind is DocumentKind.MINUTES
    assert [(i.number, i.title, i.case_number, i.public) for i in minutes.items] == [
        ("1", "Asfalt i Elleby", "22/1010", True),
        ("2", "Forlig", "22/1020", False),
    ]
    said = [
        (s.kind.value, " ".join(text[s.label.end : s.span.end].split()))
        for s in minutes.items[0].sections
        if s.kind.value != "header"
    ]
    assert said == [
        ("background", "Vejene er slidte."),
        ("recommendation", "at vejene asfalteres"),
        ("decision", "Godkendt."),
        ("attachments", "Kort.pdf"),
    ]


_CLOSING = [
    'IsPublic="false"', 'IsPublic="0"', 'is_public="No"', 'Public="N"', 'Lukket="1"', 'lukket="Ja"',
    'ErLukket="true"', 'Confidential="true"', 'fortrolig="x"', 'Status="Lukket"', 'Status="LUKKET_PUNKT"',
    'Type="Lukket punkt"', 'PublishingType="MÅ IKKE PUBLICERES"', 'Offentlighed="Undtaget fra offentlighed"',
    'AccessCode="LP"', 'adgang="Fortrolig"', 'MaaPubliceres="Nej"', 'Åbent="falsk"', 'Secrecy="Closed"',
    'Publiceres="nej"', 'itemType="ClosedItem"', 'personsag="ja"', 'visibility="hidden"', 'kind="Personsag"',
]  # fmt: skip


@pytest.mark.parametrize("mark", _CLOSING)
def test_an_item_may_be_closed_by_an_attribute_or_an_element(mark: str) -> None:
    name, value = mark.split("=")
    element = f"<{name}>{value[1:-1]}</{name}>"
    head = "<No>1</No><Title>Forlig</Title>"
    body = f"<Text>&lt;p&gt;Sagsfremstilling: {SECRET}.&lt;/p&gt;</Text>"
    for item in (
        f"<Item {mark}>{head}{body}</Item>",
        f"<Item>{element}{head}{body}</Item>",
        f"<Item>{head}{body}<Info>{element}</Info></Item>",
        f"<Item>{head}{body}<Info {mark}/></Item>",
    ):
        text = f"<Agenda><Items>{item}<Item><No>2</No><Title>Veje</Title><Text>Vejene.</Text></Item></Items></Agenda>"
        document = read_content(text.encode())
        assert SECRET not in document.text, item
        assert "Vejene." in document.text


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<LukkedePunkter>", "</LukkedePunkter>"),
        ("<ClosedItems>", "</ClosedItems>"),
        ('<Agenda type="Lukket dagsorden">', "</Agenda>"),
        ("<Part><Name>Lukket dagsorden</Name><Items>", "</Items></Part>"),
        ("<Del><Overskrift>Punkter for lukkede døre</Overskrift>", "</Del>"),
        ('<Group public="false">', "</Group>"),
        ("<Group><IsPublic>false</IsPublic>", "</Group>"),
        ('<Agenda lukket="ja"><Items>', "</Items></Agenda>"),
    ],
)
def test_what_stands_around_items_may_close_them(opening: str, closing: str) -> None:
    text = (
        "<Møde><Åbne><Punkt><Nr>1</Nr><Titel>Veje</Titel><Tekst>Vejene.</Tekst></Punkt></Åbne>"
        f"{opening}<Punkt><Nr>2</Nr><Titel>Forlig</Titel><Tekst>{SECRET}</Tekst></Punkt>{closing}</Møde>"
    )
    document = read_content(text.encode())
    assert SECRET not in document.text
    assert "Vejene." in document.text


def test_a_decision_that_something_closes_is_kept() -> None:
    text = "<Møde><Punkt><Nr>1</Nr><Titel>Skoler</Titel><Beslutning>Skolen i Elleby lukkes.</Beslutning></Punkt></Møde>"
    assert "Skolen i Elleby lukkes." in read_content(text.encode()).text


def test_a_statement_of_another_council_stands_under_its_name_and_not_under_the_field_before() -> (
    None
):
    text = (
        "<dagsorden><udvalg>Kulturudvalget</udvalg><dato>2021-05-05</dato><punkt><nr>1</nr>"
        "<titel>Ny hal</titel><sagsfremstilling>Hallen er gammel.</sagsfremstilling><udtalelse>"
        "<udvalg>Ældrerådet</udvalg><dato>2021-04-03</dato><tekst>Rådet støtter forslaget.</tekst>"
        "</udtalelse><beslutning>Udsat.</beslutning></punkt></dagsorden>"
    )
    minutes = parse_minutes(read_content(text.encode()))
    shown = minutes.document.text
    (item,) = minutes.items
    assert [
        (s.kind.value, s.heading, shown[s.label.end : s.span.end].strip()) for s in item.sections
    ] == [
        ("background", "Sagsfremstilling", "Hallen er gammel."),
        ("background", "Udtalelse", "Ældrerådet, 03-04-2021\nRådet støtter forslaget."),
        ("decision", "Beslutning", "Udsat."),
    ]


def test_a_list_of_those_absent_is_told_of_the_meeting() -> None:
    path = next(path for path in SHAPES if path.stem == "afsnit")
    assert "\nFraværende: Bo Lund\n" in read_document(path).text


_ITEM = (
    "<item><number>{0}</number><title>{1}</title><text>Molen.</text>"
    "<bilag><fil><navn>{2}</navn></fil></bilag></item>"
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Skitse <udkast>", "Skitse <udkast>"),
        ("<mål> og <adresse på ejer>", "<mål> og <adresse på ejer>"),
        ("Dybde < 5 m & > 2", "Dybde < 5 m & > 2"),
        ("<![CDATA[Mål & <kort>]]>", "Mål & <kort>"),
    ],
)
def test_words_in_brackets_and_signs_in_a_text_part_no_items(written: str, read: str) -> None:
    items = "".join(_ITEM.format(n, f"Sag {n}", written if n == 2 else "Kort") for n in (1, 2, 3))
    minutes = parse_minutes(read_content(f"<agenda>{items}</agenda>".encode()))
    assert [item.title for item in minutes.items] == ["Sag 1", "Sag 2", "Sag 3"]
    assert read in minutes.document.text


def test_an_agenda_may_be_called_as_a_section_is() -> None:
    text = (
        '<root><table name="agenda"><fields><field name="name">Referat</field><field name="sysid">7</field></fields>'
        '<table name="meeting"><fields><field name="name">Havneudvalget</field>'
        '<field name="date">2008-04-02T16:00:00</field></fields></table>'
        '<table name="agendaitem"><fields><field name="name">Kran</field><field name="caseno">08/12</field></fields>'
        '<table name="bullet"><fields><field name="bulletname">Beslutning</field>'
        '<field name="bulletcontent">Udsat.</field></fields></table></table></table></root>'
    )
    meeting = parse_minutes(read_content(text.encode())).meeting
    assert (meeting.body, str(meeting.date)) == ("Havneudvalget", "2008-04-02")


def test_a_closed_item_without_a_title_has_none_made_up() -> None:
    closed = f"<Item Lukket='1'><No>{{}}</No><Title/><Text>{SECRET}.</Text></Item>"
    last = "<Item><No>3</No><Title>Veje</Title><Text>Vejene.</Text></Item>"
    text = f"<Agenda><Items>{closed.format(1)}{closed.format(2)}{last}</Items></Agenda>"
    minutes = parse_minutes(read_content(text.encode()))
    assert [(i.number, i.title, i.public) for i in minutes.items] == [
        ("1", None, False),
        ("2", None, False),
        ("3", "Veje", True),
    ]


def test_the_number_of_an_item_names_no_other_by_its_place_in_the_list() -> None:
    """A number with a letter, and from there on each item's number is the place of the one before it."""
    numbers = ["1", "2", "2a", "3", "4"]
    items = "".join(
        f'<Punkt id="882{place}" raekkefoelge="{place}"><Punktnr>{number}</Punktnr><Aabenhed>1</Aabenhed>'
        f"<Overskrift>Veje i kvarter {place}</Overskrift>"
        f"{'<Sag>15/33' + str(place) + '</Sag>' if place % 2 else ''}"
        f'<Tekst type="REFERAT">Vej {place} bygges.</Tekst></Punkt>'
        for place, number in enumerate(numbers, 1)
    )
    minutes = parse_minutes(read_content(f"<Moede><Punkter>{items}</Punkter></Moede>".encode()))
    assert [(i.number, i.title) for i in minutes.items] == [
        (number, f"Veje i kvarter {place}") for place, number in enumerate(numbers, 1)
    ]
