"""Recommendations, decisions and cases that only their words and their place tell."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from index.parsing.sections.cuts import Cut, begins_paragraph, begins_sentence
from index.parsing.sections.learnt import announced
from index.parsing.text.below import says_outcome
from index.parsing.text.headings import (
    closes_meeting,
    decides,
    has_predicate,
    heading_of,
    is_outcome,
    is_proposal,
    recommends,
    tells_of_before,
)
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role
from index.types import SectionKind


def is_behind(lines: Sequence[TextLine], index: int, current: Cut) -> bool:
    """Whether the line stands apart behind a decision that is in italics, a row of a table, or set further in."""
    head, line = lines[current.line], lines[index]
    if current.kind is not SectionKind.DECISION:
        return False
    if head.learnt is not None and head.slanted and not current.length:
        if _heads_in_italics(lines, current.line):
            return False
        return line.gap_before and not line.slanted
    if head.learnt is not None and head.learnt.in_row:
        return line.gap_before or (line.page_first and lines[index - 1].text.endswith("."))
    is_set_out = line.gap_before and line.indent <= head.indent and index > current.line + 1
    if not is_set_out or current.length != len(head.text):
        return False
    ends = lines[current.line + 1], lines[index - 1]
    return all(below.indent >= head.indent + _SET_IN for below in ends)


_ONE_WORD = re.compile(r"(?:Vedtaget|Besluttet|Vedtog|Afgjort)")


def _heads_in_italics(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Vedtaget" in italics heads what was decided, as italics do over the sections above it."""
    return bool(_ONE_WORD.fullmatch(lines[index].text)) and any(
        line.slanted and heading_of(line.text) is not None for line in lines[:index]
    )


# So many blanks set a text in; fewer are a mark's.
_SET_IN = 3


def said_decision(lines: Sequence[TextLine], roles: Set[Role]) -> int | None:
    """The line on which a decision begins that no heading announces, only its place and its words.

    It ends the item: "Udvalget besluttede at …", "Drøftet. Formanden taler med rederiet."
    """
    if roles & _SPOKEN_FOR:
        return None
    closes = (i for i, line in enumerate(lines) if closes_meeting(line.text))
    return next((i for i in range(next(closes, len(lines))) if _decides_at_the_end(lines, i)), None)


# Where these are headings, so is the decision; under a recommendation alone it may have none.
_SPOKEN_FOR = frozenset(
    {Role.DECISION, Role.BOTH, Role.BACKGROUND, Role.ECONOMY, Role.OTHER, Role.TITLE}
)

# Who does what behind a decision, which then needs no heading of its own.
FOLLOW_UP = re.compile(r"(?i)(?:opfølgning|handling|ansvar(?:lige?)?|frist|tovholder)\b\s*(?::|$)")


def _decides_at_the_end(lines: Sequence[TextLine], index: int) -> bool:
    text = lines[index].text
    if not (decides(text) or (is_outcome(text, alone=False) and not tells_of_before(text))):
        return False
    if not (begins_sentence(lines, index) or _is_below_list(lines, index)):
        return False
    for line in lines[index + 1 : index + MAX_SAID]:
        heading = announced(line)
        if heading is not None or closes_meeting(line.text):
            is_over = heading is None or heading.role in BEHIND_DECISION
            return is_over or bool(FOLLOW_UP.match(line.text))
        if line.gap_before:
            return False
    return index + MAX_SAID >= len(lines)


def _is_below_list(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a sentence that decides stands below the last "At …" of a recommendation, with no gap.

    That entry is all of its line, which is shorter than the longest.
    """
    above = lines[index - 1].text
    if not _ENTRY_OF_PROPOSAL.match(above) or not decides(lines[index].text):
        return False
    is_whole = len(above) < _FULL_LINE * max(len(line.text) for line in lines)
    return is_whole and lines[index].text[:1].isupper() and not _UNFINISHED.search(above)


_ENTRY_OF_PROPOSAL = re.compile(r"(?:[-–•*▪◦·]\s|\d{1,2}[.)]\s|[a-z]\)\s)?[Aa]t\s")
_UNFINISHED = re.compile(
    r"(?:[,:;–-]|\b(?:og|til|af|en|et|den|det|de|i|på|for|med|om|som|at|fra))$"
)
# Of the longest line, a shorter one was not broken.
_FULL_LINE = 0.85

# More lines than any decision in running text has.
MAX_SAID = 60
BEHIND_DECISION = frozenset({Role.ABSENT, Role.ATTACHMENTS, Role.VOTE, Role.HEADER, Role.NOISE})

_TAKES_NO_DECISION = frozenset({SectionKind.ATTACHMENTS, SectionKind.HEADER, SectionKind.DECISION})


def said_cut(
    lines: Sequence[TextLine], index: int, current: Cut | None, decided: int | None
) -> Cut | None:
    """A decision that only its words announce, or a recommendation above it."""
    if decided is None or index > decided:
        return None
    if current is not None and current.kind in _TAKES_NO_DECISION:
        return None
    if index == decided:
        return Cut(index, SectionKind.DECISION, None, 0)
    is_recommended = recommends(lines[index].text) and begins_sentence(lines, index)
    return Cut(index, SectionKind.RECOMMENDATION, None, 0) if is_recommended else None


def unlabelled_cut(
    lines: Sequence[TextLine], index: int, current: Cut | None, roles: Set[Role]
) -> Cut | None:
    """A recommendation or decision that no heading of the item announces.

    "Forvaltningen foreslår, at …" begins one where a paragraph begins, and
    "Godkendt." is one where it stands alone.
    """
    text = lines[index].text
    if current is not None and current.kind in (SectionKind.ATTACHMENTS, SectionKind.HEADER):
        is_said = current.kind is SectionKind.ATTACHMENTS and _ends_with_outcome(lines, index)
        is_said = is_said and not roles & {Role.DECISION, Role.BOTH}
        return Cut(index, SectionKind.DECISION, None, 0) if is_said else None
    within_both = current is not None and current.role is Role.BOTH
    if within_both and current is not None and current.kind is SectionKind.RECOMMENDATION:
        decides = says_outcome(text) or re.match(r"(?i)ad\.?\s?\d", text)
        body, day = current.body, current.date
        decision = Cut(index, SectionKind.DECISION, None, 0, body, day, role=Role.BOTH)
        return decision if decides else None
    decided = current is not None and current.kind is SectionKind.DECISION
    if not decided and Role.DECISION not in roles and Role.BOTH not in roles and is_outcome(text):
        parted = index == 0 or index == len(lines) - 1 or lines[index].gap_before
        return Cut(index, SectionKind.DECISION, None, 0) if parted else None
    if roles & {Role.RECOMMENDATION, Role.BOTH} or not is_proposal(text):
        return None
    # Under a heading of its own "foreslår" is told of, "indstiller" is done.
    labelled = current is not None and current.heading is not None
    is_told = labelled and "indstil" not in text and not _is_decided_on(lines, index, current)
    if is_told or not begins_paragraph(lines, index):
        return None
    if current is not None and current.kind is SectionKind.DECISION:
        return None
    return Cut(index, SectionKind.RECOMMENDATION, None, 0)


def _is_decided_on(lines: Sequence[TextLine], index: int, current: Cut | None) -> bool:
    """Whether a proposal in one sentence is all that stands between the case and the decision's heading."""
    if (
        current is not None
        and index == current.line + 1
        and current.length == len(lines[index - 1].text)
    ):
        # It is the whole case.
        return False
    said = ""
    for at in range(index, min(index + MAX_SAID, len(lines))):
        if at > index and (heading := announced(lines[at])):
            return heading.role is Role.DECISION and bool(_ONE_PROPOSAL.fullmatch(said.strip()))
        if at > index and lines[at].gap_before:
            return False
        said += f"{lines[at].text} "
    return False


_ONE_PROPOSAL = re.compile(r"[^.:;]{3,80}, at (?:[^.!?]|\.(?!\s+[A-ZÆØÅ]|$))+\.?")


def _ends_with_outcome(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the last line says what became of the item: no attachment ends with a full stop."""
    text = lines[index].text
    return index + 1 == len(lines) and text.endswith(".") and is_outcome(text)


# What the item is about, printed once more below its decision. A predicate makes a
# paragraph part of the decision.
_SUBJECT = re.compile(
    r"(?:Indstillingen|Sagen|Punktet|Forslaget) (?:vedrører|omhandler|handler om)\b"
)
# How titles of items begin.
_TITLE_LIKE = re.compile(
    r"(?:Endelig |Foreløbig |Nyt? )?(?:[Ff]orslag (?:om|til|fra)|[Vv]edtagelse af|[Gg]odkendelse af|[Ss]var på"
    r"|Orientering (?:om|fra)|\w*[Bb]evilling(?:er)? (?:til|på|vedr)|Ansøgning (?:om|fra)|Redegørelse (?:for|om)"
    r"|Lokalplan|Kommuneplantillæg|(?:Anlægs)?[Rr]egnskab (?:for|over)|Salg af|Køb af|Udpegning af|Valg af)\b"
)
_MAX_SUBJECT_LINES = 4


def subject_cut(lines: Sequence[TextLine], index: int, current: Cut | None) -> Cut | None:
    """A paragraph behind a decision that only names what was decided on.

    It is set apart, the last before the next heading, and a phrase: "Forslag
    om ny sti i Elleby", "Indstillingen vedrører ...".
    """
    if current is None or current.kind is not SectionKind.DECISION or not lines[index].gap_before:
        return None
    if current.line + 1 >= index or not current.heading:
        return None
    end = index + 1
    while end < len(lines) and not lines[end].gap_before and heading_of(lines[end].text) is None:
        end += 1
    last = end == len(lines) or heading_of(lines[end].text) is not None
    text = " ".join(line.text for line in lines[index:end])
    if not last or end == len(lines) or end - index > _MAX_SUBJECT_LINES:
        return None
    is_phrase = _TITLE_LIKE.match(text) is not None and ":" not in text and not has_predicate(text)
    # A mark alone is what was left of an empty field.
    is_stray = not any(character.isalnum() for character in text)
    if is_stray:
        return Cut(index, SectionKind.OTHER, None, 0, noise=True)
    is_subject = is_phrase or _SUBJECT.match(text)
    return Cut(index, SectionKind.BACKGROUND, None, 0) if is_subject else None
