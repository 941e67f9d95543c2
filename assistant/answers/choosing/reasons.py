"""Which sentences give the reason: for what is asked about, for a delay, for a vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answers.choosing.choice import MAX_SENTENCES, Ranked, best_of, passes_on
from assistant.cases.standing import standing_of
from assistant.types import Standing
from assistant.wording.patterns import holds
from index.types import SectionKind

_PUT_OFF = frozenset({Standing.POSTPONED, Standing.SENT})
# So many reasons are told of which none is nearer to the question than the others.
_BLIND = 3
# A reason that meets so much beyond its item's title is one for what is asked.
_REASONED, _AS_GOOD = 0.25, 0.5


def reasons_of(sentences: Sequence[Ranked], beyond: Mapping[int, float]) -> list[Ranked]:
    """Of the best sentences those that may give a reason, [] when none does.

    `beyond` is how much each meets beyond its item's title, by its id. Many
    reasons are told without a word for it; but once one is told in so many words
    that meets the question, worse sentences without one are idle. How someone
    voted, what was recommended, or that it was put off, is no reason for it.
    """
    may = [r for r in sentences if is_reason(r) or not _tells_an_act(r)]
    # Where the title says all that is asked, nothing tells one reason from another.
    is_blind = bool(beyond) and all(met >= 1 for met in beyond.values())
    chosen = best_of(may, _BLIND if is_blind else MAX_SENTENCES)
    chosen = [r for r in chosen if not passes_on(r)]
    meets = [beyond.get(id(r.evidence), 0.0) if is_reason(r) else 0.0 for r in chosen]
    best = max(meets, default=0.0)
    if best < _REASONED:
        return chosen
    told = [met >= best * _AS_GOOD for met in meets]
    return [r for i, r in enumerate(chosen) if i <= told.index(True) or told[i]]


def _tells_an_act(one: Ranked) -> bool:
    is_recommended = one.evidence.passage.section is SectionKind.RECOMMENDATION
    quote = one.evidence.quote
    is_decided = one.evidence.passage.section.is_decided
    told = is_decided and standing_of(quote) in _PUT_OFF
    return is_recommended or told or holds("vote", quote) or holds("entitles", quote)


def reasons_of_delay(sentences: Sequence[Ranked]) -> list[Ranked]:
    """Of the best sentences those that say why with the decision, or tell of the delay.

    What a case is about, and why it was put forward, is no reason for putting it off; what is awaited is.
    """
    told = [
        r
        for r in best_of(sentences)
        if is_reason(r)
        and not passes_on(r)
        and (r.evidence.passage.section.is_decided or holds("puts_off", r.evidence.quote))
    ]
    return told or best_of([r for r in sentences if _awaits(r)])


def _awaits(one: Ranked) -> bool:
    is_decided = one.evidence.passage.section.is_decided
    return is_decided and holds("awaits", one.evidence.quote)


def reasons_of_votes(sentences: Sequence[Ranked]) -> list[Ranked]:
    """The reasons that are told with a decision or a vote: why someone voted stands nowhere else."""
    return best_of(
        [
            r
            for r in sentences
            if r.evidence.passage.section.is_decided and is_reason(r) and not passes_on(r)
        ]
    )


def is_reason(one: Ranked) -> bool:
    """Whether a sentence gives a reason in so many words."""
    return holds("reason", one.evidence.quote)
