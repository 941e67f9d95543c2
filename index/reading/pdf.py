"""PDF text. The only file that knows pypdf."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, PdfReadError

from index.errors import UnreadableDocument
from index.reading.assembly import assemble, lines_of
from index.types import Document

# Real minutes with every attachment bound in stay below 2,000 pages.
MAX_PAGES = 5_000


def read_pdf(data: bytes) -> Document:
    """The text of a PDF, page by page.

    Pages without text (scans) are empty and listed in `unreadable_pages`.

    Raises:
        UnreadableDocument: encrypted, damaged, too long, or without any text.
    """
    reader = _open(data)
    try:
        count = len(reader.pages)
    except (PdfReadError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableDocument("filen er beskadiget (sidetræet kan ikke læses)") from error
    if count == 0:
        raise UnreadableDocument("filen har ingen sider")
    if count > MAX_PAGES:
        raise UnreadableDocument(f"filen har {count} sider; grænsen er {MAX_PAGES}")
    texts = [_page_text(reader, index) for index in range(count)]
    if not any(text.strip() for text in texts):
        raise UnreadableDocument("scannet uden tekst")
    scanned = tuple(n for n, text in enumerate(texts, start=1) if not text.strip())
    return replace(assemble([lines_of(text) for text in texts]), unreadable_pages=scanned)


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        # Many PDFs are "encrypted" with an empty user password, only to forbid
        # printing; those can be read by anyone.
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except DependencyError as error:
        raise UnreadableDocument("krypteret på en måde, som ikke kan læses") from error
    except Exception as error:
        raise UnreadableDocument("filen er beskadiget (ikke en læsbar PDF)") from error
    if locked:
        raise UnreadableDocument("beskyttet med adgangskode")
    return reader


def _page_text(reader: PdfReader, index: int) -> str:
    try:
        return reader.pages[index].extract_text()
    except (MemoryError, RecursionError):
        raise
    except Exception:
        # One damaged page costs its own text; it is listed as unreadable.
        return ""
