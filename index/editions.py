"""Documents about the same meeting: which one a corrected edition replaces, which are copies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.store.bodies import is_same_body
from index.types import DocumentKind

# How a file's name, or its first page, says that it corrects an earlier one.
_CORRECTED = r"(?:rettet|tilrettet|korrigere[dt]e?|revidere[dt]e?|berigtigede?|ændret)"
_IN_NAME = re.compile(rf"(?i)(?<![a-zæøå]){_CORRECTED}(?![a-zæøå])|\bny (?:version|udgave)")
_ON_PAGE = re.compile(
    rf"(?i)\b{_CORRECTED}\s+(?:udgave|version|referat|dagsorden|protokol)"
    rf"|^\W*{_CORRECTED}\W*$|\({_CORRECTED}\b|\berstatter\s+(?:det\s+|den\s+)?(?:tidligere|referatet|dagsordenen|udgaven)",
    re.MULTILINE,
)
# An edition has most items of the one it replaces; an extraordinary meeting
# on the same day has others.
_SAME_ITEMS = 0.6


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as it is compared with others about its meeting.

    `body` is None when the document does not say it: then its items decide.
    `front` is its text before the first item, `titles` those of its items.
    """

    name: str
    kind: DocumentKind
    body: str | None
    date: date
    front: str
    titles: frozenset[str]
    text: str

    @property
    def is_corrected(self) -> bool:
        """Whether it says of itself that it corrects an earlier one."""
        return bool(_IN_NAME.search(self.name) or _ON_PAGE.search(self.front))


def superseded(editions: Iterable[Edition]) -> list[tuple[str, str]]:
    """Each replaced document and the one that replaces it, by name.

    Of several corrected editions the last by name counts ("rettet 2").
    """
    pairs = []
    for group in _meetings(editions):
        corrected = sorted((e for e in group if e.is_corrected), key=lambda e: e.name)
        if not corrected:
            continue
        newest = corrected[-1]
        pairs += [
            (edition.name, newest.name)
            for edition in group
            if edition.name != newest.name
            and _may_be_of_one_body(newest, edition)
            and _has_items_of(newest, edition)
        ]
    return sorted(pairs)


def same_text(editions: Iterable[Edition]) -> list[tuple[str, str]]:
    """Each document that says word for word what another of its meeting says, and that other.

    Such are the same minutes saved twice, or as Word and as PDF.
    """
    pairs = []
    for group in _meetings(editions):
        first: dict[str, str] = {}
        for edition in sorted(group, key=lambda e: e.name):
            letters = _letters(edition.text)
            if letters in first:
                pairs.append((edition.name, first[letters]))
            first.setdefault(letters, edition.name)
    return sorted(pairs)


def agendas(editions: Iterable[Edition]) -> list[tuple[str, str]]:
    """Each agenda and the minutes of its meeting, by name."""
    held = list(editions)
    replaced = {name for name, _ in superseded(held)}
    minutes = [e for e in held if e.kind is DocumentKind.MINUTES and e.name not in replaced]
    return sorted(
        (agenda.name, found.name)
        for agenda in held
        if agenda.kind is DocumentKind.AGENDA
        for found in minutes
        if found.date == agenda.date and _is_of_one_meeting(found, agenda)
    )


def _is_of_one_meeting(first: Edition, second: Edition) -> bool:
    """Whether both are about one body's meeting and have an item in common.

    On one day two committees may meet, and treat the same case.
    """
    return bool(first.titles & second.titles) and _may_be_of_one_body(first, second)


def passages_said_elsewhere(
    editions: Mapping[str, Edition], texts: Callable[[str], Sequence[tuple[int, str | None, str]]]
) -> list[tuple[int, str]]:
    """The passages that another document of the day says in their place, and its name.

    A corrected edition stands for every item that it has too, whatever it
    changed there; a copy for all that its other says; the minutes for what the
    agenda says word for word. `texts` gives a document's passages: id, title
    of the item (None in the front), text.
    """
    found: dict[int, str] = {}
    held = list(editions.values())
    for name, by in superseded(held):
        titles = {_letters(title) for title in editions[by].titles}
        found |= {
            i: by for i, title, _ in texts(name) if title is None or _letters(title) in titles
        }
    for name, by in same_text(held):
        found |= {i: found.get(i, by) for i, _, _ in texts(name)}
    for name, by in agendas(held):
        said = _letters(editions[by].text)
        found |= {i: found.get(i, by) for i, _, text in texts(name) if _letters(text) in said}
    return sorted(found.items())


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def _meetings(editions: Iterable[Edition]) -> Iterator[Sequence[Edition]]:
    """Documents of the same kind and date, where there are several."""
    groups = defaultdict(list)
    for edition in editions:
        groups[edition.kind, edition.date].append(edition)
    return (group for group in groups.values() if len(group) > 1)


def _may_be_of_one_body(first: Edition, second: Edition) -> bool:
    """Whether the names are one body's; where one is missing, the items tell."""
    if first.body is None or second.body is None:
        return True
    return is_same_body(first.body, second.body)


def _has_items_of(newer: Edition, older: Edition) -> bool:
    if not older.titles:
        return False
    return len(newer.titles & older.titles) >= _SAME_ITEMS * len(older.titles)
