"""What the front of a document says of its meeting: kind, body and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from index.parsing.bodies import clean_body, is_body
from index.parsing.dates import find_dates, first_date
from index.types import AgendaItem, DocumentKind, Meeting, Section, SectionKind

_MINUTES_WORD = (
    r"(?:(?:beslutnings|afgørelses|møde|udskrift af beslutnings)?(?:referat|protokol)"
    r"|mødenot(?:er|at))"
)
_AGENDA_WORD = r"(?:tillægs|beslutnings|møde)?dagsorden"
_WITH_DECISIONS = (
    r"(?P<with>\s*(?:med|og|samt|/)\s*"
    r"(?:vedtagelser|beslutninger|(?:møde)?referat|(?:beslutnings)?protokol))"
)
_KIND_LINE = re.compile(
    r"(?i)^(?:(?:åbent|åben|offentligt?|endeligt?|foreløbigt?|godkendt|rettet|kort"
    r"|ekstraordinært?|tillægs|udkast til)[ -]?)*"
    # "Dagsordener og referater" is a list of documents.
    rf"(?P<word>{_MINUTES_WORD}|{_AGENDA_WORD}|tillægsreferat|kommissorium)(?!er(?:ne)?\b)"
    rf"{_WITH_DECISIONS}?"
    r"(?:\s*[-–:,]?\s*(?:(?:fra|for|af|til)\s+)?(?:(?:ordinært|ekstraordinært|åbent|offentligt)\s+)?(?:møde[t]?\s+)?(?:(?:i|for|den)\s+)?(?P<rest>.*))?$"
)
_KIND_WORD = re.compile(
    rf"(?i)\b(?P<word>{_MINUTES_WORD}|{_AGENDA_WORD}|tillægsreferat)\b{_WITH_DECISIONS}?"
)
# "Udvalgets navn" is none: it stands in terms of reference, which are about a
# committee and no meeting of it.
_LABELLED_BODY = re.compile(
    r"(?i)^(?:udvalg|organ|(?:møde)?forum|møde i|mødet i|råd)\s*[:\t]\s*(?P<body>\S.*)$"
)
_LABEL_OF_BODY = re.compile(r"(?i)^(?:udvalg|råd|(?:møde)?forum)$")
_LABELLED_NAME = re.compile(r"^[A-ZÆØÅ§][^.:;\d]{2,80}(?:\([^)]*\))?$|^§\s?17.{3,80}$")
_LABELLED_DATE = re.compile(r"(?i)^(?:møde)?(?:dato|tidspunkt|tid)\b\s*[:\t ]")
# What follows is the day when minutes were sent out or written, not that of a meeting.
_OF_PUBLISHING = re.compile(
    r"(?i)\b(?:(?:ud)?sendt|udsendelse|offentliggjort|offentliggøres|publiceret|opdateret|oprettet|udskrevet"
    r"|genereret|dannet|eksporteret|uploadet|ajourført|udgivet|lagt ud)\b"
)
_WEEKDAY = re.compile(r"(?i)\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b")
# What a line of the front holds beside the body's name and the date.
_BESIDE_BODY = re.compile(
    rf"(?ix)\b(?:(?:åbent?|lukket|endeligt?|godkendt|foreløbigt?|rettet|(?:ekstra)?ordinær[te]|konstituerende|offentligt|udkast\s+til"
    rf"|udskrift\s+af)\s+)*"
    rf"(?:(?:{_MINUTES_WORD}|{_AGENDA_WORD}|tillægsreferat)(?:et|l?en|s)?(?:\s+med\s+(?:vedtagelser|beslutninger))?|(?:udvalgs|råds|bestyrelses)?møde(?:t|ts|r)?)\b"
    r"(?:\s+nr\.?\s*\d+(?:/\d+)?)?|\b(?:af)?holdt\b"
    r"|\b(?:rettet|revideret|korrigeret|ny|endelig|opdateret)\s+(?:udgave|version)\b"
    r"|\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b|\bkl\b\.?|\b\d{1,2}[.:]\d\d\b(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?\b)?|\bside\s+\d+(?:\s*(?:af|/)\s*\d+)?"
    r"|\((?:[^()]*\d[^()]*)\)"
)
_BETWEEN = re.compile(r"\s+[-–—•·/]\s+|[|\t\0]|\s{3,}")
_EDGES = re.compile(
    r"(?i)^(?:[\s,.:;–—-]|\b(?:fra|for|af|i|til|på|den|d|mødedato|dato)\b)+|(?:[\s,.:;–—-]|\s(?:den|d|i|fra|af|for|til)(?=[\s.,]*$))+$"
)
_MEETING_OF = re.compile(r"^(?P<body>[A-ZÆØÅ][\wæøå -]*(?:råd|udvalg|nævn|forum))s?møde$")
_IS_MUNICIPALITY = re.compile(
    r"^[A-ZÆØÅ][\wæøåé-]+(?: [A-ZÆØÅ][\wæøåé-]+)? (?i:kommune)$|^Region [A-ZÆØÅ][\wæøå]+$"
)
# How many lines a front has: members of a large council fill forty.
_FRONT_LINES = 60


def meeting_of(
    front: Sequence[str], running: Sequence[str], items: Sequence[AgendaItem], text: str
) -> Meeting:
    """The body and date of the meeting, None where nothing states them.

    Asked in turn: the front page, running heads, and at last the decisions'
    own headings ("Beslutning i X den D"), of which the latest is the meeting's.
    """
    # What stands last of the front is not near the running heads.
    lines = [*front[:_FRONT_LINES], *[""] * _NEAR, *running]
    body, day = _as_in_text(_body(lines), text), _date(lines)
    decided = _latest_decision(items)
    if body is None and day is None and decided is not None:
        return Meeting(decided.body, decided.date)
    if decided is not None and decided.body and decided.date == day and body is None:
        body = decided.body
    if decided is not None and day is None and decided.body and body == decided.body:
        day = decided.date
    return Meeting(body, day)


def _as_in_text(body: str | None, text: str) -> str | None:
    """The name with the capitals that the text gives it, where the front has it all in capitals."""
    if body is None:
        return None
    found = Counter(
        match
        for match in re.findall(re.escape(body), text, re.IGNORECASE)
        if not match.isupper() and match[0].isupper()
    )
    return found.most_common(1)[0][0] if found else body


def _latest_decision(items: Iterable[AgendaItem]) -> Section | None:
    dated = [
        section
        for item in items
        for section in item.sections
        if section.kind is SectionKind.DECISION and section.date and section.body
    ]
    if not dated:
        return None
    latest = max(section.date for section in dated if section.date)
    bodies = Counter(section.body for section in dated if section.date == latest)
    chosen = bodies.most_common(1)[0][0]
    return next(s for s in dated if s.date == latest and s.body == chosen)


def _body(lines: Sequence[str]) -> str | None:
    for line in lines:
        labelled = _LABELLED_BODY.match(line)
        # A label vouches for a name that does not end as bodies' names do.
        if labelled and _LABELLED_NAME.match(labelled.group("body")):
            return clean_body(labelled.group("body"))
    found = [
        (index, clean_body(candidate))
        for index, line in enumerate(lines)
        for candidate in _body_candidates(line)
        if is_body(candidate) and not _LABEL_OF_BODY.match(candidate)
    ]
    # A menu of a web page lists the other bodies above, far from kind and date.
    beside = (body for index, body in found if _is_beside_meeting(lines, index))
    return next(beside, found[0][1] if found else None)


# So near to the body's name stand the kind of document and the day.
_NEAR = 2


def _is_beside_meeting(lines: Sequence[str], index: int) -> bool:
    """Whether the kind of document, or a weekday with its date, stands in the line or near it."""
    return any(
        _KIND_LINE.match(line) or (_WEEKDAY.search(line) and first_date(line))
        for line in lines[max(0, index - _NEAR) : index + _NEAR + 1]
        if len(line) < 160
    )


def _pieces(line: str) -> list[str]:
    """What is left of a line of the front without dates, times and words for minutes."""
    for found in reversed(find_dates(line)):
        line = f"{line[: found.span.start]}\0{line[found.span.end :]}"
    pieces = _BETWEEN.split(_BESIDE_BODY.sub("\0", line))
    return [piece for piece in (_EDGES.sub("", _EDGES.sub("", p)) for p in pieces) if piece]


def names_meeting(line: str) -> bool:
    """Whether the line tells kind, body or date of a meeting and nothing else.

    >>> names_meeting("Klimaudvalget - referat"), names_meeting("Referat fra sidste møde")
    (True, False)
    """
    if len(line) > 160:
        return False
    return all(is_body(piece) or _IS_MUNICIPALITY.search(piece) for piece in _pieces(line))


def tells_of_meeting(line: str) -> bool:
    """Whether a line of a front says that a meeting was held, and when.

    >>> tells_of_meeting("Møde torsdag d. 7. marts 2019"), tells_of_meeting("Vedtaget 7. marts 2019")
    (True, False)
    """
    is_said = _MEETING_WORD.search(line) or _KIND_WORD.search(line)
    return len(line) < 160 and bool(is_said) and first_date(line) is not None


_MEETING_WORD = re.compile(r"(?i)\b\w*møde(?:t|ts)?\b")


def _body_candidates(line: str) -> list[str]:
    """The parts of a front line that could be a body's name."""
    if len(line) > 200:
        return []
    pieces = _pieces(line)
    # "Byrådsmøde" is a meeting of Byrådet.
    held = [f"{match.group('body')}et" for p in pieces if (match := _MEETING_OF.match(p))]
    # "Sundhedsudvalgets møde"
    held += [clean_body(piece) for piece in pieces if piece.endswith("s")]
    # "Beboerrådet, Møllebro Plejecenter"
    held += [name for piece in pieces if (name := piece.partition(", ")[0]) != piece]
    return [*pieces, *held]


def _date(lines: Sequence[str]) -> date | None:
    for index, line in enumerate(lines):
        if _LABELLED_DATE.match(line) or line.lower().rstrip(":") in (
            "dato",
            "mødedato",
            "tid",
            "tidspunkt",
        ):
            day = first_date(line) or (
                first_date(lines[index + 1]) if index + 1 < len(lines) else None
            )
            if day:
                return day
    for strong in (True, False):
        for line in lines:
            is_strong = bool(_WEEKDAY.search(line) or _KIND_LINE.match(line))
            told = _OF_PUBLISHING.split(line, maxsplit=1)[0]
            day = first_date(told) if len(line) < 160 else None
            if day and (is_strong or not strong):
                return day
    return None


def kind_of(
    front: Sequence[str],
    running: Sequence[str],
    items: Sequence[AgendaItem],
    meeting: Meeting,
    text: str,
) -> DocumentKind:
    """Minutes, agenda or something else.

    A document that calls itself an agenda and yet holds the meeting's own
    decisions is minutes ("Dagsorden med vedtagelser"); one that says nothing
    is judged by what it holds.
    """
    public = [item for item in items if item.public]
    decided = [item for item in public if _is_decided(item, meeting, text)]
    for line in [*front[:_FRONT_LINES], *running]:
        match = _KIND_LINE.match(line) or _kind_in(line)
        if not match or len(line) > 120:
            continue
        word = match.group("word").lower()
        if word == "kommissorium":
            return DocumentKind.OTHER
        # "Dagsorden:" is the heading of a list.
        is_said = match.group("with") or line.lower() == "dagsorden:"
        is_agenda = word.endswith("dagsorden") and not (
            decided and (is_said or len(decided) > len(public) / 2)
        )
        return DocumentKind.AGENDA if is_agenda else DocumentKind.MINUTES
    if decided:
        return DocumentKind.MINUTES
    proposes = any(s.kind is SectionKind.RECOMMENDATION for item in items for s in item.sections)
    return DocumentKind.AGENDA if proposes else DocumentKind.OTHER


def _kind_in(line: str) -> re.Match[str] | None:
    """The kind of document that a line names beside body and date, or in a part of its own."""
    if names_meeting(line):
        return _KIND_WORD.search(line)
    parts = _BETWEEN.split(line) if first_date(line) else []
    return next((match for part in parts if (match := _KIND_WORD.fullmatch(part))), None)


def _is_decided(item: AgendaItem, meeting: Meeting, text: str) -> bool:
    """Whether an item holds a decision of the meeting itself, not one that it only quotes."""
    return any(
        section.kind is SectionKind.DECISION
        and (section.date is None or section.date == meeting.date)
        and (section.body is None or meeting.body is None or section.body == meeting.body)
        and text[section.label.end : section.span.end].strip()
        for section in item.sections
    )
