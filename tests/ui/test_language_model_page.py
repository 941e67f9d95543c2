"""With a language model: quotations at once, then its sentences, each after it has passed the gate."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.assistant import Assistant
from assistant.language_model.client import LanguageModel
from tests.assistant.model_server import ModelServer, running
from tests.ui.conftest import Server

_QUESTION = "Hvad blev der besluttet om cykelstien på Møllevej?"
_RIGHT = "Byrådet besluttede den 20. marts 2024 at anlægge cykelstien langs Møllevej i 2025 [1]."
_STRUCK = "Kommunen lukker alle skoler i 2031 [1]."
# Notes every word that is shown, however short a moment.
_WATCH = """
window.shown = new Set();
new MutationObserver(() => document.querySelectorAll("#samtale .writing, #samtale .answer").forEach(
  (element) => window.shown.add(element.textContent)
)).observe(document, { childList: true, subtree: true, characterData: true });
"""


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with running() as server:
        yield server


@pytest.fixture
def page(assistant: Assistant, model: ModelServer, browser: Browser) -> Iterator[Page]:
    """The chat of a server with a model."""
    worded = Assistant(assistant.archive, LanguageModel(model.url, "m", timeout_s=20))
    with Server(worded) as server:
        context = browser.new_context(locale="da-DK", base_url=server.url)
        context.set_default_timeout(20_000)
        context.add_init_script(_WATCH)
        page = context.new_page()
        page.goto("/")
        yield page
        context.close()


def _ask(page: Page, model: ModelServer, behaviour: str, text: str) -> None:
    """Ask a model that behaves so from its first request on."""
    model.behaviour, model.text = behaviour, text
    question = page.get_by_role("textbox", name="Dit spørgsmål")
    question.fill(_QUESTION)
    question.press("Enter")


def test_quotations_stand_at_once_and_a_struck_sentence_is_never_shown(
    page: Page, model: ModelServer
) -> None:
    _ask(page, model, "by sentence", f"{_RIGHT} {_STRUCK} {_RIGHT}")
    expect(page.locator(".answer:not(.pending)")).to_contain_text("»")
    expect(page.locator("#kilder .card").first).to_be_visible()
    expect(page.locator(".writing")).to_have_text(
        "Her er citaterne. En sprogmodel sammenfatter dem …"
    )
    # The first sentence is over when the second has begun.
    model.go.release(2)
    expect(page.locator(".writing .draft")).to_contain_text("besluttede den 20. marts 2024")
    expect(page.locator(".writing a.citation")).to_have_attribute("href", "#kilde-1-1")
    expect(page.locator(".answer")).to_contain_text("»")
    model.go.release(10)
    expect(page.locator(".writing")).to_have_count(0)
    answer = page.locator(".answer")
    expect(answer).to_contain_text("besluttede den 20. marts 2024")
    expect(answer).to_contain_text("1 sætning fra sprogmodellen er strøget")
    expect(answer).to_contain_text("Sammenfattet af en sprogmodel.")
    expect(page.locator("#status")).to_contain_text("Svaret er klar. 1 kilde.")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    shown = page.evaluate("[...window.shown]")
    assert any("besluttede den 20. marts" in text for text in shown)
    assert not any("2031" in text for text in shown)


def test_who_stops_the_model_keeps_the_quotations_and_the_server_is_let_go(
    page: Page, model: ModelServer
) -> None:
    _ask(page, model, "slow start", _RIGHT)
    expect(page.locator(".writing")).to_be_visible()
    # Stopped before its request has gone, a call is not made, and nobody would hang up.
    assert model.asked.wait(30)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".writing")).to_have_count(0)
    expect(page.locator(".answer")).to_contain_text("»")
    expect(page.locator("#kilder .card").first).to_be_visible()
    assert model.hung_up.wait(30)
    # The conversation goes on from them.
    question = page.get_by_role("textbox", name="Dit spørgsmål")
    model.behaviour = ""
    question.fill("Hvornår var det?")
    question.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".question")).to_have_count(2)


def test_a_question_asked_while_the_model_writes_is_answered_after_it(
    page: Page, model: ModelServer
) -> None:
    _ask(page, model, "by sentence", _RIGHT)
    expect(page.locator(".writing")).to_be_visible()
    question = page.get_by_role("textbox", name="Dit spørgsmål")
    question.fill("Hvornår var det?")
    question.press("Enter")
    model.go.release(20)
    expect(page.locator(".question")).to_have_count(2)
    expect(page.locator(".answer:not(.pending)")).to_have_count(2)
    expect(page.locator(".answer").first).to_contain_text("Sammenfattet af en sprogmodel.")


def test_a_second_press_says_nothing_over_the_answer(page: Page, model: ModelServer) -> None:
    _ask(page, model, "by sentence", _RIGHT)
    expect(page.locator(".writing")).to_be_visible()
    page.get_by_role("textbox", name="Dit spørgsmål").press("Enter")
    model.go.release(20)
    expect(page.locator(".answer")).to_contain_text("Sammenfattet af en sprogmodel.")
    page.wait_for_timeout(500)
    expect(page.locator("#status")).to_contain_text("Svaret er klar. 1 kilde.")
    expect(page.locator(".question")).to_have_count(1)


def test_a_new_conversation_begins_while_the_model_writes(page: Page, model: ModelServer) -> None:
    _ask(page, model, "slow start", _RIGHT)
    expect(page.locator(".writing")).to_be_visible()
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".question")).to_have_count(0)
    model.behaviour = ""
    question = page.get_by_role("textbox", name="Dit spørgsmål")
    question.fill("Hvor mange er skrevet op til det nye bibliotek?")
    question.press("Enter")
    expect(page.locator(".answer:not(.pending)")).to_have_count(1)
    expect(page.locator(".question")).to_contain_text("skrevet op")
