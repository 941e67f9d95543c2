"""The archive's SQLite file: the truth. Only this folder knows SQL."""

from __future__ import annotations

from pathlib import Path

from index.store.connection import Connection
from index.store.derived import Derived
from index.store.documents import Documents
from index.store.editions import Editions
from index.store.holdings import Holdings
from index.store.passages import Passages


class Database(Connection):
    """One SQLite file, and what it holds by subject."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        """Open the archive in `folder`.

        Raises:
            ArchiveMissing: there is none and `create` is false.
            ArchiveMismatch: it was made by a newer version.
            ArchiveError: the file is not an archive, or cannot be opened.
        """
        super().__init__(folder, create)
        self.documents = Documents(self)
        self.passages = Passages(self)
        self.holdings = Holdings(self)
        self.editions = Editions(self)
        self.derived = Derived(self)
