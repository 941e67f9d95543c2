"""Ravnsund Kommune: the invented municipality that ships with the project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def documents_folder() -> Iterator[Path]:
    """The folder with the sample minutes, also when the package is a zip file."""
    with as_file(files("eval.municipality") / "documents") as folder:
        yield folder
