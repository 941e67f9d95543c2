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

        "Ravnsund Byråd" is "Byrådet", unless two places have a council of that
        name; with other names only where both are held.
        """
        normal = {body: normalise_body(body) for body in self.bodies}
        plain = {name for name in normal.values() if " " not in name}
        places: dict[str, set[str]] = {}
        for body in self.bodies:
            if (placed := _placed(body)) and (placed[1] in plain or _COUNCIL.fullmatch(placed[1])):
                places.setdefault(placed[1], set()).add(placed[0])
        found: dict[str, list[str]] = {}
        for body, name in normal.items():
            _, last = _placed(body) or ("", "")
            found.setdefault(last if len(places.get(last, ())) == 1 else name, []).append(body)
        return found

    @cached_property
    def _name_of(self) -> dict[str, str]:
        return {
            body: min(spelt, key=lambda name: (len(normalise_body(name)), name))
            for spelt in self._by_name.values()
            for body in spelt
        }

    def name_of(self, body: str) -> str:
        """The one name of a body that is spelt in several ways.

        >>> BodyNames(["Byrådet", "Ravnsund Byråd"]).name_of("Ravnsund Byråd")
        'Byrådet'
        >>> BodyNames(["Byrådet", "Ravnsund Byråd", "Elleby Byråd"]).name_of("Elleby Byråd")
        'Elleby Byråd'
        """
        return self._name_of.get(body, body)

    @property
    def names(self) -> tuple[str, ...]:
        """Each body once, in the order of the alphabet."""
        return tuple(sorted(set(self._name_of.values())))

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
        # "Havnebestyrelsen" for "Havnebestyrelsen for Elleby Havn", where there is one such.
        near = near or [
            body
            for normal, spelt in self._by_name.items()
            if wanted and len(wanted) > 4 and normal.startswith(f"{wanted} ")
            for body in spelt
        ]
        return tuple(near) if len({normalise_body(b) for b in near}) == 1 else ()

    def find_in(self, text: str) -> tuple[str, ...]:
        """The bodies that a text names, longest name first; abbreviations must be in capitals.

        >>> BodyNames(["Byrådet", "Økonomiudvalget"]).find_in("Hvad sagde økonomiudvalget?")
        ('Økonomiudvalget',)
        >>> names = BodyNames(["Elleby Byråd", "Elleby Seniorråd", "Økonomiudvalget"])
        >>> names.find_in("Hvad vedtog byrådet?"), names.find_in("Hvad mente seniorrådet?")
        (('Elleby Byråd',), ('Elleby Seniorråd',))
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

    def in_full(self, text: str) -> str:
        """The text with a part of a committee's name put in full, where only one of those held can be meant.

        >>> names = BodyNames(["Kultur- og Fritidsudvalget", "Udvalget for Børn og Skole"])
        >>> names.in_full("Hvad vedtog fritidsudvalget, og hvad sagde skoleudvalget?")
        'Hvad vedtog Kultur- og Fritidsudvalget, og hvad sagde Udvalget for Børn og Skole?'
        >>> BodyNames(["Kultur- og Fritidsudvalget", "Fritidsudvalget"]).in_full("fritidsudvalget")
        'fritidsudvalget'
        """
        return _COMMITTEE.sub(lambda m: self._shortened.get(normalise_body(m[0]), m[0]), text)

    @cached_property
    def _shortened(self) -> dict[str, str]:
        """The names that a part of only one committee's name gives, and that committee."""
        found: dict[str, set[str]] = {}
        for normal, spelt in self._by_name.items():
            for short in _parts_of(normal):
                found.setdefault(short, set()).add(spelt[0])
        return {
            short: min(bodies)
            for short, bodies in found.items()
            if len(bodies) == 1 and short not in self._by_name
        }


_COMMITTEE = re.compile(r"(?i)\b\w{3,}udvalg(?:et|ets)?\b")


def _parts_of(normal: str) -> set[str]:
    """What a committee of several fields is called by one of them.

    >>> sorted(_parts_of("sundheds og forebyggelsesudvalg"))
    ['forebyggelsesudvalg', 'sundhedsudvalg']
    >>> sorted(_parts_of("udvalg for kultur og fritid"))
    ['fritidsudvalg', 'fritidudvalg', 'kultursudvalg', 'kulturudvalg']
    """
    words = [word for word in normal.split() if word not in ("og", "samt")]
    if words[:2] == ["udvalg", "for"]:
        return {f"{word}{link}udvalg" for word in words[2:] for link in ("", "s")}
    if len(words) > 1 and len(words) < len(normal.split()) and words[-1].endswith("udvalg"):
        return {words[-1], *(f"{word}udvalg" for word in words[:-1])}
    return set()


# Councils are a place's own, so that the plain name means the one that is held.
_COUNCIL = re.compile(r"kommunalbestyrelse|borgerrepræsentation|byråd|[^\W\d]{3,}(?:råd|nævn)")
# The council of a place: "Ravnsund Byråd", "Byrådet i Ravnsund".
_BEHIND_PLACE = re.compile(r"^(?P<place>[A-ZÆØÅ][\w-]*[^\W\d]) (?P<body>[^\W\d]+)$")
_BEFORE_PLACE = re.compile(r"^(?P<body>[A-ZÆØÅ]\w+) i (?P<place>[A-ZÆØÅ][\w-]+)$")


def _placed(body: str) -> tuple[str, str] | None:
    """The place and the plain name of a place's body, None for other names."""
    match = _BEHIND_PLACE.match(body) or _BEFORE_PLACE.match(body)
    return (match.group("place"), normalise_body(match.group("body"))) if match else None


def is_same_body(first: str, second: str) -> bool:
    """Whether two names of one meeting's documents are the same body's.

    >>> is_same_body("Ravnsund Byråd", "Byrådet"), is_same_body("Økonomiudvalget", "Byrådet")
    (True, False)
    """
    plain = [normalise_body(name) for name in (first, second)]
    short = [placed[1] if (placed := _placed(name)) else None for name in (first, second)]
    return plain[0] == plain[1] or short[0] == plain[1] or short[1] == plain[0]


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
