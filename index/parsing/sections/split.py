"""The lines of an agenda item, cut into labelled sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.parsing.sections.answers import by_columns
from index.parsing.sections.learnt import announced, role_of_words
from index.parsing.text.bodies import clean_body, is_body
from index.parsing.text.cells import text_offset
from index.parsing.text.dates import first_date
from index.parsing.text.headings import (
    Heading,
    body_and_date,
    closes_meeting,
    decides,
    decision_beside,
    decision_heading,
    has_predicate,
    heading_of,
    is_outcome,
    is_proposal,
    names_item,
    recommends,
    tells_of_before,
    treated_in,
)
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import Section, SectionKind, Span


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a section begins: at a line, `length` characters of which are its heading."""

    line: int
    kind: SectionKind
    heading: str | None
    length: int
    body: str | None = None
    date: date | None = None
    noise: bool = False
    role: Role | None = None


def split_sections(
    lines: Sequence[TextLine], end: int, default: SectionKind
) -> tuple[list[Section], list[Span]]:
    """The sections of consecutive lines, in order, and the spans that are noise.

    The first section reaches from the first line, each to the next, the last
    to `end`. `default` is the kind of what stands before the first heading.
    """
    if not lines:
        return [], []
    lines = by_columns(lines)
    lines = [p for line in lines for part in _by_body(line) for p in _by_sentence(part)]
    cuts = _cuts(lines, default)
    sections, noise = [], []
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        start = lines[cut.line].span.start
        stop = lines[following.line].span.start if following else end
        label = Span(start, start + cut.length)
        if cut.noise:
            noise.append(Span(start, stop))
        else:
            sections.append(
                Section(cut.kind, cut.heading, Span(start, stop), label, cut.body, cut.date)
            )
    return sections, noise


_NEXT_BODY = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ][^.:]{3,90}\d{1,2}[^:]{3,20}:\s)")


def _by_body(line: TextLine) -> list[TextLine]:
    """The line, parted where another body's decision begins: "Anbefales. Byrådet den 3. maj 2023: Godkendt."."""
    parts = []
    for match in reversed(list(_NEXT_BODY.finditer(line.text))):
        rest = line.text[match.end() :]
        beside = decision_beside(rest)
        if beside is None or not beside[1]:
            continue
        start, end = line.span.start, line.span.end
        parts.append(
            replace(line, text=rest, span=Span(start + match.end(), end), gap_before=False)
        )
        text = line.text[: match.start()]
        line = replace(line, text=text, span=Span(start, start + len(text)))
    return [line, *reversed(parts)]


# "… som ventet. Konklusion: Vi søger igen.", "… til jul. Der var enighed om at vente."
_NEXT_LABEL = re.compile(r"(?<=[.!?)])\s+(?=(?P<label>[A-ZÆØÅ][\wæøå ]{2,40}):\s)")
_NEXT_DECISION = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_WITHIN = frozenset({Role.DECISION, Role.ABSENT, Role.HEADER, Role.MEMBERS})


def _by_sentence(line: TextLine) -> Iterator[TextLine]:
    """The line, parted where a label or a sentence within it may begin a section."""
    if line.column_role is not None or "\t" in line.text:
        yield line
        return
    labels = [
        match.end()
        for match in _NEXT_LABEL.finditer(line.text)
        if vocabulary().role(match.group("label")) in _WITHIN
    ]
    decided = [
        match.end()
        for match in _NEXT_DECISION.finditer(line.text)
        if decides(line.text[match.end() : match.end() + _MAX_BEGINNING])
    ]
    places = [0, *sorted({*labels, *decided}), len(line.text)]
    for first, last in pairwise(places):
        text = line.text[first:last].rstrip()
        start = line.span.start + first
        apart = (
            line if first == 0 else replace(line, gap_before=False, page_first=False, level=None)
        )
        yield replace(apart, text=text, span=Span(start, start + len(text)))


# So many letters tell whether a sentence begins with what was decided.
_MAX_BEGINNING = 120


def _cuts(lines: Sequence[TextLine], default: SectionKind) -> list[_Cut]:
    section_level = _level_of_known_headings(lines)
    in_capitals = _are_headings_in_capitals(lines)
    headings = [(line, heading) for line in lines if (heading := announced(line))]
    roles = {heading.role for _, heading in headings}
    roles |= {line.column_role for line in lines if line.column_role}
    spoken = {heading.role for line, heading in headings if not _FOLLOW_UP.match(line.text)}
    decided = None if default is SectionKind.HEADER else _said_decision(lines, spoken)
    cuts: list[_Cut] = []
    index = 0
    while index < len(lines):
        cut = _cut_at(lines, index, cuts[-1] if cuts else None, section_level, roles)
        if cut is None and index == 1 and _is_link(lines[0].text):
            # What stands below "Udskriv" is the case.
            cut = _Cut(index, default, None, 0)
        if cut is None and in_capitals and _is_in_capitals(lines, index):
            cut = _Cut(index, SectionKind.OTHER, lines[index].text, len(lines[index].text))
        if cut is None and cuts and _heads_next_items(lines, index):
            cut = _Cut(index, SectionKind.OTHER, lines[index].text, len(lines[index].text))
        if cut is None and default is not SectionKind.HEADER:
            current = cuts[-1] if cuts else None
            cut = (
                _said(lines, index, current, decided)
                or _unlabelled(lines, index, current, roles)
                or _subject(lines, index, current)
            )
        if cut is None and cuts and _is_behind(lines, index, cuts[-1]):
            case = _Cut(index, SectionKind.BACKGROUND, None, 0)
            cut = _unlabelled(lines, index, case, roles) or case
        if cut is not None:
            cuts.append(cut)
        elif not cuts:
            cuts.append(_Cut(index, default, None, 0))
        elif _aside_ends(lines, index, cuts) or _list_goes_on(lines, index, cuts):
            outer = _outer(cuts)
            cuts.append(_Cut(index, outer.kind, outer.heading, 0, outer.body, outer.date))
        index += 1
    cuts = _with_case_below(lines, cuts)
    if default is SectionKind.OTHER and cuts and cuts[0].heading is None:
        # What a recommendation or decision without a heading stands below is its case.
        kinds = {cut.kind for cut in cuts[1:]}
        if cuts[0].kind is default and kinds & _ANSWERS:
            cuts[0] = replace(cuts[0], kind=SectionKind.BACKGROUND)
    return cuts


def _is_link(text: str) -> bool:
    """Whether a line is what a page offers to click on, and not where the members sign."""
    is_noise = vocabulary().role(text) is Role.NOISE
    return is_noise and not text.lower().startswith(("underskrift", "elektronisk"))


def _is_behind(lines: Sequence[TextLine], index: int, current: _Cut) -> bool:
    """Whether the line stands apart behind a decision that is in italics, a row of a table, or set further in."""
    head, line = lines[current.line], lines[index]
    if current.kind is not SectionKind.DECISION:
        return False
    if head.learnt is not None and head.slanted and not current.length:
        return line.gap_before and not line.slanted
    if head.learnt is not None and head.learnt.in_row:
        return line.gap_before or (line.page_first and lines[index - 1].text.endswith("."))
    is_set_out = line.gap_before and line.indent <= head.indent and index > current.line + 1
    if not is_set_out or current.length != len(head.text):
        return False
    ends = lines[current.line + 1], lines[index - 1]
    return all(below.indent >= head.indent + _SET_IN for below in ends)


# So many blanks set a text in; fewer are a mark's.
_SET_IN = 3


def _with_case_below(lines: Sequence[TextLine], cuts: list[_Cut]) -> list[_Cut]:
    """The sections, the case parted from a decision that stands first over it without a heading between.

    Where the document's decisions stand so, they are of one paragraph, if no wider gap ends them.
    """
    learnt = lines[0].learnt
    if learnt is None or not learnt.first:
        return cuts
    stop = cuts[1].line if len(cuts) > 1 else len(lines)
    case = next((i for i in range(1, stop) if lines[i].wide_gap), None)
    if case is None and not any(cut.kind in _CASE for cut in cuts[1:]):
        case = next((i for i in range(1, stop) if lines[i].gap_before), None)
    if case is None:
        return cuts
    below = _cuts(lines[case:stop], SectionKind.BACKGROUND)
    return [cuts[0], *(replace(cut, line=cut.line + case) for cut in below), *cuts[1:]]


_ANSWERS = frozenset({SectionKind.RECOMMENDATION, SectionKind.DECISION})


def _said_decision(lines: Sequence[TextLine], roles: Set[Role]) -> int | None:
    """The line on which a decision begins that no heading announces, only its place and its words.

    It ends the item: "Udvalget besluttede at …", "Drøftet. Formanden taler med rederiet."
    """
    if roles & _SPOKEN_FOR:
        return None
    closes = (i for i, line in enumerate(lines) if closes_meeting(line.text))
    return next((i for i in range(next(closes, len(lines))) if _decides_at_the_end(lines, i)), None)


# Where these are headings, so is the decision; under a recommendation alone it may have none.
_SPOKEN_FOR = frozenset(
    {Role.DECISION, Role.BOTH, Role.BACKGROUND, Role.ECONOMY, Role.OTHER, Role.TITLE}
)


# Who does what behind a decision, which then needs no heading of its own.
_FOLLOW_UP = re.compile(r"(?i)(?:opfølgning|handling|ansvar(?:lige?)?|frist|tovholder)\b\s*(?::|$)")


def _decides_at_the_end(lines: Sequence[TextLine], index: int) -> bool:
    text = lines[index].text
    if not (decides(text) or (is_outcome(text, alone=False) and not tells_of_before(text))):
        return False
    if not _begins_sentence(lines, index):
        return False
    for line in lines[index + 1 : index + _MAX_SAID]:
        heading = announced(line)
        if heading is not None or closes_meeting(line.text):
            is_over = heading is None or heading.role in _BEHIND_DECISION
            return is_over or bool(_FOLLOW_UP.match(line.text))
        if line.gap_before:
            return False
    return index + _MAX_SAID >= len(lines)


# More lines than any decision in running text has.
_MAX_SAID = 60
_BEHIND_DECISION = frozenset({Role.ABSENT, Role.ATTACHMENTS, Role.VOTE, Role.HEADER, Role.NOISE})


def _begins_sentence(lines: Sequence[TextLine], index: int) -> bool:
    line = lines[index]
    is_parted = index == 0 or line.gap_before or line.starts_page
    return is_parted or lines[index - 1].text.endswith((".", "!", "?", ":"))


_TAKES_NO_DECISION = frozenset({SectionKind.ATTACHMENTS, SectionKind.HEADER, SectionKind.DECISION})


def _said(
    lines: Sequence[TextLine], index: int, current: _Cut | None, decided: int | None
) -> _Cut | None:
    """A decision that only its words announce, or a recommendation above it."""
    if decided is None or index > decided:
        return None
    if current is not None and current.kind in _TAKES_NO_DECISION:
        return None
    if index == decided:
        return _Cut(index, SectionKind.DECISION, None, 0)
    is_recommended = recommends(lines[index].text) and _begins_sentence(lines, index)
    return _Cut(index, SectionKind.RECOMMENDATION, None, 0) if is_recommended else None


def _unlabelled(
    lines: Sequence[TextLine], index: int, current: _Cut | None, roles: Set[Role]
) -> _Cut | None:
    """A recommendation or decision that no heading of the item announces.

    "Forvaltningen foreslår, at …" begins one where a paragraph begins, and
    "Godkendt." is one where it stands alone.
    """
    text = lines[index].text
    if current is not None and current.kind in (SectionKind.ATTACHMENTS, SectionKind.HEADER):
        is_said = current.kind is SectionKind.ATTACHMENTS and _ends_with_outcome(lines, index)
        is_said = is_said and not roles & {Role.DECISION, Role.BOTH}
        return _Cut(index, SectionKind.DECISION, None, 0) if is_said else None
    within_both = current is not None and current.role is Role.BOTH
    if within_both and current is not None and current.kind is SectionKind.RECOMMENDATION:
        decides = is_outcome(text, alone=False) or re.match(r"(?i)ad\.?\s?\d", text)
        return _Cut(index, SectionKind.DECISION, None, 0, role=Role.BOTH) if decides else None
    decided = current is not None and current.kind is SectionKind.DECISION
    if not decided and Role.DECISION not in roles and Role.BOTH not in roles and is_outcome(text):
        parted = index == 0 or index == len(lines) - 1 or lines[index].gap_before
        return _Cut(index, SectionKind.DECISION, None, 0) if parted else None
    if roles & {Role.RECOMMENDATION, Role.BOTH} or not is_proposal(text):
        return None
    # Under a heading of its own "foreslår" is told of, "indstiller" is done.
    labelled = current is not None and current.heading is not None
    if (labelled and "indstil" not in text) or not _begins_paragraph(lines, index):
        return None
    if current is not None and current.kind is SectionKind.DECISION:
        return None
    return _Cut(index, SectionKind.RECOMMENDATION, None, 0)


def _ends_with_outcome(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the last line says what became of the item: no attachment ends with a full stop."""
    text = lines[index].text
    return index + 1 == len(lines) and text.endswith(".") and is_outcome(text)


# "Sager til efterretning", "PUNKTER TIL BESLUTNING:"
_GROUP_OF_ITEMS = re.compile(
    r"(?i)(?:åbne |lukkede )?(?:sager|punkter) til [a-zæøå]+(?: (?:i|for|fra) [a-zæøå ]{2,40})?:?"
)


def _heads_next_items(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the last line of an item is the heading of the items that come after it.

    It is nothing of what was decided above, nor one of those who were away.
    """
    is_last = index + 1 == len(lines)
    return is_last and _GROUP_OF_ITEMS.fullmatch(lines[index].text.strip()) is not None


# What the item is about, printed once more below its decision. A predicate makes a
# paragraph part of the decision.
_SUBJECT = re.compile(
    r"(?:Indstillingen|Sagen|Punktet|Forslaget) (?:vedrører|omhandler|handler om)\b"
)
# How titles of items begin.
_TITLE_LIKE = re.compile(
    r"(?:Endelig |Foreløbig |Nyt? )?(?:[Ff]orslag (?:om|til|fra)|[Vv]edtagelse af|[Gg]odkendelse af|[Ss]var på"
    r"|Orientering (?:om|fra)|\w*[Bb]evilling(?:er)? (?:til|på|vedr)|Ansøgning (?:om|fra)|Redegørelse (?:for|om)"
    r"|Lokalplan|Kommuneplantillæg|(?:Anlægs)?[Rr]egnskab (?:for|over)|Salg af|Køb af|Udpegning af|Valg af)\b"
)
_MAX_SUBJECT_LINES = 4


def _subject(lines: Sequence[TextLine], index: int, current: _Cut | None) -> _Cut | None:
    """A paragraph behind a decision that only names what was decided on.

    It is set apart, the last before the next heading, and a phrase: "Forslag
    om ny sti i Elleby", "Indstillingen vedrører ...".
    """
    if current is None or current.kind is not SectionKind.DECISION or not lines[index].gap_before:
        return None
    if current.line + 1 >= index or not current.heading:
        return None
    end = index + 1
    while end < len(lines) and not lines[end].gap_before and heading_of(lines[end].text) is None:
        end += 1
    last = end == len(lines) or heading_of(lines[end].text) is not None
    text = " ".join(line.text for line in lines[index:end])
    if not last or end == len(lines) or end - index > _MAX_SUBJECT_LINES:
        return None
    is_phrase = _TITLE_LIKE.match(text) is not None and ":" not in text and not has_predicate(text)
    # A mark alone is what was left of an empty field.
    is_stray = not any(character.isalnum() for character in text)
    if is_stray:
        return _Cut(index, SectionKind.OTHER, None, 0, noise=True)
    is_subject = is_phrase or _SUBJECT.match(text)
    return _Cut(index, SectionKind.BACKGROUND, None, 0) if is_subject else None


def _level_of_known_headings(lines: Sequence[TextLine]) -> int | None:
    """The level at which the file marks the headings that the vocabulary knows."""
    levels = [line.level for line in lines if line.level is not None and announced(line)]
    return min(levels, default=None)


# Fewer capitals are an abbreviation, more words a warning.
_MIN_CAPITALS, _MAX_HEADING_WORDS = 5, 6


def _are_headings_in_capitals(lines: Sequence[TextLine]) -> bool:
    """Whether all the headings that the vocabulary knows are in capitals, and there are some."""
    known = [line.text for line in lines if vocabulary().role(line.text) is not None]
    return len(known) > 1 and all(text.isupper() for text in known)


def _is_in_capitals(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line is a heading that nobody knows: a few words in capitals over a paragraph."""
    line = lines[index]
    return (
        line.gap_before
        and line.text.isupper()
        and sum(map(str.isalpha, line.text)) >= _MIN_CAPITALS
        and len(line.text.split()) <= _MAX_HEADING_WORDS
        and not line.text.endswith((".", ",", ";"))
        and index + 1 < len(lines)
        and not lines[index + 1].text.isupper()
    )


def _cut_at(
    lines: Sequence[TextLine],
    index: int,
    current: _Cut | None,
    section_level: int | None,
    roles: Set[Role],
) -> _Cut | None:
    line = lines[index]
    if line.column_role is not None:
        # A cell of a table is announced by the head of its column.
        kind = _KIND.get(line.column_role, SectionKind.OTHER)
        noise = line.column_role is Role.NOISE
        own = decision_heading(line.column) if kind is SectionKind.DECISION else None
        body, day = (own.body, own.date) if own else (None, None)
        return _Cut(index, kind, line.column or None, 0, body, day, noise, line.column_role)
    if line.learnt is not None:
        return _cut_of(line, index, line.learnt.heading, current)
    history = _history_block(lines, index) or _body_over_date(lines, index)
    if history is not None:
        return history
    heading = heading_of(line.text, marked=line.level is not None)
    offset = text_offset(line.text)
    if offset:
        # "22/740 | Sagsfremstilling": the number stands beside the heading.
        behind = heading_of(line.text[offset:])
        heading = replace(behind, length=offset + behind.length) if behind else heading
    if heading is None:
        heading = _body_as_heading(lines, index, current, roles)
    if heading is None:
        if section_level is not None and line.level == section_level:
            return _Cut(index, _KIND[role_of_words(line.text)], line.text, len(line.text))
        return None
    if not _is_credible(line, heading, current, lines, index):
        return None
    if heading.role is Role.BOTH:
        first = line.text[heading.length :] or (
            lines[index + 1].text if index + 1 < len(lines) else ""
        )
        cut = _cut_of(line, index, heading, current)
        return cut if _recommends(first) else replace(cut, kind=SectionKind.DECISION)
    if heading.role is Role.HEADER and _heads_text(lines, index, heading, current):
        heading = replace(heading, role=Role.BACKGROUND)
    if heading.role is Role.ABSENT and _heads_attendance_table(lines, index):
        heading = Heading(Role.MEMBERS, heading.length)
    return _cut_of(line, index, heading, current)


def _heads_text(
    lines: Sequence[TextLine], index: int, heading: Heading, current: _Cut | None
) -> bool:
    """Whether "Tidligere beslutninger" within a case stands over prose and not over a list."""
    if current is None or current.kind not in _CASE or heading.length < len(lines[index].text):
        return False
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return len(below.split()) >= _MIN_PROSE and has_predicate(below) and "\t" not in below


_CASE = frozenset({SectionKind.BACKGROUND, SectionKind.ECONOMY, SectionKind.OTHER})
# Fewer words are a body with its day.
_MIN_PROSE = 8


def _cut_of(line: TextLine, index: int, heading: Heading, current: _Cut | None) -> _Cut:
    text = line.text[text_offset(line.text) : heading.length].rstrip(" :\t")
    body, day = heading.body, heading.date
    if heading.role in (Role.ABSENT, Role.VOTE) and current is not None:
        # "Fraværende" inside a decision belongs to that decision's meeting.
        body, day = current.body, current.date
    return _Cut(index, _KIND.get(heading.role, SectionKind.OTHER), text or None, heading.length, body, day,
                noise=heading.role is Role.NOISE, role=heading.role)  # fmt: skip


_KIND = {
    Role.BOTH: SectionKind.RECOMMENDATION,
    Role.BACKGROUND: SectionKind.BACKGROUND,
    Role.RECOMMENDATION: SectionKind.RECOMMENDATION,
    Role.DECISION: SectionKind.DECISION,
    Role.VOTE: SectionKind.VOTE,
    Role.ABSENT: SectionKind.ABSENT,
    Role.ATTACHMENTS: SectionKind.ATTACHMENTS,
    Role.ECONOMY: SectionKind.ECONOMY,
    Role.OTHER: SectionKind.OTHER,
    Role.HEADER: SectionKind.HEADER,
    Role.MEMBERS: SectionKind.HEADER,
    Role.TITLE: SectionKind.HEADER,
    Role.CONTENTS: SectionKind.HEADER,
    Role.OPEN: SectionKind.HEADER,
    Role.CLOSED: SectionKind.HEADER,
}


def _is_credible(
    line: TextLine, heading: Heading, current: _Cut | None, lines: Sequence[TextLine], index: int
) -> bool:
    """Whether a line in the form of a heading is one here, and not part of a sentence or list."""
    if heading.role in (Role.OPEN, Role.CLOSED):
        return True
    run_in = heading.length < len(line.text)
    within = None if current is None else current.kind
    in_decision = heading.role is Role.AMENDMENT and within not in _BEFORE_AMENDMENT
    # "Afbud fra Ane Dahl" within a case is a line of its text.
    is_told = heading.role is Role.ABSENT and run_in and line.text[heading.length - 1].isalpha()
    is_text = in_decision or (is_told and within in _CASE)
    if is_text or (within is SectionKind.ATTACHMENTS and _is_attachment(lines, index)):
        return False
    if line.level is None and _is_entry_of_list(lines, index):
        return False
    if heading.role in (Role.HEADER, Role.MEMBERS, Role.TITLE):
        # "Dato: 3. marts" inside a case presentation is a line of its text, the meeting's end none.
        is_end = closes_meeting(line.text) and "\t" in line.text
        return not run_in or is_end or within in (None, SectionKind.HEADER, SectionKind.ABSENT)
    if heading.role is Role.RECOMMENDATION and within is SectionKind.DECISION and not line.level:
        return _begins_next_recommendation(lines, index)
    if run_in and "\t" not in line.text and heading.role in (Role.BACKGROUND, Role.OTHER):
        return _begins_paragraph(lines, index) and (
            within in _BEFORE_RUN_IN or bool(_MAIN.match(line.text))
        )
    if run_in or line.level is not None or line.text.rstrip().endswith(":"):
        return True
    # "lndstilling" is how recognition of images reads a capital I.
    first = _ENTRY.sub("", line.text)[:1]
    is_small = first.islower() and not re.match(r"l[nN]", line.text)
    return not is_small and not _continues(lines, index)


def _continues(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line goes on a sentence that the line before left unfinished."""
    line = lines[index]
    return (
        index > 0
        and not line.gap_before
        and not line.starts_page
        and re.search(_UNFINISHED, lines[index - 1].text) is not None
    )


_UNFINISHED = r"(?:,|\b(?:og|til|af|en|et|den|det|i|på|for|med|om|som|at))$"


def _begins_next_recommendation(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a recommendation follows a decision.

    What a committee "indstiller" is its decision; only the plain heading, or a
    label with a proposal below, begins the next recommendation.
    """
    line = lines[index]
    if line.gap_before and vocabulary().role(line.text) and index + 1 < len(lines):
        return _recommends(lines[index + 1].text)
    return bool(re.match(r"(?i)(?:\S+s )?indstilling(?:er)?(?::|\t|$)", line.text))


# Within these "Baggrund: ..." may be a label; in a decision only of a whole section.
_BEFORE_RUN_IN = (
    None,
    SectionKind.HEADER,
    SectionKind.BACKGROUND,
    SectionKind.ECONOMY,
    SectionKind.OTHER,
)
_BEFORE_AMENDMENT = frozenset(
    {SectionKind.BACKGROUND, SectionKind.ECONOMY, SectionKind.RECOMMENDATION}
)
_MAIN = re.compile(
    r"(?i)(?:supplerende )?(?:sagsfremstilling|resum[eé]|sammendrag|baggrund|redegørelse|sagsbeskrivelse"
    r"|beslutningstema|sagens kerne|lovgrundlag|historik|vurdering)\s*:"
)
# How many lines, or sections, of a list are looked through for where it began.
_NEAR = 100
_ENTRY = re.compile(r"^(?:(?P<number>\d{1,2})[.)]|(?P<letter>[a-hA-H])[.)]|[-–•*▪◦·])\s")


def _begins_paragraph(lines: Sequence[TextLine], index: int) -> bool:
    line = lines[index]
    if index == 0 or line.gap_before or line.starts_page:
        return True
    before = lines[index - 1].text
    return before.endswith((".", "!", "?", ":")) or len(before) < 40


def _is_entry_of_list(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a heading's word is one entry of a list: an entry beside it is none."""
    if not _ENTRY.match(lines[index].text):
        return False
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(at - index) <= _NEAR and _ENTRY.match(lines[at].text):
            if heading_of(lines[at].text) is None:
                return True
            at += step
    return False


def _heads_attendance_table(lines: Sequence[TextLine], index: int) -> bool:
    """Whether "Afbud" is the head of a column of crosses beside "Til stede".

    The text of a PDF does not tell which column a cross stood in, so nobody
    may be called absent.
    """
    before = vocabulary().role(lines[index - 1].text) if index else None
    crosses = any(re.fullmatch(r"(?i)[x✓✗☒]", line.text) for line in lines[index + 1 : index + 7])
    return crosses and before in (Role.MEMBERS, Role.ABSENT)


_ATTACHMENT = re.compile(r"(?i)^(?:bilag\s*\d|\d+\s*[-.]|[-–•*])")


def _is_attachment(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a heading's word in a list of attachments is the name of a file.

    "Indstilling" below "Bilag" is a file when file names or nothing follow it,
    and a heading when prose does.
    """
    line = lines[index]
    if line.level is not None or decision_heading(line.text) or decision_beside(line.text):
        return False
    if "\t" in line.text and line.text.endswith("."):
        # A row of a table whose key is the word; no file ends so.
        return False
    following = lines[index + 1 : index + 4]
    if following and _ATTACHMENT.match(following[0].text):
        return True
    prose = (line.text for line in following)
    return not any(
        text.endswith((".", ":", ",")) or len(text) > 60 or heading_of(text) for text in prose
    )


# A previous treatment printed as a small table: body, date and perhaps item
# number, each on a line of its own with a label.
_UDVALG = re.compile(r"(?i)^(?:udvalg|organ|behandlet (?:i|af)|møde i)\s*:\s*(?P<body>\S.*)$")


def _history_block(lines: Sequence[TextLine], index: int) -> _Cut | None:
    label, _, beside = lines[index].text.partition("\t")
    # The list's heading may stand beside its first line.
    is_headed = beside and vocabulary().role(label) is Role.HEADER
    match = _UDVALG.match(beside if is_headed else lines[index].text)
    if not match or index + 1 >= len(lines) or not is_body(clean_body(match.group("body"))):
        return None
    last, day, number = index, None, ""
    for offset in (1, 2):
        if index + offset >= len(lines):
            break
        text = lines[index + offset].text
        if re.match(r"(?i)^(?:møde)?dato\s*:", text):
            last, day = index + offset, first_date(text)
        elif found := re.match(r"(?i)^punkt(?:nummer|nr\.?)?\s*:?\s*(\d+)$", text):
            last, number = index + offset, f", punkt {found.group(1)}"
        else:
            break
    if day is None:
        return None
    length = lines[last].span.end - lines[index].span.start
    return _Cut(index, SectionKind.DECISION, f"{match.group('body')}, {day.isoformat()}{number}", length,
                clean_body(match.group("body")), day)  # fmt: skip


_DATE_LABEL = re.compile(r"^(?:den\s|d\.\s?)?(?P<date>\d[^:]{5,30}):(?=\s*\S|$)")


def _body_over_date(lines: Sequence[TextLine], index: int) -> _Cut | None:
    """A label of two lines beside a decision: "Kommunalbestyrelsen", "24. februar 2010: Godkendt."."""
    text = lines[index].text
    if index + 1 >= len(lines) or lines[index + 1].gap_before or not is_body(text):
        return None
    match = _DATE_LABEL.match(lines[index + 1].text)
    day = first_date(match.group("date")) if match else None
    if match is None or day is None:
        return None
    length = lines[index + 1].span.start + match.end() - lines[index].span.start
    body = clean_body(text)
    return _Cut(index, SectionKind.DECISION, f"{text} {match.group('date')}", length, body, day)


def _body_as_heading(
    lines: Sequence[TextLine], index: int, current: _Cut | None, roles: Set[Role]
) -> Heading | None:
    """A body and a date alone on a line, with text below, as the heading of a decision.

    It must say more than that: which item ("sag 123"), a colon, or stand
    where a decision stands already, or be set apart over a paragraph of its own.
    What was decided may stand beside them: "Byrådet den 3. maj 2023: Godkendt."
    """
    text = lines[index].text
    in_decision = current is not None and current.kind is SectionKind.DECISION
    beside = decision_beside(text) if current is not None else None
    if beside is not None:
        may_follow = current is not None and current.kind in _BEFORE_DECISION
        if in_decision or (beside[1] and may_follow):
            return beside[0]
        return beside[0] if _ends_the_item(lines, index, current, roles) else None
    treated = treated_in(text) if current is not None and _begins_sentence(lines, index) else None
    heading = treated or body_and_date(text)
    if heading is None or index + 1 >= len(lines):
        return None
    if lines[index + 1].learnt or heading_of(lines[index + 1].text, sentences=False):
        return None
    if in_decision or treated or text.endswith(":") or names_item(text):
        return heading
    return heading if _heads_paragraph(lines, index, current) else None


def _ends_the_item(
    lines: Sequence[TextLine], index: int, current: _Cut | None, roles: Set[Role]
) -> bool:
    """Whether from a body, its date and a sentence on nothing but such and lists ends the item.

    "Byrådet, 16-12-2020: Valgt blev Ane Dahl." decides where no heading does.
    """
    if roles & {Role.DECISION, Role.BOTH} or current is None or current.kind in _LISTS:
        return False
    if not _begins_sentence(lines, index) or len(lines) - index > _MAX_SAID:
        return False
    rest = lines[index:]
    paragraphs = [place for place, line in enumerate(rest) if decision_beside(line.text)]
    ends = (rest[place - 1].text for place in [*paragraphs[1:], len(rest)])
    known = (heading_of(line.text) for line in rest)
    return all(text.endswith((".", ")", "!")) for text in ends) and not any(
        heading is not None and heading.role not in _BEHIND_DECISION for heading in known
    )


_LISTS = frozenset({SectionKind.HEADER, SectionKind.ATTACHMENTS})
_BEFORE_DECISION = frozenset(
    {SectionKind.RECOMMENDATION, SectionKind.VOTE, SectionKind.ABSENT, SectionKind.ATTACHMENTS}
)


def _heads_paragraph(lines: Sequence[TextLine], index: int, current: _Cut | None) -> bool:
    """Whether a line stands between the end of a paragraph and a sentence below it."""
    if current is None or current.kind in (SectionKind.HEADER, SectionKind.ATTACHMENTS):
        return False
    line, below, before = lines[index], lines[index + 1], lines[index - 1].text
    parted = line.gap_before or line.starts_page or current.kind is SectionKind.RECOMMENDATION
    if not parted or below.gap_before or not before.endswith((".", "!", "?")):
        return False
    end = index + 2
    while end < len(lines) and not lines[end].gap_before and not lines[end - 1].text.endswith("."):
        end += 1
    last = lines[end - 1].text
    return below.text[0].isupper() and last.endswith(".") and body_and_date(below.text) is None


_NAME = re.compile(
    r"^(?:[-–•*]\s*)?[A-ZÆØÅ][\wæøåéöü.'’-]*(?:\s+(?:[A-ZÆØÅ][\wæøåéöü.'’-]*|von|van|de|af))*(?:\s*\([^)]{1,25}\))?"
    r"(?:\s*[-–,]\s*[\wæøå ]{0,40})?[.,;]?$"
)
_NOBODY = re.compile(r"(?i)^(?:ingen|-|nej|alle (?:var )?til stede)\W*$")


def _recommends(text: str) -> bool:
    return is_proposal(text) or bool(
        re.match(r"(?i)\s*(?:\d{1,2}[.)]\s*|[-–•a-h][.)]?\s+)?at\b", text)
    )


# "Fra forvaltningen deltog Ane Dahl": these were not away. A substitute belongs to who was.
_ATTENDS = re.compile(
    r"(?!.*(?i:stedet|stedfortr|suppleant|afløser))(?:Fra|For|Endvidere|Desuden|Derudover|Herudover|Som)\b"
    r"[^.:]{0,60}?\b(?:deltog|deltager|mødte)\b(?! ikke)"
    r"|(?!.*\b(?i:ikke|afbud|fraværende|forhindret|stedet|stedfortr|suppleant|afløser))[A-ZÆØÅ][^.:;()]{0,60}?"
    r"\b(?:var|er) (?:repræsenteret|til stede)\b"
)


def _aside_ends(lines: Sequence[TextLine], index: int, cuts: Sequence[_Cut]) -> bool:
    """Whether an aside about absence is over and the decision goes on."""
    current = cuts[-1]
    line, previous = lines[index], lines[index - 1]
    if len(cuts) > 1 and current.kind is SectionKind.ABSENT and _ATTENDS.match(line.text):
        return True
    if len(cuts) < 2 or _outer(cuts).kind is not SectionKind.DECISION:
        return False
    if current.kind is SectionKind.ABSENT:
        if (
            previous.text.rstrip().endswith((",", " og", ":"))
            or _NAME.match(line.text)
            or _NOBODY.match(line.text)
        ):
            return bool(_NOBODY.match(previous.text)) and index > current.line + 1
        return not line.text[0].islower() and not re.match(
            r"^[A-ZÆØÅ][^.]{0,80}\([A-ZÆØÅ]{1,2}\)", line.text
        )
    return False


def _list_goes_on(lines: Sequence[TextLine], index: int, cuts: Sequence[_Cut]) -> bool:
    """Whether "c." continues a list that "Bilag" below its "b." interrupted."""
    if cuts[-1].kind is not SectionKind.ATTACHMENTS or len(cuts) < 2:
        return False
    letter = _LETTER.match(lines[index].text)
    if letter is None:
        return False
    near = lines[max(0, cuts[-1].line - _NEAR) : cuts[-1].line]
    before = [m.group() for line in near if (m := _LETTER.match(line.text))]
    return bool(before) and ord(before[-1][0]) + 1 == ord(letter.group()[0])


_LETTER = re.compile(r"^[a-zA-Z][.)](?=\s)")


def _outer(cuts: Sequence[_Cut]) -> _Cut:
    """The section that the current aside (absence, a file under an entry) stands in."""
    for cut in cuts[: -_NEAR - 1 : -1]:
        if cut.kind not in (SectionKind.ABSENT, SectionKind.ATTACHMENTS):
            return cut
    return cuts[0]
