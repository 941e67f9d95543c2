"""The README's figures on reading are those of the record, all of them."""

from __future__ import annotations

from eval.reading import page
from eval.reading.measure import EXACT, F1


def test_every_measure_of_both_halves_is_shown() -> None:
    record = page.load_record()
    text = page.block(record)
    for half in ("dev", "reported"):
        figures = record[half]["figures"]
        assert all(f"{figures[name]:.3f}" in text for name in (*F1, *EXACT))
        assert f"{figures['leaked']}" in text


def test_the_record_tells_nothing_of_the_reported_documents() -> None:
    record = page.load_record()
    assert "failures" not in record["reported"]
