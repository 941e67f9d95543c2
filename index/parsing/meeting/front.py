"""What the front of a document says of its meeting: kind, body and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from index.parsing.meeting.boards import board_of
from index.parsing.meeting.days import is_listed, joined_dates, meeting_day
from index.parsing.text.bodies import body_in_compound, clean_body, is_body
from index.parsing.text.dates import find_dates, first_date
from index.parsing.text.headings import decides, is_outcome
from index.types import AgendaItem, DocumentKind, Meeting, Section, SectionKind

_MINUTES_WORD = (
    r"(?:(?:udskrift af )?(?:[a-zæøå]+(?:lings|nings|elses)-?|møde|kort|beslutnings)?(?:referat|protokol)"
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
    # "Dagsordenen blev sendt ud" speaks of one.
    r"(?!(?:et|l?en)\s+(?:var|er|blev|bliver|har|af|udsendes|udsendtes|godkend\w+)\b)"
    rf"{_WITH_DECISIONS}?"
    r"(?:\s*[-–:,]?\s*(?:(?:fra|for|af|til)\s+)?(?:(?:ordinært|ekstraordinært|åbent|offentligt)\s+)?(?:møde[t]?\s+)?(?:(?:i|for|den)\s+)?(?P<rest>.*))?$"
)
_KIND_WORD = re.compile(
    rf"(?i)\b(?P<word>{_MINUTES_WORD}|{_AGENDA_WORD}|tillægsreferat)\b{_WITH_DECISIONS}?"
)
# "Udvalgets navn" is none: it stands in terms of reference, which are about a
# committee and no meeting of it.
_LABELLED_BODY = re.compile(
    r"(?i)^(?:udvalg|organ|(?:møde)?forum|møde i|mødet i|råd)(?:\s*\.{2,})?\s*[:\t]\s*(?P<body>\S.*)$"
)
_LABEL_OF_BODY = re.compile(r"(?i)^(?:udvalg|råd|organ|(?:møde)?forum)\s*:?$")
_LABEL_OF_MEETING = re.compile(
    r"(?i)^(?:møde(?:type|dato|sted|lokale|tid(?:spunkt)?)?|(?:dokument)?type|sted|lokale|dato"
    r"|(?:start)?tid(?:spunkt)?|start)\s*:?$"
)
_LABELLED_NAME = re.compile(r"^[A-ZÆØÅ§][^.:;\d]{2,80}(?:\([^)]*\))?$|^§\s?17.{3,80}$")
_WEEKDAY = re.compile(r"(?i)\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b")
# What a line of the front holds beside the body's name and the date.
_BESIDE_BODY = re.compile(
    rf"(?ix)\b(?:(?:åbent?|lukket|endeligt?|godkendt|foreløbigt?|rettet|(?:ekstra)?ordinær[te]|konstituerende|offentligt|udkast\s+til"
    rf"|udskrift\s+af)\s+)*"
    rf"(?:(?:{_MINUTES_WORD}|{_AGENDA_WORD}|tillægsreferat)(?:et|l?en|s)?(?:\s+med\s+(?:vedtagelser|beslutninger))?|(?:udvalgs|råds|bestyrelses)?møde(?:t|ts|r)?)\b"
    r"(?:\s+nr\.?\s*\d+(?:/\d+)?)?|\b(?:af)?holdt\b|\bmødtes?\b|\bsamledes\b"
    r"|\b(?:rettet|revideret|korrigeret|ny|endelig|opdateret)\s+(?:udgave|version)\b"
    r"|\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b|\bkl\b\.?|\b\d{1,2}[.:]\d\d\b(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?\b)?|\bside\s+\d+(?:\s*(?:af|/)\s*\d+)?"
    r"|\((?:[^()]*\d[^()]*)\)"
)
_BETWEEN = re.compile(r"\s+[-–—•·/]\s+|[|\t\0]|\s{3,}")
_EDGES = re.compile(
    r"(?i)^(?:[\s,.:;–—-]|\b(?:fra|for|af|i|til|på|den|d|mødedato|dato)\b)+|(?:[\s,.:;–—-]|\s(?:den|d|i|fra|af|for|til)(?=[\s.,]*$))+$"
)
_IS_MUNICIPALITY = re.compile(
    r"^[A-ZÆØÅ][\wæøåé-]+(?: [A-ZÆØÅ][\wæøåé-]+)? (?i:kommune)$|^Region [A-ZÆØÅ][\wæøå]+$"
)
# How many lines a front has: members of a large council fill forty.
_FRONT_LINES = 60


def meeting_of(
    front: Sequence[str],
    running: Sequence[str],
    items: Sequence[AgendaItem],
    text: str,
    opening: Sequence[str] = (),
) -> Meeting:
    """The body and date of the meeting, None where nothing states them.

    Asked in turn: the front page with the running heads, the decisions' own headings
    ("Beslutning i X den D"), of which the latest is the meeting's, and at last the
    document's first lines, where they were taken for an item's.
    """
    body, day = _stated(front, running, text)
    body = body or _called_a_body(front, text) or board_of((*front, *running))
    decided = _latest_decision(items)
    if body is None and day is None and decided is not None:
        return Meeting(decided.body, decided.date)
    if decided is not None and decided.body and decided.date == day:
        body = decided.body if body is None or _is_placed(body, decided.body) else body
    if decided is not None and day is None and decided.body and body == decided.body:
        day = decided.date
    if body is None or day is None:
        body_there, day_there = _stated(_title_lines(opening), (), text)
        body, day = body or body_there, day or day_there
    return Meeting(body, day)


def bodies_met(body: str | None, front: Iterable[str]) -> str | None:
    """All who held the meeting, where the front says that the body met another one.

    >>> bodies_met("Ungerådet", ["Dialogmøde mellem Ungerådet og Havneudvalget"])
    'Ungerådet og Havneudvalget'
    """
    met = (_MET_BETWEEN.search(line) for line in front)
    return next((m["who"] for m in met if m and body and body in m["who"]), body)


_MET_BETWEEN = re.compile(r"(?i)møde\w* mellem (?P<who>\S.{2,150}? og \S.{2,150})$")


def _is_placed(body: str, plain: str) -> bool:
    """Whether a body's name is a plain one behind its municipality's: "Ravnsund Byråd", "Byrådet".

    There are several local councils, so that their places tell them apart.
    """
    match = _BEHIND_PLACE.fullmatch(body)
    name = match["body"].lower() if match else ""
    return bool(name) and plain.lower() in {f"{name}{end}" for end in ("et", "t", "en", "n")}


_BEHIND_PLACE = re.compile(
    r"(?:[A-ZÆØÅ][\w-]*\w )+(?P<body>(?!(?i:lokal|landsby|bydels|distrikts|sogne|område))[\wæøå]+)"
)


def _called_a_body(front: Sequence[str], text: str) -> str | None:
    """What stands beside the meeting's day and the text calls a committee's: "udvalget for Børn og Unge".

    Or something is recommended to it: "Direktionen indstiller til Børn og Unge".
    """
    lines = front[:_FRONT_LINES]
    dated = [bool(len(line) < _MAX_NAMED and find_dates(line)) for line in lines]
    for index, line in enumerate(lines):
        if not any(dated[max(0, index - 1) : index + 2]):
            continue
        for name in filter(_MAY_NAME.fullmatch, _pieces(line)):
            called = (
                r"\b(?:(?:udvalget|nævnet|rådet) (?:for|vedr\.|vedrørende)|(?:indstiller|anbefaler) til)"
                rf" {re.escape(name)}(?!\w)"
            )
            if re.search(called, text, re.IGNORECASE):
                return name
    return None


_MAY_NAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?:,? (?:og |samt |& )?[A-ZÆØÅa-zæøå][a-zæøå]+){0,5}")


def _title_lines(lines: Sequence[str]) -> list[str]:
    """Those that can be the title of a document but not of an item."""
    return [
        line
        for line in lines
        if names_meeting(line) or (_KIND_LINE.match(line) and (first_date(line) or _names_in(line)))
    ]


def _stated(
    front: Sequence[str], running: Sequence[str], text: str
) -> tuple[str | None, date | None]:
    """The body and the day that these lines state."""
    closed_up = [_closed_up(line) for line in front[:_FRONT_LINES]]
    heads = [_closed_up(line) for line in running]
    # What stands last of the front is not near the running heads.
    lines = [*joined_dates(_joined_names(closed_up)), *[""] * _NEAR, *heads]
    body = _body(lines)
    strong = [
        bool(_KIND_LINE.match(line) or (names_meeting(line) and not line.endswith(".")))
        for line in lines
    ]
    # What stands about another body ("behandlet i Byrådet den 4. maj") is not about this one.
    others = [
        any(name != body for name in _names_in(line)) and not own
        for line, own in zip(lines, strong, strict=True)
    ]
    own = [bool(body) and _squeezed(body or "") in _squeezed(line) for line in lines]
    told = [
        "" if other and not mine else line
        for line, other, mine in zip(lines, others, own, strict=True)
    ]
    return _as_in_text(body, text), meeting_day(told, strong, own)


def _closed_up(line: str) -> str:
    """A line without the blanks that set its letters apart: "B Y R Å D E T", "R e f e r a t"."""
    return _SET_APART.sub(lambda match: match[0].replace(" ", ""), line)


def _joined_names(lines: Sequence[str]) -> list[str]:
    """The lines, a name that goes over two of them on one: "BØRNE- OG / UNGDOMSUDVALGET"."""
    found: list[str] = []
    for line in lines:
        whole = f"{found[-1]} {line}" if found else ""
        if whole and _UNFINISHED.search(found[-1]) and is_body(whole):
            found[-1] = whole
        else:
            found.append(line)
    return found


_UNFINISHED = re.compile(r"(?i)(?:\s(?:og|samt|for|&)|-|,)$")
_SET_APART = re.compile(
    r"(?<!\S)(?:(?:[A-ZÆØÅ] ){3,}[A-ZÆØÅ]|[A-ZÆØÅ] (?:[a-zæøå] ){2,}[a-zæøå])(?!\S)"
)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _as_in_text(body: str | None, text: str) -> str | None:
    """The name with the capitals that the text gives it, where the front has it all in capitals.

    There is one council: what the path of a page calls "Byråd" is Byrådet where the text has it.
    """
    if body is None:
        return None
    if _COUNCIL.fullmatch(body) and (the := re.search(rf"\b{body}e?[tn]\b", text)):
        return the[0]
    found = Counter(
        match
        for match in re.findall(re.escape(body), text, re.IGNORECASE)
        if not match.isupper() and match[0].isupper()
    )
    return found.most_common(1)[0][0] if found else body


_COUNCIL = re.compile(r"(?:Byråd|Kommunalbestyrelse|Borgerrepræsentation|Regionsråd)")


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
    if (below := _below_label(lines)) is not None:
        return below
    found: dict[str, float] = {}
    for index, line in enumerate(lines):
        alone = [c for c in _body_candidates(line) if is_body(c) and not _LABEL_OF_BODY.match(c)]
        within = [] if alone else _of_meeting(line)
        names = [clean_body(name) for name in (*alone, *within)]
        for at, name in enumerate(names):
            weight = _weight_of_body(lines, index, bool(alone)) - 0.01 * at
            found[name] = max(found.get(name, -9.0), weight)
    for name in found:
        held = sum(_squeezed(name) in _squeezed(line) for line in lines)
        found[name] += 0.5 * min(held - 1, 2)
    return max(found, key=lambda name: found[name], default=None)


def _below_label(lines: Sequence[str]) -> str | None:
    """The body that stands alone below "Udvalg", where the next label follows, as in no form to search in."""
    for label, line, following in zip(lines, lines[1:], lines[2:], strict=False):
        if _LABEL_OF_BODY.match(label) and is_body(line) and _LABEL_OF_MEETING.match(following):
            return clean_body(line)
    return None


def _of_meeting(line: str) -> list[str]:
    """The bodies in a line that is about a meeting, or has a date, and is no sentence.

    Or twice in it, as where a page's title and a link to the body have run together.
    """
    is_title = find_dates(line) or not line.endswith(".")
    names = _names_in(line) if is_title else []
    if _OF_MEETING.search(line) or find_dates(line):
        return names
    return [name for name in names if line[:_MAX_NAMED].count(name) > 1]


# Beside something else, a body is the meeting's where the line is about one.
_OF_MEETING = re.compile(
    rf"(?i)møde|\bmødte|samling\b|\bmedlemmer(?:ne)? af\b|\b(?:{_MINUTES_WORD}|{_AGENDA_WORD})|forhandling"
)


def _weight_of_body(lines: Sequence[str], index: int, is_alone: bool) -> float:
    """How much speaks for a body's being the meeting's where it stands.

    A menu of a web page lists the other bodies, far from kind and date; the
    members of one come from others.
    """
    line = lines[index]
    weight = (1.0 if is_alone else 0.0) - 0.02 * index
    near = [line for line in lines[max(0, index - 1) : index + _NEAR] if len(line) < _MAX_NAMED]
    if _is_beside_meeting(lines, index):
        weight += 3.0
    elif any(_OF_MEETING.search(line) and find_dates(line) for line in near):
        weight += 1.5
    weight += 1.0 * bool(names_meeting(line) and (find_dates(line) or _KIND_WORD.search(line)))
    around = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    weight -= 2.0 * (is_alone and any(is_body(o) and o != line for o in around))
    return weight - 2.0 * ("\t" in line and not names_meeting(line))


def _names_in(line: str) -> list[str]:
    """Bodies that a line speaks of beside something else: "Notat fra Seniorrådets møde"."""
    found, words = [], line[:_MAX_NAMED].split()
    for end in range(len(words), 0, -1):
        last = words[end - 1].strip(".,:;()–-")
        if of_body := body_in_compound(last):
            # "ekstraordinært byrådsmøde"
            found.append(of_body)
            continue
        for start in range(max(0, end - _MAX_WORDS), end):
            before, ahead = words[start : end - 1], words[start - 1] if start else ""
            if _may_be_name(before, last, ahead) and is_body(
                name := clean_body(" ".join([*before, last]))
            ):
                found.append(name)
                break
    return list(dict.fromkeys(reversed(found)))


# How far into a line its meeting's body is named, and of how many words a name is.
_MAX_NAMED, _MAX_WORDS = 160, 6
_MERE_WORD = re.compile(
    r"(?i)^(?:udvalg|råd|nævn|bestyrelse|kommission|forsamling|forum)(?:et|n|en)?s?$"
)
# No word of a name holds one, but an ordinary line may.
_MARKED = re.compile(r"[().:;\d»\"]")
_AHEAD_OF_NAME = frozenset("i for af fra til".split())


def _may_be_name(before: Sequence[str], last: str, ahead: str) -> bool:
    """Whether words in a line can be a name: "Knud Dam Byrådet" and "udvalget" are none.

    "Møde i brugerrådet" spells it as a common noun.
    """
    if not last or any(map(_MARKED.search, before)):
        return False
    if before and before[0].endswith("es"):
        # "Anbefales Byrådet"
        return False
    is_mere = bool(_MERE_WORD.match(last))
    if not before:
        is_spelt_small = ahead.lower() in _AHEAD_OF_NAME and last.rstrip("s").endswith(("et", "en"))
        return not is_mere and (last[0].isupper() or is_spelt_small)
    if not before[0][0].isupper():
        return False
    is_joined = before[-1].endswith(("-", ",")) or before[-1] in ("og", "samt", "&")
    return is_joined or is_mere or last[0].isupper()


# So near to the body's name stand the kind of document and the day.
_NEAR = 2


def _is_beside_meeting(lines: Sequence[str], index: int) -> bool:
    """Whether the kind of document, or a weekday with its date, stands in the line or near it."""
    return any(
        _KIND_LINE.match(lines[i]) or (_WEEKDAY.search(lines[i]) and first_date(lines[i]))
        for i in range(max(0, index - _NEAR), min(index + _NEAR + 1, len(lines)))
        if len(lines[i]) < 160 and not is_listed(lines, i)
    )


def _pieces(line: str) -> list[str]:
    """What is left of a line of the front without dates, times and words for minutes."""
    for found in reversed(find_dates(line)):
        line = f"{line[: found.span.start]}\0{line[found.span.end :]}"
    pieces = _BETWEEN.split(_BESIDE_BODY.sub("\0", line))
    return [piece for piece in (_EDGES.sub("", _EDGES.sub("", p)) for p in pieces) if piece]


@lru_cache(maxsize=8192)
def names_meeting(line: str) -> bool:
    """Whether the line tells kind, body or date of a meeting and nothing else.

    >>> names_meeting("Klimaudvalget - referat"), names_meeting("Referat fra sidste møde")
    (True, False)
    """
    if len(line) > 160:
        return False
    return all(
        is_body(piece)
        or _IS_MUNICIPALITY.search(piece)
        or (piece.endswith(("s", "S")) and is_body(clean_body(piece)))
        for piece in _pieces(line)
    )


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
    held = [name for piece in pieces if (name := body_in_compound(piece))]
    # "Sundhedsudvalgets møde"
    held += [clean_body(piece) for piece in pieces if piece.endswith(("s", "S"))]
    # "Beboerrådet, Møllebro Plejecenter"
    held += [name for piece in pieces if (name := piece.partition(", ")[0]) != piece]
    return [*pieces, *held]


def kind_of(
    front: Sequence[str],
    running: Sequence[str],
    items: Sequence[AgendaItem],
    meeting: Meeting,
    text: str,
    opening: Sequence[str] = (),
) -> DocumentKind:
    """Minutes, agenda or something else.

    A document that calls itself an agenda and yet holds the meeting's own
    decisions is minutes ("Dagsorden med vedtagelser"); one that says nothing
    is judged by what it holds: decisions, who came, what became of its items.
    """
    public = [item for item in items if item.public]
    decided = [item for item in public if _is_decided(item, meeting, text)]
    lines = (*front[:_FRONT_LINES], *running, *_title_lines(opening))
    for line in map(_closed_up, lines):
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
    if decided or (meeting.date and any(_tells_of_past(line) for line in front[:_FRONT_LINES])):
        return DocumentKind.MINUTES
    proposes = any(s.kind is SectionKind.RECOMMENDATION for item in items for s in item.sections)
    if proposes:
        return DocumentKind.AGENDA
    is_held = meeting.date and any(_reports(item, text) for item in public)
    return DocumentKind.MINUTES if is_held else DocumentKind.OTHER


# "Regnskabet blev taget til efterretning."
_BECAME = re.compile(
    r"(?:\S+\s){1,7}blev\s(?:\w+\s)?(?:taget til (?:efterretning|orientering)|\w{4,}(?:et|dt|gt|sat))\.?$"
)
# An agenda has members and guests; who was there is known when the meeting is over.
_WHO_CAME = re.compile(
    r"(?i)^(?:til stede|tilstede|fremmødte?|mødte|ikke mødt|fraværende|der mødte|deltog)\b"
    r"[^:\t]{0,30}?(?:[:\t]|\s{2})\s*\S{2}"
)
_WAS_HELD = re.compile(
    r"(?i)\b(?<!bliver )(?:mødtes|(?:af)?holdt|mødte|var samlet|samledes|trådte sammen)\b"
)


def _tells_of_past(line: str) -> bool:
    """Whether a line of the front tells who came, or that the meeting was held on its day."""
    return bool(_WHO_CAME.match(line) or (_WAS_HELD.search(line) and find_dates(line)))


_LAST_SENTENCE = re.compile(r"\t|\s{3,}|(?<=[.!?])\s+(?=[A-ZÆØÅ][^.!?]*[.!?]?$)")


def _reports(item: AgendaItem, text: str) -> bool:
    """Whether a line of the item, or its last cell or sentence, says what became of it."""
    return any(
        is_outcome(said) or decides(said) or _BECAME.match(said)
        for section in item.sections
        for line in text[section.label.end : section.span.end].split("\n")
        for said in {line.strip(), _LAST_SENTENCE.split(line.strip())[-1]}
    )


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
