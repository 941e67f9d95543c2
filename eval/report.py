"""A report of a run: one JSON file for machines, one HTML page for people, no network."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from eval.outcomes import Outcome
from eval.questions import TestQuestion
from eval.scorecard import Scorecard, by_type, failures, score

# The measures as people read them, and the field of the scorecard.
ROWS = (
    ("Correct answers", "correct"),
    ("Recall@5", "recall_5"),
    ("Recall@10", "recall_10"),
    ("nDCG@10", "ndcg_10"),
    ("MRR", "mrr"),
    ("Citation precision", "citation_precision"),
    ("Citation recall", "citation_recall"),
    ("True refusals", "true_refusals"),
    ("False refusals", "false_refusals"),
)


def write_report(
    folder: Path,
    name: str,
    questions: Sequence[TestQuestion],
    outcomes: Mapping[str, Outcome],
) -> Scorecard:
    """Write `scorecard.json` and `report.html` into `folder`; returns the scorecard."""
    folder.mkdir(parents=True, exist_ok=True)
    card = score(questions, outcomes)
    kinds = by_type(questions, outcomes)
    record = {
        "system": name,
        "all": asdict(card),
        "by_type": {kind: asdict(k) for kind, k in kinds.items()},
        "wrong": [q.id for q in failures(questions, outcomes)],
    }
    (folder / "scorecard.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    (folder / "report.html").write_text(_page(name, card, kinds, questions, outcomes), "utf-8")
    return card


_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.3rem .8rem;border-bottom:1px solid #ccc;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}
article{border-top:2px solid #004d99;margin:2rem 0;padding-top:.5rem}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:3px solid #ccc;white-space:pre-line}
"""


def _page(
    name: str,
    card: Scorecard,
    kinds: Mapping[str, Scorecard],
    questions: Sequence[TestQuestion],
    outcomes: Mapping[str, Outcome],
) -> str:
    rows = "".join(
        f"<tr><th scope=row>{label}</th><td class=n>{getattr(card, field)}</td>"
        f"<td class=n>{getattr(card, field).count}</td></tr>"
        for label, field in ROWS
    )
    by_kind = "".join(
        f"<tr><th scope=row>{html.escape(kind)}</th><td class=n>{k.questions}</td>"
        f"<td class=n>{k.correct}</td><td class=n>{k.recall_5}</td></tr>"
        for kind, k in kinds.items()
    )
    wrong = failures(questions, outcomes)
    articles = "".join(_article(q, outcomes.get(q.id)) for q in wrong)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Scorecard</title><style>{_STYLE}</style>'
        f"<h1>{html.escape(name)}</h1><p>{card.questions} questions; seconds to an answer: p50 {card.p50_s:.3f}, "
        f"p95 {card.p95_s:.3f}; {card.errors} errors. Means with 95 % bootstrap intervals over questions.</p>"
        f"<table><tr><th>Measure<th>Mean<th>Questions</tr>{rows}</table>"
        f"<h2>By kind of question</h2><table><tr><th>Kind<th>Questions<th>Correct<th>Recall@5</tr>{by_kind}</table>"
        f"<h2>{len(wrong)} wrong answers</h2>{articles}</html>\n"
    )


def _article(question: TestQuestion, outcome: Outcome | None) -> str:
    gold = (
        ", ".join(f"{g.document} item {g.item}" for g in question.gold)
        or "none: cannot be answered"
    )
    needed = " and ".join(" or ".join(group) for group in question.must_contain) or "–"
    answer = outcome.error or outcome.answer if outcome else "not asked"
    cited = ", ".join(f"{d} item {i}" for d, i in outcome.cited) if outcome else ""
    return (
        f"<article><h3>{html.escape(question.question)}</h3><p>{html.escape(question.id)} · "
        f"{html.escape(question.type)}</p><blockquote>{html.escape(answer)}</blockquote>"
        f"<p>Cited: {html.escape(cited or '–')}<br>Gold: {html.escape(gold)}<br>"
        f"Must hold: {html.escape(needed)}</p></article>"
    )
