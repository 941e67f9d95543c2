"""Who was at a meeting, who leads a body, who sits in it: from the fronts of its minutes.

The front is quoted under its own label: a list of members does not tell who came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answers.choosing.choice import signs
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.meetings import absences_of, names_listed, own_items
from assistant.citations import Statement
from assistant.types import Evidence
from assistant.wording.names import names_a_person, people_in
from assistant.wording.patterns import holds, match_of
from index.types import HeldItem, SectionKind

_TABLE = "people.tsv"
# So many meetings are looked through for a chair or a party, the latest first.
_LOOKED_THROUGH = 60
# So much of the subject a title must have to name its proposer; so many who signed are told.
_OF_ALL, _MAX_SIGNED = 0.6, 8
_NAMES = re.compile(
    r"(?:[A-ZÆØÅÉ][\w.’'-]+|[&,]|og|samt)(?:,? (?:[A-ZÆØÅÉ][\w.’'-]+,?|&|og|samt))+"
)
# A line of so many words at most is of names alone.
_LINE = 14
_LISTS_PEOPLE = re.compile(r"(?i)medlem|deltag|til ?stede|fremmød|present|members")
_DEPUTY = re.compile(r"(?i)\b(?:næst|vice)\w*|\bdeputy")
_TITLE = re.compile(r"(?i)borgmester|mayor|formand|forperson|forkvinde|^chair|^udvalg")
_LEADS = re.compile(r"(?i)\b(?:borgmester|formand|forperson|forkvinde)\b")


def people_listed(context: Context) -> Result | None:
    """The answer to a question about those of a meeting or a body; None when it asks for neither."""
    text = context.question.text
    if match_of(_TABLE, "chair", text):
        return _leader(context)
    if match_of(_TABLE, "party", text):
        return _party(context)
    if match_of(_TABLE, "attended", text) or match_of(_TABLE, "members", text):
        return _listed(context)
    return None


def titled_proposer(context: Context) -> Result:
    """Who put a proposal forward, as the best item's title says it: "Forslag fra SF om en sti".

    Those who signed it are told with it.
    """
    item = context.judged[0].candidate.item if context.judged else None
    title = (item.title or "") if item else ""
    # Who wanted a proposal changed is not who put it forward.
    is_of_change = holds("amendment", context.question.text) and not holds("amendment", title)
    asks = "proposer" in context.finder.wants and not is_of_change
    if not asks or item is None or not holds("titled_proposal", title):
        return NotFound()
    quoted = context.title_of(item)
    if quoted is None:
        return NotFound()
    told = context.quoting("titled", [quoted], where=context.where(item.body, item.date))
    signed = _signed(context.judged[0].sentences)[:_MAX_SIGNED]
    return [told, context.quoting("signed", signed, "; ")] if signed else [told]


def _signed(sentences: Sequence[Evidence]) -> list[Evidence]:
    """The lines of those who signed a proposal: by themselves, or below or behind "Stillet af"."""
    found: list[Evidence] = []
    for before, line in zip([None, *sentences], sentences, strict=False):
        label = before.quote if before and before.passage.section is line.passage.section else ""
        is_short = len(line.quote.split()) <= _LINE
        is_named = bool(_NAMES.fullmatch(line.quote)) or (is_short and names_a_person(line.quote))
        is_labelled = holds("signed_by", label) or holds("signed_by", line.quote)
        if signs(line) or (is_named and is_labelled):
            if before and label.endswith(":") and holds("signed_by", label):
                found.append(before)
            found.append(line)
    return list(dict.fromkeys(found))


def named_by_title(context: Context) -> Result:
    """The same where the title is of all that is asked about: what else is told there is less exact."""
    judged = context.judged[0] if context.judged else None
    covers = context.finder.sure_coverage((), judged.candidate.title) if judged else 0.0
    return titled_proposer(context) if covers >= _OF_ALL else NotFound()


def _listed(context: Context) -> Result | None:
    """The list of members or of those present, and who is listed as absent."""
    names = people_in(context.question.text)
    if not names and not _names_its_meeting(context):
        return None
    for item in _latest(context):
        away = _away(context, item, names)
        if away:
            return [context.listing("absent_meeting", away, ", ", where=context.meeting(item))]
        found = [
            e
            for e in _front(context, item)
            if _LISTS_PEOPLE.search(_label(e))
            and (not names or any(name in e.quote for name in names))
        ]
        if found:
            label = found[0].passage.section_heading or ""
            is_label = bool(_LISTS_PEOPLE.search(label))
            same = [e for e in found if (e.passage.section_heading or "") == label]
            key = "listed_under" if is_label else "meeting_front"
            listed = _quoted(context, key, item, same, label=label)
            return [listed, *_absent_beside(context, item)]
        if context.filters:
            # Another meeting's list says nothing of this one.
            return None
    return None


def _away(context: Context, item: HeldItem, names: Sequence[str]) -> list[Evidence]:
    """What the front tells of the absence of those who are named."""
    if not names:
        return []
    told = absences_of(context, context.archive.front_passages(item.document))
    return [e for e in told if any(name in e.quote for name in names)]


def _names_its_meeting(context: Context) -> bool:
    """Whether it is said whose list is asked for: by body or day, or because only one body is held.

    A subject beside them is a body that is not known here: "§ 17, stk. 4-udvalget Det gode forløb".
    """
    question = context.question
    inferred = question.inferred
    if context.filters.bodies or inferred.bodies:
        return True
    if [t for t in question.topic if not _LISTS_PEOPLE.search(t.form)]:
        return False
    has_day = bool(context.filters.from_date or inferred.from_date)
    return has_day or len(context.archive.body_names().bodies) == 1


def _label(evidence: Evidence) -> str:
    """What a line of names stands under: a heading, or the words before its colon."""
    before, colon, _ = evidence.quote.partition(":")
    return f"{evidence.passage.section_heading or ''} {before if colon else ''}"


def _absent_beside(context: Context, item: HeldItem) -> list[Statement]:
    away = names_listed(context, context.archive.front_passages(item.document))
    where = context.meeting(item)
    return [context.listing("absent_meeting", away, ", ", where=where)] if away else []


def _leader(context: Context) -> Result | None:
    """The lines that call someone chair or mayor, of the last meeting that has them.

    The chair of something that is no body held here may be told under an item.
    """
    text = context.question.text
    wanted = _DEPUTY if _DEPUTY.search(text) else _LEADS
    is_mayor = "borgmester" in text.lower() or "mayor" in text.lower()
    subject = [t for t in context.question.topic if not _TITLE.search(t.form)]
    if subject and not is_mayor and not context.filters.bodies:
        return None
    for item in _latest(context):
        found = [
            e
            for e in _front(context, item)
            if names_a_person(e.quote)
            and wanted.search(e.quote)
            and (not is_mayor or "borgmester" in e.quote.lower())
        ]
        if found:
            return [_quoted(context, "meeting_front", item, found)]
    return NotFound() if is_mayor else None


def _party(context: Context) -> Result | None:
    """The line that prints a person with a party's letter."""
    names = people_in(context.question.text)
    for item in _latest(context):
        for name in names:
            printed = re.compile(rf"{re.escape(name)} \([^)]+\)")
            found = [e for e in _front(context, item) if printed.search(e.quote)]
            if found:
                return [_quoted(context, "meeting_front", item, found[:1])]
    return None


def _latest(context: Context) -> Iterator[HeldItem]:
    """The first item of each meeting within the filters, the latest meeting first."""
    # Another body's list would be no answer, however much the filters are loosened.
    bodies = context.filters.bodies or context.question.inferred.bodies
    own = own_items(context, replace(context.filters, bodies=bodies))
    by_document = {item.document: item for item in reversed(own)}
    ordered = sorted(by_document.values(), key=lambda i: i.date or date.min, reverse=True)
    yield from ordered[:_LOOKED_THROUGH]


def _front(context: Context, item: HeldItem) -> list[Evidence]:
    """The sentences of a document's front, lists of those absent left out."""
    front = context.archive.front_passages(item.document)
    kept = [p for p in front if p.section is not SectionKind.ABSENT]
    return context.finder.sentences(kept)


def _quoted(
    context: Context, key: str, item: HeldItem, found: Sequence[Evidence], **values: object
) -> Statement:
    is_front = key == "meeting_front"
    where = context.where(item.body, item.date) if is_front else context.meeting(item)
    return context.quoting(key, found, ", ", where=where, **values)
