"""What elements of a web page say, and which of them are blocks, cells and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import Comment, NavigableString, PageElement, Tag

HEADING = re.compile(r"^h[1-6]$")
INLINE = frozenset("a abbr b em font i label small span strong sub sup time u".split())
CELLS = frozenset({"td", "th"})


def is_block(tag: Tag) -> bool:
    """Whether an element is a block, and none that stands in a line."""
    return tag.name not in INLINE


def classes_of(tag: Tag) -> str:
    """The names of an element's classes, "" for none."""
    return " ".join(str(name) for name in tag.get_attribute_list("class"))


def short_text(tag: Tag, most: int) -> str:
    """What an element says, "" where it is longer; no more than that is read."""
    text = ""
    for part in tag.strings:
        text += part
        if len(text) > 2 * most:
            return ""
    text = " ".join(text.split())
    return text if len(text) <= most else ""


# So many texts may stand in the head of an item, and so long may a title be.
_HEAD_TEXTS, MAX_TITLE = 5, 250
# Longer words beside a title are a part of it.
MAX_CHIP = 40
# How many of the elements that are alike must show what makes them items.
MOST = 0.8


def head_of(tag: Tag) -> list[Tag]:
    """The elements of the first texts in an element, each the largest that says nothing else."""
    found: list[Tag] = []
    for text in islice(texts_of(tag), _HEAD_TEXTS):
        at = text.parent
        while (
            at is not None
            and at is not tag
            and at.parent is not None
            and at.parent is not tag
            and at.name not in CELLS
            and not HEADING.match(at.name)
            and not any(says(other) for other in at.parent.children if other is not at)
        ):
            at = at.parent
        if at is not None and at is not tag and not any(at is other for other in found):
            found.append(at)
    return found


def says(node: PageElement) -> bool:
    """Whether a text, or an element, shows any letters."""
    if isinstance(node, Tag):
        return next(texts_of(node), None) is not None
    return (
        isinstance(node, NavigableString) and not isinstance(node, Comment) and bool(node.strip())
    )


def texts_of(tag: Tag) -> Iterator[NavigableString]:
    """The texts in an element that show any letters."""
    for text in tag.descendants:
        if isinstance(text, NavigableString) and says(text):
            yield text


def text_of(tag: Tag) -> str:
    """What an element says, with single blanks."""
    return " ".join(tag.get_text().split())
