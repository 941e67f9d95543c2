"""Only what changed is read, and nothing is lost by accident."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from index import indexing
from index.archive import Archive
from index.reading import ocr
from index.reading.sources import SourceFile
from index.types import Filters, SectionKind
from index.watching import QUIET_S, changes


def _minutes(subject: str) -> str:
    return (
        f"Referat fra Byrådet den 4. maj 2022\n\nPunkt 1. {subject}\n\n"
        f"Sagsfremstilling\nDer er søgt om {subject}.\n\nBeslutning\nGodkendt.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "referater"
    folder.mkdir()
    for name in ("broen", "skolen", "havnen"):
        (folder / f"{name}.txt").write_text(_minutes(name), "utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "arkiv", create=True) as archive:
        yield archive


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, as they are."""
    names: list[str] = []
    really = indexing.read_sources

    def noting(sources: list[SourceFile]) -> object:
        names.extend(source.name for source in sources)
        return really(sources)

    monkeypatch.setattr(indexing, "read_sources", noting)
    return names


def test_only_the_file_that_changed_is_read(
    folder: Path, archive: Archive, read: list[str]
) -> None:
    archive.index([folder])
    read.clear()
    (folder / "broen.txt").write_text(_minutes("en anden bro"), "utf-8")
    report = archive.index([folder])
    assert read == ["broen.txt"]
    assert (report.updated, report.unchanged) == (1, 2)


def test_what_is_held_is_told_with_its_body_and_day(folder: Path, archive: Archive) -> None:
    archive.index([folder])
    held = archive.documents()
    assert len(held) == len(list(folder.iterdir()))
    assert {(d.body, d.date) for d in held} == {(i.body, i.date) for i in archive.items(Filters())}
    assert all(d.date for d in held)


def test_what_could_not_be_read_is_tried_again_by_another_version_only(
    folder: Path, archive: Archive, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "brudt.pdf").write_bytes(b"%PDF-1.7 ikke en pdf")
    archive.index([folder])
    read.clear()
    archive.index([folder])
    assert read == []
    monkeypatch.setattr(indexing, "parser_fingerprint", lambda: "another")
    archive.index([folder])
    assert "brudt.pdf" in read


def test_when_tesseract_is_installed_later_only_the_scans_are_read_again(
    folder: Path, archive: Archive, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "brudt.pdf").write_bytes(b"%PDF-1.7 ikke en pdf")
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    archive.index([folder])
    read.clear()
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    archive.index([folder])
    assert read == ["brudt.pdf"]


def test_prune_forgets_what_is_gone_and_leaves_other_folders_alone(
    folder: Path, tmp_path: Path, archive: Archive
) -> None:
    other = tmp_path / "andre"
    other.mkdir()
    (other / "andet.txt").write_text(_minutes("parken"), "utf-8")
    archive.index([folder, other])
    (folder / "broen.txt").unlink()
    (other / "andet.txt").unlink()
    assert archive.index([folder], prune=True).removed == ["broen.txt"]
    assert archive.status().documents == 3


def test_prune_forgets_what_is_gone_from_an_archive(folder: Path, archive: Archive) -> None:
    for names in (("en", "to"), ("en",)):
        with zipfile.ZipFile(folder / "alle.zip", "w") as packed:
            for name in names:
                packed.writestr(f"{name}.txt", _minutes(name))
        report = archive.index([folder], prune=True)
    assert report.removed == ["alle.zip/to.txt"]
    assert report.unchanged == 4


def test_prune_does_not_take_a_drive_that_is_away_for_an_empty_folder(
    folder: Path, archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    archive.index([folder])
    for path in folder.iterdir():
        path.unlink()
    assert archive.index([folder], prune=True).removed == []
    assert archive.status().documents == 3
    assert "Nothing is left" in caplog.text


def test_a_folder_that_moved_is_not_read_as_new(folder: Path, archive: Archive) -> None:
    archive.index([folder])
    moved = folder.with_name("flyttet")
    shutil.move(folder, moved)
    report = archive.index([moved])
    assert (report.added, archive.status().documents) == (0, 3)


def test_a_file_still_being_written_waits(folder: Path, archive: Archive) -> None:
    for path in folder.iterdir():
        os.utime(path, (0, time.time() - 60))
    os.utime(folder / "broen.txt")
    report = archive.index([folder], min_age_s=5)
    assert (report.added, report.waiting) == (2, ["broen.txt"])
    os.utime(folder / "broen.txt", (0, time.time() - 60))
    assert archive.index([folder], min_age_s=5).added == 1


def test_watching_tells_of_a_file_that_comes_once_it_is_whole(
    folder: Path, archive: Archive
) -> None:
    text, stop = _minutes("parken"), Event()

    def write_slowly() -> None:
        with (folder / "parken.txt").open("w", encoding="utf-8") as stream:
            for part in (text[:40], text[40:]):
                stream.write(part)
                stream.flush()
                time.sleep(1)

    rounds = changes([folder], stop)
    next(rounds)
    archive.index([folder])
    writer, limit = Timer(1, write_slowly), Timer(60, stop.set)
    writer.start()
    limit.start()
    for _ in rounds:
        if archive.index([folder], min_age_s=QUIET_S).added:
            break
    limit.cancel()
    assert archive.document("parken.txt").text == text.rstrip()


def test_an_item_is_listed_with_the_sections_that_hold_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Referat – Byrådet 01-02-2024\n\n## 1. Skøn på ærøske måder\n\n### Sagsfremstilling\n\n"
        "Å, æ og ø fylder mere end ét tegn.\n\n### Beslutning\n\n.\n\n## 2. Vej\n\n### Beslutning\n\nGodkendt.\n",
        "utf-8",
    )
    with Archive(tmp_path / "archive", create=True) as archive:
        archive.index([tmp_path / "a.md"])
        first, second = archive.items(Filters())
        assert (first.sections, second.sections) == (
            (SectionKind.BACKGROUND,),
            (SectionKind.DECISION,),
        )
        assert archive.items_of([second.id, 10**6]) == {second.id: second}
        text = archive.document("a.md").text
        assert all(p.text == p.span.of(text) for p in archive.item_passages(first.id))


def test_a_body_whose_name_is_printed_in_capitals_is_spelt_as_the_archive_spells_it_elsewhere(
    tmp_path: Path,
) -> None:
    text = "REFERAT\n{}\nDen 1. februar {}\n\nPunkt 1. Bro\n\nBeslutning\nGodkendt.\n"
    folder = tmp_path / "referater"
    folder.mkdir()
    (folder / "a.txt").write_text(text.format("HAVNE- OG FÆRGEUDVALGET", 2023), "utf-8")
    with Archive(tmp_path / "archive", create=True) as archive:
        archive.index([folder])
        assert [item.body for item in archive.items(Filters())] == ["Havne- og færgeudvalget"]
        (folder / "b.txt").write_text(text.format("Havne- og Færgeudvalget", 2024), "utf-8")
        archive.index([folder])
        assert [item.body for item in archive.items(Filters())] == ["Havne- og Færgeudvalget"] * 2
        assert archive.body_names().bodies == ("Havne- og Færgeudvalget",)
        (folder / "c.txt").write_text(text.format("HAVNE- OG FÆRGEUDVALGET", 2025), "utf-8")
        archive.index([folder])
        assert {item.body for item in archive.items(Filters())} == {"Havne- og Færgeudvalget"}
