"""Which item answers, and how likely it is to: the judge between search and answer.

Search says how well an item matches; whether it answers shows in its best
sentences, and in what step of its case it is: of a matter that was treated
several times the last step tells how it ended. A weighted sum of a few facts
puts the items in order (a network and boosted trees over the same facts put the
right one first no more often: .832, .831 and .833 of 1,296 questions, 2026-12).
How probable an answer is, is two things, for what is asked of the right item
need not be told there: that the first item is what the question is about, by
facts about it, and that an item tells what is asked, by its best sentence (one
model for both knew of near misses no better than of others: .60 to .67 of the
area under the curve, two know .77 to .79, 2026-11).
The weights stand in `item_weights.tsv`; `python -m eval.calibrate` fits them on
the development halves of the questions and on those of invented items, and
prints what each threshold costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.candidates import Candidate
from assistant.evidence.matching import Matcher, words_of
from assistant.evidence.sentences import FACTS, SentenceFinder
from assistant.evidence.sentences import FEATURES as SENTENCE_FEATURES
from assistant.question.polar import is_polar
from assistant.types import Evidence, Kind, Question
from assistant.wording.names import people_in
from assistant.wording.patterns import holds, weights
from assistant.wording.titles import is_same_case
from index.danish.analysis import Token
from index.types import DocumentKind, HeldItem, Passage, SectionKind

Numbers = NDArray[np.float64]

WEIGHTS = "item_weights.tsv"
# How many of the ranked items are judged. Beyond these the right one is rare
# and reading it costs time: eight gave no better answers (2026-11).
JUDGED = 6
# Of them, what is so much less probable than the best is not. On 504 questions of three municipalities
# one so far behind came first by its sentences in .2 %, and 2.8 of six are left (2026-12).
_FAR_BEHIND = 0.4
# These are told of several items; a reason may stand where another body treated the case.
_OF_SEVERAL = frozenset({Kind.COURSE, Kind.COMPARISON, Kind.WHY})
# How many are looked at for a word that must be there.
_LOOKED_AT = 24
# Of a longer item this many passages are read for what answers: it is more than any of the samples has.
_MOST_PASSAGES = 24
# Sentences of these sections list names and files; they tell of no subject.
_SKIPPED = (SectionKind.HEADER, SectionKind.ATTACHMENTS, SectionKind.ABSENT)

# Below this probability nothing is answered. On the development halves of Ravnsund, Tangholm,
# Brydeholm and Lindersø (2026-11-30) .25 and .30 gave .689, .740, .718, .601 and .675, .744, .709, .601
# right answers in all, .685, .741, .713, .554 and .696, .749, .715, .554 right of those given, .107,
# .059, .088, .077 and .152, .064, .107, .077 false refusals, and .899, .753, .793, .462 and .924, .792,
# .802, .462 true ones; with .40 right answers in all were .636, .747 and .608 for Ravnsund, Tangholm and
# Lindersø. The rules that refuse what is not told were made from the first three: where none was made
# (Lindersø), half of it is answered, and a higher threshold would gain.
THRESHOLD = 0.3
# A question of one or two words has nothing else to go by than those: an item
# that meets only the lesser of them is about something else. So is one that meets
# less than half of a question that names a party, whose name is no subject.
_FEW_WORDS, _MIN_COVERS = 2, 0.5
# A whole case is told of another only by mistake: it must meet more of what is asked about.
_CASE_COVERS = 0.6
# An item so probable need not.
_SURE = 0.8
# "Er rygestopkurserne en succes?" is answered by what an item about them says.
_OF_A_CASE, _TITLED = frozenset({Kind.DECISION, Kind.GENERAL, Kind.LATEST}), 0.5
# These find their meeting by body and date, whatever their words.
_OF_A_MEETING = frozenset({Kind.ABSENT, Kind.MEETING, Kind.ATTACHMENTS})
# An item so far before the next is as if it were alone: among few items any is far before another.
_FAR = 2.0
# Sentences within this of the best one are what the answer would quote.
_NEAR_BEST = 2.0
# A logit of the reader is of this size.
_READ = 5.0
# What is decided is often of a year to come.
_DECIDES = (SectionKind.DECISION, SectionKind.RECOMMENDATION)
# The facts about an item.
FEATURES = (
    "score",
    "behind_best",
    "rank",
    "covers",
    "covers_softly",
    "title_covers",
    "specifics_met",
    "years_met",
    "best_sentence",
    "best_meaning",
    "best_covers_softly",
    "best_tells",
    "best_asked",
    "best_read",
    "wants_untold",
    "later_step",
    "later_step_of_latest",
    "later_step_of_polar",
)
# Those that tell an item from the others of the question; the rest tell how far it can be trusted too.
_OF_PLACE = ("behind_best", "rank", "later_step", "later_step_of_latest", "later_step_of_polar")
_OF_FIRST = tuple(name for name in FEATURES if name not in _OF_PLACE)
# What tells how far the first item can be trusted to be the right one.
TRUST = ("one", "order", "margin", *_OF_FIRST, "subject_is_long")
# What tells whether an item tells what is asked: its best sentence, the highest of all it says as it is
# selected and as it is read, and whether the years of the question stand there, or only somewhere else in the item.
TELLING = ("one", *FACTS, "highest_selected", "highest_read", "years_told")


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its sentences and how probable it is to answer.

    `about` is the probability that it is what the question is about, `probability` that it tells
    what is asked as well. `covers_surely` tells, when asked, how much of the subject it covers, by
    words or by near synonyms.
    """

    candidate: Candidate
    sentences: tuple[Evidence, ...]
    about: float
    probability: float
    covers_surely: Callable[[], float]


def judge(
    question: Question, candidates: Sequence[Candidate], finder: SentenceFinder
) -> list[Judged]:
    """The first candidates with their probabilities, most probable first."""
    if not candidates:
        return []
    candidates = _likely(question, _holding_the_word(question, candidates))
    facts, tellings, sentences = item_features(question, candidates, finder)
    model = shipped_model()
    about = model.about(facts, len(question.topic))
    judged = [
        Judged(
            candidate,
            tuple(found),
            float(is_it),
            float(is_it * tells),
            partial(finder.sure_coverage, found, candidate.title),
        )
        for candidate, found, is_it, tells in zip(
            candidates, sentences, about, model.telling(tellings), strict=True
        )
    ]
    return sorted(judged, key=lambda j: -j.about)


@dataclass(frozen=True)
class Model:
    """What was learnt: a weight for each of `FEATURES`, of `TRUST` and of `TELLING`."""

    order: Numbers
    trust: Numbers
    tells: Numbers

    @staticmethod
    def of(held: Mapping[str, float]) -> Model:
        """The model of named weights; a fact that is not named weighs nothing."""
        return Model(
            np.array([held.get(name, 0.0) for name in FEATURES]),
            np.array([held.get(f"about: {name}", 0.0) for name in TRUST]),
            np.array([held.get(f"tells: {name}", 0.0) for name in TELLING]),
        )

    def about(self, facts: Numbers, topic: int) -> Numbers:
        """How probable each item is to be what is asked about, by its facts, shape (items, FEATURES).

        `topic` is the number of words that the question is about. The items are as much less
        probable than the first as the softmax has it that their order was learnt by.
        """
        scores = facts @ self.order
        first = _probability(trust_of(scores, facts, topic) @ self.trust)
        return np.asarray(first * np.exp(scores - scores.max()))

    def telling(self, tellings: Numbers) -> Numbers:
        """How probable each item is to tell what is asked, were it asked about; shape (items, TELLING)."""
        return _probability(tellings @ self.tells)


def _probability(logits: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-logits)))


@cache
def shipped_model() -> Model:
    """The model that ships."""
    return Model.of(weights(WEIGHTS, "assistant.evidence"))


def trust_of(scores: Numbers, facts: Numbers, topic: int) -> Numbers:
    """The values of `TRUST` for the item of the highest score, shape (TRUST,)."""
    first = int(np.argmax(scores))
    others = np.delete(scores, first)
    margin = min(_FAR, scores[first] - others.max()) if len(others) else _FAR
    of_first = [facts[first, FEATURES.index(name)] for name in _OF_FIRST]
    return np.array([1.0, scores[first], margin, *of_first, min(1.0, topic / 8)])


def _holding_the_word(question: Question, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those that hold the only word of a subject, when some do: "sporskifte" is no "sporvej"."""
    if len(question.topic) != 1 or question.kind in _OF_A_MEETING:
        return candidates
    return [c for c in candidates[:_LOOKED_AT] if c.holds_its_word] or candidates


def _likely(question: Question, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Those that are judged: the first ones, without those that are far less relevant than the best."""
    first = candidates[:JUDGED]
    if question.kind in _OF_SEVERAL:
        return first
    least = max(candidate.relevance for candidate in first) - _FAR_BEHIND
    return [candidate for candidate in first if candidate.relevance >= least]


def without_twins(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without an agenda's items of which the minutes are among them too.

    The minutes say what came of it.
    """
    treated = {_place(c) for c in candidates if c.item and c.item.kind is not DocumentKind.AGENDA}
    return [
        c
        for c in candidates
        if not (c.item and c.item.kind is DocumentKind.AGENDA and _place(c) in treated)
    ]


def _place(candidate: Candidate) -> tuple[object, ...]:
    item = candidate.item
    return (item.body, item.date, item.number, item.title) if item else (candidate.document,)


def told_with(
    question: Question, judged: Sequence[Judged], idf: Callable[[Token], float]
) -> list[Judged]:
    """The items that are told with the best: the other steps of a case, the other years that are compared."""
    if not judged:
        return []
    best, others = judged[0], judged[1:]
    if question.kind is Kind.COURSE:
        return [j for j in others if _are(best, j, lambda a, b: is_same_case(a, b, idf))]
    years = years_of(question.text)
    if question.kind is Kind.COMPARISON and len(years) > 1:
        of_them = [j for j in others if any(is_of_year(j, year) for year in years)]
        return [j for j in of_them if _are(best, j, _differ_by_year)]
    return []


def _are(one: Judged, other: Judged, related: Callable[[HeldItem, HeldItem], bool]) -> bool:
    first, second = one.candidate.item, other.candidate.item
    return first is not None and second is not None and related(first, second)


def _differ_by_year(one: HeldItem, other: HeldItem) -> bool:
    first, second = (re.sub(r"\W*\d+", "", (i.title or "").lower()) for i in (one, other))
    return bool(first) and first == second and one.title != other.title


def is_about(question: Question, best: Judged, beside: Sequence[Judged] = ()) -> bool:
    """Whether the best item is probable enough to be answered from, with those that are told with it."""
    if question.kind in _OF_A_CASE and _is_titled(question, best):
        return True
    probability = sum(_to_answer(question, one) for one in (best, *beside))
    if probability < THRESHOLD:
        return False
    # A decision is told of what has a word of the question, however sure the item is among few.
    is_unsure = question.kind is Kind.DECISION or probability < _SURE
    must_cover = len(question.topic) <= _FEW_WORDS or holds("party", question.text)
    if is_unsure and must_cover and best.covers_surely() < _MIN_COVERS:
        return False
    if is_unsure and question.kind is Kind.COURSE and best.covers_surely() < _CASE_COVERS:
        return False
    named = [name for name in people_in(question.text) if not _mentions(best, name)]
    return not named


def _to_answer(question: Question, best: Judged) -> float:
    """How probable an item is to answer.

    How a case went, and what was decided on what surely is the case, its decision tells whatever its
    sentences say, and the number of a case the line above them.
    """
    if holds("asks_case_number", question.text):
        return best.about
    is_sure = best.about >= _SURE and question.kind is Kind.DECISION
    asks_decision = is_sure and holds("asks_what", question.text)
    return best.about if asks_decision or question.kind is Kind.COURSE else best.probability


def tells_too_little(best: Judged) -> bool:
    """Whether the best item is surely enough what is asked about, and only does not tell it."""
    return best.probability < THRESHOLD <= best.about


def _is_titled(question: Question, best: Judged) -> bool:
    """Whether a short question's only thing is what the item is called after."""
    is_short = 0 < len(question.topic) <= _FEW_WORDS
    return is_short and best.candidate.title_coverage >= _TITLED


def is_of_year(best: Judged, year: str) -> bool:
    """Whether an item is of a year, by its date or title, or tells of it in its best sentences."""
    item = best.candidate.item
    if item and ((item.date and str(item.date.year) == year) or year in (item.title or "")):
        return True
    top = max((e.score for e in best.sentences), default=0.0)
    is_to_come = bool(item and item.date and int(year) > item.date.year)
    short = f"/{year[2:]}"
    return any(
        year in e.quote or short in e.quote
        for e in best.sentences
        if e.score >= top - _NEAR_BEST or (is_to_come and e.passage.section in _DECIDES)
    )


def _mentions(judged: Judged, name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1].removesuffix("s")
    candidate = judged.candidate
    return any(last in p.text for p in candidate.passages) or last in (candidate.title or "")


def item_features(
    question: Question, candidates: Sequence[Candidate], finder: SentenceFinder
) -> tuple[Numbers, Numbers, list[list[Evidence]]]:
    """For each candidate a row of `FEATURES`, one of `TELLING`, and its sentences."""
    rows, tellings, sentences = [], [], []
    top = max(candidate.relevance for candidate in candidates)
    specifics, years = specifics_of(question.text), years_of(question.text)
    is_later = _has_later_step([c.item for c in candidates], finder.idf)
    asks_now = question.kind is Kind.LATEST or "now" in finder.wants
    polar = is_polar(question.text)
    read = finder.all_scored([(_telling(c, finder.matcher), c.title) for c in candidates])
    for rank, (candidate, (found, facts)) in enumerate(zip(candidates, read, strict=True)):
        sentences.append(found)
        order = np.argsort([-e.score for e in found])[:3]
        best = {name: facts[order, i] for i, name in enumerate(SENTENCE_FEATURES)}
        told = _told(candidate, found, order)
        tellings.append(
            (
                *_telling_of(facts, order),
                _years_met(years, candidate, told, question.kind is Kind.COMPARISON),
            )
        )
        text = " ".join([candidate.title or "", *(p.text for p in candidate.passages)])
        rows.append(
            (
                candidate.relevance,
                top - candidate.relevance,
                1 / (1 + rank),
                candidate.coverage,
                finder.soft_coverage(found, candidate.title),
                candidate.title_coverage,
                _share_met(specifics, text),
                _years_met(years, candidate, text, question.kind is Kind.COMPARISON),
                max((e.score for e in found), default=0.0) / 5,
                _max(best["meaning_with_neighbours"]),
                _max(best["covers_softly_with_neighbours"]),
                _max(best["tells_what_is_wanted"]),
                _max(best["asked_words"]),
                _max(facts[:, SENTENCE_FEATURES.index("read")]) / _READ,
                float(bool(finder.wants) and not _max(best["tells_what_is_wanted"])),
                float(is_later[rank]),
                float(is_later[rank] and asks_now),
                float(is_later[rank] and polar),
            )
        )
    return np.array(rows, dtype=np.float64), np.array(tellings), sentences


def _telling_of(facts: Numbers, order: NDArray[np.int64]) -> Numbers:
    """One, the facts about an item's best sentence, the highest selected and read; `order` is the best first."""
    if not len(facts):
        return np.array([1.0, *np.zeros(len(FACTS) + 2)])
    highest = [facts[:, SENTENCE_FEATURES.index(name)].max() for name in ("selected", "read")]
    return np.array([1.0, *facts[order[0], : len(FACTS)], *highest])


def _told(candidate: Candidate, found: Sequence[Evidence], order: NDArray[np.int64]) -> str:
    """The title, the best sentence and those beside it."""
    best = int(order[0]) if len(order) else 0
    beside = found[max(0, best - 1) : best + 2]
    return " ".join([candidate.title or "", *(e.quote for e in beside)])


def _has_later_step(items: Sequence[HeldItem | None], idf: Callable[[Token], float]) -> list[bool]:
    """Of each item whether one of the others is a later step of its case."""
    return [
        any(
            item
            and other
            and item.date
            and other.date
            and item.date < other.date
            and is_same_case(item, other, idf)
            for other in items
        )
        for item in items
    ]


def _telling(candidate: Candidate, matcher: Matcher) -> Sequence[Passage]:
    """The passages that may tell of the subject; all, where none may. Of a very long item the likeliest."""
    passages = [p for p in candidate.passages if p.section not in _SKIPPED] or candidate.passages
    if len(passages) <= _MOST_PASSAGES:
        return passages
    covered = [matcher.coverage(words_of(passage.text)) for passage in passages]
    likeliest = sorted(range(len(passages)), key=lambda i: -covered[i])[:_MOST_PASSAGES]
    return [passages[i] for i in sorted(likeliest)]


def specifics_of(text: str) -> list[str]:
    """The names and numbers that a question names: what an answer about something else lacks.

    >>> specifics_of("Hvad sagde Søren Hvidkjær om Roundup i 2018, sag 21/33?")
    ['Søren', 'Hvidkjær', 'Roundup', '21/33']
    """
    words = re.findall(r"[\wæøåÆØÅ][\w./-]*", text)
    found = [w.strip(".-/") for w in words[1:] if re.match(r"[A-ZÆØÅ]\w", w) or re.match(r"\d", w)]
    return [w for w in found if not re.fullmatch(r"(?:19|20)\d\d", w)]


def years_of(text: str) -> list[str]:
    """The years that a question names.

    >>> years_of("Fravær i 2018/19 og i 2020?")
    ['2018', '2020']
    """
    return re.findall(r"\b(?:19|20)\d\d\b", text)


def _share_met(specifics: Sequence[str], text: str) -> float:
    held = text.lower()
    met = [word.lower().removesuffix("s") in held for word in specifics]
    return sum(met) / len(met) if met else 1.0


def _years_met(years: Sequence[str], candidate: Candidate, text: str, compares: bool) -> float:
    """The share of the years that an item is of or tells of; of years that are compared one is enough."""
    if not years:
        return 1.0
    day = candidate.item.date if candidate.item else None
    held = f"{text} {day.year if day else ''}"
    met = sum(year in held for year in years)
    return min(1, met) if compares else met / len(years)


def _max(values: Numbers) -> float:
    return float(values.max()) if len(values) else 0.0
