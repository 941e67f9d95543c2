"""Looks a test set over before it is believed: does the archive hold what it names?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.measures import normalise
from eval.questions import TestQuestion
from index.archive import Archive
from index.errors import UnknownDocument
from index.types import Filters


def faults(questions: Sequence[TestQuestion], archive: Archive) -> Iterator[str]:
    """One sentence for each gold document, item or accepted answer that the archive does not hold."""
    items = {(item.document, item.number) for item in archive.items(Filters())}
    texts: dict[str, str | None] = {}
    for question in questions:
        for gold in question.gold:
            if gold.document not in texts:
                texts[gold.document] = _text(archive, gold.document)
            if texts[gold.document] is None:
                yield f"{question.id}: the archive holds no document {gold.document}."
            elif gold.item is not None and (gold.document, gold.item) not in items:
                yield f"{question.id}: {gold.document} has no item {gold.item}."
        held = [text for g in question.gold if (text := texts[g.document]) is not None]
        for group in question.must_contain:
            if held and not any(normalise(s) in text for s in group for text in held):
                yield f"{question.id}: {' or '.join(group)} stands in none of its documents."


def _text(archive: Archive, name: str) -> str | None:
    try:
        return normalise(archive.document(name).text)
    except UnknownDocument:
        return None
