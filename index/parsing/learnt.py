"""Section headings that no vocabulary has, learnt from how the document itself uses them.

A short line that recurs over paragraphs is a heading. Its role follows from its
words and from what stands below it: where most say what became of an item, it
heads decisions. So does a body with its day where outcomes stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from index.parsing.bodies import clean_body, is_body
from index.parsing.case_numbers import case_number_of
from index.parsing.cells import is_head_cell
from index.parsing.dates import find_dates
from index.parsing.headings import (
    Heading,
    body_and_date,
    decides,
    decision_beside,
    heading_of,
    is_outcome,
    is_proposal,
    tells_of_before,
)
from index.parsing.lines import Learnt, TextLine
from index.parsing.meeting import names_meeting
from index.parsing.vocabulary import Role, normalise_label


def with_learnt_headings(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, each with what the document shows that it announces, where the vocabulary does not."""
    treated = _treatments(lines)
    learnt = {**_labels(lines, treated.keys()), **treated}
    return [replace(line, learnt=learnt.get(i)) for i, line in enumerate(lines)]


def announced(line: TextLine, marked: bool = False) -> Heading | None:
    """What the line announces, as the vocabulary or the document has it."""
    return line.learnt.heading if line.learnt else heading_of(line.text, marked=marked)


# What stands below a heading


_DECIDED = re.compile(
    r"(?:Et (?:enigt |stort )?(?:flertal|mindretal|udvalg|råd|byråd)|Flertallet|Enstemmigt|Udskudt|Besluttet|Henvist"
    r"|(?:Sagen (?:blev |er )?)?(?:[Tt]ilbage|[Oo]ver|[Vv]idere)?[Ss]end(?:es|t)|Anbefale[st]|Tiltrædes|Indstilles"
    r"|Godkendes|Bortfaldet|Stemt om|For (?:stemte|indstillingen|forslaget)"
    r"|(?:Forslaget|Indstillingen|\S+s (?:forslag|indstilling|anbefaling)|Det \S+ forslag)\b[^.]{0,60}"
    r" (?:blev|er|bliver)\b)"
)


def says_outcome(text: str) -> bool:
    """Whether a text begins with what became of an item.

    >>> says_outcome("Anbefales over for Byrådet."), says_outcome("Anlægget er fra 1998.")
    (True, False)
    """
    if tells_of_before(text):
        return False
    return is_outcome(text, alone=False) or decides(text) or bool(_DECIDED.match(text))


_THAT = re.compile(r"(?i)(?:\d{1,2}[.)]\s*|[-–•a-h][.)]?\s+)?at\b")


def _proposes(text: str) -> bool:
    return is_proposal(text) or bool(_THAT.match(text))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label stands, how much of the line it is, and how the text behind it begins."""

    index: int
    length: int
    text: str
    is_alone: bool
    is_apart: bool


# Of a text so many lines tell how it begins; more words are prose.
_SEEN_LINES, _MIN_PROSE = 3, 8


def _text_below(lines: Sequence[TextLine], index: int) -> str:
    """How the text below a line begins, "" where another heading stands there."""
    seen: list[str] = []
    for line in lines[index + 1 : index + 1 + _SEEN_LINES]:
        if (seen and line.gap_before) or line.level is not None or heading_of(line.text):
            break
        seen.append(line.text)
    return " ".join(seen)


# Labels


_MAX_WORDS, _MAX_LETTERS = 7, 60
# A label that recurs so often is one without a word that tells.
_MIN_PLACES = 3
# The share of places that must bear a role out: with a word that tells it, and without.
_BORNE_OUT, _SHOWN = 0.25, 0.6
_RUN_IN = re.compile(r"(?P<label>[A-ZÆØÅ][^\t:.]{2,45}?)\s*[:\t]\s*(?=\S)")


def _labels(lines: Sequence[TextLine], treated: Set[int]) -> dict[int, Learnt]:
    """The lines that labels stand on, with their roles.

    A label over the way of the case, which the lines `treated` tell, is that list's.
    """
    places: dict[str, list[_Place]] = {}
    decided = 0
    for index, line in enumerate(lines):
        known = heading_of(line.text)
        decided += known is not None and known.role in (Role.DECISION, Role.BOTH)
        found = _label_at(lines, index) if known is None else None
        if found is not None:
            places.setdefault(found[0], []).append(found[1])
    learnt: dict[int, Learnt] = {}
    for label, found_at in places.items():
        over_way = sum(place.index + 1 in treated for place in found_at)
        is_of_way = len(found_at) >= _MIN_PLACES and over_way >= _SHOWN * len(found_at)
        role = Role.HEADER if is_of_way else _role(label, found_at, decided)
        if role is not None:
            learnt |= {p.index: Learnt(Heading(role, p.length)) for p in found_at}
    return learnt | _sections_like(lines, places, learnt)


def _label_at(lines: Sequence[TextLine], index: int) -> tuple[str, _Place] | None:
    """The label on a line, alone or before text."""
    line = lines[index]
    if _may_be_label(line.text):
        is_apart = _is_apart(lines, index)
        place = _Place(index, len(line.text), _text_below(lines, index), True, is_apart)
        return (normalise_label(line.text), place) if _stands_over_text(lines, index) else None
    match = _RUN_IN.match(line.text)
    if match is None or not _may_be_label(match.group("label")) or not _begins(lines, index):
        return None
    place = _Place(index, match.end("label") + 1, line.text[match.end() :], False, line.gap_before)
    return normalise_label(match.group("label")), place


@lru_cache(maxsize=8192)
def _may_be_label(text: str) -> bool:
    """Whether a line could be a heading: a few words that are no name, no outcome and no mark."""
    words = text.split()
    if not words or len(words) > _MAX_WORDS or len(text) > _MAX_LETTERS or "\t" in text:
        return False
    if not text[0].isupper() or text.endswith((".", ",", ";", "-", "–", ")")):
        return False
    if any(character.isdigit() or character in "@»|" for character in text):
        return False
    # Names have capitals.
    if not text.isupper() and any(word[0].isupper() for word in words[1:]):
        return False
    return not (
        is_outcome(text)
        or is_head_cell(text)
        or is_body(clean_body(text))
        or names_meeting(text)
        or find_dates(text)
    )


def _begins(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a paragraph may begin on the line."""
    line = lines[index]
    if index == 0 or line.gap_before or line.starts_page or line.level is not None:
        return True
    above = lines[index - 1]
    return above.level is not None or above.text.endswith((".", "!", "?", ":", ")"))


def _is_apart(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a label is set apart; what stands right below a heading begins its text."""
    line, above = lines[index], lines[index - 1] if index else None
    heading = heading_of(above.text) if above is not None else None
    if above is not None and heading is not None and heading.length == len(above.text):
        return False
    is_below_title = above is not None and above.level is not None
    return line.gap_before or line.starts_page or line.level is not None or is_below_title


def _stands_over_text(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a short line stands as a heading does: at a beginning, over something else."""
    if index + 1 == len(lines) or not _begins(lines, index):
        return False
    below = lines[index + 1]
    return normalise_label(below.text) != normalise_label(lines[index].text)


@cache
def _stems() -> tuple[tuple[re.Pattern[str], Role], ...]:
    rows = (files("index.parsing") / "stems.tsv").read_text("utf-8").splitlines()
    parts = (row.split("\t") for row in rows if not row.startswith("#"))
    return tuple((re.compile(pattern), Role(role)) for pattern, role in parts)


# "Rådet anbefalede", "Det besluttede udvalget": what a body did is its decision.
_BODY_DID = re.compile(
    r"(?i)(?:(?:det|dette|sådan|her) )?(?:besluttede|vedtog|bestemte|anbefalede) (?P<behind>\S+)$"
    r"|(?P<before>\S.*) (?:besluttede|vedtog|bestemte|anbefalede)$"
)


def _is_act(label: str) -> bool:
    match = _BODY_DID.match(label)
    name = (match.group("behind") or match.group("before")) if match else ""
    return bool(name) and is_body(name[:1].upper() + name[1:])


def _told(label: str) -> Role | None:
    if _is_act(label):
        return Role.DECISION
    return next((role for pattern, role in _stems() if pattern.search(label)), None)


def _role(label: str, places: Sequence[_Place], decided: int) -> Role | None:
    """The role that a label's words and the texts below it agree on, None where they do not.

    `decided` counts the decisions that known headings announce: beside them no other label does.
    """
    told, count = _told(label), len(places)
    outcomes = sum(says_outcome(place.text) for place in places)
    proposals = sum(_proposes(place.text) for place in places)
    recurs = count >= _MIN_PLACES and not _are_entries(places)
    alone = 2 * decided < count and told in (Role.DECISION, None)
    if alone and outcomes and told is Role.DECISION:
        if recurs and outcomes >= _BORNE_OUT * count:
            return Role.DECISION
        if outcomes == count and (count > 1 or places[0].is_apart):
            return Role.DECISION
    if alone and recurs and outcomes >= max(_MIN_PLACES, _SHOWN * count):
        return Role.DECISION
    if _is_act(label) and all(place.is_apart and place.is_alone for place in places):
        return Role.DECISION
    if told is Role.RECOMMENDATION and proposals >= max(1, _BORNE_OUT * count):
        is_sure = recurs or (proposals == count and all(place.is_apart for place in places))
        return Role.RECOMMENDATION if is_sure else None
    if told is None and recurs and proposals >= max(_MIN_PLACES, _SHOWN * count):
        return Role.RECOMMENDATION
    are_apart = all(place.is_apart for place in places)
    are_alone = told is Role.ATTACHMENTS or all(place.is_alone for place in places)
    return told if told in _ONLY_TOLD and recurs and are_apart and are_alone else None


def role_of_words(text: str) -> Role:
    """What the words of a line tell that is surely a heading, when nothing else is known of it.

    >>> role_of_words("Penge og personale").value, role_of_words("Naboerne").value
    ('economy', 'other')
    """
    told = _told(normalise_label(text))
    return told if told in _ONLY_TOLD else Role.OTHER


_ONLY_TOLD = frozenset({Role.ECONOMY, Role.ATTACHMENTS})


def _are_entries(places: Sequence[_Place]) -> bool:
    """Whether most places follow each other at once, as the same word does in rows of a table."""
    near = sum(b.index - a.index < _MIN_BETWEEN for a, b in pairwise(places))
    return 2 * near > len(places)


_MIN_BETWEEN = 3


def _sections_like(
    lines: Sequence[TextLine],
    places: dict[str, list[_Place]],
    learnt: dict[int, Learnt],
) -> dict[int, Learnt]:
    """The other labels that recur as often as half the decisions do, apart and over prose.

    Where a document has headings of its own for its decisions, it has them for the rest.
    """
    decisions = sum(found.heading.role is Role.DECISION for found in learnt.values())
    found: dict[int, Learnt] = {}
    for at in places.values():
        if at[0].index in learnt or not decisions or len(at) < max(_MIN_PLACES, decisions / 2):
            continue
        over_prose = sum(len(place.text.split()) >= _MIN_PROSE for place in at)
        are_apart = all(place.is_alone and place.is_apart for place in at)
        if are_apart and 2 * over_prose > len(at) and not _are_entries(at):
            found |= {p.index: Learnt(Heading(Role.OTHER, p.length)) for p in at}
    return found


# Treatments


@dataclass(frozen=True, slots=True)
class _Treatment:
    """A body and a date with what it decided: in the next cell, behind a colon or below."""

    index: int
    heading: Heading
    text: str
    form: str


_ROW, _ALONE, _COLON = "row", "alone", "colon"


def _treatments(lines: Sequence[TextLine]) -> dict[int, Learnt]:
    """The bodies with dates that head what was decided, where most texts beside them tell of that.

    A list of where the item goes has none.
    """
    found = [treatment for i in range(len(lines)) if (treatment := _treatment_at(lines, i))]
    learnt: dict[int, Learnt] = {}
    for form in (_ROW, _ALONE):
        alike = [treatment for treatment in found if treatment.form == form and treatment.text]
        outcomes = sum(says_outcome(treatment.text) for treatment in alike)
        if outcomes >= _MIN_OUTCOMES and 2 * outcomes >= len(alike):
            learnt |= {t.index: Learnt(t.heading) for t in alike if _is_said(t)}
    labels = {(t.heading.body, t.heading.date) for t in found if t.form == _COLON}
    for label in labels:
        alike = [t for t in found if t.form == _COLON and (t.heading.body, t.heading.date) == label]
        outcomes = sum(says_outcome(treatment.text) for treatment in alike)
        if len(alike) >= _MIN_PLACES and outcomes >= max(_MIN_OUTCOMES, len(alike) / 3):
            first = _stand_first(lines, [t.index for t in alike])
            learnt |= {t.index: Learnt(t.heading, first) for t in alike}
    return learnt


_MIN_OUTCOMES = 2


def _is_said(treatment: _Treatment) -> bool:
    """Whether what stands beside a body and its date is a sentence, and no "Til orientering"."""
    return treatment.text.endswith((".", "!", ")")) or says_outcome(treatment.text)


def _treatment_at(lines: Sequence[TextLine], index: int) -> _Treatment | None:
    text = lines[index].text
    if not any(character.isdigit() for character in text):
        return None
    row = text.split("\t")
    for count in range(1, min(3, len(row))):
        label = "\t".join(row[:count])
        if heading := body_and_date(" ".join(row[:count])):
            rest = " ".join(row[count:]).strip()
            return _Treatment(index, replace(heading, length=len(label) + 1), rest, _ROW)
    if heading := body_and_date(text.replace("\t", " ")):
        below = _text_below(lines, index)
        is_list = index + 1 < len(lines) and body_and_date(lines[index + 1].text) is not None
        own = replace(heading, length=len(text))
        return _Treatment(index, own, "" if is_list else below, _ALONE)
    beside = (
        decision_beside(text)
        if _begins(lines, index) or case_number_of(lines[index - 1].text)
        else None
    )
    if beside is None:
        return None
    return _Treatment(index, beside[0], text[beside[0].length :].strip(), _COLON)


def _stand_first(lines: Sequence[TextLine], places: Sequence[int]) -> bool:
    """Whether decisions stand first in their items: below the title, with the case below them."""
    below_title = sum(not lines[i - 1].text.endswith(_ENDS_TEXT) for i in places if i)
    cases = sum(
        any((h := heading_of(line.text)) and h.role in _OF_CASE for line in lines[a + 1 : b])
        for a, b in pairwise([*places, len(lines)])
    )
    return 3 * below_title >= 2 * len(places) and 3 * cases >= len(places)


_ENDS_TEXT = (".", "!", "?", ":")
_OF_CASE = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.ECONOMY})
