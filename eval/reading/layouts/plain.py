"""Text, Markdown and exports: the source is the document; only the bytes differ."""

from __future__ import annotations

from collections.abc import Callable

from eval.reading.source import Source


def text(encoding: str = "utf-8", newline: str = "\n") -> Callable[[Source], bytes]:
    """A layout that writes the text as it stands."""
    return lambda source: source.printed.replace("\n", newline).encode(encoding)
