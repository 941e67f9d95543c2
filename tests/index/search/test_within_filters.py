"""A search within some meetings finds what a search of all would, were only those held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.archive import Archive
from index.search import hybrid
from index.types import Filters

SUBJECTS = ("cykelsti", "svømmehal", "skolebus", "plejehjem", "vindmøller", "havnebad", "genbrug")
QUESTION = "Hvornår åbner svømmehallen?"


def _minutes(body: str, day: date, number: int) -> str:
    items = "".join(
        f"Punkt {i}. {subject.capitalize()} nr. {number}\n\nSagsfremstilling\n"
        f"Der er søgt om {subject} til {number} personer.\n\nBeslutning\nGodkendt.\n\n"
        for i, subject in enumerate(SUBJECTS, 1)
    )
    return f"Referat fra {body} den {day.day}-{day.month}-{day.year}\n\n{items}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("referater")
    for number in range(12):
        body = ("Byrådet", "Teknisk Udvalg")[number % 2]
        day = date(2020 + number // 4, 1 + number, 3)
        (folder / f"{number}.txt").write_text(_minutes(body, day, number), "utf-8")
    with Archive(folder / "arkiv", create=True) as archive:
        archive.index([folder])
        yield archive


@pytest.mark.parametrize(
    "filters",
    [
        Filters(("Byrådet",)),
        Filters((), date(2021, 1, 1), date(2021, 12, 31)),
        Filters(("Teknisk Udvalg",), date(2022, 1, 1), None),
    ],
)
def test_few_vectors_compared_one_by_one_give_what_the_index_gives(
    archive: Archive, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = archive.search(QUESTION, filters, 20)
    monkeypatch.setattr(hybrid, "_FEW", 0)
    assert archive.search(QUESTION, filters, 20) == few
    assert len(few) == 20
    for hit in few:
        assert hit.passage.date is not None
        assert not filters.bodies or hit.passage.body in filters.bodies
        assert not filters.from_date or hit.passage.date >= filters.from_date
        assert not filters.to_date or hit.passage.date <= filters.to_date


def test_a_search_for_nothing_but_marks_within_few_meetings_finds_nothing(
    archive: Archive,
) -> None:
    assert archive.search("?!", Filters(("Byrådet",)), 5) == []
