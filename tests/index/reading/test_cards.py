"""Web pages that show each item as a card, what became of it in a mark above or before its title."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading.html.reader import read_html
from index.types import Minutes

_SECRET = "zebrafisken"
_CARDS = (
    ("Ændret undervejs", "Hvor skal den nye mole ligge?", "Molen lægges mod vest."),
    ("Udsat", "Hvad gør vi med kranen?", "Sagen tages op igen i juni."),
    ("Sendt videre", "Bådpladser i Sandvig", "Anbefales over for byrådet."),
    ("Ingen afgørelse", "Nyt fra havnen", "Orienteringen blev taget til efterretning."),
)
_ABOVE = "<article class='k'><header><span class='m'>{mark}</span><h3>{title}</h3></header>{text}</article>"
_PARAGRAPH = "<section class='k'><p class='m'>{mark}</p><h2>{title}</h2>{text}</section>"
_LISTED = "<li class='k'><div><div class='m'>{mark}</div><h4>{title}</h4></div>{text}</li>"


def _read(cards: str) -> Minutes:
    return without_closed_text(
        parse_minutes(
            read_html(
                "<!doctype html><html><body><main><h1>Havneudvalget</h1>"
                f"<p>Referat fra mødet tirsdag den 3. maj 2022</p>{cards}</main></body></html>"
            )
        )
    )


def _text(decision: str, n: int) -> str:
    return (
        f"<div><strong>Beslutning</strong><p>{decision}</p></div>"
        "<div><strong>Sagsfremstilling</strong><p>Anlægget er fra 1974 og kan ikke holde.</p></div>"
        f"<p>Sag 22/10{n} · Del</p>"
    )


@pytest.mark.parametrize("shape", [_ABOVE, _PARAGRAPH, _LISTED])
def test_a_heading_is_the_title_and_not_the_mark_above_it(shape: str) -> None:
    minutes = _read(
        "".join(
            shape.format(mark=mark, title=title, text=_text(decision, n))
            for n, (mark, title, decision) in enumerate(_CARDS, 10)
        )
    )
    told = [(item.title, item.case_number, item.public) for item in minutes.items]
    assert told == [(title, f"22/10{n}", True) for n, (_, title, _) in enumerate(_CARDS, 10)]
    text = minutes.document.text
    for item, (mark, _, decision) in zip(minutes.items, _CARDS, strict=True):
        sections = " ".join(s.span.of(text) for s in item.sections)
        assert decision in sections
        assert mark in sections
        assert not any(other in sections for other, _, _ in _CARDS if other != mark)


def test_a_mark_above_a_title_closes_its_own_card() -> None:
    cards = [(mark, title, _text(decision, 1)) for mark, title, decision in _CARDS]
    cards[1] = ("Lukket", "Forlig", f"<div><strong>Beslutning</strong><p>{_SECRET}</p></div>")
    minutes = _read("".join(_ABOVE.format(mark=m, title=t, text=x) for m, t, x in cards))
    assert [item.public for item in minutes.items] == [True, False, True, True]
    assert _SECRET not in minutes.document.text


def test_a_mark_before_the_number_in_a_heading_is_no_part_of_the_title() -> None:
    lock = "<span class='hidden'>Lukket</span>"
    minutes = _read(
        "".join(
            f"<li class='b'><h2><button>{lock if n == 3 else ''}<span class='n'>{n}</span>"
            f"<span class='t'>{title}</span></button></h2><div>"
            f"{f'<p>{_SECRET}</p>' if n == 3 else _text(decision, n)}</div></li>"
            for n, (_, title, decision) in enumerate(_CARDS, 1)
        )
    )
    assert [(item.number, item.title) for item in minutes.items] == [
        (str(n), title) for n, (_, title, _) in enumerate(_CARDS, 1)
    ]
    assert [item.public for item in minutes.items] == [True, True, False, True]
    assert _SECRET not in minutes.document.text


def test_a_decision_in_the_row_below_a_row_of_attachments_is_no_file() -> None:
    rows = "".join(
        f"<table><tr><th colspan='2'><h3>{title}</h3></th></tr>"
        "<tr><td>Sagsfremstilling</td><td>Anlægget er fra 1974 og kan ikke holde en vinter til.</td></tr>"
        "<tr><td>Bilag</td><td>1: Kort over havnen.</td></tr>"
        f"<tr><td>Beslutning</td><td>{decision}</td></tr></table><p><a href='#t'>Til top</a></p>"
        for _, title, decision in _CARDS
    )
    minutes = _read(rows)
    kinds = [[s.kind.value for s in item.sections][-1] for item in minutes.items]
    assert kinds == ["decision"] * len(_CARDS)
    assert "Til top" not in minutes.document.text


_LINKS = "<ul><li><a href='/{a}'>Sådan får du plads</a></li><li><a href='/{b}'>Havnens historie</a></li></ul>"


@pytest.mark.parametrize(
    ("behind", "is_kept"),
    [
        ("<section><h2>Læs også</h2>" + _LINKS.format(a="a", b="b") + "</section>", False),
        ("<div><h3>Andre sider</h3>" + _LINKS.format(a="a", b="b") + "</div>", False),
        ("<section><h2>Bilag</h2>" + _LINKS.format(a="a", b="b") + "</section>", True),
        ("<section><h2>Fra mødet</h2>" + _LINKS.format(a="a.pdf", b="b") + "</section>", True),
        ("<div><h2>Eventuelt</h2><p>Intet.</p>" + _LINKS.format(a="a", b="b") + "</div>", True),
    ],
)
def test_links_to_other_pages_behind_the_last_card_are_none_of_it(
    behind: str, is_kept: bool
) -> None:
    cards = "".join(
        _ABOVE.format(mark=mark, title=title, text=_text(decision, 1))
        for mark, title, decision in _CARDS
    )
    minutes = _read(cards + behind)
    assert [item.title for item in minutes.items][: len(_CARDS)] == [
        title for _, title, _ in _CARDS
    ]
    assert ("Havnens historie" in minutes.document.text) == is_kept
