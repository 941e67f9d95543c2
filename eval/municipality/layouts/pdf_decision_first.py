"""PDF with a page for each item: the decision first, then recommendation, presentation, history."""

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
from eval.municipality.model import Item, Role, Section, Source

FACE = Typeface(size=9.5, leading=12.4, bullet="·")
LABELS = {
    Role.SUMMARY: "Resumé",
    Role.BACKGROUND: "Beskrivelse",
    Role.LAW: "Retsgrundlag",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Inddragelse og høring",
    Role.RECOMMENDATION: "INDSTILLING",
    Role.DECISION: "Beslutninger",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Fraværende",
    Role.ATTACHMENTS: "Bilag",
}


def render(source: Source) -> bytes:
    """Print a source."""

    def story(setter: Setter, pagination: Pagination) -> list[Flow]:
        flows = [*_front(setter, source), *_contents(setter, source, pagination)]
        for item in source.items:
            flows += [setter.new_page(), setter.mark(item.number), *_item(setter, source, item)]
        return flows

    def furniture(page: Page) -> None:
        page.text(20, 285, f"{_council(source)} {dashed(source.date)}", size=7.5)
        page.text(-20, 285, f"Side {page.number} af {page.total}", size=7.5)

    title = f"{kind_word(source).upper()} {_council(source)} d. {dashed(source.date)}"
    return set_pages(story, furniture, FACE, Margins(20, 20, 20, 24), title)


def _council(source: Source) -> str:
    """Like "Ravnsund Byråd": the council goes by the name of the town."""
    town = source.municipality.split()[0]
    return f"{town} Byråd" if source.body.name == "Byrådet" else source.body.name


def _front(setter: Setter, source: Source) -> list[Flow]:
    heading = f"{kind_word(source).upper()} {_council(source)} d. {dashed(source.date)}"
    when = f"{weekday(source.date).capitalize()} d. {long_date(source.date)} kl. {source.start}"
    rows = [["Mødedato", when], ["Mødested", source.place]]
    if source.end:
        rows.append(["Møde slut", source.end])
    rows.append(["Medlemmer", ", ".join(with_office(member) for member in source.members)])
    if source.absent:
        rows.append(["Afbud", enumerate_members(source.absent)])
    return [
        setter.text(heading, bold=True, size=16, before=60, after=24),
        setter.grid(rows, [32, 135], ruled=False),
        *(setter.text(remark, before=8) for remark in source.remarks),
        setter.new_page(),
    ]


def _contents(setter: Setter, source: Source, pagination: Pagination) -> list[Flow]:
    lines = [
        setter.leader(_title(item), pagination.pages.get(item.number)) for item in source.items
    ]
    return [setter.text("Indholdsfortegnelse", bold=True, size=14, after=10), *lines]


def _title(item: Item) -> str:
    return item.title if item.public else f"Lukket: {item.title}"


def _item(setter: Setter, source: Source, item: Item) -> list[Flow]:
    parts = arrange(item)
    flows = [setter.text(f"Punkt {item.number}: {_title(item)}", bold=True, size=13, after=6)]
    if item.case_number:
        flows.append(setter.text(item.case_number, after=8))
    for section in (*parts.outcome, *parts.recommendation, *parts.presentation):
        flows += _section(setter, section)
    if parts.earlier:
        flows.append(setter.text("Tidligere behandling", bold=True, before=6, keep=True))
    for section in parts.earlier:
        flows += _earlier(setter, source, item, section)
    for section in parts.attachments:
        flows += _section(setter, section)
    return flows


def _section(setter: Setter, section: Section) -> list[Flow]:
    heading = heading_of(section, LABELS)
    return [
        setter.text(heading, bold=True, size=10.5, before=5, after=2, keep=True),
        *setter.blocks(section.blocks),
    ]


def _earlier(setter: Setter, source: Source, item: Item, section: Section) -> list[Flow]:
    day = section.date or source.date
    place = int(document_number(source, item)) % 11 + 2
    return [
        setter.text(f"Udvalg: {section.body}", before=4, after=0, keep=True),
        setter.text(f"Dato: {dashed(day)}", after=0, keep=True),
        setter.text(f"Punktnummer: {place}", after=3, keep=True),
        *setter.blocks(section.blocks),
    ]
