"""An older page made of tables, in Windows' character set; the decision before the presentation."""

from __future__ import annotations

from html import escape

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.html_text import blocks_to_html
from eval.municipality.layouts.wording import dotted, kind_word, weekday
from eval.municipality.model import Item, ItemType, Role, Section, Source

ENCODING = "cp1252"
LABELS = {
    Role.SUMMARY: "Beslutningstema",
    Role.BACKGROUND: "Sagsbeskrivelse",
    Role.LAW: "Retsgrundlag",
    Role.ECONOMY: "Økonomiske og personalemæssige konsekvenser",
    Role.HEARING: "Høring og kommunikation",
    Role.RECOMMENDATION: "Beslutningspunkter",
    Role.DECISION: "Beslutning",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Ikke til stede",
    Role.ATTACHMENTS: "Bilag",
}
TYPES = {
    ItemType.DECISION: "Beslutningssag",
    ItemType.BRIEFING: "Orienteringssag",
    ItemType.DISCUSSION: "Drøftelsessag",
}


def render(source: Source) -> bytes:
    """Print a source; the page says that it is in Windows-1252, as it is."""
    title = f"{kind_word(source)} fra møde i {source.body.name} {dotted(source.date)}"
    lines = [
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
        "<html><head>",
        f'<meta http-equiv="Content-Type" content="text/html; charset=windows-{ENCODING[2:]}">',
        f"<title>{escape(title)}</title></head>",
        '<body bgcolor="#FFFFFF">',
        f'<table width="700"><tr><td><font size="5">{escape(title)}</font></td></tr></table>',
        *_front(source),
        *(line for item in source.items for line in _item(item)),
        "</body></html>",
    ]
    return ("\r\n".join(lines) + "\r\n").encode(ENCODING)


def _front(source: Source) -> list[str]:
    day = f"{weekday(source.date).capitalize()} {dotted(source.date)}"
    rows = [("Tidspunkt", f"{day} kl. {source.start}"), ("Møde slut", source.end or "")]
    rows.append(("Lokale", source.place))
    rows.append(("Til stede", "<br>".join(escape(str(member)) for member in source.present)))
    rows.append(("Fraværende", "<br>".join(escape(str(member)) for member in source.absent)))
    rows += [("Bemærkninger", escape(remark)) for remark in source.remarks]
    index = [f'<a href="#p{item.number}">{item.number}. {escape(item.title)}</a><br>'
             for item in source.items]  # fmt: skip
    return [*_grid(rows), "<p><b>Indhold</b></p>", *index, "<hr>"]


def _grid(rows: list[tuple[str, str]]) -> list[str]:
    cells = [
        f'<tr><td valign="top"><b>{name}</b></td><td>{value}</td></tr>' for name, value in rows
    ]
    return ['<table cellpadding="3">', *cells, "</table>"]


def _item(item: Item) -> list[str]:
    rows = [("Status", "Åben sag" if item.public else "Lukket sag")]
    if item.case_number:
        rows.append(("Sagsid.", item.case_number))
    if item.type:
        rows.append(("Sagstype", TYPES[item.type]))
    if item.route:
        rows.append(("Behandling", " - ".join(item.route)))
    lines = [
        f'<a name="p{item.number}"></a>',
        f'<p><font size="4"><b>Punkt {item.number}: {escape(item.title)}</b></font></p>',
        *_grid(rows),
    ]
    for section in arrange(item).recommendation_first:
        lines += [f"<p><b>{escape(_heading(section))}</b></p>", blocks_to_html(section.blocks)]
    return [*lines, "<hr>"]


def _heading(section: Section) -> str:
    if section.body and section.date:
        return f"{section.body}s beslutning den {dotted(section.date)}"
    return heading_of(section, LABELS)
