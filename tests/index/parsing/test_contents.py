"""Lists of the agenda that only their titles tell: no dots, no page numbers."""

from __future__ import annotations

import pytest

from index.parsing.items.contents import contents_ranges
from index.parsing.minutes import parse_minutes
from index.parsing.text.lines import text_lines
from index.reading.plain import read_plain

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
