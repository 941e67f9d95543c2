"""Finding by hand: passages, meetings, cases, and what is held."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from index.types import DocumentKind, HeldDocument
from ui.gaps import coverage_of
from ui.highlight import highlighted
from ui.holdings import HeldMeeting, meetings_of

PAGES = "/soeg /soeg?q=cykelsti /moeder /sager /sag?nr=24/1001 /indhold /om /tilgaengelighed /ris-og-ros".split()


def soup(http: httpx.Client, address: str, status: int = 200) -> BeautifulSoup:
    response = http.get(address)
    assert response.status_code == status, response.text[:500]
    return BeautifulSoup(response.text, "lxml")


def main_text(page: BeautifulSoup) -> str:
    main = page.select_one("main")
    assert isinstance(main, Tag)
    return " ".join(main.get_text(" ").split())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_works_without_script_and_leads_to_the_others(
    http: httpx.Client, address: str
) -> None:
    response = http.get(address)
    policy = response.headers["content-security-policy"]
    assert "script-src" not in policy
    assert "unsafe" not in policy
    page = BeautifulSoup(response.text, "lxml")
    assert page.select("script, [style], [onclick]") == []
    assert len(page.select("h1")) == 1
    ways = [str(a["href"]) for a in page.select("nav.ways a")]
    assert ways == ["/", "/soeg", "/moeder", "/sager", "/indhold"]
    for way in ways[1:]:
        assert http.get(way).status_code == 200


def test_a_search_shows_passages_with_the_words_marked(http: httpx.Client) -> None:
    page = soup(http, "/soeg?q=cykelstien+Møllevej")
    first = page.select_one(".entry")
    assert first is not None
    assert "Byrådet, 20. marts 2024" in first.get_text()
    assert {m.get_text().lower() for m in first.select("mark")} & {"cykelsti", "cykelstien"}
    address = str(first.select_one("h2 a")["href"])  # type: ignore[index]
    assert "Cykelsti langs Møllevej" in main_text(soup(http, address))


def test_a_search_keeps_to_its_filters_and_says_so(http: httpx.Client) -> None:
    page = soup(http, "/soeg?q=cykelstien&udvalg=Teknikudvalget&fra=2024-01-01")
    assert "Byrådet" not in " ".join(entry.get_text() for entry in page.select(".entry"))
    assert "Afgrænset til Teknikudvalget, fra 1. januar 2024." in main_text(page)
    assert page.select_one("option[selected]")["value"] == "Teknikudvalget"  # type: ignore[index]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=x&fra=i+går", "skal være en dato"),
        ("q=x&fra=2024-02-01&til=2024-01-01", "ligger efter"),
        ("q=%3F%3F", "tomt"),
        ("q=" + "ord+" * 700, "grænsen er"),
        ("q=zzyzx", "Referaterne har ikke »zzyzx«"),
    ],
)
def test_what_cannot_be_searched_is_explained(
    http: httpx.Client, query: str, sentence: str
) -> None:
    assert sentence in main_text(soup(http, f"/soeg?{query}"))


def test_meetings_lead_to_their_agenda_and_decisions(http: httpx.Client) -> None:
    page = soup(http, "/moeder?udvalg=Byrådet")
    rows = [row.get_text(" ") for row in page.select(".rows li")]
    assert len(rows) == 2
    assert "17. april 2024" in rows[0]
    meeting = soup(http, str(page.select(".rows a")[1]["href"]))
    text = main_text(meeting)
    for expected in ("Punkt 2. Cykelsti langs Møllevej", "Besluttet", "anlægge cykelstien"):
        assert expected in text


def test_meetings_can_be_found_by_a_word_of_their_agenda(http: httpx.Client) -> None:
    assert len(soup(http, "/moeder?q=skraldespande").select(".rows li")) == 1


def test_closed_items_show_their_title_only(http: httpx.Client, samples: ModuleType) -> None:
    page = soup(http, "/moeder?udvalg=Byrådet&fra=2024-04-01")
    text = main_text(soup(http, str(page.select(".rows a")[0]["href"])))
    assert "Salg af grund ved Bybækken (lukket punkt)" in text
    assert "Hedegaard" not in text
    assert "24/2003" not in main_text(soup(http, "/sager"))
    case = main_text(soup(http, "/sag?nr=24/2003"))
    assert "behandlet på et lukket punkt" in case
    assert "Byrådet, 17. april 2024" in case
    assert "grund" not in case


def test_a_case_shows_its_course_and_its_last_decision(http: httpx.Client) -> None:
    page = soup(http, "/sag?nr=24/1001")
    force = page.select_one(".in-force")
    assert force is not None
    assert "anlægge cykelstien langs Møllevej i 2025" in force.get_text()
    (step,) = page.select(".timeline > li")
    assert "20. marts 2024: Byrådet" in step.get_text()
    for anchor in step.select("a"):
        assert http.get(str(anchor["href"])).status_code == 200


def test_cases_are_listed_by_title_and_number(http: httpx.Client) -> None:
    assert "Cykelsti langs Møllevej" in main_text(soup(http, "/sager?q=24/1001"))
    assert "Ingen sager" in main_text(soup(http, "/sager?q=svæveflyvning"))
    assert "ingen sag med det nummer" in main_text(soup(http, "/sag?nr=99/1", 404))


def test_what_is_held_and_missing_is_shown(http: httpx.Client, samples: ModuleType) -> None:
    text = main_text(soup(http, "/indhold"))
    for expected in ("4 dokumenter fra 4 møder", "Teknikudvalget", samples.BROKEN, "CPR-nummer"):
        assert expected in text
    assert samples.CPR[:6] not in text


def _meeting(body: str, day: str, kind: DocumentKind = DocumentKind.MINUTES) -> HeldMeeting:
    return HeldMeeting(body, date.fromisoformat(day), (("x.pdf", kind),), ())


def test_a_month_without_minutes_is_a_gap_and_july_is_not() -> None:
    held = [
        _meeting("Byrådet", "2023-11-22"),
        _meeting("BYRÅDET", "2024-01-10"),
        _meeting("Byrådet", "2024-03-20", DocumentKind.AGENDA),
        _meeting("Byrådet", "2024-08-14"),
    ]
    (coverage,) = coverage_of(held, {"BYRÅDET": "Byrådet"})
    assert dict(coverage.missing) == {2023: (12,), 2024: (2, 3, 4, 5, 6)}
    assert coverage.agenda_only == (date(2024, 3, 20),)
    assert coverage.meetings == 4


def test_of_one_meeting_nothing_is_said_about_gaps(http: httpx.Client) -> None:
    text = main_text(soup(http, "/indhold"))
    assert "1 møde, 16. januar 2024. Med ét møde kan det ikke ses" in text


def test_documents_without_a_date_are_no_meeting_together() -> None:
    letters = [HeldDocument(name, DocumentKind.OTHER, None, None) for name in ("a.txt", "b.txt")]
    assert [m.documents for m in meetings_of(letters)] == [
        (("a.txt", DocumentKind.OTHER),),
        (("b.txt", DocumentKind.OTHER),),
    ]


def test_marked_words_are_those_of_the_search_in_any_form() -> None:
    text = "Skolerne <b>får</b> nye faglokaler. " + "Mere tekst her. " * 60
    shown = highlighted(text, "skole faglokale")
    assert "<mark>Skolerne</mark>" in shown
    assert "<mark>faglokaler</mark>" in shown
    assert "<b>" not in shown
    assert shown.endswith(" …")
    assert highlighted("Intet af det.", "cykel") == "Intet af det&#46;"
