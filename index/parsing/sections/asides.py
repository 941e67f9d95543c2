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
    if current.kind is not SectionKind.ABSENT or line.text[0].islower() or line.text[0] == "(":
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


# "Bilag: 2", in the margin: how many there are is all that is said of them.
_COUNT = re.compile(r"(?i)(?:\d{1,2}(?: (?:stk|bilag)\.?)?|ingen|intet|nej|ja|[-–])\.?")
_ENTRY = re.compile(r"(?:\d{1,2}[.):]?|[a-zA-Z][.)]|[-–•*▪◦·]|(?i:bilag \d+))\s")
_FILE = re.compile(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|msg|jpe?g|png|tiff?)\b")
# Fewer words are the name of a paper.
_MIN_SENTENCE = 6


def behind_attachments(lines: Sequence[TextLine], index: int, cuts: Sequence[Cut]) -> Cut | None:
    """What begins behind attachments that are only counted, or that stand over the case.

    No attachment is a sentence.
    """
    if not cuts or cuts[-1].kind is not SectionKind.ATTACHMENTS or _ENTRY.match(lines[index].text):
        return None
    current, outer = cuts[-1], outer_cut(cuts)
    said = lines[current.line].text[current.length :].strip()
    is_counted = index == current.line + 1 and bool(_COUNT.fullmatch(said))
    stands_first = all(cut.kind in _OVER_CASE for cut in cuts) and lines[index].gap_before
    if not (is_counted or stands_first) or not _is_sentence(lines, index):
        return None
    if outer.kind in _OVER_CASE:
        return Cut(index, SectionKind.BACKGROUND, None, 0)
    return Cut(index, outer.kind, outer.heading, 0, outer.body, outer.date)


_OVER_CASE = frozenset({SectionKind.HEADER, SectionKind.ATTACHMENTS})


def _is_sentence(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the paragraph that begins with a line is prose."""
    end = index + 1
    while end < len(lines) and not lines[end].gap_before and end < index + NEAR:
        end += 1
    text = " ".join(line.text for line in lines[index:end])
    first = _SENTENCE.match(text)
    if first is None or _FILE.search(first[0]) or "\t" in first[0]:
        return False
    is_told = lines[index].gap_before or has_predicate(first[0])
    return is_told and len(first[0].split()) >= _MIN_SENTENCE


_SENTENCE = re.compile(r"[A-ZÆØÅ»\"](?:[^.!?]|[.!?](?!\s+[A-ZÆØÅ]|$))*[.!?:](?=\s|$)")


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
