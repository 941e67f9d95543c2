"""From evidence to an answer, one function for each kind of question.

Each returns the statements of the answer, or a `NotFound` that says what is
missing. Nothing is written that is not quoted or computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.citations import Statement
from assistant.course import SETTLED, Step, course_of, related_items, settled_step
from assistant.evidence import MIN_COVERAGE, Candidate, SentenceFinder, best, fold
from assistant.texts import date_text, listed, phrase, standing_phrase, standing_word
from assistant.types import Evidence, Kind, Question, Standing
from index.archive import Archive
from index.parsing.dates import find_dates
from index.types import Filters, HeldItem, Passage, SectionKind

# A quotation longer than this is cut at the end of a clause.
_MAX_QUOTE_WORDS = 90


@dataclass(frozen=True, slots=True)
class NotFound:
    """No answer, and the key of the text that says what is missing."""

    reason: str | None = None


@dataclass(frozen=True)
class Context:
    """What the answering functions work with."""

    question: Question
    archive: Archive
    filters: Filters
    candidates: Sequence[Candidate]
    finder: SentenceFinder
    items: Sequence[HeldItem] = field(default=())

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the question."""
        return phrase(self.question.language, key, **values)

    def where(self, body: str | None, day: date | None) -> str:
        """" i Byrådet den 3. maj 2022", as far as known."""
        text = self.say("in", body=body) if body else ""
        return text + (self.say("on", date=date_text(self.question.language, day)) if day else "")

    def on(self, day: date | None) -> str:
        """" den 3. maj 2022", or nothing."""
        return self.say("on", date=date_text(self.question.language, day)) if day else ""

    def named(self, item: HeldItem | None, document: str) -> str:
        """How the answer names an item."""
        if item is None or not item.title:
            return self.say("item_unknown", document=document)
        if item.number:
            return self.say("item", number=item.number, title=item.title)
        return self.say("item_unnumbered", title=item.title)

    def of(self, evidence: Evidence) -> str:
        """Where a sentence stands: item, body and date."""
        item = self.archive.item(evidence.passage.item_id) if evidence.passage.item_id else None
        name = self.named(item, evidence.passage.document)
        return name + self.where(evidence.passage.body, evidence.passage.date)


Result = list[Statement] | NotFound


def answer_statements(context: Context) -> Result:
    """The statements that answer the question, by its kind."""
    question = context.question
    if question.kind is Kind.ABSENT:
        return _absent(context)
    if question.kind in (Kind.MEETING, Kind.COUNT) and _is_about_meetings(question):
        return _meeting(context) if question.kind is Kind.MEETING else _count_meetings(context)
    if not context.candidates:
        return NotFound()
    return _BY_KIND.get(question.kind, _general)(context)


def _is_about_meetings(question: Question) -> bool:
    return bool(re.search(r"(?i)\bmøde|\bdagsorden|\bmeeting|\bagenda", question.text)) and not question.topic


# Decisions and courses


def _decision(context: Context) -> Result:
    candidate = context.candidates[0]
    if candidate.item is None:
        return _general(context)
    steps = _steps(context, candidate.item)
    settled = settled_step(steps)
    if settled is None:
        return _unsettled(context, candidate, steps)
    statements = [_step_statement(context, settled, candidate)]
    statements += _recommendation_behind(context, settled)
    statements += _about_topic(context, [settled], statements)
    for step in steps[steps.index(settled) + 1 :]:
        if step.decision and step.standing is not Standing.UNKNOWN:
            text = _step_statement(context, step, candidate)
            statements.append(Statement(context.say("later", text=text.text), text.evidence))
    return statements


def _steps(context: Context, item: HeldItem) -> list[Step]:
    """The case's steps within the filters that were given or that the question names."""
    steps = course_of(related_items(item, context.archive), context.archive)
    filters = context.filters
    chosen = [
        step
        for step in steps
        if (not filters.bodies or step.body in filters.bodies)
        and (not filters.from_date or (step.date and step.date >= filters.from_date))
        and (not filters.to_date or (step.date and step.date <= filters.to_date))
    ]
    return chosen or [step for step in steps if step.item.id == item.id]


def _unsettled(context: Context, candidate: Candidate, steps: Sequence[Step]) -> Result:
    """An item that was discussed, recommended, postponed or only announced."""
    decided = [step for step in steps if step.decision]
    if not decided:
        return _agenda(context, candidate)
    last = decided[-1]
    statements = []
    if last.standing in (Standing.RECOMMENDED, Standing.SENT, Standing.UNKNOWN):
        statements.append(Statement(context.say("no_final")))
    statements.append(_step_statement(context, last, candidate))
    return [*statements, *_about_topic(context, [last], statements)]


def _agenda(context: Context, candidate: Candidate) -> Result:
    recommended = [p for p in candidate.passages if p.section is SectionKind.RECOMMENDATION]
    sentences = context.finder.sentences(recommended, candidate.title)[:3]
    item = candidate.item
    if not sentences or item is None:
        return NotFound()
    marks = " ".join(f"{{{i}}}" for i in range(len(sentences)))
    text = context.say("agenda_only", where=context.where(item.body, item.date), quote=marks)
    return [Statement(text, tuple(_short(e) for e in sentences))]


def _step_statement(context: Context, step: Step, candidate: Candidate) -> Statement:
    evidence = _decisive_sentences(context, step, candidate.title)
    marks = " ".join(f"{{{i}}}" for i in range(len(evidence)))
    text = standing_phrase(
        context.question.language,
        step.standing,
        step.body,
        date=context.on(step.date),
        item=context.named(step.item, step.item.document),
        quote=marks,
    )
    return Statement(text, tuple(evidence))


def _decisive_sentences(context: Context, step: Step, title: str | None) -> list[Evidence]:
    """The first sentence of the decision and, when it only says "Godkendt", no more than that."""
    sentences = context.finder.sentences(step.decision, title)
    kept = [e for e in sentences if re.search(r"\w\w", e.quote)]
    if not kept:
        return []
    first = kept[0]
    decisive = next((e for e in kept if _settles(e, step.standing)), first)
    chosen = [decisive]
    following = kept[kept.index(decisive) + 1 :]
    # A list behind a colon, and the other half of a sentence over a page break.
    if decisive.quote.endswith(":"):
        chosen += following[:6]
    elif following and not re.search(r"[.!?)]$", decisive.quote) and following[0].quote[:1].islower():
        chosen.append(following[0])
    return [_short(e) for e in chosen]


def _settles(evidence: Evidence, standing: Standing) -> bool:
    from assistant.standing import standing_of  # noqa: PLC0415

    return standing_of(evidence.quote) is standing


_REFERS_BACK = re.compile(
    r"(?i)^\W*(?:indstilling(?:en|erne)?\b|godkendt|tiltrådt|vedtaget|godkendes|tiltrædes|følger indstillingen|ad\.? ?\d)|\bindstilling\b|som indstillet"
)


def _recommendation_behind(context: Context, step: Step) -> list[Statement]:
    """What was approved, where the decision only points to the recommendation."""
    decision = fold(" ".join(p.text for p in step.decision))
    if not _REFERS_BACK.search(decision) or step.standing is Standing.REJECTED and len(decision) > 200:
        return []
    passages = [
        p for p in context.archive.item_passages(step.item.id) if p.section is SectionKind.RECOMMENDATION
    ]
    sentences = [e for e in context.finder.sentences(passages, step.item.title) if _is_content(e.quote)]
    chosen = sentences if len(sentences) <= 3 else best(sentences, top=3)
    if not chosen:
        return []
    marks = " ".join(f"{{{i}}}" for i in range(len(chosen)))
    return [Statement(context.say("recommendation_was", quote=marks), tuple(_short(e) for e in chosen))]


def _is_content(quote: str) -> bool:
    """Not merely "Direktionen indstiller, at"."""
    return len(quote.split()) > 5 or not re.search(r"(?i)indstil", quote)


def _about_topic(
    context: Context, steps: Sequence[Step], statements: Sequence[Statement]
) -> list[Statement]:
    """The sentence of the decision that is about the subject, when it has not been quoted."""
    quoted = {e.quote for s in statements for e in s.evidence}
    sentences = [
        e
        for step in steps
        for e in context.finder.sentences(step.decision, None)
        if e.quote not in quoted and context.finder.coverage(e.quote) >= 0.5
    ]
    if not sentences or any(context.finder.coverage(quote) >= 0.5 for quote in quoted):
        return []
    chosen = best(sentences, top=2)
    marks = " ".join(f"{{{i}}}" for i in range(len(chosen)))
    return [Statement(context.say("about_topic", quote=marks), tuple(_short(e) for e in chosen))]


def _course(context: Context) -> Result:
    candidate = next((c for c in context.candidates if c.item), None)
    if candidate is None or candidate.item is None:
        return _general(context)
    steps = [s for s in _steps(context, candidate.item) if s.decision]
    if not steps:
        return _general(context)
    statements = [Statement(context.say("course_intro", title=candidate.title or ""))]
    statements += [_course_line(context, step, candidate) for step in steps[-8:]]
    if not any(step.standing in SETTLED for step in steps):
        statements.append(Statement(context.say("no_final")))
    return statements


def _course_line(context: Context, step: Step, candidate: Candidate) -> Statement:
    evidence = _decisive_sentences(context, step, candidate.title)
    where = [date_text(context.question.language, step.date)] if step.date else []
    where += [step.body] if step.body else []
    marks = " ".join(f"{{{i}}}" for i in range(len(evidence)))
    standing = standing_word(context.question.language, step.standing)
    return Statement(f"{', '.join(where)} ({standing}): {marks}", tuple(evidence))


# Facts in sentences

_AMOUNT = re.compile(
    r"(?i)\d[\d.,]*\s*(?:kr\b|kroner|mio\b|mia\b|mill?\.|t\.?kr|tkr)|\b(?:kr\.?|dkk)\s*\d"
)
_TIME = re.compile(r"(?i)\b(?:primo|medio|ultimo|[1-4]\. kvartal|forår|sommer|efterår|vinter|uge \d|skoleår)\w*|\b(?:i|fra|til|inden|efter|siden)\s+(?:19|20)\d\d|kl\.\s*\d")
_DEADLINE = re.compile(r"(?i)frist|senest|deadline|høringsperiode|i høring|inden den|inden d\.")
_REASON = re.compile(
    r"(?i)\bfordi\b|\bidet\b|på grund af|\bda\b|begrund|årsag|skyldes|som følge af|på baggrund af|hensyn til|med henblik på|formålet|for at\b"
)
_VOTE = re.compile(
    r"(?i)\bstemte\b|\bstemmer\b|\bimod\b|forbehold|undlod|kunne ikke (?:tiltræde|godkende|støtte|anbefale)|flertal|mindretal|enstemmig|afstemning|\bfor:|ønsker ført til|mindretalsudtalelse"
)
_NAME = re.compile(r"[A-ZÆØÅ][\wæøåé-]+ (?:[A-ZÆØÅ][\wæøåé.-]+ ?)+|\([A-ZÆØÅ]{1,2}\)")
_NUMBER = re.compile(r"\d|\b(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv)\b", re.IGNORECASE)


def _amount(context: Context) -> Result:
    return _sentences_with(context, lambda e: bool(_AMOUNT.search(e.quote)), "no_amount")


_WHEN_DECIDED = re.compile(
    r"(?i)\b(?:blev|er|har|was|were)\b.*\b(?:beslut|vedtage|godkend|behandle|drøfte|bevilge|decided|approved)|\b(?:besluttede|vedtog|godkendte|behandlede)\b"
)


def _when(context: Context) -> Result:
    if _WHEN_DECIDED.search(context.question.text):
        return _decision(context)
    return _sentences_with(context, _has_time, "no_date")


def _has_time(evidence: Evidence) -> bool:
    return bool(find_dates(evidence.quote)) or bool(_TIME.search(evidence.quote))


def _deadline(context: Context) -> Result:
    def has_deadline(evidence: Evidence) -> bool:
        return bool(_DEADLINE.search(evidence.quote)) and _has_time(evidence)

    return _sentences_with(context, has_deadline, "no_date")


def _why(context: Context) -> Result:
    return _sentences_with(context, lambda e: bool(_REASON.search(e.quote)), "no_reason", least=0.3)


def _who(context: Context) -> Result:
    return _sentences_with(context, lambda e: bool(_NAME.search(e.quote)), "no_person")


def _count(context: Context) -> Result:
    if re.search(r"(?i)hvor (?:mange gange|ofte)|hvor mange (?:punkter|sager)|how often|how many (?:times|items)", context.question.text):
        return _count_items(context)
    return _sentences_with(context, lambda e: bool(_NUMBER.search(e.quote)), None)


# A sentence that answers covers this much of the subject itself; its passage
# and title give the rest.
_MIN_SENTENCE = 0.4


def _sentences_with(
    context: Context, wanted: Callable[[Evidence], bool], reason: str | None, least: float = _MIN_SENTENCE
) -> Result:
    """The best sentences of the best item that hold what is asked for.

    The next item is asked only when it matches about as well: an amount from
    another case is no answer.
    """
    for candidate in _close(context.candidates):
        sentences = context.finder.sentences(candidate.passages, candidate.title)
        asked = context.finder.beyond(candidate.title)
        chosen = _comparable(
            best(sentences, lambda e: wanted(e) and e.score >= least and asked(e.quote), top=2)
        )
        if chosen:
            return _quoted(context, chosen)
    return NotFound(reason)


def _comparable(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Those that are nearly as good as the best."""
    top = max((e.score for e in evidence), default=0.0)
    return [e for e in evidence if e.score >= 0.8 * top]


def _close(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [c for c in candidates[:4] if c.score >= 0.85 * candidates[0].score]


def _quoted(context: Context, chosen: Sequence[Evidence]) -> list[Statement]:
    """Sentences with where they stand, those of one place together."""
    statements: list[Statement] = []
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in chosen:
        key = _SOURCE.get(evidence.passage.section, "source")
        groups.setdefault((key, context.of(evidence)), []).append(_short(evidence))
    for (key, where), group in groups.items():
        marks = " ".join(f"{{{i}}}" for i in range(len(group)))
        statements.append(Statement(context.say(key, where=where, quote=marks), tuple(group)))
    return statements


# A recommendation must never read as a decision.
_SOURCE = {
    SectionKind.RECOMMENDATION: "source_recommendation",
    SectionKind.DECISION: "source_decision",
    SectionKind.VOTE: "source_decision",
}


def _vote(context: Context) -> Result:
    kinds = (SectionKind.DECISION, SectionKind.VOTE)
    for candidate in context.candidates[:2]:
        items = related_items(candidate.item, context.archive) if candidate.item else []
        passages = [
            p for item in items for p in context.archive.item_passages(item.id) if p.section in kinds
        ] or [p for p in candidate.passages if p.section in kinds]
        inside = [p for p in passages if _within(p, context.filters)]
        sentences = context.finder.sentences(inside, None)
        chosen = [e for e in sentences if _VOTE.search(e.quote)][:6]
        if chosen:
            return _quoted(context, chosen)
    return NotFound("no_vote")


def _within(passage: Passage, filters: Filters) -> bool:
    return not filters.bodies or passage.body in filters.bodies


def _attachments(context: Context) -> Result:
    for candidate in context.candidates[:2]:
        listed_here = [p for p in candidate.passages if p.section is SectionKind.ATTACHMENTS]
        sentences = context.finder.sentences(listed_here, None)
        if sentences and candidate.item:
            shown = [_short(e) for e in sentences[:20]]
            text = context.say(
                "attachments",
                item=context.named(candidate.item, candidate.document),
                where=context.where(candidate.item.body, candidate.item.date),
                quotes="; ".join(f"{{{i}}}" for i in range(len(shown))),
            )
            return [Statement(text, tuple(shown))]
    return NotFound("no_attachments")


def _general(context: Context) -> Result:
    """The best sentences of the best item; its decision when a sentence of it is best."""
    candidate = context.candidates[0]
    skipped = (SectionKind.HEADER, SectionKind.ATTACHMENTS, SectionKind.ABSENT)
    passages = [p for p in candidate.passages if p.section not in skipped] or list(candidate.passages)
    sentences = [
        e for e in context.finder.sentences(passages, candidate.title) if len(e.quote.split()) > 3
    ]
    chosen = _comparable(best(sentences, lambda e: e.score >= _MIN_SENTENCE, top=3))
    if not chosen and candidate.item and candidate.title_coverage >= MIN_COVERAGE:
        return _decision(context)
    return _quoted(context, chosen) if chosen else NotFound()


# Meetings

_ABSENT_SENTENCE = re.compile(
    r"(?i)deltog ikke|\bfraværende\b|\bafbud\b|ikke til stede|inhabil|forlod mødet|deltog i stedet|stedfortræder"
)


def _absent(context: Context) -> Result:
    """Who was absent: as listed for the meeting, as listed for items, and as told in sentences."""
    items = _meeting_items(context)
    if not items:
        return NotFound()
    document = items[-1].document
    items = [item for item in items if item.document == document]
    body, day = items[0].body, items[0].date
    meeting = context.say("at_meeting", body=context.say("in", body=body) if body else "", date=context.on(day))
    statements = _absent_lists(context, context.archive.front_passages(document), meeting, None)
    one_item = context.candidates[0].item if context.question.topic and context.candidates else None
    seen: set[str] = {e.quote for s in statements for e in s.evidence}
    for item in items:
        if one_item is not None and item.id != one_item.id:
            continue
        for statement in _absent_lists(context, context.archive.item_passages(item.id), meeting, item):
            new = tuple(e for e in statement.evidence if e.quote not in seen)
            if new:
                statements.append(statement)
            seen |= {e.quote for e in statement.evidence}
    return statements or NotFound("no_absence")


def _absent_lists(
    context: Context, passages: Sequence[Passage], meeting: str, item: HeldItem | None
) -> list[Statement]:
    statements = []
    listed_here = [p for p in passages if p.section is SectionKind.ABSENT]
    names = context.finder.sentences(listed_here, None)
    if names:
        marks = ", ".join(f"{{{i}}}" for i in range(len(names)))
        if item is None:
            text = context.say("absent_meeting", where=meeting, quote=marks)
        else:
            text = context.say(
                "absent_item",
                item=context.named(item, item.document),
                where=context.where(item.body, item.date),
                quote=marks,
            )
        statements.append(Statement(text, tuple(names)))
    told = [
        e
        for e in context.finder.sentences([p for p in passages if p.section is SectionKind.DECISION], None)
        if _ABSENT_SENTENCE.search(e.quote)
    ]
    statements += [Statement(context.say("absent_sentence", quote="{0}"), (_short(e),)) for e in told]
    return statements


def _meeting_items(context: Context) -> list[HeldItem]:
    """The items of the meeting that is asked about: by body and date, else of the best item."""
    if context.filters.bodies or context.filters.from_date or context.filters.to_date:
        items = context.archive.items(context.filters)
        if items and not context.question.topic:
            return sorted(items, key=lambda i: (i.date or date.min, i.document))
    if context.candidates and context.candidates[0].item:
        document = context.candidates[0].document
        return [i for i in context.archive.items(Filters()) if i.document == document]
    return []


def _meeting(context: Context) -> Result:
    items = _meeting_items(context)
    if not items:
        return NotFound()
    document = items[-1].document
    shown = [i for i in items if i.document == document]
    evidence = [e for e in (_title_evidence(context, item) for item in shown) if e is not None]
    if not evidence:
        return NotFound()
    body, day = shown[0].body, shown[0].date
    where = context.say("at_meeting", body=context.say("in", body=body) if body else "", date=context.on(day))
    marks = "; ".join(f"{{{i}}}" for i in range(len(evidence)))
    return [Statement(context.say("meeting_items", where=where, quotes=marks), tuple(evidence))]


def _title_evidence(context: Context, item: HeldItem) -> Evidence | None:
    """The item's title as it stands in the document."""
    passages = context.archive.item_passages(item.id)
    if not passages or not item.title:
        return None
    document, span = context.archive.document(item.document), item.title_span
    if span is None:
        return None
    return Evidence(passages[0], span, fold(span.of(document.text)), document.page_at(span.start), 1.0)


def _count_meetings(context: Context) -> Result:
    scope = context.archive.scope(context.filters)
    evidence = _meeting_evidence(context)
    if not evidence:
        return NotFound()
    bodies = context.say("bodies", names=listed(context.question.language, list(context.filters.bodies)))
    text = context.say(
        "count_meetings",
        count=len(evidence),
        bodies=bodies if context.filters.bodies else "",
        period=_period(context, scope.from_date, scope.to_date),
        quotes="; ".join(f"{{{i}}}" for i in range(len(evidence))),
    )
    return [Statement(text, tuple(evidence))]


def _meeting_evidence(context: Context) -> list[Evidence]:
    """For each meeting, the line of its document that tells the date."""
    seen: set[tuple[str | None, date | None]] = set()
    found = []
    for item in context.archive.items(context.filters):
        if item.date is None or (item.body, item.date) in seen:
            continue
        passages = context.archive.front_passages(item.document) or context.archive.item_passages(item.id)
        sentences = context.finder.sentences(passages, None)
        dated = (e for e in sentences if any(f.date == item.date for f in find_dates(e.quote)))
        evidence = next(dated, None)
        if evidence is not None:
            seen.add((item.body, item.date))
            found.append(evidence)
    return found


def _count_items(context: Context) -> Result:
    about = [c for c in context.candidates if c.item and c.coverage >= MIN_COVERAGE]
    evidence = [
        e for e in (_title_evidence(context, c.item) for c in about if c.item is not None) if e is not None
    ]
    if not evidence:
        return NotFound()
    marks = "; ".join(f"{{{i}}}" for i in range(len(evidence)))
    return [Statement(context.say("count_items", count=len(evidence), titles=marks), tuple(evidence))]


def _period(context: Context, first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    language = context.question.language
    return context.say("period", first=date_text(language, first), last=date_text(language, last))


_BY_KIND: dict[Kind, Callable[[Context], Result]] = {
    Kind.DECISION: _decision,
    Kind.COURSE: _course,
    Kind.WHEN: _when,
    Kind.DEADLINE: _deadline,
    Kind.WHO: _who,
    Kind.AMOUNT: _amount,
    Kind.COUNT: _count,
    Kind.WHY: _why,
    Kind.VOTE: _vote,
    Kind.ATTACHMENTS: _attachments,
    Kind.MEETING: _meeting,
}


def _short(evidence: Evidence) -> Evidence:
    """The quotation cut at a clause when it is very long; still an exact part of its page."""
    words = evidence.quote.split(" ")
    if len(words) <= _MAX_QUOTE_WORDS:
        return evidence
    cut = " ".join(words[:_MAX_QUOTE_WORDS])
    clause = max(cut.rfind(mark) for mark in (".", ";", ",", ")"))
    quote = cut[: clause + 1] if clause > len(cut) // 2 else cut
    return Evidence(evidence.passage, evidence.span, quote, evidence.page, evidence.score)
