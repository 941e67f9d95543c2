"""One archive, one real server and one real browser for all tests of the interface."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from assistant.assistant import Assistant
from index.archive import Archive
from ui.server import build_app
from ui.settings import Settings

BROWSER_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()


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
