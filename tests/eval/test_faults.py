"""A fault in a stage makes the figure fall that watches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.faults import FAULTS, Fault, effect, falls_clearly
from eval.intervals import paired_difference
from eval.municipality.halves import DIVIDED
from eval.municipality.roles import decisions_that_were_made, roles
from eval.outcomes import Outcome, Quotation
from eval.questions import load_questions

QUESTIONS = load_questions(DIVIDED, "dev")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_deliberate_fault_makes_a_figure_fall_clearly(
    fault: Fault, ravnsund_folder: Path
) -> None:
    found = effect(fault, QUESTIONS, ravnsund_folder)
    assert falls_clearly(found), found


def test_no_fault_makes_no_figure_fall() -> None:
    same = {str(n): float(n % 2) for n in range(60)}
    assert not falls_clearly(paired_difference(same, same))


def test_what_was_only_recommended_is_not_a_decision_that_was_made() -> None:
    place = ("byraadet/2023-06-21.pdf", "4")
    decided = "Byrådets beslutning af 28. september 2022 er dermed ændret"
    recommended = "klasserne i skoleåret 2023/24 bliver på Sundskolen"
    quotations = tuple(
        Quotation(*place, 7, "decision", quote, True) for quote in (decided, recommended)
    )
    outcome = Outcome("q", True, "", (), quotations, 0.5, 0.1)
    assert decisions_that_were_made([outcome], roles()) == {"q": 0.5}
