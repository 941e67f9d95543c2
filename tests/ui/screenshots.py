"""Pictures of every state of the pages, for eyes and for the README: python -m tests.ui.screenshots FOLDER.

The sample minutes are indexed and served for it; each state is taken on a wide
screen and on a phone, the answer also in the dark.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assistant.assistant import Assistant
from eval.municipality import documents_folder
from index.archive import Archive
from index.types import Filters
from tests.ui.conftest import BROWSER_ARGUMENTS, Server
from ui.access import document_id

SCREENS = {"wide": (1280, 900), "phone": (375, 812)}
ANSWERED = "Hvad blev der besluttet om modtagerklasser?"
REFUSED = "Hvad koster en rejse til månen?"


def main(folder: Path) -> None:
    """Write the pictures as STATE-SCREEN.png."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as archive_folder,
        Archive(Path(archive_folder), create=True) as archive,
        documents_folder() as documents,
        sync_playwright() as playwright,
    ):
        archive.index([documents])
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        with Server(Assistant(archive)) as server:
            for screen, (width, height) in SCREENS.items():
                page = _page(browser, server.url, width, height)
                for state in _states(page, archive):
                    page.screenshot(path=folder / f"{state}-{screen}.png", full_page=True)
                page.context.close()
        browser.close()


def _page(browser: Browser, url: str, width: int, height: int) -> Page:
    return browser.new_context(
        locale="da-DK", base_url=url, viewport={"width": width, "height": height}
    ).new_page()


def _states(page: Page, archive: Archive) -> Iterator[str]:
    """Every state, one after another."""
    yield from _chat(page)
    items = archive.items(Filters())
    latest = max((i for i in items if i.date), key=lambda item: str(item.date))
    plain = {
        "search": "/soeg?q=modtagerklasser",
        "search-nothing": "/soeg?q=zzyzx",
        "meetings": "/moeder?fra=2024-01-01",
        "meeting": f"/moeder/{document_id(latest.document)}",
        "cases": "/sager",
        "case": "/sag?nr=21/3318",
        "held": "/indhold",
        "about": "/om",
        "accessibility": "/tilgaengelighed",
        "feedback": "/ris-og-ros",
        "not-found": "/sag?nr=0/0",
    }
    for state, address in plain.items():
        page.goto(address)
        yield state


def _chat(page: Page) -> Iterator[str]:
    page.goto("/")
    question = page.get_by_role("textbox", name="Dit spørgsmål")
    page.locator("#eksempler").get_by_role("button").first.wait_for()
    yield "empty"
    for number, (state, text) in enumerate((("answered", ANSWERED), ("refused", REFUSED))):
        question.fill(text)
        question.press("Enter")
        page.locator(".answer:not(.pending)").nth(number).wait_for()
        page.wait_for_timeout(300)
        yield state
        if state == "answered":
            source = page.locator("#kilde-1-1 .links a").first.get_attribute("href") or ""
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            page.wait_for_timeout(300)
            yield "answered-dark"
            page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.get_by_role("button", name="Afgræns til udvalg og periode").click()
    page.get_by_label("Fra og med").fill("2024-06-01")
    page.get_by_label("Til og med").fill("2024-01-01")
    question.fill(ANSWERED)
    question.press("Enter")
    page.locator("#status .problem").wait_for()
    yield "problem"
    page.goto(source)
    page.locator("mark").wait_for()
    yield "source"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
