"""Two runs over the same questions: what the second does better and worse, and how surely."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.intervals import Difference, paired_difference
from eval.measures import MEASURES
from eval.record import interval_json
from eval.scorecard import Gate, GateError
from index.errors import MinutesError


class ReportMissing(MinutesError):
    """A folder that holds no report."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences (second minus first) by measure, whole and of correct answers by kind.

    `shared` is how many questions both runs hold; `alone` how many only one does.
    """

    first: str
    second: str
    shared: int
    alone: int
    figures: Mapping[str, Difference]
    correct_by_type: Mapping[str, Difference]


def compare(first: Path, second: Path) -> Comparison:
    """Compare the runs whose reports are in two folders.

    Raises:
        ReportMissing: a folder holds no report.
    """
    one, other = _read(first), _read(second)
    shared = one["types"].keys() & other["types"].keys()
    kinds = {key: other["types"][key] for key in shared}
    return Comparison(
        first=_named(first, one),
        second=_named(second, other),
        shared=len(shared),
        alone=len(one["types"].keys() ^ other["types"].keys()),
        figures={
            measure.name: paired_difference(
                _of(one, measure.name, shared), _of(other, measure.name, shared)
            )
            for measure in MEASURES
        },
        correct_by_type={
            kind: paired_difference(
                _of(one, "correct", ids := {k for k in shared if kinds[k] == kind}),
                _of(other, "correct", ids),
            )
            for kind in sorted(set(kinds.values()))
        },
    )


def _read(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / "scores.json").read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise ReportMissing(
            f"There is no report in {folder}. Make one with: "
            f"referatsvar eval QUESTIONS --report {folder}"
        ) from error


def _of(run: Mapping[str, Any], measure: str, ids: Iterable[str]) -> dict[str, float]:
    scores = run["scores"].get(measure, {})
    return {key: scores[key] for key in ids if key in scores}


def _named(folder: Path, run: Mapping[str, Any]) -> str:
    about = run["about"]
    return f"{about['system']} {about['software']['commit'] or ''} ({folder})".replace("  ", " ")


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """A comparison as JSON."""
    return {
        "first": comparison.first,
        "second": comparison.second,
        "shared": comparison.shared,
        "alone": comparison.alone,
        "figures": {n: difference_json(d) for n, d in comparison.figures.items()},
        "correct_by_type": {n: difference_json(d) for n, d in comparison.correct_by_type.items()},
    }


def difference_json(difference: Difference) -> dict[str, Any] | None:
    """A difference as JSON, or None where no question was scored in both runs."""
    told = interval_json(difference.mean)
    if told is None:
        return None
    return {
        "first": round(difference.first, 4),
        "second": round(difference.second, 4),
        "difference": told,
        "clear": difference.is_clear,
        "higher": difference.higher,
        "lower": difference.lower,
    }


def broken_differences(gates: Iterable[Gate], comparison: Comparison) -> list[str]:
    """One sentence for each gate that the differences do not keep.

    Raises:
        GateError: a gate names no measure.
    """
    broken = []
    for gate in gates:
        if gate.measure not in comparison.figures:
            names = ", ".join(comparison.figures)
            raise GateError(f"There is no measure {gate.measure}. There are: {names}.")
        gained = comparison.figures[gate.measure].mean.mean
        if not gate.holds(gained):
            broken.append(f"{gate.measure} changed by {gained:+.3f}; the gate is {gate}.")
    return broken


def table(comparison: Comparison) -> list[tuple[str, ...]]:
    """The differences for a terminal; measures first, then correct answers by kind."""
    labels = {measure.name: measure.label for measure in MEASURES}
    named = [(labels[name], d) for name, d in comparison.figures.items()]
    named += [(f"Correct: {kind}", d) for kind, d in comparison.correct_by_type.items()]
    return [_table_row(label, difference) for label, difference in named if difference.mean.count]


def _table_row(label: str, difference: Difference) -> tuple[str, ...]:
    d = difference.mean
    return (
        label,
        f"{difference.first:.3f}",
        f"{difference.second:.3f}",
        f"{d.mean:+.3f} [{d.low:+.3f}, {d.high:+.3f}]",
        f"+{difference.higher} -{difference.lower} of {d.count}",
        "clear" if difference.is_clear else "",
    )
