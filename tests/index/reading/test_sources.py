"""Which files are read, and that each costs at most its own entry."""

from __future__ import annotations

from pathlib import Path

from index.reading.sources import find_sources


def test_a_cpr_number_in_a_file_name_is_not_in_the_documents_name(tmp_path: Path) -> None:
    (tmp_path / "sag 311299-1234.txt").write_text("x", "utf-8")
    (source,) = find_sources(tmp_path)
    assert source.name == "sag ██████-████.txt"
    assert Path(source.path).exists()
