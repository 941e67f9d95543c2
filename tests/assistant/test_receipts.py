from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.as_json import answer_json
from assistant.assistant import Assistant
from assistant.receipts import verify_receipt
from index.archive import Archive
from index.errors import InvalidReceipt

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


def _receipt(archive: Archive) -> dict[str, object]:
    answer = Assistant(archive).ask("Hvad blev besluttet om broen?")
    assert answer.answered
    return dict(json.loads(json.dumps(answer_json(answer))))


def _states(data: dict[str, object], archive: Archive) -> set[str]:
    return {check.state for check in verify_receipt(data, archive)}


def test_a_receipt_holds_until_the_document_changes(tmp_path: Path, document: Path) -> None:
    with Archive(tmp_path / "arkiv", create=True) as archive:
        archive.index([document.parent])
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
def test_what_is_no_receipt_says_so(
    tmp_path: Path, document: Path, data: dict[str, object]
) -> None:
    with Archive(tmp_path / "arkiv", create=True) as archive:
        archive.index([document.parent])
        with pytest.raises(InvalidReceipt, match="not a receipt"):
            verify_receipt(data, archive)
