"""Plain text from an old mainframe: "Nr.178 -", Windows-1252, lines of 72 characters, CRLF."""

from __future__ import annotations

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.text_wrapping import blocks_to_lines, wrap
from eval.municipality.layouts.wording import dashed, enumerate_members, kind_word, weekday
from eval.municipality.model import Item, Role, Section, Source

WIDTH = 72
ENCODING = "cp1252"
LABELS = {
    Role.SUMMARY: "Sagens kerne",
    Role.BACKGROUND: "Redegørelse",
    Role.LAW: "Lovgrundlag",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Forvaltningen foreslår",
    Role.DECISION: "Afgørelse",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Fraværende",
    Role.ATTACHMENTS: "Bilag",
}


def render(source: Source) -> bytes:
    """Print a source."""
    lines = [*_front(source), *(line for item in source.items for line in _item(item))]
    return ("\r\n".join(lines).rstrip() + "\r\n").encode(ENCODING)


def _front(source: Source) -> list[str]:
    lines = [
        f"{source.municipality}",
        f"{source.body.name} ({source.body.abbreviation})",
        f"{kind_word(source)} {weekday(source.date)} d. {dashed(source.date)} kl. {source.start}",
        f"Mødested: {source.place}",
        *wrap(", ".join(str(member) for member in source.members), WIDTH, "Medlemmer: "),
        *wrap(enumerate_members(source.absent), WIDTH, "Fraværende: "),
    ]
    if source.end:
        lines.append(f"Mødet sluttede kl. {source.end}")
    for remark in source.remarks:
        lines += wrap(remark, WIDTH)
    return [*lines, ""]


def _item(item: Item) -> list[str]:
    closed = "" if item.public else "(Lukket) "
    lines = ["", *wrap(f"Nr.{item.number} - {closed}{item.title}", WIDTH, rest="   ")]
    if item.case_number:
        route = f"   Sagsgang: {'-'.join(item.route)}" if item.route else ""
        lines.append(f"Sag: {item.case_number}{route}")
    lines.append("")
    for section in arrange(item).presentation_first:
        lines += [f"{_heading(section)}:", *blocks_to_lines(section.blocks, WIDTH, "-")]
    return lines


def _heading(section: Section) -> str:
    if section.body and section.date:
        return f"Beslutning i {section.body} d. {dashed(section.date)}"
    return heading_of(section, LABELS)
