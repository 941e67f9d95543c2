"""The rivals by name; each needs its own libraries, which `pip install .[rivals]` installs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from eval.rivals.passages import corpus_of
from eval.rivals.rival import Rival
from index.archive import Archive
from index.errors import MinutesError

# The name on the command line; the module and the function that sets it up.
SETUPS: Mapping[str, tuple[str, str]] = {
    "bm25": ("eval.rivals.bm25", "plain"),
    "bm25-danish": ("eval.rivals.bm25", "danish"),
    "llamaindex": ("eval.rivals.llamaindex", "vector_index"),
    "txtai": ("eval.rivals.txtai_embeddings", "dense"),
    "txtai-hybrid": ("eval.rivals.txtai_embeddings", "hybrid"),
}


class RivalMissing(MinutesError):
    """A rival whose libraries are not installed."""


def set_up(name: str, archive: Archive, kept: Path | None = None) -> Rival:
    """A rival over the documents of an archive; what it finds is kept in `kept`.

    Raises:
        RivalMissing: its libraries are not installed.
    """
    module, function = SETUPS[name]
    try:
        found = getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        raise RivalMissing(
            f"{name} needs {error.name}. Install it with: pip install 'referatsvar[rivals]'"
        ) from error
    rival: Rival = found(corpus_of(archive))
    rival.kept = kept
    return rival
