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

from index.parsing.meeting.front import names_meeting
from index.parsing.sections.indented import indented_decisions
from index.parsing.sections.signs import signed_decisions
from index.parsing.sections.slanted import slanted_decisions
from index.parsing.sections.treatments import stand_first, treatments
from index.parsing.sections.ways import ways
from index.parsing.text.below import begins_paragraph, says_outcome, text_below
from index.parsing.text.bodies import clean_body, is_body
from index.parsing.text.cells import is_head_cell
from index.parsing.text.dates import find_dates
from index.parsing.text.headings import Heading, heading_of, is_outcome, is_proposal
from index.parsing.text.lines import Learnt, TextLine
from index.parsing.text.vocabulary import Role, normalise_label, vocabulary


def with_learnt_headings(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, each with what the document shows that it announces, where the vocabulary does not."""
    known = (heading_of(line.text) for line in lines)
    decided = sum(heading is not None and heading.role in _DECIDES for heading in known)
    treated = {**treatments(lines, decided), **ways(lines)}
    signed = slanted_decisions(lines, decided) | signed_decisions(lines, decided)
    told = {**_labels(lines, treated.keys(), decided), **signed, **treated}
    headed = sum(found.heading.role in _DECIDES for found in told.values())
    learnt = {**indented_decisions(lines, decided + headed), **told}
    return [
        line if line.learnt is learnt.get(i) else replace(line, learnt=learnt.get(i))
        for i, line in enumerate(lines)
    ]


_DECIDES = frozenset({Role.DECISION, Role.BOTH})


def announced(line: TextLine, marked: bool = False) -> Heading | None:
    """What the line announces, as the vocabulary or the document has it."""
    return line.learnt.heading if line.learnt else heading_of(line.text, marked=marked)


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


# More words are prose, and fewer that end as a sentence does.
_MIN_PROSE, _MIN_SENTENCE = 8, 3


def _is_prose(text: str) -> bool:
    count = len(text.split())
    return count >= _MIN_PROSE or (count >= _MIN_SENTENCE and text.endswith("."))


# Labels


_MAX_WORDS, _MAX_LETTERS = 7, 60
# A label that recurs so often is one without a word that tells.
_MIN_PLACES = 3
# The share of places that must bear a role out: with a word that tells it, and without.
_BORNE_OUT, _SHOWN = 0.25, 0.6
_RUN_IN = re.compile(r"(?P<label>[A-ZÆØÅ][^\t:.]{2,45}?)\s*[:\t]\s*(?=\S)")


def _labels(lines: Sequence[TextLine], treated: Set[int], decided: int) -> dict[int, Learnt]:
    """The lines that labels stand on, with their roles.

    A label over the way of the case, which the lines `treated` tell, is that list's.
    """
    places: dict[str, list[_Place]] = {}
    for index, line in enumerate(lines):
        known = heading_of(line.text)
        may_decide = known is None or known.role in _MAY_DECIDE
        found = _label_at(lines, index) if may_decide else None
        if found is not None:
            places.setdefault(found[0], []).append(found[1])
    learnt: dict[int, Learnt] = {}
    for label, found_at in places.items():
        over_way = sum(place.index + 1 in treated for place in found_at)
        is_of_way = len(found_at) >= _MIN_PLACES and over_way >= _SHOWN * len(found_at)
        role = Role.HEADER if is_of_way else _role(label, found_at, decided)
        is_unknown = vocabulary().role(label) is None
        if role is Role.DECISION or (role is not None and is_unknown):
            first = role is Role.DECISION and stand_first(lines, [p.index for p in found_at])
            learnt |= {p.index: Learnt(Heading(role, p.length), first) for p in found_at}
    return learnt | _sections_like(lines, places, learnt)


# Where nothing else heads decisions, "Behandling" and "Bemærkninger" may.
_MAY_DECIDE = frozenset({Role.HEADER, Role.OTHER})


def _label_at(lines: Sequence[TextLine], index: int) -> tuple[str, _Place] | None:
    """The label on a line, alone or before text."""
    line = lines[index]
    counted = _COUNTED.match(line.text)
    text = line.text[counted.end() :] if counted else line.text
    if _may_be_label(text.strip(_DRAWN)):
        is_apart = _is_apart(lines, index)
        place = _Place(index, len(line.text), text_below(lines, index), True, is_apart)
        label = normalise_label(line.text.strip(_DRAWN))
        return (label, place) if _stands_over_text(lines, index) else None
    match = _RUN_IN.match(line.text)
    if (
        match is None
        or not _may_be_label(match.group("label"))
        or not begins_paragraph(lines, index)
    ):
        return None
    place = _Place(index, match.end("label") + 1, line.text[match.end() :], False, line.gap_before)
    return normalise_label(match.group("label")), place


# "c) Udfald", "2.4 Udfald".
_COUNTED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,3}(?:\.\d{1,2})+|[a-zA-Z][.)])\s+")


# Points of a list are so counted, too.
_POINT = re.compile(r"(?:\d{1,2}|[a-zA-Z])[.)]\s")
# What is drawn around a heading: "*** Udfald ***", "== Udfald ==".
_DRAWN = " *_=#~"


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
    if index + 1 == len(lines):
        return False
    if not begins_paragraph(lines, index) and not _TITLED.match(lines[index - 1].text):
        return False
    below = lines[index + 1]
    return normalise_label(below.text) != normalise_label(lines[index].text)


# The number of an item in a cell before its title, which has no gap below it.
_TITLED = re.compile(r"(?:(?:punkt|sag|nr\.?)\s|§\s?)?\d{1,4}[a-zæ]?[.:)]?\t\s*\S", re.IGNORECASE)


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
    is_title = _TITLE.search(label) is not None
    if alone and recurs and not is_title and outcomes >= max(_MIN_PLACES, _SHOWN * count):
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


# Items that recur where the minutes of several meetings stand in one document.
_TITLE = re.compile(
    r"\b(?:godkendelse\w*|dagsorden\w*|meddelelse\w*|orientering\w*|eventuelt|evt|referat\w*|protokol\w*|valg\w*"
    r"|siden sidst|nyt|næste|velkomst|konstituering|sager|lukke\w*|åb\w+)\b"
)


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
    for label, at in places.items():
        is_known = vocabulary().role(label) is not None or _TITLE.search(label) is not None
        is_known = is_known or any(_POINT.match(lines[place.index].text) for place in at)
        if (
            is_known
            or at[0].index in learnt
            or not decisions
            or len(at) < max(_MIN_PLACES, decisions / 2)
        ):
            continue
        over_prose = sum(_is_prose(place.text) for place in at)
        are_apart = all(place.is_alone and place.is_apart for place in at)
        if are_apart and 2 * over_prose > len(at) and not _are_entries(at):
            found |= {p.index: Learnt(Heading(Role.OTHER, p.length)) for p in at}
    return found
