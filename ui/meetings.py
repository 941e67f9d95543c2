"""GET /moeder: the meetings, and what was on the agenda of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import Response

from assistant.assistant import Assistant
from assistant.cases.course import Step, steps_of_item
from index.archive import Archive
from index.types import DocumentKind, HeldItem
from ui import texts
from ui.access import Source, Sources, document_id
from ui.documents import place_address
from ui.escaping import escape
from ui.frame import Frame
from ui.holdings import Held, HeldMeeting, Holdings
from ui.listing import ListOf, add_list
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
from ui.standings import worth_of_step

_ADDRESS = "/moeder"


def meeting_routes(
    assistant: Assistant, holdings: Holdings, sources: Sources, frame: Frame
) -> APIRouter:
    """The list, and a page for each document of a meeting."""
    router = APIRouter(include_in_schema=False)
    add_list(router, _MEETINGS, assistant, holdings, frame)

    @router.get(_ADDRESS + "/{identifier}")
    def meeting(identifier: str) -> Response:
        return frame.answered(lambda: _page(frame, assistant.archive, sources.find(identifier)))

    return router


def _rows(meetings: Sequence[HeldMeeting], held: Held) -> str:
    """Meetings by year."""
    return "".join(
        f'<h2>{year or escape(texts.NO_DATE)}</h2><ul class="rows">'
        f"{''.join(_row(m, held.labels.get(m.body or '')) for m in group)}</ul>"
        for year, group in groupby(meetings, key=lambda m: m.date.year if m.date else 0)
    )


def _counted(meetings: Sequence[HeldMeeting]) -> str:
    dated = sum(meeting.date is not None for meeting in meetings)
    return texts.meetings_held(dated, len(meetings) - dated)


def _row(meeting: HeldMeeting, label: str | None) -> str:
    name = meeting_name(label or meeting.body, meeting.date)
    agenda = (
        ""
        if meeting.has_minutes
        else f'<span class="badge open">{escape(texts.AGENDA_ONLY)}</span>'
    )
    document = meeting.documents[0][0]
    about = texts.counted(len(meeting.titles), "punkt", "punkter")
    about += "" if meeting.date else f" · {document}"
    return (
        f"<li>{link(meeting_address(document), name)} "
        f'<span class="about">{escape(about)}</span> {agenda}</li>'
    )


_MEETINGS = ListOf[HeldMeeting](
    address=_ADDRESS,
    title=texts.MEETINGS,
    note="",
    label=texts.MEETINGS_LABEL,
    nothing=texts.NO_MEETINGS,
    counted=_counted,
    entries=Held.meetings,
    searched=lambda meeting: " ".join(meeting.titles),
    rows=_rows,
)


def meeting_address(document: str) -> str:
    """Where the agenda of a document is shown."""
    return f"{_ADDRESS}/{document_id(document)}"


def _page(frame: Frame, archive: Archive, source: Source) -> Response:
    items = source.items
    held = source.held
    name = meeting_name(held.body, held.date) if held else texts.UNKNOWN_MEETING
    kind = held.kind if held else DocumentKind.OTHER
    told = "".join(_item(item, archive, source) for item in items)
    entries = f'<ol class="entries">{told}</ol>' if told else f"<p>{escape(texts.NO_ITEMS)}</p>"
    body = (
        f'<h1>{escape(name)}</h1><p class="where">{escape(texts.DOCUMENT_KINDS[kind])} · {escape(source.name)}</p>'
        f"{links([link(place_address(source, 1, None), texts.READ_DOCUMENT), *_others(archive, source)])}"
        f"<h2>{escape(texts.AGENDA)}</h2>{entries}"
        f"<p>{link(_ADDRESS, texts.ALL_MEETINGS)}</p>"
    )
    return frame.page(name, body, here=_ADDRESS)


def _others(archive: Archive, source: Source) -> Sequence[str]:
    """Links to the other documents of the same meeting."""
    held = source.held
    if held is None or not held.body or not held.date:
        return []
    return [
        link(meeting_address(other.name), texts.other_document(texts.DOCUMENT_KINDS[other.kind]))
        for other in archive.documents()
        if (other.body, other.date) == (held.body, held.date) and other.name != held.name
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
