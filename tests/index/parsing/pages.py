"""Minutes written out in a test, as pages of text that marks no headings."""

from __future__ import annotations

from index.parsing.minutes import parse_minutes
from index.reading.assembly import Line, assemble, clean
from index.types import Document, Minutes


def document_of(*pages: str) -> Document:
    """The pages as they would have been read."""
    return assemble([[Line(line.rstrip()) for line in clean(page).split("\n")] for page in pages])


def parsed(*pages: str) -> Minutes:
    """The minutes that are found in them."""
    return parse_minutes(document_of(*pages))
