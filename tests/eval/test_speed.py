from __future__ import annotations

import pytest

from eval.reading import speed


def test_speed_memory_and_indexing_again_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--pdfs", "4", "--files", "12"]) == 0
    clock, processor, memory, again = capsys.readouterr().out.splitlines()
    assert clock.startswith("4 PDFs: bare pypdf ")
    assert " times" in processor
    assert " MB for 2 files, " in memory
    assert "one changed: 1 read, 11 not" in again
