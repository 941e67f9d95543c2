from __future__ import annotations

from datetime import date

import pytest

from index.parsing.text.dates import danish_date, find_dates, first_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27. august 2025", date(2025, 8, 27)),
        ("04.12.2012", date(2012, 12, 4)),
        ("28-10-2014", date(2014, 10, 28)),
        ("torsdag den 24. juni 2021 kl. 15.00-15.45", date(2021, 6, 24)),
        ("Onsdag, April 3, 2019 - 18:00", date(2019, 4, 3)),
        ("2022-05-09", date(2022, 5, 9)),
        ("d. 3.maj 2022", date(2022, 5, 3)),
        ("7/3 2020", date(2020, 3, 7)),
        ("01.02.24", date(2024, 2, 1)),
    ],
)
def test_dates_are_read_as_minutes_write_them(text: str, expected: date) -> None:
    assert first_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31. februar 2022",
        "1.250.000 kr.",
        "2012-202935",
        "kl. 13.30",
        "§ 17, stk. 4",
        "12/27845",
        "32-13-2020",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_date_without_a_year_takes_the_meetings_or_stays_unknown() -> None:
    assert [f.date for f in find_dates("12.maj – 28. maj")] == [None, None]
    assert [f.date for f in find_dates("12.maj – 28. maj", 2023)] == [
        date(2023, 5, 12),
        date(2023, 5, 28),
    ]


def test_a_date_is_written_as_it_is_said() -> None:
    assert danish_date(date(2023, 10, 2)) == "2. oktober 2023"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("torsdag den niende marts 2023", "2023-03-09"),
        ("den femogtyvende maj nittenhundrede og otteoghalvfems", "1998-05-25"),
        ("den første juni to tusind og tolv", "2012-06-01"),
        ("d. 14. februar anno 2001", "2001-02-14"),
        ("15. marts '21", "2021-03-15"),
        ("den 24. i 4. måned 2008", "2008-04-24"),
        ("den 24. i april måned 2008", "2008-04-24"),
        ("12/IV 2001", "2001-04-12"),
        ("1. XII 1999", "1999-12-01"),
        ("12.5.98", "1998-05-12"),
    ],
)
def test_a_date_may_be_written_in_words_and_in_old_ways(text: str, day: str) -> None:
    assert str(first_date(text)) == day


@pytest.mark.parametrize(
    "text",
    ["Den 5. I 2004 blev vejen lagt om", "2. behandling i maj 2004", "Den anden sag", "pkt. 3.V"],
)
def test_what_looks_like_an_old_date_is_none(text: str) -> None:
    assert not find_dates(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("MØDE 7. OKTOBER 2019", date(2019, 10, 7)),
        ("den 4 . 5 . 2021", date(2021, 5, 4)),
        ("12/IV 2001", date(2001, 4, 12)),
        ("den 3. i 5. måned 2018", date(2018, 5, 3)),
        ("den femogtyvende Maj 2018", date(2018, 5, 25)),
        ("August 5th, 2020", date(2020, 8, 5)),
    ],
)
def test_a_date_of_each_form_is_found_whatever_sign_parts_it(text: str, day: date) -> None:
    assert first_date(text) == day
