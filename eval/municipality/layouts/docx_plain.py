"""Word as typed by hand: no styles, headings only in bold, everything in one stream."""

from __future__ import annotations

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.docx_package import Run, package, paragraph
from eval.municipality.layouts.docx_styles import blocks_to_word
from eval.municipality.layouts.wording import (
    enumerate_members,
    kind_word,
    long_date,
    weekday,
    with_office,
)
from eval.municipality.model import Item, Role, Section, Source

LABELS = {
    Role.SUMMARY: "Formål",
    Role.BACKGROUND: "Baggrund",
    Role.LAW: "Regler",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Inddragelse",
    Role.RECOMMENDATION: "Det indstilles",
    Role.DECISION: "Beslutning",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Deltog ikke",
    Role.ATTACHMENTS: "Bilag",
}


def render(source: Source) -> bytes:
    """Print a source; without a header nothing says what meeting it is from."""
    front = _front(source) if source.header else []
    body = [*front, *(line for item in source.items for line in _item(item))]
    return package(body, "", "")


def _front(source: Source) -> list[str]:
    when = f"{weekday(source.date)} den {long_date(source.date)} kl. {source.start}"
    if source.end:
        when += f"-{source.end}"
    lines = [
        paragraph(Run(f"{kind_word(source)}, {source.body.name}", bold=True)),
        paragraph(f"Tid: {when}"),
        paragraph(f"Sted: {source.place}"),
        paragraph(f"Deltagere: {', '.join(with_office(member) for member in source.present)}"),
    ]
    if source.absent:
        lines.append(paragraph(f"Afbud: {enumerate_members(source.absent)}"))
    return [*lines, *(paragraph(remark) for remark in source.remarks), paragraph()]


def _item(item: Item) -> list[str]:
    closed = "" if item.public else " (lukket)"
    lines = [paragraph(Run(f"{item.number}. {item.title}{closed}", bold=True))]
    if item.case_number:
        lines.append(paragraph(f"Sag: {item.case_number}"))
    for section in arrange(item).presentation_first:
        lines.append(paragraph(Run(_heading(section), bold=True)))
        lines += blocks_to_word(section.blocks, bullet_style="")
    return [*lines, paragraph()]


def _heading(section: Section) -> str:
    if section.body and section.date:
        return f"{section.body} besluttede den {long_date(section.date)}"
    return heading_of(section, LABELS)
