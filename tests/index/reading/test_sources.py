"""Which files are read, and that each costs at most its own entry."""

from __future__ import annotations

from multiprocessing import forkserver, get_all_start_methods
from pathlib import Path

import pytest

from index.reading.sources import find_sources, read_sources


def test_a_cpr_number_in_a_file_name_is_not_in_the_documents_name(tmp_path: Path) -> None:
    (tmp_path / "sag 311299-1234.txt").write_text("x", "utf-8")
    (source,) = find_sources(tmp_path)
    assert source.name == "sag ██████-████.txt"
    assert Path(source.path).exists()


@pytest.mark.skipif("forkserver" not in get_all_start_methods(), reason="Windows forks nothing")
def test_readers_are_forked_from_one_process_that_has_imported_what_they_need(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("Referat fra Byrådet", "utf-8")
    forked_from = []
    for _ in range(2):
        (read,) = read_sources(find_sources(tmp_path))
        assert read.minutes is not None
        forked_from.append(forkserver._forkserver._forkserver_pid)
    assert forked_from[0] is not None
    assert forked_from[0] == forked_from[1]
