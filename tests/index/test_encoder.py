from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel, BertTokenizerFast

from index.encoder import measure, train
from index.encoder.corpus import (
    HELD_OUT_PERCENT,
    is_held_out,
    read_asked_passages,
    read_questions,
    read_sentences,
    read_synonyms,
    read_terms,
    read_translations,
)
from index.encoder.encoder import (
    SHIPPED_MODEL,
    Encoder,
    Prompts,
    SentenceTransformerEncoder,
    StaticEncoder,
    find_prompts,
    is_static,
    load_encoder,
)
from index.encoder.teacher import Teacher
from index.encoder.vocabulary import forced_words
from index.errors import EncoderError, MinutesError

SENTENCES = [
    "Udvalget godkendte forslaget om nye plejeboliger ved havnen.",
    "Der er huller i vejen.",
    "Byrådet besluttede at sende lokalplanen i høring.",
    "Skraldespandene bliver ikke tømt.",
    "Svømmehallen holder lukket i juli.",
]


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return load_encoder(None)


@pytest.fixture(scope="module")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A one-layer BERT with random weights and a vocabulary of letters and a few words."""
    folder = tmp_path_factory.mktemp("tiny")
    return make_tiny_transformer(folder, prompts={"query": "spørg: ", "document": "tekst: "})


def make_tiny_transformer(folder: Path, prompts: dict[str, str]) -> Path:
    letters = "abcdefghijklmnopqrstuvwxyzæøå0123456789:.,?-"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    bare = folder / "bert"
    bare.mkdir(parents=True)
    (bare / "vocab.txt").write_text("\n".join([*pieces, "spørg", "tekst", "vej", "skole"]))
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(pieces) + 4,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(bare)
    BertTokenizerFast(vocab=str(bare / "vocab.txt"), do_lower_case=True).save_pretrained(bare)
    transformer = Transformer(str(bare))
    model = SentenceTransformer(
        modules=[transformer, Pooling(16, "mean")], prompts=prompts, device="cpu"
    )
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


@pytest.fixture
def copy_of_shipped(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))


# The encoder that ships


def test_every_encoded_text_has_unit_length(shipped: Encoder) -> None:
    vectors = shipped.encode_passages(SENTENCES)
    assert vectors.shape == (len(SENTENCES), shipped.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "…!?", "北京"])
def test_a_text_without_a_known_word_is_a_zero_vector_and_not_nan(
    shipped: Encoder, text: str
) -> None:
    for vectors in (shipped.encode_passages([text]), shipped.encode_questions([text])):
        assert vectors.tolist() == [[0.0] * shipped.dimension]


def test_an_empty_text_does_not_disturb_its_neighbours(shipped: Encoder) -> None:
    mixed = shipped.encode_passages(["", SENTENCES[0], "", SENTENCES[1], ""])
    alone = shipped.encode_passages(SENTENCES[:2])
    np.testing.assert_allclose(mixed[[1, 3]], alone, atol=1e-6)
    assert not mixed[[0, 2, 4]].any()


def test_the_encoder_that_ships_is_loaded_once(shipped: Encoder) -> None:
    assert load_encoder() is shipped


def test_no_texts_give_no_rows(shipped: Encoder) -> None:
    assert shipped.encode_passages([]).shape == (0, shipped.dimension)
    assert shipped.encode_questions([]).shape == (0, shipped.dimension)


def test_many_texts_are_encoded_as_one_by_one(shipped: Encoder) -> None:
    texts = [f"{sentence} Punkt {i}." for i in range(150) for sentence in SENTENCES]
    together = shipped.encode_passages(texts)
    alone = np.concatenate([shipped.encode_passages([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-6)


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("huller i vejen", "Vejvedligeholdelse", "Takster i svømmehallen"),
        ("skraldespanden bliver ikke tømt", "Regulativ for affald", "Valg af revisor"),
        ("hvem kan komme på plejehjem?", "Visitation til plejebolig", "Visitation til skoler"),
        ("who may live in a nursing home?", "Visitation til plejebolig", "Parkeringsafgifter"),
        ("HUL I VEJEN", "vejvedligeholdelse", "takster"),
    ],
)
def test_everyday_words_and_english_lie_near_the_official_term(
    shipped: Encoder, asked: str, right: str, wrong: str
) -> None:
    [[near, far]] = shipped.encode_questions([asked]) @ shipped.encode_passages([right, wrong]).T
    assert near > far + 0.1


def test_the_tokens_of_a_text_are_those_of_its_words() -> None:
    encoder = StaticEncoder(SHIPPED_MODEL)
    texts = ["", "Vejen\u00a0lukkes (jf. §\u202f4).", "e\u0301n \u00b4 ﬁn", "- .", *SENTENCES]
    for _ in range(2):
        ids, lengths = encoder.tokens(texts)
        whole = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json")).encode_batch(
            texts, add_special_tokens=False
        )
        assert lengths.tolist() == [len(one.ids) for one in whole]
        assert ids.tolist() == [i for one in whole for i in one.ids]


def test_a_tokenizer_that_looks_over_white_space_is_given_whole_texts(
    copy_of_shipped: Path,
) -> None:
    path = copy_of_shipped / "tokenizer.json"
    held = json.loads(path.read_text("utf-8"))
    held["pre_tokenizer"] = {
        "type": "Metaspace",
        "replacement": "▁",
        "prepend_scheme": "first",
        "split": False,
    }
    path.write_text(json.dumps(held), "utf-8")
    ids, lengths = StaticEncoder(copy_of_shipped).tokens(SENTENCES)
    whole = Tokenizer.from_file(str(path)).encode_batch(SENTENCES, add_special_tokens=False)
    assert ids.tolist() == [i for one in whole for i in one.ids]
    assert lengths.tolist() == [len(one.ids) for one in whole]


def test_the_encoder_that_ships_needs_no_torch() -> None:
    program = (
        "import sys; from index.encoder.encoder import load_encoder; "
        "e = load_encoder(None); e.encode_questions(['skole']); e.fingerprint; "
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'huggingface_hub') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_the_model_that_ships_is_small_enough_to_ship() -> None:
    size = sum(file.stat().st_size for file in SHIPPED_MODEL.rglob("*"))
    assert size < 18_000_000


def test_every_municipal_term_of_one_word_is_one_token() -> None:
    tokenizer = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))
    words = forced_words(term.danish for term in read_terms())
    assert [word for word in words if len(tokenizer.encode(word).tokens) != 1] == []


# The same as sentence-transformers


def test_static_vectors_are_those_of_sentence_transformers(copy_of_shipped: Path) -> None:
    weights = load_file(copy_of_shipped / "model.safetensors")
    weights = {name: tensor.astype(np.float32) for name, tensor in weights.items()}
    save_file(weights, copy_of_shipped / "model.safetensors")
    theirs = SentenceTransformer(str(copy_of_shipped), device="cpu").encode(SENTENCES)
    ours = StaticEncoder(copy_of_shipped).encode_passages(SENTENCES)
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


def test_the_model_that_ships_loads_in_sentence_transformers(shipped: Encoder) -> None:
    theirs = SentenceTransformer(str(SHIPPED_MODEL), device="cpu").encode(SENTENCES)
    # They add up in float16, as the vectors are stored.
    np.testing.assert_allclose(shipped.encode_passages(SENTENCES), theirs, atol=2e-3)


def test_a_folder_by_model2vec_is_read_with_its_mapping_and_weights(copy_of_shipped: Path) -> None:
    vectors = load_file(copy_of_shipped / "model.safetensors")["embedding.weight"]
    rng = np.random.default_rng(0)
    tensors = {
        "embeddings": vectors[:500].astype(np.float32),
        "mapping": rng.integers(0, 500, len(vectors)),
        "weights": rng.random(len(vectors)).astype(np.float32),
    }
    save_file(tensors, copy_of_shipped / "model.safetensors")
    theirs = SentenceTransformer(str(copy_of_shipped), device="cpu").encode(SENTENCES)
    ours = StaticEncoder(copy_of_shipped).encode_passages(SENTENCES)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


# Other models


def test_a_transformer_is_given_its_own_prompts(tiny_transformer: Path) -> None:
    encoder = load_encoder(str(tiny_transformer))
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert isinstance(encoder, Encoder)
    assert encoder.prompts == Prompts("spørg: ", "tekst: ")
    model = SentenceTransformer(str(tiny_transformer), device="cpu")
    asked = model.encode(["spørg: hvor er skolen"], normalize_embeddings=True)
    held = model.encode(["tekst: hvor er skolen"], normalize_embeddings=True)
    np.testing.assert_allclose(encoder.encode_questions(["hvor er skolen"]), asked, atol=1e-5)
    np.testing.assert_allclose(encoder.encode_passages(["hvor er skolen"]), held, atol=1e-5)
    assert not np.allclose(asked, held, atol=1e-3)


def test_a_transformer_gives_unit_length_and_zero_for_nothing(tiny_transformer: Path) -> None:
    encoder = SentenceTransformerEncoder(str(tiny_transformer), device="cpu", batch_size=2)
    assert encoder.dimension == 16
    assert encoder.encode_passages([]).shape == (0, 16)
    vectors = encoder.encode_passages([*SENTENCES, ""])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1] * 5 + [0], abs=1e-5)


@pytest.mark.parametrize(
    ("name", "own", "prompts"),
    [
        ("intfloat/multilingual-e5-small", {}, Prompts("query: ", "passage: ")),
        (
            "intfloat/multilingual-e5-small",
            {"query": "", "document": ""},
            Prompts("query: ", "passage: "),
        ),
        ("hotchpotch/bekko-embedding-v1-a8m", {}, Prompts()),
        ("BAAI/bge-m3", {}, Prompts()),
        (
            "google/embeddinggemma-300m",
            {},
            Prompts("task: search result | query: ", "title: none | text: "),
        ),
        (
            "Qwen/Qwen3-Embedding-0.6B",
            {"query": "Instruct: x\nQuery:"},
            Prompts("Instruct: x\nQuery:"),
        ),
        ("some/model", {"search_query": "a: ", "passage": "b: "}, Prompts("a: ", "b: ")),
    ],
)
def test_the_prompts_are_those_of_the_model_or_else_of_its_family(
    name: str, own: dict[str, str], prompts: Prompts
) -> None:
    assert find_prompts(name, own) == prompts


def test_instructed_models_are_told_the_task_in_questions_only() -> None:
    for name in ("Qwen/Qwen3-Embedding-8B", "intfloat/multilingual-e5-large-instruct"):
        prompts = find_prompts(name, {})
        assert prompts.question.startswith("Instruct: ")
        assert prompts.passage == ""


# Errors


@pytest.mark.parametrize("name", ["ingen sådan model", "./findes/ikke"])
def test_a_missing_model_is_named_with_what_to_do(name: str) -> None:
    with pytest.raises(EncoderError) as caught:
        load_encoder(name)
    assert name in str(caught.value)
    assert "Check the spelling" in str(caught.value)
    assert isinstance(caught.value, MinutesError)


def test_an_unreachable_hub_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError("We couldn't connect to 'https://huggingface.co'")

    monkeypatch.setattr("sentence_transformers.SentenceTransformer", unreachable)
    with pytest.raises(EncoderError, match=r"the hub \(huggingface.co\): We couldn't connect"):
        load_encoder("someone/some-model")


def test_a_damaged_static_model_is_an_error_that_names_its_folder(copy_of_shipped: Path) -> None:
    (copy_of_shipped / "model.safetensors").write_bytes(b"not a model")
    with pytest.raises(EncoderError, match="Cannot load the static encoder in"):
        load_encoder(str(copy_of_shipped))


def test_a_folder_that_is_no_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("ikke en model")
    with pytest.raises(EncoderError, match="the folder"):
        load_encoder(str(tmp_path))


# Which is which


def test_the_fingerprint_follows_the_content_and_not_the_place(copy_of_shipped: Path) -> None:
    before = StaticEncoder(copy_of_shipped).fingerprint
    assert before == load_encoder(None).fingerprint
    tokenizer = copy_of_shipped / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert StaticEncoder(copy_of_shipped).fingerprint != before


def test_a_corrected_model_card_leaves_the_fingerprint(copy_of_shipped: Path) -> None:
    before = StaticEncoder(copy_of_shipped).fingerprint
    (copy_of_shipped / "MODEL_CARD.md").write_text("rettet")
    assert StaticEncoder(copy_of_shipped).fingerprint == before


def test_other_prompts_make_another_fingerprint(tmp_path: Path) -> None:
    folders = [
        make_tiny_transformer(tmp_path / name, prompts={"query": f"{name}: "})
        for name in ("a", "b")
    ]
    first, second = (SentenceTransformerEncoder(str(folder)) for folder in folders)
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == SentenceTransformerEncoder(str(folders[0])).fingerprint


def test_only_a_static_embedding_is_run_without_torch(tiny_transformer: Path) -> None:
    assert is_static(SHIPPED_MODEL)
    assert not is_static(tiny_transformer)
    assert not is_static(tiny_transformer / "nowhere")


# What it is trained on


def test_the_word_lists_are_long_and_without_repeats() -> None:
    terms = [term.danish.casefold() for term in read_terms()]
    lines = [(line.lay.casefold(), line.official.casefold()) for line in read_synonyms()]
    assert len(terms) == len(set(terms)) >= 2000
    assert len(lines) == len(set(lines)) >= 600
    assert [line for line in lines if line[0] == line[1]] == []


def test_what_is_trained_on_is_read_whole() -> None:
    assert len(read_sentences()) > 250
    assert len(read_asked_passages()) > 4_000


def test_about_a_tenth_of_the_synonyms_is_held_out() -> None:
    lines = read_synonyms()
    held_out = sum(is_held_out(line.lay, HELD_OUT_PERCENT) for line in lines)
    assert 0.07 < held_out / len(lines) < 0.13


def test_no_question_for_measuring_stands_among_the_synonyms() -> None:
    learnt = {line.lay.casefold() for line in read_synonyms()}
    assert [q.danish for q in read_questions() if q.danish.casefold() in learnt] == []


def test_a_line_without_its_tab_is_reported_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "terms.txt"
    file.write_text("# terms\n\nskole\tschool\nvej road\n", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"terms\.txt, line 4: expected 2 fields"):
        read_terms(file)


def test_a_missing_corpus_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="Check the path"):
        read_translations(tmp_path / "none.tsv.gz")


# Training and measuring, from end to end


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, tiny_transformer: Path) -> Path:
    folder = tmp_path_factory.mktemp("training")
    train_quickly(folder, tiny_transformer, "model")
    return folder


def train_quickly(folder: Path, teacher: Path, out: str) -> None:
    # Some of each list: all of them take a minute to train on.
    with pytest.MonkeyPatch.context() as patch:
        for read in (read_terms, read_sentences, read_synonyms, read_asked_passages):
            patch.setattr(train, read.__name__, lambda read=read: read()[:100])
        train.main([*write_corpora(folder), "--teacher", str(teacher), *quickly(folder, out)])


def write_corpora(folder: Path) -> list[str]:
    pairs = [
        f"test\t{sentence} Nummer {i}.\tSentence {i}" for i, sentence in enumerate(SENTENCES * 8)
    ]
    with gzip.open(folder / "parallel.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(pairs))
    titles = [f"test\tPunkt {i}\t{sentence} {i}" for i, sentence in enumerate(SENTENCES * 4)]
    (folder / "titles.tsv").write_text("\n".join(titles), encoding="utf-8")
    return [
        f"--parallel={folder / 'parallel.tsv.gz'}",
        f"--titles={folder / 'titles.tsv'}",
    ]


def quickly(folder: Path, out: str) -> list[str]:
    return [
        *("--out", str(folder / out), "--cache", str(folder / "cache")),
        *(
            "--pieces",
            "2000",
            "--dimensions",
            "8",
            "--steps",
            "5",
            "--finishing-steps",
            "3",
            "--batch",
            "64",
            "--framed",
            "2",
        ),
    ]


def test_training_writes_a_model_that_the_encoder_reads(trained: Path) -> None:
    encoder = load_encoder(str(trained / "model"))
    assert isinstance(encoder, StaticEncoder)
    assert encoder.dimension == 8
    assert np.linalg.norm(encoder.encode_passages(SENTENCES), axis=1) == pytest.approx(1, abs=1e-5)
    notes = json.loads((trained / "model" / "training.json").read_text())
    assert notes["held_out_percent"] == HELD_OUT_PERCENT


def test_training_again_gives_the_same_model_from_the_kept_labels(
    trained: Path, tiny_transformer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_again(_: Teacher) -> None:
        raise AssertionError("the labels were on disk")

    monkeypatch.setattr(Teacher, "_loaded", not_again)
    train_quickly(trained, tiny_transformer, "again")
    first, second = (StaticEncoder(trained / name) for name in ("model", "again"))
    assert first.fingerprint == second.fingerprint


def test_measuring_reports_every_measure_with_its_interval(
    trained: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "SPEED_PASSAGES", 20)
    squad = {"context": "Havnen blev udvidet i 1952.", "qas": [{"question": "Hvornår?"}]}
    file = trained / "squad.json"
    file.write_text(json.dumps({"data": [{"paragraphs": [squad]}]}), encoding="utf-8")
    measure.main(["--model", str(trained / "model"), "--squad", str(file)])
    report = json.loads(capsys.readouterr().out)
    assert report["passages_per_second"] > 0
    assert report["squad"]["hit@1"] == [1.0, 1.0, 1.0]
    mean, low, high = report["development"]["ndcg@10"]
    assert low <= mean <= high
    assert report["difference_from_sentence_transformers"] < 2e-3
