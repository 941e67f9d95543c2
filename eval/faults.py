"""Deliberate faults, one in each stage: python -m eval.faults --archive DIR.

A scorecard that does not fall when the program is broken measures nothing. Each
fault breaks one stage while questions of the development half are asked that
the stage matters to; the figure that watches it must fall clearly, paired by
question. The exit code is 1 when one does not.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from assistant import citations, quoting
from assistant.assistant import Assistant
from eval.intervals import Difference, paired_difference
from eval.measures import Scores, per_question
from eval.municipality.halves import DIVIDED
from eval.municipality.roles import decisions_that_were_made, roles
from eval.outcomes import System, run
from eval.questions import TestQuestion, load_questions
from eval.systems import LocalSystem, page_text
from index.archive import Archive
from index.danish import analysis
from index.types import Filters, SectionKind

# How many questions at most: enough for a clear difference, few enough for a test. Search alone is
# quick, and what compounds are worth is small beside what a broken stage of the answers costs.
SAMPLE, SEARCHES = 40, 120
_SWAPPED = {
    SectionKind.RECOMMENDATION: SectionKind.DECISION,
    SectionKind.DECISION: SectionKind.RECOMMENDATION,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken where, on which questions it matters, and the measure that must fall.

    `broken` gives the archive's folder to ask, given the sound one and an empty
    folder. `system` is what is asked: the whole program, or a stage by itself
    where others would make up for it.
    """

    name: str
    stage: str
    measure: str
    matters_to: Callable[[TestQuestion, Archive], bool]
    broken: Callable[[Path, Path], AbstractContextManager[Path]]
    system: Callable[[Archive], System]


@contextmanager
def _without_compounds(folder: Path, empty: Path) -> Iterator[Path]:
    """No word is taken apart, neither of the minutes nor of a question."""
    copied = empty / "archive"
    shutil.copytree(folder, copied)
    shutil.rmtree(copied / "lexical")  # derived; built again without compounds
    _forget_words()
    with patch.object(analysis, "compound_parts", lambda _: ()):
        with Archive(copied) as archive:
            archive.index([])
        yield copied
    _forget_words()


def _forget_words() -> None:
    """Words are analysed once and kept, with their parts."""
    analysis._token.cache_clear()
    analysis._analysed.cache_clear()


@contextmanager
def _with_proposals_as_decisions(folder: Path, _: Path) -> Iterator[Path]:
    """Recommendations pass for decisions, and decisions for recommendations."""
    sections, passages = Archive.sections, Archive.item_passages
    of_items = Archive.passages_of_items

    def swapped_sections(archive: Archive, item_id: int) -> list[Any]:
        return [replace(s, kind=_SWAPPED.get(s.kind, s.kind)) for s in sections(archive, item_id)]

    def swapped_passages(archive: Archive, item_id: int) -> list[Any]:
        return _swapped(passages(archive, item_id))

    def swapped_of_items(archive: Archive, ids: Sequence[int]) -> dict[int, list[Any]]:
        return {item: _swapped(held) for item, held in of_items(archive, ids).items()}

    with ExitStack() as stack:
        stack.enter_context(patch.object(Archive, "sections", swapped_sections))
        stack.enter_context(patch.object(Archive, "item_passages", swapped_passages))
        stack.enter_context(patch.object(Archive, "passages_of_items", swapped_of_items))
        yield folder


def _swapped(held: Sequence[Any]) -> list[Any]:
    return [replace(p, section=_SWAPPED.get(p.section, p.section)) for p in held]


@contextmanager
def _never_refusing(folder: Path, _: Path) -> Iterator[Path]:
    """Whatever is found may answer."""
    with patch.object(quoting, "against_items", lambda *_: None):
        yield folder


@contextmanager
def _with_shifted_pages(folder: Path, _: Path) -> Iterator[Path]:
    """Every citation names the page after its own."""
    made = citations._citation

    def shifted(number: int, evidence: Any) -> Any:
        citation = made(number, evidence)
        return replace(citation, page=citation.page + 1)

    with patch.object(citations, "_citation", shifted):
        yield folder


class _WordSearch:
    """Search by words alone.

    Search by meaning makes up for half of what is lost without compounds: 0.045
    in nDCG@10 by words alone, 0.022 when both are joined (2026-11-28).
    """

    name = fingerprint = "search by words"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def ask(self, question: TestQuestion) -> dict[str, Any]:
        """What the words rank, as the JSON of an answer that says nothing."""
        hits = self._archive.search(question.question, Filters(), 200)
        ranked = sorted((h for h in hits if h.lexical > 0), key=lambda hit: -hit.lexical)
        places = [
            {"document": h.passage.document, "item_number": h.passage.item_number} for h in ranked
        ]
        return {"answered": False, "answer": "", "citations": [], "passages": places}


def _whole(archive: Archive) -> System:
    return LocalSystem(Assistant(archive))


def _meets_in_parts(question: TestQuestion, archive: Archive) -> bool:
    """Whether a word of the question has a part in common with a gold item, and is not in it whole."""
    if not question.answerable:
        return False
    gold = {(g.document, g.item) for g in question.gold}
    texts = [
        passage.text
        for item in archive.items(Filters())
        if (item.document, item.number) in gold
        for passage in archive.item_passages(item.id)
    ]
    held = {token for text in texts for token in analysis.tokens(text)}
    stems, parts = {t.stem for t in held}, {part for t in held for part in t.parts}
    return any(
        token.stem not in stems and parts & set(token.parts)
        for token in analysis.content_tokens(question.question)
    )


FAULTS = (
    Fault(
        "drop compounds",
        "search",
        "nDCG@10",
        _meets_in_parts,
        _without_compounds,
        _WordSearch,
    ),
    Fault(
        "quote proposals as decisions",
        "answers",
        "decisions_that_were_made",
        lambda q, _: q.type in ("decision", "latest", "course", "false_premise"),
        _with_proposals_as_decisions,
        _whole,
    ),
    Fault(
        "never refuse",
        "judgement",
        "true_refusals",
        lambda q, _: not q.answerable,
        _never_refusing,
        _whole,
    ),
    Fault(
        "shift a page number",
        "citations",
        "quotes_on_page",
        lambda q, _: q.answerable,
        _with_shifted_pages,
        _whole,
    ),
)


def sampled(
    fault: Fault, questions: Sequence[TestQuestion], archive: Archive
) -> list[TestQuestion]:
    """The questions that a fault is tried on: the same each time, spread over the set."""
    spread = sorted(questions, key=lambda q: hashlib.sha256(q.id.encode()).hexdigest())
    matters = (q for q in spread if q.half == "dev" and fault.matters_to(q, archive))
    return list(islice(matters, SEARCHES if fault.system is _WordSearch else SAMPLE))


def effect(fault: Fault, questions: Sequence[TestQuestion], folder: Path) -> Difference:
    """What a fault does to the measure that watches it, in the archive of the sample minutes."""
    with Archive(folder) as archive:
        asked = sampled(fault, questions, archive)
        whole = _scores(fault, asked, archive)
    with (
        tempfile.TemporaryDirectory() as empty,
        fault.broken(folder, Path(empty)) as broken,
        Archive(broken) as archive,
    ):
        return paired_difference(whole, _scores(fault, asked, archive))


def _scores(fault: Fault, questions: Sequence[TestQuestion], archive: Archive) -> Scores:
    pages = page_text(archive)
    outcomes = list(run(fault.system(archive), questions, None, lambda *_: None, pages))
    if fault.measure == "decisions_that_were_made":
        return decisions_that_were_made(outcomes, roles())
    return per_question(questions, {o.id: o for o in outcomes})[fault.measure]


def falls_clearly(difference: Difference) -> bool:
    """Whether the figure is lower, beyond what other questions could have shown."""
    return difference.is_clear and difference.mean.mean < 0


def main(arguments: list[str] | None = None) -> int:
    """Break each stage and tell; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.faults", description=__doc__)
    parser.add_argument("--archive", type=Path, required=True, help="of the sample minutes")
    options = parser.parse_args(arguments)
    questions, caught = load_questions(DIVIDED), True
    for fault in FAULTS:
        found = effect(fault, questions, options.archive)
        caught = caught and falls_clearly(found)
        sys.stdout.write(
            f"{fault.name} ({fault.stage}): {fault.measure} from {found.first:.3f} to "
            f"{found.second:.3f}, {found.mean.mean:+.3f} [{found.mean.low:+.3f}, "
            f"{found.mean.high:+.3f}] over {found.mean.count} questions"
            f"{'' if falls_clearly(found) else '  NOT CAUGHT'}\n"
        )
    return 0 if caught else 1


if __name__ == "__main__":
    sys.exit(main())
