"""The foot of a web page, where its text was copied with it: contacts and links below the last item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.parsing.text.lines import TextLine
from index.types import AgendaItem, Span

# What only a page's foot offers.
_LINK = re.compile(
    r"(?i)\b(?:cookies?|cookiepolitik|sitemap|tilgængelighed\w*|databeskyttelse|privatlivspolitik|luk vindue"
    r"|del (?:denne side|siden|på facebook)|print(?: siden)?|udskriv(?: siden)?|udskriftsvenlig(?: udgave)?|drevet af"
    r"|sidst opdateret|abonnér|ean-numre)\b"
)
# And whose page it is.
_CONTACT = re.compile(
    r"\b(?i:tlf|telefon|cvr|ean|e-?mail|åbningstider)\b|@|\b\d{4} [A-ZÆØÅ][a-zæøå]|\bKommune\b"
)
# What heads the links below a page's text.
_RELATED = re.compile(
    r"(?i)(?:relatere(?:t|de) (?:indhold|sider|links?|emner|artikler|nyheder)|andre sider|genveje|læs også"
    r"|sider om samme emne)\W*"
)
_SENTENCE = re.compile(r"[a-zæøå)]{2}[.!?]$")
# The most lines that a foot was seen to have, and how long they are; one alone may be a link below an item.
_MIN_LINES, _MAX_LINES, _MAX_LETTERS = 2, 8, 140


def without_foot(
    items: Sequence[AgendaItem], lines: Sequence[TextLine], end: int
) -> tuple[list[AgendaItem], list[Span]]:
    """The items, the last without the foot of the page, which is noise; a closed one keeps all its text."""
    first = _begin_of_foot(lines)
    place = lines[first].span.start if first < len(lines) else end
    if place == end or not items or not items[-1].public or not items[-1].sections:
        return list(items), []
    sections = tuple(
        replace(section, span=Span(section.span.start, min(section.span.end, place)))
        for section in items[-1].sections
        if section.span.start < place
    )
    return [*items[:-1], replace(items[-1], sections=sections)], [Span(place, end)]


def _begin_of_foot(lines: Sequence[TextLine]) -> int:
    """The line with which the foot of the page begins, the number of all lines where there is none.

    Links and contacts stand in it, and nothing else, up to the end; a gap is above it.
    """
    first, links, begins = len(lines), 0, len(lines)
    while first > max(0, len(lines) - _MAX_LINES) and _may_stand_in_foot(lines[first - 1].text):
        first -= 1
        links += bool(_LINK.search(lines[first].text))
        if lines[first].gap_before and links:
            begins = first
    begins = begins if len(lines) - begins >= _MIN_LINES else len(lines)
    return _begin_of_links(lines[:begins])


def _begin_of_links(lines: Sequence[TextLine]) -> int:
    """The line that heads the links at the end, short lines without a sentence, the number of all where none does."""
    for index in range(len(lines) - 1, max(0, len(lines) - _MAX_LINES) - 1, -1):
        line = lines[index]
        if _RELATED.fullmatch(line.text) and (line.gap_before or line.level is not None):
            return index
        if _SENTENCE.search(line.text) or len(line.text) > _MAX_LETTERS:
            break
    return len(lines)


def _may_stand_in_foot(text: str) -> bool:
    is_said = _LINK.search(text) or _CONTACT.search(text)
    return bool(is_said) and len(text) <= _MAX_LETTERS and not _SENTENCE.search(text)
