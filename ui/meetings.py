"""GET /moeder: the meetings, and what was on the agenda of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.assistant import Assistant
from assistant.course import Step, steps_of_item
from index.archive import Archive
from index.errors import MinutesError
from index.types import DocumentKind, Filters, HeldItem
from ui import texts
from ui.access import Source, Sources, document_id
from ui.documents import place_address
from ui.escaping import escape, fold
from ui.filters import Choice, bodies_to_choose, body_labels, form, limited_note
from ui.frame import Frame
from ui.pieces import (
    badge,
    case_address,
    item_address,
    item_title,
    link,
    links,
    meeting_name,
    quotation,
)
from ui.problems import problem_of
from ui.standings import worth_of_step

_ADDRESS = "/moeder"
_PER_PAGE = 100

Short = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting and the documents that tell of it, minutes before agendas."""

    body: str | None
    date: date | None
    documents: tuple[tuple[str, DocumentKind], ...]
    titles: tuple[str, ...]

    @property
    def has_minutes(self) -> bool:
        """Whether more than the agenda is held."""
        return any(kind is not DocumentKind.AGENDA for _, kind in self.documents)


def meetings_of(items: Iterable[HeldItem]) -> list[HeldMeeting]:
    """The meetings that the items are of, newest first; those without a date last."""
    grouped: dict[tuple[str | None, date | None], list[HeldItem]] = {}
    for item in items:
        grouped.setdefault((item.body, item.date), []).append(item)
    meetings = [
        HeldMeeting(
            body,
            day,
            tuple(
                sorted(
                    dict.fromkeys((i.document, i.kind) for i in held),
                    key=lambda pair: (pair[1] is DocumentKind.AGENDA, pair[0]),
                )
            ),
            tuple(i.title or "" for i in held),
        )
        for (body, day), held in grouped.items()
    ]
    return sorted(meetings, key=lambda m: (m.date or date.min, m.body or ""), reverse=True)


def meeting_routes(assistant: Assistant, sources: Sources, frame: Frame) -> APIRouter:
    """The list, and a page for each document of a meeting."""
    router = APIRouter(include_in_schema=False)

    @router.get(_ADDRESS)
    def listed(
        q: Short = "", udvalg: Short = "", fra: Short = "", til: Short = "", side: int = 1
    ) -> Response:
        choice = Choice(q.strip(), udvalg, fra, til)
        bodies = bodies_to_choose(assistant.archive, assistant.archive.status().bodies)
        body = (
            f"<h1>{escape(texts.MEETINGS)}</h1>"
            f"{form(_ADDRESS, choice, bodies, texts.MEETINGS_LABEL, texts.SHOW)}"
            f"{_list(assistant, choice, max(side, 1))}"
        )
        return frame.page(texts.MEETINGS, body, here=_ADDRESS)

    @router.get(_ADDRESS + "/{identifier}")
    def meeting(identifier: str) -> Response:
        return frame.answered(lambda: _page(frame, assistant.archive, sources.find(identifier)))

    return router


def _list(assistant: Assistant, choice: Choice, number: int) -> str:
    try:
        held = meetings_of(assistant.archive.items(choice.filters(assistant)))
        note = limited_note(_ADDRESS, choice)
    except MinutesError as error:
        return f'<p class="problem" role="alert">{escape(problem_of(error).sentence)}</p>'
    wanted = fold(choice.words).lower()
    chosen = [m for m in held if any(wanted in title.lower() for title in m.titles)]
    if not chosen:
        return f'{note}<p role="status">{escape(texts.NO_MEETINGS)} {link("/indhold", texts.HELD_LINK)}</p>'
    shown = chosen[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    labels = body_labels(assistant.archive, assistant.archive.status().bodies)
    years = "".join(
        f'<h2>{year or escape(texts.NO_DATE)}</h2><ul class="rows">'
        f"{''.join(_row(m, labels.get(m.body or '')) for m in group)}</ul>"
        for year, group in groupby(shown, key=lambda m: m.date.year if m.date else 0)
    )
    return (
        f'{note}<p role="status">{escape(texts.counted(len(chosen), "møde", "møder"))}.</p>{years}'
        f"{pages(_ADDRESS, choice, number, len(chosen), _PER_PAGE)}"
    )


def pages(address: str, choice: Choice, number: int, count: int, per_page: int) -> str:
    """Links to the neighbours of a page of a list; "" when all of it is shown."""
    last = -(-count // per_page)
    neighbours = [(number - 1, texts.PREVIOUS_PAGE), (number + 1, texts.NEXT_PAGE)]
    shown = [
        link(f"{address}?{choice.query(side=other)}", label)
        for other, label in neighbours
        if 1 <= other <= last
    ]
    where = escape(texts.page_of(number, last))
    return (
        f'<nav class="pages" aria-label="{escape(texts.LIST_PAGES)}">{where} {" ".join(shown)}</nav>'
        if shown
        else ""
    )


def _row(meeting: HeldMeeting, label: str | None) -> str:
    name = meeting_name(label or meeting.body, meeting.date)
    agenda = (
        ""
        if meeting.has_minutes
        else f'<span class="badge open">{escape(texts.AGENDA_ONLY)}</span>'
    )
    items = texts.counted(len(meeting.titles), "punkt", "punkter")
    return (
        f"<li>{link(meeting_address(meeting.documents[0][0]), name)} "
        f'<span class="about">{escape(items)}</span> {agenda}</li>'
    )


def meeting_address(document: str) -> str:
    """Where the agenda of a document is shown."""
    return f"{_ADDRESS}/{document_id(document)}"


def _page(frame: Frame, archive: Archive, source: Source) -> Response:
    items = source.items
    first = items[0] if items else None
    name = meeting_name(first.body, first.date) if first else texts.UNKNOWN_MEETING
    kind = first.kind if first else DocumentKind.OTHER
    body = (
        f'<h1>{escape(name)}</h1><p class="where">{escape(texts.DOCUMENT_KINDS[kind])} · {escape(source.name)}</p>'
        f"{links([link(place_address(source, 1, None), texts.READ_DOCUMENT), *_others(archive, source)])}"
        f"<h2>{escape(texts.AGENDA)}</h2>"
        f'<ol class="entries">{"".join(_item(item, archive, source) for item in items)}</ol>'
        f"<p>{link(_ADDRESS, texts.ALL_MEETINGS)}</p>"
    )
    return frame.page(name, body, here=_ADDRESS)


def _others(archive: Archive, source: Source) -> Sequence[str]:
    """Links to the other documents of the same meeting."""
    first = source.items[0] if source.items else None
    if first is None or not first.body or not first.date:
        return []
    same = archive.items(Filters((first.body,), first.date, first.date))
    others = dict.fromkeys((i.document, i.kind) for i in same if i.document != source.name)
    return [
        link(meeting_address(document), texts.other_document(texts.DOCUMENT_KINDS[kind]))
        for document, kind in others
    ]


def _item(item: HeldItem, archive: Archive, source: Source) -> str:
    heading = f"<h3>{escape(item_title(item))}</h3>"
    if not item.public:
        return f'<li class="entry">{heading}<p class="about">{escape(texts.CLOSED_NOTE)}</p></li>'
    steps = [step for step in steps_of_item(item, archive) if step.decision]
    told = "".join(_told(step) for step in steps)
    case = (
        link(case_address(item.case_number), texts.see_case(item.case_number))
        if item.case_number
        else ""
    )
    place = link(item_address(source, item.title_span), texts.READ_ITEM)
    nothing = "" if steps else f'<p class="about">{escape(texts.NO_DECISION_TEXT)}</p>'
    return f'<li class="entry">{heading}{told}{nothing}{links([place, case])}</li>'


def _told(step: Step) -> str:
    of = escape(texts.decision_of(None if step.own else meeting_name(step.body, step.date)))
    decision = quotation(" ".join(passage.text for passage in step.decision))
    return f'<p class="about">{of} {badge(worth_of_step(step))}</p>{decision}'
