"""What is measured in a process of its own: building an index, and asking it."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.scale.setups import Corpus, Search, setup
from index.encoder.encoder import load_encoder

WARM_UP = 20
_ENCODED = 2_000


def build(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    """Let a system index a corpus; `seconds` is what it takes with everything embedded."""
    folder.mkdir(parents=True)
    module = setup(name)
    started, cpu = time.perf_counter(), time.process_time()
    more_s = module.build(corpus, folder)
    return {
        "seconds": round(time.perf_counter() - started + more_s, 1),
        "measured_s": round(time.perf_counter() - started, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "peak_mb": _peak_mb(),
    }


def ask_all(name: str, folder: Path, questions: Sequence[str]) -> dict[str, Any]:
    """Open what a system built, and ask it; the first WARM_UP questions are not counted."""
    started = time.perf_counter()
    ways = setup(name).opened(folder)
    measured: dict[str, Any] = {}
    for way, ask in ways.items():
        for question in questions[:WARM_UP]:
            ask(question)
        measured.setdefault("first_s", round(time.perf_counter() - started, 1))
        measured[way] = _timed(ask, questions[WARM_UP:])
        measured.setdefault("memory_mb", _peak_mb())
    if name == "referatsvar":
        measured["encoder"] = _encoder_rate(questions)
    return measured


def _timed(ask: Search, questions: Sequence[str]) -> dict[str, float]:
    """Milliseconds: as the clock has it, and of the processor (which neighbours do not change)."""
    clock, cpu = [], []
    for question in questions:
        started, used = time.perf_counter(), time.process_time()
        ask(question)
        clock.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
    return {
        f"{name}{percent}_ms": round(float(np.percentile(values, percent)) * 1e3, 2)
        for name, values in (("p", clock), ("cpu_p", cpu))
        for percent in (50, 95)
    }


def _encoder_rate(questions: Sequence[str]) -> dict[str, float]:
    """How many passages of about 80 words the encoder that ships encodes in a second."""
    texts = [" ".join(questions[i % 20 : i % 20 + 7]) for i in range(_ENCODED)]
    encoder = load_encoder()
    started, used = time.perf_counter(), time.process_time()
    encoder.encode_passages(texts)
    return {
        "passages_per_s": round(_ENCODED / (time.perf_counter() - started)),
        "passages_per_cpu_s": round(_ENCODED / (time.process_time() - used)),
    }


def _peak_mb() -> int:
    """The most memory that this process has had."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells begins with what the parent had.
        held = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return round(int(held["VmHWM"].split()[0]) / 2**10)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))
