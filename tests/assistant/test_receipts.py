from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.as_json import answer_json
from assistant.assistant import Assistant
from assistant.receipts import (
    Holding,
    State,
    verified,
    verify_against_files,
    verify_receipt,
)
from index.archive import Archive
from index.errors import InvalidReceipt
from index.types import Document

_TEXT = """Referat
Byrådet onsdag den 4. maj 2022
Punkt 1: Ny bro over åen
Sag 22/101
Beslutning
Byrådet godkendte broen med en ramme på {amount} mio. kr.
Punkt 2: Eventuelt
Sag 22/102
Beslutning
Intet.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "referater" / "byraad.txt"
    path.parent.mkdir()
    path.write_text(_TEXT.format(amount=12), "utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path, document: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "arkiv", create=True) as archive:
        archive.index([document.parent])
        yield archive


def _receipt(archive: Archive) -> dict[str, object]:
    answer = Assistant(archive).ask("Hvad blev besluttet om broen?")
    assert answer.answered
    return dict(json.loads(json.dumps(answer_json(answer))))


def _states(data: dict[str, object], archive: Archive) -> set[str]:
    return {check.state.value for check in verify_receipt(data, archive).checks}


def test_a_receipt_holds_until_the_document_changes(archive: Archive, document: Path) -> None:
    data = _receipt(archive)
    assert _states(data, archive) == {"unchanged"}
    document.write_text("Rettet udgave\n" + _TEXT.format(amount=12), "utf-8")
    archive.index([document.parent])
    assert _states(data, archive) == {"moved"}
    document.write_text(_TEXT.format(amount=13), "utf-8")
    archive.index([document.parent])
    assert "changed" in _states(data, archive)
    archive.remove(["byraad.txt"])
    assert _states(data, archive) == {"missing"}


@pytest.mark.parametrize(
    "data", [{}, {"receipt": {}}, {"sources": [{"document": "x"}]}, {"receipt": None}]
)
def test_what_is_no_receipt_says_so(archive: Archive, data: dict[str, object]) -> None:
    with pytest.raises(InvalidReceipt, match="not a receipt"):
        verify_receipt(data, archive)


def test_it_is_checked_against_the_documents_without_an_archive(
    archive: Archive, document: Path
) -> None:
    data = _receipt(archive)
    assert {c.state for c in verify_against_files(data, document.parent).checks} == {
        State.UNCHANGED
    }
    document.write_text("Rettet udgave\n" + _TEXT.format(amount=12), "utf-8")
    found = verify_against_files(data, document.parent)
    assert found.valid
    assert {(c.state, c.same_file, c.page_now) for c in found.checks} == {(State.MOVED, False, 1)}
    document.unlink()
    (document.parent / "andet.txt").write_text(_TEXT.format(amount=12), "utf-8")
    found = verify_against_files(data, document.parent)
    assert not found.valid
    assert {c.state for c in found.checks} == {State.MISSING}


def test_a_quote_that_moved_to_another_page_is_said_to_stand_there(archive: Archive) -> None:
    data = _receipt(archive)
    moved = Document(("Forside", _TEXT.format(amount=12)))
    found = verified(data, lambda _: Holding(moved, "en anden", frozenset()), None)
    assert {(c.state, c.page_now) for c in found.checks} == {(State.MOVED, 2)}


def test_what_was_redacted_since_is_told_from_what_was_changed(
    archive: Archive, document: Path
) -> None:
    data = _receipt(archive)
    document.write_text(
        _TEXT.format(amount=13).replace("Intet.", "Ansøger 010190-1234 fik afslag."), "utf-8"
    )
    archive.index([document.parent])
    assert "redacted" in _states(data, archive)


def test_a_document_that_is_replaced_is_told_by_the_one_that_replaces_it(
    archive: Archive, document: Path
) -> None:
    data = _receipt(archive)
    corrected = document.with_name("byraad rettet.txt")
    corrected.write_text("RETTET UDGAVE\n" + _TEXT.format(amount=14), "utf-8")
    archive.index([document.parent])
    found = verify_receipt(data, archive)
    assert found.valid
    assert {c.superseded_by for c in found.checks} == {"byraad rettet.txt"}


def test_another_version_of_the_program_is_told(archive: Archive) -> None:
    data = _receipt(archive)
    assert verify_receipt(data, archive).differences == ()
    data["receipt"]["parser"] = "en anden"  # type: ignore[index]
    found = verify_receipt(data, archive)
    assert [(d.what, d.then) for d in found.differences] == [("parser", "en anden")]
    assert found.valid


def test_an_answer_that_was_altered_is_not_valid(archive: Archive) -> None:
    data = _receipt(archive)
    receipt: dict[str, str] = data["receipt"]  # type: ignore[assignment]
    receipt["answer"] = receipt["answer"].replace("12 mio", "99 mio")
    found = verify_receipt(data, archive)
    assert not found.answer_matches
    assert not found.valid
