"""Protocols as typists kept them: a body and its day over a text set further in, folios, spaced-out capitals."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.reading.plain import read_plain
from index.types import Minutes, SectionKind

_FRONT = "Havneudvalget\n\nOrdinært møde tirsdag den 11. marts 2008.\n\n"
_CASES = (
    ("Uddybning af sejlrenden", "Renden er sandet til ved den østre mole."),
    ("Takster for gæstesejlere", "Taksten har været den samme siden 2001."),
    ("Lys på ydermolen", "Lampen har været slukket siden stormen i januar."),
)
_OUTCOMES = (
    "Godkendt.",
    "Der ydes 20.000 kr. til en ny tavle.",
    "Ikke imødekommet. Spares i 2008.",
)


def _read(text: str) -> Minutes:
    return parse_minutes(read_plain(text))


def _texts(minutes: Minutes, kind: SectionKind) -> list[list[str]]:
    text = minutes.document.text
    return [
        [" ".join(text[s.label.end : s.span.end].split()) for s in item.sections if s.kind is kind]
        for item in minutes.items
    ]


def _items(label: str, aside: str = "") -> str:
    return "".join(
        f"Sag {n}.    {title}\n\n{case}\n\n{aside}{label}\n        {outcome}\n\n\n"
        for n, ((title, case), outcome) in enumerate(zip(_CASES, _OUTCOMES, strict=True), 31)
    )


@pytest.mark.parametrize(
    "label", ["HU den 11. marts 2008:", "HU d. 11/3-08:", "Havneudvalget den 11. marts 2008:"]
)
def test_the_meetings_own_body_and_day_head_each_decision(label: str) -> None:
    minutes = _read(_FRONT + _items(label))
    assert _texts(minutes, SectionKind.DECISION) == [[outcome] for outcome in _OUTCOMES]
    days = {s.date for i in minutes.items for s in i.sections if s.kind is SectionKind.DECISION}
    assert days == {date(2008, 3, 11)}


def test_what_stands_further_out_again_is_not_what_another_body_decided() -> None:
    aside = (
        "Teknisk Udvalg den 4. marts 2008:\n        Anbefales, at der ventes til næste år.\n\n"
        "Havnechef Bo Lund indstiller, at der ikke ventes.\n\n"
    )
    minutes = _read(_FRONT + _items("HU den 11. marts 2008:", aside))
    for decided, recommended, outcome in zip(
        _texts(minutes, SectionKind.DECISION),
        _texts(minutes, SectionKind.RECOMMENDATION),
        _OUTCOMES,
        strict=True,
    ):
        assert decided == ["Anbefales, at der ventes til næste år.", outcome]
        assert recommended == ["Havnechef Bo Lund indstiller, at der ikke ventes."]


@pytest.mark.parametrize("word", ["Blad", "Blad nr.", "Fol.", "Side"])
def test_the_heads_of_pages_are_no_text(word: str) -> None:
    between = f"\n\nHavneudvalget        11. marts 2008          {word} {{}}\n\n\n"
    long = "\n".join(f"Dykkeren målte pæl {n} op, og den er ikke hel." for n in range(16))
    pages = [_items("HU den 11. marts 2008:"), long, long, "Stenene er 40 cm."]
    text = "".join(between.format(n) + page for n, page in enumerate(pages, 61))
    minutes = _read(_FRONT + text)
    assert word not in minutes.document.text
    assert "Dykkeren" in minutes.document.text


@pytest.mark.parametrize(
    "mark", ["Herefter lukkedes dørene.", "Dørene blev lukket.", "Mødet blev lukket for tilhørere."]
)
def test_what_stands_behind_closed_doors_is_closed(mark: str) -> None:
    closed = (
        f"{mark}\n\nSag 34.    Køb af bolværk\n\nDer bydes to millioner for bolværket.\n\n\n"
        "Sag 35.    Ny havnefoged\n\nIda Holm er den bedste af de to.\n"
    )
    minutes = _read(_FRONT + _items("HU den 11. marts 2008:") + closed)
    told = [(item.number, item.title, item.public) for item in minutes.items[3:]]
    assert told == [("34", "Køb af bolværk", False), ("35", "Ny havnefoged", False)]
    assert mark not in " ".join(_texts(minutes, SectionKind.DECISION)[2])
