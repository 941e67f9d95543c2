"""The board of a company or an institution, named by whose it is: "Bestyrelsen for Ålevig Vand A/S"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.text.dates import find_dates

_BOARD_MEETS = re.compile(
    r"(?i)\bbestyrelses(?:møde(?:t|ts|r)?|referat|protokol)\b|\bmøde(?:t)? i bestyrelsen\b|^bestyrelsen$"
)
_LABELLED = re.compile(
    r"(?i)^(?:(?:forsynings|affalds)?selskab(?:et)?|virksomhed|firma|forening|institution|organisation|interessentskab|fond)"
    r"(?:ets|ens)?(?: navn)?\s*[:\t]\s*(?P<whose>(?-i:[A-ZÆØÅ])[^\t:]{2,70})$"
)
_COMPANY = r"(?:A/S|I/S|P/S|K/S|S/I|ApS|A\.?[Mm]\.?[Bb]\.?[Aa]\.?|a\.m\.b\.a\.?)"
_WORD = r"[A-ZÆØÅ][\w&-]*(?![\w/])"
_WORDS = rf"{_WORD}(?:,? (?:og |& )?{_WORD}){{0,6}}"
# Without a company's form behind it, "i" and "på" tell where they met.
_OF_WHOM = re.compile(
    r"(?i:\bbestyrelses(?:møde(?:t)?|referat|protokol)|\bbestyrelsen) "
    rf"(?:(?:for|hos|i|på|ved) (?P<company>{_WORDS} {_COMPANY})(?!\w)|for (?P<whose>{_WORDS}))"
)
_ALONE = re.compile(
    rf"(?:^|[|\t·–—-]\s?)(?P<company>{_WORDS} {_COMPANY})(?=$|\s?[|\t·–—,-]|\s{{3}})"
)
# How many lines a front has that name its meeting.
_NEAR = 15
_MAX_LINE = 160


def board_of(front: Sequence[str]) -> str | None:
    r"""Whose board met, where a front says that a board did and names a company.

    >>> board_of(["BESTYRELSESMØDE", "Selskab:\tÅlevig Vand A/S"])
    'Bestyrelsen for Ålevig Vand A/S'
    >>> board_of(["Referat af bestyrelsesmøde for Ålevig Museum den 3. maj 2018"])
    'Bestyrelsen for Ålevig Museum'
    >>> board_of(["Referat", "Selskab: Ålevig Vand A/S"]) is None
    True
    """
    lines = [line for line in front[:_NEAR] if len(line) < _MAX_LINE]
    if not any(_BOARD_MEETS.search(line) for line in lines):
        return None
    for pattern in (_LABELLED, _OF_WHOM, _ALONE):
        for line in (*lines, *front[_NEAR:]):
            found = pattern.search(line[:_MAX_LINE])
            name = next((n for n in found.groupdict().values() if n), "") if found else ""
            if name and not find_dates(name):
                return f"Bestyrelsen for {name.strip()}"
    return None
