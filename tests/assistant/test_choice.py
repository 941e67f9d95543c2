"""Which sentences are told, over the items that are nearly as likely as the best."""

from __future__ import annotations

from assistant.answers.choosing.choice import best_of, near, ranked
from assistant.answers.choosing.reasons import reasons_of
from assistant.evidence.candidates import Candidate
from assistant.evidence.judgement import Judged
from assistant.evidence.matching import Matcher
from assistant.types import Evidence
from index.encoder.encoder import SHIPPED_MODEL, StaticEncoder
from index.search.forward import ItemReader, packed
from index.types import Passage, SectionKind, Span

_NO_WORDS = packed(ItemReader(StaticEncoder(SHIPPED_MODEL)).read([(None, [""])])[0], 2)


def _judged(document: str, probability: float, *sentences: tuple[str, float]) -> Judged:
    passage = Passage(
        1, document, 1, Span(0, 1), "", SectionKind.BACKGROUND, None, None, "1", None, None, 1
    )
    matcher = Matcher((), lambda _: 1.0)
    candidate = Candidate(None, document, probability, matcher, lambda: (passage,), _NO_WORDS)
    evidence = tuple(Evidence(passage, Span(0, 1), quote, 1, score) for quote, score in sentences)
    return Judged(candidate, evidence, probability, probability, lambda: 1.0)


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


def test_a_sentence_that_passes_a_case_on_is_told_only_where_nothing_else_is() -> None:
    passed = "Sendes til Økonomiudvalget med anbefaling."
    item = _judged("a.pdf", 0.5, (passed, 4.0), ("Broen bliver 40 meter.", 3.0))
    assert [one.evidence.quote for one in best_of(ranked([item]))] == ["Broen bliver 40 meter."]
    alone = _judged("a.pdf", 0.5, (passed, 4.0))
    assert [one.evidence.quote for one in best_of(ranked([alone]))] == [passed]
    heard = _judged("a.pdf", 0.5, ("Sendes i høring i otte uger.", 4.0))
    assert best_of(ranked([heard]))


def _reasons(met: float, *sentences: tuple[str, float]) -> list[str]:
    item = _judged("a.pdf", 0.5, *sentences)
    told = reasons_of(ranked([item]), {id(e): met for e in item.sentences})
    return [one.evidence.quote for one in told]


_WHY = (
    ("Kroen lukker, fordi taget er råddent.", 4.0),
    ("Kroen er fra 1880.", 3.9),
    ("Den ligger i Øster Lyng.", 3.8),
)


def test_once_a_reason_is_told_what_is_worse_and_none_is_left_out() -> None:
    assert _reasons(1.0, *_WHY) == [_WHY[0][0]]
    # A reason for something else takes nothing away.
    assert _reasons(0.0, *_WHY) == [quote for quote, _ in _WHY]


def test_how_someone_voted_is_no_reason_for_it() -> None:
    assert _reasons(1.0, ("Grøn Liste stemte imod.", 4.0)) == []
    assert _reasons(1.0, ("Grøn Liste stemte imod, da prisen er for høj.", 4.0))
