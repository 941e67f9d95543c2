"""Relational exports: the rows of other tables that belong to an item, and which item that is.

A row of an item's texts may have a number and a name as an item has. So a row
is taken for a part of an item where it names the item's key, where its name is
that of a section, or where it is of one kind with such rows. One that cannot
be tied to its item is never an item.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from index.parsing.text.case_numbers import find_case_number
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.exports.names import heading_for, is_role, plain_name
from index.reading.exports.values import Said
from index.reading.exports.xml import HTML_NAMES, Node, all_text, name_of

# A row's own key, and one that a table may have under the same bare name.
_KEY = re.compile(r"(?:id|guid|key|nøgle|noegle|pk)$")
_BARE_KEY = re.compile(r"(?:sys|row|rec)?(?:uu?id|id|guid|key|pk)$")
# What the columns that name another row are called.
_NAMES_ROW = re.compile(
    r"(?:fk|ref|parent|owner|belong|tilhør|hører|hoerer|agendaitem|item|dagsordens?punkt|punkt|point|pkt"
    r"|agenda|sag|case)|.*(?:ref|fk)$"
)
_ENDS_NUMBER = re.compile(r".*(?:nr|no|number|nummer)$")
# Values as short as this may be the same by chance.
_SHORT = re.compile(r"\d{1,5}$")
# No item is called as these are; one may be called "Personale" or "Høring", as other sections are.
_OUTCOMES = frozenset({Role.RECOMMENDATION, Role.DECISION, Role.BOTH})
_SECTIONS = frozenset({*_OUTCOMES, Role.BACKGROUND, Role.ECONOMY, Role.OTHER})
# Names of HTML that are no columns; "body" is one that is.
_MARKUP = HTML_NAMES - {"body"}


@dataclass(frozen=True)
class Row:
    """An element with columns: attributes, leaves, and the leaves of an only child of its name."""

    node: Node
    said: tuple[Said, ...]

    @cached_property
    def kind(self) -> tuple[str, frozenset[str]]:
        """What rows of one table share: their name and their columns."""
        return name_of(self.node), frozenset(s.name for s in self.said)

    def values(self, role: str) -> list[str]:
        """What its columns of a role hold."""
        return [s.value for s in self.said if is_role(s.name, role)]

    @cached_property
    def is_section(self) -> bool:
        """Whether it is called as a recommendation or a decision is, which no item is; a meeting may be."""
        return not self._is_meeting and any(
            vocabulary().role(title) in _OUTCOMES for title in self.values("title")
        )

    @cached_property
    def has_text(self) -> bool:
        """Whether a column is one of text."""
        return any(is_role(s.name, "content") or heading_for(s.name) for s in self.said)

    @cached_property
    def is_item_like(self) -> bool:
        """Whether it has a title, and a number, a case or a mark; a meeting's has body and date."""
        titled = any(re.search(r"[^\W\d]", title) for title in self.values("title"))
        return titled and any(self._told) and not self.is_section and not self._is_meeting

    @cached_property
    def _told(self) -> tuple[bool, bool, bool]:
        return (
            any(re.search(r"\d", number) for number in self.values("number")),
            any(find_case_number(case) for case in self.values("case")),
            any(s.public is not None for s in self.said),
        )

    @cached_property
    def _is_meeting(self) -> bool:
        return bool(self.values("committee") and self.values("date"))

    @cached_property
    def likeness(self) -> tuple[bool, int, bool]:
        """How much it is that of an item: its title, how many such columns, and that it has no text."""
        titles = self.values("title")
        named = any(vocabulary().role(title) in _SECTIONS for title in titles)
        return not named, sum(self._told), not self.has_text


def rows_in(root: Node) -> list[Row]:
    """The elements with two columns or more, in order."""
    found = (Row(node, _columns(node)) for node in root.iter() if _may_be_row(node))
    return [row for row in found if len(row.said) > 1]


def _may_be_row(node: Node) -> bool:
    name = name_of(node)
    return bool(name) and name not in HTML_NAMES and bool(len(node) or len(node.attrib) > 1)


def _columns(node: Node) -> tuple[Said, ...]:
    said = _own_columns(node, 0)
    children = [child for child in node if name_of(child)]
    count = Counter(name_of(child) for child in children)
    for child in children:
        if len(child) and count[name_of(child)] == 1 and not any(len(leaf) for leaf in child):
            inner = _own_columns(child, 1)
            # What has a title within what has none is a row in a wrapper that says more of it.
            if not said or not any(is_role(s.name, "title") for s in inner):
                said += inner
    return tuple(said)


def _own_columns(node: Node, depth: int) -> list[Said]:
    said = [
        Said(plain_name(str(key)), " ".join(str(value).split()), depth)
        for key, value in node.attrib.items()
    ]
    leaves = (leaf for leaf in node if not len(leaf) and name_of(leaf) not in ("", *_MARKUP))
    said += [Said(name_of(leaf), " ".join(all_text(leaf).split()), depth, leaf) for leaf in leaves]
    return [s for s in said if s.value]


class Keys:
    """By what other rows can name some of the rows.

    What several rows of a kind hold is no key of theirs, but may be that of another.
    """

    def __init__(self, named: Iterable[Row], rows: Iterable[Row]) -> None:
        count = Counter((row.kind, s.name, s.value) for row in rows for s in row.said)
        held: dict[tuple[str, str], Row | None] = {}
        for row in named:
            for s in row.said:
                if count[row.kind, s.name, s.value] > 1:
                    continue
                if not _KEY.search(s.name) and not is_role(s.name, "number"):
                    continue
                before = held.get((s.name, s.value), row)
                # An element around one row has its columns too.
                inner = before is not None and _is_around(before.node, row.node)
                held[s.name, s.value] = row if inner or before is row else None
        self._rows: dict[str, dict[str, Row]] = defaultdict(dict)
        for (name, value), found in held.items():
            if found is not None:
                self._rows[value][name] = found

    def row_of(self, name: str, value: str, asking: Row) -> tuple[Row, str] | None:
        """The one other row that a column of this name and value can mean, and the key that it names."""
        of_number = bool(_ENDS_NUMBER.match(name))
        found = {
            key: row
            for key, row in self._rows.get(value, {}).items()
            if bool(_KEY.search(key)) != of_number
            and row.node is not asking.node
            and not _is_around(row.node, asking.node)
        }
        if name in found:
            return found[name], name
        if len({id(row.node) for row in found.values()}) != 1:
            return None
        key = min(found)
        return found[key], key


def _rank(name: str, key: str) -> int | None:
    """How surely a column of a name means the row with a key so called; None for not at all."""
    if _BARE_KEY.fullmatch(name):
        return 4 if name == key else None
    if _ENDS_NUMBER.match(name):
        return 1 if _NAMES_ROW.match(name) else None
    if _NAMES_ROW.match(name):
        return 0
    if name == key:
        return 2
    return 3


_SURE = 1


class Links:
    """Which row each row names."""

    def __init__(self, rows: Sequence[Row], keys: Keys) -> None:
        self._keys = keys
        self._columns: dict[tuple[str, frozenset[str]], dict[str, list[str]]] = {}
        for row in rows:
            columns = self._columns.setdefault(row.kind, defaultdict(list))
            for s in row.said:
                columns[s.name].append(s.value)

    def of(self, row: Row) -> tuple[Row, bool] | None:
        """The row that it names, and whether the column's name differs from the key's own."""
        best: tuple[int, Row, bool] | None = None
        for s in row.said:
            found = self._keys.row_of(s.name, s.value, row)
            if found is None or (found[1] != s.name and _are_items_beside(row, found[0])):
                continue
            rank = _rank(s.name, found[1])
            if rank is None or (rank > _SURE and not self._always(row, s)):
                continue
            if best is None or rank < best[0]:
                best = rank, found[0], s.name != found[1]
        return best and best[1:]

    def _always(self, row: Row, said: Said) -> bool:
        """Whether a column names a row in every row of its kind, and not by chance."""
        values = self._columns[row.kind][said.name]
        if all(map(_SHORT.match, values)) and len(set(values)) == len(values):
            return False
        return all(self._keys.row_of(said.name, value, row) for value in {*values})


def _are_items_beside(row: Row, other: Row) -> bool:
    """Whether two rows are items of one list: then the number of one may be the place of the other."""
    above = row.node.getparent()
    is_alike = row.kind[0] == other.kind[0] and above is other.node.getparent()
    return is_alike and row.is_item_like and other.is_item_like


def _is_around(node: Node, inner: Node) -> bool:
    return any(above is node for above in inner.iterancestors())


def parts_of_items(root: Node) -> set[Node]:
    """The rows that are a part of an item and none themselves."""
    rows = rows_in(root)
    like = [row for row in rows if row.is_item_like]
    if not like:
        return set()
    links, of_node = Links(rows, Keys(like, rows)), {row.node: row for row in like}
    agendas = _around_items(like)
    rows = [row for row in rows if row.node not in agendas]
    parts: set[Node] = set()
    named: set[tuple[str, frozenset[str]]] = set()
    for row in rows:
        link = links.of(row)
        if row.is_section or (link and _is_part(row, *link)) or _stands_in_item(row, of_node):
            parts.add(row.node)
            named |= {link[0].kind} if link else set()
    kinds = {row.kind for row in rows if row.node in parts} - named
    return parts | {row.node for row in rows if row.kind in kinds}


def _around_items(like: Iterable[Row]) -> set[Node]:
    """What holds items, and the columns of such: an agenda may be called "Referat" as a section is."""
    around = {above for row in like if row.likeness[0] for above in row.node.iterancestors()}
    return around | {
        child for node in around for child in node if name_of(child) in ("fields", "columns")
    }


def _is_part(row: Row, other: Row, by_another_name: bool) -> bool:
    is_alike = row.kind[0] == other.kind[0] and row.kind[1] <= other.kind[1]
    if is_alike and not row.has_text:
        return False
    if by_another_name and row.has_text:
        return other.likeness >= row.likeness
    return other.likeness > row.likeness


def _stands_in_item(row: Row, items: Mapping[Node, Row]) -> bool:
    around = (items[above] for above in row.node.iterancestors() if above in items)
    return any(other.likeness > row.likeness for other in around)


def join_rows(root: Node, of_items: set[Node]) -> None:
    """Put the rows of other tables into the items whose key they name."""
    rows = rows_in(root)
    around = {above for item in of_items for above in item.iterancestors()}
    items = [row for row in rows if row.node in of_items]
    outside = [
        row for row in rows
        if row.node not in around and not of_items & {row.node, *row.node.iterancestors()}
    ]  # fmt: skip
    links = Links(outside, Keys(items, rows))
    found = {row.node: link[0].node for row in outside if (link := links.of(row))}
    wrappers = {row.node for row in outside if all(s.depth for s in row.said)}
    for node, item in found.items():
        if node in wrappers and any(inner in found for inner in node):
            continue
        if any(above in found and above not in wrappers for above in node.iterancestors()):
            continue
        table = node.getparent()
        if table is not None and name_of(node) in ("row", "record", "fields", "r"):
            node.tag = table.tag
        _columns_as_elements(node)
        item.append(node)


def remove_rows(parts: Set[Node], of_items: Set[Node]) -> int:
    """Take out the parts that no item could be found for, and say how many: whose they are nobody knows."""
    lost = [node for node in parts if not of_items & {node, *node.iterancestors()}]
    for node in lost:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return len(lost)


def _columns_as_elements(row: Node) -> None:
    """Make elements of the attributes of a row that holds nothing else: they may be its text."""
    if len(row) or (row.text or "").strip():
        return
    for key, value in row.attrib.items():
        etree.SubElement(row, str(key)).text = str(value)
    row.attrib.clear()
