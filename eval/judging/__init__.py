"""Invented agenda items whose questions are marked, to fit weights on: nothing else has learnt from them.

The encoder, the precedents, `telling`, `selection` and `kernel_pooling` know the passages of
`index/encoder/corpus` by heart, so weights fitted on those would trust them too far; and the sample
municipality's questions are too few. Of these items 1,467 have seven to fourteen sentences, most of
them one of two or three of a topic, and 14,165 questions, a fifth of them such as one would expect
the item to answer, but it does not. The others (`long-*.txt`), 337, are as long and rough as real
ones, 16 to 40 sentences with the words of their headings amid them, and have 8,915 questions, a third
unanswered: most ask what came later, of another, or what someone thought. Each question is marked
with the sentences that answer it. No question of the sample was seen by those who wrote them.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import numpy as np

from eval.questions import GoldItem, TestQuestion
from index.archive import Archive
from index.encoder.corpus import AskedPassage, read_asked_passages

FOLDER = Path(__file__).parent
# How the last sentences of an item begin when they tell what was decided, and when what was proposed.
_DECIDES = re.compile(
    r"(?:Et (?:flertal|mindretal|enigt)|Flertallet|Udvalget|Rådet|Byrådet|Kommunalbestyrelsen|Sagen|Punktet"
    r"|Indstillingen|Forslaget|[A-ZÆØÅ][\w-]*(?:udvalget|rådet|bestyrelsen))\b.*\b(?:godkend|beslutte|vedt[ao]g"
    r"|tiltråd|ud(?:sat|skød)|afvist|forkast|efterretning|anbefaled|fulgt|sendt|drøfted|tilsluttede|valgte)"
)
_PROPOSES = re.compile(
    r".*\b(?:indstill(?:er|ede|es)|anbefal(?:er|ede|es)|foresl(?:år|og|ås)|frarå(?:der|dede))\b"
)
_FIRST_MEETING, _BETWEEN = date(2016, 1, 5), timedelta(days=9)


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A question and the sentences of its item that answer it, none where it tells nothing."""

    asked: TestQuestion
    answers: tuple[str, ...]


@contextmanager
def indexed(
    sample: int, seed: int, folder: Path = FOLDER
) -> Iterator[tuple[Archive, list[MarkedQuestion]]]:
    """All the items as an archive of their own while it lasts, and a sample of the questions."""
    with tempfile.TemporaryDirectory() as place:
        documents = Path(place) / "documents"
        documents.mkdir()
        questions = write_minutes(documents, folder)
        chosen = np.random.default_rng(seed).permutation(len(questions))[:sample]
        with Archive(Path(place) / "archive", create=True) as archive:
            archive.index([documents])
            yield archive, [questions[i] for i in sorted(chosen)]


def write_minutes(documents: Path, folder: Path = FOLDER) -> list[MarkedQuestion]:
    """Write a document for each topic, its items in it, into a folder; and give the questions."""
    found: list[MarkedQuestion] = []
    topics = groupby(read_asked_passages(folder), key=lambda passage: passage.topic)
    for number, (topic, passages) in enumerate(topics):
        # A name of the document that tells nothing.
        name = f"{number:03}.md"
        lines = [f"# Referat – Byrådet {_FIRST_MEETING + number * _BETWEEN:%d-%m-%Y}"]
        for item, passage in enumerate(passages, start=1):
            lines += [f"## {item}. {topic}", *_sections(passage.sentences)]
            found += _questions(passage, GoldItem(name, str(item)))
        (documents / name).write_text("\n\n".join(lines), "utf-8")
    return found


def _sections(sentences: Sequence[str]) -> Iterator[str]:
    """The item under the headings of minutes: what is told, what is proposed, what was decided."""
    late = range(len(sentences) // 2, len(sentences))
    decided = next((i for i in late if _DECIDES.match(sentences[i])), len(sentences))
    proposed = decided - (decided > 1 and bool(_PROPOSES.match(sentences[decided - 1])))
    for heading, part in (
        ("Sagsfremstilling", sentences[:proposed]),
        ("Indstilling", sentences[proposed:decided]),
        ("Beslutning", sentences[decided:]),
    ):
        if part:
            yield f"### {heading}"
            yield " ".join(part)


def _questions(passage: AskedPassage, gold: GoldItem) -> Iterator[MarkedQuestion]:
    sentences = passage.sentences
    for number, (question, answers) in enumerate(passage.asked, start=1):
        asked = TestQuestion(
            f"{gold.document}#{gold.item}-{number}",
            question,
            "invented",
            bool(answers),
            gold=(gold,) if answers else (),
        )
        yield MarkedQuestion(asked, tuple(sentences[n - 1] for n in answers or ()))
