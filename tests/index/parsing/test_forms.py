"""One meeting in many forms: how an item is announced, a section headed, a front and a case number written."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading.plain import read_plain
from index.types import DocumentKind, Minutes, SectionKind

TITLES = ("Ny cykelsti langs åen", "Budget 2024 for skolerne", "Eventuelt")
CASES = ("23/1101", "23/1202", None)
FRONT = "Referat\nTeknisk Udvalg\nTirsdag den 3. maj 2022 kl. 16.00"
HEAD, CASE = "{n}. {t}", "Sagsnr. {}"
LABELS = ("Sagsfremstilling\n{}", "Indstilling\n{}", "Beslutning\n{}")
TEXTS = ("Der er holdt møde i maj.", "Forvaltningen indstiller, at sagen godkendes.", "Godkendt.")


def _read(
    front: str = FRONT,
    head: str = HEAD,
    labels: tuple[str, ...] = LABELS,
    case: str = CASE,
) -> Minutes:
    parts = [front, ""]
    for n, (title, number) in enumerate(zip(TITLES, CASES, strict=True), start=1):
        parts.append(head.format(n=n, t=title, T=title.upper()))
        if number:
            parts += [case.format(number), ""]
            for label, text in zip(labels, TEXTS, strict=True):
                parts += [label.format(text), ""]
        else:
            parts += [labels[-1].format("Intet."), ""]
    return parse_minutes(read_plain("\n".join(parts)))


def _check(minutes: Minutes) -> None:
    assert [item.number for item in minutes.items] == ["1", "2", "3"]
    assert [(item.title or "").lower() for item in minutes.items] == [t.lower() for t in TITLES]
    assert [item.case_number for item in minutes.items] == list(CASES)
    for item in minutes.items[:2]:
        kinds = [s.kind for s in item.sections if s.kind is not SectionKind.HEADER]
        assert kinds == [SectionKind.BACKGROUND, SectionKind.RECOMMENDATION, SectionKind.DECISION]
    assert minutes.kind is DocumentKind.MINUTES
    assert (minutes.meeting.body or "").lower() == "teknisk udvalg"
    assert minutes.meeting.date == date(2022, 5, 3)


@pytest.mark.parametrize(
    "head",
    [
        "{n}) {t}", "{n} {t}", "{n} - {t}", "{n}: {t}", "{n} . {t}", "{n}.{t}", "{n} | {t}", "{n} · {t}",
        "({n}) {t}", "[{n}] {t}", "{n}.\n{t}", "{n}\n{t}", "{n}. punkt: {t}", "#{n} {t}",
        "Punkt {n}: {t}", "Punkt {n}\n{t}", "Punkt {n}\n\n{t}", "Punkt nr. {n}: {t}", "PUNKT {n} {T}",
        "Punkt {n} · {t}", "Punkt: {n}\n{t}", "Punkt: {n} {t}", "Punkt {n} af 3: {t}", "Punkt {n}/3: {t}",
        "Pkt. {n} {t}", "Pkt.nr. {n} {t}", "Dagsordenspunkt {n}: {t}", "Dagsordenspkt. {n}: {t}",
        "Dagsorden punkt {n} {t}", "Beslutningspunkt {n}: {t}", "Emne {n}: {t}", "Tema {n}: {t}",
        "Sag nr. {n}: {t}", "Sag nr. {n}\n{t}", "Sag: {n}\n{t}", "Nr. {n}. {t}", "Nr. {n} - {t}",
        "Ad. {n} {t}", "Ad {n}: {t}", "Ad pkt. {n}: {t}", "Ad punkt {n}\n{t}",
        "Punktnr.: {n}\nTitel: {t}", "Punkt {n}\nOverskrift: {t}", "Punkt {n}\nEmne: {t}",
        "{n}. ÅBEN - {t}", "{n}. Åbent punkt: {t}", "Punkt {n}. Åben. {t}", "{n}. (B) {t}", "{n}. {t} (B)",
        "Punkt {n}  (Beslutning)  {t}", "{n}. {t} - Beslutning",
    ],
)  # fmt: skip
def test_an_item_may_be_announced_in_many_ways(head: str) -> None:
    _check(_read(head=head))


@pytest.mark.parametrize(
    "form",
    [
        "{}: ", "{}:\n", "{}\t", "{}     ", "{} - ", "{} – ", "{}. ", "{} ....\n", "► {}\n", "▼ {}\n", "■ {}\n",
        "» {}\n", "=== {} ===\n", "**{}**\n", "A. {}\n", "1. {}\n",
    ],
)  # fmt: skip
def test_a_heading_may_be_marked_in_many_ways(form: str) -> None:
    names = ("Sagsfremstilling", "Indstilling", "Beslutning")
    _check(_read(labels=tuple(f"{form.format(name)}{{}}" for name in names)))


def test_sections_that_are_counted_within_counted_items_are_no_items() -> None:
    _check(_read(labels=("1. Sagsfremstilling\n{}", "2. Indstilling\n{}", "3. Beslutning\n{}")))


@pytest.mark.parametrize(
    "words", ["lndstilling Bes1utning", "INDSTlLLlNG BESLUTNlNG", "Indst.: Besl.:"]
)
def test_headings_are_known_as_recognised_and_as_abbreviated(words: str) -> None:
    recommended, decided = words.split()
    _check(_read(labels=(LABELS[0], f"{recommended}\n{{}}", f"{decided}\n{{}}")))


@pytest.mark.parametrize(
    "heading",
    [
        "Teknisk Udvalgs beslutning:", "Beslutning i Teknisk Udvalg den 03-05-2022", "Teknisk Udvalg, den 3. maj 2022:",
        "TEKNISK UDVALG 03.05.2022", "Beslutning Teknisk Udvalg d. 3/5-2022", "Udvalgets beslutning den 3. maj 2022",
    ],
)  # fmt: skip
def test_a_decision_stands_in_one_section_with_its_heading(heading: str) -> None:
    minutes = _read(labels=(*LABELS[:2], f"{heading}\n{{}}"))
    for item in minutes.items[:2]:
        decisions = [s for s in item.sections if s.kind is SectionKind.DECISION]
        assert [s.span.of(minutes.document.text).split()[-1] for s in decisions] == ["Godkendt."]


@pytest.mark.parametrize(
    "front",
    [
        "Teknisk Udvalg\nReferat fra møde 03-05-2022", "Referat fra mødet i Teknisk Udvalg d. 3.5.2022",
        "Mødereferat\nMøde: Teknisk Udvalg\nDato: 3. maj 2022", "REFERAT\nTEKNISK UDVALG\nTIRSDAG 3. MAJ 2022",
        "Møde nr. 5/2022 i Teknisk Udvalg\nReferat\n3. maj 2022", "Referat af Teknisk Udvalgs ordinære møde 3.5.22",
        "Åbent beslutningsreferat\nUdvalgsmøde i Teknisk Udvalg\n3. maj, 2022",
        "Udskrift af protokollen for Teknisk Udvalg\nMødet den 3. maj 2022",
        "Referat af møde i Teknisk Udvalg afholdt den 3. maj 2022 på rådhuset",
        "Referat fra Teknisk Udvalg's møde den 3. maj 2022", "Dagsorden med referat\nTeknisk Udvalg den 3. maj 2022",
        "Tranholt Kommune | Teknisk Udvalg | Referat | 03-05-2022",
    ],
)  # fmt: skip
def test_a_front_may_be_written_in_many_ways(front: str) -> None:
    _check(_read(front=front))


@pytest.mark.parametrize(
    "case",
    [
        "Sags nr. {}",
        "Sag.nr. {}",
        "Sags-ID {}",
        "Jr.nr. {}",
        "E-sag: {}",
        "Acadre: {}",
        "({})",
        "{} Åben sag",
    ],
)
def test_a_case_number_may_be_labelled_in_many_ways(case: str) -> None:
    _check(_read(case=case))


@pytest.mark.parametrize(
    ("head", "mark"),
    [("({n}) {t}", "(Lukket) {}"), ("Ad {n}: {t}", "{}\nLukket"), ("Emne {n}: {t}", "{} (Lukket)")],
)
def test_a_closed_item_shows_no_text_in_whatever_form_it_is_announced(head: str, mark: str) -> None:
    closed = head.replace("{t}", mark.format("{t}"))
    parts = [
        form.format(n=n, t=title) + f"\nSagsnr. 23/110{n}\n\nBeslutning\n{text}\n"
        for n, (form, title, text) in enumerate(
            zip((head, closed, head), TITLES, ("Godkendt.", "Hemmeligt.", "Intet."), strict=True),
            start=1,
        )
    ]
    minutes = without_closed_text(parse_minutes(read_plain("\n".join([FRONT, "", *parts]))))
    assert [item.public for item in minutes.items] == [True, False, True]
    assert "Hemmeligt" not in minutes.document.text


@pytest.mark.parametrize("form", ["{}  {}", "({})  {}", "{}/2023  {}", "B{}  {}"])
def test_a_title_may_begin_with_a_count_of_its_own(form: str) -> None:
    titles = ("Dagsordenen", "2. budgetopfølgning 2023", "1. runde af puljen", "Ny sti")
    parts = [
        f"{form.format(n, title)}\nSagsnr. 23/110{n}\n\nBeslutning\nGodkendt.\n"
        for n, title in enumerate(titles, start=7)
    ]
    minutes = parse_minutes(read_plain("\n".join([FRONT, "", *parts])))
    assert [item.title for item in minutes.items] == [*titles]
