"""What elements of a web page are by the names that its author gave them, where nothing printed says it.

`<blockquote class="vedtaget">` shows with a stripe what was decided; a reader who sees only the text needs
the word.
"""

from __future__ import annotations

import re
from collections import defaultdict

from bs4.element import NavigableString, Tag

from index.parsing.text.headings import heading_of, is_proposal
from index.parsing.text.vocabulary import Role

_BLOCKS = ("blockquote", "div", "section", "p")
_HEADING = re.compile(r"h[1-6]$")
_CALLED = re.compile(
    r"(?i)(?:^|[-_])(?:vedtaget|vedtagelse|beslutning|afg(?:ø|oe)relse|konklusion|decision)(?:[-_](?:tekst|text|boks|box))?$"
)
# Two may be something else of one item, and no meeting decides so much.
_MIN_NAMED, _MAX_NAMED = 3, 400
# Below the headings of a page, where an item has none of its own.
_DEEPEST = 6
_PARTS = frozenset({"p", "div", "section", "table", "ul", "ol"})
_DECISION, _CASE = "Beslutning", "Sagsfremstilling"


def name_decisions(content: Tag) -> None:
    """Write the heading over each element that is called a decision, and over the case that follows it.

    Only where none of them has a heading in print, nor holds what is only recommended.
    """
    groups: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for tag in content.find_all(_BLOCKS):
        names = [str(name) for name in tag.get_attribute_list("class") if name]
        if any(_CALLED.search(name) for name in names):
            groups[tag.name, " ".join(names)].append(tag)
    for group in groups.values():
        is_many = _MIN_NAMED <= len(group) <= _MAX_NAMED
        if is_many and not any(_is_headed(tag) for tag in group):
            for tag in group:
                _write_headings(tag)


def _is_headed(tag: Tag) -> bool:
    """Whether headings stand in an element, or a decision's right before it; also where it is none.

    It may hold what is recommended, nothing, or stand in another like it.
    """
    first = next((text for text in tag.stripped_strings), "")
    before = tag.find_previous(string=lambda text: bool(text and text.strip()))
    above = heading_of(str(before).strip()) if before else None
    return (
        not first
        or is_proposal(tag.get_text(" ", strip=True))
        or heading_of(first) is not None
        or tag.find(_HEADING) is not None
        or (above is not None and above.role in (Role.DECISION, Role.BOTH))
        or any(other.get("class") == tag.get("class") for other in tag.parents)
    )


def _write_headings(tag: Tag) -> None:
    beside = [other for other in tag.find_next_siblings() if isinstance(other, Tag)]
    headings = [other for other in beside if _HEADING.match(other.name)]
    level = headings[0].name if headings else f"h{_DEEPEST}"
    tag.insert_before(_heading(level, _DECISION))
    case = next((other for other in beside if other.get_text(strip=True)), None)
    if case is not None and case.name in _PARTS and not _is_announced(case):
        tag.insert_after(_heading(level, _CASE))


def _is_announced(case: Tag) -> bool:
    return heading_of(next(case.stripped_strings)) is not None


def _heading(name: str, text: str) -> Tag:
    heading = Tag(name=name)
    heading.append(NavigableString(text))
    return heading
