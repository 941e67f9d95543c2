"""Where questions like it were answered, the words of the answers are likely."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval import precedents
from assistant.retrieval.precedents import FILE, Collection, Precedents, shipped_precedents
from eval import precedents as making
from eval.precedents import collection_of
from index.danish.analysis import content_tokens
from index.encoder.corpus import AskedPassage

_SHIPPED = Path(precedents.__file__).with_name(FILE)
ASKED = (
    AskedPassage(
        "Hundeskov ved søen",
        "Der anlægges en indhegnet hundeskov.",
        ("Hvor må min køter løbe løs?", "Kan jeg lufte vovsen uden snor?"),
    ),
    AskedPassage(
        "Affaldsordning",
        "Beholdere til restaffald tømmes hver anden uge.",
        ("Hvem tømmer min skraldespand?",),
    ),
    AskedPassage("Uden spørgsmål", "Orienteringen blev taget til efterretning.", ()),
)


@pytest.fixture(scope="module")
def precedents() -> Precedents:
    return Precedents(collection_of(ASKED))


def _likely(precedents: Precedents, question: str) -> list[str]:
    """The words, those that are likely before those that are not, which are left out."""
    likely = precedents.likely(content_tokens(question))
    terms = collection_of(ASKED).terms
    return [terms[n] for n in np.argsort(-likely) if likely[n] > 0]


def test_the_words_of_what_answered_a_question_like_it_are_likely(precedents: Precedents) -> None:
    found = _likely(precedents, "Må min køter være her?")
    assert "hundeskov" in found
    assert "restaffald" not in found


def test_a_part_of_a_compound_is_likely_too(precedents: Precedents) -> None:
    found = _likely(precedents, "Må min køter være her?")
    assert "+hund" in found
    assert found.index("hundeskov") < found.index("+hund")


def test_the_nearest_question_counts_most(precedents: Precedents) -> None:
    found = _likely(precedents, "Hvem tømmer min skraldespand, når jeg lufter køter?")
    assert found.index("restaffald") < found.index("hundeskov")


def test_without_a_question_like_it_nothing_is_likely(precedents: Precedents) -> None:
    assert _likely(precedents, "Kvantemekanik?") == []
    assert _likely(precedents, "") == []


def test_a_likely_vector_has_length_one(precedents: Precedents) -> None:
    likely = precedents.likely(content_tokens("Hvem tømmer skraldespanden?"))
    assert np.linalg.norm(likely) == pytest.approx(1)


def test_an_unknown_word_weighs_as_much_as_the_rarest_and_no_word_nothing(
    precedents: Precedents,
) -> None:
    (unknown,) = content_tokens("kvantemekanik")
    assert precedents.weights[precedents.numbers(unknown)[0]] == precedents.weights.max()
    assert precedents.weights[precedents.numbers(None)].tolist() == [0] * 5


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    made = collection_of(ASKED)
    made.save(tmp_path / FILE)
    held = Collection.load(tmp_path / FILE)
    assert held.terms == made.terms
    assert held.questions.numbers.tolist() == made.questions.numbers.tolist()
    assert held.counts.tolist() == made.counts.tolist()


def test_what_ships_is_made_from_the_corpus_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else: python -m eval.precedents."""
    monkeypatch.setattr(making, "_FILE", tmp_path / FILE)
    making.main()
    made, held = Collection.load(tmp_path / FILE), Collection.load(_SHIPPED)
    assert held.terms == made.terms
    assert held.questions.numbers.tolist() == made.questions.numbers.tolist()


def test_what_ships_knows_what_people_call_things() -> None:
    shipped = shipped_precedents()
    likely = shipped.likely(content_tokens("Hvornår tømmer I skraldespanden?"))
    (waste,) = content_tokens("affald")
    (election,) = content_tokens("folketingsvalg")
    assert likely[shipped.numbers(waste)[0]] > likely[shipped.numbers(election)[0]]
