"""Over which items and meetings a list is made, each once, and how an answer says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answers.context import Context
from assistant.answers.meetings import own_items, period_words
from assistant.texts import date_text, listed
from index.parsing.items.entries import normalise_title
from index.types import DocumentKind, Filters, HeldItem

# So many entries are shown, the latest ones.
MAX_SHOWN = 25


def is_of_a_day(filters: Filters) -> bool:
    """Whether no more than one day is asked about."""
    return filters.from_date is not None and filters.from_date == filters.to_date


def is_reprinted(context: Context, filters: Filters) -> bool:
    """Whether no meeting within the filters is held, so that only others' minutes can tell of it."""
    return bool(filters.bodies) and not own_items(context, filters)


def each_once(items: Sequence[HeldItem]) -> list[HeldItem]:
    """The items by date, without an agenda's or a correction's second printing of one."""
    chosen: dict[tuple[object, ...], HeldItem] = {}
    for item in items:
        key = (item.date, item.number, normalise_title(item.title or ""))
        held = chosen.get(key)
        if held is None or (held.kind is DocumentKind.AGENDA and item.kind is not held.kind):
            chosen[key] = item
    return sorted(chosen.values(), key=lambda i: (i.date or date.min, i.document))


def dated(context: Context, day: date | None, body: str | None) -> str:
    """A date and a body, as far as known: "3. maj 2022, Byrådet"."""
    language = context.question.language
    return ", ".join(filter(None, (date_text(language, day) if day else None, body)))


def among(context: Context, filters: Filters) -> str:
    """Among how many meetings it was counted, and how many files could not be read."""
    scope, language = context.archive.scope(filters), context.question.language
    reprinted = is_reprinted(context, filters)
    items = (
        context.archive.items(filters, replaced=False) if reprinted else own_items(context, filters)
    )
    meetings = {((i.body or "").lower(), i.date) for i in items if i.date}
    days = [day for _, day in meetings if day]
    spelt = {body.lower(): body for body in reversed(filters.bodies)}
    bodies = listed(language, list(reversed(spelt.values())))
    if reprinted:
        text = context.say("among_reprinted", meetings=len(meetings), names=bodies)
    else:
        text = context.say(
            "among",
            meetings=len(meetings),
            bodies=context.say("bodies", names=bodies) if bodies else "",
            period=period_words(context, min(days, default=None), max(days, default=None)),
        )
    return text + (context.say("among_unread", count=scope.rejected) if scope.rejected else "")
