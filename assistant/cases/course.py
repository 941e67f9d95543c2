"""The course of a case: what was done, by whom and when, over meetings and bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.cases.standing import standing_of, standing_on
from assistant.types import Standing
from index.archive import Archive
from index.types import Filters, HeldItem, Passage, SectionKind

SETTLED = frozenset({Standing.DECIDED, Standing.REJECTED})


@dataclass(frozen=True, slots=True)
class Step:
    """One treatment of a case by one body.

    `decision` are the passages of its decision, () for an agenda. `own` is
    false where another body's minutes quote it.
    """

    item: HeldItem
    body: str | None
    date: date | None
    standing: Standing
    decision: tuple[Passage, ...]
    own: bool


def steps_of_item(item: HeldItem, archive: Archive) -> list[Step]:
    """The treatments that an item's minutes tell of, oldest first.

    The decision without a body of its own is the meeting's. Where a body's vote alone is printed,
    and tells what came of it, it is the decision.
    """
    passages = archive.item_passages(item.id)
    proposed = "\n".join(p.text for p in passages if p.section is SectionKind.RECOMMENDATION)
    grouped = _by_treatment(passages, SectionKind.DECISION)
    for treatment, votes in _by_treatment(passages, SectionKind.VOTE).items():
        if standing_of("\n".join(p.text for p in votes)) is not Standing.UNKNOWN:
            grouped.setdefault(treatment, votes)
    if not grouped:
        return [Step(item, item.body, item.date, Standing.UNKNOWN, (), True)]
    steps = [
        Step(
            item,
            body,
            day,
            standing_on(proposed, "\n".join(p.text for p in decision)),
            tuple(decision),
            (day is None or day == item.date) and (body is None or body == item.body),
        )
        for (body, day), decision in grouped.items()
    ]
    return sorted(steps, key=_when)


def _by_treatment(
    passages: Sequence[Passage], kind: SectionKind
) -> dict[tuple[str | None, date | None], list[Passage]]:
    """The passages of a kind by the body and the day that they are of."""
    grouped: dict[tuple[str | None, date | None], list[Passage]] = {}
    for passage in passages:
        if passage.section is kind:
            grouped.setdefault((passage.body, passage.date), []).append(passage)
    return grouped


def course_of(items: Sequence[HeldItem], archive: Archive) -> list[Step]:
    """Every treatment that these items tell of, oldest first, each once.

    A treatment that several documents print is taken from the body's own
    minutes where they are held.
    """
    chosen: dict[tuple[str, date | None], Step] = {}
    undated: list[Step] = []
    for item in items:
        for step in steps_of_item(item, archive):
            if step.date is None:
                undated.append(step)
                continue
            key = ((step.body or "").lower(), step.date)
            held = chosen.get(key)
            if held is None or _rank(step) > _rank(held):
                chosen[key] = step
    return sorted(chosen.values(), key=_when) + undated


def _rank(step: Step) -> tuple[bool, bool]:
    return bool(step.decision), step.own


def _when(step: Step) -> tuple[date, bool]:
    return step.date or date.max, step.own


def related_items(item: HeldItem, archive: Archive) -> list[HeldItem]:
    """The items of the same case; of the same title where no case number is known."""
    if item.case_number:
        return [i for i in archive.items(Filters(), item.case_number, replaced=False) if i.public]
    if not item.title or len(item.title) < 15:
        return [item]
    return [i for i in archive.items_titled(item.title) if i.public]


def settled_step(steps: Sequence[Step]) -> Step | None:
    """The last step that settles the case, None when nothing does."""
    return next((step for step in reversed(steps) if step.standing in SETTLED), None)
