"""What people say of an answer: one JSON Lines file in the archive's folder.

The question and its sources are written down only when the person agrees.
CPR numbers are masked in everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import MinutesError
from index.reading.cpr import mask_cpr_numbers
from ui.conversation import Conversation, Exchange

FILE_NAME = "feedback.jsonl"
KINDS = ("useful", "wrong_source", "missing_document", "other")
MAX_COMMENT = 2_000
# A flood must not fill the disk.
_MAX_BYTES = 20_000_000


class FeedbackFull(MinutesError):
    """So much has been said that no more is taken."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said; `exchange` only when it may be kept, with the questions `before` it."""

    kind: str
    comment: str
    exchange: Exchange | None = None
    before: tuple[Exchange, ...] = ()


def remark_on(
    kind: str, comment: str, conversation: Conversation | None, number: int, agreed: bool
) -> Remark:
    """A remark with no more of the conversation than was agreed to."""
    exchange = conversation.exchange(number) if conversation and agreed else None
    before = tuple(e for e in (conversation.exchanges if conversation else ()) if e.number < number)
    return Remark(kind, comment[:MAX_COMMENT], exchange, before if exchange else ())


class Feedback:
    """The remarks of one archive. May be used from many threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def add(self, remark: Remark, day: date) -> None:
        """Write a remark down.

        Raises:
            FeedbackFull: the file or the disk is full.
        """
        line = json.dumps(_entry(remark, day), ensure_ascii=False).encode("utf-8") + b"\n"
        # One unbuffered write to a file that is open for appending: the system
        # puts it at the end in one piece, whoever else is writing.
        with self._path.open("ab", buffering=0) as stream:
            if stream.tell() > _MAX_BYTES or stream.write(line) != len(line):
                raise FeedbackFull(f"{self._path} is full; export it and move it away.")

    def candidates(self) -> Iterator[str]:
        """Those with a question, as lines of a test set that a person must finish."""
        if not self._path.exists():
            return
        for number, line in enumerate(self._path.read_text("utf-8").splitlines(), start=1):
            entry = json.loads(line)
            if entry["question"]:
                yield json.dumps(_candidate(entry, number), ensure_ascii=False) + "\n"


def _entry(remark: Remark, day: date) -> dict[str, Any]:
    exchange = remark.exchange
    return {
        # The day only: a time of day can tell who it was.
        "date": day.isoformat(),
        "kind": remark.kind,
        "comment": _masked(remark.comment),
        "question": _masked(exchange.question) if exchange else None,
        "answered": bool(exchange.citations) if exchange else None,
        "sources": [
            {"document": c.document, "item": c.item_number}
            for c in (exchange.citations if exchange else ())
        ],
        "history": [
            {"role": role, "content": _masked(content)}
            for earlier in remark.before
            for role, content in (("user", earlier.question), ("assistant", earlier.answer))
        ],
    }


def _candidate(entry: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A question of the contract. What was good is taken as gold, the rest is for a person to find."""
    is_good = entry["kind"] == "useful" and entry["answered"]
    gold = [
        dict(pair)
        for pair in {tuple(sorted(s.items(), key=str)): s for s in entry["sources"]}.values()
    ]
    return {
        "id": f"feedback-{number}",
        "question": entry["question"],
        "type": "general",
        "history": entry["history"],
        "filters": {},
        "answerable": bool(entry["answered"]) or entry["kind"] == "wrong_source",
        "gold": gold if is_good else [],
        "gold_need": 1,
        "must_contain": [],
        "must_not_contain": [],
        "feedback": {key: entry[key] for key in ("date", "kind", "comment")},
    }


def _masked(text: str) -> str:
    return mask_cpr_numbers(text)[0]
