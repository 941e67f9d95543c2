"""The plain pages in a real browser: for everyone, by keyboard, on paper, and with nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.assistant import Assistant
from ui.access import Sources, document_id
from ui.documents import page_address

Barriers = Callable[[Page], list[str]]


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """Afterwards, nothing may have been asked of another host."""
    # Axe adds a style element, which the pages' own policy forbids.
    context = browser.new_context(locale="da-DK", base_url=server, bypass_csp=True)
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    yield context.new_page()
    context.close()
    assert addresses
    assert [url for url in addresses if not url.startswith((server, "data:"))] == []


@pytest.fixture(scope="module")
def addresses(assistant: Assistant, samples: ModuleType) -> list[str]:
    """Every kind of page and state."""
    found = [
        "/soeg?q=cykelsti&udvalg=Byrådet&fra=2024-01-01",
        "/soeg?q=zzyzx",
        "/soeg?q=x&fra=x",
        "/moeder",
        "/moeder?q=svæveflyvning",
        f"/moeder/{document_id(samples.CLOSED_PDF)}",
        f"/moeder/{document_id(samples.HOSTILE)}",
        "/sager",
        "/sag?nr=24/1001",
        "/sag?nr=99/99",
        "/indhold",
        "/om",
        "/tilgaengelighed",
        "/ris-og-ros",
    ]
    for name in (samples.OPEN_PDF, samples.CLOSED_PDF, samples.HOSTILE, samples.PLAIN):
        source = Sources(assistant.archive).named(name)
        place = next(p for i in source.items for p in assistant.archive.item_passages(i.id))
        found.append(page_address(source, place))
    return found


def test_everyone_can_use_every_page(page: Page, addresses: list[str], barriers: Barriers) -> None:
    for address in addresses:
        page.goto(address)
        # Everything that folds is open.
        page.evaluate("document.querySelectorAll('details').forEach((fold) => fold.open = true)")
        assert barriers(page) == [], address


def test_a_passage_is_found_and_read_by_keyboard_alone(page: Page) -> None:
    page.goto("/soeg")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("cykelsti")
    page.keyboard.press("Enter")
    hit = page.locator(".entry h2 a").first
    hit.wait_for()
    for _ in range(20):
        page.keyboard.press("Tab")
        if hit.evaluate("element => element === document.activeElement"):
            break
    outline = hit.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Se hele mødet").press("Enter")
    page.get_by_role("link", name="Se sagens gang (24/1001)").press("Enter")
    expect(page.locator(".in-force")).to_be_visible()


def test_a_text_source_shows_the_passage_where_it_stands(
    page: Page, assistant: Assistant, samples: ModuleType
) -> None:
    """Not only PDF pages: the quote is in view and marked in its surroundings."""
    page.set_viewport_size({"width": 375, "height": 500})
    citation = assistant.ask("Hvad blev der besluttet om skraldespande?").citations[0]
    assert citation.document == samples.PLAIN
    page.goto(page_address(Sources(assistant.archive).named(samples.PLAIN), citation))
    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator(".text")).to_contain_text("Skraldespandene i midtbyen er fra 1998")


def test_feedback_is_given_without_a_script(page: Page) -> None:
    page.goto("/ris-og-ros")
    page.get_by_label("Der mangler et dokument").check()
    page.get_by_label("Bemærkning").fill("Referatet fra juni")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak for din besked")


def test_a_case_prints_without_its_menus(page: Page) -> None:
    page.goto("/sag?nr=24/1001")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("nav.ways")).to_be_hidden()
    expect(page.locator(".timeline blockquote").first).to_be_visible()
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
