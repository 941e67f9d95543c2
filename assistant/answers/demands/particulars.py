"""What a question asks for in particular, that a sentence of the same thing tells otherwise.

A count of one sort of homes is none of another, the lowest bid is not the dearest, the second round
is not the first, and what is told of all is not told for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from assistant.answers.context import Context
from assistant.answers.demands.constraints import rates_in, thing_in
from assistant.evidence.judgement import Judged
from assistant.evidence.sentences import tells
from assistant.types import Evidence, Kind, Question
from assistant.wording.counting import is_same_word, numbers_in
from assistant.wording.patterns import all_matches, each_match, match_of, names_in
from index.danish.analysis import Token, tokens
from index.parsing.text.dates import FoundDate, find_dates

_TABLE = "particulars.tsv"
_AMOUNT = re.compile(r"(?i)\d[\d.,]*(?=\s*(?:mio|mia|kr|t\.?kr)\b)")
_SENTENCE_END = re.compile(r"[.:!?;,]$")
# A noun stands at most so many words behind the number that counts it.
_BETWEEN = 3
# What is paid a month or a year may be told without that word.
_RATES = frozenset({"hour", "day", "week", "area", "household", "person"})
# A day without its year so shortly before a meeting is of the same year.
_LATELY = timedelta(days=120)
# Two nouns are one when they begin alike, but for their endings.
_STEM = 6


def tells_another(context: Context, judged: Judged) -> set[int]:
    """The ids of the sentences of an item that tell the like of something else than is asked for."""
    question, title = context.question, judged.candidate.title or ""
    if _lacks_the_rate(question, judged.sentences):
        return {id(evidence) for evidence in judged.sentences}
    wanted = [*_of_money(question.text), *_wanted(question)]
    is_amount = question.kind is Kind.AMOUNT
    thing = thing_in(question) if is_amount else None
    part = _part_of(context)
    is_others = any(is_by_another(question.text, e.quote) for e in judged.sentences)
    is_to_come = question.kind is Kind.WHEN and _holds("to_come", question.text)
    found = set()
    for before, head, evidence in _with_the_one_before(judged.sentences):
        quote = evidence.quote
        around = f"{title} {before} {quote}"
        of_row = f"{head} {quote}"
        if (
            is_of_another_sort(question.text, quote)
            or (is_others and not _is_done_by(question.text, quote))
            or is_of_another_number(question.text, quote, title)
            or (is_amount and is_of_another_count(question.text, quote, title))
            or not all(wants(of_row, around) for wants in wanted)
            or (part and not part(evidence, before))
            or (thing and not context.finder.is_met(thing, [evidence], f"{title} {before}"))
            or (is_to_come and is_over(quote, evidence.passage.date))
        ):
            found.add(id(evidence))
    return found


def _part_of(context: Context) -> Callable[[Evidence, str], bool] | None:
    """What tells of the part that a question counts: by what is said of it, or by the place that it is at."""
    found = match_of(_TABLE, "of_them", context.question.text)
    place = match_of(_TABLE, "of_them_at", context.question.text)
    if place:
        return lambda evidence, _: place["what"] in evidence.quote
    if found:
        return lambda evidence, before: context.finder.is_met(found["what"], [evidence], before)
    return None


def _lacks_the_rate(question: Question, sentences: Sequence[Evidence]) -> bool:
    """Whether the price of an hour, a square metre or a person is asked for, and none here is of that."""
    asked = rates_in(question.text) & _RATES if question.kind is Kind.AMOUNT else frozenset()
    return bool(asked) and not any(asked & rates_in(e.quote) for e in sentences)


def _with_the_one_before(sentences: Sequence[Evidence]) -> Iterator[tuple[str, str, Evidence]]:
    """Each with the sentence before it in its section, and with the first row of the table that it is a row of."""
    before, head = None, ""
    for evidence in sentences:
        is_near = before is not None and before.passage.section is evidence.passage.section
        is_row = not _SENTENCE_END.search(evidence.quote)
        yield (
            before.quote if before is not None and is_near else "",
            head if is_near and is_row else "",
            evidence,
        )
        head = "" if not is_row else (head if is_near and head else evidence.quote)
        before = evidence


def is_of_another_sort(question: str, quote: str) -> bool:
    """Whether a sentence names a thing of the sort that a question names, and not that thing.

    >>> is_of_another_sort("Hvad lød det dyreste bud på?", "Det laveste bud er 3 mio. kr.")
    True
    >>> is_of_another_sort("Hvad koster vuggestue?", "Vuggestue og dagpleje stiger.")
    False
    """
    for name in names_in(_TABLE):
        if not name.startswith("sort:"):
            continue
        asked = {m.re.pattern for m in _each(name, question)}
        told = {m.re.pattern for m in _each(name, quote)}
        if asked and told and not asked & told:
            return True
    return False


def _each(name: str, text: str) -> Iterable[re.Match[str]]:
    return each_match(_TABLE, name, text)


def is_over(quote: str, meeting: date | None) -> bool:
    """Whether all the days that a sentence tells were before the meeting: none is when something will be.

    >>> is_over("Prøverne blev taget den 3. maj 2021.", date(2021, 6, 1))
    True
    >>> is_over("Prøver er taget den 3. maj 2021, og hallen åbner i august.", date(2021, 6, 1))
    False
    """
    if meeting is None:
        return False
    days, rest = find_dates(quote, meeting.year), quote
    for found in reversed(days):
        rest = rest[: found.span.start] + rest[found.span.end :]
    tells_more = any(tells(want, rest) for want in ("time", "duration"))
    return bool(days) and not tells_more and all(_is_before(f, quote, meeting) for f in days)


def _is_before(found: FoundDate, quote: str, meeting: date) -> bool:
    """Whether a day was before the meeting; one without its year may be of the next."""
    if found.date is None or found.date >= meeting:
        return False
    is_dated = str(found.date.year) in found.span.of(quote)
    return is_dated or (meeting - found.date < _LATELY and not _holds("will_be", quote))


def is_by_another(question: str, quote: str) -> bool:
    """Whether a sentence tells that the same was done by others than a question names.

    >>> asked = "Hvad blev ejeren tilkendt af landsretten?"
    >>> is_by_another(asked, "Ejeren er tilkendt 2 mio. kr. af byretten.")
    True
    >>> is_by_another(asked, "Landsretten har tilkendt ejeren 3 mio. kr.")
    False
    """
    asked = match_of(_TABLE, "done_by", question)
    if asked is None or _is_done_by(question, quote):
        return False
    return any(m["verb"].lower() == asked["verb"].lower() for m in _each("done_by", quote))


def _is_done_by(question: str, quote: str) -> bool:
    """Whether a sentence names what was done, and who did it by the question."""
    asked = match_of(_TABLE, "done_by", question)
    words = (asked["verb"], asked["who"][:_STEM]) if asked else ()
    return all(word.lower() in quote.lower() for word in words)


def is_of_another_number(question: str, quote: str, title: str) -> bool:
    """Whether a sentence, or the title where it says nothing of it, is of another in the row.

    >>> is_of_another_number("Hvem fik penge i 1. runde?", "Koret fik 9.000 kr.", "Puljen, 2. runde")
    True
    >>> is_of_another_number("Hvem går i 8. klasse?", "7.-9. klasse flytter.", "Skolen")
    False
    """
    for noun, asked in _numbered(question).items():
        of_title = _numbered(title).get(noun, set())
        told = _numbered(quote).get(noun) or of_title
        if told and not asked & (told | of_title):
            return True
    return False


def _numbered(text: str) -> dict[str, set[int]]:
    """The numbers of each noun of a text that stands in a row, those between two of them too."""
    found: dict[str, set[int]] = {}
    for match in _each("numbered", text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        found.setdefault(match["noun"][:_STEM].lower(), set()).update(range(first, last + 1))
    for number in (1, 2, 3):
        for match in _each(f"numbered_{number}", text):
            found.setdefault(match["noun"][:_STEM].lower(), set()).add(number)
    return found


def is_of_another_count(question: str, quote: str, title: str) -> bool:
    """Whether a question asks what so many cost, and a sentence, or the title, is of another number of them.

    >>> is_of_another_count("Hvad koster de to telte?", "De syv telte koster 900 kr.", "Telte")
    True
    """
    group = match_of(_TABLE, "of_so_many", question)
    numbers = numbers_in(group["group"])[:1] if group else ()
    for number in numbers:
        nouns = tokens(group["group"][number.end :])[:_BETWEEN] if group else []
        for noun in nouns:
            told = _so_many(noun, quote) or _so_many(noun, title)
            if told:
                return number.text.lower() not in told
    return False


def _so_many(noun: Token, text: str) -> set[str]:
    """The numbers of a text that a noun stands behind."""
    return {
        number.text.lower()
        for number in numbers_in(text)
        if any(is_same_word(noun, token) for token in tokens(text[number.end :])[:_BETWEEN])
    }


def _of_money(question: str) -> list[Callable[[str, str], bool]]:
    """That the money which a question names stands with the amount."""
    asked = match_of(_TABLE, "of_money", question)
    if asked is None:
        return []
    what = asked["what"] or asked["other"]
    sorts = [s for s in names_in(_TABLE) if s.startswith("money:") and match_of(_TABLE, s, what)]
    figure = "percent" if "money:interest" in sorts else "number"

    def tells_it(quote: str, around: str) -> bool:
        return _holds(figure, quote) and any(_holds(sort, around) for sort in sorts)

    return [tells_it] if sorts else []


def _wanted(question: Question) -> list[Callable[[str, str], bool]]:
    """What a sentence must hold, by itself or with its title and the sentence before it."""
    text = question.text
    found: list[Callable[[str, str], bool]] = [
        partial(_tells, name.replace("asks:", "tells:"))
        for name in all_matches(_TABLE, text)
        if name.startswith("asks:")
    ]
    if question.kind is Kind.AMOUNT and _holds("each", text):
        found.append(lambda quote, _: _holds("for_each", quote) or len(_AMOUNT.findall(quote)) > 1)
    if question.kind is Kind.AMOUNT and _holds("asks_bid", text):
        found.append(lambda _, around: _holds("bids", around))
    amounts = set(_AMOUNT.findall(text)) if question.kind is Kind.WHO else set()
    if amounts:
        found.append(lambda _, around: bool(amounts & set(_AMOUNT.findall(around))))
    return found


def _tells(name: str, quote: str, _: str) -> bool:
    return _holds(name, quote)


def _holds(name: str, text: str) -> bool:
    return match_of(_TABLE, name, text) is not None
