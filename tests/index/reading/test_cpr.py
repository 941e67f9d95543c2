"""CPR numbers never get past reading. Every number here is impossible or invented."""

from __future__ import annotations

import pytest

from index.reading.cpr import MASK, mask_cpr_numbers, passes_modulus_11


@pytest.mark.parametrize(
    "text",
    [
        "CPR 311299-1234",
        "cpr-nr. 3112991234.",
        "født 311299 1234",
        "(311299-1234)",
        "311299–1234",
        "nummeret 311299-\n1234 står over to linjer",
    ],
)
def test_a_cpr_number_in_any_form_is_masked(text: str) -> None:
    masked, count = mask_cpr_numbers(text)
    assert count == 1
    assert masked.count(MASK) == 10
    assert len(masked) == len(text), "offsets must stay right"


@pytest.mark.parametrize(
    "text",
    [
        "Dok.nr.: 2012-200112",
        "2012-200112\n2012-200113 - Bilag",
        "1.010.203,1234 kr.",
        "Sagsnr. EMN-2025-003383",
        "telefon 86 12 34 56",
        "EAN 5798004123456",
        "den 31-12-1999 kl. 12.34",
        "321299-1234",
        "i alt 300200 1234567",
        "85.02.02-G01-1-17",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask_cpr_numbers(text) == (text, 0)


def test_ten_digits_hidden_inside_a_longer_number_are_masked_when_the_check_digit_fits() -> None:
    valid = next(
        f"311200{n:04d}" for n in range(10_000) if passes_modulus_11(f"311200{n:04d}") and n > 100
    )
    masked, count = mask_cpr_numbers(f"journal {valid}9 arkiveret")
    assert count == 1
    assert masked == f"journal {MASK * 10}9 arkiveret"


def test_every_number_is_counted() -> None:
    assert mask_cpr_numbers("311299-1234 og 010203-4321")[1] == 2
