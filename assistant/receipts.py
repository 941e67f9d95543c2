"""Receipts: an answer that can be checked again years later, without a network.

It is checked against an archive, or against the documents themselves in a
folder, where nothing need be indexed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.evidence.sentences import fold
from assistant.types import Citation, Receipt
from index.archive import Archive
from index.errors import InvalidReceipt, UnknownDocument
from index.indexing import parser_fingerprint
from index.reading.sources import find_sources, read_source
from index.types import Document, Span


@cache
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


class State(StrEnum):
    """What became of a quotation."""

    UNCHANGED = "unchanged"  # it stands where it stood, in the same file
    MOVED = "moved"  # it stands in the document, which has changed or was read anew
    REDACTED = "redacted"  # it is gone from a page from which something was removed
    CHANGED = "changed"  # the document no longer says it
    MISSING = "missing"  # there is no such document


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one citation.

    `page_now` is where the quote stands now, None where it does not.
    `same_file` tells whether the file's bytes are those that were cited, and
    `superseded_by` names the corrected edition that has replaced it.
    """

    document: str
    page: int
    quote: str
    state: State
    page_now: int | None = None
    same_file: bool | None = None
    superseded_by: str | None = None

    @property
    def still_said(self) -> bool:
        """Whether the document says it."""
        return self.state in (State.UNCHANGED, State.MOVED)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something of the program that was another when the answer was given."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome: a check for each citation, and what else differs.

    `answer_matches` is false when the answer quotes what its sources do not.
    """

    checks: tuple[Check, ...]
    differences: tuple[Difference, ...]
    answer_matches: bool

    @property
    def valid(self) -> bool:
        """Whether everything that was quoted is still said."""
        return self.answer_matches and all(check.still_said for check in self.checks)


@dataclass(frozen=True, slots=True)
class Holding:
    """A document as it is now; `redacted` are the pages from which something was removed."""

    document: Document
    sha256: str | None
    redacted: frozenset[int]
    superseded_by: str | None = None


# How a document is found by its name; None when there is none.
Lookup = Callable[[str], Holding | None]


def verify_receipt(data: Mapping[str, Any], archive: Archive) -> Verification:
    """Compare a receipt (or an answer with one) with what an archive holds.

    Raises:
        InvalidReceipt: `data` is neither a receipt nor an answer with one.
    """
    status = archive.status()
    superseded = dict(status.superseded)

    def lookup(name: str) -> Holding | None:
        try:
            document = archive.document(name)
        except UnknownDocument:
            return None
        redacted = frozenset(r.page for other, r in status.redactions if other == name)
        return Holding(document, archive.document_sha256(name), redacted, superseded.get(name))

    return verified(data, lookup, archive.encoder.fingerprint)


def verify_against_files(data: Mapping[str, Any], folder: Path) -> Verification:
    """Compare a receipt with the documents in a folder, read anew.

    Raises:
        InvalidReceipt: see `verify_receipt`.
        SourceMissing: there is nothing at `folder`.
    """
    sources = {source.name: source for source in find_sources(folder)}

    def lookup(name: str) -> Holding | None:
        if name not in sources:
            return None
        read = read_source(sources[name], recognise=True)
        if read.minutes is None:
            return None
        document = read.minutes.document
        redacted = frozenset(redaction.page for redaction in document.redactions)
        return Holding(document, read.sha256, redacted)

    return verified(data, lookup, None)


def verified(data: Mapping[str, Any], lookup: Lookup, encoder: str | None) -> Verification:
    """Compare a receipt with the documents that `lookup` gives; see `verify_receipt`."""
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
    held = {document: lookup(document) for document, *_ in sources}
    return Verification(
        tuple(_check(held[source[0]], *source) for source in sources),
        tuple(_differences(receipt, encoder)),
        _answer_matches(str(receipt.get("answer", "")), [quote for *_, quote in sources]),
    )


def _check(
    holding: Holding | None, document: str, sha256: str, page: int, span: Span, quote: str
) -> Check:
    if holding is None:
        return Check(document, page, quote, State.MISSING)
    held, same_file = holding.document, holding.sha256 == sha256
    in_place = fold(span.of(held.text)).startswith(quote) and held.page_at(span.start) == page
    pages = [n for n in range(1, len(held.pages) + 1) if held.begins_on(quote, n)]
    if in_place and same_file:
        state, now = State.UNCHANGED, page
    elif pages:
        state, now = State.MOVED, page if page in pages else pages[0]
    else:
        state, now = (State.REDACTED if page in holding.redacted else State.CHANGED), None
    return Check(document, page, quote, state, now, same_file, holding.superseded_by)


def _differences(receipt: Mapping[str, Any], encoder: str | None) -> list[Difference]:
    now = {"version": software_version(), "parser": parser_fingerprint(), "encoder": encoder}
    return [
        Difference(what, str(receipt[what]), value)
        for what, value in now.items()
        if value is not None and what in receipt and str(receipt[what]) != value
    ]


def _answer_matches(answer: str, quotes: Sequence[str]) -> bool:
    """Whether what the answer quotes as [n] is what its n-th source is quoted for."""
    return all(
        int(number) <= len(quotes) and quote == quotes[int(number) - 1]
        for quote, number in re.findall(r"»([^«]*)« \[(\d{1,4})\]", answer)
        if int(number) > 0
    )
