"""The README's table of speed by size, made from `docs/scale.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
RECORD = Path(__file__).parents[2] / "docs" / "scale.json"


def load_record() -> Json:
    """What was measured last."""
    record: Json = json.loads(RECORD.read_text("utf-8"))
    return record


def block(record: Json) -> str:
    """The table, and what its columns are."""
    lines = [
        f"On {record['cores']} cores that did other work as well. Milliseconds a question: as the clock had it, and "
        "in brackets of the processor's own time, which other work does not lengthen (the rows without were "
        "measured on another day); a whole search, ours with its second look. Memory is the most that a process "
        "held that only answered. The others index the passages that we make of the documents, which they are "
        "given; ours reads and parses the documents too.",
        "",
        "| Passages | | Indexed a second | Search p50 | p95 | Memory, MB | Disk, MB |",
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    lines += [_line(row["system"], row, "search") for row in record["rows"]]
    asked = [row for row in record["rows"] if "ask" in row]
    if asked:
        told = "; ".join(
            f"{_thousands(row['passages'])} passages {_ms(row['ask'], 50)} and {_ms(row['ask'], 95)} ms"
            for row in asked
        )
        rate = asked[-1]["encoder"]["passages_per_cpu_s"]
        lines.append(f"\nA whole answer of ours, p50 and p95: {told}.")
        lines.append(
            f"Our encoder embeds {_thousands(rate)} passages in a second of one processor."
        )
    return "\n".join(lines)


def _line(name: str, row: Json, way: str) -> str:
    return (
        f"| {_thousands(row['passages'])} | {name} | {_thousands(row['index']['per_s'])} | {_ms(row[way], 50)} | "
        f"{_ms(row[way], 95)} | {_thousands(row['memory_mb'])} | {_thousands(row['disk_mb'])} |"
    )


def _ms(measured: Json, percent: int) -> str:
    own = measured.get(f"cpu_p{percent}_ms")
    return _number(measured[f"p{percent}_ms"]) + (f" ({_number(own)})" if own else "")


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def _thousands(value: float) -> str:
    return f"{round(value):,}"
