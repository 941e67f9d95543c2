"""The chat in a real browser: by keyboard, for everyone, and with nothing from outside."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from urllib.parse import quote, urljoin

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from assistant.assistant import Assistant

CYCLE_PATH = "Hvad blev der besluttet om cykelstien på Møllevej?"
HOSTILE = "Hvad blev der besluttet om Musikhuset?"
CLOSED = "Hvad blev besluttet om hegnet i Rosenhaven?"
UNKNOWN = "Hvad koster en rejse til månen?"
# Notes everything that is announced, in order.
_LISTEN = """
window.announced = [];
document.addEventListener("DOMContentLoaded", () => {
  const region = document.getElementById("announcement");
  if (region) new MutationObserver(() => window.announced.push(region.textContent))
    .observe(region, { childList: true, characterData: true, subtree: true });
});
"""

OpenPage = Callable[..., Page]
Barriers = Callable[[Page], list[str]]


class Watched:
    """A browser context, and what its pages asked for and complained of."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.addresses: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(locale="da-DK", **options)
        self.context.set_default_timeout(20_000)
        self.context.on("request", lambda request: self.addresses.append(request.url))
        self.context.on("console", self._complain)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.add_init_script(_LISTEN)

    def _complain(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, url: str, width: int, height: int) -> Page:
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(url)
        question_field(page).wait_for()
        return page


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    """Shared, so that the page's scripts are loaded once."""
    watched = Watched(browser)
    yield watched
    watched.context.close()


@pytest.fixture
def open_page(watched: Watched, server: str) -> Iterator[OpenPage]:
    """Opens the chat; afterwards nothing may have gone wrong in it, nor left the machine."""

    def opened(width: int = 1280, height: int = 900, query: str = "") -> Page:
        return watched.open(server + query, width, height)

    yield opened
    for page in watched.context.pages:
        page.close()
    addresses, complaints = watched.addresses[:], watched.complaints[:]
    watched.addresses.clear()
    watched.complaints.clear()
    assert [url for url in addresses if not url.startswith((server, "data:", "blob:"))] == []
    assert complaints == []


def question_field(page: Page) -> Any:
    return page.get_by_role("textbox", name="Dit spørgsmål")


def ask(page: Page, question: str) -> None:
    answers = page.locator(".answer:not(.pending)")
    before = answers.count()
    question_field(page).fill(question)
    question_field(page).press("Enter")
    answers.nth(before).wait_for()


# Using it


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til spørgsmålsfeltet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question_field(page)).to_be_focused()
    page.keyboard.type(CYCLE_PATH)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("anlægge cykelstien langs Møllevej i 2025")
    expect(page.locator("#kilder .card")).to_contain_text("Byrådet, 20. marts 2024")
    expect(question_field(page)).to_be_focused()
    # Backwards from the field stand "Ny samtale" and the conversation with its marks.
    mark = page.locator("a.citation").first
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if mark.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#kilde-1-1")).to_be_focused()


def test_a_source_says_where_it_stands(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    card = page.locator("#kilde-1-1")
    for text in (
        "Byrådet, 20. marts 2024",
        "Punkt 2. Cykelsti langs Møllevej",
        "Beslutning",
        "24/1001",
    ):
        expect(card).to_contain_text(text)
    expect(card.locator("mark")).to_contain_text("anlægge cykelstien langs Møllevej i 2025.")


def test_a_mark_leads_to_its_source_and_back(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    page.locator("a.citation").first.click()
    card = page.locator("#kilde-1-1")
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(card).to_have_class(re.compile("chosen"))
    card.get_by_role("link", name="Tilbage til svaret").click()
    expect(page.locator("a.citation").first).to_be_focused()


def test_sources_of_earlier_answers_stay(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    ask(page, UNKNOWN)
    expect(page.locator("#kilde-1-1")).to_be_hidden()
    page.locator("a.citation").first.click()
    expect(page.locator("#kilde-1-1")).to_be_focused()
    expect(page.locator("#kilde-1-1")).to_be_visible()


def test_a_refusal_shows_where_was_searched(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, UNKNOWN)
    expect(page.locator(".answer")).to_contain_text("Det fremgår ikke af de referater")
    sources = page.locator("#kilder")
    for text in ("Her blev der søgt", "4 dokumenter fra 4 møder", "Byrådet", "1 fil eller side"):
        expect(sources).to_contain_text(text)


def test_a_refusal_leads_on_to_a_search_of_ones_own(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, UNKNOWN)
    answer = page.locator(".answer")
    expect(answer.get_by_role("link", name="Se, hvad der er indlæst")).to_be_visible()
    with page.context.expect_page() as opening:
        answer.get_by_role("link", name="Søg selv efter ordene").click()
    expect(opening.value.get_by_role("searchbox")).to_have_value(UNKNOWN)
    with page.context.expect_page() as opening:
        page.locator("#kilder .nearest").get_by_role("link", name="Se hele mødet").first.click()
    expect(opening.value.get_by_role("heading", name="Dagsorden og beslutninger")).to_be_visible()


def test_what_can_be_asked_about_is_told_before_the_first_question(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator("#indlaest")).to_contain_text("4 dokumenter fra 4 møder")
    ask(page, CYCLE_PATH)
    expect(page.locator("#indlaest")).to_be_hidden()


def test_a_conversation_goes_on_and_can_be_begun_anew(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    ask(page, "Og hvad kostede det?")
    expect(page.locator(".answer").nth(1)).to_contain_text("4,2 mio. kr.")
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".answer")).to_have_count(0)
    ask(page, "Og hvad kostede det?")
    expect(page.locator(".answer")).not_to_contain_text("4,2 mio. kr.")


def test_two_people_do_not_see_each_other(open_page: OpenPage) -> None:
    first, second = open_page(), open_page()
    ask(first, CYCLE_PATH)
    ask(second, "Og hvad kostede det?")
    expect(second.locator(".question")).to_have_count(1)
    expect(second.locator(".answer")).not_to_contain_text("4,2 mio. kr.")


def test_a_reload_begins_anew_and_works(open_page: OpenPage) -> None:
    page = open_page()
    # What is on its way when a page is left would be told of as an error.
    page.locator("#eksempler").get_by_role("button").first.wait_for()
    ask(page, CYCLE_PATH)
    expect(page.locator("#status")).to_contain_text("klar")
    page.reload()
    question_field(page).wait_for()
    expect(page.locator(".answer")).to_have_count(0)
    ask(page, CYCLE_PATH)
    expect(page.locator("#kilde-1-1")).to_be_visible()


def test_examples_are_about_what_is_held_and_are_answered(open_page: OpenPage) -> None:
    page = open_page()
    example = page.locator("#eksempler").get_by_role("button").first
    expect(example).to_contain_text(
        re.compile("Cykelsti|svømmehal|hegn|skraldespande|Musikhuset|bibliotek")
    )
    example.click()
    expect(page.locator("#kilder .card").first).to_be_visible()
    expect(page.locator("#eksempler")).to_be_hidden()
    # The button that had the focus is gone; the next thing to do has it.
    expect(question_field(page)).to_be_focused()


def test_filters_limit_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Afgræns til udvalg og periode").click()
    page.get_by_role("combobox", name="Udvalg").click()
    page.get_by_role("option", name="Teknikudvalget").click()
    page.get_by_label("Fra og med").fill("2024-01-01")
    ask(page, CYCLE_PATH)
    expect(page.locator(".answer")).to_contain_text("Det fremgår ikke")
    expect(page.locator("#kilder")).to_contain_text(
        "Afgrænset til Teknikudvalget, fra 1. januar 2024."
    )


def test_a_period_that_runs_backwards_is_explained_and_the_question_kept(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.get_by_role("button", name="Afgræns til udvalg og periode").click()
    page.get_by_label("Fra og med").fill("2024-06-01")
    page.get_by_label("Til og med").fill("2024-01-01")
    ask(page, CYCLE_PATH)
    expect(page.locator("#status")).to_have_text("Fra-datoen ligger efter til-datoen.")
    expect(question_field(page)).to_have_value(CYCLE_PATH)
    page.get_by_label("Til og med").fill("")
    question_field(page).press("Enter")
    expect(page.locator(".answer")).not_to_contain_text("Fra-datoen")


def test_an_empty_question_is_explained(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Spørg", exact=True).click()
    expect(page.locator("#status")).to_have_text("Spørgsmålet er tomt. Skriv, hvad du vil vide.")


def test_a_refusal_leads_to_what_is_held(open_page: OpenPage, samples: ModuleType) -> None:
    page = open_page()
    ask(page, UNKNOWN)
    link = page.locator("#kilder").get_by_role("link", name="Se, hvad der er indlæst")
    with page.context.expect_page() as opening:
        link.click()
    held = opening.value.get_by_role("main")
    for text in ("4 dokumenter fra 4 møder", "Teknikudvalget", samples.BROKEN):
        expect(held).to_contain_text(text)


def test_a_source_leads_to_its_case(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    expect(page.locator("#kilde-1-1 .badge")).to_have_text("Besluttet")
    with page.context.expect_page() as opening:
        page.locator("#kilde-1-1").get_by_role("link", name="Se sagens gang").click()
    expect(opening.value.locator(".in-force")).to_contain_text("anlægge cykelstien")


# Keeping an answer


def test_a_link_asks_its_question_again(open_page: OpenPage) -> None:
    page = open_page(query=f"/?q={quote(CYCLE_PATH)}")
    page.locator("#kilde-1-1").wait_for()
    expect(page.locator("#kilde-1-1")).to_contain_text("Byrådet, 20. marts 2024")
    expect(page.locator(".question")).to_contain_text(CYCLE_PATH)
    # A mark in it must not reload the page.
    page.locator("a.citation").first.click()
    expect(page.locator("#kilde-1-1")).to_be_focused()
    expect(page.locator(".answer")).to_have_count(1)


def test_a_link_asks_its_question_on_a_slow_machine_too(browser: Browser, server: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        # The parts of the page are then drawn most of a second apart.
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 15})
        page.goto(f"{server}/?q={quote(CYCLE_PATH)}")
        page.locator("#kilde-1-1").wait_for(state="attached", timeout=60_000)


def test_an_answer_can_be_copied_with_its_sources(open_page: OpenPage, server: str) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    ask(page, CYCLE_PATH)
    page.get_by_role("button", name="Kopiér svar og kilder").click()
    expect(page.locator("#status")).to_have_text("Svaret og kilderne er kopieret.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(CYCLE_PATH)
    assert "[1] Byrådet, 20. marts 2024, Punkt 2" in copied
    (address,) = re.findall(rf"^{server}/dokumenter/\S+$", copied, re.MULTILINE)[:1]
    assert httpx.get(address.split("#")[0]).status_code == 200
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.locator("#status")).to_have_text("Linket er kopieret.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/?q={quote(CYCLE_PATH)}"


def test_a_conversation_can_be_taken_home(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    ask(page, UNKNOWN)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som Markdown").click()
    text = download.value.path().read_text("utf-8")
    assert text.count("\n## Du spurgte: ") == 2
    assert "\n> »Byrådet besluttede at anlægge cykelstien" in text
    address = page.get_by_role("link", name="Hent som Word").get_attribute("href")
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".answer")).to_have_count(0)
    assert httpx.get(urljoin(page.url, address)).status_code == 404


@pytest.mark.parametrize("agrees", [False, True])
def test_the_question_is_kept_only_when_the_person_agrees(
    open_page: OpenPage, assistant: Assistant, agrees: bool
) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Giv ris eller ros").click()
    form = opening.value
    consent = form.get_by_role("checkbox", name="Gem også mit spørgsmål")
    expect(consent).not_to_be_checked()
    consent.set_checked(agrees)
    form.get_by_label("Svaret var nyttigt").check()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("Tak for din besked")
    kept = (assistant.archive.folder / "feedback.jsonl").read_text("utf-8").splitlines()[-1]
    assert (CYCLE_PATH in kept) is agrees
    assert ("byraadet/2024-03-20.pdf" in kept) is agrees


def test_a_search_under_way_can_be_stopped(
    open_page: OpenPage, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    answer_at_once = assistant.answering

    def answer_slowly(*arguments: Any, **named: Any) -> Any:
        held.wait(20)
        yield from answer_at_once(*arguments, **named)

    page = open_page()
    monkeypatch.setattr(assistant, "answering", answer_slowly)
    question_field(page).fill(CYCLE_PATH)
    question_field(page).press("Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#status")).to_have_text("Stoppet.")
    held.set()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    expect(page.locator(".answer")).to_have_count(0)
    monkeypatch.undo()
    # The browser lets go of a stopped event a moment later than the server, and
    # takes no new one before: the question stays in its field until it is taken.
    question_field(page).fill(CYCLE_PATH)
    for _ in range(20):
        question_field(page).press("Enter")
        page.wait_for_timeout(500)
        if not question_field(page).input_value():
            break
    expect(page.locator(".answer:not(.pending)")).to_have_count(1, timeout=20_000)


# Looking a source up


def test_the_page_of_a_source_opens_beside_the_conversation(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    link = page.locator("#kilde-1-1").get_by_role("link", name="Vis siden med markering")
    with page.context.expect_page() as opening:
        link.click()
    source = opening.value
    expect(source.locator("mark")).to_contain_text("anlægge cykelstien langs Møllevej i 2025.")
    image = source.get_by_role("img")
    expect(image).to_have_attribute("alt", re.compile("ramme"))
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => image.naturalWidth > 500")
    expect(page.locator(".answer")).to_have_count(1)


def test_only_a_document_without_secrets_can_be_opened_whole(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    whole = page.locator("#kilde-1-1").get_by_role("link", name="Åbn dokumentet på side 1")
    expect(whole).to_have_attribute("href", re.compile(r"/original\.pdf#page=1$"))
    ask(page, CLOSED)
    expect(page.locator("#kilde-2-1")).to_contain_text("Klage over hegn")
    expect(page.locator("#kilde-2-1").get_by_role("link", name="Åbn dokumentet")).to_have_count(0)


# For everyone


def states(page: Page) -> Iterator[str]:
    """The states of the page, one after another."""
    page.locator("#eksempler").get_by_role("button").first.wait_for()
    yield "empty"
    page.get_by_role("button", name="Spørg", exact=True).click()
    page.locator("#status .problem").wait_for()
    yield "a question without words"
    ask(page, CYCLE_PATH)
    yield "answered"
    page.locator("a.citation").first.click()
    yield "a source chosen"
    ask(page, UNKNOWN)
    yield "refused"
    page.locator("details.earlier summary").click()
    page.get_by_role("button", name="Afgræns til udvalg og periode").click()
    page.get_by_role("combobox", name="Udvalg").click()
    # The list fades in; half-way its contrast is too low.
    page.get_by_role("option", name="Teknikudvalget").wait_for()
    page.wait_for_timeout(300)
    yield "everything open"
    page.keyboard.press("Escape")
    page.get_by_label("Fra og med").fill("2024-06-01")
    page.get_by_label("Til og med").fill("2024-01-01")
    ask(page, CYCLE_PATH)
    yield "refused because of the period"


def test_everyone_can_use_every_state(open_page: OpenPage, barriers: Barriers) -> None:
    """WCAG 2.1 A and AA and the best practices that axe knows, light and dark, on every screen."""
    page = open_page()
    for state in states(page):
        assert barriers(page) == [], state


def test_who_wants_less_motion_gets_none(open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    ask(page, CYCLE_PATH)
    page.locator("a.citation").first.click()
    slow = page.evaluate(
        """[...document.querySelectorAll("body *")].filter((element) => {
          const style = getComputedStyle(element);
          const seconds = (value) => Math.max(...value.split(",").map(parseFloat));
          return style.scrollBehavior === "smooth" || seconds(style.transitionDuration) > 0.02
            || (style.animationName !== "none" && seconds(style.animationDuration) > 0.02);
        }).map((element) => element.outerHTML.slice(0, 100))"""
    )
    assert slow == []


@pytest.mark.parametrize("width", [1280, 375])
def test_the_page_scrolls_and_nothing_within_it(open_page: OpenPage, width: int) -> None:
    """People enlarge the text: no line of an answer may be cut off or hidden in a box."""
    page = open_page(width, 900)
    for question in (CYCLE_PATH, CLOSED, UNKNOWN):
        ask(page, question)
    cut = page.evaluate(
        """[...document.querySelectorAll("#samtale, #samtale *, #kilder, #kilder *")].filter((element) =>
          element.clientHeight > 1 && getComputedStyle(element).overflowY !== "visible"
            && element.scrollHeight > element.clientHeight + 1
        ).map((element) => element.outerHTML.slice(0, 100))"""
    )
    assert cut == []


def test_the_next_question_and_the_latest_sources_are_at_hand(open_page: OpenPage) -> None:
    page = open_page(1280, 800)
    for question in (CYCLE_PATH, CLOSED, CYCLE_PATH):
        ask(page, question)
    expect(question_field(page)).to_be_in_viewport()
    latest = page.locator("#samtale .user-row").last
    expect(latest).to_be_in_viewport()
    expect(page.locator("#kilder h2")).to_be_in_viewport()


def test_a_conversation_prints_as_it_is_read(open_page: OpenPage) -> None:
    page = open_page(375, 800)
    for question in (CYCLE_PATH, CLOSED, UNKNOWN):
        ask(page, question)
    page.emulate_media(media="print")
    for shown in (".answer >> nth=0", ".answer >> nth=2", "#kilder h2"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in ("nav.ways", "#spoergsmaal", "#ny-samtale", "#vaerktoejer"):
        expect(page.locator(hidden)).to_be_hidden()
    log = page.locator("#samtale .bubble-wrap")
    assert log.evaluate("log => log.scrollHeight - log.clientHeight") <= 1


def test_an_answer_is_announced_once(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, CYCLE_PATH)
    ready = f"Svaret er klar. {page.locator('#kilder .card').count()} kilde"
    expect(page.get_by_role("status").first).to_contain_text(ready)
    searching, answered = page.evaluate("window.announced")
    assert searching == "Søger …"
    assert answered.startswith(ready)
    assert page.locator("[role=log]").get_attribute("aria-live") == "off"


def test_a_refusal_is_announced_once_too(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, UNKNOWN)
    expect(page.get_by_role("status").first).to_contain_text("Der blev ikke fundet et svar.")
    assert page.evaluate("window.announced") == [
        "Søger …",
        "Søgningen er færdig. Der blev ikke fundet et svar.",
    ]


def test_the_page_says_what_it_is_before_the_first_question(open_page: OpenPage) -> None:
    banner = open_page().get_by_role("banner")
    for text in ("automatisk assistent", "kan være ufuldstændigt", "ikke en afgørelse"):
        expect(banner).to_contain_text(text)


def test_everything_is_in_danish(open_page: OpenPage) -> None:
    page = open_page()
    assert page.locator("html").get_attribute("lang") == "da"
    ask(page, CYCLE_PATH)
    page.get_by_role("button", name="Afgræns til udvalg og periode").click()
    labels = page.evaluate(
        """[...document.querySelectorAll("body *")].flatMap((element) =>
          ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name))
        ).filter(Boolean)"""
    )
    english = re.compile(
        r"(?i)\b(the|message|clear|copy|chatbot|submit|close|settings|built|use|retry|undo)\b"
    )
    assert [label for label in labels if english.search(label)] == []
    assert not english.search(page.locator("body").inner_text())


# Safety


def test_markup_in_documents_and_questions_runs_nothing(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, HOSTILE)
    card = page.locator("#kilde-1-1")
    expect(card).to_contain_text(
        "<img src=x onerror=window.hacked=1> Musikhuset [x](javascript:window.hacked=2)"
    )
    expect(page.locator(".answer")).to_contain_text(
        "# Udvalget bevilgede <b onmouseover=window.hacked=4>"
    )
    ask(
        page,
        "Musikhuset <img src=https://evil.example/u.png onerror=window.hacked=5> $$y$$ **fed**?",
    )
    expect(page.locator(".question").nth(1)).to_contain_text("<img src=https://evil.example/u.png")
    page.get_by_text("Kilder til svar 1").click()
    page.wait_for_timeout(300)
    assert page.evaluate("typeof window.hacked") == "undefined"
    inserted = "img, iframe, script, b, strong, em, code, .katex, [style*=fixed], a:not([href^='#']):not([href^='/'])"
    for place in ("#samtale .message-content", "#kilder"):
        assert page.locator(place).locator(inserted).count() == 0


def test_the_chat_takes_no_history_from_the_browser(http: httpx.Client) -> None:
    """No event has the conversation among what the browser sends."""
    config = http.get("/config").json()
    chatbots = {c["id"] for c in config["components"] if c["type"] == "chatbot"}
    assert chatbots
    assert all(not chatbots & set(event["inputs"]) for event in config["dependencies"])


def test_the_chat_offers_no_interface_beside_its_own(http: httpx.Client) -> None:
    assert http.get("/gradio_api/info").json()["named_endpoints"] == {}
