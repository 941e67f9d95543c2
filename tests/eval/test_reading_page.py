"""The README's figures on reading are those of the record, all of them."""

from __future__ import annotations

from eval.reading import page
from eval.reading.measure import EXACT, F1


def test_every_measure_of_every_part_is_shown() -> None:
    record, first = page.load_record(), page.load_first()
    text = page.block(record, first)
    for figures in (
        first["figures"],
        *(record[h]["figures"] for h in ("dev", "reported", "blind")),
    ):
        assert all(f"{figures[name]:.3f}" in text for name in (*F1, *EXACT))
        assert f"{figures['leaked']}" in text


def test_the_blind_part_stands_apart_with_the_days_it_was_written_and_measured() -> None:
    first = page.load_first()
    text = page.block(page.load_record(), first)
    assert f"written on {page.WRITTEN}" in text
    assert f"measured once on {first['measured']}" in text
    assert "| Blind part, measured once | The same, after changes for it |" in text


def test_the_record_tells_nothing_of_the_reported_and_the_blind_documents() -> None:
    record = page.load_record()
    assert "failures" not in record["reported"]
    assert "failures" not in record["blind"]
    assert "failures" not in page.load_first()
