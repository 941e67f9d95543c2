"""What an item is filed with: its case number and its attachments."""

from __future__ import annotations

from assistant.answers.context import Context, NotFound, Result
from index.types import SectionKind

_MAX_ATTACHMENTS = 20


def case_number(context: Context) -> Result:
    """The line that gives the best item's case number."""
    judged = context.judged[0]
    item = judged.candidate.item
    if item is None or not item.case_number:
        return NotFound()
    held = context.finder.sentences(context.archive.item_passages(item.id))
    lines = [e for e in held if item.case_number in e.quote]
    if not lines:
        return NotFound()
    where = context.where(item.body, item.date)
    name = context.named(item, item.document)
    return [context.quoting("case_number", lines[:1], item=name, where=where)]


def attachments(context: Context) -> Result:
    """The attachments that the item lists."""
    for candidate in context.candidates[:2]:
        listed_here = [p for p in candidate.passages if p.section is SectionKind.ATTACHMENTS]
        sentences = context.finder.sentences(listed_here)[:_MAX_ATTACHMENTS]
        if sentences and candidate.item:
            item = context.named(candidate.item, candidate.document)
            where = context.where(candidate.item.body, candidate.item.date)
            return [context.listing("attachments", sentences, "; ", item=item, where=where)]
    return NotFound("no_attachments")
