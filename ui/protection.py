"""What stands before every request: which addresses exist, how large a body may be, and headers."""

from __future__ import annotations

import json

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
    "/healthz": _READ,
    "/openapi.json": _READ,
    "/api/v1/ask": _WRITE,
    "/api/v1/search": _WRITE,
    "/api/v1/status": _READ,
    "/config": _READ,
    "/theme.css": _READ,
    "/gradio_api/info": _READ,
    "/gradio_api/queue/data": _READ,
    "/gradio_api/queue/join": _WRITE,
    "/gradio_api/reset": _WRITE,
    "/gradio_api/cancel": _WRITE,
}
_PREFIXES = {
    "/dokumenter/": _READ,
    "/ui/": _READ,
    "/assets/": _READ,
    "/gradio_api/heartbeat/": _READ,
}


class Protection:
    """ASGI middleware that lets through what the page and the interface need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        guarded = _with_headers(send)
        methods = _methods_of(scope["path"])
        if scope["method"] not in methods:
            known = (405, texts.WRONG_METHOD) if methods else (404, texts.UNKNOWN_ADDRESS)
            await _refuse(guarded, *known)
            return
        body = await _read_body(scope, receive)
        if body is None:
            await _refuse(guarded, 413, texts.TOO_LARGE)
            return
        await self._app(scope, _replayed(body, receive), guarded)


def _methods_of(path: str) -> frozenset[str]:
    """How an address may be used; not at all when there is no such address."""
    if path in _EXACT:
        return _EXACT[path]
    found = (methods for prefix, methods in _PREFIXES.items() if path.startswith(prefix))
    return next(found, frozenset())


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


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once and then waits for the client to go."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _with_headers(send: Send) -> Send:
    """A send that adds the headers that a response does not set itself.

    Headers that would open the interface to other sites' scripts are dropped.
    """

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message.get("headers", [])
                if not name.lower().startswith(b"access-control-")
            ]
            present = {name.lower().decode("latin-1") for name, _ in kept}
            kept += [(n.encode(), v.encode()) for n, v in _HEADERS.items() if n not in present]
            message = {**message, "headers": kept}
        await send(message)

    return send_with_headers


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
