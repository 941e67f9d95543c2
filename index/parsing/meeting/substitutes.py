"""Who stood in for whom: "Bo Lund (stedfortræder: Ida Bech)", "Ida Bech deltog i stedet for Bo Lund"."""

from __future__ import annotations

import re
from typing import NamedTuple

_PARTY = r"(?:\s?\([A-ZÆØÅ]{1,2}\))?"
_WORD = r"[A-ZÆØÅ][\w.'’-]*"
_PERSON = rf"{_WORD}(?:\s(?:von|van|de|af|la|{_WORD})){{0,4}}{_PARTY}"
_STANDS_IN = r"(?:stedfortræder|suppleant|afløser)"
_CAME = r"(?:deltog|mødte|deltager|møder|var mødt|indtrådte)"
# Whose place it is comes first in these, and last in those below.
_ABSENT_FIRST = (
    rf"(?P<absent>{_PERSON})\s?[(,–-]?\s?(?:{_STANDS_IN}|erstattet af|i stedet {_CAME})\s?:?\s(?P<other>{_PERSON})",
    rf"(?P<absent>{_PERSON})[^.:;]{{0,60}}?[(,]\s?(?:og |men )?"
    rf"(?P<other>{_PERSON})\s{_CAME}(?:\si mødet)?\si stedet(?! for)",
    rf"(?:[Ff]or|[Ii] stedet for)\s(?P<absent>{_PERSON})\s{_CAME}\s(?P<other>{_PERSON})",
)
_ABSENT_LAST = (
    rf"(?P<other>{_PERSON})\s?[(,–-]?\s?(?:{_CAME}\s)?(?:som\s)?{_STANDS_IN}\sfor\s(?P<absent>{_PERSON})",
    rf"(?P<other>{_PERSON})\s?[(,–-]?\s?(?:{_CAME}\s)?(?:i mødet\s)?i stedet for\s(?P<absent>{_PERSON})",
)
_FORMS = tuple(re.compile(form) for form in (*_ABSENT_FIRST, *_ABSENT_LAST))


class Substitution(NamedTuple):
    """Somebody who was absent, and who came in their place; with party letters where printed."""

    absent: str
    substitute: str


def substitutions(text: str) -> list[Substitution]:
    """Who stood in for whom, in the order of the text.

    >>> substitutions("Afbud: Bo Lund (V) (stedfortræder: Ida Bech (V)), Per Friis (C)")
    [Substitution(absent='Bo Lund (V)', substitute='Ida Bech (V)')]
    >>> substitutions("Ida Bech deltog i stedet for Bo Lund.")
    [Substitution(absent='Bo Lund', substitute='Ida Bech')]
    >>> substitutions("Bo Lund havde meldt afbud, og Ida Bech deltog i stedet.")
    [Substitution(absent='Bo Lund', substitute='Ida Bech')]
    >>> substitutions("Ida Bech (V), stedfortræder for Bo Lund (V)")
    [Substitution(absent='Bo Lund (V)', substitute='Ida Bech (V)')]
    >>> substitutions("Per Friis mødte ikke.")
    []
    """
    found: dict[int, Substitution] = {}
    for form in _FORMS:
        for match in form.finditer(text):
            absent, other = match.group("absent").strip(" ."), match.group("other").strip(" .")
            found.setdefault(match.start(), Substitution(absent, other))
    return [found[at] for at in sorted(found)]
