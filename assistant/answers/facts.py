"""Facts that stand in a sentence: amounts, dates, names, reasons, votes, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answers.changes import changed
from assistant.answers.choice import Ranked, best_of, near, opener_of, passes_on, ranked
from assistant.answers.constraints import (
    actor_in,
    asks_proposal,
    at_other_rate,
    by_actor,
    has_a_view,
    of_other_years,
    of_siblings,
)
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.demands import demand_of
from assistant.answers.demands_of_numbers import lacks_a_measure
from assistant.answers.enumerations import opened_by
from assistant.answers.leads import quoted
from assistant.answers.outcome import (
    correction_of,
    last_asked_of,
    outcome_of,
    recommendation_behind,
    recommendation_of,
    recommended_of,
    sequel_of,
    told_step,
    without,
)
from assistant.answers.particulars import tells_another
from assistant.answers.reasons import reasons_of, reasons_of_delay
from assistant.answers.surroundings import by_item, votes_around
from assistant.cases.adoption import adoption_of
from assistant.cases.course import course_of, related_items, settled_step
from assistant.citations import Statement
from assistant.evidence.judgement import Judged, is_about, years_of
from assistant.evidence.sentences import tells
from assistant.texts import listed
from assistant.types import Evidence, Kind
from assistant.wording.names import people_in
from assistant.wording.patterns import holds, match_of
from index.parsing.text.dates import find_dates
from index.types import Filters, HeldItem, SectionKind

# The sentence that tells what is asked may be so much worse than the best, in logits;
# others that tell it stand beside it when they are so near, at most so many.
_FAR, _BESIDE, _MAX_TELLING = 4.5, 2.0, 3
# It must, with its neighbours, meet so much of what the item's title does not say already:
# "Hvornår åbner svømmehallen" is not answered by when it closes. On the development half
# (2026-11-28) that takes true refusals from .70 to .75 at no loss of right answers.
_BEYOND = 0.25
# So it need not where the network that reads it beside the others takes it for an answer: few
# words of "Hvem har gået og noteret løse sten?" are met by who counted them. On the development
# half (2026-11-29) that takes right answers from .609 to .640 at .840 true refusals, as before.
_SURELY = 0.0
# A sentence that passes a case on tells what is asked when it covers so much of it.
_SAYS_IT = 0.5
# With a list so many sentences are told, the one that opens it among them.
_WITH_A_LIST = 3
# Another item's votes are told in place of the best's when it is nearly as probable.
_VOTED = 0.6
_MAX_VOTES = 10
_MAX_ATTACHMENTS = 20
_FEW_WORDS = 2
# A decision that meets so much of the subject tells of it.
_OF_SUBJECT = 0.2
# What tells the same amounts or days again adds nothing to these.
_MEASURED = frozenset({Kind.AMOUNT, Kind.WHEN, Kind.DEADLINE})
# What is compared over the years is told with a figure, where one is asked for: so much it gains.
_FIGURES, _FIGURE = frozenset({"amount", "number", "percent"}), 2.0
_AMOUNT = re.compile(r"(?i)\d[\d.,]*(?= ?(?:mio|mia|kr|t\.?kr|pct|%|procent))")
# A word so long has endings.
_INFLECTED = 4
# What becomes of the item is part of the answer where nothing more exact is asked for.
_OPEN = frozenset({Kind.GENERAL, Kind.LATEST, Kind.DECISION})
# So much is told of the subject beside what became of it.
_BESIDE_OUTCOME = 3
_DECISION_KINDS = (SectionKind.DECISION, SectionKind.VOTE)


def told(context: Context) -> Result:
    """The best sentences of the likely items, and what became of the best."""
    if not context.judged:
        return NotFound()
    return _told_of(context, context.judged)


def recommended(context: Context) -> Result:
    """What the administration recommended, where it is asked what that was: not a party's proposal beside it."""
    item = context.candidates[0].item
    if item is None or not _asks_administration(context, item):
        return NotFound()
    evidence = recommended_of(context, item)[0]
    is_its = evidence and holds("recommending", evidence[0].passage.section_heading or "")
    if not is_its:
        return NotFound()
    statements = quoted(context, evidence)
    statements += outcome_of(context, item) if _is_left_open(statements, item) else []
    return statements + sequel_of(context, item, [e for s in statements for e in s.evidence])


def _asks_administration(context: Context, item: HeldItem) -> bool:
    """Whether it asks what the administration recommended, or the part of it that a heading names."""
    found = match_of("wordings.tsv", "asks_recommended", context.question.text)
    if found is None:
        return False
    headings = [s.heading or "" for s in context.archive.sections(item.id)]
    named = found["who"].lower()
    return holds("administration", named) or any(
        named in heading.lower() and holds("recommending", heading) for heading in headings
    )


def latest(context: Context) -> Result:
    """The same of the newest item among those that are nearly as probable as the best."""
    likely = [j for j in near(context.judged) if j.candidate.item and j.candidate.item.date]
    for judged in sorted(likely, key=_date_of, reverse=True):
        found = _told_of(context, [judged])
        if not isinstance(found, NotFound):
            return found
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
        titled = _titled_with(context, short)
        if titled:
            return titled
        if short in context.archive.body_names().abbreviations or len(context.question.topic) <= 1:
            return NotFound("no_definition" if _occurs(context, short) else None)
    for token in sorted(context.question.topic, key=context.archive.idf, reverse=True)[:1]:
        explained = _explained(context, token.form)
        if explained:
            return quoted(context, explained)
    if not context.judged or not is_about(context.question, context.judged[0]):
        occurs = any(_occurs(context, token.form) for token in context.question.topic[:1])
        return NotFound("no_definition" if occurs else None)
    return told(context)


def vote(context: Context) -> Result:
    """What the deciding meeting's minutes say of votes, as printed; else those of the case."""
    if not context.judged:
        return NotFound()
    for judged in near(context.judged, _VOTED):
        item = judged.candidate.item
        if item is None:
            continue
        steps = course_of(related_items(item, context.archive), context.archive)
        settled = settled_step(steps)
        for one in dict.fromkeys([item, *([settled.item] if settled else [])]):
            chosen = _votes(context, one)
            if chosen:
                absences = absent_then(context, one, chosen)
                return [*_not_told_for(context, chosen), *quoted(context, chosen), *absences]
    told_of = [
        r
        for r in ranked(near(context.judged), context.question.text)
        if tells("vote", r.evidence.quote)
    ]
    best = best_of(told_of, _MAX_TELLING)
    lead = _not_told_for(context, [r.evidence for r in best])
    return [*lead, *quoted_by_item(context, best)] if best else NotFound("no_vote")


def _not_told_for(context: Context, votes: Sequence[Evidence]) -> list[Statement]:
    """That of the votes asked for none was found: only those against it, or only reservations."""
    asks_for = holds("asks_who_for", context.question.text)
    if not asks_for and not holds("asks_who_against", context.question.text):
        return []
    items = dict.fromkeys(e.passage.item_id for e in votes if e.passage.item_id is not None)
    decided = (
        p.text
        for item_id in items
        for p in context.archive.item_passages(item_id)
        if p.section in _DECISION_KINDS
    )
    texts = [*(e.quote for e in votes), *decided]
    if asks_for:
        told = any(holds("votes_for", text) for text in texts)
        return [] if told else [Statement(context.say("only_against"))]
    only_reserved = all(holds("reservation", e.quote) for e in votes)
    told = any(holds("votes_against", text) for text in texts)
    return (
        [Statement(context.say("only_reservations"))]
        if votes and only_reserved and not told
        else []
    )


def case_number(context: Context) -> Result:
    """The line that gives the best item's case number."""
    judged = context.judged[0]
    item = judged.candidate.item
    if item is None or not item.case_number:
        return NotFound()
    held = context.finder.sentences(context.archive.item_passages(item.id), None)
    lines = [e for e in held if item.case_number in e.quote]
    if not lines:
        return NotFound()
    where = context.where(item.body, item.date)
    name = context.named(item, item.document)
    return [context.quoting("case_number", lines[:1], item=name, where=where)]


def attachments(context: Context) -> Result:
    """The attachments that the item lists."""
    for candidate in context.candidates[:2]:
        listed_here = [p for p in candidate.passages if p.section is SectionKind.ATTACHMENTS]
        sentences = context.finder.sentences(listed_here, None)[:_MAX_ATTACHMENTS]
        if sentences and candidate.item:
            item = context.named(candidate.item, candidate.document)
            where = context.where(candidate.item.body, candidate.item.date)
            return [context.listing("attachments", sentences, "; ", item=item, where=where)]
    return NotFound("no_attachments")


def quoted_by_item(
    context: Context, chosen: Sequence[Ranked], told: Sequence[Statement] = ()
) -> list[Statement]:
    """The same, the likeliest item first, without what is told already; another case is said to be another."""
    statements: list[Statement] = []
    cases: list[str] = []
    for judged, evidence in by_item(context, chosen):
        new = without(told, evidence)
        if new and cases and _case_of(judged) not in cases:
            statements.append(Statement(context.say("or_this")))
        cases.append(_case_of(judged))
        statements += quoted(context, new, told)
    return statements


def _case_of(judged: Judged) -> str:
    item = judged.candidate.item
    return (item and (item.case_number or item.title)) or judged.candidate.document


def _told_of(context: Context, judged: Sequence[Judged]) -> Result:
    """What these items tell, and what became of the first that is quoted."""
    corrected = correction_of(context, judged[0])
    chosen = _telling(context, near(judged))
    if isinstance(chosen, NotFound):
        return corrected or chosen
    if context.question.kind is Kind.GENERAL:
        chosen = chosen[:_BESIDE_OUTCOME]
    first, evidence = by_item(context, chosen)[0]
    item = first.candidate.item
    is_open = context.question.kind in _OPEN and item is not None
    became = outcome_of(context, item) if is_open and item else []
    if became and holds("asks_next", context.question.text):
        # What is done with it is what happens next; what it says of itself is not asked for.
        return corrected + became
    if not _asks_outcome(context, evidence, became) or _is_adopted(context, evidence):
        became = []
    statements = quoted_by_item(context, chosen, [*corrected, *became])
    if holds("asks_whether", context.question.text):
        # What was decided settles it before what else is told of it.
        statements.sort(key=lambda s: not _is_of_decision(s))
    # A word or two, and the latest, ask first of all for what became of it.
    is_short = len(context.question.topic) <= _FEW_WORDS and not context.finder.wants
    if is_short or context.question.kind is Kind.LATEST:
        statements = corrected + became + statements
    else:
        statements = corrected + statements + became
    statements += approved(context, first, evidence) if is_open else []
    if not is_open and item and _is_left_open(statements, item):
        # What became of it is part of what is told of a proposal that was not adopted as it stands.
        statements += [s for s in outcome_of(context, item) if without(statements, s.evidence)]
    elif not is_open and item:
        demand = demand_of(context, near(judged))
        statements += changed(context, item, statements, demand)
        statements += _presumed(context, item, statements)
    told = [e for statement in statements for e in statement.evidence]
    return statements + (_later(context, judged, item, told) if item else [])


def _asks_outcome(context: Context, told: Sequence[Evidence], became: Sequence[Statement]) -> bool:
    """Whether what became of the item is asked for, or tells whether what is told was adopted.

    "Hvor bred bliver broen?" is answered by its width alone; "bliver der en bro?" is not.
    Other questions may be answered by a decision that has a word of their subject.
    """
    if context.question.kind is not Kind.GENERAL or len(context.question.topic) <= _FEW_WORDS:
        return True
    is_proposed = any(e.passage.section is SectionKind.RECOMMENDATION for e in told)
    if is_proposed or holds("asks_whether", context.question.text):
        return True
    decided = " ".join(e.quote for statement in became for e in statement.evidence)
    return context.finder.coverage(decided) >= _OF_SUBJECT


def _is_adopted(context: Context, told: Sequence[Evidence]) -> bool:
    """Whether what is told is of a recommendation that was adopted: then that is said with it."""
    is_general = context.question.kind is Kind.GENERAL
    return is_general and any(
        e.passage.section is SectionKind.RECOMMENDATION
        and adoption_of(e.passage, context.archive, e.span)
        for e in told
    )


def _is_of_decision(statement: Statement) -> bool:
    return any(e.passage.section in _DECISION_KINDS for e in statement.evidence)


def _presumed(context: Context, item: HeldItem, told: Sequence[Statement]) -> list[Statement]:
    """What was decided, where it is asked why something was: it may have been something else."""
    question = context.question
    if question.kind is not Kind.WHY or not holds("presumes_decided", question.text):
        return []
    last = last_asked_of(context, item)
    if last is None:
        return []
    is_told = any(_is_of_decision(statement) for statement in told)
    decided = [told_step(context, last)] if not is_told else []
    return decided + [s for s in recommendation_behind(context, last) if without(told, s.evidence)]


def _is_left_open(statements: Sequence[Statement], item: HeldItem) -> bool:
    """Whether a proposal of the item is told, and nothing of what became of it."""
    told = [e.passage for s in statements for e in s.evidence if e.passage.item_id == item.id]
    is_proposed = any(p.section is SectionKind.RECOMMENDATION for p in told)
    return is_proposed and not any(p.section in _DECISION_KINDS for p in told)


def _later(
    context: Context, judged: Sequence[Judged], item: HeldItem, told: Sequence[Evidence]
) -> list[Statement]:
    """What came after: where that is asked for, or tells another amount, date or name than before."""
    later = sequel_of(context, item, told)
    if context.question.kind in _OPEN or "now" in context.finder.wants:
        return later
    demand = demand_of(context, near(judged))
    # A day that is moved is told in other words than those of who asks for it.
    is_time = context.question.kind in (Kind.WHEN, Kind.DEADLINE)
    tells_it = demand and any(
        demand.tells(e) and (is_time or _answers_in_its_item(context, e))
        for statement in later
        for e in statement.evidence
    )
    return later if tells_it else []


def _answers_in_its_item(context: Context, told: Evidence) -> bool:
    """Whether what is told is taken for an answer beside all that its item tells."""
    item = context.archive.item(told.passage.item_id) if told.passage.item_id else None
    passages = context.archive.item_passages(item.id) if item else [told.passage]
    sentences = context.finder.sentences(passages, item.title if item else None)
    logits = context.finder.selected(sentences, item.title if item else None)
    return any(
        logit >= _SURELY and e.quote in told.quote
        for e, logit in zip(sentences, logits, strict=True)
    )


def _telling(context: Context, judged: Sequence[Judged]) -> list[Ranked] | NotFound:
    """The best sentences, or those that tell the concrete thing that is asked for."""
    sentences = _of_actor(context, ranked(judged, context.question.text))
    if isinstance(sentences, NotFound):
        return sentences
    if context.question.kind is Kind.WHY:
        return _reasons(context, judged, sentences) or NotFound("no_reason")
    if lacks_a_measure(context, judged):
        return NotFound("no_measure")
    particular = _of_the_particular(context, judged, sentences)
    if sentences and not particular:
        return NotFound("no_particular")
    sentences = particular
    demand = demand_of(context, judged)
    is_list = context.question.kind is Kind.LIST
    if demand is None:
        best = best_of(sentences)
        opener = opener_of(sentences, context.finder.coverage, _FAR) if is_list else None
        return (
            best
            if opener is None
            else [opener, *(r for r in best if r is not opener)][:_WITH_A_LIST]
        )
    telling = [
        r
        for r in sentences
        if any(map(demand.tells, (r.evidence, *opened_by(r.judged, r.evidence))))
        and not (passes_on(r) and context.finder.coverage(r.evidence.quote) < _SAYS_IT)
    ]
    if not demand.of_the_case:
        telling = _meeting(context, judged, telling, sentences[0].score - _FAR)
    telling = _of_what_is_named(context, judged, telling)
    if not telling or telling[0].score < sentences[0].score - _FAR:
        return NotFound(demand.missing)
    others = {k: v for j in judged for k, v in of_other_years(context.question, j).items()}
    of_year = [r for r in telling if id(r.evidence) not in others]
    if not of_year:
        told_years = sorted({year for r in telling for year in others[id(r.evidence)]})
        years = {"years": listed(context.question.language, told_years)}
        return NotFound("told_for_others", years)
    telling = of_year
    preferred = [replace(r, score=r.score + demand.gain(r.evidence.quote)) for r in telling]
    best = best_of(sorted(preferred, key=lambda r: -r.score), _MAX_TELLING, _BESIDE)
    best = _totals(context, best)
    best = _adding(best) if context.question.kind in _MEASURED else best
    return [*best, *_of_each_named(context, best, preferred)]


def _of_the_particular(
    context: Context, judged: Sequence[Judged], sentences: Sequence[Ranked]
) -> list[Ranked]:
    """Those that do not tell the like of something else; what is told much worse than one of them is neither."""
    others = {i for one in judged for i in tells_another(context, one)}
    kept = [r for r in sentences if id(r.evidence) not in others]
    if kept[:1] == sentences[:1]:
        return kept
    return [r for r in kept if r.score >= sentences[0].score - _BESIDE]


def _of_each_named(
    context: Context, best: Sequence[Ranked], telling: Sequence[Ranked]
) -> list[Ranked]:
    """The best of what is told of each that is named beside another, and not told of yet.

    "Hvor langt er der fra Østerby og Vesterby?" asks for two distances.
    """
    found = match_of("constraints.tsv", "each_named", context.question.text)
    if found is None or not best:
        return []
    told = " ".join(r.evidence.quote for r in best)
    untold = [name for name in (found["one"], found["other"]) if name not in told]
    firsts = (
        next((r for r in telling if r not in best and name in r.evidence.quote), None)
        for name in untold
    )
    return [r for r in dict.fromkeys(firsts) if r is not None and len(untold) == 1]


def _of_what_is_named(
    context: Context, judged: Sequence[Judged], telling: Sequence[Ranked]
) -> list[Ranked]:
    """Those that are not of another place than the question names, nor of money for another unit.

    What is told much worse than one of those is another fact still.
    """
    question = context.question
    others = {i for one in judged for i in of_siblings(question, one)}
    is_money = question.kind is Kind.AMOUNT
    kept = [
        r
        for r in telling
        if id(r.evidence) not in others
        and not (is_money and at_other_rate(question.text, r.evidence.quote))
    ]
    if kept[:1] == telling[:1]:
        return kept
    return [r for r in kept if r.score >= telling[0].score - _BESIDE]


def _reasons(
    context: Context, judged: Sequence[Judged], sentences: Sequence[Ranked]
) -> list[Ranked]:
    text = context.question.text
    if holds("asks_why_put_off", text):
        return reasons_of_delay(sentences)
    # Of English too few words are known to tell which reason is the one.
    is_danish = context.question.language == "da"
    return reasons_of(sentences, _beyond(context, judged) if is_danish else {})


def _totals(context: Context, best: Sequence[Ranked]) -> list[Ranked]:
    """Those that tell a sum, where a sum is asked for and told: its parts beside it are no answer."""
    asks_total = holds("total", context.question.text)
    sums = [r for r in best if asks_total and holds("total", r.evidence.quote)]
    return sums or list(best)


def _adding(best: Sequence[Ranked]) -> list[Ranked]:
    """Those that tell an amount or a day that no better one of their item tells."""
    kept: list[Ranked] = []
    for one in best:
        held = {v for r in kept if r.judged is one.judged for v in _values(r.evidence.quote)}
        if not kept or not (values := _values(one.evidence.quote)) or values - held:
            kept.append(one)
    return kept


def _values(quote: str) -> set[str]:
    return set(_AMOUNT.findall(quote)) | {str(found.date) for found in find_dates(quote)}


def _of_actor(context: Context, sentences: Sequence[Ranked]) -> list[Ranked] | NotFound:
    """Those that are the view or the proposal of whom is asked about, all where nobody in particular is.

    A party, or the neighbours, have none where none is told as theirs; whose else they are is seldom told.
    """
    actor = actor_in(context.question)
    if actor is None or not sentences:
        return list(sentences) or NotFound()
    theirs = {id(r.judged): by_actor(actor, r.judged) for r in sentences}
    own = [r for r in sentences if (is_theirs := theirs[id(r.judged)]) and is_theirs(r.evidence)]
    proposed = [r for r in own if r.evidence.passage.section is SectionKind.RECOMMENDATION]
    if own:
        return proposed if proposed and asks_proposal(context.question) else own
    return NotFound("no_actor", {"who": actor}) if has_a_view(actor) else list(sentences)


def _meeting(
    context: Context, judged: Sequence[Judged], telling: Sequence[Ranked], least: float
) -> list[Ranked]:
    """Those that meet enough beyond their title, better ones and decisions; where none does, those that surely answer.

    That one meets enough that scores `least` at least tells that what is asked is told of here; a
    decision seldom names what it is about.
    """
    beyond = _beyond(context, judged)
    meets = [beyond[id(r.evidence)] >= _BEYOND for r in telling]
    if not any(m and r.score >= least for r, m in zip(telling, meets, strict=True)):
        surely = _surely(context, {id(r.judged): r.judged for r in telling}.values())
        return [r for r in telling if id(r.evidence) in surely]
    first = meets.index(True)
    return [
        r
        for i, (r, m) in enumerate(zip(telling, meets, strict=True))
        if m or i < first or r.evidence.passage.section in _DECISION_KINDS
    ]


def _surely(context: Context, judged: Iterable[Judged]) -> set[int]:
    """The ids of the sentences that are taken for an answer beside the others of their item."""
    return {
        id(evidence)
        for one in judged
        for evidence, logit in zip(
            one.sentences,
            context.finder.selected(one.sentences, one.candidate.title),
            strict=True,
        )
        if logit >= _SURELY
    }


def _beyond(context: Context, judged: Sequence[Judged]) -> dict[int, float]:
    """How much each sentence of these items meets beyond its title, by its id.

    All of it where the question says too little by itself: one that continues
    another, and English, of which fewer words are known.
    """
    question = context.question
    is_time = question.kind in (Kind.WHEN, Kind.DEADLINE)
    says_enough = is_time or not (question.continues or question.language == "en")
    return {
        id(evidence): meets if says_enough else 1.0
        for one in judged
        for evidence, meets in zip(
            one.sentences,
            context.finder.beyond(one.sentences, one.candidate.title),
            strict=True,
        )
    }


def approved(context: Context, judged: Judged, chosen: Sequence[Evidence]) -> list[Statement]:
    """The recommendation, where a decision is quoted that only points to it."""
    decided = [e.quote for e in chosen if e.passage.section is SectionKind.DECISION]
    item = judged.candidate.item
    is_told = any(e.passage.section is SectionKind.RECOMMENDATION for e in chosen)
    if item is None or is_told or not any(holds("refers_back", quote) for quote in decided):
        return []
    return recommendation_of(context, item)


def _comparable(judged: Sequence[Judged]) -> list[Judged]:
    """The best item and those of the same title, whatever the year in it."""

    def words(one: Judged) -> set[str]:
        return set(re.findall(r"[^\W\d]{4,}", (one.candidate.title or "").lower()))

    first = words(judged[0])
    return [j for j in judged if j is judged[0] or len(words(j) & first) >= len(first) / 2]


def _date_of(judged: Judged) -> str:
    day = judged.candidate.item.date if judged.candidate.item else None
    return day.isoformat() if day else ""


def _of_year(context: Context, year: str) -> list[Statement]:
    """The best sentences about a year, from the item that is about it."""
    held: list[Ranked] = []
    asks_figure = bool(context.finder.wants & _FIGURES)
    # Another of the likely items may be of that year and called something else.
    items = {id(j): j for j in (*_comparable(context.judged), *near(context.judged))}
    for judged in items.values():
        item = judged.candidate.item
        is_its_year = year in (judged.candidate.title or "") or bool(
            item and item.date and str(item.date.year) == year
        )
        for evidence in judged.sentences:
            if is_its_year or year in evidence.quote:
                sure = evidence.score + (1.0 if year in evidence.quote else 0.0)
                sure += _FIGURE if asks_figure and tells("number", evidence.quote) else 0.0
                held.append(Ranked(judged, evidence, sure))
    held.sort(key=lambda r: -r.score)
    return quoted_by_item(context, [r for r in held[:2] if r.score >= held[0].score - 1.0])


def _occurs(context: Context, term: str) -> bool:
    """Whether a word of the question stands in what search finds for it."""
    # A short word begins many others, and an abbreviation stands as it is written.
    ending = r"\w{0,4}" if len(term) >= _INFLECTED and not term.isupper() else ""
    word = re.compile(rf"\b{re.escape(term)}{ending}\b", 0 if term.isupper() else re.IGNORECASE)
    return any(word.search(h.passage.text) for h in context.archive.search(term, Filters(), 20))


def _titled_with(context: Context, short: str) -> list[Statement]:
    """The title that writes an abbreviation out: "Hastighedsdæmpende zoner (HDZ) i Sandbugten"."""
    written_out = re.compile(rf"\w \({re.escape(short)}\)")
    items = (candidate.item for candidate in context.candidates)
    for item in items:
        quoted_title = context.title_of(item) if item else None
        if item and quoted_title and written_out.search(quoted_title.quote):
            where = context.where(item.body, item.date)
            return [context.quoting("titled", [quoted_title], where=where)]
    return []


def _explained(context: Context, term: str) -> list[Evidence]:
    """The sentence that writes a term out: "Økonomiudvalget (ØU)", "genhusning (midlertidig bolig)"."""
    held = re.escape(term)
    pattern = re.compile(
        rf"\w \(\W*{held}\b[^)]*\)|\b{held}\w*\W{{0,2}} \(\w+ \w+"
        rf"|\b{held}\w*\W{{0,2}} (?:står for|betyder|vil sige|er et ord for|forstås)",
        0 if term.isupper() else re.IGNORECASE,
    )
    for hit in context.archive.search(term, Filters(), 60):
        if not pattern.search(" ".join(hit.passage.text.split())):
            continue
        for evidence in context.finder.sentences([hit.passage], None):
            if pattern.search(evidence.quote):
                return [evidence]
    return []


def absent_then(context: Context, item: HeldItem, votes: Sequence[Evidence]) -> list[Statement]:
    """That someone whose vote is asked for was absent, where the votes do not name them."""
    names = [name.rsplit(maxsplit=1)[-1] for name in people_in(context.question.text)]
    names = [name for name in names if not any(name in e.quote for e in votes)]
    passages = [*context.archive.front_passages(item.document)]
    passages += context.archive.item_passages(item.id)
    listed = [p for p in passages if p.section is SectionKind.ABSENT]
    sentences = context.finder.sentences(listed, None)
    found = list({e.quote: e for e in sentences if any(n in e.quote for n in names)}.values())
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
    votes = [i for i, e in enumerate(sentences) if holds("vote", e.quote)]
    told = {id(e) for i in votes for e in (sentences[i], *votes_around(sentences, i))}
    return [e for e in sentences if id(e) in told][:_MAX_VOTES]
