"""Where minutes are missing, as far as what is held can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ui.holdings import HeldMeeting

# Danish bodies do not meet in July.
_HOLIDAY_MONTH = 7


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is held of a body: how many meetings, and the months without any between first and last."""

    body: str
    meetings: int
    first: date
    last: date
    missing: Mapping[int, tuple[int, ...]]
    agenda_only: tuple[date, ...]


def coverage_of(meetings: Iterable[HeldMeeting], labels: Mapping[str, str]) -> list[Coverage]:
    """The coverage of each body, by name; `labels` gives one spelling for all. July is never missed.

    A meeting of which only the agenda is held counts as held without minutes.
    """
    days: dict[str, list[date]] = {}
    agendas: dict[str, list[date]] = {}
    for meeting in meetings:
        if meeting.body and meeting.date:
            label = labels.get(meeting.body, meeting.body)
            days.setdefault(label, []).append(meeting.date)
            if not meeting.has_minutes:
                agendas.setdefault(label, []).append(meeting.date)
    return [
        Coverage(
            body,
            len(set(held)),
            min(held),
            max(held),
            _missing(set(held) - set(agendas.get(body, ())), min(held), max(held)),
            tuple(sorted(agendas.get(body, ()))),
        )
        for body, held in sorted(days.items())
    ]


def _missing(held: set[date], first: date, last: date) -> dict[int, tuple[int, ...]]:
    """The months without minutes, by year."""
    present = {(day.year, day.month) for day in held}
    months = [
        divmod(at, 12)
        for at in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    absent = [
        (year, month + 1)
        for year, month in months
        if (year, month + 1) not in present and month + 1 != _HOLIDAY_MONTH
    ]
    return {
        year: tuple(month for other, month in absent if other == year)
        for year in dict.fromkeys(year for year, _ in absent)
    }
