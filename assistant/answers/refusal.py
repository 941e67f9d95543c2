"""Saying no: that the minutes held do not show it, what was searched, what came nearest.

It never says that something did not happen: committees need not publish their
decisions, and not all minutes are held.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.context import NotFound
from assistant.evidence.candidates import Candidate
from assistant.evidence.judgement import Judged
from assistant.evidence.matching import Matcher
from assistant.evidence.sentences import SentenceFinder
from assistant.texts import counted, date_text, listed, phrase
from assistant.types import Kind, Question
from assistant.wording.patterns import holds
from index.types import Scope

_MAX_NEAREST = 2
# More bodies than these are counted: the page and the JSON list them all.
_MAX_BODIES = 2
# Below this, or such a share of the nearest, an item has too little of the question to be called near.
_MIN_NEAR, _AS_NEAR = 0.2, 0.6
# Nor is one so improbable, or beside another that is so much likelier. On the development half
# (2026-11-29) that leaves out 84 of 300 titles, one of which held the answer.
_MIN_PROBABLE, _AS_PROBABLE = 0.05, 0.2
_LOOKED_AT = 10
# What is missing from the nearest cases.
_OF_NEAREST = frozenset(
    f"no_{what}"
    for what in (
        "address",
        "amount",
        "attachments",
        "date",
        "measure",
        "name",
        "number",
        "particular",
        "person",
        "place",
        "reason",
        "vote",
    )
)


# A closed item is what is asked for when its title covers so much of the subject,
# by words or by meaning, and neither a public item's title nor the text of the likeliest
# covers more; on the development half that finds 16 of 18 and nothing else.
_IS_CLOSED = 0.34


def closed_titles(
    candidates: Sequence[Candidate], finder: SentenceFinder, told: float = 0.0
) -> list[str]:
    """The titles of closed items, when one is what is asked about better than any public item.

    `told` is how much of the subject the item covers that is likely to tell it, in all its text.
    """
    titles = [
        (c.item.title, c.item.public, finder.soft_coverage((), c.item.title))
        for c in candidates[:_LOOKED_AT]
        if c.item and c.item.title
    ]
    public = max((covers for _, is_public, covers in titles if is_public), default=0.0)
    public = max(public, told)
    is_first = bool(titles) and not titles[0][1]
    found = [
        title
        for title, is_public, covers in titles
        if not is_public
        and covers >= _IS_CLOSED
        and (covers > public or (is_first and covers == public))
    ]
    return [f"»{title}«" for title in found[:2]]


def refusal(
    question: Question,
    result: NotFound,
    candidates: Sequence[Candidate],
    judged: Sequence[Judged],
    matcher: Matcher,
    scope: Scope,
) -> str:
    """That the minutes held do not show it, why, what was searched, and what came nearest.

    `judged` are the public items among the candidates, most probable first.
    """
    language = question.language
    if result.reason == "greeting":
        return f"{phrase(language, 'greeting')} {_searched(language, scope)}"
    nearest = _nearest(language, judged)
    # Of the nearest cases nothing is said where none is near.
    reason = None if result.reason in _OF_NEAREST and not nearest else result.reason
    lines = [phrase(language, "not_found")]
    if reason:
        lines.append(phrase(language, reason, **result.values))
    lines.append(_searched(language, scope))
    missing = [] if reason else _missing(candidates, matcher)
    if missing:
        lines.append(
            phrase(language, "missing_words", words=listed(language, [f"»{w}«" for w in missing]))
        )
    if nearest and question.kind is not Kind.ABSENT and result.reason != "closed":
        # Who was away is of a meeting; its items say nothing of it, nor do open items of a closed one.
        lines.append(phrase(language, "nearest", titles=listed(language, nearest)))
    lines.append(phrase(language, "never_means"))
    return " ".join(lines)


def _searched(language: str, scope: Scope) -> str:
    if not scope.documents:
        return phrase(language, "searched_nothing")
    bodies, period = "", ""
    if scope.bodies:
        # One body may be spelt in two ways.
        spelt = list({body.lower(): body for body in scope.bodies}.values())
        is_many = len(spelt) > _MAX_BODIES
        bodies = (
            phrase(language, "bodies_many", count=len(spelt))
            if is_many
            else phrase(language, "bodies", names=listed(language, spelt))
        )
    if scope.from_date and scope.to_date:
        first, last = date_text(language, scope.from_date), date_text(language, scope.to_date)
        key = "day" if scope.from_date == scope.to_date else "period"
        if scope.from_date.year != scope.to_date.year:
            key, first, last = "years", str(scope.from_date.year), str(scope.to_date.year)
        period = phrase(language, key, first=first, last=last)
    text = phrase(
        language,
        "searched",
        documents=counted(language, "documents", scope.documents),
        meetings=counted(language, "meetings", scope.meetings),
        bodies=bodies,
        period=period,
    )
    return (
        f"{text} {phrase(language, 'rejected', count=scope.rejected)}" if scope.rejected else text
    )


def _missing(candidates: Sequence[Candidate], matcher: Matcher) -> list[str]:
    """The words of the subject that no candidate meets."""
    left = list(matcher.topic)
    for candidate in candidates:
        left = [token for token in left if matcher.match(token, candidate.words) == 0]
    return [token.form for token in left]


def _nearest(language: str, judged: Sequence[Judged]) -> list[str]:
    """The titles of the likeliest items, with body and date, when they share anything."""
    named: dict[str, str] = {}
    least = max(_MIN_NEAR, _AS_NEAR * max((j.candidate.coverage for j in judged), default=0.0))
    probable = max(_MIN_PROBABLE, _AS_PROBABLE * max((j.about for j in judged), default=0.0))
    for candidate in (j.candidate for j in judged if j.about >= probable):
        item = candidate.item
        if item is None or not item.title or candidate.coverage < least:
            continue
        # "Meddelelser" tells of no subject, but where it is the likeliest the date does.
        is_dated_best = candidate is judged[0].candidate and item.date is not None
        is_idle = holds("no_subject", item.title) and not is_dated_best
        if item.title in named or is_idle:
            continue
        where = [
            part
            for part in (item.body, date_text(language, item.date) if item.date else None)
            if part
        ]
        named[item.title] = f"»{item.title}«" + (f" ({', '.join(where)})" if where else "")
    return list(named.values())[:_MAX_NEAREST]
