"""Items that a label before each title begins, with no number between: "Emne: Ny sti", "Sag: Salg af kajen"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.parsing.items.candidates import weight_of_context
from index.parsing.items.chains import LABEL, ItemStart
from index.parsing.items.contents import ContentsTitles
from index.parsing.items.numbers import TITLED, number_alone, order_of
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import cells
from index.parsing.text.headings import heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.mail import mail_headers
from index.parsing.text.vocabulary import Role


def behind_title_labels(
    lines: Sequence[TextLine], contents: ContentsTitles, others: Sequence[ItemStart]
) -> list[ItemStart]:
    """The items whose titles stand behind one label over the whole document, empty when there are none.

    What others tell of items goes before them where it begins above the first of them, or is more.
    """
    families: dict[str, list[ItemStart]] = {}
    in_mail = {i for a, b in mail_headers([line.text for line in lines]) for i in range(a, b)}
    for index, line in enumerate(lines):
        match = TITLED.match(line.text)
        if match is None or index in in_mail or not _may_begin(lines, index):
            continue
        title = line.text[match.end() :]
        weight = LABEL + weight_of_context(lines, index, index, title, contents)
        start = ItemStart(index, None, index, match.end(), "titled behind label", weight)
        families.setdefault(match["label"].lower(), []).append(start)
    told = [family for family in families.values() if _are_items(family)]
    best = max(told, key=len, default=[])
    if not best or (others and not _go_before(best, others)):
        return []
    return _with_numbers(lines, best)


def _may_begin(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is a label and a title, no case number and no sentence, and goes on from none above."""
    line = lines[index]
    if case_number_of(line.text) or line.text.endswith((".", ",", ";")):
        return False
    above = lines[index - 1].text if index else ""
    is_apart = line.gap_before or line.starts_page or line.level is not None
    ended = above.endswith((".", "!", "?", ":", ")")) or len(above) < _FULL_LINE
    return is_apart or (ended and not above.endswith((",", "-")))


# A line that is not full did not wrap.
_FULL_LINE = 60


def _are_items(family: Sequence[ItemStart]) -> bool:
    """Whether two at least have a case number, a mark or a heading below their titles, and most do."""
    sure = sum(start.weight >= LABEL + _SHOWN for start in family)
    return sure >= max(_MIN_TITLES, _MOST * len(family))


# What a heading below a title weighs.
_SHOWN, _MIN_TITLES, _MOST = 0.7, 2, 0.6


def _go_before(family: Sequence[ItemStart], others: Sequence[ItemStart]) -> bool:
    """Whether what others tell of items are lists within these."""
    if others[0].line < family[0].line:
        return False
    return sum(s.weight for s in family) > sum(s.weight for s in others)


def _with_numbers(lines: Sequence[TextLine], starts: list[ItemStart]) -> list[ItemStart]:
    """The items with the numbers above or below their titles, where all have one and these rise."""
    numbers = [_number_beside(lines, start) for start in starts]
    rise = all(
        before and after and order_of(before) < order_of(after)
        for before, after in pairwise(numbers)
    )
    if not rise:
        return starts
    return [
        ItemStart(s.line, number, s.title_line, s.title_offset, s.family, s.weight)
        for s, number in zip(starts, numbers, strict=True)
    ]


def _number_beside(lines: Sequence[TextLine], start: ItemStart) -> str | None:
    """The item's number above its title, or in the lines below it up to the first section."""
    above = lines[start.line - 1 : start.line] if start.line else []
    below = []
    for line in lines[start.line + 1 : start.line + 1 + _HEAD]:
        heading = heading_of(line.text)
        if heading is not None and heading.role not in (Role.HEADER, Role.TITLE):
            break
        below.append(line)
    said = (cell for line in (*above, *below) for cell in cells(line.text))
    return next((number for cell in said if (number := number_alone(cell))), None)


# So many lines of its head an item may have.
_HEAD = 4
