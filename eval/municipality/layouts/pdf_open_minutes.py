"""PDF with a four-line running head and the absent members under every item; hyphenated."""

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
    document_number,
    dotted,
    kind_word,
    long_date,
    weekday,
    with_office,
)
from eval.municipality.model import Block, Entry, Item, Listing, Paragraph, Role, Section, Source

FACE = Typeface(size=10.5, leading=13.6, hyphenated=True)
LABELS = {
    Role.SUMMARY: "Sammendrag",
    Role.BACKGROUND: "Sagsfremstilling",
    Role.LAW: "Lovgrundlag",
    Role.ECONOMY: "Økonomiske konsekvenser og finansiering",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Indstilling",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Følgende deltog ikke i behandlingen af punktet:",
    Role.ATTACHMENTS: "Bilag",
}


def render(source: Source) -> bytes:
    """Print a source."""

    def story(setter: Setter, pagination: Pagination) -> list[Flow]:
        flows = [*_cover(setter, source), *_contents(setter, source, pagination)]
        for item in source.items:
            flows += [setter.mark(item.number), *_item(setter, source, item)]
        return flows

    def furniture(page: Page) -> None:
        page.text(25, 12, source.body.name)
        page.text(25, 16, kind_word(source))
        page.text(25, 20, f"Åbent {kind_word(source).lower()}")
        page.text(25, 24, f"Dato: {dotted(source.date)}")
        page.text(-25, 24, f"Side {page.number}")
        page.rule(27, 25, 25)

    title = f"{source.body.name} {dotted(source.date)}"
    return set_pages(story, furniture, FACE, Margins(25, 25, 34, 22), title)


def _cover(setter: Setter, source: Source) -> list[Flow]:
    when = f"{weekday(source.date)} den {long_date(source.date)}, kl. {source.start}"
    flows = [
        setter.text(kind_word(source), bold=True, size=22, before=20, after=20),
        setter.text(source.body.name, bold=True, size=13),
        setter.text(when, after=2),
        setter.text(f"i {source.place}", after=20),
        setter.text(f"Åbent {kind_word(source).lower()}", bold=True, after=14),
        setter.text("Til stede", bold=True),
        *(setter.text(with_office(member), after=1) for member in source.present),
        setter.text("Afbud/Fraværende", bold=True, before=10),
        *(setter.text(str(member), after=1) for member in source.absent),
        *(setter.text(remark, before=8) for remark in source.remarks),
    ]
    return [*flows, setter.new_page()]


def _contents(setter: Setter, source: Source, pagination: Pagination) -> list[Flow]:
    """Open items first, then the closed ones under a heading of their own."""

    def lines(public: bool) -> list[Flow]:
        return [
            setter.leader(f"{item.number}. {item.title}", pagination.pages.get(item.number))
            for item in source.items
            if item.public is public
        ]

    flows = [setter.text("INDHOLDSFORTEGNELSE", bold=True, after=8), *lines(True)]
    if closed := lines(False):
        flows += [setter.text("Lukkede punkter", bold=True, before=8), *closed]
    return [*flows, setter.new_page()]


def _item(setter: Setter, source: Source, item: Item) -> list[Flow]:
    parts = arrange(item)
    closed = "" if item.public else " (Lukket punkt)"
    flows = [
        setter.text(
            f"{item.number}. {item.title}{closed}", bold=True, size=12, before=18, keep=True
        )
    ]
    if item.case_number:
        number = f"{source.date.year}-{document_number(source, item)}"
        flows += [
            setter.text(f"Sagsnr.: {item.case_number}", after=0, keep=True),
            setter.text(f"Dok.nr.: {number}", after=6, keep=True),
        ]
    for section in (*parts.presentation, *parts.attachments, *parts.earlier):
        flows += _section(setter, source, item, section)
    if parts.recommendation:
        decider = item.route[-1] if item.route else source.body.name
        flows += [_heading(setter, "Beslutningen træffes af"), setter.text(decider, after=6)]
    for section in (*parts.recommendation, *parts.outcome):
        flows += _section(setter, source, item, section)
    if item.public and not source.kind.before_meeting and not _has_own_absence(parts.outcome):
        names = [setter.text(str(member), after=1) for member in source.absent]
        flows += [_heading(setter, LABELS[Role.ABSENT]), *names]
    return flows


def _has_own_absence(outcome: tuple[Section, ...]) -> bool:
    return any(section.role is Role.ABSENT for section in outcome)


def _heading(setter: Setter, text: str) -> Flow:
    return setter.text(text, bold=True, before=6, after=2, keep=True)


def _section(setter: Setter, source: Source, item: Item, section: Section) -> list[Flow]:
    if section.role is Role.DECISION and section.body is None:
        heading = f"{source.body.genitive} beslutning den {dotted(source.date)} Punkt {item.number}"
    elif section.role is Role.DECISION and section.date:
        heading = f"{section.body} den {long_date(section.date)}"
    else:
        heading = heading_of(section, LABELS)
    blocks = section.blocks
    if section.role is Role.ATTACHMENTS:
        blocks = tuple(_numbered(source, item, block) for block in blocks)
    return [_heading(setter, heading), *setter.blocks(blocks)]


def _numbered(source: Source, item: Item, block: Block) -> Block:
    """One line for all attachments, each after its document number."""
    if not isinstance(block, Listing):
        return block
    first = int(document_number(source, item))
    names = [
        f"{source.date.year}-{first + 13 * i} - {entry.text}"
        for i, entry in enumerate(block.entries, 1)
    ]
    return Paragraph("; ".join(names)) if len(names) < 2 else Listing(_entries(names))


def _entries(names: list[str]) -> tuple[Entry, ...]:
    return tuple(Entry(None, name) for name in names)
