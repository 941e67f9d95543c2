"""A vector for each Danish piece, in the place of those of an English network's words.

A piece gets the mean of the vectors of the English words that it means most alike, as WECHSEL does
it (Minixhofer et al., NAACL 2022). What means alike is told by the encoder that ships: it lies where
the English network puts its translations.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.reader import marks_of
from eval.reader.network import English
from index.encoder.corpus import Translation
from index.encoder.encoder import StaticEncoder
from index.encoder.teacher import Teacher

Floats = NDArray[np.float32]

# Ten of the words, weighed by a softmax of this heat: of (.01, 3), (.02, 5), (.02, 10), (.05, 10) and
# (.1, 10) the one that put Danish sentences nearest to their translations (.603 of a cosine; 2026-12).
_WORDS, _HEAT = 10, 0.05
_FITTED_ON = 60_000


def piece_vectors(
    folder: Path,
    english: English,
    teacher: Teacher,
    encoder: StaticEncoder,
    translations: list[Translation],
) -> Floats:
    """The vectors of all pieces, of the two marks and of what fills rows up, shape (pieces + 3, width)."""
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    held = english.weights["embeddings.word_embeddings.weight"].numpy()
    words = [w for w in vocabulary if w.isascii() and w.isalpha() and len(w) > 1]
    own = held[[vocabulary[word] for word in words]]
    fitted = translations[:_FITTED_ON]
    there = teacher.label([t.english for t in fitted])
    here = encoder.encode_passages([t.danish for t in fitted])
    across = np.linalg.lstsq(there, here, rcond=None)[0]
    towards = _centred(teacher.label(words) @ across)
    pieces = _centred(encoder.directions(np.arange(encoder.vocabulary_size)))
    alike = pieces @ towards.T
    best = np.argpartition(-alike, _WORDS - 1, axis=1)[:, :_WORDS]
    powers = np.exp(np.take_along_axis(alike, best, axis=1) / _HEAT)
    shares = powers / powers.sum(axis=1, keepdims=True)
    vectors = np.einsum("pw,pwd->pd", shares, own[best])
    # A mean is shorter than what it is of.
    lengths = (shares * np.linalg.norm(own, axis=1)[best]).sum(axis=1)
    vectors *= (lengths / np.linalg.norm(vectors, axis=1))[:, None]
    for number, piece in enumerate(encoder.names()):
        # Numbers and letters are the same.
        if piece in vocabulary and (not piece.isalpha() or len(piece) == 1):
            vectors[number] = held[vocabulary[piece]]
    begin, end = marks_of(encoder.vocabulary_size)
    marks = np.zeros((3, vectors.shape[1]))
    marks[begin - len(vectors)] = held[vocabulary["[CLS]"]]
    marks[end - len(vectors)] = held[vocabulary["[SEP]"]]
    return np.vstack([vectors, marks]).astype(np.float32)


def _centred(rows: Floats) -> Floats:
    rows = rows - rows.mean(axis=0)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))
