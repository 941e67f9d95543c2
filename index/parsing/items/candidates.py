"""What could begin an item at a line, weighed by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.parsing.items.chains import (
    LABEL,
    SURE,
    ItemStart,
)
from index.parsing.items.contents import ContentsTitles, in_contents
from index.parsing.items.numbers import (
    ALONE,
    BARE,
    BEHIND_MARGIN,
    BELOW_CHAPTER,
    BETWEEN_MARKS,
    BRACKETED,
    ITEM_MARK,
    ITEM_TITLE,
    KIND_NUMBERED,
    KIND_PREFIX,
    LABELLED,
    LETTERED,
    LETTERED_HEADING,
    LISTED,
    NUMBERED,
    OF_YEAR,
    ROMAN,
    SHORT_YEAR_NUMBERED,
    YEAR_NUMBERED,
    begins_numbered,
    family_of,
    is_bare_number,
    is_known_heading,
    may_be_marked_title,
    may_be_numbered_title,
    number_alone,
    number_in,
    title_behind_label,
    title_may_follow,
)
from index.parsing.items.untitled import title_above
from index.parsing.meeting.front import names_meeting
from index.parsing.sections.learnt import announced
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.cells import (
    case_number_at,
    heads_item,
    is_mark,
    title_cells,
)
from index.parsing.text.closed import closes_title, one_item, run_in_closed, says_closed
from index.parsing.text.headings import decides, heading_of, is_outcome, is_proposal
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary

# What a list says of a decision point by point: "Punkt 1: Godkendt."
_OUTCOME = re.compile(
    r"(?i)^(?:blev |er )?(?:godkendt|tiltrådt|vedtaget|udsat|udgår|forkastet|drøftet"
    r"|(?:taget )?til efterretning|anbefales|indstilles|ikke (?:godkendt|vedtaget|tiltrådt))\b"
)


# How far below its title an item's first heading or case number was seen:
# a title over three lines, then an item type, an open/closed mark.
_LOOK_AHEAD = 6


# The longest entry of a list that was seen.
_MAX_ENTRY_LINES = 16


def candidates_at(lines: Sequence[TextLine], index: int, titles: ContentsTitles) -> list[ItemStart]:
    """What a line could begin, in each way of counting that it fits."""
    line = lines[index]
    number = number_alone(line.text) if titles.alone else None
    if number in titles.alone:
        return [ItemStart(index, number, index, len(line.text), LISTED, SURE)]
    if line.learnt is not None:
        return []
    found = []
    labelled = LABELLED.match(line.text)
    word = family_of(labelled.group("word")) if labelled else ""
    # "Sag 2021-1234" is no item.
    is_case = word == "sag" and case_number_of(line.text) is not None
    weight = LABEL
    # "Ad 2" stands before what is said of a point; before a listed title, over text, or set as a
    # heading, it begins the item.
    if labelled and word == "ad" and not in_contents(title := line.text[labelled.end() :], titles):
        is_over = _has_text(lines, index, title.rstrip("?")) or closes_title(title)
        is_over = is_over or _heads(lines, index) or _is_set_over_text(lines, index, title)
        is_case = not (_is_parted(lines, index) and is_over)
        weight = 0.4 if line.level is None else 0.6
    if labelled and not is_case and title_may_follow(line.text[labelled.end() :]):
        kind = "label" if labelled.group("number")[0].isdigit() else "letter"
        found.append(_start(lines, index, labelled, f"{kind} {word}", weight, titles))
    numbered = NUMBERED.match(line.text)
    if numbered and may_be_numbered_title(line.text, line.text[numbered.end() :]):
        depth = numbered.group("number").count(".")
        sign = (numbered.group("sign") or "").strip()
        family = f"number {sign}{depth}"
        found.append(_start(lines, index, numbered, family, 0.1, titles))
    bare = BARE.match(line.text)
    if bare and not found and may_be_numbered_title(line.text, line.text[bare.end() :]):
        depth = bare.group("number").count(".")
        sign = (bare.group("sign") or "").strip().replace("#", "")
        found.append(_start(lines, index, bare, f"number {sign}{depth} bare", -0.5, titles))
    found += _counted_otherwise(lines, index, titles, is_found=bool(found))
    margin = None if found else BEHIND_MARGIN.match(line.text)
    if margin and heading_of(margin["margin"]) is None:
        found += _behind_margin(lines, index, margin, titles)
    # A number alone on its line, the title on the next (flattened tables).
    if is_bare_number(line.text) and index + 1 < len(lines) and not found:
        alone = ALONE.match(line.text)
        below = lines[index + 1].text
        if alone and line.gap_before and below.endswith(".") and says_closed(below):
            # It has no title, and the sentence says why.
            end = len(line.text)
            found.append(ItemStart(index, alone.group("number"), index, end, "number 0", SURE))
        elif alone and not is_bare_number(below) and may_be_numbered_title(line.text, below):
            found.append(_start(lines, index, alone, "number alone", -0.5, titles))
    if (
        not found
        and line.level is not None
        and (
            may_be_marked_title(line.text)
            or _is_agenda_over_text(lines, index)
            or _is_closed_title_alone(lines, index)
        )
    ):
        weight = 1.0 + weight_of_context(lines, index, index, line.text, titles)
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


_CLOSED_TITLE = re.compile(rf"(?i)(?:lukket|fortroligt?) {one_item()}")


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
    bracketed = BRACKETED.match(text)
    if bracketed:
        yield _start(lines, index, bracketed, "number in brackets", -0.5, titles)
    of_year = YEAR_NUMBERED.match(text)
    if of_year and not is_found and may_be_numbered_title(text, text[of_year.end() :]):
        yield _start(lines, index, of_year, OF_YEAR, 0.1, titles)
    short = SHORT_YEAR_NUMBERED.match(text)
    if short and not is_found and may_be_numbered_title(text, text[short.end() :]):
        yield _start(lines, index, short, f"{OF_YEAR} {short.group('year')}", 0.1, titles)
    of_kind = KIND_NUMBERED.match(text)
    if of_kind and not is_found and may_be_numbered_title(text, text[of_kind.end() :]):
        yield _start(lines, index, of_kind, f"{KIND_PREFIX} {of_kind.group('kind')}", 0.1, titles)
    roman = ROMAN.match(text)
    if roman and not is_known_heading(text[roman.end() :]):
        yield _start(lines, index, roman, "roman", 0.1, titles)
    lettered = LETTERED.match(text)
    if lettered and in_contents(text[lettered.end() :], titles):
        yield _start(lines, index, lettered, "letter", -0.5, titles)
    elif lettered and lines[index].level is None and lines[index].gap_before:
        # Set apart, over what was decided of each: lists within an item have no such text.
        if not is_known_heading(text[lettered.end() :]):
            yield _start(lines, index, lettered, "letter", -0.5, titles)
    elif lines[index].level is not None:
        heading = LETTERED_HEADING.match(text)
        if heading and not is_known_heading(text[heading.end() :]):
            yield _start(lines, index, heading, "letter", 0.1, titles)


def _behind_margin(
    lines: Sequence[TextLine], index: int, match: re.Match[str], titles: ContentsTitles
) -> Iterator[ItemStart]:
    """An item whose number stands behind a cell of the margin; without a title only a closed one."""
    if not (lines[index].gap_before or lines[index].starts_page):
        return
    marks = [cell.strip() for cell in BETWEEN_MARKS.split(match["margin"])]
    is_closed = any(is_mark(cell) for cell in marks)
    is_about = is_closed or case_number_of(match["margin"]) is not None
    start = _start(lines, index, match, "number §0", SURE if is_about else 0.1, titles)
    if match.end() < len(match.string):
        yield start
    elif is_closed:
        yield replace(start, title_line=index, title_offset=match.end(), weight=SURE)


def _is_parted(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is set apart from what stands before it, or behind a finished sentence.

    So is a heading that the file marks, and what stands below who was there.
    """
    line = lines[index]
    if index == 0 or line.gap_before or line.starts_page or line.level is not None:
        return True
    above = lines[index - 1].text
    heading = heading_of(above)
    is_of_front = heading is not None and heading.role in _WHO_WAS_THERE
    return is_of_front or above.endswith((".", "!", "?", ":"))


_WHO_WAS_THERE = frozenset({Role.MEMBERS, Role.ABSENT})


def _is_set_over_text(lines: Sequence[TextLine], index: int, title: str) -> bool:
    """Whether a heading that the file marks has a title, and stands over what it marks as none."""
    is_over = index + 1 < len(lines) and lines[index + 1].level is None
    return bool(title) and lines[index].level is not None and is_over


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


def _titled(lines: Sequence[TextLine], index: int) -> list[ItemStart]:
    """A title without number or mark, known by the case number directly below it."""
    text = lines[index].text
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    below = case_number_at(lines, index + 1) or ITEM_MARK.search(following)
    if (
        not below
        or not text[0].isupper()
        or text.endswith((".", ":", ","))
        or len(text) > 200
        or not may_be_marked_title(text)
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
    above = None if title or not family.startswith("label") else title_above(lines, index)
    if above is not None:
        weight += weight_of_context(lines, above, index, lines[above].text, titles)
        return ItemStart(above, match.group("number"), above, 0, family, weight)
    marks: Sequence[object] = title_cells(title)[1]
    # "Lukket punkt" behind the number is all the title that there is.
    is_marks = family.startswith("label") and heads_item(title) and not closes_title(title)
    if not title and _is_closed_alone(lines, index, match.group()):
        offset = lines[index].text.rindex("(" if "(" in match.group() else "[")
        title = lines[index].text[offset:]
    elif (not title or is_marks) and index + 1 < len(lines):
        title_line, offset = _title_below(lines, index), 0
        offset = title_behind_label(lines[title_line].text)
        again = NUMBERED.match(lines[title_line].text)
        if again and again.group("number") == match.group("number"):
            # "Sag nr. 2" over "2. Ny mole"
            offset = again.end()
        marks = [title] if title else lines[index + 1 : title_line]
        title = lines[title_line].text[offset:]
    if title and title_line + 1 < len(lines) and lines[title_line + 1].text == title:
        # A page that unfolds has the title over its text once more.
        title_line, offset = title_line + 1, 0
    context = weight_of_context(lines, index, title_line, title, titles)
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
    if title and not any(map(str.isalpha, title)):
        # "2.\t20\t10" is a row of figures.
        weight -= 2.5
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
    is_over_none = below.level != level or begins_numbered(below.text)
    return level is not None and is_over_none and not _is_over_title(lines, index)


def _is_over_title(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a number stands over its title, as the others do: "Sag 3", "Ny mole", "Sag 4 (lukket)", "Køb"."""
    below = lines[index + 1].text
    if len(below) > _MAX_BELOW or is_known_heading(below) or begins_numbered(below):
        return False
    after = lines[index + 2] if index + 2 < len(lines) else None
    is_apart = after is None or after.gap_before or begins_numbered(after.text)
    alone = sum(
        LABELLED.fullmatch(line.text) is not None and not heads_item(beneath.text)
        for line, beneath in pairwise(lines)
    )
    return is_apart and alone >= _MIN_ALONE


# A title below a number is short; two other numbers at least stand alone over theirs.
_MAX_BELOW, _MIN_ALONE = 110, 2


def _stands_apart(lines: Sequence[TextLine], first: int, last: int) -> bool:
    is_end = last + 1 == len(lines)
    return lines[first].gap_before and (is_end or lines[last + 1].gap_before)


def _title_below(lines: Sequence[TextLine], index: int) -> int:
    """The line below a number that holds the title; the case number may stand before it.

    "Personalesag (lukket)" is all the title of an item that the next number ends.
    """
    for at in range(index + 1, min(index + _LOOK_AHEAD, len(lines))):
        text = lines[at].text
        if is_bare_number(text):
            break
        if not heads_item(text):
            is_next = at > index + 1 and begins_numbered(text)
            return index + 1 if is_next or is_known_heading(text) else at
    return index + 1


# What may head an item's first section; the rest stand further down.
_FIRST = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.DECISION, Role.HEADER, Role.TITLE})


# What a meeting begins with: those of the last one.
_MINUTES = re.compile(r"(?i)(?:beslutnings|møde)?(?:protokol(?:len)?|referat(?:et|er)?)\W*")


def weight_of_context(
    lines: Sequence[TextLine],
    index: int,
    title_line: int,
    title: str,
    titles: ContentsTitles,
) -> float:
    """What the lines around say: in the contents, and followed by what follows a title."""
    weight = 0.0
    if in_contents(title, titles):
        weight += 2.5
    if ITEM_TITLE.match(title) or closes_title(title) or run_in_closed(title):
        weight += 1.5
    if _OUTCOME.match(title):
        weight -= 3.0
    if vocabulary().role(title) in (Role.DECISION, Role.RECOMMENDATION, Role.BOTH):
        # "3. Beslutning" counts the sections of an item; "2. Referat" may approve the last minutes.
        is_set = lines[index].level is not None
        weight -= (0.0 if is_set else 0.5) if _MINUTES.fullmatch(title) else 1.0
    if lines[index].gap_before or lines[index].starts_page:
        weight += 0.3
    is_sentence = title.rstrip().endswith((",", ";", ".")) and len(title) > 60
    if is_sentence:
        weight -= 1.0
    for at in range(title_line + 1, min(title_line + 1 + _LOOK_AHEAD, len(lines))):
        line, distance = lines[at], at - title_line - 1
        if distance == 0 and BELOW_CHAPTER.match(line.text):
            # What follows speaks for that item, not for the chapter over it.
            break
        is_marked = ITEM_MARK.search(line.text) or says_closed(line.text)
        if is_marked or case_number_at(lines, at):
            return weight + (2.5 if distance < 4 else 1.5)
        if NUMBERED.match(line.text) or LABELLED.match(line.text):
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
    number = number_in(lines[index].text, family)
    if number is None:
        return False
    for step in (-1, 1):
        for distance in range(1, _MAX_ENTRY_LINES):
            at = index + step * distance
            if not 0 <= at < len(lines):
                break
            beside = number_in(lines[at].text, family)
            if beside == number + step:
                return True
            if beside is not None or _parts_items(lines, at):
                break
    return False


def _has_text(lines: Sequence[TextLine], title_line: int, title: str) -> bool:
    """Whether a title stands over a sentence of its own, as no entry of a list does."""
    if title.endswith((".", ":", ",", ";", "?")) or title_line + 1 >= len(lines):
        return bool(ITEM_TITLE.match(title))
    end = title_line + 2
    while end < len(lines) and not lines[end].gap_before and end <= title_line + _LOOK_AHEAD:
        end += 1
    following, last = lines[title_line + 1], lines[end - 1].text
    begins = following.text[0].isupper() or (
        following.text[0].isdigit()
        and (not begins_numbered(following.text) or _DAY.match(following.text) is not None)
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
    return bool(ITEM_TITLE.match(title)) or is_text


# "14.3. og 18.4."
_DAY = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])\.(?:,|\s+(?![A-ZÆØÅ]))")
_SENTENCE_END = re.compile(r"[a-zæøå)]{3}\.(?: [A-ZÆØÅ]|$)")


def _parts_items(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line is a heading, a case number or a mark, which no list holds."""
    line = lines[index]
    return (
        line.level is not None
        or heading_of(line.text) is not None
        or case_number_at(lines, index) is not None
        or bool(ITEM_MARK.search(line.text))
        or says_closed(line.text)
    )
