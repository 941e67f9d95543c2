"""The scorecard as the documentation and the README show it, made from `docs/scorecard.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from eval.measures import MEASURES
from eval.neighbours import LEARNT_FROM, NEIGHBOURS

Json = Mapping[str, Any]

DOCS = Path(__file__).parents[1] / "docs"
RECORD = DOCS / "scorecard.json"
PAGE = DOCS / "scorecard.md"

# The figures that the README shows, in tables of a line for each municipality; the page shows all.
_SHORT = (
    ("correct", "answered_right", "true_refusals", "false_refusals"),
    ("recall@5", "nDCG@10", "citation_precision", "citation_recall", "quotes_on_page"),
)
# What is compared with others, who rank passages and do not refuse.
_COMPARED = ("correct", "recall@5", "recall@10", "nDCG@10", "citation_precision")
_LABELS = {measure.name: measure.label for measure in MEASURES}
_LOWER = {measure.name for measure in MEASURES if not measure.higher_is_better}
# Kinds that this share or less of is answered right are told of as lost.
_LOST = 0.5

COMMANDS = """```
pip install ".[build,rivals]"
python -m eval.publish      # measures: half an hour the first time, most of it for the others' embeddings
python -m eval.readme       # writes this page and the README from what was measured
```"""


def load_record() -> Json:
    """The figures that were measured last."""
    record: Json = json.loads(RECORD.read_text("utf-8"))
    return record


def block(record: Json) -> str:
    """The README's part: the reported halves of all municipalities, beside the best of the others."""
    commit, unlearnt = record["about"]["software"]["commit"], [n.name for n in NEIGHBOURS]
    unlearnt = [name for name in unlearnt if name not in {n.name for n in LEARNT_FROM}]
    says = f"On the reported halves (commit {commit}, 95 % intervals)."
    if unlearnt:
        says += (
            f" No weights are learnt from {' and '.join([', '.join(unlearnt[:-1]), unlearnt[-1]])}."
        )
    return "\n\n".join([says, *(_by_municipality(record, names) for names in _SHORT)])


def _by_municipality(record: Json, names: Sequence[str]) -> str:
    """Some figures of each municipality's reported half, those that can be compared beside the best of the others."""
    rows = [["Reported half", "Questions"]]
    for name in names:
        rows[0] += [_label(name), *(["best of the others"] if name in _COMPARED else [])]
    tells_seconds = "correct" in names
    rows[0] += ["Seconds, p50 and p95"] if tells_seconds else []
    for municipality, part in _municipalities(record):
        card = part["halves"]["test"]["all"]
        cells = [municipality, str(card["questions"])]
        for name in names:
            cells += [
                _figure(card, name),
                *([_best_other(part, name)] if name in _COMPARED else []),
            ]
        rows.append([*cells, *([_seconds(card["seconds"])] if tells_seconds else [])])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|---|{'--:|' * (len(rows[0]) - 1)}")
    return "\n".join(lines)


def _municipalities(record: Json) -> list[tuple[str, Json]]:
    """The invented municipalities by name, each with its halves and what others scored there."""
    return [("Ravnsund", record), *record["neighbours"].items()]


def _best_other(part: Json, name: str) -> str:
    """The others' best figure, where they can be compared."""
    if name not in _COMPARED:
        return ""
    figures = [other["halves"]["test"]["all"]["figures"][name]["mean"] for other in part["others"]]
    return f"{max(figures):.3f}" if figures else "not measured"


def page(record: Json) -> str:
    """The page of the documentation, in Markdown."""
    return "\n\n".join(part.strip() for part in _parts(record)) + "\n"


def _parts(record: Json) -> Iterator[str]:
    about = record["about"]
    held = about["archive"]
    yield "# Scorecard"
    yield (
        "<!-- Made by `python -m eval.readme` from `scorecard.json`. Change nothing here. -->\n\n"
        "What Referatsvar scores on the questions to the invented Ravnsund Kommune, how others do on the same "
        f"questions, where it loses, and what it scores on those to {len(record['neighbours'])} more municipalities. "
        "No figure on this page is typed by hand."
    )
    yield "## What was measured"
    yield (
        f"Referatsvar {about['software']['version']}, commit {about['software']['commit']}, without a "
        f"language model, over {held['documents']} documents with {held['items']} agenda items and "
        f"{held['passages']} passages from {held['from']} to {held['to']}. "
        "The questions are in two halves, divided by case so that nothing leaks across. The program is "
        "developed on the first; the second is only reported, and no one reads its answers: reports leave "
        "them out, and `python -m eval.leaks` looks for rules and word lists that were derived from it."
    )
    yield COMMANDS
    yield _sample(record["sample"])
    yield "## Figures\n\nMeans with 95 % bootstrap intervals over questions."
    yield _figures(record["halves"])
    yield _calibration(record["halves"])
    yield "## By kind of question\n\nCorrect answers, and needed agenda items among the five best passages."
    yield _kinds(record["halves"])
    yield from _others(record)
    yield (
        "**Can these figures fall?** `python -m eval.faults --archive DIR` breaks one stage at a time (compounds, "
        "decisions against proposals, refusals, page numbers) and fails unless the figure that watches it falls "
        "clearly."
    )
    for name, part in record["neighbours"].items():
        yield from _neighbour(name, part)
    yield "## Where we lose"
    yield _losses(record)
    yield "[How to measure your own minutes, your own questions and other systems](own-questions.md)"


def _sample(counts: Sequence[Json]) -> str:
    rows = "\n".join(f"| {count['what']} | {abs(count['held'])} |" for count in counts)
    return (
        "<details><summary>What the sample holds, counted by "
        f"<code>python -m eval.municipality.census</code></summary>\n\n| | |\n|---|--:|\n{rows}\n\n</details>"
    )


def _figures(halves: Json) -> str:
    dev, test = halves["dev"]["all"], halves["test"]["all"]
    lines = [
        f"| Measure | Reported half ({test['questions']} questions) "
        f"| Development half ({dev['questions']}) | What it says |",
        "|---|--:|--:|---|",
    ]
    lines += [
        f"| {_label(m.name)} | {_figure(test, m.name)} | {_figure(dev, m.name)} | {m.meaning} |"
        for m in MEASURES
    ]
    lines.append(
        f"| Seconds, p50 and p95 | {_seconds(test['seconds'])} | {_seconds(dev['seconds'])} | to an answer, on the "
        "machine that measured; the only figures that differ when it is run again |"
    )
    return "\n".join(lines)


def _calibration(halves: Json) -> str:
    told = halves["test"]["all"]["calibration"]
    rows = "\n".join(
        f"| {b['low']:.1f}–{b['high']:.1f} | {b['count']} | {b['score']:.2f} | {b['right']:.1%} |"
        for b in told["bins"]
    )
    return (
        "**Calibration** (reported half): how far the score of the best passage can be trusted. The expected "
        f"calibration error is {_number(told['ece'])}. A question that the minutes answer scores above one that "
        f"they do not {_share(told['separation'])} of the time (50 % is guessing).\n\n"
        f"| Score | Answers | Mean score | Right |\n|---|--:|--:|--:|\n{rows}"
    )


def _kinds(halves: Json) -> str:
    dev, test = halves["dev"]["by_type"], halves["test"]["by_type"]
    lines = [
        "| Kind | Questions | Correct, reported half | Recall@5 | Correct, development half |",
        "|---|--:|--:|--:|--:|",
    ]
    for kind, card in test.items():
        other = _figure(dev[kind], "correct") if kind in dev else "–"
        lines.append(
            f"| {kind} | {card['questions']} | {_figure(card, 'correct')} | "
            f"{_mean(card, 'recall@5')} | {other} |"
        )
    return "\n".join(lines)


def _others(record: Json) -> Iterator[str]:
    yield "## Beside others"
    if not record["others"]:
        yield "The others were not measured this time."
        return
    yield (
        "The same questions, put to other libraries over the same clean text, set up as a newcomer would and "
        "without a network. They search; they do not refuse, so every question that the minutes do not answer is "
        "answered wrong. A passage counts for every agenda item that it touches, which favours them; their answer is "
        "their best passage as a whole. `--rival NAME` puts them to any test set, and `--url` "
        "any system that speaks our JSON."
    )
    heads = " | ".join(_LABELS[name] for name in _COMPARED)
    yield _beside(record)
    yield "How much more we score than they, paired by question; an interval without zero is a clear difference."
    lines = [f"| Ours minus theirs | {heads} |", f"|---|{'--:|' * len(_COMPARED)}"]
    for other in record["others"]:
        gaps = other["halves"]["test"]["ours_minus_theirs"]
        lines.append(f"| {other['name']} | {' | '.join(_gap(gaps[name]) for name in _COMPARED)} |")
    yield "\n".join(lines)
    yield "\n".join(
        f"- {other['name']}: {other['setup']} ({_versions(other)})" for other in record["others"]
    )


def _folder(name: str) -> str:
    """The folder of a neighbour in the record, which may be one that is no longer there."""
    return next((n.folder for n in NEIGHBOURS if n.name == name), name.lower())


def _neighbour(name: str, part: Json) -> Iterator[str]:
    held = part["about"]["archive"]
    is_learnt_from = any(neighbour.name == name for neighbour in LEARNT_FROM)
    learnt = (
        "Its development half is learnt from beside Ravnsund's; its reported half is only reported."
        if is_learnt_from
        else "No weights are learnt from it, but its development half was read when rules were mended."
    )
    yield f"## {name} Kommune"
    yield (
        f"Invented as well (`eval/neighbours/{_folder(name)}`): {held['documents']} minutes with "
        f"{held['items']} agenda items, and questions by writers who had seen nothing of the program. {learnt}"
    )
    yield _figures(part["halves"])
    yield _kinds(part["halves"])
    if part["others"]:
        yield _beside(part)


def _beside(part: Json) -> str:
    """What the others score on the reported half, below ours."""
    heads = " | ".join(_LABELS[name] for name in _COMPARED)
    scored = [("**Referatsvar**", part), *((other["name"], other) for other in part["others"])]
    rows = [
        f"| {name} | "
        + " | ".join(_figure(one["halves"]["test"]["all"], measure) for measure in _COMPARED)
        + " |"
        for name, one in scored
    ]
    return "\n".join([f"| Reported half | {heads} |", f"|---|{'--:|' * len(_COMPARED)}", *rows])


def _versions(other: Json) -> str:
    return ", ".join(f"{name} {version}" for name, version in other["versions"].items())


def _losses(record: Json) -> str:
    """Kinds answered badly, measures on which another is clearly ahead, and bars not reached."""
    half = record["halves"]["test"]
    lost = [
        (card["figures"]["correct"]["mean"], kind, card["questions"])
        for kind, card in half["by_type"].items()
        if card["figures"]["correct"]["mean"] <= _LOST
    ]
    lines = [
        f"Of {len(half['by_type'])} kinds of question, {len(lost)} are answered right half the time or less:"
    ]
    lines += [f"- {kind}: {mean:.1%} of {count}" for mean, kind, count in sorted(lost)]
    ahead = [
        f"- {other['name']} is clearly ahead on {_LABELS[name]}: {_gap(gap)}"
        for other in record["others"]
        for name, gap in other["halves"]["test"]["ours_minus_theirs"].items()
        if gap and gap["clear"] and (gap["difference"]["mean"] < 0) != (name in _LOWER)
    ]
    lines.append("\nMeasures on which another library is clearly ahead of us:")
    lines += ahead or ["- none"]
    lines.append("\nBars that others published, on other questions over other documents:")
    return "\n".join(lines + [_bar(half["all"], *row) for row in _published()])


def _published() -> list[list[str]]:
    text = (files("eval") / "published.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _bar(card: Json, measure: str, bar: str, who: str, on: str) -> str:
    mean = card["figures"][measure]["mean"]
    word = "reached" if mean >= float(bar) else "not reached"
    return f"- {_LABELS[measure]} {bar} ({who}; {on}): {word}, {mean:.3f}"


def _label(name: str) -> str:
    return f"{_LABELS[name]} (lower is better)" if name in _LOWER else _LABELS[name]


def _figure(card: Json, name: str) -> str:
    figure = card["figures"][name]
    return f"{figure['mean']:.3f} [{figure['low']:.3f}–{figure['high']:.3f}]" if figure else "–"


def _mean(card: Json, name: str) -> str:
    figure = card["figures"][name]
    return f"{figure['mean']:.3f}" if figure else "–"


def _gap(difference: Json | None) -> str:
    if not difference:
        return "–"
    d = difference["difference"]
    return f"{d['mean']:+.3f} [{d['low']:+.3f}, {d['high']:+.3f}]"


def _seconds(seconds: Json) -> str:
    return f"{seconds['p50']:.3f}, {seconds['p95']:.3f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
