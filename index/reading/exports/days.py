"""The day of the meeting in an export, weighed by what the elements around a date are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from index.parsing.meeting.front import names_meeting
from index.parsing.text.bodies import is_body
from index.parsing.text.dates import danish_date, first_date
from index.reading.exports.names import is_role, plain_name, rank_in_role
from index.reading.exports.values import readable_time
from index.reading.exports.xml import Node, all_text, name_of

# When something else was done than the meeting was held.
_OTHER_DAY = re.compile(
    r"generat|creat|export|eksport|udtr[æa]|dannet|oprettet|print|udskr|publi|offentlig|opdater|updat|modif|ændr"
    r"|send[te]|sent|udsend|frist|deadline|approv|godkend|signed|underskr|expir|saved|gemt|archiv|arkiv|bookkeep"
    r"|previous|prev|next|næste|naeste|forrige|foreg|sidste|last|kommende|coming|valid|gyldig|birth|født"
)
_MEETING_DAY = re.compile(
    r"held|holdt|m(?:ø|oe|o)de|meeting|session|dato|date|dag$|day$|^start|^begin|planned|actual|^from|when|time|tid"
)
# What a day is written in, part by part.
_PARTS = {
    "year": ("year", "år", "aar"),
    "month": ("month", "måned", "maaned"),
    "day": ("day", "dag"),
}
# Longer values are texts, and longer numbers no year.
_MAX_VALUE, _MAX_DIGITS = 120, 4


class _Dated(NamedTuple):
    """A day that is said under a name, in an element called `owner`."""

    day: date
    value: str
    name: str
    owner: str
    depth: int


def labelled_values(root: Node, of_items: set[Node]) -> Iterator[tuple[str, str]]:
    """Names and values of the meeting that stand side by side: <label>Dato:</label><value>…</value>."""
    for node, _ in _of_meeting(root, of_items):
        leaves = [child for child in node if name_of(child)]
        if len(leaves) % 2 or any(len(leaf) for leaf in leaves):
            continue
        for label, value in zip(leaves[::2], leaves[1::2], strict=True):
            said = all_text(label).strip()
            if said.endswith(":") and len(said) < _MAX_VALUE:
                yield plain_name(said), " ".join(all_text(value).split())


def meeting_day(root: Node, of_items: set[Node]) -> str | None:
    """The day as the export says it, None where it says none or several are as likely."""
    weights: dict[date, float] = defaultdict(lambda: _NEVER)
    shown: dict[date, str] = {}
    for dated in _dated(root, of_items):
        weight = _weight(dated)
        if weight > weights[dated.day]:
            shown[dated.day] = dated.value
        weights[dated.day] = max(weights[dated.day], weight) + _AGAIN * (dated.day in weights)
    best = max(weights.values(), default=_NEVER)
    held = [day for day, weight in weights.items() if weight == best and weight > 0]
    return shown[held[0]] if len(held) == 1 else None


# What no day weighs, and what it adds that a day is said once more, as by beginning and end.
_NEVER, _AGAIN = -9.0, 0.25


def _weight(dated: _Dated) -> float:
    """How much the names speak for the day's being the meeting's."""
    names = (dated.name, dated.owner)
    is_kept = is_role(dated.name, "bookkeeping") and not dated.name.endswith("tid")
    if is_kept or _OTHER_DAY.search(dated.name):
        return _NEVER
    if _OTHER_DAY.search(dated.owner):
        return 0.2 if dated.depth == 0 else _NEVER
    weight = 1.0 - 0.1 * dated.depth
    if is_role(dated.name, "date"):
        weight += 3.0 - 0.01 * rank_in_role(dated.name, "date")
    elif any(_MEETING_DAY.search(name) for name in names):
        weight += 2.0
    return weight + 2.0 * names_meeting(dated.value)


def _dated(root: Node, of_items: set[Node]) -> Iterator[_Dated]:
    for label, said in labelled_values(root, of_items):
        yield from _if_dated(said, label, "", 0)
    for node, depth in _of_meeting(root, of_items):
        owner, parent = name_of(node), node.getparent()
        for key, value in node.attrib.items():
            yield from _if_dated(str(value), plain_name(str(key)), owner, depth)
        if not len(node):
            above = name_of(parent) if parent is not None else ""
            yield from _if_dated(all_text(node), owner, above, depth)
        if day := _in_parts(node):
            yield _Dated(day, danish_date(day), owner, owner, depth)


def _if_dated(text: str, name: str, owner: str, depth: int) -> Iterator[_Dated]:
    value = readable_time(" ".join(text.split()))
    day = first_date(value) if len(value) < _MAX_VALUE else None
    if day:
        yield _Dated(day, value, name, owner, depth)


def _in_parts(node: Node) -> date | None:
    """The day that year, month and day say, each in an attribute or an element of its own."""
    said = {plain_name(str(k)): str(v) for k, v in node.attrib.items()}
    leaves = [leaf for leaf in node if name_of(leaf) and not len(leaf)]
    said |= {name_of(leaf): " ".join(all_text(leaf).split()) for leaf in leaves}
    parts = [next((said[n] for n in names if n in said), "") for names in _PARTS.values()]
    if not all(part.isdecimal() and len(part) <= _MAX_DIGITS for part in parts):
        return None
    year, month, day = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_meeting(root: Node, of_items: set[Node]) -> Iterator[tuple[Node, int]]:
    """The elements outside items, people and attachments, with how deep each stands."""
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [
            (child, depth + 1)
            for child in reversed(node)
            if name_of(child)
            and child not in of_items
            and not is_role(name_of(child), "attachment")
            and not is_role(name_of(child), "participant")
        ]


def is_of_meeting(node: Node) -> bool:
    """Whether what looks like an item says a body and the meeting's day, and has no title.

    Some systems keep the meeting itself in a record beside those of its items.
    """
    leaves = [leaf for leaf in node if name_of(leaf) and not len(leaf)]
    said = [(name_of(leaf), readable_time(" ".join(all_text(leaf).split()))) for leaf in leaves]
    return (
        any(is_body(value) and is_role(name, "committee") for name, value in said)
        and any(is_role(name, "date") and first_date(value) for name, value in said)
        and not any(is_role(name, "title") and value for name, value in said)
    )
