"""Headings that no vocabulary has, known by their level, capitals or place at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.sections.learnt import announced
from index.parsing.sections.treatments import meeting_and_date
from index.parsing.text.bodies import is_body
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import vocabulary

# "Sager til efterretning", "PUNKTER TIL BESLUTNING:"
_GROUP_OF_ITEMS = re.compile(
    r"(?i)(?:åbne |lukkede )?(?:sager|punkter) til [a-zæøå]+(?: (?:i|for|fra) [a-zæøå ]{2,40})?:?"
)

# "TEMA: BOLIG OG TRAFIK"
_THEME = re.compile(r"(?:TEMA|BLOK|AFSNIT)\b[^a-zæøå]{0,80}")


def heads_next_items(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the last line of an item is the heading of the items that come after it.

    "SAGER TIL BESLUTNING", "TEKNISK UDVALG", "Møde i Teknisk Udvalg den 3. maj": it is nothing of
    what was decided above, nor one of those who were away.
    """
    text = lines[index].text.strip()
    if index + 1 < len(lines):
        return False
    is_body_of_items = text.isupper() and "\t" not in text and is_body(text)
    is_group = _THEME.fullmatch(text) or _GROUP_OF_ITEMS.fullmatch(text)
    return is_body_of_items or is_group is not None or meeting_and_date(text) is not None


def level_of_known_headings(lines: Sequence[TextLine]) -> int | None:
    """The level at which the file marks the headings that the vocabulary knows."""
    levels = [line.level for line in lines if line.level is not None and announced(line)]
    return min(levels, default=None)


# Fewer capitals are an abbreviation, more words a warning.
_MIN_CAPITALS, _MAX_HEADING_WORDS = 5, 6


def are_headings_in_capitals(lines: Sequence[TextLine]) -> bool:
    """Whether all the headings that the vocabulary knows are in capitals, and there are some."""
    known = [line.text for line in lines if vocabulary().role(line.text) is not None]
    return len(known) > 1 and all(text.isupper() for text in known)


def is_in_capitals(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line is a heading that nobody knows: a few words in capitals over a paragraph."""
    line = lines[index]
    return (
        line.gap_before
        and line.text.isupper()
        and sum(map(str.isalpha, line.text)) >= _MIN_CAPITALS
        and len(line.text.split()) <= _MAX_HEADING_WORDS
        and not line.text.endswith((".", ",", ";"))
        and index + 1 < len(lines)
        and not lines[index + 1].text.isupper()
    )
