"""What a run measured and on what, as JSON; a folder keeps one line for each commit.

about.json       what was measured: software, archive, questions, system
outcomes.jsonl   every answer as it came; a stopped run goes on from here
scores.json      each measure's score for each question, for comparing runs
scorecard.json   the figures of this run
history.jsonl    the figures of every commit that was measured into this folder
"""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from assistant.receipts import software_version
from eval.intervals import Interval
from eval.measures import per_question
from eval.outcomes import Outcome, System
from eval.questions import TestQuestion
from eval.scorecard import Scorecard, by_type, score
from index.archive import Archive
from index.types import Filters

Json = dict[str, Any]
OUTCOMES = "outcomes.jsonl"


def about(
    system: System, questions: Sequence[TestQuestion], half: str | None, archive: Archive | None
) -> Json:
    """What is measured: the same `about` means the same answers, and so the same figures."""
    asked = hashlib.sha256("\n".join(map(repr, questions)).encode()).hexdigest()[:12]
    return {
        "system": system.name,
        "half": half,
        "questions": {"count": len(questions), "sha256": asked},
        "software": {
            "version": software_version(),
            "commit": _commit(),
            "code": system.fingerprint,
        },
        "archive": _held(archive) if archive else None,
    }


@cache
def _commit() -> str | None:
    """The commit of the checkout that runs, "+" after it where something was changed; else None."""
    folder = Path(__file__).parents[1]
    if not (folder / ".git").exists():
        return None
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _held(archive: Archive) -> Json:
    status = archive.status()
    documents = sorted({item.document for item in archive.items(Filters())})
    content = "\n".join(f"{name} {archive.document_sha256(name)}" for name in documents)
    return {
        "documents": status.documents,
        "items": status.items,
        "passages": status.passages,
        "from": status.from_date.isoformat() if status.from_date else None,
        "to": status.to_date.isoformat() if status.to_date else None,
        "encoder": archive.encoder.fingerprint,
        "sha256": hashlib.sha256(content.encode()).hexdigest()[:12],
    }


def begin(folder: Path, run: Json) -> Path:
    """Make ready to measure into `folder`; returns the file for the outcomes.

    Answers that other software, another archive or another system gave are
    thrown away; those of a run that was stopped are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stands, outcomes = folder / "about.json", folder / OUTCOMES
    before = json.loads(stands.read_text("utf-8")) if stands.exists() else None
    if before is None or _source_of_answers(before) != _source_of_answers(run):
        outcomes.unlink(missing_ok=True)
    _write(stands, run)
    return outcomes


def _source_of_answers(run: Json) -> tuple[object, ...]:
    # The commit is left out: what it changed for answers is in `code`.
    return run["system"], run["software"]["code"], run["archive"]


def record(run: Json, card: Scorecard, kinds: Mapping[str, Scorecard]) -> Json:
    """The figures of a run. All but `seconds` are the same when it is run again."""
    return {
        "about": run,
        "all": card_json(card),
        "by_type": {
            kind: {"questions": part.questions, "figures": _figures_json(part)}
            for kind, part in kinds.items()
        },
    }


def card_json(card: Scorecard) -> Json:
    """A scorecard as JSON; what could not be measured is null."""
    told = card.calibration
    return {
        "questions": card.questions,
        "figures": _figures_json(card),
        "calibration": {
            "ece": _number(told.ece),
            "separation": _number(told.separation),
            "bins": [{k: _number(v) for k, v in asdict(b).items()} for b in told.bins],
        },
        "errors": card.errors,
        "seconds": {"p50": _number(card.p50_s), "p95": _number(card.p95_s)},
    }


def _figures_json(card: Scorecard) -> dict[str, Json | None]:
    return {name: interval_json(figure) for name, figure in card.figures.items()}


def interval_json(figure: Interval) -> Json | None:
    """A mean with its interval, or None where nothing was measured."""
    return {k: _number(v) for k, v in asdict(figure).items()} if figure.count else None


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)


def keep(
    folder: Path, run: Json, questions: Sequence[TestQuestion], outcomes: Mapping[str, Outcome]
) -> Json:
    """Write `scores.json`, `scorecard.json` and this commit's line of `history.jsonl`."""
    made = record(run, score(questions, outcomes), by_type(questions, outcomes))
    scores = per_question(questions, outcomes)
    _write(folder / "scorecard.json", made)
    _write(
        folder / "scores.json",
        {"about": run, "types": {q.id: q.type for q in questions}, "scores": scores},
    )
    history = [line for line in read_history(folder) if not _same_line(line["about"], run)]
    history.append({"about": run, "all": made["all"]})
    (folder / "history.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in history), "utf-8"
    )
    return made


def _same_line(before: Json, run: Json) -> bool:
    keys = ("system", "half", "questions", "archive")
    return before["software"]["commit"] == run["software"]["commit"] and all(
        before[key] == run[key] for key in keys
    )


def read_history(folder: Path) -> list[Json]:
    """The lines of `history.jsonl`, oldest first."""
    path = folder / "history.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
