"""Numbers in a frame that the document has made its own: "15/3 Havnen", "Ad 3) Havnen", "S-014/19: Havnen".

No list of labels has them all. What tells is that the same frame stands before titles over the
whole document, each set apart over text of its own, and that one number in it rises by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.parsing.text.case_numbers import case_number_of, is_case_label
from index.parsing.text.dates import find_dates
from index.parsing.text.headings import heads_case
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary

_FRAMED = re.compile(
    r"(?P<before>[^\w\n]{0,5}(?:[^\W\d_]{1,16}(?:[.:]\s?|\s)){0,2}[^\w\s]{0,3})"
    r"(?P<number>(?:[A-ZÆØÅ]{1,3}-?)?\d{1,4}(?:[/.–-]\d{1,4}){0,2}[a-zæ]?)"
    r"(?P<behind>(?:\s?af\s?\d{1,3}(?!\d))?[^\w\n\"'”“»«§(]{1,12})(?=[A-ZÆØÅÉ\"'”“»«§(])"
)
# "B. Havnen", "IV. Havnen", and a number over its title.
_LETTER = re.compile(r"(?P<number>(?P<roman>[IVX]{1,5})|[A-ZÆØÅ])(?P<behind>[.)])\s+(?=[A-ZÆØÅ])")
_ALONE = re.compile(r"(?P<number>\d{1,3})[.)]?")
_DIGITS = re.compile(r"\d+")
_KL = re.compile(r"(?i)\W*kl\b")
_CLOCK = re.compile(r"(?i)\W*(?:[01]?\d|2[0-3])[.:][0-5]\d\W")
_LIKE_HOURS = "like hours"


@dataclass(frozen=True, slots=True)
class Framed:
    """A line with a number in a frame before its title.

    `frame` is what stands there, with "#" for the one of its numbers that may count, which is
    `count`; `number` is the whole of it, and the title begins at `offset` of `title_line`.
    """

    line: int
    frame: str
    count: int
    number: str
    title_line: int
    offset: int


def framed_titles(lines: Sequence[TextLine]) -> list[Framed]:
    """The titles that a frame with a rising number stands before over the whole document.

    Empty where no frame has enough of them, set apart over text.
    """
    families: dict[str, list[Framed]] = {}
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        for found in (*_framed(index, line), *_lettered(index, line), *_over(index, line, below)):
            families.setdefault(found.frame, []).append(found)
    counted = (_counted(family) for family in families.values() if len(family) >= _MIN_TITLES)
    told = [chain for chain in counted if chain and _head_items(lines, chain)]
    return max(told, key=len, default=[])


# Three may be the parts of one thing.
_MIN_TITLES = 4
# A longer line is text.
_MAX_LINE = 220


def _framed(index: int, line: TextLine) -> Iterator[Framed]:
    """The line once for each number that may count in what stands before its title."""
    match = _FRAMED.match(line.text)
    if match is None or len(line.text) > _MAX_LINE or not _may_be_title(line, match):
        return
    before, behind = match["before"].lower(), "".join(match["behind"].split())
    before = " ".join(before.split())
    for digits in _DIGITS.finditer(match["number"]):
        number = match["number"]
        shape = f"{number[: digits.start()]}#{number[digits.end() :]}"
        frame, count = f"{before} {shape}{behind}", int(digits.group())
        if _CLOCK.match(line.text):
            # "18.31", "18.32": hours do not go on by minutes.
            if digits.end() != len(number) or "." not in number:
                continue
            frame = f"{_LIKE_HOURS} {frame}"
        yield Framed(index, frame, count, number, index, match.end())


def _lettered(index: int, line: TextLine) -> Iterator[Framed]:
    """The line as one that a letter counts, a Roman numeral, or either."""
    match = _LETTER.match(line.text)
    if match is None or not _may_stand_over(line.text[match.end() :]):
        return
    number, behind = match["number"], match["behind"]
    if len(number) == 1:
        yield Framed(
            index, f"letter{behind}", ord(number) - ord("A") + 1, number, index, match.end()
        )
    if match["roman"]:
        yield Framed(index, f"roman{behind}", of_roman(number), number, index, match.end())


def _over(index: int, line: TextLine, below: TextLine | None) -> Iterator[Framed]:
    """The line as a number over its title."""
    match = _ALONE.fullmatch(line.text)
    if match and below is not None and _may_stand_over(below.text):
        yield Framed(index, "over", int(match["number"]), match["number"], index + 1, 0)


def _may_stand_over(title: str) -> bool:
    """Whether words may be a title over text."""
    is_short = len(title) <= _MAX_TITLE and not title.endswith((".", ",", ";", ":"))
    may_head = vocabulary().role(title) in (None, Role.OTHER)
    return title[0].isupper() and is_short and "\t" not in title and may_head


_MAX_TITLE = 110


def of_roman(numeral: str) -> int:
    """What a Roman numeral counts.

    >>> [of_roman(numeral) for numeral in ("III", "IV", "IX", "XII")]
    [3, 4, 9, 12]
    """
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def _may_be_title(line: TextLine, match: re.Match[str]) -> bool:
    title, label = line.text[match.end() :], match["before"].strip(" .:([-–")
    may_label = vocabulary().role(label) in (None, Role.TITLE)
    if _KL.match(line.text) or not may_label or len(title) < _MIN_TITLE:
        return False
    dates = find_dates(line.text[: match.end() + 1])
    is_whole = title.count("(") <= title.count(")")
    is_sentence = (
        is_whole and title.rstrip().endswith((".", ",", ";")) and len(title) > _MAX_SENTENCE
    )
    is_case = is_case_label(match["before"]) or (
        case_number_of(line.text[: match.end()]) and not _SHORT.fullmatch(match["number"])
    )
    return not (dates or is_sentence or is_case)


_MIN_TITLE, _MAX_SENTENCE = 3, 60
# The item of a year, which case numbers look like.
_SHORT = re.compile(r"\d{1,4}/\d{1,2}|\d{1,2}/\d{1,3}|\d{1,3}/\d{4}")


def _counted(family: Sequence[Framed]) -> list[Framed]:
    """The longest run of a family in which most numbers are the next, and none is far from it."""
    best: dict[int, list[Framed]] = {}
    for framed in family:
        runs = (best.get(framed.count - step, []) for step in range(1, _MAX_STEP + 1))
        run = [*max(runs, key=len), framed]
        if len(run) > len(best.get(framed.count, [])):
            best[framed.count] = run
    longest = max(best.values(), key=len)
    rise = longest[-1].count - longest[0].count
    if family[0].frame.startswith(_LIKE_HOURS) and rise != len(longest) - 1:
        return []
    is_whole = rise <= (1 + _MAX_MISSING) * (len(longest) - 1)
    is_most = len(longest) >= _MOST * len(family)
    if family[0].frame.startswith(("letter", "roman", "over")) and longest[0].count != 1:
        # So do initials, and the numbers of pages.
        return []
    return longest if len(longest) >= _MIN_TITLES and is_whole and is_most else []


# A closed item or two may be left out, of all titles so many; other lines in the frame are few.
_MAX_STEP, _MAX_MISSING, _MOST = 3, 0.3, 0.7


def _head_items(lines: Sequence[TextLine], chain: Sequence[Framed]) -> bool:
    """Whether titles are set apart over text, and the first stands before what an item has."""
    firsts = [framed.line for framed in chain]
    ends = [*firsts[1:], len(lines)]
    heads = Counter(lines[first - 1].text for first in firsts if first)
    apart = sum(
        # What stands over each title is the head of its table.
        _is_apart(lines, first) or heads[lines[first - 1].text] >= _NEARLY_ALL * len(chain)
        for first in firsts
    )
    titles = {lines[framed.title_line].text[framed.offset :] for framed in chain}
    bodies = [lines[f.title_line + 1 : end] for f, end in zip(chain, ends, strict=True)]
    sizes = [sum(len(line.text) for line in body) for body in bodies]
    has_text = sum(size >= _MIN_TEXT for size in sizes)
    return (
        apart >= _NEARLY_ALL * len(chain)
        and has_text >= _NEARLY_ALL * len(chain)
        and len(titles) >= _NEARLY_ALL * len(chain)
        # What goes on behind the last entry of a list within an item is longer than the list.
        and 2 * sizes[-1] <= sum(sizes)
        and not any(heads_case(line.text) for line in lines[: firsts[0]])
    )


# Titles over less text than this, in letters, may be a list's entries.
_MIN_TEXT, _NEARLY_ALL = 20, 0.8


def _is_apart(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is set apart, or stands behind a finished sentence, where no blanks part lines."""
    line = lines[index]
    is_set = index == 0 or line.gap_before or line.starts_page or line.level is not None
    return is_set or lines[index - 1].text.endswith((".", "!", "?", ":"))
