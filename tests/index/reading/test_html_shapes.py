"""Web pages of content systems that nobody has seen: items by what repeats, not by names."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content
from index.reading.html.reader import read_html
from index.types import Minutes

_HEAD = "<h1>Havneudvalget</h1><p>Referat fra mødet tirsdag den 3. maj 2022</p>"
_TITLES = ("Ny mole", "Bådpladser i Sandvig", "Kran til reparation af joller")
_TEXT = (
    "Forvaltningen har regnet på anlægget, som er fra 1974 og ikke kan holde til en vinter mere,"
    " og foreslår, at der bygges et nyt i løbet af næste sommer, når sæsonen er slut."
)


def _page(body: str) -> Minutes:
    return parse_minutes(
        read_html(f"<!doctype html><html><body><main>{_HEAD}{body}</main></body></html>")
    )


def _told(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in minutes.items]


def _decisions(minutes: Minutes) -> list[str]:
    text = minutes.document.text
    return [
        " ".join(text[s.label.end : s.span.end].split())
        for item in minutes.items
        for s in item.sections
        if s.kind.value == "decision"
    ]


_SECTIONS = f"<h4>Sagsfremstilling</h4><p>{_TEXT}</p><h4>Beslutning</h4><p>Godkendt.</p>"
_PLAIN = f"<div class='q'>Sagsfremstilling</div><p>{_TEXT}</p><div class='q'>Beslutning</div><p>Godkendt.</p>"
_FOLDED = (
    f"<details><summary>Sagsfremstilling</summary><p>{_TEXT}</p></details>"
    "<details open><summary>Beslutning</summary><p>Godkendt.</p></details>"
)

_NUMBERED = {
    "button in a heading": "<div><h3><button aria-expanded='false' aria-controls='p{n}'>{n}. {title}"
    "</button></h3><div id='p{n}' hidden>" + _SECTIONS + "</div></div>",
    "button alone": "<div class='x'><button aria-expanded='false' aria-controls='p{n}'><b>{n}</b> <span>{title}"
    "</span></button><div id='p{n}'>" + _PLAIN + "</div></div>",
    "details": "<details><summary>Punkt {n}: {title}</summary>" + _FOLDED + "</details>",
    "number before the heading": "<section><span>{n}</span><h2>{title}</h2>" + _SECTIONS + "</section>",
    "number beside the heading": "<article><h2>{title}</h2><em>Pkt. {n}</em>" + _SECTIONS + "</article>",
    "no heading": "<li><div class='a1'><span>#{n}</span><div>{title}</div><i>Udsat</i></div>" + _PLAIN + "</li>",
    "number behind the title": "<div class='i'><div>{title} <span>(pkt. {n})</span></div>" + _PLAIN + "</div>",
    "number of a list": "<div><h2>{title}</h2><ul><li>Punkt nr.: {n}</li><li>Havnen</li></ul>" + _SECTIONS + "</div>",
    "all beside each other": "<span>{n}</span><h2>{title}</h2><div>" + _SECTIONS + "</div>",
    "elements of its own": "<a-point><a-no>{n}</a-no><a-title>{title}</a-title>" + _PLAIN + "</a-point>",
    "title and number in one": "<div class='zz'><div class='t'><span>{n}</span> {title}</div>" + _PLAIN + "</div>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _NUMBERED.values(), ids=_NUMBERED.keys())
def test_the_number_of_an_item_may_stand_in_an_element_of_its_own(shape: str) -> None:
    items = "".join(shape.format(n=n, title=title) for n, title in enumerate(_TITLES, 14))
    minutes = _page(f"<div>{items}</div>")
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 14)]
    assert _decisions(minutes) == ["Godkendt."] * 3


def test_titles_without_numbers_are_known_by_what_they_stand_over() -> None:
    items = "".join(f"<div class='k3'><div class='k4'>{t}</div>{_PLAIN}</div>" for t in _TITLES)
    assert _told(_page(f"<div>{items}</div>")) == [(None, title) for title in _TITLES]


def test_cards_of_news_and_steps_of_a_plan_are_no_items() -> None:
    item = f"<section><h2>1. Ny mole</h2>{_SECTIONS}"
    steps = "".join(
        f"<div class='s'><b>{n}</b><div>{t}</div></div>" for n, t in enumerate(_TITLES, 1)
    )
    news = "".join(f"<div class='n'><div>{t} åbner</div><p>{_TEXT}</p></div>" for t in _TITLES)
    last = f"</section><section><h2>2. Eventuelt</h2>{_SECTIONS}</section>"
    long = steps.replace("</div></div>", f"</div><p>{_TEXT}</p></div>")
    minutes = _page(f"{item}<div>{steps}</div><div>{news}</div><div>{long}</div>{last}")
    assert _told(minutes) == [("1", "Ny mole"), ("2", "Eventuelt")]


def test_a_form_around_the_whole_page_is_read_and_a_search_is_not() -> None:
    body = f"<form role='search'><input><p>Søg her</p></form><h2>1. Ny mole</h2>{_SECTIONS}<h2>2. Kran</h2>{_SECTIONS}"
    text = read_html(f"<html><body><form id='aspnetForm'>{_HEAD}{body}</form></body></html>").text
    assert "1. Ny mole" in text
    assert "Søg her" not in text


def test_buttons_of_menus_are_not_read() -> None:
    menu = (
        "<div><button aria-expanded='false'>Borger</button><ul><li><a href='/a'>Bolig</a></li>"
        "<li><a href='/b'>Pas og rejser</a></li></ul></div>"
    )
    text = read_html(f"<html><body>{menu}{_HEAD}<p>{_TEXT}</p></body></html>").text
    assert "Borger" not in text


@pytest.mark.parametrize("status", ["Åben", "Lukket"])
def test_a_key_and_its_value_are_two_words(status: str) -> None:
    def rows(status: str) -> str:
        pairs = (("Sagsnr.", "22/1010"), ("Ansvarlig", "Havnen"), ("Status", status))
        return "".join(f"<div class='r'><span>{k}</span><span>{v}</span></div>" for k, v in pairs)

    items = "".join(
        f"<section><h2>{n}. {t}</h2><div>{rows(status if n == 2 else 'Åben')}</div>{_SECTIONS}</section>"
        for n, t in enumerate(_TITLES, 1)
    )
    minutes = without_closed_text(_page(items))
    assert [item.public for item in minutes.items] == [True, status == "Åben", True]
    assert [item.case_number for item in minutes.items] == ["22/1010"] * 3


def test_halves_of_a_word_are_not_parted() -> None:
    text = read_html(
        "<html><body><div><span class='w'>Hav</span><span class='w'>nen</span></div></body></html>"
    ).text
    assert text == "Havnen"


def test_the_day_minutes_were_sent_out_is_not_the_meetings() -> None:
    page = (
        "<html><body><h1>Havneudvalget</h1><div><span class='k'>Dagsorden udsendt</span>"
        "<span class='v'>28-04-2022</span></div><div>03-05-2022 kl. 16</div>"
        f"<h2>1. Ny mole</h2>{_SECTIONS}<h2>2. Kran</h2>{_SECTIONS}</body></html>"
    )
    assert str(parse_minutes(read_html(page)).meeting.date) == "2022-05-03"


def test_an_item_behind_one_that_says_last_that_it_is_closed_is_open() -> None:
    closed = (
        "<h2>2. Salg af areal</h2><div>Lukket</div><p>Punktet er behandlet for lukkede døre.</p>"
    )
    minutes = _page(
        f"<h2>1. Ny mole</h2>{_SECTIONS}{closed}<div><h2>3. Orientering</h2>{_SECTIONS}</div>"
    )
    assert [item.public for item in minutes.items] == [True, False, True]


_CHIPS = ("Vedtaget", "Udsat", "Vedtaget")
_CHIPPED = {
    "in the heading": "<section><h2>{n}. {title} <span class='c'>{chip}</span></h2>" + _SECTIONS + "</section>",
    "two": "<h2>{n}. {title} <span class='c'>{chip}</span> <small>Sagsnr. 22/10{n}0</small></h2>" + _SECTIONS,
    "beside a number": "<h2><b>{n}</b><span>{title}</span><span class='c'>{chip}</span></h2>" + _SECTIONS,
    "no heading": "<div class='t'>{n}. {title} <i class='c'>{chip}</i></div>" + _PLAIN,
}  # fmt: skip


@pytest.mark.parametrize("shape", _CHIPPED.values(), ids=_CHIPPED.keys())
def test_words_of_status_are_no_part_of_a_title(shape: str) -> None:
    each = zip(_TITLES, _CHIPS, strict=True)
    items = "".join(shape.format(n=n, title=t, chip=c) for n, (t, c) in enumerate(each, 1))
    minutes = _page(items)
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 1)]
    assert _decisions(minutes) == ["Godkendt."] * 3


def test_words_in_italics_at_the_end_of_a_title_are_a_part_of_it() -> None:
    items = "".join(
        f"<h2>{n}. {t} ved <em>Søen</em></h2>{_SECTIONS}" for n, t in enumerate(_TITLES, 1)
    )
    assert [title for _, title in _told(_page(items))] == [f"{title} ved Søen" for title in _TITLES]


def test_a_picture_that_says_that_an_item_is_closed_closes_it() -> None:
    items = "".join(
        f"<h2>{n}. {t} {'<img src=l.png alt=' + repr('Lukket punkt') + '>' if n == 2 else ''}</h2>{_SECTIONS}"
        for n, t in enumerate(_TITLES, 1)
    )
    minutes = without_closed_text(_page(items))
    assert [item.public for item in minutes.items] == [True, False, True]
    assert minutes.document.text.count("1974") == 2


@pytest.mark.parametrize("around", ["{}", "<main>{}</main>", "<!-- gemt --><div id='a'>{}</div>"])
def test_a_part_of_a_page_is_read_as_a_page(around: str) -> None:
    items = "".join(f"<h2>{n}. {t}</h2>{_SECTIONS}" for n, t in enumerate(_TITLES, 1))
    minutes = parse_minutes(read_content(around.format(_HEAD + items).encode()))
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 1)]


def _linked(*pages: str) -> str:
    return "<ul>" + "".join(f"<li><a href='/{p}'>{p}</a></li>" for p in pages) + "</ul>"


def test_names_in_a_menu_are_not_the_meetings() -> None:
    menu = _linked("Forside", "Byrådet", "Økonomiudvalget")
    items = "".join(f"<h2>{n}. {t}</h2>{_SECTIONS}" for n, t in enumerate(_TITLES, 1))
    head = "<p>Havneudvalget</p><dl><dt>Dato</dt><dd>03.05.2022</dd></dl>"
    document = read_html(f"<html><body><div>{menu}</div>{head}{items}</body></html>")
    assert parse_minutes(document).meeting.body == "Havneudvalget"
    assert "Økonomiudvalget" not in document.text


@pytest.mark.parametrize(
    "links",
    ["<p>Deltagere</p>" + _linked("Ane Dahl", "Bo Lund", "Ib Holm"), _linked("1. Ny mole", "2. Kran", "3. Joller")],
    ids=["members", "items"],
)  # fmt: skip
def test_links_that_are_no_menu_are_read(links: str) -> None:
    text = read_html(f"<html><body>{links}<h2>Kontakt</h2><p>Havnen</p></body></html>").text
    assert text.count("\n") >= 4


_SET_OFF = {
    "aside": "<article><h2>{n}. {title}</h2><p>" + _TEXT + "</p>"
    "<aside><h3>Beslutning</h3><p>Godkendt.</p></aside></article>",
    "footer": "<section><h2>{n}. {title}</h2><p>" + _TEXT + "</p>"
    "<footer><b>Beslutning</b><br>Godkendt.</footer></section>",
    "a line": "<div><h2>{n}. {title}</h2><div><strong>Beslutning</strong> Godkendt.</div>"
    "<p><b>Resumé</b> " + _TEXT + "</p></div>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _SET_OFF.values(), ids=_SET_OFF.keys())
def test_decisions_are_read_wherever_in_an_item_they_are_set_off(shape: str) -> None:
    items = "".join(shape.format(n=n, title=title) for n, title in enumerate(_TITLES, 1))
    minutes = _page(f"{items}<aside><h2>Nyheder</h2><p>Sommeren er her.</p></aside>")
    assert _decisions(minutes) == ["Godkendt."] * 3
    assert "Sommeren" not in minutes.document.text


def test_words_in_bold_that_begin_a_sentence_are_no_label() -> None:
    text = _page("<p><b>Beslutning</b> om mole træffes i maj.</p>").document.text
    assert "Beslutning om mole" in text


def test_a_body_with_the_name_of_social_matters_is_no_row_of_buttons() -> None:
    body = f"<div id='socialudvalget'><p>{_TEXT}</p></div><div class='social-links'><p>Del os</p></div>"
    text = read_html(f"<html><body>{body}</body></html>").text
    assert _TEXT in text
    assert "Del os" not in text


def test_an_item_of_its_like_that_stands_elsewhere_is_one() -> None:
    cards = [
        f"<div class='card'><div>{n}</div><div class='ti'>{t}</div>{_PLAIN}</div>"
        for n, t in enumerate(_TITLES, 1)
    ]
    minutes = _page(f"<div>{''.join(cards[:2])}</div><div><p>Andre</p>{cards[2]}</div>")
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 1)]


_SPANS = "".join(
    f"<span style='display:block'>{said}</span>"
    for said in ("Sagsfremstilling", _TEXT, "Beslutning", "Godkendt.")
)
_LINES = f"Sagsfremstilling\n{_TEXT}\n\nBeslutning\nGodkendt.\n\n"
_STYLED = {
    "blocks by style": "<span style='display: block'>{n}</span><span style='display: block'>{title}</span>" + _SPANS,
    "blocks by length": "<div><h2>{n}. {title}</h2><div><b>Beslutning</b><span>Godkendt.</span>"
    "<span>" + _TEXT * 2 + "</span></div></div>",
    "lines of pre": "<pre>{n}. {title}\n\n" + _LINES + "</pre>",
    "lines by style": "<div style='white-space: pre-wrap'>{n}. {title}\n\n" + _LINES + "</div>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _STYLED.values(), ids=_STYLED.keys())
def test_lines_that_only_a_style_sets_apart_are_lines(shape: str) -> None:
    items = "".join(shape.format(n=n, title=title) for n, title in enumerate(_TITLES, 1))
    minutes = _page(items)
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 1)]
    assert all(said.startswith("Godkendt.") for said in _decisions(minutes))
    assert len(_decisions(minutes)) == 3


def test_a_number_below_a_heading_with_more_that_is_said_of_the_item_is_its_number() -> None:
    items = "".join(
        f"<section><h2>{t}</h2><p>Dagsordenspunkt {n} | 22/10{n}0</p>{_SECTIONS}</section>"
        for n, t in enumerate(_TITLES, 1)
    )
    minutes = _page(items)
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 1)]
    assert [item.case_number for item in minutes.items] == ["22/1010", "22/1020", "22/1030"]


_NAMED = (
    "<li id='p{n}'><button class='acc' aria-expanded='false'><b>{n}</b> <span>{title}</span></button>"
    "<div><blockquote class='{name}'><p>{said}</p></blockquote>{case}<a href='#top'>Til toppen</a></div></li>"
)


def _named(name: str, *said: str) -> Minutes:
    cases = ("", *[f"<p>{_TEXT}</p>"] * (len(said) - 1))
    items = (
        _NAMED.format(n=n, title=title, name=name, said=words, case=case)
        for n, (title, words, case) in enumerate(zip(_TITLES, said, cases, strict=True), 1)
    )
    return _page(f"<ol style='list-style:none'>{''.join(items)}</ol>")


def test_a_button_that_opens_two_words_is_opened_as_those_beside_it() -> None:
    told = _told(_named("x", "Godkendt.", "Kranen males rød.", "Udsat."))
    assert told == [(str(n), title) for n, title in enumerate(_TITLES, 1)]


@pytest.mark.parametrize("name", ["vedtaget", "boks beslutning", "punkt-afgoerelse", "decision"])
def test_what_is_called_a_decision_is_one_though_no_heading_says_it(name: str) -> None:
    said = ("Godkendt.", "Kranen males rød til foråret.", "Linje B følges, dog uden bomme.")
    minutes = _named(name, *said)
    assert _decisions(minutes) == list(said)
    assert [s.kind.value for s in minutes.items[1].sections] == ["decision", "background"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("note", "Kranen er fra 1968."),
        ("beslutning", "Forvaltningen indstiller, at kranen males rød."),
    ],
)
def test_what_is_called_otherwise_or_is_only_recommended_is_no_decision(
    name: str, said: str
) -> None:
    assert _decisions(_named(name, said, said, said)) == []


def test_the_feet_of_printed_pages_are_left_out() -> None:
    minutes = _page(
        "<p>Der var afbud fra Ina Falk (V).</p><p>Side 1 af 3</p><h2>1. Ny mole</h2><p>Beslutning</p><p>Godkendt.</p>"
        "<p>Havnerådet – 4. oktober 2021 – Side 2 af 3</p><h2>2. Kranen</h2><p>Beslutning</p><p>Udsat.</p>"
        "<p>Havnerådet – 4. oktober 2021 – Side 3 af 3</p>"
    )
    assert "Side" not in minutes.document.text
    assert _told(minutes) == [("1", "Ny mole"), ("2", "Kranen")]


@pytest.mark.parametrize("mark", ["(lukket)", "(lukket punkt)"])
def test_a_closed_item_s_title_stands_below_its_number_as_the_others_do(mark: str) -> None:
    minutes = _page(
        "<h2>Sag 1</h2><h3>Ny mole</h3><p>Udvalget: Godkendt.</p><h2>Sag 2</h2><h3>Kranen</h3><p>Udvalget: Udsat.</p>"
        f"<h2>Sag 3 {mark}</h2><h3>Køb af grund</h3><h2>Sag 4</h2><h3>Eventuelt</h3><p>Intet.</p>"
    )
    assert _told(minutes)[2] == ("3", "Køb af grund")
    assert [item.public for item in minutes.items] == [True, True, False, True]


def test_a_sentence_below_a_closed_number_is_no_title() -> None:
    minutes = without_closed_text(
        _page(
            "<h2>Sag 1</h2><h3>Ny mole</h3><p>Godkendt.</p><h2>Sag 2</h2><h3>Kranen</h3><p>Udvalget: Udsat.</p>"
            "<h2>Sag 3 (lukket)</h2><p>Grunden købes for 2 mio. kr.</p><h2>Sag 4</h2><h3>Eventuelt</h3><p>Intet.</p>"
        )
    )
    assert "Grunden" not in minutes.document.text
    assert [item.public for item in minutes.items] == [True, True, False, True]


@pytest.mark.parametrize(
    ("around", "in_heading", "public"),
    [
        ("", "<i class='fa fa-lock'></i>", False),
        ("", "<img src='/img/lock.png' alt='Lukket'>", False),
        ("", "<svg><title>Fortroligt</title></svg>", False),
        ("", "<i class='fa fa-lock-open'></i>", True),
        ("", "<i class='fa fa-clock'></i>", True),
        ("", "🔒", False),
        (" data-public='false'", "", False),
        (" data-fortrolig='ja'", "", False),
        (" class='punkt--lukket'", "", False),
        # A folded panel.
        (" class='closed' data-open='false'", "", True),
    ],
)
def test_a_padlock_or_a_name_closes_an_item(around: str, in_heading: str, public: bool) -> None:
    minutes = _page(
        "<div><h2>1. Ny mole</h2><p>Molen er ny.</p><h3>Beslutning</h3><p>Godkendt.</p></div>"
        f"<div{around}><h2>2. Kranen {in_heading}</h2><p>Naboen klager.</p><h3>Beslutning</h3><p>Afvist.</p></div>"
        "<div><h2>3. Eventuelt</h2><p>Intet.</p></div>"
    )
    assert [item.public for item in minutes.items] == [True, public, True]
    assert ("Naboen" in without_closed_text(minutes).document.text) is public
