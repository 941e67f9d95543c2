"""Exports in words that no list has: items and fields are told by their values and by repetition."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content
from index.types import Minutes

_TITLES = ("Ny mole", "Bådpladser i Sandvig", "Kran til joller", "Salg af areal")
_TEXT = (
    "Forvaltningen har regnet på anlægget, som er fra 1974 og ikke kan holde til en vinter mere."
)
_SECRET = "Der er budt 412.000 kr. af zebrafisken."


def _read(xml: str) -> Minutes:
    return without_closed_text(parse_minutes(read_content(xml.encode())))


def _each(shape: str) -> str:
    """The shape once for each item; the last is closed, wherever the shape says so."""
    return "".join(
        shape.format(
            n=n,
            title=title,
            text=_SECRET if n == 4 else _TEXT,
            letter="L" if n == 4 else "Å",
            mark="Lukket" if n == 4 else "Åben",
            yes="ja" if n == 4 else "nej",
        )
        for n, title in enumerate(_TITLES, 1)
    )


_SHAPES = {
    "Danish elements": "<Moderapport><Hoved><Udvalgsbetegnelse>Havneudvalget</Udvalgsbetegnelse><Afholdt>03-05-2022"
    "</Afholdt><Dannet>09-05-2022</Dannet></Hoved>" + _each(
        "<Sag><Lb>{n}</Lb><Sagsbetegnelse>{title}</Sagsbetegnelse><Akt>22/10{n}0</Akt><Status>{letter}</Status>"
        "<Sagsfremst><![CDATA[<p>{text}</p>]]></Sagsfremst><Beslutning>Godkendt.</Beslutning></Sag>"
    ) + "</Moderapport>",
    "English attributes": '<export created="2022-05-09"><session of="Havneudvalget" on="2022-05-03T16:00:00">' + _each(
        '<topic pos="{n}" what="{title}" dossier="22/10{n}0" fortrolig="{yes}"><part class="Sagsfremstilling">'
        "<line>{text}</line><line>Den er slidt.</line></part><part class='Beslutning'>Godkendt.</part></topic>"
    ) + "</session></export>",
    "fields in another order": "<Udtraek><Liste>" + _each(
        "<Emne><Tekster><Tekst art='Beslutning'>Godkendt.</Tekst><Tekst art='Sagsfremstilling'>{text}</Tekst></Tekster>"
        "<Om><Journal>22/10{n}0</Journal><Betegnelse>{title}</Betegnelse><Nr>{n}</Nr><Type>{mark}</Type></Om></Emne>"
    ) + "</Liste><Mode><Organ>Havneudvalget</Organ><Dag>3. maj 2022</Dag></Mode></Udtraek>",
    "numbered sections": "<Prot><Gruppe>Havneudvalget</Gruppe><Tid>03-05-2022</Tid>" + _each(
        "<Post adg='{mark}'><Pnr>{n}</Pnr><Linje>{title}</Linje><JNr>22/10{n}0</JNr><Stk nr='1'>"
        "<Hd>Sagsfremstilling</Hd><Bd>{text}</Bd></Stk><Stk nr='2'><Hd>Beslutning</Hd><Bd>Godkendt.</Bd></Stk></Post>"
    ) + "</Prot>",
    "not well-formed": "<Prot><Udvalg>Havneudvalget</Udvalg><Modedag>03.05.2022</Modedag>" + _each(
        "<Blok><LbNr>{n}</LbNr><BlokTitel>{title}</BlokTitel><JNr>22/10{n}0<Adgang>{mark}</Adgang>"
        "<Fremst>{text}<br>Brandt & Lyng er hørt.</Fremst><Beslutning>Godkendt.</Beslutning></Blok>"
    ),
    "names and values": "<dump><rec><f n='Udvalg' v='Havneudvalget'/><f n='Dato' v='03-05-2022'/></rec>" + _each(
        "<rec><f n='Nr' v='{n}'/><f n='Overskrift' v='{title}'/><f n='Sagsnr' v='22/10{n}0'/><f n='Adgang' v='{mark}'/>"
        "<f n='Sagsfremstilling' v='{text}'/><f n='Beslutning' v='Godkendt.'/></rec>"
    ) + "</dump>",
    "nothing around an item": "<referat><udvalg>Havneudvalget</udvalg><dato>03-05-2022</dato>" + _each(
        "<nr>{n}</nr><titel>{title}</titel><sagsnr>22/10{n}0</sagsnr><adgang>{mark}</adgang>"
        "<sagsfremstilling>{text}</sagsfremstilling><beslutning>Godkendt.</beslutning>"
    ) + "</referat>",
}  # fmt: skip


@pytest.mark.parametrize("xml", _SHAPES.values(), ids=_SHAPES.keys())
def test_items_and_their_fields_are_found_under_names_that_nobody_listed(xml: str) -> None:
    minutes = _read(xml)
    assert (minutes.meeting.body, str(minutes.meeting.date)) == ("Havneudvalget", "2022-05-03")
    assert [(i.number, i.title, i.case_number, i.public) for i in minutes.items] == [
        (str(n), title, f"22/10{n}0", n < 4) for n, title in enumerate(_TITLES, 1)
    ]
    text = minutes.document.text
    assert "zebrafisken" not in text
    for item in minutes.items[:3]:
        kinds = {s.kind.value: s.span.of(text) for s in item.sections}
        assert "Godkendt." in kinds["decision"]
        assert _TEXT not in kinds["decision"]
        assert _TEXT in item.span.of(text)


def test_a_single_item_is_known_by_the_ends_of_names() -> None:
    minutes = _read(
        f"<Prot><Udv>Havneudvalget</Udv><Mdato>03-05-2022</Mdato><Pkt><PktNr>1</PktNr><PktOverskrift>Ny mole"
        f"</PktOverskrift><Tekst>{_TEXT}</Tekst><Beslutning>Godkendt.</Beslutning></Pkt></Prot>"
    )
    assert [(i.number, i.title) for i in minutes.items] == [("1", "Ny mole")]


def test_members_sections_and_files_are_no_items() -> None:
    people = "".join(
        f"<Person><Lb>{n}</Lb><Kaldes>{name}</Kaldes></Person>"
        for n, name in enumerate(("Ane Dahl", "Bo Lund", "Ib Holm", "Ida Bech", "Per Kok"), 1)
    )
    files = "".join(
        f"<Vedlagt><Lb>{n}</Lb><Kaldes>Kort over molen {n}</Kaldes></Vedlagt>" for n in (1, 2, 3)
    )
    items = "".join(
        f"<Blok><Lb>{n}</Lb><Hd>{title}</Hd><Stk><Lb>1</Lb><Hd>Sagsfremstilling</Hd><Bd>{_TEXT}</Bd></Stk>{files}"
        f"<Stk><Lb>2</Lb><Hd>Beslutning</Hd><Bd>Godkendt.</Bd></Stk></Blok>"
        for n, title in enumerate(_TITLES[:3], 1)
    )
    minutes = _read(
        f"<x><Hvem>{people}</Hvem><Organ>Havneudvalget</Organ><Dag>03-05-2022</Dag>{items}</x>"
    )
    assert [(i.number, i.title) for i in minutes.items] == [
        (str(n), title) for n, title in enumerate(_TITLES[:3], 1)
    ]


_HEADED = "<Organ>Havneudvalget</Organ><Dag>03-05-2022</Dag>"
_MORE = {
    "a number alone is unknown": '<pt lb="{n}"><sag titel="{title}" jnr="22/10{n}0"/><tekst felt="Fremstilling">{text}'
    "</tekst><tekst felt='Beslutning'>Godkendt.</tekst></pt>",
    "the number is in the name": "<sag{n}><titel>{title}</titel><fremstilling>{text}</fremstilling>"
    "<beslutning>Godkendt.</beslutning></sag{n}>",
    "no number": "<blok><hd>{title}</hd><frm>{text}</frm><bsl>Godkendt.</bsl></blok>",
    "HTML in an element of that name": "<emne><lb>{n}</lb><hd>{title}</hd><frm><html>&lt;p&gt;{text}&lt;/p&gt;</html>"
    "</frm><beslutning><html>&lt;p&gt;Godkendt.&lt;/p&gt;</html></beslutning></emne>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _MORE.values(), ids=_MORE.keys())
def test_what_is_not_known_of_items_is_found_beside_what_is(shape: str) -> None:
    items = "".join(shape.format(n=n, title=t, text=_TEXT) for n, t in enumerate(_TITLES, 1))
    minutes = _read(f"<x>{_HEADED}{items}</x>")
    text = minutes.document.text
    numbers = [None] * 4 if shape == _MORE["no number"] else ["1", "2", "3", "4"]
    assert [(i.number, i.title) for i in minutes.items] == list(zip(numbers, _TITLES, strict=True))
    assert "<" not in text
    for item in minutes.items:
        kinds = {s.kind.value: " ".join(s.span.of(text).split()) for s in item.sections}
        assert kinds["decision"].endswith("Godkendt.")
        assert _TEXT not in kinds["decision"]
