"""Text analysis for search: the same function for documents and for questions.

`FINGERPRINT` names the rules; an index made under another one is rebuilt.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files

from index.danish.words import compound_parts, is_known, otherwise_linked, stem

# Raised by hand when the rules below or in words.py change what they give.
_VERSION = 2
FINGERPRINT = hashlib.sha256(
    "|".join((str(_VERSION), version("simplemma"), version("PyStemmer"))).encode()
).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written (lower case), its stem, and the stems of its parts.

    `parts` of a simple word is the word itself, so that "klasse" meets the
    second part of "modtagerklasse".
    """

    form: str
    stem: str
    parts: tuple[str, ...]

    @property
    def is_compound(self) -> bool:
        """Whether it was split."""
        return len(self.parts) > 1

    @property
    def otherwise_linked(self) -> frozenset[str]:
        """The stems of the same compound with another linking letter: "modtageklasse"."""
        return otherwise_linked(self.stem, self.parts[-1]) if self.is_compound else frozenset()


# Case numbers, numbers of plans ("2.E.4"), dates and amounts are one token; words may hold
# digits, and a hyphen between letters ("p-hus").
_TOKEN = re.compile(
    r"\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅa-zæøå]\d{2}-\d+(?:-\d+)?|[A-Za-z]{2,5}-\d{4}-\d+"
    r"|\d+(?:[./-](?:\d+|[A-ZÆØÅa-zæøå]{1,3}(?=[./-]\d)))*(?:,\d+)?|\w+(?:[-'’]\w+)*",
)
_LINE_HYPHEN = re.compile(r"(?<=[a-zæøå])-[ \t]*\n[ \t]*(?!(?:og|eller|samt|til)\b)(?=[a-zæøå])")


def tokens(text: str) -> list[Token]:
    """The words of the text in order, stopwords included.

    >>> [t.stem for t in tokens("Modtagerklasserne, sag 22/740")]
    ['modtagerklas', 'sag', '22/740']
    >>> [t.form for t in tokens("Lokalplan 2.E.4 fra kl. 9-12")]
    ['lokalplan', '2.e.4', 'fra', 'kl', '9-12']
    >>> tokens("modtagerklasser")[0].parts
    ('modtag', 'klas')
    """
    return list(_tokens(text))


def content_tokens(text: str) -> list[Token]:
    """The words that carry meaning: no stopwords, no single letters."""
    return [t for t in _tokens(text) if _has_content(t)]


def _tokens(text: str) -> Iterator[Token]:
    for word in words_as_written(text):
        token = _token(word)
        if token is not None:
            yield token


def words_as_written(text: str) -> list[str]:
    """What `tokens` makes tokens of, for those who keep what a word is to them."""
    return _TOKEN.findall(_mend(text))


def content_token(word: str) -> Token | None:
    """The token of a word as written, None when it carries no meaning."""
    token = _token(word)
    return token if token is not None and _has_content(token) else None


def _has_content(token: Token) -> bool:
    return token.form not in stopwords() and len(token.form) > 1


# As written, most words of an archive are among these; the rest is analysed anew.
@lru_cache(maxsize=200_000)
def _token(word: str) -> Token | None:
    form = fold(word)
    return Token(form, *_analysed(form)) if form else None


def _mend(text: str) -> str:
    """The text in NFC (Macs type å as two characters), words broken at a line end made whole."""
    text = unicodedata.normalize("NFC", text)
    return _LINE_HYPHEN.sub("", text) if "-" in text else text


def fold(word: str) -> str:
    """Lower case, compatibility forms (ﬁ, superscripts) resolved, aa as å.

    >>> fold("AARHUS"), fold("aeldrepolitik"), fold("Ældre")
    ('århus', 'ældrepolitik', 'ældre')
    """
    folded = unicodedata.normalize("NFKC", word).lower().strip("-'’_")
    return _with_danish_letters(folded)


@lru_cache(maxsize=200_000)
def _with_danish_letters(word: str) -> str:
    """aa, ae and oe as å, æ and ø where that is how the word is written."""
    word = word.replace("aa", "å")
    for typed, letter in (("ae", "æ"), ("oe", "ø")):
        if typed in word and not is_known(word):
            candidate = word.replace(typed, letter)
            if is_known(candidate) or compound_parts(candidate):
                word = candidate
    return word


@lru_cache(maxsize=200_000)
def _analysed(form: str) -> tuple[str, tuple[str, ...]]:
    if not form.replace("-", "").isalpha():
        return form, (form,)
    parts = compound_parts(form)
    whole = stem(form)
    return whole, tuple(stem(part) for part in parts) if len(parts) > 1 else (whole,)


@cache
def stopwords() -> frozenset[str]:
    """The function words, folded."""
    text = (files("index.danish") / "stopwords.txt").read_text("utf-8")
    lines = (line.split("#")[0] for line in text.splitlines())
    return frozenset(fold(word) for line in lines for word in line.split())
