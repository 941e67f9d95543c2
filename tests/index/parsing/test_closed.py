"""Closed items: however a document says that one is closed, its text goes no further."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading.plain import read_plain
from index.types import Document
from tests.index.parsing.pages import document_of, parsed

_FRONT = "Referat\nTeknisk Udvalg\nMødedato: 3. maj 2022\nMødested: Rådhuset\n\n"
_ROADS = "Vejene i Elleby skal asfalteres næste år."
_PATH = "Stien anlægges langs åen."
_SECRET = "Gåsevig betaler zebrafisken 412.000 kr. i forlig."
_SECRETS = (_SECRET, "Ane Wurstemann opsiges med virkning fra august.")
_OPEN = (
    f"1. Asfalt i Elleby\nSagsnr. 22/101\n\nSagsfremstilling\n{_ROADS}\n\nBeslutning\nGodkendt.\n\n"
)
_CLOSED = f"Sagsfremstilling\n{_SECRETS[0]}\n\nBeslutning\n{_SECRETS[1]}\n\n"
_LAST = f"3. Ny cykelsti\nSagsnr. 22/103\n\nSagsfremstilling\n{_PATH}\n\nBeslutning\nGodkendt.\n"


def _shown(document: Document) -> str:
    shown = without_closed_text(parse_minutes(document)).document
    return " ".join(shown.text.split())


def _check(text: str, *kept: str) -> None:
    shown = _shown(read_plain(text))
    assert not [secret for secret in _SECRETS if secret in shown]
    assert not [sentence for sentence in kept if sentence not in shown]


@pytest.mark.parametrize(
    "title",
    [
        "2. 🔒 Forlig", "2. Forlig 🔒", "🔒 2. Forlig", "### 2. Forlig `lukket`", "### [LUKKET] 2. Forlig",
        "2. Forlig\nUnder punktet blev dørene lukket.", "2. Forlig\nDørene blev lukket.",
    ],
)  # fmt: skip
def test_a_padlock_or_a_mark_set_as_code_or_closed_doors_close_an_item(title: str) -> None:
    mark = "### " if "###" in title else ""
    _check(_FRONT + mark + _OPEN + f"{title}\n{_CLOSED}" + mark + _LAST, _ROADS, _PATH)


def test_closed_text_is_blank_and_everything_else_stays_where_it_was() -> None:
    text = (
        "Økonomiudvalget den 3. maj 2022\nPunkt 1: Budget\n24/760\nBeslutning\nGodkendt.\n"
        "Punkt 2: Lukket: Køb af ejendom\n24/770\nBeslutning\nKøbt for 3 mio. kr. af boet.\n"
        "Punkt 3: Lukket: Personsag"
    )
    whole = parsed(text)
    minutes = without_closed_text(whole)
    assert "3 mio" not in minutes.document.text
    assert len(minutes.document.text) == len(whole.document.text)
    assert "Køb af ejendom" in minutes.document.text
    assert [item.title for item in minutes.items] == ["Budget", "Køb af ejendom", "Personsag"]
    assert [(r.page, r.kind) for r in minutes.document.redactions] == [(1, "closed")]


@pytest.mark.parametrize(
    "title",
    [
        "2. Lukket punkt: Forlig", "2. Forlig (lukket)", "2. Forlig - lukket punkt", "2. Lukket punkt",
        "2. LUKKET PUNKT", "2. LUKKET - Forlig", "2. Forlig (Lukket punkt)", "2. Forlig [Fortrolig]",
        "2. Fortroligt punkt - Forlig", "2. Forlig (ikke offentlig)", "2. Forlig (Ikke-offentligt punkt)",
        "2. Forlig - ikke offentligt", "2. Forlig – fortroligt", "2. Lukket dagsordenspunkt - Forlig",
        "2. Personsag", "2. Lukket pkt. Forlig", "2. Lukket pkt.: Forlig", "2. Forlig (lukket pkt.)",
        "2. (L) Forlig", "2. Forlig (L)", "2. Forlig (LUKKET SAG)", "2. Forlig, lukket punkt",
        "2. Forlig (behandles for lukkede døre)", "2. Forlig – behandles for lukkede døre",
        "2. Lukket: Forlig", "2. Forlig/Lukket", "2. Forlig LUKKET", "2. Forlig | Lukket",
        "2. Forlig Lukket punkt", "2. FORTROLIGT: Forlig", "2. Ikke-åbent punkt: Forlig",
        "2. Ikke offentlig sag - Forlig", "2. Lukket møde - Forlig", "2. Lukket Forlig",
        "2. Forlig (undtaget fra offentlighed)", "2. Forlig - undtaget offentlighed",
        "2. Personalesag: Forlig", "2. Forlig (må ikke offentliggøres)",
        "2. Forlig (lukket jf. § 10 i styrelsesloven)", "2. Lukket behandling: Forlig",
        "2. Lukket. Forlig", "2. Åben/lukket: Lukket - Forlig", "Punkt 2 (lukket) Forlig",
        "2. Sag til lukket behandling: Forlig", "2. Lukket punkt - forlig om gæld",
        "2. LUKKET PUNKT, Forlig", "2. Lukket sag; forlig om gæld",
    ],
)  # fmt: skip
def test_a_title_may_say_it_in_many_ways(title: str) -> None:
    for case in ("Sagsnr. 22/102\n", ""):
        _check(f"{_FRONT}{_OPEN}{title}\n{case}\n{_CLOSED}{_LAST}", _ROADS, _PATH)


_COMPOUNDS = [
    "tillægspunkt", "tillægssag", "tillægsdagsordenspunkt", "ekstrapunkt", "ekstra punkt", "ekstraordinær sag",
    "orienteringssag", "orienteringspunkt", "beslutningssag", "drøftelsespunkt", "efterretningssag", "hastesag",
    "personsag", "personalesag", "byggesag", "emne", "orientering", "drøftelse",
]  # fmt: skip


@pytest.mark.parametrize("compound", _COMPOUNDS[:7])
@pytest.mark.parametrize(
    "title",
    [
        "Fortroligt {} 2: Forlig", "Lukket {} nr. 2 - Forlig", "{} 2 (lukket): Forlig", "{} 2 – lukket: Forlig",
        "{} 2 lukket", "Ad 2 Lukket {}: Forlig", "{} 2: Lukket {}: Forlig",
    ],
)  # fmt: skip
def test_a_closed_compound_that_is_numbered_otherwise_than_the_rest_closes_what_follows(
    title: str, compound: str
) -> None:
    said = title.format(*[compound] * 2)
    for mark in ("", "## "):
        items = (
            f"{mark}1. Asfalt\n\n{_ROADS}\n\n{mark}{said}\n\n{_SECRET}\n\n{mark}3. Evt.\n\nIntet.\n"
        )
        _check(f"{_FRONT}{items}", _ROADS)


@pytest.mark.parametrize("compound", _COMPOUNDS)
@pytest.mark.parametrize(
    "title",
    [
        "Lukket {}: Forlig", "Fortrolig {} - Forlig", "Ikke-offentlig {} Forlig", "Lukket {}, Forlig", "LUKKET {}",
        "Lukket {}. Forlig", "Forlig (lukket {})", "Forlig – fortrolig {}", "Forlig, ikke offentligt {}",
        "Forlig Lukket {}", "Forlig: lukket {}", "(Lukket {}) Forlig", "Lukket ({}): Forlig", "Lukket {} om forlig",
        "{} (lukket): Forlig", "{} (fortroligt) Forlig", "{}, lukket: Forlig", "{} – lukket – Forlig",
        "{} lukket: Forlig", "{}: Forlig (lukket)", "{}: Lukket: Forlig",
    ],
)  # fmt: skip
def test_an_item_is_closed_whatever_compound_it_is_called_by(title: str, compound: str) -> None:
    said = title.format(compound.capitalize() if title.startswith("{}") else compound)
    marked = f"{_FRONT}## 1. Asfalt\n\n{_ROADS}\n\n## 2. {said}\n\n{_CLOSED}## 3. Ny cykelsti\n\n{_PATH}\n"
    for text in (f"{_FRONT}{_OPEN}2. {said}\n\n{_CLOSED}{_LAST}", marked):
        _check(text, _ROADS, _PATH)


@pytest.mark.parametrize(
    "title",
    [
        "Lukket punkt 2: Forlig", "Lukket tillægspunkt 2: Forlig", "Pkt. 2 Lukket - Forlig",
        "Punkt 2 - Lukket - Forlig", "Lukket sag 2. Forlig",
    ],
)  # fmt: skip
def test_a_closed_title_that_is_numbered_otherwise_than_the_rest_closes_what_follows(
    title: str,
) -> None:
    _check(f"{_FRONT}{_OPEN}{title}\n\n{_CLOSED}{_LAST}", _ROADS)


@pytest.mark.parametrize(
    "title",
    [
        "Lukkede boligområder", "Lukkede sager, oversigt", "Forslag fra Ib Holm (L)", "Skolen er lukket i uge 29",
        "Personsager i tal, 2021", "Lukket årsag", "Lukkede byggesager, statistik", "Drøftelse af lukkede facader",
    ],
)  # fmt: skip
def test_a_title_about_what_is_closed_is_open(title: str) -> None:
    _check(f"{_FRONT}{_OPEN}2. {title}\nSagsnr. 22/102\n\nSagsfremstilling\n{_PATH}\n", _PATH)


_MARKS = [
    "Lukket", "Lukket punkt", "(Lukket)", "Status: Lukket", "Offentlighed: Lukket", "Offentlig: Nej",
    "Åben: Nej", "Lukket: Ja", "Adgang: Lukket", "Punkttype: Lukket", "Sagstype: Lukket punkt",
    "Type: Lukket", "Fortroligt", "FORTROLIGT", "Fortroligt punkt", "Ikke offentligt", "Ikke-offentligt punkt",
    "Ej offentlig", "Må ikke offentliggøres", "Undtaget fra offentlighed", "Undtaget fra aktindsigt",
    "Punktet er lukket", "Punktet er lukket, jf. kommunestyrelseslovens § 10", "Punktet behandles for lukkede døre",
    "Lukket i henhold til offentlighedslovens § 31", "Lukket jf. offentlighedslovens § 31",
    "Undtaget offentlighed jf. § 31", "Jf. offentlighedslovens § 31 er sagen ikke offentlig",
    "Sagen er omfattet af offentlighedslovens § 31 og er lukket", "Fortroligt jf. § 152 i straffeloven",
    "Lukket (personsag)", "☐ Åben ☒ Lukket", "☒ Lukket ☐ Åben", "[ ] Åben [x] Lukket", "Åben ☐  Lukket ☒",
    "Åbent: ☐ Lukket: ☒", "Åben/Lukket: Lukket", "Åbent punkt: Nej", "Offentlighed: Ikke offentlig",
    "Offentlighed: Nej", "Publiceres: Nej", "Publiceres ikke", "Skal ikke publiceres",
    "Sagen behandles på lukket møde", "Sagen behandles i lukket møde, da den omhandler personlige forhold.",
    "Personsag", "Åbent/lukket punkt: lukket", "Behandling: Lukket", "Mødeform: Lukket", "Punktet er fortroligt.",
    "Sagen er lukket.", "Lukket efter § 10, stk. 1", "Klassifikation: Fortrolig", "Lukket – § 31",
    "Punktet er undtaget fra offentlighed efter offentlighedslovens § 31.", "Fortrolig", "Ikke-åben",
]  # fmt: skip
_COMPANIONS = (
    "Sagsnr. 22/102\nSagsbehandler: Ib Holm\nForvaltning: Teknik og Miljø\nInitialer: IBH\n"
    "Dok.nr.: 1234567\nSagsgang: TU\nMødeleder: Ane Dahl\n"
)


@pytest.mark.parametrize("mark", _MARKS)
@pytest.mark.parametrize(
    "item",
    [
        "2. Forlig\nSagsnr. 22/102\n{}\n\n",
        "2. Forlig\n{}\nSagsnr. 22/102\n\n",
        "2. Forlig\n\nSagsnr. 22/102\n\n{}\n\n",
        "2. Forlig\n{}\n\n",
        f"2. Forlig\n{_COMPANIONS}{{}}\n\n",
        "2. Forlig\nSagsnr. 22/102\t{}\n\n",
        "2. Forlig\nSagsnr. 22/102      {}\n\n",
        "2. Forlig\t{}\nSagsnr. 22/102\n\n",
        "2.\t{}\tForlig\nSagsnr. 22/102\n\n",
        "{}\n2. Forlig\nSagsnr. 22/102\n\n",
        "2. Forlig\nSagsnr. 22/102\n\nSagsfremstilling\n{}\n",
        "2. Forlig\nSagsnr. 22/102\n\nBeslutning\n{}\n",
    ],
    ids=[
        "below", "above the case", "apart", "alone", "below all", "a cell", "a column", "beside the title",
        "before the title", "above the title", "in the text", "as the decision",
    ],
)  # fmt: skip
def test_a_mark_may_stand_anywhere_in_the_head_of_an_item(item: str, mark: str) -> None:
    _check(f"{_FRONT}{_OPEN}{item.format(mark)}{_CLOSED}{_LAST}", _ROADS, _PATH)


@pytest.mark.parametrize(
    "sentence",
    [
        "Skolen er lukket i uge 29.", "Lukkede veje åbnes igen.", "Punktet blev drøftet.",
        "Svømmehallen holder lukket.", "Der er adgang for offentligheden.", "Lukket: Nej", "Åben", "Offentlig: Ja",
    ],
)  # fmt: skip
def test_a_sentence_about_what_is_closed_closes_no_item(sentence: str) -> None:
    _check(
        f"{_FRONT}{_OPEN}2. Skoler\nSagsnr. 22/102\n{sentence}\n\nSagsfremstilling\n{_PATH}\n"
        f"{sentence}\n\nBeslutning\nGodkendt.\n",
        _PATH,
    )


_PARTS = [
    "Lukket dagsorden", "Lukkede sager", "Lukkede punkter", "LUKKET DAGSORDEN", "Lukket møde",
    "Punkter til behandling for lukkede døre", "Dagsordenspunkter for lukkede døre", "Lukket del",
    "Den lukkede del af mødet", "Lukkede punkter:", "II. Lukkede punkter", "B. Lukket dagsorden",
    "B: Lukkede sager", "Lukket dagsorden (fortrolig)", "Ikke offentlige sager", "Fortrolig dagsorden",
    "Lukket tillægsdagsorden", "Lukket tillægsreferat", "Dagsorden - lukket del", "Dagsorden, lukket",
    "Referat - lukket del", "Sager til behandling på lukket møde", "Sager der behandles for lukkede døre",
    "Punkter behandlet på lukket møde", "Følgende punkter blev behandlet for lukkede døre:", "Mødet lukkes",
    "Mødet fortsatte for lukkede døre kl. 17.30", "Lukket protokol", "Lukket beslutningsprotokol",
    "Ikke-offentlig dagsorden", "Personalesager", "Lukket dagsorden:", "--- Lukkede punkter ---",
    "*Lukkede sager*", "Lukket møde kl. 17.30-18.00", "Lukket dagsorden for mødet den 3. maj 2022",
    "Lukkede dagsordenspunkter (ikke offentlige)", "Lukket session", "Lukkede punkter – § 10",
]  # fmt: skip
_SECOND = (
    f"2. Forlig\nSagsnr. 22/102\n\n{_CLOSED}3. Køb\nSagsnr. 22/103\n\nSagsfremstilling\n{_SECRET}\n"
)


@pytest.mark.parametrize("heading", _PARTS)
def test_a_heading_closes_all_items_below_it(heading: str) -> None:
    for text in (
        f"{_OPEN}{heading}\n{_SECOND}",
        f"{_OPEN}\n{heading}\n\n{_SECOND}",
        f"{_OPEN}\n{heading}\n\n{_SECOND}".replace("3. ", "2. ").replace("2. Forlig", "1. Forlig"),
        f"{_OPEN}# {heading}\n\n{_SECOND}".replace("1. ", "## 1. ")
        .replace("2. ", "## 2. ")
        .replace("3. ", "## 3. "),
        f"{_OPEN}{heading}\n\n{_SECRETS[0]}\n{_SECRETS[1]}\n",
        f"Asfalt\nSagsnr. 22/101\n\nSagsfremstilling\n{_ROADS}\n\n{heading}\n\nForlig\nSagsnr. 22/102\n\n{_CLOSED}",
    ):
        _check(_FRONT + text, _ROADS)


@pytest.mark.parametrize("mark", ["LUKKET", "Lukket", "Fortroligt", "== LUKKET =="])
def test_one_word_that_stands_apart_closes_all_items_below_it(mark: str) -> None:
    _check(f"{_FRONT}{_OPEN}\n{mark}\n\n{_SECOND}", _ROADS)


@pytest.mark.parametrize("heading", ["Lukket referat", "Lukket dagsorden", "LUKKET MØDE"])
def test_a_document_that_is_closed_as_a_whole_shows_titles(heading: str) -> None:
    _check(f"{heading}\nTeknisk Udvalg\nMødedato: 3. maj 2022\n\n{_SECOND}")


@pytest.mark.parametrize("number", ["{}", "{}.", "Punkt {}:"])
@pytest.mark.parametrize("leaders", [" ............ ", " "])
def test_a_table_of_contents_may_be_all_that_says_it(number: str, leaders: str) -> None:
    one, two, three = (number.format(n) for n in (1, 2, 3))
    _check(
        f"{_FRONT}Indholdsfortegnelse\nÅbne punkter\n{one} Asfalt i Elleby{leaders}2\nLukkede punkter\n"
        f"{two} Forlig{leaders}3\n{three} Køb af zebrafisk{leaders}4\n\n"
        f"{one} Asfalt i Elleby\nSagsnr. 22/101\n\nSagsfremstilling\n{_ROADS}\n\n"
        f"{two} Forlig\nSagsnr. 22/102\n\n{_CLOSED}"
        f"{three} Køb af zebrafisk\nSagsnr. 22/103\n\nSagsfremstilling\n{_SECRET}\n",
        _ROADS,
    )


@pytest.mark.parametrize(
    "entry", ["Forlig (Lukket)", "Forlig (lukket punkt)", "Forlig - lukket", "Forlig Lukket", "Forlig (L)",
              "Forlig (fortrolig)", "Lukket: Forlig", "(Lukket) Forlig", "Forlig\tLukket"],
)  # fmt: skip
def test_an_entry_of_a_list_of_items_may_be_all_that_says_it(entry: str) -> None:
    item = f"2. Forlig\nSagsnr. 22/102\n\n{_CLOSED}"
    for heading, end in (("Indholdsfortegnelse", " ......... {}"), ("Dagsorden", "")):
        entries = ("1. Asfalt i Elleby", f"2. {entry}", "3. Ny cykelsti")
        listed = "".join(f"{text}{end.format(n)}\n" for n, text in enumerate(entries, 2))
        _check(f"{_FRONT}{heading}\n{listed}\n{_OPEN}{item}{_LAST}", _ROADS, _PATH)


@pytest.mark.parametrize("head", ["Teknisk Udvalg 3. maj 2022", "Åbent referat", "Side 2"])
def test_a_closed_item_goes_on_over_the_page(head: str) -> None:
    closed = f"2. Forlig (lukket)\nSagsnr. 22/102\n\nSagsfremstilling\n{_SECRETS[0]}\n"
    pages = [f"{head}\n{_FRONT}{_OPEN}{closed}", f"{head}\n{_SECRETS[1]}\n{_SECRET}"]
    shown = _shown(document_of(*pages))
    assert _ROADS in shown
    assert not any(secret in shown for secret in _SECRETS)


@pytest.mark.parametrize("head", ["Åbent referat", "Åben dagsorden"])
def test_a_running_head_does_not_end_the_closed_part(head: str) -> None:
    pages = [
        f"{head}\n{_FRONT}{_OPEN}Lukkede punkter\n\n2. Forlig\nSagsnr. 22/102\n\nSagsfremstilling\n{_SECRET}\n",
        f"{head}\n3. Køb\nSagsnr. 22/103\n\nSagsfremstilling\n{_SECRETS[1]}\n",
    ]
    shown = _shown(document_of(*pages))
    assert _ROADS in shown
    assert not any(secret in shown for secret in _SECRETS)


def test_a_heading_in_the_text_of_a_closed_item_opens_nothing() -> None:
    _check(
        f"{_FRONT}## Asfalt\nSagsnr. 22/101\n\n**Sagsfremstilling**\n{_ROADS}\n\n## Forlig (lukket)\nSagsnr. 22/102\n\n"
        f"**Sagsfremstilling**\nTekst.\n\n## Aftalens indhold\n{_SECRETS[0]}\n\n{_SECRETS[1]}\n",
        _ROADS,
    )


def test_signatures_behind_a_closed_item_are_kept_but_not_a_text_below_them() -> None:
    text = f"{_FRONT}{_OPEN}2. Forlig (lukket)\n\nSagsfremstilling\nTekst.\n\nUnderskrifter\n"
    _check(f"{text}Ane Dahl\nIb Holm\n", "Ane Dahl")
    _check(f"{text}Ane Dahl\n{_SECRET}\n", _ROADS)


@pytest.mark.parametrize(
    "mark", ["Lukket", "Lukket sag", "22/102 Lukket", "Lukket IBH", "Fortroligt"]
)
@pytest.mark.parametrize("row", ["{mark}\t{text}", "{text}\t{mark}"])
def test_a_column_beside_the_text_closes_its_item(row: str, mark: str) -> None:
    rows = ("Sagsfremstilling\tSagsnr.", "Der er holdt møde med gården.\t22/102")
    marked = row.format(mark=mark, text="Aftalen er indgået i foråret på kontoret.")
    text = "\n".join((*rows, marked, _SECRET, "Beslutning", _SECRETS[1]))
    _check(f"{_FRONT}{_OPEN}2. Forlig\n\n{text}\n\n{_LAST}", _ROADS, _PATH)


def test_a_table_of_opening_hours_closes_nothing() -> None:
    table = "Mandag\t9-16\nTirsdag\tLukket\nOnsdag\t9-16"
    _check(f"{_FRONT}{_OPEN}2. Biblioteket\n\nSagsfremstilling\n{table}\n{_PATH}\n", _PATH)


@pytest.mark.parametrize("title", ["LUKKET - Personale", "Personale (lukket punkt)"])
@pytest.mark.parametrize("number", ["2", "Sag nr. 2", "Pkt. 2."])
def test_a_closed_title_below_its_number_closes_what_follows_where_no_items_are_found(
    title: str, number: str
) -> None:
    text = (
        f"Referat\nÆldrerådet\n\n1\nMad\n\nDrøftet.\n\n{number}\n{title}\n\nHemmeligt vedtaget.\n"
    )
    shown = without_closed_text(parse_minutes(Document((text,)))).document.text
    assert "Drøftet" in shown
    assert "Hemmeligt" not in shown


@pytest.mark.parametrize("label", ["{}", "{}.", "Punkt {}", "Pkt. {}:"])
def test_a_closed_title_that_is_only_a_mark_ends_where_the_next_number_stands(label: str) -> None:
    items = [
        ("7", "Ny mole\nSagsnr. 19/4410\n\nBeslutning:\nGodkendt."),
        ("8", "Personalesag (lukket sag)"),
        ("9", "Nyt fra havnen\n\nMolen er malet.\n\nBeslutning:\nTaget til efterretning."),
    ]
    text = "Referat\nHavneudvalget\n3. marts 2019\n\n" + "\n\n".join(
        f"{label.format(number)}\n{rest}" for number, rest in items
    )
    found = parse_minutes(read_plain(text)).items
    assert [(i.number, i.public) for i in found] == [("7", True), ("8", False), ("9", True)]
    assert found[2].title == "Nyt fra havnen"


def test_a_number_without_a_title_stands_for_itself() -> None:
    text = (
        "Referat\nHavneudvalget\n3. marts 2019\n\nPunkt 7: Ny mole\nSagsnr. 19/4410\n\nBeslutning:\n"
        "Godkendt.\n\nPunkt 8\nPunkt 9: Nyt fra havnen\nSagsnr. 19/4411\n\nBeslutning:\nDrøftet.\n"
    )
    found = parse_minutes(read_plain(text)).items
    assert [item.title for item in found] == ["Ny mole", "Punkt 8", "Nyt fra havnen"]


@pytest.mark.parametrize("ends", ["Mødet hævet kl. 19.05", "Mødet sluttede kl. 19:05."])
def test_the_end_of_the_meeting_is_not_withheld_with_the_closed_item_above_it(ends: str) -> None:
    for signatures in ("", "\nUnderskrifter\nBo Rask\n"):
        minutes = parsed(
            f"Referat\nHavneudvalget\n3. marts 2019\n\n{_OPEN}2. Forlig (lukket)\n\n{_SECRET}\n\n"
            f"{ends}\n{signatures}"
        )
        withheld = [span.of(minutes.document.text).strip() for span in minutes.withheld]
        assert withheld == [_SECRET]


@pytest.mark.parametrize(
    "line", ["(Lukket) Forlig", "(LUKKET PUNKT) - Forlig", "[Lukket] Forlig", "Forlig (lukket)"]
)
def test_a_closed_title_with_nothing_below_it_is_an_item(line: str) -> None:
    found = parsed(
        "Referat\nHavneudvalget\n3. marts 2019\n\n7. Ny mole\n\nSagsfremstilling:\nMolen er gammel.\n\n"
        "Bilag:\n8. (Lukket) Tilbud på granit\n9. Tilbud på beton (lukket)\n\n"
        f"8. {line}\n\n9. Nyt fra havnen\nBeslutning: Formanden fortalte om krabberne.\n"
    ).items
    assert [(i.number, i.title, i.public) for i in found] == [
        ("7", "Ny mole", True),
        ("8", "Forlig", False),
        ("9", "Nyt fra havnen", True),
    ]


def test_the_mark_behind_a_title_is_no_part_of_it_even_where_the_title_closes_by_itself() -> None:
    found = parsed(
        "Referat\nHavneudvalget\n3. marts 2019\n\n7. Personalesag (lukket punkt)\n"
    ).items
    assert [(i.title, i.public) for i in found] == [("Personalesag", False)]


_RUN_IN = [
    "Lukket: Køb af kajen: Hemmeligt bød vi to mio.",
    "**Lukket: Køb af kajen.** Hemmeligt bød vi to mio.",
    "**Køb af kajen (lukket).** Hemmeligt bød vi to mio.",
    "Vedr. Lukket: Køb af kajen\n\nHemmeligt bød vi to mio. Det er sikkert.",
    "- Vedrørende lukket sag: Køb af kajen. Hemmeligt bød vi.",
    "Ad 3 Lukket punkt: Køb af kajen. Hemmeligt bød vi.",
    "_Lukket: Køb af kajen_ Hemmeligt bød vi to mio.",
    "Lukket punkt. Hemmeligt bød vi to mio.",
    "Herefter for lukkede døre: Hemmeligt bød vi to mio.",
    "LUKKET SAG: KØB AF KAJEN: Hemmeligt bød vi to mio. kr. for kajen, og det er der en\nlang historie om.",
]
_AROUND_RUN_IN = [
    "Vi talte om havnen. Den er stor.\n\nSå kom kaffen.\n\n{}\n\nSå gik vi hjem.\n",
    "Vi talte om havnen. Den er stor.\nSå kom kaffen.\n{}\nSå gik vi hjem.\n",
    "**Havnen.** Vi talte om den.\n\n**Kaffen.** Udsat.\n\n{}\n\n**Vejen.** Den er lang.\n\n**Molen.** Godkendt.\n",
    "Vedr. Havnen\nVi talte.\n\n{}\n\nVedr. Vejen\nDen er lang.\n\nVedr. Molen\nDen er kort.\n",
    "{}\n\nVi talte om havnen.\n\nBeslutning: Godkendt\n",
    "1. Havnen\nVi talte. Beslutning: Godkendt.\n\n{}\n\n2. Vejen\nDen er lang.\nBeslutning: Udsat.\n",
]


@pytest.mark.parametrize("around", _AROUND_RUN_IN)
@pytest.mark.parametrize("line", _RUN_IN)
def test_text_on_the_line_of_a_closed_title_is_withheld(line: str, around: str) -> None:
    front = "Havnerådet\n\nReferat af møde tirsdag den 4. marts 2014\n\nTil stede: Ane Dahl, Bo Lund\n\n"
    minutes = parsed(front + around.format(line))
    assert "Hemmeligt" not in without_closed_text(minutes).document.text
    assert not any("Hemmeligt" in (item.title or "") for item in minutes.items)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2. Lukket: Køb af kajen: Hemmeligt bød vi to mio.", "Køb af kajen"),
        ("2. Lukket: Klage: Ny mole", "Klage: Ny mole"),
        ("2. Køb af kajen (lukket): Hemmeligt bød vi to mio.", "Køb af kajen"),
        ("2. Lukket punkt: Køb af kajen. Hemmeligt bød vi to\nmio. kr. for kajen.", "Køb af kajen"),
    ],
)
def test_a_closed_title_ends_where_its_text_begins_on_the_line(line: str, title: str) -> None:
    minutes = parsed(
        "Referat\n\n1. Havnen\nVi talte.\nBeslutning: Godkendt.\n\n"
        f"{line}\n\n3. Vejen\nDen er lang.\nBeslutning: Udsat.\n"
    )
    assert [item.title for item in minutes.items] == ["Havnen", title, "Vejen"]
    assert "Hemmeligt" not in without_closed_text(minutes).document.text


@pytest.mark.parametrize(
    "line",
    ["Lukket: Hele juli.", "Lukket: Søn- og helligdage.", "Molen er lukket: Den er gammel."],
)
def test_what_is_shut_for_a_while_closes_no_text(line: str) -> None:
    minutes = parsed(f"Referat\n\nVi talte om havnen. Den er stor.\n\n{line}\n\nSå gik vi hjem.\n")
    assert "Så gik vi hjem" in without_closed_text(minutes).document.text


def test_a_sentence_right_below_a_closed_item_closes_nothing_behind_it() -> None:
    text = (
        "Referat\nByrådet\n4. marts 2020\n\n§ 1. Lukket punkt\nBehandlet for lukkede døre.\n\n"
        "§ 2. Broen i Elleby\nBeslutning\nGodkendt.\n\n§ 3. Eventuelt\nBeslutning\nIntet.\n"
    )
    assert [item.public for item in parse_minutes(read_plain(text)).items] == [False, True, True]


@pytest.mark.parametrize("mark", ["Lukket møde", "Lukket dagsorden"])
def test_a_mark_behind_a_closed_item_still_closes_what_follows(mark: str) -> None:
    text = (
        "Referat\nByrådet\n4. marts 2020\n\n§ 1. Broen i Elleby\nBeslutning\nGodkendt.\n\n"
        f"{mark}\n\n§ 2. Salg af grund\nBeslutning\nSolgt.\n\n§ 3. Køb af grund\nBeslutning\nKøbt.\n"
    )
    shown = [item.public for item in parse_minutes(read_plain(text)).items]
    assert shown == [True, False, False]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize(
    "said", ["Punktet er lukket.", "22/412{}Punktet behandles for lukkede døre."]
)
def test_a_sentence_alone_below_a_title_closes_that_item_and_not_the_next(
    said: str, gap: str
) -> None:
    said = said.format(gap)
    text = "\n\nSagsfremstilling\nDen er lang.\n\nBeslutning\nGodkendt.\n\n"
    minutes = parsed(f"{_FRONT}1. Vejen{text}2. Køb af kran{gap}{said}{gap}3. Havnen{text}")
    assert [item.public for item in minutes.items] == [True, False, True]


@pytest.mark.parametrize("document", ["Dok. 377-2022-18820", "Dok.nr. 18820", "Dokument 18820/22"])
def test_the_last_line_of_a_head_closes_its_item_and_not_the_next(document: str) -> None:
    head = f"\n\nSag 377-2022-412\n\n{document}\n\nInitialer: IBH\n\n"
    text = (
        "Åbent\n\n \n\nSagsfremstilling\n\nDen er lang.\n\n \n\nBeslutning\n\nGodkendt.\n\n \n\n\n"
    )
    minutes = parsed(
        f"{_FRONT}1. Vejen{head}{text}2. Køb af kran{head}Lukket\n\n \n\n\n3. Havnen{head}{text}"
    )
    assert [item.public for item in minutes.items] == [True, False, True]
