"""The head of an item: what its first lines say of it, such as case number, openness and route."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.items.numbers import number_alone
from index.parsing.text.case_numbers import (
    bare_case_number,
    case_number_before,
    case_number_of,
    is_case_label,
)
from index.parsing.text.cells import case_number_at, cells, head_row, is_head_cell
from index.parsing.text.closed import OPEN_LINE, says_closed
from index.parsing.text.headings import heading_of, names_treatment
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary


def case_number_of_item(lines: Sequence[TextLine]) -> str | None:
    """The case number in an item's first lines, or else with a label further down, None for none."""
    for index in range(min(8, len(lines))):
        number = case_number_at(lines, index)
        if number is not None:
            return _below_journal_number(lines, index) or number
    if lines and (bare := bare_case_number(lines[0].text)):
        return bare
    if before := next((n for line in lines[:3] if (n := case_number_before(line.text))), None):
        return before
    # Some print it last.
    labelled = [case_number_of(line.text) for line in lines if _CASE_LABEL.match(line.text)]
    labelled += [case_number_of(line.text) for line in lines[-1:] if _CASE.match(line.text)]
    return next((number for number in labelled if number), None)


def _below_journal_number(lines: Sequence[TextLine], index: int) -> str | None:
    """The number of the case itself, right below that of the subject it is filed under."""
    if not _JOURNAL_LABEL.match(lines[index].text):
        return None
    below = (line.text for line in lines[index + 1 : index + 2])
    return next((case_number_of(text) for text in below if _OWN_LABEL.match(text)), None)


_JOURNAL_LABEL = re.compile(r"(?i)^(?:jr?\.? ?nr|journal(?:nr|nummer)?|kle(?:-?nr)?)\b")
_OWN_LABEL = re.compile(r"(?i)^sags?(?: ?nr|nummer|\s?-?id)\b")

_CASE_LABEL = re.compile(r"(?i)^(?:sags?(?:nr|nummer|\s?-?id)|j\.?\s?nr|journalnr)\b")
# Elsewhere than at the foot it may be another case that a text names.
_CASE = re.compile(r"(?i)^sag\s+\S*\d")

# "Ansvarlig: Ane Dahl": a label and a few words.
_LABELLED_VALUE = re.compile(r"^[A-ZÆØÅ][\wæøå/.\- ]{1,28}:\s*\S.{0,70}(?<![.!?:,])$")


def labels_value(text: str) -> bool:
    """Whether a line is a label and a few words: "Ansvarlig: Ane Dahl"."""
    is_labelled = _LABELLED_VALUE.match(text) is not None
    return is_labelled and not _SENTENCE_END.search(text, text.index(":"))


# "Han fremlagde sin tælling: 40 biler i døgnet. Vi beder"
_SENTENCE_END = re.compile(r"[a-zæøå)]{4}[.!?] [A-ZÆØÅ]")


def is_head(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line at the top of an item is about the item: case, type, openness, route."""
    text = lines[index].text
    is_taken = lines[index].column_role is not None or lines[index].learnt is not None
    if is_taken or _heads_decision(lines, index):
        return False
    if index == 0 and number_alone(text) and not text[0].isdigit():
        # The item's number, below its title.
        return True
    if case_number_of(text) or head_row(text) or _is_labelled_row(text):
        return True
    if index and is_case_label(lines[index - 1].text) and case_number_at(lines, index - 1):
        return True
    if index and _is_below_label(lines[index - 1], text):
        return True
    if len(text) < 60 and (OPEN_LINE.search(text) or says_closed(text)):
        return True
    heading = heading_of(text)
    if heading is None:
        is_label = labels_value(text) and not _goes_on_below(lines, index)
        return is_label or _is_earlier_treatment(lines, index)
    is_label = heading.role in (Role.HEADER, Role.TITLE) and heading.length < len(text)
    return is_label or _is_earlier_treatment(lines, index)


def _goes_on_below(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a full line is one of a text that goes on below in small letters."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    is_full = len(lines[index].text) >= _FULL_LINE
    return is_full and below is not None and not below.gap_before and below.text[0].islower()


_FULL_LINE = 60


def _heads_decision(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Beslutning", beside the case number, is the heading of the item's only decision.

    It may as well be what is to be done: then a heading stands over the decision further down.
    """
    first, *beside = cells(lines[index].text)
    if not any(map(case_number_of, beside)) or vocabulary().role(first) is not Role.DECISION:
        return False
    below = lines[index + 1 :]
    return bool(below) and not any(
        heading.role in (Role.DECISION, Role.BOTH)
        for line in below
        if (heading := heading_of(line.text))
    )


def _is_labelled_row(text: str) -> bool:
    """Whether every cell is about the item or a label and its value: "Åben · Behandles i: ØU, BR"."""
    row = cells(text)
    return len(row) > 1 and all(is_head_cell(cell) or _LABELLED_VALUE.match(cell) for cell in row)


def _is_below_label(above: TextLine, text: str) -> bool:
    """Whether a line is what the label above it says: "Sagsbehandler", "Ina Falk"."""
    heading = heading_of(above.text)
    is_label = heading is not None and heading.role is Role.HEADER
    return (
        is_label
        and heading_of(text) is None
        and len(text.split()) <= _MAX_VALUE_WORDS
        and text[-1] != "."
    )


# More words than this below a label are a sentence.
_MAX_VALUE_WORDS = 5


def _is_earlier_treatment(lines: Sequence[TextLine], index: int) -> bool:
    """A body and date in the header that tell where the item was or goes, with no text to it."""
    end = index
    while end < len(lines) and names_treatment(lines[end].text):
        end += 1
    return end > index and heading_of(lines[end].text if end < len(lines) else "") is not None
