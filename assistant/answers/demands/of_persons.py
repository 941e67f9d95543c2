"""The demand for whom: who did, owns, made or pays for it, put it forward or left the room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import pairwise

from assistant.answers.context import Context
from assistant.answers.demands.demand import EXACT, TOTAL, Demand, has_word, without_stems
from assistant.answers.demands.of_names import of_the_awarded
from assistant.evidence.judgement import Judged
from assistant.evidence.sentences import tells
from assistant.types import Evidence
from assistant.wording.counting import mentions
from assistant.wording.names import names_a_person, names_amid, people_in
from assistant.wording.patterns import holds, match_of
from index.danish.analysis import tokens

_LABELLED = 4.0


def of_whom(context: Context, judged: Sequence[Judged]) -> Demand:
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
        unsaid = without_stems(said, evidence.quote)
        wanted = ("person", "party") if of_members else ("person", "who", "firm", "agent")
        return not holds("dissents", evidence.quote) and any(tells(want, unsaid) for want in wanted)

    def gain(quote: str) -> float:
        unsaid = without_stems(said, quote)
        if quote.endswith(":") and holds("proposer", quote):
            # The names under "Stillet af:" stand beside what is said of their proposal.
            return _LABELLED
        return max((EXACT[w] for w in ("person", "agent") if tells(w, unsaid)), default=0.0)

    if holds("asks_payer", context.question.text) and any(
        holds("pays", e.quote) for one in judged for e in one.sentences
    ):
        return Demand(
            lambda e: holds("pays", e.quote),
            lambda quote: gain(quote) + TOTAL * holds("total", quote),
            "no_person",
            of_the_case=True,
        )
    of_it = _of_what_is_had(context, judged, said, tells_whom, gain)
    if of_it:
        return of_it
    asks_proposer = "proposer" in context.finder.wants
    if asks_proposer and any(proposes(e) for one in judged for e in one.sentences):
        return Demand(proposes, gain, "no_person")
    return Demand(tells_whom, gain, "no_person")


def _of_what_is_had(
    context: Context,
    judged: Sequence[Judged],
    said: Collection[str],
    tells_whom: Callable[[Evidence], bool],
    gain: Callable[[str], float],
) -> Demand | None:
    """The demand for who got the work or the prize, owns it or made it; None where that is not asked for."""
    question = context.question.text
    if holds("asks_prized", question):
        return Demand(partial(_prizes, said), lambda _: 0.0, "no_person", of_the_case=True)
    awarded = of_the_awarded(said, judged) if holds("asks_awarded", question) else None
    if awarded:
        return awarded
    owns = _owning(question)
    if owns:
        return Demand(lambda e: owns(e.quote) and tells_whom(e), gain, "no_person")
    made = _making(question, judged)
    if made:
        return Demand(lambda e: made(e.quote) and tells_whom(e), gain, "no_person")
    return None


def _prizes(said: Collection[str], evidence: Evidence) -> bool:
    """Whether it tells of someone, or something with a name, who was given a prize."""
    unsaid = without_stems(said, evidence.quote)
    is_named = names_a_person(unsaid) or names_amid(unsaid)
    return holds("prizes", evidence.quote) and bool(is_named)


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
    is_named = bool(thing) and any(
        has_word(thing[0], e.quote) for one in judged for e in one.sentences
    )
    return lambda quote: (
        holds("makes", quote)
        and (not is_named or has_word(thing[0], quote) or holds("begins_with_it", quote))
    )


def _tells_who_left(evidence: Evidence) -> bool:
    """Whether it names someone who took no part in an item, for another reason than being away."""
    is_someone = names_a_person(evidence.quote) or holds("means_a_person", evidence.quote)
    return is_someone and holds("recuses", evidence.quote)
