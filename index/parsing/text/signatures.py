"""Where lines turn to the meeting's end, and to the room that is left to sign."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary


def meeting_end(lines: Sequence[TextLine], end: int) -> int:
    """Where a closed item's lines turn to the meeting's end and the signatures, `end` for nowhere."""
    found = end
    for line in reversed(lines):
        role, text = vocabulary().role(line.text), line.text.lower()
        is_signature = role is Role.NOISE and text.startswith("underskrift")
        if is_signature or (role is Role.HEADER and text.startswith("mødet")):
            found = line.span.start
        elif found < end or len(text.split()) > _MAX_SIGNATURE_WORDS:
            break
    return found


# "Ane Dahl (A), 2. viceborgmester"; longer lines are sentences.
_MAX_SIGNATURE_WORDS = 6


def signatures_at(lines: Sequence[TextLine]) -> int:
    """The first of the last lines that leave room to sign: "Ane Dahl ________ Bo Lund ________"."""
    first = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text
        if _ROOM_TO_SIGN.search(text) and len(_ROOM_TO_SIGN.sub(" ", text).split()) <= _MAX_SIGNERS:
            first = index
        elif (
            len(text.split()) > _MAX_SIGNATURE_WORDS
            or text.endswith((".", ":"))
            or first - index > 1
            or (first == len(lines) and index < first - _MAX_NAMES_BELOW)
        ):
            break
    return first


_ROOM_TO_SIGN = re.compile(r"_{5,}|\.{12,}")
# Words of the names on one line, and lines of names below the last room.
_MAX_SIGNERS, _MAX_NAMES_BELOW = 16, 3
