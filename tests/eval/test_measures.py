"""Measures by hand: each on a question small enough to count on the fingers."""

from __future__ import annotations

import pytest

from eval.calibration import calibration
from eval.measures import MEASURES, per_question, why_wrong
from eval.outcomes import Outcome, Quotation
from eval.questions import GoldItem, TestQuestion

GOLD = (GoldItem("by/2022-06-22.pdf", "4"), GoldItem("øu/2022-06-15.pdf", "7"))


def question(**changes: object) -> TestQuestion:
    fields: dict[str, object] = {
        "id": "q",
        "question": "Hvad koster cykelstien?",
        "type": "amount",
        "answerable": True,
        "gold": GOLD,
        "must_contain": (("1,2 mio. kr.", "1.200.000"),),
    }
    return TestQuestion(**(fields | changes))  # type: ignore[arg-type]


def outcome(**changes: object) -> Outcome:
    fields: dict[str, object] = {
        "id": "q",
        "answered": True,
        "answer": "»Der afsættes 1,2 mio.\u00a0kr.« [1]",
        "ranked": (("by/2022-06-22.pdf", "4"), ("by/2022-06-22.pdf", "4"), ("andet.pdf", "1")),
        "quotations": (quotation(),),
        "score": 0.8,
        "seconds": 0.1,
    }
    return Outcome(**(fields | changes))  # type: ignore[arg-type]


def quotation(**changes: object) -> Quotation:
    fields: dict[str, object] = {
        "document": "by/2022-06-22.pdf",
        "item": "4",
        "page": 3,
        "section": "decision",
        "quote": "Der afsættes 1,2 mio. kr.",
        "on_page": True,
    }
    return Quotation(**(fields | changes))  # type: ignore[arg-type]


REFUSAL = {"answered": False, "answer": "Det fremgår ikke.", "quotations": ()}


def scored(asked: TestQuestion, got: Outcome) -> dict[str, float]:
    scores = per_question([asked], {"q": got})
    return {name: values["q"] for name, values in scores.items() if "q" in values}


def test_every_measure_has_a_score_for_a_given_answer() -> None:
    got = scored(question(), outcome())
    assert got == {
        "correct": 1.0,
        "answered_right": 1.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "nDCG@10": pytest.approx(1 / (1 + 1 / 1.58496), abs=1e-4),
        "MRR": 1.0,
        "citation_precision": 1.0,
        "citation_recall": 1.0,
        "quotes_on_page": 1.0,
        "false_refusals": 0.0,
    }
    assert list(per_question([question()], {})) == [measure.name for measure in MEASURES]


def test_an_accepted_answer_is_found_whatever_its_spaces_and_dashes() -> None:
    assert why_wrong(question(), outcome()) is None
    ranged = question(must_contain=(("2022-2025",),))
    assert why_wrong(ranged, outcome(answer="I årene 2022–2025 …")) is None


@pytest.mark.parametrize(
    ("asked", "got", "why"),
    [
        ({}, {"answer": "Der afsættes 3 mio. kr."}, "lacks: 1,2 mio. kr. or 1.200.000"),
        ({}, REFUSAL, "refuses what the minutes answer"),
        ({"must_not_contain": ("afsættes",)}, {}, "says what it must not: afsættes"),
        ({"answerable": False, "gold": ()}, {}, "answers what the minutes do not"),
        ({"answerable": False, "gold": ()}, {"error": "TimeoutError: "}, "failed: TimeoutError: "),
    ],
)
def test_a_wrong_answer_says_why(
    asked: dict[str, object], got: dict[str, object], why: str
) -> None:
    assert why_wrong(question(**asked), outcome(**got)) == why


def test_a_question_that_was_not_answered_is_wrong_and_found_nothing() -> None:
    scores = per_question([question()], {})
    assert scores["correct"] == {"q": 0.0}
    assert scores["recall@10"] == {"q": 0.0}
    assert scores["false_refusals"] == {}


def test_recall_is_of_what_a_full_answer_needs() -> None:
    assert scored(question(gold_need=2), outcome())["recall@5"] == 0.5
    assert scored(question(gold_need=2), outcome())["citation_recall"] == 0.5


def test_gold_without_an_item_is_the_whole_document() -> None:
    whole = question(gold=(GoldItem("by/2022-06-22.pdf", None),))
    got = scored(whole, outcome())
    assert (got["MRR"], got["citation_precision"], got["citation_recall"]) == (1.0, 1.0, 1.0)


def test_the_share_of_citations_in_gold_is_precision() -> None:
    two = (quotation(), quotation(document="andet.pdf"))
    assert scored(question(), outcome(quotations=two))["citation_precision"] == 0.5


def test_a_quote_that_is_not_on_its_page_is_counted_and_one_nobody_looked_up_is_not() -> None:
    two = (quotation(), quotation(on_page=False))
    assert scored(question(), outcome(quotations=two))["quotes_on_page"] == 0.5
    blind = (quotation(on_page=None),)
    assert "quotes_on_page" not in scored(question(), outcome(quotations=blind))


def test_a_refusal_is_true_or_false_and_a_failure_is_neither() -> None:
    unanswerable = question(answerable=False, gold=())
    assert scored(unanswerable, outcome(**REFUSAL))["true_refusals"] == 1.0
    assert scored(question(), outcome(**REFUSAL))["false_refusals"] == 1.0
    failed = outcome(**REFUSAL, error="TimeoutError: ")
    assert scored(unanswerable, failed)["true_refusals"] == 0.0
    assert scored(unanswerable, failed)["correct"] == 0.0


def _told(scores: list[tuple[float, bool]]) -> tuple[list[TestQuestion], dict[str, Outcome]]:
    questions = [question(id=str(n)) for n in range(len(scores))]
    given = {
        str(n): outcome(id=str(n), score=score, **({} if right else {"answer": "Nej."}))
        for n, (score, right) in enumerate(scores)
    }
    return questions, given


def test_scores_that_say_how_many_are_right_are_calibrated() -> None:
    good = calibration(*_told([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]))
    assert good.ece == 0.0
    bad = calibration(*_told([(0.95, False), (0.05, True)]))
    assert bad.ece == pytest.approx(0.95)
    assert [(b.count, b.right) for b in bad.bins] == [(1, 1.0), (1, 0.0)]


def test_scores_without_bounds_have_no_calibration_error_but_may_separate() -> None:
    questions, given = _told([(12.5, True), (9.0, True)])
    questions[1] = question(id="1", answerable=False, gold=())
    told = calibration(questions, given)
    assert told.ece != told.ece  # NaN
    assert told.bins == ()
    assert told.separation == 1.0
