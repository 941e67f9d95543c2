"""Plain text and Markdown. The only file that knows about encodings."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from index.errors import UnreadableDocument
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.closed import says_closed
from index.reading.assembly import PAGE, Line, assemble, clean, page_feet
from index.reading.attendance import attendance_in_turn
from index.reading.quotes import unquoted
from index.types import Document

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_EMPHASISED_LINE = re.compile(r"^\s*(\*\*|__)(?!\s)(.+?)(?<!\s)\1\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# One mark: not a footnote's, a product's or a file name's.
_SLANTED = re.compile(r"(?<![\w*_])([*_])(?![\s*_)])([^*_\n]+?)(?<![\s*_(])\1(?![\w*_])")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
_CODE = re.compile(r"(?<!`)`(?!\s)([^`\n]+)(?<!\s)`(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
# A paragraph that Markdown sets further in. Where such have labels, the mark itself says nothing.
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_LABEL_QUOTED = re.compile(rf"{_QUOTED.pattern}[*_]{{0,3}}[A-ZÆØÅ][^:.]{{2,30}}:")
# "**2. Lokaler** `22/740`": a numbered title in bold before its case number.
_BOLD_TITLE = re.compile(r"^\s*\*\*\d{1,4}[.)]?\s[^*]+?(?<!\s)\*\*\s+(?P<behind>\S.{3,60})$")
# "### [LUKKET] 4. Løn": a mark before the number stands behind it, before the title.
_CLOSED_FIRST = re.compile(
    r"(?i)^(?P<marks>\s*(?:#{1,6}\s+)?(?:\*\*)?)(?P<closed>[(\[](?:lukket|fortroligt?)(?: (?:punkt|sag))?[)\]])\s*"
    r"(?P<number>\d{1,4}[.)]\s+)"
)
_RULE = re.compile(r"^\s*([-*_=~])(?:\s*\1){2,}\s*$")
# Tags that stray into text exports (a table cell saved with its HTML). Only
# names of HTML elements, so that "<navn>" or "a < b" stay.
_TAG = re.compile(
    r"</?(p|br|ul|ol|li|div|span|strong|b|em|i|u|a|h[1-6]|table|tr|td|th|tbody|thead|sup|sub|font)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK_TAGS = frozenset("p br ul ol li div h1 h2 h3 h4 h5 h6 table tr".split())


def decode(data: bytes) -> str:
    """Bytes as text: by byte order mark, else UTF-8, else what makes Danish words of them.

    Raises:
        UnreadableDocument: when the bytes are not text at all.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _has_every_other_zero(data, first):
            return data.decode(encoding, errors="replace")
    if _is_binary(data):
        raise UnreadableDocument("ukendt filtype (ikke tekst)")
    try:
        return _decoded_once_more(data.decode("utf-8"))
    except UnicodeDecodeError:
        # cp1252 leaves five bytes undefined.
        return data.decode(max(_OF_ONE_BYTE, key=lambda name: _danish(data, name)), "replace")


# Windows, DOS and the older Macintosh; where they do equally well, the first.
_OF_ONE_BYTE = ("cp1252", "cp850", "mac_roman")


def _danish(data: bytes, encoding: str) -> int:
    """How many of æ, ø and å stand beside other letters in the bytes read so; 0 where only one of them does.

    One alone may be a quote mark's or a dash's byte.

    >>> [_danish("På møde".encode("cp850"), name) for name in ("cp1252", "cp850", "mac_roman")]
    [0, 2, 0]
    """
    found = _BESIDE_LETTERS.findall(data.decode(encoding, "replace").lower())
    return len(found) if len(set(found)) > 1 else 0


_BESIDE_LETTERS = re.compile("(?<=[a-z])[æøå]|[æøå](?=[a-z])")


def _has_every_other_zero(data: bytes, first: int) -> bool:
    """Whether the bytes are UTF-16 without its mark: Danish letters have a zero beside them."""
    sample = data[:4096]
    zeros, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
    return zeros > 0.8 * len(sample[first::2]) and others == 0


# What the UTF-8 of æ, ø, å, Æ, Ø and Å looks like when it is taken for Windows-1252.
_TWICE = re.compile("Ã[¦¸¥†˜…]")


def _decoded_once_more(text: str) -> str:
    """The text, when it was encoded twice, as it was before that."""
    if not _TWICE.search(text) or re.search("[æøåÆØÅ]", text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _is_binary(data: bytes) -> bool:
    sample = data[:65_536]
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return b"\0" in sample or odd > len(sample) // 50


def read_plain(text: str) -> Document:
    """One page of text. Markdown's marks become heading levels and are taken off, a mail's quote marks too."""
    text = clean(text)
    if _TAG.search(text):
        text = _without_tags(text)
    lines = text.split("\n")
    if any(_LABEL_QUOTED.match(line) for line in lines) and any(
        _HEADING.match(line) or _EMPHASISED_LINE.match(line) for line in lines
    ):
        lines = [_QUOTED.sub("", line) for line in lines]
    lines, running = _without_page_numbers(unquoted(lines))
    return assemble([[_line(line) for line in attendance_in_turn(lines)]], running)


# "Side 2", or the page's number far behind, or before, a line that stands on every page.
_PAGE_NUMBER = re.compile(
    rf"(?i)\s*(?:[-–]\s*)?(?:{PAGE}) (?P<page>\d{{1,3}})(?: ?(?:af|/) ?\d{{1,3}})?(?:\s*[-–])?\s*"
)
_FOOT = re.compile(
    rf"(?i)\s*(?P<before>\S.{{5,100}}?)(?:\s{{3,}}|\t|,?\s+(?:{PAGE})(?: nr\.)?\s)\s*"
    r"(?P<page>\d{1,3})(?: ?(?:af|/) ?\d{1,3})?\s*"
)
_HEAD = re.compile(r"\s*(?P<page>\d{1,3})(?:\s{3,}|\t)\s*(?P<before>\S.{5,100}?)\s*")


def _without_page_numbers(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines but those with page numbers, as a print that became text has them at its breaks.

    Each is alike but for the number, which counts on, and a page is between them; blank lines
    behind one are the page's edge. What else such lines say is told, too.
    """
    seen: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        for kind, pattern in (("side", _PAGE_NUMBER), ("foot", _FOOT), ("head", _HEAD)):
            if match := pattern.fullmatch(line):
                said = "" if kind == "side" else " ".join(match["before"].split())
                seen.setdefault((kind, said), []).append((index, int(match["page"])))
    gone = page_feet(lines)
    running = []
    for (kind, said), places in seen.items():
        if _are_page_numbers(places, 1 if kind == "side" else _MIN_PAGE_LINES):
            gone |= {index for index, _ in places}
            running += [said] if said else []
    beside = _beside_feet(lines, gone)
    # The day of the meeting may stand in a head alone.
    running += dict.fromkeys(" ".join(lines[index].split()) for index in sorted(beside))
    gone |= beside
    kept: list[str] = []
    at_edge = False
    for index, line in enumerate(lines):
        at_edge = index in gone or (at_edge and not line.strip())
        if not at_edge:
            kept.append(line)
    return kept, running


def _beside_feet(lines: Sequence[str], feet: Set[int]) -> set[int]:
    """The lines next above or below the feet, blank lines aside, that are the same at nearly all."""
    gone: set[int] = set()
    for step in (-1, 1):
        beside: dict[str, list[int]] = {}
        for at in feet:
            index = at + step
            while 0 <= index < len(lines) and not lines[index].strip():
                index += step
            if 0 <= index < len(lines) and index not in feet:
                beside.setdefault(lines[index].strip(), []).append(index)
        for places in beside.values():
            if len(places) >= max(_MIN_PAGES, _MOST * len(feet)):
                gone.update(places)
    return gone


def _are_page_numbers(places: Sequence[tuple[int, int]], apart: int) -> bool:
    """Whether numbers on lines at least so far apart count the pages one by one."""
    return len(places) >= _MIN_PAGES and all(
        page == before + 1 and index - above >= apart
        for (above, before), (index, page) in pairwise(places)
    )


# One alone may be said of something else; lines nearer than this are a table's.
_MIN_PAGES, _MIN_PAGE_LINES = 2, 15
# Of the feet, so many have the line of a head or of another foot beside them.
_MOST = 0.7


def _without_tags(text: str) -> str:
    return _TAG.sub(lambda tag: "\n" if tag.group(1).lower() in _BLOCK_TAGS else "", text)


def _line(line: str) -> Line:
    if _RULE.match(line):
        return Line("")
    line = _CLOSED_FIRST.sub(r"\g<marks>\g<number>\g<closed> ", line)
    heading = _HEADING.match(line)
    if heading:
        return Line(_inline(heading.group(2)), len(heading.group(1)))
    if _EMPHASISED_LINE.match(line):
        # A line all in bold is a heading of its own, below those with marks.
        return Line(_inline(line.strip()), 7)
    title = _BOLD_TITLE.match(line)
    if title and case_number_of(_inline(title["behind"])):
        return Line(_inline(line.strip()), 7)
    return Line(_inline(line.rstrip()))


def _unmarked_code(code: re.Match[str]) -> str:
    """What stands as code; a mark that closes an item stays set apart from its title."""
    return f"({code[1]})" if says_closed(code[1]) else code[1]


def _inline(text: str) -> str:
    """The text as a reader of Markdown sees it: no marks of emphasis or code, links as their text."""
    text = _CODE.sub(_unmarked_code, _LINK.sub(r"\1", text))
    text = _SLANTED.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", text)
