"""What may be shown of the documents that the answers quote.

Three things may be shown: the text that was stored, the image of a page, and
the file itself. The stored text has no CPR numbers; images and files have
whatever the file has. Text of closed items must be in none of the three.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.archive import Archive
from index.errors import UnknownDocument, UnreadableDocument
from index.reading.cpr import mask_cpr_numbers
from index.reading.zips import open_file
from index.types import PAGE_BREAK, Document, Filters, HeldDocument, HeldItem, Redaction, Span
from ui import texts
from ui.problems import NotShown, Problem

_ID_DIGITS = 16
_EDITION_DIGITS = 8

# What stands under a closed item's title when nothing is revealed: marks, the
# case number and its label, the number of the next item.
_BARE = frozenset(
    "lukket lukkede åben åbent punkt punktet pkt sag sagen sagsnr sagsnummer sagsid journalnr dok doknr nr id "
    "status emn til toppen side af".split()
)
# The number of the next item stands before its title.
_NUMBER_AT_END = re.compile(r"\s*(?:\b[a-zæøå]+\.?\s*)?\d[\d.]*\W*$", re.IGNORECASE)


def document_id(name: str) -> str:
    """The name of a document in addresses; it tells nothing of where the file is."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True)
class Source:
    """A document and what may be shown of it.

    The pages are those that CPR numbers (`redacted_pages`) and text of closed
    items (`blanked_pages`) were taken out of before the text was stored.
    """

    name: str
    document: Document
    sha256: str
    path: Path | None
    items: tuple[HeldItem, ...]
    public: tuple[Span, ...]
    redacted_pages: frozenset[int]
    blanked_pages: frozenset[int] = frozenset()
    held: HeldDocument | None = None

    @property
    def id(self) -> str:
        """Its name in addresses."""
        return document_id(self.name)

    @property
    def edition(self) -> str:
        """Changes with every byte of the file; tells whether a link's place still holds."""
        return self.sha256[:_EDITION_DIGITS]

    @cached_property
    def is_pdf(self) -> bool:
        """Whether the file, by its content, is a PDF."""
        try:
            with open_file(self.path or Path()) as stream:
                return b"%PDF-" in stream.read(1024)
        except (OSError, UnreadableDocument):
            return False

    @cached_property
    def closed(self) -> tuple[Span, ...]:
        """The stretches that closed items may have text in.

        () when they are titles only. Everything when it is not known where
        the items begin.
        """
        if not self.items:
            return (Span(0, len(self.document.text)),)
        spans = []
        items = list(_with_a_place(self.items))
        for item, following in zip(items, (*items[1:], None), strict=True):
            if item.public:
                continue
            if item.title_span is None:
                return (Span(0, len(self.document.text)),)
            after = following.title_span if following else None
            if following and (after is None or after < item.title_span):
                # It stands in a list above, and does not tell where the text before it ends.
                return (Span(0, len(self.document.text)),)
            span = Span(item.title_span.end, after.start if after else len(self.document.text))
            text = span.of(self.document.text)
            if not _is_bare(text):
                kept = _NUMBER_AT_END.sub("", text) if following else text
                spans.append(Span(span.start, span.start + len(kept)))
        return tuple(spans)

    def page_span(self, number: int) -> Span:
        """The characters of a page.

        Raises:
            NotShown: there is no such page.
        """
        if not 1 <= number <= len(self.document.pages):
            raise NotShown(Problem(404, texts.UNKNOWN_PAGE))
        start = self.document.page_starts[number - 1]
        return Span(start, start + len(self.document.pages[number - 1]))

    def page_text(self, number: int) -> list[Span]:
        """The stretches of a page that may be shown, in order.

        The whole page, unless the document holds text of closed items: then
        only what is known to belong to public ones, and what has no words
        ("Punkt 3:") between it.
        """
        page = self.page_span(number)
        if not self.closed:
            return [page] if len(page) else []
        shown: list[Span] = []
        for part in [*self.public, Span(page.end, page.end)]:
            start, end = (min(max(at, page.start), page.end) for at in (part.start, part.end))
            before = Span(shown[-1].end if shown else page.start, start)
            if before.start < before.end and _is_bare(before.of(self.document.text)):
                shown.append(before)
            if start < end:
                shown.append(Span(start, end))
        return shown

    @property
    def original_withheld(self) -> str | None:
        """Why the file is not shown, None when it may be."""
        if not self.is_pdf:
            return texts.WITHHELD_FORMAT
        if self.redacted_pages:
            return texts.WITHHELD_REDACTED
        return texts.WITHHELD_CLOSED if self.closed or self.blanked_pages else None

    def image_withheld(self, number: int) -> str | None:
        """Why the image of a page is not shown, None when it may be."""
        page = self.page_span(number)
        if not self.is_pdf:
            return texts.WITHHELD_FORMAT
        if number in self.redacted_pages:
            return texts.WITHHELD_REDACTED_PAGE
        is_closed = any(span.start <= page.end and page.start <= span.end for span in self.closed)
        if is_closed or number in self.blanked_pages:
            return texts.WITHHELD_CLOSED_PAGE
        # Nobody has looked for CPR numbers in a page that could not be read.
        return None if len(page) else texts.WITHHELD_UNREAD_PAGE

    def read_file(self) -> bytes:
        """The file's bytes, the very ones that were indexed.

        Raises:
            NotShown: they are not there any more.
        """
        try:
            with open_file(self.path or Path()) as stream:
                data = stream.read()
        except (OSError, UnreadableDocument):
            data = b""
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise NotShown(Problem(410, texts.WITHHELD_CHANGED))
        return data


def check_for_cpr(text: str) -> None:
    """A second look, at what another library reads from the page.

    Raises:
        NotShown: there is a CPR number in it.
    """
    if mask_cpr_numbers(text)[1]:
        raise NotShown(Problem(403, texts.WITHHELD_REDACTED_PAGE))


def _is_bare(text: str) -> bool:
    """Whether a text has no words but marks and labels of a case.

    >>> _is_bare("Sagsnr.: 22/2917 (Lukket punkt)"), _is_bare("Godkendt.")
    (True, False)
    """
    # Journal numbers hold letters of their own ("27.69.48-A00-1-22").
    words = re.findall(r"[^\W\d_]+", re.sub(r"\S*\d\S*", " ", text).lower())
    return all(word in _BARE for word in words)


def _with_a_place(items: Iterable[HeldItem]) -> Iterator[HeldItem]:
    """The items without the closed ones of which only a list above tells: they have no text."""
    reached = 0
    for item in items:
        start = item.title_span.start if item.title_span else reached
        if item.public or start >= reached:
            yield item
        reached = max(reached, start)


class Sources:
    """The archive's documents by their ids. May be used from many threads."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._lock = threading.Lock()
        self._held: Mapping[str, HeldDocument] = {}
        self._names: Mapping[str, str] = {}

    def find(self, identifier: str) -> Source:
        """The document with this id.

        Raises:
            UnknownDocument: none has it.
        """
        if identifier not in self._names:
            self._look_again()
        if identifier not in self._names:
            raise UnknownDocument(identifier, ())
        return self.named(self._names[identifier])

    def named(self, name: str) -> Source:
        """The document with this name, as it is held now.

        Raises:
            UnknownDocument: it is not held.
        """
        return self._read(name, self.archive.redactions())

    def held_of(self, names: Iterable[str]) -> dict[str, Source]:
        """Those of the documents that are held, by name."""
        redactions, held = self.archive.redactions(), {}
        for name in dict.fromkeys(names):
            with suppress(UnknownDocument):
                held[name] = self._read(name, redactions)
        return held

    def _read(self, name: str, redactions: Sequence[tuple[str, Redaction]]) -> Source:
        document = self.archive.document(name)
        items = self._items_of(name)
        return Source(
            name=name,
            document=document,
            sha256=self.archive.document_sha256(name) or "",
            path=self.archive.document_path(name),
            items=items,
            public=tuple(sorted(self._public_spans(name, items))),
            redacted_pages=frozenset(
                r.page for held, r in redactions if held == name and r.kind == "cpr"
            ),
            blanked_pages=frozenset(
                r.page for held, r in redactions if held == name and r.kind == "closed"
            ),
            held=self._held.get(name),
        )

    def _items_of(self, name: str) -> tuple[HeldItem, ...]:
        """The document's items, asked for by its meeting: the whole list is slow."""
        return self._items_of_meeting(name) or self._items_after_look(name)

    def _items_after_look(self, name: str) -> tuple[HeldItem, ...]:
        """Like `_items_of`, when the document is new or has got another date."""
        self._look_again()
        return self._items_of_meeting(name)

    def _items_of_meeting(self, name: str) -> tuple[HeldItem, ...]:
        held = self._held.get(name)
        if held is None:
            return ()
        meeting = Filters((held.body,) if held.body else (), held.date, held.date)
        return tuple(item for item in self.archive.items(meeting) if item.document == name)

    def _public_spans(self, name: str, items: Sequence[HeldItem]) -> Iterator[Span]:
        for section in self.archive.front(name):
            yield section.span
        for item in items:
            if item.title_span:
                yield item.title_span
            if item.public:
                for section in self.archive.sections(item.id):
                    yield section.span

    def _look_again(self) -> None:
        """Note which meeting each document is of."""
        with self._lock:
            self._held = {held.name: held for held in self.archive.documents()}
            self._names = {document_id(name): name for name in self._held}


def left_out_between(spans: Sequence[Span], page: Span, text: str) -> Iterator[Span | None]:
    """The spans in order, with None where words of the page are left out."""
    at = page.start
    for span in spans:
        if _has_words(text[at : span.start]):
            yield None
        yield span
        at = max(at, span.end)
    if _has_words(text[at : page.end]):
        yield None


def _has_words(text: str) -> bool:
    return bool(re.search(r"\w", text.replace(PAGE_BREAK, " ")))
