"""The text of an agenda item in an export: its fields, each under its heading, and its attachments."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Sequence

from index.parsing.text.headings import is_outcome
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.assembly import Line, clean
from index.reading.exports.names import (
    bullet_heading,
    heading_for,
    is_internal,
    is_role,
    plain_name,
)
from index.reading.exports.occasions import Occasion, occasion_of, with_occasion
from index.reading.exports.values import Said, is_pair, own_values, value_in_role
from index.reading.exports.xml import (
    HTML_NAMES,
    Node,
    all_text,
    has_structure,
    inner_markup,
    is_named,
    name_of,
)
from index.reading.html.reader import fragment_lines

# Below this an encoded text could be a word.
_BASE64 = re.compile(r"^[A-Za-z0-9+/\s]{24,}={0,2}\s*$")


def field_lines(node: Node, of_items: set[Node], used: frozenset[Node]) -> list[Line]:
    """The text in an item, field by field, each under its caption; `used` ones are said elsewhere."""
    lines: list[Line] = []
    if has_structure(node) and len((node.text or "").split()) > 2:
        lines += _content_lines(node.text or "")
    for child in node:
        name = name_of(child)
        if not name or child in of_items or child in used or is_role(name, "attachment"):
            continue
        occasion = occasion_of(child)
        found: list[Line] = []
        if is_pair(child):
            found = _pair_lines(child)
        elif has_structure(child) and not (is_named(child, "text") and not _has_fields(child)):
            found = _under_own_name(
                child, field_lines(child, of_items, used | occasion.used), occasion
            )
        elif all_text(child).strip():
            found = _leaf_lines(child, name, bool(occasion.body and occasion.date))
        lines += with_occasion(found, occasion, is_role(name, "treatment"))
        if (child.tail or "").strip():
            lines += _content_lines(child.tail or "")
    return lines


def _under_own_name(node: Node, lines: list[Line], occasion: Occasion) -> list[Line]:
    """What stands in an element that is called as a section is, under that name and with whose it is."""
    spelt = _spelt(str(node.tag))
    caption = heading_for(name_of(node)) or (spelt if vocabulary().role(spelt) else None)
    if caption is not None and lines and lines[0].text in _names_of_parts(node):
        # <resolution><wording>: what the only part of a section is called says nothing more.
        lines = lines[1:]
    if (
        caption is None
        or not any(line.text.strip() for line in lines)
        or lines[0].level is not None
    ):
        return lines
    if vocabulary().role(caption) in (Role.DECISION, Role.HEADER):
        return [Line(caption, 3), *lines]
    whose = ", ".join(clean(said) for said in (occasion.body, occasion.date) if said)
    return [Line(caption, 3), *([Line(whose)] if whose else []), *lines]


def _names_of_parts(node: Node) -> Sequence[str]:
    """How the only element of text directly in one is spelt, where it is no heading of its own."""
    parts = [child for child in node if name_of(child) and all_text(child).strip()]
    parts = [child for child in parts if not has_structure(child)]
    spelt = [_spelt(str(child.tag)) for child in parts]
    return [name for name in spelt if len(parts) == 1 and vocabulary().role(name) is None]


def _has_fields(node: Node) -> bool:
    """Whether the elements in it are fields rather than tags that strayed into a text."""
    return any(
        is_pair(child) or heading_for(name_of(child)) or vocabulary().role(_spelt(str(child.tag)))
        for child in node
        if name_of(child)
    )


def _leaf_lines(node: Node, name: str, is_dated: bool) -> list[Line]:
    """An element whose name, or an attribute, says what its text is; a few words may say nothing."""
    said = [s for s in own_values(node) if s.node is None]
    caption = _caption(said) or heading_for(name)
    spelt = _spelt(str(node.tag))
    if caption is None and vocabulary().role(spelt) is not None:
        caption = spelt
    if caption is None and is_role(name, "text"):
        # eDoc's text keeps its line ends, whatever tags stand in it.
        return _content_lines(_decoded(inner_markup(node)), keeps_line_ends=True)
    if caption is None:
        text = " ".join(all_text(node).split())
        is_told = is_dated or is_outcome(text) or (_in_section(node) and text.endswith("."))
        if len(text.split()) < 3 and not is_told:
            return []
        caption = None if is_role(name, "field") or name in HTML_NAMES else spelt
    return _captioned(caption, node)


def _in_section(node: Node) -> bool:
    """Whether what it stands in is called as a section is."""
    parent = node.getparent()
    return parent is not None and heading_for(name_of(parent)) is not None


def _pair_lines(node: Node) -> list[Line]:
    inner = [child for child in node.iterdescendants() if name_of(child)]
    contents = [child for child in inner if is_named(child, "content")]
    content = max(contents, key=lambda child: len(all_text(child)))
    return _captioned(_caption([s for s in own_values(node) if s.node is not content]), content)


def _captioned(caption: str | None, content: Node) -> list[Line]:
    if caption and is_internal(caption):
        return []
    lines = _content_lines(_decoded(inner_markup(content)))
    if not caption:
        return lines
    return [Line(clean(" ".join(caption.split())), 3), *lines]


def _caption(said: Sequence[Said]) -> str | None:
    """The heading of a field: what it is called, else what its code stands for."""
    called = [s for s in said if re.search(r"[^\W\d]", s.value)]
    codes = (bullet_heading(s.value) for s in said if is_role(s.name, "code"))
    return _danish(value_in_role(called, "caption")) or next(
        (found for found in codes if found), None
    )


def _danish(caption: str | None) -> str | None:
    """A caption as minutes have it: English names and codes become their heading."""
    if caption is None or vocabulary().role(caption) is not None:
        return caption
    return (heading_for(plain_name(caption)) if len(caption.split()) < 3 else None) or caption


def _spelt(tag: str) -> str:
    """An element's name as a heading.

    >>> _spelt("ØkonomiskeKonsekvenser"), _spelt("Forventet_x0020_sagsgang")
    ('Økonomiske konsekvenser', 'Forventet sagsgang')
    """
    words = re.sub(r"_x[0-9a-fA-F]{4}_|[_-]", " ", tag.rpartition("}")[2])
    words = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", words)
    return " ".join(words.split()).capitalize()


# What stands around a whole text in HTML and says nothing.
_WRAPPER = re.compile(r"(?i)</?(?:\w+:)?(?:html|body)\b[^<>]*>")


def _content_lines(text: str, keeps_line_ends: bool = False) -> list[Line]:
    """A field's content: HTML as text, also when it was escaped twice, or plain text."""
    text = _WRAPPER.sub("", text)
    if re.search(r"&lt;/?\w+[^&]*&gt;", text) and not re.search(r"<\w", text):
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if "<" in text or "&" in text:
        lines = fragment_lines(text.replace("\n", "<br>") if keeps_line_ends else text)
    else:
        lines = [Line(line.rstrip()) for line in clean(text).split("\n")]
    # Headings in a field stand below its own.
    return [Line(line.text, line.level and min(7, line.level + 3)) for line in lines]


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


def attachment_lines(item: Node, of_items: set[Node]) -> list[Line]:
    """The names of open attachments under "Bilag"; [] when there are none."""
    names: dict[str, None] = {}
    for node in item.iterdescendants():
        if not is_named(node, "attachment") or any(
            a in of_items and a is not item for a in node.iterancestors()
        ):
            continue
        if any(is_named(a, "attachment") for a in node.iterancestors()):
            continue
        for entry in _entries(node):
            names.update(dict.fromkeys(_attachment_names(entry)))
    return [Line("Bilag", 3), *(Line(clean(name)) for name in names)] if names else []


def _entries(node: Node) -> list[Node]:
    """The attachments that an element holds: its children where they are alike, else itself."""
    children = [child for child in node if name_of(child)]
    alike = Counter(name_of(child) for child in children)
    is_list = len(alike) == 1 and (has_structure(node) and not is_role(next(iter(alike)), "title"))
    if not is_list:
        return [node]
    return [entry for child in children for entry in _entries(child)]


def _attachment_names(node: Node) -> list[str]:
    said = own_values(node)
    if any(s.public is False for s in said):
        return []
    name = value_in_role(said, "attachment_name") or " ".join((node.text or "").split())
    return [name] if name else []
