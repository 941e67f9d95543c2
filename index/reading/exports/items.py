"""Which elements of an export are the agenda items, what they are called, and which are closed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from index.parsing.text.case_numbers import find_case_number
from index.parsing.text.closed import says_closed
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.exports.names import is_role, names_closed, plain_name, said_public
from index.reading.exports.values import Said, is_pair, nearest, value_in_role
from index.reading.exports.xml import (
    HTML_NAMES,
    Node,
    all_text,
    has_structure,
    is_named,
    name_of,
)

_NUMBER = re.compile(
    r"^(?:punkt |pkt\.? |nr\.? )?(\d{1,4}(?:\.\d{1,3})*[a-zæøå]?)\.?$", re.IGNORECASE
)
# Longer titles are texts in an element of that name.
_MAX_TITLE = 400
_HEAD_ROLES = ("number", "title", "case", "public", "closed", "agenda_type", "bookkeeping")


def find_items(root: Node, parts: Set[Node] = frozenset()) -> list[Node]:
    """The agenda items in order: by their name, else those that are alike and have titles.

    `parts` are rows of which it is known that they are none.
    """
    named = [
        node
        for node in root.iter()
        if is_named(node, "item")
        and (len(node) or node.attrib)
        and node not in parts
        and not _is_list(node)
    ]
    named = [item for node in named for item in _rows(node, parts)]
    if any(_titled(node) for node in named):
        return named
    rows = [node for node in root.iter() if name_of(node) in _ROW_NAMES and _is_own_row(node)]
    rows = [row for row in rows if row not in parts]
    if len(rows) > 1:
        return rows
    groups: dict[str, list[Node]] = {}
    for node in root.iter():
        if node in parts or node is root or name_of(node) in HTML_NAMES:
            continue
        if _titled(node):
            groups.setdefault(name_of(node), []).append(node)
    alike = [nodes for nodes in groups.values() if all(_is_item_like(node) for node in nodes)]
    best = max(alike, key=lambda nodes: (len(nodes), len(all_text(nodes[0]))), default=[])
    return _with_untitled(best, parts) or named


def _with_untitled(items: Sequence[Node], parts: Set[Node]) -> list[Node]:
    """The items and those among them that have a number or say how they are open, but no title."""
    held = set(items)
    beside = {above: None for item in items if (above := item.getparent()) is not None}
    name = name_of(items[0]) if items else ""
    untitled = {
        node
        for above in beside
        for node in above
        if name_of(node) == name and node not in held and node not in parts
        if not _titled(node) and _is_item_like(node)
    }
    if not untitled:
        return list(items)
    return [node for node in items[0].getroottree().iter() if node in held or node in untitled]


def _rows(node: Node, parts: Set[Node]) -> list[Node]:
    """The rows of a table of items, one an item; else the item itself."""
    alike: dict[str, list[Node]] = {}
    for child in node:
        if child in parts or is_pair(child) or is_named(child, "attachment"):
            continue
        if has_structure(child) or len(child.attrib) > 1:
            alike.setdefault(name_of(child), []).append(child)
    rows = next((c for c in alike.values() if len(c) > 1 and all(map(_is_item_like, c))), [])
    return rows if rows and all(map(_titled, rows)) else [node]


# Rows of tables are called the same whatever they hold.
_ROW_NAMES = frozenset({"row", "record", "r"})


def _columns(row: Node) -> list[Said]:
    """What the columns of a row itself say, not those of rows within."""
    return [Said(name_of(c), " ".join(all_text(c).split()), 0) for c in row if not len(c)]


def _is_own_row(node: Node) -> bool:
    """Whether the columns of a row itself, not of rows within, are those of an item."""
    said = _columns(node)
    titled = any(is_role(s.name, "title") and re.search(r"[^\W\d]", s.value) for s in said)
    return titled and any(
        (is_role(s.name, "number") and _NUMBER.match(s.value))
        or (is_role(s.name, "case") and find_case_number(s.value))
        for s in said
    )


def _is_list(node: Node) -> bool:
    """Whether it is only a wrapper around items: it has no title of its own."""
    return any(is_named(child, "item") for child in node.iterdescendants()) and not _titled(node)


def _titled(node: Node) -> bool:
    return any(
        is_role(plain_name(str(key)), "title") and re.search(r"[^\W\d]", str(value))
        for key, value in node.attrib.items()
    ) or any(
        is_role(said.name, "title") and re.search(r"[^\W\d]", said.value) for said in _few(node)
    )


def _few(node: Node) -> list[Said]:
    """What is said in the first levels of a node, without going into items within."""
    inside = {child for child in node.iterdescendants() if is_named(child, "item")}
    return list(islice(nearest(node, inside), 60))


def _is_item_like(node: Node) -> bool:
    """Whether it has a number, a case or says that it is open, and text."""
    marked = any(
        (is_role(name, "number") and _NUMBER.match(value))
        or (is_role(name, "case") and find_case_number(value))
        or said_public(name, value) is not None
        for name, value, *_ in _few(node)
    )
    return marked and not is_pair(node)


@dataclass(frozen=True, slots=True)
class Head:
    """What an item is called; `used` are the elements that say this and how it is kept."""

    number: str | None
    title: str | None
    case: str | None
    used: frozenset[Node]


def head_of(item: Node, of_items: set[Node]) -> Head:
    """The number, title and case of an item, its number also from what stands around it alone."""
    said = list(nearest(item, of_items))
    number = _number(said)
    parent = item.getparent()
    if number is None and parent is not None and _is_alone(item, of_items):
        number = _number(list(nearest(parent, of_items)))
    titles = [s for s in said if re.search(r"[^\W\d]", s.value) and len(s.value) < _MAX_TITLE]
    titles = [s for s in titles if not _is_of_person(s)]
    titles = [s for s in titles if not _heads_list(s)] or titles
    title = value_in_role(titles, "title")
    case = _case(said)
    used = frozenset(
        s.node
        for s in said
        if s.node is not None
        and (
            any(is_role(s.name, role) for role in _HEAD_ROLES)
            or s.value in (title, case)
            or s.public is not None
        )
        and not (is_role(s.name, "title") and len(s.value) >= _MAX_TITLE)
    )
    return Head(number, title, case, used)


def _is_of_person(said: Said) -> bool:
    """Whether it is the name of who wrote the item: <updatedby><name>."""
    parent = said.node.getparent() if said.node is not None else None
    return parent is not None and name_of(parent).endswith("edby")


def _heads_list(said: Said) -> bool:
    """Whether it is the caption of a list of attachments."""
    return vocabulary().role(said.value) is Role.ATTACHMENTS


def _is_alone(item: Node, of_items: set[Node]) -> bool:
    """Whether its parent holds no other item; only the neighbours are looked at."""
    beside = [*islice(item.itersiblings(), 20), *islice(item.itersiblings(preceding=True), 20)]
    return not any(node in of_items for node in beside)


def _number(said: Sequence[Said]) -> str | None:
    numbers = [s._replace(value=m.group(1)) for s in said if (m := _NUMBER.match(s.value))]
    return value_in_role(numbers, "number")


def _case(said: Sequence[Said]) -> str | None:
    """The case number by its name, else by its form where the name speaks of a case."""
    held = [s._replace(value=c) for s in said if (c := _case_number(s.value))]
    named = value_in_role(held, "case")
    spoken = (s.value for s in held if re.search("case|sag|journal|esdh|kle|refer", s.name))
    return named or next(spoken, None)


def _case_number(value: str) -> str | None:
    """A case number that is the whole value, or stands in it."""
    found = find_case_number(value)
    if found or len(value) > 40:
        return found
    return value if re.fullmatch(r"[A-ZÆØÅ]{0,5}-?\d[\d./-]{3,24}", value) else None


def closed_items(root: Node, of_items: set[Node]) -> set[Node]:
    """The items that are closed: by what is said of them, of what they stand in, or of the agenda."""
    around = {above for item in of_items for above in item.iterancestors()}
    said = {item: {s.public for s in nearest(item, of_items)} for item in of_items}
    each_says = all(marks - {None} for marks in said.values())
    closing = {node for node in around if _closes_inside(node, each_says)}
    if _is_closed_agenda(root, of_items):
        closing.add(root)
    return {
        item
        for item in of_items
        if False in said[item] or any(node in closing for node in item.iterancestors())
    }


def _closes_inside(node: Node, each_says: bool) -> bool:
    """Whether a wrapper says that what it holds is closed: by name, attribute, or a leaf in it.

    Where each item says for itself whether it is, the state of a meeting ("LUKKET", "Closed")
    tells that its work is done.
    """
    if names_closed(name_of(node)):
        return True
    if node.getparent() is None:
        return False
    return any(
        said_public(name, value) is False
        for name, value in ((plain_name(str(k)), str(v)) for k, v in node.attrib.items())
        if not (each_says and _STATE.fullmatch(name))
    ) or any(
        _is_closing_leaf(child)
        for child in node
        if name_of(child)
        and not len(child)
        and not (each_says and _STATE.fullmatch(name_of(child)))
    )


_STATE = re.compile(r"(?:meeting|m(?:ø|oe)de|agenda|dagsorden)?(?:status|state|tilstand|fase)")


def _is_closing_leaf(leaf: Node) -> bool:
    said = Said(name_of(leaf), all_text(leaf).strip(), 0, leaf)
    return said.is_mark and (
        said.public is False
        or vocabulary().role(said.value) is Role.CLOSED
        or (is_role(said.name, "agenda_type") and "lukket" in said.value.lower())
    )


def _is_closed_agenda(root: Node, of_items: set[Node]) -> bool:
    """Whether the export says of the whole agenda that it is closed."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        pairs = [(plain_name(str(key)), str(value)) for key, value in node.attrib.items()]
        pairs += [
            (name_of(c), all_text(c))
            for c in node
            if name_of(c) and not len(c) and c not in of_items
        ]
        if any(_closes_agenda(name, value) for name, value in pairs):
            return True
        # The meeting around all items; parts of it speak for themselves.
        inner = [child for child in node if of_items & {child, *child.iterdescendants()}]
        waiting = inner if len(inner) == 1 and inner[0] not in of_items else []
    return False


def _closes_agenda(name: str, value: str) -> bool:
    if len(value) < 60 and says_closed(value):
        return True
    if is_role(name, "agenda_public"):
        return said_public("ispublic", value) is False
    return any(is_role(name, role) for role in ("closed", "public")) and (
        said_public(name, value) is False
    )
