"""Fits the weights by which sentences and items are judged.

`python -m eval.calibrate --archive DIR [--write] [--items-only]` learns from the development
halves of the questions of the sample municipality and of `eval/neighbours`, and from those of the
invented items of `eval/judging`. It prints for each of the three, from five-fold cross-validation
over all, how often the right sentence is among the first of its item (by the
network that ships and, beside it, by a weighted sum), and what each threshold
costs in wrong answers and false refusals. Items are judged by sentences as a
network scores them that was fitted without their questions (by the one that is fitted to
all, their sentences look surer than those of questions that nobody has seen), and how far an
item can be trusted is learnt from scores of questions that its order was not learnt from. `--write`
puts what is fitted to all of it into `sentence_network.npz` and `item_weights.tsv` of
`assistant/evidence`.
Nothing is read of the half that is reported.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.evidence import judgement, sentences
from assistant.evidence.candidates import find_candidates
from assistant.evidence.network import Network
from assistant.evidence.sentences import SentenceFinder, fold
from assistant.types import Question
from eval.fitting import fit_first, fit_network
from eval.judging import MarkedQuestion, indexed
from eval.measures import normalise
from eval.municipality.halves import DIVIDED
from eval.neighbours import LEARNT_FROM
from eval.questions import TestQuestion, load_questions
from eval.systems import understood
from eval.teaching import SEED
from index.archive import Archive
from index.types import Filters

Numbers = NDArray[np.float64]

_FOLDS = 5
# What rules refuse before any item is judged tells nothing about judging.
_RULED_OUT = frozenset({"opinion", "who_said", "closed", "wrong_municipality", "absent", "meeting"})
_EVIDENCE = Path(judgement.__file__).parent
# Where examples are from: a municipality, by its name, or `eval/judging`.
_SAMPLE, _INVENTED = "sample", "invented"

# The invented questions are many and of short items: each counts for so much of one of the sample.
_INVENTED_SENTENCES, _INVENTED_ITEMS = 14_165, 2_000
_INVENTED_WEIGHT = 0.3
_PENALTY, _ITEM_PENALTY = 1.0, 3.0


@dataclass(frozen=True)
class Example:
    """One question's rows: features (rows, features), which are right, and what it counts for.

    Questions of one `group` are never learnt from and measured with at once; `source` tells where
    they are from. Of sentences the first `own` rows are of the item that answers; the others of
    items beside it. Of items `tellings` are what each is told by, and `topic` is the number of
    words that the question is about.
    """

    group: str
    answerable: bool
    features: Numbers
    right: NDArray[np.bool_]
    weight: float = 1.0
    own: int = 0
    tellings: Numbers = field(default_factory=lambda: np.zeros((0, len(judgement.TELLING))))
    topic: int = 0
    source: str = ""


# The scores of an example's rows, how they are learnt, and examples with them.
_Scores = Callable[[Example], Numbers]
_Fit = Callable[[Sequence[Example]], _Scores]
_Scored = Sequence[tuple[Example, Numbers]]
# The questions of a municipality, who answers them, and how examples are made of them.
_Asked = tuple[Sequence[TestQuestion], Assistant]
_Examples = Callable[[TestQuestion, Assistant], Sequence[Example]]


def main() -> None:
    """Fit, print what it gives, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="replace the weights that ship")
    parser.add_argument(
        "--items-only", action="store_true", help="leave the network for sentences as it is"
    )
    arguments = parser.parse_args()
    with ExitStack() as opened:
        archive = opened.enter_context(Archive(arguments.archive))
        items, marked = opened.enter_context(indexed(_INVENTED_SENTENCES, SEED))
        asked = {_SAMPLE: (load_questions(DIVIDED, "dev"), Assistant(archive))}
        for neighbour in LEARNT_FROM:
            beside = Assistant(opened.enter_context(neighbour.indexed()))
            asked[neighbour.name] = (load_questions(neighbour.questions, "dev"), beside)
        invented = Assistant(items)
        of_sentences = _examples(asked, sentence_examples)
        of_sentences += [e for m in marked if (e := marked_example(m, invented)) is not None]
        if not arguments.items_only:
            _fit_sentences(of_sentences, arguments.write)
        fewer = [m.asked for m in marked[:: len(marked) // _INVENTED_ITEMS]]
        of_items = []
        for held_out in range(_FOLDS):
            network = fit_network([e for e in of_sentences if _fold(e.group) != held_out])
            of_items += _item_examples(asked, fewer, invented, network, held_out)
    _say("Items", _tables(of_items, item_model, _item_table))
    if arguments.write:
        _write(fit_items(of_items))


def _examples(
    asked: Mapping[str, _Asked], of: _Examples, held_out: int | None = None
) -> list[Example]:
    """What questions of municipalities give, each told of which it is; of one fold, or of all."""
    return [
        replace(example, source=source, group=f"{source} {example.group}")
        for source, (questions, assistant) in asked.items()
        for question in questions
        if held_out is None or _fold(f"{source} {question.id}") == held_out
        for example in of(question, assistant)
    ]


def _item_examples(
    asked: Mapping[str, _Asked],
    fewer: Sequence[TestQuestion],
    invented: Assistant,
    network: Network,
    held_out: int,
) -> list[Example]:
    """The items of a fold's questions, judged by sentences as `network` scores them."""
    found = _examples(asked, partial(item_example, network=network), held_out)
    found += [
        replace(example, group=_topic(example.group), weight=_INVENTED_WEIGHT, source=_INVENTED)
        for question in fewer
        if _fold(_topic(question.id)) == held_out
        for example in item_example(question, invented, network)
    ]
    return found


def _fold(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % _FOLDS


def _fit_sentences(examples: Sequence[Example], write: bool) -> None:
    _say(
        "Sentences: items that hold the answer in one sentence",
        _tables(examples, sentence_network, _sentence_table),
        "By a weighted sum",
        _tables(examples, sentence_sum, _sentence_table),
    )
    if write:
        fit_network(examples).save(_EVIDENCE / sentences.NETWORK)


def _topic(question: str) -> str:
    """The document, one for each topic, of an invented question's id."""
    return question.split("#", maxsplit=1)[0]


def marked_example(marked: MarkedQuestion, assistant: Assistant) -> Example | None:
    """The sentences of an invented question's item; None where none of them answers."""
    if not marked.answers:
        return None
    (gold,) = marked.asked.gold
    items = {(Path(i.document).name, i.number): i for i in assistant.archive.items(Filters())}
    item = items.get((gold.document, gold.item))
    if item is None:
        return None
    _, finder, _ = _understood(marked.asked, assistant)
    beside = [i for i in items.values() if i.document == item.document and i.id != item.id]
    texts = [(assistant.archive.item_passages(i.id), i.title) for i in (item, *beside)]
    units, facts = finder.facts(texts)
    answers = {fold(text) for text in marked.answers}
    right = np.zeros(len(facts), dtype=bool)
    right[: len(units[0])] = [unit.quote in answers for unit in units[0]]
    if not right.any():
        return None
    group, own = _topic(marked.asked.id), len(units[0])
    return Example(group, True, facts, right, _INVENTED_WEIGHT, own=own, source=_INVENTED)


def sentence_examples(asked: TestQuestion, assistant: Assistant) -> list[Example]:
    """The sentences of each gold item; those that hold an accepted answer are right."""
    if not asked.answerable:
        return []
    _, finder, _ = _understood(asked, assistant)
    items = {(i.document, i.number): i for i in assistant.archive.items(Filters())}
    found = []
    for gold in asked.gold[:2]:
        item = items.get((gold.document, gold.item))
        if item is None:
            continue
        passages = assistant.archive.item_passages(item.id)
        (units,), facts = finder.facts([(passages, item.title)])
        accepted = [normalise(s) for group in asked.must_contain for s in group]
        right = np.array([any(s in normalise(u.quote) for s in accepted) for u in units])
        if right.any():
            found.append(Example(asked.id, True, facts, right, own=len(units)))
    return found


def item_example(
    asked: TestQuestion, assistant: Assistant, network: Network | None = None
) -> list[Example]:
    """The judged items of a question, where there are any; the gold ones are right."""
    if asked.type in _RULED_OUT:
        return []
    question, finder, given = _understood(asked, assistant, network)
    hits = assistant.quoter.retrieve(question, given)
    candidates = [
        c
        for c in find_candidates(question, hits, assistant.archive, finder.matcher)
        if c.item and c.item.public
    ][: judgement.JUDGED]
    if not candidates:
        return []
    features, tellings, _ = judgement.item_features(question, candidates, finder)
    gold = {(g.document, g.item) for g in asked.gold} if asked.answerable else set()
    places = [(c.document, c.item.number if c.item else None) for c in candidates]
    right = np.array([place in gold for place in places])
    topic = len(question.topic)
    return [Example(asked.id, asked.answerable, features, right, tellings=tellings, topic=topic)]


def _understood(
    asked: TestQuestion, assistant: Assistant, network: Network | None = None
) -> tuple[Question, SentenceFinder, Filters]:
    question, given = understood(asked, assistant)
    return question, SentenceFinder(assistant.archive, question, network=network), given


def sentence_network(examples: Sequence[Example]) -> _Scores:
    """What the network that is fitted gives the rows of an example."""
    fitted = fit_network(examples)
    return lambda example: fitted.scores(example.features)


def sentence_sum(examples: Sequence[Example]) -> _Scores:
    """The same of weights that put the right rows of each example first."""
    weights = fit_first(examples, _PENALTY)
    return lambda example: np.asarray(example.features @ weights)


def item_model(examples: Sequence[Example]) -> _Scores:
    """The probability that the first item of an example answers; those of the others are left out."""
    model = fit_items(examples)

    def scores(example: Example) -> Numbers:
        about = model.about(example.features, example.topic)
        is_first = about == about.max()
        return np.asarray(is_first * about * model.telling(example.tellings))

    return scores


def fit_items(examples: Sequence[Example]) -> judgement.Model:
    """How items are put in order, and how probable the first is then."""

    def ordering(learnt: Sequence[Example]) -> _Scores:
        weights = _fit_order(learnt)
        return lambda example: np.asarray(example.features @ weights)

    # How probable they are is learnt from orders of questions that these have not been learnt from.
    scored = _cross_validated(examples, ordering)
    return judgement.Model(_fit_order(examples), _fit_trust(scored), _fit_telling(scored))


def _fit_order(examples: Sequence[Example]) -> Numbers:
    chosen = [e for e in examples if e.right.any() and not e.right.all()]
    return np.asarray(fit_first(chosen, _ITEM_PENALTY), dtype=np.float64)


def _fit_trust(scored: _Scored) -> Numbers:
    """By what the first item is told to be the right one, of questions that have an answer."""
    asked = [(e, scores, bool(e.right[np.argmax(scores)])) for e, scores in scored if e.answerable]
    return fit_logistic(
        np.array([judgement.trust_of(scores, e.features, e.topic) for e, scores, _ in asked]),
        np.array([right for *_, right in asked]),
        [e for e, *_ in asked],
    )


def _fit_telling(scored: _Scored) -> Numbers:
    """By what an item is told to tell what is asked: the right one does, one of the unanswered does not."""
    first = [(e, int(np.argmax(scores))) for e, scores in scored]
    asked = [(e, at) for e, at in first if e.right[at] or not e.answerable]
    return fit_logistic(
        np.array([e.tellings[at] for e, at in asked]),
        np.array([e.answerable for e, _ in asked]),
        [e for e, _ in asked],
    )


def fit_logistic(
    rows: Numbers, right: NDArray[np.bool_], examples: Sequence[Example], ridge: float = 10.0
) -> Numbers:
    """Weights of a logistic regression, by Newton's method; the first column is that of the bias.

    The penalty is on weights of columns of unit deviation. Invented questions have a bias of their
    own: how often they are answered tells nothing of others.
    """
    counted = np.array([e.weight for e in examples])
    scale = np.where(rows.std(axis=0) > 0, rows.std(axis=0), 1.0)
    columns = np.column_stack([rows / scale, [e.source == _INVENTED for e in examples]])
    penalty = np.diag([0.01, *np.full(rows.shape[1] - 1, ridge), 0.01])
    weights = np.zeros(columns.shape[1])
    for _ in range(30):
        held = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (counted * (held - right)) + penalty @ weights
        curve = (columns * (counted * held * (1 - held))[:, None]).T @ columns + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return np.asarray(weights[:-1] / scale)


def _tables(examples: Sequence[Example], fit: _Fit, table: Callable[[_Scored], str]) -> str:
    """A table for each source of examples."""
    scored = _cross_validated(examples, fit)
    names = dict.fromkeys(example.source for example, _ in scored)
    parts = {name: [p for p in scored if p[0].source == name] for name in names}
    return "\n".join(f" {name}: {len(part)}\n{table(part)}" for name, part in parts.items())


def _cross_validated(examples: Sequence[Example], fit: _Fit) -> _Scored:
    """Each example with its rows' scores by weights that have not seen its group."""
    scored = []
    for held_out in range(_FOLDS):
        fitted = fit([e for e in examples if _fold(e.group) != held_out])
        scored += [(e, fitted(e)) for e in examples if _fold(e.group) == held_out]
    return scored


def _sentence_table(scored: _Scored) -> str:
    lines = []
    for k in (1, 2, 3, 4, 5):
        hits = [e.right[np.argsort(-scores[: e.own])[:k]].any() for e, scores in scored]
        lines.append(f"  right sentence among the first {k}: {np.mean(hits):.3f}")
    return "\n".join(lines)


def _item_table(scored: _Scored) -> str:
    firsts = []
    for example, scores in scored:
        first = int(np.argmax(scores))
        firsts.append((example.answerable, bool(example.right[first]), float(scores[first])))
    asked = [f for f in firsts if f[0]]
    silent = [f for f in firsts if not f[0]]
    lines = ["  threshold  right item  wrong item  false refusals  true refusals"]
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        right = np.mean([r and p >= threshold for _, r, p in asked])
        wrong = np.mean([not r and p >= threshold for _, r, p in asked])
        false = np.mean([p < threshold for _, _, p in asked])
        true = np.mean([p < threshold for _, _, p in silent])
        lines.append(
            f"  {threshold:9.2f}  {right:10.3f}  {wrong:10.3f}  {false:14.3f}  {true:13.3f}"
        )
    return "\n".join(lines)


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


def _write(model: judgement.Model) -> None:
    named = dict(zip(judgement.FEATURES, model.order, strict=True))
    named |= {f"about: {n}": w for n, w in zip(judgement.TRUST, model.trust, strict=True)}
    named |= {f"tells: {n}": w for n, w in zip(judgement.TELLING, model.tells, strict=True)}
    lines = ["# The weight of each fact about an item; made by `python -m eval.calibrate`."]
    lines += [f"{name}\t{weight:.3f}" for name, weight in named.items()]
    (_EVIDENCE / judgement.WEIGHTS).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
