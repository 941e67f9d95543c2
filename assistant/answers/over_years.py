"""The same over the years: the newest of what is told, and what is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.choosing.choice import Ranked, near
from assistant.answers.context import Context, NotFound, Result
from assistant.answers.facts import told, told_of
from assistant.answers.per_item import quoted_by_item
from assistant.citations import Statement
from assistant.evidence.judgement import Judged, years_of
from assistant.evidence.sentences import tells

# What is compared over the years is told with a figure, where one is asked for: so much it gains.
_FIGURES, _FIGURE = frozenset({"amount", "number", "percent"}), 2.0


def latest(context: Context) -> Result:
    """The same of the newest item among those that are nearly as probable as the best."""
    likely = [j for j in near(context.judged) if j.candidate.item and j.candidate.item.date]
    for judged in sorted(likely, key=_date_of, reverse=True):
        found = told_of(context, [judged])
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
