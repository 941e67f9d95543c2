"""Facts that stand in a sentence: amounts, dates, names, reasons, votes, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.context import Context, NotFound, Result
from assistant.citations import Statement
from assistant.course import course_of, related_items, settled_step
from assistant.judgement import Judged, people_in, years_of
from assistant.patterns import holds
from assistant.sentences import best, tells
from assistant.types import Evidence, Kind
from index.types import Filters, HeldItem, SectionKind

# Sentences that score within this of the best, in logits, are quoted with it,
# at most so many: on the development half 3 of 4 answers stand among them, in
# 49 words; the best sentence alone holds 46 %.
_MARGIN, _MAX_SENTENCES = 2.0, 4
# Another item is told beside the best, or in its place, when it is nearly as probable.
_NEARLY = 0.6
# The sentence that tells what is asked may be so much worse than the best, in logits.
_FAR = 4.0
# It must, with its neighbours, meet so much of what the item's title does not say already:
# "Hvornår åbner svømmehallen" is not answered by when it closes.
_BEYOND = 0.25
_MAX_ENTRIES = 14
_MAX_VOTES = 6
_MAX_ATTACHMENTS = 20
_ENTRY = re.compile(r"^\s*(?:[-–•*▪o]\s|\d{1,2}[.)]\s|[a-zæøå][.)]\s|at\s)")
# What an answer of these kinds must hold, or another fact about the case would
# be taken for the answer; and what is told when it is missing.
_CONCRETE = {
    Kind.AMOUNT: (("amount", "percent", "number", "duration"), "no_amount"),
    Kind.WHO: (("person", "firm"), "no_person"),
    Kind.COUNT: (("number", "percent", "duration"), "no_number"),
    Kind.WHEN: (("time", "clock", "duration"), "no_date"),
    Kind.DEADLINE: (("time", "clock", "duration"), "no_date"),
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
    judged = context.judged[0]
    chosen = _telling(context, judged)
    if isinstance(chosen, NotFound):
        return chosen
    return [*quoted(context, chosen), *approved(context, judged, chosen)]


def latest(context: Context) -> Result:
    """The same of the newest item among those that are nearly as probable as the best."""
    if not context.judged:
        return NotFound()
    near = [j for j in _near(context.judged) if j.candidate.item and j.candidate.item.date]
    for judged in sorted(near, key=_date_of, reverse=True):
        chosen = _telling(context, judged)
        if not isinstance(chosen, NotFound):
            return [*quoted(context, chosen), *approved(context, judged, chosen)]
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
                return [*quoted(context, chosen), *_absent_then(context, one, chosen)]
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


def _telling(context: Context, judged: Judged) -> list[Evidence] | NotFound:
    """The best sentences, with the best one that tells the concrete thing asked for."""
    chosen = best_sentences(context, judged)
    if not chosen:
        return NotFound()
    wanted, missing = _CONCRETE.get(context.question.kind, ((), ""))
    asked = [want for want in wanted if want in context.finder.wants] or wanted
    if not asked:
        return chosen
    is_time = context.question.kind in (Kind.WHEN, Kind.DEADLINE)
    beyond = context.finder.beyond(judged.sentences, judged.candidate.title)
    others = [
        e
        for e, meets in zip(judged.sentences, beyond, strict=True)
        if (meets >= _BEYOND or not is_time) and any(tells(want, e.quote) for want in asked)
    ]
    telling = [e for e in chosen if e in others]
    if telling:
        # What is asked for, without padding: "§ 17, stk. 4" is no amount beside kroner.
        kroner = [e for e in telling if "amount" in asked and tells("amount", e.quote)]
        return kroner or telling
    best = max(others, key=lambda e: e.score, default=None)
    if best is None or best.score < max(e.score for e in chosen) - _FAR:
        return NotFound(missing)
    return [best]


def approved(context: Context, judged: Judged, chosen: Sequence[Evidence]) -> list[Statement]:
    """The recommendation, where a decision is quoted that only points to it."""
    decided = [e.quote for e in chosen if e.passage.section is SectionKind.DECISION]
    item = judged.candidate.item
    is_told = any(e.passage.section is SectionKind.RECOMMENDATION for e in chosen)
    if item is None or is_told or not any(holds("refers_back", quote) for quote in decided):
        return []
    return recommendation_of(context, item)


def recommendation_of(context: Context, item: HeldItem) -> list[Statement]:
    """What was recommended under an item, at most the three best sentences of it."""
    passages = context.archive.item_passages(item.id)
    recommended = [p for p in passages if p.section is SectionKind.RECOMMENDATION]
    if len({p.section_heading for p in recommended}) > 1:
        # The administration's comes after a party's proposal, and is what is decided on.
        last = recommended[-1].section_heading
        recommended = [p for p in recommended if p.section_heading == last]
    sentences = [
        e for e in context.finder.sentences(recommended, item.title) if _is_content(e.quote)
    ]
    chosen = sentences if len(sentences) <= 3 else best(sentences, top=3)
    return [context.quoting("recommendation_was", chosen)] if chosen else []


def _is_content(quote: str) -> bool:
    """Whether it is more than "Direktionen indstiller, at"."""
    return len(quote.split()) > 5 or "indstil" not in quote.lower()


def _near(judged: Sequence[Judged]) -> list[Judged]:
    return [j for j in judged if j.probability >= _NEARLY * judged[0].probability]


def _comparable(judged: Sequence[Judged]) -> list[Judged]:
    """The best item and those of the same title, whatever the year in it."""

    def words(one: Judged) -> set[str]:
        return set(re.findall(r"[^\W\d]{4,}", (one.candidate.title or "").lower()))

    first = words(judged[0])
    return [j for j in judged if j is judged[0] or len(words(j) & first) >= len(first) / 2]


def _date_of(judged: Judged) -> str:
    day = judged.candidate.item.date if judged.candidate.item else None
    return day.isoformat() if day else ""


def _list_after(sentences: Sequence[Evidence], i: int, is_list: bool) -> list[Evidence]:
    """The entries of the list that a sentence opens, or stands in when a list is asked for.

    A short table is quoted whole: a row says little without its head.
    """
    section = sentences[i].passage.section
    if _is_row(sentences, i):
        start, end = i, i + 1
        while start > 0 and _is_row(sentences, start - 1):
            start -= 1
        while end < len(sentences) and _is_row(sentences, end):
            end += 1
        whole = list(sentences[start:end])
        return whole if len(whole) <= _MAX_ENTRIES else [whole[0]]
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


def _is_row(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether it is a row of a table: no sentence, no list entry, and beside another such."""
    near = [j for j in (i - 1, i + 1) if 0 <= j < len(sentences)]
    return _is_cells(sentences[i]) and any(
        _is_cells(sentences[j]) and sentences[j].passage.section is sentences[i].passage.section
        for j in near
    )


def _is_cells(evidence: Evidence) -> bool:
    quote = evidence.quote
    return not quote.endswith((".", ":", "!", "?", ";", ",")) and not _ENTRY.match(quote)


def _of_year(context: Context, year: str) -> list[Statement]:
    """The best sentences about a year, from the item that is about it."""
    held: list[tuple[float, Evidence]] = []
    for judged in _comparable(context.judged):
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


def _absent_then(context: Context, item: HeldItem, votes: Sequence[Evidence]) -> list[Statement]:
    """That someone whose vote is asked for was absent, where the votes do not name them."""
    names = [name.rsplit(maxsplit=1)[-1] for name in people_in(context.question.text)]
    names = [name for name in names if not any(name in e.quote for e in votes)]
    passages = [*context.archive.front_passages(item.document)]
    passages += context.archive.item_passages(item.id)
    listed = [p for p in passages if p.section is SectionKind.ABSENT]
    found = [e for e in context.finder.sentences(listed, None) if any(n in e.quote for n in names)]
    where = context.meeting(item)
    return [context.listing("absent_meeting", found[:2], ", ", where=where)] if found else []


def _votes(context: Context, item: HeldItem) -> list[Evidence]:
    passages = [
        p
        for p in context.archive.item_passages(item.id)
        if p.section in _DECISION_KINDS
        and (not context.filters.bodies or p.body in context.filters.bodies)
    ]
    sentences = context.finder.sentences(passages, None)
    return [e for e in sentences if holds("vote", e.quote)][:_MAX_VOTES]
