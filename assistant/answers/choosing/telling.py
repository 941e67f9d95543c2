"""Which sentences tell what is asked: those that meet its demand, and tell no other fact of the case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.answers.choosing.choice import Ranked, best_of, opener_of, passes_on, ranked
from assistant.answers.choosing.enumerations import opened_by
from assistant.answers.choosing.reasons import is_reason, reasons_of, reasons_of_delay
from assistant.answers.context import Context, NotFound
from assistant.answers.demands.constraints import at_other_rate, of_other_years, of_siblings
from assistant.answers.demands.demand import Demand
from assistant.answers.demands.of_numbers import lacks_a_measure
from assistant.answers.demands.of_question import demand_of
from assistant.answers.demands.particulars import tells_another
from assistant.answers.demands.views import (
    actor_in,
    as_heard,
    asks_proposal,
    by_actor,
    has_a_view,
    heard_in,
)
from assistant.evidence.judgement import Judged
from assistant.texts import listed
from assistant.types import Evidence, Kind
from assistant.wording.patterns import holds, match_of
from assistant.wording.titles import is_same_case
from index.parsing.text.dates import find_dates
from index.types import SectionKind

# The sentence that tells what is asked may be so much worse than the best, in logits;
# others that tell it stand beside it when they are so near, at most so many.
_FAR, _BESIDE, MAX_TELLING = 4.5, 2.0, 3
# So near must one be to the best, where the best tells of something else.
_NEAR = 1.5
# It must, with its neighbours, meet so much of what the item's title does not say already:
# "Hvornår åbner svømmehallen" is not answered by when it closes. On the development half
# (2026-11-28) that takes true refusals from .70 to .75 at no loss of right answers.
_BEYOND = 0.25
# So it need not where what reads it beside the others takes it for an answer: few words of "Hvem har
# gået og noteret løse sten?" are met by who counted them. On four municipalities' development halves
# (2026-12-01, 1,236 questions) the mean of both networks has 984 answered right and 179 wrong, the
# reader alone 970 and 182, with -1.5 978 and 185, the one without it 965 and 209.
_SURELY = 0.0
# The best sentence of all, of an item so probable, is taken for one a little sooner: of the development
# questions and 210 plain ones (2026-12) four that were refused are answered so, and one that should be.
_LIKELY, _RATHER_SURELY = 0.7, -0.6
# A sentence that passes a case on tells what is asked when it covers so much of it.
_SAYS_IT = 0.5
# With a list so many sentences are told, the one that opens it among them.
_WITH_A_LIST = 3
# The committees and the council treat a case within so many days; a year later it is another step.
_SAME_STEP = timedelta(days=60)
# What tells the same amounts or days again adds nothing to these.
_MEASURED = frozenset({Kind.AMOUNT, Kind.WHEN, Kind.DEADLINE})
_AMOUNT = re.compile(r"(?i)\d[\d.,]*(?= ?(?:mio|mia|kr|t\.?kr|pct|%|procent))")


def answers_in_its_item(context: Context, told: Evidence) -> bool:
    """Whether what is told is taken for an answer beside all that its item tells."""
    item = context.archive.item(told.passage.item_id) if told.passage.item_id else None
    passages = context.archive.item_passages(item.id) if item else [told.passage]
    sentences = context.finder.sentences(passages)
    logits = context.finder.read(sentences, item.title if item else None)
    return any(
        logit >= _SURELY and e.quote in told.quote
        for e, logit in zip(sentences, logits, strict=True)
    )


def telling_sentences(context: Context, judged: Sequence[Judged]) -> list[Ranked] | NotFound:
    """The best sentences, or those that tell the concrete thing that is asked for."""
    sentences = _of_actor(context, ranked(judged, context.question.text))
    if isinstance(sentences, NotFound):
        return sentences
    if context.question.kind is Kind.WHY:
        return _why(context, judged, sentences) or NotFound("no_reason")
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
        return _told_for_others(
            context, demand, [years for r in telling for years in others[id(r.evidence)]]
        )
    telling = of_year
    preferred = [replace(r, score=r.score + demand.gain(r.evidence.quote)) for r in telling]
    best = best_of(sorted(preferred, key=lambda r: -r.score), MAX_TELLING, _BESIDE)
    best = _totals(context, best)
    best = _adding(best) if context.question.kind in _MEASURED else best
    return [*best, *_of_each_named(context, best, preferred)]


def _told_for_others(context: Context, demand: Demand, years: Sequence[str]) -> NotFound:
    """That numbers are told for other years only; of who had something that is not said."""
    if context.question.kind is Kind.WHO:
        return NotFound(demand.missing)
    told = listed(context.question.language, sorted(set(years)))
    return NotFound("told_for_others", {"years": told})


def _of_the_particular(
    context: Context, judged: Sequence[Judged], sentences: Sequence[Ranked]
) -> list[Ranked]:
    """Those that do not tell the like of something else; what is told much worse than one of them is neither."""
    others = {i for one in judged for i in tells_another(context, one)}
    kept = [r for r in sentences if id(r.evidence) not in others]
    if kept[:1] == sentences[:1]:
        return kept
    return [r for r in kept if r.score >= sentences[0].score - _NEAR]


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


def _why(context: Context, judged: Sequence[Judged], sentences: Sequence[Ranked]) -> list[Ranked]:
    """The reasons of these items; those of the same case at another meeting, where these tell none in so many words.

    What a committee reads of a case a council often only votes on. (Amounts and days looked for so gave two
    right answers and three wrong ones on the development halves, 2026-12.)
    """
    found = _reasons(context, judged, sentences)
    if any(is_reason(r) for r in found):
        return found
    beside = _of_the_same_case(context, judged)
    elsewhere = _reasons(context, beside, ranked(beside, context.question.text)) if beside else []
    return [r for r in elsewhere if is_reason(r)] or found


def _of_the_same_case(context: Context, judged: Sequence[Judged]) -> list[Judged]:
    """The other judged items that are the first one's case at the same step, before another body."""
    first = judged[0].candidate.item
    items = [(one, one.candidate.item) for one in context.judged if one is not judged[0]]
    return [
        one
        for one, item in items
        if first
        and item
        and first.date
        and item.date
        and abs(first.date - item.date) <= _SAME_STEP
        and is_same_case(first, item, context.archive.idf)
    ]


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

    A party, or the neighbours, have none where none is told as theirs, nor has who was heard.
    """
    actor = actor_in(context.question)
    if not sentences:
        return NotFound()
    theirs = {id(r.judged): by_actor(actor, r.judged) for r in sentences} if actor else {}
    if actor is None or not any(theirs.values()):
        return _of_heard(context, sentences)
    own = [r for r in sentences if (is_theirs := theirs[id(r.judged)]) and is_theirs(r.evidence)]
    proposed = [r for r in own if r.evidence.passage.section is SectionKind.RECOMMENDATION]
    if own:
        return proposed if proposed and asks_proposal(context.question) else own
    return NotFound("no_actor", {"who": actor}) if has_a_view(actor) else list(sentences)


def _of_heard(context: Context, sentences: Sequence[Ranked]) -> list[Ranked] | NotFound:
    """Those that tell a view of the groups and institutions that are asked for, all where none is."""
    names, heard = context.archive.body_names(), heard_in(context.question.text)
    views = [as_heard(actor, names) for actor in heard]
    own = [r for r in sentences if any(tells(r.evidence) for tells in views)]
    if heard and not own:
        return NotFound("no_actor", {"who": listed(context.question.language, heard)})
    return own or list(sentences)


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
        surely = _surely(
            context,
            {id(r.judged): r.judged for r in telling}.values(),
            [r.evidence for r in telling[:1] if _is_likely_best(context, r, least + _FAR)],
        )
        return [r for r in telling if id(r.evidence) in surely]
    first = meets.index(True)
    return [
        r
        for i, (r, m) in enumerate(zip(telling, meets, strict=True))
        if m or i < first or r.evidence.passage.section.is_decided
    ]


def _is_likely_best(context: Context, one: Ranked, best: float) -> bool:
    """Whether no sentence scores more, and its item is likely to answer; some name stands in most of them."""
    is_likely = one.score >= best and one.judged.probability >= _LIKELY
    return is_likely and context.question.kind is not Kind.WHO


def _surely(context: Context, judged: Iterable[Judged], sooner: Sequence[Evidence]) -> set[int]:
    """The ids of the sentences that are taken for an answer beside the others of their item; some are sooner."""
    soon = set(map(id, sooner))
    return {
        id(evidence)
        for one in judged
        for evidence, logit in zip(
            one.sentences,
            context.finder.read(one.sentences, one.candidate.title),
            strict=True,
        )
        if logit >= (_RATHER_SURELY if id(evidence) in soon else _SURELY)
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
