"""The second look: how likely each agenda item is what the question is about.

Search has the right item among its first fifty nearly always, and first in
less than half of the cases. Here the candidates are compared by a few signs,
weighted by what was learnt (`python -m eval.train_ranking` writes
`ranking_weights.tsv`): how much of the subject the item, its best passage, its
best sentence and its title meet, word by word, by the word itself, the official
one that stands for it or one near in meaning; how near each of them is to
the question as a whole; and how much it says of what is said where questions
like it were answered (`precedents`). (With the question's own words alone as a sign too, the
weights learnt to count them against an item, since the everyday questions of
the sample avoid them: recall@5 .726 against .719, 2026-11, and not to be
trusted. Squares, products and the official words alone added nothing.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.patterns import weights
from assistant.precedents import Precedents, saturated, shipped_precedents
from assistant.types import Kind, Question
from index.archive import Archive
from index.danish.analysis import Token, content_token, tokens, words_as_written
from index.encoder.encoder import SHIPPED_MODEL, StaticEncoder
from index.parsing.sentences import sentence_spans
from index.search.expansion import Expansion
from index.types import DocumentKind, Filters, HeldItem, Passage, SectionKind, Span

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
_LATEST = re.compile(
    r"(?i)\b(?:seneste|sidste|nyeste|stadig|fortsat|nu|endnu|længere|latest|still|now)\b"
)
_NAME = re.compile(r"(?<=[^\W\d_,;] )[A-ZÆØÅ][\wæøå]{2,}")
_DECISIVE_KINDS = frozenset({Kind.DECISION, Kind.COURSE, Kind.VOTE})
# Passages whose words are kept in memory, about 5 kB each.
_MAX_KEPT = 20_000
# Words that there is room for at first.
_ROOM = 20_000


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as the first look found it: its passages, and the best scores among them."""

    item: HeldItem | None
    passages: tuple[Passage, ...]
    lexical: float
    dense: float


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


@dataclass(frozen=True, slots=True)
class _Text:
    """The content words of each sentence (0 stands for none), and each sentence's vector.

    The vectors are sums, not of unit length: that of a sentence with its title
    is the sum of both.
    """

    sentences: tuple[Ids, ...]
    sums: Floats


class WordMemory:
    """The words of passages as numbers, with a vector for each; grows as passages are met.

    May be used from many threads: one at a time adds to it.
    """

    def __init__(self, encoder: StaticEncoder) -> None:
        self.encoder = encoder
        self.precedents: Precedents = shipped_precedents()
        # The precedents' terms of each word.
        self._terms = [self.precedents.numbers(None)]
        self._adding = Lock()
        self._ids: dict[str, int] = {"": 0}
        self._forms = [""]
        # By the word as written; 0 for one that carries no meaning.
        self._written: dict[str, int] = {}
        self.by_stem: dict[str, list[int]] = {}
        self.by_part: dict[str, list[int]] = {}
        # With room for more words than there are, so that it is seldom copied.
        self._vectors: Floats = np.zeros((_ROOM, encoder.dimension), dtype=np.float32)
        self._encoded = 1
        self._texts: dict[str, _Text] = {}

    def texts(self, texts: Sequence[str]) -> list[_Text]:
        """Each text as at least one sentence, perhaps an empty one."""
        held = self._texts
        new = [text for text in dict.fromkeys(texts) if text not in held]
        if new:
            with self._adding:
                if len(held) > _MAX_KEPT:
                    # Others may be reading the old ones.
                    held = self._texts = {text: held[text] for text in texts if text in held}
                held.update(zip(new, self._read(new), strict=True))
        return [held[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> list[_Text]:
        """All at once, since the encoder takes longer to begin than to encode a sentence."""
        parted = [
            [span.of(text) for span in sentence_spans(text, Span(0, len(text)))] or [text]
            for text in texts
        ]
        sums = self.encoder.sums([sentence for sentences in parted for sentence in sentences])
        at = np.cumsum([0, *map(len, parted)])
        return [
            _Text(tuple(map(self._words, sentences)), sums[start:end])
            for sentences, start, end in zip(parted, at, at[1:], strict=False)
        ]

    def _words(self, text: str) -> Ids:
        known, found = self._written, []
        for word in words_as_written(text):
            number = known.get(word)
            if number is None:
                token = content_token(word)
                number = known[word] = self._id(token) if token else 0
            if number:
                found.append(number)
        return np.array(found or [0], dtype=np.int64)

    def _id(self, token: Token) -> int:
        number = self._ids.get(token.form)
        if number is None:
            number = len(self._forms)
            self._forms.append(token.form)
            self._ids[token.form] = number
            self._terms.append(self.precedents.numbers(token))
            self.by_stem.setdefault(token.stem, []).append(number)
            for part in set(token.parts):
                self.by_part.setdefault(part, []).append(number)
        return number

    def vectors(self, ids: Ids) -> Floats:
        """The vectors of words, shape (n, dimension)."""
        with self._adding:
            forms = self._forms[self._encoded :]
            if forms:
                end = self._encoded + len(forms)
                if end > len(self._vectors):
                    self._vectors = np.vstack(
                        [self._vectors, np.zeros((end, self.encoder.dimension), np.float32)]
                    )
                self._vectors[self._encoded : end] = self.encoder.encode_passages(forms)
                self._encoded = end
            return self._vectors[ids]

    def terms(self, ids: Ids) -> Ids:
        """The precedents' terms of words, shape (n, as many as a word has at most)."""
        return np.array([self._terms[word] for word in ids.tolist()], dtype=np.int64)


@lru_cache(maxsize=2)
def _memory(encoder: StaticEncoder) -> WordMemory:
    return WordMemory(encoder)


def word_memory(archive: Archive) -> WordMemory:
    """The archive's words, by its encoder if that is fast enough for single words.

    Else by the one that ships.
    """
    encoder = archive.encoder
    return _memory(encoder if isinstance(encoder, StaticEncoder) else _shipped())


@cache
def _shipped() -> StaticEncoder:
    return StaticEncoder(SHIPPED_MODEL)


def features_of(subject: Subject, seen: Sequence[Seen], memory: WordMemory) -> Floats:
    """The signs of each item, shape (items, FEATURES)."""
    if not seen:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    layout = _layout(seen, memory)
    match = _matches(subject, layout, memory)
    question = subject.question
    names = [t for name in _NAME.findall(question.search_text) for t in tokens(name)]
    numbers = [t for t in tokens(question.search_text) if t.form[0].isdigit()]
    latest = _recency(seen) * bool(_LATEST.search(question.text))
    columns = [
        np.array([s.lexical for s in seen]),
        np.array([s.dense for s in seen]),
        *_covered(match, layout, subject.rarity),
        *_meanings(question, layout, memory),
        _precedented(subject.likely, layout, memory),
        _held(names, layout, memory),
        _held(numbers, layout, memory),
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
    """All words of all items in one row; `sentences`, `passages` and `items` are where each begins.

    `sentences` are offsets among the words, `passages` among the sentences and
    `items` among the passages. `words` index `distinct`, which are ids.
    """

    distinct: Ids
    words: Ids
    sentences: Ids
    passages: Ids
    items: Ids
    titles: Ids
    title_starts: Ids
    sums: Floats
    title_sums: Floats


def _layout(seen: Sequence[Seen], memory: WordMemory) -> _Layout:
    held = [[passage.text for passage in s.passages] or [""] for s in seen]
    known = memory.texts(
        [
            *(text for item in held for text in item),
            *((s.item and s.item.title) or "" for s in seen),
        ]
    )
    passages, titles = known[: -len(seen)], known[-len(seen) :]
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    title_words = [np.concatenate(title.sentences) for title in titles]
    words, inverse = np.unique(np.concatenate([*sentences, *title_words]), return_inverse=True)
    split = sum(map(len, sentences))
    return _Layout(
        distinct=words,
        words=inverse[:split],
        sentences=_starts(map(len, sentences)),
        passages=_starts(len(passage.sentences) for passage in passages),
        items=_starts(map(len, held)),
        titles=inverse[split:],
        title_starts=_starts(map(len, title_words)),
        sums=np.concatenate([passage.sums for passage in passages]),
        title_sums=np.stack([title.sums.sum(axis=0) for title in titles]),
    )


def _starts(lengths: Iterable[int]) -> Ids:
    sizes = np.fromiter(lengths, dtype=np.int64)
    return np.asarray(np.cumsum(sizes) - sizes, dtype=np.int64)


def _matches(subject: Subject, layout: _Layout, memory: WordMemory) -> Floats:
    """How well each distinct word meets each word of the subject, shape (subject, words).

    By itself, as the official word for it, or by being near in meaning.
    """
    place = {int(word): at for at, word in enumerate(layout.distinct)}
    met = np.zeros((len(subject.words), len(place)), dtype=np.float32)

    def mark(row: Floats, token: Token, weight: float) -> None:
        ways = [(memory.by_stem.get(token.stem, ()), 1.0)]
        ways.append((memory.by_part.get(token.stem, ()), _AS_PART))
        if token.is_compound:
            # The last part is what the thing is: a "cykelsti" is a path.
            ways.append((memory.by_stem.get(token.parts[-1], ()), 0.5))
        for words, value in ways:
            for at in (place[w] for w in words if w in place):
                row[at] = max(row[at], weight * value)

    rows = {token.stem: row for row, token in zip(met, subject.words, strict=True)}
    for token in subject.words:
        mark(rows[token.stem], token, 1.0)
    for expansion in subject.expansions:
        for stem in expansion.stands_for & rows.keys():
            for word in expansion.words:
                mark(rows[stem], word, _AS_OFFICIAL * expansion.weight / len(expansion.words))
    if not subject.words:
        return met
    asked = memory.encoder.encode_questions([token.form for token in subject.words])
    cosines = asked @ memory.vectors(layout.distinct).T
    near = _AS_NEAR * np.clip((cosines - _NEAR_FLOOR) / (_NEAR_CEILING - _NEAR_FLOOR), 0, 1)
    near[:, layout.distinct == 0] = 0
    return np.maximum(met, near)


def _covered(match: Floats, layout: _Layout, rarity: Floats) -> tuple[Floats, ...]:
    """The share of the subject that is met, at each level of each item."""
    total = float(rarity.sum())
    if not total:
        return tuple(np.zeros(len(layout.items), dtype=np.float32) for _ in _LEVELS)
    title = np.maximum.reduceat(match[:, layout.titles], layout.title_starts, axis=1)
    sentence = np.maximum.reduceat(match[:, layout.words], layout.sentences, axis=1)
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


def _meanings(question: Question, layout: _Layout, memory: WordMemory) -> tuple[Floats, ...]:
    """The cosine of the question with the item, its best passage and its best sentence.

    Each together with the title, without which "Godkendt." is about nothing.
    """
    asked = memory.encoder.encode_questions([question.search_text])[0]
    sentences_of = layout.passages[layout.items]

    def cosines(sums: Floats, starts: Ids) -> Floats:
        titled = sums + np.repeat(layout.title_sums, _sizes(starts, len(sums)), axis=0)
        lengths = np.linalg.norm(titled, axis=1)
        return np.asarray(titled @ asked / np.where(lengths > 0, lengths, 1))

    whole = np.add.reduceat(layout.sums, sentences_of)
    passages = np.add.reduceat(layout.sums, layout.passages)
    return (
        cosines(whole, np.arange(len(whole))),
        np.maximum.reduceat(cosines(passages, layout.items), layout.items),
        np.maximum.reduceat(cosines(layout.sums, sentences_of), sentences_of),
    )


def _precedented(likely: Floats, layout: _Layout, memory: WordMemory) -> Floats:
    """The cosine of each item's words with those that are likely in an answer."""
    items, words = len(layout.items), len(layout.distinct)
    of_item = np.repeat(
        np.arange(items), _sizes(layout.sentences[layout.passages[layout.items]], len(layout.words))
    )
    of_title = np.repeat(np.arange(items), _sizes(layout.title_starts, len(layout.titles)))
    places = np.concatenate([of_item * words + layout.words, of_title * words + layout.titles])
    held = saturated(np.bincount(places, minlength=items * words).reshape(items, words))
    terms = memory.terms(layout.distinct)
    weights = memory.precedents.weights[terms]
    lengths = np.sqrt(held**2 @ (weights**2).sum(axis=1))
    shared = held @ (weights * likely[terms]).sum(axis=1)
    return np.asarray(shared / np.where(lengths > 0, lengths, 1))


def _sizes(starts: Ids, end: int) -> Ids:
    return np.diff(np.append(starts, end))


def _held(wanted: Sequence[Token], layout: _Layout, memory: WordMemory) -> Floats:
    """The share of names or numbers that each item does not have, as a negative number."""
    missing = np.zeros(len(layout.items), dtype=np.float32)
    for token in wanted:
        ids = [*memory.by_stem.get(token.stem, ()), *memory.by_part.get(token.stem, ())]
        held = np.isin(layout.distinct, np.array(ids, dtype=np.int64))
        body = np.maximum.reduceat(held[layout.words], layout.sentences)
        body = np.maximum.reduceat(np.maximum.reduceat(body, layout.passages), layout.items)
        title = np.maximum.reduceat(held[layout.titles], layout.title_starts)
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
    return np.array([float(agrees(s.item, s.passages, filters)) for s in seen], dtype=np.float32)


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
    return Model.of(weights("ranking_weights.tsv"))
