"""GET /sager and /sag: the cases, and the course of one over meetings and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.assistant import Assistant
from assistant.course import Step, settled_step
from assistant.texts import date_text
from index.errors import MinutesError
from index.types import HeldItem
from ui import texts
from ui.access import Source, Sources
from ui.documents import page_address
from ui.escaping import escape, fold
from ui.filters import Choice, bodies_to_choose, form, limited_note
from ui.frame import Frame
from ui.meetings import meeting_address, pages
from ui.pieces import (
    ask_address,
    badge,
    case_address,
    item_address,
    link,
    links,
    meeting_name,
    quotation,
)
from ui.problems import Problem, problem_of
from ui.standings import worth_of_step

_ADDRESS = "/sager"
_PER_PAGE = 100

Short = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Case:
    """A case number, its latest title, and where it has been."""

    number: str
    title: str
    meetings: int
    bodies: tuple[str, ...]
    first: date | None
    last: date | None


def cases_of(items: Iterable[HeldItem]) -> list[Case]:
    """The public cases that the items are of, those treated last first."""
    grouped: dict[str, list[HeldItem]] = {}
    for item in items:
        if item.case_number and item.public:
            grouped.setdefault(item.case_number, []).append(item)
    cases = [_case(number, held) for number, held in grouped.items()]
    return sorted(cases, key=lambda case: (case.last or date.min, case.number), reverse=True)


def _case(number: str, items: Sequence[HeldItem]) -> Case:
    ordered = sorted(items, key=lambda item: item.date or date.min)
    days = [item.date for item in ordered if item.date]
    return Case(
        number=number,
        title=next((i.title for i in reversed(ordered) if i.title), ""),
        meetings=len({(item.body, item.date) for item in items}),
        bodies=tuple(dict.fromkeys(item.body for item in ordered if item.body)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def case_routes(assistant: Assistant, sources: Sources, frame: Frame) -> APIRouter:
    """The list and the page of a case."""
    router = APIRouter(include_in_schema=False)

    @router.get(_ADDRESS)
    def listed(
        q: Short = "", udvalg: Short = "", fra: Short = "", til: Short = "", side: int = 1
    ) -> Response:
        choice = Choice(q.strip(), udvalg, fra, til)
        bodies = bodies_to_choose(assistant.archive, assistant.archive.status().bodies)
        body = (
            f"<h1>{escape(texts.CASES)}</h1><p>{escape(texts.CASES_NOTE)}</p>"
            f"{form(_ADDRESS, choice, bodies, texts.CASES_LABEL, texts.SHOW)}"
            f"{_list(assistant, choice, max(side, 1))}"
        )
        return frame.page(texts.CASES, body, here=_ADDRESS)

    @router.get("/sag")
    def case(nr: Short = "") -> Response:
        steps = assistant.course(nr) if nr.strip() else []
        if not steps:
            return frame.problem(Problem(404, texts.UNKNOWN_CASE))
        held = sources.held_of(step.item.document for step in steps)
        return _page(frame, nr.strip(), steps, held)

    return router


def _list(assistant: Assistant, choice: Choice, number: int) -> str:
    try:
        held = cases_of(assistant.archive.items(choice.filters(assistant)))
        note = limited_note(_ADDRESS, choice)
    except MinutesError as error:
        return f'<p class="problem" role="alert">{escape(problem_of(error).sentence)}</p>'
    wanted = fold(choice.words).lower()
    chosen = [case for case in held if wanted in f"{case.number} {case.title}".lower()]
    if not chosen:
        return f'{note}<p role="status">{escape(texts.NO_CASES)} {link("/indhold", texts.HELD_LINK)}</p>'
    shown = chosen[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    return (
        f'{note}<p role="status">{escape(texts.counted(len(chosen), "sag", "sager"))}.</p>'
        f'<ul class="rows">{"".join(_row(case) for case in shown)}</ul>'
        f"{pages(_ADDRESS, choice, number, len(chosen), _PER_PAGE)}"
    )


def _row(case: Case) -> str:
    about = [texts.case_name(case.number), texts.counted(case.meetings, "møde", "møder")]
    about += [texts.last_treated(date_text(texts.LANGUAGE, case.last))] if case.last else []
    name = case.title or texts.case_name(case.number)
    return (
        f"<li>{link(case_address(case.number), name)}"
        f'<br><span class="about">{escape(" · ".join(about))}</span></li>'
    )


# A case


def _page(frame: Frame, number: str, steps: Sequence[Step], held: Mapping[str, Source]) -> Response:
    title = next((s.item.title for s in reversed(steps) if s.item.title), texts.case_name(number))
    entries = "".join(_step(step, held.get(step.item.document)) for step in steps)
    question = texts.ask_course(title)
    body = (
        f'<h1>{escape(title)}</h1><p class="where">{escape(texts.case_name(number))} · '
        f"{escape(texts.counted(len(steps), 'behandling', 'behandlinger'))}</p>"
        f"{_in_force(steps, held)}<h2>{escape(texts.COURSE)}</h2>"
        f'<ol class="timeline">{entries}</ol>'
        f"<p>{escape(texts.COURSE_INCOMPLETE)} {link('/indhold', texts.HELD_LINK)}</p>"
        f"{links([link(ask_address(question), texts.ASK_ABOUT_CASE), link(_ADDRESS, texts.ALL_CASES)])}"
    )
    return frame.page(title, body, here=_ADDRESS)


def _in_force(steps: Sequence[Step], held: Mapping[str, Source]) -> str:
    """The last decision, and a warning where the case went on after it."""
    settled = settled_step(steps)
    if settled is None:
        return (
            f'<section class="in-force open"><h2>{escape(texts.IN_FORCE)}</h2>'
            f"<p>{escape(texts.NOTHING_IN_FORCE)}</p></section>"
        )
    is_last = settled is steps[-1]
    after = "" if is_last else f"<p>{escape(texts.TREATED_AFTER)}</p>"
    return (
        f'<section class="in-force"><h2>{escape(texts.IN_FORCE)}</h2>'
        f'<p><span class="who">{escape(meeting_name(settled.body, settled.date))}</span> '
        f"{badge(worth_of_step(settled))}</p>"
        f"{_decision(settled)}{after}{links([_decision_link(settled, held.get(settled.item.document))])}</section>"
    )


def _step(step: Step, source: Source | None) -> str:
    day = date_text(texts.LANGUAGE, step.date) if step.date else texts.NO_DATE
    place = (
        "" if source is None else link(item_address(source, step.item.title_span), texts.READ_ITEM)
    )
    meeting = link(meeting_address(step.item.document), texts.SEE_MEETING)
    own = (
        "" if step.own else f'<p class="about">{escape(texts.quoted_by(step.item.body or ""))}</p>'
    )
    return (
        f'<li class="{worth_of_step(step).tone}"><h3>{escape(day)}: {escape(step.body or texts.UNKNOWN_BODY)}</h3>'
        f"<p>{badge(worth_of_step(step))}</p>"
        f'<p class="about">{escape(texts.item_name(step.item.number, step.item.title) or "")}</p>'
        f"{own}{_decision(step)}{links([_decision_link(step, source) or place, meeting])}</li>"
    )


def _decision(step: Step) -> str:
    return quotation(" ".join(p.text for p in step.decision)) if step.decision else ""


def _decision_link(step: Step, source: Source | None) -> str:
    if source is None or not step.decision:
        return ""
    return link(page_address(source, step.decision[0]), texts.SHOW_PAGE)
