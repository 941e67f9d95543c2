"""Text from the images of scanned pages, by Tesseract when it is installed with Danish.

Tesseract is a program of the system, not a Python package:
`apt-get install tesseract-ocr tesseract-ocr-dan`. Without it, scanned pages
are listed as unread and nothing else changes.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.reading.pdf.pieces import Piece

# Tesseract reads best at about this resolution, in dots an inch.
DPI = 300
# A page of text takes two to six seconds; a drawing of noise may take forever.
PAGE_TIMEOUT_S = 60
_LANGUAGE = "dan"
# Below this certainty (of 100) a "word" without letters is a speck or a line,
# and a page whose words are on average below it is not readable.
_SURE = 50
_POINTS_PER_DOT = 72 / DPI
# The sides of tables are taken for these.
_BORDERS = frozenset("|[]_—¦")


@cache
def is_available() -> bool:
    """Whether Tesseract and its Danish are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - a program of the system, no shell
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return _LANGUAGE in listed.stdout.split()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    certainty: float
    line: tuple[str, ...]
    left: float
    right: float


def read_image(image: bytes) -> list[Piece]:
    """The words of a page's image (PGM or PNG at `DPI`) where they stand; [] when unreadable."""
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        _LANGUAGE,
        "--psm",
        "3",
        "--dpi",
        str(DPI),
        "tsv",
    ]
    # One thread: files are read side by side already, and its own threads fight each other.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, no shell
            command,
            input=image,
            capture_output=True,
            timeout=PAGE_TIMEOUT_S,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return _pieces(done.stdout.decode("utf-8", "replace"))


def _pieces(table: str) -> list[Piece]:
    """The pieces of Tesseract's table: a row for each block, paragraph, line and word."""
    lines = {row[1:5]: row for row in _rows(table) if row[0] == "4"}
    words = [word for word in _words(table) if word.line in lines]
    if not words or statistics.fmean(word.certainty for word in words) < _SURE:
        return []
    heights = {key: int(row[9]) for key, row in lines.items()}
    # By words, not by lines: most words are text.
    usual = statistics.median(heights[word.line] for word in words)
    pieces = []
    for order, word in enumerate(words):
        row, height = lines[word.line], heights[word.line]
        # A line's box depends on its letters; only a clearly larger one is set larger.
        size = usual if height < 1.5 * usual else height
        baseline = int(row[7]) + int(row[9])
        pieces.append(
            Piece(
                word.text,
                word.left * _POINTS_PER_DOT,
                word.right * _POINTS_PER_DOT,
                baseline * _POINTS_PER_DOT,
                size * _POINTS_PER_DOT,
                order=order,
                spaced=True,
            )
        )
    return pieces


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    for row in table.splitlines()[1:]:
        cells = tuple(row.split("\t"))
        if len(cells) == 12:
            yield cells


def _words(table: str) -> Iterator[_Word]:
    for row in _rows(table):
        text, certainty = row[11].strip(), float(row[10])
        if row[0] != "5" or not text:
            continue
        if _BORDERS.issuperset(text):
            continue
        if certainty < _SURE and not any(character.isalnum() for character in text):
            continue
        left, width = int(row[6]), int(row[8])
        yield _Word(text, certainty, row[1:5], left, left + width)
