"""Nothing of the program was derived from the half that is only reported."""

from __future__ import annotations

import pytest

from eval import leaks
from eval.leaks import Line
from eval.questions import TestQuestion


def question(half: str, text: str) -> TestQuestion:
    return TestQuestion(id=text, question=text, type="general", answerable=True, half=half)


QUESTIONS = [
    question("test", "Må man fyre op i brændeovnen når naboen har vasketøj ude?"),
    question("dev", "Hvad koster det at få en drage op at flyve over fodboldbanen?"),
]


def test_the_program_shows_no_sign_of_the_reported_half(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert leaks.main() == 0, capsys.readouterr().out


def test_a_rule_made_from_a_reported_question_is_found() -> None:
    rule = Line("assistant/wording/kinds.tsv", 7, "general\tfyre op i brændeovnen når naboen har")
    [told] = leaks.repeated_runs([rule], QUESTIONS)
    assert told.startswith("assistant/wording/kinds.tsv:7")
    assert "brændeovnen" not in told, "the question is not shown"


def test_what_the_development_half_says_may_be_learnt_from() -> None:
    rule = Line("index/words/alle.tsv", 1, "hvad koster det at få en drage op at flyve")
    assert leaks.repeated_runs([rule], QUESTIONS) == []


def test_everyday_runs_and_short_runs_in_running_text_are_chance() -> None:
    everyday = Line("assistant/wording/kinds.tsv", 1, "når man har en op i")
    text = Line(
        "index/encoder/corpus/hverdag.txt", 1, "man må fyre op i brændeovnen når naboen sover"
    )
    assert leaks.repeated_runs([everyday, text], QUESTIONS) == []
    copied = Line(text.file, 2, "må man fyre op i brændeovnen når naboen har vasketøj ude")
    assert len(leaks.repeated_runs([copied], QUESTIONS)) == 1


def test_a_short_question_is_found_where_it_is_all_of_a_line() -> None:
    asked = [question("test", "Brændeovn og vasketøj?")]
    assert leaks.repeated_runs([Line("a.txt", 1, "brændeovn og vasketøj")], asked)


def test_words_of_the_reported_half_may_not_be_known_better_than_chance_allows() -> None:
    theirs = "brændeovn vasketøj skorsten tagrende hængekøje bålfad parasol havetrold plænelufter grillkul"
    ours = "fodbold drage snor målstang dommerfløjte benskinne keeper hjørnespark tilskuer indkast"
    asked = [question("test", theirs), question("dev", ours)]
    derived = [Line("index/words/alle.tsv", 1, theirs)]
    fair = [Line("index/words/alle.tsv", 1, f"{theirs} {ours}")]
    [told] = leaks.known_too_well(derived, asked, [])
    assert "10 of 10 words" in told
    assert leaks.known_too_well(fair, asked, []) == []
    assert leaks.known_too_well(derived, asked, [theirs]) == [], "words of the minutes are anyone's"


def test_people_of_the_sample_may_not_stand_in_a_rule() -> None:
    line = Line("assistant/wording/kinds.tsv", 3, "who\tclaus trærup")
    assert leaks.named_people([line], ["Claus Trærup"]) == [
        "assistant/wording/kinds.tsv:3 names claus trærup, who is of the sample"
    ]


def test_docstrings_are_no_rules_and_other_strings_are() -> None:
    source = '"""Fyre op i brændeovnen når naboen har."""\nRULE = "fyre op i brændeovnen når naboen har"\n'
    assert [line.number for line in leaks._strings("x.py", source)] == [2]
