"""Plain text in UTF-8 with headings in capitals and lines broken at 78 characters."""

from __future__ import annotations

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.text_wrapping import blocks_to_lines, wrap
from eval.municipality.layouts.wording import dotted, kind_word, long_date, weekday, with_office
from eval.municipality.model import Item, ItemType, Role, Section, Source

WIDTH = 78
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
    ItemType.DECISION: " (Beslutning)",
    ItemType.BRIEFING: " (Orientering)",
    ItemType.DISCUSSION: " (Drøftelse)",
}


def render(source: Source) -> bytes:
    """Print a source."""
    lines = [*_front(source), *(line for item in source.items for line in _item(item))]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _front(source: Source) -> list[str]:
    lines = [
        source.municipality.upper(),
        f"{kind_word(source)} fra {source.body.name}".upper(),
        "=" * WIDTH,
        f"Dato:        {weekday(source.date)} den {long_date(source.date)}",
        f"Tidspunkt:   kl. {source.start}" + (f" - {source.end}" if source.end else ""),
        f"Mødested:    {source.place}",
        *wrap(", ".join(with_office(m) for m in source.present), WIDTH, "Til stede:   ", " " * 13),
        *wrap(", ".join(str(m) for m in source.absent), WIDTH, "Afbud:       ", " " * 13),
        "",
    ]
    for remark in source.remarks:
        lines += [*wrap(remark, WIDTH), ""]
    return [*lines, "DAGSORDEN", "", *(_contents_line(item) for item in source.items), "", ""]


def _contents_line(item: Item) -> str:
    """Long titles are cut, as such lists do."""
    line = f"{item.number:>4}. {item.title}"
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 3]}..."


def _item(item: Item) -> list[str]:
    closed = "" if item.public else "LUKKET PUNKT: "
    kind = TYPES[item.type] if item.type else ""
    lines = [
        "-" * WIDTH,
        *wrap(f"{item.number}. {closed}{item.title.upper()}{kind}", WIDTH, rest="    "),
        "",
    ]
    if item.case_number:
        lines += [f"Sagsnr. {item.case_number}", ""]
    for section in arrange(item).presentation_first:
        lines += [_heading(section), *blocks_to_lines(section.blocks, WIDTH, "*")]
    return [*lines, ""]


def _heading(section: Section) -> str:
    if section.body and section.date:
        return f"Beslutning i {section.body} den {dotted(section.date)}".upper()
    return heading_of(section, LABELS).upper()
