"""Documents about the same meeting: which one a corrected edition replaces, which are copies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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
            letters = re.sub(r"\W", "", edition.text).lower()
            if letters in first:
                pairs.append((edition.name, first[letters]))
            first.setdefault(letters, edition.name)
    return sorted(pairs)


def _meetings(editions: Iterable[Edition]) -> Iterator[Sequence[Edition]]:
    """Documents of the same kind and date, where there are several."""
    groups = defaultdict(list)
    for edition in editions:
        groups[edition.kind, edition.date].append(edition)
    return (group for group in groups.values() if len(group) > 1)


def _may_be_of_one_body(first: Edition, second: Edition) -> bool:
    return first.body == second.body or first.body is None or second.body is None


def _has_items_of(newer: Edition, older: Edition) -> bool:
    if not older.titles:
        return False
    return len(newer.titles & older.titles) >= _SAME_ITEMS * len(older.titles)
