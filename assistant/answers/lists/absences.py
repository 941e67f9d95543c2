"""From which meetings, and from which items, someone was absent, over all that are held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.lists.scope import MAX_SHOWN, among, dated, each_once
from assistant.answers.meetings import absences_of, own_items
from assistant.citations import Statement
from assistant.retrieval.ranking import agrees
from assistant.types import Evidence
from index.parsing.meeting.substitutes import substitutions
from index.types import DocumentKind, HeldItem, Passage, SectionKind

_STAYED_AWAY = (
    r"(?:deltog ikke|fraværende|ikke til ?stede|afbud|mødte ikke|forlod|forhindret|syg(?:emeldt)?\b|måtte gå"
    r"|kunne ikke (?:deltage|komme|møde|være med)|meldte? fra)"
)


def absences_listed(context: Context, person: str) -> Result:
    """The meetings at which someone is listed as absent, one line each."""
    surname = _surname(person)
    seen: set[tuple[str | None, date | None]] = set()
    listed_lines: list[Statement] = []
    told_lines: list[Statement] = []
    held = own_items(context, context.filters)
    first = {i.document: i for i in held if i.kind is not DocumentKind.AGENDA}
    for item in sorted(first.values(), key=lambda i: (i.date or date.min, i.document)):
        if (item.body, item.date) in seen:
            continue
        passages = [
            passage
            for passage in _that_tell_of_absence(context, item.document, held)
            if re.search(surname, passage.text)
        ]
        evidence = [e for e in absences_of(context, passages) if _is_absent(e, surname)][:1]
        if evidence:
            seen.add((item.body, item.date))
            where = context.meeting(item).strip()
            line = context.quoting("absent_once", evidence, where=where)
            is_listed = evidence[0].passage.section is SectionKind.ABSENT
            (listed_lines if is_listed else told_lines).append(line)
    if not seen:
        return NotFound("no_absence_of", {"name": person})
    head = context.say(
        "absences", name=person, count=len(listed_lines), among=among(context, context.filters)
    )
    told = [Statement(context.say("absences_told", count=len(told_lines)))] if told_lines else []
    return [Statement(head), *listed_lines[-MAX_SHOWN:], *told, *told_lines[-MAX_SHOWN:]]


def items_without(context: Context, person: str) -> Result:
    """The items whose own lists and decisions tell that someone took no part, one line each.

    Who was away from a whole meeting took no part in any of its items; the answer says that
    these are not counted.
    """
    given, surname = re.escape(person.split(maxsplit=1)[0]), _surname(person)
    # In full, or the surname alone: not another's of that name.
    named = re.compile(rf"\b{given}(?: [A-ZÆØÅ][\w.-]*)* {surname}|(?<![\w.-] ){surname}")
    lines: list[Statement] = []
    for item in each_once([i for i in own_items(context, context.filters) if i.public]):
        kinds = (SectionKind.ABSENT, SectionKind.DECISION)
        passages = [p for p in context.archive.item_passages(item.id) if p.section in kinds]
        evidence = [
            e
            for e in absences_of(context, passages)
            if agrees(None, (e.passage,), context.filters)
            and named.search(e.quote)
            and _is_absent(e, surname)
        ][:1]
        title = context.title_of(item)
        if evidence and title is not None:
            told = evidence[0].passage
            where = dated(context, told.date or item.date, told.body or item.body)
            lines.append(Statement(f"{where}: {{0}} – {{1}}", (title, *evidence)))
    if not lines:
        return NotFound("no_items_without", {"name": person})
    head = context.say(
        "items_without", name=person, count=len(lines), among=among(context, context.filters)
    )
    return [Statement(head), *lines[-MAX_SHOWN:]]


def _that_tell_of_absence(
    context: Context, document: str, held: Sequence[HeldItem]
) -> list[Passage]:
    """A document's front, and the lists of those absent and the decisions of its items."""
    passages = context.archive.front_passages(document)
    for item in (i for i in held if i.document == document):
        passages += [
            p
            for p in context.archive.item_passages(item.id)
            if p.section in (SectionKind.ABSENT, SectionKind.DECISION)
        ]
    return passages


def _surname(person: str) -> str:
    """A pattern of the last name: "Krabsens" is Krabsen's, and "Friis" ends so of itself."""
    last = person.rsplit(maxsplit=1)[-1]
    return rf"\b{re.escape(last.removesuffix('s'))}s?\b"


def _is_absent(evidence: Evidence, surname: str) -> bool:
    """Whether it is the person who is absent, and not who sat in another's place.

    `surname` is a pattern.
    """
    pairs = substitutions(evidence.quote)
    if any(re.search(surname, pair.absent) for pair in pairs):
        return True
    if any(re.search(surname, pair.substitute) for pair in pairs):
        return False
    if evidence.passage.section is SectionKind.ABSENT and not re.search(
        rf"(?i){surname}[^.;]*\b(?:stedfortræder|mødte|deltog som|i stedet)",
        evidence.quote,
    ):
        return bool(re.search(surname, evidence.quote))
    before = re.split(r"(?i)\b(?:for|i stedet for)\b", evidence.quote)
    return any(re.search(rf"(?i){surname}[^.;]{{0,60}}{_STAYED_AWAY}", part) for part in before)
