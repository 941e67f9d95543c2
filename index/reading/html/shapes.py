"""What elements of a web page are by how they repeat, whatever a content system calls them.

Accordions hide an item behind a button, forms wrap the whole page, the number
of an item stands in an element of its own, and names of classes are hashed: so
items are known by what is alike in each of them and rises from one to the next.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, Tag

from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import is_head_cell, is_mark
from index.parsing.text.closed import says_closed
from index.parsing.text.headings import heading_of, is_outcome
from index.parsing.text.vocabulary import Role, vocabulary

HEADING = re.compile(r"^h[1-6]$")
_INLINE = frozenset("a abbr b em font i label small span strong sub sup time u".split())
_CELLS = frozenset({"td", "th"})
# A form around more of a page's words than this is how the page was made, not a form in it.
_FORM_SHARE = 0.3
_OPENS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")


def open_page(soup: BeautifulSoup) -> None:
    """Show what a reader sees after a click: panels, the titles on the buttons that open them."""
    _unwrap_forms(soup)
    _break_lines(soup)
    _write_marks(soup)
    _keep_parts(soup)
    named = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    buttons = soup.find_all(["button", "a"])
    for button in buttons:
        panel = named.get(_controlled(button))
        if panel is not None and panel.has_attr("hidden"):
            del panel["hidden"]
        _open_button(button, panel)
    _open_others(buttons)
    for summary in soup.find_all("summary"):
        _name_summary(summary)
    for own in soup.find_all(re.compile("-")):
        # Elements that a page names itself.
        if own.parent is not None and not any(
            isinstance(t, NavigableString) and _says(t) for t in own.parent.children
        ):
            own.name = "div"


def _unwrap_forms(soup: BeautifulSoup) -> None:
    words = len(soup.get_text(" ").split())
    for form in soup.find_all("form"):
        if len(form.get_text(" ").split()) >= _FORM_SHARE * words:
            form.unwrap()


_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break)")
_IS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)")


def _break_lines(soup: BeautifulSoup) -> None:
    """Make elements of the lines that only a style, or <pre>, sets apart."""
    for tag in soup.find_all(True):
        style = str(tag.get("style") or "")
        if tag.name in ("span", "a", "label", "strong", "b", "em") and _IS_BLOCK.search(style):
            tag.name = "div"
        if tag.name == "pre" or _KEEPS_LINES.search(style):
            for text in [text for text in _texts(tag) if "\n" in text]:
                for line in text.split("\n"):
                    part = Tag(name="div" if line.strip() else "p")
                    part.append(line)
                    text.insert_before(part)
                text.extract()


def _keep_parts(soup: BeautifulSoup) -> None:
    """Keep what stands aside or at the foot of each item; beside the page it is none of it."""
    found = [tag for tag in soup.find_all(["aside", "footer"]) if tag.find_parent(_ITEM_LIKE)]
    count = Counter((tag.name, _class(tag)) for tag in found)
    for tag in found:
        if count[tag.name, _class(tag)] > 1 or _shows_item(tag):
            tag.name = "div"


_ITEM_LIKE = ["article", "section", "li", "details"]


def _write_marks(soup: BeautifulSoup) -> None:
    """Write what a picture says to those who do not see it, where that closes an item."""
    for picture in soup.find_all(["img", "i", "svg", "span"]):
        said = (str(picture.get(name) or "") for name in ("alt", "aria-label", "title"))
        # "Lukket" alone may be what a folded panel is.
        mark = next((text for text in said if " " in text.strip() and says_closed(text)), None)
        if mark is not None and not _says(picture):
            picture.name = "span"
            picture.attrs = {"class": "mark"}
            picture.string = f" ({mark})"


def _controlled(button: Tag) -> str:
    """The id of the panel that a button says it opens, "" for none."""
    said = (button.get(name) for name in ("aria-controls", "data-target", "data-bs-target", "href"))
    return next((str(name).lstrip("#") for name in said if name), "")


def _open_button(button: Tag, panel: Tag | None) -> None:
    """Make text of a button in a heading, and of one that opens a panel of text."""
    if button.find_parent([HEADING, "summary"]):
        if button.name == "button":
            button.name = "span"
        return
    if button.name == "a" and button.get("role") != "button":
        return
    opens = any(button.has_attr(name) for name in _OPENS)
    if button.find(HEADING) or (opens and _is_text(panel or _panel_behind(button))):
        button.name = "div"


def _open_others(buttons: Sequence[Tag]) -> None:
    """Make text of the buttons that are called as nearly all those that open one: "Godkendt." is little text."""
    opens = [button for button in buttons if any(button.has_attr(name) for name in _OPENS)]
    opened = Counter(_class(button) for button in opens if button.name == "div")
    called = Counter(_class(button) for button in opens)
    for button in opens:
        name = _class(button)
        if button.name == "button" and name and opened[name] > called[name] / 2:
            button.name = "div"


def _panel_behind(button: Tag) -> Tag | None:
    """What follows a button, or what it alone stands in."""
    at: Tag | None = button
    while at is not None and len(at.find_all(button.name)) < 2:
        panel = at.find_next_sibling(True)
        if isinstance(panel, Tag):
            return panel
        at = at.parent
    return None


# Menus hold links and few words beside them.
_MIN_PANEL_WORDS = 4


def _is_text(panel: Tag | None) -> bool:
    if panel is None:
        return False
    words = len(panel.get_text(" ").split())
    linked = sum(len(link.get_text(" ").split()) for link in panel.find_all("a"))
    return words - linked >= max(_MIN_PANEL_WORDS, linked)


def _name_summary(summary: Tag) -> None:
    """Make a heading of a summary, above all headings in what it folds."""
    folded = summary.parent
    if folded is None or folded.name != "details" or summary.find(HEADING):
        return
    levels = [int(tag.name[1]) for tag in folded.find_all(HEADING)]
    if not levels and len(folded.find_all("summary")) > 1:
        levels = [6]
    summary.name = f"h{max(1, min(levels, default=7) - 1)}"


def remove_menus(content: Tag) -> None:
    """Remove lists of links to other pages that stand above all headings: names there are not the meeting's.

    Paths to a page have strokes between their links, and lists of members a heading.
    """
    for tag in _before_headings(content):
        if tag.decomposed or tag.name in ("a", "html", "body", "main"):
            continue
        links = [link for link in tag.find_all("a") if _said_in(link, _MAX_TITLE)]
        if len(links) < _MIN_LINKS or not all(map(_leads_away, links)):
            continue
        if sum(bool(_LEADS_NUMBERED.match(_said_in(link, _MAX_TITLE))) for link in links) > 1:
            # These are the items.
            continue
        linked = {id(text) for link in links for text in _texts(link)}
        if all(id(text) in linked for text in _texts(tag)) and not _is_headed(tag):
            tag.decompose()


_MIN_LINKS = 3
_LEADS_NUMBERED = re.compile(r"\W*(?:[^\W\d]+\W+)?\d")
_FILE = re.compile(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png)\b|bilag|dokument|download|/file")


def _before_headings(content: Tag) -> list[Tag]:
    """The blocks above the first heading, none where there is no heading."""
    found: list[Tag] = []
    for tag in content.find_all(True):
        if HEADING.match(tag.name):
            return found
        if _is_block(tag) and tag.name not in _CELLS:
            found.append(tag)
    return []


def _leads_away(link: Tag) -> bool:
    to = str(link.get("href") or "")
    return bool(to) and not to.startswith(("#", "mailto:")) and not _FILE.search(to)


def _is_headed(tag: Tag) -> bool:
    """Whether the text before it is the heading of a section or of a list of people."""
    before = tag.find_previous(string=lambda text: bool(text and text.strip()))
    return before is not None and vocabulary().role(" ".join(before.split())) is not None


def mark_labels(content: Tag) -> None:
    """Set a colon behind the heading of a section that stands set off in the line of its text."""
    for tag in content.find_all(["b", "strong", "em", "i", "u", "span", "label"]):
        text = _said_in(tag, _MAX_CHIP)
        if not text[-1:].isalpha() or vocabulary().role(text) not in _OF_ITEMS:
            continue
        behind = tag.next_sibling
        is_first = not any(_says(node) for node in tag.previous_siblings)
        if is_first and isinstance(behind, NavigableString) and _BEGINS_TEXT.match(behind):
            tag.append(":")


_BEGINS_TEXT = re.compile(r"\s*[A-ZÆØÅ\d\"»”]")


def part_keys_from_values(content: Tag) -> None:
    """Set a tab between a key and its value that only their elements part: "Status|Lukket"."""
    rows: dict[tuple[str, ...], list[list[Tag]]] = defaultdict(list)
    for row in [content, *content.find_all(["div", "li", "dd", "section", "article"])]:
        parts = _parts(row)
        if any(len(_said(part)) > _MAX_KEY for part in parts) and len(parts) > 1:
            # A text is no value.
            for part in parts:
                part.name = "div"
        elif len(parts) > 1:
            rows[(row.name, _class(row), *map(_class, parts[:2]))].append(parts)
    for (_, _, first, second), alike in rows.items():
        # Halves of one word are called the same.
        if len(alike) < 2 and first == second:
            continue
        for part in (part for parts in alike for part in parts[:-1]):
            part.insert_after("\t")


_MAX_KEY = 120


def _parts(row: Tag) -> list[Tag]:
    """The inline elements of a row that holds nothing else, if no blank parts them."""
    parts = []
    for child in row.children:
        if isinstance(child, Comment):
            continue
        if not isinstance(child, Tag) or child.name not in _INLINE or child.find(_is_block):
            return []
        parts.append(child)
    return parts


def _is_block(tag: Tag) -> bool:
    return tag.name not in _INLINE


def _class(tag: Tag) -> str:
    return " ".join(str(name) for name in tag.get_attribute_list("class"))


def part_chips(content: Tag) -> None:
    """Put what is set beside titles, such as "Udsat", on lines of its own below them.

    It is of one kind in several titles and says the same in some, or is a mark
    or an outcome. What stands before it says something else in each, as labels do not.
    """
    for _ in range(_MAX_CHIPS):
        found: dict[tuple[str, ...], list[tuple[Tag, Tag]]] = defaultdict(list)
        for chip in content.find_all(list(_INLINE)):
            title = _titled_by(chip)
            if title is not None:
                found[chip.name, _class(chip), title.name, _class(title)].append((chip, title))
        pairs = [pair for alike in found.values() if _are_chips(alike) for pair in alike]
        for chip, title in pairs:
            chip.name = "div"
            title.insert_after(chip.extract())
        if not pairs:
            break


# So many may stand behind one title, and longer words beside it are a part of it.
_MAX_CHIPS, _MAX_CHIP = 3, 40


def _are_chips(pairs: Sequence[tuple[Tag, Tag]]) -> bool:
    texts = [_said(chip) for chip, _ in pairs]
    before = [
        _said(title).removesuffix(text) for text, (_, title) in zip(texts, pairs, strict=True)
    ]
    if len(set(before)) < _MOST * len(before):
        return False
    is_titled = HEADING.match(pairs[0][1].name) or all(map(_BEGINS_NUMBERED.match, before))
    repeated = len(set(texts)) < len(texts) and bool(_class(pairs[0][0]))
    return bool(is_titled or len(pairs) > 1) and (repeated or all(map(_is_chip, texts)))


def _is_chip(text: str) -> bool:
    return is_head_cell(text) or is_outcome(text)


def _titled_by(chip: Tag) -> Tag | None:
    """The short block that an inline element ends, with more than a number before it."""
    text = _said_in(chip, _MAX_CHIP)
    title = chip.find_parent(HEADING) or chip.find_parent(_is_block)
    if not text or _NUMBER.match(text) or title is None:
        return None
    if title.name in ("body", "main", "li", *_CELLS):
        return None
    whole = _said_in(title, _MAX_TITLE)
    before = whole.removesuffix(text).strip()
    is_last = whole.endswith(text) and not _NUMBER.match(before) and not before.endswith(":")
    is_title = is_last and not whole.endswith(".") and re.search(r"[^\W\d]{3}", before)
    return title if is_title and title.find(_is_block) is None else None


def _said_in(tag: Tag, most: int) -> str:
    """What an element says, "" where it is longer; no more than that is read."""
    text = ""
    for part in tag.strings:
        text += part
        if len(text) > 2 * most:
            return ""
    text = " ".join(text.split())
    return text if len(text) <= most else ""


# A number of an item that is all that an element says.
_NUMBER = re.compile(
    r"(?i)^[(\[]?(?:(?:(?:dagsordens)?punkt|pkt\.?|sag|emne|nr\.?|#|§)\s*)?(?:(?:nr|nummer)\.?\s*)?:?\s*"
    r"(\d{1,4})\s*[.:)\]]{0,2}$"
)
# So many texts may stand in the head of an item, and so long may a title be.
_HEAD_TEXTS, _MAX_TITLE = 5, 250
# How many of the elements that are alike must show what makes them items.
_MOST = 0.8


def name_items(content: Tag) -> None:
    """Make headings of the titles in elements that are alike and are the items of a meeting.

    They are where a number rises from one to the next, or where each has a title
    of its own over something that only items have. The number comes before the title.
    """
    begun = {id(tag) for tag in content.find_all(HEADING) if _BEGINS_NUMBERED.match(_said(tag))}
    named: set[int] = set()
    for group in _groups(content):
        if any(id(above) in named for above in (group[0], *group[0].parents)):
            continue
        read = _read_items(group)
        if read is None:
            continue
        if begun and not any(id(tag) in begun for item in group for tag in item.find_all(HEADING)):
            # The page counts its items in headings; this is a list in one of them.
            continue
        items = _with_others(group, content)
        whole = _read_items(items)
        if whole is None:
            items, whole = group, read
        named |= {id(item) for item in items}
        _remove_links_behind(items[-1])
        level = _level_above(items)
        for item, (title, number) in zip(items, whole, strict=True):
            if title is not None:
                _name_title(title, number, level)
                _put_below(item, title)


def _remove_links_behind(last: Tag) -> None:
    """Remove what leads to other pages behind the last item, "Læs også" and its links, else its text."""
    for tag in last.find_all_next(["section", "div", "ul"]):
        links = [] if tag.decomposed else tag.find_all("a")
        if len(links) < _MIN_LINKS_BEHIND or any(_FILE.search(str(a.get("href"))) for a in links):
            continue
        linked = {id(text) for part in (*links, *tag.find_all(HEADING)) for text in _texts(part)}
        headings = [_said(heading) for heading in tag.find_all(HEADING)]
        is_of_meeting = any(
            vocabulary().role(heading) is not None or re.search(r"\d", heading)
            for heading in headings
        )
        if headings and not is_of_meeting and all(id(text) in linked for text in _texts(tag)):
            tag.decompose()


_MIN_LINKS_BEHIND = 2


def _put_below(item: Tag, title: Tag) -> None:
    """Put what stands before a title below it: "Udsat" would end the item before, or begin the title."""
    heading = title if HEADING.match(title.name) else title.find_parent(HEADING)
    if heading is None or not any(above is item for above in heading.parents):
        return
    before: list[Tag] = []
    for tag in _head(item):
        if tag is title or any(above is tag for above in title.parents):
            break
        if any(above is heading for above in tag.parents) and not _is_chip(
            _said_in(tag, _MAX_CHIP)
        ):
            return
        before.append(tag)
    if len(before) > _MAX_CHIPS or any(not _said_in(tag, _MAX_CHIP) for tag in before):
        return
    for tag in reversed(before):
        tag.name = "p"
        heading.insert_after(tag.extract())


def _read_items(group: Sequence[Tag]) -> list[tuple[Tag | None, Tag | None]] | None:
    """The elements of each item's title and number; None where they are no items."""
    heads = [_head(tag) for tag in group]
    numbers = _numbers(heads)
    titles = _titles(heads)
    if titles is None or not _are_items(group, titles, bool(numbers)):
        return None
    return list(zip(titles, numbers or [None] * len(titles), strict=True))


_BEGINS_NUMBERED = re.compile(r"(?i)(?:punkt|pkt\.?|sag|nr\.?|#|§)?\s*\d{1,4}\s*[.:)]")


def _groups(content: Tag) -> list[list[Tag]]:
    """The elements of each name in each parent that are more than one, outer ones first."""
    found: dict[tuple[int, str], list[Tag]] = defaultdict(list)
    for tag in content.find_all(["div", "section", "article", "li", "details", "fieldset"]):
        if tag.parent is not None:
            found[id(tag.parent), tag.name].append(tag)
    return [group for group in found.values() if len(group) > 1]


def _with_others(group: list[Tag], content: Tag) -> list[Tag]:
    """The elements with those of their class that stand elsewhere, as closed items may."""
    if len({_class(tag) for tag in group}) > 1 or not group[0].get("class"):
        return group
    classes = group[0].get_attribute_list("class")
    alike = content.find_all(group[0].name, class_=str(classes[0]))
    others = [tag for tag in alike if _class(tag) == _class(group[0])]
    # What stands in another of them is a part of it.
    held = {id(tag) for tag in others}
    return [tag for tag in others if not any(id(above) in held for above in tag.parents)]


def _head(tag: Tag) -> list[Tag]:
    """The elements of the first texts in an element, each the largest that says nothing else."""
    found: list[Tag] = []
    for text in islice(_texts(tag), _HEAD_TEXTS):
        at = text.parent
        while (
            at is not None
            and at is not tag
            and at.parent is not None
            and at.parent is not tag
            and at.name not in _CELLS
            and not HEADING.match(at.name)
            and not any(_says(other) for other in at.parent.children if other is not at)
        ):
            at = at.parent
        if at is not None and at is not tag and not any(at is other for other in found):
            found.append(at)
    return found


def _says(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return next(_texts(node), None) is not None
    return (
        isinstance(node, NavigableString) and not isinstance(node, Comment) and bool(node.strip())
    )


def _texts(tag: Tag) -> Iterator[NavigableString]:
    for text in tag.descendants:
        if isinstance(text, NavigableString) and _says(text):
            yield text


def _said(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def _numbers(heads: Sequence[Sequence[Tag]]) -> list[Tag | None]:
    """The elements of the numbers, which rise by one; [] where there are none."""
    found = [next((tag for tag in head[:3] if _NUMBER.match(_said(tag))), None) for head in heads]
    counts = [int(_digits(tag)) for tag in found if tag is not None]
    return found if _are_counted(counts) and len(counts) >= _MOST * len(heads) else []


def _are_counted(numbers: Sequence[int]) -> bool:
    """Whether each is one more than the number before it, but for a few."""
    rising = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) > 1 and rising >= _MOST * (len(numbers) - 1)


def _digits(number: Tag) -> str:
    text = _said(number)
    row = _NUMBER_ROW.match(text)
    return row.group(1) if row else _NUMBER.sub(r"\1", text)


def _titles(heads: Sequence[Sequence[Tag]]) -> list[Tag | None] | None:
    """The element of each title: of the kind that all have and that says something else in each."""
    kinds: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for head in heads:
        seen = set()
        for tag in head:
            kind = (tag.name, _class(tag))
            if kind not in seen and not _NUMBER.match(_said(tag)) and tag.name not in _CELLS:
                kinds[kind].append(tag)
                seen.add(kind)
    found = [
        tags
        for tags in kinds.values()
        if len(tags) >= _MOST * len(heads) and _may_be_titles([_said(tag) for tag in tags])
    ]
    if not found:
        return None
    # What became of each item may say something else in each too, but is no heading above one.
    tags = next((tags for tags in found if _in_heading(tags[0])), found[0])
    chosen = {id(tag) for tag in tags}
    return [next((t for t in head if id(t) in chosen), None) for head in heads]


def _in_heading(tag: Tag) -> bool:
    return bool(HEADING.match(tag.name)) or tag.find_parent(HEADING) is not None


def _may_be_titles(texts: Sequence[str]) -> bool:
    """Whether nearly each is short, no sentence, no mark and no heading, and said once."""
    once = Counter(texts)
    good = [text for text in texts if once[text] == 1 and _may_be_title(text)]
    return len(good) >= _MOST * len(texts) and len(good) > 1


def _may_be_title(text: str) -> bool:
    return (
        bool(re.search(r"[^\W\d]{3}", text))
        and len(text) <= _MAX_TITLE
        and not text.endswith((".", ",", ";", ":"))
        and not is_mark(text)
        and vocabulary().role(text) is None
        and case_number_of(text) is None
    )


_OF_ITEMS = frozenset({Role.RECOMMENDATION, Role.DECISION, Role.BOTH, Role.BACKGROUND})


# Items hold more words than steps of a list do, which are numbered too.
_MIN_WORDS = 25


def _are_items(group: Sequence[Tag], titles: Sequence[Tag | None], numbered: bool) -> bool:
    """Whether most have what only items have: headings of sections, or numbers over much text."""
    if numbered and all(title is None or title.find_parent(HEADING) for title in titles):
        return True
    if not numbered and len(group) < _MIN_UNNUMBERED:
        return False
    shown = sum(_shows_item(tag) or (numbered and _is_long(tag)) for tag in group)
    return 2 * shown > len(group)


_MIN_UNNUMBERED = 3


def _is_long(tag: Tag) -> bool:
    return len(tag.get_text(" ").split()) >= _MIN_WORDS


def _shows_item(tag: Tag) -> bool:
    for text in _texts(tag):
        line = " ".join(text.split())
        heading = heading_of(line) if len(line) < _MAX_TITLE else None
        if heading is not None and heading.role in _OF_ITEMS and heading.length >= len(line):
            return True
    return False


def _level_above(group: Sequence[Tag]) -> int:
    """A level above that of all headings in the items."""
    inner = (int(tag.name[1]) for item in group for tag in item.find_all(HEADING))
    return max(1, min(inner, default=7) - 1)


def _name_title(title: Tag, number: Tag | None, level: int) -> None:
    """Make a title a heading with its number before it."""
    if number is not None:
        title.insert(0, f"{_digits(number)}. ")
        more = _NUMBER_ROW.match(_said(number))
        if more:
            number.string = more.group(2)
        else:
            number.decompose()
    if not HEADING.match(title.name) and title.find_parent(HEADING) is None:
        title.name = f"h{level}"


def number_headings(content: Tag) -> None:
    """Put the number that stands first in each heading of a level, or right beside it, before its title."""
    for level in range(1, 7):
        headings = content.find_all(f"h{level}")
        if len(headings) < 2:
            continue
        for beside in (_within, _before, _behind):
            numbers = [beside(heading) for heading in headings]
            found = [number for number in numbers if number is not None]
            if len(found) < _MOST * len(headings) or not _are_counted(
                [int(_digits(n)) for n in found]
            ):
                continue
            for heading, number in zip(headings, numbers, strict=True):
                if number is not None:
                    _name_title(heading, number, level)
            break


def _within(heading: Tag) -> Tag | None:
    first = next(iter(_head(heading)), None)
    return first if first is not None and _NUMBER.match(_said(first)) else None


def _before(heading: Tag) -> Tag | None:
    return _number_beside(heading.previous_siblings)


def _behind(heading: Tag) -> Tag | None:
    return _number_beside(heading.next_siblings)


def _number_beside(siblings: Iterator[PageElement]) -> Tag | None:
    """The next of the siblings that says something, if it is a number."""
    said = next((node for node in siblings if _says(node)), None)
    text = _said_in(said, 2 * _MAX_CHIP) if isinstance(said, Tag) else ""
    return (
        said if isinstance(said, Tag) and (_NUMBER.match(text) or _NUMBER_ROW.match(text)) else None
    )


# A number with its label, before more that is said of the item.
_NUMBER_ROW = re.compile(
    r"(?i)(?:(?:dagsordens)?punkt|pkt\.?|nr\.?)\s*(?:nr\.?\s*)?:?\s*(\d{1,4})\s*[|·•,–-]\s*(\S.*)$"
)
