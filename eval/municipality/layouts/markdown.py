"""Markdown as a converter leaves it: ## for items, ### for sections, no front page to speak of."""

from __future__ import annotations

from collections.abc import Iterable

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.wording import (
    EMAIL,
    dashed,
    document_number,
    kind_word,
    with_office,
)
from eval.municipality.model import (
    Block,
    Item,
    Listing,
    Member,
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
    Role.VOTE: "Afstemning",
}


def render(source: Source) -> bytes:
    """Print a source, in UTF-8."""
    lines = _front(source)
    for item in source.items:
        lines += _item(source, item)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _front(source: Source) -> list[str]:
    lines = [
        f"# {kind_word(source)} – {source.body.name} ({source.body.abbreviation}) "
        f"{dashed(source.date)}",
        "",
        f"**Mødested:** {source.place}  ",
        f"**Mødet begyndte:** kl. {source.start}  ",
    ]
    if source.end:
        lines.append(f"**Mødet sluttede:** kl. {source.end}")
    lines += ["", "**Medlemmer:**", "", *(f"- {with_office(m)}" for m in source.members), ""]
    for remark in source.remarks:
        lines += [remark, ""]
    return lines


def _item(source: Source, item: Item) -> list[str]:
    state = "Åben sag" if item.public else "Lukket sag"
    lines = [
        f"## {item.number}. {item.title}",
        "",
        f"{item.case_number or ''}      {state}".strip(),
    ]
    lines.append("")
    if item.route:
        lines += ["### Sagsgang", "", "/".join(item.route), ""]
    parts = arrange(item)
    for section in (*parts.presentation, *parts.recommendation, *parts.earlier):
        lines += _section(source, section)
    for section in parts.outcome:
        if section.role is not Role.ABSENT:
            lines += _section(source, section)
    if item.public and not source.kind.before_meeting:
        lines += _absence(parts.outcome, source.absent)
    for section in parts.attachments:
        lines += _attachments(source, item, section)
    return lines


def _section(source: Source, section: Section) -> list[str]:
    if section.role is Role.DECISION:
        body, day = section.body or source.body.name, section.date or source.date
        heading = f"Beslutning i {body} den {dashed(day)}"
    else:
        heading = heading_of(section, LABELS)
    return [f"### {heading}", "", *_blocks(section.blocks)]


def _absence(outcome: tuple[Section, ...], absent: tuple[Member, ...]) -> list[str]:
    """The absent members of the meeting, without party, and those of the item."""
    own = [line for s in outcome if s.role is Role.ABSENT for line in _blocks(s.blocks)]
    if not absent and not own:
        return []
    names = [line for member in absent for line in (member.name, "")]
    return ["Fraværende:", "", *names, *own]


def _attachments(source: Source, item: Item, section: Section) -> list[str]:
    first = int(document_number(source, item, digits=7))
    entries = [e for b in section.blocks if isinstance(b, Listing) for e in b.entries]
    rows = [f"{i} - {first + i} Åben {entry.text}" for i, entry in enumerate(entries, 1)]
    return ["**Bilag:**", "", *(line for row in rows for line in (row, ""))]


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in [*_block(block), ""]]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [EMAIL.sub(r"[\g<0>](mailto:\g<0>)", text)]
        case Subheading(text):
            return [f"*{text}*"]
        case Listing(entries):
            return [f"{entry.label or '-'} {entry.text}" for entry in entries]
        case Table():
            return _table(block)


def _table(table: Table) -> list[str]:
    rule = ["--:" if numeric else "---" for numeric in table.numeric]
    return [f"| {' | '.join(row)} |" for row in (table.header, rule, *table.rows)]
