"""The words of a search, marked in what was found."""

from __future__ import annotations

import re

from index.danish.analysis import Token, content_tokens, tokens
from ui.escaping import escape, fold

_WORD = re.compile(r"\w+(?:[-'’./]\w+)*")
_WORDS_BEFORE, _WORDS_SHOWN = 14, 70
# A part of a compound is marked only when it is long enough to mean something.
_MIN_PART = 3


def highlighted(text: str, query: str) -> str:
    """Part of a text as HTML, from shortly before the first word of the query, with such words marked.

    >>> highlighted("Byrådet vedtog cykelstierne.", "cykelsti")
    'Byrådet vedtog <mark>cykelstierne</mark>&#46;'
    """
    text = fold(text)
    wanted = {key for token in content_tokens(query) for key in _keys(token)}
    words = list(_WORD.finditer(text))
    found = [number for number, word in enumerate(words) if wanted & _word_keys(word.group())]
    first = max(0, (found[0] if found else 0) - _WORDS_BEFORE)
    first = 0 if first < 5 else first
    last = min(len(words), first + _WORDS_SHOWN)
    start = words[first].start() if first else 0
    end = words[last - 1].end() if last < len(words) else len(text)
    parts, at = [], start
    for number in found:
        word = words[number]
        if start <= word.start() and word.end() <= end:
            parts += [_between(text[at : word.start()]), f"<mark>{escape(word.group())}</mark>"]
            at = word.end()
    parts.append(_between(text[at:end]))
    return ("… " if first else "") + "".join(parts) + (" …" if end < len(text) else "")


def _between(text: str) -> str:
    """Escaped text that keeps a space at either end."""
    if not text.strip():
        return " " if text else ""
    return (" " if text[0] == " " else "") + escape(text) + (" " if text[-1] == " " else "")


def _word_keys(word: str) -> set[str]:
    return {key for token in tokens(word) for key in _keys(token)}


def _keys(token: Token) -> set[str]:
    return {token.stem, *(part for part in token.parts if len(part) >= _MIN_PART)}
