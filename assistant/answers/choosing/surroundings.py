"""What is told with a sentence that says little, or something else, alone: its list, its point, the other votes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.choosing.choice import Ranked
from assistant.answers.choosing.enumerations import BULLET, POINT, list_around
from assistant.answers.context import Context
from assistant.evidence.judgement import Judged
from assistant.types import Evidence, Kind
from assistant.wording.names import names_a_person
from assistant.wording.patterns import holds
from index.types import SectionKind

# A point is told whole up to so many words.
_MAX_POINT_WORDS = 70


def by_item(context: Context, chosen: Sequence[Ranked]) -> list[tuple[Judged, list[Evidence]]]:
    """The sentences of each item in the order of its text, lists made whole; the best item first."""
    items = {id(one.judged): one.judged for one in chosen}
    is_list, is_why = context.question.kind is Kind.LIST, context.question.kind is Kind.WHY
    is_open = context.question.kind is Kind.GENERAL
    found = []
    for key, judged in items.items():
        kept = {id(one.evidence) for one in chosen if id(one.judged) == key}
        for i, evidence in enumerate(judged.sentences):
            if id(evidence) in kept:
                is_whole = is_list or (is_open and bool(BULLET.match(evidence.quote)))
                kept |= {
                    id(e) for e in list_around(judged.sentences, i, is_whole, is_list or is_open)
                }
                kept |= {id(e) for e in _reason_around(judged.sentences, i) if is_why}
                kept |= {id(e) for e in _added_to(judged.sentences, i)}
                kept |= {id(e) for e in _point_before(judged.sentences, i)}
                kept |= {id(e) for e in _named_before(judged.sentences, i)}
                kept |= {id(e) for e in votes_around(judged.sentences, i)}
        found.append((judged, [e for e in judged.sentences if id(e) in kept]))
    return found


def _added_to(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The sentence before one that adds to it: "har herudover ingen bemærkninger" hides a remark."""
    before = sentences[i - 1 : i] if holds("adds", sentences[i].quote) else []
    return [e for e in before if e.passage.section is sentences[i].passage.section]


def votes_around(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The votes of the other sides beside those of one, and what came of them, in the same decision."""

    def is_of_it(evidence: Evidence) -> bool:
        is_decided = evidence.passage.section.is_decided and _place(evidence) == _place(
            sentences[i]
        )
        is_vote = holds("votes_of_a_side", evidence.quote)
        return is_decided and (is_vote or holds("came_of_a_vote", evidence.quote))

    if not holds("votes_of_a_side", sentences[i].quote):
        return []
    start, end = i, i + 1
    while start > 0 and is_of_it(sentences[start - 1]):
        start -= 1
    while end < len(sentences) and is_of_it(sentences[end]):
        end += 1
    return list(sentences[start:end])


def _place(evidence: Evidence) -> tuple[object, ...]:
    passage = evidence.passage
    return (passage.item_id, passage.body, passage.date)


def _point_before(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The beginning of the point that a sentence of a recommendation goes on: "Bevillingen" is that of the point."""
    section = sentences[i].passage.section
    if section is not SectionKind.RECOMMENDATION or POINT.match(sentences[i].quote):
        return []
    words = len(sentences[i].quote.split())
    for first in range(i - 1, -1, -1):
        words += len(sentences[first].quote.split())
        is_part = sentences[first].passage.section is section and _ends(sentences[first].quote)
        if not is_part or words > _MAX_POINT_WORDS or BULLET.match(sentences[first].quote):
            break
        if POINT.match(sentences[first].quote):
            return list(sentences[first:i])
    return []


def _named_before(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The sentence before one that says "ham" or "hun", where it names whom that is."""
    if not holds("means_a_person", sentences[i].quote) or names_a_person(sentences[i].quote):
        return []
    before = sentences[i - 1 : i] if i else []
    return [
        e
        for e in before
        if e.passage.section is sentences[i].passage.section and names_a_person(e.quote)
    ]


def _ends(quote: str) -> bool:
    """Whether it is a whole sentence, and no heading."""
    return quote.endswith((".", ";", ",", ":"))


def _reason_around(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The sentence before one that begins "Derfor" or "Det skyldes", and one after that goes on."""
    section, found = sentences[i].passage.section, []
    if i > 0 and holds("connects", sentences[i].quote):
        found.append(sentences[i - 1])
    if i + 1 < len(sentences) and _gives_reason(sentences[i].quote, sentences[i + 1].quote):
        found.append(sentences[i + 1])
    return [e for e in found if e.passage.section is section]


def _gives_reason(quote: str, following: str) -> bool:
    """Whether what follows is the reason; for a purpose, what stands in its way."""
    return holds("gives_reason", following) or (
        holds("purpose", quote) and holds("hinders", following)
    )
