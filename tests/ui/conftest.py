"""One archive, one real server and one real browser for all tests of the interface."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest
import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.assistant import Assistant
from index.archive import Archive
from ui.server import build_app
from ui.settings import Settings

BROWSER_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()


SCREENS = ((1280, 900), (375, 812), (320, 640))
_RUN_AXE = """async (options) => (await axe.run(document, options)).violations.flatMap(
  (found) => found.nodes.map((node) => `${found.id}: ${node.html.slice(0, 200)}`)
)"""
_AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    },
}
# What is drawn on a light ground though the page is dark. Buttons have a colour of their own.
_LIGHT_SPOTS = """[...document.querySelectorAll("body, body *:not(button, .number)")].filter((element) => {
  const ground = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
  const isDrawn = (ground[3] ?? 1) > 0.5 && element.checkVisibility() && element.clientWidth > 1;
  return isDrawn && Math.min(...ground.slice(0, 3)) > 140;
}).map((element) => element.outerHTML.slice(0, 120))"""


def _sample_documents() -> ModuleType:
    """Files beside a test cannot be imported under importlib mode."""
    path = Path(__file__).with_name("sample_documents.py")
    spec = importlib.util.spec_from_file_location("sample_documents", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_documents"] = module
    spec.loader.exec_module(module)
    return module


SAMPLES = _sample_documents()


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    return SAMPLES


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents that are indexed."""
    folder = tmp_path_factory.mktemp("dokumenter")
    SAMPLES.write_documents(folder)
    return folder


@pytest.fixture(scope="session")
def assistant(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Archive(tmp_path_factory.mktemp("arkiv"), create=True) as archive:
        archive.index([folder])
        yield Assistant(archive)


class Server:
    """A real server in a thread of this process."""

    def __init__(self, assistant: Assistant, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            lambda: build_app(assistant, settings),
            factory=True,
            log_level="error",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, daemon=True
        )

    def __enter__(self) -> Server:
        self._thread.start()
        deadline = time.monotonic() + 60
        while not self._server.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="session")
def server(assistant: Assistant) -> Iterator[str]:
    """The address of the server."""
    with Server(assistant) as running:
        yield running.url


@pytest.fixture(scope="session")
def own_server() -> type[Server]:
    """For tests that need a server of their own."""
    return Server


@pytest.fixture(scope="session")
def http(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("These tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


def _barriers(page: Page) -> list[str]:
    """What keeps people from using the page as it is now: on three screens, light and dark.

    What axe finds, what is wider than the screen, and what stays light in the dark.
    """
    found = []
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        # Colours that fade from one scheme to the other are neither.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(100)
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            where = f"{scheme}, {width} px"
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{where}: wider than the screen")
            found += [f"{where}: {violation}" for violation in page.evaluate(_RUN_AXE, _AXE)]
    found += [f"light in the dark: {spot}" for spot in page.evaluate(_LIGHT_SPOTS)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    return _barriers
