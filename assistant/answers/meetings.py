"""Meetings: who was absent, what was on the agenda, and counts over the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.facts import told
from assistant.citations import Statement
from assistant.retrieval.ranking import agrees
from assistant.texts import date_text, listed, period_text
from assistant.types import Evidence
from assistant.wording.patterns import holds
from index.parsing.text.dates import find_dates
from index.types import DocumentKind, Filters, HeldItem, Passage, SectionKind

# So many names stand under one heading at most.
_MAX_NAMES = 8
# A title that covers so much of the subject is of the item that is asked about.
_NAMED = 0.5
# So many items are told of a meeting that only others' minutes print.
_MAX_PRINTED = 5


def absent(context: Context) -> Result:
    """Who was absent: as listed for the meeting, as listed for items, as told in sentences."""
    items = _items_of_meeting(context)
    if not items:
        passages = [p for _, printed in _printed_elsewhere(context) for p in printed]
        absences = _told_absences(context, passages)
        once = {e.quote: e for e in reversed(absences)}
        return [
            context.quoting("source", [e], where=context.of(e)) for e in reversed(once.values())
        ] or NotFound()
    front = context.archive.front_passages(items[0].document)
    statements = _absence(context, front, items[0], None)
    seen = {e.quote for statement in statements for e in statement.evidence}
    about = _asked_about(context, items)
    for item in about:
        passages = context.archive.item_passages(item.id)
        for statement in _absence(context, passages, item, item):
            # The same names under every item are told once, and so is what the front tells of several.
            if not all(_is_told(e.quote, seen, about) for e in statement.evidence):
                statements.append(statement)
            seen |= {e.quote for e in statement.evidence}
    found = _narrowed(context, statements)
    if holds("asks_why", context.question.text) and not any(
        holds("reason", e.quote) for s in found for e in s.evidence
    ):
        return NotFound("no_reason_of_absence")
    return found or NotFound("no_absence" if len(about) == len(items) else "no_absence_there")


def _is_told(quote: str, seen: Set[str], about: Sequence[HeldItem]) -> bool:
    """Whether a quote has been told: the sentence of several items may stand in the front's list.

    Of the one item that is asked about it is told again.
    """
    if quote in seen or len(about) == 1:
        return quote in seen
    return any(said in quote for said in seen if _ITEMS.search(said))


# "i sagerne 145-147"
_ITEMS = re.compile(r"(?i)\b(?:punkt\w*|pkt|sag(?:en|er|erne)?)\b\D{0,6}\d")
# "punkt 7", "sag nr. 146"
_NUMBER = re.compile(
    r"(?i)\b(?:punkt|pkt\.?|sag|item)\s(?:nr\.?\s)?(?P<number>\d{1,4}(?:\.\d{1,2})?)\b(?!\s?(?:[/–,-]|og)\s?\d)"
)


def _asked_about(context: Context, items: Sequence[HeldItem]) -> list[HeldItem]:
    """The items that a question names by their numbers or titles, all of them where it names none.

    Who took no part in another item is nothing to the one that is asked about; what several tell,
    the one that is nearest to the question tells first.
    """
    numbers = {match["number"] for match in _NUMBER.finditer(context.question.text)}
    if numbered := [item for item in items if item.number in numbers]:
        return numbered
    topic = context.finder.coverage
    covered = {item.id: topic(item.title or "") for item in items}
    named = [item for item in items if covered[item.id] >= _NAMED]
    return sorted(named or items, key=lambda i: -covered[i.id])


def _narrowed(context: Context, statements: list[Statement]) -> list[Statement]:
    """Those about the person or the item that is asked for, when the question names one; else all.

    What a question before it was about names none.
    """
    if context.question.continues:
        return statements
    topic = context.finder.coverage
    named = [s for s in statements if topic(" ".join(e.quote for e in s.evidence)) > 0]
    return named or statements


def _absence(
    context: Context, passages: Sequence[Passage], meeting: HeldItem, item: HeldItem | None
) -> list[Statement]:
    """The lists and the sentences about absence in these passages, of a meeting or of an item."""
    statements = []
    names = names_listed(context, passages)
    if names and item is None:
        where = context.meeting(meeting)
        statements.append(context.listing("absent_meeting", names, ", ", where=where))
    elif names and item is not None:
        named, where = context.named(item, item.document), context.where(item.body, item.date)
        statements.append(context.listing("absent_item", names, ", ", item=named, where=where))
    rest = [p for p in passages if p.section is not SectionKind.ABSENT]
    read = rest if item is None else _of_kind(rest, SectionKind.DECISION)
    bodies = context.filters.bodies
    # Of another body's treatment of a case the minutes may print who took no part in it.
    own = [p for p in read if not bodies or p.body is None or p.body in bodies]
    absences = _told_absences(context, own)
    return statements + [context.quoting("source", [e], where=context.of(e)) for e in absences]


def names_listed(context: Context, passages: Sequence[Passage]) -> list[Evidence]:
    """What stands in the lists of those absent, without its hours and headings."""
    entries = context.finder.sentences(_of_kind(passages, SectionKind.ABSENT))
    return [
        e
        for e in entries
        if holds("person", e.quote)
        or not (holds("hours", e.quote) or holds("about_meetings", e.quote))
    ]


def _told_absences(context: Context, passages: Sequence[Passage]) -> list[Evidence]:
    sentences = context.finder.sentences(passages)
    asks_substitute = holds("asks_substitute", context.question.text)
    return [
        e
        for i, e in enumerate(sentences)
        if holds("absence", e.quote)
        or (asks_substitute and holds("substitute", e.quote))
        or _names_under_heading(sentences, i)
    ]


def absences_of(context: Context, passages: Sequence[Passage]) -> list[Evidence]:
    """The entries of lists of those absent, and the sentences that tell of absence."""
    names = names_listed(context, passages)
    rest = [p for p in passages if p.section is not SectionKind.ABSENT]
    return names + _told_absences(context, rest)


def _names_under_heading(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether a line stands under a heading such as "Afbud" and so names who was absent."""
    for evidence in reversed(sentences[max(0, i - _MAX_NAMES) : i]):
        if len(evidence.quote.split()) <= 2 and holds("absence", evidence.quote):
            return True
        if not holds("person", evidence.quote):
            return False
    return False


def _of_kind(passages: Sequence[Passage], kind: SectionKind) -> list[Passage]:
    return [passage for passage in passages if passage.section is kind]


def own_items(context: Context, filters: Filters) -> list[HeldItem]:
    """The items of the bodies' own meetings, not those of others that print their decisions."""
    held = context.archive.items(filters, replaced=False)
    return [item for item in held if agrees(item, (), filters)]


def _items_of_meeting(context: Context) -> list[HeldItem]:
    """The items of the one meeting asked about: that of the best item within the filters.

    Where the question names no subject it is the last meeting within them.
    """
    # Another body's minutes that print what the meeting decided are not the meeting's.
    own = own_items(context, context.filters)
    minutes = [i for i in own if i.kind is not DocumentKind.AGENDA]
    held = sorted(minutes or own, key=lambda i: (i.date or date.min, i.document))
    documents = {item.document for item in held}
    if context.filters.from_date and held:
        document = held[-1].document
    else:
        document = next(
            (c.document for c in context.candidates if c.document in documents),
            held[-1].document if held and context.filters else "",
        )
    return [item for item in held if item.document == document]


def agenda(context: Context) -> Result:
    """The items of a meeting, or its place and hours when they are asked for."""
    items = _items_of_meeting(context)
    told_in_front = _place_and_hours(context, items[0]) if items else []
    if told_in_front:
        where = context.where(items[0].body, items[0].date)
        return [context.quoting("meeting_front", told_in_front, where=where)]
    if not holds("asks_agenda", context.question.text):
        return told(context)
    if not items:
        decided = [
            (item, context.finder.sentences(passages))
            for item, passages in _printed_elsewhere(context)
        ]
        return [
            context.quoting("source_decision", found, where=context.of(found[0]))
            for _, found in decided[:_MAX_PRINTED]
            if found
        ] or NotFound()
    evidence = [e for e in (context.title_of(item) for item in items) if e is not None]
    if not evidence:
        return NotFound()
    return [context.listing("meeting_items", evidence, "; ", where=context.meeting(items[0]))]


def _printed_elsewhere(context: Context) -> list[tuple[HeldItem, list[Passage]]]:
    """What minutes of other meetings print of what was decided at one that is not held itself."""
    filters = context.filters
    if filters.from_date is None:
        return []
    found = []
    for item in context.archive.items(filters, replaced=False):
        passages = [
            p
            for p in context.archive.item_passages(item.id)
            if p.section is SectionKind.DECISION and agrees(None, (p,), filters)
        ]
        if passages:
            found.append((item, passages))
    topic = context.finder.coverage
    about = [(i, ps) for i, ps in found if topic(i.title or "") > 0]
    return about or found


def _place_and_hours(context: Context, item: HeldItem) -> list[Evidence]:
    """The lines of the document's front that tell where or when, as far as asked for."""
    asked = [
        wording
        for asks, wording in (("asks_place", "meeting_place"), ("asks_hours", "hours"))
        if holds(asks, context.question.text)
    ]
    front = context.finder.sentences(context.archive.front_passages(item.document))
    return [e for e in front if any(_tells(wording, e) for wording in asked)]


def _tells(wording: str, evidence: Evidence) -> bool:
    """Whether a line tells where or when: by itself, or by the label that it stands under."""
    label = evidence.passage.section_heading or ""
    return holds(wording, evidence.quote) or holds(wording, label)


def count_meetings(context: Context) -> Result:
    """How many meetings are held, each with the line that tells its date."""
    evidence = _meeting_evidence(context)
    # One body may be spelt in two ways.
    spelt = {body.lower(): body for body in context.filters.bodies}
    names = listed(context.question.language, list(spelt.values()))
    bodies = context.say("bodies", names=names) if names else ""
    if not evidence:
        language, filters = context.question.language, context.filters
        period = period_text(language, filters.from_date, filters.to_date)
        return NotFound(
            "no_meetings", {"bodies": bodies, "period": f" ({period})" if period else ""}
        )
    days = [i.date for i in own_items(context, context.filters) if i.date]
    return [
        context.listing(
            "count_meetings",
            evidence,
            "; ",
            count=len(evidence),
            bodies=bodies,
            period=period_words(context, min(days, default=None), max(days, default=None)),
        )
    ]


def _meeting_evidence(context: Context) -> list[Evidence]:
    """For each meeting, the line of its document that tells the date."""
    seen: set[tuple[str | None, date | None]] = set()
    found = []
    for item in own_items(context, context.filters):
        if item.date is None or (item.body, item.date) in seen:
            continue
        front = context.archive.front_passages(item.document)
        passages = front or context.archive.item_passages(item.id)
        sentences = context.finder.sentences(passages)
        dated = (e for e in sentences if any(f.date == item.date for f in find_dates(e.quote)))
        evidence = next(dated, None)
        if evidence is not None:
            seen.add((item.body, item.date))
            found.append(evidence)
    return found


def period_words(context: Context, first: date | None, last: date | None) -> str:
    """The words for a period of meetings, none when it is not known."""
    if first is None or last is None:
        return ""
    if first == last:
        return context.on(first)
    language = context.question.language
    return context.say("period", first=date_text(language, first), last=date_text(language, last))
