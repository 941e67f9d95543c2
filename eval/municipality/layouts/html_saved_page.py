"""A meeting page saved from the municipality's site, with menu, cookie banner and footer."""

from __future__ import annotations

from html import escape

from eval.municipality.layouts.arrangement import arrange, heading_of
from eval.municipality.layouts.html_text import blocks_to_html
from eval.municipality.layouts.wording import (
    dashed,
    enumerate_members,
    kind_word,
    long_date,
    weekday,
    with_office,
)
from eval.municipality.model import Item, Role, Section, Source

LABELS = {
    Role.SUMMARY: "Resume",
    Role.BACKGROUND: "Sagsfremstilling",
    Role.LAW: "Lovgrundlag",
    Role.ECONOMY: "Økonomi",
    Role.HEARING: "Høring",
    Role.RECOMMENDATION: "Forvaltningen indstiller,",
    Role.VOTE: "Afstemning",
    Role.ABSENT: "Fraværende",
    Role.ATTACHMENTS: "Bilag",
}
STYLE = "body{font-family:sans-serif} .cookie{background:#eee} nav ul{list-style:none}"
MENU = ("Borger", "Erhverv", "Politik og indflydelse", "Om kommunen", "Job", "Selvbetjening")
COOKIES = (
    "Vi bruger cookies på ravnsund.example for at huske dine indstillinger og føre statistik over "
    "brugen af siden. Du kan til enhver tid ændre dit samtykke nederst på siden."
)
FOOTER = (
    "Ravnsund Kommune, Rådhuspladsen 1, 9980 Ravnsund. Telefon 00 00 00 00. "
    "Åbningstider i Borgerservice: mandag-torsdag kl. 10-15, fredag kl. 10-13."
)


def render(source: Source) -> bytes:
    """Print a source, in UTF-8."""
    title = f"{kind_word(source)} - {source.body.name} - {dashed(source.date)}"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="da">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(title)} | {escape(source.municipality)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *_site_head(),
        '<main id="indhold">',
        *_head(source),
        *_agenda(source),
        *(line for item in source.items for line in _item(source, item)),
        "</main>",
        f"<footer><p>{escape(FOOTER)}</p><p><a href='#cookies'>Skift samtykke</a></p></footer>",
        "<script>window.dataLayer = window.dataLayer || [];</script>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _site_head() -> list[str]:
    entries = "".join(f'<li><a href="#">{name}</a></li>' for name in MENU)
    return [
        f'<div class="cookie" role="dialog" id="cookies"><p>{COOKIES}</p>',
        "<button>Kun nødvendige</button> <button>Accepter alle</button></div>",
        f'<header><a href="#indhold">Spring til indhold</a><nav><ul>{entries}</ul></nav>',
        '<form role="search"><input placeholder="Søg på ravnsund.example"></form></header>',
        '<p class="sti">Forside / Politik og indflydelse / Dagsordener og referater</p>',
    ]


def _head(source: Source) -> list[str]:
    when = f"{weekday(source.date)} den {long_date(source.date)} kl. {source.start}"
    lines = [
        f'<h1 class="dato">{escape(kind_word(source))}: {when}</h1>',
        f'<p><span class="udvalg">{escape(source.body.name)}</span></p>',
        f"<p>Mødested: {escape(source.place)}</p>",
    ]
    if source.end:
        lines.append(f"<p>Slut kl.: {source.end}</p>")
    members = "; ".join(with_office(member) for member in source.members)
    lines.append(f"<p>Mødedeltagere: {escape(members)}</p>")
    if source.absent:
        lines.append(f"<p>Afbud fra: {escape(enumerate_members(source.absent))}</p>")
    lines += [f"<p>{escape(remark)}</p>" for remark in source.remarks]
    return [*lines, '<p><a href="javascript:print()">Udskriv</a> <a href="#">Abonnér</a></p>']


def _agenda(source: Source) -> list[str]:
    rows = [
        f'<tr class="punktrow"><td>{item.number}</td>'
        f'<td><a href="#punkt{item.number}">{escape(item.title)}</a></td></tr>'
        for item in source.items
    ]
    return ["<h2>Dagsordenspunkter</h2>", "<table>", *rows, "</table>"]


def _item(source: Source, item: Item) -> list[str]:
    state = "Åbent punkt" if item.public else "Lukket punkt"
    lines = [
        f'<section id="punkt{item.number}">',
        f'<h2 class="overskrift">{item.number}. {escape(item.title)}</h2>',
        f'<p><span class="status">{state}</span></p>',
    ]
    if item.case_number:
        lines.append(f'<p><span class="sagsnummer">Sagsnr. {item.case_number}</span></p>')
    if item.route:
        lines.append(f"<p>Sagsforløb: {', '.join(item.route)}</p>")
    for section in arrange(item).presentation_first:
        lines += [f"<h3>{escape(_heading(source, section))}</h3>", blocks_to_html(section.blocks)]
    return [*lines, '<p><a href="#indhold">Til toppen</a></p>', "</section>"]


def _heading(source: Source, section: Section) -> str:
    if section.role is Role.DECISION:
        body, day = section.body or source.body.name, section.date or source.date
        return f"Beslutning i {body} den {dashed(day)}"
    return heading_of(section, LABELS)
