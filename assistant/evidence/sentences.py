"""The sentences that may answer, each with how likely it is to hold the answer.

What is weighed are a few facts about a sentence: how much of the subject it
covers, by words and by meaning, alone and with its neighbours and its title,
whether it tells the kind of thing that is asked for, and how far its wording is
that of an answer (`telling`, and `selection` and `reader`, which read it beside the
others of its item). A small network weighs them; `python -m eval.calibrate` fits it on the
development half of the questions and on those of invented items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.matching import Matcher, forms_of, matcher_for, roots, roots_of, words_of
from assistant.evidence.network import Network, shipped_network
from assistant.evidence.readings import Readings, Text
from assistant.evidence.telling import shipped_telling
from assistant.types import Evidence, Question
from assistant.wording.counting import numbers_in, takes_in
from assistant.wording.likeness import Vectors, likeness, word_vectors
from assistant.wording.names import names_a_person
from assistant.wording.patterns import all_matches, each_match, holds, names_in, stems_of
from index.archive import Archive
from index.danish.analysis import Token, content_tokens, tokens
from index.parsing.text.dates import find_dates
from index.parsing.text.sentences import sentence_spans
from index.types import Document, Passage, SectionKind, Span

Numbers = NDArray[np.float64]
_Ids = NDArray[np.int64]

# Words so alike mean the same: a cosine of .6, which "plejehjem" and "plejecenter" have.
SYNONYMS = 0.75
# The facts about a sentence.
FACTS = (
    "covers",
    "covers_softly",
    "covers_with_neighbours",
    "covers_softly_with_neighbours",
    "covers_with_title",
    "covers_softly_with_title",
    "covers_beyond_title",
    "asked_words",
    "meaning",
    "meaning_with_neighbours",
    "tells_what_is_wanted",
    "tells_and_covers",
    "neighbour_tells",
    "tells_a_number",
    "in_decision",
    "in_recommendation",
    "in_economy",
    "in_decision_when_asked",
    "length",
    "is_short",
    "is_first",
    "telling",
    "selected",
    "read",
)
# Of these it counts also how far a sentence is behind the best of its item, and its rank there.
_COMPARED = (
    "covers_softly",
    "covers_with_neighbours",
    "asked_words",
    "meaning",
    "telling",
    "selected",
    "read",
)
_WANTS = names_in("wants.tsv")
# All that is weighed, in the order of the columns: the facts, how they compare, what is asked for.
FEATURES = (
    *FACTS,
    *(f"{name} behind the best" for name in _COMPARED),
    *(f"{name} by rank" for name in _COMPARED),
    *(f"asks for {name}" for name in _WANTS),
)
NETWORK = "sentence_network.npz"


# What a word that tells the kind of the question counts as met by a sentence without it.
_MET_BY_KIND = 0.4
# A thing that is less like all words of an item is not told of there.
_MET = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence where it stands."""

    passage: Passage
    span: Span
    quote: str
    page: int


# An item as it was asked for: its passages and title.
_Key = tuple[tuple[int, ...], str | None]


def _key(passages: Sequence[Passage], title: str | None) -> _Key:
    return tuple(passage.id for passage in passages), title


def _evidence(unit: Unit, score: float) -> Evidence:
    return Evidence(unit.passage, unit.span, unit.quote, unit.page, score)


class SentenceFinder:
    """Scores sentences for one question."""

    def __init__(
        self,
        archive: Archive,
        question: Question,
        readings: Readings | None = None,
        network: Network | None = None,
    ) -> None:
        """`readings` are those of a question that this is a part of; `network` weighs the facts.

        None stands for readings of its own, and for the network that ships.
        """
        self._archive = archive
        self._network = network or shipped_network(NETWORK)
        self.matcher = matcher_for(question.topic, archive, question.language == "en")
        self._question = question
        self.readings = readings or Readings(question.text)
        self.wants = frozenset(all_matches("wants.tsv", question.text))
        # What several steps of one question ask for again.
        self._documents: dict[str, Document] = {}
        self._units_of: dict[int, list[Unit]] = {}
        self._met_by: dict[str, Numbers] = {}
        self._alike_to: dict[str, Numbers] = {}
        self._scored: dict[_Key, tuple[list[Evidence], Numbers]] = {}

    @property
    def idf(self) -> Callable[[Token], float]:
        """How rare a word is among the passages held."""
        return self._archive.idf

    def sentences(self, passages: Iterable[Passage]) -> list[Evidence]:
        """Every sentence of the passages in order, not weighed: each has the score 0."""
        return [_evidence(unit, 0.0) for unit in self._units(passages)]

    def scored(self, passages: Iterable[Passage], title: str | None) -> list[Evidence]:
        """The sentences of an item in order; the score is a logit, higher is better."""
        return self.all_scored([(passages, title)])[0][0]

    def all_scored(
        self, items: Iterable[tuple[Iterable[Passage], str | None]]
    ) -> list[tuple[list[Evidence], Numbers]]:
        """The same of several items, of each its passages and title: all at once is much faster.

        Each with the features of its sentences, as the judge needs them.
        """
        asked = [(tuple(passages), title) for passages, title in items]
        new = {_key(*item): item for item in asked if _key(*item) not in self._scored}
        if new:
            self._scored.update(zip(new, self._all_scored(new.values()), strict=True))
        return [self._scored[_key(*item)] for item in asked]

    def _all_scored(
        self, items: Iterable[tuple[Iterable[Passage], str | None]]
    ) -> list[tuple[list[Evidence], Numbers]]:
        of_items, facts = self.facts(items)
        scores = self._network.scores(facts).tolist()
        found, start = [], 0
        for units in of_items:
            end = start + len(units)
            evidence = [
                _evidence(unit, score) for unit, score in zip(units, scores[start:end], strict=True)
            ]
            found.append((evidence, facts[start:end]))
            start = end
        return found

    def facts(
        self, items: Iterable[tuple[Iterable[Passage], str | None]]
    ) -> tuple[list[list[Unit]], Numbers]:
        """The sentences of each of the items, and their facts, shape (all sentences, FEATURES)."""
        of_items = [(self._units(passages), title or "") for passages, title in items]
        return [units for units, _ in of_items], self._features(of_items)

    def _units(self, passages: Iterable[Passage]) -> list[Unit]:
        found = []
        for passage in passages:
            if passage.id not in self._units_of:
                self._units_of[passage.id] = self._parted(passage)
            found += self._units_of[passage.id]
        return found

    def _parted(self, passage: Passage) -> list[Unit]:
        document = self._documents.get(passage.document)
        if document is None:
            document = self._documents[passage.document] = self._archive.document(passage.document)
        return [
            Unit(passage, span, fold(span.of(document.text)), document.page_at(span.start))
            for span in sentence_spans(document.text, passage.span)
        ]

    def _features(self, items: Sequence[tuple[Sequence[Unit], str]]) -> Numbers:
        """One row a sentence of the items, which are units and a title each; one column a feature."""
        units = [unit for of_item, _ in items for unit in of_item]
        if not units:
            return np.zeros((0, len(FEATURES)))
        item = np.repeat(np.arange(len(items)), [len(of_item) for of_item, _ in items])
        quotes, titles = [unit.quote for unit in units], [title for _, title in items]
        sections = [unit.passage.section for unit in units]
        met, met_by_title = self._met(quotes), self._met(titles)[item]
        softly = np.maximum(met, self._alike(quotes))
        softly_by_title = np.maximum(met_by_title, self._alike(titles)[item])
        near = _Neighbours(units, item)
        tells_it = np.array([self._tells(quote) for quote in quotes])
        meaning = self._meaning(quotes)
        lengths = np.array([len(quote.split()) for quote in quotes])
        decided = np.array([s.is_decided for s in sections], float)
        covers_softly = self._weighed(softly)
        texts: list[Text] = [(title, tuple(u.quote for u in of_item)) for of_item, title in items]
        selected, read = zip(*self.readings.of(self._question.text, texts), strict=True)
        columns = (
            self._weighed(met),
            covers_softly,
            self._weighed(near.best_around(met)),
            self._weighed(near.best_around(softly)),
            self._weighed(np.maximum(met, met_by_title)),
            self._weighed(np.maximum(softly, softly_by_title)),
            self._beyond(softly, softly_by_title),
            self._asked(quotes),
            meaning,
            near.best_around(meaning),
            tells_it,
            tells_it * covers_softly,
            near.best_beside(tells_it),
            [any(map(str.isdigit, quote)) for quote in quotes],
            decided,
            [section is SectionKind.RECOMMENDATION for section in sections],
            [section is SectionKind.ECONOMY for section in sections],
            decided * bool(self.wants & {"decision", "vote", "now"}),
            np.minimum(1.0, np.log1p(lengths) / 4),
            lengths < 4,
            _is_first(sections, item),
            shipped_telling().scores(self._question.text, quotes),
            np.concatenate(selected),
            np.concatenate(read),
        )
        facts = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])
        compared = facts[:, [FACTS.index(name) for name in _COMPARED]]
        asked = np.array([name in self.wants for name in _WANTS], dtype=np.float64)
        return np.hstack(
            [facts, *_beside_the_best(compared, item), np.tile(asked, (len(facts), 1))]
        )

    # Meeting the subject

    def _met(self, texts: Sequence[str]) -> Numbers:
        """How well each text meets each word of the subject, in words; shape (texts, words)."""
        known = self._met_by
        for text in texts:
            if text not in known:
                known[text] = np.array(self.matcher.values(words_of(text)), dtype=np.float64)
        return self._rows(known, texts)

    def _alike(self, texts: Sequence[str]) -> Numbers:
        """The same in meaning: how like the word is to the text's most like word."""
        known = self._alike_to
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, self._alike_of_new(new), strict=True))
        return self._rows(known, texts)

    def _alike_of_new(self, texts: Sequence[str]) -> Numbers:
        forms = [forms_of(text) for text in texts]
        numbers = {form: n for n, form in enumerate(dict.fromkeys(f for fs in forms for f in fs))}
        alike = likeness(self._asked_vectors, word_vectors().of(list(numbers)))
        found = np.zeros((len(texts), len(self.matcher.topic)))
        filled = [i for i, fs in enumerate(forms) if fs]
        if filled and found.size:
            starts = np.cumsum([0, *(len(forms[i]) for i in filled[:-1])])
            held = alike.T[[numbers[form] for fs in forms for form in fs]]
            found[filled] = np.maximum.reduceat(held, starts, axis=0)
        return found

    def _rows(self, known: Mapping[str, Numbers], texts: Sequence[str]) -> Numbers:
        rows = np.array([known[text] for text in texts], dtype=np.float64)
        return rows.reshape(len(texts), len(self.matcher.topic))

    @cached_property
    def _asked_vectors(self) -> Vectors:
        return word_vectors().of([token.form for token in self.matcher.topic])

    def _weighed(self, met: Numbers) -> Numbers:
        """The share of the subject that is met, rare words counting more."""
        total = self._importance.sum()
        return np.asarray(met @ self._importance / total) if total else np.zeros(len(met))

    @cached_property
    def _importance(self) -> Numbers:
        return np.array([self._archive.idf(token) for token in self.matcher.topic])

    @cached_property
    def _of_kind(self) -> NDArray[np.bool_]:
        """Which words of the subject only tell the kind of the question, or who is asked about."""
        stems = stems_of("kind_words.txt")
        named = (m[0] for m in each_match("wordings.tsv", "party", self._question.text))
        parties = {token.form for name in named for token in tokens(name)}
        return np.array(
            [t.stem in stems or t.form.removesuffix("'s") in parties for t in self.matcher.topic],
            dtype=bool,
        )

    def _beyond(self, met: Numbers, met_by_title: Numbers) -> Numbers:
        """How much is met of what the title does not meet already."""
        rest = self._importance * (met_by_title < 0.5)
        total = rest.sum(axis=1)
        return np.asarray((met * rest).sum(axis=1) / np.where(total > 0, total, 1))

    def _asked(self, quotes: Sequence[str]) -> list[float]:
        """How much of the question, with the words that only tell its kind ("afsat")."""
        return [self._question_matcher.coverage(words_of(quote)) for quote in quotes]

    @cached_property
    def _question_matcher(self) -> Matcher:
        is_english = self._question.language == "en"
        return matcher_for(content_tokens(self._question.text), self._archive, is_english)

    def _meaning(self, quotes: Sequence[str]) -> Numbers:
        vectors = word_vectors().texts([self._question.search_text, *quotes]).astype(np.float64)
        return np.asarray(vectors[1:] @ vectors[0])

    def read(self, sentences: Sequence[Evidence], title: str | None) -> list[float]:
        """How likely each sentence of an item is to answer, as a logit beside that none of them does.

        The mean of what both networks make of it, which err in different ways.
        """
        item = (title or "", tuple(e.quote for e in sentences))
        ((selected, read),) = self.readings.of(self._question.text, [item])
        return [float(score) for score in (selected + read) / 2]

    def _tells(self, sentence: str) -> float:
        """The share of what is wanted that the sentence could tell."""
        wanted = self.wants - {"now", "definition"} or self.wants
        if not wanted:
            return 0.0
        return sum(tells(want, sentence) for want in wanted) / len(wanted)

    def soft_coverage(self, sentences: Sequence[Evidence], title: str | None) -> float:
        """How much of the subject sentences and title together cover, by words or by meaning."""
        texts = [*(e.quote for e in sentences), title or ""]
        met = np.maximum(self._met(texts), self._alike(texts)).max(axis=0)
        return float(self._weighed(met[None, :])[0])

    def sure_coverage(self, sentences: Sequence[Evidence], title: str | None) -> float:
        """The same where only near synonyms are alike: what most words are near to is chance.

        Words that tell the kind of the question are no subject, where it has another.
        """
        texts = [*(e.quote for e in sentences), title or ""]
        alike = self._alike(texts)
        surely = np.maximum(self._met_by_its_noun(texts), np.where(alike >= SYNONYMS, alike, 0))
        met = np.maximum(self._met(texts), surely).max(axis=0)
        rest = self._importance * ~self._of_kind
        rest = rest if rest.any() else self._importance
        return float(met @ rest / rest.sum()) if rest.any() else 0.0

    def is_met(
        self, form: str, sentences: Sequence[Evidence], title: str | None, *, in_part: bool = False
    ) -> bool:
        """Whether a word of the subject is met, by words or by meaning; others always are.

        A compound of which only the last part is met by words is not: street lamps are no
        "julebelysning", and swimming is no "babysvømning". It is `in_part`: an "efterslæb" may be a "vejefterslæb".
        """
        at = next((i for i, t in enumerate(self.matcher.topic) if t.form == form), None)
        if at is None:
            return True
        texts = [*(e.quote for e in sentences), title or ""]
        by_words, alike = self._met(texts)[:, at].max(), self._alike(texts)[:, at].max()
        is_part = self.matcher.topic[at].is_compound and 0 < by_words < _MET
        return bool(
            by_words >= _MET or (alike >= _MET and not is_part) or (in_part and by_words > 0)
        )

    def beyond(self, sentences: Sequence[Evidence], title: str | None) -> list[float]:
        """How much each meets, with its neighbours, of what the title does not; 1 where nothing is left.

        Words that tell the kind of the question are met in part by whatever tells it
        ("bruges", "fremsatte"), a verb is met by its noun ("evalueres" by "evaluering"), and
        "mennesker" by any people.
        """
        if not sentences:
            return []
        units = [Unit(e.passage, e.span, e.quote, e.page) for e in sentences]
        texts = [*(unit.quote for unit in units), title or ""]
        softly = np.maximum(self._met(texts), self._alike(texts))
        softly = np.maximum(softly, self._met_by_its_noun(texts))
        softly = np.maximum(softly, self._met_by_people(texts))
        rest = self._importance * (softly[-1] < 0.5)
        if not rest[~self._of_kind].sum():
            return [1.0] * len(units)
        softly[:, self._of_kind] = np.maximum(softly[:, self._of_kind], _MET_BY_KIND)
        near = _Neighbours(units, np.zeros(len(units), dtype=np.int64))
        return [float(x) for x in near.best_around(softly[:-1]) @ rest / rest.sum()]

    def _met_by_its_noun(self, texts: Sequence[str]) -> Numbers:
        """Whether each text has the noun of a verb of the subject, or the verb of a noun."""
        held = [roots_of(text) for text in texts]
        asked = [roots(token.stem) for token in self.matcher.topic]
        met = [[float(not own.isdisjoint(found)) for own in asked] for found in held]
        return np.array(met).reshape(len(texts), len(asked))

    def _met_by_people(self, texts: Sequence[str]) -> Numbers:
        """Whether each text has a noun of some people, for a noun of people in general."""
        held = [forms_of(text) for text in texts]
        asked = [token.form for token in self.matcher.topic]
        met = [[float(any(takes_in(a, form) for form in found)) for a in asked] for found in held]
        return np.array(met).reshape(len(texts), len(asked))

    def coverage(self, text: str) -> float:
        """How much of the subject a text covers."""
        return self.matcher.coverage(words_of(text))


def tells(want: str, sentence: str) -> bool:
    """Whether a sentence could tell what is wanted.

    >>> tells("amount", "Der afsættes 4,5 mio. kr."), tells("time", "Den nye sal er stor.")
    (True, False)
    """
    if want == "time" and find_dates(sentence):
        return True
    if want in ("person", "who") and names_a_person(sentence):
        return True
    if want == "number":
        return bool(numbers_in(sentence))
    return holds(want, sentence)


class _Neighbours:
    """Which of the sentences, in their order, stand beside each other in a section of an item."""

    def __init__(self, units: Sequence[Unit], item: _Ids) -> None:
        """`item` tells which item each sentence is of."""
        of_section = [(unit.passage.section, unit.passage.document) for unit in units]
        follows = [one == two for one, two in pairwise(of_section)]
        self._follows = np.array(follows, dtype=bool) & (item[1:] == item[:-1])

    def best_beside(self, values: Numbers) -> Numbers:
        """For each sentence the best of its neighbours' values, or 0."""
        return self._raised(np.zeros_like(values), values)

    def best_around(self, values: Numbers) -> Numbers:
        """For each sentence the best of its own value and its neighbours'."""
        return self._raised(values.copy(), values)

    def _raised(self, found: Numbers, values: Numbers) -> Numbers:
        for to, of in ((found[1:], values[:-1]), (found[:-1], values[1:])):
            to[self._follows] = np.maximum(to[self._follows], of[self._follows])
        return found


def _is_first(sections: Sequence[SectionKind], item: _Ids) -> NDArray[np.bool_]:
    """Whether each sentence begins a section of an item; `item` tells which it is of."""
    changes = np.array([one is not two for one, two in pairwise(sections)], dtype=bool)
    return np.array([True, *(changes | (item[1:] != item[:-1]))])


def _beside_the_best(facts: Numbers, item: _Ids) -> tuple[Numbers, Numbers]:
    """How far each row's facts are behind the best of its item, and one through their rank there."""
    behind, ranks = np.empty_like(facts), np.empty_like(facts)
    for number in np.unique(item):
        rows = item == number
        of_item = facts[rows]
        behind[rows] = of_item - of_item.max(axis=0)
        ranks[rows] = 1 / (1 + (-of_item).argsort(axis=0, kind="stable").argsort(axis=0))
    return behind, ranks


def fold(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())
