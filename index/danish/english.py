"""Telling English from Danish, for the questions of those who have no Danish yet."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"(?i)\b(?:what|when|who|why|where|which|how|the|was|were|did|does|about|decided|there|have|has|had|been"
    r"|we|our|you|your|many|much|of|and|will|is|are|can)\b"
)
_DANISH = re.compile(
    r"(?i:\b(?:hvad|hvornår|hvem|hvorfor|hvor|hvilke[nt]?|der|blev|er|og|om|det|den|til|på|har)\b)"
    # A Danish letter, but not in a name: "at Østhavnen" is still English.
    r"|\b[a-zæøå]+(?<=[æøå])"
)


def looks_english(text: str) -> bool:
    """Whether a text has the function words of English and nothing of Danish but names.

    >>> looks_english("Who voted against the wall at Østhavnen?"), looks_english("hvad med the bar")
    (True, False)
    """
    return len(_ENGLISH.findall(text)) >= 2 and not _DANISH.search(text)
