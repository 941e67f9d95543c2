"""Makes the precedents that ship: python -m eval.precedents.

Reads the invented passages and questions of `index/encoder/corpus` and writes
their words as `assistant/retrieval/precedents.npz` (see `assistant/retrieval/precedents.py`), which
is loaded in a tenth of a second where the texts would take five. To be run
again when the corpus has changed; a test tells when it was not. Two runs write
the same.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval import precedents
from assistant.retrieval.precedents import Collection, Rows, terms_of
from index.danish.analysis import content_tokens
from index.encoder.corpus import AskedPassage, read_asked_passages

_FILE = Path(precedents.__file__).with_name(precedents.FILE)


def collection_of(asked: Iterable[AskedPassage]) -> Collection:
    """The passages that any question is put to, and those questions, as numbers of terms."""
    used = [passage for passage in asked if passage.questions]
    questions = [_counted(question) for passage in used for question in passage.questions]
    passages = [_counted(f"{passage.topic}. {passage.text}") for passage in used]
    terms = sorted({term for text in (*questions, *passages) for term in text})
    numbers = {term: number for number, term in enumerate(terms)}
    begins = np.cumsum([0, *(len(passage.questions) for passage in used)], dtype=np.int64)
    return Collection(
        terms,
        _rows(questions, numbers),
        _rows(passages, numbers),
        np.array([count for text in passages for count in text.values()], dtype=np.int64),
        begins[:-1],
    )


def _counted(text: str) -> Counter[str]:
    return Counter(term for token in content_tokens(text) for term in terms_of(token))


def _rows(texts: Sequence[Counter[str]], numbers: dict[str, int]) -> Rows:
    return Rows(
        np.array([numbers[term] for text in texts for term in text], dtype=np.int64),
        np.cumsum([0, *map(len, texts)], dtype=np.int64),
    )


def main() -> None:
    """Write the file that ships and tell its size."""
    made = collection_of(read_asked_passages())
    made.save(_FILE)
    sys.stdout.write(
        f"{len(made.first_questions):,} passages, {len(made.questions.starts) - 1:,} questions, "
        f"{len(made.terms):,} terms, {_FILE.stat().st_size / 1e6:.1f} MB\n"
    )


if __name__ == "__main__":
    main()
