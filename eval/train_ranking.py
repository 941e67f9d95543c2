"""Learns the weights of the second look (`assistant/retrieval/ranking_weights.tsv`).

`python -m eval.train_ranking --archive DIR` (the sample minutes, indexed)
prints what five-fold cross-validation gives on the development halves of its
questions and of those of `eval/neighbours`; `--write` replaces the weights that
ship by a fit to all of them. Nothing is read of the halves that are reported.
The same questions never train and test: those that share a gold item or its
case are kept together.

So that it does not learn the ways of a few municipalities, the invented items of
`eval/judging` are indexed as minutes of their own, and their questions count
for a fifth of the others.

The order of items is learnt by a softmax over each question's candidates
(ListNet's top-one loss: Cao et al., ICML 2007) with a quadratic penalty; how
far a question's best item can be trusted by logistic regression on the scores
that the folds gave, questions without an answer among them.
Needs the extra `build` (scikit-learn). Takes about five minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant.assistant import Assistant
from assistant.evidence.candidates import seen_in, subject_of
from assistant.evidence.matching import matcher_for
from assistant.retrieval import ranking
from assistant.retrieval.ranking import (
    CONFIDENCE,
    FEATURES,
    Floats,
    Model,
    Subject,
    confidence_of,
    features_of,
)
from assistant.widening import joined
from eval.fitting import fit_first
from eval.intervals import interval
from eval.judging import indexed
from eval.measures import ranking_scores
from eval.municipality.halves import DIVIDED
from eval.neighbours import LEARNT_FROM
from eval.outcomes import Outcome
from eval.questions import TestQuestion, load_questions
from eval.systems import understood
from eval.teaching import SEED
from index.archive import Archive
from index.types import Filters

_FOLDS = 5
_WEIGHTS = Path(ranking.__file__).with_name("ranking_weights.tsv")
# Of the invented questions a sample is enough: 19 weights are learnt.
_INVENTED_QUESTIONS = 1_600
_INVENTED_WEIGHT = 0.2
# From 2 to 20 the development half's recall@5 falls from .775 to .761 (2026-11).
_PENALTY = 4.0
# All other signs speak for an item. The everyday questions of the sample avoid the words of
# their items, so that without a bound lexical search counts against what it finds, which is
# an ill turn to whoever knows the right word.
_MAY_SPEAK_AGAINST = ("agenda", "front")
# Items beyond these tell the calibration nothing.
_CALIBRATED_ITEMS = 10


@dataclass(frozen=True)
class Example:
    """A question's candidates: features (items, FEATURES), which are right, and where they are."""

    asked: TestQuestion
    subject: Subject
    features: Floats
    right: npt.NDArray[np.bool_]
    places: tuple[tuple[str, str | None], ...]
    weight: float = 1.0


def main() -> None:
    """Cross-validate, print, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--archive", type=Path, required=True, help="the sample minutes, indexed")
    parser.add_argument("--write", action="store_true", help="replace the weights that ship")
    arguments = parser.parse_args()
    parts: dict[str, list[Example]] = {}
    grouped: list[str] = []
    with Archive(arguments.archive) as archive:
        _add("sample", DIVIDED, archive, parts, grouped)
    for neighbour in LEARNT_FROM:
        with neighbour.indexed() as archive:
            _add(neighbour.name, neighbour.questions, archive, parts, grouped)
    with indexed(_INVENTED_QUESTIONS, SEED) as (archive, marked):
        invented = examples([m.asked for m in marked], archive)
    invented = [replace(example, weight=_INVENTED_WEIGHT) for example in invented]
    asked = [example for part in parts.values() for example in part]
    scores = cross_validated(asked, invented, grouped)
    left = iter(scores)
    for name, part in parts.items():
        _print(name, part, list(islice(left, len(part))))
    weights = fit_order([*asked, *invented])
    sure = fit_confidence(asked, scores)
    if arguments.write:
        write_weights({**dict(zip(FEATURES, weights, strict=True)), **sure})


def _add(
    name: str,
    questions: Path,
    archive: Archive,
    parts: dict[str, list[Example]],
    grouped: list[str],
) -> None:
    """Add the examples of a municipality's development half, and the group of each."""
    asked = load_questions(questions, "dev")
    cases = {
        (i.document, i.number): i.case_number or f"{i.document}#{i.number}"
        for i in archive.items(Filters())
    }
    parts[name] = examples(asked, archive)
    grouped += [f"{name} {group}" for group in groups(asked, cases)]


def examples(questions: Sequence[TestQuestion], archive: Archive) -> list[Example]:
    """The candidates of each question, as the assistant finds them."""
    assistant = Assistant(archive)
    return [_example(asked, assistant) for asked in questions]


def _example(asked: TestQuestion, assistant: Assistant) -> Example:
    archive = assistant.archive
    question, _ = understood(asked, assistant)
    matcher = matcher_for(question.topic, archive, question.language == "en")
    seen = seen_in(
        assistant.quoter.retrieve(question, joined(question.filters, question.inferred)), archive
    )
    subject = subject_of(question, matcher)
    features = features_of(subject, list(seen.values()), archive.word_encoder).astype(np.float64)
    places = tuple(
        (document, s.item.number if s.item else None) for (document, _), s in seen.items()
    )
    gold = {(g.document, g.item) for g in asked.gold} if asked.answerable else set()
    right = np.array([p in gold or (p[0], None) in gold for p in places], dtype=bool)
    return Example(asked, subject, features, right, places)


def groups(
    questions: Sequence[TestQuestion], cases: Mapping[tuple[str, str | None], str]
) -> list[str]:
    """For each question the name of its group: those that share a gold case, also through others."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for question in questions:
        for gold in question.gold:
            case = cases.get((gold.document, gold.item), f"{gold.document}#{gold.item}")
            parent[root(case)] = root(question.id)
    return [root(question.id) for question in questions]


def cross_validated(
    sample: Sequence[Example], invented: Sequence[Example], grouped: Sequence[str]
) -> list[Floats]:
    """The scores of each question's items, by weights that have seen none of its group."""
    scores: list[Floats] = [np.zeros(0)] * len(sample)
    for train, test in GroupKFold(_FOLDS).split(sample, groups=grouped):
        weights = fit_order([*(sample[i] for i in train), *invented])
        for i in test:
            scores[i] = sample[i].features @ weights
    return scores


def fit_order(listed: Sequence[Example]) -> Floats:
    """The weights of the signs that put right items first."""
    used = [e for e in listed if e.right.any() and not e.right.all()]
    bounds = [(None, None) if name in _MAY_SPEAK_AGAINST else (0.0, None) for name in FEATURES]
    return fit_first(used, _PENALTY, bounds)


def fit_confidence(sample: Sequence[Example], scores: Sequence[Floats]) -> dict[str, float]:
    """How a score becomes a probability, learnt from scores of unseen questions."""
    rows, right = [], []
    for example, own in zip(sample, scores, strict=True):
        if not len(own):
            continue
        sure = confidence_of(own, example.features, example.subject)
        for at in np.argsort(-own)[:_CALIBRATED_ITEMS]:
            rows.append([own[at], *sure])
            right.append(example.right[at])
    model = LogisticRegression(C=1.0, max_iter=5_000).fit(rows, right)
    names = ("sure: score", *(f"sure: {name}" for name in CONFIDENCE))
    return {
        **dict(zip(names, model.coef_[0], strict=True)),
        "sure: one": float(model.intercept_[0]),
    }


def _print(municipality: str, sample: Sequence[Example], scores: Sequence[Floats]) -> None:
    sys.stdout.write(f"{municipality}: {len(sample)} questions\n")
    outcomes = {
        e.asked.id: Outcome(
            e.asked.id, True, "", tuple(e.places[i] for i in np.argsort(-s)), (), 0.0, 0.0
        )
        for e, s in zip(sample, scores, strict=True)
    }
    everyone = [e.asked for e in sample]
    kinds = {
        "all": everyone,
        "everyday words": [q for q in everyone if q.lay],
        "own words": [q for q in everyone if not q.lay],
    }
    for name, questions in kinds.items():
        measured = ranking_scores(questions, outcomes)
        line = "  ".join(f"{m} {interval(list(v.values()))}" for m, v in measured.items())
        sys.stdout.write(f"{name:16}{line}\n")
    model = Model.of(fit_confidence(sample, scores))
    found = [(e, s) for e, s in zip(sample, scores, strict=True) if len(s)]
    chances = [model.chances(s, e.features, e.subject).max() for e, s in found]
    right = [bool(e.right[s.argmax()]) for e, s in found]
    sys.stdout.write(
        f"best item right: {np.mean(right):.3f}, "
        f"AUROC of its relevance {roc_auc_score(right, chances):.3f}\n"
    )
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        within = [r for r, c in zip(right, chances, strict=True) if low <= c < low + 0.2]
        share = f"{np.mean(within):.2f}" if within else "–"
        sys.stdout.write(
            f"  relevance {low:.1f}–{low + 0.2:.1f}: {len(within)} questions, right {share}\n"
        )


def write_weights(weights: Mapping[str, float]) -> None:
    """Put the weights into the file that ships."""
    lines = ["# The weights of the second look; made by `python -m eval.train_ranking`."]
    lines += [f"{name}\t{value:.4f}" for name, value in weights.items()]
    _WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
