"""What several tests share: the sample municipality, indexed once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from eval.municipality import documents_folder
from index.archive import Archive


@pytest.fixture(scope="session")
def ravnsund_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample minutes. Read it, never change it."""
    folder = tmp_path_factory.mktemp("ravnsund")
    with Archive(folder, create=True) as archive, documents_folder() as documents:
        archive.index([documents])
    return folder


@pytest.fixture(scope="session")
def ravnsund(ravnsund_folder: Path) -> Iterator[Assistant]:
    """An assistant over the sample minutes."""
    with Archive(ravnsund_folder) as archive:
        yield Assistant(archive)
