"""A tally is told only when the printed numbers agree."""

from __future__ import annotations

import pytest

from index.parsing.votes import Tally, tally


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("For: 20. Imod: 6.", Tally(20, 6)),
        ("For stemte 17, imod stemte 8, og 2 undlod at stemme.", Tally(17, 8, 2)),
        ("17 stemte for, 8 stemte imod.", Tally(17, 8)),
        ("17 medlemmer (A, B og V) stemte for, 8 (O+C) stemte imod.", Tally(17, 8)),
        ("Indstillingen blev godkendt: fem stemte for, to stemte imod.", Tally(5, 2)),
        ("For: 2 (Ida Holm (A), Per Lund (V)). Imod: 1 (Ane Dahl (Ø)).", Tally(2, 1)),
        ("For: 3\nImod: 2\nUndlod: 1", Tally(3, 2, 1)),
        ("For: 20. Imod: 5. I alt 25 stemmer.", Tally(20, 5)),
    ],
)
def test_numbers_that_agree_are_a_tally(text: str, wanted: Tally) -> None:
    assert tally(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "For stemte: O. Imod stemte: A, B. Undlod at stemme: Å.",
        "For: 3 (Ida Holm (A), Per Lund (V)). Imod: 1.",
        "For: 20. Imod: 6. I alt 25 stemmer.",
        "For: 20. Imod: 6. Ændringsforslaget: For: 4. Imod: 22.",
        "Per Lund (V) stemte imod.",
        "Et flertal bestående af A, B og C godkendte indstillingen.",
        "5 medlemmer (A+V+C) anbefaler, 2 (N+Ø) tager forbehold.",
        "Der afsættes 20 mio. kr. for 2022. Imod taler, at 6 grunde er solgt.",
        "Tilskud for 20 børn vedtaget. 3 stemte imod.",
        "",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert tally(text) is None
