"""What the front of a document says of its meeting."""

from __future__ import annotations

import pytest

from index.parsing.meeting.front import names_meeting
from index.types import DocumentKind, SectionKind
from tests.index.parsing.pages import parsed


def test_terms_of_reference_are_of_no_meeting_of_the_committee_they_found() -> None:
    text = (
        "Udvalgets navn\tDen grønne skolegård\n"
        "Formål og afgrænsning\tUdvalget skal se på skolernes arealer.\n"
    )
    assert parsed(text).meeting.body is None


@pytest.mark.parametrize("hours", ["9.30", "9.30-12", "9.30 – 12.15"])
def test_a_body_with_a_meeting_s_hours_names_it_and_nothing_else(hours: str) -> None:
    assert names_meeting(f"Ældrerådet kl. {hours}")


def test_a_body_may_stand_in_the_genitive_before_its_meeting() -> None:
    front = "Tillægsdagsorden\ntil\nSocial- og Sundhedsudvalgets møde\ntirsdag den 9. juni 2015, kl. 8.30\n"
    assert parsed(front).meeting.body == "Social- og Sundhedsudvalget"


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("INTEGRATIONSRÅDET I RAVNSUND KOMMUNE", "Integrationsrådet"),
        ("RAVNSUND KOMMUNE - FOLKEOPLYSNINGSUDVALGET", "Folkeoplysningsudvalget"),
        ("Havne- og Kajudvalget Ravnsund Kommune", "Havne- og Kajudvalget"),
        ("BEBOERRÅDET I MØLLEBRO", "Beboerrådet"),
    ],
)
def test_the_municipality_may_stand_beside_its_body(line: str, body: str) -> None:
    assert parsed(f"{line}\n\nReferat af møde\n4. maj 2017\n").meeting.body == body


@pytest.mark.parametrize("line", ["Mødenoter 30.03.2022", "Foreløbigt referat 30.03.2022"])
def test_notes_of_a_meeting_are_minutes_though_they_list_the_agenda(line: str) -> None:
    text = (
        f"Ungerådet i Ålevig\n{line}\n\nDagsorden\n1. Festival\n\n1. Festival\nVi har 40.000 kr.\n"
    )
    minutes = parsed(text)
    assert (minutes.kind, minutes.meeting.body) == (DocumentKind.MINUTES, "Ungerådet")


def test_an_agenda_with_minutes_is_minutes_when_something_is_decided() -> None:
    text = (
        "Dagsorden og beslutningsprotokol\nByrådet den 24. juni 2003\n"
        "Punkt 1: Lokalplan 88\nBESLUTNING: {}\nPunkt 2: Brandkøretøj\nFORSLAG: 2 mio. kr.\n"
    )
    decided, empty = (parsed(text.format(said)) for said in ("Vedtaget.", ""))
    assert decided.kind is DocumentKind.MINUTES
    assert empty.kind is DocumentKind.AGENDA


def test_a_place_may_stand_behind_the_body() -> None:
    front = "Beboerrådet, Møllebro Plejecenter\nReferat af mødet den 11. april 2024\n"
    assert parsed(front).meeting.body == "Beboerrådet"


def test_the_label_of_a_body_is_none_though_it_ends_as_one() -> None:
    front = (
        "REFERAT\nMødeforum:\tUdvalget for Borgerservice\nDato:\tTirsdag den 6. september 2016\n"
    )
    assert parsed(front).meeting.body == "Udvalget for Borgerservice"


def test_the_body_beside_kind_and_day_is_the_meeting_s_and_not_one_of_a_menu() -> None:
    front = (
        "Udvalg\nByrådet\nØkonomiudvalget\n2022\n2021\nBørne- og Familieudvalget\nReferat\n"
        "Torsdag den 3. november 2022, kl. 16:15\n"
    )
    assert parsed(front).meeting.body == "Børne- og Familieudvalget"


def test_a_body_that_a_line_names_twice_is_the_page_s() -> None:
    front = "Titel Udvalg Funktioner\nHavne- og kystudvalget Havne- og kystudvalget Vis medlemmer Udskriv\n"
    assert parsed(f"{front}Referat mandag den 3. maj 2021\n").meeting.body == (
        "Havne- og kystudvalget"
    )


def test_a_menu_s_list_of_documents_is_no_kind_of_document() -> None:
    front = (
        "Politik\nByrådet\nUdvalg\nDagsordener og referater\nSøg\nDu er her: Politik\n\n"
        "Referat\nHavneudvalget\nMødedato: Onsdag den 2. april 2008\n"
    )
    assert parsed(front).meeting.body == "Havneudvalget"


@pytest.mark.parametrize(
    ("front", "decides", "body"),
    [
        ("Elleby Byråd", "Beslutning Byrådet den 3. maj 2021", "Byrådet"),
        ("Kommunalbestyrelsen", "Beslutning i Kommunalbestyrelsen den 3. maj 2021", "Kommunalbestyrelsen"),
        ("Elleby Seniorråd", "Seniorrådets beslutning den 3. maj 2021", "Seniorrådet"),
        ("Elleby Byråd", "Beslutning i Økonomiudvalget den 3. maj 2021", "Elleby Byråd"),
        ("Elleby Byråd", "Beslutning i Byrådet den 3. april 2021", "Elleby Byråd"),
        ("Elleby Lokalråd", "Beslutning i Lokalrådet den 3. maj 2021", "Elleby Lokalråd"),
        ("Elleby Byråd", "Beslutning", "Elleby Byråd"),
    ],
)  # fmt: skip
def test_a_body_is_called_what_its_own_decisions_call_it(
    front: str, decides: str, body: str
) -> None:
    text = f"Referat\n{front}\n3. maj 2021\n\n1. Ny sti\nSagsnr. 21/740\n\n{decides}\nGodkendt.\n"
    assert parsed(text).meeting.body == body


_MENU = "Byrådet\nØkonomiudvalget\n22-25 Havneudvalget\n22-25 Børneudvalget\n"


@pytest.mark.parametrize(
    "front",
    [
        "UDVALG\n22-25 Havneudvalget\nMØDE\nReferat\nSTED\nLokale 2\nSTARTTIDSPUNKT\n03-05-2023 08:30:00\n",
        "Organ:\nHavneudvalget (2022-2025)\nDato:\n3. maj 2023\nMødetype:\nReferat\n",
        "Udvalg\n\nHavneudvalget, 2022-2025\n\nMødedato\n\n3. maj 2023\n",
    ],
)
def test_a_body_stands_below_its_label_without_the_term_it_sits_for(front: str) -> None:
    meeting = parsed(f"{_MENU}{front}\n1. Ny mole\nBeslutning\nGodkendt.\n").meeting
    assert (meeting.body, str(meeting.date)) == ("Havneudvalget", "2023-05-03")


@pytest.mark.parametrize(
    "front",
    [
        "Børn og Unge\nMandag den 29-04-2019 kl. 16:30\n",
        "Referat\nBørn og Unge, 29. april 2019\n",
        "Mandag den 29. april 2019\nBørn og Unge\n",
    ],
)
@pytest.mark.parametrize(
    "called", ["udvalget for Børn og Unge", "Udvalget for børn og unge", "Børn og Unge"]
)
def test_a_name_beside_the_day_is_a_body_s_where_the_text_calls_it_so(
    front: str, called: str
) -> None:
    items = "\n1. Legeplads\nIndstilling\n{} at den males.\n\nBeslutning\nGodkendt.\n\n2. Sti\nBeslutning\nUdsat.\n"
    told = parsed(front + items.format(f"Forvaltningen indstiller til {called},"))
    silent = parsed(front + items.format("Forvaltningen indstiller,"))
    assert (told.meeting.body, str(told.meeting.date)) == ("Børn og Unge", "2019-04-29")
    assert silent.meeting.body is None


def test_the_council_is_called_as_the_text_calls_it() -> None:
    front = "Forside / Politik / {}\n27. sep 2022\n\n1. Ny mole\nBehandles i {}.\n\nBeslutning\nGodkendt.\n"
    for name, the in (("Byråd", "Byrådet"), ("Kommunalbestyrelse", "Kommunalbestyrelsen")):
        assert parsed(front.format(name, the)).meeting.body == the
        assert parsed(front.format(name, "morgen")).meeting.body == name


def test_letters_set_apart_tell_the_kind_of_document() -> None:
    text = "R e f e r a t\nÆldrerådet den 3. maj 2023\n\nD A G S O R D E N\n\n1. Bus\nRådet talte om bussen.\n"
    assert parsed(text).kind is DocumentKind.MINUTES


@pytest.mark.parametrize(
    "menu", ["Politiske udvalg", "Udvalg og råd", "Øvrige udvalg, råd og nævn"]
)
def test_what_a_menu_calls_all_bodies_is_none_of_them(menu: str) -> None:
    path = f"Forside > Politik > {menu} > Havne- og Fiskeriudvalget > Referat\n\n17. aug 2021\n\n"
    minutes = parsed(
        f"{path}1. Ny mole\n\nBeslutning\n\nGodkendt.\n\n2. Kajen\n\nBeslutning\n\nUdsat.\n"
    )
    assert minutes.meeting.body == "Havne- og Fiskeriudvalget"


def test_the_header_of_a_mail_has_no_sections() -> None:
    minutes = parsed(
        "Fra: Ane Dahl\nTil: Havneudvalgets medlemmer\nEmne: Referat fra mødet\nVedhæftet: Plan.docx; Kort.pdf\n\n"
        "Kære alle\n\nHermed referatet.\n\n"
        "HAVNEUDVALGET\nMøde den 4. oktober 2021\n\nMødt: Bo Bruun (A)\nIkke mødt: Ib Holm (V)\n\n"
        "1. Ny mole\nGodkendt.\n\n2. Kranen\nUdsat.\n"
    )
    assert SectionKind.ATTACHMENTS not in {section.kind for section in minutes.front}
    away = [s.span.of(minutes.document.text) for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert [text.strip() for text in away] == ["Ikke mødt: Ib Holm (V)"]


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("Referat - HovedMED\n21.11.2017", "HovedMED"),
        ("Referat\nKKR HAVLANDET\nDato: 8. februar 2019", "KKR Havlandet"),
        ("Bestyrelsen i Børnehuset Gran\nReferat af møde 9. marts 2011", "Bestyrelsen i Børnehuset Gran"),
        ("Kommunalbestyrelsen i Elleby\nReferat af møde 9. marts 2011", "Kommunalbestyrelsen"),
        ("Brugerrådet ved Elleby Borgerhus\nReferat af møde 9. marts 2011", "Brugerrådet ved Elleby Borgerhus"),
        ("Brugerrådet ved Elleby Borgerhus' møde den 9. marts 2011", "Brugerrådet ved Elleby Borgerhus"),
    ],
)  # fmt: skip
def test_letters_and_houses_may_be_the_name_of_a_body(front: str, body: str) -> None:
    minutes = parsed(f"{front}\n\n1. Tag\nTaget lækker.\n\nBeslutning\nGodkendt.\n")
    assert minutes.meeting.body == body
