"""Test sets: questions with what a right answer holds and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from assistant.types import Turn
from eval.sheets import read_rows, read_text
from index.errors import MinutesError


class BadTestSet(MinutesError):
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
        SheetError: the file cannot be read.
        BadTestSet: a line is wrong, an id stands twice, or there is no question.
    """
    text = read_text(path)
    rows = read_rows(text, path) if path.suffix.lower() == ".csv" else _json_rows(text, path)
    questions = [_question(row, f"{path}, line {line}") for line, row in rows]
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise BadTestSet(f"{path}: the id {question.id} stands twice.")
        seen.add(question.id)
    asked = [question for question in questions if half in (None, question.half)]
    if not asked:
        raise BadTestSet(f"{path} holds no questions{f' of the half {half}' if half else ''}.")
    return asked


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadTestSet(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(row, dict):
            raise BadTestSet(f"{path}, line {number}: not a JSON object.")
        yield number, row


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
        raise BadTestSet(f"{where}: {error} is missing.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise BadTestSet(f"{where}: {error}.") from error


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _label(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
