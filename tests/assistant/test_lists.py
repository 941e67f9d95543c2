"""Lists and counts are made over everything that is held, and say among how much."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.lists.sendings import sends_to
from assistant.assistant import Assistant
from index.archive import Archive
from tests.assistant.minutes import archive_of

_MEETING = """Referat
{body}
Møde den {date}

Fraværende: {absent}

{items}
"""
_ITEM = """{number}. {title}
Sag {case}
Sagsfremstilling
Forvaltningen har set på sagen.

Beslutning
{decision}
"""


def _meeting(body: str, date: str, absent: str, *items: tuple[str, str]) -> str:
    texts = [
        _ITEM.format(number=n, title=title, case=f"22/{date[:2].strip('.')}{n}", decision=decision)
        for n, (title, decision) in enumerate(items, start=1)
    ]
    return _MEETING.format(body=body, date=date, absent=absent, items="\n".join(texts))


_DOCUMENTS = {
    "tu-2022-03-01.txt": _meeting(
        "Teknisk Udvalg", "1. marts 2022", "Ida Holm (A)",
        ("Cykelsti ved Nordre Allé", "Udsat til næste møde."),
        ("Belysning i Gågaden", "Godkendt."),
    ),
    "tu-2022-05-03.txt": _meeting(
        "Teknisk Udvalg", "3. maj 2022", "Ida Holm (A), Per Lund (V)",
        ("Cykelsti ved Nordre Allé", "Godkendt. Per Lund stemte imod."),
        ("Parkering på Torvet", "Sagen sendes til Økonomiudvalget."),
    ),
    "tu-2023-02-07.txt": _meeting(
        "Teknisk Udvalg", "7. februar 2023", "Ingen",
        ("Cykelsti ved Søndre Allé", "Forslaget blev forkastet."),
        ("Forslag fra Grøn Liste om flere træer", "Drøftet. Per Lund (V) deltog ikke i behandlingen."),
    ),
    "by-2022-06-01.txt": _meeting(
        "Byrådet", "1. juni 2022", "Per Lund (V)",
        ("Cykelstier 2023 - anlægsbevilling", "Udsat."),
        ("Lukket punkt: Køb af jord", "Godkendt."),
        (
            "Cykelsti ved Nordre Allé",
            "Godkendt.\n\nBeslutning i Teknisk Udvalg den 3. maj 2022\nGodkendt.",
        ),
    ),
    "by-2022-09-07.txt": _meeting(
        "Byrådet", "7. september 2022", "Ingen",
        (
            "Svar på forslag fra KF og M om lys på stien",
            "Vedtaget.\n\nBeslutning i Byrådet den 4. maj 2022\nSagen udsat.",
        ),
        ("Forslag fra Radikale Venstre om en badebro", "Oversendt til Teknisk Udvalg."),
        (
            "Støtte til stærkt venstresving",
            "Vedtaget. KF stemte imod.\n\nBeslutning i Sportsudvalget den 5. april 2022\nAnbefales.",
        ),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    documents = {**_DOCUMENTS, "tom.pdf": b"%PDF-1.4 broken"}
    with archive_of(tmp_path_factory.mktemp("lister"), documents) as archive:
        yield archive


def _ask(archive: Archive, question: str) -> str:
    return Assistant(archive).ask(question).text


def test_a_body_is_counted_through_all_its_meetings(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange gange har Teknisk Udvalg behandlet cykelstier?")
    assert text.startswith("Der er 3 punkter")
    assert "Søndre Allé" in text
    assert "anlægsbevilling" not in text
    # What the council's minutes print of the committee is no meeting of the committee.
    assert "fra 3 møder" in text


def test_a_count_says_among_how_many_meetings_and_what_was_not_read(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange gange er cykelstier blevet behandlet?")
    assert "fra 5 møder" in text
    assert "1 fil kunne ikke læses" in text


@pytest.mark.parametrize(
    ("question", "count", "held", "other"),
    [
        ("Hvilke punkter blev udsat?", 3, "anlægsbevilling", "Belysning"),
        ("Hvilke sager om cykelstier var der i 2022?", 4, "Nordre", "Søndre"),
        ("Hvilke forslag blev forkastet?", 1, "Søndre", "Nordre"),
        ("Hvilke sager blev sendt til Økonomiudvalget?", 1, "Torvet", "Nordre"),
        ("Hvilke forslag fra Grøn Liste er der?", 1, "træer", "Torvet"),
        ("Hvilke sager sendte Teknisk Udvalg til Økonomiudvalget?", 1, "Torvet", "Nordre"),
        ("Hvilke punkter sendte byrådet videre til Teknisk Udvalg?", 1, "badebro", "Torvet"),
        ("Hvor mange lukkede punkter er der?", 1, "Køb af jord", "Torvet"),
        ("Hvad blev behandlet for lukkede døre i Byrådet?", 1, "Køb af jord", "anlægs"),
        ("Hvilke punkter blev behandlet bag lukkede døre?", 1, "Køb af jord", "anlægs"),
        ("Hvor mange punkter blev godkendt i Teknisk Udvalg i 2022?", 2, "Gågaden", "Torvet"),
    ],
)
def test_items_are_listed_by_what_they_have_in_common(
    archive: Archive, question: str, count: int, held: str, other: str
) -> None:
    text = _ask(archive, question)
    assert f"{count} punkt" in text.split(".", maxsplit=1)[0] or f": {count}." in text
    assert held in text
    assert other not in text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Hvor mange forslag har Moderaterne stillet?", 1),
        ("Hvor mange forslag har De Konservative stillet?", 1),
        ("Hvilke forslag kom RV med?", 1),
        ("Hvor mange forslag har Venstre stillet?", 0),
        ("Hvilke forslag blev fremsat af partierne på mødet i Byrådet den 7. september 2022?", 1),
        ("Hvor mange sager blev sendt videre den 3. maj 2022?", 1),
        ("Hvilke punkter kom fra Radikale Venstre?", 1),
        ("Hvilke sager deltog Per Lund ikke i?", 1),
        ("Hvilke sager deltog Eva Lund ikke i?", 0),
        ("Hvor mange sager behandlede Sportsudvalget den 5. april 2022?", 1),
        ("Hvor mange sager afviste Sportsudvalget den 5. april 2022?", 0),
        ("Hvor mange forslag blev vedtaget i Teknisk Udvalg i 2022?", 0),
        ("Hvor mange forslag blev vedtaget i Byrådet den 7. september 2022?", 1),
        ("Hvor mange sager udsatte Byrådet den 7. september 2022?", 0),
        ("Hvor mange sager udsatte Byrådet den 1. juni 2022?", 1),
    ],
)
def test_a_count_is_of_the_party_by_any_name_and_of_the_day(
    archive: Archive, question: str, count: int
) -> None:
    answer = Assistant(archive).ask(question)
    titles = [c for c in answer.citations if c.quote == c.item_title]
    assert len(titles) == count
    assert answer.answered == bool(count)


@pytest.mark.parametrize(
    ("decision", "receiver", "goes_there"),
    [
        ("Henvist til behandling i Økonomiudvalget.", "Økonomiudvalget", True),
        ("Sagen oversendes til fornyet behandling i Teknisk\nUdvalg.", "teknisk udvalg", True),
        ("Oversendes til Økonomiudvalget, Teknisk Udvalg og Byrådet.", "Teknisk Udvalg", True),
        ("Oversendes til Økonomiudvalget, Teknisk Udvalg og Byrådet.", "Byrådet", True),
        ("Sendes til Udvalget for Børn og Byrådet.", "Udvalget for Børn", True),
        ("Sendes til Udvalget for Børn og Unge.", "Udvalget for Børn", False),
        ("Sendes til Teknisk Udvalg for Nordbyen.", "Teknisk Udvalg", False),
        ("Sendes til Byrådssekretariatet. Tilbagesendt via Byrådet.", "Byrådet", False),
        ("Sendes til Kulturudvalget til forelæggelse i Byrådet.", "Byrådet", False),
        ("Sagen sendes ikke til Byrådet.", "Byrådet", False),
    ],
)
def test_an_item_goes_to_whom_it_is_sent_to_and_not_to_whom_its_decision_names(
    decision: str, receiver: str, goes_there: bool
) -> None:
    bodies = ("Udvalget for Børn", "Udvalget for Børn og Unge", "Byrådet")
    assert sends_to(decision, receiver, bodies) == goes_there


def test_what_only_others_minutes_reprint_is_counted_as_such(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange sager behandlede Sportsudvalget den 5. april 2022?")
    assert text.startswith("Der er 1 punkt. Der er ikke indlæst et referat fra Sportsudvalget selv")
    text = _ask(archive, "Hvor mange sager afviste Sportsudvalget den 5. april 2022?")
    assert "Ingen af de punkter" not in text


def test_one_closed_item_is_told_in_the_singular(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange lukkede punkter er der?")
    assert text.startswith("Der er 1 punkt, der var lukket.")


def test_what_is_near_is_of_the_meetings_said_to_be_searched(archive: Archive) -> None:
    text = _ask(archive, "Hvad kostede cykelsti ved Søndre Allé i Byrådet den 1. juni 2022?")
    assert "7. februar 2023" not in text.partition("Det nærmeste")[2]


def test_a_closed_item_is_counted_with_those_of_its_meeting(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange punkter var der på mødet i Byrådet den 1. juni 2022?")
    assert text.startswith("Der er 3 punkter, heraf 1 lukket.")


def test_what_was_wanted_for_a_talk_is_no_list_of_items(archive: Archive) -> None:
    assert "Optalt" not in _ask(archive, "Hvilke emner ønskede ældrerådet at drøfte?")


def test_a_standing_is_quoted_with_the_title(archive: Archive) -> None:
    answer = Assistant(archive).ask("Hvilke punkter blev udsat?")
    assert {"Udsat til næste møde.", "Udsat."} <= {c.quote for c in answer.citations}


def test_meetings_are_counted(archive: Archive) -> None:
    assert "2 møder" in _ask(archive, "Hvor mange møder holdt Teknisk Udvalg i 2022?")


def test_absence_from_meetings_is_told_from_absence_at_an_item(archive: Archive) -> None:
    text = _ask(archive, "Hvor ofte var Per Lund fraværende?")
    assert text.startswith("Per Lund er anført som fraværende ved 2 møder.")
    assert "»Forslag" not in text
    listed, told = text.split("Desuden fortælles det i 1 referat")
    assert "deltog ikke" in told
    assert "deltog ikke" not in listed


def test_who_was_never_absent_is_not_said_to_have_been_there(archive: Archive) -> None:
    answer = Assistant(archive).ask("Hvor ofte var Eva Berg fraværende?")
    assert not answer.answered
    assert "Eva Berg" in answer.text
    assert "betyder ikke, at det ikke er sket" in answer.text


def test_a_number_that_a_sentence_tells_is_not_counted(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange sager om udsatte børn fik kommunen?")
    assert "Optalt" not in text


def test_items_of_the_meeting_are_those_of_the_last_one(archive: Archive) -> None:
    text = _ask(archive, "Hvor mange punkter var der på mødet i Teknisk Udvalg?")
    assert text.startswith("Der er 2 punkter")
    assert "i referater fra 1 møde i Teknisk Udvalg den 7. februar 2023" in text
    assert "3. maj 2022" not in text


def test_what_a_body_did_on_a_day_is_told_item_by_item(archive: Archive) -> None:
    text = _ask(archive, "Hvad besluttede Teknisk Udvalg den 3. maj 2022?")
    assert "Godkendt." in text
    assert "Sagen sendes til Økonomiudvalget." in text
    assert "Udsat" not in text


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    meeting = _meeting(
        "Kulturudvalget", "4. maj 2021", "Lone Krabbe (A)",
        ("Forslag fra Anna M. Friis (A) om bænke", "Drøftet. Anna Friis (A) deltog ikke."),
    )  # fmt: skip
    with archive_of(tmp_path_factory.mktemp("friis"), {"ku.txt": meeting}) as archive:
        yield archive


def test_a_name_that_ends_in_s_is_found(bench: Archive) -> None:
    told = _ask(bench, "Hvilke sager deltog Anna Friis ikke i?")
    assert "uden at have deltaget: 1." in told


def test_who_was_away_from_the_whole_meeting_is_not_said_to_be_listed_nowhere(
    bench: Archive,
) -> None:
    told = _ask(bench, "Hvilke sager deltog Lone Krabbe ikke i?")
    assert "Fravær fra et helt møde er ikke talt med" in told
    assert "anfører Lone Krabbe som fraværende" not in told


def test_an_initial_is_no_party(bench: Archive) -> None:
    assert not _ask(bench, "Hvor mange forslag har Moderaterne stillet?").startswith("Der er 1 ")
    assert _ask(bench, "Hvor mange forslag har Socialdemokratiet stillet?").startswith("Der er 1 ")
