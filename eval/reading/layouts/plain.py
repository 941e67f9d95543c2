"""Text, Markdown and exports: the source is the document; only bytes and pages differ."""

from __future__ import annotations

from collections.abc import Callable

from eval.reading.source import Source


def text(encoding: str = "utf-8", newline: str = "\n") -> Callable[[Source], bytes]:
    """A layout that writes the text as it stands."""
    return lambda source: source.printed.replace("\n", newline).encode(encoding)


def printout(encoding: str, newline: str) -> Callable[[Source], bytes]:
    """A layout of pages, parted by form feeds; each begins with a running head and its number."""

    def render(source: Source) -> bytes:
        pages = source.printed.split("+++\n")
        head = source.fields["head"]
        numbered = [f"{head}     Side {i}\n\n{page}" for i, page in enumerate(pages, start=1)]
        return "\f".join(numbered).replace("\n", newline).encode(encoding)

    return render
