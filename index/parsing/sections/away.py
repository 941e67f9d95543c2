"""Where a list of who was away ends, and another begins that only its own label tells: "Øvrige: Bo Lund"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.parsing.sections.asides import outer_cut
from index.parsing.sections.cuts import Cut
from index.parsing.text.bodies import is_body
from index.parsing.text.columns import columns_of
from index.parsing.text.headings import heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role
from index.types import SectionKind, Span

# "Øvrige:", "Fra forvaltningen |": a few words, and what they announce beside them.
_LABEL = re.compile(
    r"(?P<label>[A-ZÆØÅ][\wæøåé/.-]*(?: (?!\d)[\wæøåé/&,.-]+){0,5}?)\s?(?P<mark>:(?=\s|$)|\t)"
)
# These part those who were away: by party, by body, by item; or say of them who came instead.
_OF_THE_AWAY = re.compile(
    r"(?i)\b(?:afbud|fravær\w*|forfald|inhabil\w*|ikke|uden|udeblev\w*|syg\w*|ferie|orlov|stedet|stedfortr\w*"
    r"|suppleant\w*|afløse\w*|erstat\w*|punkt\w*|pkt|sag\w*|ad|liste|begrundelse|årsag|grund|lovligt|ulovligt)\b"
    r"|\b\w+(?:partiet|demokrat\w*|listen|alliance\w*)\b|\b(?:venstre|konservative|radikale|moderaterne|borgerlige)\b"
)
_NAME = re.compile(r"[A-ZÆØÅ][\w.'’-]*(?: (?:[A-ZÆØÅ][\w.'’-]*|von|van|de|af))+")
# Behind a full stop, a tab or a wide gap on the line itself.
_WITHIN = re.compile(rf"(?:(?<=[.!?)])\s+|\t|\s{{3,}})(?={_LABEL.pattern})")


def _label_of_others(text: str) -> re.Match[str] | None:
    r"""The label at the text's beginning, if it announces others than who was away.

    >>> bool(_label_of_others("Øvrige: Bo Lund")), bool(_label_of_others("Stedfortræder: Bo Lund"))
    (True, False)
    >>> bool(_label_of_others("Administration\tBo Lund")), bool(_label_of_others("Bo Lund\t(A)"))
    (True, False)
    """
    match = _LABEL.match(text)
    if match is None or _OF_THE_AWAY.search(label := match["label"]) or is_body(label):
        return None
    # A name is parted from its party, or told of: "Bo Lund: syg".
    return None if _NAME.fullmatch(label) else match


def parted_behind_away(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines, those parted that say who was away and, behind another label, who was not."""
    is_away = False
    for line in lines:
        heading = heading_of(line.text)
        if heading is not None or line.gap_before:
            is_away = heading is not None and heading.role is Role.ABSENT
        first = heading.length if heading is not None and is_away else 0
        places = [m.end() for m in _WITHIN.finditer(line.text, first)] if is_away else []
        at = next((p for p in places if _is_named(line.text[first:p], line.text[p:])), None)
        if at is None:
            yield line
            continue
        text, rest, start = line.text[:at].rstrip(), line.text[at:], line.span.start
        yield replace(line, text=text, span=Span(start, start + len(text)))
        yield replace(
            line,
            text=rest,
            span=Span(start + at, line.span.end),
            gap_before=False,
            page_first=False,
            level=None,
        )
        is_away = False


def _is_named(before: str, rest: str) -> bool:
    """Whether somebody is named before a label of others: without, it may be the first of several."""
    match = _label_of_others(rest)
    return match is not None and match["mark"] == ":" and any(map(str.isalpha, before))


def others_cut(
    lines: Sequence[TextLine], index: int, cuts: Sequence[Cut], default: SectionKind
) -> Cut | None:
    """The section that begins where a list of who was away ends at another label.

    In an item it is of the kind that the list stands in; a decision goes on otherwise.
    """
    current, outer = cuts[-1], outer_cut(cuts).kind
    is_front_list = current.kind is SectionKind.ABSENT and default is SectionKind.HEADER
    if is_front_list and "\t" in lines[index].text and columns_of(lines[index].text.split("\t")):
        # "Punkt <tab> Emne <tab> Beslutning" heads the minutes themselves.
        return Cut(index, default, None, 0)
    if default is not SectionKind.HEADER and outer is SectionKind.DECISION:
        return None
    match = _label_of_others(lines[index].text)
    if current.kind is not SectionKind.ABSENT or match is None:
        return None
    head = lines[current.line].text
    # In a table each row has its own.
    if match["mark"] == "\t" and "\t" not in head:
        return None
    named = head[current.length :].strip()
    first = named or (lines[current.line + 1].text if index > current.line + 1 else "")
    # A list that such a label begins is parted by them.
    if _LABEL.match(first):
        return None
    is_front = default is SectionKind.HEADER or outer is SectionKind.ABSENT
    return Cut(index, default if is_front else outer, match["label"], match.end())
