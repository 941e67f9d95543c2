"""The README's table of what each part of search is worth, made from `docs/ablation.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
RECORD = Path(__file__).parents[1] / "docs" / "ablation.json"

# What each step of `eval.retrieval` is called; each has those before it, but the encoder.
_STEPS = {
    "raw": "Words as written (BM25)",
    "stem": "stems, no stop words",
    "lemma": "lemmas",
    "compounds": "parts of compounds",
    "expansion": "official words for everyday ones, spelling",
    "encoder": "The encoder alone",
    "fusion": "Both together",
    "reranker": "and a second look",
}
_KINDS = {"all": "All", "everyday": "Everyday words", "own": "The minutes' words"}
_HALVES = {"test": "Reported half", "dev": "Development half"}


def load_record() -> Json:
    """What was measured last."""
    record: Json = json.loads(RECORD.read_text("utf-8"))
    return record


def block(record: Json) -> str:
    """Recall@5 by step and kind of question with its interval, and nDCG@10 of the reported half."""
    parts = [_table(record[half], title, "recall@5") for half, title in _HALVES.items()]
    parts.insert(1, _table(record["test"], _HALVES["test"], "nDCG@10"))
    if "squad" in record:
        first, last = record["squad"]["raw"], record["squad"]["reranker"]
        parts.append(
            f"On {first['recall@5']['count']} questions of SQuAD-da, which is about anything but municipalities "
            "(`--squad FILE`): "
            + ", ".join(
                f"{name} {_figure(last[name])} against {_figure(first[name])} by words as written"
                for name in ("recall@5", "nDCG@10")
            )
            + "."
        )
    return "\n\n".join(parts)


def _table(half: Json, title: str, measure: str) -> str:
    counts = {kind: half[kind]["raw"][measure]["count"] for kind in _KINDS}
    heads = " | ".join(f"{name} ({counts[kind]})" for kind, name in _KINDS.items())
    lines = [f"| {title}, {measure} | {heads} |", f"|---|{'--:|' * len(_KINDS)}"]
    lines += [
        f"| {name} | {' | '.join(_figure(half[kind][step][measure]) for kind in _KINDS)} |"
        for step, name in _STEPS.items()
    ]
    return "\n".join(lines)


def _figure(figure: Json) -> str:
    return f"{figure['mean']:.3f} [{figure['low']:.3f}–{figure['high']:.3f}]"
