"""Facts that stand in a sentence: amounts, dates, names, reasons, votes, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.context import Context, NotFound, Result
from assistant.citations import Statement
from assistant.course import course_of, related_items, settled_step
from assistant.judgement import Judged, years_of
from assistant.patterns import holds
from assistant.sentences import tells
from assistant.types import Evidence, Kind
from index.types import Filters, HeldItem, SectionKind

# Sentences that score within this of the best, in logits, are quoted with it,
# at most so many: on the development half 3 of 4 answers stand among them, in
# 49 words; the best sentence alone holds 46 %.
_MARGIN, _MAX_SENTENCES = 2.0, 4
# Another item is told beside the best, or in its place, when it is nearly as probable.
_NEARLY = 0.6
_MAX_ENTRIES = 14
_MAX_VOTES = 6
_MAX_ATTACHMENTS = 20
_ENTRY = re.compile(r"^\s*(?:[-–•*▪o]\s|\d{1,2}[.)]\s|[a-zæøå][.)]\s|at\s)")
# What an answer must hold when it is asked for: without it, another fact about
# the case is no answer. The first that is missing is told.
_CONCRETE = {
    "amount": "no_amount",
    "person": "no_person",
    "firm": "no_name",
    "percent": "no_number",
    "number": "no_number",
    "duration": "no_number",
    "time": "no_date",
    "clock": "no_date",
}
# A recommendation must never read as a decision.
_SOURCE = {
    SectionKind.RECOMMENDATION: "source_recommendation",
    SectionKind.DECISION: "source_decision",
    SectionKind.VOTE: "source_decision",
}
_DECISION_KINDS = (SectionKind.DECISION, SectionKind.VOTE)


def told(context: Context) -> Result:
    """The best sentences of the best item."""
    if not context.judged:
        return NotFound()
    chosen = best_sentences(context, context.judged[0])
    missing = _missing(context, chosen)
    return missing or (quoted(context, chosen) if chosen else NotFound())


def latest(context: Context) -> Result:
    """The same of the newest item among those that are nearly as probable as the best."""
    if not context.judged:
        return NotFound()
    near = [j for j in _near(context.judged) if j.candidate.item and j.candidate.item.date]
    for judged in sorted(near, key=_date_of, reverse=True):
        chosen = best_sentences(context, judged)
        if chosen and not _missing(context, chosen):
            return quoted(context, chosen)
    return told(context)


def comparison(context: Context) -> Result:
    """A sentence or two for each of the years that are compared, else the best of each near item."""
    years = years_of(context.question.text)
    statements: list[Statement] = []
    if len(years) > 1:
        for year in years:
            statements += _of_year(context, year)
    if not statements:
        return told(context)
    seen: set[str] = set()
    kept = []
    for statement in statements:
        key = "|".join(e.quote for e in statement.evidence)
        if key not in seen:
            kept.append(statement)
        seen.add(key)
    return kept


def definition(context: Context) -> Result:
    """The sentence that explains a term, or an abbreviation where it is written out."""
    for short in re.findall(r"\b[A-ZÆØÅ]{2,6}\b", context.question.text):
        explained = _explained(context, short)
        if explained:
            return quoted(context, explained)
        if short in context.archive.body_names().abbreviations or len(context.question.topic) <= 1:
            return NotFound("no_definition")
    return told(context)


def vote(context: Context) -> Result:
    """What the deciding meeting's minutes say of votes, as printed; else those of the case."""
    if not context.judged:
        return NotFound()
    for judged in _near(context.judged):
        item = judged.candidate.item
        if item is None:
            continue
        steps = course_of(related_items(item, context.archive), context.archive)
        settled = settled_step(steps)
        for one in dict.fromkeys([item, *([settled.item] if settled else [])]):
            chosen = _votes(context, one)
            if chosen:
                return quoted(context, chosen)
    return NotFound("no_vote")


def attachments(context: Context) -> Result:
    """The attachments that the item lists."""
    for candidate in context.candidates[:2]:
        listed_here = [p for p in candidate.passages if p.section is SectionKind.ATTACHMENTS]
        sentences = context.finder.sentences(listed_here, None)[:_MAX_ATTACHMENTS]
        if sentences and candidate.item:
            item = context.named(candidate.item, candidate.document)
            where = context.where(candidate.item.body, candidate.item.date)
            return [context.quoting("attachments", sentences, "; ", item=item, where=where)]
    return NotFound("no_attachments")


def best_sentences(
    context: Context, judged: Judged, most: int = _MAX_SENTENCES, margin: float = _MARGIN
) -> list[Evidence]:
    """The sentences that are nearly as good as the best, lists made whole, in the order of the text."""
    worthy = [e for e in judged.sentences if re.search(r"\w{2}", e.quote)]
    if not worthy:
        return []
    top = max(e.score for e in worthy)
    good = sorted((e for e in worthy if e.score >= top - margin), key=lambda e: -e.score)
    chosen = {id(e) for e in good[:most]}
    is_list = context.question.kind is Kind.LIST
    for i, evidence in enumerate(judged.sentences):
        if id(evidence) in chosen:
            chosen |= {id(e) for e in _list_after(judged.sentences, i, is_list)}
    return [e for e in judged.sentences if id(e) in chosen]


def quoted(context: Context, chosen: Sequence[Evidence]) -> list[Statement]:
    """Sentences with where they stand, those of one place together."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in chosen:
        key = _SOURCE.get(evidence.passage.section, "source")
        groups.setdefault((key, context.of(evidence)), []).append(evidence)
    return [context.quoting(key, group, where=where) for (key, where), group in groups.items()]


def _missing(context: Context, chosen: Sequence[Evidence]) -> NotFound | None:
    """That no chosen sentence tells the concrete thing that is asked for."""
    wanted = [want for want in _CONCRETE if want in context.finder.wants]
    if not wanted or any(tells(want, e.quote) for want in wanted for e in chosen):
        return None
    return NotFound(_CONCRETE[wanted[0]])


def _near(judged: Sequence[Judged]) -> list[Judged]:
    return [j for j in judged if j.probability >= _NEARLY * judged[0].probability]


def _date_of(judged: Judged) -> str:
    day = judged.candidate.item.date if judged.candidate.item else None
    return day.isoformat() if day else ""


def _list_after(sentences: Sequence[Evidence], i: int, is_list: bool) -> list[Evidence]:
    """The entries of the list that a sentence opens, or stands in when a list is asked for."""
    section = sentences[i].passage.section
    start = i
    if is_list and _ENTRY.match(sentences[i].quote):
        while start > 0 and _ENTRY.match(sentences[start - 1].quote):
            start -= 1
        start -= 1
    elif not sentences[i].quote.endswith((":", ",")):
        return []
    found: list[Evidence] = []
    for evidence in sentences[max(0, start) : start + 1 + _MAX_ENTRIES]:
        if evidence.passage.section is not section:
            break
        is_entry = bool(_ENTRY.match(evidence.quote))
        opens = bool(found) and found[-1].quote.endswith(":")
        if found and not is_entry and not opens and found[-1].quote.endswith("."):
            break
        found.append(evidence)
    return found


def _of_year(context: Context, year: str) -> list[Statement]:
    """The best sentences about a year, from the item that is about it."""
    held: list[tuple[float, Evidence]] = []
    for judged in _near(context.judged) or context.judged:
        item = judged.candidate.item
        is_its_year = year in (judged.candidate.title or "") or bool(
            item and item.date and str(item.date.year) == year
        )
        for evidence in judged.sentences:
            if is_its_year or year in evidence.quote:
                sure = evidence.score + (1.0 if year in evidence.quote else 0.0)
                held.append((sure, evidence))
    held.sort(key=lambda pair: -pair[0])
    chosen = [e for sure, e in held[:2] if sure >= held[0][0] - 1.0]
    return quoted(context, chosen)


def _explained(context: Context, short: str) -> list[Evidence]:
    """The sentence that writes an abbreviation out: "Økonomiudvalget (ØU)"."""
    pattern = re.compile(rf"\w \(\W*{short}\b[^)]*\)|\b{short}\b \(\w+ \w+|\b{short} står for")
    for hit in context.archive.search(short, Filters(), 60):
        for evidence in context.finder.sentences([hit.passage], None):
            if pattern.search(evidence.quote):
                return [evidence]
    return []


def _votes(context: Context, item: HeldItem) -> list[Evidence]:
    passages = [
        p
        for p in context.archive.item_passages(item.id)
        if p.section in _DECISION_KINDS
        and (not context.filters.bodies or p.body in context.filters.bodies)
    ]
    sentences = context.finder.sentences(passages, None)
    return [e for e in sentences if holds("vote", e.quote)][:_MAX_VOTES]
