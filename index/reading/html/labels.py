"""Headings of sections within elements, and keys beside their values."""

from __future__ import annotations

import re
from collections import defaultdict

from bs4.element import Comment, NavigableString, Tag

from index.parsing.text.headings import heading_of
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.html.elements import (
    INLINE,
    MAX_CHIP,
    MAX_TITLE,
    classes_of,
    is_block,
    says,
    short_text,
    text_of,
    texts_of,
)


def mark_labels(content: Tag) -> None:
    """Set a colon behind the heading of a section that stands set off in the line of its text."""
    for tag in content.find_all(["b", "strong", "em", "i", "u", "span", "label"]):
        text = short_text(tag, MAX_CHIP)
        if not text[-1:].isalpha() or vocabulary().role(text) not in _OF_ITEMS:
            continue
        behind = tag.next_sibling
        is_first = not any(says(node) for node in tag.previous_siblings)
        if is_first and isinstance(behind, NavigableString) and _BEGINS_TEXT.match(behind):
            tag.append(":")


_BEGINS_TEXT = re.compile(r"\s*[A-ZÆØÅ\d\"»”]")


def part_keys_from_values(content: Tag) -> None:
    """Set a tab between a key and its value that only their elements part: "Status|Lukket"."""
    rows: dict[tuple[str, ...], list[list[Tag]]] = defaultdict(list)
    for row in [content, *content.find_all(["div", "li", "dd", "section", "article"])]:
        parts = _parts(row)
        if any(len(text_of(part)) > _MAX_KEY for part in parts) and len(parts) > 1:
            # A text is no value.
            for part in parts:
                part.name = "div"
        elif len(parts) > 1:
            rows[(row.name, classes_of(row), *map(classes_of, parts[:2]))].append(parts)
    for (_, _, first, second), alike in rows.items():
        # Halves of one word are called the same.
        if len(alike) < 2 and first == second:
            continue
        for part in (part for parts in alike for part in parts[:-1]):
            part.insert_after("\t")


_MAX_KEY = 120


def _parts(row: Tag) -> list[Tag]:
    """The inline elements of a row that holds nothing else, if no blank parts them."""
    parts = []
    for child in row.children:
        if isinstance(child, Comment):
            continue
        if not isinstance(child, Tag) or child.name not in INLINE or child.find(is_block):
            return []
        parts.append(child)
    return parts


_OF_ITEMS = frozenset({Role.RECOMMENDATION, Role.DECISION, Role.BOTH, Role.BACKGROUND})


def shows_item(tag: Tag) -> bool:
    """Whether an element holds the heading of a section that only items have."""
    for text in texts_of(tag):
        line = " ".join(text.split())
        heading = heading_of(line) if len(line) < MAX_TITLE else None
        if heading is not None and heading.role in _OF_ITEMS and heading.length >= len(line):
            return True
    return False
