"""Links to other pages, above the headings and behind the items, taken off the page."""

from __future__ import annotations

import re

from bs4.element import Tag

from index.parsing.text.vocabulary import vocabulary
from index.reading.html.elements import (
    CELLS,
    HEADING,
    MAX_TITLE,
    is_block,
    short_text,
    text_of,
    texts_of,
)


def remove_menus(content: Tag) -> None:
    """Remove lists of links to other pages that stand above all headings: names there are not the meeting's.

    Paths to a page have strokes between their links, and lists of members a heading.
    """
    for tag in _before_headings(content):
        if tag.decomposed or tag.name in ("a", "html", "body", "main"):
            continue
        links = [link for link in tag.find_all("a") if short_text(link, MAX_TITLE)]
        if len(links) < _MIN_LINKS or not all(map(_leads_away, links)):
            continue
        if sum(bool(_LEADS_NUMBERED.match(short_text(link, MAX_TITLE))) for link in links) > 1:
            # These are the items.
            continue
        linked = {id(text) for link in links for text in texts_of(link)}
        if all(id(text) in linked for text in texts_of(tag)) and not _is_headed(tag):
            tag.decompose()


_MIN_LINKS = 3
_LEADS_NUMBERED = re.compile(r"\W*(?:[^\W\d]+\W+)?\d")
_FILE = re.compile(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)\b|bilag|dokument|download|/file")


def _before_headings(content: Tag) -> list[Tag]:
    """The blocks above the first heading, none where there is no heading."""
    found: list[Tag] = []
    for tag in content.find_all(True):
        if HEADING.match(tag.name):
            return found
        if is_block(tag) and tag.name not in CELLS:
            found.append(tag)
    return []


def _leads_away(link: Tag) -> bool:
    to = str(link.get("href") or "")
    return bool(to) and not to.startswith(("#", "mailto:")) and not _FILE.search(to)


def _is_headed(tag: Tag) -> bool:
    """Whether the text before it is the heading of a section or of a list of people."""
    before = tag.find_previous(string=lambda text: bool(text and text.strip()))
    return before is not None and vocabulary().role(" ".join(before.split())) is not None


def remove_links_behind(last: Tag) -> None:
    """Remove what leads to other pages behind the last item, "Læs også" and its links, else its text."""
    for tag in last.find_all_next(["section", "div", "ul"]):
        links = [] if tag.decomposed else tag.find_all("a")
        if len(links) < _MIN_LINKS_BEHIND or any(_FILE.search(str(a.get("href"))) for a in links):
            continue
        linked = {id(text) for part in (*links, *tag.find_all(HEADING)) for text in texts_of(part)}
        headings = [text_of(heading) for heading in tag.find_all(HEADING)]
        is_of_meeting = any(
            vocabulary().role(heading) is not None or re.search(r"\d", heading)
            for heading in headings
        )
        if headings and not is_of_meeting and all(id(text) in linked for text in texts_of(tag)):
            tag.decompose()


_MIN_LINKS_BEHIND = 2
