"""Which meeting an export is of, where nobody knows the names that its system uses."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content
from index.types import Minutes

_ITEMS = "".join(
    f'<item no="{n}"><title>{title}</title><text>Forvaltningen har undersøgt sagen grundigt.</text>'
    "<decision>Godkendt.</decision></item>"
    for n, title in enumerate(("Cykelsti ved skolen", "Regnskab for året"), 1)
)
_RECORD = (
    "<document form='Punkt'><updatedby><name>CN=Ida Holm</name></updatedby>"
    "<created><datetime>19990301T091230,00+01</datetime></created>"
    "<item name='PktNr'><number>{n}</number></item><item name='$Rev'><text>2</text></item>"
    "<item name='Overskrift'><text>{title}</text></item><item name='Adgang'><text>{access}</text></item>"
    "<item name='Sagsfremstilling'><richtext><pardef/><par><run>Sagen har været til {word} i alle </run>"
    "<run>foreninger.</run></par><par><run>De er enige.</run></par></richtext></item>"
    "<item name='Beslutning'><richtext><par><run>Godkendt.</run></par></richtext></item></document>"
)
_NOTES = (
    "<database><document form='Moede'><created><datetime>19990301T090000,00+01</datetime></created>"
    "<item name='Udvalg'><text>Idrætsudvalget</text></item><item name='Type'><text>Referat</text></item>"
    "<item name='Dato'><datetime>19990309T150000,00+01</datetime></item></document>"
    + _RECORD.format(n=1, title="Svømmehallens tag", access="Åben", word="udtalelse")
    + _RECORD.format(n=2, title="Tilskud til klubber", access="Åben", word="udtalelse")
    + _RECORD.format(n=3, title="Personalesag", access="Lukket", word="zebrafisk")
    + "</database>"
)


def _read(xml: str) -> Minutes:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return without_closed_text(parse_minutes(read_content(f"{head}{xml}".encode())))


@pytest.mark.parametrize(
    ("xml", "body", "day"),
    [
        (
            "<meeting created='2014-04-28T10:00' updated='2014-05-09T12:00'><organ>Teknisk Udvalg</organ>"
            f"<time from='2014-05-06T15:00' to='2014-05-06T17:00'/>{_ITEMS}</meeting>",
            "Teknisk Udvalg",
            "2014-05-06",
        ),
        (
            "<doc><udvalg>Kulturudvalget</udvalg><moededato>20010620T160000,00+02</moededato>"
            f"{_ITEMS}</doc>",
            "Kulturudvalget",
            "2001-06-20",
        ),
        (
            "<agenda><body>Socialudvalget</body><date year='2016' month='3' day='8'/>"
            f"<sent>2016-03-02</sent>{_ITEMS}</agenda>",
            "Socialudvalget",
            "2016-03-08",
        ),
        (
            "<m><p k='committee' v='Økonomiudvalget'/><p k='date' v='2009-11-03'/>"
            f"<p k='published' v='2009-11-06'/>{_ITEMS}</m>",
            "Økonomiudvalget",
            "2009-11-03",
        ),
        (
            "<export date='2018-02-20'><committee><name>Børneudvalget</name></committee><session>"
            f"<day>14</day><month>2</month><year>2018</year></session>{_ITEMS}</export>",
            "Børneudvalget",
            "2018-02-14",
        ),
        (
            "<root><header><label>Udvalg:</label><value>Havneudvalget</value><label>Dato:</label>"
            "<value>21/8 2007</value><label>Udsendt:</label><value>24/8 2007</value></header>"
            f"{_ITEMS}</root>",
            "Havneudvalget",
            "2007-08-21",
        ),
        (
            "<meetings><meeting><title>Erhvervsudvalget 02-06-2015</title><previous date='2015-05-05'/>"
            f"<next date='2015-08-11'/>{_ITEMS}</meeting></meetings>",
            "Erhvervsudvalget",
            "2015-06-02",
        ),
        (
            "<minutes><gremium>Planudvalget</gremium><when><planned>2022-01-19T16:00</planned>"
            f"<actual>2022-01-19T16:05</actual></when><archived>2022-02-01</archived>{_ITEMS}</minutes>",
            "Planudvalget",
            "2022-01-19",
        ),
        (_NOTES, "Idrætsudvalget", "1999-03-09"),
    ],
)
def test_the_meeting_is_told_by_what_its_elements_are_called(xml: str, body: str, day: str) -> None:
    minutes = _read(xml)
    assert (minutes.meeting.body, str(minutes.meeting.date)) == (body, day)


def test_two_days_as_likely_are_none() -> None:
    xml = f"<m><udvalg>Havneudvalget</udvalg><a>2007-08-21</a><b>2007-08-24</b>{_ITEMS}</m>"
    assert _read(xml).meeting.date is None


def test_fields_named_by_an_attribute_are_read_as_fields_and_closed_ones_withheld() -> None:
    minutes = _read(_NOTES)
    items = [(item.number, item.title, item.public) for item in minutes.items]
    assert items[:2] == [("1", "Svømmehallens tag", True), ("2", "Tilskud til klubber", True)]
    assert [item[2] for item in items[2:]] == [False]
    text = minutes.document.text
    assert "Sagsfremstilling\nSagen har været til udtalelse i alle foreninger.\n" in text
    assert "zebrafisk" not in text
    assert "Ida Holm" not in text


def test_persons_are_not_renamed_after_themselves() -> None:
    people = "".join(f"<medlem navn='{name}' rolle='medlem'/>" for name in ("Holm", "Dato", "Sted"))
    xml = f"<m><udvalg>Havneudvalget</udvalg><dato>21-08-2007</dato>{people}{_ITEMS}</m>"
    assert str(_read(xml).meeting.date) == "2007-08-21"
    assert "Medlemmer: Holm, Dato, Sted" in _read(xml).document.text
