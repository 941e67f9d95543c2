from __future__ import annotations

import numpy as np
import pytest
import torch

from assistant.evidence.selection import Selection
from eval.selection import Network, Passages, Reading, chosen_among, learn, measure
from index.encoder.corpus import AskedPassage
from index.encoder.encoder import shipped_encoder
from tests.marked import passages as _passages


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
        ((found,),) = select.scores([asked.question], [item])
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
