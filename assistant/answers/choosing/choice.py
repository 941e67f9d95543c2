"""Which sentences are told: the best ones over the items that are nearly as likely as the best.

The right item is the judge's first for 70 of 100 questions of the sample's
development half and 83 of its neighbour's (2026-11-30), and often its second; so
sentences of both compete, each by how well it answers and how likely its item is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from assistant.answers.choosing.enumerations import opens_a_list
from assistant.cases.standing import standing_of
from assistant.evidence.judgement import Judged
from assistant.types import Evidence, Standing
from assistant.wording.names import people_in
from assistant.wording.patterns import holds
from index.danish.analysis import tokens
from index.types import SectionKind

# An item is read beside the best when it is at least so probable, in shares of
# the best; more than two findings are no answer. On the development half (2026-11-29)
# .5, .65 and .7 gave .655, .656 and .651 right answers, and .731, .745 and .748 of the
# citations were in the right item.
_NEARLY, _MAX_ITEMS = 0.65, 2
# Sentences within this of the best one, in logits, are told with it, at most so many.
_MARGIN, MAX_SENTENCES = 2.5, 5
# A sentence that covers so much of what is asked about may open the list that answers it.
_OPENS = 0.6
_FEW_WORDS = 6
_SIGNATURE = re.compile(
    r"(?:[A-ZÆØÅÉ][\w.'’-]+ ){1,3}[A-ZÆØÅÉ][\w'’-]+(?: \([A-ZÆØÅ]{1,3}\)|,(?: [A-ZÆØÅ][\w-]+){1,3})\.?"
    r"|(?i:\w*(?:medlem|formand|forperson|rådmand|borgmester))(?: og \w+)?,(?: [A-ZÆØÅ][\w-]+){1,3}\.?"
)
_ON_BEHALF = re.compile(r"På vegne af(?: (?:[A-ZÆØÅÉ(][^ ]*|det|de|og|samt|&|\(\w+\),?))+")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence of a judged item; `score` is the logit that it is the one, over all items."""

    judged: Judged
    evidence: Evidence
    score: float


def near(judged: Sequence[Judged], share: float = _NEARLY) -> list[Judged]:
    """The items that are nearly as probable as the best, most probable first."""
    return [j for j in judged if j.about >= share * judged[0].about]


def ranked(judged: Sequence[Judged], asked: str = "") -> list[Ranked]:
    """The sentences of these items, the best first.

    Those that hold no word, or none but the question's, are left out, and names
    that nobody asks for: one in a signature, or of those who were away or took no part, answers
    nothing about its bearer.
    """
    said = {token.stem for token in tokens(asked)}
    asks_name = holds("asks_name", asked)
    asks_absence = asks_name or holds("absence", asked)
    asks_part = asks_absence or holds("recuses", asked) or holds("presides", asked)
    found = [
        Ranked(one, evidence, evidence.score + _logit(one.about))
        for one in judged
        for evidence in one.sentences
        if re.search(r"\w{2}", evidence.quote)
        and not _only_says(evidence, said)
        and (asks_name or not signs(evidence))
        and (asks_absence or not holds("lists_absent", evidence.quote))
        and (asks_part or not _took_no_part(evidence.quote, asked))
    ]
    return sorted(found, key=lambda r: -r.score)


def _took_no_part(quote: str, asked: str) -> bool:
    """Whether all that is told is who took no part, or the chair, and the question does not name them."""
    return (
        (holds("recuses", quote) or holds("presides", quote))
        and not holds("vote", quote)
        and standing_of(quote) is Standing.UNKNOWN
        and not any(name.rsplit(maxsplit=1)[-1] in asked for name in people_in(quote))
    )


def passes_on(one: Ranked) -> bool:
    """Whether a sentence does no more than pass a case on: it tells nothing of its subject."""
    return holds("formula", one.evidence.quote) and not holds("vote", one.evidence.quote)


def _only_says(evidence: Evidence, said: Set[str]) -> bool:
    is_short = len(evidence.quote.split()) <= _FEW_WORDS and not evidence.quote.endswith(".")
    return is_short and {token.stem for token in tokens(evidence.quote)} <= said


def signs(evidence: Evidence) -> bool:
    """Whether it is a name or an office with a party, and no sentence: "Lone Krabsen, Enhedslisten"."""
    is_short = len(evidence.quote.split()) <= _FEW_WORDS and not evidence.quote.endswith(":")
    is_part = evidence.passage.section in (SectionKind.BACKGROUND, SectionKind.RECOMMENDATION)
    signs = is_short and _SIGNATURE.fullmatch(evidence.quote)
    return is_part and bool(signs or _ON_BEHALF.fullmatch(evidence.quote))


def _logit(probability: float) -> float:
    held = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def best_of(
    sentences: Sequence[Ranked], most: int = MAX_SENTENCES, margin: float = _MARGIN
) -> list[Ranked]:
    """The first of ranked sentences, of two items at most, each text once.

    Those that pass a case on take a place and are not told, unless all do.
    """
    best = _best_of(sentences, most, margin)
    return [r for r in best if not passes_on(r)] or best


def _best_of(sentences: Sequence[Ranked], most: int, margin: float) -> list[Ranked]:
    chosen: list[Ranked] = []
    for one in sentences:
        if len(chosen) == most or one.score < sentences[0].score - margin:
            break
        items = {id(r.judged) for r in chosen}
        is_new = all(r.evidence.quote != one.evidence.quote for r in chosen)
        if is_new and (id(one.judged) in items or len(items) < _MAX_ITEMS):
            chosen.append(one)
    return chosen


def opener_of(
    sentences: Sequence[Ranked], covers: Callable[[str], float], far: float
) -> Ranked | None:
    """The best sentence that covers what is asked about and opens a list; None without one within `far` logits."""
    for one in sentences:
        if one.score < sentences[0].score - far:
            break
        held = one.judged.sentences
        at = next(i for i, e in enumerate(held) if e is one.evidence)
        if opens_a_list(held, at) and covers(one.evidence.quote) >= _OPENS:
            return one
    return None


def best_where(
    sentences: Sequence[Evidence], wanted: Callable[[Evidence], bool], top: int
) -> list[Evidence]:
    """The best sentences that are wanted, in the order of the text."""
    chosen = sorted((e for e in sentences if wanted(e)), key=lambda e: -e.score)[:top]
    return sorted(chosen, key=lambda e: (e.passage.document, e.span.start))
