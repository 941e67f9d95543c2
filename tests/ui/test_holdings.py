"""Lists of what is held: read once for each state of the archive, and never out of date."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from assistant.assistant import Assistant
from index.archive import Archive
from index.types import DocumentKind, Filters, HeldItem
from ui.access import document_id
from ui.holdings import Holdings, cases_of

MINUTES = "REFERAT\nByrådet\n{day}. juni 2024\n\n1. {title}\n\nSagsnr. 24/10{day}\n\nBESLUTNING\nGodkendt.\n"

TELLING = (
    "REFERAT\nByrådet\n20. marts 2023\n\n1. Cykelsti\n\nSagsnr. 23/77\n\nBESLUTNING\nGodkendt.\n\n"
    "Tidligere behandling\n\nUdvalg: Teknikudvalget\nDato: 02-03-2023\nPunktnummer: 6\nAnbefales.\n"
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Path]]:
    """An archive of its own, with 151 meetings, one of which tells of another."""
    folder = tmp_path_factory.mktemp("dokumenter")
    for number in range(150):
        day, year = number % 28 + 1, 1990 + number // 28
        text = MINUTES.format(day=day, title=f"Sti nr. {number} ved åen").replace("2024", str(year))
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    (folder / "sti.txt").write_text(TELLING, "utf-8")
    with Archive(tmp_path_factory.mktemp("arkiv"), create=True) as archive:
        archive.index([folder])
        yield archive, folder


@pytest.fixture(scope="module")
def pages(own: tuple[Archive, Path], own_server: type) -> Iterator[httpx.Client]:
    with (
        own_server(Assistant(own[0])) as running,
        httpx.Client(base_url=running.url, timeout=60) as client,
    ):
        yield client


def test_what_is_held_is_read_once_until_something_is_written(
    own: tuple[Archive, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, folder = own
    holdings = Holdings(archive)
    reads = []
    items = archive.items
    monkeypatch.setattr(archive, "items", lambda *of: reads.append(1) or items(*of))

    def meetings() -> int:
        return len(holdings.now().meetings(Filters()))

    counts = [meetings()]
    # Each thread has a connection of its own.
    reader = threading.Thread(target=lambda: counts.append(meetings()))
    reader.start()
    reader.join()
    assert (counts, reads) == ([151, 151], [1])
    new = MINUTES.format(day=3, title="Ny sti")
    (folder / "ny.txt").write_text(new, "utf-8")
    archive.index([folder])
    assert meetings() == 152
    archive.remove(["ny.txt"])
    assert meetings() == 151


def test_filters_hold_for_lists_as_for_the_archive(own: tuple[Archive, Path]) -> None:
    archive, _ = own
    held = Holdings(archive).now()
    for filters in (
        Filters(("Byrådet",)),
        Filters((), date(1991, 6, 1), date(1991, 6, 9)),
        Filters(("Teknikudvalget",)),
    ):
        assert held.cases(filters) == cases_of(archive.items(filters))
        meetings = held.meetings(filters)
        assert {(m.body, m.date) for m in meetings} == {
            (d.body, d.date)
            for d in archive.documents()
            if (not filters.bodies or d.body in filters.bodies)
            and (filters.from_date or date.min) <= (d.date or date.max)
            and (d.date or date.min) <= (filters.to_date or date.max)
        }


def test_meetings_that_are_only_told_of_are_known_to_be_missing(own: tuple[Archive, Path]) -> None:
    assert Holdings(own[0]).now().missing == [("Teknikudvalget", date(2023, 3, 2))]


def test_closed_items_make_no_case() -> None:
    item = HeldItem(1, "a", DocumentKind.MINUTES, "Byrådet", None, "1", "Salg", "24/1", False, ())
    assert cases_of([item]) == []


def test_a_long_list_has_pages_that_lead_to_each_other(pages: httpx.Client) -> None:
    first = pages.get("/moeder").text
    assert "151 møder" in first
    assert "Side 1 af 2" in first
    assert first.count("punkt</span>") == 100
    second = pages.get("/moeder?side=2").text
    assert second.count("<li><a") >= 51
    assert "Forrige side" in second
    # A page that is not there is the last one.
    assert "Side 2 af 2" in pages.get("/moeder?side=99").text


def test_words_of_a_list_are_looked_for_in_any_order(pages: httpx.Client) -> None:
    assert "1 møde." in unescape(pages.get("/moeder?q=%C3%A5en+149").text)
    assert "Ingen møder" in pages.get("/moeder?q=%C3%A5en+9999").text


def test_a_treatment_told_of_by_other_minutes_has_its_own_number_and_says_where_it_stands(
    pages: httpx.Client,
) -> None:
    steps = BeautifulSoup(pages.get("/sag?nr=23/77").text, "lxml").select(".timeline > li")
    told, own = (" ".join(step.get_text(" ").split()) for step in steps)
    assert told.startswith("2. marts 2023: Teknikudvalget")
    assert "Gengivet i referatet fra Byrådet, 20. marts 2023." in told
    assert "Punkt 6. Cykelsti" in told
    assert "Punkt 1. Cykelsti" in own


def test_a_document_without_items_is_listed_and_can_be_opened(
    own: tuple[Archive, Path], pages: httpx.Client
) -> None:
    with closing(sqlite3.connect(own[0].folder / "archive.sqlite3")) as database:
        database.execute(
            "DELETE FROM items WHERE content_id = (SELECT content_id FROM documents WHERE name = '000.txt')"
        )
        database.commit()
    address = f"/moeder/{document_id('000.txt')}"
    assert address in pages.get("/moeder?side=2").text
    assert "ikke fundet dagsordenspunkter" in pages.get(address).text
    assert pages.get(f"/dokumenter/{document_id('000.txt')}/side/1").status_code == 200
