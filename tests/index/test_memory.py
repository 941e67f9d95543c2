"""Freed memory goes back to the system, and no threads wait by turning round."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.memory import give_back
from index.search import lexical
from index.types import Passage, SectionKind, Span


def test_what_writing_to_the_lexical_index_frees_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(lexical, "give_back", lambda: calls.append(1))
    passage = Passage(1, "a.pdf", 1, Span(0, 9), "Godkendt.", SectionKind.DECISION, None, None,
                      "1", "Sag", None, 1)  # fmt: skip
    lexical.LexicalIndex(tmp_path).update([(passage, 1)], [])
    assert calls == [1]


def test_without_glibc_nothing_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    give_back()
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    give_back()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
@pytest.mark.parametrize(
    ("module", "told", "threads"),
    [
        ("index.encoder.encoder", {}, 1),
        ("index.encoder.encoder", {"OPENBLAS_NUM_THREADS": "3"}, 3),
        ("eval.scale.measure", {}, 1),
    ],
)
def test_numpy_multiplies_in_one_thread_unless_told_otherwise(
    module: str, told: dict[str, str], threads: int
) -> None:
    code = (
        f"import {module}, os, numpy as np; one = np.ones((400, 400)); one @ one;"
        "print(len(os.listdir('/proc/self/task')))"
    )
    clean = {name: value for name, value in os.environ.items() if "_NUM_THREADS" not in name}
    found = subprocess.run(
        [sys.executable, "-c", code], env=clean | told, capture_output=True, text=True, check=True
    )
    held = int(found.stdout)
    # OpenBLAS starts no more threads than there are processors.
    assert held == min(threads, os.cpu_count() or 1)
