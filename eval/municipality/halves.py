"""Two halves of the questions: python -m eval.municipality.halves writes `questions.jsonl`.

The halves are divided by case so that nothing leaks across.

What was learnt from one question may help with another about the same case,
the same meeting's copy or the same yearly item. So agenda items are joined
that share a case number, that print the same meeting's item, or whose titles
differ only in figures; questions join what they name; and each group as a
whole is in one half.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eval.municipality.sources import HOME

QUESTIONS = HOME / "questions"
DIVIDED = HOME / "questions.jsonl"

# An item: document and printed number; None stands for the document itself.
Item = tuple[str, str | None]

# Items that every meeting has, and that say nothing of a case.
_EVERYDAY = re.compile(
    r"(?i)^(?:godkendelse af (?:dagsorden|referat)|meddelelser|orientering|eventuelt|evt|spørgetid|velkomst)"
)


def is_everyday(title: str) -> bool:
    """Whether an item is one that every meeting has, such as approving the agenda."""
    return bool(_EVERYDAY.match(title))


def divide(questions: Sequence[Mapping[str, Any]], truth: Mapping[str, Any]) -> dict[str, str]:
    """The half ("dev" or "test") of each question, by id.

    Deterministic: a group's half is read from a hash of its smallest member.
    """
    groups = _Groups()
    for members in _joined_items(truth):
        groups.join(members)
    named = {q["id"]: _named(q) for q in questions}
    for items in named.values():
        groups.join(items)
    return {
        question_id: _half(repr(groups.root(items[0])) if items else question_id)
        for question_id, items in named.items()
    }


def _named(question: Mapping[str, Any]) -> list[Item]:
    return [(g["document"], g.get("item")) for g in [*question["gold"], *question.get("near", ())]]


def _half(key: str) -> str:
    return "dev" if hashlib.sha256(key.encode()).digest()[0] % 2 else "test"


def _joined_items(truth: Mapping[str, Any]) -> Iterable[list[Item]]:
    groups: dict[tuple[str, object], list[Item]] = {}
    for document in truth["documents"]:
        meeting = (document["body"], document["date"])
        groups.setdefault(("meeting", meeting), []).append((document["document"], None))
        for item in document["items"]:
            place = (document["document"], item["number"])
            title = re.sub(r"\d+", "#", (item["title"] or "").lower())
            if is_everyday(title):
                continue
            for key in (
                ("case", item["case_number"]),
                ("title", title),
                ("printed", (meeting, item["number"])),
            ):
                if key[1]:
                    groups.setdefault(key, []).append(place)
    return groups.values()


class _Groups:
    """Disjoint sets (union-find with path halving)."""

    def __init__(self) -> None:
        self._parent: dict[Item, Item] = {}

    def root(self, item: Item) -> Item:
        """The item that stands for the group."""
        parent = self._parent.setdefault(item, item)
        while parent != item:
            self._parent[item] = self._parent[parent]
            item, parent = parent, self._parent[parent]
        return item

    def join(self, items: Sequence[Item]) -> None:
        """Make one group of these items; the smallest stands for it."""
        roots = sorted({self.root(item) for item in items}, key=repr)
        for root in roots[1:]:
            self._parent[root] = roots[0]


def written_questions() -> list[dict[str, Any]]:
    """The questions as their writers left them, file by file."""
    return [
        json.loads(line)
        for file in sorted(QUESTIONS.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]


def divided_questions() -> str:
    """The test set as JSON Lines, each question with its half."""
    questions = written_questions()
    halves = divide(questions, json.loads((HOME / "truth.json").read_text("utf-8")))
    rows = ({**question, "half": halves[question["id"]]} for question in questions)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    DIVIDED.write_text(divided_questions(), "utf-8")
    sys.stdout.write(f"{DIVIDED}\n")
