"""Test sets: questions with what a right answer holds and where it stands."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from assistant.types import Turn
from index.errors import MinutesError


class TestSetError(MinutesError):
    """A test set that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class GoldItem:
    """An agenda item that answers; `item` None stands for the whole document."""

    document: str
    item: str | None


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """A question of a test set.

    `must_contain` are groups of alternatives: a right answer holds one string
    of each group. `gold_need` is how many gold items a full answer needs.
    `half` is "dev" or "test" where the set is divided.
    """

    # pytest takes a class of this name for a test otherwise.
    __test__: ClassVar[bool] = False

    id: str
    question: str
    type: str
    answerable: bool
    history: tuple[Turn, ...] = ()
    bodies: tuple[str, ...] = ()
    from_date: date | None = None
    to_date: date | None = None
    gold: tuple[GoldItem, ...] = ()
    gold_need: int = 1
    must_contain: tuple[tuple[str, ...], ...] = ()
    must_not_contain: tuple[str, ...] = ()
    half: str | None = None
    lay: bool = False


def load_questions(path: Path, half: str | None = None) -> list[TestQuestion]:
    """The questions of a test set (of one half of it): JSON Lines as in the contract, or a CSV.

    Raises:
        TestSetError: the file cannot be read, a line is wrong, an id stands
            twice, or there is no question.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TestSetError(f"The test set {path} cannot be read: {error}.") from error
    rows = _csv_rows(text, path) if path.suffix.lower() == ".csv" else _json_rows(text, path)
    questions = [_question(row, f"{path}, line {line}") for line, row in rows]
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise TestSetError(f"{path}: the id {question.id} stands twice.")
        seen.add(question.id)
    asked = [question for question in questions if half in (None, question.half)]
    if not asked:
        raise TestSetError(f"{path} holds no questions{f' of the half {half}' if half else ''}.")
    return asked


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise TestSetError(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(row, dict):
            raise TestSetError(f"{path}, line {number}: not a JSON object.")
        yield number, row


# What a caseworker's sheet may call its columns.
_COLUMNS = {
    "question": ("question", "spørgsmål", "spoergsmaal", "sporgsmal"),
    "answer": ("answer", "svar"),
    "document": ("document", "dokument", "kilde", "fil"),
    "item": ("item", "punkt"),
    "type": ("type", "slags"),
}


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows of a sheet with the columns question, answer and document.

    An empty answer means that the minutes cannot answer. Alternatives in an
    answer are parted by |, and parts that must all be there by ;.
    """
    dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t") if text.strip() else csv.excel
    reader = csv.DictReader(text.splitlines(), dialect=dialect)
    headers = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    found = {
        key: next((headers[n] for n in names if n in headers), None)
        for key, names in _COLUMNS.items()
    }
    if found["question"] is None:
        raise TestSetError(
            f"{path}: there is no column called question (or spørgsmål) in its first line."
        )
    for number, row in enumerate(reader, start=2):
        cells = {key: (row.get(name) or "").strip() if name else "" for key, name in found.items()}
        if not cells["question"]:
            continue
        answer = cells["answer"]
        yield (
            number,
            {
                "id": f"row-{number}",
                "question": cells["question"],
                "type": cells["type"] or "general",
                "answerable": bool(answer),
                "gold": [{"document": cells["document"], "item": cells["item"] or None}]
                if cells["document"]
                else [],
                "must_contain": [part.split("|") for part in answer.split(";") if part.strip()],
            },
        )


def _question(row: Mapping[str, Any], where: str) -> TestQuestion:
    try:
        filters = row.get("filters") or {}
        return TestQuestion(
            id=str(row["id"]),
            question=str(row["question"]),
            type=str(row.get("type", "general")),
            answerable=bool(row.get("answerable", True)),
            history=tuple(
                Turn(str(t["role"]), str(t["content"])) for t in row.get("history") or ()
            ),
            bodies=tuple(b for b in [filters.get("body")] if b),
            from_date=_day(filters.get("from")),
            to_date=_day(filters.get("to")),
            gold=tuple(
                GoldItem(str(g["document"]), _label(g.get("item"))) for g in row.get("gold") or ()
            ),
            gold_need=int(row.get("gold_need", 1)),
            must_contain=tuple(
                tuple(s.strip() for s in group if s.strip())
                for group in row.get("must_contain") or ()
            ),
            must_not_contain=tuple(row.get("must_not_contain") or ()),
            half=row.get("half"),
            lay=bool(row.get("lay", False)),
        )
    except KeyError as error:
        raise TestSetError(f"{where}: {error} is missing.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise TestSetError(f"{where}: {error}.") from error


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _label(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
