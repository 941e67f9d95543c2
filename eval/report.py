"""A run as a page for people: opens without a network, failures to be read one by one."""

from __future__ import annotations

import csv
import html
import io
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from eval import record
from eval.charts import Row, interval_chart, line_chart, reliability_chart
from eval.measures import MEASURES, is_gold, why_wrong
from eval.outcomes import Outcome, Quotation
from eval.questions import TestQuestion
from eval.scorecard import Scorecard, by_type, failures, score

# The half that is only reported: its questions are not shown, so that nobody tunes on them.
REPORTED = "test"
# The figures whose course over commits is drawn.
_COURSE = ("correct", "recall@5", "citation_precision", "true_refusals")
# How many ranked items a failure shows.
_RANKED = 5


def write_report(
    folder: Path,
    about: record.Json,
    questions: Sequence[TestQuestion],
    outcomes: Mapping[str, Outcome],
) -> Scorecard:
    """Write the records and `report.html` into `folder`; returns the scorecard.

    The answers to read one by one, and `answers.csv` with them, are left out
    for the reported half.
    """
    record.keep(folder, about, questions, outcomes)
    card = score(questions, outcomes)
    (folder / "report.html").write_text(_page(folder, about, questions, outcomes), "utf-8")
    answers = folder / "answers.csv"
    answers.unlink(missing_ok=True)
    if about["half"] != REPORTED:
        # Excel takes a file for UTF-8 when it begins with a byte order mark.
        answers.write_text(_sheet(questions, outcomes), "utf-8-sig")
    return card


def _sheet(questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]) -> str:
    """Every answer as a line of a sheet, parted by semicolons as Danish spreadsheets expect."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(["id", "type", "question", "right", "why_wrong", "answer", "cited", "gold"])
    for question in questions:
        outcome, why = outcomes.get(question.id), why_wrong(question, outcomes.get(question.id))
        writer.writerow(
            [
                question.id,
                question.type,
                question.question,
                "no" if why else "yes",
                why or "",
                outcome.answer if outcome else "",
                ", ".join(_place(d, i) for d, i in outcome.cited) if outcome else "",
                ", ".join(_place(g.document, g.item) for g in question.gold),
            ]
        )
    return stream.getvalue()


def _page(
    folder: Path,
    about: record.Json,
    questions: Sequence[TestQuestion],
    outcomes: Mapping[str, Outcome],
) -> str:
    card, kinds = score(questions, outcomes), by_type(questions, outcomes)
    style = (files("eval") / "report.css").read_text("utf-8")
    parts = [
        f"<h1>{html.escape(about['system'])}</h1>{_about(about, card)}",
        _figures(card),
        _kinds(kinds),
        _calibration(card),
        _history(record.read_history(folder), about),
        _failures(about, questions, outcomes),
    ]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Scorecard: {html.escape(about['system'])}</title><style>{style}</style>"
        f"{''.join(parts)}</html>\n"
    )


def _about(about: record.Json, card: Scorecard) -> str:
    held, software = about["archive"], about["software"]
    facts = [
        f"{card.questions} questions" + (f" ({about['half']} half)" if about["half"] else ""),
        f"version {software['version']}"
        + (f", commit {software['commit']}" if software["commit"] else ""),
    ]
    if held:
        facts.append(
            f"an archive of {held['documents']} documents and {held['items']} agenda items, "
            f"{held['from'] or '?'} to {held['to'] or '?'}"
        )
    facts.append(f"an answer in {card.p50_s:.3f} s (p50), {card.p95_s:.3f} s (p95)")
    if card.errors:
        facts.append(f"{card.errors} questions on which the system failed")
    return f'<p class="about">{html.escape(" · ".join(facts))}</p>'


def _figures(card: Scorecard) -> str:
    rows = [
        Row(m.label, card.figures[m.name], f"n = {card.figures[m.name].count}") for m in MEASURES
    ]
    meanings = "".join(
        f"<tr><th scope=row>{m.label}</th><td>{m.meaning}{'' if m.higher_is_better else '; lower is better'}</td>"
        f"<td class=n>{card.figures[m.name]}</td></tr>"
        for m in MEASURES
    )
    return (
        f"<h2>Figures</h2><figure>{interval_chart('Each measure with its interval', rows)}"
        "<figcaption>Means; the lines are 95 % bootstrap intervals over questions.</figcaption></figure>"
        f"<details><summary>What each measure says</summary><table>{meanings}</table></details>"
    )


def _kinds(kinds: Mapping[str, Scorecard]) -> str:
    rows = [Row(k, c.figures["correct"], f"n = {c.questions}") for k, c in kinds.items()]
    lines = "".join(
        f"<tr><th scope=row>{html.escape(kind)}</th><td class=n>{card.questions}</td>"
        + "".join(f"<td class=n>{_share(card, m.name)}</td>" for m in MEASURES)
        + "</tr>"
        for kind, card in kinds.items()
    )
    heads = "".join(f"<th>{m.label}</th>" for m in MEASURES)
    return (
        "<h2>By kind of question</h2>"
        f"<figure>{interval_chart('Correct answers by kind of question', rows)}"
        "<figcaption>Correct answers.</figcaption></figure>"
        "<details><summary>Every measure by kind</summary><figure><table>"
        f"<tr><th>Kind</th><th>Questions</th>{heads}</tr>{lines}</table></figure></details>"
    )


def _share(card: Scorecard, name: str) -> str:
    figure = card.figures[name]
    return f"{figure.mean:.1%}" if figure.count else "–"


def _calibration(card: Scorecard) -> str:
    told = card.calibration
    text = (
        f"How far the score of the best passage can be trusted. Expected calibration error "
        f"{told.ece:.3f} over the answers given; an answerable question scores above an "
        f"unanswerable one {told.separation:.1%} of the time (50 % is guessing)."
    )
    if not told.bins:
        return (
            f"<h2>Calibration</h2><p>The system gives no scores between 0 and 1 to answers; an answerable "
            f"question scores above an unanswerable one {told.separation:.1%} of the time.</p>"
        )
    chart = reliability_chart("Right answers by score", told.bins)
    return (
        f"<h2>Calibration</h2><p>{text}</p><figure>{chart}<figcaption>On the dashed line a score says "
        "how many answers are right. Larger circles stand for more answers.</figcaption></figure>"
    )


def _history(lines: Sequence[record.Json], about: record.Json) -> str:
    """The course over the commits that were measured on the same questions with the same system."""
    same = [
        line
        for line in lines
        if all(line["about"][key] == about[key] for key in ("system", "half", "questions"))
    ]
    if len(same) < 2:
        return ""
    labels = [str(line["about"]["software"]["commit"] or "?") for line in same]
    names = {m.name: m.label for m in MEASURES}
    drawn = [
        (names[name], [figure["mean"] for figure in figures])
        for name in _COURSE
        if all(figures := [line["all"]["figures"][name] for line in same])
    ]
    return (
        f"<h2>Over commits</h2><figure>{line_chart('Figures over commits', labels, drawn)}</figure>"
    )


def _failures(
    about: record.Json, questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> str:
    wrong = failures(questions, outcomes)
    reasons = {q.id: why_wrong(q, outcomes.get(q.id)) or "" for q in wrong}
    sorts = Counter(reason.split(":")[0] for reason in reasons.values())
    told = "".join(
        f"<tr><th scope=row>{html.escape(sort)}</th><td class=n>{n}</td></tr>"
        for sort, n in sorts.most_common()
    )
    head = f"<h2>{len(wrong)} wrong answers</h2><table>{told}</table>"
    if about["half"] == REPORTED:
        return (
            f"{head}<p>This half is only reported. Its questions are not shown, so that nobody "
            "mends the program by them.</p>"
        )
    groups: dict[str, list[TestQuestion]] = {}
    for question in wrong:
        groups.setdefault(question.type, []).append(question)
    return head + "".join(
        f"<details{' open' if len(groups) == 1 else ''}><summary>{html.escape(kind)} ({len(group)})</summary>"
        + "".join(_article(q, outcomes.get(q.id), reasons[q.id]) for q in group)
        + "</details>"
        for kind, group in sorted(groups.items())
    )


def _article(question: TestQuestion, outcome: Outcome | None, why: str) -> str:
    history = "".join(
        f"<p class=soft>{html.escape(turn.role)}: {html.escape(turn.content)}</p>"
        for turn in question.history
    )
    gold = "".join(f"<li>{html.escape(_place(g.document, g.item))}</li>" for g in question.gold)
    needed = " and ".join(" or ".join(group) for group in question.must_contain)
    parts = [
        f'<article id="{html.escape(question.id)}"><h3>{html.escape(question.question)}</h3>{history}',
        f'<p class="soft">{html.escape(question.id)} · {html.escape(question.type)}</p>',
        f'<p class="why">{html.escape(why)}</p>',
    ]
    if outcome:
        quotes = "".join(_quoted(question, q) for q in outcome.quotations)
        ranked = "".join(
            f"<li>{_marked(question, d, i)}</li>"
            for d, i in list(dict.fromkeys(outcome.ranked))[:_RANKED]
        )
        parts.append(f"<blockquote>{html.escape(outcome.answer)}</blockquote>")
        parts.append(f"<p>Quoted:</p><ol>{quotes}</ol>" if quotes else "")
        parts.append(
            f"<details><summary>Ranked first</summary><ol>{ranked}</ol></details>" if ranked else ""
        )
    parts.append(
        f"<p>Gold:</p><ul>{gold}</ul>" if gold else "<p>Gold: the minutes do not answer it.</p>"
    )
    parts.append(f"<p>A right answer holds: {html.escape(needed)}</p>" if needed else "")
    return "".join(parts) + "</article>"


def _quoted(question: TestQuestion, quotation: Quotation) -> str:
    missing = " <span class=not-gold>not on that page</span>" if quotation.on_page is False else ""
    where = f", page {quotation.page}" if quotation.page is not None else ""
    section = f" ({html.escape(quotation.section)})" if quotation.section else ""
    return (
        f"<li>»{html.escape(quotation.quote)}«<br>"
        f"{_marked(question, quotation.document, quotation.item)}{where}{section}{missing}</li>"
    )


def _marked(question: TestQuestion, document: str, item: str | None) -> str:
    gold = is_gold(question, document, item)
    sign, css = ("✓", "gold") if gold else ("✗", "not-gold")
    word = "gold" if gold else "not gold"
    return f'{html.escape(_place(document, item))} <span class="{css}" title="{word}">{sign}</span>'


def _place(document: str, item: str | None) -> str:
    return f"{document} item {item}" if item else document


def table(card: Scorecard) -> list[tuple[str, str, str]]:
    """The figures for a terminal: measure, value with interval, over how many questions."""
    rows = [(m.label, str(card.figures[m.name]), str(card.figures[m.name].count)) for m in MEASURES]
    told = card.calibration
    rows.append(("Calibration error", _plain(told.ece), str(sum(b.count for b in told.bins))))
    rows.append(("Separation", _plain(told.separation), str(card.questions)))
    rows.append(("Seconds", f"p50 {card.p50_s:.3f}, p95 {card.p95_s:.3f}", f"{card.errors} errors"))
    return rows


def _plain(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"
