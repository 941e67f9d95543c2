from __future__ import annotations

import logging
import time
from collections import Counter
from pathlib import Path

import pytest

from index.danish.analysis import content_tokens
from index.search.expansion import (
    KINDS,
    OWN_WORDS,
    Relation,
    Thesaurus,
    parse_relations,
    shipped_thesaurus,
    thesaurus_for,
)

WORDS = Path(__file__).parents[3] / "index" / "words"


def _official(question: str, thesaurus: Thesaurus, english: bool = False) -> list[str]:
    return [e.official for e in thesaurus.expand(content_tokens(question), english)]


@pytest.mark.parametrize(
    "question",
    [
        "Hvem tømmer skraldespandene?",
        "hvornår bliver min skraldespand tømt",
        "tømme vores skraldespande",
    ],
)
def test_everyday_words_are_met_in_any_form_and_order(question: str) -> None:
    thesaurus = Thesaurus([Relation("tømning af skraldespand", "affaldsordning", 0.8)])
    by_verb = Thesaurus([Relation("tømme skraldespand", "affaldsordning", 0.8)])
    assert _official("tømning af skraldespandene", thesaurus) == ["affaldsordning"]
    assert _official(question, by_verb) == ["affaldsordning"]


def test_half_an_everyday_phrase_is_not_met() -> None:
    thesaurus = Thesaurus([Relation("stå på venteliste", "opskrivning", 0.7)])
    assert _official("Hvem kom med på listen?", thesaurus) == []


def test_the_longest_and_surest_relation_comes_first() -> None:
    thesaurus = Thesaurus(
        [
            Relation("plads", "areal", 0.3),
            Relation("plads", "byrum", 0.6),
            Relation("tomme pladser", "overkapacitet", 0.7),
        ]
    )
    assert _official("Er der tomme pladser?", thesaurus) == ["overkapacitet", "byrum", "areal"]


def test_the_weight_is_how_sure_times_how_near_the_kind_is() -> None:
    sure, loose = parse_relations("bh\tdagtilbud\tsame\t0.8\nbh\tbørn\tabout\t0,5", "ord.tsv")
    assert sure.weight == 0.8 * KINDS["same"]
    assert loose.weight == 0.5 * KINDS["about"]


def test_kind_and_weight_may_be_left_out() -> None:
    (relation,) = parse_relations("Gryden\tTorvet foran rådhuset", "ord.tsv")
    assert (relation.lay, relation.official) == ("Gryden", "Torvet foran rådhuset")
    assert 0 < relation.weight <= 1


@pytest.mark.parametrize("line", ["kun et ord", "a\tb\tsame\tmeget", "a\tb\tukendt\t0.5", "\tb"])
def test_a_line_that_is_no_relation_is_passed_over_and_told_of(
    line: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        found = parse_relations(f"# ord\n{line}\nbh\tdagtilbud\tsame\t0.8", "ord.tsv")
    assert [r.lay for r in found] == ["bh"]
    assert "ord.tsv, line 2" in caplog.text


def test_english_words_find_danish_ones_in_english_questions_alone() -> None:
    thesaurus = shipped_thesaurus()
    assert "plejehjem" in _official("nursing homes", thesaurus, english=True)
    assert "gave" in _official("gift", Thesaurus((), [Relation("gift", "gave", 0.8)]), english=True)
    assert _official("gift", Thesaurus((), [Relation("gift", "gave", 0.8)])) == []


def test_every_relation_that_ships_can_be_read(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        relations = [
            relation
            for file in sorted(WORDS.glob("*.tsv"))
            for relation in parse_relations(file.read_text("utf-8"), file.name)
        ]
    assert caplog.text == ""
    assert len(relations) >= 3_000
    pairs = Counter((r.lay.casefold(), r.official.casefold()) for r in relations)
    assert [pair for pair, lines in pairs.items() if lines > 1] == [], "only the best one counts"


def test_a_municipality_adds_its_own_words_and_may_change_them(tmp_path: Path) -> None:
    own = tmp_path / OWN_WORDS
    assert thesaurus_for(tmp_path) is shipped_thesaurus()
    own.write_text("Gryden\tTorvet\tcolloquial\t0.9\n", "utf-8")
    assert _official("Gryden", thesaurus_for(tmp_path)) == ["Torvet"]
    time.sleep(0.01)
    own.write_text("Gryden\tRådhustorvet\tcolloquial\t0.9\n", "utf-8")
    assert _official("Gryden", thesaurus_for(tmp_path)) == ["Rådhustorvet"]
    assert "dagtilbud" in _official("plads i børnehave", thesaurus_for(tmp_path))
