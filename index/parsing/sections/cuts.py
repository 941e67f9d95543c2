"""Where a section begins in the lines of an item, and what begins a sentence or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.parsing.text.cells import case_number_in, head_row, text_offset
from index.parsing.text.headings import Heading, is_proposal
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role
from index.types import SectionKind


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a section begins: at a line, `length` characters of which are its heading."""

    line: int
    kind: SectionKind
    heading: str | None
    length: int
    body: str | None = None
    date: date | None = None
    noise: bool = False
    role: Role | None = None


def begins_sentence(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a sentence may begin with the line: it stands apart, or the one above has ended."""
    line = lines[index]
    is_parted = index == 0 or line.gap_before or line.starts_page
    return is_parted or lines[index - 1].text.endswith((".", "!", "?", ":"))


CASE = frozenset({SectionKind.BACKGROUND, SectionKind.ECONOMY, SectionKind.OTHER})


def cut_of(line: TextLine, index: int, heading: Heading, current: Cut | None) -> Cut:
    """The section that a heading begins on its line, within or behind the current one."""
    text = line.text[text_offset(line.text) : heading.length].rstrip(" :.\t")
    body, day = heading.body, heading.date
    if heading.role in (Role.ABSENT, Role.VOTE) and current is not None:
        # "Fraværende" inside a decision belongs to that decision's meeting.
        body, day = current.body, current.date
    # "Beslutning <tab> J.nr.: 22/740": the number beside a heading is none of its text.
    beside = line.text[heading.length :].strip()
    is_number = "\t" in line.text and head_row(beside) and case_number_in(beside) is not None
    length = len(line.text) if is_number else heading.length
    return Cut(index, KIND.get(heading.role, SectionKind.OTHER), text or None, length, body, day,
                noise=heading.role is Role.NOISE, role=heading.role)  # fmt: skip


KIND = {
    Role.BOTH: SectionKind.RECOMMENDATION,
    Role.BACKGROUND: SectionKind.BACKGROUND,
    Role.RECOMMENDATION: SectionKind.RECOMMENDATION,
    Role.DECISION: SectionKind.DECISION,
    Role.VOTE: SectionKind.VOTE,
    Role.ABSENT: SectionKind.ABSENT,
    Role.ATTACHMENTS: SectionKind.ATTACHMENTS,
    Role.ECONOMY: SectionKind.ECONOMY,
    Role.OTHER: SectionKind.OTHER,
    Role.HEADER: SectionKind.HEADER,
    Role.MEMBERS: SectionKind.HEADER,
    Role.TITLE: SectionKind.HEADER,
    Role.CONTENTS: SectionKind.HEADER,
    Role.OPEN: SectionKind.HEADER,
    Role.CLOSED: SectionKind.HEADER,
}

# How many lines, or sections, of a list are looked through for where it began.
NEAR = 100


def begins_paragraph(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a paragraph may begin with the line: also below a line too short to be full."""
    line = lines[index]
    if index == 0 or line.gap_before or line.starts_page:
        return True
    before = lines[index - 1].text
    return before.endswith((".", "!", "?", ":")) or len(before) < 40


def begins_recommendation(text: str) -> bool:
    """Whether a text begins as what is recommended does: "at molen bygges", "1. At …"."""
    return is_proposal(text) or bool(
        re.match(r"(?i)\s*(?:\d{1,2}[.)]\s*|[-–•a-h][.)]?\s+)?at\b", text)
    )
