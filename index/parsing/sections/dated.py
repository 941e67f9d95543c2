"""A body and its day as the heading of a decision, on one line or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from index.parsing.sections.credible import continues
from index.parsing.sections.cuts import Cut, begins_sentence
from index.parsing.sections.unannounced import BEHIND_DECISION, MAX_SAID
from index.parsing.text.below import says_outcome, says_what_body_did
from index.parsing.text.bodies import clean_body, is_body
from index.parsing.text.dates import first_date
from index.parsing.text.headings import (
    SOME_BODY,
    Heading,
    body_and_date,
    decision_beside,
    heading_of,
    names_item,
    short_body_and_date,
    treated_in,
)
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import SectionKind

# A previous treatment printed as a small table: body, date and perhaps item
# number, each on a line of its own with a label.
_UDVALG = re.compile(r"(?i)^(?:udvalg|organ|behandlet (?:i|af)|møde i)\s*:\s*(?P<body>\S.*)$")


def history_block(lines: Sequence[TextLine], index: int) -> Cut | None:
    """A previous treatment as a small table: "Udvalg: Byrådet", "Dato: 3. maj 2023", "Punkt: 7"."""
    label, _, beside = lines[index].text.partition("\t")
    # The list's heading may stand beside its first line.
    is_headed = beside and vocabulary().role(label) is Role.HEADER
    match = _UDVALG.match(beside if is_headed else lines[index].text)
    if not match or index + 1 >= len(lines) or not is_body(clean_body(match.group("body"))):
        return None
    last, day, number = index, None, ""
    for offset in (1, 2):
        if index + offset >= len(lines):
            break
        text = lines[index + offset].text
        if re.match(r"(?i)^(?:møde)?dato\s*:", text):
            last, day = index + offset, first_date(text)
        elif found := re.match(r"(?i)^punkt(?:nummer|nr\.?)?\s*:?\s*(\d+)$", text):
            last, number = index + offset, f", punkt {found.group(1)}"
        else:
            break
    if day is None:
        return None
    length = lines[last].span.end - lines[index].span.start
    return Cut(index, SectionKind.DECISION, f"{match.group('body')}, {day.isoformat()}{number}", length,
                clean_body(match.group("body")), day)  # fmt: skip


_DATE_LABEL = re.compile(r"^(?:den\s|d\.\s?)?(?P<date>\d[^:]{5,30}):(?=\s*\S|$)")


def body_over_date(lines: Sequence[TextLine], index: int) -> Cut | None:
    """A label of two lines beside a decision: "Kommunalbestyrelsen", "24. februar 2010: Godkendt."."""
    text = lines[index].text
    if index + 1 >= len(lines) or lines[index + 1].gap_before or not is_body(text):
        return None
    match = _DATE_LABEL.match(lines[index + 1].text)
    day = first_date(match.group("date")) if match else None
    if match is None or day is None:
        return None
    length = lines[index + 1].span.start + match.end() - lines[index].span.start
    body = clean_body(text)
    return Cut(index, SectionKind.DECISION, f"{text} {match.group('date')}", length, body, day)


def body_as_heading(
    lines: Sequence[TextLine], index: int, current: Cut | None, roles: Set[Role]
) -> Heading | None:
    """A body and a date alone on a line, with text below, as the heading of a decision.

    It must say more than that: which item ("sag 123"), a colon, or stand
    where a decision stands already, or be set apart over a paragraph of its own.
    What was decided may stand beside them: "Byrådet den 3. maj 2023: Godkendt."
    """
    text = lines[index].text
    in_decision = current is not None and current.kind is SectionKind.DECISION
    if current is not None and current.kind is SectionKind.RECOMMENDATION:
        own = None if continues(lines, index) else _own_beside(text)
        if own is not None and not roles & {Role.DECISION, Role.BOTH}:
            return own
    beside = decision_beside(text) if current is not None else None
    if beside is None and in_decision:
        beside = _short_beside(text)
    if beside is not None:
        may_follow = current is not None and current.kind in _BEFORE_DECISION
        if in_decision or (beside[1] and (may_follow or _is_history(current))):
            return beside[0]
        return beside[0] if _ends_the_item(lines, index, current, roles) else None
    treated = treated_in(text) if current is not None and begins_sentence(lines, index) else None
    heading = treated or body_and_date(text)
    may_be_short = in_decision or (
        current is not None and current.kind in _BEFORE_DECISION and text.endswith(":")
    )
    if heading is None and may_be_short:
        heading = short_body_and_date(text)
    if heading is None or index + 1 >= len(lines):
        return None
    if lines[index + 1].learnt or heading_of(lines[index + 1].text, sentences=False):
        return None
    if in_decision or treated or text.endswith(":") or names_item(text):
        return heading
    below = lines[index + 1].text
    if _is_history(current) and below.endswith(".") and says_outcome(below):
        return heading
    return heading if _heads_paragraph(lines, index, current) else None


def _is_history(current: Cut | None) -> bool:
    """Whether lines stand under a heading such as "Tidligere behandling": what a body decided there is told."""
    return (
        current is not None and current.kind is SectionKind.HEADER and current.heading is not None
    )


_LABEL_BESIDE = re.compile(r"(?P<label>[^\t:]{5,40}):\s+(?=\S)")


def _short_beside(text: str) -> tuple[Heading, bool] | None:
    """A body's abbreviation and a date before what it decided: "BSF, den 9. august 2017: Udsat."."""
    match = _LABEL_BESIDE.match(text)
    heading = short_body_and_date(match["label"]) if match else None
    if match is None or heading is None:
        return None
    return replace(heading, length=match.end("label") + 1), True


_NAME_BESIDE = re.compile(r"(?P<name>[A-ZÆØÅ§][^\t:.]{4,80}):\s+(?=[A-ZÆØÅ])")


def _own_beside(text: str) -> Heading | None:
    """A body before what it did with the recommendation above: "Udvalget: Godkendt."."""
    match = _NAME_BESIDE.match(text)
    if match is None or not is_body(match["name"]) or not says_what_body_did(text[match.end() :]):
        return None
    name = clean_body(match["name"])
    body = None if name.lower() in SOME_BODY else name
    return Heading(Role.DECISION, match.end("name") + 1, body)


def _ends_the_item(
    lines: Sequence[TextLine], index: int, current: Cut | None, roles: Set[Role]
) -> bool:
    """Whether from a body, its date and a sentence on nothing but such and lists ends the item.

    "Byrådet, 16-12-2020: Valgt blev Ane Dahl." decides where no heading does.
    """
    if roles & {Role.DECISION, Role.BOTH} or current is None or current.kind in _LISTS:
        return False
    if not begins_sentence(lines, index) or len(lines) - index > MAX_SAID:
        return False
    rest = lines[index:]
    paragraphs = [place for place, line in enumerate(rest) if decision_beside(line.text)]
    ends = (rest[place - 1].text for place in [*paragraphs[1:], len(rest)])
    known = (heading_of(line.text) for line in rest)
    return all(text.endswith((".", ")", "!")) for text in ends) and not any(
        heading is not None and heading.role not in BEHIND_DECISION for heading in known
    )


_LISTS = frozenset({SectionKind.HEADER, SectionKind.ATTACHMENTS})
_BEFORE_DECISION = frozenset(
    {SectionKind.RECOMMENDATION, SectionKind.VOTE, SectionKind.ABSENT, SectionKind.ATTACHMENTS}
)


def _heads_paragraph(lines: Sequence[TextLine], index: int, current: Cut | None) -> bool:
    """Whether a line stands between the end of a paragraph and a sentence below it."""
    if current is None or current.kind in (SectionKind.HEADER, SectionKind.ATTACHMENTS):
        return False
    line, below, before = lines[index], lines[index + 1], lines[index - 1].text
    parted = line.gap_before or line.starts_page or current.kind is SectionKind.RECOMMENDATION
    if not parted or below.gap_before or not before.endswith((".", "!", "?")):
        return False
    end = index + 2
    while end < len(lines) and not lines[end].gap_before and not lines[end - 1].text.endswith("."):
        end += 1
    last = lines[end - 1].text
    return below.text[0].isupper() and last.endswith(".") and body_and_date(below.text) is None
