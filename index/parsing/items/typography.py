"""What lines that are set alike tell: titles differ from each other, headings of sections return."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from index.parsing.meeting.front import names_meeting, tells_of_meeting
from index.parsing.text.cells import case_number_at, head_row
from index.parsing.text.closed import closes_title
from index.parsing.text.headings import heading_of, heads_case
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary


def refrains(lines: Sequence[TextLine]) -> frozenset[int]:
    """The lines set as headings whose words return, set alike, as those of a section do in each item.

    Closed items may all have one title.
    """
    seen = Counter((line.level, line.text.lower()) for line in lines if line.level is not None)
    return frozenset(
        index
        for index, line in enumerate(lines)
        if line.level is not None
        and seen[line.level, line.text.lower()] >= _MIN_RETURNS
        and not closes_title(line.text)
    )


# Two titles may be the same.
_MIN_RETURNS = 3


def are_titles(lines: Sequence[TextLine], firsts: Sequence[int]) -> bool:
    """Whether lines of one level part all that follows the front of minutes, each over text.

    None of a higher level stands between them, as the chapters of a report do.
    """
    if len(firsts) < _MIN_TITLES or not _is_front(lines[: firsts[0]]):
        return False
    level = lines[firsts[0]].level
    if level is None or any((line.level or level) < level for line in lines[firsts[0] :]):
        return False
    ends = [*firsts[1:], len(lines)]
    bodies = [lines[first + 1 : end] for first, end in zip(firsts, ends, strict=True)]
    over_text = sum(any(line.level is None for line in body) for body in bodies)
    return over_text >= _NEARLY_ALL * len(firsts)


_MIN_TITLES, _NEARLY_ALL = 4, 0.8


def _is_front(lines: Sequence[TextLine]) -> bool:
    """Whether lines tell of a meeting, or of who was there."""
    return any(
        tells_of_meeting(line.text)
        or ((heading := heading_of(line.text)) is not None and heading.role in _OF_FRONT)
        for line in lines
    )


_OF_FRONT: Set[Role] = frozenset({Role.MEMBERS, Role.ABSENT})


def look_of(lines: Sequence[TextLine], index: int, has_gaps: bool = True) -> tuple[str, int] | None:
    """How a title that nothing marks is set, and where it begins behind its sign; None for no title.

    It is short, ends no sentence, and stands apart: in capitals, behind a sign, or plain. Where
    the document `has_gaps` nowhere, a line behind a finished sentence does.
    """
    line = lines[index]
    is_apart = line.gap_before or line.starts_page
    if not has_gaps and index:
        above = lines[index - 1].text
        is_apart = above.endswith((".", "!", "?")) or heading_of(above) is not None
    sign = _SIGN.match(line.text)
    offset = sign.end() if sign else 0
    title = line.text[offset:]
    if not is_apart or not title or not _may_be_title(title) or _runs_on(lines, index):
        return None
    heading = heading_of(title)
    is_title = heading is not None and heading.role is Role.TITLE and heading.length < len(title)
    is_heading = heading is not None and not is_title and not _is_last_title(title)
    if line.level is not None or is_heading or names_meeting(line.text):
        return None
    if title.isupper() and len(title) >= _MIN_CAPITALS:
        return f"capitals {sign.group() if sign else ''}", offset
    return (f"behind {sign.group()}" if sign else "plain"), offset


def _is_last_title(title: str) -> bool:
    """Whether a heading is the title of an item that most meetings end with."""
    return vocabulary().role(title) is Role.OTHER and bool(_LAST.match(title))


_LAST = re.compile(r"(?i)(?:evt\b|eventuelt\b|(?:næste|kommende) \w*møder?\b|siden sidst\b)")


def _runs_on(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is the first of a paragraph."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    goes_on = below is not None and not below.gap_before and _is_within(below.text)
    return goes_on or _BETWEEN_SENTENCES.search(lines[index].text) is not None


def _is_within(text: str) -> bool:
    """Whether a line goes on with a sentence: in small letters, or with what stands in brackets in it."""
    in_brackets = text[0] == "(" and not head_row(text) and _BEHIND_BRACKETS.match(text)
    return text[0].islower() or bool(in_brackets)


# "(Liste A). Flertallet", "(A, V) stemte"
_BEHIND_BRACKETS = re.compile(r"\([^()]{1,80}\)(?:[.,;:]|\s[a-zæøå])")
_BETWEEN_SENTENCES = re.compile(r"[a-zæøå)\d]{2}[.?!] [A-ZÆØÅ]")
_SIGN = re.compile(r"[^\w\s(\[«»\"'”“§]{1,3}\s+")
_FEW_GAPS = 0.05
_MIN_CAPITALS, _MAX_LETTERS, _MAX_WORDS = 4, 110, 16


def _may_be_title(title: str) -> bool:
    begins = title[0].isupper() or title[0] in "\"'”“»«§("
    is_short = len(title) <= _MAX_LETTERS and len(title.split()) <= _MAX_WORDS
    return begins and is_short and "\t" not in title and not title.endswith((".", ",", ";", "!"))


def titles_that_look_alike(lines: Sequence[TextLine]) -> list[tuple[int, int, str]]:
    """The lines that are set alike as titles, with where in them each begins and how they are set.

    They part all that follows the front of minutes, each over sentences of its own.
    """
    families: dict[str, list[tuple[int, int, str]]] = {}
    seen = Counter(line.text.lower() for line in lines)
    has_gaps = sum(line.gap_before for line in lines) > _FEW_GAPS * len(lines)
    for index, line in enumerate(lines):
        look = look_of(lines, index, has_gaps)
        if look is None or (
            seen[line.text.lower()] >= _MIN_RETURNS and not closes_title(line.text)
        ):
            continue
        families.setdefault(look[0], []).append((index, look[1], look[0]))
    told = [family for family in families.values() if _part_all(lines, family)]
    return _behind_labels(lines, max(told, key=len, default=[]))


# "Emne: Ny mole", "Tredje punkt: Ny mole"
_LABEL = re.compile(r"(?:[^\W\d_]+ )?(?P<word>[^\W\d_]+):\s+(?=\S)")


def _behind_labels(
    lines: Sequence[TextLine], family: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """The titles from behind a label that all of them have."""
    labels = [_LABEL.match(lines[index].text, offset) for index, offset, _ in family]
    words = {label["word"].lower() if label else "" for label in labels}
    if len(words) != 1:
        return list(family)
    return [
        (index, label.end() if label else offset, look)
        for (index, offset, look), label in zip(family, labels, strict=True)
    ]


def _part_all(lines: Sequence[TextLine], family: list[tuple[int, int, str]]) -> bool:
    """Whether titles stand each over sentences, but for those that stand before the first that does."""
    while family and not _is_over_sentence(lines, family, 0):
        family.pop(0)
    if len(family) < _MIN_TITLES or not _is_front(lines[: family[0][0]]):
        return False
    if any(_is_of_item(lines, index) for index in range(family[0][0])):
        return False
    numbers = [case_number_at(lines, index + 1) for index, _, _ in family]
    if numbers[0] and not any(numbers[1:]):
        # It is the one item, and the others part its text.
        return False
    over = sum(_is_over_sentence(lines, family, place) for place in range(len(family)))
    return over >= _NEARLY_ALL * len(family)


def _is_of_item(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is a case number or heads a section: an item has begun."""
    return heads_case(lines[index].text) or bool(case_number_at(lines, index))


def _is_over_sentence(
    lines: Sequence[TextLine], family: Sequence[tuple[int, int, str]], place: int
) -> bool:
    first = family[place][0]
    end = family[place + 1][0] if place + 1 < len(family) else len(lines)
    body = lines[first + 1 : end]
    heading = heading_of(body[0].text) if body else None
    if not body or (heading is not None and heading.role in _OF_HEAD):
        return False
    return closes_title(lines[first].text) or any(
        _SENTENCE_END.search(line.text) and len(line.text) >= _MIN_SENTENCE for line in body
    )


_OF_HEAD: Set[Role] = frozenset({*_OF_FRONT, Role.HEADER, Role.CONTENTS, Role.NOISE})
_SENTENCE_END = re.compile(r"[a-zæøå)\d]\.(?:\s|$)")
_MIN_SENTENCE = 15
