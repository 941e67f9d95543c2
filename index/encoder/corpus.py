"""What the encoder learns from: pairs of texts, read from tab-separated files.

Some of the files stand beside this module and are written by hand for it
(`municipal_terms.txt`, `sentences.tsv`, `frames.tsv`, and for measuring alone
`development.tsv`), the relations in `index/words`; the others are public corpora that
`MODEL_CARD.md` names, and that the one who trains has to fetch.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import EncoderError
from index.parsing.text.sentences import sentence_spans
from index.types import Span

FOLDER = Path(__file__).parent
TERMS_FILE = FOLDER / "municipal_terms.txt"
SENTENCES_FILE = FOLDER / "sentences.tsv"
FRAMES_FILE = FOLDER / "frames.tsv"
DEVELOPMENT_FILE = FOLDER / "development.tsv"
CORPUS_FOLDER = FOLDER / "corpus"
WORDS_FOLDER = FOLDER.parent / "words"

# One synonym in ten measures and is not learnt from. Few enough to leave the
# training its material, enough (over a hundred) for an interval worth printing.
HELD_OUT_PERCENT = 10
# The same for translations, of which there are a hundred times as many.
HELD_OUT_TRANSLATIONS_PERCENT = 1

# LibreOffice help marks its headings so; the words say nothing about meaning.
_HEADING_MARK = re.compile(r"^Title is: ")
# What a line with a question begins with.
_QUESTION_MARK = re.compile(r"\?(?P<sentences>[\d+]*)")


@dataclass(frozen=True, slots=True)
class Translation:
    """A Danish text and the same in English."""

    danish: str
    english: str


@dataclass(frozen=True, slots=True)
class TitledText:
    """A heading and the text that stood under it, both Danish."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people say, and what the minutes call it."""

    lay: str
    official: str


@dataclass(frozen=True, slots=True)
class AskedPassage:
    """A made-up passage of minutes and questions that it answers.

    Passages of one topic are near misses of each other: they are about the
    same matter, and none answers another's questions.

    `answers` has for each question the numbers, from 1, of the sentences
    (`index.parsing.text.sentences`) that tell what it asks, the most telling first:
    () where none does, None where nobody has marked it.
    """

    topic: str
    text: str
    questions: tuple[str, ...]
    answers: tuple[tuple[int, ...] | None, ...] = ()

    @property
    def asked(self) -> Iterator[tuple[str, tuple[int, ...] | None]]:
        """Each question with its answers."""
        return zip(self.questions, self.answers, strict=True)

    @property
    def sentences(self) -> list[str]:
        """The sentences of its text, as they are numbered in `answers`."""
        return [span.of(self.text) for span in sentence_spans(self.text, Span(0, len(self.text)))]


@dataclass(frozen=True, slots=True)
class Frames:
    """Sentences with {} where a term can stand: as people ask, and as minutes are worded."""

    questions: tuple[Translation, ...]
    minutes: tuple[Translation, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A made-up question in two languages, and the made-up passage that answers it."""

    danish: str
    english: str
    passage: str


def read_translations(file: Path) -> list[Translation]:
    """Read lines of source, Danish, English; in the file's order, without repeats."""
    rows = ((row[1], _HEADING_MARK.sub("", row[2])) for row in _rows(file, columns=3))
    pairs = (Translation(_HEADING_MARK.sub("", danish), english) for danish, english in rows)
    return list(dict.fromkeys(pairs))


def read_titled_texts(file: Path) -> list[TitledText]:
    """Read lines of source, title, body; in the file's order, without repeats."""
    return list(dict.fromkeys(TitledText(row[1], row[2]) for row in _rows(file, columns=3)))


def read_terms(file: Path = TERMS_FILE) -> list[Translation]:
    """Read lines of a Danish term and what it is in English."""
    return list(dict.fromkeys(Translation(row[0], row[1]) for row in _rows(file, columns=2)))


def read_sentences() -> list[Translation]:
    """Read lines of a sentence as minutes have it, and the same in English."""
    return read_terms(SENTENCES_FILE)


def read_synonyms() -> list[Synonym]:
    """Read the relations in `index/words`: lines of everyday words and the official term."""
    rows = (row for file in sorted(WORDS_FOLDER.glob("*.tsv")) for row in _rows(file, columns=2))
    return [Synonym(row[0], row[1]) for row in rows]


def read_frames() -> Frames:
    """Read lines of a kind, a Danish and an English frame."""
    rows = list(_rows(FRAMES_FILE, columns=3))
    return Frames(
        tuple(Translation(row[1], row[2]) for row in rows if row[0] == "question"),
        tuple(Translation(row[1], row[2]) for row in rows if row[0] == "minutes"),
    )


def read_questions() -> list[Question]:
    """Read lines of a Danish question, the same in English, and the passage that answers."""
    return [Question(row[0], row[1], row[2]) for row in _rows(DEVELOPMENT_FILE, columns=3)]


def read_asked_passages(folder: Path = CORPUS_FOLDER) -> list[AskedPassage]:
    """Read the invented passages: "## topic", "= passage" and "? question" lines.

    A question may be marked with the sentences that answer it: "?2 question", "?2+4 question",
    "?0 question" where the passage does not tell.

    Raises:
        EncoderError: a line is none of these, or stands before what it belongs to.
    """
    found: list[AskedPassage] = []
    for file in sorted(folder.glob("*.txt")):
        found += _asked_passages(file)
    return found


def _asked_passages(file: Path) -> Iterator[AskedPassage]:
    topic, text, asked = "", "", list[tuple[str, tuple[int, ...] | None]]()

    def passage() -> AskedPassage:
        return AskedPassage(topic, text, tuple(q for q, _ in asked), tuple(a for _, a in asked))

    for number, line in enumerate(_lines(file), start=1):
        mark, _, rest = line.strip().partition(" ")
        if text and (question := _QUESTION_MARK.fullmatch(mark)):
            asked.append((rest, _sentences_of(question["sentences"])))
        elif mark in ("##", "=") and rest:
            if text:
                yield passage()
            topic, text, asked = (rest, "", []) if mark == "##" else (topic, rest, [])
        elif mark and mark != "#":
            raise EncoderError(
                f"{file}, line {number}: expected '## topic', '= passage' or, behind a passage, "
                f"'? question', found {line.strip()[:80]!r}."
            )
    if text:
        yield passage()


def _sentences_of(mark: str) -> tuple[int, ...] | None:
    """The numbers of a mark.

    >>> _sentences_of("2+4"), _sentences_of("0"), _sentences_of("")
    ((2, 4), (), None)
    """
    return tuple(int(n) for n in mark.split("+") if n != "0") if mark else None


def is_held_out(text: str, percent: int) -> bool:
    """Tell whether a text is kept for measuring.

    Decided by a hash of the text alone, so that it stays so when lines are
    added or moved, and the same words are never on both sides.

    >>> is_held_out("tømning af skraldespand", percent=100)
    True
    """
    digest = hashlib.sha256(text.casefold().encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < percent


def _rows(file: Path, columns: int) -> Iterator[list[str]]:
    """Yield the fields of each line; empty lines and lines with # are comments.

    Raises:
        EncoderError: the file cannot be read, or a line has too few fields.
    """
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) < columns or not all(fields[:columns]):
            raise EncoderError(
                f"{file}, line {number}: expected {columns} fields with a tab between them, "
                f"found {line.strip()[:80]!r}."
            )
        yield fields[:columns]


def _lines(file: Path) -> list[str]:
    """Read a text file, unpacked when it is gzipped."""
    try:
        if file.suffix == ".gz":
            with gzip.open(file, "rt", encoding="utf-8") as unpacked:
                return unpacked.read().split("\n")
        return file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EncoderError(f"Cannot read {file}: {error}. Check the path.") from error
