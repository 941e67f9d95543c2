"""What two documents say of one meeting is found once, and as the newest of them says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.types import Filters

_PATH = "Stien fra Elleby til havnen anlægges langs åen, så børn kan cykle sikkert i skole."
_BRIDGE = "Broen over åen er fra 1931 og kan ikke længere bære busserne."


def _minutes(kind: str, decision: str, *, body: str = "Byrådet", bridge: str = _BRIDGE) -> str:
    decided = f"\n\nBeslutning\n{decision}" if decision else ""
    return (
        f"{kind}\n{body}\nMødedato: 4. maj 2022\n\nPunkt 1: Cykelsti til Elleby\nSagsnr. 22/101\n\nSagsfremstilling\n"
        f"{_PATH}\n\nIndstilling\nAt stien anlægges.{decided}\n\nPunkt 2: Broen over åen\nSagsnr. 22/102\n\n"
        f"Sagsfremstilling\n{bridge}{decided}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "referater"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "arkiv", create=True) as archive:
        yield archive


def _found(archive: Archive, text: str) -> list[tuple[str, str]]:
    """Document and text of what is found for a text."""
    hits = archive.search(text, Filters(), 20)
    return [(hit.passage.document, " ".join(hit.passage.text.split())) for hit in hits]


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name.replace('_', ' ')}.txt").write_text(text, "utf-8")


def test_what_a_correction_changed_is_found_as_it_is_now(folder: Path, archive: Archive) -> None:
    _write(
        folder,
        m=_minutes("Referat", "Godkendt med en ramme på 5 mio. kr. til cykelstien."),
        m_rettet=_minutes("Referat", "Godkendt med en ramme på 4 mio. kr. til cykelstien."),
    )
    archive.index([folder])
    found = _found(archive, "ramme til cykelstien")
    assert {document for document, _ in found} == {"m rettet.txt"}
    assert not any("5 mio." in text for _, text in found)
    assert archive.status().superseded == (("m.txt", "m rettet.txt"),)


def test_an_item_that_a_correction_does_not_have_is_still_found(
    folder: Path, archive: Archive
) -> None:
    third = "\nPunkt 3: Havnens kraner\nSagsnr. 22/103\n\nSagsfremstilling\nKranerne er rustne.\n"
    first = _minutes("Referat", "Godkendt.") + third
    _write(folder, m=first, m_rettet=_minutes("Referat", "Udsat."))
    archive.index([folder])
    assert ("m.txt", "Kranerne er rustne.") in _found(archive, "havnens kraner rustne")


def test_the_same_text_is_found_once_in_agenda_and_minutes(folder: Path, archive: Archive) -> None:
    _write(
        folder,
        dagsorden=_minutes("Dagsorden", "", bridge=f"{_BRIDGE} En ny bro koster 80 mio. kr."),
        referat=_minutes("Referat", "Godkendt.", body="Ravnsund Byråd"),
    )
    archive.index([folder])
    assert [d for d, text in _found(archive, "sti Elleby havnen cykle") if text == _PATH] == [
        "referat.txt"
    ]
    # What only the agenda says is found there.
    assert any("80 mio." in text for _, text in _found(archive, "hvad koster en ny bro"))


def test_a_copy_in_another_format_is_found_once(folder: Path, archive: Archive) -> None:
    text = _minutes("Referat", "Godkendt.")
    _write(folder, referat=text)
    (folder / "referat.md").write_text(text.replace("Punkt", "## Punkt"), "utf-8")
    archive.index([folder])
    documents = [d for d, text in _found(archive, "sti Elleby havnen cykle") if text == _PATH]
    assert len(documents) == 1


def test_a_document_is_found_again_when_what_stood_for_it_is_removed(
    folder: Path, archive: Archive
) -> None:
    _write(folder, m=_minutes("Referat", "Godkendt."), m_rettet=_minutes("Referat", "Udsat."))
    archive.index([folder])
    archive.remove(["m rettet.txt"])
    assert ("m.txt", "Godkendt.") in _found(archive, "beslutning om broen over åen godkendt")


def test_items_that_another_document_says_in_full_can_be_left_out(
    folder: Path, archive: Archive
) -> None:
    _write(folder, m=_minutes("Referat", "Godkendt."), m_rettet=_minutes("Referat", "Udsat."))
    archive.index([folder])
    assert [i.document for i in archive.items(Filters(), "22/101")] == ["m rettet.txt", "m.txt"]
    current = archive.items(Filters(), "22/101", replaced=False)
    assert [i.document for i in current] == ["m rettet.txt"]


def test_a_body_that_is_spelt_in_several_ways_counts_once(folder: Path, archive: Archive) -> None:
    _write(
        folder,
        a=_minutes("Dagsorden", "", body="Byrådet"),
        b=_minutes("Referat", "Godkendt.", body="Ravnsund Byråd"),
    )
    archive.index([folder])
    status = archive.status()
    assert (status.bodies, status.meetings) == (("Byrådet",), 1)


def test_two_committees_that_treat_a_case_on_one_day_are_two_meetings(
    folder: Path, archive: Archive
) -> None:
    _write(
        folder,
        a=_minutes("Referat", "Anbefales.", body="Teknisk Udvalg"),
        b=_minutes("Referat", "Tiltrådt.", body="Kulturudvalget"),
    )
    archive.index([folder])
    assert archive.status().meetings == 2
    assert {d for d, _ in _found(archive, "sti Elleby havnen cykle")} == {"a.txt", "b.txt"}


def test_an_archive_of_the_version_before_is_brought_up_to_date(
    folder: Path, tmp_path: Path
) -> None:
    import sqlite3  # noqa: PLC0415 - to make an old file

    _write(folder, m=_minutes("Referat", "Godkendt."))
    with Archive(tmp_path / "gammelt", create=True) as archive:
        archive.index([folder])
    with sqlite3.connect(tmp_path / "gammelt" / "archive.sqlite3") as old:
        old.executescript(
            "DROP TABLE replaced; DROP TABLE compared; DROP INDEX sections_body; DROP TABLE item_words; "
            "DROP TABLE front_words; ALTER TABLE sections DROP COLUMN filled; DROP INDEX contents_meeting; "
            "ALTER TABLE contents ADD COLUMN text TEXT NOT NULL DEFAULT ''; "
            "UPDATE contents SET text = (SELECT text FROM texts WHERE content_id = id); "
            "DROP TABLE texts; PRAGMA user_version = 2;"
        )
    _write(folder, m_rettet=_minutes("Referat", "Udsat."))
    with Archive(tmp_path / "gammelt") as archive:
        archive.index([folder])
        assert {d for d, _ in _found(archive, "cykelsti Elleby")} == {"m rettet.txt"}


_QUOTED = (
    "Referat\nByrådet\nMødedato: 27. maj 2022\n\nPunkt 7: Ny havnebro\nSagsnr. 22/201\n\nSagsfremstilling\n"
    "Havnebroen er slidt ned.\n\nBeslutning i Magistraten den 12. maj 2022\nAnbefales.\n\n"
    "Beslutning i Byrådet den 27. maj 2022\nVedtaget.\n\nPunkt 8: Spejderhuset\nSagsnr. 22/202\n\n"
    "Sagsfremstilling\nSpejderne mangler et hus.\n\nBeslutning\nUdsat.\n"
)


def test_of_a_meeting_that_is_not_held_the_items_that_print_its_decisions_are_found(
    folder: Path, archive: Archive
) -> None:
    _write(folder, m=_QUOTED)
    archive.index([folder])
    twelfth = date(2022, 5, 12)
    for filters in (Filters(("Magistraten",)), Filters((), twelfth, twelfth)):
        assert [i.number for i in archive.items(filters)] == ["7"]
        assert archive.scope(filters).documents == 1
        hits = archive.search("havnebro spejderhuset", filters, 20)
        assert {hit.passage.item_number for hit in hits} == {"7"}
    assert archive.items(Filters(("Magistraten",), date(2022, 5, 13))) == []
    assert len(archive.items(Filters(("Byrådet",)))) == 2
    own = _minutes("Referat", "Anbefales.", body="Magistraten").replace("4. maj", "12. maj")
    _write(folder, own=own)
    archive.index([folder])
    assert {i.document for i in archive.items(Filters(("Magistraten",)))} == {"own.txt"}
