"""What a reader sees after a click, or by the style alone, written into the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from index.parsing.text.closed import says_closed
from index.reading.html.elements import HEADING, classes_of, says, texts_of
from index.reading.html.labels import shows_item

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
            isinstance(t, NavigableString) and says(t) for t in own.parent.children
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
            for text in [text for text in texts_of(tag) if "\n" in text]:
                for line in text.split("\n"):
                    part = Tag(name="div" if line.strip() else "p")
                    part.append(line)
                    text.insert_before(part)
                text.extract()


def _keep_parts(soup: BeautifulSoup) -> None:
    """Keep what stands aside or at the foot of each item; beside the page it is none of it."""
    found = [tag for tag in soup.find_all(["aside", "footer"]) if tag.find_parent(_ITEM_LIKE)]
    count = Counter((tag.name, classes_of(tag)) for tag in found)
    for tag in found:
        if count[tag.name, classes_of(tag)] > 1 or shows_item(tag):
            tag.name = "div"


_ITEM_LIKE = ["article", "section", "li", "details"]


def _write_marks(soup: BeautifulSoup) -> None:
    """Write what a picture says to those who do not see it, where that closes an item."""
    for picture in soup.find_all(["img", "i", "svg", "span"]):
        said = (str(picture.get(name) or "") for name in ("alt", "aria-label", "title"))
        # "Lukket" alone may be what a folded panel is.
        mark = next((text for text in said if " " in text.strip() and says_closed(text)), None)
        if mark is not None and not says(picture):
            picture.name = "span"
            picture.attrs = {"class": "mark"}
            picture.string = f" ({mark})"
        elif picture.find_parent(HEADING) and _is_lock(picture) and not _printed(picture):
            picture.name = "span"
            picture.attrs = {"class": "mark"}
            picture.string = " (Lukket punkt)"
    for tag in soup.find_all(_names_closed):
        heading = tag.find(HEADING)
        if isinstance(heading, Tag) and not says_closed(heading.get_text(" ", strip=True)):
            heading.append(" (Lukket punkt)")


# A padlock, but no open one.
_LOCK = re.compile(
    r"(?i)(?:^|[^a-zæøå])(?:pad)?lock(?:ed)?(?![a-zæøå]|[-_]open)|h(?:æ|ae)ngel(?:å|aa)s"
)
_CLOSED_CLASS = re.compile(
    r"(?i)(?:^|[-_])(?:fortroligt?|confidential|lukket[-_]*(?:punkt|sag)|(?:punkt|sag)[-_]*lukket)$"
)
# What is folded is "closed", too, and no item is.
_ASKS_PUBLIC = re.compile(r"data-(?:is-?)?(?:public|offentligt?)$")
_ASKS_CLOSED = re.compile(r"data-(?:is-?)?(?:confidential|fortroligt?|non-?public)$")


def _printed(picture: Tag) -> bool:
    """Whether a picture has text of its own beside its title."""
    return picture.name != "svg" and says(picture)


def _is_lock(picture: Tag) -> bool:
    said = [str(picture.get(name) or "") for name in ("alt", "src", "aria-label", "title")]
    said += [str(name) for name in picture.get_attribute_list("class") if name]
    title = picture.find("title") if picture.name == "svg" else None
    words = [*said, title.get_text(strip=True) if title else ""]
    return any(_LOCK.search(text) or _CLOSED_CLASS.match(text) for text in words)


def _names_closed(tag: Tag) -> bool:
    """Whether an element with a heading is closed by its class or by what its data say."""
    if any(_CLOSED_CLASS.search(str(name)) for name in tag.get_attribute_list("class") if name):
        return True
    values = {name: str(value).lower() for name, value in tag.attrs.items() if "data-" in name}
    return any(
        (_ASKS_PUBLIC.match(name) and value in ("false", "0", "no", "nej"))
        or (_ASKS_CLOSED.match(name) and value in ("true", "1", "yes", "ja"))
        for name, value in values.items()
    )


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
    opened = Counter(classes_of(button) for button in opens if button.name == "div")
    called = Counter(classes_of(button) for button in opens)
    for button in opens:
        name = classes_of(button)
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
