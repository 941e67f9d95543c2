"""Lists of the agenda that only their titles tell: no dots, no page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from index.parsing.items.contents import contents_ranges
from index.parsing.minutes import parse_minutes
from index.parsing.text.lines import text_lines
from index.reading.plain import read_plain
from index.types import Minutes
from tests.index.parsing.pages import parsed

TITLES = (
    "Godkendelse af dagsorden",
    "Ny mole i Strandby",
    "Salg af pakhuset",
    "Eventuelt denne gang",
)


@pytest.mark.parametrize("number", ["{}. ", "Punkt {}: "])
def test_a_title_in_a_list_is_no_item_when_it_is_printed_again_with_text(number: str) -> None:
    titles = [f"{number.format(n)}{title}" for n, title in enumerate(TITLES, start=1)]
    items = "\n\n".join(
        f"{title}\nSagsnr. 14/20{n}\n\nBeslutning\nUdsat {n} gange."
        for n, title in enumerate(titles)
    )
    text = "Referat\nHavneudvalget\n3. marts 2014\n\n" + "\n".join(titles) + f"\n\n{items}\n"
    minutes = parse_minutes(read_plain(text))
    assert [item.title for item in minutes.items] == list(TITLES)
    for n, item in enumerate(minutes.items):
        assert f"Udsat {n} gange." in item.sections[-1].span.of(text)
        assert item.case_number == f"14/20{n}"


def test_the_room_of_the_meeting_above_a_list_is_no_page() -> None:
    rows = [f"{n}. {title} {'.' * 30} {n + 2}" for n, title in enumerate(TITLES, start=1)]
    items = "\n\n".join(
        f"{n}. {title}\nBeslutning\nUdsat." for n, title in enumerate(TITLES, start=1)
    )
    front = "Referat\nHavneudvalget\nMøde den 3. marts 2014 kl. 13 i mødelokale 2\n\n"
    for heading in ("Indhold\n", ""):
        text = front + heading + "\n".join(rows) + f"\n\n{items}\n"
        minutes = parse_minutes(read_plain(text))
        assert minutes.meeting.date == date(2014, 3, 3)
        assert [item.title for item in minutes.items] == list(TITLES)


def test_titles_printed_again_with_text_under_each_are_a_list() -> None:
    listed = "\n".join(TITLES)
    items = "\n".join(f"{title}\nUdsat." for title in TITLES)
    assert contents_ranges(text_lines(read_plain(f"Referat\n{listed}\n{items}"))) == [(1, 5)]
    assert contents_ranges(text_lines(read_plain(f"Referat\n{listed}\nSlut\n{listed}"))) == []


def test_a_number_with_letters_in_a_list_counts_as_its_digits() -> None:
    listed = "8p. Ny mole\n9p. Salg af pakhuset\n10p. Eventuelt"
    read = read_plain(
        f"Referat\nHavneudvalget\n{listed}\n\nAd 8\nUdsat.\n\nAd 9\nUdsat.\n\nAd 10\nUdsat."
    )
    assert parse_minutes(read).document.text.count("Udsat.") == 3


def _with_list(entries: Sequence[str], numbers: Sequence[int]) -> Minutes:
    """Minutes with a list of the agenda, and items of the titles by their numbers."""
    items = "\n\n\n".join(
        f"{n}. {TITLES[at]}\n\nSagsnr. 14/20{n}\n\nBeslutning\n\nUdsat {n} gange."
        for at, n in enumerate(numbers)
    )
    text = f"Referat\nHavneudvalget\n3. marts 2014\n\nPunkter\n\n{chr(10).join(entries)}\n\n\n{items}\n"
    return parse_minutes(read_plain(text))


@pytest.mark.parametrize(
    "closed", ["{}. Køb af kaj - Lukket punkt", "{}. Køb af kaj (lukket)", "{}. Lukket: Køb af kaj"]
)
def test_a_closed_item_may_stand_in_the_list_only(closed: str) -> None:
    entries = [f"{n}. {title}" for n, title in zip((7, 8, 10, 11), TITLES, strict=True)]
    entries = [*entries[:2], closed.format(9), *entries[2:], closed.format(12), "13. Lukket punkt"]
    minutes = _with_list(entries, (7, 8, 10, 11))
    assert [(item.number, item.public) for item in minutes.items] == [
        *((number, number not in ("9", "12", "13")) for number in map(str, range(7, 14)))
    ]
    assert [item.title for item in minutes.items][2] == "Køb af kaj"
    assert minutes.items[-1].title == "Lukket punkt"
    assert "Udsat 11 gange." in minutes.items[4].sections[-1].span.of(minutes.document.text)


def test_an_entry_that_counts_nothing_of_the_meeting_is_no_closed_item() -> None:
    entries = [f"{n}. {title}" for n, title in enumerate(TITLES, start=7)]
    minutes = _with_list([*entries, "19. Køb af kaj (lukket)"], (7, 8, 9, 10))
    assert [item.number for item in minutes.items] == ["7", "8", "9", "10"]


def test_pages_in_cells_are_no_part_of_the_titles_that_return_below_their_numbers() -> None:
    listed = "".join(f"{n}\t{title}\t{2 * n + 40}\n" for n, title in enumerate(TITLES, start=1))
    files = "".join(
        f"{n} {title}\n1. Kort\n2. Notat\n3. Brev\n" for n, title in enumerate(TITLES, 1)
    )
    items = "\f".join(
        f"Punkt {n}\n{title}\n14/2{n}\n\nBeslutning\nUdsat {n} gange.\n"
        for n, title in enumerate(TITLES, start=1)
    )
    front = f"Referat\nHavneudvalget\n3. marts 2014\n\nIndholdsfortegnelse\n{listed}\nBilagsoversigt\n{files}"
    minutes = parsed(*f"{front}\f{items}".split("\f"))
    assert [(i.number, i.title) for i in minutes.items] == [
        (str(n), title) for n, title in enumerate(TITLES, start=1)
    ]
    assert minutes.items[0].case_number == "14/21"


@pytest.mark.parametrize("short", ["14/1", "14/9"])
def test_the_first_cases_of_a_year_have_short_numbers(short: str) -> None:
    numbers = (short, "14/0312", "13/2204", "14/0098")
    items = "".join(
        f"{n}. {title}\n{number}\n\nBeslutning\nUdsat.\n\n"
        for n, (title, number) in enumerate(zip(TITLES, numbers, strict=True), start=1)
    )
    minutes = parsed(f"Referat\nHavneudvalget\n3. marts 2014\n\n{items}")
    assert tuple(item.case_number for item in minutes.items) == numbers


@pytest.mark.parametrize(
    ("heading", "closed", "numbers"),
    [
        ("Lukkede sager", "5. Køb af jord\n6. Forlig", ["5", "6"]),
        ("Lukket dagsorden", "5. Køb af jord\n\n6. Forlig", ["5", "6"]),
        ("Lukkede punkter", "101. Køb af jord\n102. Forlig", ["101", "102"]),
        # It does not count on: a list of something else.
        ("Lukkede punkter", "1. Køb af jord\n2. Forlig", []),
    ],
)
def test_closed_items_of_which_only_the_list_tells_are_items(
    heading: str, closed: str, numbers: list[str]
) -> None:
    titles = [f"{n}. {title}" for n, title in enumerate(TITLES, start=1)]
    listed = "\n".join(titles) + f"\n\n{heading}\n\n{closed}\n\n"
    items = "".join(f"{title}\n\nBeslutning\nGodkendt.\n\n" for title in titles)
    minutes = parsed(f"Referat\nHavneudvalget\n3. marts 2014\n\nÅbne sager\n\n{listed}{items}")
    assert [item.number for item in minutes.items] == ["1", "2", "3", "4", *numbers]
    assert [item.public for item in minutes.items] == [True] * 4 + [False] * len(numbers)
    assert [item.title for item in minutes.items[4:]] == ["Køb af jord", "Forlig"][: len(numbers)]


def test_closed_entries_below_a_heading_may_have_no_page() -> None:
    listed = "".join(f"{n}\t{title}\t{n + 1}\n" for n, title in enumerate(TITLES, start=1))
    items = [f"{n}. {title}\n\nBeslutning\nUdsat.\n" for n, title in enumerate(TITLES, start=1)]
    closed = "\nLukket dagsorden\n\n5\tKøb af jord\n6\tForlig med entreprenøren\n"
    front = "Referat\nHavneudvalget\n3. marts 2014\n\nIndholdsfortegnelse\n"
    minutes = parsed(f"{front}{listed}{closed}", *items)
    assert [(item.title, item.public) for item in minutes.items] == [
        *((title, True) for title in TITLES),
        ("Køb af jord", False),
        ("Forlig med entreprenøren", False),
    ]
