"""Facts that stand in a sentence: amounts, dates, names, reasons, votes, attachments."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answers.context import Context, NotFound, Result
from assistant.citations import Statement
from assistant.course import related_items
from assistant.evidence import Candidate, best
from assistant.patterns import holds
from assistant.types import Evidence
from index.parsing.dates import find_dates
from index.types import Filters, Passage, SectionKind

# A sentence that answers scores at least this; see `SentenceFinder.sentences`.
_MIN_SENTENCE = 0.4
_MIN_REASON = 0.3
# Beside the best sentence only those that are nearly as good.
_COMPARABLE = 0.8
# The next item is asked only when it matches about as well as the best.
_CLOSE = 0.85
_MAX_VOTES = 6
_MAX_ATTACHMENTS = 20
_NAME = re.compile(r"[A-ZÆØÅ][\wæøåé-]+ (?:[A-ZÆØÅ][\wæøåé.-]+ ?)+|\([A-ZÆØÅ]{1,2}\)")
# A recommendation must never read as a decision.
_SOURCE = {
    SectionKind.RECOMMENDATION: "source_recommendation",
    SectionKind.DECISION: "source_decision",
    SectionKind.VOTE: "source_decision",
}
_DECISION_KINDS = (SectionKind.DECISION, SectionKind.VOTE)


def amount(context: Context) -> Result:
    """Sentences with an amount of money."""
    return _sentences_with(context, lambda quote: holds("amount", quote), "no_amount")


def when(context: Context) -> Result:
    """Sentences with a date or a time."""
    return _sentences_with(context, _has_time, "no_date")


def deadline(context: Context) -> Result:
    """Sentences with a time limit."""
    return _sentences_with(context, lambda q: holds("deadline", q) and _has_time(q), "no_date")


def why(context: Context) -> Result:
    """Sentences that give a reason."""
    return _sentences_with(context, lambda quote: holds("reason", quote), "no_reason", _MIN_REASON)


def who(context: Context) -> Result:
    """Sentences with a person's name."""
    return _sentences_with(context, lambda quote: bool(_NAME.search(quote)), "no_person")


def number(context: Context) -> Result:
    """Sentences with a number."""
    return _sentences_with(context, lambda quote: holds("number", quote), None)


def general(context: Context) -> Result:
    """The sentences of the best item that match the question best."""
    candidate = context.candidates[0]
    skipped = (SectionKind.HEADER, SectionKind.ATTACHMENTS, SectionKind.ABSENT)
    passages = [p for p in candidate.passages if p.section not in skipped]
    sentences = context.finder.sentences(passages or candidate.passages, candidate.title)
    wanted = [e for e in sentences if len(e.quote.split()) > 3 and e.score >= _MIN_SENTENCE]
    chosen = _comparable(best(wanted, top=3))
    return quoted(context, chosen) if chosen else NotFound()


def vote(context: Context) -> Result:
    """What the decisions of the case say of votes, as printed."""
    for candidate in context.candidates[:2]:
        items = related_items(candidate.item, context.archive) if candidate.item else []
        passages = [p for item in items for p in context.archive.item_passages(item.id)]
        inside = [
            p
            for p in passages or candidate.passages
            if p.section in _DECISION_KINDS and _within(p, context.filters)
        ]
        sentences = context.finder.sentences(inside, None)
        chosen = [e for e in sentences if holds("vote", e.quote)][:_MAX_VOTES]
        if chosen:
            return quoted(context, chosen)
    return NotFound("no_vote")


def _within(passage: Passage, filters: Filters) -> bool:
    return not filters.bodies or passage.body in filters.bodies


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


def quoted(context: Context, chosen: Sequence[Evidence]) -> list[Statement]:
    """Sentences with where they stand, those of one place together."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in chosen:
        key = _SOURCE.get(evidence.passage.section, "source")
        groups.setdefault((key, context.of(evidence)), []).append(evidence)
    return [context.quoting(key, group, where=where) for (key, where), group in groups.items()]


def _sentences_with(
    context: Context,
    wanted: Callable[[str], bool],
    reason: str | None,
    least: float = _MIN_SENTENCE,
) -> Result:
    """The best sentences of the best item that hold what is asked for.

    An amount or a date from another case is no answer, so the next item is
    asked only when it matches about as well.
    """
    for candidate in _close(context.candidates):
        asked = context.finder.beyond(candidate.title)
        sentences = [
            e
            for e in context.finder.sentences(candidate.passages, candidate.title)
            if e.score >= least and wanted(e.quote) and asked(e.quote)
        ]
        chosen = _comparable(best(sentences, top=2))
        if chosen:
            return quoted(context, chosen)
    return NotFound(reason)


def _comparable(evidence: Sequence[Evidence]) -> list[Evidence]:
    top = max((e.score for e in evidence), default=0.0)
    return [e for e in evidence if e.score >= _COMPARABLE * top]


def _close(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [c for c in candidates[:4] if c.score >= _CLOSE * candidates[0].score]


def _has_time(quote: str) -> bool:
    return bool(find_dates(quote)) or holds("time", quote)
