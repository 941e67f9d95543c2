"""Looks for what no answer may show: python -m eval.answer_leaks [QUESTIONS] --archive DIR --documents DIR.

Every question of both halves is asked, and everything that a citizen would
see (answer, quotations, the passages considered) is searched for three things:
a sentence of a closed item, read anew from the documents themselves; a CPR
number in any form; and a vote in numbers that the quotations beside it do not
bear out. Of the reported half only numbers are printed. The exit code is 1
when anything is found.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.language_model.written import sentences_of
from eval.municipality.halves import DIVIDED
from eval.questions import TestQuestion, load_questions
from eval.systems import LocalSystem
from index.archive import Archive
from index.errors import UnreadableDocument
from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.parsing.votes import tally
from index.reading import read_bytes, read_content
from index.reading.cpr import mask_cpr_numbers
from index.reading.sources import find_sources

# A shorter sentence ("Sagen blev drøftet.") stands under open items too.
_MIN_WORDS = 6
# A vote in numbers in our own words, Danish or English.
_TALLY = re.compile(
    r"(?i)\b(\d{1,3})\s+(?:stemmer\s+|stemte\s+|votes\s+)?(?:for|in favour)\b\D{0,12}?\b(\d{1,3})\s+"
    r"(?:stemmer\s+|stemte\s+|votes\s+)?(?:imod|against)\b"
)


@dataclass(frozen=True, slots=True)
class Leak:
    """What an answer shows and may not; `kind` is "closed", "cpr" or "vote"."""

    question: TestQuestion
    kind: str


def leaks_in(
    question: TestQuestion, answer: Mapping[str, Any], closed: Iterable[str]
) -> Iterator[Leak]:
    """The leaks of one answer's JSON; `closed` are folded sentences that may not be shown."""
    shown = _folded("\n".join(_shown(answer)))
    if any(sentence in shown for sentence in closed):
        yield Leak(question, "closed")
    if any(mask_cpr_numbers(text)[1] for text in _shown(answer)):
        yield Leak(question, "cpr")
    if not _votes_reconcile(answer):
        yield Leak(question, "vote")


def _shown(answer: Mapping[str, Any]) -> list[str]:
    """Every text of an answer that a citizen can see, the question aside."""
    texts = [str(answer["answer"])]
    for source in (*answer["citations"], *answer["passages"]):
        texts += [str(source.get(k) or "") for k in ("quote", "text", "item_title", "document")]
    return texts


def _votes_reconcile(answer: Mapping[str, Any]) -> bool:
    """Whether each vote that our own words tell in numbers is the one that is quoted."""
    own = re.sub(r"»[^«]*«", " ", str(answer["answer"]))
    told = [(int(a), int(b)) for a, b in _TALLY.findall(own)]
    if not told:
        return True
    counted = tally(
        " ".join(
            str(c["quote"]) for c in answer["citations"] if c["section"] in ("decision", "vote")
        )
    )
    return counted is not None and told == [(counted.in_favour, counted.against)] * len(told)


def closed_sentences(documents: Path) -> set[str]:
    """The sentences of the closed items under a folder that stand in no open text."""
    closed: set[str] = set()
    held = []
    for source in find_sources(documents):
        try:
            minutes = parse_minutes(read_content(read_bytes(Path(source.path))))
        except UnreadableDocument:
            continue
        withheld = without_closed_text(minutes)
        held.append(_folded(withheld.document.text))
        titles = [i.title_span for i in minutes.items if i.title_span]
        for item in (i for i in minutes.items if not i.public):
            start = next((t.end for t in titles if t in item.span), item.span.start)
            text = minutes.document.text[start : item.span.end]
            closed |= {_folded(s) for s in sentences_of(text) if len(s.split()) >= _MIN_WORDS}
    open_text = "\n".join(held)
    return {sentence for sentence in closed if sentence not in open_text}


def _folded(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Ask everything and tell; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("questions", nargs="?", type=Path, default=DIVIDED)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True, help="what was indexed")
    arguments = parser.parse_args()
    closed = closed_sentences(arguments.documents)
    questions = load_questions(arguments.questions)
    with Archive(arguments.archive) as archive:
        system = LocalSystem(Assistant(archive))
        found = [leak for q in questions for leak in leaks_in(q, system.ask(q), closed)]
    sys.stdout.write(told(questions, found, len(closed)))
    return 1 if found else 0


def told(questions: Iterable[TestQuestion], found: Iterable[Leak], sentences: int) -> str:
    """The result as text: counts for each half, and which questions of the development half."""
    asked = Counter(q.half or "all" for q in questions)
    counts = Counter((leak.question.half or "all", leak.kind) for leak in found)
    lines = [f"{sentences} sentences of closed items are looked for"]
    for half, number in sorted(asked.items()):
        kinds = ", ".join(f"{kind} {counts[half, kind]}" for kind in ("closed", "cpr", "vote"))
        lines.append(f"{half}: {number} questions; leaks: {kinds}")
    lines += [
        f"  {leak.question.id}: {leak.kind}" for leak in found if leak.question.half != "test"
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
