"""One page for every list that people look through: a form, what fits it, and pages of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.assistant import Assistant
from index.errors import MinutesError
from index.types import Filters
from ui import texts
from ui.escaping import escape
from ui.filters import Choice, form, limited_note
from ui.frame import Frame
from ui.holdings import Held, Holdings
from ui.pieces import link
from ui.problems import problem_of

_PER_PAGE = 100

Short = Annotated[str, Query(max_length=300)]
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class ListOf(Generic[Entry]):
    """A list: where it is, what it says, which entries there are, and how each is found and shown.

    `searched` is what the words of the form are looked for in, and `rows` the
    HTML of the entries on one page.
    """

    address: str
    title: str
    note: str
    label: str
    nothing: str
    counted: Callable[[Sequence[Entry]], str]
    entries: Callable[[Held, Filters], Sequence[Entry]]
    searched: Callable[[Entry], str]
    rows: Callable[[Sequence[Entry], Held], str]


def add_list(
    router: APIRouter,
    listed: ListOf[Entry],
    assistant: Assistant,
    holdings: Holdings,
    frame: Frame,
) -> None:
    """Serve the list."""

    @router.get(listed.address)
    def page(
        q: Short = "", udvalg: Short = "", fra: Short = "", til: Short = "", side: int = 1
    ) -> Response:
        choice, held = Choice(q.strip(), udvalg, fra, til), holdings.now()
        note = f"<p>{escape(listed.note)}</p>" if listed.note else ""
        try:
            filters = choice.filters(assistant)
            shown = limited_note(listed.address, choice) + _found(
                listed, held, choice, listed.entries(held, filters), max(side, 1)
            )
        except MinutesError as error:
            shown = f'<p class="problem" role="alert">{escape(problem_of(error).sentence)}</p>'
        body = (
            f"<h1>{escape(listed.title)}</h1>{note}"
            f"{form(listed.address, choice, held.bodies, listed.label, texts.SHOW)}{shown}"
        )
        return frame.page(listed.title, body, here=listed.address)


def _found(
    listed: ListOf[Entry], held: Held, choice: Choice, entries: Sequence[Entry], number: int
) -> str:
    """How many entries have the words, and those of one page."""
    words = choice.words.lower().split()
    found = [e for e in entries if _has(words, listed.searched(e).lower())] if words else entries
    if not found:
        return f'<p role="status">{escape(listed.nothing)} {link("/indhold", texts.HELD_LINK)}</p>'
    last = -(-len(found) // _PER_PAGE)
    number = min(number, last)
    shown = found[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    return (
        f'<p role="status">{escape(listed.counted(found))}</p>'
        f"{listed.rows(shown, held)}{_pages(listed.address, choice, number, last)}"
    )


def _has(words: Sequence[str], text: str) -> bool:
    return all(word in text for word in words)


def _pages(address: str, choice: Choice, number: int, last: int) -> str:
    """Links to the pages beside this one, the first and the last; "" when there is one only."""
    if last == 1:
        return ""
    others = {
        texts.FIRST_PAGE: 1 if number > 2 else 0,
        texts.PREVIOUS_PAGE: number - 1,
        texts.NEXT_PAGE: number + 1,
        texts.LAST_PAGE: last if number < last - 1 else 0,
    }
    links = " ".join(
        link(f"{address}?{choice.query(side=other)}", label)
        for label, other in others.items()
        if 1 <= other <= last
    )
    where = f"<span>{escape(texts.page_of(number, last))}</span>"
    return f'<nav class="pages" aria-label="{escape(texts.LIST_PAGES)}">{where} {links}</nav>'
