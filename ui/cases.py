"""GET /sager and /sag: the cases, and the course of one over meetings and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from assistant.assistant import Assistant
from assistant.cases.course import SETTLED, Step, settled_step
from assistant.texts import date_text
from index.types import Filters, HeldItem
from ui import texts
from ui.access import Source, Sources
from ui.documents import page_address
from ui.escaping import escape
from ui.frame import Frame
from ui.holdings import Case, Held, Holdings
from ui.listing import ListOf, Short, add_list
from ui.meetings import meeting_address
from ui.pieces import (
    ask_address,
    badge,
    case_address,
    item_address,
    link,
    links,
    meeting_name,
    quotation,
    told_number,
)
from ui.problems import Problem
from ui.standings import Worth, worth_of_step

_ADDRESS = "/sager"


def case_routes(
    assistant: Assistant, holdings: Holdings, sources: Sources, frame: Frame
) -> APIRouter:
    """The list and the page of a case."""
    router = APIRouter(include_in_schema=False)
    add_list(router, _CASES, assistant, holdings, frame)

    @router.get("/sag")
    def case(nr: Short = "") -> Response:
        number = nr.strip()
        steps = assistant.course(number) if number else []
        closed = _closed(assistant.archive.items(Filters(), number) if number else ())
        if not steps and not closed:
            return frame.problem(Problem(404, texts.UNKNOWN_CASE))
        if not steps:
            name = texts.case_name(number)
            return frame.page(name, f"<h1>{escape(name)}</h1>{closed}", here=_ADDRESS)
        held = sources.held_of(step.item.document for step in steps)
        return _page(frame, number, steps, held, closed)

    return router


def _rows(cases: Sequence[Case], _: Held) -> str:
    return f'<ul class="rows">{"".join(_row(case) for case in cases)}</ul>'


def _row(case: Case) -> str:
    about = [
        texts.case_name(case.number),
        texts.counted(case.meetings, "indlæst møde", "indlæste møder"),
    ]
    about += [texts.last_treated(date_text(texts.LANGUAGE, case.last))] if case.last else []
    name = case.title or texts.case_name(case.number)
    return (
        f"<li>{link(case_address(case.number), name)}"
        f'<br><span class="about">{escape(" · ".join(about))}</span></li>'
    )


_CASES = ListOf[Case](
    address=_ADDRESS,
    title=texts.CASES,
    note=texts.CASES_NOTE,
    label=texts.CASES_LABEL,
    nothing=texts.NO_CASES,
    counted=lambda cases: f"{texts.counted(len(cases), 'sag', 'sager')}.",
    entries=Held.cases,
    searched=lambda case: f"{case.number} {case.title}",
    rows=_rows,
)


# A case


def _closed(items: Iterable[HeldItem]) -> str:
    """At which meetings a case was treated behind closed doors, and no more of it; "" when at none."""
    meetings = {(i.body, i.date): i.document for i in items if not i.public}
    named = "".join(
        f"<li>{link(meeting_address(document), meeting_name(body, day))}</li>"
        for (body, day), document in meetings.items()
    )
    return f"<p>{escape(texts.CLOSED_CASE)}</p><ul>{named}</ul>" if named else ""


def _page(
    frame: Frame, number: str, steps: Sequence[Step], held: Mapping[str, Source], closed: str
) -> Response:
    title = next((s.item.title for s in reversed(steps) if s.item.title), texts.case_name(number))
    settled = settled_step(steps)
    entries = "".join(
        _step(step, held.get(step.item.document), _worth(step, settled)) for step in steps
    )
    question = texts.ask_case(title)
    body = (
        f'<h1>{escape(title)}</h1><p class="where">{escape(texts.case_name(number))} · '
        f"{escape(texts.counted(len(steps), 'behandling', 'behandlinger'))}</p>"
        f"{_in_force(steps, held)}<h2>{escape(texts.COURSE)}</h2>"
        f'<ol class="timeline">{entries}</ol>{closed}'
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


def _worth(step: Step, settled: Step | None) -> Worth:
    """What a treatment came to; a decision that another has taken the place of says so."""
    worth = worth_of_step(step)
    is_followed = step.standing in SETTLED and step is not settled
    return replace(worth, is_followed=is_followed)


def _step(step: Step, source: Source | None, worth: Worth) -> str:
    day = date_text(texts.LANGUAGE, step.date) if step.date else texts.NO_DATE
    place = (
        "" if source is None else link(item_address(source, step.item.title_span), texts.READ_ITEM)
    )
    see = texts.SEE_MEETING if step.own else texts.SEE_TELLING_MEETING
    meeting = link(meeting_address(step.item.document), see)
    told_in = meeting_name(step.item.body, step.item.date)
    own = "" if step.own else f'<p class="about">{escape(texts.quoted_by(told_in))}</p>'
    return (
        f'<li class="{worth.tone}"><h3>{escape(day)}: {escape(step.body or texts.UNKNOWN_BODY)}</h3>'
        f"<p>{badge(worth)}</p>"
        f'<p class="about">{escape(_item_name(step))}</p>'
        f"{own}{_decision(step)}{links([_decision_link(step, source) or place, meeting])}</li>"
    )


def _item_name(step: Step) -> str:
    """The item; the number of one that other minutes tell of is theirs and not the meeting's."""
    told = told_number(step.decision[0]) if step.decision else None
    number = step.item.number if step.own else told
    return texts.item_name(number, step.item.title) or ""


def _decision(step: Step) -> str:
    return quotation(" ".join(p.text for p in step.decision)) if step.decision else ""


def _decision_link(step: Step, source: Source | None) -> str:
    if source is None or not step.decision:
        return ""
    return link(page_address(source, step.decision[0]), texts.SHOW_PAGE)
