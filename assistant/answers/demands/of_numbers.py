"""The demand for an amount, a number or a time: in its unit, of what is counted, in a table's row."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answers.context import Context
from assistant.answers.demands.demand import EXACT, TOTAL, Demand, has_word
from assistant.evidence.judgement import Judged
from assistant.evidence.sentences import tells
from assistant.types import Evidence, Kind
from assistant.wording.counting import (
    counted_noun,
    counts,
    has_a_count,
    has_its_unit,
    is_unit,
    measures_in,
    mentions,
    numbers_in,
)
from assistant.wording.patterns import holds, match_of
from index.danish.analysis import tokens

# The wants that tell the answer of a kind, and what is said when no sentence does.
TELLING = {
    Kind.AMOUNT: (("amount", "percent", "number", "duration"), "no_amount"),
    Kind.COUNT: (("number", "percent", "duration", "length"), "no_number"),
    Kind.WHEN: (("time", "clock", "duration"), "no_date"),
    Kind.DEADLINE: (("time", "clock", "duration", "deadline"), "no_date"),
}
_NUMBERS = frozenset({Kind.AMOUNT, Kind.COUNT})
# A number that stands with all that is asked of it gains so much.
_SAYS_OF = 4.0
_HEADS_MONEY = re.compile(
    r"(?i)\b(?:kr|kroner|mio|mia|tkr|dkk)\b|\bbeløb|\b(?:an)?søgt\b|\bbevilget\b"
)
_SENTENCE_END = re.compile(r"[.:!?;,]$")


def of_a_number(context: Context, judged: Sequence[Judged]) -> Demand:
    """That a sentence tells the amount, number or time that is asked for, and not only what the question gives."""
    demand = _of_its_kind(context, judged)
    given = _numbers(context.question.text)
    if context.question.kind not in _NUMBERS or not given:
        return demand
    # "Hvor meget af de 9,7 mio. kr. gik til taget?" is not told by "Det kostede 9,7 mio. kr."
    return replace(demand, tells=lambda e: demand.tells(e) and not _only_repeats(e.quote, given))


def _only_repeats(quote: str, given: Collection[str]) -> bool:
    """Whether all numbers of a sentence are among these.

    >>> _only_repeats("Det kostede 9,7 mio. kr.", {"9,7"}), _only_repeats("Det var gratis.", {"9,7"})
    (True, False)
    """
    told = _numbers(quote)
    return bool(told) and told <= set(given)


def _numbers(text: str) -> set[str]:
    return {number.text for number in numbers_in(text)}


def _of_its_kind(context: Context, judged: Sequence[Judged]) -> Demand:
    """That a sentence tells it in one of the ways in which it is told."""
    question = context.question
    wanted, missing = TELLING[question.kind]
    asked = _asked(wanted, context.finder.wants)
    if "amount" in asked and holds("asks_change", question.text):
        # "Taksten er sat ned med 15 pct."
        asked = (*asked, "percent")

    is_amount = question.kind is Kind.AMOUNT or "amount" in context.finder.wants
    if "percent" in asked and is_amount and not holds("asks_percent", question.text):
        # "Hvor stor en del betaler staten?" is told by what it pays too.
        asked = (*asked, "amount")

    if "amount" in asked and holds("asks_price", question.text):
        # "Hegnet udleveres gratis."
        asked = (*asked, "free")

    if "duration" in asked:
        # "Hvor længe?" is told by its first and last month too.
        asked = (*asked, "spans")

    always = "amount" if question.kind is Kind.AMOUNT else None

    def gain(quote: str) -> float:
        exact = max(
            (g for w, g in EXACT.items() if (w in asked or w == always) and tells(w, quote)),
            default=0.0,
        )
        is_total = holds("total", question.text) and holds("total", quote)
        return exact + TOTAL * is_total

    is_share = "percent" in context.finder.wants
    counting = _counting(context, judged) if "number" in asked and not is_share else None
    if counting:
        if counted_noun(question.text) is None and not question.continues:
            # "Hvor mange var røgfri?" names what is counted by what is said of them.
            return Demand(
                counting, lambda q: gain(q) + _SAYS_OF * context.finder.coverage(q), "no_number"
            )
        return Demand(counting, gain, "no_number")
    rows = _rows(judged, _HEADS_MONEY.search) if "amount" in asked else frozenset()
    return Demand(
        lambda e: id(e) in rows or any(tells(want, e.quote) for want in asked), gain, missing
    )


def lacks_a_measure(context: Context, judged: Sequence[Judged]) -> bool:
    """Whether the question gives a number with its unit that no sentence or title here has."""
    texts = [e.quote for one in judged for e in one.sentences]
    texts += [one.candidate.title or "" for one in judged]
    measures = measures_in(context.question.text)
    return any(not any(m.search(text) for text in texts) for m in measures)


def _asked(wanted: Sequence[str], wants: Collection[str]) -> tuple[str, ...]:
    """The wants of a question that its kind is answered by; all of them where it has none."""
    asked = [want for want in wanted if want in wants] or list(wanted)
    if {"length", "amount", "percent"} & set(asked):
        # "Hvor lang", "hvor meget": any number would do for less.
        asked = [want for want in asked if want != "number"]
    if "deadline" in wanted:
        asked = list(wanted)
    return tuple(asked)


def _counting(context: Context, judged: Sequence[Judged]) -> Callable[[Evidence], bool] | None:
    """That a number counts the noun that is asked for, where these items use that noun at all.

    Where they call it something else ("huse" for "ejendomme") no noun can be demanded.
    """
    noun = counted_noun(context.question.text)
    if context.question.kind is not Kind.COUNT and noun is None:
        return None
    if noun is None and match_of("counting.tsv", "dwell", context.question.text):
        # "2 pct." and "fire tilbud" are no people.
        return lambda e: (
            counts(None, e.quote) and match_of("counting.tsv", "dwelling", e.quote) is not None
        )
    if noun is not None and is_unit(noun):
        return lambda e: tells("number", e.quote) and has_its_unit(noun, e.quote)
    if noun is None or not any(mentions(noun, e.quote) for j in judged for e in j.sentences):
        # "Hvor mange blev?" is told by "16 pct. blev" too; of a noun a share is another fact.
        return _of_those(
            context,
            judged,
            lambda e: (
                tells("percent", e.quote) or counts(None, e.quote)
                if noun is None
                else counts(None, e.quote) and not holds("counts_votes", e.quote)
            ),
        )
    rows = _rows(judged, lambda head: mentions(noun, head))
    return lambda e: (id(e) in rows and has_a_count(e.quote)) or counts(noun, e.quote)


def _of_those(
    context: Context, judged: Sequence[Judged], tells_it: Callable[[Evidence], bool]
) -> Callable[[Evidence], bool]:
    """The same of those that have what is said of whom is counted, where any has: "Hvor mange blev raske?"."""
    found = match_of("counting.tsv", "counted_as", context.question.text)
    what = tokens(found["what"])[:1] if found else []
    named = {
        id(e)
        for one in judged
        for e in one.sentences
        if what and tells_it(e) and has_word(what[0], e.quote)
    }
    return (lambda e: id(e) in named) if named else tells_it


def _rows(judged: Sequence[Judged], is_head: Callable[[str], object]) -> frozenset[int]:
    """The ids of a table's rows whose head, or the line before it, tells what its numbers are."""
    found: set[int] = set()
    for one in judged:
        head_tells = False
        for before, evidence in pairwise(one.sentences):
            if not _is_row(evidence.quote):
                head_tells = False
                continue
            if not head_tells:
                head_tells = bool(is_head(evidence.quote)) or bool(is_head(before.quote))
            if head_tells and numbers_in(evidence.quote):
                found.add(id(evidence))
    return frozenset(found)


def _is_row(quote: str) -> bool:
    return not _SENTENCE_END.search(quote) or bool(_HEADS_MONEY.search(quote[-5:]))
