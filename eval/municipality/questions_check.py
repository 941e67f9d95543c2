"""Checks the questions: python -m eval.municipality.questions_check [FILE...].

Every gold item exists, the strings that a right answer must hold stand in the
gold documents, a lay question shares no content word with its gold items, and
ids are unique. Prints what is wrong; the exit code is 1 when anything is.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from eval.measures import normalise
from eval.municipality.build import DOCUMENTS, TRUTH
from eval.municipality.halves import QUESTIONS
from index.danish.analysis import content_tokens, tokens
from index.parsing.minutes import parse_minutes
from index.reading import read_document
from index.types import Minutes

ANSWERABLE = frozenset(
    "decision course latest when who amount why absent vote deadline attachments definition list count "
    "comparison meeting general followup oneword misspelt english false_premise".split()
)
UNANSWERABLE = frozenset(
    "nothing near_miss closed wrong_year wrong_municipality opinion who_said".split()
)
# Words of every question, which a lay question may share with its item.
_EVERYDAY = (
    "kommune kommunen byråd byrådet udvalg udvalget besluttet beslutte beslutning koste koster pris "
    "penge kroner hvornår dato år måned dag møde sag ny nye gammel sket ske få give lave sige stor "
    "lille mange gang ravnsund borger folk "
    "blive begynde slut start tid hus by vej sted"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the files, all when none is named; returns the exit code."""
    names = sys.argv[1:] if arguments is None else arguments
    files = [Path(name) for name in names] or sorted(QUESTIONS.glob("*.jsonl"))
    truth = json.loads(TRUTH.read_text("utf-8"))
    items = {(d["document"], i["number"]) for d in truth["documents"] for i in d["items"]}
    items |= {(d["document"], None) for d in truth["documents"]}
    wrong, seen, questions = [], Counter[str](), []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            where = f"{file.name}:{number}"
            try:
                question = json.loads(line)
            except ValueError as error:
                wrong.append(f"{where}: not JSON ({error})")
                continue
            questions.append(question)
            seen[question["id"]] += 1
            wrong += [f"{where} {question['id']}: {fault}" for fault in faults(question, items)]
    wrong += [f"the id {i} stands {n} times" for i, n in seen.items() if n > 1]
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    lay = sum(bool(q.get("lay")) for q in questions)
    refused = sum(not q["answerable"] for q in questions)
    sys.stdout.write(
        f"{len(questions)} questions, {lay} lay, {refused} unanswerable, {len(wrong)} faults\n"
    )
    return 1 if wrong else 0


def faults(question: Mapping[str, Any], items: set[tuple[str, str | None]]) -> Iterator[str]:
    """What is wrong with one question."""
    kinds = ANSWERABLE if question["answerable"] else UNANSWERABLE
    if question["type"] not in kinds:
        yield f"type {question['type']} does not fit answerable={question['answerable']}"
    gold = [(g["document"], g.get("item")) for g in question["gold"]]
    places = gold + [(g["document"], g.get("item")) for g in question.get("near", ())]
    missing = [place for place in places if place not in items]
    if missing:
        yield f"no such item {missing}"
        return
    if not question["answerable"]:
        if gold or question["must_contain"]:
            yield "unanswerable, and yet with gold"
        return
    if not gold:
        yield "answerable, and no gold"
    if question.get("gold_need", 1) > len(gold):
        yield "gold_need is more than there is gold"
    text = normalise(" ".join(document_text(d) for d, _ in gold))
    for group in question["must_contain"]:
        if not any(normalise(s) in text for s in group):
            yield f"none of {group} stands in the gold documents"
    if question.get("lay"):
        shared = shared_words(question["question"], gold)
        if shared:
            yield f"lay, but shares {sorted(shared)}"


def shared_words(question: str, gold: Sequence[tuple[str, str | None]]) -> set[str]:
    """The content words of a question that stand in a gold item, names left out.

    A word with a capital that does not begin the question is a name.
    """
    names = {t.stem for word in question.split()[1:] if word[:1].isupper() for t in tokens(word)}
    skipped = _everyday() | names
    asked = {t.stem: t.form for t in content_tokens(question) if t.stem not in skipped}
    found = {token.stem for document, item in gold for token in tokens(item_text(document, item))}
    return {form for stem, form in asked.items() if stem in found}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(token.stem for token in tokens(_EVERYDAY))


@cache
def _parsed(document: str) -> Minutes:
    return parse_minutes(read_document(DOCUMENTS / document))


def document_text(document: str) -> str:
    """All text of a document."""
    return _parsed(document).document.text


def item_text(document: str, number: str | None) -> str:
    """The text of an item, or of the document's front."""
    minutes = _parsed(document)
    spans = [item.span for item in minutes.items if item.number == number]
    if not spans:
        spans = [section.span for section in minutes.front]
    return " ".join(span.of(minutes.document.text) for span in spans)


if __name__ == "__main__":
    sys.exit(main())
