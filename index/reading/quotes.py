"""The marks that mail programs put before every line of a mail that is answered or sent on."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "> ", ">> ", "> > ", "| "; nothing else of Danish text begins with them.
_PREFIX = re.compile(r"[ \t]*(?:[>|][ \t]?)+")
# A table's row begins with the same mark, and has it between its cells too.
_ROW = re.compile(r"[ \t]*\|.*\|")
# A mail has a few lines of its own above; a single quoted remark is no mail.
_SHARE, _MIN_LINES = 0.6, 4


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of a quoted mail, when most lines have them.

    >>> unquoted(["VS: Referat", "> Punkt 1", ">", "> Godkendt.", ">> Punkt 2", "> Udsat."])
    ['VS: Referat', 'Punkt 1', '', 'Godkendt.', 'Punkt 2', 'Udsat.']
    >>> unquoted(["> Et enkelt citat", "Punkt 1", "Punkt 2"])
    ['> Et enkelt citat', 'Punkt 1', 'Punkt 2']
    """
    marks = [None if _ROW.match(line) else _PREFIX.match(line) for line in lines]
    quoted = sum(mark is not None for mark in marks)
    if quoted < _MIN_LINES or quoted < _SHARE * sum(bool(line.strip()) for line in lines):
        return list(lines)
    return [line[mark.end() :] if mark else line for line, mark in zip(lines, marks, strict=True)]
