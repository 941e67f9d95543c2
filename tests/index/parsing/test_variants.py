"""One meeting, printed in the ways that real minutes are printed: what is read must not differ.

Each way below is one of the forms that minutes of Danish municipalities take;
the tests set them in plain text, so that nothing but the words can tell.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

import pytest

from index.parsing.passages import split_passages
from index.types import AgendaItem, Minutes, SectionKind
from tests.index.parsing.pages import parsed

BACKGROUND = SectionKind.BACKGROUND
ECONOMY = SectionKind.ECONOMY
RECOMMENDATION = SectionKind.RECOMMENDATION
DECISION = SectionKind.DECISION
ABSENT = SectionKind.ABSENT
ATTACHMENTS = SectionKind.ATTACHMENTS

# (number, title, case number, public, sections); a section is (kind, first words, lines).
Part = tuple[SectionKind, list[str]]
Item = tuple[int, str, str, bool, list[Part]]
MEETING: list[Item] = [
    (41, "Godkendelse af dagsorden", "21/0007", True, [(DECISION, ["Godkendt."])]),
    (
        42,
        "Helhedsplan for havnen i Ellebæk og de tilstødende arealer ved den gamle fiskeauktion",
        "20/1893",
        True,
        [
            (
                BACKGROUND,
                [
                    "Der er holdt borgermøde om tre emner:",
                    "1. Adgang til vandet",
                    "2. Parkering i sommermånederne",
                    "3. Hvordan sikrer vi plads til erhverv, når de nye boliger er taget i brug?",
                    "Mødet havde 140 deltagere.",
                ],
            ),
            (ECONOMY, ["Planen koster 2,4 mio. kr."]),
            (
                RECOMMENDATION,
                [
                    "Forvaltningen indstiller,",
                    "1. at planen sendes i høring",
                    "2. at der afsættes 2,4 mio. kr.",
                ],
            ),
            (DECISION, ["Ad. 1 Godkendt.", "Ad. 2 Udsat til budgettet."]),
            (ABSENT, ["Ida Holm (A)"]),
            (ATTACHMENTS, ["Udkast til helhedsplan", "Kort over havnen"]),
        ],
    ),
    (
        43,
        "Salg af grund på Møllevej",
        "21/0412",
        False,
        [(BACKGROUND, ["Købesummen er 3,1 mio. kr."]), (DECISION, ["Hemmeligt salg godkendt."])],
    ),
    (
        44,
        "Orientering om trafiktal",
        "21/0500",
        True,
        [
            (BACKGROUND, ["Antallet af biler er faldet."]),
            (RECOMMENDATION, ["Det indstilles, at orienteringen tages til efterretning."]),
            (DECISION, ["Taget til efterretning."]),
        ],
    ),
]
PUBLIC = [item for item in MEETING if item[3]]

FRONTS = {
    "lines": "Referat\nTeknisk Udvalg\nMødedato: Mandag den 4. oktober 2021 kl. 15.00\n"
    "Sted: Lokale 2\nMedlemmer:\nIda Holm (A)\nPer Lund (V)\n",
    "one line": "Referat af møde i Teknisk Udvalg den 4. oktober 2021\n",
    "municipality": "Ellebæk Kommune – Teknisk Udvalg\nReferat\nDato: 04.10.2021\n",
    "behind": "Teknisk Udvalg - referat\n04-10-2021 kl. 15:00\n",
    "english": "Beslutningsprotokol\nTeknisk Udvalg\nMandag, October 4, 2021 - 15:00\n",
    "labels": "Åbent referat\nUdvalg: Teknisk Udvalg\nMødedato: d. 4. oktober 2021\n"
    "Mødet påbegyndt kl. 15\nAfbud fra: Ida Holm\n",
    "protocol": "BESLUTNINGSPROTOKOL FOR TEKNISK UDVALG\nmandag den 4. oktober 2021\n",
}

ITEMS: dict[str, Callable[[int, str], str]] = {
    "Punkt 1: T": lambda n, t: f"Punkt {n}: {t}",
    "Punkt 1 - T": lambda n, t: f"Punkt {n} – {t}",
    "Punkt 1 T": lambda n, t: f"Punkt {n} {t}",
    "Punkt 1 / T": lambda n, t: f"Punkt {n}\n{t}",
    "PUNKT NR. 1 / T": lambda n, t: f"PUNKT NR. {n}\n{t}",
    "Pkt. 1 T": lambda n, t: f"Pkt. {n} {t}",
    "Pkt. 1. T": lambda n, t: f"Pkt. {n}. {t}",
    "1. T": lambda n, t: f"{n}. {t}",
    "1 T": lambda n, t: f"{n} {t}",
    "1 / T": lambda n, t: f"{n}\n{t}",
    "1. / T": lambda n, t: f"{n}.\n{t}",
    "1) T": lambda n, t: f"{n}) {t}",
    "1 - T": lambda n, t: f"{n} - {t}",
    "Sag nr. 1: T": lambda n, t: f"Sag nr. {n}: {t}",
    "Sag nr. 1 / T": lambda n, t: f"Sag nr. {n}\n{t}",
    "Sag 1 T": lambda n, t: f"Sag {n} {t}",
    "Nr.1 - T": lambda n, t: f"Nr.{n} - {t}",
    "Dagsordenspunkt 1: T": lambda n, t: f"Dagsordenspunkt {n}: {t}",
    "1. T (B)": lambda n, t: f"{n}. {t} (B)",
    "Punkt 1: T (Beslutning)": lambda n, t: f"Punkt {n}: {t} (Beslutning)",
    "Punkt 1: T (orienteringssag)": lambda n, t: f"Punkt {n}: {t} (orienteringssag)",
    "4.1 T": lambda n, t: f"4.{n - 40} {t}",
    "1<tab>T": lambda n, t: f"{n}\t{t}",
    "Pkt.nr. 1 T": lambda n, t: f"Pkt.nr. {n} {t}",
}

CASES: dict[str, Callable[[str], str]] = {
    "Sagsnr.: C": lambda c: f"Sagsnr.: {c}",
    "Sag C": lambda c: f"Sag {c}",
    "C": lambda c: c,
    "Sagsid.: C": lambda c: f"Sagsid.: {c}",
    "J.nr. C": lambda c: f"J.nr. {c}",
    "Sagsnr. / C": lambda c: f"Sagsnr.\n{c}",
    "Sagsnr.: C Dok.nr.: D": lambda c: f"Sagsnr.: {c}   Dok.nr.: 55021/21   Initialer: abc",
    "Sagsnr. C Sagsbehandler": lambda c: f"Sagsnummer: {c}\nSagsbehandler: Ane Dahl",
}

LABELS: dict[str, Callable[[str, list[str]], str]] = {
    "Label": lambda label, lines: "\n".join([label, *lines]),
    "Label:": lambda label, lines: "\n".join([f"{label}:", *lines]),
    "Label: text": lambda label, lines: "\n".join([f"{label}: {lines[0]}", *lines[1:]]),
    "LABEL": lambda label, lines: "\n".join([label.upper(), *lines]),
    "blank lines": lambda label, lines: "\n" + "\n".join([label, "", *lines]),
}

WORDS = {
    "plain": {
        BACKGROUND: "Sagsfremstilling",
        ECONOMY: "Økonomi",
        RECOMMENDATION: "Indstilling",
        DECISION: "Beslutning",
        ABSENT: "Fraværende",
        ATTACHMENTS: "Bilag",
    },
    "body": {
        BACKGROUND: "Sagsbeskrivelse",
        ECONOMY: "Økonomiske konsekvenser",
        RECOMMENDATION: "Administrationens indstilling",
        DECISION: "Beslutning i Teknisk Udvalg den 04-10-2021",
        ABSENT: "Følgende deltog ikke i behandlingen af punktet",
        ATTACHMENTS: "Bilagsliste",
    },
    "genitive": {
        BACKGROUND: "Redegørelse",
        ECONOMY: "Økonomi og finansiering",
        RECOMMENDATION: "Beslutningspunkter",
        DECISION: "Teknisk Udvalgs beslutning den 04.10.2021",
        ABSENT: "Afbud",
        ATTACHMENTS: "Bilagsoversigt",
    },
    "afgørelse": {
        BACKGROUND: "Sagens kerne",
        ECONOMY: "Økonomi",
        RECOMMENDATION: "Indstillinger",
        DECISION: "Afgørelse",
        ABSENT: "Fraværende med afbud",
        ATTACHMENTS: "Bilag",
    },
    "udvalgets": {
        BACKGROUND: "Historik",
        ECONOMY: "Økonomiske konsekvenser",
        RECOMMENDATION: "Forslag til beslutning",
        DECISION: "Udvalgets afgørelse",
        ABSENT: "Ikke til stede",
        ATTACHMENTS: "Bilag",
    },
}

CLOSED: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "Lukket: T": lambda head, case: (head.replace("Salg", "Lukket: Salg"), case),
    "T (lukket)": lambda head, case: (f"{head} (lukket)", case),
    "T (Lukket punkt)": lambda head, case: (f"{head} (Lukket punkt)", case),
    "T - lukket sag": lambda head, case: (f"{head} – lukket sag", case),
    "case, Lukket sag": lambda head, case: (head, f"{case}   Lukket sag"),
    "Lukket sag": lambda head, case: (head, f"{case}\nLukket sag"),
    "Lukket punkt, case": lambda head, case: (head, f"Lukket punkt\n{case}"),
    "(Lukket)": lambda head, case: (head, f"(Lukket)\n{case}"),
    "behandles": lambda head, case: (head, f"Punktet behandles for lukkede døre\n{case}"),
    "blev behandlet": lambda head, case: (head, f"Sagen blev behandlet for lukkede døre.\n{case}"),
    "status": lambda head, case: (head, f"{case}\nOffentlighed: Lukket"),
    "not public": lambda head, case: (head, f"{case}\nIkke offentligt punkt"),
    "not open": lambda head, case: (head, f"{case}\nIkke åben"),
    "personsag": lambda head, case: (head, f"{case}\nPersonsag"),
    "closed parts": lambda head, case: (f"LUKKET MØDE\n{head}", case),
    "closed items": lambda head, case: (f"Lukkede punkter\n{head}", case),
    "for lukkede døre": lambda head, case: (f"Behandlet for lukkede døre:\n{head}", case),
}


def _printed(
    front: str = "lines",
    item: str = "1. T",
    case: str = "Sagsnr.: C",
    section: tuple[str, str] = ("Label", "plain"),
    closed: str = "Lukket: T",
    width: int = 0,
) -> Minutes:
    """The meeting as read from one way of printing it; `width` wraps its titles."""
    text = FRONTS[front]
    for number, title, case_number, public, parts in MEETING:
        head, case_line = ITEMS[item](number, title), CASES[case](case_number)
        if not public:
            head, case_line = CLOSED[closed](head, case_line)
        elif closed in ("closed parts", "closed items", "for lukkede døre") and number > 43:
            head = f"Åbne punkter\n{head}"
        if width and len(head) > width:
            cut = head.rindex(" ", 0, width)
            head = f"{head[:cut]}\n{head[cut + 1 :]}"
        sections = [LABELS[section[0]](WORDS[section[1]][kind], lines) for kind, lines in parts]
        text += "\n".join(["", head, case_line, *sections]) + "\n"
    return parsed(text)


def _check(minutes: Minutes) -> None:
    got = [(i.title, i.case_number, i.public) for i in minutes.items]
    assert got == [(title, case, public) for _, title, case, public, _ in MEETING]
    assert (minutes.meeting.body or "").lower() == "teknisk udvalg"
    assert minutes.meeting.date == date(2021, 10, 4)
    for item, wanted in zip(minutes.items, MEETING, strict=True):
        assert _sections(minutes, item) == (_expected(wanted) if item.public else [])
    shown = " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))
    assert "Hemmeligt" not in shown
    assert "3,1 mio" not in shown


def _sections(minutes: Minutes, item: AgendaItem) -> list[tuple[SectionKind, str]]:
    """Kind and text, neighbours of one kind as one."""
    found: list[tuple[SectionKind, str]] = []
    for section in item.sections:
        text = " ".join(minutes.document.text[section.label.end : section.span.end].split())
        if section.kind is SectionKind.HEADER:
            continue
        if section.kind is RECOMMENDATION and "indstille" in (section.heading or ""):
            text = f"{section.heading} {text}"
        if found and found[-1][0] is section.kind:
            text = f"{found.pop()[1]} {text}".strip()
        found.append((section.kind, " ".join(text.replace(" ,", ",").split())))
    return found


def _expected(item: Item) -> list[tuple[SectionKind, str]]:
    return [(kind, " ".join(lines)) for kind, lines in item[4]]


@pytest.mark.parametrize("front", FRONTS)
def test_the_front_may_say_it_in_any_order(front: str) -> None:
    _check(_printed(front=front))


@pytest.mark.parametrize(("item", "width"), [*itertools.product(ITEMS, (0, 60))])
def test_an_item_may_be_headed_in_any_way(item: str, width: int) -> None:
    _check(_printed(item=item, width=width))


@pytest.mark.parametrize(("item", "case"), [*itertools.product(("Punkt 1: T", "1 T"), CASES)])
def test_a_case_number_may_be_printed_in_any_way(item: str, case: str) -> None:
    _check(_printed(item=item, case=case))


@pytest.mark.parametrize(("label", "words"), [*itertools.product(LABELS, WORDS)])
def test_a_section_may_be_headed_in_any_way(label: str, words: str) -> None:
    _check(_printed(section=(label, words)))


@pytest.mark.parametrize(("item", "closed"), [*itertools.product(("Punkt 1: T", "1 T"), CLOSED)])
def test_a_closed_item_may_be_marked_in_any_way(item: str, closed: str) -> None:
    _check(_printed(item=item, closed=closed))
