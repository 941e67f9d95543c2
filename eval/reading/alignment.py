"""Which of the items and sections that were found are those that were expected.

Texts are compared by their letters and digits alone, so that line ends,
hyphens and cell borders do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from index.types import AgendaItem, Minutes, Section, SectionKind

# A list's first mark ("1.", "a)") may be read as part of the text or of the heading.
START_TOLERANCE = 2
# A title stands at the start of its item, behind a label such as "Sag nr. 129 (Åben)".
LABEL_LETTERS = 24
# An item's type or closedness may be printed with its title; neither is part of it.
_TITLE_MARKS = re.compile(
    r"\((?:B|O|Beslutning|Drøftelse|orienteringssag|Åben|Lukket[^)]*)\)"
    r"|^Lukket(?:(?: punkt| sag| dagsorden)?\s*[:–-]| (?:punkt|sag),)|\(lukket[^)]*\)|[,–-]\s*lukket(?: sag| punkt)?$",
    re.IGNORECASE,
)


def squeeze(text: str) -> str:
    """Its letters and digits, in lower case.

    >>> squeeze("Anlægsbevilling på 2.050.000 kr.")
    'anlægsbevillingpå2050000kr'
    """
    return re.sub(r"[\W_]", "", text.lower())


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are the same but for marks, case and punctuation."""
    return _plain_title(one) == _plain_title(other)


def _plain_title(title: str | None) -> str:
    return squeeze(_TITLE_MARKS.sub(" ", (title or "").strip()).strip())


@dataclass(frozen=True)
class Letters:
    """A text's letters and digits, and where each stands in it."""

    text: str

    @cached_property
    def offsets(self) -> list[int]:
        """The offset in the text of each letter."""
        return [i for i, c in enumerate(self.text) if c.isalnum()]

    @cached_property
    def squeezed(self) -> str:
        """All letters; as many as there are offsets."""
        return "".join(self.text[i].lower()[0] for i in self.offsets)

    def at(self, offset: int) -> int:
        """The index of the first letter at or after an offset of the text."""
        return bisect_left(self.offsets, offset)

    def find(self, words: str, start: int, end: int) -> int:
        """The index of the first place that holds whole words; -1 when there is none."""
        sought = squeeze(words)
        at = self.squeezed.find(sought, start, end)
        while at >= 0 and not self._is_whole(at, at + len(sought)):
            at = self.squeezed.find(sought, at + 1, end)
        return at

    def _is_whole(self, start: int, end: int) -> bool:
        before = start == 0 or self.offsets[start - 1] + 1 < self.offsets[start]
        return before and (
            end == len(self.offsets) or self.offsets[end - 1] + 1 < self.offsets[end]
        )


def pair_items(
    minutes: Minutes, items: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], AgendaItem | None]]:
    """Each expected item with the one that was found for it.

    Number and title together count first, then the title, then the number.
    """
    left = list(minutes.items)
    found: dict[int, AgendaItem] = {}
    for is_pair in (is_same_item, _has_same_title, _has_same_number):
        for i, item in enumerate(items):
            match = next((held for held in left if is_pair(item, held)), None)
            if i not in found and match:
                found[i] = match
                left.remove(match)
    return [(item, found.get(i)) for i, item in enumerate(items)]


def is_same_item(item: dict[str, Any], held: AgendaItem) -> bool:
    """Whether number and title are right."""
    return squeeze(item["number"] or "") == squeeze(held.number or "") and _has_same_title(
        item, held
    )


def _has_same_title(item: dict[str, Any], held: AgendaItem) -> bool:
    return same_title(item["title"], held.title)


def _has_same_number(item: dict[str, Any], held: AgendaItem) -> bool:
    return item["number"] is not None and squeeze(item["number"]) == squeeze(held.number or "")


def starts_there(letters: Letters, item: dict[str, Any], held: AgendaItem) -> bool:
    """Whether the item that was found begins where the expected one does.

    Where its title stands in a list above, its text follows its number.
    """
    start = letters.at(held.span.start)
    is_listed = held.title_span is not None and held.title_span not in held.span
    begins = [section["starts_with"] for section in item["sections"]] if is_listed else []
    title = squeeze(begins[0] if begins else item["title"])
    return title in letters.squeezed[start : start + len(title) + LABEL_LETTERS]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section as letters `start` to `end`, of one of some kinds; `whose` is body and date.

    `head` is where its heading starts, as far as that is told apart.
    """

    head: int
    start: int
    end: int
    kinds: frozenset[str]
    whose: tuple[str | None, str | None]
    optional: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class SectionMatch:
    """How the sections of one item came out; names are for a list of failures."""

    right: int
    expected: int
    found: int
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    named: tuple[tuple[Stretch, Stretch], ...]  # expected with a body, and what was found


def match_sections(
    minutes: Minutes, letters: Letters, pair: tuple[Any, AgendaItem]
) -> SectionMatch:
    """The sections of an item against those that were found in it.

    Neighbours of one kind may be one section or several, as long as they are
    not decisions of different bodies. What was found as header or other where
    nothing is expected does not count.
    """
    item, held = pair
    found = [_stretch_of(section, letters, minutes) for section in held.sections]
    found = [s for s in found if s.start < s.end and s.kinds != {SectionKind.HEADER}]
    sought = list(_located(item, held, letters))
    placed = [stretch for stretch in sought if stretch.start >= 0]
    due = [stretch for stretch in sought if not stretch.optional]
    hits = [s for s in due if s.start >= 0 and _is_found(s, placed, found)]
    right = [s for s in found if _is_right(s, placed)]
    idle = [s for s in found if _is_idle(s, placed)]
    counted = [s for s in found if s not in idle]
    return SectionMatch(
        right=len(hits),
        expected=len(due),
        found=len(hits) + sum(s not in right for s in counted),
        missing=tuple(s.name for s in due if s not in hits),
        wrong=tuple(s.name for s in counted if s not in right),
        named=tuple(
            (s, f) for s in hits if any(s.whose) for f in found if _starts_alike(s, f)
        ),
    )  # fmt: skip


def _stretch_of(section: Section, letters: Letters, minutes: Minutes) -> Stretch:
    start = letters.at(max(section.span.start, section.label.end))
    day = section.date or minutes.meeting.date
    return Stretch(
        letters.at(section.span.start),
        start, letters.at(section.span.end), frozenset([section.kind.value]),
        (section.body or minutes.meeting.body, day.isoformat() if day else None),
        name=f"{section.kind.value}: {letters.text[section.span.start : section.span.end][:60]!r}",
    )  # fmt: skip


def _located(item: dict[str, Any], held: AgendaItem, letters: Letters) -> Iterator[Stretch]:
    """The expected sections in the order of the item; a start of -1 when one is not there."""
    at, end = letters.at(held.span.start), letters.at(held.span.end)
    for section in item["sections"]:
        start = letters.find(section["starts_with"], at, end)
        last = letters.find(section["ends_with"], start, end) if start >= 0 else -1
        stop = last + len(squeeze(section["ends_with"])) if last >= 0 else start + 1
        yield Stretch(
            start, start, stop, frozenset([section["kind"], *section.get("also", ())]),
            (section["body"], section["date"]), bool(section.get("optional")),
            f"{section['kind']}: {section['starts_with']!r}",
        )  # fmt: skip
        at = max(at, stop)


def _starts_alike(sought: Stretch, one: Stretch) -> bool:
    """Whether they start together; "Direktionen indstiller," may be heading or text."""
    begins = one.head <= sought.start <= one.start or (
        abs(sought.start - one.start) <= START_TOLERANCE
    )
    return begins and bool(sought.kinds & one.kinds)


def _is_found(sought: Stretch, all_sought: list[Stretch], found: list[Stretch]) -> bool:
    if any(_starts_alike(sought, one) for one in found):
        return True
    before = [s for s in all_sought if s.start < sought.start]
    goes_on = bool(before) and bool(before[-1].kinds & sought.kinds)
    whose_is_same = goes_on and before[-1].whose == sought.whose
    return whose_is_same and any(
        one.start <= sought.start < one.end and one.kinds <= sought.kinds for one in found
    )


def _is_right(one: Stretch, sought: list[Stretch]) -> bool:
    return any(
        _starts_alike(s, one) or (s.start <= one.start < s.end and one.kinds <= s.kinds)
        for s in sought
    )


def _is_idle(one: Stretch, sought: list[Stretch]) -> bool:
    """Whether it says nothing: an optional section, or `other` where nothing is expected."""
    around = [s for s in sought if s.start <= one.start < s.end]
    if around:
        return around[-1].optional
    return one.kinds == {SectionKind.OTHER}
