"""The parts of an item that layouts put in different orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.municipality.model import Item, Role, Section

OUTCOME = (Role.DECISION, Role.VOTE, Role.ABSENT)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The sections of an item by what they are for; each part keeps the source's order."""

    presentation: tuple[Section, ...]
    recommendation: tuple[Section, ...]
    earlier: tuple[Section, ...]
    outcome: tuple[Section, ...]
    attachments: tuple[Section, ...]

    @property
    def presentation_first(self) -> tuple[Section, ...]:
        """As most are printed: what is told, what is proposed, what was decided."""
        told = (*self.presentation, *self.recommendation)
        return (*told, *self.earlier, *self.outcome, *self.attachments)

    @property
    def recommendation_first(self) -> tuple[Section, ...]:
        """What is proposed and what was decided, then what is told."""
        decided = (*self.recommendation, *self.earlier, *self.outcome)
        return (*decided, *self.presentation, *self.attachments)


def arrange(item: Item) -> Arrangement:
    """Sort the sections; decisions of other meetings are `earlier`."""
    parts: dict[str, list[Section]] = {name: [] for name in Arrangement.__slots__}
    for section in item.sections:
        parts[_part(section)].append(section)
    return Arrangement(**{name: tuple(sections) for name, sections in parts.items()})


def _part(section: Section) -> str:
    if section.role in OUTCOME:
        return "outcome" if section.body is None else "earlier"
    if section.role in (Role.RECOMMENDATION, Role.ATTACHMENTS):
        return str(section.role)
    return "presentation"


def heading_of(section: Section, labels: Mapping[Role, str]) -> str:
    """The heading that the source insists on, else the layout's own."""
    return section.heading or labels[section.role]
