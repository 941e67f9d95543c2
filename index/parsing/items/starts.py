"""Where the agenda items begin.

Nothing in one line proves that an item begins there: "3. Høring" may be the
third item or the third entry of a list. So every line that could begin one is
weighed by what stands around it, and the best rising sequence of one kind is
taken (weighted longest increasing subsequence).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, takewhile
from string import ascii_lowercase

from index.parsing.items.frames import framed_titles, of_roman
from index.parsing.items.typography import are_titles, refrains, titles_that_look_alike
from index.parsing.items.untitled import numbers_above, untitled
from index.parsing.meeting.front import names_meeting
from index.parsing.sections.learnt import announced
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import (
    case_number_at,
    case_number_in,
    head_row,
    heads_item,
    is_mark,
    title_cells,
)
from index.parsing.text.closed import closes_title, run_in_closed, says_closed
from index.parsing.text.dates import find_dates
from index.parsing.text.headings import body_and_date, decides, heading_of, is_outcome, is_proposal
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary


@dataclass(frozen=True, slots=True)
class ItemStart:
    """The line on which an item begins.

    `title_line` and `title_offset` say where its title begins (the line may be
    the next one), `weight` how strong the evidence is.
    """

    line: int
    number: str | None
    title_line: int
    title_offset: int
    family: str
    weight: float


# A mark such as "(Åben)" may stand between the number and the title.
_MARK = (
    r"(?:[(\[]\s*(?:åbent?|lukket|offentligt?|[BOD]|beslutning|orientering|drøftelse)"
    r"(?:\s(?:sag|punkt|dagsordenspunkt)|ssag|spunkt)?\s*[)\]]\s*[-–:.]?\s*)?"
)


def _read_labels() -> dict[str, str]:
    """The labels of `item_labels.tsv`, with their families."""
    rows = (files("index.parsing") / "item_labels.tsv").read_text("utf-8").splitlines()
    said = (row for row in rows if not row.startswith("#"))
    return {row.partition("\t")[0]: row.partition("\t")[2] for row in said}


_LABELS = _read_labels()
_LABELLED = re.compile(
    rf"(?i)^(?:(?:åbent?|lukket)\s)?(?P<word>{'|'.join(_LABELS)})(?:\s?nr\.?)?\s?:?\s?"
    r"(?P<number>\d{1,4}(?:\.\d{1,2})*[a-zæ]?|(?<=\s)[a-zæøå](?=[.):]))"
    # "Punkt 3 af 12:", "Sag 3/2022:"
    r"(?:(?:\s?af\s?\d{1,3}|/(?:\d{1,2}|(?:19|20)\d\d))(?=\s*(?:[:–-]|$)))?"
    rf"\s*(?P<mark>[:.)·|•–-]|\s|$)\s*[-–:/]?\s*{_MARK}"
)
_NUMBERED = re.compile(
    rf"^(?P<sign>[#§]\s?)?(?P<number>\d{{1,4}}(?:\.\d{{1,2}}){{0,2}}(?:[a-zæ]|\s[a-h](?=\.\s))?)(?P<mark>\s?\.(?!\d)(?:\s(?i:punkt|sag)\s?:)?|[):]|\s[-–|·•]|\s/(?!\s*\d(?!\d/\d{{2,7}}\s/\s))|\t)\s*(?i:{_MARK})(?=\S)"
)
# "7 / 20/1893 / Budget"
_OVER_CASE = re.compile(r"^\d{1,4}\s/\s*\d\d/\d{2,7}\s/\s+(?=[A-ZÆØÅ])")
# "12 Budget", with nothing but a blank between.
_BARE = re.compile(
    rf"^(?P<sign>[#§]\s?)?(?P<number>\d{{1,4}}(?:(?:\.\d{{1,2}}){{0,2}}|[a-z]))\s+(?i:{_MARK})(?=[A-ZÆØÅ\"'”“»«§(])"
)
_BRACKETED = re.compile(rf"^[(\[](?P<number>\d{{1,3}})[)\]]\s+(?i:{_MARK})(?=[A-ZÆØÅ\"'”“»«§(])")
# "b) Budget": only where a list of the agenda has it too.
_LETTERED = re.compile(r"^(?P<number>[a-zæøå])\)\s+(?=[A-ZÆØÅ\"'”“»«§(])")
# "2018/31 Haltider", "31/2018: Haltider": counted within the year.
_OF_YEAR = re.compile(
    r"^(?P<number>(?:19|20)\d\d/\d{1,3}|\d{1,3}/(?:19|20)\d\d)(?:\s?[.:)–-])?\s+"
    rf"(?i:{_MARK})(?=[A-ZÆØÅ\"'”“»«§(])"
)
# "19/18 Haltider": the same with the year's last digits.
_OF_SHORT_YEAR = re.compile(
    r"^(?P<number>\d{1,3}/(?P<year>\d\d))(?:\s?[.:)–-])?\s+"
    rf"(?i:{_MARK})(?=[A-ZÆØÅ\"'”“»«§(])"
)
# "B1. Budget", "O 2 Nyt fra havnen": counted with a letter for what is to be done.
_OF_KIND = re.compile(
    r"^(?P<number>(?P<kind>[A-ZÆØÅ])\s?\d{1,3})(?:\s?[.):]|\s[-–|]|(?=\s))\s+"
    rf"(?i:{_MARK})(?=[A-ZÆØÅ\"'”“»«§(])"
)
# "22/0740 <tab> § 31. Haltider", "lukket <tab> § 32.": behind what the margin says of the item.
_BEHIND_MARGIN = re.compile(
    r"^(?P<margin>[^\t]{1,30})\t\s*§\s?(?P<number>\d{1,4})[.:)]?(?:\s+(?=[A-ZÆØÅ\"'”“»«(])|$)"
)
_ROMAN = re.compile(r"^(?P<number>[IVX]{1,6})\.\s+(?=[A-ZÆØÅ\"'”“»«§(])")
_ALONE = re.compile(r"(?P<number>\d{1,3})(?:\.|\s/)?")
# "2.1 Nedrivning", the first item of a chapter.
_BELOW_CHAPTER = re.compile(r"^\d{1,4}\.1[.:]?\s+(?=[A-ZÆØÅ])")
_CLOCK = re.compile(r"^(?:0?[6-9]|1\d|2[0-3])[.:][0-5]\d\b(?!\.)")
# Titles that an item is known by, and that no entry of a list in a text has.
_ITEM_TITLE = re.compile(
    r"(?i)^(?:(?:beslutning|orientering|drøftelse)(?:er)? (?:om|af|fra|vedr)\b|godkendelse af\b"
    r"|eventuelt(?:\W*$| (?:og|samt) )|meddelelser|gensidig orientering|bordet rundt|velkomst\b|siden sidst\W*$"
    r"|evt\.?$|konstituering\W*$|næste møde\W*$|spørge(?:tid|time)|lukket (?:punkt|sag)"
    r"|underskrifts?(?:ark|side|blad)?\b|udpegning af|indkomne\b)"
)
# What a list says of a decision point by point: "Punkt 1: Godkendt."
_OUTCOME = re.compile(
    r"(?i)^(?:blev |er )?(?:godkendt|tiltrådt|vedtaget|udsat|udgår|forkastet|drøftet"
    r"|(?:taget )?til efterretning|anbefales|indstilles|ikke (?:godkendt|vedtaget|tiltrådt))\b"
)
_OPEN_OR_CLOSED = re.compile(
    r"(?i)^\(?(?:åben|åbent|åbne|lukket|lukkede)(?:\s+(?:sag|punkt|dagsordenspunkt|møde))?\)?$"
)
_ITEM_MARK = re.compile(
    r"(?i)\b(?:åbent?|lukket)\s+(?:sag|punkt|dagsordenspunkt)\b|^\((?:åben|lukket)\)"
)
# How far below its title an item's first heading or case number was seen:
# a title over three lines, then an item type, an open/closed mark.
_LOOK_AHEAD = 6
MIN_WEIGHT = 1.5
# The longest entry of a list that was seen.
_MAX_ENTRY_LINES = 16


def find_item_starts(
    lines: Sequence[TextLine], titles: Mapping[str, str | None], alone: Set[str] = frozenset()
) -> list[ItemStart]:
    """The lines on which items begin, in order; empty when nothing is sure.

    `titles` are the entries of the table of contents: normalised title to
    number (or None). The numbers `alone` stand over text, their titles in a list.
    """
    contents = ContentsTitles(titles, alone)
    returning = refrains(lines)
    candidates = [
        candidate
        for index in range(len(lines))
        for candidate in _candidates(lines, index, contents)
        if candidate.weight > 0 and not (candidate.number is None and index in returning)
    ]
    families: dict[str, list[ItemStart]] = {}
    for candidate in candidates:
        families.setdefault(candidate.family, []).append(candidate)
    chains = [_without_weak_ends(_best_chain(family)) for family in families.values()]
    chains = _with_kinds_together(chains)
    chains = [chain for chain in chains if chain and _is_supported(lines, chain)]
    chains = [chain for chain in chains if not _stands_in_an_item(lines, chain)]
    chains = [chain for chain in chains if not _stands_below(lines, chain, chains)]
    # Where numbers count the items, letters and Roman numerals count what is below or above them.
    if any(chain[0].number is not None and not _is_lettered(chain) for chain in chains):
        chains = [chain for chain in chains if not _is_lettered(chain)]
    best = max(chains, key=lambda chain: sum(c.weight for c in chain), default=[])
    best = _with_out_of_turn(lines, _with_other_marks(lines, best, candidates), candidates)
    best = _with_framed(lines, best) or _set_alike(lines, contents)
    best = _with_numbers_above(lines, best)
    return _behind_marks(lines, _with_lines_above(lines, _with_untitled(lines, best)))


def _with_framed(lines: Sequence[TextLine], chain: list[ItemStart]) -> list[ItemStart]:
    """The items, with those that only the frame of their number tells; all, where none is found."""
    framed = framed_titles(lines)
    held = {found.line: found for found in framed}
    if len(framed) <= len(chain) * any(start.number for start in chain):
        return chain
    if sum(start.line in held for start in chain) < len(chain):
        return chain
    known = {start.line: start for start in chain if start.number}
    return [
        known.get(f.line) or ItemStart(f.line, f.number, f.title_line, f.offset, FRAMED, SURE)
        for f in framed
    ]


def _behind_marks(lines: Sequence[TextLine], starts: list[ItemStart]) -> list[ItemStart]:
    """The items, their titles behind a column that says of each whether it is open: "3 Åbent Ny mole".

    It is a column where all titles begin so, but for those that otherwise say that they are closed.
    """
    behind: dict[int, int] = {}
    for start in starts:
        title = lines[start.title_line].text[start.title_offset :]
        if mark := _OPEN_MARK.match(title):
            behind[start.line] = start.title_offset + mark.end()
        elif not (closes_title(title) or any(map(is_mark, title_cells(title)[1]))):
            return starts
    if len(behind) < _MIN_TITLED:
        return starts
    return [
        replace(start, title_offset=behind.get(start.line, start.title_offset)) for start in starts
    ]


_OPEN_MARK = re.compile(
    r"[(\[]?(?:(?:Åbent?|ÅBENT?)(?: (?i:sag|punkt|dagsordenspunkt))?|Å)[)\]]?[,;]?\s+"
    r"(?=[A-ZÆØÅ\d\"'”“»«§(])"
)


def _with_numbers_above(lines: Sequence[TextLine], chain: list[ItemStart]) -> list[ItemStart]:
    """The items, those that their titles' look tells with the numbers that stand over these."""
    if any(start.number for start in chain):
        return chain
    above = numbers_above(lines, [start.line for start in chain])
    return [
        replace(start, line=start.line - 1, number=above[start.line])
        if start.line in above
        else start
        for start in chain
    ]


def _set_alike(lines: Sequence[TextLine], contents: ContentsTitles) -> list[ItemStart]:
    """The titles that neither number nor mark tells, where most stand over what an item has."""
    starts = [
        ItemStart(
            index,
            None,
            index,
            offset,
            look,
            1.0 + _weight_of_context(lines, index, index, lines[index].text[offset:], contents),
        )
        for index, offset, look in titles_that_look_alike(lines)
    ]
    sure = sum(start.weight >= MIN_WEIGHT for start in starts)
    needed = _SURE_PLAIN if starts and starts[0].family == "plain" else _SURE_TITLES
    return starts if starts and sure >= needed * len(starts) else []


def _with_kinds_together(chains: Sequence[list[ItemStart]]) -> list[list[ItemStart]]:
    """The sequences, those of "B1" and of "O1" as one: each letter counts its own, or all go on."""
    others = [chain for chain in chains if not chain or not chain[0].family.startswith(_KIND)]
    kinds = [chain for chain in chains if chain and chain[0].family.startswith(_KIND)]
    told = (chain for chain in kinds if max(c.weight for c in chain) >= _LEAST_OF_KIND)
    return [*others, sorted((start for chain in told for start in chain), key=_line)]


# "E20 Motorvejen" has nothing of an item around it.
_LEAST_OF_KIND = 1.0


# The families of items whose titles stand only in a list, and that are counted within the year.
LISTED, OF_YEAR = "listed", "number of year"
# That of numbers in a frame of the document's own.
FRAMED = "framed"
# And of those whose numbers have a letter for their kind.
_KIND = "kind"
_MARKED_NUMBER = re.compile(r"(\d{1,3})[.)]")


def number_alone(text: str) -> str | None:
    """The number of an item that is all that a line says.

    >>> number_alone("Ad pkt. 3:"), number_alone("Punkt a)"), number_alone("Ad 3 Havnen")
    ('3', 'a', None)
    """
    labelled, marked = _LABELLED.match(text), _MARKED_NUMBER.fullmatch(text)
    if labelled and labelled.end() == len(text):
        return labelled.group("number").lower()
    return marked.group(1) if marked else None


def _with_other_marks(
    lines: Sequence[TextLine], chain: list[ItemStart], candidates: Sequence[ItemStart]
) -> list[ItemStart]:
    """The items, with those whose numbers are written another way: "Punkt 2:", "3.", "Punkt 4:".

    So are those that fill a hole in the numbers to the last, or go on behind the last of them,
    where no list of the same numbers begins before them.
    """
    numbers = [_plain_number(start) for start in chain]
    if not chain or None in numbers:
        return chain
    others: dict[str, list[ItemStart]] = {}
    for candidate in candidates:
        if candidate.family != chain[0].family and candidate.family.startswith(_COUNTED):
            others.setdefault(candidate.family, []).append(candidate)
    for family in others.values():
        filled = _counted_before(chain[0], family)
        for start, following in zip(chain, [*chain[1:], None], strict=True):
            end = following.line if following else len(lines)
            wanted = _plain_number(following) if following else None
            filled += [start, *_filling(lines, start, end, wanted, family)]
        chain = filled
    return chain


def _counted_before(start: ItemStart, family: Sequence[ItemStart]) -> list[ItemStart]:
    """What surely counts up to `start` in another way: "Punkt 1:", "Punkt 2:", "3."."""
    first, found = _plain_number(start), list[ItemStart]()
    for candidate in reversed(family[: bisect_left(family, start.line, key=_line)]):
        if first is None or _plain_number(candidate) != first - len(found) - 1:
            break
        if candidate.weight < SURE:
            break
        found.append(candidate)
    return found[::-1]


# What counts items: a label, or a number with a mark behind.
_COUNTED = ("label", "number 0")


def _plain_number(start: ItemStart) -> int | None:
    return int(start.number) if start.number and start.number.isdigit() else None


def _filling(
    lines: Sequence[TextLine],
    start: ItemStart,
    end: int,
    wanted: int | None,
    family: Sequence[ItemStart],
) -> list[ItemStart]:
    """What counts on from `start` in another way, up to the line `end` with the number `wanted`.

    Where that is None, and for the rest of the text, each must stand apart over something.
    """
    first = _plain_number(start)
    if first is None or wanted == first + 1:
        return []
    between = family[
        bisect_right(family, start.title_line, key=_line) : bisect_left(family, end, key=_line)
    ]
    found: list[ItemStart] = []
    for candidate in between:
        if _plain_number(candidate) == first + len(found) + 1 and candidate.number != str(wanted):
            found.append(candidate)
    if not found or (wanted is not None and len(found) != wanted - first - 1):
        return []
    if wanted is None and not all(_is_set_off(lines, candidate) for candidate in found):
        return []
    pattern = found[0].family
    counted = (
        _number_in(line.text, pattern) for line in lines[start.title_line + 1 : found[0].line]
    )
    return [] if first in counted else found


def _line(start: ItemStart) -> int:
    return start.line


def _is_set_off(lines: Sequence[TextLine], start: ItemStart) -> bool:
    line = lines[start.line]
    apart = line.gap_before or line.starts_page or line.level is not None
    return apart and start.weight >= _OVER_TEXT


def _with_untitled(lines: Sequence[TextLine], chain: list[ItemStart]) -> list[ItemStart]:
    """The items, with the closed ones that are nothing but a number and count on from one of them."""
    if len(chain) < _MIN_TITLED or not all(_PLAIN.fullmatch(s.number or "") for s in chain):
        return chain
    alone = list(untitled(lines))
    places = [found.line for found in alone]
    result: list[ItemStart] = []
    for start, following in zip(chain, [*chain[1:], None], strict=True):
        result.append(start)
        count = _order(start.number)[0]
        wanted = _order(following.number)[0] if following else math.inf
        end = following.line if following else len(lines)
        for found in alone[bisect_right(places, start.title_line) : bisect_left(places, end)]:
            if found.number == count + 1 < wanted:
                number, count = str(found.number), found.number
                result.append(
                    ItemStart(found.line, number, found.line, found.offset, start.family, SURE)
                )
    return result


# Beside fewer titles a number alone counts nothing.
_MIN_TITLED = 2
_PLAIN = re.compile(r"\d{1,4}(?:\.\d{1,2})*\s?[a-zæ]?")


def _with_out_of_turn(
    lines: Sequence[TextLine], chain: list[ItemStart], candidates: Sequence[ItemStart]
) -> list[ItemStart]:
    """The items, with those that stand behind a later number and are surely items.

    The meeting may take 8 before 7, and the minutes follow it. What is sorted into groups goes on
    counting: 9 may be a closed item of the second group, above 6.
    """
    numbers = [_plain_number(start) for start in chain]
    held = {number for number in numbers if number is not None}
    if len(chain) < _MIN_COUNTED or len(held) != len(chain):
        return chain
    begun = {start.line for start in chain}
    added = [
        candidate
        for candidate in candidates
        if candidate.family == chain[0].family
        and candidate.weight >= _least_out_of_turn(lines, candidate)
        and candidate.line > chain[0].line
        and candidate.line not in begun
        and (number := _plain_number(candidate)) is not None
        and number not in held
        and min(held) < number
    ]
    once = Counter(candidate.number for candidate in added)
    added = [candidate for candidate in added if once[candidate.number] == 1]
    # A number above the last goes on from it without a hole.
    beyond = sorted(number for start in added if (number := _plain_number(start) or 0) > max(held))
    counted = set(takewhile(lambda n: n == max(held) + 1 + beyond.index(n), beyond))
    added = [s for s in added if (number := _plain_number(s) or 0) < max(held) or number in counted]
    return sorted([*chain, *added], key=_line)


def _least_out_of_turn(lines: Sequence[TextLine], start: ItemStart) -> float:
    """What must speak for an item out of turn; for one whose title closes it little else does."""
    line = lines[start.title_line]
    if closes_title(line.text[start.title_offset :]):
        return MIN_WEIGHT
    return _LABEL if lines[start.line].gap_before else SURE


def _with_lines_above(lines: Sequence[TextLine], starts: Sequence[ItemStart]) -> list[ItemStart]:
    """The items from the marks that stand above their titles.

    "Lukket sag" above a title is that item's, unless all that stands before it
    is the title of the item before, with its case number where the marks of others stand
    below theirs. A case number is when every item has one. So are the number itself with a
    label, and the meeting where it heads every item.
    """
    moved: list[ItemStart] = []
    are_below = _marks_stand_below(lines, starts)
    above = [lines[start.line - 1].text if start.line else "" for start in starts]
    every = bool(starts) and all(text and head_row(text) for text in above)
    every_number = every and all(case_number_in(text) for text in above)
    for start in starts:
        if moved and moved[-1].title_line >= start.line:
            # A number over the next item's line has no title but itself.
            moved[-1] = replace(moved[-1], title_line=moved[-1].line, title_offset=0)
        before = moved[-1].title_line + 1 if moved else -1
        first = start.line
        if every_number and first - 1 == before:
            first -= 1
        if first - 1 > before and _is_over(lines[first - 1].text, start.number):
            first -= 1
        while first - 1 > before and (
            (
                is_mark(lines[first - 1].text)
                and not _ends_line(lines, first - 1)
                and not _ends_item(lines, first - 1)
                and not (
                    moved
                    and (are_below or lines[start.line].starts_page)
                    and all(head_row(line.text) for line in lines[before : first - 1])
                )
            )
            or (every and head_row(lines[first - 1].text))
        ):
            first -= 1
        moved.append(replace(start, line=first))
    return _below_meeting(lines, moved)


def _below_meeting(lines: Sequence[TextLine], starts: list[ItemStart]) -> list[ItemStart]:
    """The items from the line that names the meeting, where the same one stands above all of them."""
    above = [lines[start.line - 1].text if start.line else "" for start in starts]
    if len({_LAST_NUMBER.sub("", text) for text in above}) > 1 or len(starts) < _MIN_TITLED:
        return starts
    if not all(map(body_and_date, above)):
        return starts
    return [replace(start, line=start.line - 1) for start in starts]


# "Byrådet 03-05-2019 punkt 4" counts the items.
_LAST_NUMBER = re.compile(r"\d+\W*$")


def _marks_stand_below(lines: Sequence[TextLine], starts: Sequence[ItemStart]) -> bool:
    """Whether more marks stand in the head below a title than above one, behind another's text."""
    below = above = 0
    for start, following in pairwise(starts):
        at = start.title_line + 1
        while at < following.line and head_row(lines[at].text):
            if is_mark(lines[at].text) and at + 1 < following.line:
                below += 1
                break
            at += 1
        last = following.line - 1
        above += at < last and is_mark(lines[last].text) and not head_row(lines[last - 1].text)
    return below > above


def _ends_line(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a mark is the end of the line above it: "Bilag: Vurdering", "(lukket)"."""
    line, below = lines[index], lines[index + 1]
    is_within = index > 0 and not line.gap_before and not line.starts_page
    return is_within and below.gap_before and line.text.startswith("(") and line.text[1].islower()


def _ends_item(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a sentence is the last of the item above: "Punktet er behandlet for lukkede døre."."""
    line, below = lines[index], lines[index + 1]
    return line.text.endswith(".") and not line.gap_before and below.gap_before


def _is_over(text: str, number: str | None) -> bool:
    """Whether a line heads several items, of which this is the first: "2. Ejendomme" over "2.1 …".

    Or it is a label with the item's number: "Sag nr. 2" over "2. Ny mole".
    """
    if number is not None and number_alone(text) == number:
        return True
    match = _NUMBERED.match(text) or _BARE.match(text)
    return match is not None and number == f"{match.group('number')}.1"


def _is_supported(lines: Sequence[TextLine], chain: Sequence[ItemStart]) -> bool:
    """Whether something speaks for at least half of its items; short ones may have nothing."""
    sure = sum(candidate.weight >= MIN_WEIGHT for candidate in chain)
    if 2 * sure >= len(chain) or (sure > 0 and _counts_titles_over_text(chain)):
        return True
    is_set_alike = chain[0].number is None and chain[0].family.startswith("level")
    return (
        is_set_alike
        and sure >= _SURE_TITLES * len(chain)
        and are_titles(lines, [start.line for start in chain])
    )


# Of titles that only their look tells, so many have what an item has.
# More where nothing but blank lines sets them apart.
_SURE_TITLES, _SURE_PLAIN = 0.25, 0.6


def _counts_titles_over_text(chain: Sequence[ItemStart]) -> bool:
    """Whether it counts 1, 2, 3 without a hole, each set apart over text of its own."""
    numbers = [candidate.number for candidate in chain]
    return (
        len(chain) >= _MIN_COUNTED
        and numbers in ([str(n + 1) for n in range(len(chain))], [*ascii_lowercase[: len(chain)]])
        and all(candidate.weight >= _OVER_TEXT for candidate in chain)
    )


# Two may be a list of two; the weight is that of a number, a gap above and text below.
_MIN_COUNTED, _OVER_TEXT = 3, 0.85


def _is_lettered(chain: Sequence[ItemStart]) -> bool:
    # "Punkt a" says what it is.
    return chain[0].family in ("letter", "letter ad", "roman")


def _stands_in_an_item(lines: Sequence[TextLine], chain: Sequence[ItemStart]) -> bool:
    """Whether bare numbers count a list within one item rather than items.

    So it is when the item's own headings stand before the first of them, and
    nothing but a heading somewhere below speaks for them.
    """
    if chain[0].family == "titled":
        return len(chain) < 2
    if not chain[0].family.startswith(("number", _KIND, "letter", "roman", "label ad")):
        return False
    first = chain[0].line
    while first > 0 and head_row(lines[first - 1].text):
        # These may belong to the title below them.
        first -= 1
    begun = any(
        case_number_at(lines, index)
        or ((heading := heading_of(line.text)) is not None and heading.role in _BODY)
        for index, line in enumerate(lines[:first])
        if not _BELOW_CHAPTER.match(lines[index + 1].text)
    )
    return begun and _mean_weight(chain) < SURE + 0.5


_BODY = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.ECONOMY})


def _stands_below(
    lines: Sequence[TextLine], chain: Sequence[ItemStart], chains: Iterable[Sequence[ItemStart]]
) -> bool:
    """Whether headings without a number part the text of items that headings above them begin.

    More speaks for each of those: a number, a case number, a section's heading below.
    """
    level = lines[chain[0].line].level
    if level is None or chain[0].number is not None:
        return False
    return any(
        len(other) > 1
        and _mean_weight(other) > max(SURE, _mean_weight(chain))
        and all((above := lines[start.line].level) and above < level for start in other)
        for other in chains
    )


def _without_weak_ends(chain: list[ItemStart]) -> list[ItemStart]:
    """The chain without first and last numbers that are likelier entries of a list.

    Between two items a number that fits exactly needs little else to be one,
    and behind the last the next number needs a little.
    """
    if len(chain) < 3:
        return chain
    strong = sorted(c.weight for c in chain)[len(chain) // 2]
    first, last = 0, len(chain)
    while (
        strong >= 2.0
        and last > 1
        and chain[last - 1].weight
        < (0.3 if _jump(chain[last - 2].number, chain[last - 1].number) == 1 else 1.0)
    ):
        last -= 1
    while strong >= 2.0 and first < last - 1 and chain[first].weight < 0.5:
        first += 1
    return chain[first:last]


def _mean_weight(chain: Sequence[ItemStart]) -> float:
    return sum(candidate.weight for candidate in chain) / len(chain)


def _candidates(lines: Sequence[TextLine], index: int, titles: ContentsTitles) -> list[ItemStart]:
    line = lines[index]
    number = number_alone(line.text) if titles.alone else None
    if number in titles.alone:
        return [ItemStart(index, number, index, len(line.text), LISTED, SURE)]
    if line.learnt is not None:
        return []
    found = []
    labelled = _LABELLED.match(line.text)
    word = _family_of(labelled.group("word")) if labelled else ""
    # "Sag 2021-1234" is no item.
    is_case = word == "sag" and case_number_of(line.text) is not None
    weight = _LABEL
    # "Ad 2" stands before what is said of a point; before a listed title, or over text, it begins
    # the item.
    if labelled and word == "ad" and not _in_contents(title := line.text[labelled.end() :], titles):
        has_text = _has_text(lines, index, title.rstrip("?")) or closes_title(title)
        is_case = not (_is_parted(lines, index) and (has_text or _heads(lines, index)))
        weight = 0.4
    if labelled and not is_case and _title_may_follow(line.text[labelled.end() :]):
        kind = "label" if labelled.group("number")[0].isdigit() else "letter"
        found.append(_start(lines, index, labelled, f"{kind} {word}", weight, titles))
    numbered = _NUMBERED.match(line.text)
    if numbered and _may_be_numbered_title(line.text, line.text[numbered.end() :]):
        depth = numbered.group("number").count(".")
        sign = (numbered.group("sign") or "").strip()
        family = f"number {sign}{depth}"
        found.append(_start(lines, index, numbered, family, 0.1, titles))
    bare = _BARE.match(line.text)
    if bare and not found and _may_be_numbered_title(line.text, line.text[bare.end() :]):
        depth = bare.group("number").count(".")
        sign = (bare.group("sign") or "").strip().replace("#", "")
        found.append(_start(lines, index, bare, f"number {sign}{depth} bare", -0.5, titles))
    found += _counted_otherwise(lines, index, titles, is_found=bool(found))
    margin = None if found else _BEHIND_MARGIN.match(line.text)
    if margin and heading_of(margin["margin"]) is None:
        found += _behind_margin(lines, index, margin, titles)
    # A number alone on its line, the title on the next (flattened tables).
    if _is_bare_number(line.text) and index + 1 < len(lines) and not found:
        alone = _ALONE.match(line.text)
        below = lines[index + 1].text
        if alone and line.gap_before and below.endswith(".") and says_closed(below):
            # It has no title, and the sentence says why.
            end = len(line.text)
            found.append(ItemStart(index, alone.group("number"), index, end, "number 0", SURE))
        elif alone and not _is_bare_number(below) and _may_be_numbered_title(line.text, below):
            found.append(_start(lines, index, alone, "number alone", -0.5, titles))
    if (
        not found
        and line.level is not None
        and (
            _may_be_marked_title(line.text)
            or _is_agenda_over_text(lines, index)
            or _is_closed_title_alone(lines, index)
        )
    ):
        weight = 1.0 + _weight_of_context(lines, index, index, line.text, titles)
        found.append(ItemStart(index, None, index, 0, f"level {line.level}", weight))
    if not found and line.level is None:
        found += _titled(lines, index)
    return found


_AGENDA = re.compile(r"(?i)dagsorden(?:en)?")


def _is_agenda_over_text(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Dagsordenen" is set over what was said of it, and heads no list."""
    if index + 1 == len(lines) or not _AGENDA.fullmatch(lines[index].text):
        return False
    below = lines[index + 1]
    return below.level is None and (
        below.text.endswith(".") or case_number_at(lines, index + 1) is not None
    )


_CLOSED_TITLE = re.compile(r"(?i)(?:lukket|fortroligt) (?:sag|punkt|dagsordenspunkt)")


def _is_closed_title_alone(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Lukket sag", set as a heading, is all the title that an item has.

    Nothing stands below it but that it is closed, its case number, or another one; over another
    title it is a mark.
    """
    if not _CLOSED_TITLE.fullmatch(lines[index].text):
        return False
    if index + 1 == len(lines):
        return True
    below = lines[index + 1]
    if below.level is not None:
        return below.level == lines[index].level and bool(_CLOSED_TITLE.fullmatch(below.text))
    return says_closed(below.text) or case_number_at(lines, index + 1) is not None


def _counted_otherwise(
    lines: Sequence[TextLine], index: int, titles: ContentsTitles, is_found: bool
) -> Iterator[ItemStart]:
    """What a line in the less usual forms may begin; `is_found` says that it has a usual one."""
    text = lines[index].text
    bracketed = _BRACKETED.match(text)
    if bracketed:
        yield _start(lines, index, bracketed, "number in brackets", -0.5, titles)
    of_year = _OF_YEAR.match(text)
    if of_year and not is_found and _may_be_numbered_title(text, text[of_year.end() :]):
        yield _start(lines, index, of_year, OF_YEAR, 0.1, titles)
    short = _OF_SHORT_YEAR.match(text)
    if short and not is_found and _may_be_numbered_title(text, text[short.end() :]):
        yield _start(lines, index, short, f"{OF_YEAR} {short.group('year')}", 0.1, titles)
    of_kind = _OF_KIND.match(text)
    if of_kind and not is_found and _may_be_numbered_title(text, text[of_kind.end() :]):
        yield _start(lines, index, of_kind, f"{_KIND} {of_kind.group('kind')}", 0.1, titles)
    roman = _ROMAN.match(text)
    if roman and not _is_known_heading(text[roman.end() :]):
        yield _start(lines, index, roman, "roman", 0.1, titles)
    lettered = _LETTERED.match(text)
    if lettered and _in_contents(text[lettered.end() :], titles):
        yield _start(lines, index, lettered, "letter", -0.5, titles)


def _behind_margin(
    lines: Sequence[TextLine], index: int, match: re.Match[str], titles: ContentsTitles
) -> Iterator[ItemStart]:
    """An item whose number stands behind a cell of the margin; without a title only a closed one."""
    if not (lines[index].gap_before or lines[index].starts_page):
        return
    marks = [cell.strip() for cell in _BETWEEN_MARKS.split(match["margin"])]
    is_closed = any(is_mark(cell) for cell in marks)
    is_about = is_closed or case_number_of(match["margin"]) is not None
    start = _start(lines, index, match, "number §0", SURE if is_about else 0.1, titles)
    if match.end() < len(match.string):
        yield start
    elif is_closed:
        yield replace(start, title_line=index, title_offset=match.end(), weight=SURE)


_BETWEEN_MARKS = re.compile(r"[,;·|]")


def _family_of(word: str) -> str:
    """The family of a label as it is written."""
    return next(family for label, family in _LABELS.items() if re.fullmatch(label, word.lower()))


def _is_parted(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is set apart from what stands before it, or behind a finished sentence."""
    line = lines[index]
    is_first = index == 0 or line.gap_before or line.starts_page
    return is_first or lines[index - 1].text.endswith((".", "!", "?", ":"))


def _heads(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a case number, a mark or the heading of an item's first section stands below a line."""
    if index + 1 >= len(lines):
        return False
    heading = announced(lines[index + 1])
    return (
        is_mark(lines[index + 1].text)
        or bool(case_number_at(lines, index + 1))
        or (heading is not None and heading.role in _FIRST)
    )


def behind_label(text: str) -> str:
    """What stands on a line behind a label and its number, the line where there is none.

    >>> behind_label("Sag nr. 102 (15/3120)"), behind_label("Sagsnr. 15/3120")
    ('(15/3120)', 'Sagsnr. 15/3120')
    """
    labelled = _LABELLED.match(text)
    return text[labelled.end() :] if labelled else text


def begins_numbered(text: str) -> bool:
    """Whether the line could begin an item with a number, whatever stands around it."""
    return any(pattern.match(text) for pattern in (_LABELLED, _NUMBERED, _BARE))


def _titled(lines: Sequence[TextLine], index: int) -> list[ItemStart]:
    """A title without number or mark, known by the case number directly below it."""
    text = lines[index].text
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    below = case_number_at(lines, index + 1) or _ITEM_MARK.search(following)
    if (
        not below
        or not text[0].isupper()
        or text.endswith((".", ":", ","))
        or len(text) > 200
        or not _may_be_marked_title(text)
        or case_number_of(text)
        or names_meeting(text)
    ):
        return []
    return [ItemStart(index, None, index, 0, "titled", 1.6 + 0.3 * lines[index].gap_before)]


def _start(
    lines: Sequence[TextLine],
    index: int,
    match: re.Match[str],
    family: str,
    weight: float,
    titles: ContentsTitles,
) -> ItemStart:
    title = lines[index].text[match.end() :]
    title_line, offset = index, match.end()
    marks: Sequence[object] = title_cells(title)[1]
    # "Lukket punkt" behind the number is all the title that there is.
    is_marks = family.startswith("label") and heads_item(title) and not closes_title(title)
    if not title and _is_closed_alone(lines, index, match.group()):
        offset = lines[index].text.rindex("(" if "(" in match.group() else "[")
        title = lines[index].text[offset:]
    elif (not title or is_marks) and index + 1 < len(lines):
        title_line, offset = _title_below(lines, index), 0
        offset = _behind_label(lines[title_line].text)
        again = _NUMBERED.match(lines[title_line].text)
        if again and again.group("number") == match.group("number"):
            # "Sag nr. 2" over "2. Ny mole"
            offset = again.end()
        marks = [title] if title else lines[index + 1 : title_line]
        title = lines[title_line].text[offset:]
    context = _weight_of_context(lines, index, title_line, title, titles)
    # A case number or a mark beside the title is as good as one below it.
    context += 2.5 * bool(marks)
    # So is a mark before or behind it, if it stands apart: entries of a list have such marks, too.
    is_marked = bool({"(", "["} & set(match.group())) or closes_title(title)
    if is_marked and _stands_apart(lines, index, title_line):
        context = max(context, SURE)
    if context < SURE and lines[index].level is None and _is_list_entry(lines, index, family):
        # A label vouches for a title that ends with a full stop, as typists wrote them.
        is_labelled = family.startswith(("label", "letter ", "number §"))
        said = title.rstrip(".?") if is_labelled else title
        is_closed = closes_title(title) or run_in_closed(title) or _heads_closed_part(lines, index)
        if not is_closed:
            context += 0.5 if _has_text(lines, title_line, said) else -2.5
    weight += context
    if lines[index].level is not None:
        weight += 1.0
    number = match.group("number")
    return ItemStart(index, number, title_line, offset, family, weight)


def _heads_closed_part(lines: Sequence[TextLine], index: int) -> bool:
    """Whether nothing but titles with numbers stands between a line and the heading of a closed part.

    There items have no text, as entries of a list have none.
    """
    for at in range(index - 1, max(-1, index - _MAX_ENTRY_LINES), -1):
        if vocabulary().role(lines[at].text) is Role.CLOSED:
            return lines[at].gap_before or lines[at].level is not None
        if not begins_numbered(lines[at].text):
            break
    return False


def _is_closed_alone(lines: Sequence[TextLine], index: int, before: str) -> bool:
    """Whether a mark that closes the item is all its title: a sentence stands below, or nothing.

    So it is in a heading that the file marks, with no other below it but the next item's.
    """
    if not (before.rstrip().endswith((")", "]")) and closes_title(before)):
        return False
    if index + 1 == len(lines) or lines[index + 1].text.endswith("."):
        return True
    level, below = lines[index].level, lines[index + 1]
    return level is not None and (below.level != level or begins_numbered(below.text))


def _stands_apart(lines: Sequence[TextLine], first: int, last: int) -> bool:
    is_end = last + 1 == len(lines)
    return lines[first].gap_before and (is_end or lines[last + 1].gap_before)


def _title_below(lines: Sequence[TextLine], index: int) -> int:
    """The line below a number that holds the title; the case number may stand before it.

    "Personalesag (lukket)" is all the title of an item that the next number ends.
    """
    for at in range(index + 1, min(index + _LOOK_AHEAD, len(lines))):
        text = lines[at].text
        if _is_bare_number(text):
            break
        if not heads_item(text):
            is_next = at > index + 1 and begins_numbered(text)
            return index + 1 if is_next or _is_known_heading(text) else at
    return index + 1


def _is_bare_number(text: str) -> bool:
    return _ALONE.fullmatch(text) is not None


def _behind_label(text: str) -> int:
    """Where a title begins behind its label: "Overskrift: Ny sti"."""
    heading = heading_of(text)
    if heading is None or heading.role is not Role.TITLE or heading.length >= len(text):
        return 0
    return len(text) - len(text[heading.length :].lstrip())


# A case number, or a title of the table of contents; and a label before the number.
SURE, _LABEL = 2.4, 2.0
# What may head an item's first section; the rest stand further down.
_FIRST = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.DECISION, Role.HEADER, Role.TITLE})


def _weight_of_context(
    lines: Sequence[TextLine],
    index: int,
    title_line: int,
    title: str,
    titles: ContentsTitles,
) -> float:
    """What the lines around say: in the contents, and followed by what follows a title."""
    weight = 0.0
    if _in_contents(title, titles):
        weight += 2.5
    if _ITEM_TITLE.match(title) or closes_title(title) or run_in_closed(title):
        weight += 1.5
    if _OUTCOME.match(title):
        weight -= 3.0
    if vocabulary().role(title) in (Role.DECISION, Role.RECOMMENDATION, Role.BOTH):
        # "3. Beslutning" counts the sections of an item.
        weight -= 1.0
    if lines[index].gap_before or lines[index].starts_page:
        weight += 0.3
    is_sentence = title.rstrip().endswith((",", ";", ".")) and len(title) > 60
    if is_sentence:
        weight -= 1.0
    for at in range(title_line + 1, min(title_line + 1 + _LOOK_AHEAD, len(lines))):
        line, distance = lines[at], at - title_line - 1
        if distance == 0 and _BELOW_CHAPTER.match(line.text):
            # What follows speaks for that item, not for the chapter over it.
            break
        is_marked = _ITEM_MARK.search(line.text) or says_closed(line.text)
        if is_marked or case_number_at(lines, at):
            return weight + (2.5 if distance < 4 else 1.5)
        if _NUMBERED.match(line.text) or _LABELLED.match(line.text):
            break
        heading = announced(line)
        if heading is not None and heading.role not in (Role.MEMBERS, Role.NOISE, Role.CONTENTS):
            if heading.role not in _FIRST and line.learnt is None:
                return weight + 0.7
            return weight + (2.0 if distance < 4 and not is_sentence else 1.0)
        is_sentence = is_sentence or (line.text.endswith(".") and distance > 0)
    return weight + 1.0 * _is_treated(lines, title_line + 1)


def _is_treated(lines: Sequence[TextLine], first: int) -> bool:
    """Whether text without headings tells what was recommended or decided, before the next number."""
    for line in lines[first : first + _MAX_ENTRY_LINES]:
        if begins_numbered(line.text):
            return False
        if is_outcome(line.text, alone=False) or is_proposal(line.text):
            return True
        if any(_tells_decision(said) for said in _SENTENCE.split(line.text[:_MAX_READ])):
            return True
    return False


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
# So much of a line is read for what was decided.
_MAX_READ = 2_000


def _tells_decision(sentence: str) -> bool:
    heading = heading_of(sentence)
    return decides(sentence) or (heading is not None and heading.role is Role.DECISION)


def _is_list_entry(lines: Sequence[TextLine], index: int, family: str) -> bool:
    """Whether the entry before or behind has the number before or behind, and nothing parts them."""
    number = _number_in(lines[index].text, family)
    if number is None:
        return False
    for step in (-1, 1):
        for distance in range(1, _MAX_ENTRY_LINES):
            at = index + step * distance
            if not 0 <= at < len(lines):
                break
            beside = _number_in(lines[at].text, family)
            if beside == number + step:
                return True
            if beside is not None or _parts_items(lines, at):
                break
    return False


def _has_text(lines: Sequence[TextLine], title_line: int, title: str) -> bool:
    """Whether a title stands over a sentence of its own, as no entry of a list does."""
    if title.endswith((".", ":", ",", ";", "?")) or title_line + 1 >= len(lines):
        return bool(_ITEM_TITLE.match(title))
    end = title_line + 2
    while end < len(lines) and not lines[end].gap_before and end <= title_line + _LOOK_AHEAD:
        end += 1
    following, last = lines[title_line + 1], lines[end - 1].text
    begins = following.text[0].isupper() or (
        following.text[0].isdigit() and not begins_numbered(following.text)
    )
    # A long paragraph ends its first sentence in time; it ends itself further down.
    goes_on = end < len(lines) and not lines[end].gap_before
    ends = last.endswith(".") or (
        goes_on and any(_SENTENCE_END.search(line.text) for line in lines[title_line + 1 : end])
    )
    is_text = begins and (
        following.text.endswith(".")
        or (not following.gap_before and ends and not begins_numbered(last))
    )
    return bool(_ITEM_TITLE.match(title)) or is_text


_SENTENCE_END = re.compile(r"[a-zæøå)]{3}\.(?: [A-ZÆØÅ]|$)")


def _pattern_of(family: str) -> re.Pattern[str]:
    """How a line of a family begins."""
    if family.startswith(("label", "letter ")):
        return _LABELLED
    if family.startswith(OF_YEAR):
        return _OF_YEAR if family == OF_YEAR else _OF_SHORT_YEAR
    if family.startswith(_KIND):
        return _OF_KIND
    return _BARE if "bare" in family else _NUMBERED


def _number_in(text: str, family: str) -> int | None:
    number = match.group("number").lower() if (match := _pattern_of(family).match(text)) else ""
    if number.isdigit() or "/" in number:
        return _order(number)[0]
    if family.startswith(_KIND):
        return int(re.sub(r"\D", "", number)) if number else None
    return ord(number) if len(number) == 1 else None


def _parts_items(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line is a heading, a case number or a mark, which no list holds."""
    line = lines[index]
    return (
        line.level is not None
        or heading_of(line.text) is not None
        or case_number_at(lines, index) is not None
        or bool(_ITEM_MARK.search(line.text))
    )


def _title_may_follow(title: str) -> bool:
    """Behind "Punkt 3" comes a title or nothing, not the rest of a sentence."""
    return not title or title[0].isupper() or title[0] in "\"'”“»«§(" or title[0].isdigit()


def _may_be_numbered_title(line: str, title: str) -> bool:
    if not title or not (title[0].isupper() or title[0] in "\"'”“»«§(" or title[0].isdigit()):
        return False
    if _CLOCK.match(line):
        return False
    dates = find_dates(line)
    if dates and dates[0].span.start == 0:
        return False
    is_case = case_number_of(line) and not _OVER_CASE.match(line)
    if is_case or (_is_known_heading(title) and len(title.split()) > 4):
        return False
    return not re.match(r"(?i)(?:at|til|på)\s", title) and len(title) < 250


def _may_be_marked_title(text: str) -> bool:
    """Whether what the file marks as a heading may be a title: "Eventuelt" may, "Indstilling" not."""
    return not _is_known_heading(text) or (
        bool(_ITEM_TITLE.match(text)) and vocabulary().role(text) is Role.OTHER
    )


def _is_known_heading(text: str) -> bool:
    heading = heading_of(text, marked=True)
    # "Høringssvar: Flagpolitik" is a title; "Indstilling: Godkendes" is none.
    is_title = (
        heading is not None
        and heading.length < len(text)
        and heading.role in (Role.BACKGROUND, Role.OTHER, Role.ECONOMY)
    )
    return (
        (heading is not None and not is_title)
        or body_and_date(text) is not None
        or bool(_OPEN_OR_CLOSED.match(text))
        or vocabulary().role(text) is not None
        or names_meeting(text)
    )


class ContentsTitles:
    """The titles of the table of contents, to be found by what they begin with.

    The numbers `alone` are those of items that have their titles only there.
    """

    def __init__(self, titles: Iterable[str], alone: Set[str]) -> None:
        self.alone = alone
        self.known = frozenset(titles)
        self._sorted = sorted(self.known)

    def begin(self, normal: str) -> bool:
        """Whether one begins with the title, or the title with one, over ten letters at least."""
        if len(normal) < _MIN_BEGINNING:
            return False
        place = bisect_left(self._sorted, normal)
        longer = place < len(self._sorted) and self._sorted[place].startswith(normal)
        lengths = range(_MIN_BEGINNING, len(normal))
        return longer or any(normal[:length] in self.known for length in lengths)


# Tables of contents cut long titles; shorter beginnings say little.
_MIN_BEGINNING = 10


def normalise_title(title: str) -> str:
    """A title as titles are compared: letters and digits only, lower case."""
    return "".join(filter(str.isalnum, title.lower()))


def _in_contents(title: str, titles: ContentsTitles) -> bool:
    """Whether the line begins a title of the table of contents.

    Tables of contents cut long titles, and pages wrap them: the shorter must
    begin the longer, over at least ten letters or the whole.
    """
    normal = normalise_title(title)
    return bool(normal) and (normal in titles.known or titles.begin(normal))


def _best_chain(family: Sequence[ItemStart]) -> list[ItemStart]:
    """The rising sequence of numbers with the greatest weight (dynamic programming).

    Items without a number keep their order. A jump in the numbers costs a
    little, so that "3, 4, 5" beats "3, 4, 40". What precedes a number best is
    looked up in a tree of maxima over the numbers in order, and for the ten
    numbers before it, which cost less: n log n steps, for pages of numbers.
    """
    if family[0].number is None:
        return list(family)
    orders = [_order(candidate.number) for candidate in family]
    ranks = {order: rank for rank, order in enumerate(sorted(set(orders)))}
    tree = _Maxima(len(ranks))
    firsts: dict[int, tuple[float, int]] = {}
    begins: dict[int, int] = {}
    for order, rank in ranks.items():
        begins[order[0]] = min(begins.get(order[0], rank), rank)
    heads = sorted(begins)
    best: list[tuple[float, int | None]] = []
    for i, (candidate, order) in enumerate(zip(family, orders, strict=True)):
        first, rank = order[0], ranks[order]
        # The same number with another behind it ("1.1", "1.2") costs nothing.
        near = [tree.best(begins[first], rank)]
        for jump in range(1, _FAR):
            score, negative = firsts.get(first - jump, _NOTHING)
            near.append((score - _JUMP_COST * (jump - 1), negative))
        far = bisect_right(heads, first - _FAR)
        if far:
            score, negative = tree.best(0, begins[heads[far]])
            near.append((score - _MAX_JUMP_COST, negative))
        score, negative = max(near)
        total, before = (
            (score + candidate.weight, -negative) if score > 0 else (candidate.weight, None)
        )
        best.append((total, before))
        firsts[first] = max(firsts.get(first, _NOTHING), (total, -i))
        tree.put(rank, (total, -i))
    at: int | None = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at is not None:
        chain.append(family[at])
        at = best[at][1]
    return chain[::-1]


# What a number costs that is not the next, and from how far on it costs no more.
_JUMP_COST, _MAX_JUMP_COST, _FAR = 0.3, 3.0, 11
_NOTHING = (-math.inf, 0)


class _Maxima:
    """A segment tree: the greatest of a range of places, in log n steps."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree = [_NOTHING] * (2 * size)

    def put(self, place: int, value: tuple[float, int]) -> None:
        """Keep the value at its place, if it is greater than what is there."""
        place += self._size
        while place and value > self._tree[place]:
            self._tree[place] = value
            place //= 2

    def best(self, start: int, end: int) -> tuple[float, int]:
        """The greatest value from `start` up to `end`, which is not included."""
        found, low, high = _NOTHING, start + self._size, end + self._size
        while low < high:
            if low % 2:
                found, low = max(found, self._tree[low]), low + 1
            if high % 2:
                high -= 1
                found = max(found, self._tree[high])
            low, high = low // 2, high // 2
        return found


def _jump(before: str | None, after: str | None) -> int | None:
    """How far the numbers are apart; None when they do not rise."""
    first, second = _order(before), _order(after)
    if second <= first:
        return None
    return max(1, second[0] - first[0])


@lru_cache(maxsize=10_000)
def _order(number: str | None) -> tuple[int, ...]:
    if number and re.fullmatch(r"[IVX]+", number):
        return (of_roman(number),)
    if number and "/" in number:
        # The year is the same for all; of two digits it stands behind.
        first, _, last = number.partition("/")
        return (int(last if len(last) < len(first) == 4 else first),)
    parts = re.findall(r"\d+|[a-zæ]", (number or "0").lower())
    return tuple(int(part) if part.isdigit() else ord(part) for part in parts)
