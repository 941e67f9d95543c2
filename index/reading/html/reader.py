"""Saved web pages."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Comment, Doctype, NavigableString, PageElement, Tag

from index.errors import UnreadableDocument
from index.parsing.text.columns import MAX_COLUMNS, columns_of
from index.reading.assembly import Line, assemble, clean, page_feet
from index.reading.attendance import attendance_lines, is_attendance_head
from index.reading.counts import written
from index.reading.html.chips import part_chips
from index.reading.html.items import name_items
from index.reading.html.labels import mark_labels, part_keys_from_values
from index.reading.html.menus import remove_menus
from index.reading.html.named import name_decisions
from index.reading.html.numbers import number_headings
from index.reading.html.opening import open_page
from index.types import Document

_STARTS = re.compile(
    r"(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b"
)
# A part of a page may have been saved without what stands around it.
_STARTS_WITHIN = re.compile(
    r"(?is)^\s*(?:<!--.*?-->\s*)*"
    r"<(?:main|article|section|div|header|h[1-6]|p|meta|link|title|script|style|center|font)\b[^<>:]*>"
)
_OF_HTML = re.compile(r"(?i)<(?:p|div|h[1-6]|br|ul|a)\b")
_NOT_CONTENT = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "aside",
    "form", "button", "select", "dialog", "head",
)  # fmt: skip
_CHROME_NAMES = re.compile(
    r"(?i)cookie|consent|navbar|navigation|breadcrumb|br(?:ø|oe)dkrumme|site-?header|site-?footer"
    r"|side-?bar|sidemenu|skip-?link|(?<![a-zæøå])(?:shar(?:e|ing)"
    r"|social(?:[-_]?(?:media|some|links?|icons?|bar|shar(?:e|ing)|buttons?|menu|nav|list))?(?![a-zæøå-]))"
)
_CHROME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog"}
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody "
    "tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
# A line all in bold outside of tables is a heading below those with marks, if it is numbered.
_BOLD, _BOLD_LEVEL = frozenset({"b", "strong"}), 7
_BOLD_TITLE = re.compile(r"(?i)(?:(?:punkt|pkt\.?|sag|nr\.?)\s*)?\d{1,4}(?:[.:)]|\s).{1,200}$")
# What a reader clicks on, not reads.
_CONTROL = re.compile(
    r"(?i)^(?:(?:gå )?(?:til )?top(?:pen)?|op|[↑▲⇧]|rss|send til en ven"
    r"|udskriv(?: siden)?|print|del(?: siden)?|læs op|luk|tilbage"
    r"|(?:gå|spring) til (?:hoved)?indhold(?:et)?"
    r"|(?:hent|åbn|download)(?: som| referat(?:et)?| dagsorden(?:en)?)? ?pdf(?: \(\d[^()]*\))?)$"
)
_NEW_WINDOW = re.compile(r"(?i)\s*\((?:pdf, )?åbner i (?:et )?nyt (?:vindue|faneblad)\)")
# Below this share of the page's words, <main> or <article> is not the content
# but a stub (a search box, a teaser).
_MAIN_SHARE = 0.3
_MAX_DEPTH = 400


def looks_like_html(text: str) -> bool:
    """Whether a text file is a web page rather than text with a few tags in it."""
    return bool(_STARTS.match(text[:5000])) or (
        bool(_STARTS_WITHIN.match(text[:5000])) and bool(_OF_HTML.search(text))
    )


def read_html(text: str) -> Document:
    """One page of text: the content of a web page without its navigation.

    Raises:
        UnreadableDocument: nested so deeply that it can only be an attack.
    """
    soup = _parse(text)
    open_page(soup)
    for tag in soup.find_all(_NOT_CONTENT):
        tag.decompose()
    headed = _around(soup.find_all(("h1", "h2", "h3")))
    for tag in soup.find_all(_is_chrome):
        if not tag.decomposed and id(tag) not in headed:
            tag.decompose()
    content = _content(soup)
    remove_menus(content)
    mark_labels(content)
    part_chips(content)
    name_items(content)
    number_headings(content)
    name_decisions(content)
    part_keys_from_values(content)
    _name_tables(content)
    for rows in _tables(content):
        _flatten_minutes(rows)
        _flatten_attendance(rows)
        _flatten_figures(rows)
    for tag in _contents_entries(content):
        tag.decompose()
    lines = [line for line in _lines(content) if not _is_control(line.text)]
    feet = page_feet([line.text for line in lines])
    return assemble([[line for i, line in enumerate(lines) if i not in feet]])


def _is_control(text: str) -> bool:
    """Whether a line is one thing to click on, or several: "Udskriv | Del", "Til toppen Udskriv"."""
    parts = [text] if _CONTROL.match(text) else _NEXT_CONTROL.split(text)
    return all(_CONTROL.match(part.strip()) for part in parts)


_NEXT_CONTROL = re.compile(r"\s*\|\s*|\s+(?=[A-ZÆØÅ])")


def fragment_lines(html: str) -> list[Line]:
    """The lines of a piece of HTML that stands in another file.

    Raises:
        UnreadableDocument: nested too deeply.
    """
    soup = _parse(html)
    for tag in soup.find_all(("script", "style", "template")):
        tag.decompose()
    return _lines(soup.body or soup)


def _parse(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(text, "lxml")
    _check_depth(soup)
    return soup


def _check_depth(soup: BeautifulSoup) -> None:
    """Refuse a page before anything walks it whose steps grow with its depth.

    Raises:
        UnreadableDocument: nested so deeply that it can only be an attack.
    """
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise UnreadableDocument("websiden er indlejret for dybt")
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]


def _around(tags: Iterable[Tag]) -> set[int]:
    """The ids of what holds one of the tags, and of the tags; each is looked at once."""
    found: set[int] = set()
    for tag in tags:
        at: Tag | None = tag
        while at is not None and id(at) not in found:
            found.add(id(at))
            at = at.parent
    return found


_ROW = re.compile(r"(?i)^(?:tr|row|(?:tabel|table)?[-_]?(?:row|række|raekke))$|^display:table-row$")
_CELL = re.compile(
    r"(?i)^(?:t[dh]|cell|celle|col(?:umn)?|kolonne|(?:tabel|table)?[-_]?(?:cell|celle)|(?:row|column)header)$"
    r"|^display:table-cell$"
)


def _name_tables(content: Tag) -> None:
    """Make tables of what only calls itself rows and cells, with as many short cells in each row."""
    rows: dict[int, list[Tag]] = {}
    for row in content.find_all("div"):
        if row.parent is not None and _is_called(row, _ROW):
            rows.setdefault(id(row.parent), []).append(row)
    for group in rows.values():
        cells = [row.find_all(True, recursive=False) for row in group]
        counts = {len(row) for row in cells}
        parent = group[0].parent
        if len(group) < 2 or len(counts) != 1 or min(counts) < 2 or parent is None:
            continue
        if not all(_is_called(cell, _CELL) and _is_short(cell) for row in cells for cell in row):
            continue
        parent.name = "table"
        for row, own in zip(group, cells, strict=True):
            row.name = "tr"
            for cell in own:
                cell.name = "td"


def _is_called(tag: Tag, pattern: re.Pattern[str]) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").split(";")
    names = [*tag.get_attribute_list("class"), tag.get("role"), *style]
    return any(pattern.match(str(name or "")) for name in names)


def _is_short(cell: Tag) -> bool:
    return cell.find(list(_BLOCKS)) is None and len(cell.get_text(strip=True)) <= _MAX_FIGURE


def _tables(content: Tag) -> list[list[Tag]]:
    """The rows of each table, those of tables within it apart; outer tables first."""
    rows: dict[int, list[Tag]] = {}
    for row in content.find_all("tr"):
        rows.setdefault(id(row.find_parent("table")), []).append(row)
    return list(rows.values())


def _flatten_minutes(rows: Sequence[Tag]) -> None:
    """Make each row of a table of minutes one line, however many paragraphs its cells hold.

    Only cells that hold no table are read to find its head, and what is within
    a table of minutes is no table any more: so everything is read twice at most.
    """
    if any(row.decomposed for row in rows):
        return
    cells = [row.find_all(_CELLS, recursive=False) for row in rows]
    cells = [row for row in cells if 2 <= len(row) <= MAX_COLUMNS]
    heads = (row for row in cells if not any(cell.find("table") for cell in row))
    if not any(columns_of([_text(cell) for cell in row]) for row in heads):
        return
    for cell in (cell for row in cells for cell in row):
        text = _text(cell)
        cell.clear(decompose=True)
        cell.append(text)


def _flatten_attendance(rows: Sequence[Tag]) -> None:
    """Make a table of who came a list, column by column."""
    if len(rows) < 2 or any(row.decomposed for row in rows):
        return
    cells = [row.find_all(_CELLS, recursive=False) for row in rows]
    if not is_attendance_head([cell.get_text(" ")[:_MAX_HEAD].strip() for cell in cells[0]]):
        return
    if any(cell.find("table") for row in cells for cell in row):
        return
    grid = [[[line.text for line in _lines(cell) if line.text] for cell in row] for row in cells]
    lines = attendance_lines(grid)
    table = rows[0].find_parent("table")
    if lines is None or table is None:
        return
    for row in rows:
        row.decompose()
    table.name = "div"
    for line in lines:
        paragraph = Tag(name="div")
        paragraph.append(line)
        table.append(paragraph)


def _flatten_figures(rows: Sequence[Tag]) -> None:
    """Make each row of a table of figures one line though its cells hold paragraphs, as Word has them.

    Cells of one short line each are such, and one of them at least is a figure.
    """
    for row in rows:
        if row.decomposed:
            continue
        cells = row.find_all(_CELLS, recursive=False)
        if len(cells) < 2 or any(cell.find(_NO_FIGURE) for cell in cells):
            continue
        if any(len(cell.get_text(strip=True)) > _MAX_FIGURE for cell in cells):
            continue
        lines = [[line.text for line in _lines(cell) if line.text] for cell in cells]
        if any(len(cell) > 1 for cell in lines):
            continue
        if not any(
            any(c.isdigit() for c in "".join(cell)) for cell in lines[1:]
        ) and not _above_figures(row):
            continue
        for cell, texts in zip(cells, lines, strict=True):
            cell.clear(decompose=True)
            cell.append("".join(texts))


def _above_figures(row: Tag) -> bool:
    """Whether a row heads a table: the next begins with as many cells, and a figure is among them."""
    following = row.find_next_sibling("tr")
    if not isinstance(following, Tag):
        return False
    cells = following.find_all(_CELLS, recursive=False)
    same = len(cells) == len(row.find_all(_CELLS, recursive=False))
    return same and any(
        any(c.isdigit() for c in cell.get_text()[:_MAX_FIGURE]) for cell in cells[1:]
    )


_NO_FIGURE = re.compile(r"^(?:table|h[1-6])$")
_MAX_FIGURE = 80
# The head of a column is short.
_MAX_HEAD = 60


def _text(cell: Tag) -> str:
    """What a cell says, in one line."""
    return " ".join(" ".join(line.text for line in _lines(cell)).split())


def _contents_entries(content: Tag) -> list[Tag]:
    """Rows and list entries that name a heading further down: the page's own table of contents."""
    found = content.find_all(re.compile(r"^h[1-6]$"))
    headings, headed = {_title(tag) for tag in found} - {""}, _around(found)
    entries = (tag for tag in content.find_all(("tr", "li")) if id(tag) not in headed)
    return [tag for tag in entries if _title(tag) in headings]


# Longer texts are no titles: a list in a list in a list is not read through for each.
_MAX_TITLE = 1_000


def _title(tag: Tag) -> str:
    """The letters of a title without its number, so that "1" and "1." do not matter."""
    text = ""
    for part in tag.strings:
        text += f" {part}"
        if len(text) > _MAX_TITLE:
            return ""
    return re.sub(r"^[\W\d_]*(?:punkt[\W\d_]+)?|\W", "", text.lower())


def _is_chrome(tag: Tag) -> bool:
    if tag.name in ("html", "body", "main", "article"):
        return False
    if tag.has_attr("hidden") or tag.get("role") in _CHROME_ROLES or tag.name == "footer":
        return True
    names = [str(tag.get("id") or ""), *(tag.get_attribute_list("class"))]
    return any(_CHROME_NAMES.search(str(name or "")) for name in names)


def _content(soup: BeautifulSoup) -> Tag:
    whole = soup.body or soup
    words = len(whole.get_text(" ").split())
    candidates = [
        tag
        for tag in soup.find_all(["main", "article"])
        if not tag.find_parent(["main", "article"])
    ]
    # Several articles side by side are the items of one meeting: keep them all.
    if len(candidates) == 1 and len(candidates[0].get_text(" ").split()) >= _MAIN_SHARE * words:
        return candidates[0]
    return whole


def _lines(root: Tag) -> list[Line]:
    writer = _Writer()
    writer.walk(root, None)
    writer.end_line()
    writer.end_term()
    return writer.lines


# How an `ol` says that its entries are counted.
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# Entries of a list that is printed without its own numbers.
_HAS_NUMBER = re.compile(
    r"(?i)\W*(?:(?:punkt|pkt|sag|nr)\b\W*\d|ad \d|\d{1,4}[.:)](?!\d)|[a-z][.)]\s)"
)

_BEGINS_WITH_NUMBER = re.compile(r"\W*\d")


def _integer(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,6}", value) else otherwise


class _Writer:
    """Walks the tree and writes a line for each block."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._buffer: list[str] = []
        self._level: int | None = None
        self._in_cells = 0
        self._term = ""
        # The last count of each numbered list, and what is to be written before the next text.
        self._counts: dict[int, int] = {}
        self._number = ""

    def walk(self, node: PageElement, level: int | None) -> None:
        if isinstance(node, Tag):
            self._begin(node)
            if re.fullmatch(r"h[1-6]", node.name):
                level = int(node.name[1])
            elif node.name in _CELLS:
                self._in_cells += 1
            elif node.name in _BOLD and level is None and not self._in_cells:
                level = _BOLD_LEVEL
            for child in node.children:
                self.walk(child, level)
            self._end(node)
            self._in_cells -= node.name in _CELLS
        elif isinstance(node, NavigableString) and not isinstance(node, (Comment, Doctype)):
            self._write(str(node), level)

    def _begin(self, tag: Tag) -> None:
        if tag.name in _BLOCKS or tag.name == "br":
            self.end_line()
        if tag.name in _CELLS and self._buffer:
            self._buffer.append("\t")
        if tag.name == "dd" and self._term:
            # A term and what it is belong on one line, as in a table.
            self._buffer, self._term = [self._term, "\t"], ""
        elif tag.name in _BLOCKS:
            self.end_term()
        if tag.name == "li" and tag.parent is not None and tag.parent.name == "ol":
            self._number += self._next(tag, tag.parent)

    def _next(self, entry: Tag, listed: Tag) -> str:
        """The number that a browser prints before an entry of a numbered list."""
        first = _integer(listed.get("start"), 1)
        count = _integer(entry.get("value"), self._counts.get(id(listed), first - 1) + 1)
        self._counts[id(listed)] = count
        if re.search(r"list-style(?:-type)?\s*:\s*none", str(listed.get("style") or "")):
            return ""
        return f"{written(count, _FORMS.get(str(listed.get('type')), 'decimal'))}. "

    def _end(self, tag: Tag) -> None:
        if tag.name == "dt":
            self._term = " ".join("".join(self._buffer).split())
            self._buffer = []
        if tag.name == "li":
            self._number = ""
        if tag.name in _BLOCKS:
            self.end_line()
            if tag.name in ("p", "table", "ul", "ol") and self.lines and self.lines[-1].text:
                self.lines.append(Line(""))
            elif tag.name == "tr" and self.lines and not self.lines[-1].text:
                # A row that holds paragraphs is parted from the next by more than they are.
                self.lines.append(Line(""))

    def _write(self, text: str, level: int | None) -> None:
        if text.strip() and not "".join(self._buffer).strip():
            self._level = level
        elif text.strip():
            # A line that is only in part a heading is none.
            self._level = self._level if level == self._level else None
        if self._number and text.strip():
            has_number = _HAS_NUMBER.match(text) or (level and _BEGINS_WITH_NUMBER.match(text))
            self._buffer.append("" if has_number else self._number)
            self._number = ""
        self._buffer.append(text)

    def end_term(self) -> None:
        """Write a term that nothing is said of."""
        if self._term:
            self.lines.append(Line(clean(self._term)))
        self._term = ""

    def end_line(self) -> None:
        text = clean("".join(self._buffer))
        cells = (
            [" ".join(cell.split()) for cell in text.split("\t")]
            if "\t" in text
            else [" ".join(text.split())]
        )
        line = _NEW_WINDOW.sub("", "\t".join(cells).strip())
        if line:
            is_text = self._level == _BOLD_LEVEL and not _BOLD_TITLE.match(line)
            self.lines.append(Line(line, None if is_text else self._level))
        self._buffer, self._level = [], None
