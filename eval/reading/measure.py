"""How well the golden documents are read: python -m eval.reading.measure [--half HALF].

Of the reported half and the blind parts only sums are told, so that nobody can tune on single
documents. What a blind part gave the first time is kept apart: --half second --first
docs/reading-second.json. Since then the reader was changed for the forms in which it failed
there: what it gives now is no longer blind.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from eval.reading.alignment import (
    Letters,
    is_same_item,
    match_sections,
    pair_items,
    squeeze,
    starts_there,
)
from eval.reading.build import HALVES, LATER, document_path, sources_of
from eval.reading.source import Source, expected
from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_document
from index.types import AgendaItem, Minutes

# So many words of a closed item in a row are no chance.
LEAK_WORDS = 4
F1 = ("items", "item starts", "sections")
EXACT = ("kind", "date", "body", "case number", "open or closed", "decision's body and date")


@dataclass(slots=True)
class Tally:
    """Counts of what was right, expected and found."""

    right: int = 0
    expected: int = 0
    found: int = 0

    def add(self, right: int, expected: int, found: int | None = None) -> None:
        """Count some more; for an exact figure nothing is `found` beyond what is expected."""
        self.right += right
        self.expected += expected
        self.found += expected if found is None else found

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall (the share, for an exact figure)."""
        total = self.expected + self.found
        return 2 * self.right / total if total else None


@dataclass(slots=True)
class Score:
    """Everything that is measured, over some documents."""

    documents: int = 0
    unread: int = 0
    leaked: int = 0
    tallies: dict[str, Tally] = field(
        default_factory=lambda: {name: Tally() for name in (*F1, *EXACT)}
    )
    failures: list[str] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        self.documents += other.documents
        self.unread += other.unread
        self.leaked += other.leaked
        for name, tally in other.tallies.items():
            self.tallies[name].add(tally.right, tally.expected, tally.found)
        self.failures += other.failures
        return self

    def check(self, name: str, wanted: Any, got: Any, where: str) -> None:
        """Count an exact figure, and note where it is wrong."""
        right = comparable(wanted) == comparable(got)
        self.tallies[name].add(right, 1)
        if not right:
            self.failures.append(f"{where}: {name} is {got!r}, not {wanted!r}")


def score_document(path: Path, said: dict[str, Any]) -> Score:
    """Read one document and compare it with what it should say."""
    try:
        minutes = parse_minutes(read_document(path))
    except Exception as error:  # whatever stops the reader is what we count
        return _unread(said, f"{path.name}: not read: {type(error).__name__}: {error}")
    return score_minutes(minutes, said, path.name)


def score_minutes(minutes: Minutes, said: dict[str, Any], where: str) -> Score:
    """Compare what was understood with what the document should say."""
    score = Score(documents=1)
    day = minutes.meeting.date
    score.check("kind", said["kind"], minutes.kind.value, where)
    score.check("date", said["date"], day.isoformat() if day else None, where)
    score.check("body", said["body"], minutes.meeting.body, where)
    letters = Letters(minutes.document.text)
    pairs = pair_items(minutes, said["items"])
    _score_items(score, minutes, letters, pairs, where)
    for item, held in pairs:
        _score_item(score, minutes, letters, (item, held), where)
    shown = without_closed_text(minutes).document.text
    for closed in said["closed_text"]:
        if _leaks(closed, shown):
            score.leaked += 1
            score.failures.append(f"{where}: closed text is shown: {closed!r}")
    return score


def _score_items(
    score: Score,
    minutes: Minutes,
    letters: Letters,
    pairs: Sequence[tuple[dict[str, Any], AgendaItem | None]],
    where: str,
) -> None:
    held_items = [(item, held) for item, held in pairs if held]
    same = sum(is_same_item(item, held) for item, held in held_items)
    start = sum(starts_there(letters, item, held) for item, held in held_items)
    score.tallies["items"].add(same, len(pairs), len(minutes.items))
    score.tallies["item starts"].add(start, len(pairs), len(minutes.items))
    expected_ids = {id(held) for _, held in held_items}
    for held in minutes.items:
        if id(held) not in expected_ids:
            score.failures.append(f"{where}: no such item: {held.number!r} {held.title!r}")
            kinds = [s for s in held.sections if s.kind.value not in ("header", "other")]
            score.tallies["sections"].add(0, 0, len(kinds))
    for item, held in held_items:
        if not is_same_item(item, held):
            got, wanted = (held.number, held.title), (item["number"], item["title"])
            score.failures.append(f"{where}: item is {got}, not {wanted}")
        if not starts_there(letters, item, held):
            score.failures.append(f"{where}: item {item['number']} starts elsewhere")


def _score_item(
    score: Score,
    minutes: Minutes,
    letters: Letters,
    pair: tuple[dict[str, Any], AgendaItem | None],
    where: str,
) -> None:
    item, held = pair
    where = f"{where}: {item['number'] or ''} {item['title'][:30]}"
    if held is None:
        _miss_item(score, item)
        score.failures.append(f"{where}: item is missing")
        return
    score.check("case number", item["case_number"], held.case_number, where)
    score.check("open or closed", item["public"], held.public, where)
    if not item["public"]:
        return
    match = match_sections(minutes, letters, (item, held))
    score.tallies["sections"].add(match.right, match.expected, match.found)
    score.failures += [f"{where}: missing {name}" for name in match.missing]
    score.failures += [f"{where}: wrong {name}" for name in match.wrong]
    for sought, got in match.named:
        score.check("decision's body and date", sought.whose, got.whose, where)
    unnamed = sum(s["body"] is not None for s in item["sections"]) - len(match.named)
    score.tallies["decision's body and date"].add(0, max(0, unnamed))


def _miss_item(score: Score, item: dict[str, Any]) -> None:
    due = [s for s in item["sections"] if not s.get("optional")]
    score.tallies["sections"].add(0, len(due), 0)
    score.tallies["case number"].add(0, 1)
    score.tallies["open or closed"].add(0, 1)
    named = sum(s["body"] is not None for s in item["sections"])
    score.tallies["decision's body and date"].add(0, named)


def _unread(said: dict[str, Any], failure: str) -> Score:
    """A document that was not read has everything missing."""
    score = Score(documents=1, unread=1, failures=[failure])
    for name in ("kind", "date", "body"):
        score.tallies[name].add(0, 1)
    for item in said["items"]:
        score.tallies["items"].add(0, 1, 0)
        score.tallies["item starts"].add(0, 1, 0)
        _miss_item(score, item)
    return score


def comparable(value: Any) -> Any:
    """Names without case and the abbreviation behind them; anything else as it is."""
    if isinstance(value, tuple):
        return tuple(comparable(part) for part in value)
    if isinstance(value, str):
        return re.sub(r"\s*\([^)]*\)$", "", " ".join(value.split())).lower()
    return value


def _leaks(closed: str, shown: str) -> bool:
    words = closed.split()
    runs = (words[i : i + LEAK_WORDS] for i in range(max(1, len(words) - LEAK_WORDS + 1)))
    text = squeeze(shown)
    return any(squeeze("".join(run)) in text for run in runs)


def measure(half: str) -> dict[str, Score]:
    """The score of each document of a half, in the order of their names."""
    return {
        source.name: score_document(document_path(half, source), expected(source))
        for source in sources_of(half)
    }


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    whole = Score()
    for score in scores:
        whole += score
    return whole


def by_layout(sources: Sequence[Source], scores: dict[str, Score]) -> dict[str, Score]:
    """The score of each layout."""
    layouts = sorted({source.layout for source in sources})
    return {
        layout: total(scores[s.name] for s in sources if s.layout == layout) for layout in layouts
    }


def figures(score: Score) -> dict[str, Any]:
    """The score as plain numbers; null where nothing was to be measured."""
    rounded = {
        name: None if tally.f1 is None else round(tally.f1, 4)
        for name, tally in score.tallies.items()
    }
    counts = {"documents": score.documents, "unread": score.unread, "leaked": score.leaked}
    return {**counts, **rounded}


def report(half: str) -> dict[str, Any]:
    """Everything that may be told of a half or the blind part."""
    sources, scores = sources_of(half), measure(half)
    whole = total(scores.values())
    said: dict[str, Any] = {
        "figures": figures(whole),
        "layouts": {
            name: figures(score) for name, score in by_layout(sources, scores).items()
        },
    }  # fmt: skip
    if half == "dev":
        said["failures"] = whole.failures
    return said


def as_text(half: str, said: dict[str, Any]) -> str:
    """The report for a terminal: the figures, a line a layout, and the failures of dev."""
    names = (*F1, *EXACT)
    lines = [f"{half}: {said['figures']['documents']} documents"]
    lines += [f"  {name:26} {_number(said['figures'][name])}" for name in names]
    lines += [f"  {name:26} {said['figures'][name]:>5}" for name in ("unread", "leaked")]
    lines.append(f"  {'layout':18}" + "".join(f"{name.split()[0][:9]:>10}" for name in names))
    for layout, score in said["layouts"].items():
        lines.append(f"  {layout:18}" + "".join(f"{_number(score[name]):>10}" for name in names))
    lines += [f"  {failure}" for failure in said.get("failures", ())]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.3f}"


def record_first(path: Path, said: dict[str, Any], day: date) -> bool:
    """Keep a blind part's sums with the day they were measured; False when there are some.

    A first measure is never replaced: the reader may have been changed since.
    """
    if path.exists():
        return False
    kept = {"measured": day.isoformat(), **said}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return True


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code, 1 when closed text is shown."""
    parser = argparse.ArgumentParser(prog="eval.reading.measure", description=__doc__)
    parser.add_argument("--half", choices=HALVES, action="append", help="only this half")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument(
        "--first",
        type=Path,
        metavar="FILE",
        help="keep the figures of the one blind part that is measured, unless kept before",
    )
    options = parser.parse_args(arguments)
    if options.first and options.half not in [[half] for half in ("blind", *LATER)]:
        parser.error("--first keeps the figures of a blind part: measure that one")
    said = {half: report(half) for half in options.half or HALVES}
    for half, told in said.items():
        sys.stdout.write(as_text(half, told) + "\n")
    if options.json:
        options.json.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.first and not record_first(
        options.first, said[options.half[0]], datetime.now(UTC).date()
    ):
        sys.stderr.write(f"{options.first} holds a first measure and was left as it is.\n")
    return 1 if any(told["figures"]["leaked"] for told in said.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
