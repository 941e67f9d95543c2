"""What the names and values in the case systems' exports mean: data in `names.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from index.parsing.text.closed import says_closed

# Values that say that an item is open; where a name asks whether it is,
# whatever else is said means closed.
_OPEN = frozenset(
    "true 1 ja j yes y x sand åben åbent åbne aaben aabent open opened public offentlig offentligt "
    "åbentpunkt åbendagsorden åbensag skalpubliceres publiceres alle fri visible synlig".split()
)
# What codes shorten, "AAB" and "OFF"; two letters may begin much else.
_OPEN_IN_FULL = ("åbent", "aabent", "offentligt", "public")
_MIN_SHORT = 3
_NO = frozenset("false 0 nej no n falsk none ingen intet".split())
_WORDS_FOR_CLOSED = re.compile(
    r"lukke|closed|confidential|fortrolig|ikkeoffentlig|nonpublic|notpublic|secret|private"
)
_WORDS_FOR_OPEN = re.compile(r"ispublic|isopen|offentlig|publicer|(?:^|er)(?:åben|aaben)")


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    rows = (files("index.reading.exports") / "names.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {role: (names,) if role[-1].isdigit() else tuple(names.split()) for role, names in pairs}


def plain_name(name: str) -> str:
    """A name as names are compared: no namespace, lower case, letters and digits only.

    >>> plain_name("{urn:x}Is_Public"), plain_name("agenda-item")
    ('ispublic', 'agendaitem')
    """
    return re.sub(r"[\W_]", "", re.sub(r"_x[0-9a-fA-F]{4}_", "", name.rpartition("}")[2])).lower()


@cache
def is_role(name: str, role: str) -> bool:
    """Whether a plain name is one of the role's, also behind the name of what it is a part of.

    >>> is_role("afsnitstitel", "caption"), is_role("bilagsnavn", "attachment_name"), is_role("felttekst", "content")
    (True, True, True)
    """
    names = {name, _OWNER.sub("", name)} if role in _OF_PARTS else {name}
    return any(_matches(each, pattern) for pattern in _roles()[role] for each in names)


# What a part of an item is called may stand before what is said of it.
_OF_PARTS = frozenset({"caption", "content", "attachment_name"})
_OWNER = re.compile(r"^(?:tekst)?(?:afsnit|felt|bilag|section|field|attachment)s?(?=[a-zæøå]{4})")


def known_name(name: str) -> str:
    """A column's name without the table's before it, where only the rest is known.

    >>> known_name("POINT_NAME"), known_name("DECISION_TEXT"), known_name("CASE_NO"), known_name("X_Y")
    ('NAME', 'DECISION', 'CASE_NO', 'X_Y')
    """
    words = re.split(r"[_-]", name)
    first, last = words[0].lower(), words[-1].lower()
    shorter = [name]
    if len(words) > 1 and first in _roles()["column_prefix"]:
        shorter.append("_".join(words[1:]))
    if len(words) > 1 and last in _roles()["column_suffix"]:
        shorter.append("_".join(words[:-1]))
    return next((found for found in shorter if is_known(plain_name(found))), name)


def is_known(name: str) -> bool:
    """Whether any role but that of a part of a name has the name."""
    return any(is_role(name, role) for role in _roles() if not role.startswith("column_"))


def rank_in_role(name: str, role: str) -> int:
    """How far down in the role's names it stands: the first is the surest."""
    names = {name, _OWNER.sub("", name)} if role in _OF_PARTS else {name}
    return next(n for n, p in enumerate(_roles()[role]) if any(_matches(each, p) for each in names))


def _matches(name: str, pattern: str) -> bool:
    if pattern.startswith("*") or pattern.endswith("*"):
        stem = pattern.strip("*")
        return (name.startswith(stem) and pattern.endswith("*")) or (
            name.endswith(stem) and pattern.startswith("*")
        )
    return name == pattern


@cache
def heading_for(name: str) -> str | None:
    """The Danish heading that the name of a field stands for, None for no such field.

    >>> heading_for("decision"), heading_for("indstillingstekst"), heading_for("sysid")
    ('Beslutning', 'Indstilling', None)
    """
    return next(
        (
            role.removeprefix("heading ")
            for role in _roles()
            if role.startswith("heading ") and is_role(name, role)
        ),
        None,
    )


def bullet_heading(code: str | None) -> str | None:
    """The heading of one of Acadre's bullet types."""
    return next(iter(_roles().get(f"bullet {code}", ())), None)


def said_public(name: str, value: str) -> bool | None:
    """What a value says of its item, where its name asks: False for closed, None for nothing.

    >>> said_public("ispublic", "0"), said_public("lukket", "Nej"), said_public("status", "Lukket punkt")
    (False, True, False)
    >>> said_public("adgang", "AAB"), said_public("adgang", "LUK"), said_public("aaben", "J")
    (True, False, True)
    >>> said_public("status", "Godkendt") is None
    True
    """
    plain = re.sub(r"[\W_]", "", value).lower()
    if not plain:
        return None
    if is_role(name, "closed") or (_WORDS_FOR_CLOSED.search(name) and len(plain) < 20):
        return plain in _NO or plain in ("åben", "åbent", "open")
    if is_role(name, "public"):
        return plain in _OPEN or _is_short_for_open(plain)
    if _WORDS_FOR_OPEN.search(name) and (plain in _OPEN or plain in _NO):
        return plain in _OPEN
    if says_closed(value) or _is_closed_word(plain):
        return False
    return True if re.fullmatch(r"(?:åben|open|offentlig)t?(?:punkt|sag)?", plain) else None


def _is_short_for_open(plain: str) -> bool:
    return len(plain) >= _MIN_SHORT and any(word.startswith(plain) for word in _OPEN_IN_FULL)


def is_internal(caption: str) -> bool:
    """Whether a field is so called that it is for nobody outside.

    >>> is_internal("Intern note"), is_internal("Internt notat til formanden"), is_internal("International aftale")
    (True, True, False)
    """
    return bool(_INTERNAL.match(caption))


# "Intern høring" is told to all.
_INTERNAL = re.compile(
    r"(?i)\W*(?:kun )?intern(?:e|t)?\W+(?:note|notat|noter|bemærkning|kommentar|besked|brug|arbejdsnotat)"
)


def _is_closed_word(plain: str) -> bool:
    """Whether a code of one word says it: "LUKKET_PUNKT", "Closed", "Confidential"."""
    return len(plain) < 25 and bool(
        re.match(r"(?:lukke(?:t|de)|closed|confidential|fortrolig|ikkeoffentlig|nonpublic)", plain)
    )


def names_closed(name: str) -> bool:
    """Whether a wrapper's name says that what it holds is closed: <LukkedePunkter>.

    >>> names_closed("lukkedepunkter"), names_closed("closeditems"), names_closed("disclosed")
    (True, True, False)
    """
    return bool(re.match(r"(?:lukke(?:t|de)|closed|confidential|fortrolige?)(?!$)", name)) or bool(
        re.search(r"(?:items?|punkter|dagsorden|agenda)(?:lukkede?t?|closed)$", name)
    )
