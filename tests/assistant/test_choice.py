"""Which sentences are told, over the items that are nearly as likely as the best."""

from __future__ import annotations

from assistant.answers.choice import best_of, near, ranked
from assistant.evidence import Candidate
from assistant.judgement import Judged
from assistant.matching import Matcher
from assistant.types import Evidence
from index.types import Passage, SectionKind, Span


def _judged(document: str, probability: float, *sentences: tuple[str, float]) -> Judged:
    passage = Passage(
        1, document, 1, Span(0, 1), "", SectionKind.BACKGROUND, None, None, "1", None, None, 1
    )
    matcher = Matcher((), lambda _: 1.0)
    candidate = Candidate(None, document, probability, matcher, lambda: (passage,))
    evidence = tuple(Evidence(passage, Span(0, 1), quote, 1, score) for quote, score in sentences)
    return Judged(candidate, evidence, probability, 1.0)


_SWIMMING = _judged("svoem.pdf", 0.6, ("Svømmehallen åbner kl. 9.", 1.0), ("Den er ny.", 0.5))
_ICE = _judged("is.pdf", 0.5, ("Skøjtehallen åbner kl. 8.", 3.0))
_ROAD = _judged("vej.pdf", 0.1, ("Vejen åbner kl. 7.", 9.0))


def test_a_much_better_sentence_of_an_item_that_is_nearly_as_likely_comes_first() -> None:
    chosen = best_of(ranked(near([_SWIMMING, _ICE, _ROAD])))
    assert chosen[0].evidence.quote == "Skøjtehallen åbner kl. 8."
    assert {one.judged.candidate.document for one in chosen} == {"is.pdf", "svoem.pdf"}


def test_an_item_that_is_far_less_likely_is_not_read() -> None:
    assert _ROAD not in near([_SWIMMING, _ICE, _ROAD])


def test_sentences_far_behind_the_best_and_those_without_a_word_are_left_out() -> None:
    item = _judged("a.pdf", 0.5, ("Taksten er 40 kr.", 4.0), ("Det regnede.", 0.0), ("–", 4.0))
    assert [one.evidence.quote for one in best_of(ranked([item]))] == ["Taksten er 40 kr."]


def test_the_same_words_in_two_documents_are_told_once() -> None:
    twins = [_judged(name, 0.5, ("Taksten er 40 kr.", 4.0)) for name in ("a.pdf", "b.pdf")]
    assert len(best_of(ranked(twins))) == 1
