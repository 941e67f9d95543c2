"""Receipts: an answer that can be checked again years later, without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from assistant.sentences import fold
from assistant.types import Citation, Receipt
from index.archive import Archive
from index.errors import InvalidReceipt, UnknownDocument
from index.indexing import parser_fingerprint
from index.types import Span


def software_version() -> str:
    """The version of this program, "0" when it is not installed."""
    try:
        return version("referatsvar")
    except PackageNotFoundError:
        return "0"


def make_receipt(
    question: str, answer: str, citations: Sequence[Citation], archive: Archive
) -> Receipt:
    """The receipt of an answer."""
    return Receipt(
        question=question,
        answer=answer,
        sources=tuple(
            (c.document, archive.document_sha256(c.document) or "", c.page, c.span, c.quote)
            for c in citations
        ),
        version=software_version(),
        parser=parser_fingerprint(),
        encoder=archive.encoder.fingerprint,
    )


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one citation: `state` is "unchanged", "moved", "changed" or "missing"."""

    document: str
    page: int
    quote: str
    state: str


def verify_receipt(data: Mapping[str, Any], archive: Archive) -> list[Check]:
    """Compare every source of a receipt with the documents held now.

    unchanged: the same file, the quote where it was. moved: the file was read
    anew and the quote stands elsewhere in it. changed: the document no longer
    says it. missing: the document is not held.

    Raises:
        InvalidReceipt: `data` is neither a receipt nor an answer with one.
    """
    receipt = data.get("receipt", data)
    try:
        sources = [
            (
                str(s["document"]),
                str(s["sha256"]),
                int(s["page"]),
                Span(int(s["start"]), int(s["end"])),
                str(s["quote"]),
            )
            for s in receipt["sources"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidReceipt(
            'This is not a receipt: it must be the JSON of an answer, or its member "receipt".'
        ) from error
    return [
        Check(d, page, quote, _state(archive, d, sha, page, span, quote))
        for d, sha, page, span, quote in sources
    ]


def _state(archive: Archive, document: str, sha256: str, page: int, span: Span, quote: str) -> str:
    try:
        held = archive.document(document)
    except UnknownDocument:
        return "missing"
    in_place = fold(span.of(held.text)).startswith(quote) and held.page_at(span.start) == page
    if in_place and archive.document_sha256(document) == sha256:
        return "unchanged"
    return "moved" if any(quote in fold(text) for text in held.pages) else "changed"
