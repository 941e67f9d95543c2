"""Asides within a section, such as who was away, and where the section goes on behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.sections.cuts import NEAR, Cut
from index.parsing.text.below import says_outcome
from index.parsing.text.headings import has_predicate
from index.parsing.text.lines import TextLine
from index.types import SectionKind

_NAME = re.compile(
    r"^(?:[-–•*]\s*)?[A-ZÆØÅ][\wæøåéöü.'’-]*(?:\s+(?:[A-ZÆØÅ][\wæøåéöü.'’-]*|von|van|de|af))*(?:\s*\([^)]{1,25}\))?"
    r"(?:\s*[-–,]\s*[\wæøå ]{0,40})?[.,;]?$"
)
_NOBODY = re.compile(r"(?i)^(?:ingen|-|nej|alle (?:var )?til stede)\W*$")

# "Fra forvaltningen deltog Ane Dahl": these were not away. A substitute belongs to who was.
_ATTENDS = re.compile(
    r"(?!.*(?i:stedet|stedfortr|suppleant|afløser))(?:Fra|For|Endvidere|Desuden|Derudover|Herudover|Som)\b"
    r"[^.:]{0,60}?\b(?:deltog|deltager|mødte)\b(?! ikke)"
    r"|(?!.*\b(?i:ikke|afbud|fraværende|forhindret|stedet|stedfortr|suppleant|afløser))[A-ZÆØÅ][^.:;()]{0,60}?"
    r"\b(?:var|er) (?:repræsenteret|til stede)\b"
)


def aside_ends(lines: Sequence[TextLine], index: int, cuts: Sequence[Cut]) -> bool:
    """Whether an aside about absence is over and the decision goes on."""
    current = cuts[-1]
    line, previous = lines[index], lines[index - 1]
    if len(cuts) > 1 and current.kind is SectionKind.ABSENT and _ATTENDS.match(line.text):
        return True
    if len(cuts) < 2 or outer_cut(cuts).kind is not SectionKind.DECISION:
        return False
    if current.kind is not SectionKind.ABSENT or line.text[0].islower():
        return False
    if says_outcome(line.text):
        return True
    # Below a label with nothing behind it stand names, but for a gap that says there are none.
    is_empty = (
        line.gap_before and index == current.line + 1 and current.length == len(previous.text)
    )
    goes_on = previous.text.rstrip().endswith((",", " og") if is_empty else (",", " og", ":"))
    if goes_on or _NAME.match(line.text) or _NOBODY.match(line.text):
        return bool(_NOBODY.match(previous.text)) and index > current.line + 1
    return not _BEGINS_WITH_NAME.match(line.text) or _does(line.text)


_BEGINS_WITH_NAME = re.compile(r"[A-ZÆØÅ][^.]{0,80}\([A-ZÆØÅ]{1,2}\)")
_TELLS_OF_ABSENCE = re.compile(
    r"(?i)\b(?:deltog|deltager|fraværende|afbud|forfald|forlod|ankom|mødte|gik|kom|inhabil\w*|suppleant\w*|orlov"
    r"|stedet|stedfortr\w*|afløs\w*|for hvem|til stede)\b"
)


def _does(text: str) -> bool:
    """Whether someone does in the meeting what a line tells, which those who are away do not."""
    return has_predicate(text) and not _TELLS_OF_ABSENCE.search(text)


def list_goes_on(lines: Sequence[TextLine], index: int, cuts: Sequence[Cut]) -> bool:
    """Whether "c." continues a list that "Bilag" below its "b." interrupted."""
    if cuts[-1].kind is not SectionKind.ATTACHMENTS or len(cuts) < 2:
        return False
    letter = _LETTER.match(lines[index].text)
    if letter is None:
        return False
    near = lines[max(0, cuts[-1].line - NEAR) : cuts[-1].line]
    before = [m.group() for line in near if (m := _LETTER.match(line.text))]
    return bool(before) and ord(before[-1][0]) + 1 == ord(letter.group()[0])


_LETTER = re.compile(r"^[a-zA-Z][.)](?=\s)")


def outer_cut(cuts: Sequence[Cut]) -> Cut:
    """The section that the current aside (absence, a file under an entry) stands in."""
    for cut in cuts[: -NEAR - 1 : -1]:
        if cut.kind not in (SectionKind.ABSENT, SectionKind.ATTACHMENTS):
            return cut
    return cuts[0]
