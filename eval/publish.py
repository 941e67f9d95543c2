"""Measures all that the scorecard shows: python -m eval.publish [--no-rivals] [--work DIR].

Indexes the minutes of the sample municipality and of its neighbours, puts every
question to this program and to other libraries (`pip install .[rivals]`), and
writes `docs/scorecard.json`;
`python -m eval.readme` makes the page and the README's part of it. What was
measured already under --work is not asked again: our answers until our code or
the documents change, a rival's until its set-up, its libraries or the documents'
text do.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from eval.compare import difference_json
from eval.intervals import paired_difference
from eval.measures import per_question
from eval.municipality import documents_folder
from eval.municipality.census import census
from eval.municipality.halves import DIVIDED
from eval.neighbours import NEIGHBOURS
from eval.outcomes import Outcome, PageText, System, run
from eval.page import RECORD
from eval.questions import TestQuestion, load_questions
from eval.record import about, begin, card_json, record
from eval.rivals.setups import SETUPS, set_up
from eval.scorecard import by_type, score
from eval.systems import LocalSystem, page_text
from index.archive import Archive

HALVES = ("dev", "test")
# Kept between runs; a build folder that git ignores.
_WORK = Path(__file__).parents[1] / "build" / "scorecard"

Outcomes = Mapping[str, Outcome]


def main(arguments: list[str] | None = None) -> int:
    """Measure and write; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.publish", description=__doc__)
    parser.add_argument("--no-rivals", action="store_true", help="leave the others out")
    parser.add_argument("--work", type=Path, default=_WORK, help="where what was asked is kept")
    options = parser.parse_args(arguments)
    rivals = () if options.no_rivals else SETUPS
    with documents_folder() as documents:
        sample = _measured(load_questions(DIVIDED), documents, rivals, options.work)
    beside = {}
    for neighbour in NEIGHBOURS:
        asked, work = load_questions(neighbour.questions), options.work / neighbour.folder
        beside[neighbour.name] = _measured(asked, neighbour.documents, rivals, work)
    made = {
        **sample,
        "sample": [{"what": c.what, "held": c.held} for c in census()],
        "neighbours": beside,
    }
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _measured(
    questions: Sequence[TestQuestion], documents: Path, rivals: Iterable[str], work: Path
) -> dict[str, Any]:
    """What a municipality's questions give: about the run, each half's figures, and those of the others."""
    # Anew each time: of an archive that is kept, nobody knows from which folder its documents came.
    with tempfile.TemporaryDirectory() as place, Archive(Path(place), create=True) as archive:
        archive.index([documents])
        ours = LocalSystem(Assistant(archive))
        outcomes = _ask(ours, questions, archive, work / "referatsvar", page_text(archive))
        return {
            "about": about(ours, questions, None, archive),
            "halves": {half: _half(questions, half, outcomes) for half in HALVES},
            "others": [_other(name, questions, archive, work, outcomes) for name in rivals],
        }


def _ask(
    system: System,
    questions: Sequence[TestQuestion],
    archive: Archive,
    folder: Path,
    pages: PageText | None = None,
) -> Outcomes:
    outcomes = begin(folder, about(system, questions, None, archive))

    def progress(done: int, total: int) -> None:
        sys.stderr.write(f"\r{system.name}: {done} of {total}")

    asked = {o.id: o for o in run(system, questions, outcomes, progress, pages)}
    sys.stderr.write("\n")
    return asked


def _of_half(questions: Sequence[TestQuestion], half: str) -> list[TestQuestion]:
    return [question for question in questions if question.half == half]


def _half(questions: Sequence[TestQuestion], half: str, outcomes: Outcomes) -> dict[str, Any]:
    """The figures of a half, whole and by kind; nothing of its questions."""
    asked = _of_half(questions, half)
    made = record({}, score(asked, outcomes), by_type(asked, outcomes))
    return {"all": made["all"], "by_type": made["by_type"]}


def _other(
    name: str, questions: Sequence[TestQuestion], archive: Archive, work: Path, ours: Outcomes
) -> dict[str, Any]:
    """A rival's figures in each half, and how much more or less we score on each question."""
    rival = set_up(name, archive, work / name / "found")
    outcomes = _ask(rival, questions, archive, work / name)
    halves = {}
    for half in HALVES:
        asked = _of_half(questions, half)
        theirs, own = per_question(asked, outcomes), per_question(asked, ours)
        halves[half] = {
            "all": card_json(score(asked, outcomes)),
            "ours_minus_theirs": {
                measure: difference_json(paired_difference(theirs[measure], own[measure]))
                for measure in own
            },
        }
    return {
        "name": rival.name,
        "setup": rival.setup,
        "versions": rival.versions,
        "halves": halves,
    }


if __name__ == "__main__":
    sys.exit(main())
