"""The sentences that may answer, each with how likely it is to hold the answer.

What is weighed are a few facts about a sentence: how much of the subject it
covers, by words and by meaning, alone and with its neighbours and its title,
and whether it tells the kind of thing that is asked for. The weights stand in
`sentence_weights.tsv`; `python -m eval.calibrate` fits them on the development
half of the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.counting import numbers_in
from assistant.likeness import Vectors, likeness, word_vectors
from assistant.matching import Matcher, forms_of, matcher_for, roots, words_of
from assistant.names import names_a_person
from assistant.patterns import all_matches, holds, stems_of, weights
from assistant.types import Evidence, Question
from index.archive import Archive
from index.danish.analysis import content_tokens
from index.parsing.dates import find_dates
from index.parsing.sentences import sentence_spans
from index.types import Document, Passage, SectionKind, Span

Numbers = NDArray[np.float64]

# Words so alike mean the same: a cosine of .64, where "plejehjem" and "plejecenter" have .66.
SYNONYMS = 0.85
# The facts about a sentence, in the order of their columns.
FEATURES = (
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
)


# What a word that tells the kind of the question counts as met by a sentence without it.
_MET_BY_KIND = 0.4


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence where it stands."""

    passage: Passage
    span: Span
    quote: str
    page: int


class SentenceFinder:
    """Scores sentences for one question."""

    def __init__(self, archive: Archive, matcher: Matcher, question: Question) -> None:
        self._archive = archive
        self._matcher = matcher
        self._question = question
        self.wants = frozenset(all_matches("wants.tsv", question.text))
        # What several steps of one question ask for again.
        self._documents: dict[str, Document] = {}
        self._units_of: dict[int, list[_Unit]] = {}
        self._alike_to: dict[str, Numbers] = {}

    def sentences(self, passages: Iterable[Passage], title: str | None) -> list[Evidence]:
        """Every sentence of the passages in order; the score is a logit, higher is better."""
        return self.scored(passages, title)[0]

    def scored(
        self, passages: Iterable[Passage], title: str | None
    ) -> tuple[list[Evidence], Numbers]:
        """The sentences, and their features as the judge and the fitting of weights need them."""
        units = self._units(passages)
        facts = self.features(units, title)
        found = [
            Evidence(unit.passage, unit.span, unit.quote, unit.page, float(score))
            for unit, score in zip(units, facts @ _weights(), strict=True)
        ]
        return found, facts

    def _units(self, passages: Iterable[Passage]) -> list[_Unit]:
        found = []
        for passage in passages:
            if passage.id not in self._units_of:
                self._units_of[passage.id] = self._parted(passage)
            found += self._units_of[passage.id]
        return found

    def _parted(self, passage: Passage) -> list[_Unit]:
        document = self._documents.get(passage.document)
        if document is None:
            document = self._documents[passage.document] = self._archive.document(passage.document)
        return [
            _Unit(passage, span, fold(span.of(document.text)), document.page_at(span.start))
            for span in sentence_spans(document.text, passage.span)
        ]

    def features(self, units: Sequence[_Unit], title: str | None) -> Numbers:
        """One row a sentence, one column a feature."""
        if not units:
            return np.zeros((0, len(FEATURES)))
        quotes = [unit.quote for unit in units]
        sections = [unit.passage.section for unit in units]
        met = self._met([*quotes, title or ""])
        softly = np.maximum(met, self._alike([*quotes, title or ""]))
        near = [_neighbours(units, i) for i in range(len(units))]
        tells_it = np.array([self._tells(quote) for quote in quotes])
        meaning = self._meaning(quotes)
        lengths = np.array([len(quote.split()) for quote in quotes])
        decided = np.isin(sections, [SectionKind.DECISION, SectionKind.VOTE]).astype(float)
        covers_softly = self._weighed(softly[:-1])
        columns = (
            self._weighed(met[:-1]),
            covers_softly,
            self._weighed(_around(met[:-1], near)),
            self._weighed(_around(softly[:-1], near)),
            self._weighed(np.maximum(met[:-1], met[-1])),
            self._weighed(np.maximum(softly[:-1], softly[-1])),
            self._beyond(softly[:-1], softly[-1]),
            self._asked(quotes),
            meaning,
            _around(meaning, near),
            tells_it,
            tells_it * covers_softly,
            [max((tells_it[j] for j in js), default=0.0) for js in near],
            [any(c.isdigit() for c in quote) for quote in quotes],
            decided,
            [section is SectionKind.RECOMMENDATION for section in sections],
            [section is SectionKind.ECONOMY for section in sections],
            decided * bool(self.wants & {"decision", "vote", "now"}),
            np.minimum(1.0, np.log1p(lengths) / 4),
            lengths < 4,
            [i == 0 or sections[i - 1] is not section for i, section in enumerate(sections)],
        )
        return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])

    # Meeting the subject

    def _met(self, texts: Sequence[str]) -> Numbers:
        """How well each text meets each word of the subject, in words; shape (texts, words)."""
        met = [self._matcher.values(words_of(text)) for text in texts]
        return np.array(met, dtype=np.float64).reshape(len(texts), len(self._matcher.topic))

    def _alike(self, texts: Sequence[str]) -> Numbers:
        """The same in meaning: how like the word is to the text's most like word."""
        forms = [forms_of(text) for text in texts]
        known = self._alike_to
        new = list(dict.fromkeys(form for fs in forms for form in fs if form not in known))
        if new:
            known.update(
                zip(new, likeness(self._asked_vectors, word_vectors().of(new)).T, strict=True)
            )
        none = np.zeros(len(self._matcher.topic))
        return np.array(
            [np.max([known[form] for form in fs], axis=0) if fs else none for fs in forms]
        ).reshape(len(texts), len(none))

    @cached_property
    def _asked_vectors(self) -> Vectors:
        return word_vectors().of([token.form for token in self._matcher.topic])

    def _weighed(self, met: Numbers) -> Numbers:
        """The share of the subject that is met, rare words counting more."""
        total = self._importance.sum()
        return np.asarray(met @ self._importance / total) if total else np.zeros(len(met))

    @cached_property
    def _importance(self) -> Numbers:
        return np.array([self._archive.idf(token) for token in self._matcher.topic])

    @cached_property
    def _of_kind(self) -> NDArray[np.bool_]:
        """Which words of the subject only tell the kind of the question."""
        stems = stems_of("kind_words.txt")
        return np.array([token.stem in stems for token in self._matcher.topic], dtype=bool)

    def _beyond(self, met: Numbers, met_by_title: Numbers) -> Numbers:
        """How much is met of what the title does not meet already."""
        rest = self._importance * (met_by_title < 0.5)
        return np.asarray(met @ rest / rest.sum()) if rest.sum() else np.zeros(len(met))

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
        met = np.maximum(self._met(texts), np.where(alike >= SYNONYMS, alike, 0)).max(axis=0)
        rest = self._importance * ~self._of_kind
        rest = rest if rest.any() else self._importance
        return float(met @ rest / rest.sum()) if rest.any() else 0.0

    def beyond(self, sentences: Sequence[Evidence], title: str | None) -> list[float]:
        """How much each meets, with its neighbours, of what the title does not; 1 where nothing is left.

        Words that tell the kind of the question are met in part by whatever tells it
        ("bruges", "fremsatte"), and a verb is met by its noun ("evalueres" by "evaluering").
        """
        if not sentences:
            return []
        units = [_Unit(e.passage, e.span, e.quote, e.page) for e in sentences]
        texts = [*(unit.quote for unit in units), title or ""]
        softly = np.maximum(self._met(texts), self._alike(texts))
        softly = np.maximum(softly, self._met_by_its_noun(texts))
        rest = self._importance * (softly[-1] < 0.5)
        if not rest[~self._of_kind].sum():
            return [1.0] * len(units)
        softly[:, self._of_kind] = np.maximum(softly[:, self._of_kind], _MET_BY_KIND)
        near = [_neighbours(units, i) for i in range(len(units))]
        return [float(x) for x in _around(softly[:-1], near) @ rest / rest.sum()]

    def _met_by_its_noun(self, texts: Sequence[str]) -> Numbers:
        """Whether each text has the noun of a verb of the subject, or the verb of a noun."""
        held = [{root for stem in words_of(text).stems for root in roots(stem)} for text in texts]
        asked = [roots(token.stem) for token in self._matcher.topic]
        met = [[float(not own.isdisjoint(found)) for own in asked] for found in held]
        return np.array(met).reshape(len(texts), len(asked))

    def coverage(self, text: str) -> float:
        """How much of the subject a text covers."""
        return self._matcher.coverage(words_of(text))


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


def _neighbours(units: Sequence[_Unit], i: int) -> list[int]:
    """The sentences before and after in the same section."""
    section = (units[i].passage.section, units[i].passage.document)
    return [
        j
        for j in (i - 1, i + 1)
        if 0 <= j < len(units) and (units[j].passage.section, units[j].passage.document) == section
    ]


def _around(values: Numbers, near: Sequence[Sequence[int]]) -> Numbers:
    """For each sentence the best of its own value and its neighbours'."""
    return np.array([values[[i, *js]].max(axis=0) for i, js in enumerate(near)])


def _weights() -> Numbers:
    held = weights("sentence_weights.tsv")
    return np.array([held.get(name, 0.0) for name in FEATURES])


def fold(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())
