"""The forward index: what every agenda item says, as numbers, made once when it is indexed.

The inverted index tells which passages have a word; the second look at the
items that were found needs the words that each has, sentence by sentence, and
how near they are to those of a question. To analyse and to encode the text of
sixty items took five times as long as all the rest of a search (2026-11). So
the stems, the encoder's tokens and the lengths of vectors are kept. Vectors
are not: the scalar product of a question with a sum of tokens' vectors is the
sum of its products with each token, and those are few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.danish import analysis
from index.danish.analysis import Token, content_token, stopwords, words_as_written
from index.encoder.encoder import StaticEncoder
from index.parsing.text.sentences import sentence_spans
from index.types import Span

Numbers = npt.NDArray[Any]
Ids = npt.NDArray[np.int64]

# Raised by hand when what is kept, or how, is another.
_VERSION = 2
# The arrays of `ItemWords` in their order, and how each is stored. Tokens take two bytes
# where the vocabulary has at most 65,536, else four.
_STORED: Mapping[str, str] = {
    "stems": "<u4",
    "parts": "<u4",
    "norms": "<f4",
    "sentence_words": "<u4",
    "sentence_tokens": "<u4",
    "sentence_norms": "<f4",
    "passage_norms": "<f4",
    "item_norm": "<f4",
    "passage_sentences": "<u2",
    "words": "<u2",
    "title_words": "<u2",
    "part_counts": "<u1",
    "token_counts": "<u1",
    "word_tokens": "tokens",
    "tokens": "tokens",
    "title_tokens": "tokens",
}
_TOKEN_BYTES = {2: "<u2", 4: "<u4"}
# What two bytes and one can tell: an item's different words beyond so many are passed over, a
# word's parts beyond so many too, and a word of more tokens is near no other.
_MOST_WORDS, _MOST_PARTS = 2**16 - 1, 2**8 - 1
# What stands for the stem of no word.
NO_WORD = 0
# Words of which the numbers are kept, some 300 bytes each.
_MAX_KNOWN = 200_000


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The words of an item: its title, and its passages, sentence by sentence.

    The different words are numbered from 0, which is no word at all, so that
    every sentence and title has at least one. Of each is told its stem and the
    stems of a compound's parts (as `key_of` has them), the encoder's tokens of
    the word by itself, and the length of their sum. `words` are those of the
    sentences one after the other, without the function words, and `tokens`
    what the encoder makes of the sentences. The norms of sentences, of
    passages and of the item are the lengths of the sums of their tokens'
    vectors and those of the title.
    """

    stems: Numbers
    parts: Numbers
    norms: Numbers
    sentence_words: Numbers
    sentence_tokens: Numbers
    sentence_norms: Numbers
    passage_norms: Numbers
    item_norm: Numbers
    passage_sentences: Numbers
    words: Numbers
    title_words: Numbers
    part_counts: Numbers
    token_counts: Numbers
    word_tokens: Numbers
    tokens: Numbers
    title_tokens: Numbers


def key_of(stem: str) -> int:
    """A stem as a number of 32 bits.

    Two stems share one by chance in one of 4 billion pairs. A question takes one
    word for another so once in some 10,000, and once in ten a rare word for one
    of the precedents' 70,000 terms, which moves one item a little.
    """
    return crc32(stem.encode())


def packed(item: ItemWords, token_bytes: int) -> bytes:
    """An item's words as they are stored: the size of a token, the lengths, the arrays."""
    arrays = [
        np.asarray(
            getattr(item, name), dtype=_TOKEN_BYTES[token_bytes] if kind == "tokens" else kind
        )
        for name, kind in _STORED.items()
    ]
    head = np.array([token_bytes, *map(len, arrays)], dtype="<u4")
    return b"".join([head.tobytes(), *(array.tobytes() for array in arrays)])


def unpacked(data: bytes) -> ItemWords:
    """What `packed` made; the arrays may not be written to."""
    return all_together([data])[0]


def all_together(items: Sequence[bytes]) -> tuple[ItemWords, Mapping[str, Ids]]:
    """Packed items of one reader one after the other, at least one, their words numbered through.

    Also how long each array of each item is. All items are taken apart at once: one by one
    was a fifth of the time of a search (2026-11).
    """
    size = 4 * (len(_STORED) + 1)
    heads = np.frombuffer(b"".join([data[:size] for data in items]), dtype="<u4")
    heads = heads.reshape(len(items), -1).astype(np.int64)
    tokens = _TOKEN_BYTES[int(heads[0, 0])]
    dtypes = [np.dtype(tokens if kind == "tokens" else kind) for kind in _STORED.values()]
    sizes = heads[:, 1:] * [dtype.itemsize for dtype in dtypes]
    ends = size + np.cumsum(sizes, axis=1)
    of_arrays = zip(dtypes, (ends - sizes).T.tolist(), ends.T.tolist(), strict=True)
    held = [
        np.frombuffer(
            b"".join([data[a:b] for data, a, b in zip(items, first, last, strict=True)]), dtype
        )
        for dtype, first, last in of_arrays
    ]
    arrays = dict(zip(_STORED, held, strict=True))
    lengths = dict(zip(_STORED, heads[:, 1:].T, strict=True))
    before = np.cumsum(lengths["stems"]) - lengths["stems"]
    for name in ("words", "title_words"):
        arrays[name] = arrays[name] + np.repeat(before, lengths[name])
    return ItemWords(**arrays), lengths


def sums_of(values: Numbers, counts: Numbers) -> Numbers:
    """The sum of each run of rows, of which each has so many; zero where it has none."""
    sums = np.zeros((len(counts), *values.shape[1:]), dtype=np.float32)
    filled = counts > 0
    if filled.any():
        starts = (np.cumsum(counts, dtype=np.int64) - counts)[filled]
        sums[filled] = np.add.reduceat(values, starts, axis=0)
    return sums


@dataclass(frozen=True, slots=True)
class _Word:
    """What is told of a word: of a simple one the stem is the only part, and left out."""

    stem: int
    parts: tuple[int, ...]
    tokens: Numbers
    norm: float


_NONE = _Word(NO_WORD, (), np.zeros(0, dtype=np.uint32), 0.0)


class ItemReader:
    """Turns the text of items into their words. May be used from many threads."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self.encoder = encoder
        self.token_bytes = 2 if encoder.vocabulary_size <= 2**16 else 4
        # By the word as written; None for one that carries no meaning.
        self._written: dict[str, Token | None] = {}
        self._known: dict[str, _Word] = {}
        self._one_at_a_time = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Equal for two readers only when they make the same of a text."""
        made_of = (_VERSION, analysis.FINGERPRINT, self.encoder.fingerprint, *sorted(stopwords()))
        return hashlib.sha256("|".join(map(str, made_of)).encode()).hexdigest()[:12]

    def read(self, items: Sequence[tuple[str | None, Sequence[str]]]) -> list[ItemWords]:
        """The words of some items, of each its title and the texts of its passages."""
        with self._one_at_a_time:
            return self._read(items) if items else []

    def _read(self, items: Sequence[tuple[str | None, Sequence[str]]]) -> list[ItemWords]:
        if len(self._written) > _MAX_KNOWN:
            self._written, self._known = {}, {}
        parted = [[_sentences(text) for text in texts or [""]] for _, texts in items]
        titles = [title or "" for title, _ in items]
        lists = [
            _Numbered(self, [s for sentences in passages for s in sentences], title)
            for passages, title in zip(parted, titles, strict=True)
        ]
        self._learn({form: token for one in lists for form, token in one.tokens.items()})
        sentences = [s for passages in parted for one in passages for s in one]
        tokens, counts = self.encoder.tokens([*sentences, *titles])
        norms = self._norms(parted, tokens, counts)
        ends = np.cumsum(counts)
        found, first = [], 0
        for at, (passages, numbered) in enumerate(zip(parted, lists, strict=True)):
            last = first + sum(map(len, passages))
            title = len(sentences) + at
            words = [_NONE, *(self._known[form] for form in numbered.tokens)]
            found.append(
                ItemWords(
                    **_told_of(words),
                    **norms[at],
                    sentence_words=np.array(numbered.counts),
                    sentence_tokens=counts[first:last],
                    passage_sentences=np.array([len(one) for one in passages]),
                    words=np.array(numbered.words),
                    title_words=np.array(numbered.title),
                    tokens=tokens[ends[first] - counts[first] : ends[last - 1]],
                    title_tokens=tokens[ends[title] - counts[title] : ends[title]],
                )
            )
            first = last
        return found

    def token_of(self, word: str) -> Token | None:
        """The token of a word as written, None where it carries no meaning."""
        if word not in self._written:
            self._written[word] = content_token(word)
        return self._written[word]

    def _learn(self, met: Mapping[str, Token]) -> None:
        new = [form for form in met if form not in self._known]
        tokens, counts = self.encoder.tokens(new)
        norms = np.linalg.norm(self.encoder.added(tokens, counts), axis=1)
        ends = np.cumsum(counts)
        for form, end, count, norm in zip(new, ends, counts, norms, strict=True):
            token = met[form]
            parts = tuple(map(key_of, token.parts)) if token.parts != (token.stem,) else ()
            short = count <= _MOST_PARTS
            self._known[form] = _Word(
                key_of(token.stem),
                parts[:_MOST_PARTS],
                tokens[end - count : end] if short else _NONE.tokens,
                float(norm) if short else 0.0,
            )

    def _norms(
        self, parted: Sequence[Sequence[Sequence[str]]], tokens: Numbers, counts: Numbers
    ) -> list[dict[str, Numbers]]:
        """The lengths of the sums of each item's sentences, passages and whole, each with its title."""
        sums = self.encoder.added(tokens, counts)
        sums, titles = sums[: -len(parted)], sums[-len(parted) :]
        of_passages = np.array([len(one) for passages in parted for one in passages])
        of_items = np.array([len(passages) for passages in parted])
        passages = sums_of(sums, of_passages)
        whole = sums_of(passages, of_items)
        titled = np.repeat(titles, of_items, axis=0)
        in_sentences = np.linalg.norm(sums + np.repeat(titled, of_passages, axis=0), axis=1)
        in_passages = np.linalg.norm(passages + titled, axis=1)
        in_items = np.linalg.norm(whole + titles, axis=1)
        of_sentences = [sum(map(len, passages)) for passages in parted]
        return [
            {"sentence_norms": one, "passage_norms": two, "item_norm": three}
            for one, two, three in zip(
                np.split(in_sentences, np.cumsum(of_sentences)[:-1]),
                np.split(in_passages, np.cumsum(of_items)[:-1]),
                np.split(in_items, len(in_items)),
                strict=True,
            )
        ]


class _Numbered:
    """The words of an item's sentences and title, numbered from 1 as they are met."""

    def __init__(self, reader: ItemReader, sentences: Iterable[str], title: str) -> None:
        self._reader = reader
        self._numbers: dict[str, int] = {}
        self.tokens: dict[str, Token] = {}
        self.words: list[int] = []
        self.counts: list[int] = []
        for sentence in sentences:
            found = list(self._in(sentence)) or [0]
            self.words += found
            self.counts.append(len(found))
        self.title = list(self._in(title)) or [0]

    def _in(self, text: str) -> Iterator[int]:
        for word in words_as_written(text):
            token = self._reader.token_of(word)
            if token is None:
                continue
            number = self._numbers.get(token.form)
            if number is None:
                number = len(self._numbers) + 1
                if number > _MOST_WORDS:
                    continue
                self._numbers[token.form] = number
                self.tokens[token.form] = token
            yield number


def _told_of(words: Sequence[_Word]) -> dict[str, Numbers]:
    return {
        "stems": np.array([word.stem for word in words], dtype=np.uint32),
        "parts": np.array([part for word in words for part in word.parts], dtype=np.uint32),
        "part_counts": np.array([len(word.parts) for word in words]),
        "word_tokens": np.concatenate([word.tokens for word in words]),
        "token_counts": np.array([len(word.tokens) for word in words]),
        "norms": np.array([word.norm for word in words], dtype=np.float32),
    }


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)))] or [text]
