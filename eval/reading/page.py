"""How well minutes are read, as the README shows it, made from `docs/reading.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.reading.build import HALVES, LATER

Json = Mapping[str, Any]

RECORD = Path(__file__).parents[2] / "docs" / "reading.json"
# What each blind part gave the one time it was measured before any change, and when they were written.
FIRSTS = {half: RECORD.with_name(f"reading-{half}.json") for half in ("blind", *LATER)}
WRITTEN = "2026-11-29"
# How well layouts that nobody had seen are read, by outlines: `outlines.py`.
OUTLINES = RECORD.with_name("reading-outlines.json")
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
_OUTLINED = {
    "whole": "Read as their outlines say, all of it",
    "items": "Agenda items: number and title (F1)",
    "kind": "Kind of document",
    "date": "Date of the meeting",
    "body": "Body",
    "case number": "Case number",
    "open or closed": "Open or closed",
    "decisions": "Where the decision begins",
}


def load_record() -> Json:
    """The figures that were measured last."""
    record: Json = json.loads(RECORD.read_text("utf-8"))
    return record


def load_firsts() -> Mapping[str, Json]:
    """The first measure of each blind part, which no later one replaces."""
    return {half: json.loads(path.read_text("utf-8")) for half, path in FIRSTS.items()}


def load_outlines() -> Json:
    """For each part with outlines, what it gave the first time and what it gives now."""
    outlines: Json = json.loads(OUTLINES.read_text("utf-8"))
    return outlines


def load_costs() -> Json:
    """Each command that was run last, and the lines that it told."""
    return json.loads(COSTS.read_text("utf-8")) if COSTS.exists() else {}


def record_costs(command: str, told: Sequence[str]) -> None:
    """Keep what a command told, in the place of what it told before."""
    module = command.split()[2]
    others = {c: lines for c, lines in load_costs().items() if c.split()[2] != module}
    costs = {**others, command: list(told)}
    COSTS.write_text(json.dumps(costs, ensure_ascii=False, indent=1) + "\n", "utf-8")


def block(
    record: Json, firsts: Mapping[str, Json], outlines: Json, costs: Json | None = None
) -> str:
    """The README's part: every part and measure, how they came about, and what it costs.

    `firsts` is what the blind parts gave before the reader was changed for them, `outlines` what
    parts gave of which only outlines are told.
    """
    dev, reported, blind, second, third = (record[half]["figures"] for half in HALVES)
    first = firsts["blind"]
    columns = [dev, reported]
    for half in firsts:
        columns += [firsts[half]["figures"], record[half]["figures"]]
    documents = sum(record[half]["figures"]["documents"] for half in HALVES)
    layouts = len({name for half in record.values() for name in half["layouts"]})
    lines = [
        f"On {documents} golden documents over {layouts} layouts: "
        f"{dev['documents']} that the reader was developed on, and {reported['documents']} in layouts "
        "of their own that were written from a description of real minutes before the reader was "
        "tuned. Of those, only sums by layout are ever looked at; but these sums were looked at "
        "between changes, so they are no longer quite blind. The blind part, "
        f"{blind['documents']} documents in {len(first['layouts'])} further layouts, was written on "
        f"{WRITTEN} without a look at the reader, and measured once on {first['measured']}, before "
        "any change (`docs/reading-blind.json`). The reader was then changed for the forms in which it "
        "failed there; two of its expectations, mistakes of their writer's own, were corrected too.",
        "",
        f"A second blind part, {second['documents']} documents of as many layouts as municipalities "
        "publish them, was written afterwards in the same way, measured, and the reader changed for it; "
        f"a third, {third['documents']} documents, was written after those changes and measured before "
        "the next, by the same writer. Only the columns `first seen` are blind, and the third says best "
        "what to expect of layouts that nobody has seen; the column beside each is the same part after changes for it, "
        "and a few expectations, mistakes of their writer's own, were corrected before the first "
        "measure was kept.",
        "",
        "| Measure | Development half | Reported half | Blind part, first seen | now "
        "| Second blind part, first seen | now | Third blind part, first seen | now |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [_row(label, [_figure(c[name]) for c in columns]) for name, label in _LABELS.items()]
    lines += [
        _row(label, [str(c[name]) for c in columns])
        for name, label in (
            ("unread", "Documents that could not be read"),
            ("leaked", "Closed texts that were shown"),
        )
    ]
    lines += ["", *_outlined(outlines)]
    for command, told in (costs or {}).items():
        lines += ["", f"`{command}`:", "", *(f"- {line.strip()}" for line in told)]
    return "\n".join(lines)


def _outlined(outlines: Json) -> list[str]:
    """The parts whose layouts are each another, and as uncommon as their writers could think of."""
    lines = [
        "Harder are documents that were written blind by several writers, each in a layout of its own, "
        "many as uncommon as they could think of, Kragevig's, Egernsø's and Hasselrod's as real municipalities "
        "and boards print theirs, "
        "with an outline of each (`python -m eval.reading.outlines`). The lines `first seen` are what such "
        "layouts give that nobody has mended for:",
        "",
        _row("Documents", list(_OUTLINED.values())),
        f"|---|{'--:|' * len(_OUTLINED)}",
    ]
    for part, figures in outlines.items():
        for when, label in (("first", f"{part}, first seen"), ("now", "now")):
            held = figures[when]
            cells = [
                f"{held[name]} of {held['documents']}" if name == "whole" else _figure(held[name])
                for name in _OUTLINED
            ]
            lines.append(_row(label, cells))
    return lines


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _row(label: str, cells: Sequence[str]) -> str:
    return f"| {' | '.join((label, *cells))} |"
