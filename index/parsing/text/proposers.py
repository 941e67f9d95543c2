"""Who makes the proposal that a section holds: a party or a member, or the administration.

An item may hold a councillor's motion and the administration's recommendation
of the opposite. Both are recommendations; only their headings and first
sentences tell them apart. What these do not say is not known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from index.parsing.text.bodies import is_body


@dataclass(frozen=True, slots=True)
class Proposer:
    """A name as it is printed; the administration and bodies recommend, parties and members propose."""

    name: str
    recommends: bool


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    """The patterns of `proposers.tsv` by where they apply."""
    found: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for line in (files("index.parsing") / "proposers.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            where, pattern = line.split("\t")
            found[where].append(re.compile(pattern))
    return found


@lru_cache(maxsize=4096)
def proposer_of(heading: str | None, text: str) -> Proposer | None:
    """Who proposes what a section holds, None when neither heading nor text says it.

    >>> proposer_of("Beslutningsforslag fra Enhedslisten", "Byrådet afsætter 2 mio. kr.")
    Proposer(name='Enhedslisten', recommends=False)
    >>> proposer_of("Indstilling", "Forvaltningen indstiller, at forslaget afvises.")
    Proposer(name='Forvaltningen', recommends=True)
    >>> proposer_of("Indstilling", "At planen sendes i høring.") is None
    True
    """
    plain = " ".join((heading or "").split()).rstrip(" :")
    for pattern in _patterns()["heading"]:
        if (match := pattern.fullmatch(plain)) and (found := _proposer(match.group("who"))):
            return found
    if len(_patterns()["proposing"][0].findall(text)) > 1:
        # Of several proposers in one section each makes a part of it.
        return None
    begins = " ".join(text.split()[:_BEGINNING])
    for pattern in _patterns()["sentence"]:
        if (match := pattern.match(begins)) and (found := _proposer(match.group("who"))):
            return found
    return None


# Words of a text that are looked at.
_BEGINNING = 25


def _proposer(who: str) -> Proposer | None:
    name = who.strip(" ,.:")
    # "Administrationens" and "BORGMESTERENS": headings in capitals name as others do.
    name = name.capitalize() if name.isupper() and len(name) > 4 else name
    if not name or any(p.search(name.lower()) for p in _patterns()["nobody"]):
        return None
    is_administration = any(p.search(name.lower()) for p in _patterns()["administration"])
    return Proposer(name, is_administration or is_body(name))
