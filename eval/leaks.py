"""Looks for rules and word lists that were derived from the reported half: python -m eval.leaks.

Three signs, none of which shows a question: a line of the program's data or a
string of its code repeats a run of words that only the reported half's
questions have; it names someone of the sample municipality; or the lists know
clearly more of the words that only the reported half uses than of those that
only the development half uses, which the lists may be made from. The exit code
is 1 when one is found.
"""

from __future__ import annotations

import ast
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.municipality.halves import DIVIDED
from eval.questions import TestQuestion, load_questions
from index.danish.analysis import content_tokens, stopwords, tokens

ROOT = Path(__file__).parents[1]
# Running text to train the encoder on, thousands of lines by people who saw neither half.
_CORPORA = "index/encoder/corpus/"
# How many words in a row are no chance. Measured 2026-11-28 over 45,000 lines: the two halves share
# runs of four with the rules and of seven with the running text, the development half more often.
_RUN, _RUN_IN_CORPORA = 5, 8
# Words of a run that must carry a subject; "hvor meget har kommunen brugt" is everyone's.
_SUBJECTS = 2
# Standard errors by which more words of the reported half are known before it is no chance.
_CLEARLY = 3.0

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a data file, or a string of the code at its line."""

    file: str
    number: int
    text: str


def product_lines() -> Iterator[Line]:
    """What the program knows of words: data files, and strings of code that are no docstrings."""
    for package in ("assistant", "index"):
        for path in sorted((ROOT / package).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in (".tsv", ".txt"):
                for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
                    yield Line(name, number, text)
            elif path.suffix == ".py":
                yield from _strings(name, path.read_text("utf-8"))


def _strings(name: str, source: str) -> Iterator[Line]:
    tree = ast.parse(source)
    # A string that stands alone is a docstring.
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield Line(name, node.lineno, node.value)


def repeated_runs(lines: Iterable[Line], questions: Sequence[TestQuestion]) -> list[str]:
    """The lines that repeat a run of words which only the reported half has."""
    texts = {
        half: [_words(q.question) for q in questions if q.half == half] for half in ("dev", "test")
    }
    runs = {
        length: _runs(texts["test"], length) - _runs(texts["dev"], length)
        for length in (_RUN, _RUN_IN_CORPORA)
    }
    whole = {tuple(words) for words in texts["test"] if _tells(words) and len(words) < _RUN}
    found = []
    for line in lines:
        length = _RUN_IN_CORPORA if line.file.startswith(_CORPORA) else _RUN
        words = _words(line.text)
        if _runs([words], length) & runs[length] or tuple(words) in whole:
            found.append(
                f"{line.file}:{line.number} repeats words of a question that is only reported"
            )
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(texts: Iterable[Sequence[str]], length: int) -> set[Run]:
    return {
        run
        for words in texts
        for start in range(len(words) - length + 1)
        if _tells(run := tuple(words[start : start + length]))
    }


def _tells(words: Sequence[str]) -> bool:
    """Whether enough of the words carry a subject."""
    return sum(len(word) > 3 and word not in stopwords() for word in words) >= _SUBJECTS


def named_people(lines: Iterable[Line], names: Iterable[str]) -> list[str]:
    """The lines that name someone or something of the sample municipality."""
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names), re.IGNORECASE)
    return [
        f"{line.file}:{line.number} names {found.group()}, who is of the sample"
        for line in lines
        if (found := pattern.search(line.text))
    ]


def known_too_well(
    lines: Iterable[Line], questions: Sequence[TestQuestion], held: Iterable[str]
) -> list[str]:
    """Whether words of the reported half alone are known better than chance allows.

    `held` are the texts of the minutes; their words are anyone's to know.
    """
    common = _stems(held)
    used = {
        half: {t.stem for q in questions if q.half == half for t in content_tokens(q.question)}
        for half in ("dev", "test")
    }
    dev, test = used["dev"] - used["test"] - common, used["test"] - used["dev"] - common
    sorts: dict[str, list[str]] = {"rules and word lists": [], "running text": []}
    for line in lines:
        sort = "running text" if line.file.startswith(_CORPORA) else "rules and word lists"
        sorts[sort].append(line.text)
    found = []
    for sort, texts in sorts.items():
        known = _stems(texts)
        surplus = _surplus(len(test & known), len(test), len(dev & known), len(dev))
        if surplus > _CLEARLY:
            found.append(
                f"The {sort} know {len(test & known)} of {len(test)} words that only the reported half "
                f"uses, and {len(dev & known)} of {len(dev)} of the other: {surplus:.1f} standard errors"
            )
    return found


def _stems(texts: Iterable[str]) -> set[str]:
    return {token.stem for text in texts for token in tokens(text)}


def _surplus(hits: int, of: int, other_hits: int, other_of: int) -> float:
    """By how many standard errors the first share lies above the second."""
    if not of or not other_of:
        return 0.0
    pooled = (hits + other_hits) / (of + other_of)
    error = math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / other_of))
    return (hits / of - other_hits / other_of) / error if error else 0.0


def main() -> int:
    """Look and tell; returns the exit code."""
    # Needed here only: they read every sample document.
    from eval.municipality.build import DOCUMENTS  # noqa: PLC0415
    from eval.municipality.questions_check import document_text  # noqa: PLC0415
    from eval.municipality.sources import load_municipality  # noqa: PLC0415

    lines, questions = list(product_lines()), load_questions(DIVIDED)
    files = sorted(p for p in DOCUMENTS.rglob("*") if p.is_file())
    municipality = load_municipality()
    found = repeated_runs(lines, questions)
    found += named_people(lines, [municipality.name, *municipality.parties])
    found += known_too_well(
        lines, questions, (document_text(str(p.relative_to(DOCUMENTS))) for p in files)
    )
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(f"{len(lines)} lines looked at, {len(found)} signs of the reported half\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
