"""The XML that SBSYS, Acadre, eDoc and others export, as minutes: the meeting, then its items.

They differ in names and nesting, not in what they say: a meeting with items,
an item with a number, a title, a case number and fields of text. So nothing is
read by its place in a schema: names are looked up in `names.tsv`, items are
also known by being alike, closed ones and bodies also by what is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from index.errors import UnreadableDocument
from index.parsing.meeting.front import names_meeting
from index.parsing.text.bodies import is_body
from index.parsing.text.dates import first_date
from index.reading.assembly import Line, assemble, clean
from index.reading.exports.days import is_of_meeting, labelled_values, meeting_day
from index.reading.exports.evidence import name_by_evidence
from index.reading.exports.fields import attachment_lines, field_lines
from index.reading.exports.items import Head, closed_items, find_items, head_of
from index.reading.exports.legend import name_by_legend
from index.reading.exports.names import is_role, plain_name
from index.reading.exports.rows import join_rows, parts_of_items, remove_rows, rows_in
from index.reading.exports.values import Said, nearest, readable_time, value_in_role
from index.reading.exports.xml import Node, all_text, is_named, name_of, parse_xml
from index.types import Document, Redaction

_STARTS = re.compile(r"\s*(?:<\?xml\b|<!--.*?-->\s*<[\w:.-]+[\s>]|<[\w:.-]+[^<>]*>\s*<)", re.DOTALL)
# Right below the title: behind its case number it could be of the next item.
_CLOSED_MARK = "Lukket punkt"
# All that stands for a title that the export does not tell.
_UNTITLED = "(lukket)"
_KIND = re.compile(r"(?i)\W*(?:\w+ )?(?:\w*referat|\w*dagsorden|\w*protokol|minutes|agenda)\b")
_YES = frozenset("true 1 ja j yes y x mødt moedt tilstede deltog deltager present".split())


def looks_like_xml(text: str) -> bool:
    """Whether a text file is XML, well-formed or not."""
    return bool(_STARTS.match(text[:5000]))


def read_export(text: str) -> Document:
    """One page: the meeting, then its items with their fields under headings.

    XML of another kind gives its text, one line for each element that holds some.

    Raises:
        UnreadableDocument: not even the beginning can be read as XML, or it speaks of
            closed items and none can be told from the others.
    """
    root = parse_xml(text)
    internal = name_by_legend(root)
    name_by_evidence(root)
    parts = parts_of_items(root)
    items = find_items(root, parts)
    if len(items) > 1:
        items = [item for item in items if not is_of_meeting(item)] or items
    if not items and any(said.public is False for row in rows_in(root) for said in row.said):
        raise UnreadableDocument("eksport med lukkede punkter, som ikke kan skilles fra de åbne")
    if not items:
        return assemble([_plain_lines(root)])
    of_items = set(items)
    join_rows(root, of_items)
    closed = closed_items(root, of_items)
    left = remove_rows(parts, of_items)
    lines, withheld = _meeting_lines(root, of_items), internal + (left if closed else 0)
    for item in items:
        head = head_of(item, of_items)
        content = field_lines(item, of_items, head.used) + attachment_lines(item, of_items)
        if item in closed:
            withheld += any(line.text.strip() for line in content)
            content = []
            if not head.number and not head.title:
                # "Lukket punkt" with nothing more would close what stands below it.
                withheld += 1
                continue
        lines += _heading_lines(head, item in closed) + content
    document = assemble([lines])
    left_out = (Redaction(1, "closed", withheld),) if withheld else ()
    return replace(document, redactions=(*document.redactions, *left_out))


def _heading_lines(head: Head, is_closed: bool) -> list[Line]:
    heading = (
        f"Punkt {head.number}: {head.title}"
        if head.number and head.title
        else head.title or f"Punkt {head.number or ''}"
    )
    if is_closed and not head.title:
        heading = f"{heading}: {_UNTITLED}"
    lines = [Line(""), Line(clean(" ".join(heading.split())), 2)]
    lines += [Line(_CLOSED_MARK)] if is_closed and head.title else []
    return [*lines, Line(f"Sagsnr.: {clean(head.case)}")] if head.case else lines


def _meeting_lines(root: Node, of_items: set[Node]) -> list[Line]:
    """The front: kind, body, date, place and members, each with its label."""
    said = [s for s in nearest(root, of_items) if not is_role(s.name, "participant")]
    said += [Said(name, value, 0) for name, value in labelled_values(root, of_items) if value]
    lines = []
    kinds = [s for s in said if _KIND.match(s.value) and len(s.value) < 80]
    kind = value_in_role(kinds, "type") or next((s.value for s in kinds), None)
    if kind:
        lines.append(Line(clean(_danish_kind(kind.strip('" '))), 1))
    body = _body(said)
    if body:
        lines.append(Line(clean(body if is_body(body) else f"Udvalg: {body}"), 1))
    else:
        titles = (s.value for s in said if first_date(s.value) and names_meeting(s.value))
        lines += [Line(clean(title), 1) for title in islice(titles, 1)]
    when = " ".join(v for v in (meeting_day(root, of_items), value_in_role(said, "time")) if v)
    for label, value in (
        ("Mødedato", readable_time(when)),
        ("Mødet hævet", readable_time(value_in_role(said, "end") or "")),
        ("Sted", value_in_role(said, "place") or ""),
    ):
        if value:
            lines.append(Line(f"{label}: {clean(value)}"))
    return [*lines, *_people(root, of_items), Line("")]


def _danish_kind(kind: str) -> str:
    return {"minutes": "Referat", "agenda": "Dagsorden"}.get(kind.lower(), kind)


def _body(said: Sequence[Said]) -> str | None:
    """The body by its name's element, where that holds one; else the first value that is one."""
    named = [s for s in said if is_role(s.name, "committee") and re.search(r"[^\W\d]{3}", s.value)]
    sure = [s for s in named if is_body(s.value)]
    if sure:
        return value_in_role(sure, "committee")
    return next((s.value for s in said if is_body(s.value)), None) or value_in_role(
        named, "committee"
    )


def _people(root: Node, of_items: set[Node]) -> list[Line]:
    people: dict[str, bool] = {}
    for node in root.iter():
        if not is_named(node, "participant") or any(a in of_items for a in node.iterancestors()):
            continue
        if any(is_named(child, "participant") for child in node.iterdescendants()):
            continue
        said = list(nearest(node, of_items))
        name = value_in_role(said, "title") or " ".join((node.text or "").split())
        if name:
            people[clean(name)] = _is_absent(said)
    listed = _listed_absent(root, of_items)
    absent = dict.fromkeys([*(name for name, is_absent in people.items() if is_absent), *listed])
    members = [Line("Medlemmer: " + ", ".join(people))] if people else []
    return [*members, Line(f"Fraværende: {', '.join(absent)}".strip())] if people or listed else []


def _listed_absent(root: Node, of_items: set[Node]) -> list[str]:
    """The names in a list of those absent: <Afbud><Person>Ida Holm</Person></Afbud>."""
    names = []
    for node in root.iter():
        around = [node, *node.iterancestors()]
        if any(a in of_items or is_named(a, "participant") for a in around):
            continue
        leaves = [leaf for leaf in node.iter() if name_of(leaf) and not len(leaf)]
        if is_named(node, "absent"):
            names += [" ".join(all_text(leaf).split()) for leaf in leaves]
    return [clean(name) for name in names if re.search(r"[^\W\d]{2} +[^\W\d]", name)]


def _is_absent(said: Sequence[Said]) -> bool:
    present, absent = value_in_role(said, "present"), value_in_role(said, "absent")
    if present is not None:
        return plain_name(present) not in _YES
    return absent is not None and plain_name(absent) in _YES


def _plain_lines(root: Node) -> Sequence[Line]:
    return [
        Line(" ".join(clean(str(text)).split()))
        for text in root.itertext(with_tail=True)
        if text.strip()
    ]
