"""Measure an encoder by itself: `python -m index.encoder.measure --help`.

Prints one JSON object. Means come with their 95 % bootstrap interval over the
questions. Nothing here is a test set of the product: the figures choose between
trainings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.corpus import (
    HELD_OUT_PERCENT,
    HELD_OUT_TRANSLATIONS_PERCENT,
    Synonym,
    is_held_out,
    read_questions,
    read_synonyms,
    read_translations,
)
from index.encoder.encoder import SHIPPED_MODEL, Encoder, is_static, load_encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESAMPLES = 1000
# Eighty words of the kind that minutes are made of.
PASSAGE = (
    "Udvalget drøftede forvaltningens forslag om at lukke svømmehallen i sommerferien og "
    "besluttede at sende sagen i høring hos foreningerne og skolebestyrelserne, inden den "
    "forelægges økonomiudvalget og byrådet med henblik på indarbejdelse i budgettet. "
) * 3
SPEED_PASSAGES = 4000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what there are files for."""
    options = _parser().parse_args(arguments)
    encoder = load_encoder(options.model)
    report: dict[str, Any] = {"model": options.model or "shipped", "dimension": encoder.dimension}
    report["passages_per_second"] = round(passages_per_second(encoder))
    report["development"] = development(encoder, english=False)
    report["development_english"] = development(encoder, english=True)
    report["synonyms"] = synonyms(encoder, read_synonyms())
    if options.parallel:
        report["translations"] = translations(encoder, options.parallel)
    if options.squad:
        report["squad"] = squad(encoder, options.squad)
    folder = Path(options.model) if options.model else SHIPPED_MODEL
    if is_static(folder):
        report["difference_from_sentence_transformers"] = difference(encoder, folder)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


def passages_per_second(encoder: Encoder) -> float:
    """Time passages of 80 words; the better of two runs, the first warming up."""
    passages = [" ".join(PASSAGE.split()[:80])] * SPEED_PASSAGES
    return max(_timed(encoder, passages) for _ in range(2))


def development(encoder: Encoder, *, english: bool) -> dict[str, Any]:
    """Find each made-up passage by its question, among all of them."""
    questions = read_questions()
    asked = [question.english if english else question.danish for question in questions]
    ranks = _ranks(encoder, asked, [q.passage for q in questions], np.arange(len(questions)))
    return _ranking(ranks, seed=0)


def synonyms(encoder: Encoder, lines: Sequence[Synonym]) -> dict[str, Any]:
    """Find the official terms of everyday words not trained on, among all official terms.

    Where everyday words have several official ones, the best placed counts.
    """
    terms = sorted({line.official for line in lines})
    place = {term: i for i, term in enumerate(terms)}
    gold: dict[str, list[int]] = {}
    for line in lines:
        if is_held_out(line.lay, HELD_OUT_PERCENT):
            gold.setdefault(line.lay, []).append(place[line.official])
    scores = encoder.encode_questions(list(gold)) @ encoder.encode_passages(terms).T
    ranks = np.array(
        [_rank(row, places) for row, places in zip(scores, gold.values(), strict=True)]
    )
    return _ranking(ranks, seed=0)


def translations(encoder: Encoder, parallel: Path) -> dict[str, Any]:
    """Find the Danish text by its English translation, among those not trained on."""
    held_out = [
        translation
        for translation in read_translations(parallel)
        if is_held_out(translation.danish, HELD_OUT_TRANSLATIONS_PERCENT)
    ]
    english, danish = [t.english for t in held_out], [t.danish for t in held_out]
    return _ranking(_ranks(encoder, english, danish, np.arange(len(danish))), seed=0)


def squad(encoder: Encoder, file: Path) -> dict[str, Any]:
    """Find the paragraph that a SQuAD question was written for, among all paragraphs."""
    content = file.read_bytes()
    articles = json.loads(gzip.decompress(content) if file.suffix == ".gz" else content)["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    asked = [
        (question["question"], number)
        for number, paragraph in enumerate(paragraphs)
        for question in paragraph["qas"]
        if not question.get("is_impossible")
    ]
    gold = np.array([number for _, number in asked])
    texts = [paragraph["context"] for paragraph in paragraphs]
    return _ranking(_ranks(encoder, [question for question, _ in asked], texts, gold), seed=0)


def difference(encoder: Encoder, folder: Path) -> float:
    """Give the largest difference to what sentence-transformers computes for the same texts."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds

    texts = [question.passage for question in read_questions()]
    theirs = SentenceTransformer(str(folder), device="cpu", local_files_only=True).encode(
        texts, normalize_embeddings=True, show_progress_bar=False
    )
    return float(np.abs(np.asarray(theirs, np.float32) - encoder.encode_passages(texts)).max())


def _timed(encoder: Encoder, passages: Sequence[str]) -> float:
    start = time.perf_counter()
    encoder.encode_passages(passages)
    return len(passages) / (time.perf_counter() - start)


def _ranks(
    encoder: Encoder, questions: Sequence[str], passages: Sequence[str], gold: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Place the right passage of each question; 1 is first, ties are resolved against us."""
    scores = encoder.encode_questions(questions) @ encoder.encode_passages(passages).T
    right = scores[np.arange(len(gold)), gold]
    ranks: NDArray[np.intp] = (scores >= right[:, None]).sum(axis=1)
    return ranks


def _rank(scores: NDArray[np.float32], places: Sequence[int]) -> int:
    return int((scores >= scores[places].max()).sum())


def _ranking(ranks: NDArray[np.intp], seed: int) -> dict[str, Any]:
    """Summarise ranks of the one right answer, each measure with its interval."""
    gain = np.where(ranks <= 10, 1 / np.log2(ranks + 1), 0)
    measures = {
        "hit@1": ranks <= 1,
        "hit@5": ranks <= 5,
        "hit@10": ranks <= 10,
        "ndcg@10": gain,
    }
    rng = np.random.default_rng(seed)
    sample = rng.integers(0, len(ranks), (RESAMPLES, len(ranks)))
    summary: dict[str, Any] = {"questions": len(ranks)}
    for name, values in measures.items():
        low, high = np.percentile(values[sample].mean(axis=1), [2.5, 97.5])
        summary[name] = [round(float(figure), 3) for figure in (values.mean(), low, high)]
    return summary


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.encoder.measure",
        description="Measure an encoder by itself; prints JSON: [mean, low, high].",
    )
    parser.add_argument("--model", help="name or folder; the encoder that ships if not given")
    parser.add_argument("--parallel", type=Path, help="source, Danish, English (.tsv, .tsv.gz)")
    parser.add_argument("--squad", type=Path, help="a SQuAD file in Danish (.json, .json.gz)")
    return parser


if __name__ == "__main__":
    main()
