"""What a line says of its item beside the title: case number, openness, type.

Some layouts set these on a line of their own, others in a cell of the title's
line, others in a column beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from index.parsing.text.case_numbers import (
    SUBJECT_NUMBER,
    SURE_FORM,
    bare_case_number,
    case_labels,
    case_number_of,
    is_case_label,
    is_short_case_number,
    is_subject_number,
)
from index.parsing.text.closed import (
    OPEN_LINE,
    is_closed_mark,
    one_item,
    says_closed,
    tells_subject,
)
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary

# Cells are parted by a tab, or by the spaces that a text file sets a column with.
_BETWEEN = re.compile(r"\s*\t\s*|\s{3,}|\s[|·•]\s")
# Beside a title also by a stroke: "Salg af grund / Sagsnr. 21/0412", not "Indsats 1 / 2026".
_BESIDE_TITLE = re.compile(rf"{_BETWEEN.pattern}|\s/(?:\s+(?!\d+$)|$)")
_ITEM_TYPE = re.compile(
    r"(?i)^[(\[](?:beslutning|orientering|drøftelse|[bodi])[)\]]$"
    r"|^[(\[]?(?:(?:beslutnings|orienterings|drøftelses)(?:sag|punkt)"
    r"|til (?:beslutning|orientering|drøftelse|godkendelse|efterretning)|[BO]-?(?:sag|punkt))[)\]]?\.?$"
)
_OPEN_OR_CLOSED = re.compile(rf"(?i)^[(\[]?(?:åben|lukket)t?(?:\s+{one_item()})?[)\]]?\.?$")
_COMPANION = re.compile(
    r"(?i)^(?:dok(?:ument)?\.?\s?(?:nr|id|(?=\d))|initialer|sagsbehandler|sagsansvarlig|kle)\b"
    r"|^\d{1,3} (?:filer?|bilag|dokument(?:er)?|vedhæftn?inger)$"
)
# "Sagsfremstilling" may follow such a cell, so a word of prose may not be one.
_MAX_CELL = 60


@lru_cache(maxsize=4096)
def is_head_cell(text: str) -> bool:
    """Whether the text is about the item and nothing else.

    >>> is_head_cell("22/740"), is_head_cell("Lukket sag"), is_head_cell("(Beslutning)")
    (True, True, True)
    >>> is_head_cell("Salg af grund")
    False
    """
    if len(text) > _MAX_CELL:
        return False
    return bool(
        _OPEN_OR_CLOSED.match(text)
        or _ITEM_TYPE.match(text)
        or _COMPANION.match(text)
        or is_case_label(text)
        or case_number_of(text)
        or bare_case_number(text)
        or is_subject_number(text)
        or OPEN_LINE.match(text)
        or is_closed_mark(text)
    )


@cache
def _chips() -> re.Pattern[str]:
    """Small marks that a web page sets behind a title, with nothing but a blank between.

    They say open or closed, perhaps with the number of the case or of its subject.
    """
    mark = rf"((?:Åbent?|ÅBENT?|Lukket|LUKKET)(?:\s{one_item()})?)"
    number = rf"((?i:{case_labels()}\s*)?(?:{SUBJECT_NUMBER}|{SURE_FORM}))"
    return re.compile(
        rf"(?<=[^\s,–-])[\s,–-]{{1,{_MAX_BLANK}}}(?:{mark}(?:[\s·|/,]+{number})?|{number}[\s·|/,]+{mark})$"
    )


# Between a title and its marks, all marks, and how many marks there may be. Where a
# longer line ends is looked at no further back, so that no line costs its square.
_MAX_BLANK, _MAX_MARKS, _MAX_ROUNDS = 10, 120, 3


def _without_chips(text: str) -> tuple[str, list[str]]:
    """The line without the marks behind its title, and the marks."""
    marks: list[str] = []
    for _ in range(_MAX_ROUNDS):
        chips = _chips().search(text, max(0, len(text) - _MAX_MARKS))
        if chips is None:
            break
        text = text[: chips.start()]
        marks = [*(chip for chip in chips.groups() if chip), *marks]
    return text, marks


def is_mark(text: str) -> bool:
    """Whether the line says that an item is open or closed, and nothing else."""
    return bool(_OPEN_OR_CLOSED.match(text)) or is_closed_mark(text)


@lru_cache(maxsize=8192)
def cells(text: str) -> tuple[str, ...]:
    """The cells of a line, from left to right."""
    return tuple(cell for cell in _BETWEEN.split(text) if cell)


def says_open(text: str) -> bool:
    """Whether a cell says open and nothing else."""
    return bool(OPEN_LINE.fullmatch(text)) or vocabulary().role(text) is Role.OPEN


def names_both(text: str) -> bool:
    r"""Whether one cell of a row says open and another closed: the heads of two columns.

    >>> names_both("Dato\tÅbent punkt\tLukket punkt"), names_both("Lukket punkt\tSag 4")
    (True, False)
    """
    row = cells(text) if "\t" in text or "  " in text or "|" in text else ()
    return any(map(says_open, row)) and any(map(says_closed, row))


def head_row(text: str) -> bool:
    """Whether every cell of the line is about the item: "Sagsnr. 22/740    Åben sag".

    Beside the subject of a case its number may be short: "27.42.00.Ø54    19/4".
    """
    row = cells(text)
    has_subject = any(is_subject_number(cell) for cell in row)
    return all(is_head_cell(c) or (has_subject and is_short_case_number(c)) for c in row)


def heads_item(text: str) -> bool:
    r"""Whether every cell is about the item, or the label of something about it with its value.

    >>> heads_item("Sagsforløb: ØU\tMødedato: 03.05.2016"), heads_item("Journalnr.: A00")
    (True, True)
    >>> heads_item("Havnen: en plan")
    False
    """
    return all(is_head_cell(cell) or _is_labelled(cell) for cell in cells(text))


def _is_labelled(cell: str) -> bool:
    label, colon, value = cell.partition(":")
    if not colon or not value.strip() or len(cell) > _MAX_CELL:
        return False
    return vocabulary().role(label) is Role.HEADER or bool(OPEN_LINE.fullmatch(value.strip()))


# What a column beside the title says is to be done: "Beslutning om linjeføring", "Anbefaling til Byrådet".
_TO_BE_DONE = re.compile(
    r"(?i)(?:til\s)?(?:beslutning|orientering|drøftelse|efterretning|godkendelse|anbefaling|indstilling|høring)"
    r"(?:\s(?:om|til|i|af|over)\s\S{3,20}(?:\s\S{2,20})?)?\.?"
)
# When an item is on, or how long it may take.
_TIME = re.compile(
    r"(?i)[(\[]?(?:(?:ca\.?\s*)?\d{1,3}\s*min(?:\.|utter)?"
    r"|(?:kl\.?\s*)?\d{1,2}[.:]\d\d(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}[.:]\d\d)?)[)\]]?"
)


def title_cells(text: str) -> tuple[str, list[str]]:
    r"""The title's part of a line, and the cells about the item behind it, but for its time.

    >>> title_cells("Salg af grund     Lukket sag   20/1894")
    ('Salg af grund', ['Lukket sag', '20/1894'])
    >>> title_cells("Salg af grund\t(ca. 10 min.)"), title_cells("Salg af grund\tkl. 17.30")
    (('Salg af grund', []), ('Salg af grund', []))
    >>> title_cells("Salg af grund\t20/1894\tBeslutning om udbud")
    ('Salg af grund', ['20/1894'])
    >>> title_cells("Lukket\tPersonalesag"), title_cells("Salg af grund\tPersonalesag")
    (('Personalesag', ['Lukket']), ('Salg af grund', ['Personalesag']))
    >>> title_cells("Salg af grund Åben 82.02.00-G10-4-24")
    ('Salg af grund', ['Åben', '82.02.00-G10-4-24'])
    """
    text, marks = _without_chips(text)
    text = _without_task(text)
    parts = [cell for cell in _BESIDE_TITLE.split(text) if cell]
    first, last = 0, len(parts)
    while last > 1 and (heads_item(parts[last - 1]) or _TIME.fullmatch(parts[last - 1])):
        if tells_subject(parts[last - 1]) and all(map(is_closed_mark, parts[: last - 1])):
            break
        last -= 1
    while first < last - 1 and (is_closed_mark(parts[first]) or case_number_of(parts[first])):
        first += 1
    if last == len(parts) and not first:
        return text.removesuffix(" /"), marks
    begin = text.index(parts[first], sum(map(len, parts[:first])))
    end = text.index(parts[last], sum(map(len, parts[:last]))) if last < len(parts) else len(text)
    about = [cell for cell in parts[last:] if not _TIME.fullmatch(cell)]
    return text[begin:end].strip(" \t|·•/"), [*parts[:first], *about, *marks]


def _without_task(text: str) -> str:
    """The line without what its last cell says is to be done."""
    row = text.rstrip().split("\t")
    return "\t".join(row[:-1]) if len(row) > 1 and _TO_BE_DONE.fullmatch(row[-1].strip()) else text


def text_offset(text: str) -> int:
    r"""Where the text of a line begins behind a cell about the item, 0 when there is none.

    >>> text_offset("22/740\tSagsfremstilling"), text_offset("Sagsfremstilling")
    (7, 0)
    """
    first, tab, rest = text.partition("\t")
    if not tab or not rest.strip() or not _may_stand_beside(first.strip(), rest.strip()):
        return 0
    return len(text) - len(rest.lstrip())


# A cell of a column beside the text is narrow.
_MAX_BESIDE = 30
_MAIN_ROLES = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.DECISION, Role.ECONOMY})


def _may_stand_beside(cell: str, rest: str) -> bool:
    """Whether a cell is about the item: by what it says, or as a label beside a heading."""
    if is_head_cell(cell):
        return True
    return (
        len(cell) <= _MAX_BESIDE
        and vocabulary().role(cell) is Role.HEADER
        and vocabulary().role(rest) in _MAIN_ROLES
    )


# So far down an item a column beside its text reaches.
_BESIDE_LINES = 16
_MIN_TEXT = 25


def says_beside(lines: Sequence[TextLine]) -> bool | None:
    """What a narrow column beside an item's text says: open, closed, or nothing (None).

    The rows of a table ("Mandag", "Lukket") have no long cell, nor a heading.
    """
    for line in lines[:_BESIDE_LINES]:
        parts = cells(line.text)
        if len(parts) != 2:
            continue
        for mark, other in (parts, parts[::-1]):
            said = _BESIDE_MARK.search(mark) if len(mark) <= _MAX_BESIDE else None
            if vocabulary().role(other) is Role.ATTACHMENTS and not is_mark(mark):
                # "Bilag: | Skema (lukket)" says it of a file.
                continue
            if said and (len(other) >= _MIN_TEXT or vocabulary().role(other) is not None):
                return said.group().lower().startswith("å")
    return None


# Lines of a column may have been drawn together: "22/103 Lukket", "Lukket IBH".
_BESIDE_MARK = re.compile(
    r"(?i)^[(\[]?(?:åbent?|lukket|fortroligt?)(?: (?:sag|punkt))?\b"
    r"|(?<!\w)(?:åbent?|lukket|fortroligt?)(?: (?:sag|punkt))?[)\]]?$"
)


def case_number_at(lines: Sequence[TextLine], index: int) -> str | None:
    """The case number that a line states: alone, in its first or last cell, or below its label."""
    if index >= len(lines):
        return None
    number = case_number_in(_with_its_end(lines, index))
    if number is None and index + 1 < len(lines):
        here, below = cells(lines[index].text), cells(lines[index + 1].text)
        for place in (0, -1):
            if number is None and is_case_label(here[place]):
                number = case_number_of(f"Sagsnr.: {below[place]}")
    return number


def _with_its_end(lines: Sequence[TextLine], index: int) -> str:
    """A line, with what its last number goes on with below where a narrow column breaks it: "J.nr. 82.01.05G10-"."""
    text = lines[index].text
    is_broken = text.endswith("-") and _BROKEN_NUMBER.search(text)
    if not is_broken or index + 1 >= len(lines):
        return text
    below = lines[index + 1].text.partition("\t")[0]
    return text + below if _REST.fullmatch(below) else text


_BROKEN_NUMBER = re.compile(r"\d[A-ZÆØÅ]?\d*-$")
_REST = re.compile(r"\d{1,6}(?:[-/]\d{1,4})?")


def case_number_in(text: str) -> str | None:
    r"""The case number that a line states, or one of its cells; beside its subject it may be short.

    >>> case_number_in("Åben sag\t22/740"), case_number_in("27.42.00.Ø54\t19/4"), case_number_in("19/4")
    ('22/740', '19/4', None)
    """
    number = case_number_of(text)
    row = cells(text) if number is None else ()
    number = number or next((n for cell in row if (n := case_number_of(cell))), None)
    if number is None and any(is_subject_number(cell) for cell in row):
        return next((cell for cell in row if is_short_case_number(cell)), None)
    return number
