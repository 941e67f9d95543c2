"""The demand for the name of a thing, a firm or an office, for a place or an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from assistant.answers.context import Context
from assistant.answers.demands.demand import Demand, without_stems
from assistant.evidence.judgement import Judged
from assistant.evidence.sentences import tells
from assistant.question.limits import municipalities_in
from assistant.types import Evidence, Kind
from assistant.wording.counting import is_same_word, mentions
from assistant.wording.names import names_a_person, names_amid, names_without_persons
from assistant.wording.patterns import each_match, holds, match_of
from index.danish.analysis import Token, tokens
from index.parsing.text.dates import find_dates

# A name is asked for in questions of these kinds.
_NAMING_KINDS = frozenset({Kind.WHO, Kind.GENERAL, Kind.LIST, Kind.LATEST, Kind.COMPARISON})
# A sentence of a place where something is put gains so much.
_PUTS = 1.5
# Two words of a name, or a department: "Lone Krabsen", "Center for Kultur".
_NAMED = re.compile(r"\b[A-ZÆØÅ][a-zæøå]+ (?:(?:for|–) )?[A-ZÆØÅ][a-zæøå]+")


def of_a_name(context: Context, judged: Sequence[Judged]) -> Demand | None:
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
    said = {token.stem for token in tokens(question.text)}
    awarded = of_the_awarded(said, judged) if sort == "firm" else None
    if awarded:
        return awarded
    noun = tokens(found["noun"])[0]
    # A line without a full stop ends as well: what begins the next one is no name for that.
    text = "\n".join(e.quote for j in judged for e in j.sentences)
    has_noun = mentions(noun, text)
    if sort == "firm":
        # A place in a case's title is no firm.
        said |= {token.stem for j in judged for token in tokens(j.candidate.title or "")}

    elected = {
        id(e)
        for one in judged
        if sort == "role" and _has_role(noun, one.candidate.title or "")
        for e in one.sentences
        if holds("elects", e.quote) and not _roles_like(noun, e.quote)
    }

    def names_it(evidence: Evidence) -> bool:
        quote = evidence.quote
        if sort == "weekday":
            return holds("weekday", quote)
        if id(evidence) in elected:
            # "Ruth Nymann blev valgt med 4 stemmer", under "Valg af næstformand".
            return names_a_person(without_stems(said, quote))
        if sort == "role" and _roles_like(noun, quote) and not _has_role(noun, quote):
            return False
        if has_noun and sort != "firm" and not mentions(noun, quote):
            return False
        unsaid = without_stems(said, quote)
        if sort == "role":
            # "Lone er formand": of "heraf en som formand" nobody learns who.
            is_it = rf"(?i)\b(?:er|var|bliver|blev|som) (?:\w+ )?{re.escape(noun.form)}"
            named = _NAMED.search(unsaid) and re.search(is_it, quote)
            return names_a_person(unsaid) or bool(named)
        is_of_firm = sort != "firm" or holds("of_a_firm", quote)
        return is_of_firm and bool(names_without_persons(unsaid, text))

    return Demand(names_it, lambda _: 0.0, "no_name")


def _has_role(noun: Token, text: str) -> bool:
    """Whether a text has this role, and not only the deputy's, or that of whom the deputy is of."""
    return any(_is_deputy(noun) == _is_deputy(token) for token in _roles_like(noun, text))


def _roles_like(noun: Token, text: str) -> list[Token]:
    return [token for token in tokens(text) if is_same_word(noun, token)]


def _is_deputy(role: Token) -> bool:
    return role.form.startswith(("næst", "vice"))


def of_the_awarded(said: Collection[str], judged: Sequence[Judged]) -> Demand | None:
    """That a sentence tells which firm a piece of work goes to, where these items tell it of any.

    `said` are the stems of the question. Whose tender is taken is told in few words, and none of the work.
    """

    def awards(evidence: Evidence) -> bool:
        quote = evidence.quote
        return holds("awards", quote) and tells("firm", without_stems(said, quote))

    if not any(awards(e) for one in judged for e in one.sentences):
        return None
    return Demand(decided_first(awards, judged), lambda _: 0.0, "no_name", of_the_case=True)


def decided_first(
    tells_it: Callable[[Evidence], bool], judged: Sequence[Judged]
) -> Callable[[Evidence], bool]:
    """The same of what is decided, where a decision of these items tells it: it is no proposal then."""
    is_decided = any(
        tells_it(e) for one in judged for e in one.sentences if e.passage.section.is_decided
    )
    return lambda e: tells_it(e) and (e.passage.section.is_decided or not is_decided)


def _of_places(question: str, is_one: bool) -> Demand:
    """That a sentence names villages, schools or homes that the question does not, two where several are asked for.

    A row of a list or a table has one.
    """
    said = {token.stem for token in tokens(question)}

    def names_them(evidence: Evidence) -> bool:
        names = names_amid(without_stems(said, evidence.quote))
        is_enough = is_one or len(names) > 1 or not evidence.quote.endswith(".")
        return bool(names) and is_enough

    return Demand(names_them, lambda _: 0.0, "no_name")


def _of_an_address(question: str) -> Demand:
    """That a sentence has a street that the question does not name already."""
    said = {token.stem for token in tokens(question)}
    return Demand(
        lambda e: holds("address", without_stems(said, e.quote)), lambda _: 0.0, "no_address"
    )


def of_a_place(context: Context) -> Demand:
    """That a sentence has a place that the question does not name already.

    The municipality itself is no place in it, nor is a body or a party.
    """
    said = {token.stem for token in tokens(context.question.text)}

    asks_contact = holds("asks_contact", context.question.text)

    def tells_where(evidence: Evidence) -> bool:
        if asks_contact and holds("contact", evidence.quote):
            return True
        unsaid = without_stems(said, evidence.quote)
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
