"""Periods in questions, in Danish and English."""

from datetime import date

import pytest

from assistant.question.periods import period_in

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Hvad blev besluttet i juni 2021?", "2021-06-01", "2021-06-30"),
        ("What was decided in June 2021?", "2021-06-01", "2021-06-30"),
        ("mødet i jan. 2022", "2022-01-01", "2022-01-31"),
        ("i maj måned 2022", "2022-05-01", "2022-05-31"),
        ("uvejret i efteråret '23", "2023-09-01", "2023-11-30"),
        ("in the autumn of 2023", "2023-09-01", "2023-11-30"),
        ("i vinteren 2012/13", "2012-12-01", "2013-02-28"),
        ("i 3. kvartal 2022", "2022-07-01", "2022-09-30"),
        ("in the first half of 2022", "2022-01-01", "2022-06-30"),
        ("i andet halvår 2023", "2023-07-01", "2023-12-31"),
        ("i slutningen af 2021", "2021-09-01", "2021-12-31"),
        ("i uge 12 2021", "2021-03-22", "2021-03-28"),
        ("i skoleåret 2023/24", "2023-08-01", "2024-07-31"),
        ("i løbet af 2022", "2022-01-01", "2022-12-31"),
        ("hvorfor udgik det på mødet i maj 23?", "2023-05-01", "2023-05-31"),
        ("i juni 2021 om regnskabet for sidste år", "2021-06-01", "2021-06-30"),
        ("i '98", "1998-01-01", "1998-12-31"),
    ],
)
def test_one_time(text: str, first: str, last: str) -> None:
    assert _period(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("mellem 2019 og 2021", "2019-01-01", "2021-12-31"),
        ("i 2019 og 2020", "2019-01-01", "2020-12-31"),
        ("i perioden 2018-2021", "2018-01-01", "2021-12-31"),
        ("i årene fra 2018 til 2021", "2018-01-01", "2021-12-31"),
        ("fra januar til marts 2022", "2022-01-01", "2022-03-31"),
        ("fra november til marts 2022", "2021-11-01", "2022-03-31"),
        ("marts og april 2021", "2021-03-01", "2021-04-30"),
        ("mellem 1. januar og 31. marts 2022", "2022-01-01", "2022-03-31"),
        ("between 3 May 2021 and 9 June 2022", "2021-05-03", "2022-06-09"),
    ],
)
def test_from_one_to_another(text: str, first: str, last: str) -> None:
    assert _period(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("siden 1. januar 2023", "2023-01-01", None),
        ("efter den 3. maj 2022", "2022-05-03", None),
        ("efter juni 2022", "2022-07-01", None),
        ("since 2020", "2020-01-01", None),
        ("fra 2020 og frem", "2020-01-01", None),
        ("før 1. juli 2021", None, "2021-06-30"),
        ("inden 2020", None, "2019-12-31"),
        ("siden nytår", "2026-01-01", None),
        ("siden sommerferien", "2025-08-01", None),
        ("siden valget", "2025-11-18", None),
    ],
)
def test_open_to_one_side(text: str, first: str | None, last: str | None) -> None:
    assert _period(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("sidste år", "2025-01-01", "2025-12-31"),
        ("for to år siden", "2024-01-01", "2024-12-31"),
        ("2 years ago", "2024-01-01", "2024-12-31"),
        ("de seneste 6 måneder", "2025-11-20", "2026-05-20"),
        ("det sidste halve år", "2025-11-20", "2026-05-20"),
        ("sidste måned", "2026-04-01", "2026-04-30"),
        ("i efteråret", "2025-09-01", "2025-11-30"),
        ("last spring", "2026-03-01", "2026-05-31"),
        ("Hvad skete der på mødet i juni?", "2025-06-01", "2025-06-30"),
        ("Hvad besluttede byrådet i april?", "2026-04-01", "2026-04-30"),
    ],
)
def test_told_from_today(text: str, first: str, last: str) -> None:
    assert _period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Hvad koster det i budget 2024?",
        "Regnskab for 3. kvartal 2022",
        "Hvor meget steg prisen fra 2019 til 2021?",
        "Skal vi vente på sneploven fra vinteren 2012/13?",
        "Hvornår skal vi betale i januar?",
        "lokalplan 2021-03",
        "taksten gælder fra den 1. januar 2021",
        "i 4. halvår 2022",
        "på Møllevej 2021",
        "Bliver han stadig hentet efter sommerferien?",
    ],
)
def test_what_is_no_period_of_meetings(text: str) -> None:
    assert _period(text) == (None, None)


def _period(text: str) -> tuple[str | None, str | None]:
    first, last, _ = period_in(text, TODAY)
    return first and first.isoformat(), last and last.isoformat()
