"""Items of a web page by how they repeat, whatever a content system calls them.

Accordions hide an item behind a button, forms wrap the whole page, the number
of an item stands in an element of its own, and names of classes are hashed: so
items are known by what is alike in each of them and rises from one to the next.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from bs4.element import Tag

from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import is_mark
from index.parsing.text.vocabulary import vocabulary
from index.reading.html.chips import MAX_CHIPS, is_chip
from index.reading.html.elements import (
    CELLS,
    HEADING,
    MAX_CHIP,
    MAX_TITLE,
    MOST,
    classes_of,
    head_of,
    short_text,
    text_of,
)
from index.reading.html.labels import shows_item
from index.reading.html.menus import remove_links_behind
from index.reading.html.numbers import BEGINS_NUMBERED, NUMBER, name_title, numbers_of


def name_items(content: Tag) -> None:
    """Make headings of the titles in elements that are alike and are the items of a meeting.

    They are where a number rises from one to the next, or where each has a title
    of its own over something that only items have. The number comes before the title.
    """
    begun = {id(tag) for tag in content.find_all(HEADING) if BEGINS_NUMBERED.match(text_of(tag))}
    named: set[int] = set()
    for group in _groups(content):
        if any(id(above) in named for above in (group[0], *group[0].parents)):
            continue
        read = _read_items(group)
        if read is None:
            continue
        if begun and not any(id(tag) in begun for item in group for tag in item.find_all(HEADING)):
            # The page counts its items in headings; this is a list in one of them.
            continue
        items = _with_others(group, content)
        whole = _read_items(items)
        if whole is None:
            items, whole = group, read
        named |= {id(item) for item in items}
        remove_links_behind(items[-1])
        level = _level_above(items)
        for item, (title, number) in zip(items, whole, strict=True):
            if title is not None:
                name_title(title, number, level)
                _put_below(item, title)


def _put_below(item: Tag, title: Tag) -> None:
    """Put what stands before a title below it: "Udsat" would end the item before, or begin the title."""
    heading = title if HEADING.match(title.name) else title.find_parent(HEADING)
    if heading is None or not any(above is item for above in heading.parents):
        return
    before: list[Tag] = []
    for tag in head_of(item):
        if tag is title or any(above is tag for above in title.parents):
            break
        if any(above is heading for above in tag.parents) and not is_chip(
            short_text(tag, MAX_CHIP)
        ):
            return
        before.append(tag)
    if len(before) > MAX_CHIPS or any(not short_text(tag, MAX_CHIP) for tag in before):
        return
    for tag in reversed(before):
        tag.name = "p"
        heading.insert_after(tag.extract())


def _read_items(group: Sequence[Tag]) -> list[tuple[Tag | None, Tag | None]] | None:
    """The elements of each item's title and number; None where they are no items."""
    heads = [head_of(tag) for tag in group]
    numbers = numbers_of(heads)
    titles = _titles(heads)
    if titles is None or not _are_items(group, titles, bool(numbers)):
        return None
    return list(zip(titles, numbers or [None] * len(titles), strict=True))


def _groups(content: Tag) -> list[list[Tag]]:
    """The elements of each name in each parent that are more than one, outer ones first."""
    found: dict[tuple[int, str], list[Tag]] = defaultdict(list)
    for tag in content.find_all(["div", "section", "article", "li", "details", "fieldset"]):
        if tag.parent is not None:
            found[id(tag.parent), tag.name].append(tag)
    return [group for group in found.values() if len(group) > 1]


def _with_others(group: list[Tag], content: Tag) -> list[Tag]:
    """The elements with those of their class that stand elsewhere, as closed items may."""
    if len({classes_of(tag) for tag in group}) > 1 or not group[0].get("class"):
        return group
    classes = group[0].get_attribute_list("class")
    alike = content.find_all(group[0].name, class_=str(classes[0]))
    others = [tag for tag in alike if classes_of(tag) == classes_of(group[0])]
    # What stands in another of them is a part of it.
    held = {id(tag) for tag in others}
    return [tag for tag in others if not any(id(above) in held for above in tag.parents)]


def _titles(heads: Sequence[Sequence[Tag]]) -> list[Tag | None] | None:
    """The element of each title: of the kind that all have and that says something else in each."""
    kinds: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for head in heads:
        seen = set()
        for tag in head:
            kind = (tag.name, classes_of(tag))
            if kind not in seen and not NUMBER.match(text_of(tag)) and tag.name not in CELLS:
                kinds[kind].append(tag)
                seen.add(kind)
    found = [
        tags
        for tags in kinds.values()
        if len(tags) >= MOST * len(heads) and _may_be_titles([text_of(tag) for tag in tags])
    ]
    if not found:
        return None
    # What became of each item may say something else in each too, but is no heading above one.
    tags = next((tags for tags in found if _in_heading(tags[0])), found[0])
    chosen = {id(tag) for tag in tags}
    return [next((t for t in head if id(t) in chosen), None) for head in heads]


def _in_heading(tag: Tag) -> bool:
    return bool(HEADING.match(tag.name)) or tag.find_parent(HEADING) is not None


def _may_be_titles(texts: Sequence[str]) -> bool:
    """Whether nearly each is short, no sentence, no mark and no heading, and said once."""
    once = Counter(texts)
    good = [text for text in texts if once[text] == 1 and _may_be_title(text)]
    return len(good) >= MOST * len(texts) and len(good) > 1


def _may_be_title(text: str) -> bool:
    return (
        bool(re.search(r"[^\W\d]{3}", text))
        and len(text) <= MAX_TITLE
        and not text.endswith((".", ",", ";", ":"))
        and not is_mark(text)
        and vocabulary().role(text) is None
        and case_number_of(text) is None
    )


# Items hold more words than steps of a list do, which are numbered too.
_MIN_WORDS = 25


def _are_items(group: Sequence[Tag], titles: Sequence[Tag | None], numbered: bool) -> bool:
    """Whether most have what only items have: headings of sections, or numbers over much text."""
    if numbered and all(title is None or title.find_parent(HEADING) for title in titles):
        return True
    if not numbered and len(group) < _MIN_UNNUMBERED:
        return False
    shown = sum(shows_item(tag) or (numbered and _is_long(tag)) for tag in group)
    return 2 * shown > len(group)


_MIN_UNNUMBERED = 3


def _is_long(tag: Tag) -> bool:
    return len(tag.get_text(" ").split()) >= _MIN_WORDS


def _level_above(group: Sequence[Tag]) -> int:
    """A level above that of all headings in the items."""
    inner = (int(tag.name[1]) for item in group for tag in item.find_all(HEADING))
    return max(1, min(inner, default=7) - 1)
