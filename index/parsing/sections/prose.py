"""Decisions that no heading announces, found in running prose by what the sentences say.

Asked last, when all items are read: only then is known how this document announces its decisions
and what the meeting's body is called. Where headings announce them, an item without one has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from index.parsing.sections.deciding import ENOUGH, is_of_others, own_names, probability
from index.parsing.text.headings import closes_meeting, is_proposal, tells_of_before
from index.parsing.text.sentences import is_double_spaced, sentence_spans
from index.types import AgendaItem, Section, SectionKind, Span

# A decision may stand in these; lists and headers hold none.
_PROSE = frozenset({SectionKind.BACKGROUND, SectionKind.OTHER, SectionKind.RECOMMENDATION})
# Below a share of decisions under headings they are not how the document announces them.
_FEW = 0.2
# "Rettes. Ellers godkendt.": a word before it that is likely enough beside what follows, or a few
# that alone stand before it, belong to it.
_ONE_WORD, _LIKELY, _FEW_WORDS = 1, 0.25, 3

# Fewer sentences above a decision are no case.
_CASE = 2


def with_decisions_told(
    items: Sequence[AgendaItem], body: str | None, text: str, slanted: Set[int] = frozenset()
) -> list[AgendaItem]:
    """The items, those without a decision cut where their prose tells one.

    Italics announce decisions, too: `slanted` are the offsets of lines that are set so.
    """
    own = own_names(body)
    if _announced(items, slanted) > _FEW:
        return [_with_own_recommendation(item, own, text) for item in items]
    return [_with_decision(item, own, text) for item in items]


# What a body that only advises decides: "Rådet anbefaler, at planen sendes i høring."
_ADVISES = re.compile(
    r"(?P<who>[A-ZÆØÅ][\wæøå-]*) (?:(?:enstemmigt|derfor|dermed) )?"
    r"(?:anbefaler|indstiller|henstiller|opfordrer|støtter|tilslutter sig|tiltræder|vedtager|beslutter)\b"
)


def _with_own_recommendation(item: AgendaItem, own: Set[str], text: str) -> AgendaItem:
    """The item, its last paragraph a decision if the meeting's own body recommends something there.

    So it is without a heading, too, where headings announce the other decisions.
    """
    kinds = {section.kind for section in item.sections}
    if not item.public or kinds & {SectionKind.DECISION, SectionKind.RECOMMENDATION}:
        return item
    prose = [s for s in item.sections if s.kind in _PROSE]
    if not prose or any(section.heading for section in prose):
        return item
    units = _units(prose[-1], text)
    for index in range(len(units) - 1, 0, -1):
        if _GAP.search(text, units[index - 1].end, units[index].start):
            advises = _ADVISES.match(units[index].of(text))
            if advises and advises["who"].lower() in own:
                place = Span(units[index].start, prose[-1].span.end)
                cut = (p for s in item.sections for p in _cut(s, place, text))
                return replace(item, sections=tuple(cut))
            break
    return item


def _announced(items: Sequence[AgendaItem], slanted: Set[int]) -> float:
    """The share of public items in which a heading or italics announce the decision."""
    public = [item for item in items if item.public]
    headed = sum(
        any(
            s.kind is SectionKind.DECISION and (s.heading or s.span.start in slanted)
            for s in item.sections
        )
        for item in public
    )
    return headed / max(1, len(public))


def _with_decision(item: AgendaItem, own: Set[str], text: str) -> AgendaItem:
    if not item.public:
        return item
    decided = [i for i, s in enumerate(item.sections) if s.kind is SectionKind.DECISION]
    if decided:
        return _with_beginning(item, decided[0], own, text)
    place = _place(item, own, text)
    if place is None:
        return item
    return replace(item, sections=tuple(p for s in item.sections for p in _cut(s, place, text)))


def _with_beginning(item: AgendaItem, at: int, own: Set[str], text: str) -> AgendaItem:
    """The item, its decision begun with the sentences just above that decide too.

    A known form may be only its end: "Rådet finder prisen for høj. Svaret blev vedtaget."
    """
    decision, above = item.sections[at], item.sections[at - 1] if at else None
    if decision.heading or above is None or above.kind not in _PROSE or above.heading:
        return item
    units, below = _units(above, text), len(_units(decision, text))
    start = None
    for after, unit in enumerate(reversed(units), start=below):
        words = " ".join(unit.of(text).split())
        if probability(words, own, after) < ENOUGH or _is_told(words, own):
            break
        start = unit.start
    start = _paragraph_before(above, decision, own, text) if start is None else start
    if start is None or not text[above.span.start : start].strip():
        return item
    whole = Span(start, decision.span.end)
    sections = list(item.sections)
    sections[at - 1] = replace(above, span=Span(above.span.start, start))
    sections[at] = replace(decision, span=whole, label=Span(start, start))
    return replace(item, sections=tuple(sections))


def _paragraph_before(above: Section, decision: Section, own: Set[str], text: str) -> int | None:
    """Where the paragraph right above a count of votes begins, if its first sentence decides.

    "Rådet støtter ruten. Formanden skriver brevet." was voted on: "Vedtaget med 6 stemmer mod 1."
    """
    below = _units(decision, text)
    if not below or not _COUNTS.match(below[0].of(text)):
        return None
    units = _units(above, text)
    first = next(
        (
            index
            for index in range(len(units) - 1, -1, -1)
            if _GAP.search(text, units[index - 1].end if index else 0, units[index].start)
        ),
        0,
    )
    words = " ".join(units[first].of(text).split()) if units else ""
    after = len(units) - 1 - first + len(below)
    is_decided = probability(words, own, after) >= ENOUGH and not _is_told(words, own)
    return units[first].start if words and is_decided else None


_GAP = re.compile(r"\n\s*\n")
_COUNTS = re.compile(
    r"(?i)(?:dette (?:blev )?|det (?:blev )?)?(?:enstemmigt )?(?:vedtaget|godkendt|tiltrådt|besluttet)"
    r" (?:enstemmigt|med \w+ stemmer)\b"
)


def _place(item: AgendaItem, own: Set[str], text: str) -> Span | None:
    """From the first sentence that is likely to decide, and is told of no earlier day, to its end.

    That is the section's, and where no case stands above it the paragraph's: there the case may follow.
    """
    first = _behind_recommendation(item.sections)
    prose = [s for s in item.sections if s.kind in _PROSE]
    if not prose or prose[0].heading:
        # An item that begins with a heading has one over its decision too.
        return None
    places = [s for s in item.sections[first:] if s.kind in _PROSE]
    places += [s for s in item.sections[first:] if s.kind is SectionKind.VOTE]
    sentences = [
        (section, unit)
        for section in sorted(places, key=lambda section: section.span)
        for unit in _units(section, text)
        # What was voted is the vote itself, and a paragraph below it may decide.
        if section.kind is not SectionKind.VOTE or _GAP.search(text, section.span.start, unit.start)
    ]
    begun: tuple[Section, Span] | None = None
    for index, (section, unit) in enumerate(sentences):
        words = " ".join(unit.of(text).split())
        if closes_meeting(words):
            return None
        chance = probability(words, own, len(sentences) - 1 - index)
        is_cell = "\t" in text[text.rfind("\n", 0, unit.start) + 1 : unit.end]
        if chance >= ENOUGH and not is_cell and not _is_told(words, own):
            start = begun[1].start if begun and begun[0] is section else unit.start
            end = section.span.end if index >= _CASE else _paragraph_end(section, unit, text)
            return Span(start, end)
        most = _FEW_WORDS if index == 0 else _ONE_WORD if chance >= _LIKELY else 0
        begun = (section, unit) if len(words.split()) <= most else None
    return None


def _is_told(words: str, own: Set[str]) -> bool:
    """Whether a sentence tells of an earlier day, of another body or of what is proposed."""
    return tells_of_before(words) or is_proposal(words) or is_of_others(words, own)


def _paragraph_end(section: Section, unit: Span, text: str) -> int:
    gap = "\n\n\n" if is_double_spaced(text) else "\n\n"
    end = text.find(gap, unit.end, section.span.end)
    return end if end >= 0 and text[end : section.span.end].strip() else section.span.end


def _behind_recommendation(sections: Sequence[Section]) -> int:
    """The first section that may decide: none does before or in what a heading recommends."""
    recommended = (
        index
        for index, section in enumerate(sections)
        if section.kind is SectionKind.RECOMMENDATION and section.heading
    )
    return max(recommended, default=-1) + 1


def _units(section: Section, text: str) -> list[Span]:
    return sentence_spans(text, Span(max(section.span.start, section.label.end), section.span.end))


def _cut(section: Section, place: Span, text: str) -> Iterator[Section]:
    """The section, cut where the decision stands; without a heading what stands above is the case."""
    span = section.span
    is_case = section.heading is None and section.kind is SectionKind.OTHER
    case = replace(section, kind=SectionKind.BACKGROUND) if is_case else section
    if place not in span:
        yield case if span.end <= place.start else section
        return
    start = place.start if text[span.start : place.start].strip() else span.start
    if start > span.start:
        yield replace(case, span=Span(span.start, start))
    yield Section(SectionKind.DECISION, None, Span(start, place.end), Span(start, start))
    if place.end < span.end:
        below = Span(place.end, span.end)
        yield Section(SectionKind.BACKGROUND, None, below, Span(below.start, below.start))
