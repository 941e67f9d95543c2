from __future__ import annotations

from pathlib import Path

import pytest

from eval.words.__main__ import main, pairs, splits


def test_the_lists_are_long_enough_to_measure_by() -> None:
    parted = splits()
    assert sum(s.is_compound for s in parted) >= 300
    assert len({s.word for s in parted}) == len(parted)
    assert len(pairs()) >= 150


def test_the_splitter_and_the_lemmatiser_are_no_worse_than_published() -> None:
    """Floors a little under the first measurement: .88, .80 and .91."""
    parted = splits()
    compounds = [s.is_right for s in parted if s.is_compound]
    simple = [s.is_right for s in parted if not s.is_compound]
    told = [right for *_, right in pairs()]
    assert sum(compounds) / len(compounds) > 0.86
    assert sum(simple) / len(simple) > 0.77
    assert sum(told) / len(told) > 0.89


def test_a_list_of_ones_own_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "words.tsv"
    file.write_text("skolebus\tskole+bus\nbyråd\tby+råd+et\nkommune\tkommune\n", "utf-8")
    assert main([str(file), "--wrong"]) == 0
    printed = capsys.readouterr().out
    assert "0.500" in printed
    assert "byråd:" in printed
