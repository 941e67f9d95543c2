"""The second look: how likely each agenda item is what the question is about.

Search has the right item among its first fifty nearly always, and first in
less than half of the cases. Here the candidates are compared by a few signs,
weighted by what was learnt (`python -m eval.train_ranking` writes
`ranking_weights.tsv`): how much of the subject the item, its best passage, its
best sentence and its title meet, word by word, by the word itself, the official
one that stands for it or one near in meaning; how near each of them is to
the question as a whole; how well its tokens meet those of the question
(`kernel_pooling`); and how much it says of what is said where questions
like it were answered (`precedents`). (With the question's own words alone as a sign too, the
weights learnt to count them against an item, since the everyday questions of
the sample avoid them: recall@5 .726 against .719, 2026-11, and not to be
trusted. Squares, products and the official words alone added nothing.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.kernel_pooling import Texts, shipped_kernel_pooling
from assistant.retrieval.precedents import MOST_PARTS, Precedents, saturated, shipped_precedents
from assistant.types import Kind, Question
from assistant.wording.patterns import weights
from index.danish.analysis import Token, tokens
from index.encoder.encoder import StaticEncoder, shipped_encoder
from index.search.expansion import Expansion
from index.search.forward import NO_WORD, ItemWords, all_together, key_of, sums_of
from index.types import DocumentKind, Filters, HeldItem, Passage, SectionKind

Floats = npt.NDArray[np.floating[Any]]
Ids = npt.NDArray[np.int64]

# The signs, in the order of the rows of `features_of`. The four levels of a
# match are the whole item, its best passage, its best sentence (both with the
# title) and the title alone.
_LEVELS = ("item", "passage", "sentence", "title")
FEATURES = (
    "lexical",
    "dense",
    *(f"near_{level}" for level in _LEVELS),
    "meaning_item",
    "meaning_passage",
    "meaning_sentence",
    "precedents",
    "kernels",
    "names",
    "numbers",
    "body",
    "period",
    "latest",
    "decided",
    "agenda",
    "front",
)
# What tells of a question as a whole how far its best candidate can be trusted.
CONFIDENCE = (
    "best",
    "margin",
    "lexical",
    "near_passage",
    "near_title",
    "meaning_sentence",
    "subject",
)

# A word of the subject inside a compound, or an official word for it, is nearly it.
_AS_PART = 0.85
_AS_OFFICIAL = 0.8
# Cosines of single words: below the floor they are chance, at the ceiling as near as another
# word comes. It is worth less than the word itself: "sporvej" is not "sporskifte".
_NEAR_FLOOR, _NEAR_CEILING = 0.25, 0.9
_AS_NEAR = 0.8
# Of an item so many passages are met token by token, which takes time.
_PASSAGES_MET = 4
_LATEST = re.compile(
    r"(?i)\b(?:seneste|sidste|nyeste|stadig|fortsat|nu|endnu|længere|latest|still|now)\b"
)
_NAME = re.compile(r"(?<=[^\W\d_,;] )[A-ZÆØÅ][\wæøå]{2,}")
_DECISIVE_KINDS = frozenset({Kind.DECISION, Kind.COURSE, Kind.VOTE})


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as the first look found it: its words, packed, and the best scores among its passages.

    Of a document's front, which is no item, the passages are told as well.
    """

    item: HeldItem | None
    words: bytes
    lexical: float
    dense: float
    front: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What the items are compared with: the words asked for, their rarity, what stands for them.

    `likely` is how likely each term of the precedents is where the question is answered.
    """

    question: Question
    words: tuple[Token, ...]
    rarity: Floats
    expansions: tuple[Expansion, ...]
    likely: Floats


def features_of(subject: Subject, seen: Sequence[Seen], encoder: StaticEncoder) -> Floats:
    """The signs of each item, shape (items, FEATURES), by the encoder that made the items' words."""
    if not seen:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    layout = _layout([s.words for s in seen])
    question, of = subject.question, layout.of
    asked = [*(token.form for token in subject.words), question.search_text]
    occurring = np.concatenate([of.word_tokens, of.tokens, of.title_tokens])
    products = encoder.products(occurring, encoder.encode_questions(asked))
    match = _matches(subject, layout, products[:-1])
    meaning = _meaning(layout, products[-1])
    names = [t for name in _NAME.findall(question.search_text) for t in tokens(name)]
    numbers = [t for t in tokens(question.search_text) if t.form[0].isdigit()]
    latest = _recency(seen) * bool(_LATEST.search(question.text))
    columns = [
        np.array([s.lexical for s in seen]),
        np.array([s.dense for s in seen]),
        *_covered(match, layout, subject.rarity),
        meaning.of_items,
        np.maximum.reduceat(meaning.of_passages, layout.items),
        np.maximum.reduceat(meaning.of_sentences, layout.passages[layout.items]),
        _precedented(subject.likely, layout, shipped_precedents()),
        _by_kernels(question.search_text, layout, meaning.of_passages, encoder),
        _held(names, layout),
        _held(numbers, layout),
        _agreement(seen, Filters(bodies=question.inferred.bodies)),
        _agreement(seen, Filters((), question.inferred.from_date, question.inferred.to_date)),
        latest,
        _having(
            seen,
            lambda item: question.kind in _DECISIVE_KINDS and SectionKind.DECISION in item.sections,
        ),
        _having(seen, lambda item: item.kind is DocumentKind.AGENDA),
        np.array([s.item is None for s in seen]),
    ]
    return np.column_stack(columns).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The words of all items, one item after the other, and where each part begins.

    `of` holds them as one item would: words are numbered through all items.
    `sentences` are offsets among the words, `passages` among the sentences,
    `items` among the passages, `titles` among the titles' words and `first_words`
    among the different words. `parts_of` is the word that each part is of.
    """

    of: ItemWords
    sentences: Ids
    passages: Ids
    items: Ids
    titles: Ids
    title_tokens: Ids
    first_words: Ids
    parts_of: Ids


def _layout(items: Sequence[bytes]) -> _Layout:
    of, lengths = all_together(items)
    return _Layout(
        of,
        sentences=_starts(of.sentence_words),
        passages=_starts(of.passage_sentences),
        items=_starts(lengths["passage_norms"]),
        titles=_starts(lengths["title_words"]),
        title_tokens=lengths["title_tokens"],
        first_words=_starts(lengths["stems"]),
        parts_of=np.repeat(np.arange(len(of.stems)), of.part_counts),
    )


def _starts(lengths: Ids | Sequence[int]) -> Ids:
    sizes = np.asarray(lengths, dtype=np.int64)
    return np.asarray(np.cumsum(sizes) - sizes)


def _matches(subject: Subject, layout: _Layout, products: Floats) -> Floats:
    """How well each word of the items meets each word of the subject, shape (subject, words).

    By itself, as the official word for it, or by being near in meaning; `products`
    are those of the subject's words with tokens.
    """
    of = layout.of
    if not subject.words:
        return np.zeros((0, len(of.stems)), dtype=np.float32)
    wanted = _Wanted([token.stem for token in subject.words])
    for token in subject.words:
        wanted.add(token.stem, token, 1.0)
    for expansion in subject.expansions:
        for stem in expansion.stands_for:
            for word in expansion.words:
                wanted.add(stem, word, _AS_OFFICIAL * expansion.weight / len(expansion.words))
    met = wanted.met(wanted.whole, of.stems)
    # A simple word is its own only part, and stored without.
    simple = of.part_counts == 0
    met[:, simple] = np.maximum(met[:, simple], wanted.met(wanted.part, of.stems[simple]))
    by_part = wanted.met(wanted.part, of.parts)
    for at in np.flatnonzero(by_part.any(axis=0)):
        word = layout.parts_of[at]
        met[:, word] = np.maximum(met[:, word], by_part[:, at])
    of_words = np.stack([sums_of(one[of.word_tokens], of.token_counts) for one in products])
    cosines = of_words / np.where(of.norms > 0, of.norms, 1)
    near = _AS_NEAR * np.clip((cosines - _NEAR_FLOOR) / (_NEAR_CEILING - _NEAR_FLOOR), 0, 1)
    return np.asarray(np.maximum(met, near))


class _Wanted:
    """What stems are worth to each word of a subject, as whole words and as parts of compounds."""

    def __init__(self, subject: Sequence[str]) -> None:
        self._rows = {stem: row for row, stem in enumerate(subject)}
        self.whole: dict[str, Floats] = {}
        self.part: dict[str, Floats] = {}

    def add(self, asked: str, token: Token, weight: float) -> None:
        """Let a word be worth so much to one of the subject, and its parts less."""
        row = self._rows.get(asked)
        if row is None:
            return
        for stem in (token.stem, *token.otherwise_linked):
            self._raise(self.whole, stem, row, weight)
        self._raise(self.part, token.stem, row, weight * _AS_PART)
        if token.is_compound:
            # The last part is what the thing is: a "cykelsti" is a path.
            self._raise(self.whole, token.parts[-1], row, weight * 0.5)

    def _raise(self, worth: dict[str, Floats], stem: str, row: int, value: float) -> None:
        held = worth.setdefault(stem, np.zeros(len(self._rows), dtype=np.float32))
        held[row] = max(held[row], value)

    def met(self, worth: Mapping[str, Floats], keys: Ids) -> Floats:
        """What each of these stems (by its key) is worth, shape (subject, keys)."""
        by_key = sorted((key_of(stem), tuple(values)) for stem, values in worth.items())
        known = np.array([key for key, _ in by_key], dtype=np.uint32)
        values = np.array(
            [*(values for _, values in by_key), np.zeros(len(self._rows))], np.float32
        )
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.asarray(values[np.where(known[at] == keys, at, len(known))].T)


def _covered(match: Floats, layout: _Layout, rarity: Floats) -> tuple[Floats, ...]:
    """The share of the subject that is met, at each level of each item."""
    total = float(rarity.sum())
    if not total:
        return tuple(np.zeros(len(layout.items), dtype=np.float32) for _ in _LEVELS)
    title = np.maximum.reduceat(match[:, layout.of.title_words], layout.titles, axis=1)
    sentence = np.maximum.reduceat(match[:, layout.of.words], layout.sentences, axis=1)
    passage = np.maximum.reduceat(sentence, layout.passages, axis=1)
    item = np.maximum(np.maximum.reduceat(passage, layout.items, axis=1), title)
    share = rarity / total

    def best(part: Floats, starts: Ids) -> Floats:
        """The best of each item's parts, each with the item's title."""
        titled = np.maximum(part, np.repeat(title, _sizes(starts, part.shape[1]), axis=1))
        return np.asarray(np.maximum.reduceat(share @ titled, starts))

    return (
        share @ item,
        best(passage, layout.items),
        best(sentence, layout.passages[layout.items]),
        share @ title,
    )


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The cosines of the question with items, passages and sentences, each with the item's title."""

    of_items: Floats
    of_passages: Floats
    of_sentences: Floats


def _meaning(layout: _Layout, products: Floats) -> _Meaning:
    """What the question means beside the items; `products` are those of it with tokens.

    Without the title "Godkendt." is about nothing.
    """
    of = layout.of
    title = sums_of(products[of.title_tokens], layout.title_tokens)
    sentence = sums_of(products[of.tokens], of.sentence_tokens)
    passage = np.add.reduceat(sentence, layout.passages)
    sentences_of = layout.passages[layout.items]

    def cosines(products: Floats, norms: Floats, starts: Ids) -> Floats:
        titled = products + np.repeat(title, _sizes(starts, len(products)))
        return np.asarray(titled / np.where(norms > 0, norms, 1))

    whole = np.add.reduceat(passage, layout.items)
    return _Meaning(
        cosines(whole, of.item_norm, np.arange(len(whole))),
        cosines(passage, of.passage_norms, layout.items),
        cosines(sentence, of.sentence_norms, sentences_of),
    )


def _precedented(likely: Floats, layout: _Layout, precedents: Precedents) -> Floats:
    """The cosine of each item's words with those that are likely in an answer."""
    of, words = layout.of, len(layout.of.stems)
    simple = np.flatnonzero(of.part_counts == 0)
    stems = precedents.numbers_of(of.stems)
    own_parts = precedents.numbers_of(of.stems[simple], parts=True)
    parts = precedents.numbers_of(of.parts, parts=True)
    beyond = np.arange(len(parts)) - _starts(of.part_counts)[layout.parts_of] >= MOST_PARTS

    def of_words(of_terms: Callable[[Ids], Floats]) -> Floats:
        found = of_terms(stems)
        found[simple] += of_terms(own_parts)
        by_part = np.where(beyond, 0, of_terms(parts))
        found += np.bincount(layout.parts_of, by_part, minlength=words)
        found[of.stems == NO_WORD] = 0
        return np.asarray(found)

    counts = np.bincount(of.words, minlength=words) + np.bincount(of.title_words, minlength=words)
    held = saturated(counts)
    weights = precedents.weights
    squared = of_words(lambda terms: weights[terms] ** 2)
    met = of_words(lambda terms: weights[terms] * likely[terms])
    squares = np.add.reduceat(held**2 * squared, layout.first_words)
    shared = np.add.reduceat(held * met, layout.first_words)
    lengths = np.sqrt(squares)
    return np.asarray(shared / np.where(lengths > 0, lengths, 1))


def _by_kernels(question: str, layout: _Layout, meaning: Floats, encoder: StaticEncoder) -> Floats:
    """How well the passages of each item that are nearest to the question meet it token by token.

    `meaning` tells how near each is. 0 by another encoder than that which ships.
    """
    of = layout.of
    if encoder.fingerprint != shipped_encoder().fingerprint:
        return np.zeros(len(layout.items), dtype=np.float32)
    passages = _sizes(layout.items, len(of.passage_sentences))
    texts = Texts(
        of.tokens,
        of.sentence_tokens,
        of.passage_sentences,
        passages,
        of.title_tokens,
        layout.title_tokens,
    )
    items = np.repeat(np.arange(len(passages)), passages)
    order = np.lexsort((-meaning, items))
    chosen = np.zeros(len(meaning), dtype=bool)
    chosen[order[np.arange(len(order)) - layout.items[items] < _PASSAGES_MET]] = True
    asked = encoder.tokens([question])[0].astype(np.int64)
    return shipped_kernel_pooling().scores(asked, texts.of_passages(chosen), encoder)


def _sizes(starts: Ids, end: int) -> Ids:
    return np.diff(np.append(starts, end))


def _held(wanted: Sequence[Token], layout: _Layout) -> Floats:
    """The share of names or numbers that each item does not have, as a negative number."""
    of = layout.of
    missing = np.zeros(len(layout.items), dtype=np.float32)
    for token in wanted:
        key = key_of(token.stem)
        held = of.stems == key
        held[layout.parts_of[of.parts == key]] = True
        body = np.maximum.reduceat(held[of.words], layout.sentences)
        body = np.maximum.reduceat(np.maximum.reduceat(body, layout.passages), layout.items)
        title = np.maximum.reduceat(held[of.title_words], layout.titles)
        missing -= ~(body | title) / len(wanted)
    return missing


def agrees(item: HeldItem | None, passages: Sequence[Passage], filters: Filters) -> bool:
    """Whether an item is of the bodies and the period; one without a date is of no period."""
    where = item or (passages[0] if passages else None)
    if where is None:
        return not filters
    if filters.bodies and where.body not in filters.bodies:
        return False
    if not (filters.from_date or filters.to_date):
        return True
    day = where.date
    return (
        day is not None
        and (filters.from_date is None or day >= filters.from_date)
        and (filters.to_date is None or day <= filters.to_date)
    )


def _agreement(seen: Sequence[Seen], filters: Filters) -> Floats:
    return np.array([float(agrees(s.item, s.front, filters)) for s in seen], dtype=np.float32)


def _having(seen: Sequence[Seen], holds: Callable[[HeldItem], bool]) -> Floats:
    return np.array([s.item is not None and holds(s.item) for s in seen], dtype=np.float32)


def _recency(seen: Sequence[Seen]) -> Floats:
    """0 for the oldest meeting among the items, 1 for the newest."""
    days = sorted({s.item.date for s in seen if s.item and s.item.date})
    place = {day: at / max(1, len(days) - 1) for at, day in enumerate(days)}
    return np.array(
        [place[s.item.date] if s.item and s.item.date else 0.0 for s in seen], dtype=np.float32
    )


@dataclass(frozen=True)
class Model:
    """What was learnt: a weight for each sign, and how a score becomes a probability.

    The score of an item is the weighted sum of its signs. Its relevance is a
    logistic function of it and of `CONFIDENCE`, which is the same for all items
    of a question and so never changes their order.
    """

    weights: Floats
    score_weight: float
    confidence: Floats
    bias: float

    @staticmethod
    def of(held: Mapping[str, float]) -> Model:
        """The model of named weights; a sign that is not named weighs nothing."""
        return Model(
            np.array([held.get(name, 0.0) for name in FEATURES], dtype=np.float32),
            held.get("sure: score", 1.0),
            np.array([held.get(f"sure: {name}", 0.0) for name in CONFIDENCE], dtype=np.float32),
            held.get("sure: one", 0.0),
        )

    def scores(self, features: Floats) -> Floats:
        """The score of each item, on no particular scale."""
        return np.asarray(features @ self.weights)

    def relevances(self, features: Floats, subject: Subject) -> Floats:
        """The probability of each item that it is what the question is about."""
        return self.chances(self.scores(features), features, subject)

    def chances(self, scores: Floats, features: Floats, subject: Subject) -> Floats:
        """The same of scores that are given."""
        if not len(scores):
            return scores
        signs = confidence_of(scores, features, subject) @ self.confidence
        return np.asarray(1 / (1 + np.exp(-(self.score_weight * scores + signs + self.bias))))


def confidence_of(scores: Floats, features: Floats, subject: Subject) -> Floats:
    """The values of `CONFIDENCE` for one question with at least one item."""
    ordered = np.sort(scores)[::-1]
    named = dict(zip(FEATURES, features.T, strict=True))
    values = [
        ordered[0],
        ordered[0] - ordered[min(1, len(ordered) - 1)],
        *(named[name].max() for name in CONFIDENCE[2:-1]),
        np.log1p(subject.rarity.sum()),
    ]
    return np.array(values, dtype=np.float32)


@cache
def shipped_model() -> Model:
    """The model that ships."""
    return Model.of(weights("ranking_weights.tsv", "assistant.retrieval"))
