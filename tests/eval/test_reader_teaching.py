from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizerFast

from assistant.evidence.reader import Page, Reader, marks_of
from eval.reader import __main__ as command
from eval.reader import questions, translations
from eval.reader.export import write
from eval.reader.network import English, Layers, ReaderNetwork, batch_of
from eval.reader.transplant import piece_vectors
from index.encoder.corpus import Translation
from index.encoder.encoder import shipped_encoder
from index.encoder.teacher import Teacher
from tests.marked import passages as _passages

_WIDTH = 24
_WORDS = ("school", "road", "water", "house", "council", "money", "library", "year", "child", "old")
_TRANSLATIONS = [
    Translation("Skolen er gammel.", "The school is old."),
    Translation("Vejen ved huset.", "The road by the house."),
    Translation("Penge til børn.", "Money for a child."),
    Translation("Biblioteket i år.", "The library this year."),
    Translation("Vand i huset.", "Water in the house."),
] * 8


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A two-layer BERT with random weights and a vocabulary of letters and a few words."""
    folder = tmp_path_factory.mktemp("english")
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,?"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    bare = folder / "bert"
    bare.mkdir()
    (bare / "vocab.txt").write_text("\n".join([*pieces, *_WORDS]))
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(pieces) + len(_WORDS),
        hidden_size=_WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * _WIDTH,
    )
    BertModel(config).save_pretrained(bare)
    BertTokenizerFast(vocab=str(bare / "vocab.txt"), do_lower_case=True).save_pretrained(bare)
    model = SentenceTransformer(
        modules=[Transformer(str(bare)), Pooling(_WIDTH, "mean")], device="cpu"
    )
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


@pytest.fixture
def teacher(english: Path, tmp_path: Path) -> Teacher:
    return Teacher(english, tmp_path / "cache")


@pytest.fixture
def layers(english: Path, teacher: Teacher) -> Layers:
    held = English.read(english)
    vectors = piece_vectors(english, held, teacher, shipped_encoder(), _TRANSLATIONS)
    return Layers(torch.from_numpy(vectors), held)


def test_every_piece_has_a_vector_and_numbers_have_their_own(english: Path, layers: Layers) -> None:
    encoder, weights = shipped_encoder(), English.read(english).weights
    pieces = layers.pieces.weight.detach().numpy()
    assert pieces.shape == (encoder.vocabulary_size + 3, _WIDTH)
    assert np.isfinite(pieces).all()
    words = (english / "tokenizer.json").read_text("utf-8")
    assert '"7"' in words
    held = weights["embeddings.word_embeddings.weight"].numpy()
    seven = pieces[encoder.names().index("7")]
    assert any(np.array_equal(seven, row) for row in held)
    begin, end = marks_of(encoder.vocabulary_size)
    assert np.array_equal(pieces[[begin, end]], held[[2, 3]])


def test_translations_bring_danish_nearer_to_english(layers: Layers, teacher: Teacher) -> None:
    encoder = shipped_encoder()
    material = translations.Material.of(_TRANSLATIONS, teacher, encoder)
    before, _ = translations.measure(layers, material, encoder)
    translations.learn(layers, material, 30, encoder)
    after, _ = translations.measure(layers, material, encoder)
    assert after > before


def test_what_is_taught_is_what_answers(layers: Layers, tmp_path: Path) -> None:
    """The network in torch and the one that ships are the same, but for rounding to one byte."""
    encoder = shipped_encoder()
    network = ReaderNetwork(layers).eval()
    with torch.no_grad():
        for weight in network.none.parameters():
            weight.mul_(3)
        network.heat[2] = 1.0
        network.tops.weight.fill_(0.3)
    write(network, tmp_path / "reader.onnx", "what it was taught on")
    reader = Reader.load(tmp_path / "reader.onnx", encoder)
    assert reader.learnt_from == "what it was taught on"
    passages = _passages(3)
    for passage, item in zip(passages, questions.items_of(passages, encoder), strict=True):
        page = Page.of(item.title, item.sentences, item.questions, encoder.vocabulary_size)
        with torch.no_grad():
            scores, none = network(*batch_of([page], encoder.vocabulary_size + 2))
        for number, question in enumerate(passage.questions):
            ((found,),) = reader.scores([question], [(passage.topic, passage.sentences, [0.0] * 3)])
            expected = (scores[0, number] - none[0, number]).numpy()
            np.testing.assert_allclose(found, expected, atol=0.15)


def test_it_learns_which_sentence_answers_and_when_none_does(
    layers: Layers, tmp_path: Path
) -> None:
    encoder, passages = shipped_encoder(), _passages(60)
    network = ReaderNetwork(layers)
    questions.learn(network, passages[:45], 150, encoder)
    write(network, tmp_path / "reader.onnx", "")
    firsts, area = questions.measure(Reader.load(tmp_path / "reader.onnx", encoder), passages[45:])
    assert np.mean(firsts) > 0.9
    assert area > 0.9


def test_items_that_are_read_as_one_keep_their_answers() -> None:
    one, two = questions.items_of(_passages(2), shipped_encoder())
    assert list(one.joined(two).answers) == [[0], [1], [], [3], [4], []]
    assert list(one.asked(two, 0).answers) == [[0], [1], [], ()]


def test_one_command_teaches_and_measures(
    english: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    parallel = tmp_path / "parallel.tsv.gz"
    lines = [f"test\t{t.danish} {i}\t{t.english} {i}" for i, t in enumerate(_TRANSLATIONS)]
    with gzip.open(parallel, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    for name in ("read_terms", "read_sentences"):
        monkeypatch.setattr(translations, name, lambda: [])
    monkeypatch.setattr(translations, "MEASURED", 16)
    monkeypatch.setattr(command, "read_asked_passages", lambda *_: _passages(60))
    monkeypatch.setattr(command, "KEPT_LAYERS", (1,))
    monkeypatch.setattr(
        "sys.argv",
        [
            "eval.reader",
            *("--parallel", str(parallel), "--teacher", str(english)),
            *("--out", str(tmp_path / "reader.onnx")),
            *("--cache", str(tmp_path / "cache"), "--translations", "2", "--questions", "2"),
        ],
    )
    command.main()
    told = capsys.readouterr().out
    assert "best sentence right, held-out topics" in told
    ((scores,),) = Reader.load(tmp_path / "reader.onnx", shipped_encoder()).scores(
        ["hvad"], [("", ["Et.", "To."], [0, 0])]
    )
    assert scores.shape == (2,)
