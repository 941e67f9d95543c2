"""Invented municipalities beside the sample, to learn from and to be measured on.

Their minutes and questions were written by people who had seen nothing of the program, of its words
or of the questions of others. One half of the questions of most is learnt from beside those of the
sample (`eval/municipality`), so that nothing is fitted to the ways of one; the other half is reported.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.archive import Archive

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality by its name, which is that of its folder too.

    `is_learnt_from` says that weights are fitted on its development half; else both are only reported.
    """

    name: str
    is_learnt_from: bool = True

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return self.name.lower().replace("ø", "oe")

    @property
    def questions(self) -> Path:
        """Its questions, each with its half."""
        return _HERE / self.folder / "questions.jsonl"

    @property
    def plain(self) -> Path:
        """Plain questions that were put to it later, each with its half; there is no such file for some."""
        return _HERE / self.folder / "plain.jsonl"

    @property
    def documents(self) -> Path:
        """The folder with its minutes, which are in a checkout only."""
        return _HERE / self.folder / "documents"

    @contextmanager
    def indexed(self) -> Iterator[Archive]:
        """Its minutes as an archive of their own while it lasts."""
        with (
            tempfile.TemporaryDirectory() as place,
            Archive(Path(place) / "archive", create=True) as archive,
        ):
            archive.index([self.documents])
            yield archive


NEIGHBOURS = (
    Neighbour("Tangholm"),
    Neighbour("Brydeholm"),
    Neighbour("Lindersø"),
    Neighbour("Vestermose", is_learnt_from=False),
    Neighbour("Kragevig", is_learnt_from=False),
    Neighbour("Egernsø", is_learnt_from=False),
    Neighbour("Hasselrod", is_learnt_from=False),
)
LEARNT_FROM = tuple(neighbour for neighbour in NEIGHBOURS if neighbour.is_learnt_from)
