"""Word with heading styles and a table of facts for each item."""

from __future__ import annotations

from collections.abc import Iterable

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.docx_package import Run, package, paragraph, table
from eval.municipality.layouts.wording import (
    dashed,
    enumerate_members,
    kind_word,
    long_date,
    weekday,
    with_office,
)
from eval.municipality.model import (
    Block,
    Item,
    ItemType,
    Listing,
    Paragraph,
    Role,
    Section,
    Source,
    Subheading,
    Table,
)

LABELS = {
    Role.SUMMARY: "Resumé",
    Role.BACKGROUND: "Sagsfremstilling",
    Role.LAW: "Lovgrundlag",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Indstilling",
    Role.DECISION: "Beslutning",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Fraværende",
    Role.ATTACHMENTS: "Bilag",
}
TYPES = {
    ItemType.DECISION: "Til beslutning",
    ItemType.BRIEFING: "Til orientering",
    ItemType.DISCUSSION: "Til drøftelse",
}


def render(source: Source) -> bytes:
    """Print a source."""
    head = f"{source.municipality} – {source.body.name} – {dashed(source.date)}"
    body = [*_front(source), *(line for item in source.items for line in _item(item))]
    return package(body, head, f"{kind_word(source)} {dashed(source.date)}")


def _front(source: Source) -> list[str]:
    title = f"{kind_word(source)} af møde i {source.body.name} ({source.body.abbreviation})"
    rows = [
        ("Mødedato", f"{weekday(source.date).capitalize()} den {long_date(source.date)}"),
        ("Start kl.", source.start),
        ("Slut kl.", source.end or ""),
        ("Mødested", source.place),
        ("Medlemmer", "; ".join(with_office(member) for member in source.members)),
        ("Fraværende", enumerate_members(source.absent)),
    ]
    remarks = [paragraph(remark) for remark in source.remarks]
    return [paragraph(title, style="Heading1"), table(rows), paragraph(), *remarks]


def _item(item: Item) -> list[str]:
    closed = "" if item.public else "(Lukket) "
    facts = [("Sagsnummer", item.case_number or "")]
    if item.type:
        facts.append(("Punkttype", TYPES[item.type]))
    if item.route:
        facts.append(("Sagsgang", " → ".join(item.route)))
    lines = [paragraph(f"Punkt {item.number}. {closed}{item.title}", style="Heading2")]
    if item.case_number:
        lines += [table(facts), paragraph()]
    for section in arrange(item).presentation_first:
        lines.append(paragraph(_heading(section), style="Heading3"))
        lines += blocks_to_word(section.blocks, bullet_style="ListBullet")
    return lines


def _heading(section: Section) -> str:
    if section.body and section.date:
        return f"Beslutning i {section.body} den {dashed(section.date)}"
    return heading_of(section, LABELS)


def blocks_to_word(blocks: Iterable[Block], bullet_style: str) -> list[str]:
    """The blocks of a section as paragraphs and tables."""
    return [xml for block in blocks for xml in _block(block, bullet_style)]


def _block(block: Block, bullet_style: str) -> list[str]:
    match block:
        case Paragraph(text):
            return [paragraph(text)]
        case Subheading(text):
            return [paragraph(Run(text, italic=True))]
        case Listing(entries):
            return [
                paragraph(f"{entry.label or '–'} {entry.text}", style=bullet_style)
                for entry in entries
            ]
        case Table():
            return [table([block.header, *block.rows], bold_first=True), paragraph()]
