"""The answer to a question that asks the same of several things: what is told of each, and of which nothing is.

What is told of one thing answers nothing of another: a sentence is told for a part only where it, its
item's title or the meeting's year has what the part alone is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.context import Context, NotFound, Result
from assistant.citations import Statement
from assistant.evidence.matching import words_of
from assistant.question.parts import Part
from assistant.types import Evidence, Kind
from index.danish.analysis import tokens
from index.parsing.text.dates import MONTHS
from index.types import Span

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE = re.compile(r"(?<=[.:?!])\s+|\n")
# So many statements are told of each part.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A part, how it was asked alone, and what was found."""

    part: Part
    context: Context
    result: Result


@dataclass(frozen=True, slots=True)
class Told:
    """For each part what was asked, and the statements of it."""

    asked: tuple[Asked, ...]
    statements: tuple[tuple[Statement, ...], ...]

    def is_whole(self) -> bool:
        """Whether something is told of each part."""
        return all(self.statements)


def told_of_each(asked: Sequence[Asked]) -> Told:
    """What is told of each part: by its own answer, else by the like in that of another."""
    told = [
        () if isinstance(one.result, NotFound) else _of(asked, one, one.result) for one in asked
    ]
    found = [statement for statements in told for statement in statements]
    either = (own or _of(asked, one, found) for one, own in zip(asked, told, strict=True))
    return Told(tuple(asked), tuple(either))


def beside(told: Told, whole: Result) -> Result:
    """What was found for the whole question with what is told of the parts beside it.

    Of a part of which neither tells it is said that nothing was found.
    """
    if isinstance(whole, NotFound) and not any(told.statements):
        return whole
    found = () if isinstance(whole, NotFound) else tuple(whole)
    statements = list(found)
    for one, own in zip(told.asked, told.statements, strict=True):
        if _of(told.asked, one, found):
            continue
        said = {e.quote for s in statements for e in s.evidence}
        statements += [s for s in own if not said.issuperset(e.quote for e in s.evidence)]
        if not own and not _may_hold(one):
            statements.append(Statement(one.context.say("part_not_found", what=one.part.named)))
    return statements


def _of(
    asked: Sequence[Asked], one: Asked, statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The first of the statements with a sentence that tells of a part; a course of it is told whole."""
    others = [word for other in asked if other is not one for word in other.part.own]
    telling = [
        statement
        for statement in statements
        if any(_tells(one, others, evidence) for evidence in statement.evidence)
    ]
    if telling and one.context.question.kind is Kind.COURSE:
        return tuple(statements)
    return tuple(telling[:_MOST])


def _may_hold(one: Asked) -> bool:
    """Whether what was found for a part has its words anywhere: then nobody knows that it is not told."""
    if isinstance(one.result, NotFound):
        return False
    found = [e for statement in one.result for e in statement.evidence]
    return any(
        all(_has(_item_text(one, e), w) or _is_of_meeting(w, e, "") for w in one.part.own)
        for e in found
    )


def _item_text(one: Asked, evidence: Evidence) -> str:
    """All that the item of a sentence says."""
    item_id, archive = evidence.passage.item_id, one.context.archive
    passages = archive.item_passages(item_id) if item_id is not None else [evidence.passage]
    return " ".join([evidence.passage.item_title or "", *(p.text for p in passages)])


def _tells(one: Asked, others: Sequence[str], evidence: Evidence) -> bool:
    """Whether a sentence is of a part: it names it, goes on about it, or its item is about it alone."""
    passage, own = evidence.passage, one.part.own
    title = f"{passage.item_title or ''} {passage.body or ''}"
    for text in (evidence.quote, _last_naming(one, others, evidence), title):
        if all(_has(text, word) for word in own):
            return True
        if any(_has(text, word) for word in others):
            return False
    names = [word for word in own if not _YEAR.match(word) and not _is_its_month(word, evidence)]
    text = _item_text(one, evidence)
    if any(_has(text, word) for word in others if not _YEAR.match(word)):
        return False
    told = f"{title} {evidence.quote}"
    return all(_has(text, name) for name in names) and all(
        _has(told, word) or _is_of_meeting(word, evidence, told)
        for word in own
        if _YEAR.match(word)
    )


def _is_its_month(word: str, evidence: Evidence) -> bool:
    """Whether a word is the month of the meeting."""
    day = evidence.passage.date
    return day is not None and word.lower() == MONTHS[day.month - 1]


def _last_naming(one: Asked, others: Sequence[str], evidence: Evidence) -> str:
    """The last sentence before this one in its passage that names a part: what follows goes on about it."""
    passage = evidence.passage
    before = Span(passage.span.start, evidence.span.start)
    text = before.of(one.context.archive.document(passage.document).text)
    sentences = _SENTENCE.split(text)
    names = [word for word in (*one.part.own, *others) if not _YEAR.match(word)]
    return next((s for s in reversed(sentences) if any(_has(s, w) for w in names)), "")


def _is_of_meeting(year: str, evidence: Evidence, told: str) -> bool:
    """Whether a sentence is of a year by its meeting: one that names none, or a decision on what comes.

    What was counted for an earlier year is none of the meeting's.
    """
    day = evidence.passage.date
    if day is None or str(day.year) != year[:4] or not _YEAR.match(year):
        return False
    years = [int(found) for found in _YEAR.findall(told)]
    is_decided = evidence.passage.section.is_decided
    return not years or (is_decided and min(years) >= day.year)


def _has(text: str, word: str) -> bool:
    """Whether a text has a name, a year or a word in any form."""
    if _YEAR.match(word):
        return word[:4] in text
    if word[:1].isupper() or " " in word:
        # A name, or "model A".
        named = rf"\b{re.escape(word.removesuffix('s'))}" + (r"\b" if word[:1].islower() else "")
        return re.search(named, text, 0 if word[:1].isupper() else re.IGNORECASE) is not None
    held = words_of(text)
    return any(t.stem in held.stems or t.stem in held.parts for t in tokens(word))
