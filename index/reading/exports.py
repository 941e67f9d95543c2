"""The XML that SBSYS, Acadre, eDoc and others export. The only file that knows lxml's XML.

They differ in names and nesting, not in what they say: a meeting with items,
an item with a number, a title, a case number and fields of text. So nothing is
read by its place in a schema: names are looked up in `exports.tsv`, items are
also known by being alike, closed ones and bodies also by what is said of them.
"""

from __future__ import annotations

import base64
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.entities import html5
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Node

from index.errors import UnreadableDocument
from index.parsing.bodies import is_body
from index.parsing.case_numbers import find_case_number
from index.parsing.closed import says_closed
from index.parsing.dates import first_date
from index.parsing.vocabulary import Role, vocabulary
from index.reading.assembly import Line, assemble, clean
from index.reading.export_names import (
    bullet_heading,
    heading_for,
    is_role,
    names_closed,
    plain_name,
    rank_in_role,
    said_public,
)
from index.reading.html import fragment_lines
from index.types import Document, Redaction

_STARTS = re.compile(r"\s*(?:<\?xml\b|<!--.*?-->\s*<[\w:.-]+[\s>]|<[\w:.-]+[^<>]*>\s*<)", re.DOTALL)
_CLOSED_MARK = "Lukket punkt"
_ISO_TIME = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")
_NUMBER = re.compile(
    r"^(?:punkt |pkt\.? |nr\.? )?(\d{1,4}(?:\.\d{1,3})*[a-zæøå]?)\.?$", re.IGNORECASE
)
_YES = frozenset("true 1 ja yes x".split())
# Elements that take their name from an attribute: <field name="title">.
_GENERIC = frozenset(
    "table field column col property prop attribute attr value param data element egenskab felt kolonne entry "
    "key".split()
)
_HTML = frozenset(
    "p br div span b i u em strong ul ol li table tr td th tbody thead tfoot h1 h2 h3 h4 h5 h6 a font img "
    "sup sub blockquote hr html body pre s small col colgroup".split()
)
_KIND = re.compile(r"(?i)\W*(?:\w+ )?(?:\w*referat|\w*dagsorden|\w*protokol|minutes|agenda)\b")
# Below this an encoded text could be a word.
_BASE64 = re.compile(r"^[A-Za-z0-9+/\s]{24,}={0,2}\s*$")


def looks_like_xml(text: str) -> bool:
    """Whether a text file is XML, well-formed or not."""
    return bool(_STARTS.match(text[:5000]))


def read_export(text: str) -> Document:
    """One page: the meeting, then its items with their fields under headings.

    XML of another kind gives its text, one line for each element that holds some.

    Raises:
        UnreadableDocument: not even the beginning can be read as XML.
    """
    root = _parse(text)
    _name_generic_nodes(root)
    items = _items(root)
    if not items:
        return assemble([_plain_lines(root)])
    of_items = set(items)
    _join(root, of_items)
    lines, withheld = _meeting_lines(root, of_items), 0
    around = {above for item in items for above in item.iterancestors()}
    closing = {node for node in around if _closes_inside(node)}
    if _is_closed_agenda(root, of_items):
        closing.add(root)
    for item in items:
        item_lines, is_withheld = _item_lines(item, of_items, closing)
        lines += item_lines
        withheld += is_withheld
    document = assemble([lines])
    closed = (Redaction(1, "closed", withheld),) if withheld else ()
    return replace(document, redactions=(*document.redactions, *closed))


def _parse(text: str) -> Node:
    # XML knows five of HTML's names for characters, and takes no bare "&".
    text = re.sub(r"&(?!#\d+;|#x[0-9a-fA-F]+;|\w+;)", "&amp;", text)
    text = re.sub(r"&(\w+;)", _character, text)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # HTML that strays into text does not end these.
    text = re.sub(r"(?i)<(br|hr|img)\b([^<>]*[^<>/])?>(?!\s*</\1>)", r"<\1\2/>", text)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root: Node | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("filen er beskadiget (ikke læsbar XML)") from error
    if root is None:
        raise UnreadableDocument("filen er beskadiget (ikke læsbar XML)")
    return root


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in ("amp;", "lt;", "gt;", "quot;", "apos;"):
        return match.group()
    return html5.get(name, f"&amp;{name}")


# Names and values


def _name(node: Node) -> str:
    """The element's plain name; "" for comments."""
    return plain_name(node.tag) if isinstance(node.tag, str) else ""


def _is(node: Node, role: str) -> bool:
    name = _name(node)
    return bool(name) and is_role(name, role)


def _name_generic_nodes(root: Node) -> None:
    """Name <table name="x"> and <field name="y"> after what they are, where a name can be one."""
    for node in root.iter():
        if _name(node) not in _GENERIC:
            continue
        for key in ("name", "Name", "key", "Key", "navn", "Navn", "id", "ID"):
            name = node.get(key)
            if name and re.fullmatch(r"[^\W\d][\w-]*", name):
                node.tag = name
                del node.attrib[key]
                break


class _Said(NamedTuple):
    """A name and its value: of an attribute (then `node` is None) or of a leaf, and how deep it stands."""

    name: str
    value: str
    depth: int
    node: Node | None = None


def _nearest(node: Node, of_items: set[Node]) -> Iterator[_Said]:
    """What is said of a node, nearest first.

    Other items, attachments and what is in fields of text are not looked into.
    """
    waiting = deque([(node, 0)])
    while waiting:
        at, depth = waiting.popleft()
        for key, value in at.attrib.items():
            if str(value).strip():
                yield _Said(plain_name(str(key)), " ".join(str(value).split()), depth)
        for child in at:
            name = _name(child)
            if not name or child in of_items or is_role(name, "attachment") or _is_pair(child):
                continue
            if node in of_items and any(inner in of_items for inner in child.iterdescendants()):
                # Only tags that were never ended put an item into another.
                continue
            if _has_structure(child):
                waiting.append((child, depth + 1))
                if (child.text or "").strip():
                    yield _Said(name, " ".join((child.text or "").split()), depth)
            elif text := " ".join(_all_text(child).split()):
                yield _Said(name, text, depth, child)
            if not _has_structure(child) and child.attrib:
                waiting.append((child, depth + 1))


def _has_structure(node: Node) -> bool:
    """Whether it holds elements other than those of HTML."""
    return any(_name(child) and _name(child) not in _HTML for child in node)


def _all_text(node: Node) -> str:
    return "".join(str(text) for text in node.itertext())


def _value(said: Sequence[_Said], role: str) -> str | None:
    """The nearest value with a name of the role; of several at one depth the surest."""
    held = [s for s in said if is_role(s.name, role)]
    best = min(held, key=lambda s: (s.depth, rank_in_role(s.name, role)), default=None)
    return best and best.value


def _is_pair(node: Node) -> bool:
    """Whether it is a field of text: a caption, or the code of one, and a content.

    What is called a field may hold more, such as its place in the order; what
    is not must not look like an item.
    """
    children = [child for child in node if _name(child)]
    if _is(node, "field"):
        return any(_is(leaf, "content") for leaf in node.iterdescendants()) and not any(
            _is(inner, "field") for inner in node.iterdescendants() if _has_structure(inner)
        )
    names = [_name(child) for child in children]
    if len(children) == 1 and names[0] in ("fields", "columns", "row"):
        names = [_name(child) for child in children[0]]
    labels = [*names, *(plain_name(str(key)) for key in node.attrib)]
    return (
        any(is_role(name, "caption") or is_role(name, "code") for name in labels)
        and any(is_role(name, "content") for name in names)
        and not any(
            is_role(n, "number") or is_role(n, "case") or is_role(n, "public") for n in names
        )
    )


# Which elements are the items


def _items(root: Node) -> list[Node]:
    """The agenda items in order: by their name, else those that are alike and have titles."""
    named = [n for n in root.iter() if _is(n, "item") and (len(n) or n.attrib) and not _is_list(n)]
    named = [item for node in named for item in _rows(node)]
    if any(_titled(node) for node in named):
        return named
    groups: dict[str, list[Node]] = {}
    for node in root.iter():
        if node is not root and _name(node) not in _HTML and _titled(node):
            groups.setdefault(_name(node), []).append(node)
    alike = [nodes for nodes in groups.values() if all(_is_item_like(node) for node in nodes)]
    best = max(alike, key=lambda nodes: (len(nodes), len(_all_text(nodes[0]))), default=[])
    return best or named


def _rows(node: Node) -> list[Node]:
    """The rows of a table of items, one an item; else the item itself."""
    alike: dict[str, list[Node]] = {}
    for child in node:
        if _has_structure(child) and not _is_pair(child) and not _is(child, "attachment"):
            alike.setdefault(_name(child), []).append(child)
    rows = next((c for c in alike.values() if len(c) > 1 and all(map(_is_item_like, c))), [])
    return rows if rows and all(map(_titled, rows)) else [node]


def _is_list(node: Node) -> bool:
    """Whether it is only a wrapper around items: it has no title of its own."""
    return any(_is(child, "item") for child in node.iterdescendants()) and not _titled(node)


def _titled(node: Node) -> bool:
    return any(
        is_role(plain_name(str(key)), "title") and re.search(r"[^\W\d]", str(value))
        for key, value in node.attrib.items()
    ) or any(
        is_role(said.name, "title") and re.search(r"[^\W\d]", said.value) for said in _few(node)
    )


def _few(node: Node) -> list[_Said]:
    """What is said in the first levels of a node, without going into items within."""
    inside = {child for child in node.iterdescendants() if _is(child, "item")}
    return [said for said, _ in zip(_nearest(node, inside), range(60), strict=False)]


def _is_item_like(node: Node) -> bool:
    """Whether it has a number, a case or says that it is open, and text."""
    marked = any(
        (is_role(name, "number") and _NUMBER.match(value))
        or (is_role(name, "case") and find_case_number(value))
        or said_public(name, value) is not None
        for name, value, *_ in _few(node)
    )
    return marked and not _is_pair(node)


# In a relational export a row tells which item it belongs to.
_OWN_ID = re.compile(r"(?:sys|agendaitem|item|punkt|row)?(?:id|guid|key)$")
_ITEM_ID = re.compile(
    r"(?:agendaitem|item|punkt|dagsordenpunkt|parent|sag|owner)s?(?:id|guid|key|ref|sysid|nr)?$"
)


def _join(root: Node, of_items: set[Node]) -> None:
    """Put the rows of other tables into the items whose id they name."""
    ids = {
        s.value: item
        for item in of_items
        for s in _nearest(item, of_items)
        if _OWN_ID.match(s.name)
    }
    around = {above for item in of_items for above in item.iterancestors()}
    rows: dict[Node, Node] = {}
    for node in root.iter():
        if not _name(node) or node in of_items or any(a in of_items for a in node.iterancestors()):
            continue
        for name, value, holder in _links(node):
            item = ids.get(value)
            if item is not None and holder not in around and _ITEM_ID.match(name):
                rows.setdefault(holder, item)
    for row, item in rows.items():
        table = row.getparent()
        if table is not None and _name(row) in ("row", "record", "fields", "r"):
            row.tag = table.tag
        item.append(row)


def _links(node: Node) -> Iterator[tuple[str, str, Node]]:
    """The values of a row that could name an item, and the row."""
    for key, value in node.attrib.items():
        yield plain_name(str(key)), str(value).strip(), node
    parent = node.getparent()
    if parent is not None and not len(node) and (node.text or "").strip():
        above = parent.getparent()
        is_inner = _name(parent) in ("fields", "columns") and above is not None
        yield (
            _name(node),
            (node.text or "").strip(),
            above if is_inner and above is not None else parent,
        )


# The meeting


def _meeting_lines(root: Node, of_items: set[Node]) -> list[Line]:
    """The front: kind, body, date, place and members, each with its label."""
    said = [s for s in _nearest(root, of_items) if not is_role(s.name, "participant")]
    lines = []
    kinds = [s for s in said if _KIND.match(s.value) and len(s.value) < 80]
    kind = _value(kinds, "type") or next((s.value for s in kinds), None)
    if kind:
        lines.append(Line(clean(_danish_kind(kind.strip('" '))), 1))
    body = _body(said)
    if body:
        lines.append(Line(clean(body if is_body(body) else f"Udvalg: {body}"), 1))
    when = " ".join(v for v in (_date(said), _value(said, "time")) if v)
    for label, value in (
        ("Mødedato", _readable_time(when)),
        ("Mødet hævet", _readable_time(_value(said, "end") or "")),
        ("Sted", _value(said, "place") or ""),
    ):
        if value:
            lines.append(Line(f"{label}: {clean(value)}"))
    return [*lines, *_people(root, of_items), Line("")]


def _danish_kind(kind: str) -> str:
    return {"minutes": "Referat", "agenda": "Dagsorden"}.get(kind.lower(), kind)


def _body(said: Sequence[_Said]) -> str | None:
    """The body by its name's element, where that holds one; else the first value that is one."""
    named = [s for s in said if is_role(s.name, "committee") and re.search(r"[^\W\d]{3}", s.value)]
    sure = [s for s in named if is_body(s.value)]
    if sure:
        return _value(sure, "committee")
    return next((s.value for s in said if is_body(s.value)), None) or _value(named, "committee")


def _date(said: Sequence[_Said]) -> str | None:
    """The value of a date's name, else the only date that there is."""
    dated = [s for s in said if first_date(_readable_time(s.value)) and len(s.value) < 60]
    days = {first_date(_readable_time(s.value)) for s in dated}
    return _value(dated, "date") or (dated[0].value if len(days) == 1 else None)


def _people(root: Node, of_items: set[Node]) -> list[Line]:
    people: dict[str, bool] = {}
    for node in root.iter():
        if not _is(node, "participant") or any(a in of_items for a in node.iterancestors()):
            continue
        if any(_is(child, "participant") for child in node.iterdescendants()):
            continue
        said = list(_nearest(node, of_items))
        name = _value(said, "title") or " ".join((node.text or "").split())
        if name:
            people[clean(name)] = _is_absent(said)
    if not people:
        return []
    absent = ", ".join(name for name, is_absent in people.items() if is_absent)
    return [Line("Medlemmer: " + ", ".join(people)), Line(f"Fraværende: {absent}".strip())]


def _is_absent(said: Sequence[_Said]) -> bool:
    present, absent = _value(said, "present"), _value(said, "absent")
    if present is not None:
        return present.strip().lower() not in _YES
    return absent is not None and absent.strip().lower() in _YES


def _readable_time(text: str) -> str:
    """ISO times as people write them; others as they are.

    >>> _readable_time("2017-08-30T18:00:00")
    '30-08-2017 kl. 18.00'
    """
    match = _ISO_TIME.match(text.strip())
    if not match:
        return text
    year, month, day, hour, minute = match.groups()
    return f"{day}-{month}-{year}" + (f" kl. {hour}.{minute}" if hour else "")


# Items


@dataclass(slots=True)
class _Head:
    """What is said of an item beside its text; `used` are the elements that say it."""

    number: str | None
    title: str | None
    case: str | None
    public: bool
    used: set[Node]


_HEAD_ROLES = ("number", "title", "case", "public", "closed", "agenda_type", "bookkeeping")
# Longer titles are texts in an element of that name.
_MAX_TITLE = 400


def _head(item: Node, of_items: set[Node], closing: set[Node]) -> _Head:
    said = list(_nearest(item, of_items))
    number = _number(said)
    parent = item.getparent()
    if number is None and parent is not None and _is_alone(item, of_items):
        number = _number(list(_nearest(parent, of_items)))
    titles = [s for s in said if re.search(r"[^\W\d]", s.value) and len(s.value) < _MAX_TITLE]
    title = _value(titles, "title")
    case = _case(said)
    used = {
        s.node
        for s in said
        if s.node is not None
        and (
            any(is_role(s.name, role) for role in _HEAD_ROLES)
            or s.value in (title, case)
            or (len(s.value) < _MAX_MARK and said_public(s.name, s.value) is not None)
        )
        and not (is_role(s.name, "title") and len(s.value) >= _MAX_TITLE)
    }
    return _Head(number, title, case, _is_public(item, said, closing), used)


def _is_alone(item: Node, of_items: set[Node]) -> bool:
    """Whether its parent holds no other item; only the neighbours are looked at."""
    beside = [*islice(item.itersiblings(), 20), *islice(item.itersiblings(preceding=True), 20)]
    return not any(node in of_items for node in beside)


def _number(said: Sequence[_Said]) -> str | None:
    numbers = [s._replace(value=m.group(1)) for s in said if (m := _NUMBER.match(s.value))]
    return _value(numbers, "number")


def _case(said: Sequence[_Said]) -> str | None:
    """The case number by its name, else by its form where the name speaks of a case."""
    held = [s._replace(value=c) for s in said if (c := _case_number(s.value))]
    named = _value(held, "case")
    spoken = (s.value for s in held if re.search("case|sag|journal|esdh|kle|refer", s.name))
    return named or next(spoken, None)


def _case_number(value: str) -> str | None:
    """A case number that is the whole value, or stands in it."""
    found = find_case_number(value)
    if found or len(value) > 40:
        return found
    return value if re.fullmatch(r"[A-ZÆØÅ]{0,5}-?\d[\d./-]{3,24}", value) else None


# Longer values are no marks.
_MAX_MARK = 200


def _is_public(item: Node, said: Sequence[_Said], closing: set[Node]) -> bool:
    """Whether nothing says that the item is closed: of itself, or of what it stands in."""
    if any(said_public(s.name, s.value) is False for s in said if len(s.value) < _MAX_MARK):
        return False
    return not any(node in closing for node in item.iterancestors())


def _closes_inside(node: Node) -> bool:
    """Whether a wrapper says that what it holds is closed: by name, attribute, or a leaf in it."""
    if names_closed(_name(node)):
        return True
    if node.getparent() is not None and any(
        said_public(plain_name(str(k)), str(v)) is False for k, v in node.attrib.items()
    ):
        return True
    return node.getparent() is not None and any(
        said_public(_name(child), text) is False
        or vocabulary().role(text) is Role.CLOSED
        or (_is(child, "agenda_type") and "lukket" in text.lower())
        for child in node
        if _name(child) and not len(child) and len(text := _all_text(child).strip()) < _MAX_MARK
    )


def _is_closed_agenda(root: Node, of_items: set[Node]) -> bool:
    """Whether the export says of the whole agenda that it is closed."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        pairs = [(plain_name(str(key)), str(value)) for key, value in node.attrib.items()]
        pairs += [
            (_name(c), _all_text(c)) for c in node if _name(c) and not len(c) and c not in of_items
        ]
        if any(
            (is_role(name, "agenda_public") or is_role(name, "closed") or is_role(name, "public"))
            and said_public(name if not is_role(name, "agenda_public") else "ispublic", value)
            is False
            for name, value in pairs
        ) or any(says_closed(value) for _, value in pairs if len(value) < 60):
            return True
        # The meeting around all items; parts of it speak for themselves.
        inner = [child for child in node if of_items & {child, *child.iterdescendants()}]
        waiting = inner if len(inner) == 1 and inner[0] not in of_items else []
    return False


def _item_lines(item: Node, of_items: set[Node], closing: set[Node]) -> tuple[list[Line], bool]:
    """An item's lines, and whether text of a closed one was left out."""
    head = _head(item, of_items, closing)
    heading = (
        f"Punkt {head.number}: {head.title}"
        if head.number and head.title
        else head.title or f"Punkt {head.number or ''}"
    )
    lines = [Line(""), Line(clean(" ".join(heading.split())), 2)]
    if head.case:
        lines.append(Line(f"Sagsnr.: {clean(head.case)}"))
    content = _content_of(item, of_items, head.used) + _attachment_lines(item, of_items)
    if not head.public:
        return [*lines, Line(_CLOSED_MARK)], any(line.text.strip() for line in content)
    return lines + content, False


def _content_of(node: Node, of_items: set[Node], used: set[Node]) -> list[Line]:
    """The text in an item, field by field, each under its caption."""
    lines: list[Line] = []
    if _has_structure(node) and len((node.text or "").split()) > 2:
        lines += _content_lines(node.text or "")
    for child in node:
        name = _name(child)
        if not name or child in of_items or child in used or is_role(name, "attachment"):
            continue
        if _is_pair(child):
            lines += _pair_lines(child)
        elif _has_structure(child) and not (_is(child, "text") and not _has_fields(child)):
            lines += _content_of(child, of_items, used)
        elif any(True for _ in _written(child)):
            lines += _leaf_lines(child, name)
        if (child.tail or "").strip():
            lines += _content_lines(child.tail or "")
    return lines


def _has_fields(node: Node) -> bool:
    """Whether the elements in it are fields rather than tags that strayed into a text."""
    return any(
        _is_pair(child) or heading_for(_name(child)) or vocabulary().role(_spelt(str(child.tag)))
        for child in node
        if _name(child)
    )


def _written(node: Node) -> Iterator[str]:
    return (str(text) for text in node.itertext() if str(text).strip())


def _pair_lines(node: Node) -> list[Line]:
    inner = [child for child in node.iterdescendants() if _name(child)]
    contents = [child for child in inner if _is(child, "content")]
    content = max(contents, key=lambda child: len(_all_text(child)))
    return _captioned(_caption([s for s in _own(node) if s.node is not content]), content)


def _caption(said: Sequence[_Said]) -> str | None:
    """The heading of a field: what it is called, else what its code stands for."""
    called = [s for s in said if re.search(r"[^\W\d]", s.value)]
    codes = (bullet_heading(s.value) for s in said if is_role(s.name, "code"))
    return _danish(_value(called, "caption")) or next((found for found in codes if found), None)


def _own(node: Node) -> list[_Said]:
    """The attributes of an element and the leaves below it, those that hold something."""
    said = [_Said(plain_name(str(k)), str(v).strip(), 0) for k, v in node.attrib.items()]
    leaves = (child for child in node.iterdescendants() if _name(child) and not len(child))
    said += [_Said(_name(leaf), " ".join(_all_text(leaf).split()), 0, leaf) for leaf in leaves]
    return [s for s in said if s.value]


def _leaf_lines(node: Node, name: str) -> list[Line]:
    """An element whose name, or an attribute, says what its text is."""
    said = [s for s in _own(node) if s.node is None]
    caption = _caption(said) or heading_for(name)
    spelt = _spelt(str(node.tag))
    if caption is None and vocabulary().role(spelt) is not None:
        caption = spelt
    if caption is None and is_role(name, "text"):
        # eDoc's text keeps its line ends, whatever tags stand in it.
        return _content_lines(_inner(node), keeps_line_ends=True)
    if caption is None:
        text = " ".join(_all_text(node).split())
        if len(text.split()) < 3:
            return []
        caption = spelt
    return _captioned(caption, node)


def _spelt(tag: str) -> str:
    """An element's name as a heading.

    >>> _spelt("ØkonomiskeKonsekvenser"), _spelt("Forventet_x0020_sagsgang")
    ('Økonomiske konsekvenser', 'Forventet sagsgang')
    """
    words = re.sub(r"_x[0-9a-fA-F]{4}_|[_-]", " ", tag.rpartition("}")[2])
    words = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", words)
    return " ".join(words.split()).capitalize()


def _danish(caption: str | None) -> str | None:
    """A caption as minutes have it: English names and codes become their heading."""
    if caption is None or vocabulary().role(caption) is not None:
        return caption
    return (heading_for(plain_name(caption)) if len(caption.split()) < 3 else None) or caption


def _captioned(caption: str | None, content: Node) -> list[Line]:
    lines = _content_lines(_inner(content))
    if not caption:
        return lines
    return [Line(clean(" ".join(caption.split())), 3), *lines]


def _inner(node: Node) -> str:
    """What stands in an element, with its tags when these are HTML's."""
    text = node.text or ""
    if len(node):
        text += "".join(etree.tostring(child, encoding="unicode") for child in node)
    return _decoded(text)


def _decoded(text: str) -> str:
    """Text that was encoded as base64, decoded; other text as it is."""
    if not _BASE64.match(text) or len(re.sub(r"\s", "", text)) % 4 or " " in text.strip():
        return text
    try:
        return base64.b64decode(text).decode("utf-8")
    except UnicodeDecodeError:
        found = base64.b64decode(text).decode("cp1252", "replace")
        return found if "\ufffd" not in found and "\0" not in found else ""
    except ValueError:
        return text


def _content_lines(text: str, keeps_line_ends: bool = False) -> list[Line]:
    """A field's content: HTML as text, also when it was escaped twice, or plain text."""
    if re.search(r"&lt;/?\w+[^&]*&gt;", text) and not re.search(r"<\w", text):
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if "<" in text or "&" in text:
        lines = fragment_lines(text.replace("\n", "<br>") if keeps_line_ends else text)
    else:
        lines = [Line(line.rstrip()) for line in clean(text).split("\n")]
    # Headings in a field stand below its own.
    return [Line(line.text, line.level and min(7, line.level + 3)) for line in lines]


def _attachment_lines(item: Node, of_items: set[Node]) -> list[Line]:
    """The names of open attachments under "Bilag"; [] when there are none."""
    names: dict[str, None] = {}
    for node in item.iterdescendants():
        if not _is(node, "attachment") or any(
            a in of_items and a is not item for a in node.iterancestors()
        ):
            continue
        if any(_is(a, "attachment") for a in node.iterancestors()):
            continue
        for entry in _entries(node):
            names.update(dict.fromkeys(_attachment_names(entry)))
    return [Line("Bilag", 3), *(Line(clean(name)) for name in names)] if names else []


def _entries(node: Node) -> list[Node]:
    """The attachments that an element holds: its children where they are alike, else itself."""
    children = [child for child in node if _name(child)]
    alike = Counter(_name(child) for child in children)
    is_list = len(alike) == 1 and (_has_structure(node) and not is_role(next(iter(alike)), "title"))
    if not is_list:
        return [node]
    return [entry for child in children for entry in _entries(child)]


def _attachment_names(node: Node) -> list[str]:
    said = _own(node)
    if any(said_public(s.name, s.value) is False for s in said if len(s.value) < _MAX_MARK):
        return []
    name = _value(said, "attachment_name") or " ".join((node.text or "").split())
    return [name] if name else []


def _plain_lines(root: Node) -> Sequence[Line]:
    return [
        Line(" ".join(clean(str(text)).split()))
        for text in root.itertext(with_tail=True)
        if text.strip()
    ]
