"""A file on disk becomes a `Document`: pages of clean text.

The content decides how a file is read, not its name: what is called .pdf and
is a web page is read as a web page.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from index.errors import UnreadableDocument
from index.reading.docx.reader import read_docx
from index.reading.exports.reader import looks_like_xml, read_export
from index.reading.html.reader import looks_like_html, read_html
from index.reading.odt.reader import read_odt
from index.reading.pdf.reader import read_pdf
from index.reading.plain import decode, read_plain
from index.reading.zips import MAX_BYTES, open_file
from index.types import Document

__all__ = ["read_bytes", "read_content", "read_document"]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM")


def read_document(path: Path) -> Document:
    """The text of the file at `path`, which may go through a ZIP archive.

    Raises:
        UnreadableDocument: with a reason in Danish; never anything else for a
            file that can be opened, however damaged it is.
    """
    return read_content(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`, which may go through a ZIP archive.

    Raises:
        UnreadableDocument: it cannot be opened or is too large.
    """
    try:
        with open_file(path) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableDocument(f"filen kan ikke åbnes ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"filen er større end {MAX_BYTES // 1_000_000} MB")
    return data


def read_content(data: bytes, recognise: bool = True) -> Document:
    """The text of a file with these bytes; see `read_document`.

    `recognise` lets Tesseract read scanned pages, which takes seconds a page.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocument("filen er tom")
    try:
        return _read(data, recognise)
    except UnreadableDocument:
        raise
    except RecursionError as error:
        raise UnreadableDocument("filen er for dybt indlejret til at kunne læses") from error
    except MemoryError as error:
        raise UnreadableDocument("filen er for stor til at kunne læses") from error
    except Exception as error:
        # The readers are other people's libraries on hostile input: any
        # exception they let through means that this one file is damaged.
        raise UnreadableDocument(f"filen er beskadiget ({type(error).__name__})") from error


def _read(data: bytes, recognise: bool) -> Document:
    # Some web servers put white space or a byte order mark before "%PDF".
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, recognise)
    if data.startswith(b"PK"):
        return _read_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDocument(
            "gammelt Office-format (.doc, .xls) eller beskyttet Word-fil; gem den som .docx eller PDF"
        )
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocument("RTF læses ikke; gem filen som .docx eller PDF")
    if data.startswith(_PICTURES):
        raise UnreadableDocument("billede uden tekst")
    text = decode(data)
    if looks_like_html(text):
        return read_html(text)
    return read_export(text) if looks_like_xml(text) else read_plain(text)


def _read_zip(data: bytes) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableDocument("filen er beskadiget (ufuldstændigt ZIP-arkiv)") from error
    if "word/document.xml" in names:
        return read_docx(data)
    if "mimetype" in names and "content.xml" in names:
        return read_odt(data)
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableDocument("regneark eller præsentation; gem den som PDF")
    # Archives are looked into by their name; what comes here has another one or lies too deep.
    raise UnreadableDocument("ZIP-arkiv, som ikke kan læses her; pak det ud")
