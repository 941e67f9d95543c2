"""Teaches what tells a decision that no heading announces, and measures it by held-out documents.

`python -m eval.deciding [--write]` learns from the invented municipalities' documents and the golden
ones that the reader is developed on: what stands first under a heading for decisions, against what
stands in the case, the recommendation and the other sections; and from the invented items of running
prose in `deciding.tsv`, which count for
more. The words of an archive's topics are left out: a fact must occur in several sources. It prints,
by five-fold cross-validation over documents, how often the first sentence that seems to decide is
the right one when the headings are taken away, beside the forms that `index.parsing.text.headings` knows.
`--write` puts the weights into `index/parsing/deciding_weights.tsv`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from eval.teaching import SEED
from index.parsing.minutes import parse_minutes
from index.parsing.sections import deciding
from index.parsing.text.headings import decides, is_outcome, tells_of_before
from index.parsing.text.sentences import sentence_spans
from index.reading import read_document
from index.types import DocumentKind, SectionKind, Span

_EVAL = Path(__file__).parent
_PROSE = _EVAL / "deciding.tsv"
_ARCHIVES = (
    "municipality/documents",
    "neighbours/tangholm/documents",
    "neighbours/brydeholm/documents",
)
# Of the golden documents only those that are developed on: the others report how well is read.
_GOLDEN = ("dev",)
_LEFT_OUT = frozenset({SectionKind.HEADER, SectionKind.ATTACHMENTS, SectionKind.ABSENT})
_FOLDS = 5
# What an invented item counts beside a sentence of an archive, and a decision's later sentences.
_PROSE_WEIGHT, _LATER_WEIGHT = 3.0, 0.2
# A fact of fewer sources is one of their topics.
_MIN_SOURCES = 5
_PENALTY = 2.0
# Smaller weights are none.
_LEAST = 0.005

# What someone said, below the heading of a decision as it stands in a case.
_SAID = frozenset({"først <navn>", "først <forvaltning>"})

_Weights = Mapping[str, float]
# Which sentence of an item begins the decision, None for none.
_Finder = Callable[["Item"], int | None]


@dataclass(frozen=True)
class Item:
    """An item without its headings: its sentences, where the decision begins and where it ends."""

    source: str
    document: str
    own: frozenset[str]
    sentences: tuple[str, ...]
    begins: int | None
    is_prose: bool = False
    # Where the sentences of decisions stand.
    decided: frozenset[int] = frozenset()

    def facts(self) -> list[set[str]]:
        """The facts about each sentence."""
        last = len(self.sentences) - 1
        return [deciding.facts(s, self.own, last - i) for i, s in enumerate(self.sentences)]


def main() -> None:
    """Measure, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="replace the weights that ship")
    write = parser.parse_args().write
    items = [*_documents(), *_prose()]
    folds = _folds(items)
    held_out: dict[int, float] = {}
    for fold in range(_FOLDS):
        weights = fit([item for item in items if folds[item.document] != fold])
        for item in items:
            if folds[item.document] == fold:
                for at, sentence in enumerate(item.facts()):
                    held_out[hash((item, at))] = _chance(weights, sentence)
    _print("known forms", items, _by_rule)
    for threshold in (deciding.ENOUGH, 0.7, 0.9):
        _print(f"weights, {threshold:.2f}", items, _by_weights(held_out, threshold))
    weights = fit(items)
    sys.stdout.write(f"{len(weights)} weights\n")
    if write:
        _write(weights)


def _documents() -> Iterator[Item]:
    """The public items of all documents that decide something under a heading, or nothing."""
    roots = [*_ARCHIVES, *(f"reading/{part}/documents" for part in _GOLDEN)]
    for root in roots:
        for path in sorted(p for p in (_EVAL / root).rglob("*") if p.is_file()):
            is_golden = root.startswith("reading")
            yield from _items(path, path.name if is_golden else root)


def _items(path: Path, source: str) -> Iterator[Item]:
    minutes = parse_minutes(read_document(path))
    text = minutes.document.text
    own = deciding.own_names(minutes.meeting.body)
    for item in minutes.items:
        sentences: list[str] = []
        begins: list[int] = []
        decided: set[int] = set()
        is_learnt = False
        for section in item.sections if item.public else ():
            if section.kind in _LEFT_OUT:
                continue
            body = Span(max(section.span.start, section.label.end), section.span.end)
            units = [" ".join(unit.of(text).split()) for unit in sentence_spans(text, body)]
            if section.kind is SectionKind.DECISION:
                is_learnt |= not section.heading and not (units and _is_known(units[0]))
                begins.append(len(sentences))
                decided |= set(range(len(sentences), len(sentences) + len(units)))
            sentences += units
        # Nothing is learnt from what was learnt: without a heading only the known forms count.
        if is_learnt or not sentences or (minutes.kind is not DocumentKind.MINUTES and not begins):
            continue
        yield Item(
            source,
            str(path),
            own,
            tuple(sentences),
            next(iter(begins), None),
            decided=frozenset(decided),
        )


def _prose() -> Iterator[Item]:
    for number, line in enumerate(_PROSE.read_text("utf-8").splitlines()):
        if line.startswith("#"):
            continue
        body, marked = line.split("\t")
        at, text = marked.find("¤"), marked.replace("¤", "")
        units = sentence_spans(text, Span(0, len(text)))
        begins = next((i for i, unit in enumerate(units) if unit.start == at), None)
        later = range(len(units) if begins is None else begins, len(units))
        sentences = tuple(unit.of(text) for unit in units)
        yield Item(
            f"prose {body}",
            f"prose {number}",
            deciding.own_names(body),
            sentences,
            begins,
            is_prose=True,
            decided=frozenset(later),
        )


def _folds(items: Sequence[Item]) -> dict[str, int]:
    documents = sorted({item.document for item in items})
    Random(SEED).shuffle(documents)
    return {document: number % _FOLDS for number, document in enumerate(documents)}


def fit(items: Sequence[Item]) -> dict[str, float]:
    """The weights of the facts by which deciding sentences stand out, most of them none.

    A logistic regression with an absolute penalty (Tibshirani, 1996), each weight
    the difference of two that are not negative.
    """
    rows: list[set[str]] = []
    right: list[bool] = []
    counts: list[float] = []
    sources: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for at, found in enumerate(item.facts()):
            begins = at == item.begins or (at in item.decided and at - 1 not in item.decided)
            weight = _PROSE_WEIGHT if item.is_prose else 1.0
            later = at in item.decided and not begins
            if begins and found & _SAID:
                continue
            rows.append(found)
            right.append(begins)
            counts.append(weight * _LATER_WEIGHT if later else weight)
            for fact in found:
                sources[fact].add(item.source)
    names = sorted(fact for fact, known in sources.items() if len(known) >= _MIN_SOURCES)
    place = {name: number for number, name in enumerate(names)}
    columns = [sorted(place[f] for f in row if f in place) for row in rows]
    ends = np.cumsum([0, *(len(row) for row in columns)])
    flat = np.array([column for row in columns for column in row])
    table = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    fitted = _fit(table, np.array(right), np.array(counts))
    weights = {n: round(float(w), 3) for n, w in zip(names, fitted[1:], strict=True)}
    return {deciding.ALWAYS: round(float(fitted[0]), 3)} | {
        name: weight for name, weight in weights.items() if abs(weight) >= _LEAST
    }


def _fit(table: Any, right: NDArray[np.bool_], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The constant and the weights of the columns."""
    width = table.shape[1]
    sign = np.where(right, 1.0, -1.0)
    turned = table.T.tocsr()

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        constant, plus, minus = point[0], point[1 : width + 1], point[width + 1 :]
        margin = sign * (table @ (plus - minus) + constant)
        value = (counts * np.logaddexp(0, -margin)).sum() + _PENALTY * (plus + minus).sum()
        slope = -counts * sign / (1 + np.exp(np.clip(margin, -500, 500)))
        down = turned @ slope
        return float(value), np.concatenate([[slope.sum()], down + _PENALTY, -down + _PENALTY])

    bounds = [(None, None), *[(0.0, None)] * (2 * width)]
    start = np.zeros(2 * width + 1)
    options = {"maxiter": 600, "maxfun": 800}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return np.asarray(np.concatenate([found[:1], found[1 : width + 1] - found[width + 1 :]]))


def _chance(weights: _Weights, found: set[str]) -> float:
    total = weights[deciding.ALWAYS] + sum(weights.get(fact, 0.0) for fact in found)
    return float(1 / (1 + np.exp(-total)))


def _by_rule(item: Item) -> int | None:
    """The first sentence in a form that the parser knows."""
    return next((i for i, text in enumerate(item.sentences) if _is_known(text)), None)


def _is_known(text: str) -> bool:
    return decides(text) or (is_outcome(text, alone=False) and not tells_of_before(text))


def _by_weights(held_out: Mapping[int, float], threshold: float) -> _Finder:
    def find(item: Item) -> int | None:
        chances = (held_out[hash((item, i))] for i in range(len(item.sentences)))
        return next((i for i, chance in enumerate(chances) if chance >= threshold), None)

    return find


def _print(name: str, items: Sequence[Item], find: _Finder) -> None:
    """How often the sentence found is the first of a decision, within one, or of none."""
    for part, chosen in (
        ("documents", [item for item in items if not item.is_prose]),
        ("prose", [item for item in items if item.is_prose]),
    ):
        first = within = wrong = missed = 0
        for item in chosen:
            at = find(item)
            if at is None:
                missed += item.begins is not None
            elif at == item.begins:
                first += 1
            elif at in item.decided:
                within += 1
            else:
                wrong += 1
        total = sum(item.begins is not None for item in chosen)
        sys.stdout.write(
            f"{name:16} {part:10} of {total} decisions: first sentence {first}, later {within},"
            f" none {missed}; not decided {wrong}\n"
        )


def _write(weights: _Weights) -> None:
    path = Path(deciding.__file__).with_name(deciding.WEIGHTS)
    head = "# What each fact about a sentence counts for its being a decision; made by `python -m eval.deciding`.\n"
    rows = sorted(weights.items(), key=lambda row: (-row[1], row[0]))
    path.write_text(head + "".join(f"{name}\t{weight:g}\n" for name, weight in rows), "utf-8")


if __name__ == "__main__":
    main()
