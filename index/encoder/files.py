"""A model folder's identity: what its files hold, not what the folder is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

# What changes no vector: notes for people, and how a training went.
_NOTES = frozenset({"training.json", ".gitattributes"})


def folder_fingerprint(folder: Path) -> str:
    """Hash the names and bytes of a model folder's files; 64 hexadecimal digits.

    Cards and training notes are left out, so that correcting one does not make
    an index need rebuilding.
    """
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if file.suffix == ".md" or file.name in _NOTES:
            continue
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as content:
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return whole.hexdigest()
