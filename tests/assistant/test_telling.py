from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.evidence.telling import (
    FILE,
    Side,
    Telling,
    question_terms,
    sentence_terms,
    shipped_telling,
)
from eval.telling import chosen_among, learn, measure
from index.encoder.corpus import AskedPassage

# Answers that share no word with their questions: only their wording tells.
_REASON = "Det skyldes, at taget er utæt."
_PRICE = "Prisen er 3.400 kr."
_PERIOD = "Ordningen gælder i to år."
_VOTES = "Enhedslisten stemte imod."


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("hvorfor lukker den", _REASON),
        ("hvad koster det", _PRICE),
        ("hvor længe får vi lov", _PERIOD),
        ("hvem var uenig", _VOTES),
    ],
)
def test_a_wording_tells_what_is_asked(question: str, best: str) -> None:
    sentences = [_REASON, _PRICE, _PERIOD, _VOTES]
    assert sentences[int(np.argmax(shipped_telling().scores(question, sentences)))] == best


def test_words_pairs_names_and_lengths_tell_a_sentence() -> None:
    terms = sentence_terms("Udvalget gav Lone Krabsen 40.000 kr.")
    assert {"udvalget", "udvalget gav", "0", "^udvalget", "#digit", "#name", "#full name"} <= terms
    assert "#names" not in terms


def test_words_pairs_and_beginnings_tell_a_question() -> None:
    terms = question_terms("Hvor mange børn?")
    assert {"hvor", "hvor mange", "hvor _ børn", "^hvor mange", "?"} <= terms


def test_no_sentences_have_no_scores() -> None:
    assert shipped_telling().scores("hvornår", []).shape == (0,)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    made = Telling(
        Side(["hvornår"], np.array([[2.0]], dtype=np.float32)),
        Side(["#digit"], np.array([[3.0, 0.5]], dtype=np.float32)),
    )
    made.save(tmp_path / FILE, "corpus")
    held = Telling.load(tmp_path / FILE)
    assert held.scores("hvornår", ["I 2024.", "Aldrig."]).tolist() == [6.5, 0.0]


def test_it_learns_which_wording_answers_from_marked_questions() -> None:
    passages = [
        AskedPassage(
            f"Emne {i}",
            f"Prisen for nummer {i} er {i + 2}00 kr. Sagen begynder i uge {i + 3}.",
            (f"hvad koster nummer {i}", f"hvornår går {i} i gang"),
            ((1,), (2,)),
        )
        for i in range(40)
    ]
    firsts, chance = measure(learn(passages[:30]), passages[30:])
    assert firsts == [1.0] * 20
    assert chance == 0.5


def test_questions_that_none_or_all_answer_teach_nothing() -> None:
    text = "Prisen er 300 kr. Det gælder nu."
    asked = AskedPassage("Pris", text, ("hvad", "hvem", "hvor"), ((), (1, 2), None))
    assert chosen_among([asked]) == []
