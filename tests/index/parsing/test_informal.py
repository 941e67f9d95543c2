"""Minutes of councils and boards that write as they speak: other numbers, other ways to decide."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading.plain import read_plain
from index.types import DocumentKind, Minutes, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat fra møde i Ungerådet den 4. marts 2021\n\n"
_TITLES = ("Hvem er her?", "Skatehal på havnen", "Evt.")
_TEXTS = (
    "7 ud af 9 er her, så vi kan stemme.",
    "Vi har fået to tilbud.\nDet ene er for dyrt.",
    "Intet.",
)


def _said(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in minutes.items]


def _written(form: str, numbers: str, between: str = "\n\n") -> str:
    items = zip(numbers, _TITLES, _TEXTS, strict=True)
    return between.join(f"{form.format(n, title)}\n{text}" for n, title, text in items)


@pytest.mark.parametrize(
    "form", ["Punkt {}. {}", "Punkt {}: {}", "Pkt. {}) {}", "PUNKT {}) {}", "Ad pkt. {}. {}"]
)
@pytest.mark.parametrize("numbers", ["abc", "123"])
def test_letters_or_numbers_behind_a_label_count_the_items(form: str, numbers: str) -> None:
    minutes = parsed(_FRONT + _written(form, numbers))
    assert _said(minutes) == list(zip(numbers, _TITLES, strict=True))


@pytest.mark.parametrize(
    "hour",
    ["", " (kl. 16.30-16.40)", " (16:30 – 16:40)", " (kl. 17)", " (kl. 17.10)", " (15 min.)"],
)
@pytest.mark.parametrize("form", ["{}. {}", "**{}. {}**"])
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("I", "II", "III")])
def test_the_hours_of_items_do_not_hide_them(
    numbers: tuple[str, ...], form: str, hour: str
) -> None:
    items = zip(numbers, ("Velkomst", "Skatehal", "Næste møde"), strict=True)
    text = "\n".join(f"{form.format(n, title + hour)}\nVi talte om det.\n" for n, title in items)
    minutes = parse_minutes(read_plain(f"{_FRONT}{text}"))
    assert _said(minutes) == list(zip(numbers, ("Velkomst", "Skatehal", "Næste møde"), strict=True))


@pytest.mark.parametrize(
    "title",
    [
        "Referat fra møde nr. 3/2021", "Referat fra mødet den 3. februar 2021", "Protokol fra mødet den 3/2 2021",
        "Referat af bestyrelsesmøde 3. februar 2021", "Referat fra Ungerådets møde den 3. februar 2021", "Referat",
        "Protokol",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["{}. {}", "**{}. {}**", "**1.{} {}**"])
def test_the_minutes_of_another_meeting_are_an_item(form: str, title: str) -> None:
    titles = ("Godkendelse af dagsorden", title, "Skatehal", "Eventuelt")
    texts = ("Godkendt.", "Underskrevet.", "Rådet vedtog planen.", "Intet.")
    items = enumerate(zip(titles, texts, strict=True), 1)
    text = "\n".join(f"{form.format(n, said)}\n\n{text}\n" for n, (said, text) in items)
    minutes = parse_minutes(read_plain(f"{_FRONT}{text}"))
    assert tuple(item.title for item in minutes.items) == titles
    assert str(minutes.meeting.date) == "2021-03-04"


@pytest.mark.parametrize("form", ["Ad {}) {}", "ad {}. {}", "Ad. {} {}", "Ad {} - {}"])
def test_ad_begins_items_that_stand_over_text_of_their_own(form: str) -> None:
    minutes = parsed(_FRONT + _written(form, "123"))
    assert _said(minutes) == list(zip("123", _TITLES, strict=True))


@pytest.mark.parametrize("form", ["Ad {} {}", "Ad. {}: {}", "**Ad {} {}**", "**Ad {}. {}**"])
def test_ad_begins_items_below_who_was_away_and_over_days(form: str) -> None:
    titles = ("Velkomst", "Ny mast", "Kommende møder", "Budget", "Evt.")
    texts = (
        "Bo bød velkommen.",
        "Vi besluttede at rejse den.",
        "14.3. og 18.4.",
        "Godkendt.",
        "Intet",
    )
    items = zip("12345", titles, texts, strict=True)
    said = "\n".join(f"{form.format(n, title)}\n{text}" for n, title, text in items)
    minutes = parse_minutes(read_plain(f"{_FRONT}Afbud: Ib Holm\n{said}\n"))
    assert _said(minutes) == list(zip("12345", titles, strict=True))


def test_an_answer_to_one_point_set_as_a_heading_begins_no_item() -> None:
    minutes = parsed(
        f"{_FRONT}Havneplan\nSagsnr. 22/101\n\n**Sagsfremstilling**\nPlanen er ny.\n\n**Indstilling**\n"
        "1. at planen godkendes\n2. at gebyret hæves\n\n**Beslutning**\n**Ad 1 Planen**\n"
        "Godkendt med en ny vej.\n\n**Ad 2 Gebyret**\nUdsat til juni.\n"
    )
    assert _said(minutes) == [(None, "Havneplan")]


def test_a_closed_item_without_text_is_one_among_those_that_ad_begins() -> None:
    text = _written("Ad {}) {}", "123").replace(
        "Ad 3)", "Ad 3) LUKKET PUNKT – Klage over en leder\n\nAd 4)"
    )
    minutes = parsed(_FRONT + text)
    assert [(item.number, item.public) for item in minutes.items] == [
        ("1", True), ("2", True), ("3", False), ("4", True),
    ]  # fmt: skip


def test_letters_set_apart_over_what_was_concluded_count_the_items() -> None:
    minutes = parse_minutes(
        read_plain(
            f"{_FRONT}Afbud: Ida\nUden afbud: Bo\n\na) Runden\nSkolen har fået ny cykelsti.\n\n"
            "b) Åbningstid\nDer er to forslag.\nKonklusion: Forslag 2 vælges.\n\n"
            "c) Personsag (lukket)\nEn forælder har klaget.\n\n"
            "d) Budget\nDer mangler 200 kr.\nKonklusion: Taget til efterretning.\n\n"
            "e) Næste gang\nTorsdag 18. april. Tom bager."
        )
    )
    assert [item.number for item in minutes.items] == [*"abcde"]
    assert [item.public for item in minutes.items] == [True, True, False, True, True]
    assert "klaget" not in without_closed_text(minutes).document.text
    absent = [section for section in minutes.front if section.kind is SectionKind.ABSENT]
    assert [section.heading for section in absent] == ["Afbud", "Uden afbud"]


def test_letters_set_apart_in_an_item_with_headings_count_no_items() -> None:
    minutes = parse_minutes(
        read_plain(
            "Skatehal på havnen\n\nSagsfremstilling\nDer er to modeller.\n\n"
            "a) Model Nord\nDen er dyr.\nKonklusion: Fravælges.\n\n"
            "b) Model Syd\nDen er billig.\nKonklusion: Vælges."
        )
    )
    assert len(minutes.items) == 1


@pytest.mark.parametrize("mark", ["✔ ", "→ ", "⇒ ", "✅ ", "> ", ""])
@pytest.mark.parametrize("label", ["Besluttet", "Ikke besluttet", "Det aftaltes", "Vi aftalte"])
def test_a_decision_is_known_behind_a_mark(mark: str, label: str) -> None:
    minutes = parse_minutes(
        read_plain(f"{_FRONT}1. Skatehal\nDer er to tilbud.\n{mark}{label}: Vi spørger Byrådet.")
    )
    decisions = [
        section for section in minutes.items[0].sections if section.kind is SectionKind.DECISION
    ]
    assert [minutes.document.text[s.label.end : s.span.end].strip(" :") for s in decisions] == [
        "Vi spørger Byrådet."
    ]


@pytest.mark.parametrize("form", ["**{}) {}**", "## {}. {}", "**{}: {}**"])
@pytest.mark.parametrize("letters", ["abc", "ABC"])
def test_letters_before_titles_set_as_headings_count_the_items(letters: str, form: str) -> None:
    minutes = parse_minutes(read_plain(_FRONT + _written(form, letters)))
    assert _said(minutes) == list(zip(letters, _TITLES, strict=True))


@pytest.mark.parametrize("form", ["**{}**", "## {}", "**1. {}**"])
def test_letters_set_as_headings_below_other_titles_count_no_items(form: str) -> None:
    said = "**a) Drift**\n\nDriften er god.\n\n**b) Anlæg**\n\nIntet nyt.\n\n**c) Lån**\n\nVi besluttede at låne.\n\n"
    titles = [
        form.format(title).replace("1", str(n))
        for n, title in enumerate(("Budget", "Mast", "Evt."), 1)
    ]
    minutes = parse_minutes(
        read_plain(
            f"{_FRONT}{titles[0]}\n\n{said}{titles[1]}\n\nDen males.\n\n{titles[2]}\n\nIntet.\n"
        )
    )
    assert [item.title for item in minutes.items] == ["Budget", "Mast", "Evt."]


@pytest.mark.parametrize(
    "name",
    [
        "Dialogmøde mellem Ungerådet og Byrådet", "Referat af dialogmøde mellem Ungerådet og Byrådet",
        "Referat af rådsmøde nr. 5, sæson 20/21", "Opsamling fra 3. møde", "Ungerådsmøde i Elleby Hal",
    ],
)  # fmt: skip
def test_what_a_document_is_called_is_no_item(name: str) -> None:
    front = f"**{name}**\n\nTorsdag d. 4. marts 2021 kl. 14-16 på rådhuset\n\n"
    items = "**Velkomst**\n\nBo bød velkommen.\n\n**Skatehal**\n\nRampen mangler.\n\n"
    minutes = parse_minutes(read_plain(f"{front}{items}**Næste dialogmøde**\n\nDen 4. juni 2021\n"))
    assert [item.title for item in minutes.items] == ["Velkomst", "Skatehal", "Næste dialogmøde"]
    assert str(minutes.meeting.date) == "2021-03-04"


@pytest.mark.parametrize(
    "title", ["Referat fra sidste møde", "Borgermøde i Elleby", "Dialogmøde med Byrådet"]
)
def test_an_item_about_a_meeting_is_one_below_the_front(title: str) -> None:
    front = "**Ungerådet**\n\nTorsdag d. 4. marts 2021\n\nAfbud: Ib Holm\n\n"
    items = f"**{title}**\n\nDen 3. februar 2021\n\n**Skatehal**\n\nVi besluttede at male.\n\n"
    minutes = parse_minutes(read_plain(f"{front}{items}**Næste møde**\n\nDen 4. juni 2021\n"))
    assert [item.title for item in minutes.items] == [title, "Skatehal", "Næste møde"]


def test_letters_that_answer_a_recommendation_begin_no_items() -> None:
    minutes = parsed(
        f"{_FRONT}1. Skatehal\nForvaltningen indstiller, at\na) hallen bygges\nb) taget males.\n\n"
        "Beslutning\nAd a) Godkendt.\nAd b) Taget males ikke i år.\n\n2. Evt.\nIntet.\n"
    )
    assert _said(minutes) == [("1", "Skatehal"), ("2", "Evt.")]


def test_paragraphs_that_blank_lines_part_are_no_double_spaced_lines() -> None:
    long = (
        "Rådet drøftede længe, hvordan man kommer ned til vandet, når trappen er for stejl, og hvem der skal betale. "
        * 2
    )
    text = "\n\n".join(
        f"Ad {n}) {title}\n\n{long.strip()}\n\nVedlagt: kort.pdf"
        for n, title in enumerate(_TITLES, 1)
    )
    assert _said(parsed(_FRONT + text)) == [(str(n), t) for n, t in enumerate(_TITLES, 1)]


@pytest.mark.parametrize("form", ["2021/{} {}", "{}/2021 {}", "{}/2021: {}", "2021/{} - {}"])
@pytest.mark.parametrize("listed", [True, False])
def test_numbers_within_the_year_count_the_items(form: str, listed: bool) -> None:
    titles = ["Halleje for 2021", "Lukket punkt: Klage over en leder", "Skatehal på havnen", "Evt."]
    heads = [form.format(n, title) for n, title in enumerate(titles, 9)]
    text = f"{heads[0]}\nTaksten er 45 kr.\n\n{heads[1]}\n\n{heads[2]}\nHallen bygges.\n\n{heads[3]}\nIntet.\n"
    agenda = "Dagsorden:\n" + "\n".join(heads) + "\n\n" if listed else ""
    minutes = parsed(_FRONT + agenda + text)
    number = form.partition(" ")[0].rstrip(":")
    assert [(item.number, item.public) for item in minutes.items] == [
        (number.format(n), n != 10) for n in range(9, 13)
    ]
    assert [item.title for item in minutes.items] == [titles[0], "Klage over en leder", *titles[2:]]


def test_an_agenda_above_what_was_decided_is_a_list() -> None:
    front = (
        "Ungerådet\nMøde den 4. marts 2021\n\nDagsorden:\n1. Skatehal\n2. Cykelstier\n3. Evt.\n\n"
    )
    text = (
        "1. Skatehal\nHallen er dyr.\nKonklusion: Vi spørger byrådet.\n\n"
        "2. Cykelstier\nDe er smalle.\n\n3. Evt.\nIntet.\n"
    )
    assert parsed(front + text).kind is DocumentKind.MINUTES


def test_a_word_in_brackets_at_the_end_of_a_line_closes_no_item_below_it() -> None:
    minutes = parsed(
        f"{_FRONT}1. Skole\nSkolen er gammel.\n\nBilag: Vurdering fra mægler\n(lukket)\n\n2. Evt.\nIntet.\n"
    )
    assert [(item.number, item.public) for item in minutes.items] == [("1", True), ("2", True)]


_LIST = (
    "Dagsorden:\n  1. Hvem er her?\n  2. Skatehal på havnen og\n     hvem der betaler\n"
    "  3. LUKKET: Klage\n  4. Evt.\n\n"
)


@pytest.mark.parametrize(
    "form", ["Ad pkt. {}", "ad {}", "Punkt {}", "Pkt. {}:", "{}.", "{})", "Ad. punkt {}."]
)
def test_a_title_that_only_the_list_has_is_that_of_its_number(form: str) -> None:
    texts = (*_TEXTS[:2], "Han har klaget to gange.", _TEXTS[2])
    text = "\n\n".join(f"{form.format(n)}\n{text}" for n, text in enumerate(texts, 1))
    minutes = parsed(_FRONT + _LIST + text)
    assert [(item.number, item.title, item.public) for item in minutes.items] == [
        ("1", "Hvem er her?", True),
        ("2", "Skatehal på havnen og hvem der betaler", True),
        ("3", "Klage", False),
        ("4", "Evt.", True),
    ]
    spans = [item.title_span for item in minutes.items if item.title_span]
    said = [" ".join(span.of(minutes.document.text).split()) for span in spans]
    # A closed item has its number for a title, so that its text lies between that and the next.
    assert said[1:3] == ["Skatehal på havnen og hvem der betaler", form.format(3)]
    assert "klaget" not in without_closed_text(minutes).document.text


def test_a_list_keeps_its_titles_when_they_return_below_their_numbers() -> None:
    text = "\n\n".join(
        f"Punkt {n}\n{title}\n{text}"
        for n, (title, text) in enumerate(zip(_TITLES, _TEXTS, strict=True), 1)
    )
    agenda = "Dagsorden:\n" + "\n".join(f"{n}. {title}" for n, title in enumerate(_TITLES, 1))
    minutes = parsed(f"{_FRONT}{agenda}\n\n{text}")
    assert _said(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, 1)]
    assert all(item.title_span in item.span for item in minutes.items if item.title_span)


def test_what_became_of_the_minutes_themselves_is_no_decision_of_the_last_item() -> None:
    minutes = parsed(
        f"{_FRONT}1. Skatehal\nHallen er dyr.\n\n2. Evt.\nIntet.\n\n"
        "Næste møde: torsdag d. 1. april\n\nGodkendt pr. mail 27/3\n"
    )
    assert SectionKind.DECISION not in {section.kind for section in minutes.items[-1].sections}


def test_letters_count_the_items_below_a_title_that_the_file_marks() -> None:
    front = (
        "# Ungerådet – referat\n4/3-21\n\nHer: Ane og Bo\nIkke her: Ida\nGæst til punkt b: Per\n\n"
    )
    minutes = parse_minutes(read_plain(front + _written("Punkt {}. {}", "abc")))
    assert _said(minutes) == list(zip("abc", _TITLES, strict=True))
    kinds = [section.kind for section in minutes.front]
    assert kinds[1:] == [SectionKind.HEADER, SectionKind.ABSENT, SectionKind.HEADER]


def test_a_numbered_list_in_an_item_that_a_letter_counts_begins_no_items() -> None:
    text = _written("Pkt {}) {}", "abc").replace(
        "for dyrt.", "for dyrt.\n1) Pris\n2) Ulempe: koldt"
    )
    minutes = parsed(_FRONT + text.replace("koldt", "koldt\nKonklusion: Vi søger om penge."))
    assert _said(minutes) == list(zip("abc", _TITLES, strict=True))


def test_a_number_within_the_year_is_no_case_number() -> None:
    minutes = parsed(_FRONT + "27/2021 Skatehal\nHallen er dyr.\n\n28/2021 Evt.\nIntet.\n")
    assert [(item.number, item.case_number) for item in minutes.items] == [
        ("27/2021", None), ("28/2021", None),
    ]  # fmt: skip


def test_a_council_may_be_named_with_the_house_it_sits_in() -> None:
    front = "Brugerrådet på Ålevig Aktivitetscenter\nReferat fra mødet den 4. marts 2021\n\n"
    assert parsed(front + _written("Punkt {}. {}", "123")).meeting.body == "Brugerrådet"


@pytest.mark.parametrize(
    "decided",
    [
        "Regnskabet blev enstemmigt godkendt.",
        "Budget 2031 blev godkendt. Resten gemmes.",
        "Derimod blev det besluttet at male skuret.",
        "Forslaget faldt med to stemmer mod tre.",
        "Sendes til Teknik og Vej.",
        "Æresprisen på 4.000 kr. går derfor til Ane Dahl.",
        "Rådet vil selv give 900 kr. til en bænk.",
        "Lokalrådet opfordrede alle til at komme.",
    ],
)
def test_a_sentence_at_the_end_may_decide_without_a_word_for_it(decided: str) -> None:
    text = f"Skuret er utæt. Ane Dahl har set på det. {decided}"
    minutes = parsed(
        f"Referat\nTeknisk Udvalg den 4. oktober 2021\n\n1. Skuret ved havnen\n\n{text}\n\n2. Eventuelt\n\nIntet.\n"
    )
    section = minutes.items[0].sections[-1]
    assert section.kind is SectionKind.DECISION
    assert section.span.of(minutes.document.text).strip() == decided


def test_what_was_decided_before_decides_nothing() -> None:
    minutes = parsed(
        "Referat\nTeknisk Udvalg den 4. oktober 2021\n\n1. Skuret ved havnen\n\nPlanen blev godkendt i 2019.\n\n"
        "2. Eventuelt\n\nIntet.\n"
    )
    assert all(s.kind is not SectionKind.DECISION for s in minutes.items[0].sections)
