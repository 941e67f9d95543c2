"""A recommendation was adopted whole or in some points, by the words of the decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cases.adoption import adoption_of
from index.types import SectionKind, Span
from tests.assistant.minutes import archive_of

_POINTS = """Forvaltningen indstiller,
1. at stien får lys
2. at broen males grøn
3. at bænken flyttes
4. at hegnet fældes"""
_BULLETS = """Forvaltningen indstiller,
- at stien får lys
- at broen males grøn
- at bænken flyttes
- at hegnet fældes"""
_MINUTES = """Referat
Byrådet
Møde den 3. maj 2023

1. Stien ved åen
Sagsfremstilling
Stien er mørk.
Indstilling
{proposal}
Beslutning
{decision}
"""


def _adopted(folder: Path, decision: str, proposal: str = _POINTS) -> dict[str, str]:
    """The words that adopt each point that is said to be adopted."""
    text = _MINUTES.format(proposal=proposal, decision=decision)
    with archive_of(folder, {"2023-05-03.txt": text}) as archive:
        held = archive.passages_after(0, 20)
        place = next(p for p in held if p.section is SectionKind.RECOMMENDATION)
        document = archive.document(place.document)
        found = {}
        for point in ("stien får lys", "broen males", "bænken flyttes", "hegnet fældes"):
            start = document.text.index(point)
            adopts = adoption_of(place, archive, Span(start, start + len(point)))
            if adopts is not None:
                assert adopts.quote == " ".join(adopts.span.of(document.text).split())
                found[point] = adopts.quote
        return found


@pytest.mark.parametrize(
    "decision",
    [
        "Tiltrådt som indstillet.",
        "Godkendt i overensstemmelse med indstillingen.",
        "Indstillingerne blev godkendt.",
        "Byrådet tiltrådte indstillingen.",
        "Indstillingens pkt. 1-4 blev vedtaget.",
        "Indstillingens punkt 1, 2, 3 og 4 blev enstemmigt godkendt",
        "Ad 1-2: Godkendt\nAd 3-4: Godkendt",
        "Ad 1. Godkendt\nAd 2. Tiltrådt\nAd 3. Godkendt\nAd 4. Vedtaget",
        "Pkt. 1-4 godkendt. Liste B stemte imod pkt. 2.",
    ],
)
def test_all_points_are_adopted(tmp_path: Path, decision: str) -> None:
    assert len(_adopted(tmp_path, decision)) == 4


@pytest.mark.parametrize("proposal", [_POINTS, _BULLETS])
@pytest.mark.parametrize(
    ("decision", "adopts"),
    [
        ("Pkt. 1 og 3 godkendt; pkt. 2 udsat.", "Pkt. 1 og 3 godkendt"),
        (
            "Ad 1: Tiltrådt\nAd 2: Udsat\nAd 3: Tiltrådt\nAd 4: Godkendt med den ændring, at det sker i maj.",
            "Ad 1: Tiltrådt",
        ),
        ("Punkt 1 og punkt 3 vedtaget, mens punkt 2 ikke blev godkendt.", "Punkt 1 og punkt 3 vedtaget"),
    ],
)  # fmt: skip
def test_only_the_points_named_are_adopted(
    tmp_path: Path, decision: str, adopts: str, proposal: str
) -> None:
    found = _adopted(tmp_path, decision, proposal)
    assert set(found) == {"stien får lys", "bænken flyttes"}
    assert found["stien får lys"] == adopts


@pytest.mark.parametrize(
    "decision",
    [
        "Pkt. 1-4 udsat.",
        "Udvalget anbefaler, at pkt. 1-4 godkendes.",
        "Pkt. 1-4 godkendt. Det sker dog først i maj.",
        "Pkt. 1-4 godkendt med den ændring, at det sker i maj.",
    ],
)
def test_points_that_were_changed_or_left_open_are_not_adopted(
    tmp_path: Path, decision: str
) -> None:
    assert _adopted(tmp_path, decision) == {}
