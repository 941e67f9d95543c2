"""The XML that SBSYS, Acadre and eDoc export. The only file that knows lxml's XML.

The three differ in names and nesting, not in what they say: a meeting with
items, an item with a number, a title, a case number and fields of HTML. So
they are read by the names in `exports.tsv`, wherever these stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from html.entities import html5
from importlib.resources import files

from lxml import etree
from lxml.etree import _Element as Node

from index.errors import UnreadableDocument
from index.reading.assembly import Line, assemble, clean
from index.reading.html import fragment_lines
from index.types import Document, Redaction

_STARTS = re.compile(r"\s*(?:<\?xml\b|<!--.*?-->\s*<[\w:.-]+[\s>]|<[\w:.-]+[^<>]*>\s*<)", re.DOTALL)
# Values that say that an item is open; whatever else is said means closed.
_OPEN = frozenset("true 1 ja åben åbent åbne open offentlig skal_publiceres publiceres".split())
_PRESENT = frozenset("true 1 ja yes".split())
_CLOSED_MARK = "Lukket punkt"
_ISO_TIME = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")


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
    _name_acadre_nodes(root)
    items = [node for node in root.iter() if _is(node, "item")]
    if not items:
        return assemble([_plain_lines(root)])
    lines, withheld = _meeting_lines(root), 0
    closed_agenda = _is_closed_agenda(root)
    for item in items:
        item_lines, is_withheld = _item_lines(item, closed_agenda)
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


# Names


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    rows = (files("index.reading") / "exports.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {role: (names,) if role[-1].isdigit() else tuple(names.split()) for role, names in pairs}


def _name(node: Node) -> str:
    """The element's name without its namespace, in lower case; "" for comments."""
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is(node: Node, role: str) -> bool:
    return _name(node) in _roles()[role]


def _name_acadre_nodes(root: Node) -> None:
    """Name <table name="x"> and <field name="y"> after what they are."""
    for node in root.iter():
        name = node.get("name")
        if name and _name(node) in ("table", "field") and re.fullmatch(r"[a-zA-Z]\w*", name):
            node.tag = name
            del node.attrib["name"]


def _inside(node: Node) -> Iterator[Node]:
    """The nodes below, but not those of items, fields and attachments within."""
    for child in node:
        if _name(child) and not any(_is(child, r) for r in ("item", "attachment")):
            yield child
            if not _is_field(child):
                yield from _inside(child)


def _is_field(node: Node) -> bool:
    return _is(node, "field") and any(_is(child, "content") for child in node.iter())


def _value(node: Node, role: str) -> str | None:
    """The first value with a name of the role: an attribute, or the text of an element."""
    names = _roles()[role]
    for holder in (node, *_inside(node)):
        for key, value in holder.attrib.items():
            if str(key).rpartition("}")[2].lower() in names and str(value).strip():
                return str(value)
        if holder is not node and _name(holder) in names:
            text = _own_text(holder)
            if text:
                return text
    return None


def _own_text(node: Node) -> str:
    """The text of an element, or of the name within it."""
    if len(node) == 0:
        return " ".join((node.text or "").split())
    named = [child for child in node if _is(child, "title")]
    return " ".join(" ".join(str(t) for t in (named or [node])[0].itertext()).split())


# The meeting


def _meeting_lines(root: Node) -> list[Line]:
    """The front: kind, body, date, place and members, each with its label."""
    lines = []
    kind, body = _value(root, "type"), _value(root, "committee")
    if kind:
        lines.append(Line(clean(kind.strip('" ')), 1))
    if body:
        lines.append(Line(clean(body), 1))
    when = " ".join(v for v in (_value(root, "date"), _value(root, "time")) if v)
    for label, value in (
        ("Mødedato", _readable_time(when)),
        ("Mødet hævet", _readable_time(_value(root, "end") or "")),
        ("Sted", _value(root, "place") or ""),
    ):
        if value:
            lines.append(Line(f"{label}: {clean(value)}"))
    people = [node for node in root.iter() if _is(node, "participant") and _own_text(node)]
    absent = [_own_text(node) for node in people if _is_absent(node)]
    if people:
        lines.append(Line("Medlemmer: " + ", ".join(clean(_own_text(node)) for node in people)))
        lines.append(Line(("Fraværende: " + ", ".join(clean(name) for name in absent)).strip()))
    return [*lines, Line("")]


def _is_absent(node: Node) -> bool:
    said = _value(node, "present")
    return said is not None and said.strip().lower() not in _PRESENT


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


def _item_lines(item: Node, closed_agenda: bool) -> tuple[list[Line], bool]:
    """An item's lines, and whether text of a closed one was left out."""
    number, title = _value(item, "number"), _value(item, "title")
    parent = item.getparent()
    if number is None and parent is not None:
        number = _value(parent, "number")
    heading = f"Punkt {number}: {title}" if number and title else title or f"Punkt {number or ''}"
    lines = [Line(""), Line(clean(" ".join(heading.split())), 2)]
    case = _value(item, "case")
    if case:
        lines.append(Line(f"Sagsnr.: {clean(case)}"))
    content = _field_lines(item) + _attachment_lines(item)
    if closed_agenda or _is_closed(item):
        return [*lines, Line(_CLOSED_MARK)], any(line.text.strip() for line in content)
    return lines + content, False


def _is_closed(item: Node) -> bool:
    said = _value(item, "public")
    if said is not None and "_".join(said.lower().split()) not in _OPEN:
        return True
    return any(
        _is(child, "agenda_type") and "lukket" in _own_text(child).lower()
        for ancestor in item.iterancestors()
        for child in ancestor
    )


def _is_closed_agenda(root: Node) -> bool:
    """Whether the export says of the whole agenda that it is closed."""
    for key, value in root.attrib.items():
        if key.lower() in _roles()["agenda_public"]:
            return str(value).strip().lower() not in _OPEN
    said = [_own_text(child) for child in root if _is(child, "agenda_public")]
    return bool(said) and said[0].lower() not in _OPEN


def _field_lines(item: Node) -> list[Line]:
    lines: list[Line] = []
    for node in _inside(item):
        if _is_field(node):
            caption = _value(node, "caption") or _bullet_caption(node)
            content = next(child for child in node.iter() if _is(child, "content"))
            lines += _captioned(caption, content)
        elif _is(node, "fields") and len(node):
            for child in node:
                if _name(child):
                    caption = re.sub(r"_x[0-9a-fA-F]{4}_|_", " ", str(child.tag).rpartition("}")[2])
                    lines += _captioned(child.get("Navn") or caption.strip(), child)
        elif _is(node, "text"):
            # eDoc's text keeps its line ends, whatever tags stand in it.
            lines += _content_lines(node, keeps_line_ends=True)
    return lines


def _bullet_caption(node: Node) -> str | None:
    code = _value(node, "code")
    return next(iter(_roles().get(f"bullet {code}", ())), None)


def _captioned(caption: str | None, content: Node) -> list[Line]:
    lines = _content_lines(content)
    if not caption:
        return lines
    return [Line(clean(" ".join(caption.split())), 3), *lines]


def _content_lines(node: Node, keeps_line_ends: bool = False) -> list[Line]:
    """A field's content: HTML as text, as elements of its own, or plain text."""
    text = node.text or ""
    if len(node):
        text += "".join(etree.tostring(child, encoding="unicode") for child in node)
    if "<" in text or "&" in text:
        lines = fragment_lines(text.replace("\n", "<br>") if keeps_line_ends else text)
    else:
        lines = [Line(line.rstrip()) for line in clean(text).split("\n")]
    # Headings in a field stand below its own.
    return [Line(line.text, line.level and min(7, line.level + 3)) for line in lines]


def _attachment_lines(item: Node) -> list[Line]:
    """The names of open attachments under "Bilag"; [] when there are none."""
    names = []
    for node in item.iter():
        if _is(node, "attachment") and not _has_attachment(node):
            name = _value(node, "attachment_name") or _own_text(node)
            said = _value(node, "public") or node.get("MaaPubliceres")
            if name and (said is None or "_".join(said.lower().split()) in _OPEN):
                names.append(Line(clean(name)))
    return [Line("Bilag", 3), *names] if names else []


def _has_attachment(node: Node) -> bool:
    return any(_is(child, "attachment") for child in node.iterdescendants())


def _plain_lines(root: Node) -> Sequence[Line]:
    return [
        Line(" ".join(clean(str(text)).split()))
        for text in root.itertext(with_tail=True)
        if text.strip()
    ]
