"""Drafts of questions from an archive, for a person to accept, change or throw away.

No question is a guess: what must be answered is cut from the item itself. The
same archive gives the same drafts. A person must look at each, for a rule does
not know what people ask; drafts are words of the minutes, not everyday ones.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest

from assistant.texts import date_text
from eval.municipality.halves import is_everyday
from eval.sheets import Draft
from index.archive import Archive
from index.types import DocumentKind, Filters, HeldItem, SectionKind

_AMOUNT = re.compile(r"\d[\d.]*(?:,\d+)?\s(?:mio\. |mia\. |t\. )?kr\b\.?")
# Longer than this, a decision can be told in other words and the draft would call them wrong.
_MAX_ANSWER = 60


def draft_questions(archive: Archive, count: int) -> list[Draft]:
    """At most `count` drafts: decisions, amounts and dates in turn, and what is not answered."""
    items = sorted(archive.items(Filters()), key=_shuffled)
    kinds: Sequence[Callable[[Archive, HeldItem], Draft | None]] = (
        _decision,
        _amount,
        _when,
        _closed,
        _wrong_year,
    )
    rows = (_drafts(archive, items, kind) for kind in kinds)
    drafts = (draft for turn in zip_longest(*rows) for draft in turn if draft)
    return list(islice(_one_each(drafts), count))


def _shuffled(item: HeldItem) -> str:
    """An order that spreads over documents and is the same each time."""
    return hashlib.sha256(f"{item.document}#{item.number}".encode()).hexdigest()


def _drafts(
    archive: Archive, items: Sequence[HeldItem], kind: Callable[[Archive, HeldItem], Draft | None]
) -> Iterator[Draft]:
    for item in items:
        if item.kind is DocumentKind.MINUTES and item.title and not is_everyday(item.title):
            draft = kind(archive, item)
            if draft:
                yield draft


def _one_each(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Each question once: copies and corrected minutes hold the same items."""
    seen = set()
    for draft in drafts:
        if draft.question not in seen:
            seen.add(draft.question)
            yield draft


def _decision(archive: Archive, item: HeldItem) -> Draft | None:
    text = _decided(archive, item)
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0].rstrip(".")
    if not item.body or not 8 <= len(sentence) <= _MAX_ANSWER:
        return None
    question = f"Hvad besluttede {item.body} om {_about(item)}?"
    return _made(item, question, sentence, "decision", f"Beslutningen lyder: {text}")


def _amount(archive: Archive, item: HeldItem) -> Draft | None:
    found = {" ".join(m.group().split()) for m in _AMOUNT.finditer(_decided(archive, item))}
    if len(found) != 1:
        return None  # with several, a rule cannot know which is meant
    question = f"Hvor mange penge blev der besluttet om {_about(item)}?"
    return _made(item, question, found.pop(), "amount", "Beløbet står i beslutningen.")


def _when(archive: Archive, item: HeldItem) -> Draft | None:
    if not item.body or not item.date or not _decided(archive, item):
        return None
    answer = f"{date_text('da', item.date)}|{item.date.isoformat()}"
    question = f"Hvornår behandlede {item.body} {_about(item)}?"
    return _made(item, question, answer, "when", "Mødets dato.")


def _closed(_: Archive, item: HeldItem) -> Draft | None:
    if item.public:
        return None
    note = "Punktet er lukket; det rigtige svar er, at det ikke fremgår."
    question = f"Hvad blev der besluttet om {_about(item)}?"
    return Draft(question, "", "", "", "closed", note)


def _wrong_year(archive: Archive, item: HeldItem) -> Draft | None:
    first = archive.scope(Filters()).from_date
    if not item.public or first is None or re.search(r"\d{4}", item.title or ""):
        return None
    note = (
        f"Referaterne begynder {date_text('da', first)}; det rigtige svar er, at det ikke fremgår."
    )
    question = f"Hvad blev der besluttet i {first.year - 3} om {_about(item)}?"
    return Draft(question, "", "", "", "wrong_year", note)


def _decided(archive: Archive, item: HeldItem) -> str:
    """The meeting's own decision with its white space folded; empty when there is none."""
    if not item.public:
        return ""
    text = archive.document(item.document).text
    own = [
        section.text_span.of(text)
        for section in archive.sections(item.id)
        if section.kind is SectionKind.DECISION and section.body in (None, item.body)
    ]
    return " ".join(" ".join(own).split())


def _about(item: HeldItem) -> str:
    """The title as it stands in a sentence; a word of capitals keeps them."""
    title = " ".join((item.title or "").split()).rstrip(".")
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _made(item: HeldItem, question: str, answer: str, kind: str, note: str) -> Draft | None:
    if ";" in answer or ("|" in answer and kind != "when"):
        return None  # a sheet would read them as parts
    return Draft(question, answer, item.document, item.number or "", kind, note)
