"""How the service bears many people at once: python -m tests.ui.load [--people 50] [--seconds 120].

The sample minutes are indexed and served by a process of their own. Prints one
JSON object, and writes it to the file of --json: questions a second, p50 and
p95, errors, memory; how long it takes in a browser from Enter to the first
words of the answer; and how busy the machine was with other things before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

from eval.municipality import documents_folder
from eval.questions import load_questions
from index.archive import Archive
from tests.ui.conftest import BROWSER_ARGUMENTS

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "eval" / "municipality" / "questions.jsonl"
_SERVE = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
from index.archive import Archive
from ui.server import serve
if __name__ == "__main__":
    with Archive(Path(sys.argv[1])) as archive:
        serve(Assistant(archive), "127.0.0.1", 0)
"""
# The last question is this one, and its answer is there.
_ANSWERED = """(question) => {
  const asked = [...document.querySelectorAll("#samtale .question")].at(-1)?.textContent ?? "";
  const folded = (text) => text.replace(/\\s+/g, " ").trim();
  return folded(asked).endsWith(folded(question)) && !document.querySelector("#samtale .pending");
}"""
# What one browser asks, one question after another.
_TIMED_IN_BROWSER = 30


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """The address and the process of a server over the sample minutes."""
    with tempfile.TemporaryDirectory() as folder:
        with Archive(Path(folder), create=True) as archive, documents_folder() as documents:
            archive.index([documents])
        command = [sys.executable, "-c", _SERVE, folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
            assert server.stdout is not None
            url = server.stdout.readline().split()[1]
            try:
                yield url, server.pid
            finally:
                server.terminate()


def asked_by_many(
    url: str, questions: Sequence[str], people: int, seconds: float
) -> dict[str, float]:
    """Each person asks again as soon as there is an answer."""
    times: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + seconds

    def person(number: int) -> None:
        with httpx.Client(base_url=url, timeout=60) as client:
            turn = number
            while time.monotonic() < end:
                started = time.monotonic()
                try:
                    question = questions[turn % len(questions)]
                    client.post("/api/v1/ask", json={"question": question}).raise_for_status()
                    times.append(time.monotonic() - started)
                except httpx.HTTPError as error:
                    errors.append(repr(error))
                turn += people

    threads = [threading.Thread(target=person, args=(n,)) for n in range(people)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "people": people,
        "seconds": round(time.monotonic() - started, 1),
        "questions": len(times),
        "per_second": round(len(times) / (time.monotonic() - started), 1),
        "p50_s": round(statistics.median(times), 3),
        "p95_s": round(_p95(times), 3),
        "errors": len(errors),
    }


def first_words(url: str, questions: Sequence[str]) -> dict[str, float]:
    """From Enter to the answer on the screen, for one person in a browser."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        page = browser.new_page()
        page.goto(url)
        field = page.get_by_role("textbox", name="Dit spørgsmål")
        for question in questions[:_TIMED_IN_BROWSER]:
            field.fill(question)
            started = time.monotonic()
            field.press("Enter")
            page.wait_for_function(_ANSWERED, arg=question)
            times.append(time.monotonic() - started)
        browser.close()
    return {
        "asked": len(times),
        "p50_s": round(statistics.median(times), 3),
        "p95_s": round(_p95(times), 3),
    }


def busy_with_others() -> float | None:
    """How many processes waited for a processor in the last minute; None where the system does not tell."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def memory_mb(pid: int) -> dict[str, int]:
    """Resident memory now and at most, in MB; {} where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return {}
    held = dict(line.split(":", 1) for line in lines)
    return {
        name: int(held[key].split()[0]) // 1024
        for name, key in (("now", "VmRSS"), ("most", "VmHWM"))
    }


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--json", type=Path, help="where the figures are kept")
    options = parser.parse_args()
    busy = busy_with_others()
    questions = [q.question for q in load_questions(QUESTIONS, "dev") if not q.history]
    with served() as (url, pid):
        warm = first_words(url, questions)
        before = memory_mb(pid)
        many = asked_by_many(url, questions, options.people, options.seconds)
        figures = {
            "day": date.today().isoformat(),
            "processors": os.cpu_count(),
            "busy_before": busy,
            "first_words": warm,
            "many": many,
            "memory_mb": {"before": before, "after": memory_mb(pid)},
        }
    text = json.dumps(figures, indent=2) + "\n"
    sys.stdout.write(text)
    if options.json:
        options.json.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
