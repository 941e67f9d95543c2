"""What each part of search is worth: python -m eval.retrieval --archive DIR.

Ranks the questions' agenda items by ever more of the search, over the same
passages: words as they are written (`raw`), their stems, lemma and stem, the
parts of compounds too; then the product's lexical search with official words
and spelling (`expansion`), its encoder alone, both (`fusion`), and the second
look (`reranker`). Each step has the ones before it; the encoder has none.

`--squad FILE` measures `raw` against the whole on a file in SQuAD's form (such
as SQuAD-da, .json or .json.gz), which is not part of the project: general
knowledge in translated Danish, to see that search has not been fitted to
minutes alone. `--out docs/ablation.json` writes the figures for the README, where
what was not measured this time stays as it was.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.assistant import Assistant
from assistant.evidence.candidates import find_candidates, ranked_hits
from assistant.evidence.matching import matcher_for
from assistant.retrieval.ranking import agrees
from assistant.types import Question
from assistant.widening import joined
from eval.intervals import Interval, interval, paired_difference
from eval.measures import Scores, ranking_scores
from eval.municipality.halves import DIVIDED
from eval.outcomes import Outcome
from eval.questions import GoldItem, TestQuestion, load_questions
from eval.record import interval_json
from eval.systems import understood
from index.archive import Archive
from index.danish.analysis import content_tokens, stopwords, tokens
from index.danish.words import snowball_stem
from index.types import Filters, HeldItem, Hit, Passage

MEASURES = ("recall@5", "nDCG@10", "MRR")
STEPS = ("raw", "stem", "lemma", "compounds", "expansion", "encoder", "fusion", "reranker")
_TOP = 200
_SEED = 20260101
# BM25 as Lucene and bm25s have it.
_K1, _B = 1.2, 0.75
# What the product's index gives a part of a compound against a whole word.
_PART_WEIGHT = 0.45

Place = tuple[str, str | None]
Terms = Callable[[str], list[str]]


class Bm25:
    """Plain BM25 (Robertson and Zaragoza 2009) over texts in memory."""

    def __init__(self, texts: Sequence[str], terms: Terms) -> None:
        self._terms = terms
        counts = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(c.values()) for c in counts], dtype=np.float64)
        self._norm = _K1 * (1 - _B + _B * lengths / max(lengths.mean(), 1.0))
        found: dict[str, list[tuple[int, int]]] = {}
        for at, count in enumerate(counts):
            for term, times in count.items():
                found.setdefault(term, []).append((at, times))
        self._postings = {term: np.array(rows) for term, rows in found.items()}

    def scores(self, text: str) -> npt.NDArray[np.float64]:
        """The score of every text for a question."""
        total = np.zeros(len(self._norm))
        for term in dict.fromkeys(self._terms(text)):
            if term in self._postings:
                at, times = self._postings[term].T
                idf = math.log(1 + (len(total) - len(at) + 0.5) / (len(at) + 0.5))
                total[at] += idf * times * (_K1 + 1) / (times + self._norm[at])
        return total


def raw_terms(text: str) -> list[str]:
    """The words as they are written, in lower case."""
    return re.findall(r"\w+", text.lower())


def stem_terms(text: str) -> list[str]:
    """The stems of the words that carry meaning."""
    return [snowball_stem(t.form) for t in tokens(text) if t.form not in stopwords()]


def lemma_terms(text: str) -> list[str]:
    """The stems of the lemmas."""
    return [t.stem for t in content_tokens(text)]


def part_terms(text: str) -> list[str]:
    """The stems of the parts of compounds, simple words among them."""
    return [part for t in content_tokens(text) for part in t.parts]


@dataclass(frozen=True)
class Ranker:
    """Ranks the items of an archive for a question, in each of the ways of STEPS."""

    assistant: Assistant
    items: tuple[HeldItem, ...]
    passages: tuple[Passage, ...]
    plain: Mapping[str, Sequence[tuple[float, Bm25]]]

    @staticmethod
    def of(archive: Archive, steps: Sequence[str] = STEPS) -> Ranker:
        """Read all passages of an archive (of a size for memory)."""
        items = archive.items(Filters())
        held = [(item, passage) for item in items for passage in archive.item_passages(item.id)]
        texts = [f"{p.item_title or ''}\n{p.text}" for _, p in held]
        analyses: dict[str, tuple[tuple[float, Terms], ...]] = {
            "raw": ((1.0, raw_terms),),
            "stem": ((1.0, stem_terms),),
            "lemma": ((1.0, lemma_terms),),
            "compounds": ((1.0, lemma_terms), (_PART_WEIGHT, part_terms)),
        }
        plain = {
            step: [(weight, Bm25(texts, terms)) for weight, terms in parts]
            for step, parts in analyses.items()
            if step in steps
        }
        return Ranker(
            Assistant(archive), tuple(i for i, _ in held), tuple(p for _, p in held), plain
        )

    def rankings(self, asked: TestQuestion) -> Iterator[tuple[str, list[Place]]]:
        """The places in order, by each step."""
        archive = self.assistant.archive
        question, given = understood(asked, self.assistant)
        for step, parts in self.plain.items():
            yield step, self._plain(question, parts)
        hits = archive.search(question.search_text, given, _TOP)
        yield "expansion", _places(sorted(hits, key=lambda hit: -hit.lexical))
        yield "encoder", _places(sorted(hits, key=lambda hit: -hit.dense))
        yield "fusion", _places(hits)
        hits = self.assistant.quoter.retrieve(question, joined(given, question.inferred))
        matcher = matcher_for(question.topic, archive, question.language == "en")
        yield (
            "reranker",
            _places(ranked_hits(find_candidates(question, hits, archive, matcher), hits)),
        )

    def _plain(self, question: Question, parts: Sequence[tuple[float, Bm25]]) -> list[Place]:
        scores = sum(weight * bm25.scores(question.search_text) for weight, bm25 in parts)
        order = np.argsort(-np.asarray(scores), kind="stable")[: 2 * _TOP]
        return [
            (self.items[i].document, self.items[i].number)
            for i in order
            if agrees(self.items[i], (), question.filters)
        ]


def _places(hits: Sequence[Hit]) -> list[Place]:
    return [(hit.passage.document, hit.passage.item_number) for hit in hits]


def measure(
    ranker: Ranker, questions: Sequence[TestQuestion], say: Callable[[int], None]
) -> dict[str, dict[str, Scores]]:
    """By step and measure, each question's score."""
    outcomes: dict[str, dict[str, Outcome]] = {}
    for done, asked in enumerate(questions, start=1):
        for step, places in ranker.rankings(asked):
            outcomes.setdefault(step, {})[asked.id] = Outcome(
                asked.id, True, "", tuple(places), (), 0.0, 0.0
            )
        say(done)
    return {step: ranking_scores(questions, found) for step, found in outcomes.items()}


def figures(
    scores: Mapping[str, Mapping[str, Scores]], ids: Sequence[str]
) -> dict[str, dict[str, Interval]]:
    """By step and measure, the mean over some questions with its interval."""
    return {
        step: {name: interval([measured[name][i] for i in ids]) for name in MEASURES}
        for step, measured in scores.items()
    }


def squad_questions(file: Path, folder: Path, limit: int) -> list[TestQuestion]:
    """Write a document for each article of a SQuAD file; returns a sample of its questions."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as stream:
        articles = json.load(stream)["data"]
    questions = []
    for number, article in enumerate(articles):
        name = f"{number:04}.md"
        title = str(article["title"]).replace("_", " ")
        text = ["# Referat – Byrådet 01-02-2020"]
        for at, paragraph in enumerate(article["paragraphs"], start=1):
            text += [
                f"## {at}. {title}",
                "### Sagsfremstilling",
                " ".join(paragraph["context"].split()),
            ]
            questions += [
                TestQuestion(
                    qa["id"], qa["question"], "squad", True, gold=(GoldItem(name, str(at)),)
                )
                for qa in paragraph["qas"]
                if qa.get("answers")
            ]
        (folder / name).write_text("\n\n".join(text), "utf-8")
    chosen = np.random.default_rng(_SEED).permutation(len(questions))[:limit]
    return [questions[i] for i in sorted(chosen)]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.retrieval", description=__doc__)
    parser.add_argument("--archive", type=Path, help="the sample minutes, indexed")
    parser.add_argument("--half", choices=("dev", "test"), help="one half; both when left out")
    parser.add_argument("--squad", type=Path, help="a file in SQuAD's form instead of the minutes")
    parser.add_argument("--limit", type=int, default=1_000, help="how many SQuAD questions")
    parser.add_argument("--out", type=Path, help="a JSON file for the figures")
    options = parser.parse_args(arguments)
    if options.squad:
        made = {"squad": _squad(options.squad, options.limit)}
    elif options.archive:
        halves = [options.half] if options.half else ["dev", "test"]
        made = {half: _half(options.archive, half) for half in halves}
    else:
        parser.error("give --archive or --squad")
    if options.out:
        _write(options.out, made)
    return 0


def _write(file: Path, made: dict[str, Any]) -> None:
    """Put figures into a file beside those that are in it and were not measured this time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    held = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps({**held, **made}, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _half(folder: Path, half: str) -> dict[str, Any]:
    asked = [q for q in load_questions(DIVIDED, half) if q.answerable and q.gold]
    with Archive(folder) as archive:
        scores = measure(Ranker.of(archive), asked, _progress)
    kinds = {
        "all": [q.id for q in asked],
        "everyday": [q.id for q in asked if q.lay],
        "own": [q.id for q in asked if not q.lay],
    }
    return {kind: _shown(f"{half}, {kind}", figures(scores, ids)) for kind, ids in kinds.items()}


def _squad(file: Path, limit: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        documents = Path(place) / "documents"
        documents.mkdir()
        questions = squad_questions(file, documents, limit)
        with Archive(Path(place) / "archive", create=True) as archive:
            archive.index([documents])
            scores = measure(Ranker.of(archive, ("raw",)), questions, _progress)
    made = _shown(file.name, figures(scores, [q.id for q in questions]))
    for name in MEASURES:
        more = paired_difference(scores["raw"][name], scores["reranker"][name])
        sys.stdout.write(f"  {name}: reranker minus raw {more.mean}\n")
    return made


def _shown(title: str, found: Mapping[str, Mapping[str, Interval]]) -> dict[str, Any]:
    count = next(iter(found["raw"].values())).count
    sys.stdout.write(f"\n{title}: {count} questions\n")
    for step, measured in found.items():
        line = "  ".join(f"{name} {value}" for name, value in measured.items())
        sys.stdout.write(f"  {step:10} {line}\n")
    return {
        step: {name: interval_json(value) for name, value in measured.items()}
        for step, measured in found.items()
    }


def _progress(done: int) -> None:
    if done % 100 == 0:
        sys.stderr.write(f"{done} questions\n")


if __name__ == "__main__":
    sys.exit(main())
