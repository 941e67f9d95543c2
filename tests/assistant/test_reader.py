from __future__ import annotations

import numpy as np

from assistant.evidence.reader import (
    MOST_OF_ITEM,
    Page,
    chosen_of,
    shipped_reader,
    tokens_of,
)
from index.encoder.encoder import shipped_encoder
from tests.marked import ITEM


def test_an_english_question_is_read_beside_danish_sentences() -> None:
    title, sentences = ITEM
    ((scores,),) = shipped_reader().scores(
        ["When will the stairs be repaired?"], [(title, sentences, [0.0] * 5)]
    )
    assert int(np.argmax(scores)) == 4


def test_of_a_long_item_the_likeliest_sentences_are_read_and_no_other_comes_before_them() -> None:
    title, sentences = ITEM
    filling = [f"Punkt {i} på listen handler om stolene i kantinen på rådhuset." for i in range(60)]
    likely = [0.0] * 30 + [1.0] * 5 + [0.0] * 30
    long = (title, [*filling[:30], *sentences, *filling[30:]], likely)
    assert sum(len(t) for t in tokens_of(long[1], shipped_encoder())) > MOST_OF_ITEM
    ((scores,),) = shipped_reader().scores(["hvad koster det at få lavet trappen"], [long])
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
