"""Pieces of HTML that several plain pages have: a place in the minutes, its standing, a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from assistant.texts import date_text
from index.types import HeldItem, Passage, Span
from ui import texts
from ui.access import Source
from ui.documents import place_address
from ui.escaping import escape, fold
from ui.standings import Worth

# What is shown of a text before it is folded away.
_WORDS_SHOWN = 70


def meeting_name(body: str | None, day: date | None) -> str:
    """A meeting as people name it."""
    known = [body, date_text(texts.LANGUAGE, day) if day else None]
    return ", ".join(part for part in known if part) or texts.UNKNOWN_MEETING


def item_title(item: HeldItem) -> str:
    """An agenda item with its number; closed ones say that they are."""
    name = texts.item_name(item.number, item.title) or texts.UNTITLED
    return name if item.public else f"{name} {texts.CLOSED_MARK}"


def told_number(place: Passage) -> str | None:
    """The number that a decision had at its own meeting, where other minutes print it with that.

    The reader puts it at the end of the heading: "Teknikudvalget, 2023-03-02, punkt 6".
    """
    found = re.search(r", punkt (\w+)$", place.section_heading or "")
    return found.group(1) if found else None


def badge(worth: Worth | None) -> str:
    """A standing as a small label; "" without one."""
    if worth is None:
        return ""
    followed = (
        f' <span class="followed">{escape(texts.FOLLOWED)}</span>' if worth.is_followed else ""
    )
    return f'<span class="badge {worth.tone}">{escape(worth.words)}</span>{followed}'


def case_address(case_number: str) -> str:
    """Where the page of a case is."""
    return "/sag?" + urlencode({"nr": case_number})


def ask_address(question: str) -> str:
    """The chat with a question asked."""
    return "/?" + urlencode({"q": question})


def search_address(words: str) -> str:
    """The hits for some words."""
    return "/soeg?" + urlencode({"q": words})


def link(address: str, text: str) -> str:
    """A link within the service."""
    return f'<a href="{escape_address(address)}">{escape(text)}</a>'


def escape_address(address: str) -> str:
    """An address that was percent-encoded, as an attribute."""
    return address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C")


def links(entries: Iterable[str]) -> str:
    """Links on one line that breaks where it must."""
    shown = " ".join(entry for entry in entries if entry)
    return f'<p class="links">{shown}</p>' if shown else ""


def quotation(text: str) -> str:
    """A text as a quotation; what is long is folded away after its beginning."""
    words = fold(text).split(" ")
    if len(words) <= _WORDS_SHOWN + 20:
        return f"<blockquote><p>{escape(text)}</p></blockquote>"
    shown, rest = " ".join(words[:_WORDS_SHOWN]), " ".join(words[_WORDS_SHOWN:])
    return (
        f"<blockquote><p>{escape(shown)} …</p><details><summary>{escape(texts.READ_ON)}</summary>"
        f"<p>… {escape(rest)}</p></details></blockquote>"
    )


def item_address(source: Source, span: Span | None) -> str:
    """Where an item begins in its document; the document's first page when that is not known."""
    if span is None:
        return place_address(source, 1, None)
    return place_address(source, source.document.page_at(span.start), span)
