"""How items are numbered and marked: the forms of numbers, labels and marks, and what may be a title."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from index.parsing.items.frames import of_roman
from index.parsing.meeting.front import names_meeting
from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.closed import one_item
from index.parsing.text.dates import find_dates
from index.parsing.text.headings import body_and_date, heading_of
from index.parsing.text.vocabulary import Role, vocabulary

# A mark such as "(Åben)" may stand between the number and the title.
_MARK = (
    r"(?:[(\[]\s*(?:åbent?|lukket|offentligt?|[BOD]|beslutning|orientering|drøftelse)"
    rf"(?:\s{one_item()}|ssag|spunkt)?\s*[)\]]\s*[-–:.]?\s*)?"
)


def _read_labels() -> list[tuple[str, str]]:
    """The labels of `item_labels.tsv`, with their families."""
    rows = (files("index.parsing") / "item_labels.tsv").read_text("utf-8").splitlines()
    parts = (row.partition("\t") for row in rows if not row.startswith("#"))
    return [(label, family) for label, _, family in parts]


_BEFORE_TITLE = "title"
_ROWS = _read_labels()
_LABELS = {label: family for label, family in _ROWS if family != _BEFORE_TITLE}


# "Emne: Ny sti": a label before the title itself.
TITLED = re.compile(
    rf"(?i)^(?P<label>{'|'.join(label for label, family in _ROWS if family == _BEFORE_TITLE)})"
    r"\s*(?:\.{2,}\s*)?(?::\s*|\t\s*)(?-i:(?=[A-ZÆØÅÉ\d\"'”“»«§(]))"
)


LABELLED = re.compile(
    rf"(?i)^(?:(?:åbent?|lukket)\s)?(?P<word>{'|'.join(_LABELS)})(?:\s?nr\.?)?\s?:?\s?"
    r"(?P<number>\d{1,4}(?:\.\d{1,2})*[a-zæ]?|(?<=\s)[a-zæøå](?=[.):]|\s[–-]\s))"
    # "Punkt 3 af 12:", "Sag 3/2022:"
    r"(?:(?:\s?af\s?\d{1,3}|/(?:\d{1,2}|(?:19|20)\d\d))(?=\s*(?:[:–-]|$)))?"
    rf"\s*(?P<mark>[:.)·|•–-]|\s|$)\s*[-–:/]?\s*{_MARK}"
)


NUMBERED = re.compile(
    rf"^(?P<sign>[#§]\s?)?(?P<number>\d{{1,4}}(?:\.\d{{1,2}}){{0,2}}(?:[a-zæA-E]|[F-ZÆ](?=[.)])|\s[a-hA-H](?=\.\s))?)(?P<mark>\s?\.(?!\d)(?:\s(?i:punkt|sag)\s?:)?|[):]|\s[-–|·•]|\s/(?!\s*\d(?!\d/\d{{2,7}}\s/\s))|\t)\s*(?i:{_MARK})(?=\S)"
)


# "7 / 20/1893 / Budget"
_OVER_CASE = re.compile(r"^\d{1,4}\s/\s*\d\d/\d{2,7}\s/\s+(?=[A-ZÆØÅ])")


# What a title begins with: a capital, a quote, or "2. budgetopfølgning"; "2. marts" is a day.
_TITLE = (
    r"(?=[A-ZÆØÅ\"'”“»«§(]|\d{1,2}\.\s(?!(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b)"
    r"[a-zæøå]{4})"
)


# "3. 11/2074 Ny mole": no day is written so.
_BEFORE_CASE = re.compile(r"^\d{1,4}\.\s\d\d/\d{4}\s+(?=[A-ZÆØÅ])")


# "12 Budget", with nothing but a blank between.
BARE = re.compile(
    rf"^(?P<sign>[#§]\s?)?(?P<number>\d{{1,4}}(?:(?:\.\d{{1,2}}){{0,2}}|[a-zA-E]))\s+(?i:{_MARK}){_TITLE}"
)


BRACKETED = re.compile(rf"^[(\[](?P<number>\d{{1,3}})[)\]]\s+(?i:{_MARK}){_TITLE}")


# "b) Budget": only where a list of the agenda has it too, or set as a heading.
LETTERED = re.compile(r"^(?P<number>[a-zæøå])\)\s+(?=[A-ZÆØÅ\"'”“»«§(])")
LETTERED_HEADING = re.compile(r"^(?P<number>[A-Za-zÆØÅæøå])[.):]\s+(?=[A-ZÆØÅ\"'”“»«§(])")


# "2018/31 Haltider", "31/2018: Haltider": counted within the year.
YEAR_NUMBERED = re.compile(
    r"^(?P<number>(?:19|20)\d\d/\d{1,3}|\d{1,3}/(?:19|20)\d\d)(?:\s?[.:)–-])?\s+"
    rf"(?i:{_MARK}){_TITLE}"
)


# "19/18 Haltider": the same with the year's last digits.
SHORT_YEAR_NUMBERED = re.compile(
    r"^(?P<number>\d{1,3}/(?P<year>\d\d))(?:\s?[.:)–-])?\s+"
    rf"(?i:{_MARK}){_TITLE}"
)


# "B1. Budget", "O 2 Nyt fra havnen": counted with a letter for what is to be done.
KIND_NUMBERED = re.compile(
    r"^(?P<number>(?P<kind>[A-ZÆØÅ])\s?\d{1,3})(?:\s?[.):]|\s[-–|]|(?=\s))\s+"
    rf"(?i:{_MARK}){_TITLE}"
)


# "22/0740 <tab> § 31. Haltider", "lukket <tab> § 32.": behind what the margin says of the item.
BEHIND_MARGIN = re.compile(
    r"^(?P<margin>[^\t]{1,30})\t\s*§\s?(?P<number>\d{1,4})[.:)]?(?:\s+(?=[A-ZÆØÅ\"'”“»«(])|$)"
)


ROMAN = re.compile(rf"^(?P<number>[IVX]{{1,6}})\.\s+{_TITLE}")


# "61.", or "• 61." where a web page was copied.
ALONE = re.compile(r"(?:[•▪◦‣●∙]\s+)?(?P<number>\d{1,3})(?:\.|\s/)?")


# "2.1 Nedrivning", the first item of a chapter.
BELOW_CHAPTER = re.compile(r"^\d{1,4}\.1[.:]?\s+(?=[A-ZÆØÅ])")


_CLOCK = re.compile(r"^(?:0?[6-9]|1\d|2[0-3])[.:][0-5]\d\b(?!\.)")


# Behind a title: when it is on, or how long it may take.
_END = (
    r"(?:\W*(?:kl\.?\s*\d{1,2}|\d{1,2}[.:]\d\d)\b[^a-zæøå]*"
    r"|\W*(?:ca\.?\s*)?\d{1,3}\s*min(?:\.|utter)?)?\W*$"
)
# Titles that an item is known by, and that no entry of a list in a text has.
ITEM_TITLE = re.compile(
    r"(?i)^(?:(?:beslutning|orientering|drøftelse)(?:er)? (?:om|af|fra|vedr)\b|godkendelse af\b"
    rf"|eventuelt(?:{_END}| (?:og|samt) )|meddelelser|gensidig orientering|bordet rundt|velkomst\b|siden sidst{_END}"
    rf"|evt\b{_END}|konstituering{_END}|(?:næste|kommende) \w*(?:møder?|gang){_END}|tak for i dag\b|spørge(?:tid|time)"
    r"|lukket (?:punkt|sag)|underskrifts?(?:ark|side|blad)?\b|udpegning af|indkomne\b)"
)


_OPEN_OR_CLOSED = re.compile(
    rf"(?i)^\(?(?:åben|åbent|åbne|lukket|lukkede)(?:\s+(?:{one_item()}|møde))?\)?$"
)


ITEM_MARK = re.compile(rf"(?i)\b(?:åbent?|lukket)\s+{one_item()}(?!\w)|^\((?:åben|lukket)\)")


# The families of items whose titles stand only in a list, and that are counted within the year.
LISTED, OF_YEAR = "listed", "number of year"


# That of numbers in a frame of the document's own.
FRAMED = "framed"


# And of those whose numbers have a letter for their kind.
KIND_PREFIX = "kind"


_MARKED_NUMBER = re.compile(r"(\d{1,3})[.)]")


def number_alone(text: str) -> str | None:
    """The number of an item that is all that a line says.

    >>> number_alone("Ad pkt. 3:"), number_alone("Punkt a)"), number_alone("Ad 3 Havnen")
    ('3', 'a', None)
    """
    labelled, marked = LABELLED.match(text), _MARKED_NUMBER.fullmatch(text)
    if labelled and labelled.end() == len(text):
        return labelled.group("number").lower()
    return marked.group(1) if marked else None


BETWEEN_MARKS = re.compile(r"[,;·|]")


def family_of(word: str) -> str:
    """The family of a label as it is written."""
    return next(family for label, family in _LABELS.items() if re.fullmatch(label, word.lower()))


def behind_label(text: str) -> str:
    """What stands on a line behind a label and its number, the line where there is none.

    >>> behind_label("Sag nr. 102 (15/3120)"), behind_label("Sagsnr. 15/3120")
    ('(15/3120)', 'Sagsnr. 15/3120')
    """
    labelled = LABELLED.match(text)
    return text[labelled.end() :] if labelled else text


def begins_numbered(text: str) -> bool:
    """Whether the line could begin an item with a number, whatever stands around it."""
    return any(pattern.match(text) for pattern in (LABELLED, NUMBERED, BARE))


def is_bare_number(text: str) -> bool:
    """Whether a line is nothing but a number."""
    return ALONE.fullmatch(text) is not None


def title_behind_label(text: str) -> int:
    """Where a title begins behind its label: "Overskrift: Ny sti"."""
    heading = heading_of(text)
    if heading is None or heading.role is not Role.TITLE or heading.length >= len(text):
        return 0
    return len(text) - len(text[heading.length :].lstrip())


def _pattern_of(family: str) -> re.Pattern[str]:
    """How a line of a family begins."""
    if family.startswith(("label", "letter ")):
        return LABELLED
    if family.startswith(OF_YEAR):
        return YEAR_NUMBERED if family == OF_YEAR else SHORT_YEAR_NUMBERED
    if family.startswith(KIND_PREFIX):
        return KIND_NUMBERED
    return BARE if "bare" in family else NUMBERED


def number_in(text: str, family: str) -> int | None:
    """The number that a line begins with in a way of counting, as one that can be compared."""
    number = match.group("number").lower() if (match := _pattern_of(family).match(text)) else ""
    if number.isdigit() or "/" in number:
        return order_of(number)[0]
    if family.startswith(KIND_PREFIX):
        return int(re.sub(r"\D", "", number)) if number else None
    return ord(number) if len(number) == 1 else None


def title_may_follow(title: str) -> bool:
    """Behind "Punkt 3" comes a title or nothing, not the rest of a sentence."""
    return not title or title[0].isupper() or title[0] in "\"'”“»«§(" or title[0].isdigit()


# "Referat fra mødet den 3. maj 2018": behind a number it is approved.
_OF_OTHER_MEETING = re.compile(
    r"(?i)(?:møde|beslutnings)?(?:referat|protokol)(?:et|len)? (?:fra|af) (?:\S+ ){0,3}\w*møde"
)


def may_be_numbered_title(line: str, title: str) -> bool:
    """Whether what stands behind a number may be a title."""
    if not title or not (title[0].isupper() or title[0] in "\"'”“»«§(" or title[0].isdigit()):
        return False
    if _CLOCK.match(line):
        return False
    dates = find_dates(line)
    if dates and dates[0].span.start == 0 and not _BEFORE_CASE.match(line):
        return False
    is_case = case_number_of(line) and not _OVER_CASE.match(line)
    is_heading = is_known_heading(title) and not _OF_OTHER_MEETING.match(title)
    if is_case or (is_heading and len(title.split()) > 4):
        return False
    return not re.match(r"(?i)(?:at|til|på)\s", title) and len(title) < 250


def may_be_marked_title(text: str) -> bool:
    """Whether what the file marks as a heading may be a title: "Eventuelt" may, "Indstilling" not."""
    return not is_known_heading(text) or (
        bool(ITEM_TITLE.match(text)) and vocabulary().role(text) is Role.OTHER
    )


def is_known_heading(text: str) -> bool:
    """Whether a line is a heading of a section or a mark, which is no title."""
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


@lru_cache(maxsize=10_000)
def order_of(number: str | None) -> tuple[int, ...]:
    """What a number is sorted by: its parts as numbers."""
    if number and re.fullmatch(r"[IVX]+", number):
        return (of_roman(number),)
    if number and "/" in number:
        # The year is the same for all; of two digits it stands behind.
        first, _, last = number.partition("/")
        return (int(last if len(last) < len(first) == 4 else first),)
    parts = re.findall(r"\d+|[a-zæ]", (number or "0").lower())
    return tuple(int(part) if part.isdigit() else ord(part) for part in parts)
