"""How well minutes are read, as the README shows it, made from `docs/reading.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

RECORD = Path(__file__).parents[2] / "docs" / "reading.json"
# What reading costs and withstands: the command, and what it told.
COSTS = RECORD.with_name("reading-costs.json")
_LABELS = {
    "items": "Agenda items: number and title (F1)",
    "item starts": "Where an item begins (F1)",
    "sections": "Sections: kind and where they begin (F1)",
    "kind": "Kind of document",
    "date": "Date of the meeting",
    "body": "Body",
    "case number": "Case number",
    "open or closed": "Open or closed",
    "decision's body and date": "Whose decision, and when",
}


def load_record() -> Json:
    """The figures that were measured last."""
    record: Json = json.loads(RECORD.read_text("utf-8"))
    return record


def load_costs() -> Json:
    """Each command that was run last, and the lines that it told."""
    return json.loads(COSTS.read_text("utf-8")) if COSTS.exists() else {}


def record_costs(command: str, told: Sequence[str]) -> None:
    """Keep what a command told, in the place of what it told before."""
    module = command.split()[2]
    others = {c: lines for c, lines in load_costs().items() if c.split()[2] != module}
    costs = {**others, command: list(told)}
    COSTS.write_text(json.dumps(costs, ensure_ascii=False, indent=1) + "\n", "utf-8")


def block(record: Json, costs: Json | None = None) -> str:
    """The README's part: both halves, every measure, how they came about, and what it costs."""
    dev, reported = (record[half]["figures"] for half in ("dev", "reported"))
    layouts = len({name for half in record.values() for name in half["layouts"]})
    lines = [
        f"On {dev['documents'] + reported['documents']} golden documents over {layouts} layouts: "
        f"{dev['documents']} that the reader was developed on, and {reported['documents']} in layouts "
        "of their own that were written from a description of real minutes before the reader was "
        "tuned. Of those, only sums by layout are ever looked at; but these sums were looked at "
        "between changes, so they are no longer quite blind.",
        "",
        "| Measure | Development half | Reported half |",
        "|---|--:|--:|",
    ]
    lines += [f"| {label} | {dev[n]:.3f} | {reported[n]:.3f} |" for n, label in _LABELS.items()]
    lines += [
        f"| {label} | {dev[name]} | {reported[name]} |"
        for name, label in (
            ("unread", "Documents that could not be read"),
            ("leaked", "Closed texts that were shown"),
        )
    ]
    for command, told in (costs or {}).items():
        lines += ["", f"`{command}`:", "", *(f"- {line.strip()}" for line in told)]
    return "\n".join(lines)
