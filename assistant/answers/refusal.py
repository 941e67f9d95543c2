"""Saying no: that the minutes held do not show it, what was searched, what came nearest.

It never says that something did not happen: committees need not publish their
decisions, and not all minutes are held.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.context import NotFound
from assistant.evidence import Candidate
from assistant.matching import Matcher, words_of
from assistant.texts import date_text, listed, phrase
from assistant.types import Question
from index.types import Scope

_MAX_NEAREST = 3
_MAX_BODIES = 8
# Below this an item shares too little with the question to be called near.
_MIN_NEAR = 0.2


def refusal(
    question: Question,
    result: NotFound,
    candidates: Sequence[Candidate],
    about: Sequence[Candidate],
    matcher: Matcher,
    scope: Scope,
) -> str:
    """That the minutes held do not show it, what was searched, and what came nearest."""
    language = question.language
    lines = [phrase(language, "not_found")]
    if result.reason and about:
        lines.append(phrase(language, result.reason))
    closed = [c.item.title for c in about if c.item and not c.item.public and c.item.title]
    if closed:
        lines.append(
            phrase(language, "closed", titles=listed(language, [f"»{t}«" for t in closed[:2]]))
        )
    lines.append(_searched(language, scope))
    missing = _missing(candidates, matcher)
    if missing and not about:
        lines.append(
            phrase(language, "missing_words", words=listed(language, [f"»{w}«" for w in missing]))
        )
    nearest = _nearest(language, about or candidates)
    if nearest:
        lines.append(phrase(language, "nearest", titles=listed(language, nearest)))
    lines.append(phrase(language, "never_means"))
    return " ".join(lines)


def _searched(language: str, scope: Scope) -> str:
    if not scope.documents:
        return phrase(language, "searched_nothing")
    bodies, period = "", ""
    if scope.bodies:
        names = list(scope.bodies[:_MAX_BODIES]) + (
            ["…"] if len(scope.bodies) > _MAX_BODIES else []
        )
        bodies = phrase(language, "bodies", names=listed(language, names))
    if scope.from_date and scope.to_date:
        first, last = date_text(language, scope.from_date), date_text(language, scope.to_date)
        period = phrase(language, "period", first=first, last=last)
    text = phrase(
        language,
        "searched",
        documents=scope.documents,
        meetings=scope.meetings,
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
        for passage in candidate.passages:
            words = words_of(passage.text) | words_of(passage.item_title or "")
            left = [token for token in left if matcher.match(token, words) == 0]
    return [token.form for token in left]


def _nearest(language: str, candidates: Sequence[Candidate]) -> list[str]:
    """The titles of the best candidates, with body and date, when they share anything."""
    named = []
    for candidate in candidates:
        item = candidate.item
        if item is None or not item.title or candidate.coverage < _MIN_NEAR:
            continue
        where = [
            part
            for part in (item.body, date_text(language, item.date) if item.date else None)
            if part
        ]
        named.append(f"»{item.title}«" + (f" ({', '.join(where)})" if where else ""))
    return list(dict.fromkeys(named))[:_MAX_NEAREST]
