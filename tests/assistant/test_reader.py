from __future__ import annotations

import numpy as np
import pytest

from assistant.evidence.reader import (
    MOST_OF_ITEM,
    Page,
    chosen_of,
    shipped_reader,
    tokens_of,
)
from index.encoder.encoder import shipped_encoder

_ITEM = (
    "Ny trappe ved svømmehallen",
    [
        "Trappen ved svømmehallens indgang er revnet og blev spærret i marts.",
        "Administrationen anbefalede, at trappen støbes om for 340.000 kr.",
        "Ældrerådet ønskede en rampe ved siden af trappen.",
        "Udvalget besluttede at støbe trappen om og at vente med rampen.",
        "Arbejdet med trappen udføres i uge 29, hvor hallen er lukket.",
    ],
    [0.0] * 5,
)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("hvad koster det at få lavet trappen", 1),
        ("hvornår bliver trappen lavet", 4),
        ("hvem ville have en rampe", 2),
        ("hvad blev der besluttet om trappen", 3),
        ("When will the stairs be repaired?", 4),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, best: int) -> None:
    (scores,) = shipped_reader().scores(question, [_ITEM])
    assert int(np.argmax(scores)) == best


def test_what_is_not_told_is_told_from_what_is() -> None:
    read = shipped_reader()
    (told,) = read.scores("hvad koster det at få lavet trappen", [_ITEM])
    (not_told,) = read.scores("hvor mange gæster har svømmehallen om året", [_ITEM])
    assert told.max() > not_told.max()


def test_items_are_read_each_by_itself() -> None:
    read, question = shipped_reader(), "hvad koster trappen"
    other = ("Skolebus", ["Bussen kører fra torvet.", "Den koster 12 kr. for børn."], [0.0, 0.0])
    together = read.scores(question, [_ITEM, ("", [], []), other])
    assert [len(scores) for scores in together] == [5, 0, 2]
    for item, scores in ((_ITEM, together[0]), (other, together[2])):
        np.testing.assert_allclose(scores, read.scores(question, [item])[0], atol=1e-4)


@pytest.mark.parametrize("question", ["", "   "])
def test_no_question_chooses_nothing(question: str) -> None:
    (scores,) = shipped_reader().scores(question, [_ITEM])
    assert not scores.any()


@pytest.mark.parametrize("text", ["", "–", "🙂", "x" * 5_000, "ord " * 500, "北京"])
def test_anything_can_be_read_and_asked(text: str) -> None:
    title, sentences, likely = _ITEM
    read = shipped_reader()
    for item in ((title, [text, *sentences], [0.0, *likely]), (text, [text], [0.0])):
        (scores,) = read.scores("hvad koster det", [item])
        assert np.isfinite(scores).all()
    (scores,) = read.scores(text or "?", [_ITEM])
    assert np.isfinite(scores).all()


def test_of_a_long_item_the_likeliest_sentences_are_read_and_no_other_comes_before_them() -> None:
    title, sentences, _ = _ITEM
    filling = [f"Punkt {i} på listen handler om stolene i kantinen på rådhuset." for i in range(60)]
    likely = [0.0] * 30 + [1.0] * 5 + [0.0] * 30
    long = (title, [*filling[:30], *sentences, *filling[30:]], likely)
    assert sum(len(t) for t in tokens_of(long[1], shipped_encoder())) > MOST_OF_ITEM
    (scores,) = shipped_reader().scores("hvad koster det at få lavet trappen", [long])
    assert int(np.argmax(scores)) == 31
    assert scores[-1] == scores.min()


def test_one_sentence_is_read_however_long_it_is() -> None:
    assert chosen_of([500, 3], [1.0, 0.0], most=100) == [0]


def test_the_question_sees_the_item_and_the_item_does_not_see_it() -> None:
    title, item, one, two = tokens_of(["Vej", "Den er ny.", "hvor", "hvad"], shipped_encoder())
    page = Page.of(title, [item], [one, two], shipped_encoder().vocabulary_size)
    of_item, first, second = (page.question == n for n in (-1, 0, 1))
    assert page.seen[np.ix_(first, of_item)].all()
    assert page.seen[np.ix_(first, first)].all()
    assert not page.seen[np.ix_(first, second)].any()
    assert not page.seen[np.ix_(of_item, first | second)].any()
