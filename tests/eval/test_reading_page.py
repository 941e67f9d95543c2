"""The README's figures on reading are those of the record, all of them."""

from __future__ import annotations

from eval.reading import page
from eval.reading.build import HALVES
from eval.reading.measure import EXACT, F1


def test_every_measure_of_every_part_is_shown() -> None:
    record, firsts = page.load_record(), page.load_firsts()
    text = page.block(record, firsts, page.load_outlines())
    parts = [*firsts.values(), *(record[half] for half in HALVES)]
    for figures in (part["figures"] for part in parts):
        assert all(f"{figures[name]:.3f}" in text for name in (*F1, *EXACT))
        assert f"{figures['leaked']}" in text


def test_the_blind_parts_stand_apart_with_the_days_they_were_written_and_measured() -> None:
    firsts = page.load_firsts()
    text = page.block(page.load_record(), firsts, page.load_outlines())
    assert f"written on {page.WRITTEN}" in text
    assert f"measured once on {firsts['blind']['measured']}" in text
    assert text.count(" part, first seen | now |") == len(firsts) == 3
    assert "| Lindersø, first seen | 5 of 32 |" in text


def test_the_record_tells_nothing_of_the_reported_and_the_blind_documents() -> None:
    record = page.load_record()
    assert "failures" not in record["reported"]
    for half, first in page.load_firsts().items():
        assert "failures" not in record[half]
        assert "failures" not in first
