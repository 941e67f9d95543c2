"""A document as lines that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing.text.headings import Heading
from index.parsing.text.sentences import RULE, is_double_spaced
from index.parsing.text.vocabulary import Role
from index.types import Document, Span


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the document itself shows that a line announces.

    `first` says that such decisions stand first in their items, the case below them; `in_row` that
    they are rows of a table, which ends at a gap.
    """

    heading: Heading
    first: bool = False
    in_row: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank. `level` when the file marks it as a heading.

    `indent` counts the blanks before it, as text files set columns with. `wide_gap` tells more than
    a paragraph's break above it: the file parts there what it sets paragraphs in.
    """

    text: str
    span: Span
    page: int
    level: int | None
    gap_before: bool

    @property
    def starts_page(self) -> bool:
        """Whether it is the first line of its page (then `gap_before` is unknown, False)."""
        return self.span.start == 0 or self.page_first

    page_first: bool = False
    indent: int = 0
    # In a table of minutes, how the column's head is written and what it announces.
    column: str = ""
    column_role: Role | None = None
    learnt: Learnt | None = None
    wide_gap: bool = False
    slanted: bool = False


# "| 3 | Ny mole |" in a Markdown table, and the line below its head.
_ROW = re.compile(r"\|\s*(?P<cells>[^|\s].*?\S)\s*\|")
_BELOW_HEAD = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_BETWEEN_CELLS = re.compile(r"\s*(?<!\\)\|\s*")


def _as_tab(bar: re.Match[str]) -> str:
    """A tab for the bar between two cells, as long as what it stands for: a quotation keeps the bar."""
    return "\t".ljust(len(bar.group()))


def text_lines(document: Document) -> list[TextLine]:
    """The lines with something on them, in order.

    `gap_before` tells a paragraph break: a blank line, or two where the file
    puts a blank line between all lines.
    """
    blanks, lines = 0, []
    gap = 2 if is_double_spaced(document.text) else 1
    for page_number, (page, start) in enumerate(
        zip(document.pages, document.page_starts, strict=True), start=1
    ):
        offset, first = start, True
        for raw in page.split("\n"):
            text = raw.strip()
            if RULE.match(text) or _BELOW_HEAD.fullmatch(text):
                blanks += gap
            elif text:
                row = _ROW.fullmatch(text)
                begin = offset + raw.index(text[0]) + (row.start("cells") if row else 0)
                text = _BETWEEN_CELLS.sub(_as_tab, row["cells"]) if row else text
                lines.append(
                    TextLine(
                        text,
                        Span(begin, begin + len(text)),
                        page_number,
                        document.headings.get(offset),
                        not first and blanks >= gap,
                        first,
                        begin - offset,
                        wide_gap=not first and blanks > gap,
                        slanted=offset in document.slanted,
                    )
                )
                blanks, first = 0, False
            else:
                blanks += 1
            offset += len(raw) + 1
        blanks = 0
    return lines


# A table of contents: entries end in leaders or in a page number.
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}\s*$|_{4,}\s*\d{0,4}\s*$")
_MIN_LEADER = 4
_LEADING_TO = re.compile(r"[._]{2,}")
_ENDS_IN_NUMBER = re.compile(r"\D\s(\d{1,4})$")


# A page in a cell of its own.
_PAGE_IN_CELL = re.compile(r"\t\s*\d{1,3}$")


def contents_end(
    lines: Sequence[TextLine], start: int, last_page: int, in_cells: bool = False
) -> tuple[int, int]:
    """The index after the last line of the table of contents that begins at `start`, and its entries.

    An entry that wraps over lines belongs to it when the entry is finished
    within two more lines. Page numbers never fall and none is above
    `last_page`, which tells the table from lines that happen to end in a number;
    `in_cells` says that a cell of its own does, too.
    """
    end, page, count = start, 0, 0
    while end < len(lines):
        found = _entry(lines, end, page, last_page, in_cells)
        if found is None:
            break
        end, page = found
        count += 1
    return end, count


def _entry(
    lines: Sequence[TextLine], index: int, page: int, last_page: int, in_cells: bool
) -> tuple[int, int] | None:
    """The end of the entry that begins at `index`, and its page."""
    for last in range(index, min(index + 3, len(lines))):
        text = lines[last].text
        has_leader = text.count(".") >= _MIN_LEADER or "____" in text
        leader = has_leader and _LEADER.search(text)
        ends_in_digit = text[-1:].isdigit()
        match = ends_in_digit and _ENDS_IN_NUMBER.search(_LEADING_TO.sub(" ", text))
        number = int(match.group(1)) if match else None
        if leader:
            return last + 1, number or page
        is_page = number is not None and (
            number <= last_page or (in_cells and _PAGE_IN_CELL.search(text))
        )
        if number is not None and is_page and page <= number:
            return last + 1, number
    return None
