"""The scorecard: what a system scored on a test set, whole and by kind of question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.calibration import Calibration, calibration
from eval.intervals import Interval, interval
from eval.measures import MEASURES, is_right, per_question
from eval.outcomes import Outcome
from eval.questions import TestQuestion
from index.errors import MinutesError


class GateError(MinutesError):
    """A gate that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Each measure over a set of questions by its name, calibration, and seconds to an answer."""

    questions: int
    figures: Mapping[str, Interval]
    calibration: Calibration
    errors: int
    p50_s: float
    p95_s: float

    def value(self, name: str) -> float:
        """A figure by its name, for a gate.

        Raises:
            GateError: there is no such figure.
        """
        values = {measure: figure.mean for measure, figure in self.figures.items()}
        values |= {
            "ece": self.calibration.ece,
            "separation": self.calibration.separation,
            "errors": float(self.errors),
            "p50_s": self.p50_s,
            "p95_s": self.p95_s,
        }
        if name not in values:
            raise GateError(f"There is no measure {name}. There are: {', '.join(values)}.")
        return values[name]


def score(questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]) -> Scorecard:
    """The scorecard of these questions; a question without an outcome is wrong."""
    done = [outcomes[q.id] for q in questions if q.id in outcomes]
    seconds = [o.seconds for o in done if o.error is None] or [0.0]
    return Scorecard(
        questions=len(questions),
        figures={
            name: interval(list(scores.values()))
            for name, scores in per_question(questions, outcomes).items()
        },
        calibration=calibration(questions, outcomes),
        errors=sum(o.error is not None for o in done),
        p50_s=float(np.percentile(seconds, 50)),
        p95_s=float(np.percentile(seconds, 95)),
    )


def by_type(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> dict[str, Scorecard]:
    """A scorecard for each kind of question, the commonest first."""
    groups: dict[str, list[TestQuestion]] = {}
    for question in questions:
        groups.setdefault(question.type, []).append(question)
    ordered = sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return {name: score(group, outcomes) for name, group in ordered}


def failures(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> list[TestQuestion]:
    """The questions that were answered wrong, in the order of the test set."""
    return [q for q in questions if not is_right(q, outcomes.get(q.id))]


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound that a figure must keep: "correct>=0.5", "false_refusals<=0.1"."""

    measure: str
    at_least: bool
    bound: float

    def holds(self, value: float) -> bool:
        """Whether a value keeps the bound; one that could not be measured does not."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{self.measure}{'>=' if self.at_least else '<='}{self.bound:g}"


def parse_gate(text: str) -> Gate:
    """A gate as it is written on the command line.

    >>> str(parse_gate("recall@5 >= 0.70"))
    'recall@5>=0.7'

    Raises:
        GateError: it is not MEASURE>=VALUE or MEASURE<=VALUE.
    """
    match = re.fullmatch(r"\s*([\w@]+)\s*(>=|<=)\s*(-?[\d.]+)\s*", text)
    try:
        if match:
            return Gate(match[1], match[2] == ">=", float(match[3]))
    except ValueError:
        pass
    names = ", ".join(measure.name for measure in MEASURES)
    raise GateError(
        f"The gate {text!r} must be MEASURE>=VALUE or MEASURE<=VALUE, with one of {names}."
    )


def broken_gates(gates: Iterable[Gate], card: Scorecard) -> list[str]:
    """One sentence for each gate that the scorecard does not keep.

    Raises:
        GateError: a gate names no figure.
    """
    values = [(gate, card.value(gate.measure)) for gate in gates]
    return [
        f"{gate.measure} is {value:.3f}; the gate is {gate}."
        for gate, value in values
        if not gate.holds(value)
    ]
