"""GET /samtale/…: a conversation with its sources, to be kept by the one who asked.

The addresses hold a secret key; who does not have it finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.texts import date_text
from assistant.types import Citation
from ui import texts
from ui.conversation import Conversation, Conversations, Exchange
from ui.escaping import fold
from ui.export_docx import DOCX_TYPE, Line, docx_of
from ui.frame import HEADERS, Frame
from ui.problems import Problem

_MARKUP = re.compile(r"([\\`*_\[\]<>#!|~$&])")


_BLOCK = re.compile(r"^(\d*)([-+=.)])")


@dataclass(frozen=True, slots=True)
class Export:
    """A conversation and what stands around it. `origin` completes the addresses."""

    conversation: Conversation
    title: str
    day: date
    origin: str


def export_routes(conversations: Conversations, frame: Frame) -> APIRouter:
    """The two files."""
    router = APIRouter(prefix="/samtale", include_in_schema=False)

    @router.get("/{key}/{name}")
    def export(key: str, name: str, request: Request) -> Response:
        conversation = conversations.find(key)
        if conversation is None or name not in ("samtale.md", "samtale.docx"):
            return frame.problem(Problem(404, texts.UNKNOWN_CONVERSATION))
        origin = str(request.base_url).rstrip("/")
        made = Export(conversation, frame.settings.page_title, date.today(), origin)
        headers = {**HEADERS, "content-disposition": f'attachment; filename="{name}"'}
        if name.endswith(".md"):
            return Response(markdown_of(made), media_type="text/markdown", headers=headers)
        return Response(docx_of(list(export_lines(made))), media_type=DOCX_TYPE, headers=headers)

    return router


def source_line(citation: Citation) -> str:
    """Where a citation stands, in one line."""
    parts = [
        citation.body,
        date_text(texts.LANGUAGE, citation.date) if citation.date else None,
        texts.item_name(citation.item_number, citation.item_title),
        texts.SECTIONS[citation.section],
        texts.case_name(citation.case_number) if citation.case_number else None,
        texts.in_document(citation.document, citation.page),
    ]
    return fold(", ".join(part for part in parts if part))


def plain_text(exchange: Exchange) -> str:
    """A question, its answer and the sources, to be copied. Addresses stand on lines of their own."""
    lines = [exchange.question, "", exchange.answer]
    if exchange.citations:
        lines += ["", f"{texts.SOURCES}:"]
    for citation, address in zip(exchange.citations, exchange.addresses, strict=True):
        lines += [f"[{citation.number}] {source_line(citation)}", *([address] if address else [])]
    return "\n".join([*lines, "", texts.EXPORT_NOTE])


def markdown_of(export: Export) -> str:
    """The conversation as Markdown in which nothing of a document is markup."""
    styles = {"title": "# ", "heading": "## ", "subheading": "### ", "text": "", "quote": "> "}
    lines = [
        styles[line.style] + (line.text if line.is_address else _plain(line.text))
        for line in export_lines(export)
    ]
    return "\n\n".join(lines) + "\n"


def _plain(text: str) -> str:
    r"""Text in which Markdown sees no markup: not within a line, and not by how it begins.

    >>> print(_plain("- *fed* <b>"), _plain("1. punkt"))
    \- \*fed\* \<b\> 1\. punkt
    """
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


def export_lines(export: Export) -> Iterator[Line]:
    """The conversation, paragraph by paragraph."""
    yield Line("title", export.title)
    yield Line("text", texts.exported(date_text(texts.LANGUAGE, export.day)))
    yield Line("text", texts.EXPORT_NOTE)
    for exchange in export.conversation.exchanges:
        yield Line("heading", fold(texts.YOU_ASKED + exchange.question))
        for paragraph in exchange.answer.split("\n\n"):
            yield Line("text", fold(paragraph))
        if exchange.citations:
            yield Line("subheading", texts.SOURCES)
        for citation, address in zip(exchange.citations, exchange.addresses, strict=True):
            yield Line("text", f"[{citation.number}] {source_line(citation)}")
            yield Line("quote", f"»{citation.quote}«")
            if address:
                yield Line("text", export.origin + address, is_address=True)
