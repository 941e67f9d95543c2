"""Counts what the sample holds against what it must hold: python -m eval.municipality.census.

One line a demand, counted anew from the sources and the questions; the exit
code is 1 when one is not met.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from eval.municipality.build import TRUTH
from eval.municipality.halves import DIVIDED, is_everyday
from eval.municipality.layouts import LAYOUTS
from eval.municipality.model import Item, Kind, Role, Section, Source, Table
from eval.municipality.planted import cpr_like, is_nobodys
from eval.municipality.questions_check import ANSWERABLE, UNANSWERABLE, shared_words
from eval.municipality.sources import load_municipality, load_sources

# What a decision says when a case is put off, and when an earlier decision is changed or undone.
_POSTPONED = re.compile(r"(?i)\b(?:udsæt\w*|udsat\w*)\b")
_CHANGED = re.compile(r"(?i)\b(?:ændre\w*|forhøje\w*|nedsætte\w*|i stedet for|erstatte\w*)\b")
_REVOKED = re.compile(r"(?i)\b(?:ophæve\w*|tilbagekald\w*|annuller\w*|bortfald\w*|opgive\w*)\b")
_DISSENT = re.compile(
    r"(?i)\b(?:stemte imod|imod stemte|mindretal\w*|tager forbehold|ønsker tilført)\b"
)
_SHORT, _LONG = 300, 2_000  # characters of an item


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted, how many there must be at least, and how many there are."""

    what: str
    asked: int
    held: int

    @property
    def is_met(self) -> bool:
        """Whether there are enough."""
        return self.held >= self.asked


def census() -> list[Count]:
    """Every count, the minutes' first."""
    sources = load_sources(load_municipality())
    questions = [json.loads(line) for line in DIVIDED.read_text("utf-8").splitlines()]
    truth = json.loads(TRUTH.read_text("utf-8"))
    return [*_minutes(sources), *_questions(questions, leaking_cases(questions, truth))]


def _minutes(sources: Sequence[Source]) -> Iterator[Count]:
    items = [(source, item) for source in sources for item in source.items]
    sections = [section for _, item in items for section in item.sections]
    decisions = [_text(s) for s in sections if s.role is Role.DECISION]
    votes = [_text(s) for s in sections if s.role in (Role.DECISION, Role.VOTE)]
    lengths = [sum(len(_text(s)) for s in item.sections) for _, item in items]
    kinds = Counter(source.kind for source in sources)
    meetings = {(s.body.name, s.date) for s in sources if s.kind is Kind.MINUTES}
    beside = [s for s in sources if s.kind.before_meeting and (s.body.name, s.date) in meetings]
    yield Count("documents", 80, len(sources))
    yield Count("agenda items", 500, len(items))
    yield Count("years, 2018 to 2025", 8, len({s.date.year for s in sources}))
    yield Count("bodies", 8, len({s.body.name for s in sources}))
    yield Count("file formats", 5, len({LAYOUTS[s.layout].extension for s in sources}))
    yield Count("layouts", 8, len({s.layout for s in sources}))
    yield Count("short items", 50, sum(0 < n <= _SHORT for n in lengths))
    yield Count("long items", 10, sum(n >= _LONG for n in lengths))
    yield Count(
        "budget items with tables", 8, sum(_is_budget(i) and _has_table(i) for _, i in items)
    )
    yield Count("items with a hearing", 8, sum(_has_hearing(i) for _, i in items))
    yield Count("items put to the vote", 20, sum(i.tally is not None for _, i in items))
    yield Count("decisions with dissent", 20, sum(bool(_DISSENT.search(t)) for t in votes))
    yield Count("corrected minutes", 2, kinds[Kind.CORRECTED_MINUTES])
    yield Count("agendas beside their minutes", 5, len(beside))
    yield Count("closed items", 20, sum(not i.public for _, i in items))
    yield Count("planted CPR numbers, all nobody's", 4, _planted_numbers(sources))
    yield Count("titles that come again in other years", 20, _returning(items))
    yield Count("people who change party, office or committee", 10, _changing_people())
    yield Count("cases over several meetings", 40, len(_long_cases(items)))
    yield Count("decisions to postpone", 8, sum(bool(_POSTPONED.search(t)) for t in decisions))
    yield Count("cases changed at a later meeting", 4, _later(items, _CHANGED))
    yield Count("cases revoked at a later meeting", 4, _later(items, _REVOKED))


def _text(section: Section) -> str:
    return " ".join(section.texts())


def _is_budget(item: Item) -> bool:
    return bool(re.search(r"(?i)budget|regnskab|takst|økonomi", item.title))


def _has_table(item: Item) -> bool:
    return any(isinstance(block, Table) for s in item.sections for block in s.blocks)


def _has_hearing(item: Item) -> bool:
    return any(
        s.role is Role.HEARING or "høring" in (s.heading or "").lower() for s in item.sections
    )


def _planted_numbers(sources: Sequence[Source]) -> int:
    found = [
        number
        for source in sources
        for item in source.items
        for section in item.sections
        for text in section.texts()
        for number in cpr_like(text)
    ]
    # One that could be a person's would be worse than none.
    return len(found) if all(is_nobodys(number) for number in found) else 0


def _returning(items: Sequence[tuple[Source, Item]]) -> int:
    years: dict[str, set[int]] = {}
    for source, item in items:
        years.setdefault(re.sub(r"\d+", "#", item.title.lower()), set()).add(source.date.year)
    return sum(len(found) > 1 for found in years.values())


def _changing_people() -> int:
    """People whose party or seats are not the same at every meeting they could have been at."""
    parties: dict[str, set[str | None]] = {}
    offices: dict[str, set[tuple[str, str | None]]] = {}
    for source in load_sources(load_municipality()):
        for member in source.members:
            parties.setdefault(member.name, set()).add(member.party)
            offices.setdefault(member.name, set()).add((source.body.name, member.office))
    changed = {name for name, held in parties.items() if len(held) > 1}
    for name, held in offices.items():
        bodies = Counter(body for body, _ in held)
        if max(bodies.values()) > 1:
            changed.add(name)
    return len(changed)


def _long_cases(items: Sequence[tuple[Source, Item]]) -> dict[str, list[tuple[date, Item]]]:
    """The items of each case that was at two meetings or more, oldest first."""
    cases: dict[str, dict[tuple[str, date], tuple[date, Item]]] = {}
    for source, item in items:
        if item.case_number and not source.kind.before_meeting:
            meeting = (source.body.name, source.date)
            cases.setdefault(item.case_number, {})[meeting] = (source.date, item)
    return {
        number: sorted(found.values(), key=lambda step: step[0])
        for number, found in cases.items()
        if len(found) > 1
    }


def _later(items: Sequence[tuple[Source, Item]], wording: re.Pattern[str]) -> int:
    """Cases where a decision after the first meeting is worded so."""
    return sum(
        any(
            wording.search(_text(section))
            for _, item in steps[1:]
            for section in item.sections
            if section.role is Role.DECISION
        )
        for steps in _long_cases(items).values()
    )


def leaking_cases(questions: Sequence[dict[str, Any]], truth: dict[str, Any]) -> set[str]:
    """Case numbers whose items are gold in both halves, items that every meeting has left out."""
    cases = {
        (d["document"], i["number"]): i["case_number"]
        for d in truth["documents"]
        for i in d["items"]
        if i["case_number"] and not is_everyday(i["title"] or "")
    }
    halves: dict[str, set[str]] = {}
    for question in questions:
        for place in _gold(question):
            if place in cases:
                halves.setdefault(cases[place], set()).add(question["half"])
    return {case for case, found in halves.items() if len(found) > 1}


def _questions(questions: Sequence[dict[str, Any]], leaking: set[str]) -> Iterator[Count]:
    kinds = Counter(q["type"] for q in questions)
    voices = Counter(q["voice"] for q in questions)
    halves = Counter(q["half"] for q in questions)
    refused = [q for q in questions if not q["answerable"]]
    parts = {q["id"].split("-")[0] for q in questions}
    lay = [q for q in questions if q.get("lay") and not shared_words(q["question"], _gold(q))]
    yield Count("questions", 1_000, len(questions))
    yield Count("independent parts that they were written in", 6, len(parts))
    for voice in ("citizen", "journalist", "councillor"):
        yield Count(f"questions of a {voice}", 100, voices[voice])
    yield Count("kinds of question", len(ANSWERABLE | UNANSWERABLE), len(kinds))
    yield Count("unanswerable questions", 200, len(refused))
    for kind in ("nothing", "near_miss", "closed", "wrong_year", "wrong_municipality", "opinion"):
        yield Count(f"of the kind {kind}", 20, kinds[kind])
    yield Count("questions with a false premise", 20, kinds["false_premise"])
    yield Count(
        "questions that follow up on others", 20, sum(bool(q["history"]) for q in questions)
    )
    yield Count("questions in words of no gold item", 300, len(lay))
    for half in ("dev", "test"):
        yield Count(f"questions in the {half} half", 450, halves[half])
    yield Count("cases asked about in both halves (0 is meant)", 0, -len(leaking))


def _gold(question: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(g["document"], g.get("item")) for g in question["gold"]]


def main() -> int:
    """Print the counts; returns the exit code."""
    counts = census()
    for count in counts:
        sign = " " if count.is_met else "!"
        sys.stdout.write(f"{sign} {count.held:5}  {count.what} (at least {count.asked})\n")
    return 0 if all(count.is_met for count in counts) else 1


if __name__ == "__main__":
    sys.exit(main())
