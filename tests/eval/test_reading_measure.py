import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.reading import measure
from eval.reading.alignment import Letters, same_title, squeeze
from index.types import (
    AgendaItem,
    Document,
    DocumentKind,
    Meeting,
    Minutes,
    Section,
    SectionKind,
    Span,
)

TEXT = """4. Cykelsti langs åen
Sagsnr. 22/740
Indstilling
Direktøren indstiller, at stien anlægges.
Beslutning i Byrådet den 04-03-2021
Udsat til næste møde.
5. Lukket: Køb af jord
Sælgeren får 400.000 kr. for marken.
"""
SAID = {
    "kind": "minutes",
    "body": "Byrådet",
    "date": "2021-03-04",
    "items": [
        {
            "number": "4",
            "title": "Cykelsti langs åen",
            "case_number": "22/740",
            "public": True,
            "sections": [
                {
                    "kind": "recommendation",
                    "starts_with": "Direktøren indstiller, at stien anlægges.",
                    "ends_with": "Direktøren indstiller, at stien anlægges.",
                    "body": None,
                    "date": None,
                },
                {
                    "kind": "decision",
                    "starts_with": "Udsat til næste møde.",
                    "ends_with": "Udsat til næste møde.",
                    "body": "Byrådet",
                    "date": "2021-03-04",
                },
            ],
        },
        {
            "number": "5",
            "title": "Køb af jord",
            "case_number": None,
            "public": False,
            "sections": [],
        },
    ],
    "closed_text": ["Sælgeren får 400.000 kr. for marken."],
}


def span(first: str, last: str) -> Span:
    start = TEXT.index(first)
    return Span(start, TEXT.index(last, start) + len(last))


def understood() -> Minutes:
    """All of it, rightly."""
    label = span("Beslutning i", "04-03-2021")
    decision = Section(
        SectionKind.DECISION, "Beslutning", span("Beslutning i", "møde."), label,
        "Byrådet", date(2021, 3, 4),
    )  # fmt: skip
    recommendation = Section(
        SectionKind.RECOMMENDATION, "Indstilling", span("Indstilling", "anlægges."),
        span("Indstilling", "Indstilling"),
    )  # fmt: skip
    items = (
        AgendaItem("4", "Cykelsti langs åen", "22/740", True, span("4. Cyk", "møde."),
                   (recommendation, decision)),
        AgendaItem("5", "Lukket: Køb af jord", None, False, span("5. Lukket", "marken."), ()),
    )  # fmt: skip
    meeting = Meeting("Byrådet", date(2021, 3, 4))
    withheld = (span("Sælgeren", "marken."),)
    document = Document((TEXT,))
    return Minutes(document, DocumentKind.MINUTES, meeting, (), items, (), withheld)


def test_what_is_all_right_scores_one_in_everything() -> None:
    score = measure.score_minutes(understood(), SAID, "x")
    assert score.failures == []
    assert score.leaked == 0
    assert {tally.f1 for tally in score.tallies.values()} == {1.0}


def test_a_recommendation_taken_for_a_decision_is_wrong() -> None:
    minutes = understood()
    first, second = minutes.items[0].sections
    mixed = replace(minutes.items[0], sections=(replace(first, kind=SectionKind.DECISION), second))
    score = measure.score_minutes(replace(minutes, items=(mixed, minutes.items[1])), SAID, "x")
    assert score.tallies["sections"].f1 == 0.5
    assert any("missing recommendation" in failure for failure in score.failures)


def test_a_missing_item_takes_its_sections_with_it() -> None:
    minutes = understood()
    score = measure.score_minutes(replace(minutes, items=minutes.items[1:]), SAID, "x")
    assert score.tallies["items"].f1 == pytest.approx(2 / 3)
    assert score.tallies["sections"].right == 0
    assert score.tallies["case number"].f1 == 0.5


def test_an_item_too_many_counts_against_the_boundaries() -> None:
    minutes = understood()
    stray = AgendaItem("1", "Bump", None, True, span("Sagsnr.", "22/740"), ())
    score = measure.score_minutes(replace(minutes, items=(*minutes.items, stray)), SAID, "x")
    assert score.tallies["items"].f1 == pytest.approx(4 / 5)


def test_closed_text_that_is_still_there_is_counted() -> None:
    score = measure.score_minutes(replace(understood(), withheld=()), SAID, "x")
    assert score.leaked == 1


def test_a_decision_of_another_body_is_wrong() -> None:
    minutes = understood()
    first, second = minutes.items[0].sections
    other = replace(minutes.items[0], sections=(first, replace(second, body="Økonomiudvalget")))
    score = measure.score_minutes(replace(minutes, items=(other, minutes.items[1])), SAID, "x")
    assert score.tallies["decision's body and date"].f1 == 0.0
    assert score.tallies["sections"].f1 == 1.0


def test_a_document_that_cannot_be_read_has_everything_missing(tmp_path) -> None:
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"%PDF-1.4 and no more")
    score = measure.score_document(broken, SAID)
    assert score.unread == 1
    assert {tally.f1 for tally in score.tallies.values()} == {0.0}


def test_titles_are_the_same_but_for_their_marks() -> None:
    assert same_title("Lukket: Køb af jord", "Køb af jord")
    assert same_title("Budget 2014 (B)", "BUDGET 2014")
    assert not same_title("Budget 2014", "Budget 2015")


def test_letters_are_found_over_line_ends_and_as_whole_words() -> None:
    letters = Letters("Drøftet.\nAnlægs-\nbevilling. Intetsteds. Intet.")
    assert letters.find("anlægsbevilling", 0, 99) == len("drøftet")
    assert letters.find("Intet.", 0, 99) == len(squeeze("Drøftet. Anlægsbevilling. Intetsteds"))
    assert letters.find("tet", 0, 99) == -1


def test_both_halves_are_measured_and_the_reported_one_tells_only_sums(tmp_path, capsys) -> None:
    target = tmp_path / "figures.json"
    assert measure.main(["--json", str(target)]) in (0, 1)
    said = json.loads(target.read_text())
    assert said["dev"]["figures"]["documents"] + said["reported"]["figures"]["documents"] >= 48
    assert "failures" in said["dev"]
    assert "failures" not in said["reported"]
    names = [source.name for source in measure.sources_of("reported")]
    assert not any(name in capsys.readouterr().out for name in names)


def test_a_first_measure_is_never_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "first.json"
    assert measure.record_first(kept, {"figures": {"items": 0.5}}, date(2026, 11, 29))
    assert not measure.record_first(kept, {"figures": {"items": 1.0}}, date(2026, 11, 30))
    assert json.loads(kept.read_text()) == {"measured": "2026-11-29", "figures": {"items": 0.5}}
