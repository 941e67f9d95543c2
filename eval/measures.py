"""Measures in the field's terms, each as a score for each question.

Ranking measures are those of ir_measures (MacAvaney et al., ECIR 2022):
recall@k, nDCG@10 and reciprocal rank over agenda items. A question that a
measure says nothing about has no score in it; means, intervals and paired
differences are taken over those that have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, nDCG

from eval.outcomes import Outcome
from eval.questions import TestQuestion

# A measure's score for each question that it says something about, by id.
Scores = dict[str, float]
_RANKING = {"recall@5": R @ 5, "recall@10": R @ 10, "nDCG@10": nDCG @ 10, "MRR": RR}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by the name that records and gates use, as people read it, and what it says."""

    name: str
    label: str
    meaning: str
    higher_is_better: bool = True


MEASURES = (
    Measure("correct", "Correct answers", "all that must be said is, and nothing that must not be"),
    Measure("answered_right", "Right when it answers", "correct, of the answers that were given"),
    Measure("recall@5", "Recall@5", "needed agenda items among the five best"),
    Measure("recall@10", "Recall@10", "needed agenda items among the ten best"),
    Measure("nDCG@10", "nDCG@10", "how high the gold items rank"),
    Measure("MRR", "MRR", "one over the place of the first gold item"),
    Measure("citation_precision", "Citation precision", "citations that stand in a gold item"),
    Measure("citation_recall", "Citation recall", "needed gold items that are cited"),
    Measure("quotes_on_page", "Quotes on their page", "quotes found, word for word, on their page"),
    Measure("true_refusals", "True refusals", "refused, of what the minutes cannot answer"),
    Measure("false_refusals", "False refusals", "refused, of what the minutes can answer", False),
)


def per_question(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> dict[str, Scores]:
    """Every measure's score for each question, by the measure's name in their order.

    A question without an outcome is wrong and found nothing.
    """
    asked = [(q, outcomes[q.id]) for q in questions if q.id in outcomes]
    right = {q.id: float(is_right(q, outcomes.get(q.id))) for q in questions}
    ranking = ranking_scores(questions, outcomes)
    scores = {
        "correct": right,
        "answered_right": {q.id: right[q.id] for q, o in asked if o.answered},
        **ranking,
        "citation_precision": _each(asked, citation_precision),
        "citation_recall": _each(asked, citation_recall),
        "quotes_on_page": _each(asked, quotes_on_page),
        # A system that fails has neither answered nor refused.
        "true_refusals": {
            q.id: float(not o.answered and o.error is None) for q, o in asked if not q.answerable
        },
        "false_refusals": {q.id: float(not o.answered) for q, o in asked if q.answerable},
    }
    return {measure.name: scores[measure.name] for measure in MEASURES}


def _each(
    asked: Sequence[tuple[TestQuestion, Outcome]],
    measure: Callable[[TestQuestion, Outcome], float | None],
) -> Scores:
    values = ((question.id, measure(question, outcome)) for question, outcome in asked)
    return {key: value for key, value in values if value is not None}


def ranking_scores(
    questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> dict[str, Scores]:
    """Per measure, each answerable question's score; a missing outcome scores 0.

    The unit is the agenda item: several passages of one count once, at the
    best one's place.
    """
    asked = [q for q in questions if q.answerable and q.gold]
    qrels = [ir_measures.Qrel(q.id, _key(g.document, g.item), 1) for q in asked for g in q.gold]
    run = [
        ir_measures.ScoredDoc(q.id, key, -rank)
        for q in asked
        for rank, key in enumerate(_ranked_items(q, outcomes.get(q.id)))
    ]
    scores: dict[str, Scores] = {name: {q.id: 0.0 for q in asked} for name in _RANKING}
    if not qrels:
        return scores
    names = {str(measure): name for name, measure in _RANKING.items()}
    for metric in ir_measures.iter_calc(list(_RANKING.values()), qrels, run):
        scores[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    # Recall counts against what a full answer needs, not against every copy.
    for question in asked:
        for k in (5, 10):
            found = _found(question, outcomes.get(question.id), k)
            scores[f"recall@{k}"][question.id] = min(1.0, found / max(1, question.gold_need))
    return scores


def _found(question: TestQuestion, outcome: Outcome | None, k: int) -> int:
    gold = {_key(g.document, g.item) for g in question.gold}
    return len(gold & set(_ranked_items(question, outcome)[:k]))


def _ranked_items(question: TestQuestion, outcome: Outcome | None) -> list[str]:
    """The items of the passages in order, each once.

    Where the gold names a whole document, any of its items is it.
    """
    if outcome is None:
        return []
    whole = {g.document for g in question.gold if g.item is None}
    keys = (
        _key(document, None if document in whole else item) for document, item in outcome.ranked
    )
    return list(dict.fromkeys(keys))


def _key(document: str, item: str | None) -> str:
    # Ids may hold no white space in TREC's formats.
    return f"{document}#{item or ''}".replace(" ", "\u00a0")


def is_right(question: TestQuestion, outcome: Outcome | None) -> bool:
    """Whether the question was answered right."""
    return why_wrong(question, outcome) is None


def why_wrong(question: TestQuestion, outcome: Outcome | None) -> str | None:
    """What is wrong with an answer, or None when it is right.

    A right answer holds what it must and nothing it must not; an unanswerable
    question is answered right by saying so. The part before a colon is one of
    a few sorts that can be counted.
    """
    if outcome is None:
        return "not asked"
    if outcome.error is not None:
        return f"failed: {outcome.error}"
    text = normalise(outcome.answer)
    forbidden = [s for s in question.must_not_contain if normalise(s) in text]
    if forbidden:
        return f"says what it must not: {', '.join(forbidden)}"
    if not question.answerable:
        return "answers what the minutes do not" if outcome.answered else None
    if not outcome.answered:
        return "refuses what the minutes answer"
    missing = [g for g in question.must_contain if not any(normalise(s) in text for s in g)]
    if missing:
        return f"lacks: {' and '.join(' or '.join(group) for group in missing)}"
    return None


def normalise(text: str) -> str:
    """Text as accepted answers are compared: lower case, single spaces, plain dashes."""
    return " ".join(text.lower().replace("–", "-").replace("\u00a0", " ").split())


def is_gold(question: TestQuestion, document: str, item: str | None) -> bool:
    """Whether an agenda item is among the gold; a document without item stands for all of its."""
    return any(g.document == document and g.item in (None, item) for g in question.gold)


def citation_precision(question: TestQuestion, outcome: Outcome) -> float | None:
    """The share of citations that stand in a gold item; None without citations or gold."""
    if not outcome.cited or not question.gold:
        return None
    hits = [is_gold(question, document, item) for document, item in outcome.cited]
    return sum(hits) / len(hits)


def citation_recall(question: TestQuestion, outcome: Outcome) -> float | None:
    """The share of the gold items needed that are cited; None for what cannot be answered."""
    if not question.answerable or not question.gold:
        return None
    cited = set(outcome.cited)
    documents = {d for d, _ in cited}
    found = sum(
        (g.document, g.item) in cited or (g.item is None and g.document in documents)
        for g in question.gold
    )
    return min(1.0, found / max(1, question.gold_need))


def quotes_on_page(_: TestQuestion, outcome: Outcome) -> float | None:
    """The share of quotations that stand on the page they name; None where nobody could look."""
    looked = [q.on_page for q in outcome.quotations if q.on_page is not None]
    return sum(looked) / len(looked) if looked else None
