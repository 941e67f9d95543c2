"""Every error that Referatsvar raises on purpose.

MinutesError
├── UnreadableDocument    one file cannot be read; the run goes on without it
├── ArchiveError          the archive folder cannot be used as it is
│   ├── ArchiveMissing
│   ├── ArchiveBusy       another process is changing it
│   └── ArchiveMismatch   it was built with another encoder or a newer version
├── SourceMissing         a path to be indexed does not exist
├── UnknownDocument       a document name that the archive does not hold
├── InvalidFilter         a body or date that cannot be understood
├── InvalidQuestion       a question that is empty or too long to be one
├── InvalidReceipt        a receipt that is not one of ours
├── EncoderError          an embedding model cannot be loaded
└── DenseIndexError       Chroma does not answer

A message says what happened, where, and what to do next; the facts are
attributes. Finding nothing is a result, never an error.
"""

from __future__ import annotations

from pathlib import Path


class MinutesError(Exception):
    """The base of all of them; the command line prints it as one line."""


class UnreadableDocument(MinutesError):
    """A file that cannot become a document; `reason` is Danish, for `status`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ArchiveError(MinutesError):
    """The archive folder cannot be used as it is."""


class ArchiveMissing(ArchiveError):
    """There is no archive at `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no archive in {folder}. Make one with: "
            f"referatsvar index PATH --archive {folder}"
        )
        self.folder = folder


class ArchiveBusy(ArchiveError):
    """Another process holds the lock; `holder` says which, as far as known."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(
            f"The archive {folder} is being changed by {holder}. "
            "Wait until it is done, or stop it; what it has finished is kept."
        )
        self.folder = folder
        self.holder = holder


class ArchiveMismatch(ArchiveError):
    """The archive and this program (or the chosen encoder) do not fit together."""


class SourceMissing(MinutesError):
    """A path given to `index` does not exist or cannot be listed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no file or folder {path}. Check the spelling of the path.")
        self.path = path


class UnknownDocument(MinutesError):
    """A document that the archive does not hold."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        hint = f" Did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(
            f"The archive holds no document called {name}.{hint} "
            "`referatsvar items` lists what is held."
        )
        self.name = name
        self.nearest = nearest


class InvalidFilter(MinutesError):
    """A body or date filter that cannot be understood."""


class InvalidQuestion(MinutesError):
    """Text that cannot be a question: empty, or longer than `max_words`."""


class InvalidReceipt(MinutesError):
    """A receipt that was not made by this program, or was damaged."""


class EncoderError(MinutesError):
    """An embedding model cannot be loaded or gives what cannot be used."""


class DenseIndexError(MinutesError):
    """The Chroma index does not answer."""
