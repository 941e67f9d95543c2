"""Exports whose fields have only codes, explained in a list, and whose items say shortly that they are open."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content
from index.types import Minutes

_SECRET = "zebrafisken"
_LEGEND = (
    "<Koder><Kode nr='1' visning='Sagen'/><Kode nr='2' visning='Indstilling'/>"
    "<Kode nr='3' visning='Udvalget besluttede'/><Kode nr='9' visning='Noter' publicer='N'/></Koder>"
)


def _read(xml: str) -> Minutes:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return without_closed_text(parse_minutes(read_content(f"{head}{xml}".encode())))


def _text(code: int, text: str, form: str = "attribute") -> str:
    if form == "attribute":
        return f"<Tekst kode='{code}'>{text}</Tekst>"
    return f"<Tekst><Kode>{code}</Kode><Indhold>{text}</Indhold></Tekst>"


def _export(texts: str, opened: str = "J", closed: str = "N", legend: str = _LEGEND) -> Minutes:
    return _read(
        f"<Udtraek>{legend}<Moede><Organ>Havneudvalget</Organ><Start>2022-05-03T16:00:00</Start>"
        f"<Punkter><Punkt aaben='{opened}'><Nr>1</Nr><Overskrift>Ny mole</Overskrift>{texts}</Punkt>"
        f"<Punkt aaben='{closed}'><Nr>2</Nr><Overskrift>Kran</Overskrift>{_text(3, _SECRET)}</Punkt>"
        "</Punkter></Moede></Udtraek>"
    )


def _sections(minutes: Minutes) -> dict[str, str]:
    text = minutes.document.text
    return {
        section.kind.value: " ".join(text[section.label.end : section.span.end].split())
        for item in minutes.items
        for section in item.sections
    }


@pytest.mark.parametrize("form", ["attribute", "element"])
def test_a_field_is_called_what_the_list_of_codes_says(form: str) -> None:
    texts = "".join(
        _text(code, text, form)
        for code, text in (
            (1, "Molen er slidt."),
            (2, "At molen rives ned."),
            (3, "Molen bevares."),
        )
    )
    found = _sections(_export(texts))
    assert found["recommendation"] == "At molen rives ned."
    assert found["decision"] == "Molen bevares."


@pytest.mark.parametrize(
    "hidden", [_text(9, _SECRET), _text(9, _SECRET, "element"), f"<Tekst titel='Intern note'>{_SECRET}</Tekst>"]
)  # fmt: skip
def test_what_the_list_keeps_back_or_is_called_internal_is_not_shown(hidden: str) -> None:
    minutes = _export(_text(1, "Molen er slidt.") + _text(3, "Molen bevares.") + hidden)
    assert _SECRET not in minutes.document.text
    assert _sections(minutes)["decision"] == "Molen bevares."


def test_the_order_of_items_is_no_code_though_its_numbers_are_in_the_list() -> None:
    minutes = _read(
        f"<Udtraek>{_LEGEND}<Punkter>"
        + "".join(
            f"<Punkt sortering='{n}' aaben='ja'><Nr>{n}</Nr><Overskrift>{title}</Overskrift>"
            f"{_text(3, 'Godkendt.')}</Punkt>"
            for n, title in enumerate(("Ny mole", "Ny kran", "Ny bro"), start=1)
        )
        + "</Punkter></Udtraek>"
    )
    assert [item.title for item in minutes.items] == ["Ny mole", "Ny kran", "Ny bro"]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [("J", "N"), ("AAB", "LUK"), ("Off", "Fortr"), ("Åb.", "L"), ("ja", "ukendt")],
)
def test_items_are_open_where_a_short_word_says_so(opened: str, closed: str) -> None:
    minutes = _export(_text(3, "Molen bevares."), opened, closed)
    is_too_short = opened == "Åb."
    assert [item.public for item in minutes.items] == [not is_too_short, False]
    assert _SECRET not in minutes.document.text


@pytest.mark.parametrize("mark", ["aaben='J'", ""])
def test_a_meeting_whose_work_is_done_is_not_closed_where_its_items_say_that_they_are_open(
    mark: str,
) -> None:
    minutes = _read(
        "<Udtraek><Moede status='LUKKET_OG_SENDT'><Organ>Havneudvalget</Organ><Punkter>"
        f"<Punkt {mark}><Nr>1</Nr><Overskrift>Ny mole</Overskrift><Beslutning>Molen bevares.</Beslutning></Punkt>"
        f"<Punkt {mark}><Nr>2</Nr><Overskrift>Ny kran</Overskrift><Beslutning>Kranen købes.</Beslutning></Punkt>"
        "</Punkter></Moede></Udtraek>"
    )
    assert {item.public for item in minutes.items} == {bool(mark)}


def test_who_met_and_who_did_not_is_told() -> None:
    minutes = _read(
        "<Udtraek><Moede><Organ>Havneudvalget</Organ><Deltagere><Person fremmoede='MØDT'>Ida Holm</Person>"
        "<Person fremmoede='AFBUD'>Bo Lund</Person></Deltagere><Punkter>"
        "<Punkt><Nr>1</Nr><Overskrift>Ny mole</Overskrift><Beslutning>Molen bevares.</Beslutning></Punkt>"
        "</Punkter></Moede></Udtraek>"
    )
    assert "Medlemmer: Ida Holm, Bo Lund\nFraværende: Bo Lund" in minutes.document.text
