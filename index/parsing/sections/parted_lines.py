"""Lines parted where a section may begin within them: at a label, a decision, another body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.parsing.text.below import says_outcome
from index.parsing.text.headings import decides, decision_beside, heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import Span

_NEXT_BODY = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ][^.:]{3,90}\d{1,2}[^:]{3,20}:\s)")


def parted_by_body(line: TextLine) -> list[TextLine]:
    """The line, parted where another body's decision begins: "Anbefales. Byrådet den 3. maj 2023: Godkendt."."""
    parts = []
    for match in reversed(list(_NEXT_BODY.finditer(line.text))):
        rest = line.text[match.end() :]
        beside = decision_beside(rest)
        if beside is None or not beside[1]:
            continue
        start, end = line.span.start, line.span.end
        parts.append(
            replace(line, text=rest, span=Span(start + match.end(), end), gap_before=False)
        )
        text = line.text[: match.start()]
        line = replace(line, text=text, span=Span(start, start + len(text)))
    return [line, *reversed(parts)]


def parted_by_outcome(line: TextLine, above: TextLine | None) -> list[TextLine]:
    """The line below a heading of both, parted where the decision begins: "At molen males. Anbefales."."""
    heading = heading_of(above.text) if above is not None else None
    if heading is None or heading.role is not Role.BOTH or line.column_role is not None:
        return [line]
    places = (match.end() for match in _NEXT_DECISION.finditer(line.text))
    first = next((at for at in places if says_outcome(line.text[at:])), None)
    if first is None:
        return [line]
    start, text = line.span.start, line.text[:first].rstrip()
    rest = replace(
        line,
        text=line.text[first:],
        span=Span(start + first, line.span.end),
        gap_before=False,
        page_first=False,
        level=None,
    )
    return [replace(line, text=text, span=Span(start, start + len(text))), rest]


# "… som ventet. Konklusion: Vi søger igen.", "… til jul. Der var enighed om at vente."
_NEXT_LABEL = re.compile(r"(?<=[.!?)])\s+(?=(?P<label>[A-ZÆØÅ][\wæøå ]{2,40}):(?:\s|$))")
_NEXT_DECISION = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_WITHIN = frozenset({Role.DECISION, Role.ABSENT, Role.HEADER, Role.MEMBERS})


def parted_by_sentence(line: TextLine) -> Iterator[TextLine]:
    """The line, parted where a label or a sentence within it may begin a section."""
    if line.column_role is not None or "\t" in line.text:
        yield line
        return
    labels = [
        match.end()
        for match in _NEXT_LABEL.finditer(line.text)
        if vocabulary().role(match.group("label")) in _WITHIN
    ]
    decided = [
        match.end()
        for match in _NEXT_DECISION.finditer(line.text)
        if decides(line.text[match.end() : match.end() + _MAX_BEGINNING])
    ]
    if not labels and not decided and len(line.span) == len(line.text.rstrip()) == len(line.text):
        yield line
        return
    places = [0, *sorted({*labels, *decided}), len(line.text)]
    for first, last in pairwise(places):
        text = line.text[first:last].rstrip()
        start = line.span.start + first
        apart = (
            line if first == 0 else replace(line, gap_before=False, page_first=False, level=None)
        )
        yield replace(apart, text=text, span=Span(start, start + len(text)))


_FIELD = re.compile(r"(?P<label>[A-ZÆØÅ][\wæøå/ ]{2,40}):\s*(?=\S)")


def parted_by_field(line: TextLine) -> list[TextLine]:
    """The line of a table, parted at the tab where who was away or there is told beside another field.

    "Deltagere: Ane Dahl <tab> Fraværende: Bo Lund": each of the two cells has its own label.
    """
    cells = line.text.split("\t")
    fields = [_FIELD.match(cell.strip()) for cell in cells]
    roles = [vocabulary().role(field["label"]) if field else None for field in fields]
    if (
        len(cells) != _PAIR
        or None in roles
        or not {*roles} <= _OF_FRONT
        or Role.ABSENT not in roles
    ):
        return [line]
    at = len(cells[0]) + 1 + cells[1].index(cells[1].strip())
    start, text, rest = line.span.start, line.text[: len(cells[0])].rstrip(), line.text[at:]
    below = replace(line, text=rest, span=Span(start + at, line.span.end), gap_before=False)
    return [
        replace(line, text=text, span=Span(start, start + len(text))),
        replace(below, page_first=False, level=None),
    ]


_OF_FRONT = frozenset({Role.ABSENT, Role.HEADER, Role.MEMBERS})
_PAIR = 2

# So many letters tell whether a sentence begins with what was decided.
_MAX_BEGINNING = 120
