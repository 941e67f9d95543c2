"""What the front of a document says of its meeting."""

from __future__ import annotations

from index.parsing.minutes import parse_minutes
from index.reading.assembly import assemble, lines_of


def test_terms_of_reference_are_of_no_meeting_of_the_committee_they_found() -> None:
    text = (
        "Udvalgets navn\tDen grønne skolegård\n"
        "Formål og afgrænsning\tUdvalget skal se på skolernes arealer.\n"
    )
    assert parse_minutes(assemble([lines_of(text)])).meeting.body is None
