"""Which files are read, and that each costs at most its own entry."""

from __future__ import annotations

import operator
from multiprocessing import forkserver, get_all_start_methods
from pathlib import Path

import pytest

from index.reading import sources
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


def test_a_fault_of_the_reader_costs_its_file_and_not_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Referat fra Byrådet", "utf-8")
    # A function that raises TypeError for every file, and that the workers can import.
    monkeypatch.setattr(sources, "read_source", operator.neg)
    found = list(read_sources(find_sources(tmp_path)))
    assert [read.source.name for read in found] == ["a.txt", "b.txt"]
    assert all("fejl i programmet (TypeError)" in (read.rejected or "") for read in found)


def test_the_other_files_are_read_where_the_parser_fails_on_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Referat fra Byrådet", "utf-8")
    really = sources._result
    monkeypatch.setattr(
        sources,
        "_result",
        lambda source, future: really(source, _Failed() if source.name == "a.txt" else future),
    )
    first, second = read_sources(find_sources(tmp_path))
    assert first.minutes is None
    assert "fejl i programmet (IndexError)" in (first.rejected or "")
    assert second.minutes is not None


class _Failed:
    def result(self) -> None:
        raise IndexError("list index out of range")
