from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from index.parsing.text.headings import body_and_date, heading_of
from index.parsing.text.vocabulary import Role, parse_vocabulary, vocabulary
from index.types import SectionKind
from tests.index.parsing.pages import parsed


@pytest.mark.parametrize(
    ("line", "body", "day"),
    [
        ("Beslutning i Økonomiudvalget den 12-03-2024", "Økonomiudvalget", date(2024, 3, 12)),
        ("Børne- og Skoleudvalgets beslutning den 04.12.2012 Punkt 2", "Børne- og Skoleudvalget", date(2012, 12, 4)),
        ("Beslutning i Udvalget for by og land (UBL) den 20-06-2013", "Udvalget for by og land", date(2013, 6, 20)),
        ("Beslutning ØU den 12-03-2024", "ØU", date(2024, 3, 12)),
        ("Teknik- og Klimaudvalget besluttede den 5. februar 2019", "Teknik- og Klimaudvalget", date(2019, 2, 5)),
        ("Beslutning den 4. april 2023", None, date(2023, 4, 4)),
        ("Beslutning i Byrådet", "Byrådet", None),
        ("Teknikudvalgets beslutning i mødet den 16. januar 2023", "Teknikudvalget", date(2023, 1, 16)),
        ("Økonomiudvalget beslutning 12-03-2013", "Økonomiudvalget", date(2013, 3, 12)),
        ("Beslutning på byrådsmødet den 13. december 2011", "Byrådet", date(2011, 12, 13)),
        ("Beslutning på kommunalbestyrelsesmødet 3. maj 2011", "Kommunalbestyrelsen", date(2011, 5, 3)),
        ("Beslutning på Teknik- og Havneudvalgets møde den 3. maj 2011", "Teknik- og Havneudvalget", date(2011, 5, 3)),
        ("Beslutning fra udvalgsmødet den 3. maj 2011", None, date(2011, 5, 3)),
        ("Beslutning i byrådet 3. maj 2011", "Byrådet", date(2011, 5, 3)),
        ("Beslutning, Byrådet, tirsdag den 3. maj 2011", "Byrådet", date(2011, 5, 3)),
        ("Havneudvalgets beslutning tirsdag d. 3. maj 2011", "Havneudvalget", date(2011, 5, 3)),
        ("Beslutning:", None, None),
        ("Mødebehandling", None, None),
        ("Udvalget besluttede", None, None),
        ("Økonomiudvalget besluttede:", "Økonomiudvalget", None),
        ("Beslutning for Sag nr. 9", None, None),
        ("Beslutning, 25. april 2016, pkt. 2", None, date(2016, 4, 25)),
        ("Beslutning 12.03.2020", None, date(2020, 3, 12)),
        ("B E S L U T N I N G", None, None),
        ("Konklusion BSU", "BSU", None),
        ("Beslutning i ØK:", "ØK", None),
        ("Beslutning (TMU)", "TMU", None),
    ],
)  # fmt: skip
def test_a_decision_heading_tells_whose_and_when(
    line: str, body: str | None, day: date | None
) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert (heading.role, heading.body, heading.date) == (Role.DECISION, body, day)


@pytest.mark.parametrize(
    "line",
    [
        "Beslutningen blev truffet i Økonomiudvalget den 3. maj 2022.",
        "Udvalgets beslutning om budgettet",
        "Indstillingen blev drøftet på mødet",
        "Bilag 3 viser udviklingen i elevtallet",
        "Direktøren indstiller, at udvalget godkender planen for området",
        "Fraværende medlemmer får tilsendt materialet",
        "Kommunens beslutning den 3. maj 2022 blev ændret",
        "økonomiudvalgets beslutning den 3. maj 2022, som",
        "Økonomiudvalget besluttede, at",
        "Behandling 12.03.2020",
        "Behandling ADHD",
        "Afgørelse EU",
        "Konklusion PFAS",
        "Referat fra punkt 3",
        "Beslutning på borgermødet den 3. maj 2011",
        "Beslutning i området den 3. maj 2011",
        "Økonomiudvalget anbefaler 3 projekter",
        "Orientering om forsinkelser og konsekvenser",
    ],
)
def test_a_heading_inside_a_sentence_is_not_a_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "Udgår. Sagen optages på mødet den 4. juni 2019.",
        "Tiltrådt på mødet den 4. juni 2019.",
        "Udsat til Havneudvalgets møde den 4. juni 2019",
        "Udsat. Punktet genoptages den 4. juni 2019.",
        "Anbefales til Byrådets møde den 4. juni 2019",
        "Oversendes til Havneudvalget den 4. juni 2019",
        "Havneudvalget udsatte punktet til den 4. juni 2019",
        "Ophævet den 4. juni 2019.",
    ],
)
def test_a_decision_that_ends_in_a_day_is_no_name_of_a_body(text: str) -> None:
    heading = heading_of(f"Beslutning: {text}")
    assert heading is not None
    assert heading.length == len("Beslutning:")
    assert (heading.role, heading.body, heading.date) == (Role.DECISION, None, None)


def test_a_label_with_its_text_on_the_same_line_is_a_heading_of_its_length() -> None:
    heading = heading_of("Fraværende: Ida Holm (A), Per Lund (V)")
    assert heading is not None
    assert heading.role is Role.ABSENT
    assert "Fraværende: Ida Holm (A), Per Lund (V)"[heading.length :].strip().startswith("Ida")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Økonomiudvalgets indstilling 16-01-2007:", Role.RECOMMENDATION),
        ("BØRNECHEFEN INDSTILLER,", Role.RECOMMENDATION),
        ("Økonomiudvalget indstiller den 01.11.2011, nr. 201", Role.RECOMMENDATION),
        ("Indstilling 9. januar 2023, pkt. 5:", Role.RECOMMENDATION),
        ("Gennemgang af sagen", Role.BACKGROUND),
        ("INDSTI L L ING", Role.RECOMMENDATION),
        ("BI LAG:", Role.ATTACHMENTS),
        ("Dokumenter", Role.ATTACHMENTS),
        ("Indledning/Baggrund:", Role.BACKGROUND),
        ("Økonomi / finansiering", Role.ECONOMY),
        ("4.1.2 Indstilling", Role.RECOMMENDATION),
        ("Udvalgets anbefaling", Role.RECOMMENDATION),
        ("Oplæg til afgørelse:", Role.RECOMMENDATION),
        ("Forvaltningens forslag:", Role.RECOMMENDATION),
        ("Forvaltningen indstiller", Role.RECOMMENDATION),
        ("Beslutning ønskes:", Role.RECOMMENDATION),
        ("Hvad indstiller forvaltningen?", Role.RECOMMENDATION),
        ("Hvad besluttede udvalget?", Role.DECISION),
        ("Besluttet:", Role.DECISION),
        ("Hvad handler sagen om?", Role.BACKGROUND),
        ("Klima- og miljømæssige konsekvenser", Role.BACKGROUND),
        ("Hvad koster det?", Role.ECONOMY),
        ("Økonomi, personale og it", Role.ECONOMY),
        ("Bilag (3)", Role.ATTACHMENTS),
        ("Klagevejledning:", Role.BACKGROUND),
    ],
)
def test_a_heading_may_be_set_in_many_ways(line: str, role: Role) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert (heading.role, heading.body, heading.length) == (role, None, len(line))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Havne- og Kajudvalget indstiller: at molen fornys.", "at molen fornys."),
        ("Havneudvalget anbefaler: 1. at molen fornys.", "1. at molen fornys."),
        ("Direktionen indstiller: At molen fornys.", "At molen fornys."),
        ("Seniorrådet anbefaler: Flere bænke.", None),
        ("Bo Lund (V) foreslår: at molen fornys.", None),
    ],
)
def test_what_a_body_recommends_may_stand_beside_its_name(line: str, text: str | None) -> None:
    heading = heading_of(line)
    found = heading and (heading.role, line[heading.length :].strip())
    assert found == (text and (Role.RECOMMENDATION, text))


def test_indhold_with_text_beside_it_is_no_table_of_contents() -> None:
    heading = heading_of("Indhold: Planen skal fornys hvert fjerde år.")
    assert heading is not None
    assert heading.role is Role.BACKGROUND
    who = heading_of("Økonomi og Personale indstiller,")
    assert who is not None
    assert who.role is Role.RECOMMENDATION


def test_a_body_and_a_date_alone_are_recognised() -> None:
    heading = body_and_date("Byrådet, 03-04-2019, pkt. 42")
    assert heading is not None
    assert (heading.body, heading.date) == ("Byrådet", date(2019, 4, 3))
    assert body_and_date("Den 3. april 2019 mødtes udvalget") is None


def test_a_new_synonym_is_one_line_of_data() -> None:
    found = parse_vocabulary(
        "# kommentar\nSagens alfa og omega\tbackground\n~ny .{3,9}\tdecision\n"
    )
    assert found.role("SAGENS ALFA OG OMEGA:") is Role.BACKGROUND
    assert found.role("Ny aftale") is Role.DECISION
    assert found.role("andet") is None


def test_a_line_of_the_vocabulary_without_a_role_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        parse_vocabulary("etiket uden rolle")


def test_indstilling_is_never_a_decision() -> None:
    rows = (files("index.parsing") / "headings.tsv").read_text("utf-8").splitlines()
    labels = [row.split("\t")[0] for row in rows if "indstilling" in row and row[0] not in "#~"]
    assert labels
    for label in labels:
        assert vocabulary().role(label) is Role.RECOMMENDATION, label


@pytest.mark.parametrize(
    "heading",
    [
        "Teknisk Udvalg traf den 4. oktober 2021 følgende beslutning:",
        "Teknisk Udvalg har den 4. oktober 2021 besluttet følgende",
        "Teknisk Udvalg besluttede på mødet den 4. oktober 2021 følgende:",
        "Behandlet i Teknisk Udvalg den 4. oktober 2021",
        "Referat fra Teknisk Udvalg, 4. oktober 2021:",
    ],
)
def test_a_body_may_tell_its_day_over_what_it_decided(heading: str) -> None:
    minutes = parsed(
        f"Referat\nTeknisk Udvalg den 4. oktober 2021\n\n1. Ny sti\nSagsfremstilling\nDer er holdt møde.\n{heading}\n"
        "Stien anlægges til foråret.\n2. Nyt tag\nBeslutning\nGodkendt.\n"
    )
    section = minutes.items[0].sections[-1]
    assert (section.kind, section.body, section.date) == (
        SectionKind.DECISION,
        "Teknisk Udvalg",
        date(2021, 10, 4),
    )


def test_where_an_item_was_treated_over_no_text_decides_nothing() -> None:
    minutes = parsed(
        "Referat\nTeknisk Udvalg den 4. oktober 2021\n\n1. Ny sti\nBehandlet i Teknisk Udvalg den 4. marts 2021\n"
        "Sagsfremstilling\nDer er holdt møde.\nBeslutning\nGodkendt.\n"
    )
    assert [s.date for s in minutes.items[0].sections if s.kind is SectionKind.DECISION] == [None]


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("Vedtaget\tTilbuddet antages.", 9),
        ("Vedtaget 12/9\tMødet i maj flyttes til den", 14),
        ("Besluttet den 3-5-2011\tUdsat.", 23),
        ("Vedtaget\tForkastet", None),
        ("Vedtaget\t14\t3", None),
        ("Vedtaget af\tByrådet den 3. maj.", None),
    ],
)
def test_a_word_in_the_margin_heads_the_decision_beside_it(line: str, length: int | None) -> None:
    heading = heading_of(line)
    assert (heading and heading.role is Role.DECISION and heading.length) == length


@pytest.mark.parametrize("line", ["Referat, sag nr. 3.", "UDFALD punkt 12", "Protokollat pkt. 7:"])
def test_a_word_that_decides_with_the_number_of_its_item_is_a_heading(line: str) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert heading.role is Role.DECISION


@pytest.mark.parametrize(
    ("line", "role", "length"),
    [
        ("HØRING. Havnerådet peger på broen.", Role.BACKGROUND, 7),
        ("INDSTILLING.", Role.RECOMMENDATION, 12),
        ("BILAG.", Role.ATTACHMENTS, 6),
        ("ØKONOMI. Der er intet afsat.", Role.ECONOMY, 8),
        ("Bilag til punkt nr. 6:", Role.ATTACHMENTS, 22),
    ],
)
def test_a_label_in_capitals_with_a_full_stop_and_the_list_of_an_item_are_headings(
    line: str, role: Role, length: int
) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert (heading.role, heading.length) == (role, length)


@pytest.mark.parametrize(
    "line", ["GODKENDT. Dog skal hegnet flyttes.", "ALLE VAR ENIGE.", "Høring. Alle kan komme."]
)
def test_what_came_of_it_in_capitals_is_no_heading(line: str) -> None:
    assert heading_of(line) is None


def test_neither_leaders_nor_a_full_stop_are_part_of_a_heading() -> None:
    head = "Byrådet den 3. maj 2021\n\n1. Ny mole\nRESUMÉ ..........\n\nMolen er slidt.\n\n"
    text = f"{head}INDSTILLING.\n\nat molen bygges"
    (item,) = parsed(text).items
    headings = [section.heading for section in item.sections if section.heading]
    assert headings == ["RESUMÉ", "INDSTILLING"]


@pytest.mark.parametrize(
    "line",
    [
        "BESLUTNING I TEKNIK, MILJØ OG HAVNEUDVALG den 03-05-2021",
        "Teknik, miljø og havneudvalg, 03-05-2021",
        "Beslutning i Teknik, miljø og havneudvalg den 3. maj 2021",
    ],
)
def test_a_body_is_known_by_a_list_of_its_fields_in_small_letters_or_capitals(line: str) -> None:
    heading = heading_of(line, marked=True)
    assert heading is not None
    assert (heading.role, heading.body) == (Role.DECISION, "Teknik, miljø og havneudvalg")
