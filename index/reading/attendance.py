"""Tables of who came to a meeting, told column by column: a head and the names under it.

Read row by row, names of those present and of those absent would stand on one
line, and a cross would not tell which column it stood in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.text.vocabulary import Role, vocabulary

# The lines of a cell.
Cell = Sequence[str]
_CROSS = re.compile(r"(?i)(?:[x✓✔✗☒☑■]|ja|\(x\)|\[x\])\.?$")
_EMPTY_BOX = re.compile(r"(?i)(?:[-–☐□]|nej|\[ ?\])?$")
_OF_NAMES = re.compile(
    r"(?i)(?:navn(?:e)?|medlem(?:mer)?|udvalgsmedlem(?:mer)?|deltager(?:e)?|person(?:er)?|parti|)\W*$"
)
_SUBSTITUTE = re.compile(
    r"(?i)(?:stedfortrædere?|suppleant(?:er)?|afløsere?|erstattes af|i stedet(?: (?:for|mødte))?)\W*$"
)
_ROLES = (Role.MEMBERS, Role.ABSENT)
# More columns than these are another table.
_MAX_COLUMNS = 5


def attendance_lines(rows: Sequence[Sequence[Cell]]) -> list[str] | None:
    """The lines of a table of attendance column by column, None for another table.

    Whoever stood in for somebody follows their name: "Bo Lund (stedfortræder: Ida Bech)".

    >>> attendance_lines([[["Til stede"], ["Afbud"]], [["Ane Dahl", "Ib Holm"], ["Bo Lund"]]])
    ['Til stede: Ane Dahl, Ib Holm', 'Afbud: Bo Lund']
    >>> attendance_lines([[["Navn"], ["Til stede"], ["Afbud"]], [["Ane"], ["x"], []], [["Bo"], [], ["x"]]])
    ['Til stede: Ane', 'Afbud: Bo']
    """
    if len(rows) < 2 or not 2 <= max(len(row) for row in rows) <= _MAX_COLUMNS:
        return None
    heads = [" ".join(cell).strip() for cell in rows[0]]
    body = [[*row, *([()] * (len(heads) - len(row)))] for row in rows[1:]]
    if any(len(row) > len(heads) for row in body) or not is_attendance_head(heads):
        return None
    if any(_OF_NAMES.match(head) for head in heads[:1]) and _has_crosses(heads, body):
        return _by_crosses(heads, body)
    return _by_columns(heads, body)


def is_attendance_head(heads: Sequence[str]) -> bool:
    """Whether these head columns of which one is of those absent and the others of people too."""
    roles = [_role(head) for head in heads]
    known = (
        role in _ROLES or _SUBSTITUTE.match(head) or (not place and _OF_NAMES.match(head))
        for place, (head, role) in enumerate(zip(heads, roles, strict=True))
    )
    others = [h for h, role in zip(heads, roles, strict=True) if role is not Role.ABSENT and h]
    return len(heads) > 1 and Role.ABSENT in roles and bool(others) and all(known)


def _role(head: str) -> Role | None:
    return vocabulary().role(head.rstrip(" :"))


def _has_crosses(heads: Sequence[str], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the columns of those present and absent hold crosses or nothing."""
    texts = [
        " ".join(cell).strip()
        for row in body
        for head, cell in list(zip(heads, row, strict=True))[1:]
        if not _SUBSTITUTE.match(head)
    ]
    crosses = [text for text in texts if _CROSS.match(text)]
    return bool(crosses) and all(_CROSS.match(text) or _EMPTY_BOX.match(text) for text in texts)


def _by_crosses(heads: Sequence[str], body: Sequence[Sequence[Cell]]) -> list[str]:
    marks = [place for place, head in enumerate(heads) if place and not _SUBSTITUTE.match(head)]
    # Of some nothing is said, or it is no row of names.
    lines = [
        "\t".join(" ".join(cell).strip() for cell in row if cell)
        for row in body
        if not any(_CROSS.match(" ".join(row[place]).strip()) for place in marks)
    ]
    lines = [line for line in lines if line]
    for place in marks:
        names = [
            _with_substitute(" ".join(row[0]).strip(), heads, row)
            for row in body
            if _CROSS.match(" ".join(row[place]).strip()) and row[0]
        ]
        lines.append(_told(heads[place], names))
    return lines


def _told(head: str, names: Sequence[str]) -> str:
    """A head with its names in one line, as minutes without tables have it."""
    return f"{head.rstrip(' :')}: {', '.join(name.rstrip(' ,;') for name in names)}".strip()


def _with_substitute(name: str, heads: Sequence[str], row: Sequence[Cell]) -> str:
    others = [
        " ".join(cell).strip()
        for head, cell in zip(heads, row, strict=True)
        if _SUBSTITUTE.match(head)
    ]
    other = next((text for text in others if not _EMPTY_BOX.match(text)), None)
    return f"{name} (stedfortræder: {other})" if other else name


def _by_columns(heads: Sequence[str], body: Sequence[Sequence[Cell]]) -> list[str]:
    lines: list[str] = []
    for place, head in enumerate(heads):
        is_absent = _role(head) is Role.ABSENT
        is_stood_in = is_absent and bool(_SUBSTITUTE.match("".join(heads[place + 1 : place + 2])))
        if place and _SUBSTITUTE.match(head) and _role(heads[place - 1]) is Role.ABSENT:
            continue
        names: list[str] = []
        for row in body:
            beside = row[place + 1] if is_stood_in else ()
            names += _stood_in([name.strip() for name in row[place] if name.strip()], beside)
        for head_of, group in _groups(head, names):
            lines.append(_told(head_of, group) if head_of else ", ".join(group))
    return lines


def _groups(head: str, names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The names under a head, and under those that stand further down in its column."""
    groups: list[tuple[str, list[str]]] = [(head, [])]
    for name in names:
        if _role(name) in _ROLES:
            groups.append((name, []))
        else:
            groups[-1][1].append(name)
    return [(title, group) for title, group in groups if title or group]


def _stood_in(names: Sequence[str], others: Cell) -> list[str]:
    """Names, each with whoever stood in, where as many lines stand beside them."""
    others = [other.strip() for other in others if not _EMPTY_BOX.match(other.strip())]
    if len(others) != len(names):
        return [*names, *(f"stedfortræder: {other}" for other in others)]
    return [f"{name} (stedfortræder: {o})" for name, o in zip(names, others, strict=True)]


_CELL = re.compile(r"\S+(?: \S+)*")
# Fewer blanks than this part words.
_MIN_BLANKS = 3
_LABELLED = re.compile(r"\s*[^\W\d][^:]{1,30}:\s*\S")


def attendance_in_turn(lines: Sequence[str]) -> list[str]:
    """The lines of a text, those of attendance set in two columns one column after the other.

    >>> attendance_in_turn(["Til stede:      Afbud:", "Ane Dahl        Bo Lund", "Ib Holm"])
    ['Til stede:', 'Ane Dahl', 'Ib Holm', 'Afbud:', 'Bo Lund']
    """
    result: list[str] = []
    at = 0
    while at < len(lines):
        column = _second_column(lines[at])
        end = at + 1
        while column and end < len(lines) and _keeps_to_columns(lines[end], column):
            end += 1
        if column and end > at + 1:
            sides = (
                [line[:column] for line in lines[at:end]],
                [line[column:] for line in lines[at:end]],
            )
            result += [side.strip() for column_of in sides for side in column_of if side.strip()]
        else:
            result += lines[at:end]
        at = end
    return result


def _second_column(line: str) -> int:
    """Where the second column of attendance begins that a line heads, 0 for none."""
    cells = list(_CELL.finditer(line))
    if len(cells) != 2 or cells[1].start() - cells[0].end() < _MIN_BLANKS:
        return 0
    roles = [_role(cell.group()) for cell in cells]
    is_head = Role.ABSENT in roles and all(role in _ROLES for role in roles)
    return cells[1].start() if is_head else 0


def _keeps_to_columns(line: str, column: int) -> bool:
    """Whether a line has something in one column or both and nothing over both."""
    if len(line.rstrip()) < column:
        return bool(line.strip()) and not _LABELLED.match(line)
    return not line[column - 2 : column].strip()
