"""Texts to vectors: the encoder that ships, or any sentence-transformers model.

What ships is static: the mean of a vector for each token, which numpy computes
alone. Nothing here imports torch before a model that needs it is asked for.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.encoder.files import folder_fingerprint
from index.errors import EncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

SHIPPED_MODEL = Path(__file__).parent / "model"

# Texts whose token vectors are in memory at a time: those of 16 of 80 words stay in the
# processor's cache (73 us a text; with 256 113 us; 2026-11).
_TEXTS_AT_A_TIME = 16

# A token without a vector has one of this length.
_SHORTEST = 1e-3

# Words whose tokens are kept, some 200 bytes each; then they are forgotten and learnt anew.
_MAX_WORDS = 100_000
_FEW_WORDS = 64
# What a tokenizer may do to a text before it parts it at white space without one word's
# tokens depending on another word.
_WORD_BY_WORD = frozenset({"NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents"})

# What a graphics card can keep busy with; on a processor small batches of
# similar length waste least on padding.
_BATCH_ON_GPU, _BATCH_ON_CPU = 64, 16

_TASK = "Given a question about municipal decisions, retrieve minutes that answer the question"


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors whose scalar product is their similarity."""

    @property
    def fingerprint(self) -> str:
        """Equal for two encoders only when they give the same vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode text that is searched, shape (n, dimension).

        Each row has unit length, or is zero when the text holds nothing known.
        """

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode text that is searched for; shape and length as for passages."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants in front of a question and of a passage."""

    question: str = ""
    passage: str = ""


# By a part of the model's name, the most particular first; from the models' cards
# (August 2026). Only for models whose own configuration names no prompts.
# bekko-embedding, BGE-M3 and the paraphrase models want none.
KNOWN_PROMPTS = {
    "e5-large-instruct": Prompts(f"Instruct: {_TASK}\nQuery: "),
    "e5-mistral": Prompts(f"Instruct: {_TASK}\nQuery: "),
    "e5-": Prompts("query: ", "passage: "),
    "embeddinggemma": Prompts("task: search result | query: ", "title: none | text: "),
    "qwen3-embedding": Prompts(f"Instruct: {_TASK}\nQuery:"),
    "snowflake-arctic-embed": Prompts("query: "),
    "nomic-embed": Prompts("search_query: ", "search_document: "),
}

# The names that models give their own prompts.
_QUESTION_NAMES = ("query", "question", "search_query", "retrieval.query", "Retrieval-query")
_PASSAGE_NAMES = ("document", "passage", "corpus", "search_document", "retrieval.passage")


def load_encoder(name_or_path: str | None = None) -> Encoder:
    """Load the encoder that ships (None), or the model of this name or folder.

    A folder wins over a name. A model that is static is run without torch.

    Raises:
        EncoderError: there is no such model here, and it cannot be fetched.
    """
    if name_or_path is None:
        return shipped_encoder()
    folder = _local_folder(name_or_path)
    if folder is not None and is_static(folder):
        return StaticEncoder(folder)
    return SentenceTransformerEncoder(name_or_path)


@cache
def shipped_encoder() -> StaticEncoder:
    """The encoder that ships, one for all archives of a process: loading it takes a tenth of a second.

    Raises:
        EncoderError: it is not there.
    """
    if not is_static(SHIPPED_MODEL):
        raise EncoderError(
            f"The encoder that ships is missing from {SHIPPED_MODEL}. Install Referatsvar anew."
        )
    return StaticEncoder(SHIPPED_MODEL)


def is_static(folder: Path) -> bool:
    """Tell whether a folder is a StaticEmbedding, with or without a Normalize, and no more."""
    kinds = [module["type"].rsplit(".", 1)[-1] for module in _modules(folder)]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


class StaticEncoder:
    """The mean of the tokens' vectors, at unit length; no attention, no torch.

    Gives what sentence-transformers gives for the same folder, to within the
    rounding of float16 where the folder holds float16.
    """

    def __init__(self, folder: Path) -> None:
        """Load a folder for which `is_static` holds.

        Raises:
            EncoderError: a file is missing or damaged.
        """
        self._folder = folder
        try:
            weights = folder / _modules(folder)[0]["path"]
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
            self._vectors = _token_vectors(load_file(weights / "model.safetensors"))
        except Exception as error:  # tokenizers raises bare Exceptions
            raise EncoderError(
                f"Cannot load the static encoder in {folder}: {error}. "
                "Fetch or train the model anew, or choose another with REFERATSVAR_MODEL."
            ) from error
        self._tokenizer.no_padding()
        self._by_word = _is_word_by_word(self._tokenizer)
        self._tokens_of_words: dict[str, bytes] = {}

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the model's files."""
        return folder_fingerprint(self._folder)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._vectors.shape[1])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode text that is searched, shape (n, dimension)."""
        return _unit_length(self.added(*self.tokens(texts)))

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode text that is searched for; the same as for passages."""
        return self.encode_passages(texts)

    @property
    def vocabulary_size(self) -> int:
        """How many tokens there are."""
        return len(self._vectors)

    def vectors(self, tokens: NDArray[Any]) -> NDArray[np.float32]:
        """The vector of each token, shape (tokens, dimension)."""
        return np.asarray(self._vectors[tokens], dtype=np.float32)

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """The length of each token's vector, none of them zero, shape (vocabulary,)."""
        lengths = np.linalg.norm(self.vectors(np.arange(self.vocabulary_size)), axis=1)
        return np.asarray(np.maximum(lengths, np.float32(_SHORTEST)))

    def directions(self, tokens: NDArray[Any]) -> NDArray[np.float32]:
        """The vector of each token at unit length, shape (tokens, dimension)."""
        return np.asarray(self.vectors(tokens) / self.lengths[tokens, None])

    def products(self, tokens: NDArray[Any], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The scalar product of each vector with the vector of each token, shape (vectors, vocabulary).

        Tokens that do not occur among `tokens` are left out, with zeros.
        """
        occurs = np.zeros(self.vocabulary_size, dtype=bool)
        occurs[tokens] = True
        found = np.zeros((len(vectors), self.vocabulary_size), dtype=np.float32)
        found[:, occurs] = vectors @ self._vectors[occurs].T
        return found

    def added(self, tokens: NDArray[Any], counts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Add up the vectors of runs of tokens, of which each has so many.

        Dividing would not change the direction, and sums can be added: that of
        two texts together is that of the one plus that of the other.
        """
        sums = np.zeros((len(counts), self.dimension), dtype=np.float32)
        ends = np.cumsum(counts)
        for start in range(0, len(counts), _TEXTS_AT_A_TIME):
            part = counts[start : start + _TEXTS_AT_A_TIME]
            filled = part > 0
            if filled.any():
                # reduceat gives a row of its own to an empty text, so only the others are asked for.
                starts = (np.cumsum(part) - part)[filled]
                held = tokens[ends[start] - counts[start] : ends[start + len(part) - 1]]
                sums[start : start + len(part)][filled] = np.add.reduceat(
                    self._vectors[held], starts, axis=0
                )
        return sums

    def names(self) -> list[str]:
        """How each token is written."""
        return [str(self._tokenizer.id_to_token(i)) for i in range(self.vocabulary_size)]

    def pieces(self, texts: Sequence[str]) -> list[tuple[list[int], list[int]]]:
        """The tokens of each text, and at which character each of them starts."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [(one.ids, [start for start, _ in one.offsets]) for one in found]

    def tokens(self, texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The tokens of all texts in one row, and how many each has.

        Where the tokenizer parts texts at white space, words that were met before are not
        tokenized again, which is most of the time that encoding takes.
        """
        parted = [text.split() for text in texts] if self._by_word else [[text] for text in texts]
        held = self._tokens_of_words
        new = list(dict.fromkeys(word for words in parted for word in words if word not in held))
        if len(held) + len(new) > _MAX_WORDS or not self._by_word:
            # Other threads may be reading the old ones.
            held = self._tokens_of_words = {}
            new = list(dict.fromkeys(word for words in parted for word in words))
        # Few words are done before a batch's threads are awake.
        found = (
            self._tokenizer.encode_batch_fast(new, add_special_tokens=False)
            if len(new) > _FEW_WORDS
            else [self._tokenizer.encode(word, add_special_tokens=False) for word in new]
        )
        held.update(
            (word, array("I", one.ids).tobytes()) for word, one in zip(new, found, strict=True)
        )
        rows = [b"".join([held[word] for word in words]) for words in parted]
        lengths = np.array([len(row) // 4 for row in rows], dtype=np.int64)
        return np.frombuffer(b"".join(rows), dtype=np.uint32), lengths


class SentenceTransformerEncoder:
    """Any other sentence-transformers model, by name or folder, with its prompts."""

    def __init__(
        self, name_or_path: str, *, device: str | None = None, batch_size: int | None = None
    ) -> None:
        """Load a model, from the local cache when it is there, else from the hub.

        Args:
            name_or_path: a name on the hub, or a folder.
            device: "cpu", "cuda", "mps"; the best one there is if None.
            batch_size: texts at a time; chosen after the device if None.

        Raises:
            EncoderError: it cannot be loaded; the message says what was tried.
        """
        self._name = name_or_path
        self._model = _load_sentence_transformer(name_or_path, device)
        on_cpu = self._model.device.type == "cpu"
        self._batch_size = batch_size or (_BATCH_ON_CPU if on_cpu else _BATCH_ON_GPU)
        self.prompts = find_prompts(name_or_path, self._model.prompts)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of a folder's files or of name and revision, and of the prompts."""
        identity = json.dumps([self._identity(), self.prompts.question, self.prompts.passage])
        return hashlib.sha256(identity.encode()).hexdigest()

    @cached_property
    def dimension(self) -> int:
        """Length of a vector, found by encoding a text: its getter was renamed in 6.0."""
        return int(self._encoded(["referat"], self.prompts.passage).shape[1])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode text that is searched, shape (n, dimension)."""
        return self._encoded(texts, self.prompts.passage)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode text that is searched for, shape (n, dimension)."""
        return self._encoded(texts, self.prompts.question, questions=True)

    def _encoded(
        self, texts: Sequence[str], prompt: str, *, questions: bool = False
    ) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encode = self._model.encode_query if questions else self._model.encode_document
        # An empty prompt is given too: with none, the model's default prompt would be used.
        vectors = np.asarray(
            encode(
                list(texts),
                prompt=prompt,
                batch_size=self._batch_size,
                show_progress_bar=False,
                convert_to_numpy=True,
            ),
            dtype=np.float32,
        )
        vectors[[not text.strip() for text in texts]] = 0
        return _unit_length(vectors)

    def _identity(self) -> str:
        folder = Path(self._name)
        if folder.is_dir():
            return folder_fingerprint(folder)
        snapshot = _cached_snapshot(self._name)
        return f"{self._name}@{snapshot.name if snapshot else 'unknown'}"


def find_prompts(name: str, own: Mapping[str, str | None]) -> Prompts:
    """Choose a model's prompts: its own where it names any, else by its family.

    >>> find_prompts("intfloat/multilingual-e5-small", {})
    Prompts(question='query: ', passage='passage: ')
    >>> find_prompts("some/model", {"query": "ask: ", "document": ""})
    Prompts(question='ask: ', passage='')
    """
    named = {key: prompt for key, prompt in own.items() if prompt}
    if named:
        return Prompts(_first(named, _QUESTION_NAMES), _first(named, _PASSAGE_NAMES))
    family = (prompts for part, prompts in KNOWN_PROMPTS.items() if part in name.lower())
    return next(family, Prompts())


def _first(prompts: dict[str, str], names: Sequence[str]) -> str:
    return next((prompts[name] for name in names if name in prompts), "")


def _modules(folder: Path) -> list[dict[str, Any]]:
    """Read the list of a sentence-transformers folder's modules; empty if it has none."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return modules if isinstance(modules, list) else []


def _local_folder(name_or_path: str) -> Path | None:
    """Find the folder of a model: the path itself, or the hub's cache."""
    folder = Path(name_or_path)
    return folder if folder.is_dir() else _cached_snapshot(name_or_path)


def _cached_snapshot(name: str) -> Path | None:
    """Find a hub model in the local cache; the folder is called after its revision."""
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - only for named models
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    try:
        found = try_to_load_from_cache(name, "modules.json") or try_to_load_from_cache(
            name, "config.json"
        )
    except HFValidationError:  # a path that does not exist, say
        return None
    return Path(found).parent if isinstance(found, str) else None


def _is_word_by_word(tokenizer: Tokenizer) -> bool:
    """Whether a text's tokens are those of its words, parted at white space."""
    parts = _parts_of(tokenizer.pre_tokenizer, "pretokenizers")
    return parts[:1] == ["WhitespaceSplit"] and _WORD_BY_WORD.issuperset(
        _parts_of(tokenizer.normalizer, "normalizers")
    )


def _parts_of(step: Any, name: str) -> list[str]:
    """The types of a tokenizer's step, or of the steps that it is a sequence of."""
    state = json.loads(step.__getstate__()) if step is not None else {}
    return [part["type"] for part in state.get(name, [state] if state else [])]


def _token_vectors(tensors: dict[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Read one vector a token, also from folders that model2vec wrote."""
    if "embedding.weight" in tensors:
        return tensors["embedding.weight"].astype(np.float32)
    vectors = tensors["embeddings"].astype(np.float32)
    if "mapping" in tensors:
        vectors = vectors[tensors["mapping"].astype(np.intp)]
    if "weights" in tensors:
        vectors = vectors * tensors["weights"].astype(np.float32)[:, None]
    return vectors


def _unit_length(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to length 1; rows of zeros, and of what is no number, become zero."""
    finite = np.where(np.isfinite(vectors), vectors, np.float32(0))
    lengths = np.linalg.norm(finite, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = np.divide(finite, np.where(lengths > 0, lengths, 1))
    return scaled.astype(np.float32, copy=False)


def _load_sentence_transformer(name_or_path: str, device: str | None) -> SentenceTransformer:
    """Load from the folder or the local cache; from the hub only if neither has it.

    So what is cached is used without asking the hub, which may not be reachable,
    and need not know.
    """
    if _is_path(name_or_path) and not Path(name_or_path).is_dir():
        raise EncoderError(
            f"Cannot load the encoder {name_or_path}: there is no folder "
            f"{Path(name_or_path).resolve()}. Check the spelling, give the folder of a sentence-transformers "
            "model, or a name on the hub; with neither, the encoder that ships is used."
        )
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds
    except ImportError as error:
        raise EncoderError(
            f"The model {name_or_path} needs sentence-transformers, which cannot be imported: "
            f"{error}. Install it with `pip install sentence-transformers`."
        ) from error
    failures: list[str] = []
    last: Exception | None = None
    for place, offline in _places(name_or_path):
        try:
            return SentenceTransformer(name_or_path, device=device, local_files_only=offline)
        except Exception as error:  # whatever the model's own code and the hub raise
            failures.append(f"{place}: {_first_line(error)}")
            last = error
    raise EncoderError(
        f"Cannot load the encoder {name_or_path}. Tried {'; '.join(failures)}. "
        "Check the spelling, give the folder of a sentence-transformers model, or fetch it once "
        "on a machine with access to the hub; without REFERATSVAR_MODEL the encoder "
        "that ships is used."
    ) from last


def _places(name_or_path: str) -> list[tuple[str, bool]]:
    if Path(name_or_path).is_dir():
        return [(f"the folder {Path(name_or_path).resolve()}", True)]
    hub = ("the hub (huggingface.co)", False)
    return [("the local cache", True), hub] if _cached_snapshot(name_or_path) else [hub]


def _is_path(name_or_path: str) -> bool:
    """Whether it can only be a path: hub names are "owner/name" and begin with no dot or slash.

    >>> _is_path("./model"), _is_path("a/b/c"), _is_path("intfloat/multilingual-e5-small")
    (True, True, False)
    """
    return name_or_path.startswith((".", "/", "~")) or len(Path(name_or_path).parts) > 2


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
