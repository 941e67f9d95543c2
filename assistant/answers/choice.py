"""Which sentences are told: the best ones over the items that are nearly as likely as the best.

The right item is the judge's first for 70 of 100 questions of the sample's
development half and 83 of its neighbour's (2026-11-30), and often its second; so
sentences of both compete, each by how well it answers and how likely its item is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.answers.context import Context
from assistant.cases.standing import standing_of
from assistant.evidence.judgement import Judged
from assistant.types import Evidence, Kind, Standing
from assistant.wording.names import names_a_person
from assistant.wording.patterns import holds
from index.danish.analysis import tokens
from index.types import SectionKind

# An item is read beside the best when it is at least so probable, in shares of
# the best; more than two findings are no answer. On the development half (2026-11-29)
# .5, .65 and .7 gave .655, .656 and .651 right answers, and .731, .745 and .748 of the
# citations were in the right item.
_NEARLY, _MAX_ITEMS = 0.65, 2
# Sentences within this of the best one, in logits, are told with it, at most so many.
_MARGIN, _MAX_SENTENCES = 2.5, 5
# So many entries of a list or rows of a table are told, of a table fewer where one fact is asked for;
# a longer one by its head and the row that was chosen.
_MAX_ENTRIES, _MAX_ROWS = 14, 8
# A sentence that covers so much of what is asked about may open the list that answers it.
_OPENS = 0.6
_FEW_WORDS = 6
_DECIDED = (SectionKind.DECISION, SectionKind.VOTE)
_PUT_OFF = frozenset({Standing.POSTPONED, Standing.SENT})
# So many reasons are told of which none is nearer to the question than the others.
_BLIND = 3
# A reason that meets so much beyond its item's title is one for what is asked.
_REASONED, _AS_GOOD = 0.25, 0.5
_SIGNATURE = re.compile(
    r"(?:[A-ZÆØÅÉ][\w.'’-]+ ){1,3}[A-ZÆØÅÉ][\w'’-]+(?: \([A-ZÆØÅ]{1,3}\)|,(?: [A-ZÆØÅ][\w-]+){1,3})\.?"
    r"|(?i:\w*(?:medlem|formand|forperson|rådmand|borgmester))(?: og \w+)?,(?: [A-ZÆØÅ][\w-]+){1,3}\.?"
)
_ON_BEHALF = re.compile(r"På vegne af(?: (?:[A-ZÆØÅÉ(][^ ]*|det|de|og|samt|&|\(\w+\),?))+")
# A row that ends so ends with no sentence.
_SHORTENED = re.compile(r"(?i)(?:\d[\d.,]*|\b(?:mio|mia|t))\.? *(?:kr|mio|mia|pct|stk|m²|timer)\.$")
_WORD = re.compile(r"[a-zæøå]{2}")
# The mark of a point of a recommendation.
POINT = re.compile(r"(?i)^\W*(?:at\b|(?:at )?(?:\d{1,2}|[a-zæøå])[.)]\s|[-–•▪]\s)")
# A point is told whole up to so many words.
_MAX_POINT_WORDS = 70
_BULLET = re.compile(r"^\s*[-–•*▪]\s")
_ENTRY = re.compile(r"^\s*(?:[-–•*▪o]\s|\d{1,2}[.)]\s|[a-zæøå][.)]\s|at\s)")


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
    that nobody asks for: one in a signature, or of those who were away, answers nothing about its bearer.
    """
    said = {token.stem for token in tokens(asked)}
    asks_name = holds("asks_name", asked)
    asks_absence = asks_name or holds("absence", asked)
    found = [
        Ranked(one, evidence, evidence.score + _logit(one.about))
        for one in judged
        for evidence in one.sentences
        if re.search(r"\w{2}", evidence.quote)
        and not _only_says(evidence, said)
        and (asks_name or not signs(evidence))
        and (asks_absence or not holds("lists_absent", evidence.quote))
    ]
    return sorted(found, key=lambda r: -r.score)


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
    sentences: Sequence[Ranked], most: int = _MAX_SENTENCES, margin: float = _MARGIN
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
        if _opens(held, at) and covers(one.evidence.quote) >= _OPENS:
            return one
    return None


def _opens(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether a sentence that ends with a colon stands before two entries or rows at least."""
    following = sentences[i + 1 : i + 3]
    return (
        sentences[i].quote.endswith(":")
        and len(following) > 1
        and all(
            e.passage.section is sentences[i].passage.section
            and (_ENTRY.match(e.quote) or _is_cells(e))
            for e in following
        )
    )


def reasons_of(sentences: Sequence[Ranked], beyond: Mapping[int, float]) -> list[Ranked]:
    """Of the best sentences those that may give a reason, [] when none does.

    `beyond` is how much each meets beyond its item's title, by its id. Many
    reasons are told without a word for it; but once one is told in so many words
    that meets the question, worse sentences without one are idle. How someone
    voted, what was recommended, or that it was put off, is no reason for it.
    """
    may = [r for r in sentences if _is_reason(r) or not _tells_an_act(r)]
    # Where the title says all that is asked, nothing tells one reason from another.
    is_blind = bool(beyond) and all(met >= 1 for met in beyond.values())
    chosen = best_of(may, _BLIND if is_blind else _MAX_SENTENCES)
    chosen = [r for r in chosen if not passes_on(r)]
    meets = [beyond.get(id(r.evidence), 0.0) if _is_reason(r) else 0.0 for r in chosen]
    best = max(meets, default=0.0)
    if best < _REASONED:
        return chosen
    told = [met >= best * _AS_GOOD for met in meets]
    return [r for i, r in enumerate(chosen) if i <= told.index(True) or told[i]]


def _tells_an_act(one: Ranked) -> bool:
    is_recommended = one.evidence.passage.section is SectionKind.RECOMMENDATION
    quote = one.evidence.quote
    is_decided = one.evidence.passage.section in _DECIDED
    told = is_decided and standing_of(quote) in _PUT_OFF
    return is_recommended or told or holds("vote", quote) or holds("entitles", quote)


def reasons_of_delay(sentences: Sequence[Ranked]) -> list[Ranked]:
    """Of the best sentences those that say why with the decision, or tell of the delay.

    What a case is about, and why it was put forward, is no reason for putting it off; what is awaited is.
    """
    told = [
        r
        for r in best_of(sentences)
        if _is_reason(r)
        and not passes_on(r)
        and (r.evidence.passage.section in _DECIDED or holds("puts_off", r.evidence.quote))
    ]
    return told or best_of([r for r in sentences if _awaits(r)])


def _awaits(one: Ranked) -> bool:
    is_decided = one.evidence.passage.section in _DECIDED
    return is_decided and holds("awaits", one.evidence.quote)


def reasons_of_votes(sentences: Sequence[Ranked]) -> list[Ranked]:
    """The reasons that are told with a decision or a vote: why someone voted stands nowhere else."""
    return best_of(
        [
            r
            for r in sentences
            if r.evidence.passage.section in _DECIDED and _is_reason(r) and not passes_on(r)
        ]
    )


def _is_reason(one: Ranked) -> bool:
    return holds("reason", one.evidence.quote)


def by_item(context: Context, chosen: Sequence[Ranked]) -> list[tuple[Judged, list[Evidence]]]:
    """The sentences of each item in the order of its text, lists made whole; the best item first."""
    items = {id(one.judged): one.judged for one in chosen}
    is_list, is_why = context.question.kind is Kind.LIST, context.question.kind is Kind.WHY
    is_open = context.question.kind is Kind.GENERAL
    found = []
    for key, judged in items.items():
        kept = {id(one.evidence) for one in chosen if id(one.judged) == key}
        for i, evidence in enumerate(judged.sentences):
            if id(evidence) in kept:
                is_whole = is_list or (is_open and bool(_BULLET.match(evidence.quote)))
                kept |= {
                    id(e) for e in _list_around(judged.sentences, i, is_whole, is_list or is_open)
                }
                kept |= {id(e) for e in _reason_around(judged.sentences, i) if is_why}
                kept |= {id(e) for e in _added_to(judged.sentences, i)}
                kept |= {id(e) for e in _point_before(judged.sentences, i)}
                kept |= {id(e) for e in _named_before(judged.sentences, i)}
                kept |= {id(e) for e in votes_around(judged.sentences, i)}
        found.append((judged, [e for e in judged.sentences if id(e) in kept]))
    return found


def _added_to(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The sentence before one that adds to it: "har herudover ingen bemærkninger" hides a remark."""
    before = sentences[i - 1 : i] if holds("adds", sentences[i].quote) else []
    return [e for e in before if e.passage.section is sentences[i].passage.section]


def votes_around(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The votes of the other sides beside those of one, and what came of them, in the same decision."""

    def is_of_it(evidence: Evidence) -> bool:
        is_decided = evidence.passage.section in _DECIDED and _place(evidence) == _place(
            sentences[i]
        )
        is_vote = holds("votes_of_a_side", evidence.quote)
        return is_decided and (is_vote or holds("came_of_a_vote", evidence.quote))

    if not holds("votes_of_a_side", sentences[i].quote):
        return []
    start, end = i, i + 1
    while start > 0 and is_of_it(sentences[start - 1]):
        start -= 1
    while end < len(sentences) and is_of_it(sentences[end]):
        end += 1
    return list(sentences[start:end])


def _place(evidence: Evidence) -> tuple[object, ...]:
    passage = evidence.passage
    return (passage.item_id, passage.body, passage.date)


def _point_before(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The beginning of the point that a sentence of a recommendation goes on: "Bevillingen" is that of the point."""
    section = sentences[i].passage.section
    if section is not SectionKind.RECOMMENDATION or POINT.match(sentences[i].quote):
        return []
    words = len(sentences[i].quote.split())
    for first in range(i - 1, -1, -1):
        words += len(sentences[first].quote.split())
        is_part = sentences[first].passage.section is section and _ends(sentences[first].quote)
        if not is_part or words > _MAX_POINT_WORDS or _BULLET.match(sentences[first].quote):
            break
        if POINT.match(sentences[first].quote):
            return list(sentences[first:i])
    return []


def _named_before(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The sentence before one that says "ham" or "hun", where it names whom that is."""
    if not holds("means_a_person", sentences[i].quote) or names_a_person(sentences[i].quote):
        return []
    before = sentences[i - 1 : i] if i else []
    return [
        e
        for e in before
        if e.passage.section is sentences[i].passage.section and names_a_person(e.quote)
    ]


def _ends(quote: str) -> bool:
    """Whether it is a whole sentence, and no heading."""
    return quote.endswith((".", ";", ",", ":"))


def _reason_around(sentences: Sequence[Evidence], i: int) -> list[Evidence]:
    """The sentence before one that begins "Derfor" or "Det skyldes", and one after that goes on."""
    section, found = sentences[i].passage.section, []
    if i > 0 and holds("connects", sentences[i].quote):
        found.append(sentences[i - 1])
    if i + 1 < len(sentences) and _gives_reason(sentences[i].quote, sentences[i + 1].quote):
        found.append(sentences[i + 1])
    return [e for e in found if e.passage.section is section]


def _gives_reason(quote: str, following: str) -> bool:
    """Whether what follows is the reason; for a purpose, what stands in its way."""
    return holds("gives_reason", following) or (
        holds("purpose", quote) and holds("hinders", following)
    )


def best_where(
    sentences: Sequence[Evidence], wanted: Callable[[Evidence], bool], top: int
) -> list[Evidence]:
    """The best sentences that are wanted, in the order of the text."""
    chosen = sorted((e for e in sentences if wanted(e)), key=lambda e: -e.score)[:top]
    return sorted(chosen, key=lambda e: (e.passage.document, e.span.start))


def _list_around(
    sentences: Sequence[Evidence], i: int, is_list: bool, is_open: bool
) -> list[Evidence]:
    """The entries of the list that a sentence opens, or stands in when a list is asked for.

    A short table is told whole: a row says little without its head.
    """
    if _is_row(sentences, i):
        return _table_around(sentences, i, _MAX_ENTRIES if is_open else _MAX_ROWS)
    start = i
    if is_list and _ENTRY.match(sentences[i].quote):
        while start > 0 and _ENTRY.match(sentences[start - 1].quote):
            start -= 1
        start -= 1
    elif not (sentences[i].quote.endswith((":", ",")) or _entries_follow(sentences, i)):
        return []
    section = sentences[i].passage.section
    found: list[Evidence] = []
    for evidence in sentences[max(0, start) : start + 1 + _MAX_ENTRIES]:
        if evidence.passage.section is not section:
            break
        is_entry = bool(_ENTRY.match(evidence.quote))
        opens = bool(found) and found[-1].quote.endswith(":")
        is_over = bool(found) and _is_told_after(found[-1], evidence)
        if found and not is_entry and not opens and is_over:
            break
        found.append(evidence)
    return found


def _is_told_after(last: Evidence, following: Evidence) -> bool:
    """Whether what follows is no more of a list: behind a sentence, or a sentence behind a table's row."""
    return _is_sentence(last.quote) if not _is_cells(last) else not _is_cells(following)


def opened_by(judged: Judged, evidence: Evidence) -> list[Evidence]:
    """The entries or rows of the list that a sentence ending with a colon opens."""
    if not evidence.quote.endswith(":"):
        return []
    at = next(i for i, e in enumerate(judged.sentences) if e is evidence)
    return _list_around(judged.sentences, at, is_list=False, is_open=False)[1:]


def _entries_follow(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether it says that a list follows, and one does."""
    follows = i + 1 < len(sentences) and bool(_ENTRY.match(sentences[i + 1].quote))
    return follows and holds("opens_list", sentences[i].quote)


def _table_around(sentences: Sequence[Evidence], i: int, most: int) -> list[Evidence]:
    """The rows of a short table; of a long one its head alone, beside the row that was chosen."""
    start, end = i, i + 1
    while start > 0 and _is_row(sentences, start - 1):
        start -= 1
    while end < len(sentences) and _is_row(sentences, end):
        end += 1
    return list(sentences[start : end if end - start <= most else start + 1])


def _is_row(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether it is a row of a table: no sentence, no list entry, and beside another such."""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(sentences)]
    return _is_cells(sentences[i]) and any(
        _is_cells(sentences[j]) and sentences[j].passage.section is sentences[i].passage.section
        for j in beside
    )


def _is_cells(evidence: Evidence) -> bool:
    return not _is_sentence(evidence.quote) and not _ENTRY.match(evidence.quote)


def _is_sentence(quote: str) -> bool:
    """Whether it ends as a sentence does, and not with an abbreviation or as "0.-3."."""
    is_cut = bool(_SHORTENED.search(quote)) and not holds("says_amount", quote)
    ends = quote.endswith((".", ":", "!", "?", ";", ","))
    return ends and not is_cut and bool(_WORD.search(quote))
