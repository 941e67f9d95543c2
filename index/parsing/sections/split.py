"""The lines of an agenda item, cut into labelled sections."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from index.parsing.sections.answers import by_columns
from index.parsing.sections.asides import aside_ends, behind_attachments, list_goes_on, outer_cut
from index.parsing.sections.away import others_cut, parted_behind_away
from index.parsing.sections.credible import heads_attendance_table, heads_text, is_credible
from index.parsing.sections.cuts import CASE, KIND, Cut, begins_recommendation, cut_of
from index.parsing.sections.dated import body_as_heading, body_over_date, history_block
from index.parsing.sections.learnt import announced, role_of_words
from index.parsing.sections.parted_lines import (
    parted_by_body,
    parted_by_field,
    parted_by_outcome,
    parted_by_sentence,
)
from index.parsing.sections.unannounced import (
    FOLLOW_UP,
    is_behind,
    said_cut,
    said_decision,
    subject_cut,
    unlabelled_cut,
)
from index.parsing.sections.unknown_headings import (
    are_headings_in_capitals,
    heads_next_items,
    is_in_capitals,
    level_of_known_headings,
)
from index.parsing.text.cells import text_offset
from index.parsing.text.headings import Heading, decision_heading, heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role, vocabulary
from index.types import Section, SectionKind, Span


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
    lines = [field for line in lines for field in parted_by_field(line)]
    lines = [p for line in lines for part in parted_by_body(line) for p in parted_by_sentence(part)]
    above = [None, *lines]
    lines = [
        p for line, over in zip(lines, above, strict=False) for p in parted_by_outcome(line, over)
    ]
    lines = list(parted_behind_away(lines))
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


def _cuts(lines: Sequence[TextLine], default: SectionKind) -> list[Cut]:
    section_level = level_of_known_headings(lines)
    in_capitals = are_headings_in_capitals(lines)
    headings = [(line, heading) for line in lines if (heading := announced(line))]
    roles = {heading.role for _, heading in headings}
    roles |= {line.column_role for line in lines if line.column_role}
    spoken = {heading.role for line, heading in headings if not FOLLOW_UP.match(line.text)}
    decided = None if default is SectionKind.HEADER else said_decision(lines, spoken)
    cuts: list[Cut] = []
    index = 0
    while index < len(lines):
        cut = _cut_at(lines, index, cuts[-1] if cuts else None, section_level, roles)
        if cut is None and index == 1 and _is_link(lines[0].text):
            # What stands below "Udskriv" is the case.
            cut = Cut(index, default, None, 0)
        if cut is None and in_capitals and is_in_capitals(lines, index):
            cut = _whole(lines[index], index, SectionKind.OTHER)
        if cut is None and cuts and heads_next_items(lines, index):
            cut = _whole(lines[index], index, SectionKind.OTHER)
        if cut is None and default is not SectionKind.HEADER:
            behind = behind_attachments(lines, index, cuts)
            current = behind or (cuts[-1] if cuts else None)
            cut = (
                said_cut(lines, index, current, decided)
                or unlabelled_cut(lines, index, current, roles)
                or subject_cut(lines, index, current)
                or behind
            )
        if cut is None and cuts and is_behind(lines, index, cuts[-1]):
            case = Cut(index, SectionKind.BACKGROUND, None, 0)
            cut = unlabelled_cut(lines, index, case, roles) or case
        if cut is None and cuts:
            cut = others_cut(lines, index, cuts, default)
        if cut is not None:
            cuts.append(cut)
        elif not cuts:
            cuts.append(Cut(index, default, None, 0))
        elif aside_ends(lines, index, cuts) or list_goes_on(lines, index, cuts):
            outer = outer_cut(cuts)
            cuts.append(Cut(index, outer.kind, outer.heading, 0, outer.body, outer.date))
        index += 1
    cuts = _with_case_below(lines, cuts)
    if default is SectionKind.OTHER and cuts and cuts[0].heading is None:
        # What a recommendation or decision without a heading stands below is its case.
        kinds = {cut.kind for cut in cuts[1:]}
        if cuts[0].kind is default and kinds & _ANSWERS:
            cuts[0] = replace(cuts[0], kind=SectionKind.BACKGROUND)
    return cuts


def _whole(line: TextLine, index: int, kind: SectionKind) -> Cut:
    """The section that a line begins which is all its heading."""
    return Cut(index, kind, line.text.rstrip(" :"), len(line.text))


def _is_link(text: str) -> bool:
    """Whether a line is what a page offers to click on, and not where the members sign."""
    is_noise = vocabulary().role(text) is Role.NOISE
    return is_noise and not text.lower().startswith(("underskrift", "elektronisk"))


def _with_case_below(lines: Sequence[TextLine], cuts: list[Cut]) -> list[Cut]:
    """The sections, the case parted from a decision that stands first over it without a heading between.

    Where the document's decisions stand so, they are of one paragraph, if no wider gap ends them.
    """
    learnt = lines[0].learnt
    if learnt is None or not learnt.first:
        return cuts
    stop = cuts[1].line if len(cuts) > 1 else len(lines)
    case = next((i for i in range(1, stop) if lines[i].wide_gap), None)
    if case is None and not any(cut.kind in CASE for cut in cuts[1:]):
        case = next((i for i in range(1, stop) if lines[i].gap_before), None)
    if case is None:
        return cuts
    below = _cuts(lines[case:stop], SectionKind.BACKGROUND)
    return [cuts[0], *(replace(cut, line=cut.line + case) for cut in below), *cuts[1:]]


_ANSWERS = frozenset({SectionKind.RECOMMENDATION, SectionKind.DECISION})


def _cut_at(
    lines: Sequence[TextLine],
    index: int,
    current: Cut | None,
    section_level: int | None,
    roles: Set[Role],
) -> Cut | None:
    line = lines[index]
    if line.column_role is not None:
        # A cell of a table is announced by the head of its column.
        kind = KIND.get(line.column_role, SectionKind.OTHER)
        noise = line.column_role is Role.NOISE
        own = decision_heading(line.column) if kind is SectionKind.DECISION else None
        body, day = (own.body, own.date) if own else (None, None)
        return Cut(index, kind, line.column or None, 0, body, day, noise, line.column_role)
    if line.learnt is not None:
        return cut_of(line, index, line.learnt.heading, current)
    history = history_block(lines, index) or body_over_date(lines, index)
    if history is not None:
        return history
    heading = heading_of(line.text, marked=line.level is not None)
    offset = text_offset(line.text)
    if offset:
        # "22/740 | Sagsfremstilling": the number stands beside the heading.
        behind = heading_of(line.text[offset:])
        heading = replace(behind, length=offset + behind.length) if behind else heading
    if heading is None:
        heading = body_as_heading(lines, index, current, roles)
    if heading is None:
        if section_level is not None and line.level == section_level:
            return _whole(line, index, KIND[role_of_words(line.text)])
        return None
    if not is_credible(line, heading, current, lines, index):
        return None
    if heading.role is Role.BOTH:
        first = line.text[heading.length :] or (
            lines[index + 1].text if index + 1 < len(lines) else ""
        )
        cut = cut_of(line, index, heading, current)
        return cut if begins_recommendation(first) else replace(cut, kind=SectionKind.DECISION)
    if heading.role is Role.HEADER and heads_text(lines, index, heading, current):
        heading = replace(heading, role=Role.BACKGROUND)
    if heading.role is Role.ABSENT and heads_attendance_table(lines, index):
        heading = Heading(Role.MEMBERS, heading.length)
    return cut_of(line, index, heading, current)
