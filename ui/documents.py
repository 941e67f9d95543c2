"""GET /dokumenter/…: the sources of an answer, to be looked up by people.

A document is found by an id, never by a path. Its stored text is shown as a
page of ours; the file itself is only ever sent as a PDF.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from assistant.texts import date_text
from assistant.types import Citation
from index.errors import MinutesError
from index.types import Passage, Span
from ui import texts
from ui.access import Source, Sources, check_for_cpr, left_out_between
from ui.flow import flowed
from ui.frame import HEADERS, Frame
from ui.page_images import Box, PageUnreadable, PdfPage, Quotation, open_page, page_texts
from ui.problems import NotShown, Problem, problem_of

logger = logging.getLogger(__name__)

_ADDRESS = "/dokumenter"
# The browsers' PDF viewers are plug-ins to the policy and style themselves.
_PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document's text in an address; `edition` says of which bytes."""

    span: Span
    edition: str

    @property
    def query(self) -> str:
        """The place as the query of an address."""
        return urlencode({"fra": self.span.start, "til": self.span.end, "udgave": self.edition})


def page_address(source: Source, citation: Citation | Passage) -> str:
    """Where the page of a citation is shown with the quote marked."""
    return place_address(source, citation.page, citation.span)


def place_address(source: Source, page: int, span: Span | None) -> str:
    """Where a page is shown, with a stretch of its text marked if there is one."""
    address = f"{_ADDRESS}/{source.id}/side/{page}"
    if span is None:
        return address
    # With an image on top, the reader should see the image first.
    fragment = "" if source.image_withheld(page) is None else "#citat"
    return f"{address}?{Place(span, source.edition).query}{fragment}"


def original_address(source: Source, page: int) -> str:
    """Where the file is, opened on a page."""
    return f"{_ADDRESS}/{source.id}/original.pdf#page={page}"


def _asked_place(
    fra: int = 0, til: int = 0, udgave: Annotated[str, Query(max_length=16)] = ""
) -> Place:
    return Place(Span(fra, til), udgave)


_AskedPlace = Annotated[Place, Depends(_asked_place)]


def document_routes(sources: Sources, frame: Frame) -> APIRouter:
    """The routes; their errors are pages too."""
    router = APIRouter(prefix=_ADDRESS, include_in_schema=False)
    # The hashes of files in which every page has been looked through.
    clean: set[str] = set()

    @router.get("/{identifier}/side/{number}")
    def page(identifier: str, number: int, place: _AskedPlace) -> Response:
        return frame.answered(lambda: _page(frame, sources.find(identifier), number, place))

    @router.get("/{identifier}/side/{number}/billede.png")
    def image(identifier: str, number: int, place: _AskedPlace) -> Response:
        return frame.answered(lambda: _image(sources.find(identifier), number, place))

    @router.get("/{identifier}/original.pdf")
    def original(identifier: str) -> Response:
        return frame.answered(lambda: _original(sources.find(identifier), clean))

    @router.get("/{rest:path}")
    def nothing(rest: str) -> Response:
        return frame.problem(Problem(404, texts.UNKNOWN_ADDRESS))

    return router


# The page with its text


def _page(frame: Frame, source: Source, number: int, place: Place) -> Response:
    page = source.page_span(number)
    is_current = place.edition == source.edition
    marked = _within(place.span, page) if is_current else None
    heading, where = _meeting(source), texts.page_of(number, len(source.document.pages))
    parts = [
        f"<h1>{escape(heading)}</h1>",
        f'<p class="where">{escape(source.name)} · {escape(where)}</p>',
        f"<p>{escape(_note(marked, place, is_current))}</p>",
        _original_link(source, number),
        f'<div class="columns">{_figure(source, number, place, marked)}{_text(source, number, marked)}</div>',
        _page_links(source, number),
        f'<p><a href="/moeder/{source.id}">{escape(texts.SEE_MEETING)}</a></p>',
    ]
    return frame.page(f"{heading}, {where}", "".join(parts), wide=True)


def _within(span: Span, page: Span) -> Span | None:
    """The part of the span on the page."""
    start, end = max(span.start, page.start), min(span.end, page.end)
    return Span(start, end) if start < end else None


def _meeting(source: Source) -> str:
    held = source.held
    known = [held.body, date_text(texts.LANGUAGE, held.date) if held.date else None] if held else []
    return ", ".join(part for part in known if part) or texts.UNKNOWN_MEETING


def _note(marked: Span | None, place: Place, is_current: bool) -> str:
    if marked:
        return f"{texts.DOCUMENT_NOTE} {texts.DOCUMENT_MARKED}"
    asked = place.span.start < place.span.end and bool(place.edition)
    return (
        f"{texts.DOCUMENT_NOTE} {texts.DOCUMENT_CHANGED}"
        if asked and not is_current
        else texts.DOCUMENT_NOTE
    )


def _original_link(source: Source, number: int) -> str:
    withheld = source.original_withheld
    if withheld:
        return f'<p class="withheld">{escape(withheld)}</p>'
    return f'<p><a href="{escape(original_address(source, number))}">{escape(texts.open_document(number))}</a></p>'


def _figure(source: Source, number: int, place: Place, marked: Span | None) -> str:
    """The page's image, or why there is none."""
    withheld = source.image_withheld(number)
    if withheld == texts.WITHHELD_FORMAT:
        return ""
    try:
        boxes = [] if withheld else _boxes(source, number, marked)
    except MinutesError as error:
        withheld, boxes = problem_of(error).sentence, []
    heading = f"<h2>{escape(texts.DOCUMENT_IMAGE)}</h2>"
    if withheld:
        return f'<section>{heading}<p class="withheld">{escape(withheld)}</p></section>'
    address = f"{_ADDRESS}/{source.id}/side/{number}/billede.png" + (
        f"?{place.query}" if marked else ""
    )
    missing = "" if boxes or not marked else f"<p>{escape(texts.DOCUMENT_NOT_BOXED)}</p>"
    return (
        f'<section>{heading}{missing}<img src="{escape(address)}" '
        f'alt="{escape(texts.page_image(number, bool(boxes)))}"></section>'
    )


def _text(source: Source, number: int, marked: Span | None) -> str:
    text, page = source.document.text, source.page_span(number)
    text = f"{text[: page.start]}{flowed(page.of(text))}{text[page.end :]}"
    left_out = f'<span class="left-out">{escape(texts.DOCUMENT_LEFT_OUT)}</span>'
    spans = left_out_between(source.page_text(number), page, text)
    parts = [_marked(text, span, marked) if span else left_out for span in spans]
    if number in source.blanked_pages and left_out not in parts:
        parts.append(left_out)
    body = "".join(parts) or escape(texts.DOCUMENT_EMPTY_PAGE)
    return (
        f'<section><h2>{escape(texts.DOCUMENT_TEXT)}</h2><div class="text">{body}</div></section>'
    )


def _marked(text: str, span: Span, marked: Span | None) -> str:
    inside = _within(marked, span) if marked else None
    if inside is None:
        return escape(span.of(text))
    before, after = text[span.start : inside.start], text[inside.end : span.end]
    return f'{escape(before)}<mark id="citat">{escape(inside.of(text))}</mark>{escape(after)}'


def _page_links(source: Source, number: int) -> str:
    links = [
        f'<a href="{_ADDRESS}/{source.id}/side/{other}">{escape(label)}</a>'
        for other, label in ((number - 1, texts.PREVIOUS_PAGE), (number + 1, texts.NEXT_PAGE))
        if 1 <= other <= len(source.document.pages)
    ]
    return (
        f'<nav class="pages" aria-label="{escape(texts.PAGES)}">{" ".join(links)}</nav>'
        if links
        else ""
    )


# Images and originals


def _image(source: Source, number: int, place: Place) -> Response:
    withheld = source.image_withheld(number)
    if withheld:
        raise NotShown(Problem(403, withheld))
    is_current = place.edition == source.edition
    marked = _within(place.span, source.page_span(number)) if is_current else None
    with _open_checked(source, number) as page:
        png = page.draw(_found(page, source, number, marked))
    return Response(png, media_type="image/png", headers=HEADERS)


def _boxes(source: Source, number: int, marked: Span | None) -> list[Box]:
    with _open_checked(source, number) as page:
        return _found(page, source, number, marked)


def _found(page: PdfPage, source: Source, number: int, marked: Span | None) -> list[Box]:
    if marked is None:
        return []
    span = source.page_span(number)
    place = (marked.start - span.start) / len(span)
    return page.find(Quotation(marked.of(source.document.text), place))


@contextmanager
def _open_checked(source: Source, number: int) -> Iterator[PdfPage]:
    """The page of the file that was indexed.

    Raises:
        NotShown: the file has changed, PDFium cannot read it, or sees a CPR number on the page.
    """
    data = source.read_file()
    try:
        with open_page(data, number) as page:
            check_for_cpr(page.text)
            yield page
    except PageUnreadable as error:
        logger.warning("%s: %s", source.name, error)
        raise NotShown(Problem(503, texts.IMAGE_FAILED)) from error


def _original(source: Source, clean: set[str]) -> Response:
    withheld = source.original_withheld
    if withheld:
        raise NotShown(Problem(403, withheld))
    data = source.read_file()
    if source.sha256 not in clean:
        with closing(page_texts(data)) as pages:
            for text in pages:
                check_for_cpr(text)
        clean.add(source.sha256)
    name = quote(PurePosixPath(source.name).with_suffix(".pdf").name, safe="")
    headers = {
        **HEADERS,
        "content-security-policy": _PDF_POLICY,
        "content-disposition": f"inline; filename=\"referat.pdf\"; filename*=UTF-8''{name}",
    }
    return Response(data, media_type="application/pdf", headers=headers)
