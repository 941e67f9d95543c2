"""What belongs to a sequence of items beside those that were counted: framed, untitled, out of turn."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from index.parsing.items.candidates import (
    weight_of_context,
)
from index.parsing.items.chains import (
    LABEL,
    MIN_WEIGHT,
    SURE,
    ItemStart,
)
from index.parsing.items.choices import is_choice
from index.parsing.items.contents import ContentsTitles
from index.parsing.items.frames import framed_titles
from index.parsing.items.numbers import (
    BARE,
    FRAMED,
    KIND_PREFIX,
    NUMBERED,
    number_alone,
    number_in,
    order_of,
)
from index.parsing.items.typography import titles_that_look_alike
from index.parsing.items.untitled import numbers_above, untitled
from index.parsing.text.cells import (
    case_number_in,
    head_row,
    is_mark,
    title_cells,
)
from index.parsing.text.closed import closes_title, says_closed
from index.parsing.text.headings import body_and_date, heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role


def with_framed(lines: Sequence[TextLine], chain: list[ItemStart]) -> list[ItemStart]:
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


def behind_marks(lines: Sequence[TextLine], starts: list[ItemStart]) -> list[ItemStart]:
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


def with_numbers_above(lines: Sequence[TextLine], chain: list[ItemStart]) -> list[ItemStart]:
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


def set_alike(lines: Sequence[TextLine], contents: ContentsTitles) -> list[ItemStart]:
    """The titles that neither number nor mark tells, where most stand over what an item has."""
    starts = [
        ItemStart(
            index,
            None,
            index,
            offset,
            look,
            1.0 + weight_of_context(lines, index, index, lines[index].text[offset:], contents),
        )
        for index, offset, look in titles_that_look_alike(lines)
    ]
    sure = sum(start.weight >= MIN_WEIGHT for start in starts)
    needed = _SURE_PLAIN if starts and starts[0].family == "plain" else SURE_TITLES
    return starts if starts and sure >= needed * len(starts) else []


def with_kinds_together(chains: Sequence[list[ItemStart]]) -> list[list[ItemStart]]:
    """The sequences, those of "B1" and of "O1" as one: each letter counts its own, or all go on."""
    others = [chain for chain in chains if not chain or not chain[0].family.startswith(KIND_PREFIX)]
    kinds = [chain for chain in chains if chain and chain[0].family.startswith(KIND_PREFIX)]
    told = (chain for chain in kinds if max(c.weight for c in chain) >= _LEAST_OF_KIND)
    return [*others, sorted((start for chain in told for start in chain), key=_line)]


# "E20 Motorvejen" has nothing of an item around it.
_LEAST_OF_KIND = 1.0


def with_other_marks(
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


def with_whole_chapters(
    lines: Sequence[TextLine], chain: list[ItemStart], candidates: Sequence[ItemStart]
) -> list[ItemStart]:
    """The items counted within chapters ("2.1", "2.2"), with the chapters that are one item: "1. Velkomst".

    So are those that fill the count of chapters that stand right above their first items.
    """
    if len(chain) < _MIN_TITLED or not all(_IN_CHAPTER.fullmatch(s.number or "") for s in chain):
        return chain
    above = {start.line - 1: order_of(start.number)[0] for start in chain if start.line}
    heads = {n: at for at, n in above.items() if number_in(lines[at].text, "number 0") == n}
    levels = {lines[at].level for at in heads.values()}
    if len(heads) < _MIN_TITLED or {*heads} != {*above.values()} or len(levels) != 1:
        return chain
    whole = [
        c
        for c in candidates
        if c.family == "number 0"
        and (_plain_number(c) or 0) not in heads
        and lines[c.line].level in levels
        and (None not in levels or _is_set_off(lines, c))
    ]
    longer = sorted([*chain, *whole], key=_line)
    numbers = sorted([*heads, *((_plain_number(c) or 0) for c in whole)])
    are_counted = numbers == [*range(1, len(numbers) + 1)]
    rises = all(order_of(a.number) < order_of(b.number) for a, b in pairwise(longer))
    return longer if are_counted and rises else chain


def counted_in_chapters(
    lines: Sequence[TextLine],
    chain: list[ItemStart],
    chains: Sequence[list[ItemStart]],
    candidates: Sequence[ItemStart],
) -> list[ItemStart]:
    """The items, those within chapters ("2.1", "2.2") where each of them has a decision of its own.

    The chapters that are one item each, with some of the others, may count for more: "1. Velkomst".
    """
    if not chain or chain[0].family != "number 0":
        return chain
    for other in chains:
        if not other or other[0].family != "number 1":
            continue
        longer = with_whole_chapters(lines, other, candidates)
        held = {start.number for start in longer}
        held |= {str(order_of(start.number)[0]) for start in other}
        has_all = len(longer) > len(other) and all(start.number in held for start in chain)
        if has_all and _are_decided_alone(lines, longer):
            return longer
    return chain


def _are_decided_alone(lines: Sequence[TextLine], starts: Sequence[ItemStart]) -> bool:
    """Whether most items within chapters have a decision each, two of one chapter at least."""
    within = decided = 0
    of_chapter: Counter[int] = Counter()
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if not _IN_CHAPTER.fullmatch(start.number or ""):
            continue
        within += 1
        own = lines[start.title_line + 1 : following.line if following else len(lines)]
        headings = (heading_of(line.text) for line in own)
        if any(heading is not None and heading.role is Role.DECISION for heading in headings):
            decided += 1
            of_chapter[order_of(start.number)[0]] += 1
    return 2 * decided > within and max(of_chapter.values(), default=0) > 1


_IN_CHAPTER = re.compile(r"\d{1,2}\.\d{1,2}")


def with_same_level(
    lines: Sequence[TextLine], chain: list[ItemStart], candidates: Sequence[ItemStart]
) -> list[ItemStart]:
    """The items that the file marks as headings, with those it marks alike and whose numbers have another form.

    "Punkt 14A: Ny mole", "14B. Kranen": all numbers together must rise.
    """
    levels = {lines[start.line].level for start in chain}
    if len(levels) != 1 or None in levels or not all(start.number for start in chain):
        return chain
    held = {start.line for start in chain}
    for candidate in candidates:
        is_alike = candidate.number and lines[candidate.line].level in levels
        is_counted = candidate.family.startswith(_COUNTED) and candidate.weight >= SURE
        if not (is_alike and is_counted) or candidate.line in held:
            continue
        longer = sorted([*chain, candidate], key=_line)
        if all(order_of(a.number) < order_of(b.number) for a, b in pairwise(longer)):
            chain, held = longer, held | {candidate.line}
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
        number_in(line.text, pattern) for line in lines[start.title_line + 1 : found[0].line]
    )
    return [] if first in counted else found


def _line(start: ItemStart) -> int:
    return start.line


def _is_set_off(lines: Sequence[TextLine], start: ItemStart) -> bool:
    line = lines[start.line]
    apart = line.gap_before or line.starts_page or line.level is not None
    return apart and start.weight >= OVER_TEXT


def with_untitled(lines: Sequence[TextLine], chain: list[ItemStart]) -> list[ItemStart]:
    """The items, with the closed ones that are nothing but a number and count on from one of them."""
    if len(chain) < _MIN_TITLED or not all(_PLAIN.fullmatch(s.number or "") for s in chain):
        return chain
    alone = list(untitled(lines))
    places = [found.line for found in alone]
    result: list[ItemStart] = []
    for start, following in zip(chain, [*chain[1:], None], strict=True):
        result.append(start)
        count = order_of(start.number)[0]
        wanted = order_of(following.number)[0] if following else math.inf
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


_PLAIN = re.compile(r"\d{1,4}(?:\.\d{1,2})*\s?[a-zæA-ZÆ]?")


def with_out_of_turn(
    lines: Sequence[TextLine], chain: list[ItemStart], candidates: Sequence[ItemStart]
) -> list[ItemStart]:
    """The items, with those that stand behind a later number and are surely items.

    The meeting may take 8 before 7, and the minutes follow it. What is sorted into groups goes on
    counting: 9 may be a closed item of the second group, above 6.
    """
    numbers = [_plain_number(start) for start in chain]
    held = {number for number in numbers if number is not None}
    if len(chain) < MIN_COUNTED or len(held) != len(chain):
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
    return LABEL if lines[start.line].gap_before else SURE


def with_lines_above(lines: Sequence[TextLine], starts: Sequence[ItemStart]) -> list[ItemStart]:
    """The items from the marks that stand above their titles.

    "Lukket sag" above a title is that item's, unless all that stands before it
    is the title of the item before, with its case number where the marks of others stand
    below theirs. A case number is when every open item has one. So are the number itself with a
    label, and the meeting where it heads every item.
    """
    moved: list[ItemStart] = []
    are_below = _marks_stand_below(lines, starts)
    above = [lines[start.line - 1].text if start.line else "" for start in starts]
    # Of closed items the minutes may print no more than the title.
    told = [
        text
        for text, start in zip(above, starts, strict=True)
        if not _is_closed_in_title_or_below(lines, start) or (text and head_row(text))
    ]
    every = 2 * len(told) > len(starts) and all(text and head_row(text) for text in told)
    every_number = every and all(case_number_in(text) for text in told)
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
        explains = not moved and is_choice(lines, first - 1)
        while (not explains and first - 1 > before) and (
            (
                is_mark(lines[first - 1].text)
                and not _ends_line(lines, first - 1)
                and not _ends_item(lines, first - 1)
                and not (moved and _is_all_of(lines, moved[-1], first - 1))
                and not _names_another(lines[first - 1].text, start.number)
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


def _is_closed_in_title_or_below(lines: Sequence[TextLine], start: ItemStart) -> bool:
    below = lines[start.title_line + 1 : start.title_line + 2]
    return closes_title(lines[start.title_line].text[start.title_offset :]) or any(
        says_closed(line.text) for line in below
    )


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


def _is_all_of(lines: Sequence[TextLine], start: ItemStart, index: int) -> bool:
    """Whether a sentence is all that is said of an item that has no mark above it: "Punktet er lukket."."""
    between = lines[start.title_line + 1 : index]
    is_alone = lines[index].text.endswith(".") and all(head_row(line.text) for line in between)
    return is_alone and not is_mark(lines[start.line].text)


def _names_another(text: str, number: str | None) -> bool:
    """Whether a sentence tells of an item by another number: "Punkt 4 behandles for lukkede døre."."""
    named = _NAMED.match(text)
    return named is not None and number is not None and named.group(1) != number.split(".")[0]


_NAMED = re.compile(
    r"(?i)(?:(?:dagsordens)?punkt(?:et|erne)?|pkt\.?|sag(?:en)?)(?: nr\.?)? (\d+)\b"
)


def _is_over(text: str, number: str | None) -> bool:
    """Whether a line heads several items, of which this is the first: "2. Ejendomme" over "2.1 …".

    Or it is a label with the item's number: "Sag nr. 2" over "2. Ny mole".
    """
    if number is not None and number_alone(text) == number:
        return True
    match = NUMBERED.match(text) or BARE.match(text)
    return match is not None and number == f"{match.group('number')}.1"


# Of titles that only their look tells, so many have what an item has.
# More where nothing but blank lines sets them apart.
SURE_TITLES, _SURE_PLAIN = 0.25, 0.6


# Two may be a list of two; the weight is that of a number, a gap above and text below.
MIN_COUNTED, OVER_TEXT = 3, 0.85
