from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from assistant.retrieval.kernel_pooling import KernelPooling, Texts, shipped_kernel_pooling
from eval import kernel_pooling as making
from eval.kernel_pooling import Network, Passages, Questions, learn, measure
from eval.teaching import rarity
from index.encoder.corpus import AskedPassage
from index.encoder.encoder import shipped_encoder

_ENCODER = shipped_encoder()
_ITEMS = [
    (
        "Takster for svømmehallen",
        "Et klippekort til svømmehallen koster 420 kr. Børn betaler halv pris.",
    ),
    ("Ny belægning på torvet", "Torvet får nye fliser. Arbejdet varer fra marts til juni."),
    ("Tilsyn med plejehjem", "Tilsynet roser maden. Medicinen skal stå bag lås."),
]


def _passages(count: int) -> list[AskedPassage]:
    """Each is about a place of its own, and all are alike."""
    places = ["havnen", "skolen", "torvet", "museet", "hallen", "parken", "stranden", "biblioteket"]
    return [
        AskedPassage(
            f"Sag {i} om {places[i % 8]}",
            f"Det nye tag på {places[i % 8]} koster {i + 2}00 kr. Sagen begynder i uge {i + 3}. Huset er rødt.",
            (f"hvad koster taget på {places[i % 8]} i sag {i}", "hvem foreslog det"),
            ((1,), ()),
        )
        for i in range(count)
    ]


def _texts(*items: tuple[str, str]) -> Texts:
    return Passages.of([AskedPassage(t, text, ()) for t, text in items], _ENCODER).texts(
        range(len(items))
    )


def _asked(question: str) -> np.ndarray:
    return _ENCODER.tokens([question])[0].astype(np.int64)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("hvor meget koster det at komme i svømmehallen", 0),
        ("hvornår er de færdige med fliserne på torvet", 1),
        ("hvad sagde tilsynet om plejehjemmet", 2),
    ],
)
def test_the_item_that_answers_comes_first(question: str, best: int) -> None:
    scores = shipped_kernel_pooling().scores(_asked(question), _texts(*_ITEMS), _ENCODER)
    assert int(np.argmax(scores)) == best


def test_an_item_is_as_good_as_its_best_passage() -> None:
    score, asked = shipped_kernel_pooling().scores, _asked("hvad koster svømmehallen")
    apart = _texts(("", _ITEMS[0][1]), ("", _ITEMS[1][1]))
    together = Texts(
        apart.tokens,
        apart.sentence_tokens,
        apart.passage_sentences,
        np.array([2]),
        apart.title_tokens,
        np.array([0]),
    )
    (both,) = score(asked, together, _ENCODER)
    assert both == pytest.approx(score(asked, apart, _ENCODER).max(), abs=1e-5)


def test_some_passages_alone_are_read_as_if_there_were_no_others() -> None:
    texts = _texts(*_ITEMS)
    together = replace(
        texts, item_passages=np.array([3]), item_title_tokens=np.array([len(texts.title_tokens)])
    )
    alone = together.of_passages(np.array([True, False, False]))
    assert alone.tokens.tolist() == _texts(_ITEMS[0]).tokens.tolist()
    assert alone.item_passages.tolist() == [1]
    assert alone.passage_sentences.tolist() == [2]
    assert alone.title_tokens.tolist() == texts.title_tokens.tolist()


def test_items_are_read_each_by_itself() -> None:
    score, asked = shipped_kernel_pooling().scores, _asked("hvad koster svømmehallen")
    empty = ("", "...")
    together = score(asked, _texts(_ITEMS[0], empty, _ITEMS[1]), _ENCODER)
    for item, found in zip((_ITEMS[0], empty, _ITEMS[1]), together, strict=True):
        np.testing.assert_allclose(found, score(asked, _texts(item), _ENCODER)[0], atol=1e-4)


def test_without_a_question_or_items_there_is_nothing_to_tell() -> None:
    score, none = shipped_kernel_pooling().scores, np.zeros(0, dtype=np.int64)
    assert score(none, _texts(*_ITEMS), _ENCODER).tolist() == [0, 0, 0]
    assert score(_asked("svømmehal"), Texts(*[none] * 6), _ENCODER).tolist() == []


def test_the_taught_network_and_the_one_that_is_used_are_the_same() -> None:
    passages = _passages(12)
    held, asked = Passages.of(passages, _ENCODER), Questions.of(passages, _ENCODER)
    network = Network(_ENCODER, rarity(held.whole(), _ENCODER.vocabulary_size))
    numbers, rng = np.arange(len(asked.tokens)), np.random.default_rng(1)
    batch = list(making._batch(numbers, held, asked, np.random.default_rng(1)))
    drawn = [
        [int(asked.passages[n]), *map(int, rng.choice(asked.like[n], making._DRAWN, False))]
        for n in numbers
    ]
    network.eval()
    with torch.no_grad():
        taught = network(*batch).view(len(numbers), -1).numpy()
    used = KernelPooling(network.layers())
    for tokens, passages_of, expected in zip(asked.tokens, drawn, taught, strict=True):
        found = used.scores(tokens, held.texts(passages_of), _ENCODER)
        np.testing.assert_allclose(found, expected, atol=5e-3)


def test_it_learns_which_words_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages that repeat all of a question but its subject are no answer."""
    monkeypatch.setattr(making, "_ROUNDS", 60)
    monkeypatch.setattr(making, "_PACE", 0.01)
    places = ["havnen", "skolen", "torvet", "museet", "hallen", "parken", "stranden", "kirken"]
    asks = "fru Jensen vil gerne høre lidt mere om"
    passages = [
        passage
        for place in places
        for passage in (
            AskedPassage("Sag", f"Der kommer nyt tag på {place}.", (f"{asks} {place}",), ((1,),)),
            AskedPassage("Brev", f"{asks} det. Og {asks} brev nummer {len(place)}.", ()),
        )
    ]
    firsts, by_encoder = measure(KernelPooling(learn(passages, _ENCODER)), passages, _ENCODER)
    assert np.mean(firsts) == 1.0
    assert np.mean(by_encoder) == 0.0
