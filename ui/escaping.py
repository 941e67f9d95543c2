"""Strings of documents and people, made harmless for HTML and Markdown alike.

The chat's components render Markdown that may hold HTML, so text is unsafe in
two ways. A numeric character reference is neither markup to the one nor to the
other, and the browser shows it as the character it stands for.
"""

from __future__ import annotations

import string

_ASCII_MARKUP = frozenset(string.punctuation)


def fold(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def escape(text: str) -> str:
    """Text as HTML on one line, in which nothing is markup.

    One line, because a blank line ends a stretch of HTML in Markdown.

    >>> escape("<b> *fed*")
    '&#60;b&#62; &#42;fed&#42;'
    """
    return "".join(f"&#{ord(c)};" if c in _ASCII_MARKUP else c for c in fold(_encodable(text)))


def mark(text: str, quote: str) -> str:
    """Escaped text with the first occurrence of the quote marked, white space folded.

    All of the quote is marked, and nothing else is shown, when the text does
    not hold it.

    >>> mark("Punktet blev  godkendt.", "blev godkendt")
    'Punktet <mark>blev godkendt</mark>&#46;'
    """
    text, quote = fold(text), fold(quote)
    if not quote:
        return escape(text)
    before, found, after = text.partition(quote)
    if not found:
        return f"<mark>{escape(quote)}</mark>"
    return f"{_joined(before, end=True)}<mark>{escape(quote)}</mark>{_joined(after, end=False)}"


def _joined(text: str, *, end: bool) -> str:
    """Escaped text that keeps the space beside the mark, which `escape` folds away."""
    space_before = " " if not end and text[:1] == " " else ""
    space_after = " " if end and text[-1:] == " " else ""
    return f"{space_before}{escape(text)}{space_after}"


def cut_around(text: str, quote: str, words: int) -> str:
    """The text with at most `words` words on each side of the quote.

    >>> cut_around("et to tre fire fem", "tre", 1)
    '… to tre fire …'
    """
    text, quote = fold(text), fold(quote)
    if not quote or quote not in text:
        return text
    before, found, after = text.partition(quote)
    left, right = before.split(" "), after.split(" ")
    if len([w for w in left if w]) > words:
        before = "… " + " ".join(left[-words - 1 :] if left[-1] == "" else left[-words:])
    if len([w for w in right if w]) > words:
        after = " ".join(right[: words + 1] if right[0] == "" else right[:words]) + " …"
    return before + found + after


def _encodable(text: str) -> str:
    """Text without lone surrogates, which a client can send and UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
