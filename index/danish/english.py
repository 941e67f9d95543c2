"""Telling English from Danish, for the questions of those who have no Danish yet."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"(?i)\b(?:what|when|who|why|where|which|how|the|was|were|did|does|about|decided|there|have|has|had|been"
    r"|we|our|you|your|many|much|of|and|will|is|are|can)\b"
)
# What opens a question in English and in no Danish one; "is" and "her" are Danish words too.
_OPENS = re.compile(
    r"(?i)^\W*(?:what|when|who|whose|why|where|which|how|did|does|has|have|could|should|would|was|were|are"
    r"|is (?!\w*[æøå])(?!(?:på|og|i|til|om|som)\b))\b"
)
_DANISH = re.compile(
    r"(?i:\b(?:hvad|hvem|hvis|skal|hvordan|med|af|en|et|ikke|hvornår|hvorfor|hvor|hvilke[nt]?|der|blev|er|og"
    r"|om|det|den|til|på|har)\b)"
    # A Danish letter, but not in a name: "at Østhavnen" is still English.
    r"|\b[a-zæøå]+(?<=[æøå])"
)


def looks_english(text: str) -> bool:
    """Whether a text has the function words of English and nothing of Danish but names.

    >>> looks_english("Who voted against the wall at Østhavnen?"), looks_english("hvad med the bar")
    (True, False)
    >>> looks_english("Is Solhavnen moving?"), looks_english("is i skolen")
    (True, False)
    """
    if _DANISH.search(text):
        return False
    words = len(_ENGLISH.findall(text))
    return words >= 2 or (bool(_OPENS.search(text)) and len(text.split()) >= 3)
