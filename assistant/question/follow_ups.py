"""Follow-ups: which questions lean on the one before, and what they ask when put in full.

"Og året efter?" asks the question before of another year, "hvad med skolerne
så?" asks it of something else. What was said before is data: only the user's
own questions give a subject, and nothing that was answered is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.wording.parties import named_in_full, party_spans
from assistant.wording.patterns import match_of
from index.danish.analysis import Token, content_tokens

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEASON = re.compile(r"\b((?:19|20)\d\d)/(\d\d)\b")
_NAME = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][\w/-]+(?: [A-ZÆØÅ][\w/-]+)*")
_WORD = re.compile(r"[\w-]+")
_LEADS = ("i", "på", "for", "ved", "til", "hos", "af", "in", "at")
# The places of a list as they are told; from its end below zero.
_PLACES = {
    "førstnævnte": 0, "øverste": 0, "første": 0, "first": 0, "anden": 1, "andet": 1, "second": 1, "other": 1,
    "tredje": 2, "third": 2, "fjerde": 3, "fourth": 3, "femte": 4, "fifth": 4, "sjette": 5, "syvende": 6,
    "ottende": 7, "niende": 8, "tiende": 9, "næstsidste": -2, "sidste": -1, "sidstnævnte": -1, "nederste": -1,
    "last": -1,
}  # fmt: skip
# Of two things it is the one that was not asked of before.
_OTHER = frozenset({"anden", "andet", "other"})
# A question with more words than these has a subject of its own.
_MOST_WORDS, _MOST_TOPIC = 14, 4
# With no word that points back it is of so many words, and its only subject so short.
_FEWEST_WORDS, _FEW_WORDS, _BARE = 4, 7, 6


def leans(text: str, topic: Sequence[Token], is_placed: bool = False) -> bool:
    """Whether a question needs the one before: it has no subject, or few words and one that points back.

    `is_placed` says that it names a body or a time, which may be all its subject.
    """
    opens = _match("opens", text) is not None
    if not topic or not content_tokens(text):
        return opens or not is_placed or _points(text, topic)
    words = len(text.split())
    if len(topic) > _MOST_TOPIC or words > _MOST_WORDS or (_names_something(text) and not opens):
        return False
    if opens or _points(text, topic) or _match("only_verb", text):
        return True
    return _FEWEST_WORDS <= words <= _FEW_WORDS and len(topic) == 1 and _is_bare(topic[0])


def _points(text: str, topic: Sequence[Token]) -> bool:
    """Whether a word points back, before a subject is named or as it, or at the end."""
    match = _match("points", text)
    if _match("points_last", text):
        return True
    named = {token.form for token in topic}
    held = [m for m in _WORD.finditer(text) if m.group().lower() in named]
    return match is not None and (not held or match.start() <= held[0].start())


def _names_something(text: str) -> bool:
    return bool(names_in(text) or re.search(r"\d", text))


def names_in(text: str) -> list[str]:
    """The words with a capital that are not the first of the text, those side by side as one."""
    return _NAME.findall(text)


def _is_bare(token: Token) -> bool:
    """Whether it is a short word: "kom nogen til skade?".

    With "the" at its end it is a subject: "hvad koster parken?".
    """
    return len(token.form) <= _BARE and not token.form.endswith(("en", "et", "ne"))


def in_full(text: str, before: str) -> str | None:
    """The question before, asked of what this one names instead; None when it does no such thing.

    >>> in_full("Og året efter?", "Hvad var udgiften til seniorjob i 2022?")
    'Hvad var udgiften til seniorjob i 2023?'
    >>> in_full("hvad med 2019?", "Hvad var udgiften til seniorjob i 2022?")
    'Hvad var udgiften til seniorjob i 2019?'
    >>> in_full("Og i Bøgelund?", "Hvor mange tomme huse er der i Vindebro?")
    'Hvor mange tomme huse er der i Bøgelund?'
    >>> in_full("hvad med skolerne så?", "Hvad blev der besluttet om plejehjemmene?")
    'Hvad blev der besluttet om skolerne?'
    >>> in_full("Hvad med Venstre?", "Hvad mente SF om farten på Solvej?")
    'Hvad mente Venstre om farten på Solvej?'
    """
    step = 1 if _match("year_after", text) else -1 if _match("year_before", text) else 0
    if step:
        return _years_moved(before, step)
    match = _match("instead", text)
    if match is None:
        return None
    what = match.group("what").strip()
    year = _YEAR.search(what)
    if year is not None:
        return _with_year(before, year.group())
    return _with_subject(before, what)


def names_entry(text: str) -> bool:
    """Whether it names a thing by its place in a list.

    >>> names_entry("Hvad går det sidste ud på?"), names_entry("Hvad kostede det sidste år?")
    (True, False)
    >>> names_entry("Hvad handler det andet om?"), names_entry("Hvad er det sidste om skolen?")
    (True, False)
    >>> names_entry("Hvad koster nr. 2?"), names_entry("Hvad gælder for lokalplan nr. 2?")
    (True, False)
    """
    return _match("entry", text) is not None


def entry_of(text: str, count: int, current: int | None = None) -> int | None:
    """The place, from 0, of what is meant among so many things; None where there is no such place.

    `current` is the one that the question before was asked of.

    >>> entry_of("og det andet?", 3), entry_of("og det andet?", 2, current=1)
    (1, 0)
    >>> entry_of("Hvem stillede nr. 2?", 5), entry_of("Hvem stillede nr. 9?", 5)
    (1, None)
    """
    match = _match("entry", text)
    if match is None:
        return None
    which = match.group("which").lower()
    if which in _OTHER and count == 2 and current is not None:
        return 1 - current
    at = int(which) - 1 if which.isdigit() else _PLACES[which]
    at = count + at if at < 0 and not which.isdigit() else at
    return at if 0 <= at < count else None


def without_entry(text: str) -> str:
    """What is asked, without the words for the place in a list; "" where it is nothing else.

    >>> without_entry("Hvem stillede nr. 2?"), without_entry("og den anden?")
    ('Hvem stillede ?', '')
    """
    match = _match("entry", text)
    rest = text[: match.start()] + text[match.end() :] if match else text
    return "" if _match("entry_alone", rest) else rest


def asks_what_then(text: str) -> bool:
    """Whether it asks for the next step of the same case.

    >>> asks_what_then("Hvad skete der så?"), asks_what_then("Hvad skete der på mødet?")
    (True, False)
    """
    return _match("what_then", text) is not None


def asks_of_meeting(text: str) -> bool:
    """Whether it asks what a meeting was about, and names no subject.

    >>> asks_of_meeting("hvad drøftede de?"), asks_of_meeting("hvad drøftede de om skolen?")
    (True, False)
    """
    return _match("of_meeting", text) is not None


def _years_moved(before: str, step: int) -> str | None:
    """The question with its last year moved; None when it names none."""
    season = _SEASON.search(before)
    if season:
        first = int(season.group(1)) + step
        moved = f"{first}/{(first + 1) % 100:02}"
        return before[: season.start()] + moved + before[season.end() :]
    years = list(_YEAR.finditer(before))
    if not years:
        return None
    last = years[-1]
    return before[: last.start()] + str(int(last.group()) + step) + before[last.end() :]


def _with_year(before: str, year: str) -> str:
    """The question about this year: in place of its last one, else at its end."""
    years = list(_YEAR.finditer(before))
    if years:
        return before[: years[-1].start()] + year + before[years[-1].end() :]
    return f"{before.rstrip(' ?.!')} i {year}?"


def _with_subject(before: str, what: str) -> str | None:
    """The question of something else: a name for its last name, else a thing for its thing."""
    words = what.split()
    bare = " ".join(words[1:]) if words[0].lower() in _LEADS and len(words) > 1 else what
    if named_in_full(bare) and (parties := party_spans(before)):
        return before[: parties[-1].start] + bare + before[parties[-1].end :]
    names = list(_NAME.finditer(before))
    replaced = names[-1] if names and bare[:1].isupper() else _thing(before, names)
    if replaced is None:
        return None
    return before[: replaced.start()] + bare + before[replaced.end() :]


def _thing(before: str, names: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The word that a question is about: its last after a preposition, else its longest.

    Danish nouns grow long, the more so with "the" at their end.
    """
    held = [
        match
        for match in _WORD.finditer(before)
        if content_tokens(match.group())
        and not match.group()[0].isdigit()
        and match.span() not in {name.span() for name in names}
    ]
    led = [
        m for m in held if re.search(rf"(?i)\b(?:om|{'|'.join(_LEADS)})\s+$", before[: m.start()])
    ]
    if led:
        return led[-1]
    definite = [m for m in held if re.search(r"(?:en|et|ne)$", m.group())]
    return max(definite or held, key=lambda m: len(m.group()), default=None)


def _match(name: str, text: str) -> re.Match[str] | None:
    return match_of("follow_ups.tsv", name, text)
