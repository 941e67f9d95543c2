"""Freed memory goes back to the system."""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.memory import give_back
from index.search.lexical import LexicalIndex
from index.types import Passage, SectionKind, Span


def passages(first: int, count: int) -> Iterator[tuple[Passage, int]]:
    for number in range(first, first + count):
        text = " ".join(f"ord{(number * 37 + i * 11) % 5000}" for i in range(80))
        yield Passage(number, "a.pdf", 1, Span(0, len(text)), text, SectionKind.BACKGROUND, None,
                      None, "1", "Sag", None, 1), 1  # fmt: skip


def resident_mb() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) // 1024


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells memory as Linux does")
def test_what_the_lexical_index_frees_is_given_back(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.update(passages(0, 1000), [])
    before = resident_mb()
    for part in range(1, 9):
        index.update(passages(1000 * part, 1000), [])
    assert resident_mb() - before < 12


def test_without_glibc_nothing_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    give_back()
