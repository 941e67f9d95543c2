"""PDF after the older filing systems: cover, contents, presentation → recommendation → decision."""

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
from eval.municipality.layouts.wording import (
    dashed,
    document_number,
    enumerate_members,
    kind_word,
    long_date,
    weekday,
    with_office,
)
from eval.municipality.model import Item, Listing, Role, Section, Source

FACE = Typeface(size=10, leading=12.6)
LABELS = {
    Role.SUMMARY: "Resumé",
    Role.BACKGROUND: "Sagsfremstilling",
    Role.LAW: "Lovgrundlag",
    Role.ECONOMY: "Økonomiske konsekvenser",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Indstilling",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Fraværende",
    Role.ATTACHMENTS: "Bilag",
}


def render(source: Source) -> bytes:
    """Print a source."""

    def story(setter: Setter, pagination: Pagination) -> list[Flow]:
        flows = [*_cover(setter, source), *_contents(setter, source, pagination)]
        for item in source.items:
            flows += _item(setter, source, item)
        if not source.kind.before_meeting:
            flows += _signatures(setter, source)
        return flows

    def furniture(page: Page) -> None:
        if page.number > 1:
            page.text(22, 15, f"{kind_word(source)} for {source.body.name}")
            page.text(22, 19, f"{long_date(source.date)} - kl. {source.start}")
            page.text(-22, 15, f"Side {page.number - 1}")
            page.rule(21)
        page.text(-22, 286, f"{page.number} af {page.total}")

    title = f"{kind_word(source)} {source.body.name} {dashed(source.date)}"
    return set_pages(story, furniture, FACE, Margins(), title)


def _cover(setter: Setter, source: Source) -> list[Flow]:
    day = f"{weekday(source.date).capitalize()} den {long_date(source.date)}"
    office = f"{source.body.name} ({source.body.abbreviation})"
    flows = [
        setter.text(source.municipality, size=12, before=30, after=30),
        setter.text(kind_word(source), bold=True, size=24, after=14),
        setter.text(office, bold=True, size=14, after=10),
        setter.text(day, after=2),
        setter.text(f"Kl. {source.start}", after=2),
        setter.text(source.place, after=16),
        *(setter.text(remark, after=8) for remark in source.remarks),
        setter.text("Medlemmer", bold=True, before=10, after=4),
        _members(setter, source),
    ]
    if not source.kind.before_meeting:
        flows += [
            setter.text("Fraværende", bold=True, before=12, after=4),
            setter.text(enumerate_members(source.absent)),
        ]
    if source.end:
        flows.append(setter.text(f"Mødet hævet kl. {source.end}", before=12))
    return [*flows, setter.new_page()]


def _members(setter: Setter, source: Source) -> Flow:
    """Two columns, the first half of the members in the left one."""
    names = [with_office(member) for member in source.members]
    half = (len(names) + 1) // 2
    rows = [[name, "".join(names[half + i : half + i + 1])] for i, name in enumerate(names[:half])]
    return setter.grid(rows, [80, 80], ruled=False)


def _contents(setter: Setter, source: Source, pagination: Pagination) -> list[Flow]:
    """Page numbers are those of the running head, which does not count the cover."""
    lines = [
        setter.leader(f"{item.number}. {_title(item)}", pagination.pages.get(item.number, 1) - 1)
        for item in source.items
    ]
    return [
        setter.text("Indholdsfortegnelse", bold=True, size=14, after=8),
        setter.text(
            "Punkt nr.                                                       Side", after=4
        ),
        *lines,
        setter.new_page(),
    ]


def _title(item: Item) -> str:
    return item.title if item.public else f"Lukket sag: {item.title}"


def _item(setter: Setter, source: Source, item: Item) -> list[Flow]:
    flows = [
        setter.mark(item.number),
        setter.text(f"{item.number}. {_title(item)}", bold=True, size=13, before=16, keep=True),
    ]
    if item.case_number:
        flows.append(setter.text(f"Sagsnr.: {item.case_number}", after=2, keep=True))
    if item.route:
        flows.append(setter.text(f"Sagsgang: {'/'.join(item.route)}", after=2, keep=True))
    if item.public and item.case_number:
        flows.append(setter.text(f"Sagen afgøres i: {_decider(source, item)}", after=6, keep=True))
    for section in arrange(item).presentation_first:
        flows += _section(setter, source, item, section)
    return flows


def _decider(source: Source, item: Item) -> str:
    return item.route[-1] if item.route else source.body.name


def _section(setter: Setter, source: Source, item: Item, section: Section) -> list[Flow]:
    heading = setter.text(_heading(source, section), bold=True, before=6, after=2, keep=True)
    if section.role is Role.ATTACHMENTS:
        return [heading, *_attachments(setter, source, item, section)]
    return [heading, *setter.blocks(section.blocks)]


def _heading(source: Source, section: Section) -> str:
    if section.role is Role.DECISION:
        body, day = section.body or source.body.name, section.date or source.date
        return f"Beslutning i {body} den {dashed(day)}"
    return heading_of(section, LABELS)


def _attachments(setter: Setter, source: Source, item: Item, section: Section) -> list[Flow]:
    entries = [e for b in section.blocks if isinstance(b, Listing) for e in b.entries]
    number, year = int(document_number(source, item)), source.date.year % 100
    return [
        setter.text(f"{i} Åben {entry.text} ({number + 7 * i}/{year})", after=1)
        for i, entry in enumerate(entries, 1)
    ]


def _signatures(setter: Setter, source: Source) -> list[Flow]:
    lines = [setter.text(str(member), before=14, after=0) for member in source.present]
    return [setter.new_page(), setter.text("Underskriftsblad", bold=True, size=14), *lines]
