"""How well minutes are read, as the README shows it, made from `docs/reading.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

RECORD = Path(__file__).parents[2] / "docs" / "reading.json"
# What the blind part gave the one time it was measured before any change, and when it was written.
FIRST = RECORD.with_name("reading-blind.json")
WRITTEN = "2026-11-29"
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


def load_first() -> Json:
    """The blind part's first measure, which no later one replaces."""
    first: Json = json.loads(FIRST.read_text("utf-8"))
    return first


def load_costs() -> Json:
    """Each command that was run last, and the lines that it told."""
    return json.loads(COSTS.read_text("utf-8")) if COSTS.exists() else {}


def record_costs(command: str, told: Sequence[str]) -> None:
    """Keep what a command told, in the place of what it told before."""
    module = command.split()[2]
    others = {c: lines for c, lines in load_costs().items() if c.split()[2] != module}
    costs = {**others, command: list(told)}
    COSTS.write_text(json.dumps(costs, ensure_ascii=False, indent=1) + "\n", "utf-8")


def block(record: Json, first: Json, costs: Json | None = None) -> str:
    """The README's part: every part and measure, how they came about, and what it costs.

    `first` is what the blind part gave before the reader was changed for it.
    """
    dev, reported, blind = (record[half]["figures"] for half in ("dev", "reported", "blind"))
    columns = (dev, reported, first["figures"], blind)
    documents = sum(figures["documents"] for figures in (dev, reported, blind))
    layouts = len({name for half in record.values() for name in half["layouts"]})
    lines = [
        f"On {documents} golden documents over {layouts} layouts: "
        f"{dev['documents']} that the reader was developed on, and {reported['documents']} in layouts "
        "of their own that were written from a description of real minutes before the reader was "
        "tuned. Of those, only sums by layout are ever looked at; but these sums were looked at "
        "between changes, so they are no longer quite blind. The blind part, "
        f"{blind['documents']} documents in {len(first['layouts'])} further layouts, was written on "
        f"{WRITTEN} without a look at the reader, and measured once on {first['measured']}, before "
        "any change (`docs/reading-blind.json`): that column is the only blind figure here. The "
        "reader has since been changed for the forms in which it failed there, so the last column is "
        "no longer blind and says little of layouts that nobody has seen; two of its expectations, "
        "mistakes of their writer's own, were corrected too.",
        "",
        "| Measure | Development half | Reported half | Blind part, measured once | The same, after changes for it |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [_row(label, [f"{c[name]:.3f}" for c in columns]) for name, label in _LABELS.items()]
    lines += [
        _row(label, [str(c[name]) for c in columns])
        for name, label in (
            ("unread", "Documents that could not be read"),
            ("leaked", "Closed texts that were shown"),
        )
    ]
    for command, told in (costs or {}).items():
        lines += ["", f"`{command}`:", "", *(f"- {line.strip()}" for line in told)]
    return "\n".join(lines)


def _row(label: str, cells: Sequence[str]) -> str:
    return f"| {' | '.join((label, *cells))} |"
