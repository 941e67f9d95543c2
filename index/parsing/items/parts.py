"""The open and the closed part of a meeting: where each begins, and what an item says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.parsing.items.choices import is_of_several, open_and_closed_columns
from index.parsing.items.entries import normalise_title
from index.parsing.items.listed import BEFORE_TITLE, entry_of
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import cells, head_row, says_beside
from index.parsing.text.closed import (
    OPEN_LINE,
    closes_title,
    end_of_closed_title,
    is_closed_mark,
    marks_one,
    one_item,
    run_in_closed,
    says_closed,
    ticked_public,
)
from index.parsing.text.headings import heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, unspaced, vocabulary

# A mark below a title is short.
_MAX_OPEN = 60
# How far below its title an item says whether it is open: as far as it has no
# section, but not through a long text without any.
_LOOK_AHEAD = 30
# How far down a mark may be one letter.
_NEAR = 6
_SAYS_CLOSED = re.compile(r"(?i)\b(?:lukket|fortrolig|ikke[- ](?:åben|offentlig))")
_SAID = re.compile(rf"{_SAYS_CLOSED.pattern}|\båbent?\b")
_FILE_NAME = re.compile(r"(?i)^(?:åbent?|lukket) (?:referat|dagsorden)$")
# One word says of a part that it is closed where it stands apart; else of one item.
_BARE = re.compile(r"(?i)\W*(?:lukket|fortroligt?|ikke[- ]offentligt?)\W*")


def part_marks(lines: Sequence[TextLine]) -> list[tuple[int, bool]]:
    """The lines that begin a part of the meeting, and whether it is closed.

    "Lukket referat" in a list of attachments is the name of a file.
    """
    marks = []
    in_attachments = False
    for index, line in enumerate(lines):
        role = vocabulary().role(line.text)
        if line.level is not None and _BARE.fullmatch(unspaced(line.text)):
            role = Role.CLOSED
        if role in (Role.OPEN, Role.CLOSED):
            stands_out = line.gap_before or line.level is not None or index == len(lines) - 1
            if stands_out or not (in_attachments and _FILE_NAME.match(line.text)):
                marks.append((index, role is Role.CLOSED))
        elif role is not None:
            in_attachments = role is Role.ATTACHMENTS
    return marks


def is_of_item(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a mark in a closed item's lines tells of that item alone.

    "Lukket dagsorden" in its head, or first in a section, does; behind its text
    it begins a part.
    """
    if _TREATED_CLOSED.fullmatch(lines[index].text) and not lines[index].gap_before:
        return True
    if index == len(lines) - 1 or vocabulary().role(lines[index].text) is not Role.CLOSED:
        return False
    return index < _NEAR or heading_of(lines[index - 1].text) is not None


# Said of one item, right below what else it says; of more it were "Behandlede".
_TREATED_CLOSED = re.compile(r"(?:(?:Punktet|Sagen) (?:er |blev )?b|B)ehandlet for lukkede døre\.")


def begins_closed_part(lines: Sequence[TextLine], below: TextLine) -> bool:
    """Whether the marks above a title close the items behind it too."""
    after = [*lines[1:], below]
    return any(closed for _, closed in part_marks(lines)[-1:]) or any(
        _BARE.fullmatch(unspaced(line.text)) and line.gap_before and following.gap_before
        for line, following in zip(lines, after, strict=False)
    )


def is_running(lines: Sequence[TextLine]) -> set[int]:
    """The lines that say "Åbent referat" at the top of a page as a page before did.

    Such a running head does not end a closed part.
    """
    found: set[int] = set()
    seen: Counter[str] = Counter()
    since_top = 0
    for index, line in enumerate(lines):
        since_top = 0 if line.starts_page else since_top + 1
        if since_top < 3 and vocabulary().role(line.text) is Role.OPEN:
            if seen[line.text]:
                found.add(index)
            seen[line.text] += 1
    return found


def opens_in_closed_part(
    lines: Sequence[TextLine], titles: Iterable[str | None], is_marked: bool = False
) -> bool:
    """Whether the last heading of the front closes the items below it.

    A list of the agenda's items in the front has parts too, and times are told
    there ("Lukket møde kl. 17"): neither closes the document. Nor does a part of which it says that
    there is none, or that stands right below the open part, as in menus, where its hour is told or
    an item of its own says that it is closed: `is_marked`.
    """
    marks = part_marks(lines)
    if not marks or not marks[-1][1]:
        return False
    index = marks[-1][0]
    below = lines[index + 1 :]
    hours = [bool(_HOUR.search(line.text)) for line in lines[max(0, index - 1) : index + 1]]
    if (below and _NONE.fullmatch(below[0].text)) or (
        (all(hours) or is_marked) and marks[-2:-1] == [(index - 1, False)]
    ):
        return False
    if index >= len(lines) - 2:
        return not any(line.text[0].isdigit() for line in below)
    known = {normalise_title(title) for title in titles if title} - {""}
    listed = any(normalise_title(entry_of(line.text)[1]) in known for line in below)
    return not listed and not hours[-1] and all(closed for _, closed in marks)


_HOUR = re.compile(r"(?i)\bkl\b|\d[.:]\d\d")
_NONE = re.compile(
    r"(?i)\W*(?:ingen|intet)(?: (?:lukkede? )?(?:punkter|sager|emner|(?:dagsordens|tillægs)(?:punkter|sager)))?\W*"
)


def closed_in_front(lines: Sequence[TextLine], is_listed: bool) -> TextLine | None:
    """The first line above all items that a closed title begins, with the text that follows it.

    Where the items are found, a list above them has their titles: there a text must be seen.
    """
    for index, line in enumerate(lines):
        above = lines[index - 1].text if index else ""
        is_title = run_in_closed(line.text) is not None and _is_closed_title(line, above)
        if is_title and (not is_listed or _has_text_behind(line.text)):
            return line
    return None


def said_public(beside: Sequence[str], lines: Sequence[TextLine]) -> bool | None:
    """Whether an item says that it is open, False when closed, None when it does not say.

    `beside` is what stands around the title: its label, marks in other cells,
    a title that is itself marked; `lines` is what follows. Columns for open and closed are no mark:
    where a value stands in them counts, and where that is not known, that nothing says open.
    """
    columns = open_and_closed_columns(lines)
    if not columns.rows:
        return _said(beside, lines)
    others = [line for index, line in enumerate(lines) if index not in columns.rows]
    said = _said(beside, others)
    is_closed = columns.public is False or (columns.public is None and said is None)
    return False if is_closed else said


def _said(beside: Sequence[str], lines: Sequence[TextLine]) -> bool | None:
    """What marks around a title say, and the lines below it."""
    marks = [cell.strip(" :.–-") for text in beside for cell in cells(text)]
    if any(
        closes_title(mark) or _SAYS_CLOSED.search(mark) or is_closed_mark(mark) for mark in marks
    ):
        return False
    if any(line_says_closed(text) for text in beside) or closing_line(lines) is not None:
        return False
    in_column = says_beside(lines)
    if in_column is False:
        return False
    if in_column or any(re.search(r"(?i)\båbent?\b", mark) for mark in marks):
        return True
    return _said_below(lines)


def _said_below(lines: Sequence[TextLine]) -> bool | None:
    """What the lines below a title say, up to the first section. Closed is said louder."""
    said = None
    for index, line in enumerate(lines[:_LOOK_AHEAD]):
        begins_part = vocabulary().role(line.text) in (Role.OPEN, Role.CLOSED)
        if begins_part and index == len(lines) - 1 and (line.gap_before or line.level is not None):
            return said
        if line.text.lower().startswith("bilag"):
            return said
        ticked = ticked_public(line.text)
        if ticked is not None:
            return ticked
        here = _said_in(lines, index)
        if here is False:
            return False
        said = said or here
        heading = heading_of(line.text)
        if heading is not None and heading.role not in _HEAD_ROLES:
            return said
    return said


_HEAD_ROLES = frozenset({Role.HEADER, Role.OPEN, Role.CLOSED, Role.TITLE, Role.MEMBERS})


def _said_in(lines: Sequence[TextLine], index: int) -> bool | None:
    """What one line in the head of an item says."""
    text = lines[index].text
    if line_says_closed(text) or _label_and_value_close(lines, index):
        return False
    if case_number_of(text) and _SAID.search(text):
        # "Lukket sag 22/740", "Sagsnr. 22/740 | Lukket | Ane Dahl".
        return not _SAYS_CLOSED.search(text)
    parts = cells(text)
    if index < _NEAR and len(parts) <= 3 and any(is_closed_mark(cell) for cell in parts):
        return False
    if OPEN_LINE.search(text) and len(text) < _MAX_OPEN:
        return True
    # A column beside the text.
    return True if len(parts) > 1 and OPEN_LINE.search(parts[0]) and head_row(parts[0]) else None


def line_says_closed(text: str) -> bool:
    """Whether the line, one of its cells, or a label in one and the answer in the next say it."""
    parts = cells(text)
    pairs = (f"{a.rstrip(' :')}: {b}" for a, b in pairwise(parts))
    return any(says_closed(said) for said in (text, *parts, *pairs))


def _label_and_value_close(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a label and the line below it say it together: "Offentlig", "Nej"."""
    text = lines[index].text
    if index + 1 >= len(lines) or len(text) > 40:
        return False
    return says_closed(f"{text.rstrip(' :')}: {lines[index + 1].text}")


def closing_line(lines: Sequence[TextLine]) -> int | None:
    """The line in an item's sections that closes the whole item, None when none does.

    So does a sentence about the item wherever it stands, a mark that is the
    first of a section, and one that stands apart. Behind the decision a mark
    begins something else: see `closing_rest`.
    """
    return next((index for index, rest in _closing(lines) if not rest), None)


def closing_rest(lines: Sequence[TextLine]) -> int | None:
    """The mark behind a decision from which on all text is closed: of an item with no number."""
    return next((index for index, rest in _closing(lines) if rest), None)


def _closing(lines: Sequence[TextLine]) -> Iterator[tuple[int, bool]]:
    role: Role | None = None
    begins = False
    for index, line in enumerate(lines):
        text = line.text
        heading = heading_of(text)
        if heading is not None and heading.role not in (Role.OPEN, Role.CLOSED):
            role, begins = heading.role, True
            text = text[heading.length :].strip()
            if not text:
                continue
        if role is Role.ATTACHMENTS or vocabulary().role(text) is not None:
            continue
        if role is not None and _closes(lines, index, text, begins):
            yield index, role is Role.DECISION and not begins and line.gap_before
        elif _is_closed_title(line, lines[index - 1].text if index else ""):
            yield index, True
        begins = False


# A title of a closed item that no number of the others' kind makes an item.
_MARKED_TITLE = re.compile(rf"(?i)^(?:lukket|fortroligt?) (?:{one_item()}|dagsorden)\s*[:–-]")
# Only where it stands apart: "Lukket: Køb af grund", not "Lukket: Nej", nor days.
_MARKED_SHORT = re.compile(
    r"(?i)^(?:lukket|fortroligt)\s*:\s*(?!(?:ja|nej|kl|uge|(?:man|tirs|ons|tors|fre|lør|søn)dag\w*)\b)[^\W\d]"
)
_MARKED_BEHIND = re.compile(r"(?i)[(\[](?:lukket|fortroligt?)(?: (?:punkt|sag))?[)\]]$")
# Marks before a title that no reader takes off.
_ORNAMENT = re.compile(r"^[^\w(\[☐□☒☑✓✔■]+")


# A number above a title, alone on its line.
_NUMBER_ALONE = re.compile(
    r"(?i)(?:(?:punkt|pkt\.?|sag|nr\.?)(?:\s?nr\.?)?\s*)?\d{1,4}[a-zæ]?[.:)]?$"
)


def _has_text_behind(text: str) -> bool:
    """Whether sentences follow a closed title on its line."""
    return end_of_closed_title(text, text.endswith(".")) is not None


_FULL_LINE = 60
_ENDS_SENTENCE = re.compile(r"[.!?:][)\"'”»*_]*$")


def _is_closed_title(line: TextLine, above: str) -> bool:
    """Whether a line in an item's text is the title of a closed item of its own, below the line `above`."""
    text = _ORNAMENT.sub("", line.text)
    stands_out = line.gap_before or line.level is not None
    # A line that is not full did not wrap.
    did_end = len(above) < _FULL_LINE or _ENDS_SENTENCE.search(above)
    may_begin = stands_out or line.starts_page or did_end
    if run_in_closed(text) and (may_begin or _has_text_behind(text)):
        return True
    if len(text) > 150 or text.endswith((".", ";")):
        return False
    match = BEFORE_TITLE.match(text)
    if match and match.group("number"):
        return closes_title(text[match.end() :])
    if _NUMBER_ALONE.match(above) and closes_title(text):
        return True
    is_marked = _MARKED_BEHIND.search(text) or _MARKED_SHORT.match(text) or marks_one(text)
    return bool(_MARKED_TITLE.match(text)) or (stands_out and bool(is_marked))


def _closes(lines: Sequence[TextLine], index: int, text: str, begins: bool) -> bool:
    said = says_closed(text) or (len(text.split()) > 4 and _goes_on_closed(lines, index, text))
    in_cell = any(len(cell.split()) > 1 and says_closed(cell) for cell in cells(text)[1:])
    # Asked last, for nearly no line says it.
    if not (said or in_cell) or is_of_several(lines, index):
        return False
    if not said:
        return True
    after = lines[index + 1] if index + 1 < len(lines) else None
    stands_apart = lines[index].gap_before and (after is None or after.gap_before)
    return begins or stands_apart or len(text.split()) > 1


def _goes_on_closed(lines: Sequence[TextLine], index: int, text: str) -> bool:
    """Whether a sentence that begins the line and ends on the next says it."""
    if not re.match(r"(?i)(?:punktet|sagen|dagsordenspunktet|jf|i henhold|af hensyn)\b", text):
        return False
    return index + 1 < len(lines) and says_closed(f"{text} {lines[index + 1].text}")
