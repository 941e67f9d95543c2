"""A golden document as its writer left it: its text with marks, and what the marks say.

A source begins with `key: value` lines up to `---`: `layout`, `kind`, `body`
and `date` (`null` where the document does not say), and what else its layout
asks for. The rest is the document itself, with marks in double braces that are
not printed:

    {{item 4 | Title | 22/740 | open}}   an item begins; `-` is a null
    {{background}}                       a section's text begins here
    {{decision; Byrådet; 2021-03-04}}    … with the body and the date it names
    {{other,background}}                 either kind will do
    {{?absent}}                          may be found as such or not at all
    {{end}}                              what follows belongs to no section
    {{closed}}                           text that must not be shown

A section ends at the next mark and, in prose that a layout sets, at the next
line that begins with `## ` or `### `.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

MARK = re.compile(r"\{\{(.*?)\}\}")
_MARKS_ONLY = re.compile(r"(?m)^[ \t]*(?:\{\{[^\n{}]*\}\})+[ \t]*\n")
_HEADING = re.compile(r"(?m)^#{2,3} ")
# What a layout turns into looks: it is no part of the text.
_LOOKS = re.compile(
    r"^(?:#+|[->^*]|\d+\.(?=\s+\*\*))\s+|^\+\+\+$|^\[toc\]$|\||\*\*|__|:?-{3,}:?", re.MULTILINE
)
_LIST = re.compile(r"<ol>(.*?)</ol>", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<!--.*?-->|<[^<>]*>", re.DOTALL)
KINDS = frozenset(
    "background recommendation decision vote absent attachments economy header other".split()
)
# How many words of each end of a section are kept.
END_WORDS = 5


class MarkError(ValueError):
    """A source is marked in a way that means nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One golden document before it is set."""

    name: str
    fields: dict[str, str]
    body: str

    @property
    def layout(self) -> str:
        """The layout's name, a key of LAYOUTS."""
        return self.fields["layout"]

    @property
    def printed(self) -> str:
        """The document's text without marks; a line that held only marks is gone."""
        return MARK.sub("", _MARKS_ONLY.sub("", self.body))


def read_source(path: Path) -> Source:
    """Parse one source file."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if line)
    return Source(path.stem, fields, body)


def plain_words(text: str) -> list[str]:
    """The words of a stretch of source as a reader sees them, with their punctuation."""
    for _ in range(2):  # an export holds HTML inside XML, escaped once more
        text = html.unescape(_TAG.sub(" ", _LIST.sub(_numbered, text)))
    return _LOOKS.sub(" ", _LINK.sub(r"\1", text)).replace("\u00ad", "").split()


def _numbered(listed: re.Match[str]) -> str:
    """The entries of a list with the numbers that a browser prints before them."""
    numbers = count(1)
    return re.sub("<li>", lambda _: f"<li>{next(numbers)}. ", listed.group(1))


def expected(source: Source) -> dict[str, Any]:
    """What a reader should find: the JSON that stands beside the document."""
    items: list[dict[str, Any]] = []
    closed: list[str] = []
    for mark, text in _stretches(source.body):
        if mark.startswith("item "):
            items.append(_item(mark.removeprefix("item "), source.name))
        elif mark == "closed":
            closed.append(_closed_text(text, source.name))
        elif mark != "end" and (words := plain_words(text)):
            if not items:
                raise MarkError(f"{source.name}: {mark} before the first item")
            items[-1]["sections"].append(_section(mark, words, source.name))
    found: dict[str, Any] = {key: _null(source.fields[key]) for key in ("kind", "body", "date")}
    return {"layout": source.layout, **found, "items": items, "closed_text": closed}


def _closed_text(text: str, name: str) -> str:
    words = plain_words(text)
    if not words:
        raise MarkError(f"{name}: nothing follows the mark of closed text")
    return " ".join(words)


def _stretches(body: str) -> Iterator[tuple[str, str]]:
    """Each mark with the text up to the next mark or heading."""
    marks = list(MARK.finditer(body))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        text = body[mark.end() : following.start() if following else len(body)]
        heading = _HEADING.search(text)
        yield mark.group(1).strip(), text[: heading.start()] if heading else text


def _item(mark: str, name: str) -> dict[str, Any]:
    parts = [part.strip() for part in mark.split("|")]
    if len(parts) != 4 or parts[3] not in ("open", "closed"):
        raise MarkError(f"{name}: item {mark}")
    number, title, case = (_null(part) for part in parts[:3])
    return {
        "number": number,
        "title": title,
        "case_number": case,
        "public": parts[3] == "open",
        "sections": [],
    }


def _section(mark: str, words: list[str], name: str) -> dict[str, Any]:
    kinds, *place = (part.strip() for part in mark.split(";"))
    body, date = (_null(part) for part in (*place, "-", "-")[:2])
    names = kinds.removeprefix("?").split(",")
    if not KINDS.issuperset(names):
        raise MarkError(f"{name}: {mark}")
    section: dict[str, Any] = {
        "kind": names[0],
        "starts_with": " ".join(words[:END_WORDS]),
        "ends_with": " ".join(words[-END_WORDS:]),
        "body": body,
        "date": date,
    }
    if names[1:]:
        section["also"] = names[1:]
    if kinds.startswith("?"):
        section["optional"] = True
    return section


def _null(text: str) -> str | None:
    return None if text in ("-", "null", "") else text
