"""Minutes that are a table: each row is an item, with its decision in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.parsing.items.chains import ItemStart
from index.parsing.items.numbers import begins_numbered
from index.parsing.text.below import says_outcome
from index.parsing.text.case_numbers import case_number_of, is_case_label
from index.parsing.text.cells import is_head_cell, is_mark
from index.parsing.text.closed import closes_title
from index.parsing.text.columns import NUMBER, Columns, columns_of
from index.parsing.text.headings import heading_of, is_outcome
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role
from index.types import Span

# The number of a row that is the title of those below it.
CHAPTER = "chapter"
_NUMBER_CELL = re.compile(r"\d{1,4}(?:\.\d{1,2})*[a-zA-E]?[.):]?$")
_NUMBER_BEFORE = re.compile(
    r"(\d{1,4}(?:\.\d{1,2})*[a-zA-E]?)[.):]\s+(?=\S)|(\d{1,4}(?:\.\d{1,2})*)\s+(?=[A-ZÆØÅ])"
)
_MIN_ROWS = 2
# What may stand without a number below rows that have one.
_KNOWN_TITLE = re.compile(r"(?i)(?:evt|eventuelt|næste møde|mødeplan|siden sidst|orientering)\b")
_MAX_TITLE = 250
# A row is as sure as a title of the table of contents.
_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class MinutesTable:
    """The lines of a document with those of its table cut into cells, and where its items begin.

    `taken` are the lines, by their place among those given, that are surely
    heads and rows: such as stand before anything that ends a table. `together`
    are those of them with no other line between: what a table within an item is.
    """

    lines: list[TextLine]
    starts: list[ItemStart]
    taken: frozenset[int]
    together: frozenset[int]


# An item's number, its title's line, where in it the title begins, and a line for each other cell.
_Row = tuple[str | None, TextLine, int, list[TextLine]]


def minutes_table(lines: Sequence[TextLine]) -> MinutesTable | None:
    """The table that a document's minutes are, None when they are none.

    Its head may be printed again on later pages; what stands below a row and
    is none itself goes on its last cell.
    """
    if _has_table_in_each_item(lines):
        return None
    columns: Columns | None = None
    read: list[TextLine] = []
    starts: list[ItemStart] = []
    # The line of a chapter's title over the next row.
    above: int | None = None
    last = 0
    # Whether the row before has its text below it.
    waits = False
    counted = _counted(lines)
    extent = _Extent()
    for index, line in enumerate(lines):
        head = columns_of(line.text.split("\t")) if "\t" in line.text else None
        if head is not None:
            columns, waits = head, False
            extent.begin(index, len(head.kinds))
            # Printed again, it is no text of the item before.
            read.append(replace(line, column_role=Role.NOISE) if starts else line)
            continue
        # Under its title in the same cell; it is no text of the last column.
        is_case = starts and last == len(read) and _is_case(line)
        more = [replace(line, column_role=Role.HEADER)] if is_case else None
        if more is None and columns and waits:
            more = _below_title(line, columns, counted)
            waits = more is None
        row = _row(line, columns, counted) if columns and more is None else None
        if row and columns and starts:
            below = [_number_of(line, columns, counted) for line in lines[index + 1 : index + 2]]
            more = _more_of_row(row, starts[-1].number, read[last:], below)
        if more is not None:
            extent.go_on(index)
            read += more
            last = len(read)
            continue
        if row is not None and extent.is_of_another(row):
            row = None
        merged = (
            _row_of_one_cell(lines, index, columns, extent, counted)
            if columns and not row
            else None
        )
        if merged is not None:
            extent.take(index, merged[0])
            row = merged
        else:
            extent.add(index, line, row)
        if row is None or row[0] == CHAPTER:
            above = len(read) if row else above
            read.append(line)
            continue
        number, title, offset, texts = row
        first = len(read) if above is None else above
        starts.append(ItemStart(first, number, len(read), offset, "table", _WEIGHT))
        read += [title, *texts]
        above, last, waits = None, len(read), not texts and offset > 0
    if len(starts) < _MIN_ROWS:
        return None
    if not extent.was_parted and last < len(read) and read[last].gap_before:
        # Each cell is one line, so what stands apart below the last row is none of its text.
        read[last] = replace(read[last], column_role=Role.OTHER)
    return MinutesTable(read, starts, frozenset(extent.taken), frozenset(extent.together))


def _more_of_row(
    row: _Row, before: str | None, between: Sequence[TextLine], below: Sequence[str | None]
) -> list[TextLine] | None:
    """What a row tells of the item in the row above: "Bilag: Kort" where titles stand; None if nothing.

    Heads printed again may stand between. Right below these so does a row without a number where
    that of the row above and the one below count on from each other: a page ended within it.
    """
    number, title, _, texts = row
    if number is not None or any(line.column_role is not Role.NOISE for line in between):
        return None
    heading = heading_of(title.text)
    if heading is not None and heading.role in _OF_ROW_ABOVE:
        goes_on = heading.role is Role.ATTACHMENTS or heading.length < len(title.text)
    else:
        is_counted = before is not None and any(n and _follows(before, n) for n in below)
        goes_on = bool(between) and is_counted and not _KNOWN_TITLE.match(title.text)
    return [replace(title, level=None, gap_before=True), *texts] if goes_on else None


_OF_ROW_ABOVE = frozenset({Role.ATTACHMENTS, Role.ABSENT, Role.HEADER})


def _has_table_in_each_item(lines: Sequence[TextLine]) -> bool:
    """Whether a head is printed again under one numbered title after the other.

    On a new page it is the same table's, whatever stands above.
    """
    above = [
        begins_numbered(before.text)
        for before, line in pairwise(lines)
        if not line.starts_page and "\t" in line.text and columns_of(line.text.split("\t"))
    ]
    return len(above) >= _MIN_TABLES and sum(above) >= _MOST * len(above)


# Two may be those of the open and of the closed part.
_MIN_TABLES, _MOST = 3, 0.8


@dataclass(slots=True)
class _Extent:
    """How far tables reach: `taken` and `together` as in MinutesTable, and the last row's number and cells."""

    taken: set[int] = field(default_factory=set)
    together: set[int] = field(default_factory=set)
    number: str | None = None
    is_first: bool = True
    cells: int = 0
    has_ended: bool = True
    is_parted: bool = False
    was_parted: bool = False

    def begin(self, index: int, cells: int) -> None:
        """A head stands here."""
        self.number, self.cells = None, cells
        self.is_first, self.has_ended, self.is_parted = True, False, False
        self.taken.add(index)
        self.together.add(index)

    def add(self, index: int, line: TextLine, row: _Row | None) -> None:
        """A line that may be a row."""
        self.has_ended = self.has_ended or _ends_table(line, self.cells)
        if row is None:
            self.is_parted = True
            return
        self.was_parted = self.is_parted
        self.has_ended = self.has_ended or not self._goes_on(line, row)
        if not self.has_ended:
            self.taken.add(index)
            self.together |= set() if self.is_parted else {index}
        self.number, self.is_first = row[0], False
        self.cells = max(self.cells, line.text.count("\t") + 1)

    def take(self, index: int, number: str | None) -> None:
        """A row of one cell stands here, a chapter or an item."""
        self.taken.add(index)
        self.together |= set() if self.is_parted else {index}
        if number != CHAPTER:
            self.number, self.is_first = number, False

    def go_on(self, index: int) -> None:
        """What belongs to the last row stands here."""
        self.taken |= set() if self.has_ended else {index}
        self.together |= set() if self.has_ended or self.is_parted else {index}

    def is_of_another(self, row: _Row) -> bool:
        """Whether a row without a number stands apart from those with one: it is of another table."""
        is_unlike = row[0] is None and self.number is not None
        return is_unlike and self.is_parted and not _KNOWN_TITLE.match(row[1].text)

    def _goes_on(self, line: TextLine, row: _Row) -> bool:
        """Whether a row may be the next: numbered as those before, in order, and about no item."""
        number, title, offset, texts = row
        if not self.is_first and (number is None) != (self.number is None):
            return False
        if number and self.number and _count(number) <= _count(self.number):
            return False
        about = (
            is_head_cell(text.text) and (line.gap_before or not is_mark(text.text))
            for text in texts
            # "1/4" below "Frist" is a day, "Til efterretning" below "Beslutning" what was decided.
            if not (text.column and (text.column_role is Role.OTHER or is_outcome(text.text)))
        )
        return not any(about) and not closes_title(title.text[offset:])


def _count(number: str) -> tuple[int, ...]:
    """What a number counts: "3.1" stands between 3 and 4."""
    return tuple(int(part) for part in re.findall(r"\d+", number))


def _row_of_one_cell(
    lines: Sequence[TextLine], index: int, columns: Columns, extent: _Extent, counted: Set[str]
) -> _Row | None:
    """A chapter over rows ("3 ANLÆG" over 3.1), or an item that has no text beside its title.

    It counts on from the row before, and the row below from it, unless it is closed and the last.
    """
    line = lines[index]
    match = _NUMBER_BEFORE.match(line.text)
    if extent.has_ended or match is None or "\t" in line.text or line.gap_before:
        return None
    number = match.group(1) or match.group(2)
    if (extent.number and not _follows(extent.number, number)) or len(line.text) > _MAX_TITLE:
        return None
    beneath = _number_of(lines[index + 1], columns, counted) if index + 1 < len(lines) else None
    title = replace(line, level=1)
    if beneath == f"{number}.1":
        return CHAPTER, title, match.end(), []
    is_last = index + 1 == len(lines) or lines[index + 1].gap_before
    is_closed = closes_title(line.text[match.end() :])
    is_item = _follows(number, beneath) if beneath else is_closed and is_last
    return (number, title, match.end(), []) if is_item else None


def _number_of(line: TextLine, columns: Columns, counted: Set[str]) -> str | None:
    """The number of a row, whether it has several cells or one."""
    row, match = _row(line, columns, counted), _NUMBER_BEFORE.match(line.text)
    if row is not None or match is None:
        return row[0] if row else None
    return match.group(1) or match.group(2)


def _follows(before: str, number: str) -> bool:
    """Whether a number is the next: "3.3" or "4" behind "3.2"."""
    first, second = _count(before), _count(number)
    depth = len(second)
    return depth <= len(first) and second == (*first[: depth - 1], first[depth - 1] + 1)


def _ends_table(line: TextLine, widest: int) -> bool:
    """Whether the line may stand behind the table: an item, a heading, a row of fewer cells below a gap."""
    if "\t" in line.text:
        return line.gap_before and line.text.count("\t") + 1 < widest
    return line.level is not None or heading_of(line.text) is not None or begins_numbered(line.text)


def _counted(lines: Sequence[TextLine]) -> frozenset[str]:
    """Numbers of rows with their year, "14/31" and then "14/32": unlike case numbers each is the next."""
    numbers = [line.text.split("\t")[0].strip() for line in lines if "\t" in line.text]
    numbers = [number for number in numbers if _OF_YEAR.fullmatch(number)]
    steps = {
        tuple(b - a for a, b in zip(_count(first), _count(second), strict=True))
        for first, second in pairwise(numbers)
    }
    return frozenset(numbers) if steps in ({(0, 1)}, {(1, 0)}) else frozenset()


_OF_YEAR = re.compile(r"\d{1,4}/\d{1,4}")


def _is_case(line: TextLine) -> bool:
    """Whether a line is a case number and nothing else: "J.nr. 8.14.2"."""
    number = case_number_of(line.text) if "\t" not in line.text else None
    return number is not None and line.text.endswith(number) and not line.gap_before


def _below_title(line: TextLine, columns: Columns, counted: Set[str]) -> list[TextLine] | None:
    """The cells of a line that has what stands below a title in its row, None for another line.

    What is said of the item in its first cell stands in the title's column.
    """
    if "\t" not in line.text:
        return None
    cells = line.text.split("\t")
    first = cells[0].strip()
    if columns.kinds[0] != NUMBER or not 2 <= len(cells) < len(columns.kinds):
        return None
    if _NUMBER_CELL.match(first) or first in counted or case_number_of(first) == first:
        return None
    places = [sum(len(cell) + 1 for cell in cells[:n]) for n in range(len(cells))]
    kinds = (Role.BACKGROUND.value, *columns.kinds[2:])
    return [
        _part(line, places[n], cell, columns.heads[n + 1], Role(kinds[n]))
        for n, cell in enumerate(cells)
        if cell.strip()
    ]


def _row(line: TextLine, columns: Columns, counted: Set[str]) -> _Row | None:
    """The row that a line is under the columns, None when it is none.

    `counted` are the numbers of rows that have a year with them.
    """
    cells, kinds, heads = line.text.split("\t"), list(columns.kinds), list(columns.heads)
    is_number = bool(_NUMBER_CELL.match(cells[0].strip())) or (
        cells[0].strip() in counted and not is_case_label(heads[0])
    )
    begins_in_number = is_number or case_number_of(cells[0].strip()) is not None
    if kinds[0] != NUMBER and begins_in_number:
        # The head of the numbers' column is empty.
        kinds, heads = [NUMBER, *kinds], ["", *heads]
    elif kinds[0] == NUMBER and not begins_in_number and _NUMBER_BEFORE.match(cells[0].strip()):
        # The number stands in its title's cell.
        kinds, heads = kinds[1:], heads[1:]
    if not 2 <= len(cells) <= len(kinds):
        return None
    if kinds[0] == NUMBER and not begins_in_number:
        return None
    at = int(kinds[0] == NUMBER)
    title = cells[at].strip()
    if not any(character.isalpha() for character in title) or len(title) > _MAX_TITLE:
        return None
    places = [0]
    for cell in cells:
        places.append(places[-1] + len(cell) + 1)
    number = cells[0].strip().rstrip(".):") if is_number else None
    offset = places[at] + len(cells[at]) - len(cells[at].lstrip())
    before = None if at else _NUMBER_BEFORE.match(title)
    if before:
        number, offset = before.group(1) or before.group(2), offset + before.end()
    texts = [
        _part(
            line, places[n], cells[n], heads[n], _role_in_row(kinds[n], heads[n], title, cells[n])
        )
        for n in range(at + 1, len(cells))
        if cells[n].strip()
    ]
    text = line.text[: places[at + 1] - 1].rstrip()
    presented = _PRESENTED.search(text, offset)
    if presented:
        by = presented.group(1)
        texts = [_part(line, presented.start(1), by, heads[at], Role.HEADER), *texts]
        text = text[: presented.start()]
    span = Span(line.span.start, line.span.start + len(text))
    # Marked, so that no line below goes on it.
    return number, replace(line, text=text, span=span, level=1), offset, texts


# "Jagt i plantagen v/ Ane Dahl": who presents it is none of its title.
_PRESENTED = re.compile(r"(?i)(?<=\w)[,–-]?\s+(\(?v/\s?[^\W\d][^\t:;?!]{1,60})$")


# A column of these holds what was said as well as what was decided,
_SAID_TOO = re.compile(
    r"(?i)drøft|debat|referat|bemærkning|kommentar|notat|opsummering|snak|talt|sagt"
)
# and in rows of these nothing but news may be told.
_DECIDED_TOO = re.compile(r"(?i)beslut|konklu|vedtag|afgør|aftal|enig")
_NEWS = re.compile(
    r"(?i)(?:\d[\d.]*[.):]?\s+)?(?:evt\b|eventuelt\b|siden sidst\b|bordet rundt\b|meddelelser\b|(?:kort )?nyt fra\b"
    r"|(?:gensidig )?orientering(?:er)?(?:$|\W*fra\b))"
)
_ENTRY = re.compile(r"^(?:\d{1,2}|[a-zæøå])[.)]\s+|^[-–•]\s+")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")


def _role_in_row(kind: str, head: str, title: str, text: str) -> Role:
    """What a cell holds by its column, but for news under a head of what was said and decided."""
    role = Role(kind)
    holds_both = _SAID_TOO.search(head) and _DECIDED_TOO.search(head)
    if role is not Role.DECISION or not holds_both or not _NEWS.match(title):
        return role
    # "a) Ina fortalte ..." breaks behind its letter too.
    said = (_ENTRY.sub("", part) for part in _NEXT_SENTENCE.split(text.strip()))
    return role if any(_tells_decision(part) for part in said) else Role.OTHER


def _tells_decision(sentence: str) -> bool:
    heading = heading_of(sentence)
    return says_outcome(sentence) or (heading is not None and heading.role is Role.DECISION)


def _part(line: TextLine, place: int, cell: str, head: str, role: Role) -> TextLine:
    start = line.span.start + place + len(cell) - len(cell.lstrip())
    text = cell.strip()
    if not any(character.isalnum() for character in text):
        # A dash says that there is nothing to say.
        role = Role.NOISE
    return TextLine(
        text,
        Span(start, start + len(text)),
        line.page,
        None,
        gap_before=True,
        column=head,
        column_role=role,
    )
