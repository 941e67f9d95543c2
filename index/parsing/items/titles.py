"""Where an item's title ends, and what it says without its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.parsing.items.chains import ItemStart
from index.parsing.items.entries import normalise_title
from index.parsing.items.numbers import LETTERED_HEADING, number_alone
from index.parsing.text.case_numbers import (
    bare_case_number,
    case_labels,
    case_number_of,
    split_case_number,
)
from index.parsing.text.cells import head_row, title_cells
from index.parsing.text.closed import closes_title, without_closed_mark
from index.parsing.text.headings import body_and_date, heading_of
from index.parsing.text.lines import TextLine

# The kind of item, or that it is open, printed behind its title.
_ITEM_TYPE = re.compile(
    r"(?i)\s*[(\[](?:[BOD]|(?:beslutning|orientering|drøftelse)(?:ssag|spunkt)?|til \w+|åbent?(?: \w+)?)[)\]]\s*$"
    r"|\s*[–,-]\s+åbent?(?:\s+(?:sag|punkt))?\s*$"
    r"|\s+[–-]\s+(?-i:Beslutning|Orientering|Drøftelse)(?:ssag|spunkt)?\s*$"
    # When it is on, or how long it may take.
    r"|\s*[(\[](?:kl\.?\s*)?\d{1,2}[.:]\d\d\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}[.:]\d\d[)\]]\s*$"
    r"|\s*[(\[]kl\.?\s*\d{1,2}(?:[.:]\d\d)?[)\]]\s*$"
    r"|\s*[(\[](?:ca\.?\s*)?\d{1,3}\s*min(?:\.|utter)?[)\]]\s*$"
)
_OPEN_BEFORE = re.compile(
    r"(?i)^åbent?(?:(?:\s(?:sag|punkt|dagsordenspunkt))?\s*(?:[:.]|\s[–-])|\s(?:sag|punkt|dagsordenspunkt),)\s+(?=\S)"
)
# "Beslutning: Salg af grund"
_TYPE_BEFORE = re.compile(
    r"(?i)^(?:beslutning|drøftelse)(?:s?sag|spunkt)?\s?:\s+(?-i:(?=[A-ZÆØÅ]))"
)
# A title over more lines than this is not a title.
_MAX_TITLE_LINES = 4
# Shorter lines of a title did not wrap.
_MIN_WRAPPED = 40
_UNFINISHED = re.compile(
    r"(?:[-–,/(]|(?<!\w)(?:og|eller|samt|for|til|af|i|på|om|med|ved|fra|den|det|de|en|et|mellem|under|vedr\."
    r"|vedrørende|jf\.))$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it may be shown, and the cells about the item that stood on its lines."""

    text: str
    case_number: str | None
    cells: tuple[str, ...]


def title_end(
    lines: Sequence[TextLine], start: ItemStart, stop: int, titles: Mapping[str, str | None]
) -> int:
    """The index of the first line behind the title.

    A title wraps when the table of contents has it longer, when the file marks
    both lines alike, or when a case number, a heading or a gap follows within
    a few lines and nothing parts them.
    """
    after = min(start.title_line + 1, stop)
    first = lines[start.title_line].text[start.title_offset :]
    listed = _listed_end(lines, start, stop, titles)
    if listed is None and _goes_on_without_cells(lines, start.title_line, stop):
        listed = after + 1
    if listed is not None:
        return listed
    level = lines[start.title_line].level
    if level is not None:
        return _marked_end(lines, start.title_line, stop)
    if first.rstrip().endswith((".", "?", ":")) and len(first) < 60:
        return after
    for index in range(after, min(after + _MAX_TITLE_LINES - 1, stop)):
        line, before = lines[index], lines[index - 1].text
        if _hangs(lines, start, index, stop):
            continue
        if line.gap_before or line.starts_page:
            return index if _wraps(before, lines[index - 2].text) or index == after else after
        if case_number_of(line.text) or (not _goes_on(before, line.text) and ends_title(line)):
            return index
        if len(before) < _MIN_WRAPPED and not _goes_on(before, line.text):
            # A short line did not wrap: what follows is text.
            return index if index == after or _goes_on(lines[index - 2].text, before) else after
        if line.text.endswith(".") and not _ENDS_OTHERWISE.search(line.text):
            break
    else:
        if after + _MAX_TITLE_LINES - 1 >= stop > after:
            return stop if _goes_on(lines[stop - 2].text, lines[stop - 1].text) else after
    return after


# What ends with a point and may end a title: a short form, a day.
_ENDS_OTHERWISE = re.compile(r"\b(?:(?:mv|m\.v|m\.fl|etc|kr)|\d{1,2}\.\d{1,2})\.$")


def _hangs(lines: Sequence[TextLine], start: ItemStart, index: int, stop: int) -> bool:
    """Whether a line is set under the first word of the title, and the title's end follows it."""
    if index + 1 >= stop or ends_title(lines[index]) or lines[index].gap_before:
        return False
    first = lines[start.title_line]
    column = first.indent + start.title_offset
    is_under = start.title_offset > 0 and abs(lines[index].indent - column) <= 1
    return is_under and (ends_title(lines[index + 1]) or lines[index + 1].gap_before)


def _goes_on_without_cells(lines: Sequence[TextLine], first: int, stop: int) -> bool:
    """Whether a title that stands in a cell goes on below, where no cell hides that it is set large.

    It is larger than the heading that follows.
    """
    if "\t" not in lines[first].text or first + 2 >= stop:
        return False
    line, below = lines[first + 1], lines[first + 2]
    if line.level is None or line.gap_before or ends_title(replace(line, level=None)):
        return False
    return (
        below.level is not None and below.level > line.level and heading_of(below.text) is not None
    )


def _goes_on(before: str, text: str) -> bool:
    """Whether a line continues the one before: in small letters, or after an unfinished one."""
    is_within = text[0].islower() and not _ENTRY.match(text)
    return bool(_UNFINISHED.search(before)) or (is_within and len(before) > 15)


# "a. Formanden": the first of a list below a title.
_ENTRY = re.compile(r"[a-zæøå][.)]\s")


def _wraps(last: str, before: str) -> bool:
    """Whether a title's last line is what a full line before it left over."""
    return not last.endswith(".") and (len(before) >= _MIN_WRAPPED or _goes_on(before, last))


def _marked_end(lines: Sequence[TextLine], first: int, stop: int) -> int:
    """The end of a title that the file marks as a heading over one or more lines."""
    end = first + 1
    while (
        end < min(first + _MAX_TITLE_LINES, stop)
        and lines[end].level == lines[first].level
        and not lines[end].gap_before
        and not LETTERED_HEADING.match(lines[end].text)
        and not ends_title(replace(lines[end], level=None))
    ):
        end += 1
    if (
        end < stop
        and end == first + 1
        and not lines[end].gap_before
        and _goes_on(lines[first].text, lines[end].text)
        and len(lines[first].text) >= _MIN_WRAPPED
        # Days have no letters that could be set as a heading's: "møder i udvalget", "4.2., 9.3.".
        and (lines[end].text[0].islower() or not any(map(str.isalpha, lines[end].text)))
    ):
        end += 1
    return min(end, stop)


def wrapped_end(lines: Sequence[TextLine], first: int, stop: int) -> int:
    """The end of a title by its words alone: as long as each line goes on the one before."""
    end = min(first + 1, stop)
    while (
        end < min(first + _MAX_TITLE_LINES, stop)
        and (_goes_on(lines[end - 1].text, lines[end].text) or lines[end].level is not None)
        and not ends_title(replace(lines[end], level=None))
        and not lines[end].text.endswith(".")
    ):
        end += 1
    return end


def ends_title(line: TextLine) -> bool:
    """Whether no title goes on in this line: it is a heading, or about the item."""
    return (
        case_number_of(line.text) is not None
        or head_row(line.text)
        or heading_of(line.text, marked=line.level is not None) is not None
        or body_and_date(line.text) is not None
        or line.level is not None
    )


def _listed_end(
    lines: Sequence[TextLine], start: ItemStart, stop: int, titles: Mapping[str, str | None]
) -> int | None:
    """Where the title ends according to the table of contents, or before its number; None when neither tells."""
    after = start.title_line + 1
    if after < stop and start.number and number_alone(lines[after].text) == start.number:
        return after
    text = ""
    for index in range(start.title_line, min(start.title_line + _MAX_TITLE_LINES, stop)):
        part = lines[index].text
        text += part[start.title_offset :] if index == start.title_line else part
        if normalise_title(text) in titles:
            return index + 1
    return None


_NO_TYPE = re.compile(r"(?!)")
# "(bevillingssag)", "(byggesag)": what sort of case it is, in the municipality's own words;
# or before the title, where "Orienteringssag: Rotter" is all that it is called by.
_OWN_TYPE = re.compile(
    r"[(\[](?!beslutning|orientering|drøftelse|person|lukket)[a-zæøå]{3,}sag[)\]]\s*$"
    r"|^(?!(?i:beslutning|drøftelse|person|lukket))[A-ZÆØÅ][a-zæøå]{2,}ssag\s?:\s+(?=\S)"
)


def says_type_of_case(title: str) -> bool:
    """Whether a title tells a sort of case that no list has: there "(beslutningssag)" is one, too."""
    return _OWN_TYPE.search(title) is not None


def title_of(
    lines: Sequence[TextLine], start: ItemStart, end: int, with_type: bool = False
) -> Title:
    """The title on the lines from its first up to `end`, without marks and case number.

    The type of the item is left in `with_type`.
    """
    item_type = _NO_TYPE if with_type else _ITEM_TYPE
    parts, beside = [], []
    for index in range(start.title_line, end):
        text = lines[index].text[start.title_offset if index == start.title_line else 0 :]
        part, marks = title_cells(text)
        parts.append(part)
        beside += marks
    type_before = _NO_TYPE if with_type else _TYPE_BEFORE
    whole = type_before.sub("", _OPEN_BEFORE.sub("", join_wrapped(parts)))
    if _is_type_the_title(whole, item_type.sub("", whole)):
        item_type = _NO_TYPE
    title, number = split_case_number(item_type.sub("", whole))
    title = without_closed_mark(item_type.sub("", title))
    title, behind = split_case_number(_open_label().sub("", title))
    numbers = (number, behind, *(case_number_of(cell) or bare_case_number(cell) for cell in beside))
    bare = split_case_number(whole)[0]
    closed = tuple(said for said in (whole, bare) if closes_title(said))
    title = title.removesuffix(":").rstrip() or title
    return Title(title, next((n for n in numbers if n), None), (*closed, *beside))


def _is_type_the_title(whole: str, rest: str) -> bool:
    """Whether nothing but the mark of a closed item stands before its type: "Lukket - Orientering"."""
    is_mark = closes_title(rest) and without_closed_mark(rest) == rest
    return is_mark and whole[len(rest) :].lstrip().startswith(("-", "–"))


@cache
def _open_label() -> re.Pattern[str]:
    """A label at the end of a title whose number stands on the next line: "Ny mole (J.nr."."""
    return re.compile(rf"(?i)\s*[(\[]\s*{case_labels()}$")


def join_wrapped(parts: Sequence[str]) -> str:
    """Lines of one title as one line; a word broken by a hyphen is mended.

    >>> join_wrapped(["Ny børne-", "have i Ellebæk"]), join_wrapped(["Børne-", "og ungepolitik"])
    ('Ny børnehave i Ellebæk', 'Børne- og ungepolitik')
    """
    text = ""
    for part in (" ".join(raw.split()) for raw in parts):
        if re.search(r"[a-zæøå]-$", text) and re.match(r"(?!og\b|eller\b|samt\b)[a-zæøå]", part):
            text = text[:-1] + part
        elif re.search(r"\d-$", text):
            text += part
        else:
            text = f"{text} {part}".strip()
    # Drawn as one line by the reader: "2030- fremskrivning".
    return re.sub(r"(?<=\d)- (?=[a-zæøå]{4,})", "-", text)
