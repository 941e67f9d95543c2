"""Where items begin when numbers, rules or typography tell it in a way of the document's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.passages import split_passages
from index.reading.assembly import Line, assemble
from index.reading.plain import read_plain
from index.types import DocumentKind, Minutes, SectionKind
from tests.index.parsing.pages import document_of, parsed

_FRONT = "Referat\nHavneudvalget den 4. oktober 2021\n"


def _told(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in minutes.items]


def _shown(minutes: Minutes) -> str:
    return " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))


_DOTS = "." * 60


def test_dotted_rules_around_titles_are_no_table_of_contents() -> None:
    text = (
        f"{_DOTS}\n41. DAGSORDEN\n{_DOTS}\n\nGodkendt.\n\n"
        f"{_DOTS}\n42. NY MOLE\n{_DOTS}\nJ.nr. .....: 20/1893\nÅben/lukket ....: Åben\n\nMolen er fra 1912.\n\n"
        f"{_DOTS}\n43. SALG AF KRANEN\n{_DOTS}\nJ.nr. .....: 20/1894\nÅben/lukket ....: Lukket\n\nHemmeligt.\n\n"
        f"{_DOTS}\n44. EVENTUELT\n{_DOTS}\n\nIntet.\n"
    )
    minutes = parsed(f"{_FRONT}\n{text}")
    assert _told(minutes) == [
        ("41", "DAGSORDEN"),
        ("42", "NY MOLE"),
        ("43", "SALG AF KRANEN"),
        ("44", "EVENTUELT"),
    ]
    assert "Molen er fra 1912" in _shown(minutes)
    assert "Hemmeligt" not in _shown(minutes)


def test_a_table_of_contents_with_dots_is_still_one() -> None:
    leaders = "." * 45
    listed = f"1. Dagsorden {leaders} 2\n2. Ny mole {leaders} 2\n3. Kranen {leaders} 3\n4. Eventuelt {leaders} 4\n"
    text = (
        "1. Dagsorden\nGodkendt.\n2. Ny mole\nUdsat.\n3. Kranen\nGodkendt.\n4. Eventuelt\nIntet.\n"
    )
    minutes = parsed(f"{_FRONT}{listed}\n{text}")
    assert [number for number, _ in _told(minutes)] == ["1", "2", "3", "4"]


_TITLES = ("Dagsordenen", "Ny mole", "Kajen ved værftet", "Kranerne", "Bolværket mod syd")
_TEXTS = (
    "Der var ingen ændringer til den.",
    "Molen er fra 1912, og stormen tog det yderste af den.",
    "Bådene ligger to og to, og der er plads til fire mere.",
    "Den ene skal males, og den anden kan ikke dreje.",
    "Træet er råddent under vandlinjen, men ikke over.",
)


def _items_in(form: str, first: int = 1, over: str = "\n") -> str:
    told = zip(_TITLES, _TEXTS, strict=True)
    return "".join(
        f"{over}{form.format(number=number)} {title}\n\n{text}\n"
        for number, (title, text) in enumerate(told, start=first)
    )


@pytest.mark.parametrize(
    ("form", "first", "numbers"),
    [
        ("Ad {number})", 1, ["1", "2", "3", "4", "5"]),
        ("19/{number}", 8, ["19/8", "19/9", "19/10", "19/11", "19/12"]),
        ("HU-{number}/2021:", 31, [f"HU-{n}/2021" for n in range(31, 36)]),
        ("<{number}>", 1, ["1", "2", "3", "4", "5"]),
        ("Dagens sag {number} ~", 14, ["14", "15", "16", "17", "18"]),
    ],
)
def test_a_number_may_stand_in_any_frame(form: str, first: int, numbers: list[str]) -> None:
    minutes = parsed(_FRONT + _items_in(form, first))
    assert _told(minutes) == list(zip(numbers, _TITLES, strict=True))
    assert [item.case_number for item in minutes.items] == [None] * len(_TITLES)


def test_a_frame_within_an_item_counts_its_parts() -> None:
    text = (
        f"1. Havnen\n\nSagsfremstilling\n{_items_in('Etape {number} –')}\nBeslutning\nGodkendt.\n"
    )
    rest = "2. Broen\n\nSagsfremstilling\nDen er ny.\n\nBeslutning\nUdsat.\n"
    assert [title for _, title in _told(parsed(f"{_FRONT}\n{text}\n{rest}"))] == ["Havnen", "Broen"]
    alone = f"Ny havn\nSagsnr. 20/1893\n\nSagsfremstilling\n{_items_in('Etape {number} –')}"
    assert len(parsed(f"{_FRONT}\n{alone}\nBeslutning\nGodkendt.\n").items) == 1


def test_a_frame_of_attachments_times_or_days_counts_no_items() -> None:
    for form in ("Bilag {number}:", "Kl. {number}.30", "{number}. maj"):
        titles = [title for _, title in _told(parsed(_FRONT + _items_in(form, 8)))]
        assert not set(titles) & set(_TITLES), form


def test_a_mark_alone_behind_a_number_stands_for_the_title_and_the_sentence_below_is_none() -> None:
    listed = _items_in("Ad {number})").replace("Kranerne", "(lukket punkt)")
    minutes = parsed(_FRONT + listed)
    assert [item.public for item in minutes.items] == [True, True, True, False, True]
    assert minutes.items[3].title is None
    assert "kan ikke dreje" not in _shown(minutes)


def _read(text: str) -> Minutes:
    return parse_minutes(read_plain(text))


_HELD = "# Havnerådet\n\nMøde mandag den 4. oktober 2021\n\n"


def test_titles_without_numbers_are_known_by_what_is_set_alike() -> None:
    text = "".join(f"## {title}\n\n{text}\n\n" for title, text in zip(_TITLES, _TEXTS, strict=True))
    minutes = _read(f"{_HELD}{text}## Eventuelt\n\nBo takkede for kaffen.\n\n")
    assert _told(minutes) == [(None, title) for title in (*_TITLES, "Eventuelt")]


@pytest.mark.parametrize(
    "sections", [("Sådan gik det", "Hvad det koster"), ("Rådet sagde", "Vi venter på")]
)
def test_headings_that_return_under_each_title_are_no_titles(sections: tuple[str, str]) -> None:
    parts = "".join(f"**{section}**\n\nDet står i bladet.\n\n" for section in sections)
    text = "".join(f"## {title}\n\nJ.nr. 21/107{n}\n\n{parts}" for n, title in enumerate(_TITLES))
    minutes = _read(_HELD + text)
    assert _told(minutes) == [(None, title) for title in _TITLES]


def test_the_chapters_of_what_is_no_meeting_are_no_items() -> None:
    text = "".join(f"## {title}\n\n{text}\n\n" for title, text in zip(_TITLES, _TEXTS, strict=True))
    assert len(_read(f"# Havneplan 2021\n\n{text}").items) == 1
    in_parts = text.replace("## Kranerne", "# Den anden del\n\n## Kranerne")
    assert len(_read(f"{_HELD}{in_parts}").items) == 1


def test_the_kind_may_stand_in_a_part_of_the_line_with_the_date() -> None:
    front = "Havneudvalget\nmandag 4/10-2021 · Lageret · 08.30-11.45 · REFERAT\n\n"
    told = "1. Ny mole\nMolen er fra 1912.\n\n2. Eventuelt\nBo takkede for kaffen.\n"
    assert parsed(front + told).kind is DocumentKind.MINUTES
    assert parsed(front.replace("REFERAT", "lokale 2") + told).kind is DocumentKind.OTHER


@pytest.mark.parametrize("label", ["Pkt. {number} {title}\t10 min.", "{number}. {title}"])
def test_a_table_under_each_title_makes_no_title_a_row(label: str) -> None:
    head = "Emne\tDrøftelse\tBeslutning"
    rows = (
        f"{label.format(number=n, title=title)}\n{head}\n{text}\tBo spurgte til prisen.\tUdsat.\n"
        for n, (title, text) in enumerate(zip(_TITLES, _TEXTS, strict=True), start=1)
    )
    minutes = parsed(_FRONT + "\n".join(rows))
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, start=1)]


def test_a_table_that_goes_on_over_pages_under_its_head_is_still_one() -> None:
    head = "Nr.\tEmne\tBeslutning"
    pages = (f"{head}\n{n}\tKaj {n}\tUdsat.\n{n + 1}\tKaj {n + 1}\tVedtaget." for n in (1, 3, 5))
    first, *rest = pages
    minutes = parsed(f"{_FRONT}{first}", *rest)
    assert _told(minutes) == [(str(n), f"Kaj {n}") for n in range(1, 7)]


def test_what_a_member_comes_from_is_not_the_body_for_a_day_in_the_running_head() -> None:
    front = "FISKERIRÅDET\nMøde nr. 1\n4. oktober kl. 10\nBo Lund\tfra Havnerådet\nIna Falk\tHavnerådet\n"
    text = _items_in("Punkt {number}:")
    document = replace(document_of(front + text), running=("Møde mandag 04.10.21",))
    assert parse_minutes(document).meeting.body == "Fiskerirådet"


_BUSY = (
    ("Dagsorden og referat", "Referatet fra 3. maj blev godkendt uden bemærkninger."),
    (
        "Ny bro over åen",
        "Beboerne har søgt om en bro ved nr. 14. Den koster 240.000 kr.\nog kan stå færdig til foråret.\n\n"
        "Udvalget besluttede at støtte den med 100.000 kr.",
    ),
    ("Takster for havnen", "De er fra 2009. Fiskerne har svaret.\n\nForslaget blev vedtaget."),
    ("Lukket: Køb af grund", "Hemmeligt er det nu."),
    ("Stien langs molen", "Den bliver 2,4 km lang.\n\nUdsat til næste møde, fordi prisen mangler."),
    ("Eventuelt", "Ina Falk spurgte til isen. Svaret kommer på næste møde."),
)
_PRESENT = f"{_FRONT}\nTil stede: Bo Lund (A), Ina Falk (V), Per Riis (C)\n\n"


@pytest.mark.parametrize(
    "form",
    [
        "{title}\n\n{text}\n\n",
        "{title}\n{text}\n\n",
        "{capitals}\n{text}\n\n",
        "--------------------\n{capitals}\n--------------------\n\n{text}\n\n",
        "► {title}\n\n{text}\n\n",
        "{title}:\n{text}\n\n",
        "Emne: {title}\n\n{text}\n\n",
    ],
)
def test_titles_that_only_their_place_or_capitals_or_a_sign_tell(form: str) -> None:
    text = "".join(form.format(title=t, capitals=t.upper(), text=text) for t, text in _BUSY)
    minutes = _read(_PRESENT + text)
    titles = [title.removeprefix("Lukket: ").lower() for title, _ in _BUSY]
    assert [(item.title or "").lower() for item in minutes.items] == titles
    assert [item.public for item in minutes.items] == [title[0] != "L" for title, _ in _BUSY]
    assert "Hemmeligt" not in _shown(minutes)


def test_short_lines_within_one_item_are_no_titles() -> None:
    parts = "".join(f"{title}\n\n{text}\n\n" for title, text in zip(_TITLES, _TEXTS, strict=True))
    minutes = _read(f"{_PRESENT}Havnens plan\nJ.nr. 21/1071\n\n{parts}Beslutning\n\nVedtaget.\n")
    assert len(minutes.items) == 1


def test_a_letter_with_short_lines_is_no_minutes() -> None:
    text = "".join(f"{title}\n\n{text}\n\n" for title, text in _BUSY if title[0] != "L")
    assert len(_read(f"Kære beboer\n\nHer er nyt fra havnen.\n\n{text}").items) == 1


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("{number}. {title}\n\n{text}\n\n", "A B C D E F"),
        ("{number}. {title}\n{text}\n\n", "I II III IV V VI"),
        ("{number}\n{title}\n\n{text}\n\n", "1 2 3 4 5 6"),
        ("Dagens punkt {number} af 6 | {title}\n\n{text}\n\n", "1 2 3 4 5 6"),
        ("{number}         {title}\n\n{text}\n\n", "1 2 3 4 5 6"),
    ],
)
def test_letters_numerals_and_numbers_over_titles_count_items_too(form: str, numbers: str) -> None:
    told = zip(numbers.split(), _BUSY, strict=True)
    text = "".join(form.format(number=n, title=title, text=text) for n, (title, text) in told)
    minutes = _read(_PRESENT + text)
    titles = [title.removeprefix("Lukket: ") for title, _ in _BUSY]
    assert _told(minutes) == list(zip(numbers.split(), titles, strict=True))
    assert "Hemmeligt" not in _shown(minutes)


def test_the_numbers_of_pages_count_no_items() -> None:
    lines = "Havnen er fra 1912. Den er stor.\nMolen er lang, og kajen er bred.\n"
    pages = [f"{number}\n{lines}" for number in range(2, 8)]
    assert len(parsed(f"{_PRESENT}{lines}", *pages).items) == 1


def test_a_table_in_markdown_is_one_of_minutes_or_of_titles() -> None:
    rows = "".join(f"| {n} | {t} | Udsat. |\n" for n, t in enumerate(_TITLES, start=1))
    minutes = _read(f"{_PRESENT}| Nr. | Emne | Beslutning |\n|-----|:----:|---|\n{rows}")
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(_TITLES, start=1)]
    alone = "".join(
        f"| {n} | {title} |\n\n{text}\n\n" for n, (title, text) in enumerate(_BUSY, start=1)
    )
    read = _read(_PRESENT + alone)
    assert [number for number, _ in _told(read)] == list("123456")
    assert "| 1 |" in read.document.text


def test_the_same_head_may_stand_over_each_numbered_title() -> None:
    told = enumerate(_BUSY, start=1)
    rows = "".join(
        f"| Nr. | Sag |\n|---|---|\n| {n} | {t} |\n\n{text}\n\n" for n, (t, text) in told
    )
    assert [number for number, _ in _told(_read(_PRESENT + rows))] == list("123456")


def test_a_closed_title_where_no_items_are_found_hides_what_is_below() -> None:
    text = "Vi talte om havnen. Den er stor.\n\nSå kom kaffen.\n\n{}\n\nHemmeligt er det nu.\nDet er grimt.\n"
    assert "Hemmeligt" not in _shown(parsed(_PRESENT + text.format("Lukket: Køb af kajen")))
    assert "Hemmeligt" in _shown(parsed(_PRESENT + text.format("Lukket: Mandag og fredag")))


@pytest.mark.parametrize("label", ["Ad {}.", "Punkt {}:", "Ad pkt. {}"])
def test_an_entry_that_reads_as_a_heading_ends_no_list_of_titles(label: str) -> None:
    titles = ["Referat fra sidst", "Økonomi", "Ny mole", "Bilag", "Evt."]
    entries = "".join(f"{n}. {title}\n" for n, title in enumerate(titles, start=1))
    bodies = "".join(
        f"{label.format(n)}\nVi talte længe om det. Det er {n} år siden sidst.\n\n"
        for n in range(1, 6)
    )
    minutes = parsed(f"{_PRESENT}Dagsorden:\n{entries}\n{bodies}")
    assert _told(minutes) == [(str(n), title) for n, title in enumerate(titles, start=1)]


def test_a_list_of_items_with_their_marks_in_cells_is_no_item() -> None:
    titles = ["Ny havn", "Kajen", "Molen", "Kranen"]
    numbers = ["1", "1a", "1b", "2"]
    listed = "".join(f"{n}\t{t}\tÅben\n" for n, t in zip(numbers, titles, strict=True))
    bodies = "".join(
        f"{n} {t}\nSagsnr.: 20/189{at}\n\nIndstilling\nGodkendes.\n\nBeslutning\nUdsat til maj.\n\n"
        for at, (n, t) in enumerate(zip(numbers, titles, strict=True))
    )
    minutes = parsed(f"{_PRESENT}{listed}\n{bodies}")
    assert _told(minutes) == list(zip(numbers, titles, strict=True))
    assert [item.case_number for item in minutes.items] == [f"20/189{at}" for at in range(4)]


def _counted(numbers: list[str]) -> str:
    return "".join(
        f"{number} {title}\n{text}\n\n"
        for number, (title, text) in zip(numbers, _BUSY, strict=True)
    )


def test_numbers_of_the_meeting_may_look_like_hours() -> None:
    numbers = [f"18.{n}" for n in range(31, 37)]
    assert [number for number, _ in _told(parsed(_PRESENT + _counted(numbers)))] == numbers


@pytest.mark.parametrize(
    "hours",
    [
        ["10.00", "11.00", "12.00", "13.00", "14.00", "15.00"],
        ["18.05", "18.06", "18.08", "18.10", "18.11", "18.14"],
    ],
)
def test_hours_of_a_day_count_no_items(hours: list[str]) -> None:
    assert all(number is None for number, _ in _told(parsed(_PRESENT + _counted(hours))))


_MARGIN = (
    "Protokol for Broudvalgets møde den 3. maj 2011\n\n"
    "{0}\t§ 7. Broen i Elleby.\nUdvalget vedtog at male den.\n\n"
    "j. 2011-18, bilag a\t§ 8. Broen i Sønderby.\nBroen er rådden. Det blev pålagt broteknikeren at lukke den.\n\n"
    "fortrolig\t§ 9.\nBehandlet for lukkede døre.\n\n"
    "§ 10. Eventuelt.\nIna Falk spurgte til § 12 i protokollen.\nBroens længde\t§ 14 i loven\n"
)


@pytest.mark.parametrize("margin", ["j. 2011-17", "J.nr. 2011-17", "2011-00017", "bilag c"])
def test_numbers_of_items_may_stand_behind_what_the_margin_says(margin: str) -> None:
    minutes = parsed(_MARGIN.format(margin))
    assert [(item.number, item.public) for item in minutes.items] == [
        ("7", True), ("8", True), ("9", False), ("10", True),
    ]  # fmt: skip
    assert minutes.items[1].case_number == "2011-18"
    assert [item.title for item in minutes.items[:2]] == ["Broen i Elleby.", "Broen i Sønderby."]


def test_paragraphs_of_a_law_in_a_table_begin_no_items() -> None:
    minutes = parsed(
        "Referat af Broudvalgets møde den 3. maj 2011\n\n1. Hjemmel\nSagsfremstilling\nLoven siger:\n"
        "\nBroer\t§ 4 Kommunen\nVeje\t§ 5 Staten\nStier\t§ 6 Ejeren\nBeslutning\nGodkendt.\n\n"
        "2. Eventuelt\nBeslutning\nIntet.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2"]


def test_a_letter_behind_a_number_may_be_set_apart() -> None:
    text = "Referat\nTeknisk Udvalg den 3. maj 2022\n\n" + "".join(
        f"{number}   {title}\nJ.nr. 22/10{at}\n\nBeslutning\nGodkendt.\n\n"
        for at, (number, title) in enumerate(
            [("36.", "Asfalt i Elleby"), ("37.", "Ny cykelsti"), ("37 a.", "Pumpen ved åen"), ("38.", "Ny mole")]
        )
    )  # fmt: skip
    assert [(i.number, i.title) for i in parsed(text).items][1:3] == [
        ("37", "Ny cykelsti"),
        ("37 a", "Pumpen ved åen"),
    ]


def test_what_is_to_be_done_stands_in_a_column_beside_the_title() -> None:
    rows = ("1\tAsfalt i Elleby\t22/101\tBeslutning", "2\tNy mole\t22/102\tAnbefaling til Byrådet",
            "3\tNyt fra havnen\tOrientering")  # fmt: skip
    text = "Referat\nTeknisk Udvalg den 3. maj 2022\n\n" + "".join(
        f"{row}\n\nIndstilling\nat forslaget drøftes.\n\nBeslutning\nUdsat.\n\n" for row in rows
    )
    assert [(i.title, i.case_number) for i in parsed(text).items] == [
        ("Asfalt i Elleby", "22/101"),
        ("Ny mole", "22/102"),
        ("Nyt fra havnen", None),
    ]


@pytest.mark.parametrize("listed", [None, "{}\t", "{}. "])
@pytest.mark.parametrize("number", ["Punkt {}.", "{}.", "Sag nr. {}", "§ {}", "Dagsordenspunkt {}"])
def test_a_number_alone_above_a_title_that_is_set_large_is_its_number(
    number: str, listed: str | None
) -> None:
    titles = ("Godkendelse af dagsorden", "Ny mole i Strandby", "Salg af pakhuset", "Eventuelt")
    pages = [[Line(line) for line in _FRONT.split("\n")]]
    if listed:
        entries = (f"{listed.format(i)}{title}\t{i + 2}" for i, title in enumerate(titles, 1))
        pages.append([Line("Indholdsfortegnelse"), *map(Line, entries)])
    for i, title in enumerate(titles, 1):
        head = [Line(number.format(i)), Line(title, level=3), Line(f"2021-00{i}"), Line("")]
        pages.append([*head, Line("Beslutning:"), Line("Godkendt.")])
    assert _told(parse_minutes(assemble(pages))) == [
        (str(i), title) for i, title in enumerate(titles, 1)
    ]


@pytest.mark.parametrize("blank", [" ", "\t"])
@pytest.mark.parametrize(
    ("is_open", "is_closed"),
    [("Åbent", "Lukket"), ("ÅBEN", "LUKKET"), ("(Å)", "(L)"), ("Åben sag,", "Lukket sag,")],
)  # fmt: skip
def test_a_column_that_says_open_or_closed_is_no_part_of_the_titles(
    is_open: str, is_closed: str, blank: str
) -> None:
    text = "\n\nSagsfremstilling\nBunden er blød.\n\nBeslutning\nGodkendt.\n\n"
    minutes = parsed(
        f"{_FRONT}\n1{blank}{is_open}{blank}Ny mole{text}2{blank}{is_open}{blank}Åbent hus på havnen{text}"
        f"3{blank}{is_closed}{blank}Køb af kran\n\nPrisen er hemmelig.\n"
    )
    assert _told(minutes) == [("1", "Ny mole"), ("2", "Åbent hus på havnen"), ("3", "Køb af kran")]
    assert [item.public for item in minutes.items] == [True, True, False]
    assert "hemmelig" not in _shown(minutes)


def test_a_title_that_begins_with_open_is_whole_where_the_others_do_not() -> None:
    text = "\n\nSagsfremstilling\nBunden er blød.\n\nBeslutning\nGodkendt.\n\n"
    minutes = parsed(
        f"{_FRONT}\n1. Ny mole{text}2. Åben Skole på havnen{text}3. Åben Dialog om kajen{text}"
    )
    assert [title for _, title in _told(minutes)] == [
        "Ny mole",
        "Åben Skole på havnen",
        "Åben Dialog om kajen",
    ]


@pytest.mark.parametrize(
    "head",
    ["Havneudvalget\t04-10-2021\nSag nr. {}", "Havneudvalget 4/10-2021, punkt {}", "Havneudvalget den 4. oktober 2021"],
)  # fmt: skip
def test_the_meeting_above_each_title_decides_nothing_about_the_item_before(head: str) -> None:
    text = "Sagsfremstilling\nBunden er blød.\n\nHavneudvalget, den 04-10-2021\nUdsat.\n\n"
    titles = ("Ny mole", "Salg af pakhuset", "Eventuelt")
    minutes = parsed(
        "Protokol\n\nHavneudvalgets mødesal\n\n"
        + "".join(f"{head.format(i)}\n\n{i}. {t}\n\n{text}" for i, t in enumerate(titles, 1))
    )
    assert [title for _, title in _told(minutes)] == list(titles)
    decided = [
        section.span.of(minutes.document.text).split()[-1]
        for item in minutes.items
        for section in item.sections
        if section.kind is SectionKind.DECISION
    ]
    assert decided == ["Udsat."] * 3


def test_a_case_number_above_every_title_is_not_that_of_the_closed_item_before() -> None:
    text = "\n\nSagsfremstilling\nBunden er blød.\n\nBeslutning\nGodkendt.\n\n"
    minutes = parsed(
        f"{_FRONT}\n01.02.05-P16-1-11\n1. Ny mole{text}01.02.05-P16-2-11\n2. Lukket punkt: Køb af kran\n"
        "01.02.05-P16-3-11\n3. Lukket punkt: Klage over støj\n"
    )
    assert [item.case_number for item in minutes.items] == [
        f"01.02.05-P16-{n}-11" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("number", ["  • {}. ", "• {}", "  ▪ {}."])
def test_a_number_alone_may_stand_behind_a_bullet_and_the_title_twice_below(number: str) -> None:
    text = "\n\nINDSTILLING\n\n1. at forslaget godkendes.\n\nBESLUTNING\n\nGodkendt.\n\n"
    titles = ("Ny mole i Strandby", "Salg af pakhuset", "Takster 2022")
    minutes = parsed(
        _FRONT
        + "".join(
            f"\n{number.format(i)}\n\n    {t}\n\n    {t}\n{text}" for i, t in enumerate(titles, 8)
        )
    )
    assert _told(minutes) == [(str(i), title) for i, title in enumerate(titles, 8)]
    kinds = [SectionKind.RECOMMENDATION, SectionKind.DECISION]
    assert all([s.kind for s in item.sections] == kinds for item in minutes.items)


@pytest.mark.parametrize(
    "closed", ["Lukket punkt: Køb af kran", "Køb af kran\n\nPunktet er lukket"]
)
def test_a_case_number_above_every_open_title_is_that_item_s_where_closed_ones_have_none(
    closed: str,
) -> None:
    text = "\n\nSagsfremstilling\nBunden er blød.\n\nBeslutning\nGodkendt.\n\nBilag\nKort\n\n"
    minutes = parsed(
        f"{_FRONT}\n01.02.05-P16-1-11\n1. Ny mole{text}01.02.05-P16-2-11\n2. Kajen{text}"
        f"3. {closed}\n"
    )
    assert [item.public for item in minutes.items] == [True, True, False]
    assert [item.case_number for item in minutes.items] == [
        "01.02.05-P16-1-11",
        "01.02.05-P16-2-11",
        None,
    ]
    assert "P16-2" not in minutes.items[0].sections[-1].span.of(minutes.document.text)


@pytest.mark.parametrize(
    "label", ["Emne", "Sag", "Vedr.", "Sagsoverskrift", "Overskrift", "Titel", "Emne......"]
)
def test_a_label_before_each_title_begins_items_without_numbers(label: str) -> None:
    minutes = parsed(
        f"{_FRONT}\n{label}: Ny mole\nSagsnr.: 21/1893\n\nIndstilling:\n1. At molen bygges.\n2. At kajen rives ned.\n\n"
        "Beslutning:\nGodkendt.\n\n"
        f"{label}: Køb af kranen\nSagsnr.: 21/1894\nLukket punkt\n\nBeslutning:\nHemmeligt.\n\n"
        f"{label}: Havnens takster\nSagsnr.: 21/1895\n\nBeslutning:\nUdsat.\n"
    )
    assert [item.title for item in minutes.items] == [
        "Ny mole",
        "Køb af kranen",
        "Havnens takster",
    ]
    assert [item.public for item in minutes.items] == [True, False, True]
    assert "Hemmeligt" not in _shown(minutes)
    assert "Udsat" in _shown(minutes)


def test_numbers_may_stand_above_or_below_titles_behind_labels() -> None:
    below = "".join(
        f"Emne....: {title}\nSagsnr..: 21/18{number}    Løbenr.: {number}\n\nBeslutning\nGodkendt.\n\n"
        for number, title in ((97, "Ny mole"), (98, "Kranen"))
    )
    above = "".join(
        f"Løbenr.: {number}\nEmne: {title}\nSagsnr.: 21/18{number}\n\nBeslutning\nGodkendt.\n\n"
        for number, title in ((97, "Ny mole"), (98, "Kranen"))
    )
    for text in (below, above):
        assert _told(parsed(f"{_FRONT}\n{text}")) == [("97", "Ny mole"), ("98", "Kranen")]


def test_a_label_below_a_title_begins_no_item() -> None:
    text = "".join(
        f"{number}. {title}\nEmne: Anlæg\nSagsnr.: 21/189{number}\n\nBeslutning\nGodkendt.\n\n"
        for number, title in ((1, "Ny mole"), (2, "Kranen"))
    )
    assert _told(parsed(f"{_FRONT}\n{text}")) == [("1", "Ny mole"), ("2", "Kranen")]


@pytest.mark.parametrize(
    "form", ["{number}. {title}", "{number}) {title}", "{number}: {title}", "{number} – {title}"]
)
@pytest.mark.parametrize("mark", ["## ", ""])
def test_a_number_may_have_a_capital_letter_behind(form: str, mark: str) -> None:
    titles = (("14A", "Ny mole"), ("14B", "Kranen"), ("15", "Kajen"), ("16", "Haltider"))
    text = "".join(
        f"{mark}{form.format(number=number, title=title)}\nSag: 22/99{number[:2]}\n\nIndstilling\nAt det sker.\n\n"
        for number, title in titles
    )
    assert _told(_read(f"{_FRONT}\n{text}")) == list(titles)


def test_headings_marked_alike_may_write_their_numbers_in_several_ways() -> None:
    text = "".join(
        f"## {line}\nSag: 22/991{place}\n\n### Indstilling\nAt det godkendes.\n\n"
        for place, line in enumerate(("Punkt 14A: Ny mole", "14B. Kranen", "14C) Kajen"))
    )
    assert _told(_read(f"{_FRONT}\n{text}")) == [
        ("14A", "Ny mole"),
        ("14B", "Kranen"),
        ("14C", "Kajen"),
    ]


def test_a_hard_wrapped_line_of_a_decision_is_no_title() -> None:
    text = "".join(
        f"{title}\nSagsnr.: 05/18{place}\n\nBESLUTNING\n\n{decided}\n\n"
        for place, (title, decided) in enumerate(
            (
                ("Ny mole", "Godkendt."),
                (
                    "Kranen",
                    "For stemte 4 (Liste A og det lokale parti), imod stemte 2\n(Liste V). Liste V begærede sagen "
                    "indbragt for byrådet.",
                ),
                ("Kajen", "Udsat til maj."),
                ("Havnen", "Godkendt."),
            ),
            start=10,
        )
    )
    assert [item.title for item in parsed(f"{_FRONT}\n{text}").items] == [
        "Ny mole",
        "Kranen",
        "Kajen",
        "Havnen",
    ]


_CHAPTERS = (
    "{front}\n1. Velkomst\nMolen blev set.\n\n2. Temaer\n2.1. Ny mole\nMolen er fra 1912.\nBeslutning:\nGodkendt.\n\n"
    "2.2. Kranen\nKranen ruster.\nBeslutning:\nUdsat.\n\n3. Sager til beslutning\n3.1. Takster\nDer er tre.\n"
    "Beslutning:\nGodkendt.\n\n{last}. Eventuelt\nIntet.\n"
)


def test_a_chapter_that_has_no_items_is_one() -> None:
    minutes = parsed(_CHAPTERS.format(front=_FRONT, last=4))
    assert [number for number, _ in _told(minutes)] == ["1", "2.1", "2.2", "3.1", "4"]


def test_chapters_are_counted_without_a_hole() -> None:
    minutes = parsed(_CHAPTERS.format(front=_FRONT, last=9))
    assert [number for number, _ in _told(minutes)] == ["2.1", "2.2", "3.1"]


def test_a_letter_behind_a_label_may_have_a_dash_behind_it() -> None:
    minutes = parsed(
        f"{_FRONT}\nPkt. A – Ny mole\nBeslutning:\nGodkendt.\n\nPkt. B – Kranen\nBeslutning:\nUdsat.\n\n"
        "Pkt. C - Eventuelt\nBeslutning:\nIntet.\n"
    )
    assert _told(minutes) == [("A", "Ny mole"), ("B", "Kranen"), ("C", "Eventuelt")]


def test_a_closed_item_outside_chapters_counts_for_no_more_than_those_within() -> None:
    front = f"{_FRONT}\n1. Velkomst\nGodkendt.\n\n2. Temaer\n2.1. Ny mole\nMolen er gammel.\nBeslutning:\nGodkendt.\n\n"
    minutes = parsed(
        f"{front}2.2. Kranen\nKranen ruster.\nBeslutning:\nUdsat.\n\n3. Sager\n3.1. Takster\nDer er tre.\n"
        "Beslutning:\nGodkendt.\n\n4. Lukket punkt: Salg\nHemmeligt.\n\n5. Eventuelt\nIntet.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2.1", "2.2", "3.1", "4", "5"]
    assert "Hemmeligt" not in _shown(minutes)


def test_sections_of_an_item_that_are_counted_are_no_items() -> None:
    minutes = parsed(
        f"{_FRONT}\n1. Velkomst\nGodkendt.\n\n2. Ny mole\n2.1. Molens alder\nDen er fra 1912.\n\n2.2. Molens pris\n"
        "Den er høj.\nBeslutning:\nGodkendt.\n\n3. Kranen\n3.1. Kranens alder\nDen er fra 1950.\n\n3.2. Kranens pris\n"
        "Den er lav.\nBeslutning:\nUdsat.\n\n4. Eventuelt\nIntet.\n"
    )
    assert not any("." in (item.number or "") for item in minutes.items)
