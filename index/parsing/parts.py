"""The open and the closed part of a meeting: where each begins, and what an item says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.case_numbers import case_number_of
from index.parsing.cells import cells, is_mark
from index.parsing.closed import CLOSED_LINE, CLOSED_SENTENCE, CLOSED_TITLE, OPEN_LINE, TICKED
from index.parsing.headings import heading_of
from index.parsing.lines import TextLine
from index.parsing.vocabulary import Role, vocabulary

# A mark below a title is short; with the law that closes it, a line.
_MAX_OPEN = 60
_MAX_CLOSED = 150
# How far below its title an item says whether it is open.
_LOOK_AHEAD = 6
_SAYS_CLOSED = re.compile(r"(?i)\b(?:lukket|fortrolig|ikke[- ](?:åben|offentlig))")
_SAID = re.compile(rf"{_SAYS_CLOSED.pattern}|\båbent?\b")
_FILE_NAME = re.compile(r"(?i)^(?:åbent?|lukket) (?:referat|dagsorden)$")


def part_marks(lines: Sequence[TextLine]) -> list[tuple[int, bool]]:
    """The lines that begin a part of the meeting, and whether it is closed.

    "Lukket referat" in a list of attachments is the name of a file.
    """
    marks = []
    in_attachments = False
    for index, line in enumerate(lines):
        role = vocabulary().role(line.text)
        if role in (Role.OPEN, Role.CLOSED):
            stands_out = line.gap_before or line.level is not None or index == len(lines) - 1
            if stands_out or not (in_attachments and _FILE_NAME.match(line.text)):
                marks.append((index, role is Role.CLOSED))
        elif role is not None:
            in_attachments = role is Role.ATTACHMENTS
    return marks


def said_public(beside: Sequence[str], lines: Sequence[TextLine]) -> bool | None:
    """Whether an item says that it is open, False when closed, None when it does not say.

    `beside` is what stands around the title: its label, marks in other cells,
    a title that is itself marked; `lines` is what follows.
    """
    marks = [cell.strip(" :.–-") for text in beside for cell in cells(text)]
    if any(CLOSED_TITLE.search(mark) or _SAYS_CLOSED.search(mark) for mark in marks):
        return False
    if any(CLOSED_SENTENCE.match(line.text) for line in lines):
        return False
    if any(re.search(r"(?i)\båbent?\b", mark) for mark in marks):
        return True
    return _said_below(lines)


def _said_below(lines: Sequence[TextLine]) -> bool | None:
    """What the first lines below a title say, up to the first section."""
    for index, line in enumerate(lines[:_LOOK_AHEAD]):
        begins_part = vocabulary().role(line.text) in (Role.OPEN, Role.CLOSED)
        if begins_part and index == len(lines) - 1 and (line.gap_before or line.level is not None):
            return None
        if case_number_of(line.text) and _SAID.search(line.text):
            # "Lukket sag 22/740", "Sagsnr. 22/740 | Lukket | Ane Dahl".
            return not _SAYS_CLOSED.search(line.text)
        ticked = TICKED.match(line.text)
        if ticked:
            return ticked.group("said").lower() == "åben"
        if OPEN_LINE.search(line.text) and len(line.text) < _MAX_OPEN:
            return True
        if CLOSED_LINE.search(line.text) and len(line.text) < _MAX_CLOSED:
            return None if line.text.lower().startswith("bilag") else False
        first = cells(line.text)[0]
        if first != line.text and is_mark(first):
            # A column beside the text.
            return bool(OPEN_LINE.search(first))
        heading = heading_of(line.text)
        if heading is not None and heading.role not in (Role.HEADER, Role.OPEN, Role.CLOSED):
            return None
    return None
