"""A local endpoint that speaks the chat protocol over real HTTP, and misbehaves on purpose."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What each refusal is answered with.
STATUSES = {"no key": 401, "no model": 404, "busy": 429, "error": 500}
# How a stream goes wrong without being slow.
BROKEN = ("garbage", "cut off", "silent end", "html", "not streamed", "error event", "hangs up")
# How one never comes to an end.
NEVER_DONE = ("slow start", "slow", "pings", "endless")
_MOST_S = 30.0


class ModelServer(ThreadingHTTPServer):
    """Writes `text`, and `searches` when it is asked to put a question in other words.

    `behaviour` says how it goes wrong, "" for not at all; "by sentence" waits
    for `go` before each sentence. `asked` is set when a request has come, `hung_up` when a client
    leaves early.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.text = ""
        self.searches = '{"searches": []}'
        self.behaviour = ""
        self.requests: list[dict[str, Any]] = []
        self.go = threading.Semaphore(0)
        self.asked, self.hung_up = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        request = json.loads(self.rfile.read(length))
        self.server.requests.append(request)
        self.server.asked.set()
        behaviour = self.server.behaviour
        if behaviour in STATUSES:
            self.send_error(STATUSES[behaviour])
            return
        rewrites = '"searches"' in request["messages"][0]["content"]
        text = self.server.searches if rewrites else self.server.text
        try:
            self._answer(behaviour, text)
        except (BrokenPipeError, ConnectionResetError):
            self.server.hung_up.set()

    def _answer(self, behaviour: str, text: str) -> None:
        if behaviour == "hangs up":
            return
        self.send_response(200)
        kinds = {"html": "text/html", "not streamed": "application/json"}
        self.send_header("Content-Type", kinds.get(behaviour, "text/event-stream"))
        self.end_headers()
        if behaviour == "garbage":
            self.wfile.write(b"data: {not json}\n\n\x00\xff\xfe")
        elif behaviour == "html":
            self.wfile.write(b"<!doctype html><p>Log ind [1].</p>")
        elif behaviour == "not streamed":
            message = {"index": 0, "finish_reason": "stop", "message": {"content": text}}
            self.wfile.write(json.dumps({"id": "1", "choices": [message]}).encode())
        elif behaviour == "pings":
            self._ping()
        else:
            self._stream(behaviour, text)

    def _ping(self) -> None:
        """Say that one is there and nothing else."""
        for _ in range(int(_MOST_S / 0.02)):
            self.wfile.write(b": ping\n\n")
            self.wfile.flush()
            time.sleep(0.02)

    def _stream(self, behaviour: str, text: str) -> None:
        if behaviour == "slow start":
            self._wait()
        if behaviour == "endless":
            text = f"{text} " * 10_000
        pieces = re.split(r"(?<=\s)", text)
        for place, piece in enumerate(pieces):
            if behaviour == "slow":
                time.sleep(0.2)
            if behaviour == "endless":
                time.sleep(0.001)
            if behaviour == "by sentence" and (
                not place or pieces[place - 1].rstrip().endswith("].")
            ):
                self.server.go.acquire(timeout=_MOST_S)
            if behaviour in ("cut off", "error event") and place > len(pieces) // 2:
                if behaviour == "error event":
                    self.wfile.write(b'data: {"error": {"message": "out of memory"}}\n\n')
                return
            self._send({"delta": {"content": piece}, "index": 0, "finish_reason": None})
        if behaviour != "silent end":
            self._send({"delta": {}, "index": 0, "finish_reason": "stop"})
        self.wfile.write(b"data: [DONE]\n\n")

    def _wait(self) -> None:
        """Until the client has left; nothing is written that would tell."""
        self.connection.settimeout(_MOST_S)
        if not self.connection.recv(1):
            raise ConnectionResetError

    def _send(self, choice: dict[str, Any]) -> None:
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [choice],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
        """Say nothing."""


@contextmanager
def running() -> Iterator[ModelServer]:
    """A server on a free port, gone afterwards."""
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
