"""The bodies of one archive, by the names and abbreviations people use for them.

Abbreviations are local (Økonomiudvalget is ØK in one municipality and ØU in
the next), so they are learnt from the archive: from documents that explain
them, else from the initials where only one body fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from index.danish.analysis import fold
from index.danish.words import compound_parts


class BodyNames:
    """The known bodies; `explained` are abbreviations with their names, surest first."""

    def __init__(self, bodies: Sequence[str], explained: Sequence[tuple[str, str]] = ()) -> None:
        self.bodies = tuple(bodies)
        self._explained = explained

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """The spellings of each body: one archive writes the same name in several ways.

        "Ravnsund Byråd" is "Byrådet" where both are held.
        """
        normal = {body: normalise_body(body) for body in self.bodies}
        plain = {name for name in normal.values() if " " not in name}
        found: dict[str, list[str]] = {}
        for body, name in normal.items():
            last = name.rsplit(" ", 1)[-1]
            is_placed = last in plain and len(name.split()) == 2 and body.split()[0][-1].isalpha()
            found.setdefault(last if is_placed else name, []).append(body)
        return found

    @cached_property
    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Each abbreviation in capitals, and the bodies it stands for."""
        found: dict[str, tuple[str, ...]] = {}
        for short, name in self._explained:
            spelt = self._by_name.get(normalise_body(name))
            if spelt and short.upper() not in found:
                found[short.upper()] = tuple(spelt)
        for short, names in self._initials.items():
            if len(names) == 1 and short not in found:
                found[short] = tuple(self._by_name[names[0]])
        return found

    @cached_property
    def _initials(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for normal, spelt in self._by_name.items():
            for short in initials(spelt[0]):
                found.setdefault(short, []).append(normal)
        return found

    def resolve(self, name: str) -> tuple[str, ...]:
        """The bodies that a name or abbreviation stands for, () when it is none.

        >>> BodyNames(["Byrådet", "Børne- og Ungdomsudvalget"]).resolve("BUU")
        ('Børne- og Ungdomsudvalget',)
        >>> BodyNames(["Byrådet", "Økonomiudvalget"]).resolve("byråd")
        ('Byrådet',)
        """
        wanted = normalise_body(name)
        for normal, spelt in self._by_name.items():
            if wanted == normal or wanted in (normalise_body(body) for body in spelt):
                return tuple(spelt)
        if name.strip().upper() in self.abbreviations:
            return self.abbreviations[name.strip().upper()]
        # "Ravnsund Byråd" for "Byrådet", and the other way round.
        near = [
            body
            for normal, spelt in self._by_name.items()
            if wanted and len(wanted) > 4 and (normal.endswith(wanted) or wanted.endswith(normal))
            for body in spelt
        ]
        return tuple(near) if len({normalise_body(b) for b in near}) == 1 else ()

    def find_in(self, text: str) -> tuple[str, ...]:
        """The bodies that a text names, longest name first; abbreviations must be in capitals.

        >>> BodyNames(["Byrådet", "Økonomiudvalget"]).find_in("Hvad sagde økonomiudvalget?")
        ('Økonomiudvalget',)
        """
        normal = normalise_body(text)
        found: list[str] = []
        taken = ""
        for name, spelt in sorted(self._by_name.items(), key=lambda entry: -len(entry[0])):
            if (
                name
                and re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", normal)
                and name not in taken
            ):
                found += spelt
                taken += f" {name}"
        for short in re.findall(r"(?<!\w)[A-ZÆØÅ][A-ZÆØÅ&]{1,5}(?!\w)", text):
            found += [body for body in self.abbreviations.get(short, ()) if body not in found]
        return tuple(found)


def normalise_body(name: str) -> str:
    """A name as names are compared: lower case, no hyphens, indefinite form.

    >>> normalise_body("Børne- og Ungdomsudvalget") == normalise_body("børne & ungdomsudvalg")
    True
    """
    words = re.findall(r"[\w§]+", name.replace("&", " og ").lower())
    return " ".join(
        re.sub(
            r"(udvalg|råd|nævn|forum)(?:et|t|s|ets)$",
            r"\1",
            re.sub(
                r"(bestyrelse|repræsentation|direktion|magistrat)(?:n|en|ns|ens)$",
                r"\1",
                fold(word),
            ),
        )
        for word in words
    )


def initials(name: str) -> set[str]:
    """The abbreviations that a body's name could have.

    >>> sorted(initials("Børne- og Ungdomsudvalget")), sorted(initials("Byrådet"))
    (['BUU'], ['BY'])
    """
    words = [
        word
        for word in re.findall(r"\w+", name.lower())
        if word not in ("og", "for", "samt", "i", "vedr")
    ]
    parts = [compound_parts(word) or (word,) for word in words]
    found = {"".join(part[0] for word in parts for part in word).upper()}
    if len(words) == 1 and (len(parts[0]) > 1 or "råd" in words[0]):
        found.add(words[0][:2].upper())
    elif len(words) == 1:
        found.add(words[0][:3].upper())
    return {short for short in found if len(short) > 1}
