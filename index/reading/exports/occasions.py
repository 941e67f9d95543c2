"""Whose decision a field of an export is, and of which day: a body and a date beside its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.parsing.text.bodies import is_body
from index.parsing.text.dates import first_date
from index.parsing.text.headings import is_outcome
from index.parsing.text.proposers import proposer_of
from index.parsing.text.vocabulary import Role, vocabulary
from index.reading.assembly import Line, clean
from index.reading.exports.names import is_role, plain_name
from index.reading.exports.values import Said, readable_time, value_in_role
from index.reading.exports.xml import Node, all_text, name_of

# The level of a field's heading, and what a heading with a body and a date is at most.
_LEVEL, _MAX_LETTERS = 3, 60


@dataclass(frozen=True, slots=True)
class Occasion:
    """The body and the date that an element says; `used` are the elements that say them."""

    body: str | None
    date: str | None
    used: frozenset[Node]

    @property
    def heading(self) -> str:
        """The heading of a decision of that body and day."""
        body = f" i {clean(self.body)}" if self.body else ""
        return f"Beslutning{body}" + (f" den {clean(self.date)}" if self.date else "")


def occasion_of(node: Node) -> Occasion:
    """What the element's attributes and the leaves directly in it say of body and date."""
    said = [
        Said(plain_name(str(key)), " ".join(str(value).split()), 0)
        for key, value in node.attrib.items()
    ]
    leaves = (child for child in node if name_of(child) and not len(child))
    said += [Said(name_of(leaf), " ".join(all_text(leaf).split()), 0, leaf) for leaf in leaves]
    said = [
        s._replace(value=readable_time(s.value)) for s in said if 0 < len(s.value) < _MAX_LETTERS
    ]
    dates = [s for s in said if first_date(s.value) and not is_role(s.name, "bookkeeping")]
    named = [s for s in dates if is_role(s.name, "date")]
    bodies = [s for s in said if is_body(s.value) and s not in dates]
    if not bodies and dates:
        # "TMU" is no name that is known for one.
        bodies = [s for s in said if is_role(s.name, "committee") and s not in dates]
    if not named and bodies:
        named = [s for s in dates if s.node is None]
    body = value_in_role(bodies, "committee") or next((s.value for s in bodies), None)
    date = value_in_role(named, "date") or next((s.value for s in named), None)
    used = frozenset(s.node for s in (*bodies, *named) if s.node is not None)
    return Occasion(body, date and date.partition(" kl. ")[0], used)


def with_occasion(lines: Sequence[Line], occasion: Occasion, is_treatment: bool) -> list[Line]:
    """A field's lines, the heading of its decision with body and date.

    What a body did on a day, under a name for that or in the words of an
    outcome, is a decision, unless the field is called something else or
    proposes it on behalf of others.
    """
    if not occasion.body and not occasion.date:
        return list(lines)
    if any(_is_decision(line) for line in lines):
        return [
            replace(line, text=occasion.heading) if _is_decision(line) else line for line in lines
        ]
    caption = lines[0].text if lines and lines[0].level == _LEVEL else None
    rest = list(lines if caption is None else lines[1:])
    text = next((line.text for line in rest if line.text.strip()), "")
    is_whole = bool(text and occasion.body and occasion.date)
    if not is_whole or any(line.level == _LEVEL for line in rest):
        return list(lines)
    role = vocabulary().role(caption) if caption else None
    named = caption is None or role is Role.HEADER or is_role(plain_name(caption), "treatment")
    if _is_proposed(text):
        # Without a heading it would go on the field before, which may be a decision.
        return [Line("Indstilling", _LEVEL), *rest] if named else list(lines)
    if (is_treatment and named) or (role in (None, Role.HEADER) and is_outcome(text)):
        return [Line(occasion.heading, _LEVEL), *rest]
    return list(lines)


def _is_proposed(text: str) -> bool:
    """Whether others than a body recommend, or nobody that the text names."""
    proposer = proposer_of(None, text)
    is_by_others = proposer is not None and not is_body(proposer.name)
    return is_by_others or bool(_PROPOSED.match(text))


# "Indstilles godkendt." is what a body decided.
_PROPOSED = re.compile(r"(?i)det (?:indstilles|foreslås|anbefales)\b")


def _is_decision(line: Line) -> bool:
    return line.level == _LEVEL and vocabulary().role(line.text) is Role.DECISION
