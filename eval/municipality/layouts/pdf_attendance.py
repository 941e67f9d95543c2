"""PDF of an advisory council: attendance with crosses, "Sag nr. 129", journal numbers."""

from __future__ import annotations

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.pdf_pages import (
    Flow,
    Margins,
    Page,
    Pagination,
    Setter,
    Typeface,
    set_pages,
)
from eval.municipality.layouts.wording import dashed, kind_word, long_date, weekday, with_office
from eval.municipality.model import Item, Role, Section, Source

FACE = Typeface("Times-Roman", "Times-Bold", "Times-Italic", 11.5, 14)
LABELS = {
    Role.SUMMARY: "Anledning",
    Role.BACKGROUND: "Redegørelse",
    Role.LAW: "Lovgrundlag",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Forslag",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Deltog ikke",
    Role.ATTACHMENTS: "Bilagsoversigt",
}


def render(source: Source) -> bytes:
    """Print a source."""

    def story(setter: Setter, _pagination: Pagination) -> list[Flow]:
        flows = _front(setter, source)
        for item in source.items:
            flows += _item(setter, source, item)
        return flows

    def furniture(page: Page) -> None:
        if page.number > 1:
            page.text(28, 15, f"{source.body.name} {dashed(source.date)}", "Times-Roman", 9)
        page.text(100, 287, f"- {page.number} -", "Times-Roman", 9)

    return set_pages(story, furniture, FACE, Margins(28, 24, 24, 22), source.body.name)


def _front(setter: Setter, source: Source) -> list[Flow]:
    protocol = (
        "BESLUTNINGSPROTOKOL" if not source.kind.before_meeting else kind_word(source).upper()
    )
    rows = [["", "Til stede", "Afbud"]]
    for member in source.members:
        away = member in source.absent
        rows.append([with_office(member), "" if away else "X", "X" if away else ""])
    return [
        setter.text(protocol, bold=True, size=15, align="center", after=2),
        setter.text(f"for {source.body.name} i {source.municipality}", align="center", after=12),
        setter.text(f"Tid: {weekday(source.date)} d. {long_date(source.date)} kl. {source.start}"),
        setter.text(f"Lokale: {source.place}"),
        *([setter.text(f"Møde slut: kl. {source.end}")] if source.end else []),
        setter.gap(8),
        setter.grid(rows, [90, 25, 25]),
        *(setter.text(remark, before=8) for remark in source.remarks),
    ]


def _item(setter: Setter, source: Source, item: Item) -> list[Flow]:
    parts = arrange(item)
    closed = "" if item.public else " - for lukkede døre"
    heading = f"Sag nr. {item.number}  {item.title}{closed}"
    flows = [setter.text(heading, bold=True, size=12.5, before=18, after=3, keep=True)]
    if item.case_number:
        flows.append(setter.text(f"J.nr. {item.case_number}", keep=True))
    for section in (*parts.presentation, *parts.earlier, *parts.recommendation):
        flows += _section(setter, source, item, section)
    for section in (*parts.outcome, *parts.attachments):
        flows += _section(setter, source, item, section)
    return flows


def _section(setter: Setter, source: Source, item: Item, section: Section) -> list[Flow]:
    if section.role is Role.DECISION:
        body, day = section.body or source.body.name, section.date or source.date
        number = f", sag {item.number}" if section.body is None else ""
        heading = f"{body}, {dashed(day)}{number}:"
    else:
        heading = f"{heading_of(section, LABELS)}:"
    return [
        setter.text(heading, italic=True, before=4, after=1, keep=True),
        *setter.blocks(section.blocks),
    ]
