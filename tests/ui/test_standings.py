"""What a place in the minutes is worth, as its card says."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.types import SectionKind
from tests.assistant.minutes import archive_of
from ui import texts
from ui.standings import Worth, worth_of_place

_RECOMMENDED = """Referat
Byrådet
Møde den 3. maj 2023

1. Lys på stien
Sagsfremstilling
Stien er mørk.
{heading}
{proposal}
Beslutning
{decision}
"""


@pytest.mark.parametrize(
    ("heading", "proposal", "decision", "is_adopted"),
    [
        (
            "Indstilling",
            "Forvaltningen indstiller, at stien får lys.",
            "Indstillingen godkendt.",
            True,
        ),
        (
            "Indstilling",
            "Forvaltningen indstiller, at stien får lys.",
            "Godkendt, dog uden lys i juli.",
            False,
        ),
        ("Indstilling", "Forvaltningen indstiller, at stien får lys.", "Udsat.", False),
        ("Venstre foreslår, at", "stien får lys.", "Godkendt.", False),
    ],
)
def test_a_recommendation_is_a_mere_proposal_unless_it_was_adopted_as_it_stands(
    tmp_path: Path, heading: str, proposal: str, decision: str, is_adopted: bool
) -> None:
    text = _RECOMMENDED.format(heading=heading, proposal=proposal, decision=decision)
    with archive_of(tmp_path, {"2023-05-03.txt": text}) as archive:
        held = archive.passages_after(0, 20)
        place = next(p for p in held if p.section is SectionKind.RECOMMENDATION)
        worth = worth_of_place(place, archive)
    told = Worth(texts.ADOPTED, "settled") if is_adopted else Worth(texts.PROPOSAL, "proposal")
    assert worth == told
