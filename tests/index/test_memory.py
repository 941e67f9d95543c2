"""Freed memory goes back to the system."""

import ctypes
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
