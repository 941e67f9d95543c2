"""The XML of exports, mended where it is not well-formed. The only file that knows lxml's XML."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from html.entities import html5

from lxml import etree

from index.errors import UnreadableDocument
from index.reading.exports.names import is_known, is_role, known_name, plain_name

Node = etree._Element
# Elements that take their name from an attribute: <field name="title">.
_GENERIC = frozenset(
    "table field column col property prop attribute attr value param data element egenskab felt kolonne entry "
    "key".split()
)
HTML_NAMES = frozenset(
    "p br div span b i u em strong ul ol li table tr td th tbody thead tfoot h1 h2 h3 h4 h5 h6 a font img "
    "sup sub blockquote hr html body pre s small col colgroup".split()
)


def parse_xml(text: str) -> Node:
    """The root of the XML, mended where it is not well-formed; what comes after a cut is missing.

    Elements that take their name from an attribute have it: <field name="title"> is <title>.

    Raises:
        UnreadableDocument: not even the beginning can be read.
    """
    try:
        root: Node | None = etree.fromstring(_mended(text).encode("utf-8", "replace"), _parser())
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("filen er beskadiget (ikke læsbar XML)") from error
    if root is None:
        raise UnreadableDocument("filen er beskadiget (ikke læsbar XML)")
    _name_generic_nodes(root)
    return root


def _parser() -> etree.XMLParser:
    """A parser that goes on after errors, opens no other file and lets no entity grow."""
    return etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def _mended(text: str) -> str:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # What stands in CDATA is no markup, whatever it looks like.
    parts = re.split(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", text, flags=re.DOTALL)
    ended = frozenset(name for part in parts[::2] for name in _END_TAG.findall(part))
    mended = [part if i % 2 else _mended_part(part, ended) for i, part in enumerate(parts)]
    return _balanced("".join(mended))


_END_TAG = re.compile(r"</\s*([\w:.-]+)")
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[^\W\d][\w:.-]*)(?P<more>[^<>]*)>")


_MARKUP = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->"
    r"|<(?P<end>/)?(?P<name>[^\W\d][\w:.-]*)[^<>]*?(?P<alone>/)?>",
    re.DOTALL,
)


def _balanced(text: str) -> str:
    """The text with the ends of tags that are missing where the element around them ends.

    What has text of its own ends with that text, so that it holds nothing else.
    """
    missing: list[tuple[int, str]] = []
    opened: list[tuple[str, int]] = []
    count: Counter[str] = Counter()
    for tag in _MARKUP.finditer(text):
        if not tag["name"] or tag["alone"]:
            continue
        if not tag["end"]:
            opened.append((tag["name"], tag.end()))
            count[tag["name"]] += 1
        elif count[tag["name"]]:
            while opened[-1][0] != tag["name"]:
                name, begin = opened.pop()
                count[name] -= 1
                at = text.find("<", begin)
                has_text = bool(text[begin:at].strip())
                missing.append((at if has_text else tag.start(), name))
            opened.pop()
            count[tag["name"]] -= 1
    pieces, last = [], 0
    for at, name in sorted(missing, key=_place):
        pieces += [text[last:at], f"</{name}>"]
        last = at
    return "".join([*pieces, text[last:]])


def _place(end: tuple[int, str]) -> int:
    return end[0]


def _mended_part(text: str, ended: frozenset[str]) -> str:
    # XML knows five of HTML's names for characters, and takes no bare "&" and "<".
    text = re.sub(r"&(?!#\d+;|#x[0-9a-fA-F]+;|\w+;)", "&amp;", text)
    text = re.sub(r"&(\w+;)", _character, text)
    text = re.sub(r"<(?![/!?]|[^\W\d])", "&lt;", text)
    # HTML that strays into text does not end these.
    text = re.sub(r"(?i)<(br|hr|img)\b([^<>]*[^<>/])?>(?!\s*</\1>)", r"<\1\2/>", text)
    return _without_words_in_brackets(text, ended)


# Attributes, and the stroke of an element that holds nothing.
_SAID = re.compile(r"=|/$")


def _without_words_in_brackets(text: str, ended: frozenset[str]) -> str:
    """The text with "<udkast>" as a word where nothing ends it and the element around it ends next."""
    pieces, at, following = [], len(text), None
    for tag in reversed(list(_TAG.finditer(text))):
        is_word = (
            not tag["end"]
            and not _SAID.search(tag["more"])
            and following is not None
            and tag["name"] not in ended
            and tag["name"].lower() not in HTML_NAMES
        )
        if is_word:
            pieces += [text[tag.end() : at], f"&lt;{tag.group()[1:-1]}&gt;"]
            at = tag.start()
        else:
            following = tag if tag["end"] else None
    return "".join([text[:at], *reversed(pieces)])


def _character(match: re.Match[str]) -> str:
    """A name of HTML's as its character; one that nobody knows as it is written."""
    name = match.group(1)
    if name in ("amp;", "lt;", "gt;", "quot;", "apos;"):
        return match.group()
    return html5.get(name, f"&amp;{name}")


_NAMING = ("name", "Name", "key", "Key", "navn", "Navn", "id", "ID")
_VALUES = frozenset("v value val værdi vaerdi".split())


def _name_generic_nodes(root: Node) -> None:
    """Name <table name="x"> and <field name="y"> after what they are, where a name can be one."""
    fields = _keys_of_fields(root)
    for node in list(root.iter()):
        if name_of(node) in _GENERIC:
            key = next((k for k in _NAMING if _may_be_name(node.get(k))), None)
            if key:
                _name_by(node, key)
        elif (key := fields.get(str(node.tag))) and _may_be_name(node.get(key)):
            _name_by(node, key)
            if not any(fields.get(str(inner.tag)) for inner in node.iterdescendants()):
                _take_value(node)


def _may_be_name(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"[^\W\d][\w-]*", text))


def _name_by(node: Node, key: str) -> None:
    node.tag = known_name(str(node.attrib.pop(key)))


def _keys_of_fields(root: Node) -> dict[str, str]:
    """Which elements take their name from which attribute though they are called nothing known.

    <item name="MoedeDato"> and <p k="date" v="2009-11-03"/> are told from persons by some names
    being known, and from the items of a list by their coming with others.
    """
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in root.iter():
        for key in (*_NAMING, "k", "label"):
            name = node.get(key)
            if name and name_of(node) not in _GENERIC and _holds_value(node):
                said[str(node.tag), key].append(plain_name(name))
    return {
        tag: key
        for (tag, key), names in said.items()
        if sum(map(is_known, set(names))) >= max(_FEW, len(set(names)) / 3)
    }


def _holds_value(node: Node) -> bool:
    keys = (plain_name(str(key)) for key in node.attrib)
    return bool(len(node) or (node.text or "").strip() or _VALUES.intersection(keys))


# So many names of fields are no accident.
_FEW = 2


def _take_value(node: Node) -> None:
    """Put the value of a field that an attribute, or the only element in it, holds into itself."""
    children = list(node)
    if not children and not (node.text or "").strip():
        key = next((k for k in node.attrib if plain_name(str(k)) in _VALUES), None)
        if key is not None:
            node.text = str(node.attrib.pop(key))
    elif len(children) == 1 and not len(children[0]) and not (node.text or "").strip():
        only = children[0]
        if name_of(only) and name_of(only) not in HTML_NAMES and not (only.tail or "").strip():
            node.text = only.text
            node.remove(only)
    else:
        _as_paragraphs(node)


def _as_paragraphs(field: Node) -> None:
    """Name the elements of a field's text as HTML does, whatever its system calls them."""
    around = field
    if len(field) == 1 and len(field[0]) and not (field.text or "").strip():
        around = field[0]
        around.tag = "div"
    for inner in around.iterdescendants():
        if name_of(inner) and name_of(inner) not in HTML_NAMES:
            inner.tag = "p" if inner.getparent() is around else "span"


def name_of(node: Node) -> str:
    """The element's plain name; "" for comments."""
    return plain_name(node.tag) if isinstance(node.tag, str) else ""


def is_named(node: Node, role: str) -> bool:
    """Whether the element's name is one of the role's."""
    name = name_of(node)
    return bool(name) and is_role(name, role)


def has_structure(node: Node) -> bool:
    """Whether it holds elements other than those of HTML."""
    return any(name_of(child) and name_of(child) not in HTML_NAMES for child in node)


def all_text(node: Node) -> str:
    """The text in an element and in all below it, without their tags."""
    return "".join(str(text) for text in node.itertext())


def inner_markup(node: Node) -> str:
    """What stands in an element, with the tags in it."""
    text = node.text or ""
    if len(node):
        text += "".join(etree.tostring(child, encoding="unicode") for child in node)
    return text
