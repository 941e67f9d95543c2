"""CPR numbers never get past reading. Every number here is impossible or invented."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.cpr import MASK, is_ean, mask_cpr_numbers, passes_modulus_11


@pytest.mark.parametrize(
    "text",
    [
        "CPR 311299-1234",
        "cpr-nr. 3112991234.",
        "født 311299 1234",
        "(311299-1234)",
        "311299–1234",
        "311299\u20111234",
        "311299\u22121234",
        "311299\u00a0-\u00a01234",
        "311299\u00a01234",
        "311299 - 1234",
        "nummeret 311299-\n1234 står over to linjer",
        "nummeret 311299\n-1234 står over to linjer",
        "nummeret 311299\n1234 står over to linjer",
        "nummeret 311299-\f1234 står over to sider",
        "31 12 99-1234",
        "31.12.99-1234",
        "31 12 99 - 1234",
        "3 1 1 2 9 9 - 1 2 3 4",
        "person/311299-1234/Hansen",
        "2.311299-1234",
        "Ansøger:311299-1234;",
        "711299-1234 er et erstatningsnummer",
        "personnummer: 31-12-99-1234",
        "CPR-nummer 31121999-1234",
        "cpr.nr.: 311299-1AB4",
        "cprnr 3112991234",
        "ansøger_3112991234.pdf",
    ],
)
def test_a_cpr_number_in_any_form_is_masked(text: str) -> None:
    masked, count = mask_cpr_numbers(text)
    assert count == 1
    assert masked.count(MASK) in (10, 12)
    assert not re.search(r"\d{4}|(?:\d ){3}\d", masked)
    assert len(masked) == len(text), "offsets must stay right"


@pytest.mark.parametrize(
    "text",
    [
        "Dok.nr.: 2012-200112",
        "2012-200112\n2012-200113 - Bilag",
        "1.010.203,1234 kr.",
        "0,0102031234",
        "Sagsnr. EMN-2025-003383",
        "sag 330-2018-3619 og 1-51-71-3321-08",
        "J.nr. 00.22.02A30-0026, 85.02.02-G01-1-17 og 16.03.22-A00-3-20",
        "J.nr. 010203-1234-5",
        "telefon 86 12 34 56",
        "telefon 12 01 03 12 og 20 10 12 20",
        "+4512011203",
        "EAN 5798004123454",
        "P-nr. 1003251234",
        "den 31-12-1999 kl. 12.34",
        "31.12.99 kl. 12.34",
        "321299-1234",
        "310299-1234",
        "i alt 300200 1234567",
        "bilag 120312\t2019",
        "projekt 120312\n2019 er afsluttet",
        "10-01-2023 - 2024",
        "mødet 31.12.99 - 12 deltagere",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask_cpr_numbers(text) == (text, 0)


def test_ten_digits_hidden_inside_a_longer_number_are_masked_when_the_check_digit_fits() -> None:
    valid = next(
        f"311200{n:04d}" for n in range(10_000) if passes_modulus_11(f"311200{n:04d}") and n > 100
    )
    masked, count = mask_cpr_numbers(f"journal {valid}9 og 77{valid}{valid} arkiveret")
    assert count == 2
    assert masked == f"journal {MASK * 10}9 og 77{MASK * 20} arkiveret"


def test_every_number_is_counted() -> None:
    assert mask_cpr_numbers("311299-1234 og 010203-4321")[1] == 2


def test_an_ean_number_is_known_by_its_check_digit() -> None:
    assert is_ean("5798004123454")
    assert not is_ean("5798004123453")


@given(
    st.dates(date(1930, 1, 1), date(2029, 12, 31)),
    st.integers(0, 9999),
    st.sampled_from(["-", "", " ", " - ", "-\n", "\n-", "\u2011", "\u00a0", " –"]),
    st.sampled_from([("", ""), ("(", ")"), ("cpr.nr. ", "."), ("født ", ", bosat"), ("Navn:", ";")]),
)  # fmt: skip
def test_no_digit_of_any_cpr_number_is_left(
    born: date, serial: int, between: str, around: tuple[str, str]
) -> None:
    number = f"{born:%d%m%y}{between}{serial:04d}"
    masked, count = mask_cpr_numbers(f"{around[0]}{number}{around[1]}")
    assert count == 1
    assert not re.search(r"\d", masked)
