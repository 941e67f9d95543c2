"""How well layouts that nobody had seen are read: python -m eval.reading.outlines [--part PART] [--record].

Beside the golden documents (`measure.py`), of which every section is told, there are documents that
were written blind, in as many layouts as there are documents, with an outline of each: its body and
date, its items, and how the decision of each begins. `--record` keeps the figures in
`docs/reading-outlines.json`: those of the first time beside the latest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.reading.alignment import is_same_item, pair_items, squeeze
from eval.reading.measure import Tally, comparable
from index.errors import UnreadableDocument
from index.parsing.minutes import parse_minutes
from index.reading import read_document
from index.reading.sources import find_sources
from index.reading.zips import is_zip_name
from index.types import AgendaItem, Document, Minutes, SectionKind

Outline = dict[str, Any]
Figures = dict[str, Any]

_EVAL = Path(__file__).parents[1]
RECORD = _EVAL.parent / "docs" / "reading-outlines.json"
# Where each part has its `documents` and `outlines`.
PARTS = {
    "Lindersø": _EVAL / "neighbours" / "lindersoe",
    "Twenty municipalities": Path(__file__).parent / "outlined" / "first",
    "Fifteen more": Path(__file__).parent / "outlined" / "second",
    "Vestermose": _EVAL / "neighbours" / "vestermose",
    "Kragevig": _EVAL / "neighbours" / "kragevig",
    "Egernsø": _EVAL / "neighbours" / "egernsoe",
    "Hasselrod": _EVAL / "neighbours" / "hasselrod",
}
OF_DOCUMENT = ("kind", "body", "date")
OF_ITEM = ("case number", "open or closed")
# "Decisions made up" are those of public items that have none.
DECISIONS = ("decisions", "decisions made up")
# So many letters of a decision tell which it is.
_MOST_LETTERS = 25


@dataclass(slots=True)
class Reading:
    """What was read as the outlines say, over some documents, and what was not."""

    documents: int = 0
    whole: int = 0
    items: Tally = field(default_factory=Tally)
    shares: dict[str, Tally] = field(
        default_factory=lambda: {n: Tally() for n in (*OF_DOCUMENT, *OF_ITEM, *DECISIONS)}
    )
    failures: list[str] = field(default_factory=list)

    def check(self, name: str, right: bool, failure: str) -> None:
        """Count one that is right or wrong, and note what is wrong."""
        self.shares[name].add(right, 1)
        if not right:
            self.failures.append(failure)


def read_part(part: Path) -> Reading:
    """Read the documents of a part and compare each with its outline."""
    reading = Reading()
    for outline in outlines(part):
        before = len(reading.failures)
        try:
            minutes = parse_minutes(read_document(_file(part, outline["document"])))
        except UnreadableDocument as error:
            reading.failures.append(f"{outline['document']}: not read: {error}")
            minutes = parse_minutes(Document(("",)))
        compare(reading, outline, minutes)
        reading.documents += 1
        reading.whole += len(reading.failures) == before
    return reading


def _file(part: Path, document: str) -> Path:
    """The file of a document: of an archive the one that is in it, as the index finds it."""
    path = part / "documents" / document
    return Path(find_sources(path)[0].path) if is_zip_name(document) else path


def outlines(part: Path) -> Iterator[Outline]:
    """The outlines of a part, in the order of their files' names."""
    for file in sorted((part / "outlines").glob("*.json")):
        yield json.loads(file.read_text("utf-8"))


def compare(reading: Reading, outline: Outline, minutes: Minutes) -> None:
    """Count what of a document was read as its outline says."""
    name, day = outline["document"], minutes.meeting.date
    told = (minutes.kind.value, minutes.meeting.body, day.isoformat() if day else None)
    for key, got in zip(OF_DOCUMENT, told, strict=True):
        is_right = comparable(got) == comparable(outline[key])
        reading.check(key, is_right, f"{name}: {key} is {got!r}, not {outline[key]!r}")
    pairs = pair_items(minutes, outline["items"])
    held = [found for _, found in pairs if found]
    right = [bool(found and is_same_item(item, found)) for item, found in pairs]
    reading.items.add(sum(right), len(pairs), len(minutes.items))
    reading.failures += [
        f"{name}: no such item: {extra.number!r} {extra.title!r}"
        for extra in minutes.items
        if not any(extra is one for one in held)
    ]
    for (item, found), is_right in zip(pairs, right, strict=True):
        where = f"{name}: {item['number'] or ''} {item['title'] or ''}"
        if not is_right:
            got = f"{found.number!r} {found.title!r}" if found else "missing"
            reading.failures.append(f"{where}: the item is {got}")
        _compare_item(reading, where, item, found, minutes)


def _compare_item(
    reading: Reading, where: str, item: Outline, found: AgendaItem | None, minutes: Minutes
) -> None:
    number = found.case_number if found else ""
    is_same = found is not None and comparable(number) == comparable(item["case_number"])
    reading.check("case number", is_same, f"{where}: its case number is {number!r}")
    is_same = found is not None and found.public == item["public"]
    reading.check("open or closed", is_same, f"{where}: it is open or closed")
    if not item["public"]:
        return
    decided = _decisions(found, minutes) if found else {}
    begins, held_on = item["decision_starts_with"], minutes.meeting.date
    if begins:
        sought = squeeze(begins)[:_MOST_LETTERS]
        is_found = any(sought in squeeze(text) for text in decided)
        reading.check("decisions", is_found, f"{where}: its decision is not {begins!r}")
    else:
        # What an earlier meeting decided is said to be of its day.
        own = [text for text, day in decided.items() if text.strip() and day in (None, held_on)]
        reading.check("decisions made up", not own, f"{where}: it has no decision: {own}")


def _decisions(item: AgendaItem, minutes: Minutes) -> dict[str, date | None]:
    """What is shown as decided and the day its heading names, without the headings.

    With who was away where its line tells that too.
    """
    text, found = minutes.document.text, dict[str, date | None]()
    for section, following in pairwise([*item.sections, None]):
        if section is None or section.kind is not SectionKind.DECISION:
            continue
        end = section.span.end
        if following and following.kind is SectionKind.ABSENT and text[end - 1] == " ":
            end = following.span.end
        found[text[max(section.span.start, section.label.end) : end]] = section.date
    return found


def figures(reading: Reading) -> Figures:
    """The counts and shares as plain numbers."""
    shares = {name: tally.f1 for name, tally in reading.shares.items()}
    made_up = shares["decisions made up"]
    # Of these the fewer the better.
    shares["decisions made up"] = None if made_up is None else 1 - made_up
    rounded = {name: None if f1 is None else round(f1, 4) for name, f1 in shares.items()}
    return {
        "documents": reading.documents,
        "whole": reading.whole,
        "items": round(reading.items.f1 or 0.0, 4),
        **rounded,
    }


def record(part: str, measured: Figures, day: str, path: Path = RECORD) -> None:
    """Keep the figures of a part; those of the first time stay."""
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    first = kept.get(part, {}).get("first") or {"measured": day, **measured}
    kept[part] = {"first": first, "now": measured}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.reading.outlines", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part")
    parser.add_argument("--record", action="store_true", help="keep the figures")
    options = parser.parse_args(arguments)
    for part in options.part or PARTS:
        reading = read_part(PARTS[part])
        measured = figures(reading)
        lines = [part, *(f"  {name:20} {value}" for name, value in measured.items())]
        sys.stdout.write("\n".join([*lines, *(f"  {f}" for f in reading.failures)]) + "\n")
        if options.record:
            record(part, measured, datetime.now(UTC).date().isoformat())
    return 0


if __name__ == "__main__":
    sys.exit(main())
