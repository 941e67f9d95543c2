"""Decisions that nothing but their italics tell."""

from __future__ import annotations

from index.parsing.minutes import parse_minutes
from index.reading.assembly import Line, assemble
from index.types import Minutes, SectionKind

_CASES = (
    ("Uddybning af sejlrenden", "Renden er sandet til ved den østre mole.", "Godkendt."),
    ("Takster for gæster", "Bo Lund foreslog 200 kr. Forslaget faldt.", "Udsat til juni."),
    ("Lys på ydermolen", "Lampen har været slukket siden januar.", "Forslaget blev vedtaget."),
    ("Valg af havnefoged", "Den nuværende holder op.", "Ida Holm valgtes."),
)  # fmt: skip
_DISSENT = "Bo Lund stemte imod."


def _read(outcomes: tuple[str, ...], slanted: bool = True, below: str = "") -> Minutes:
    lines = [Line("Havneudvalget"), Line("Referat af møde den 11. marts 2008"), Line("")]
    for number, ((title, case, _), outcome) in enumerate(zip(_CASES, outcomes, strict=True), 1):
        lines += [Line(f"{number}. {title}"), Line("J.nr. 08.02.05G10-"), Line(f"000{number}")]
        lines += [Line(""), Line(case), Line(""), Line(outcome, slanted=slanted)]
        lines += [Line(""), Line(_DISSENT, slanted=slanted), Line(""), Line(below), Line("")]
    return parse_minutes(assemble([lines]))


def _decided(minutes: Minutes) -> list[list[str]]:
    text = minutes.document.text
    return [
        [" ".join(s.span.of(text).split()) for s in item.sections if s.kind is SectionKind.DECISION]
        for item in minutes.items
    ]


def test_what_is_in_italics_is_the_decision_to_its_end() -> None:
    outcomes = tuple(outcome for _, _, outcome in _CASES)
    minutes = _read(outcomes, below="Næste gang ses på broen.")
    assert _decided(minutes) == [[f"{outcome} {_DISSENT}"] for outcome in outcomes]


def test_italics_that_tell_no_outcome_are_text() -> None:
    remarks = ("Larmen er slem.", "Vi er flere her.", "Mine børn er bange.", "Det er dyrt.")
    assert not any(
        remark in " ".join(found)
        for remark, found in zip(remarks, _decided(_read(remarks)), strict=True)
    )


def test_a_case_number_that_a_narrow_column_breaks_is_whole() -> None:
    minutes = _read(tuple(outcome for _, _, outcome in _CASES))
    assert [item.case_number for item in minutes.items] == [
        f"08.02.05G10-000{n}" for n in range(1, 5)
    ]


def test_italics_over_every_section_stand_over_the_decision_too() -> None:
    lines = [Line("Havneudvalget"), Line("Referat af møde den 11. marts 2008"), Line("")]
    told = ["Renden graves op.", "Gæster betaler 200 kr.", "Lampen skiftes."]
    for number, said in enumerate(told, 1):
        lines += [Line(f"{number}. Sag på havnen"), Line("Baggrund", slanted=True)]
        lines += [Line("Havnen er fra 1912."), Line("Den skal sættes i stand."), Line("")]
        lines += [Line("Vedtaget", slanted=True), Line(""), Line(said), Line("")]
    decided = _decided(parse_minutes(assemble([lines])))
    assert decided == [[f"Vedtaget {said}"] for said in told]
