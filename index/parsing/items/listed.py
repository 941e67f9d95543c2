"""What lists of the agenda say of its closed items: their titles, and those that stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.parsing.items.entries import counts_on, normalise_title
from index.parsing.text.cells import cells, title_cells
from index.parsing.text.closed import closes_title, is_closed_mark, without_closed_mark
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import AgendaItem, Span

BEFORE_TITLE = re.compile(
    r"(?i)^\s*(?:punkt|pkt\.?|sag(?:\s*nr\.?)?|nr\.?)?\s*(?P<number>\d{1,4}(?:\.\d+)*)?\s*[.:)/–-]*\s*"
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|_{4,}\s*\d*\s*$|\s\d{1,4}$")
# Shorter titles ("Veje") begin others.
_MIN_PREFIX = 10


def closed_titles(lines: Sequence[TextLine]) -> Mapping[str, str | None]:
    """The titles that a list of the agenda says are closed, normalised, with their numbers."""
    found = {normalise_title(title): number for number, title, _ in _closed_entries(lines)}
    return {title: number for title, number in found.items() if title}


def _closed_entries(lines: Sequence[TextLine]) -> Iterator[tuple[str | None, str, TextLine]]:
    """The number, the title and the line of each entry that a list of the agenda says is closed.

    It says so beside the entry, or in a heading above several; of "13. Lukket punkt" the title is "".
    """
    in_closed = False
    for line in lines:
        text = _LEADERS.sub("", line.text).strip()
        role = vocabulary().role(text)
        if role is not None:
            in_closed = role is Role.CLOSED
            continue
        number, title = entry_of(text)
        is_untitled = number is not None and not title and closes_title(_behind_number(text))
        if is_untitled or (normalise_title(title) and (in_closed or _is_marked(text, title))):
            yield number, title, line


def with_listed_closed(
    items: Sequence[AgendaItem], contents: Sequence[TextLine], titles: Mapping[str, str | None]
) -> list[AgendaItem]:
    """The items, with the closed ones of which only the table of contents tells.

    It is a table of these items, whose titles it has, and the numbers of those fill holes in theirs
    or go on behind the last.
    """
    held = [item.number for item in items]
    listed = sum(normalise_title(item.title or "") in titles for item in items)
    if 2 * listed < len(items) or not all(number and number.isdigit() for number in held):
        return list(items)
    counted = {int(number): item for number, item in zip(held, items, strict=True) if number}
    last, found = max(counted), dict[int, AgendaItem]()
    for number, _, line in _closed_entries(contents):
        count = int(number) if number and number.isdigit() else 0
        if (min(counted) < count < last or counts_on(last, count)) and count not in counted:
            found.setdefault(count, _listed_item(str(number), line))
            last = max(last, count)
    behind: dict[int, list[AgendaItem]] = {}
    for count in sorted(found):
        behind.setdefault(max(n for n in counted if n < count), []).append(found[count])
    return [one for item in items for one in (item, *behind.get(int(item.number or 0), ()))]


# A page behind dots or in a cell: "Budget 2024" ends in none.
_PAGE = re.compile(r"\s*(?:(?<![. ])(?:\s?\.){4,}|_{4,}|\t)\s*\d{0,4}\s*$")


def _listed_item(number: str, line: TextLine) -> AgendaItem:
    text = _PAGE.sub("", line.text)
    title = entry_of(text)[1] or _behind_number(text)
    start = line.span.start + max(0, line.text.find(title))
    return AgendaItem(number, title, None, False, line.span, (), Span(start, line.span.end))


def entry_of(text: str) -> tuple[str | None, str]:
    """The number and the title of an entry, without its marks."""
    match, rest = BEFORE_TITLE.match(text), _behind_number(text)
    parts = [cell for cell in cells(title_cells(rest)[0]) if not is_closed_mark(cell)]
    return match and match.group("number"), without_closed_mark(parts[0] if parts else "")


def _behind_number(text: str) -> str:
    return text[match.end() :] if (match := BEFORE_TITLE.match(text)) else text


def _is_marked(text: str, title: str) -> bool:
    rest = _behind_number(text)
    return bool(title) and (
        closes_title(rest) or any(closes_title(c) or is_closed_mark(c) for c in cells(rest))
    )


def is_listed_as_closed(number: str | None, title: str, closed: Mapping[str, str | None]) -> bool:
    """Whether a list of the agenda says that the item is closed; lists cut long titles."""
    normal = normalise_title(title)
    lengths = [*range(_MIN_PREFIX, len(normal)), len(normal)]
    found = [closed[normal[:n]] for n in lengths if n and normal[:n] in closed]
    return any(number is None or listed is None or number == listed for listed in found)
