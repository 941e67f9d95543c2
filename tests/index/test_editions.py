from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.editions import Edition, same_text, superseded
from index.types import DocumentKind

TITLES = frozenset({"Budget 2024", "Skolevej i Ellebæk", "Eventuelt"})
FIRST = Edition(
    "by/2023-09-27.pdf", DocumentKind.MINUTES, "Byrådet", date(2023, 9, 27),
    "Referat fra Byrådet", TITLES, "Referat fra Byrådet. Budget 2024. Godkendt.",
)  # fmt: skip


def _later(**changed: object) -> Edition:
    base = {"name": "by/2023-09-27 b.pdf", "text": "Referat. Budget 2024. Ikke godkendt."}
    return replace(FIRST, **{**base, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "later",
    [
        _later(name="by/2023-09-27 rettet.pdf"),
        _later(name="by/2023-09-27_TILRETTET.pdf"),
        _later(name="by/ny version 2023-09-27.pdf"),
        _later(front="Referat fra Byrådet\nRettet udgave"),
        _later(front="Referat (rettet den 3. oktober) fra Byrådet"),
        _later(front="Dette referat erstatter det tidligere udsendte."),
        _later(name="by/rettet.pdf", body=None),
        _later(name="by/rettet.pdf", titles=TITLES | {"Tillægspunkt"}),
    ],
)
def test_a_corrected_edition_replaces_the_earlier_one(later: Edition) -> None:
    assert superseded([FIRST, later]) == [(FIRST.name, later.name)]


@pytest.mark.parametrize(
    "later",
    [
        _later(),
        _later(name="by/2023-09-27 oprettet.pdf"),
        _later(name="by/rettet.pdf", kind=DocumentKind.AGENDA),
        _later(name="by/rettet.pdf", body="Økonomiudvalget"),
        _later(name="by/rettet.pdf", date=date(2023, 9, 28)),
        _later(name="by/rettet.pdf", titles=frozenset({"Ekstraordinært punkt"})),
        _later(front="Der blev rettet henvendelse til ministeriet."),
    ],
)
def test_other_documents_replace_nothing(later: Edition) -> None:
    assert superseded([FIRST, later]) == []


def test_of_several_corrections_the_last_counts() -> None:
    second, third = _later(name="by/rettet 1.pdf"), _later(name="by/rettet 2.pdf")
    assert superseded([third, FIRST, second]) == [
        (FIRST.name, third.name),
        (second.name, third.name),
    ]


def test_the_same_minutes_saved_in_another_format_are_a_copy() -> None:
    copy = _later(name="kopi.docx", text="Referat fra\nByrådet.  Budget\t2024. Godkendt")
    assert same_text([FIRST, copy, _later()]) == [("kopi.docx", FIRST.name)]
