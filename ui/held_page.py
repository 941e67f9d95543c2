"""GET /indhold: what is held, and what is not: the other half of every "det fremgår ikke"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from assistant.texts import date_text
from index.types import Filters, Status
from ui import texts
from ui.escaping import escape
from ui.filters import Choice
from ui.frame import Frame
from ui.gaps import Coverage, coverage_of
from ui.holdings import HeldMeeting, Holdings
from ui.meetings import meeting_address
from ui.pieces import link, meeting_name

ADDRESS = "/indhold"
# A list that is longer is cut; the command line shows all of it.
_MAX_LISTED = 200


def held_routes(holdings: Holdings, frame: Frame) -> APIRouter:
    """The page."""
    router = APIRouter(include_in_schema=False)

    @router.get(ADDRESS)
    def held() -> Response:
        now = holdings.now()
        status, meetings = now.status, now.meetings(Filters())
        body = (
            f"<h1>{escape(texts.HELD)}</h1><p>{escape(texts.scope_summary(status))}</p>"
            f"<p>{escape(texts.HELD_WHY)}</p>"
            f"{_bodies(coverage_of(meetings, now.labels))}{_quoted(now.missing)}{_unknown(meetings)}{_files(status)}"
            f"{_removed(status)}"
        )
        return frame.page(texts.HELD, body, here=ADDRESS)

    return router


def _bodies(coverages: list[Coverage]) -> str:
    if not coverages:
        return ""
    rows = "".join(_row(coverage) for coverage in coverages)
    return (
        f"<h2>{escape(texts.BODIES)}</h2><p>{escape(texts.MONTHS_NOTE)}</p>"
        f'<ul class="coverage">{rows}</ul>'
    )


def _row(coverage: Coverage) -> str:
    first, last = (date_text(texts.LANGUAGE, day) for day in (coverage.first, coverage.last))
    address = f"/moeder?{Choice(body=coverage.body).query()}"
    count = texts.counted(coverage.meetings, "møde", "møder")
    return (
        f"<li><h3>{link(address, coverage.body)}</h3><p>{escape(texts.held_of_body(count, first, last))}</p>"
        f"{_missing(coverage)}{_agendas(coverage)}</li>"
    )


def _missing(coverage: Coverage) -> str:
    missing = coverage.missing
    if not missing:
        told = texts.NO_GAPS if coverage.meetings > 1 else texts.ONE_MEETING
        return f"<p>{escape(told)}</p>"
    count = sum(len(months) for months in missing.values())
    years = "".join(
        f"<li>{year}: {escape(texts.months_listed(months))}</li>"
        for year, months in missing.items()
    )
    return (
        f"<details><summary>{escape(texts.gaps_count(count))}</summary><ul>{years}</ul></details>"
    )


def _agendas(coverage: Coverage) -> str:
    days = [date_text(texts.LANGUAGE, day) for day in coverage.agenda_only]
    return f"<p>{escape(texts.only_agendas(days))}</p>" if days else ""


def _quoted(missing: Sequence[tuple[str, date]]) -> str:
    """Meetings that are known of and not held."""
    entries = [escape(meeting_name(body, day)) for body, day in missing]
    if not entries:
        return ""
    count = texts.counted(len(entries), "møde", "møder")
    return (
        f"<h2>{escape(texts.QUOTED_ONLY)}</h2><p>{escape(texts.QUOTED_ONLY_NOTE)}</p>"
        f"<details><summary>{escape(count)}</summary>{_listed(entries)}</details>"
    )


def _unknown(meetings: Iterable[HeldMeeting]) -> str:
    """Documents that no filter finds."""
    entries = [
        f"{link(meeting_address(name), name)} ({escape(meeting_name(m.body, m.date))})"
        for m in meetings
        if not m.body or not m.date
        for name, _ in m.documents
    ]
    return f"<h2>{escape(texts.WITHOUT_MEETING)}</h2>{_listed(entries)}" if entries else ""


def _files(status: Status) -> str:
    rejected = [escape(f"{r.document}: {r.reason}") for r in status.rejected]
    copies = [escape(texts.copy_of(name, other)) for name, other in status.duplicates]
    replaced = [escape(texts.replaced_by(name, other)) for name, other in status.superseded]
    shown = f"<h2>{escape(texts.REJECTED)}</h2>" + (
        _listed(rejected) if rejected else f"<p>{escape(texts.REJECTED_NONE)}</p>"
    )
    if copies:
        shown += f"<h2>{escape(texts.COPIES)}</h2>{_listed(copies)}"
    if replaced:
        shown += f"<h2>{escape(texts.REPLACED)}</h2>{_listed(replaced)}"
    return shown


def _removed(status: Status) -> str:
    entries = [
        escape(texts.removed_on_page(name, removed.page, removed.kind))
        for name, removed in status.redactions
    ]
    return (
        f"<h2>{escape(texts.REMOVED)}</h2><p>{escape(texts.REMOVED_NOTE)}</p>"
        f"<details><summary>{escape(texts.removed_count(len(entries)))}</summary>{_listed(entries)}</details>"
        if entries
        else ""
    )


def _listed(entries: list[str]) -> str:
    more = [escape(texts.more_not_shown(len(entries) - _MAX_LISTED))]
    shown = entries[:_MAX_LISTED] + (more if len(entries) > _MAX_LISTED else [])
    return f'<ul class="files">{"".join(f"<li>{entry}</li>" for entry in shown)}</ul>'
