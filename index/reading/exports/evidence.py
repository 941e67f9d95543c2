"""Which elements of an export are its items and which field is what, where no list has their names.

The items are the elements that are alike, hold text, and of which each has a
title of its own; their number is what rises by one. What is found gets a name
that the lists have, so that everything else reads it as it reads others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.parsing.text.bodies import is_body
from index.parsing.text.case_numbers import find_case_number
from index.parsing.text.dates import first_date
from index.parsing.text.headings import is_outcome
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.exports.items import find_items, head_of
from index.reading.exports.names import heading_for, is_role, plain_name
from index.reading.exports.rows import parts_of_items
from index.reading.exports.values import is_pair, readable_time
from index.reading.exports.xml import HTML_NAMES, Node, all_text, has_structure, name_of

_SECTIONS = frozenset(
    {Role.BACKGROUND, Role.RECOMMENDATION, Role.DECISION, Role.BOTH, Role.ECONOMY, Role.OTHER}
)
# What a name of the role may end with; the values decide.
_STEMS = {
    "number": re.compile(r"(?:nr|nummer|no|num|number|seq|sequence|order|orden|index|idx|pos)$"),
    "title": re.compile(
        r"(?:overskrift|titel|title|caption|headline|heading|subject|emne|navn|name|betegnelse)$"
    ),
    "case": re.compile(r"sag|case|journal|jnr|esdh|dossier|^ref|file"),
}
_NUMBER = re.compile(r"(?i)^(?:punkt |pkt\.? |nr\.? )?(\d{1,4})\.?$")
_LETTER_MARKS = {"å": "Åben", "o": "Offentlig", "l": "Lukket"}
# How many of the elements must show it, how long a title is, and how few words are no text.
_MOST, _MAX_TITLE, _MIN_WORDS = 0.8, 250, 8


@dataclass(frozen=True, slots=True)
class _Column:
    """One value `of` an element: that of an attribute (`key`), or of a leaf."""

    value: str
    of: Node
    holder: Node
    key: str | None = None

    def rename(self, name: str) -> None:
        """Call it by another name."""
        if self.key is None:
            self.holder.tag = name
        else:
            self.holder.set(name, self.holder.attrib.pop(self.key))

    def change(self, value: str) -> None:
        """Give it another value."""
        if self.key is None:
            self.holder.text = value
        else:
            self.holder.set(self.key, value)


class _Group:
    """Elements that are alike, with their columns by name."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.columns: dict[str, list[_Column]] = defaultdict(list)
        for node in nodes:
            for name, column in _columns(node).items():
                self.columns[name].append(column)
        self.number = self._find("number", _are_counted)
        self.case = self._find("case", _are_cases)
        self.title = self._find("title", _are_titles)

    def _find(self, role: str, fits: Callable[[Sequence[str]], bool]) -> str | None:
        """The column of a role: that with a name for it, else with a stem of one, else the longest."""
        held = {
            name: [column.value for column in columns]
            for name, columns in self.columns.items()
            if len(columns) >= (_MOST if role != "case" else 0.3) * len(self.nodes)
        }
        fitting = [name for name, values in held.items() if fits(values) and not _is_section(name)]
        return max(
            fitting,
            key=lambda name: (
                is_role(name, role),
                bool(_STEMS[role].search(name)),
                sum(map(len, held[name])),
            ),
            default=None,
        )

    @property
    def are_items(self) -> bool:
        """Whether each has a title of its own, most hold text, and they are counted or of cases."""
        if self.title is None:
            return False
        if self.number is None and self.case is None and not self._has_sections:
            return False
        return 2 * sum(map(_has_text, self.nodes)) >= len(self.nodes)

    @property
    def _has_sections(self) -> bool:
        """Whether most hold what is called as a section is, or tells an outcome."""
        return any(
            len(columns) >= _MOST * len(self.nodes)
            and (
                (_is_section(name) and _are_texts(columns))
                or all(is_outcome(column.value) for column in columns)
            )
            for name, columns in self.columns.items()
        )

    def name_numbers(self) -> None:
        """Give what counts them the name of a number."""
        if self.number is not None:
            for column in self.columns[self.number]:
                column.rename("number")

    @property
    def is_item(self) -> bool:
        """Whether the only one is called as an item is, and has a number and a text."""
        said = {name: columns[0].value for name, columns in self.columns.items()}
        self.number = next(
            (n for n, v in said.items() if _STEMS["number"].search(n) and _NUMBER.match(v)), None
        )
        self.title = next(
            (n for n, v in said.items() if _STEMS["title"].search(n) and _may_be_title(v)), None
        )
        return None not in (self.number, self.title) and _has_text(self.nodes[0])

    def name_fields(self) -> None:
        """Name what is a heading and its text, told by the headings that are known."""
        captions = [
            name
            for name, columns in self.columns.items()
            if sum(vocabulary().role(column.value) in _SECTIONS for column in columns)
            > len(self.nodes) / 2
        ]
        if len(captions) != 1:
            return
        others = {
            name: columns
            for name, columns in self.columns.items()
            if name != captions[0] and columns[0].key is None and _are_texts(columns)
        }
        content = max(others, key=lambda n: sum(len(c.value) for c in others[n]), default=None)
        for column in self.columns[captions[0]]:
            if not is_role(captions[0], "caption"):
                column.rename("feltnavn")
        if content is not None:
            for column in others[content]:
                if not is_role(content, "content"):
                    column.rename("feltindhold")
            for node in self.nodes:
                if not is_role(name_of(node), "field"):
                    node.tag = "felt"

    @property
    def words(self) -> int:
        """How many words there are in all of them."""
        return sum(len(all_text(node).split()) for node in self.nodes)

    def name(self) -> None:
        """Give them and their columns known names, where none of a role has one that fits."""
        named = [name for name in (self.number, self.title, self.case) if name is not None]
        for role, found, known in (
            ("number", self.number, "number"),
            ("title", self.title, "title"),
            ("case", self.case, "casenumber"),
        ):
            if found is not None and not is_role(found, role):
                for column in self.columns[found]:
                    column.rename(known)
        for name, columns in self.columns.items():
            if name not in named:
                _spell_marks(columns)
        if not is_role(name_of(self.nodes[0]), "item"):
            holding = {column.of for name in named for column in self.columns[name]}
            for node in self.nodes:
                if node in holding:
                    node.tag = "agendaitem"


def _is_section(name: str) -> bool:
    """Whether what is so called is a text of an item: <Beslutning>."""
    return heading_for(name) is not None or vocabulary().role(name) in _SECTIONS


def name_by_evidence(root: Node) -> None:
    """Give items, their columns and their fields names that are known, where they have others."""
    _name_pairs(root)
    _name_counted(root)
    _name_paragraphs(root)
    known = _known_items(root)
    if not known:
        _name_items(root)
    for nodes in _alike(root):
        is_read = known & set(nodes) or any(map(is_pair, [nodes[0], *nodes[0].iterancestors()]))
        if not is_read:
            _Group(nodes).name_fields()


def _known_items(root: Node) -> set[Node]:
    """The items that known names tell, each with a title and most with a number or a case."""
    items = find_items(root, parts_of_items(root))
    heads = [head_of(item, set(items)) for item in items]
    titled = sum(head.title is not None for head in heads)
    told = sum(head.number is not None or head.case is not None for head in heads)
    if not items or min(titled, told) < _MOST * len(items):
        return set()
    if all(head.number is None for head in heads):
        _Group(items).name_numbers()
    return set(items)


def _name_items(root: Node) -> None:
    items = _items(map(_Group, _alike(root)))
    if items is None:
        _wrap_items(root)
        items = _items(map(_Group, _alike(root)))
    if items is None:
        singles = (_Group([node]) for nodes in _alike(root, 1) for node in nodes)
        items = next((group for group in singles if group.is_item), None)
    if items is not None:
        items.name()


def _items(groups: Iterable[_Group]) -> _Group | None:
    found = [group for group in groups if group.are_items]
    return max(found, key=lambda group: (group.number is not None, group.words), default=None)


def _name_pairs(root: Node) -> None:
    """Make <nr>7</nr> of <f n="Nr" v="7"/>: of two attributes one names what the other holds."""
    found: dict[tuple[str, tuple[str, ...]], list[Node]] = defaultdict(list)
    for node in root.iter():
        if (
            name_of(node)
            and not len(node)
            and len(node.attrib) == 2
            and not (node.text or "").strip()
        ):
            found[name_of(node), tuple(map(str, node.attrib))].append(node)
    for (_, keys), nodes in found.items():
        for key, other in (keys, keys[::-1]):
            names = [str(node.get(key)) for node in nodes]
            if not _are_names(names):
                continue
            for node, name in zip(nodes, names, strict=True):
                node.tag, node.text = re.sub(r"\W+", "_", name), node.get(other)
                node.attrib.clear()
            break


def _are_names(values: Sequence[str]) -> bool:
    """Whether these are few names, each said often, of which some are known."""
    once = set(values)
    return (
        2 * len(once) <= len(values)
        and all(re.fullmatch(r"[^\W\d][\w .-]{0,40}", value) for value in once)
        and sum(any(is_role(plain_name(value), role) for role in _KNOWN) for value in once) > 1
    )


_KNOWN = ("number", "title", "case", "committee", "date")


def _name_counted(root: Node) -> None:
    """Make <sag nr="1"> of <sag1>: the number of an element may stand in its name."""
    for parent in root.iter():
        alike: dict[str, list[tuple[Node, str]]] = defaultdict(list)
        for child in parent:
            counted = (
                re.fullmatch(r"(\D*[^\W\d])_?-?(\d{1,3})", str(child.tag))
                if name_of(child)
                else None
            )
            if counted and has_structure(child):
                alike[counted.group(1)].append((child, counted.group(2)))
        for stem, children in alike.items():
            if _are_counted([number for _, number in children]):
                for child, number in children:
                    child.tag = stem
                    child.set("nr", child.get("nr") or number)


def _name_paragraphs(root: Node) -> None:
    """Make <p> of elements of running text that stand one behind the other in a text."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in root.iter():
        name = name_of(node)
        if name and name not in HTML_NAMES and not _is_section(name) and not _is_other(name):
            found[name].append(node)
    for nodes in found.values():
        counts = Counter(node.getparent() for node in nodes)
        texts = [" ".join(all_text(node).split()) for node in nodes]
        sentences = sum(text.endswith((".", ":", "?", "!")) and " " in text for text in texts)
        is_plain = not any(has_structure(node) or len(node.attrib) > 1 for node in nodes)
        if is_plain and max(counts.values()) > 1 and sentences >= _MOST * len(nodes):
            for node in nodes:
                node.attrib.clear()
                node.tag = "p"


def _is_other(name: str) -> bool:
    return any(is_role(name, role) for role in ("attachment", "participant", "item", "absent"))


def _wrap_items(root: Node) -> None:
    """Put an element around each item where one stands behind the other, with nothing around it."""
    for parent in list(root.iter()):
        columns: dict[str, list[Node]] = defaultdict(list)
        for child in parent:
            if name_of(child) and not len(child):
                columns[name_of(child)].append(child)
        firsts = next((nodes for nodes in columns.values() if len(nodes) > 1), [])
        if len(columns) < 3 or not _are_counted([all_text(node).strip() for node in firsts]):
            continue
        heads, around = set(firsts), None
        for child in list(parent):
            if child in heads:
                around = parent.makeelement("agendaitem")
                child.addprevious(around)
            if around is not None:
                around.append(child)


def _alike(root: Node, least: int = 2) -> Iterator[list[Node]]:
    """The elements with columns of one name, where they are so many."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in root.iter():
        if name_of(node) and name_of(node) not in HTML_NAMES and (len(node) or node.attrib):
            found[name_of(node)].append(node)
    return (nodes for nodes in found.values() if len(nodes) >= least)


def _columns(node: Node) -> dict[str, _Column]:
    """What an element says of itself by name, once each; also in a part of it that holds no more."""
    said = _own_columns(node, node)
    parts = Counter(name_of(child) for child in node)
    for child in node:
        if parts[name_of(child)] == 1 and has_structure(child):
            for name, column in _own_columns(child, node).items():
                said.setdefault(name, column)
    return said


def _are_texts(columns: Sequence[_Column]) -> bool:
    return sum(bool(re.search(r"[^\W\d]{2}", c.value)) for c in columns) >= _MOST * len(columns)


def _own_columns(node: Node, row: Node) -> dict[str, _Column]:
    said = {
        plain_name(str(key)): _Column(" ".join(str(value).split()), row, node, str(key))
        for key, value in node.attrib.items()
    }
    count = Counter(name_of(child) for child in node)
    for child in node:
        name = name_of(child)
        if name and name not in HTML_NAMES and count[name] == 1 and not has_structure(child):
            said[name] = _Column(" ".join(all_text(child).split()), row, child)
    return {name: column for name, column in said.items() if column.value}


def _are_counted(values: Sequence[str]) -> bool:
    """Whether it is a number that rises by one."""
    counts = [int(match.group(1)) for value in values if (match := _NUMBER.match(value))]
    rising = sum(after == before + 1 for before, after in pairwise(counts))
    return 1 < len(counts) >= _MOST * len(values) and rising >= _MOST * (len(counts) - 1)


def _are_cases(values: Sequence[str]) -> bool:
    found = [value for value in values if len(value) < 40 and find_case_number(value)]
    return len(found) >= _MOST * len(values) and len(set(found)) > 1


def _are_titles(values: Sequence[str]) -> bool:
    """Whether nearly each is short and no sentence, and is said of one alone."""
    once = Counter(values)
    good = [value for value in values if once[value] == 1 and _may_be_title(value)]
    words = sum(len(value.split()) for value in good)
    return 1 < len(good) >= _MOST * len(values) and words > len(good)


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= _MAX_TITLE
        and bool(re.search(r"[^\W\d]{3}", text))
        and not text.startswith("<")
        and not text.endswith((".", ":", ";"))
        and find_case_number(text) is None
        and first_date(readable_time(text)) is None
        and vocabulary().role(text) is None
        and not is_body(text)
    )


def _has_text(node: Node) -> bool:
    """Whether a text stands in it, not only columns that are a word or two."""
    texts = [str(value) for value in node.attrib.values()]
    inner = (leaf for leaf in node.iterdescendants() if name_of(leaf))
    texts += [all_text(leaf) for leaf in inner if not has_structure(leaf)]
    return any(len(text.split()) >= _MIN_WORDS for text in texts)


def _spell_marks(columns: Sequence[_Column]) -> None:
    """Write out letters that say of some items that they are closed, where a column holds no others."""
    letters = {column.value.lower() for column in columns}
    if "l" in letters and letters <= set(_LETTER_MARKS):
        for column in columns:
            column.change(_LETTER_MARKS[column.value.lower()])
