"""Who was away, said once for several items ("deltog ikke i punkterne 12-15") or several bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from index.parsing.text.bodies import clean_body
from index.parsing.text.sentences import sentence_spans
from index.types import AgendaItem, Minutes, Section, SectionKind, Span

_ITEMS = r"(?:dagsordens?)?(?:punkt(?:erne|er|et)?|pkt\.?|sag(?:erne|er)?)\s*(?:nr\.?\s*)?"
_LIST = r"\d{1,4}(?:\s*(?:,|og|samt|&|-|–|til(?: og med)?|t\.?o\.?m\.?)\s*\d{1,4})*"
_NUMBERS = re.compile(rf"(?i)\b{_ITEMS}(?P<list>{_LIST})\b")
_AWAY = re.compile(
    r"(?i)\b(?:deltoge? (?:derfor )?ikke|deltager ikke|(?:var|er) ikke til stede|fraværende|inhabile?|forlod"
    r"|gik (?:fra|under|efter)|afbud|forhindret|måtte gå|kunne ikke (?:deltage|komme|være med))\b"
)
# From then on, or until then, where the sentence does not say which items.
_LEFT = re.compile(
    rf"(?i)\b(?:forlod|gik)\b[^.]*?\b(?P<when>efter|under|ved|før|inden)\b[^.]*?{_ITEMS}(?P<at>\d{{1,4}})"
)
_CAME = re.compile(
    rf"(?i)\b(?:(?:ankom|kom til stede|mødte|trådte ind)\b[^.]*?\b(?P<when>efter|under|ved|før|inden)\b[^.]*?"
    rf"|deltog (?:først )?fra(?: og med| kl\.? ?[\d.:]+ \(| klokken [\d.:]+ \()? ?){_ITEMS}(?P<at>\d{{1,4}})"
)
_RANGE = re.compile(r"(?i)(\d{1,4})\s*(?:-|–|til(?: og med)?|t\.?o\.?m\.?)\s*(\d{1,4})")
# "Fraværende: Ib Holm (A) til og med sag 112"
_BOUND = re.compile(
    rf"(?i)\b(?P<side>fra|f\.?(?=o\.?m)|(?:ind)?til|t\.?(?=o\.?m))(?: og med |o\.?m\.? ){_ITEMS}(?P<at>\d{{1,4}})"
)
# Longer ones are tables.
_MAX_SENTENCE = 500
# More items than any agenda has.
_MAX_ITEMS = 100


# "Ane Dahl (A) i Byrådet."
_IN_BODY = re.compile(r"\s(?:i|fra) (?P<body>[A-ZÆØÅ§][^.:;]{2,80})\.?$")
_BETWEEN_NAMES = re.compile(r"[,.;\n]|\bog\b")


def with_absences_placed(
    item: AgendaItem, front: Sequence[Section], day: date | None, text: str
) -> AgendaItem:
    """The item with the one list of who was away, below several bodies' decisions, filed right.

    It stands behind the last body's decision. The list may say of each whom it missed, and
    those who are away in the document's front were away from its own meeting, on `day`.
    """
    bodies = {s.body: s for s in item.sections if s.kind is SectionKind.DECISION}
    listed = [s for s in item.sections if s.kind is SectionKind.ABSENT]
    if len(bodies) < 2 or len(listed) != 1:
        return item
    section = listed[0]
    placed = _by_body(section, bodies, text) or [section]
    away = " ".join(_content(s, text) for s in front if s.kind is SectionKind.ABSENT)
    names = [n.strip() for n in _BETWEEN_NAMES.split(_content(section, text)) if n.strip()]
    if (
        placed == [section]
        and section.date != day
        and names
        and all(name in away for name in names)
    ):
        placed = [replace(section, body=None, date=None)]
    at = item.sections.index(section)
    return replace(item, sections=(*item.sections[:at], *placed, *item.sections[at + 1 :]))


def _content(section: Section, text: str) -> str:
    return " ".join(Span(section.label.end, section.span.end).of(text).split())


def _by_body(
    section: Section, bodies: dict[str | None, Section], text: str
) -> list[Section] | None:
    """A section for each sentence, under the body that it names; None when one names none."""
    known = {body.lower(): decision for body, decision in bodies.items() if body}
    sentences = sentence_spans(text, Span(section.label.end, section.span.end))
    named = [_IN_BODY.search(" ".join(s.of(text).split())) for s in sentences]
    found = [known.get(clean_body(m.group("body")).lower()) if m else None for m in named]
    starts = [section.span.start, *(s.start for s in sentences[1:]), section.span.end]
    placed = []
    for index, decision in enumerate(found):
        if decision is None:
            return None
        span = Span(starts[index], starts[index + 1])
        label = Span(span.start, span.start) if index else section.label
        place = replace(section, span=span, label=label, body=decision.body, date=decision.date)
        placed.append(place)
    return placed


def absences_by_item(minutes: Minutes) -> list[tuple[int, Span]]:
    """Sentences that say who was away for other items than the one they stand in.

    With the index of each public item that they are about.
    """
    numbered: dict[int, list[int]] = {}
    for index, item in enumerate(minutes.items):
        if item.public and item.number and item.number.isdigit():
            numbered.setdefault(int(item.number), []).append(index)
    last = max(numbered, default=0)
    return [
        (index, sentence)
        for own, sentence in _sentences(minutes)
        for number in sorted(numbers_away(sentence.of(minutes.document.text), last))
        for index in numbered.get(number, ())
        if index != own
    ]


def _sentences(minutes: Minutes) -> Iterator[tuple[int | None, Span]]:
    """Sentences that could say it, with the item they stand in."""
    text = minutes.document.text
    kinds = (SectionKind.ABSENT, SectionKind.DECISION, SectionKind.HEADER, SectionKind.OTHER)
    places: list[tuple[int | None, Section]] = [(None, section) for section in minutes.front]
    places += [(n, section) for n, item in enumerate(minutes.items) for section in item.sections]
    for own, section in places:
        if section.kind in kinds and _AWAY_OR_CAME.search(section.span.of(text)):
            start = section.label.start if section.kind is SectionKind.ABSENT else section.label.end
            for sentence in sentence_spans(text, Span(start, section.span.end)):
                if len(sentence) <= _MAX_SENTENCE:
                    yield own, sentence


_AWAY_OR_CAME = re.compile(f"{_AWAY.pattern}|(?i:ankom|kom til stede|mødte|deltog)")


def numbers_away(sentence: str, last: int) -> frozenset[int]:
    """The numbers of the items that somebody was away for, of an agenda that ends with `last`.

    >>> sorted(numbers_away("Ib Holm (A) deltog ikke i punkterne 12-14 og 17.", 20))
    [12, 13, 14, 17]
    >>> sorted(numbers_away("Ib Holm forlod mødet under punkt 7 og deltog ikke i behandlingen af punkt 7-9.", 20))
    [7, 8, 9]
    >>> sorted(numbers_away("Ane Dahl ankom efter punkt 2.", 5))
    [1, 2]
    >>> sorted(numbers_away("Fraværende: Ane Dahl fra og med punkt 4.", 5))
    [4, 5]
    >>> sorted(numbers_away("Ane Dahl ankom efter sag 312.", 320))[-2:]
    [311, 312]
    >>> sorted(numbers_away("Ane Dahl forlod mødet efter punkt 3.", 5))
    [4, 5]
    >>> sorted(numbers_away("Ane Dahl orienterede om punkt 3.", 5))
    []
    """
    said = re.search(r"(?i)\b(?:ikke|fraværende|inhabile?|afbud|forhindret)\b", sentence)
    bounds = {m.group("side")[0].lower(): int(m.group("at")) for m in _BOUND.finditer(sentence)}
    if said and bounds:
        until = bounds.get("t", bounds.get("i", last))
        return _from_to(bounds.get("f", 1), min(until, last), from_end="f" not in bounds)
    listed = _NUMBERS.search(sentence, said.start()) if said else None
    if said and listed is None:
        listed = _NUMBERS.search(sentence)
    if listed and _AWAY.search(sentence):
        return frozenset(_expanded(listed.group("list")))
    left, came = _LEFT.search(sentence), _CAME.search(sentence)
    if left:
        first = int(left.group("at")) + (left.group("when").lower() == "efter")
        return _from_to(first, last)
    if came:
        until = int(came.group("at")) - ((came.group("when") or "fra").lower() != "efter")
        return _from_to(1, until, from_end=True)
    return frozenset()


def _from_to(first: int, last: int, from_end: bool = False) -> frozenset[int]:
    """The numbers from the first to the last, of many those at the one end."""
    numbers = range(first, last + 1)
    return frozenset(numbers[-_MAX_ITEMS:] if from_end else numbers[:_MAX_ITEMS])


def _expanded(listed: str) -> Iterator[int]:
    """The numbers of a list with ranges in it."""
    for first, last in _RANGE.findall(listed):
        if int(first) <= int(last) < int(first) + _MAX_ITEMS:
            yield from range(int(first), int(last) + 1)
    yield from (int(number) for number in re.findall(r"\d+", _RANGE.sub(" ", listed)))
