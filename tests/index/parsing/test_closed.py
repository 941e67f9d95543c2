from __future__ import annotations

from index.parsing.closed import without_closed_text
from index.parsing.minutes import parse_minutes
from index.reading.assembly import assemble, lines_of


def test_closed_text_is_blank_and_everything_else_stays_where_it_was() -> None:
    text = (
        "Økonomiudvalget den 3. maj 2022\nPunkt 1: Budget\n24/760\nBeslutning\nGodkendt.\n"
        "Punkt 2: Lukket: Køb af ejendom\n24/770\nBeslutning\nKøbt for 3 mio. kr. af boet.\n"
        "Punkt 3: Lukket: Personsag"
    )
    parsed = parse_minutes(assemble([lines_of(text)]))
    minutes = without_closed_text(parsed)
    assert "3 mio" not in minutes.document.text
    assert len(minutes.document.text) == len(parsed.document.text)
    assert "Køb af ejendom" in minutes.document.text
    assert [item.title for item in minutes.items] == ["Budget", "Køb af ejendom", "Personsag"]
    assert [(r.page, r.kind) for r in minutes.document.redactions] == [(1, "closed")]
