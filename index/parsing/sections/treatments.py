"""The way of a case: bodies with what each decided, where most of a document tell of that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.parsing.text.below import begins_paragraph, says_outcome, says_what_body_did, text_below
from index.parsing.text.bodies import body_in_compound, clean_body, is_body
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.headings import (
    SOME_BODY,
    WEEKDAY,
    Heading,
    body_and_date,
    heads_case,
    is_proposal,
    names_treatment,
    short_body_and_date,
)
from index.parsing.text.lines import Learnt, TextLine
from index.parsing.text.vocabulary import Role


@dataclass(frozen=True, slots=True)
class _Treatment:
    """A body with what it decided: in the next cell, behind a colon or below."""

    index: int
    heading: Heading
    text: str
    form: str


_ROW, _ALONE, _MEETING, _COLON = "row", "alone", "meeting", "colon"
# Of the texts beside bodies so many, and this share, must tell what became of an item. A body
# without its day is often only named.
_MIN_OUTCOMES, _SHARE = 2, 0.5
_MIN_UNDATED, _SHARE_UNDATED = 3, 0.6


def treatments(lines: Sequence[TextLine], decided: int) -> dict[int, Learnt]:
    """The lines that begin what a body decided, by their place.

    A list of where the item goes has no outcomes beside its bodies. `decided` counts the
    decisions that known headings announce: where they do, a body without a day does not.
    """
    found = [treatment for i in range(len(lines)) if (treatment := _treatment_at(lines, i))]
    learnt: dict[int, Learnt] = {}
    for form in (_COLON, _ALONE, _MEETING):
        dated = [t for t in found if t.form == form and t.heading.date and t.text]
        learnt |= _of_the_meeting(lines, dated)
    for form in (_ROW, _ALONE, _MEETING, _COLON):
        alike = [t for t in found if t.form == form and t.text]
        dated = [t for t in alike if t.heading.date]
        undated = [t for t in alike if not t.heading.date]
        if _tell(dated, _MIN_OUTCOMES, _SHARE) or (form == _COLON and learnt):
            are_sure = [t for t in dated if form != _COLON or says_outcome(t.text)]
            learnt |= {
                t.index: Learnt(t.heading)
                for t in are_sure
                if _is_said(t) and t.index not in learnt
            }
        if 2 * decided < len(undated) and _tell(undated, _MIN_UNDATED, _SHARE_UNDATED):
            learnt |= {t.index: Learnt(t.heading) for t in undated if _is_said(t)}
    return learnt


def _tell(alike: Sequence[_Treatment], least: int, share: float) -> bool:
    outcomes = sum(
        says_what_body_did(t.text) if t.form in (_COLON, _ALONE) else says_outcome(t.text)
        for t in alike
    )
    return outcomes >= max(least, share * len(alike))


# The meeting's own body and day recur under so many items, with outcomes in this share.
_MIN_RECURRING, _SHARE_RECURRING = 3, 1 / 3


def _of_the_meeting(lines: Sequence[TextLine], found: Sequence[_Treatment]) -> dict[int, Learnt]:
    """The body and day that recur before what was decided: the meeting's own, which may stand over the case."""
    learnt: dict[int, Learnt] = {}
    by_meeting: dict[tuple[str | None, date | None], list[_Treatment]] = defaultdict(list)
    for treatment in found:
        by_meeting[treatment.heading.body, treatment.heading.date].append(treatment)
    for alike in by_meeting.values():
        if len(alike) >= _MIN_RECURRING and _tell(alike, _MIN_OUTCOMES, _SHARE_RECURRING):
            first = stand_first(lines, [t.index for t in alike])
            learnt |= {t.index: Learnt(t.heading, first) for t in alike}
    return learnt


def _is_said(treatment: _Treatment) -> bool:
    """Whether what stands beside a body is a sentence, and no "Til orientering"."""
    return treatment.text.endswith((".", "!", ")")) or says_what_body_did(treatment.text)


_BEFORE_COLON = re.compile(r"(?P<label>[^\t:]{2,100}?):\s+(?=\S)")


def _treatment_at(lines: Sequence[TextLine], index: int) -> _Treatment | None:
    """What a line tells of a body: in its first cells, on its own or before a colon."""
    text = lines[index].text
    row = text.split("\t")
    for count in range(1, min(3, len(row))):
        heading = _body_in(" ".join(row[:count]), is_cell=count == 1)
        if heading is not None and (heading.date or _body_in(" ".join(row[: count + 1])) is None):
            length = len("\t".join(row[:count])) + 1
            return _Treatment(
                index, replace(heading, length=length), " ".join(row[count:]).strip(), _ROW
            )
    if heading := _body_in(text.replace("\t", " ").removesuffix(":")):
        next_text = lines[index + 1].text.replace("\t", " ") if index + 1 < len(lines) else ""
        is_list = _body_in(next_text) or names_treatment(next_text)
        below = "" if is_list else text_below(lines, index)
        form = _MEETING if meeting_and_date(text) else _ALONE
        return _Treatment(index, replace(heading, length=len(text)), below, form)
    match = _BEFORE_COLON.match(text)
    heading = _body_in(match.group("label")) if match else None
    if match is None or heading is None or not _may_begin(lines, index):
        return None
    length = match.end("label") + 1
    return _Treatment(index, replace(heading, length=length), text[match.end() :], _COLON)


# No longer line is a body with its day.
_MAX_BODY = 120


def _body_in(text: str, is_cell: bool = True) -> Heading | None:
    """A body, with its day or without: "Byrådet 3/4 2019", "ØU d. 3-4-2019", "Byrådet"."""
    if len(text) > _MAX_BODY:
        return None
    if any(map(str.isdigit, text)):
        return body_and_date(text) or short_body_and_date(text) or meeting_and_date(text)
    if is_cell and is_body(text):
        name = clean_body(text)
        # "Udvalget": the meeting's own.
        return Heading(Role.DECISION, len(text), None if name.lower() in SOME_BODY else name)
    return None


_MEETING_IN = re.compile(r"Mødet? i (?=[A-ZÆØÅ§])")
_MEETING_OF = re.compile(r"(?P<meeting>[A-ZÆØÅ]\S*(?: \S+){0,4}mødet?) (?:den |d\. ?)?(?=\d)")


def meeting_and_date(text: str) -> Heading | None:
    """A meeting and its day: "Møde i Teknisk Udvalg 3. maj 2021", "Byrådet, mandag den 3. maj 2021".

    Such a line heads pages, too: only where most stand over what was decided it is a decision's.
    """
    bare = WEEKDAY.sub("", text)
    if bare != text:
        heading = body_and_date(bare) or meeting_and_date(bare)
        return replace(heading, length=len(text)) if heading else None
    if named := _MEETING_IN.match(text):
        heading = body_and_date(text[named.end() :])
        return replace(heading, length=len(text)) if heading else None
    compound = _MEETING_OF.match(text)
    body = body_in_compound(compound.group("meeting")) if compound else None
    heading = body_and_date(f"{body} {text[compound.end() :]}") if compound and body else None
    return replace(heading, length=len(text)) if heading else None


# A line of fewer letters may be a heading.
_SHORT = 40


def _may_begin(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a paragraph may begin on the line, or it stands right below a short line."""
    if begins_paragraph(lines, index):
        return True
    above = lines[index - 1].text
    return case_number_of(above) is not None or (len(above) <= _SHORT and above[-1].isalpha())


def stand_first(lines: Sequence[TextLine], places: Sequence[int]) -> bool:
    """Whether decisions stand first in their items: below the title, with the case below them."""
    below_title = sum(not lines[i - 1].text.endswith(_ENDS_TEXT) for i in places if i)
    cases = sum(
        any(heads_case(line.text) or is_proposal(line.text) for line in lines[a + 1 : b])
        for a, b in pairwise([*places, len(lines)])
    )
    return 3 * below_title >= 2 * len(places) and 3 * cases >= len(places)


_ENDS_TEXT = (".", "!", "?", ":")
