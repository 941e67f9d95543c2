"""What a sentence must hold to tell what is asked, beyond being about it.

The right case is found far more often than it holds the fact: without a demand
another fact of the case would be taken for the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answers.context import Context
from assistant.evidence.judgement import Judged
from assistant.evidence.sentences import tells
from assistant.question.limits import municipalities_in
from assistant.types import Evidence, Kind
from assistant.wording.counting import (
    counted_noun,
    counts,
    has_a_count,
    has_its_unit,
    is_same_word,
    is_unit,
    measures_in,
    mentions,
    numbers_in,
)
from assistant.wording.names import (
    names_a_person,
    names_amid,
    names_without_persons,
    people_in,
)
from assistant.wording.patterns import each_match, holds, match_of
from index.danish.analysis import Token, tokens
from index.parsing.text.dates import find_dates

# The wants that tell the answer of a kind, and what is said when no sentence does.
_TELLING = {
    Kind.AMOUNT: (("amount", "percent", "number", "duration"), "no_amount"),
    Kind.COUNT: (("number", "percent", "duration", "length"), "no_number"),
    Kind.WHEN: (("time", "clock", "duration"), "no_date"),
    Kind.DEADLINE: (("time", "clock", "duration", "deadline"), "no_date"),
}
# Of what tells it, these tell it best, by so much in logits: "§ 17, stk. 4" is no
# amount beside kroner, "udvalget" no name beside "Lone Krabsen".
_EXACT = {"amount": 2.0, "free": 2.0, "person": 2.0, "agent": 2.5, "deadline": 0.75}
_TOTAL = 2.0
# A number that stands with all that is asked of it gains so much.
_SAYS_OF = 4.0
_LABELLED = 4.0
_HEADS_MONEY = re.compile(
    r"(?i)\b(?:kr|kroner|mio|mia|tkr|dkk)\b|\bbeløb|\b(?:an)?søgt\b|\bbevilget\b"
)
# A name is asked for in questions of these kinds.
_NAMING_KINDS = frozenset({Kind.WHO, Kind.GENERAL, Kind.LIST, Kind.LATEST, Kind.COMPARISON})
# A place is asked for in questions of these; those of a decision are answered by what it decides.
_PLACING_KINDS = frozenset({Kind.GENERAL, Kind.LATEST, Kind.MEETING})
# A sentence of a place where something is put gains so much.
_PUTS = 1.5
# Two words of a name, or a department: "Lone Krabsen", "Center for Kultur".
_NAMED = re.compile(r"\b[A-ZÆØÅ][a-zæøå]+ (?:(?:for|–) )?[A-ZÆØÅ][a-zæøå]+")
# A name of several words behind another word: the first of a sentence has a capital anyway.
_LONG_NAME = re.compile(r"(?<=[\wæøå,] )[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]+)+")
_SENTENCE_END = re.compile(r"[.:!?;,]$")


@dataclass(frozen=True, slots=True)
class Demand:
    """Whether a sentence tells it, what it gains by telling exactly it, and what is said when none does.

    `gain` is in logits. What is told `of_the_case` is said of all of it, whatever words the sentence shares.
    """

    tells: Callable[[Evidence], bool]
    gain: Callable[[str], float]
    missing: str
    of_the_case: bool = False


def demand_of(context: Context, judged: Sequence[Judged]) -> Demand | None:
    """What a sentence of these items must tell; None where anything about the subject will do."""
    question = context.question
    naming = _naming(context, judged)
    if naming:
        return naming
    if holds("asks_age", question.text):
        return Demand(lambda e: holds("tells_age", e.quote), lambda _: 0.0, "no_number")
    if question.kind is Kind.WHO:
        return _of_whom(context, judged)
    if question.kind in _PLACING_KINDS and holds("asks_where", question.text):
        return _of_a_place(context)
    if question.kind not in _TELLING:
        return None
    wanted, missing = _TELLING[question.kind]
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
            (g for w, g in _EXACT.items() if (w in asked or w == always) and tells(w, quote)),
            default=0.0,
        )
        is_total = holds("total", question.text) and holds("total", quote)
        return exact + _TOTAL * is_total

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


def _naming(context: Context, judged: Sequence[Judged]) -> Demand | None:
    """That a name stands with what it is the name of: "Hvad hedder lederen?", "Hvilken kiosk ...?".

    None where no name is asked for, or where these items call the thing something else.
    """
    question = context.question
    if question.kind not in _NAMING_KINDS:
        return None
    for sort in ("role", "firm", "bank", "thing", "places", "weekday", "address"):
        found = match_of("naming.tsv", sort, question.text)
        if found:
            break
    else:
        return None
    if sort == "address":
        return _of_an_address(question.text)
    if sort == "places":
        return _of_places(question.text, is_one=found["many"] is None)
    noun = tokens(found["noun"])[0]
    # A line without a full stop ends as well: what begins the next one is no name for that.
    text = "\n".join(e.quote for j in judged for e in j.sentences)
    has_noun = mentions(noun, text)
    said = {token.stem for token in tokens(question.text)}
    if sort == "firm":
        # A place in a case's title is no firm.
        said |= {token.stem for j in judged for token in tokens(j.candidate.title or "")}

    def names_it(evidence: Evidence) -> bool:
        quote = evidence.quote
        if sort == "weekday":
            return holds("weekday", quote)
        if has_noun and sort != "firm" and not mentions(noun, quote):
            return False
        unsaid = _without(said, quote)
        if sort == "role":
            # "Lone er formand": of "heraf en som formand" nobody learns who.
            is_it = rf"(?i)\b(?:er|var|bliver|blev|som) (?:\w+ )?{re.escape(noun.form)}"
            named = _NAMED.search(unsaid) and re.search(is_it, quote)
            return names_a_person(unsaid) or bool(named)
        is_of_firm = sort != "firm" or holds("of_a_firm", quote)
        return is_of_firm and bool(names_without_persons(unsaid, text))

    return Demand(names_it, lambda _: 0.0, "no_name")


def _of_places(question: str, is_one: bool) -> Demand:
    """That a sentence names villages, schools or homes that the question does not, two where several are asked for.

    A row of a list or a table has one.
    """
    said = {token.stem for token in tokens(question)}

    def names_them(evidence: Evidence) -> bool:
        names = names_amid(_without(said, evidence.quote))
        is_enough = is_one or len(names) > 1 or not evidence.quote.endswith(".")
        return bool(names) and is_enough

    return Demand(names_them, lambda _: 0.0, "no_name")


def _of_an_address(question: str) -> Demand:
    """That a sentence has a street that the question does not name already."""
    said = {token.stem for token in tokens(question)}
    return Demand(lambda e: holds("address", _without(said, e.quote)), lambda _: 0.0, "no_address")


def _of_a_place(context: Context) -> Demand:
    """That a sentence has a place that the question does not name already.

    The municipality itself is no place in it, nor is a body or a party.
    """
    said = {token.stem for token in tokens(context.question.text)}

    asks_contact = holds("asks_contact", context.question.text)

    def tells_where(evidence: Evidence) -> bool:
        if asks_contact and holds("contact", evidence.quote):
            return True
        unsaid = _without(said, evidence.quote)
        return holds("address", unsaid) or any(
            _is_a_place(found["name"] if "name" in found.re.groupindex else None)
            for found in each_match("wordings.tsv", "by_place", unsaid)
        )

    return Demand(
        tells_where,
        lambda quote: _PUTS * (holds("locates", quote) + context.finder.coverage(quote)),
        "no_place",
    )


def _is_a_place(name: str | None) -> bool:
    """Whether a name behind "i" or "på" is of a place; a thing without a name is one."""
    if name is None:
        return True
    is_other = holds("party", name) or find_dates(name) or municipalities_in(name.split()[0])
    return not is_other and bool(names_without_persons(f"af {name}"))


def _of_whom(context: Context, judged: Sequence[Judged]) -> Demand:
    """That a sentence tells of someone whom the question does not name already.

    "Hvem ejer ...?" is not answered by "ejeren", but "Hvem er Lone Krabsen?" by her name. Who put a
    proposal forward is told by a name beside it, or by the line that such a name stands under.
    """
    if holds("asks_recused", context.question.text):
        return Demand(_tells_who_left, lambda _: 0.0, "no_person", of_the_case=True)
    names = people_in(context.question.text)
    if names and holds("asks_of_person", context.question.text):
        return Demand(lambda e: any(name in e.quote for name in names), lambda _: 0.0, "no_person")
    said = {token.stem for token in tokens(context.question.text)}
    labels = {
        id(first)
        for one in judged
        for first, second in pairwise(one.sentences)
        if first.quote.endswith(":")
        and holds("proposer", first.quote)
        and tells("person", second.quote)
    }

    # A firm or the administration is no member.
    of_members = holds("asks_member", context.question.text)
    amends = holds("amendment", context.question.text) and any(
        holds("amendment", e.quote) for one in judged for e in one.sentences
    )

    def proposes(evidence: Evidence) -> bool:
        if id(evidence) in labels and not amends:
            return True
        quote = evidence.quote
        if amends and not holds("amendment", quote):
            return False
        return holds("proposer", quote) and (tells("person", quote) or holds("party", quote))

    def tells_whom(evidence: Evidence) -> bool:
        # Who disagreed is who voted, and nothing else.
        unsaid = _without(said, evidence.quote)
        wanted = ("person", "party") if of_members else ("person", "who", "firm", "agent")
        return not holds("dissents", evidence.quote) and any(tells(want, unsaid) for want in wanted)

    def gain(quote: str) -> float:
        unsaid = _without(said, quote)
        if quote.endswith(":") and holds("proposer", quote):
            # The names under "Stillet af:" stand beside what is said of their proposal.
            return _LABELLED
        return max((_EXACT[w] for w in ("person", "agent") if tells(w, unsaid)), default=0.0)

    if holds("asks_payer", context.question.text) and any(
        holds("pays", e.quote) for one in judged for e in one.sentences
    ):
        return Demand(
            lambda e: holds("pays", e.quote),
            lambda quote: gain(quote) + _TOTAL * holds("total", quote),
            "no_person",
            of_the_case=True,
        )
    owns = _owning(context.question.text)
    if owns:
        return Demand(lambda e: owns(e.quote) and tells_whom(e), gain, "no_person")
    made = _making(context.question.text, judged)
    if made:
        return Demand(lambda e: made(e.quote) and tells_whom(e), gain, "no_person")
    asks_proposer = "proposer" in context.finder.wants
    if asks_proposer and any(proposes(e) for one in judged for e in one.sentences):
        return Demand(proposes, gain, "no_person")
    return Demand(tells_whom, gain, "no_person")


def _owning(question: str) -> Callable[[str], bool] | None:
    """What tells who owns the thing that a question for its owner names; None for other questions."""
    found = match_of("wordings.tsv", "asks_owner", question)
    thing = tokens(found["what"])[:1] if found else []
    if not thing:
        return None
    return lambda quote: (
        holds("owns", quote) and (mentions(thing[0], quote) or holds("owns_it", quote))
    )


def _making(question: str, judged: Sequence[Judged]) -> Callable[[str], bool] | None:
    """What tells who made the thing that a question for its maker names; None for other questions.

    The thing is named with it, or meant by the word that begins the sentence, where these items name it at all.
    """
    found = match_of("wordings.tsv", "asks_maker", question)
    if found is None:
        return None
    thing = tokens(found["what"])[-1:]
    is_named = bool(thing) and any(_has(thing[0], e.quote) for one in judged for e in one.sentences)
    return lambda quote: (
        holds("makes", quote)
        and (not is_named or _has(thing[0], quote) or holds("begins_with_it", quote))
    )


def _has(thing: Token, quote: str) -> bool:
    return any(is_same_word(thing, token) for token in tokens(quote))


def _tells_who_left(evidence: Evidence) -> bool:
    """Whether it names someone who took no part in an item, for another reason than being away."""
    is_someone = names_a_person(evidence.quote) or holds("means_a_person", evidence.quote)
    return is_someone and holds("recuses", evidence.quote)


def _without(stems: Collection[str], quote: str) -> str:
    """A sentence without the words of these stems, each as a dash.

    A name of several words stays whole where one of them is of no such stem: "Norup Brugsforening" is not Norup.
    """
    kept = [
        m.span()
        for m in _LONG_NAME.finditer(quote)
        if not all(_stem(word) in stems for word in m[0].split())
    ]

    def blanked(found: re.Match[str]) -> str:
        is_kept = any(start <= found.start() < end for start, end in kept)
        return "–" if not is_kept and _stem(found[0]) in stems else found[0]

    return re.sub(r"[\wæøåÆØÅ]+(?:-[\wæøåÆØÅ]+)*", blanked, quote)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    found = tokens(word)
    return found[0].stem if found else word


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
        if what and tells_it(e) and _has(what[0], e.quote)
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
