"""What an export says of a meeting or an item: names and their values, the nearest first."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.exports.names import is_role, plain_name, rank_in_role, said_public
from index.reading.exports.xml import Node, all_text, has_structure, is_named, name_of

_ISO_TIME = re.compile(
    r"^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?"
    r"|^((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T(\d\d)(\d\d)\d{0,2}[\d,.+Z-]*)?$"
)
# Longer values are no marks.
_MAX_MARK = 200


class Said(NamedTuple):
    """A name and its value: of an attribute (then `node` is None) or of a leaf, and how deep it stands."""

    name: str
    value: str
    depth: int
    node: Node | None = None

    @property
    def is_mark(self) -> bool:
        """Whether the value can be a mark, such as that an item is closed, rather than a text."""
        return len(self.value) < _MAX_MARK

    @property
    def public(self) -> bool | None:
        """Whether it says that its item is open; None where it says nothing, as long texts do."""
        return said_public(self.name, self.value) if self.is_mark else None


def nearest(node: Node, of_items: set[Node]) -> Iterator[Said]:
    """What is said of a node, nearest first.

    Other items, attachments and what is in fields of text are not looked into.
    """
    waiting = deque([(node, 0)])
    while waiting:
        at, depth = waiting.popleft()
        for key, value in at.attrib.items():
            if str(value).strip():
                yield Said(plain_name(str(key)), " ".join(str(value).split()), depth)
        for child in at:
            name = name_of(child)
            if not name or child in of_items or is_role(name, "attachment") or is_pair(child):
                continue
            if node in of_items and any(inner in of_items for inner in child.iterdescendants()):
                # Only tags that were never ended put an item into another.
                continue
            if has_structure(child):
                waiting.append((child, depth + 1))
                if (child.text or "").strip():
                    yield Said(name, " ".join((child.text or "").split()), depth)
            elif text := " ".join(all_text(child).split()):
                yield Said(name, text, depth, child)
            if not has_structure(child) and child.attrib:
                waiting.append((child, depth + 1))


def own_values(node: Node) -> list[Said]:
    """The attributes of an element and the leaves below it, those that hold something."""
    said = [Said(plain_name(str(k)), str(v).strip(), 0) for k, v in node.attrib.items()]
    leaves = (child for child in node.iterdescendants() if name_of(child) and not len(child))
    said += [Said(name_of(leaf), " ".join(all_text(leaf).split()), 0, leaf) for leaf in leaves]
    return [s for s in said if s.value]


def value_in_role(said: Sequence[Said], role: str) -> str | None:
    """The nearest value with a name of the role; of several at one depth the surest."""
    held = [s for s in said if is_role(s.name, role)]
    best = min(held, key=lambda s: (s.depth, rank_in_role(s.name, role)), default=None)
    return best and best.value


def is_pair(node: Node) -> bool:
    """Whether it is a field of text: a caption, or the code of one, and a content.

    What is called a field may hold more, such as its place in the order; what
    is not must not look like an item.
    """
    children = [child for child in node if name_of(child)]
    if is_named(node, "field"):
        return (
            any(is_named(leaf, "content") for leaf in node.iterdescendants())
            and not any(
                is_named(inner, "field") for inner in node.iterdescendants() if has_structure(inner)
            )
            and not any(map(_is_head, children))
        )
    names = [name_of(child) for child in children]
    if len(children) == 1 and names[0] in ("fields", "columns", "row"):
        names = [name_of(child) for child in children[0]]
    labels = [*names, *(plain_name(str(key)) for key in node.attrib)]
    return (
        any(is_role(name, "caption") or is_role(name, "code") for name in labels)
        and any(is_role(name, "content") for name in names)
        and sum(_is_captioned(child) for child in children) < 2
        and (_is_headed(children) or not any(is_role(name, "number") for name in names))
        and not any(is_role(label, "case") or is_role(label, "public") for label in labels)
    )


def _is_head(group: Node) -> bool:
    """Whether it says what an item is called and its case or access, as nothing in a field does."""
    names = [name_of(leaf) for leaf in group if name_of(leaf) and not len(leaf)]
    return (
        any(is_role(name, "title") for name in names)
        and any(is_role(name, "case") or is_role(name, "public") for name in names)
        and not any(is_role(name, "content") for name in names)
    )


def _is_headed(leaves: Sequence[Node]) -> bool:
    """Whether one is the heading of a recommendation or a decision, which no item is called."""
    return any(
        is_role(name_of(leaf), "caption") and vocabulary().role(all_text(leaf)) in _HEADINGS
        for leaf in leaves
        if not len(leaf)
    )


_HEADINGS = frozenset({Role.RECOMMENDATION, Role.DECISION, Role.BOTH})


def _is_captioned(node: Node) -> bool:
    """Whether it is a content with a caption of its own: <tekst type="Indstilling">."""
    keys = (plain_name(str(key)) for key in node.attrib)
    return is_named(node, "content") and any(is_role(key, "caption") for key in keys)


def readable_time(text: str) -> str:
    """ISO times as people write them; others as they are.

    >>> readable_time("2017-08-30T18:00:00")
    '30-08-2017 kl. 18.00'
    >>> readable_time("20010620T160000,00+02")
    '20-06-2001 kl. 16.00'
    """
    match = _ISO_TIME.match(text.strip())
    if not match:
        return text
    year, month, day, hour, minute = match.groups()[:5] if match[1] else match.groups()[5:]
    return f"{day}-{month}-{year}" + (f" kl. {hour}.{minute}" if hour else "")
