"""The list of codes that some exports begin with: what the fields that have only a code are called.

<Kode nr="40" visning="Indstilling"/> at the top makes <Tekst kode="40"> a
recommendation. The list may also say that texts of a code are for nobody outside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.parsing.text.headings import decision_heading
from index.parsing.text.vocabulary import vocabulary
from index.reading.exports.names import is_internal, is_role, plain_name, said_public
from index.reading.exports.values import own_values
from index.reading.exports.xml import HTML_NAMES, Node, all_text, has_structure, name_of

_CODE = re.compile(r"\w{1,20}")
# So many of the names of a list must be headings that are known, and longer ones are texts.
_MIN_KNOWN, _MAX_NAME = 2, 60
# Each is looked for in the whole file.
_MAX_LISTS = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    """A code with the heading that it stands for, and whether its texts may be shown."""

    code: str
    heading: str
    public: bool


@dataclass(frozen=True, slots=True)
class _Legend:
    """The element that lists codes, its entries by their code, and what a code may be called."""

    node: Node
    entries: dict[str, _Entry]
    names: frozenset[str]

    def is_code(self, name: str) -> bool:
        """Whether what is so called holds a code of the list."""
        return name in self.names or is_role(name, "code")


@dataclass(frozen=True, slots=True)
class _Coded:
    """A field with its code: in its attribute `key`, or in the leaf that holds it where that is None."""

    field: Node
    holder: Node
    key: str | None

    @property
    def code(self) -> str:
        """The code itself."""
        value = all_text(self.holder) if self.key is None else str(self.holder.get(self.key))
        return value.strip()

    def call(self, heading: str) -> None:
        """Put the heading that it stands for in the place of the code."""
        if self.key is None:
            self.holder.tag, self.holder.text = "caption", heading
        else:
            del self.holder.attrib[self.key]
            self.holder.set("caption", heading)


def name_by_legend(root: Node) -> int:
    """Call fields by what their codes stand for; how many were taken out that are not to be shown."""
    taken = 0
    for legend in list(islice(_legends(root), _MAX_LISTS)):
        for coded in _coded(root, legend):
            entry = legend.entries.get(coded.code)
            parent = coded.field.getparent()
            if entry is None or parent is None:
                continue
            if entry.public:
                coded.call(entry.heading)
            else:
                taken += bool(all_text(coded.field).strip())
                parent.remove(coded.field)
    return taken


def _legends(root: Node) -> Iterator[_Legend]:
    for around in root.iter():
        rows = [row for row in around if name_of(row)]
        names = {name_of(row) for row in rows}
        if len(rows) < _MIN_KNOWN or len(names) > 1 or names & HTML_NAMES:
            continue
        if any(has_structure(leaf) for row in rows for leaf in row):
            continue
        entries = {entry.code: entry for row in rows if (entry := _entry(row))}
        known = sum(_is_heading(entry.heading) for entry in entries.values())
        if len(entries) == len(rows) and known >= _MIN_KNOWN:
            yield _Legend(around, entries, frozenset(names))


def _entry(row: Node) -> _Entry | None:
    """What a row says that holds a code and what that is called, each once; None for any other."""
    said = own_values(row)
    asked = [s for s in said if said_public(s.name, "false") is not None]
    told = [s for s in said if s not in asked]
    codes = [s for s in told if is_role(s.name, "code") or not re.search(r"[^\W\d]", s.value)]
    headings = [s for s in told if s not in codes and re.search(r"[^\W\d]{3}", s.value)]
    if len(codes) != 1 or len(headings) != 1 or not _CODE.fullmatch(codes[0].value):
        return None
    heading = headings[0].value
    closed = is_internal(heading) or any(s.public is False for s in asked)
    return _Entry(codes[0].value, heading, not closed) if len(heading) <= _MAX_NAME else None


def _is_heading(name: str) -> bool:
    return vocabulary().role(name) is not None or decision_heading(name) is not None


def _coded(root: Node, legend: _Legend) -> Sequence[_Coded]:
    """The fields elsewhere of which nearly all have codes of the list."""
    inside = {legend.node, *legend.node.iterdescendants()}
    alike: dict[tuple[str, str], list[_Coded]] = defaultdict(list)
    for node in root.iter():
        name = name_of(node)
        if not name or node in inside or name in HTML_NAMES or is_role(name, "item"):
            continue
        for key in map(str, node.attrib):
            if legend.is_code(plain_name(key)):
                alike[name, key].append(_Coded(node, node, key))
        for leaf in node:
            if not len(leaf) and legend.is_code(name_of(leaf)):
                alike[name, name_of(leaf)].append(_Coded(node, leaf, None))
    return [
        coded
        for fields in alike.values()
        if 2 * sum(field.code in legend.entries for field in fields) > len(fields)
        for coded in fields
    ]
