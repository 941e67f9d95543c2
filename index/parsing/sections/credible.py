"""Whether a line in the form of a heading is one here, and no sentence, entry or file name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.sections.cuts import CASE, NEAR, Cut, begins_paragraph, begins_recommendation
from index.parsing.text.below import says_outcome
from index.parsing.text.headings import (
    Heading,
    closes_meeting,
    decision_beside,
    decision_heading,
    has_predicate,
    heading_of,
)
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import SectionKind


def heads_text(
    lines: Sequence[TextLine], index: int, heading: Heading, current: Cut | None
) -> bool:
    """Whether "Tidligere beslutninger" within a case stands over prose and not over a list."""
    if current is None or current.kind not in CASE or heading.length < len(lines[index].text):
        return False
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return len(below.split()) >= _MIN_PROSE and has_predicate(below) and "\t" not in below


# Fewer words are a body with its day.
_MIN_PROSE = 8


def is_credible(
    line: TextLine, heading: Heading, current: Cut | None, lines: Sequence[TextLine], index: int
) -> bool:
    """Whether a line in the form of a heading is one here, and not part of a sentence or list."""
    if heading.role in (Role.OPEN, Role.CLOSED):
        return True
    run_in = heading.length < len(line.text)
    within = None if current is None else current.kind
    in_decision = heading.role is Role.AMENDMENT and within not in _BEFORE_AMENDMENT
    # "Afbud fra Ane Dahl" within a case is a line of its text.
    is_told = heading.role is Role.ABSENT and run_in and line.text[heading.length - 1].isalpha()
    # How it was voted is all that was decided.
    is_all = heading.role is Role.VOTE and _is_over(current, lines, index)
    is_text = in_decision or is_all or (is_told and within in CASE)
    if is_text or (within is SectionKind.ATTACHMENTS and _is_attachment(lines, index)):
        return False
    if line.level is None and (_is_entry_of_list(lines, index) or _heads_figures(lines, index)):
        return False
    if heading.role in (Role.HEADER, Role.MEMBERS, Role.TITLE):
        # "Dato: 3. marts" inside a case presentation is a line of its text, the meeting's end none.
        is_end = closes_meeting(line.text) and "\t" in line.text
        return not run_in or is_end or within in (None, SectionKind.HEADER, SectionKind.ABSENT)
    if heading.role is Role.RECOMMENDATION and within is SectionKind.DECISION and not line.level:
        return _begins_next_recommendation(lines, index)
    if run_in and "\t" not in line.text and heading.role in (Role.BACKGROUND, Role.OTHER):
        return begins_paragraph(lines, index) and (
            within in _BEFORE_RUN_IN or bool(_MAIN.match(line.text))
        )
    if run_in or line.level is not None or line.text.rstrip().endswith(":"):
        return True
    # "lndstilling" is how recognition of images reads a capital I.
    first = _ENTRY.sub("", line.text)[:1]
    is_small = first.islower() and not re.match(r"l[nN]", line.text)
    return not is_small and not continues(lines, index)


def _is_over(current: Cut | None, lines: Sequence[TextLine], index: int) -> bool:
    """Whether right above a line stands the heading of a decision, with nothing of it yet."""
    if current is None or current.kind is not SectionKind.DECISION or current.line != index - 1:
        return False
    return 0 < current.length >= len(lines[current.line].text)


def continues(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line goes on a sentence that the line before left unfinished."""
    line = lines[index]
    return (
        index > 0
        and not line.gap_before
        and not line.starts_page
        and re.search(_UNFINISHED, lines[index - 1].text) is not None
    )


_UNFINISHED = r"(?:,|\b(?:og|til|af|en|et|den|det|i|på|for|med|om|som|at))$"


def _begins_next_recommendation(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a recommendation follows a decision.

    What a committee "indstiller" is its decision; only the plain heading, or a
    label with a proposal below, begins the next recommendation.
    """
    line = lines[index]
    if line.gap_before and vocabulary().role(line.text) and index + 1 < len(lines):
        return begins_recommendation(lines[index + 1].text)
    return bool(re.match(r"(?i)(?:\S+s )?indstilling(?:er)?(?::|\t|$)", line.text))


# Within these "Baggrund: ..." may be a label; in a decision only of a whole section.
_BEFORE_RUN_IN = (
    None,
    SectionKind.HEADER,
    SectionKind.BACKGROUND,
    SectionKind.ECONOMY,
    SectionKind.OTHER,
)
_BEFORE_AMENDMENT = frozenset(
    {SectionKind.BACKGROUND, SectionKind.ECONOMY, SectionKind.RECOMMENDATION}
)
_MAIN = re.compile(
    r"(?i)(?:supplerende )?(?:sagsfremstilling|resum[eé]|sammendrag|baggrund|redegørelse|sagsbeskrivelse"
    r"|beslutningstema|sagens kerne|lovgrundlag|historik|vurdering)\s*:"
)

_ENTRY = re.compile(r"^(?:(?P<number>\d{1,2})[.)]|(?P<letter>[a-hA-H])[.)]|[-–•*▪◦·])\s")


def _is_entry_of_list(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a heading's word is one entry of a list: an entry beside it is none."""
    if not _ENTRY.match(lines[index].text):
        return False
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(at - index) <= NEAR and _ENTRY.match(lines[at].text):
            if heading_of(lines[at].text) is None:
                return True
            at += step
    return False


def _heads_figures(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Forslag <tab> Helårsvirkning" heads the columns of a table: rows with figures stand below."""
    head = lines[index].text.split("\t")
    rows = [line.text.split("\t") for line in lines[index + 1 : index + 1 + _MIN_ROWS]]
    return (
        len(head) > 1
        and len(rows) == _MIN_ROWS
        and all(0 < len(cell.strip()) <= _MAX_COLUMN for cell in head)
        and not any(_SENTENCE_END.search(cell) for cell in head)
        and all(len(row) == len(head) for row in rows)
        and all(any(map(str.isdigit, row[-1])) and len(row[-1]) <= _MAX_COLUMN for row in rows)
        and not any(heading_of(row[0]) for row in rows)
    )


# So many rows make a table; what stands over a column is short, and so are figures.
_MIN_ROWS, _MAX_COLUMN = 2, 40
# "Anlæg, kr." ends none.
_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.:]$|:$")


def heads_attendance_table(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Afbud" is the head of a column of crosses beside "Til stede".

    The text of a PDF does not tell which column a cross stood in, so nobody
    may be called absent.
    """
    before = vocabulary().role(lines[index - 1].text) if index else None
    crosses = any(re.fullmatch(r"(?i)[x✓✗☒]", line.text) for line in lines[index + 1 : index + 7])
    return crosses and before in (Role.MEMBERS, Role.ABSENT)


_ATTACHMENT = re.compile(r"(?i)^(?:bilag\s*\d|\d+\s*[-.]|[-–•*])")


def _is_attachment(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a heading's word in a list of attachments is the name of a file.

    "Indstilling" below "Bilag" is a file when file names or nothing follow it,
    and a heading when prose does.
    """
    line = lines[index]
    if line.level is not None or decision_heading(line.text) or decision_beside(line.text):
        return False
    if "\t" in line.text and line.text.endswith("."):
        # A row of a table whose key is the word; no file ends so.
        return False
    following = lines[index + 1 : index + 4]
    first = following[0].text if following else ""
    if _ATTACHMENT.match(first):
        # "1. Anbefalet." is no file's name.
        return not says_outcome(_ENTRY.sub("", first))
    prose = (line.text for line in following)
    return not any(
        text.endswith((".", ":", ",")) or len(text) > 60 or heading_of(text) for text in prose
    )
