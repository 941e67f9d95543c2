"""Marks that are set beside a title, such as "Udsat"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bs4.element import Tag

from index.parsing.text.cells import is_head_cell
from index.parsing.text.headings import is_outcome
from index.reading.html.elements import (
    CELLS,
    HEADING,
    INLINE,
    MAX_CHIP,
    MAX_TITLE,
    MOST,
    classes_of,
    is_block,
    short_text,
    text_of,
)
from index.reading.html.numbers import BEGINS_NUMBERED, NUMBER


def part_chips(content: Tag) -> None:
    """Put what is set beside titles, such as "Udsat", on lines of its own below them.

    It is of one kind in several titles and says the same in some, or is a mark
    or an outcome. What stands before it says something else in each, as labels do not.
    """
    for _ in range(MAX_CHIPS):
        found: dict[tuple[str, ...], list[tuple[Tag, Tag]]] = defaultdict(list)
        for chip in content.find_all(list(INLINE)):
            title = _titled_by(chip)
            if title is not None:
                found[chip.name, classes_of(chip), title.name, classes_of(title)].append(
                    (chip, title)
                )
        pairs = [pair for alike in found.values() if _are_chips(alike) for pair in alike]
        for chip, title in pairs:
            chip.name = "div"
            title.insert_after(chip.extract())
        if not pairs:
            break


# So many may stand behind one title.
MAX_CHIPS = 3


def _are_chips(pairs: Sequence[tuple[Tag, Tag]]) -> bool:
    texts = [text_of(chip) for chip, _ in pairs]
    before = [
        text_of(title).removesuffix(text) for text, (_, title) in zip(texts, pairs, strict=True)
    ]
    if len(set(before)) < MOST * len(before):
        return False
    is_titled = HEADING.match(pairs[0][1].name) or all(map(BEGINS_NUMBERED.match, before))
    repeated = len(set(texts)) < len(texts) and bool(classes_of(pairs[0][0]))
    return bool(is_titled or len(pairs) > 1) and (repeated or all(map(is_chip, texts)))


def is_chip(text: str) -> bool:
    """Whether a text is a mark of an item or an outcome."""
    return is_head_cell(text) or is_outcome(text)


def _titled_by(chip: Tag) -> Tag | None:
    """The short block that an inline element ends, with more than a number before it."""
    text = short_text(chip, MAX_CHIP)
    title = chip.find_parent(HEADING) or chip.find_parent(is_block)
    if not text or NUMBER.match(text) or title is None:
        return None
    if title.name in ("body", "main", "li", *CELLS):
        return None
    whole = short_text(title, MAX_TITLE)
    before = whole.removesuffix(text).strip()
    is_last = whole.endswith(text) and not NUMBER.match(before) and not before.endswith(":")
    is_title = is_last and not whole.endswith(".") and re.search(r"[^\W\d]{3}", before)
    return title if is_title and title.find(is_block) is None else None
