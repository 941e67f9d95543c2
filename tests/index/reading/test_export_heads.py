"""Items of exports whose head stands in an element beside their fields, or that have no title."""

from __future__ import annotations

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content
from index.types import Minutes

_FRONT = (
    "<fields><field name='committee'>Havneudvalget</field><field name='date'>03-05-2022</field>"
    "</fields>"
)
_SECRET = "zebrafisken"


def _read(xml: str) -> Minutes:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return without_closed_text(parse_minutes(read_content(f"{head}{xml}".encode())))


def _told(minutes: Minutes) -> list[tuple[str | None, str | None, bool]]:
    return [(item.number, item.title, item.public) for item in minutes.items]


def _decisions(minutes: Minutes) -> list[str]:
    text = minutes.document.text
    return [
        " ".join(text[s.label.end : s.span.end].split())
        for item in minutes.items
        for s in item.sections
        if s.kind.value == "decision"
    ]


def _item(number: int, title: str, access: str, content: str, name: str = "bullet") -> str:
    fields = {"number": number, "title": title, "caseno": f"22/10{number}", "access": access}
    head = "".join(f"<field name='{key}'>{value}</field>" for key, value in fields.items())
    return f"<{name} sort='{number}'><fields>{head}</fields>{content}</{name}>"


def _content(caption: str, text: str) -> str:
    return f"<content type='text'><caption>{caption}</caption><text><![CDATA[<p>{text}</p>]]></text></content>"


def _meeting(name: str) -> Minutes:
    attachments = "<content type='attachments'><caption>Bilag</caption><attachment name='Kort.pdf'/></content>"
    return _read(
        f"<root><meeting>{_FRONT}<table name='agenda'>"
        + _item(1, "Ny mole", "Åben", _content("Beslutning", "Molen bygges."), name)
        + _item(
            2,
            "Kran",
            "Åben",
            _content("Sagsfremstilling", "Kranen er slidt op.")
            + attachments
            + _content("Beslutning", "Kranen skrottes."),
            name,
        )
        + _item(3, "", "Lukket", _content("Sagsfremstilling", _SECRET), name)
        + _item(4, "Forlig", "Lukket", _content("Beslutning", _SECRET), name)
        + "</table></meeting></root>"
    )


def test_an_element_named_as_a_field_is_an_item_where_its_head_stands_in_it() -> None:
    for name in ("bullet", "section", "entry"):
        minutes = _meeting(name)
        assert [(n, public) for n, _, public in _told(minutes)] == [
            ("1", True),
            ("2", True),
            ("3", False),
            ("4", False),
        ], name
        assert [minutes.items[at].title for at in (0, 1, 3)] == ["Ny mole", "Kran", "Forlig"]
        assert _decisions(minutes) == ["Molen bygges.", "Kranen skrottes."]
        assert _SECRET not in minutes.document.text


def test_a_field_with_its_caption_and_content_stays_a_field() -> None:
    bullet = (
        "<bullet><fields><field name='bulletname'>Beslutning</field>"
        "<field name='bulletcontent'>&lt;p&gt;Molen bygges.&lt;/p&gt;</field></fields></bullet>"
    )
    items = "".join(
        f"<agendaitem><number>{n}</number><title>{title}</title><access>Åben</access>{bullet}</agendaitem>"
        for n, title in ((1, "Ny mole"), (2, "Kran"))
    )
    minutes = _read(f"<meeting><committee>Havneudvalget</committee>{items}</meeting>")
    assert _told(minutes) == [("1", "Ny mole", True), ("2", "Kran", True)]
    assert _decisions(minutes) == ["Molen bygges."] * 2


def test_what_the_only_text_of_a_decision_is_called_is_no_heading() -> None:
    texts = ("<wording><p>Molen bygges.</p></wording>", "<phrase>Molen bygges.</phrase>")
    ballot = "<ballot><vote party='A'>for</vote><vote party='B'>imod</vote></ballot>"
    for decision in (*texts, texts[0] + ballot):
        items = "".join(
            f"<item no='{n}'><title>{title}</title><text>Molen er gammel og slidt.</text>"
            f"<resolution>{decision}</resolution></item>"
            for n, title in ((1, "Ny mole"), (2, "Kran"))
        )
        decisions = _decisions(_read(f"<agenda><body>Havneudvalget</body>{items}</agenda>"))
        assert decisions == ["Molen bygges."] * 2, decision


def test_a_closed_item_of_which_nothing_is_said_closes_no_other() -> None:
    text = "<text>Molen er gammel og slidt.</text>"
    minutes = _read(
        f"<agenda><body>Havneudvalget</body><item no='1'><title>Ny mole</title>{text}</item>"
        f"<item access='closed'><title/><text>{_SECRET}</text></item>"
        f"<item no='2'><title>Kran</title>{text}</item></agenda>"
    )
    assert _told(minutes) == [("1", "Ny mole", True), ("2", "Kran", True)]
    assert _SECRET not in minutes.document.text
    assert minutes.document.redactions
