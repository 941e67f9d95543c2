"""The web server: the interface, the documents and the chat behind one address."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

from assistant.assistant import Assistant
from assistant.receipts import software_version
from index.errors import MinutesError
from index.types import Filters
from ui import texts
from ui.about import about_routes, add_look
from ui.access import Sources
from ui.api import add_error_answers, api_routes
from ui.app import Services, add_chat
from ui.cases import case_routes
from ui.conversation import Conversations
from ui.documents import document_routes
from ui.examples import Examples
from ui.exports import export_routes
from ui.feedback import Feedback
from ui.feedback_page import feedback_routes
from ui.frame import Frame
from ui.gate import Gate
from ui.held_page import held_routes
from ui.holdings import Holdings
from ui.meetings import meeting_routes
from ui.protection import Protection
from ui.search_page import search_routes
from ui.settings import Settings

logger = logging.getLogger(__name__)

# How long an answer under way may take when the server is told to stop.
_SHUTDOWN_S = 3
DEFAULTS = Settings()


class AddressUnusable(MinutesError):
    """The server cannot listen where it was told to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"Cannot serve at {host}:{port} ({reason}). Choose another port with --port, "
            "or stop the program that uses this one."
        )
        self.host = host
        self.port = port


def build_app(
    assistant: Assistant, settings: Settings = DEFAULTS, stopping: asyncio.Event | None = None
) -> FastAPI:
    """Everything that is served. At start, the archive is warmed in a thread.

    `stopping` ends the streams that open pages hold.
    """
    # What no one has asked is not worded by a language model.
    plain = Assistant(assistant.archive)
    sources, examples, gate = Sources(assistant.archive), Examples(plain), Gate()
    holdings, frame, conversations = Holdings(assistant.archive), Frame(settings), Conversations()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = (plain, gate, examples, holdings)
        threading.Thread(target=_warm, args=warming, name="warm", daemon=True).start()
        yield

    app = FastAPI(
        title=texts.PRODUCT,
        version=software_version(),
        description=texts.API_DESCRIPTION,
        lifespan=lifespan,
        # The documentation pages of FastAPI load scripts from other hosts.
        docs_url=None,
        redoc_url=None,
        # Traces and logs of requests hold what people ask.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.add_middleware(Protection, stopping=stopping or asyncio.Event())
    add_error_answers(app)
    app.include_router(api_routes(assistant, gate))
    for routes in (
        document_routes(sources, frame),
        search_routes(assistant, holdings, sources, gate, frame),
        meeting_routes(assistant, holdings, sources, frame),
        case_routes(assistant, holdings, sources, frame),
        held_routes(holdings, frame),
        about_routes(frame),
        export_routes(conversations, frame),
        feedback_routes(Feedback(assistant.archive.folder), conversations, frame),
    ):
        app.include_router(routes)
    add_look(app, settings)
    static = str(files("ui") / "static")
    app.mount("/ui", StaticFiles(directory=static))

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> FileResponse:
        """For pages that cannot name their own icon, such as a PDF."""
        return FileResponse(f"{static}/icon.svg", media_type="image/svg+xml")

    return add_chat(
        app, Services(assistant, holdings, sources, examples, gate, settings, conversations)
    )


def _warm(assistant: Assistant, gate: Gate, examples: Examples, holdings: Holdings) -> None:
    """Let a question of our own load what the first one needs; then find the examples and the lists."""
    try:
        assistant.ask(texts.FIRST_QUESTION)
    except MinutesError as error:
        logger.error("The archive cannot be searched: %s", error)
    finally:
        gate.open()
    # The words and models that are loaded now stay: to look through them for garbage again
    # stops every answer that is being made for a quarter of a second.
    gc.collect()
    gc.freeze()
    logger.info("%d example questions are ready.", len(examples.questions))
    logger.info("%d meetings are listed.", len(holdings.now().meetings(Filters())))


def serve(assistant: Assistant, host: str, port: int, settings: Settings = DEFAULTS) -> None:
    """Serve until interrupted; prints the address when it can be opened.

    Raises:
        AddressUnusable: the port is taken, or the host is not this machine's.
    """
    listener = _listen(host, port)
    stopping = asyncio.Event()
    server = _Server(
        uvicorn.Config(
            # Built by the server when its event loop runs: Gradio takes the
            # loop for its locks, and would make one of its own and leave it.
            lambda: build_app(assistant, settings, stopping),
            factory=True,
            log_level="warning",
            # No log of addresses: they tell what was looked up.
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_SHUTDOWN_S,
            ws="none",
        ),
        stopping,
    )
    with listener:
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise AddressUnusable(host, port, reason) from error
    return listener


class _Server(uvicorn.Server):
    """Tells where it listens once it does, and ends the streams when it stops."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop without waiting for the pages that are open."""
        self._stopping.set()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets)
        for listener in sockets or []:
            sys.stdout.write(f"{texts.PRODUCT}: {_address(*listener.getsockname()[:2])}\n")
            sys.stdout.flush()


def _address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server.

    >>> _address("0.0.0.0", 7860), _address("::1", 80)
    ('http://127.0.0.1:7860', 'http://[::1]:80')
    """
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - shown, not bound
    host = everywhere.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
