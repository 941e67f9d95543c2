"""What a parser should find in the built documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eval.municipality.layouts import LAYOUTS
from eval.municipality.model import Item, Role, Section, Source, Tally
from eval.municipality.planted import cpr_like
from eval.municipality.sources import Municipality
from index.types import DocumentKind, SectionKind

# Whatever presents the case is its background: law, hearing, staff, timetable.
KINDS = {
    Role.SUMMARY: SectionKind.BACKGROUND,
    Role.BACKGROUND: SectionKind.BACKGROUND,
    Role.LAW: SectionKind.BACKGROUND,
    Role.ECONOMY: SectionKind.ECONOMY,
    Role.HEARING: SectionKind.BACKGROUND,
    Role.RECOMMENDATION: SectionKind.RECOMMENDATION,
    Role.DECISION: SectionKind.DECISION,
    Role.VOTE: SectionKind.VOTE,
    Role.ABSENT: SectionKind.ABSENT,
    Role.ATTACHMENTS: SectionKind.ATTACHMENTS,
    Role.OTHER: SectionKind.BACKGROUND,
}


def truth_of(municipality: Municipality, sources: Iterable[Source]) -> dict[str, Any]:
    """The expected parse, ready for JSON; the documents in the order given."""
    return {
        "municipality": municipality.name,
        "bodies": {body.name: body.abbreviation for body in municipality.bodies.values()},
        "documents": [_document(source) for source in sources],
    }


def _document(source: Source) -> dict[str, Any]:
    """`body` and `date` are null where the document does not say them."""
    correction = source.derived_from if source.kind == "corrected_minutes" else None
    copy = source.derived_from if source.kind == "minutes" else None
    kind = DocumentKind.AGENDA if source.kind.before_meeting else DocumentKind.MINUTES
    return {
        "document": source.file,
        "kind": kind,
        "subkind": source.kind,
        "layout": source.layout,
        "body": source.body.name if source.header else None,
        "date": source.date.isoformat() if source.header else None,
        "absent": [str(member) for member in source.absent],
        "copy_of": copy,
        "replaces": correction,
        "cpr_numbers": len(_cpr_numbers(source)),
        "items": [_item(source, item) for item in source.items],
    }


def _cpr_numbers(source: Source) -> tuple[str, ...]:
    texts = [text for item in source.items for s in item.sections for text in s.texts()]
    return tuple(number for text in texts for number in cpr_like(text))


def _item(source: Source, item: Item) -> dict[str, Any]:
    """A closed item has no sections: nothing of it may be shown but the title."""
    shown = item.sections if item.public else ()
    return {
        "number": item.number,
        "title": item.title,
        "case_number": item.case_number,
        "public": item.public,
        "sections": _section_kinds(source, shown),
        "decisions": [_decision(source, s) for s in shown if s.role is Role.DECISION],
        "tally": _tally(item.tally),
    }


def _section_kinds(source: Source, sections: tuple[Section, ...]) -> list[SectionKind]:
    """The kinds that have text, in the order of the contract."""
    present = {KINDS[section.role] for section in sections}
    if (
        LAYOUTS[source.layout].absence_under_items
        and source.absent
        and SectionKind.DECISION in present
    ):
        present.add(SectionKind.ABSENT)
    return [kind for kind in SectionKind if kind in present]


def _decision(source: Source, section: Section) -> dict[str, str]:
    """Who decided, and when; the last one is the meeting's own unless the item is on an agenda."""
    body, day = section.body or source.body.name, section.date or source.date
    return {"body": body, "date": day.isoformat()}


def _tally(tally: Tally | None) -> dict[str, int | bool] | None:
    if tally is None:
        return None
    return {
        "for": tally.ayes,
        "against": tally.noes,
        "abstained": tally.abstained,
        "reconciles": tally.reconciles,
    }
