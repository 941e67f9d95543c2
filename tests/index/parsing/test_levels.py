"""Web pages whose items have headings within headings: which level the items stand at."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.reading.assembly import Line, assemble
from index.reading.html.reader import read_html
from index.types import AgendaItem


def _items(counted: bool, inner: str) -> list[AgendaItem]:
    """Two items of which the first has many headings of its own, at the level `inner`."""
    topics = ("Bundforhold", "Skibe ved kaj", "Tre løsninger", "Naboer", "Sommertrafik", "Slid")
    text = "".join(
        f"<{inner}>{topic}</{inner}><p>Havnefogeden har beskrevet {topic.lower()}.</p>"
        for topic in topics
    )
    first, second = ("14. ", "15. ") if counted else ("", "")
    page = (
        "<html><body><h1>Referat</h1><p>Havneudvalget, mandag den 4. marts 2019</p>"
        f"<h2>{first}Uddybning af sejlrenden</h2><p>Sagsnr. 19/0311</p>"
        f"<h3>Sagsfremstilling</h3>{text}"
        "<h3>Indstilling</h3><p>Forvaltningen indstiller, at renden uddybes.</p>"
        "<h3>Beslutning</h3><p>Godkendt.</p>"
        f"<h2>{second}Køb af nabogrund</h2><p>Sagsnr. 19/0312 | Lukket punkt</p>"
        "<h3>Beslutning</h3><p>Prisen er 2 mio. kr.</p></body></html>"
    )
    return list(parse_minutes(read_html(page)).items)


@pytest.mark.parametrize("inner", ["h3", "h4"])
@pytest.mark.parametrize("counted", [True, False])
def test_headings_within_an_item_are_no_items(counted: bool, inner: str) -> None:
    dredging, purchase = _items(counted, inner)
    assert (dredging.title, dredging.case_number) == ("Uddybning af sejlrenden", "19/0311")
    assert (purchase.title, purchase.case_number) == ("Køb af nabogrund", "19/0312")
    assert (dredging.public, purchase.public) == (True, False)


_TITLED = "".join(
    f"<h2>{title}</h2><h3>Beslutning</h3><p>{decided}</p><h3>Resumé</h3><p>Det gælder {title}.</p>"
    for title, decided in (("Ny mole", "Godkendt."), ("Kajen", "Udsat."), ("Lygten", "Vedtaget."))
)


@pytest.mark.parametrize(
    "closed",
    [
        "<h2>Lukket sag</h2><p>Punktet er lukket</p>",
        "<h2>Lukket punkt</h2><p>Sagsnr. 19/0311</p>",
        "<h2>LUKKET PUNKT</h2>",
        "<h2>Lukket dagsordenspunkt</h2><p>(Lukket)</p><h2>Lukket dagsordenspunkt</h2>",
    ],
)
def test_a_heading_that_only_says_closed_is_all_the_title_of_an_item(closed: str) -> None:
    page = (
        f"<html><body><h1>Referat Havneudvalget 4. marts 2019</h1>{_TITLED}{closed}</body></html>"
    )
    items = parse_minutes(read_html(page)).items
    assert [item.title for item in items[:3]] == ["Ny mole", "Kajen", "Lygten"]
    assert len(items) == 3 + closed.count("<h2>")
    assert all(not item.public and not item.sections for item in items[3:])


def test_a_heading_that_says_closed_over_a_title_is_a_mark_of_it() -> None:
    closed = "<h2>Lukket sag</h2><h2>Salg af kranen</h2><h3>Beslutning</h3><p>Til Ib.</p>"
    page = (
        f"<html><body><h1>Referat Havneudvalget 4. marts 2019</h1>{_TITLED}{closed}</body></html>"
    )
    *_, sale = parse_minutes(read_html(page)).items
    assert (sale.title, sale.public, sale.sections) == ("Salg af kranen", False, ())


@pytest.mark.parametrize("title_level", [2, None])
def test_a_title_may_end_with_days_on_a_line_of_their_own(title_level: int | None) -> None:
    title, days = "Andre indstillinger fra Havneudvalgets møder den", "18.6., 20.8."
    lines = [Line("Referat"), Line("Byrådet den 3. september 2021"), Line("")]
    for number, said in enumerate(("Ny mole ved kysten", title, "En ny kran"), 1):
        lines += [Line(f"{number}. {said}", title_level)]
        lines += [Line(days)] if said == title else []
        lines += [Line("Åben sag"), Line("Beslutning"), Line("Godkendt."), Line("")]
    items = parse_minutes(assemble([lines])).items
    assert [i.title for i in items] == ["Ny mole ved kysten", f"{title} {days}", "En ny kran"]
