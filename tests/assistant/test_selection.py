from __future__ import annotations

import numpy as np
import pytest
import torch

from assistant.evidence.selection import Selection, shipped_selection
from eval.selection import Network, Passages, Reading, chosen_among, learn, measure
from index.encoder.corpus import AskedPassage
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
)


def _passages(count: int) -> list[AskedPassage]:
    """Of each the price and the beginning are told, and nothing of who proposed it."""
    return [
        AskedPassage(
            f"Emne {i}",
            f"Prisen for nummer {i} er {i + 2}00 kr. Sagen begynder i uge {i + 3}. Huset er rødt.",
            (f"hvad koster nummer {i}", f"hvornår går {i} i gang", "hvem foreslog det"),
            ((1,), (2,), ()),
        )
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("hvad koster det at få lavet trappen", 1),
        ("hvornår bliver trappen lavet", 4),
        ("hvem ville have en rampe", 2),
        ("hvad blev der besluttet om trappen", 3),
    ],
)
def test_the_sentence_that_answers_comes_first(question: str, best: int) -> None:
    (scores,) = shipped_selection().scores(question, [_ITEM])
    assert int(np.argmax(scores)) == best


def test_what_is_not_told_is_told_from_what_is() -> None:
    select = shipped_selection()
    (told,) = select.scores("hvad koster det at få lavet trappen", [_ITEM])
    (not_told,) = select.scores("hvor mange gæster har svømmehallen om året", [_ITEM])
    assert told.max() > not_told.max()


def test_items_are_read_each_by_itself() -> None:
    select, question = shipped_selection(), "hvad koster trappen"
    other = ("Skolebus", ["Bussen kører fra torvet.", "Den koster 12 kr. for børn."])
    together = select.scores(question, [_ITEM, ("", []), other])
    assert [len(scores) for scores in together] == [5, 0, 2]
    for item, scores in ((_ITEM, together[0]), (other, together[2])):
        np.testing.assert_allclose(scores, select.scores(question, [item])[0], atol=1e-4)


@pytest.mark.parametrize("question", ["", "   "])
def test_no_question_chooses_nothing(question: str) -> None:
    (scores,) = shipped_selection().scores(question, [_ITEM])
    assert not scores.any()


@pytest.mark.parametrize("sentence", ["", "–", "🙂", "x" * 5_000, "ord " * 500])
def test_any_sentence_can_be_read(sentence: str) -> None:
    (scores,) = shipped_selection().scores("hvad koster det", [("", [sentence, *_ITEM[1]])])
    assert np.isfinite(scores).all()


def test_what_is_taught_is_what_answers() -> None:
    """The network in torch and the one that ships are the same, but for the rounding of float16."""
    encoder, passages = shipped_encoder(), _passages(3)
    weights = np.linspace(0, 2, encoder.vocabulary_size, dtype=np.float32)
    network = Network(encoder, weights).eval()
    used = np.ones(encoder.vocabulary_size, dtype=bool)
    select = Selection(network.layers(used), encoder)
    reading = Reading(Passages.of(passages, encoder), encoder, beside=0)
    for asked in chosen_among(passages):
        with torch.no_grad():
            scores, silent = network(reading.batch([asked]))
        item = (passages[asked.passage].topic, asked.sentences)
        (found,) = select.scores(asked.question, [item])
        np.testing.assert_allclose(found, (scores - silent).numpy(), atol=0.02)


def test_it_learns_which_sentence_answers_and_when_none_does() -> None:
    passages = _passages(60)
    layers = learn(passages[:45], shipped_encoder(), rounds=25)
    firsts, chance, area = measure(Selection(layers, shipped_encoder()), passages[45:])
    assert chance == pytest.approx(1 / 3)
    assert np.mean(firsts) == 1.0
    assert area == 1.0


def test_short_passages_and_questions_without_a_mark_teach_nothing() -> None:
    short = AskedPassage("Pris", "Prisen er 300 kr. Det gælder nu.", ("hvad",), ((1,),))
    unmarked = AskedPassage("Pris", "Den er 3 kr. Det er nyt. Den er rød.", ("hvad",), (None,))
    assert chosen_among([short, unmarked]) == []
