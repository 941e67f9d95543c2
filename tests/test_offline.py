"""Nothing leaves the machine at run time, from any library.

Each command runs in a network namespace of its own that has only loopback.
The kernel counts every packet that found no route (`Ip: OutNoRoutes`), also
those of compiled libraries that Python's own hooks do not see.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_IN_NAMESPACE = """
import fcntl, os, socket, struct, subprocess, sys

def raise_loopback():
    with socket.socket() as s:
        fcntl.ioctl(s, 0x8914, struct.pack("16sH14x", b"lo", 1 | 0x40))  # SIOCSIFFLAGS: UP, RUNNING

def lost():
    rows = [line.split() for line in open("/proc/net/snmp") if line.startswith("Ip:")]
    return int(dict(zip(*rows))["OutNoRoutes"])

raise_loopback()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
print(done.stdout[-2000:], done.stderr[-2000:], sep="\\n")
print("exit", done.returncode, "lost", lost())
"""


def _namespaced(folder: Path, *command: str) -> str:
    script = folder / "namespace.py"
    script.write_text(_IN_NAMESPACE, "utf-8")
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--net", sys.executable, str(script), *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def test_the_counter_sees_an_attempt(tmp_path: Path) -> None:
    """The test of the test: a connection to elsewhere is counted."""
    attempt = (
        "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError: pass"
    )
    assert _namespaced(tmp_path, sys.executable, "-c", attempt) == "exit 0 lost 1"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("offline") / "arkiv"


def test_indexing_asks_nobody(tmp_path: Path, archive: Path) -> None:
    documents = ROOT / "eval" / "municipality" / "documents" / "integrationsraadet"
    command = (
        sys.executable,
        "-m",
        "ui.command_line",
        "index",
        str(documents),
        "--archive",
        str(archive),
    )
    assert _namespaced(tmp_path, *command) == "exit 0 lost 0"


def test_answering_asks_nobody(tmp_path: Path, archive: Path) -> None:
    command = (
        sys.executable,
        "-m",
        "ui.command_line",
        "ask",
        "Hvad med modtagerklasserne?",
        "--archive",
        str(archive),
    )
    assert _namespaced(tmp_path, *command) == "exit 0 lost 0"


_SERVE = """
import subprocess, sys, time, urllib.request
serve = [sys.executable, "-m", "ui.command_line", "serve", "--archive", sys.argv[1], "--port", "7861"]
server = subprocess.Popen(serve)
try:
    for _ in range(240):
        time.sleep(0.25)
        try:
            urllib.request.urlopen("http://127.0.0.1:7861/healthz", timeout=2)
            break
        except OSError:
            continue
    page = urllib.request.urlopen("http://127.0.0.1:7861/", timeout=20).read()
    request = urllib.request.Request(
        "http://127.0.0.1:7861/api/v1/ask",
        b'{"question": "Hvad med modtagerklasserne?"}',
        {"Content-Type": "application/json"},
    )
    answer = urllib.request.urlopen(request, timeout=60).read()
    assert page and b"answered" in answer
finally:
    server.terminate()
    server.wait(30)
"""


def test_serving_asks_nobody(tmp_path: Path, archive: Path) -> None:
    script = tmp_path / "serve.py"
    script.write_text(_SERVE, "utf-8")
    assert _namespaced(tmp_path, sys.executable, str(script), str(archive)) == "exit 0 lost 0"
