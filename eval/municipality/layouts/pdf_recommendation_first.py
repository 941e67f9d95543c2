"""PDF set like a book: justified serif, hyphens; recommendation → decision → presentation."""

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
from eval.municipality.model import Item, ItemType, Role, Section, Source

FACE = Typeface(
    "Times-Roman", "Times-Bold", "Times-Italic", 11, 13.4, justified=True, hyphenated=True
)
LABELS = {
    Role.SUMMARY: "Sagens kerne",
    Role.BACKGROUND: "Sagsfremstilling",
    Role.LAW: "Retsgrundlag",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Administrationens indstilling",
    Role.DECISION: "Beslutning",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Fraværende",
    Role.ATTACHMENTS: "Bilagsliste",
}
TYPE_LETTERS = {ItemType.DECISION: "(B)", ItemType.BRIEFING: "(O)", ItemType.DISCUSSION: "(D)"}


def render(source: Source) -> bytes:
    """Print a source."""

    def story(setter: Setter, pagination: Pagination) -> list[Flow]:
        flows = [*_front(setter, source), *_contents(setter, source, pagination)]
        for item in source.items:
            flows += [setter.mark(item.number), *_item(setter, item)]
        return flows

    def furniture(page: Page) -> None:
        page.text(25, 14, f"{source.body.name}, {dashed(source.date)}", "Times-Italic", 9)
        page.text(-25, 14, f"Side {page.number} af {page.total}", "Times-Italic", 9)

    title = f"{kind_word(source)} - {source.body.name} - {dashed(source.date)}"
    return set_pages(story, furniture, FACE, Margins(25, 25, 24, 22), title)


def _front(setter: Setter, source: Source) -> list[Flow]:
    when = f"{weekday(source.date).capitalize()} den {long_date(source.date)}"
    rows = [
        ["Mødedato:", when],
        ["Mødet påbegyndt:", f"kl. {source.start}"],
        ["Mødet hævet:", f"kl. {source.end}" if source.end else ""],
        ["Mødested:", source.place],
        ["Deltagere:", ", ".join(with_office(m) for m in source.present)],
        ["Fraværende:", ", ".join(str(m) for m in source.absent)],
    ]
    return [
        setter.text(source.municipality, italic=True, align="left"),
        setter.text(f"Åbent {kind_word(source).lower()}", bold=True, size=20, after=2),
        setter.text(
            f"{source.body.name} ({source.body.abbreviation})", bold=True, size=14, after=12
        ),
        setter.grid([row for row in rows if row[1]], [38, 120], ruled=False),
        *(setter.text(remark, before=6) for remark in source.remarks),
    ]


def _contents(setter: Setter, source: Source, pagination: Pagination) -> list[Flow]:
    lines = [
        setter.leader(_title(item), pagination.pages.get(item.number)) for item in source.items
    ]
    return [
        setter.text("Indhold", bold=True, size=13, before=14, after=6),
        *lines,
        setter.new_page(),
    ]


def _title(item: Item) -> str:
    letter = f" {TYPE_LETTERS[item.type]}" if item.type else ""
    closed = "" if item.public else "LUKKET "
    return f"Pkt. {item.number} {closed}{item.title}{letter}"


def _item(setter: Setter, item: Item) -> list[Flow]:
    flows = [setter.text(_title(item), bold=True, size=13, before=18, after=3, keep=True)]
    if item.case_number:
        state = "Åben" if item.public else "Lukket"
        flows.append(setter.text(f"Sag {item.case_number} – {state}", italic=True, keep=True))
    if item.route:
        flows.append(setter.text(f"Forventet sagsgang: {', '.join(item.route)}", italic=True))
    for section in arrange(item).recommendation_first:
        flows += _section(setter, section)
    return flows


def _section(setter: Setter, section: Section) -> list[Flow]:
    heading = heading_of(section, LABELS)
    if section.body and section.date:
        heading = f"Beslutning i {section.body} den {dashed(section.date)}"
    return [
        setter.text(heading, bold=True, before=4, after=2, keep=True),
        *setter.blocks(section.blocks),
    ]
