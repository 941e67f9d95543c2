"""Tangholm Kommune: a second invented municipality, to learn from and to be measured on.

Its minutes and questions were written by people who had seen nothing of the program, of its words
or of the questions of the first (`eval/municipality`). One half of the questions is learnt from
beside the first municipality's, so that nothing is fitted to the ways of one; the other half is
reported.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from index.archive import Archive

QUESTIONS = Path(__file__).with_name("questions.jsonl")


@contextmanager
def documents_folder() -> Iterator[Path]:
    """The folder with its minutes, also when the package is a zip file."""
    with as_file(files("eval.neighbour") / "documents") as folder:
        yield folder


@contextmanager
def indexed() -> Iterator[Archive]:
    """Its minutes as an archive of their own while it lasts."""
    with (
        documents_folder() as documents,
        tempfile.TemporaryDirectory() as place,
        Archive(Path(place) / "archive", create=True) as archive,
    ):
        archive.index([documents])
        yield archive
