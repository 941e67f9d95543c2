"""Decisions that only their indentation tells."""

from __future__ import annotations

from collections.abc import Sequence

from index.parsing.minutes import parse_minutes
from index.reading.plain import read_plain
from index.types import Minutes, SectionKind

_ITEMS = (
    ("Bænke ved havnen", "Foreningen ønsker tre bænke ved kajen."),
    ("Takster for gæster", "Taksten har været den samme siden 2011."),
    ("Lys på molen", "Lampen har været slukket siden stormen."),
    ("Slæbestedet (J.nr.\n     82.06.00-G01-12-07)", "Roerne ønsker, at kanten sænkes."),
)
_OUTCOMES = (
    "Godkendt.",
    "Rådet kan ikke støtte en ny takst.\n          Formanden skriver svaret.",
    "Udsat til mødet i juni.",
    "Taget til efterretning.",
)


def _written(outcomes: Sequence[str], above: str = "") -> Minutes:
    text = "Referat\nHavnerådet den 4. marts 2008\n\n"
    for number, ((title, case), outcome) in enumerate(zip(_ITEMS, outcomes, strict=True), 1):
        text += f"{number})   {title}\n\n{case}\nDer er givet en redegørelse.\n{above}          {outcome}\n\n"
    return parse_minutes(read_plain(text))


def _decided(minutes: Minutes) -> list[list[str]]:
    text = minutes.document.text
    return [
        [" ".join(s.span.of(text).split()) for s in item.sections if s.kind is SectionKind.DECISION]
        for item in minutes.items
    ]


def test_paragraphs_set_in_below_each_case_are_its_decision() -> None:
    minutes = _written(_OUTCOMES)
    assert _decided(minutes) == [[" ".join(outcome.split())] for outcome in _OUTCOMES]
    assert (minutes.items[3].title, minutes.items[3].case_number) == (
        "Slæbestedet",
        "82.06.00-G01-12-07",
    )


def test_what_is_set_in_and_tells_no_outcome_is_no_decision() -> None:
    quoted = ("Kajen er 40 meter lang.", "Den er 140 kr.", "Den lyste grønt.", "Den er af granit.")
    assert _decided(_written(quoted)) == [[], [], [], []]


def test_what_is_set_in_below_a_heading_is_what_the_heading_says() -> None:
    assert _decided(_written(["Godkendes."] * 4, above="Indstilling:\n")) == [[], [], [], []]
