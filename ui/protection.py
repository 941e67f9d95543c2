"""What stands before every request: which addresses exist, how large a body may be, and headers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts

MAX_BODY_BYTES = 200_000
# A body that is too large is read and thrown away up to here, so that the
# client hears why instead of a broken connection.
_MAX_DRAINED_BYTES = 10_000_000

# The page's libraries write style attributes; nothing else needs an exception.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

_READ, _WRITE = frozenset({"GET", "HEAD"}), frozenset({"POST"})
# Whatever else the chat's library offers (uploads, files from disk, proxying,
# monitoring, calls without the queue) is not there.
_EXACT = {
    "/": _READ,
    "/favicon.ico": _READ,
    "/healthz": _READ,
    "/openapi.json": _READ,
    "/api/v1/ask": _WRITE,
    "/api/v1/search": _WRITE,
    "/api/v1/status": _READ,
    "/soeg": _READ,
    "/moeder": _READ,
    "/sager": _READ,
    "/sag": _READ,
    "/indhold": _READ,
    "/ris-og-ros": _READ | _WRITE,
    "/ris-og-ros/eksport": _READ,
    "/om": _READ,
    "/tilgaengelighed": _READ,
    "/config": _READ,
    "/theme.css": _READ,
    "/gradio_api/info": _READ,
    "/gradio_api/app_id": _READ,
    "/gradio_api/queue/data": _READ,
    "/gradio_api/queue/join": _WRITE,
    "/gradio_api/reset": _WRITE,
    "/gradio_api/cancel": _WRITE,
}
_PREFIXES = {
    "/dokumenter/": _READ,
    "/moeder/": _READ,
    "/samtale/": _READ,
    "/ui/": _READ,
    "/assets/": _READ,
    "/gradio_api/heartbeat/": _READ,
}


class Protection:
    """ASGI middleware that lets through what the page and the interface need."""

    def __init__(self, app: ASGIApp, stopping: asyncio.Event) -> None:
        """Protect an app; when `stopping` is set, answers without end are ended."""
        self._app = app
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        sender = _Sender(scope["path"], send)
        methods = _methods_of(scope["path"])
        if scope["method"] not in methods:
            known = (405, texts.WRONG_METHOD) if methods else (404, texts.UNKNOWN_ADDRESS)
            await _refuse(sender, *known)
            return
        body = await _read_body(scope, receive)
        if body is None:
            await _refuse(sender, 413, texts.TOO_LARGE)
            return
        await self._app(scope, _Receiver(body, receive, self._stopping), sender)
        await sender.end()


def _methods_of(path: str) -> frozenset[str]:
    """How an address may be used; not at all when there is no such address."""
    if path in _EXACT:
        return _EXACT[path]
    found = (methods for prefix, methods in _PREFIXES.items() if path.startswith(prefix))
    return next(found, frozenset())


def _caching(path: str) -> str:
    """How long a browser may keep what it got.

    Answers are gone with the page: what is deleted must not live on in caches.
    """
    if path.startswith("/assets/"):  # their names hold a hash
        return "public, max-age=31536000, immutable"
    return "no-cache" if path.startswith("/ui/") else "no-store"


async def _read_body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body, None when it is too large; the length that a client gives is not trusted."""
    headers = dict(scope["headers"])
    if b"content-length" not in headers and b"transfer-encoding" not in headers:
        return b""
    body, size = bytearray(), 0
    while size <= _MAX_DRAINED_BYTES:
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= MAX_BODY_BYTES:
            body += chunk
        if not message.get("more_body", False):
            break
    return bytes(body) if size <= MAX_BODY_BYTES else None


class _Receiver:
    """Gives the body once, and then waits until the client goes or the server stops.

    An open page holds streams that never end; the server would wait for them.
    """

    def __init__(self, body: bytes, receive: Receive, stopping: asyncio.Event) -> None:
        self._body: bytes | None = body
        self._receive = receive
        self._stopping = stopping

    async def __call__(self) -> Message:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        waiting = [
            asyncio.ensure_future(self._gone()),
            asyncio.ensure_future(self._stopping.wait()),
        ]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        return {"type": "http.disconnect"}

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass


class _Sender:
    """Adds the headers that a response does not set itself, and ends a stream that was cut.

    Headers that would open the interface to other sites' scripts are dropped.
    """

    def __init__(self, path: str, send: Send) -> None:
        self._path = path
        self._send = send
        self._is_open = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": self._protecting(message.get("headers", []))}
            self._is_open = True
        elif message["type"] == "http.response.body":
            self._is_open = bool(message.get("more_body", False))
        await self._send(message)

    def _protecting(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [
            (name, value)
            for name, value in headers
            if not name.lower().startswith(b"access-control-")
        ]
        present = {name.lower().decode("latin-1") for name, _ in kept}
        missing = {**_HEADERS, "cache-control": _caching(self._path)}
        return kept + [(n.encode(), v.encode()) for n, v in missing.items() if n not in present]

    async def end(self) -> None:
        """Send what is missing of the response."""
        if self._is_open:
            await self({"type": "http.response.body", "body": b"", "more_body": False})


async def _refuse(send: Send, status: int, sentence: str) -> None:
    body = json.dumps({"error": sentence}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        # The rest of a body that was not read must not be taken for a request.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
