"""Citations judged by hand: draw a sample, judge it in a sheet, compute its precision.

`python -m eval.citation_sample draw REPORT --count 100` draws citations of the
development half's answers by a seed and prints a sheet of tab-separated
columns, to be judged by a person; `python -m eval.citation_sample score`
computes the figures, with 95 % intervals, from the sheet that is kept beside
this file. Of the reported half nothing is drawn: nobody reads its answers.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from eval.intervals import interval
from eval.municipality.halves import DIVIDED
from eval.questions import load_questions

JUDGED = Path(__file__).with_name("citation_sample.tsv")
_SEED = 20261128
_VERDICTS = ("yes", "partly", "no")


@dataclass(frozen=True, slots=True)
class Judged:
    """A citation of an answer.

    `statement` is the paragraph of the answer that cites it. `supports` says
    whether the quotation bears out what the paragraph says of it (who, when,
    what was done, about what): "yes", "partly" or "no"; `answers` whether the
    quotation tells something of what was asked: "yes" or "no".
    """

    id: str
    question: str
    statement: str
    document: str
    page: str
    item: str
    quote: str
    supports: str = ""
    answers: str = ""
    note: str = ""


def draw(report: Path, count: int, seed: int = _SEED) -> list[Judged]:
    """So many citations of answers of the development half, each as likely as any other."""
    questions = {q.id: q.question for q in load_questions(DIVIDED, "dev")}
    outcomes = [json.loads(line) for line in (report / "outcomes.jsonl").read_text().splitlines()]
    held = [
        (outcome, number)
        for outcome in sorted(outcomes, key=lambda o: str(o["id"]))
        if outcome["id"] in questions and outcome["answered"]
        for number in range(1, len(outcome["quotations"]) + 1)
    ]
    chosen = sorted(random.Random(seed).sample(range(len(held)), min(count, len(held))))
    return [_row(questions[held[i][0]["id"]], *held[i]) for i in chosen]


def _row(question: str, outcome: dict[str, Any], number: int) -> Judged:
    quotation = outcome["quotations"][number - 1]
    paragraphs = str(outcome["answer"]).split("\n\n")
    statement = next((p for p in paragraphs if re.search(rf"\[{number}\]", p)), "")
    texts = (question, statement, quotation["document"], quotation["page"], quotation["item"])
    cells = (" ".join(str(text or "").split()) for text in (*texts, quotation["quote"]))
    return Judged(str(outcome["id"]), *cells)


def read_sheet(path: Path = JUDGED) -> list[Judged]:
    """The judged citations.

    Raises:
        ValueError: one has no verdict, or another than those there are.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [Judged(**row) for row in read]
    for row in rows:
        if row.supports not in _VERDICTS or row.answers not in ("yes", "no"):
            raise ValueError(f"{path}: {row.id}: »{row.quote[:40]}« is not judged")
    return rows


def table(rows: Sequence[Judged]) -> str:
    """The figures, and how many of each verdict."""
    supports, answers = Counter(r.supports for r in rows), Counter(r.answers for r in rows)
    strict = [float(r.supports == "yes") for r in rows]
    lenient = [float(r.supports != "no") for r in rows]
    both = [float(r.supports == "yes" and r.answers == "yes") for r in rows]
    lines = (
        f"{len(rows)} citations of {len({r.id for r in rows})} answers",
        f"supports its sentence         {interval(strict)}  ({_counts(supports)})",
        f"supports it at least partly   {interval(lenient)}",
        f"tells something of what is asked {interval([float(r.answers == 'yes') for r in rows])}"
        f"  ({_counts(answers)})",
        f"both                          {interval(both)}",
    )
    return "\n".join(lines) + "\n"


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{verdict} {number}" for verdict, number in counter.most_common())


def _sheet(rows: Iterable[Judged]) -> str:
    names = [field.name for field in fields(Judged)]
    lines = ["\t".join(names)]
    lines += ["\t".join(getattr(row, name) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print a sheet to be judged, or the figures of the one that is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("report", type=Path, help="a folder that `referatsvar eval` has written")
    drawing.add_argument("--count", type=int, default=100)
    drawing.add_argument("--seed", type=int, default=_SEED)
    commands.add_parser("score").add_argument("sheet", nargs="?", type=Path, default=JUDGED)
    arguments = parser.parse_args()
    if arguments.command == "draw":
        sys.stdout.write(_sheet(draw(arguments.report, arguments.count, arguments.seed)))
    else:
        sys.stdout.write(table(read_sheet(arguments.sheet)))


if __name__ == "__main__":
    main()
