"""Why no minutes held here can answer, or why the items that were found cannot.

Each gives the reason as a `NotFound`, and None where there is nothing against an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import missing
from assistant.answers.choosing.choice import near
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.demands.constraints import (
    bodies_of_others,
    goes_elsewhere,
    houses_of_others,
    is_before_it,
    names_of_others,
    sized_in,
    thing_in,
    things_of_other_numbers,
)
from assistant.answers.demands.views import actor_in, as_heard, heard_in, is_put_on_record
from assistant.answers.refusal import closed_titles
from assistant.cases.course import course_of, related_items
from assistant.evidence.candidates import Candidate
from assistant.evidence.judgement import (
    Judged,
    is_about,
    is_of_year,
    specifics_of,
    tells_too_little,
    told_with,
    years_of,
)
from assistant.question.limits import (
    asks_who_said,
    is_from,
    is_of_another,
    limit_of,
    municipalities_in,
)
from assistant.texts import date_text, listed
from assistant.types import ABOUT_MEETINGS, Kind, Question, Standing
from assistant.wording.patterns import holds, match_of
from index.archive import Archive
from index.danish.analysis import tokens
from index.types import Filters

# A case that went on so was not settled there.
_WENT_ON = frozenset({Standing.POSTPONED, Standing.SENT, Standing.HEARING, Standing.RECOMMENDED})
# What was carried out, by whom and when, may be after a meeting that put it off.
_STOPPED = frozenset({Standing.POSTPONED, Standing.WITHDRAWN})
_OF_WHAT_WAS_DONE = frozenset({Kind.WHO, Kind.WHEN, Kind.AMOUNT, Kind.COUNT})


def outside(context: Context) -> NotFound | None:
    """Why no minutes held here can answer, None when they may."""
    question, best = context.question, context.judged[0] if context.judged else None
    names = context.archive.body_names()
    unknown = [body for body in question.filters.bodies if not names.resolve(body)]
    if unknown:
        language, held = question.language, sorted(names.bodies)
        return NotFound(
            "unknown_body" if held else "no_bodies",
            {"names": listed(language, unknown), "bodies": listed(language, held)},
        )
    if limit_of(question.text):
        return NotFound(limit_of(question.text))
    others = bodies_of_others(question.text, sorted(names.bodies))
    if others:
        who, those = (listed(question.language, sorted(n)) for n in (others, names.bodies))
        return NotFound("unknown_body", {"names": who, "bodies": those})
    elsewhere = [
        name
        for name in municipalities_in(question.text)
        if not _may_be_of(question.text, name, best) and not is_from(context.archive, name)
    ]
    if elsewhere:
        return NotFound("elsewhere", {"names": listed(question.language, elsewhere)})
    return None


def against_items(context: Context, candidates: Sequence[Candidate]) -> NotFound | None:
    """Why these items cannot answer, None when they may."""
    question, best = context.question, context.judged[0] if context.judged else None
    told = _covers(best) if best and is_about(question, best) else 0.0
    closed = closed_titles(candidates, context.finder, told)
    if closed:
        return NotFound("closed", {"titles": listed(question.language, closed)})
    is_recorded = _is_recorded(question, best) or _was_heard(context)
    if asks_who_said(question.text) and not (is_recorded and _is_of_subject(context, best)):
        return NotFound("said")
    if question.kind in ABOUT_MEETINGS or question.kind is Kind.DEFINITION:
        # A term may be explained where it is not the subject.
        return None
    if best is None:
        return NotFound()
    beside = told_with(question, context.judged, context.archive.idf)
    if not (is_about(question, best, beside) or _is_case_asked_for(question, best)):
        return NotFound(missing(context) if tells_too_little(best) else None)
    untold = _without_the_thing(context, best) or _before_its_later_step(context, best)
    if untold:
        return untold
    goal = goes_elsewhere(question, near(context.judged))
    if goal:
        return NotFound("goes_elsewhere", {"goal": goal})
    return _other_year(context.archive, question, best)


def _before_its_later_step(context: Context, best: Judged) -> NotFound | None:
    """That what came of a case later is asked for, and the last that is held of it is that it went on."""
    item, before = best.candidate.item, _undecided_by(context.question, best)
    if item is None or not before:
        return None
    steps = course_of(related_items(item, context.archive), context.archive)
    decided = [step.standing for step in steps if step.decision]
    return NotFound("not_decided_then") if decided and decided[-1] in before else None


def _undecided_by(question: Question, best: Judged) -> frozenset[Standing]:
    """The standings of a case that leave open what is asked: what came of it, or that something was carried out."""
    if holds("asks_later", question.text):
        return _WENT_ON
    done = match_of("wordings.tsv", "presumes_done", question.text)
    if done is None or question.kind not in _OF_WHAT_WAS_DONE:
        return frozenset()
    is_told = any(done["done"].lower() in evidence.quote for evidence in best.sentences)
    return frozenset() if is_told else _STOPPED


def _without_the_thing(context: Context, best: Judged) -> NotFound | None:
    """That the best item tells nothing of the thing that has a price or a size, or whose plan is asked for."""
    met, title = context.finder.is_met, best.candidate.title
    if context.question.continues:
        # "Hvad koster det at sætte lokalerne i stand?" is of what was spoken of, whatever it is called here.
        return None
    thing, sized = thing_in(context.question), sized_in(context.question)
    if thing and not met(thing, best.sentences, title):
        return NotFound("no_thing", {"thing": thing})
    if sized and not met(sized, best.sentences, title, in_part=True):
        return NotFound("no_thing", {"thing": sized})
    return None


def of_the_named(context: Context, result: Result) -> Result:
    """What was found, refused where the items that it is told from lack a name of the question."""
    if isinstance(result, NotFound) or context.question.kind in ABOUT_MEETINGS:
        return result
    ids = {e.passage.item_id for statement in result for e in statement.evidence}
    if not ids or None in ids:
        return result
    held = {i: context.archive.item(i) for i in ids if i is not None}
    told = [item.title for item in held.values() if item and item.title]
    told += [p.text for i in held for p in context.archive.item_passages(i)]
    names = houses_of_others(context.question, "\n".join(told))
    names = names or things_of_other_numbers(context.question, "\n".join(told))
    names = names or names_of_others(context.question, "\n".join(told), context.archive)
    if names:
        return NotFound("other_name", {"names": listed(context.question.language, names)})
    return result


def _other_year(archive: Archive, question: Question, best: Judged) -> NotFound | None:
    """That the best item is not about the year that is asked for."""
    if question.kind is Kind.COURSE:
        return None
    if is_before_it(question, best):
        return NotFound("other_year", {"years": years_of(question.text)[0]})
    years = [year for year in years_of(question.text) if not is_of_year(best, year)]
    if not years or len(years) < len(years_of(question.text)):
        return None
    scope = archive.scope(Filters())
    first, last = scope.from_date, scope.to_date
    if first and last and not any(first.year <= int(year) <= last.year for year in years):
        language = question.language
        period = {"first": date_text(language, first), "last": date_text(language, last)}
        return NotFound("outside_period", period)
    return NotFound("other_year", {"years": listed(question.language, years)})


def _covers(judged: Judged) -> float:
    """How much of the subject an item covers for sure, in all its text."""
    return min(judged.candidate.coverage, judged.covers_surely())


def _is_case_asked_for(question: Question, best: Judged) -> bool:
    item = best.candidate.item
    if item is not None and item.id == question.item:
        return True
    return bool(question.case_number and item and item.case_number == question.case_number)


def _may_be_of(text: str, municipality: str, best: Judged | None) -> bool:
    """Whether a question that names a municipality can be answered by minutes that mention it."""
    return _mentions(best, municipality) and not is_of_another(text, municipality)


def _mentions(best: Judged | None, name: str) -> bool:
    return best is not None and any(name in e.quote for e in best.sentences)


def _is_recorded(question: Question, best: Judged | None) -> bool:
    """Whether the minutes record a remark of someone whom the question names, or where a party stands."""
    actor = actor_in(question)
    if actor and best and not holds("asks_debate", question.text) and is_put_on_record(actor, best):
        return True
    people = [word.removesuffix("s") for word in specifics_of(question.text) if word[0].isupper()]
    return best is not None and any(
        holds("remark", e.quote) and any(person in e.quote for person in people)
        for e in best.sentences
        if e.passage.section.is_decided
    )


def _was_heard(context: Context) -> bool:
    """Whether the likeliest items tell the view of a group or an institution that is asked for."""
    names = context.archive.body_names()
    views = [as_heard(actor, names) for actor in heard_in(context.question.text)]
    return any(tells(e) for one in near(context.judged) for e in one.sentences for tells in views)


def _is_of_subject(context: Context, best: Judged | None) -> bool:
    """Whether an item has a word of the question beside the names in it: someone remarks on many cases."""
    named = {t.stem for word in specifics_of(context.question.text) for t in tokens(word)}
    subject = [t.form for t in context.question.topic if t.stem not in named]
    return not subject or any(
        best is not None and context.finder.is_met(form, best.sentences, best.candidate.title)
        for form in subject
    )
