"""The server starts, says where, and stops."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from ui.gate import ANSWERS_AT_A_TIME, Gate
from ui.server import AddressUnusable, serve

_SERVE = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
from index.archive import Archive
from ui.server import serve
with Archive(Path(sys.argv[1])) as archive:
    serve(Assistant(archive), "127.0.0.1", 0)
"""


def test_a_port_that_is_taken_is_said_in_one_line(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressUnusable, match=rf"127\.0\.0\.1:{port} .*--port") as caught:
            serve(assistant, "127.0.0.1", port)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("host", "port"), [("host.invalid", 7860), ("127.0.0.1", 70_000)])
def test_an_address_that_is_none_is_said_in_one_line(
    assistant: Assistant, host: str, port: int
) -> None:
    with pytest.raises(AddressUnusable):
        serve(assistant, host, port)


def test_the_server_stops_at_once_also_with_a_page_open(assistant: Assistant) -> None:
    """An open page holds a stream that never ends."""
    command = [sys.executable, "-c", _SERVE, str(assistant.archive.folder)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=root
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith("Referatsvar: http://127.0.0.1:"), line
        url = line.split()[1]
        with httpx.stream("GET", f"{url}/gradio_api/heartbeat/abc", timeout=30) as stream:
            assert "ALIVE" in next(stream.iter_text())
            asked = time.monotonic()
            server.send_signal(signal.SIGTERM)
            rest = server.stdout.read()
        server.wait(10)
        assert time.monotonic() - asked < 3
    assert rest == ""


def test_nobody_is_let_in_while_the_archive_is_cold() -> None:
    gate, inside = Gate(), threading.Event()

    def enter() -> None:
        with gate.passed():
            inside.set()

    thread = threading.Thread(target=enter)
    thread.start()
    assert not inside.wait(0.1)
    gate.open()
    assert inside.wait(5)
    thread.join()


def test_only_so_many_are_let_in_at_a_time() -> None:
    gate, now, most = Gate(), [0], [0]
    lock = threading.Lock()
    gate.open()

    def enter() -> None:
        with gate.passed():
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.02)
            with lock:
                now[0] -= 1

    threads = [threading.Thread(target=enter) for _ in range(4 * ANSWERS_AT_A_TIME)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] <= ANSWERS_AT_A_TIME
