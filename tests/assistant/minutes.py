"""Minutes written for one test module, indexed as an archive of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from index.archive import Archive


@contextmanager
def archive_of(folder: Path, documents: Mapping[str, str | bytes]) -> Iterator[Archive]:
    """An archive in `folder` of the documents, by file name."""
    source = folder / "referater"
    source.mkdir()
    for name, content in documents.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        (source / name).write_bytes(data)
    with Archive(folder / "arkiv", create=True) as archive:
        archive.index([source])
        yield archive


@contextmanager
def assistant_over(folder: Path, documents: Mapping[str, str | bytes]) -> Iterator[Assistant]:
    """An assistant over such an archive."""
    with archive_of(folder, documents) as archive:
        yield Assistant(archive)


def assistant_of(documents: Mapping[str, str | bytes]) -> Any:
    """A fixture for a whole test module: an assistant over the documents."""

    @pytest.fixture(scope="module")
    def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
        with assistant_over(tmp_path_factory.mktemp("assistant"), documents) as assistant:
            yield assistant

    return held
