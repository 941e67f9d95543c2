"""What a place in the minutes is worth, in a few words: proposed, recommended, decided, followed by more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cases.adoption import adoption_of
from assistant.cases.course import SETTLED, Step, course_of, steps_of_item
from assistant.texts import standing_word
from assistant.types import Standing
from index.archive import Archive
from index.types import DocumentKind, Filters, HeldItem, Passage, SectionKind, Span
from ui import texts


@dataclass(frozen=True, slots=True)
class Worth:
    """A standing in words; `tone` ("settled", "open", "proposal") chooses its colour."""

    words: str
    tone: str
    is_followed: bool = False


def worth_of_step(step: Step) -> Worth:
    """What a treatment came to."""
    if not step.decision:
        is_agenda = step.item.kind is DocumentKind.AGENDA
        return Worth(texts.AGENDA_ONLY if is_agenda else texts.NO_DECISION_TEXT, "open")
    words = standing_word(texts.LANGUAGE, step.standing)
    tone = "settled" if step.standing in SETTLED else "open"
    return Worth(words[:1].upper() + words[1:], tone)


def worth_of_place(place: Passage, archive: Archive, span: Span | None = None) -> Worth | None:
    """What a quoted place, or a span of it, is worth; None where it is neither proposed nor decided."""
    if place.section is SectionKind.RECOMMENDATION:
        if adoption_of(place, archive, span) is not None:
            return Worth(texts.ADOPTED, "settled")
        return Worth(texts.PROPOSAL, "proposal")
    if place.section is not SectionKind.DECISION or place.item_id is None:
        return None
    item = archive.item(place.item_id)
    if item is None:
        return None
    step = _step_with(place, steps_of_item(item, archive))
    if step is None:
        return None
    worth = worth_of_step(step)
    followed = step.standing is not Standing.UNKNOWN and _is_followed(step, item, archive)
    return Worth(worth.words, worth.tone, followed)


def _step_with(place: Passage, steps: Sequence[Step]) -> Step | None:
    return next((s for s in steps if any(p.id == place.id for p in s.decision)), None)


def _is_followed(step: Step, item: HeldItem, archive: Archive) -> bool:
    """Whether the same case was settled again later. Cases without a number are not followed."""
    if not item.case_number or step.date is None:
        return False
    items = [i for i in archive.items(Filters(), item.case_number, replaced=False) if i.public]
    return any(
        later.standing in SETTLED and later.date is not None and later.date > step.date
        for later in course_of(items, archive)
    )
