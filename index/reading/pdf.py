"""PDF text as it stands on the page. PDFium reads it; no other file of `index` knows that."""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from index.errors import UnreadableDocument
from index.reading import ocr
from index.reading.assembly import Line, assemble
from index.reading.layout import NARROW_GAP, Piece, Row, Rule, lines_of_rows, read_rows
from index.types import Document

# Real minutes with every attachment bound in stay below 2,000 pages.
MAX_PAGES = 5_000


# Why a PDF of images alone is not held.
SCANNED = "scannet uden tekst"


def read_pdf(data: bytes, recognise: bool = True) -> Document:
    """The text of a PDF, page by page.

    With `recognise`, scanned pages are read by Tesseract when it is installed,
    and listed in `recognised_pages`; others are listed in `unreadable_pages`.

    Raises:
        UnreadableDocument: encrypted, damaged, too long, or without any text.
    """
    pdf = _open(data)
    try:
        count = len(pdf)
        if count == 0:
            raise UnreadableDocument("filen har ingen sider")
        if count > MAX_PAGES:
            raise UnreadableDocument(f"filen har {count} sider; grænsen er {MAX_PAGES}")
        pages = [_read_page(pdf, index) for index in range(count)]
        recognised = _recognise(pdf, pages) if recognise else ()
    finally:
        pdf.close()
    scanned = tuple(n for n, page in enumerate(pages, start=1) if page.is_scan)
    if scanned and not any((page.rows or page.turned) and not page.is_scan for page in pages):
        raise UnreadableDocument(SCANNED)
    lines = lines_of_rows([page.rows for page in pages])
    for page, page_lines in zip(pages, lines, strict=True):
        page_lines += [Line(text) for text in page.turned]
    document = assemble(lines)
    return replace(document, unreadable_pages=scanned, recognised_pages=recognised)


# Reading a file is stopped when it takes longer; see `index.reading.sources`.
RECOGNITION_BUDGET_S = 600
# Plans in A0 at full resolution would be a hundred million dots.
_MAX_DOTS = 20_000_000


def _recognise(pdf: pypdfium2.PdfDocument, pages: list[_Page]) -> tuple[int, ...]:
    """Read the scanned pages from their images, as far as the time goes; which were read."""
    if not ocr.is_available():
        return ()
    stop = time.monotonic() + RECOGNITION_BUDGET_S - 2 * ocr.PAGE_TIMEOUT_S
    read = []
    for number, page in enumerate(pages, start=1):
        if page.is_scan and time.monotonic() < stop:
            pieces = ocr.read_image(_image(pdf, number - 1))
            if pieces:
                page.rows, page.turned, page.is_scan = read_rows(pieces), [], False
                read.append(number)
    return tuple(read)


def _image(pdf: pypdfium2.PdfDocument, index: int) -> bytes:
    """The page as a grey image in the PGM format, b"" when it cannot be drawn."""
    try:
        page = pdf[index]
        width, height = page.get_size()
        scale = ocr.DPI / 72
        if width * height * scale * scale > _MAX_DOTS:
            return b""
        bitmap = page.render(scale=scale, grayscale=True)
        dots = bitmap.to_numpy()
        head = f"P5 {dots.shape[1]} {dots.shape[0]} 255\n".encode()
        return head + bytes(dots.tobytes())
    except pypdfium2.PdfiumError:
        return b""


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        # An empty user password, set only to forbid printing, opens by itself.
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableDocument("beskyttet med adgangskode") from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise UnreadableDocument("krypteret på en måde, som ikke kan læses") from error
        raise UnreadableDocument("filen er beskadiget (ikke en læsbar PDF)") from error


@dataclass(slots=True)
class _Page:
    """What a page holds: its rows, text that runs another way, and whether it is a scan."""

    rows: list[Row] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    is_scan: bool = False


def _read_page(pdf: pypdfium2.PdfDocument, index: int) -> _Page:
    try:
        page = pdf[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        # One damaged page costs its own text; it is listed as unreadable.
        return _Page(is_scan=True)
    try:
        glyphs = list(_glyphs(text_page.raw))
        figures = _figures(page.raw)
        turn = _turn(glyphs)
        straight, turned = _parted(glyphs, turn)
        rules = [rule for rule in figures.rules if turn == 0]
        rows = read_rows(_pieces(straight), rules)
        letters = sum(glyph.text.isalnum() for glyph in glyphs)
        return _Page(rows, turned, figures.is_scan(letters))
    finally:
        text_page.close()
        page.close()


# Glyphs


@dataclass(slots=True)
class _Glyph:
    """A character, the origin of its baseline and its box, turned so that most text runs right.

    White space has no place. `turn` is the direction it runs in: 0 right, 1 up,
    2 left, 3 down.
    """

    text: str
    x: float = 0.0
    y: float = 0.0
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    bold: bool = False
    turn: int = 0


_SPACES = frozenset(" \t\u00a0\u2002\u2003\u2007\u2009\u202f")
_BREAKS = frozenset("\r\n\x0b\x0c\u2028\u2029")
_BOLD = re.compile(r"(?i)bold|black|heavy|demi|fed\b")


def _glyphs(raw: pdfium.FPDF_TEXTPAGE) -> Iterator[_Glyph]:
    """The characters of a page in the order of the file."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    at_start, turn, bold = True, 0, False
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        # PDFium gives 2 for a hyphen that parts a word at the end of its line.
        character = "-" if code == 2 else chr(code)
        if character in _BREAKS:
            at_start = True
            yield _Glyph("\n")
            continue
        if character in _SPACES:
            at_start = True
            yield _Glyph(" ")
            continue
        if code in (0, 0xFFFE, 0xFFFF):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        if at_start:
            turn = -round(2 * pdfium.FPDFText_GetCharAngle(raw, index) / math.pi) % 4
            bold = bool(_BOLD.search(_font_name(raw, index)))
            at_start = False
        yield _placed(character, (x.value, y.value), box, bold, turn)


def _font_name(raw: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(raw, index, name, 128, None)
    return name.value.decode("utf-8", "replace") if 0 < length <= 128 else ""


def _placed(
    character: str, origin: tuple[float, float], box: pdfium.FS_RECTF, bold: bool, turn: int
) -> _Glyph:
    """The glyph in axes of its own direction: x the way it runs, y downwards from line to line."""
    x, y = origin
    across, along = box.right - box.left, box.top - box.bottom
    match turn:
        case 0:
            return _Glyph(character, x, -y, box.left, box.right, along, bold, turn)
        case 1:
            return _Glyph(character, y, x, box.bottom, box.top, across, bold, turn)
        case 2:
            return _Glyph(character, -x, y, -box.right, -box.left, along, bold, turn)
        case _:
            return _Glyph(character, -y, -x, -box.top, -box.bottom, across, bold, turn)


def _turn(glyphs: list[_Glyph]) -> int:
    """The direction that most letters run in."""
    turns = Counter(glyph.turn for glyph in glyphs if glyph.size)
    return turns.most_common(1)[0][0] if turns else 0


def _parted(glyphs: list[_Glyph], turn: int) -> tuple[list[_Glyph], list[str]]:
    """The glyphs that run as most do, and the text of the others, run by run."""
    straight, turned, run = [], list[str](), list[str]()
    for glyph in glyphs:
        if glyph.size and glyph.turn != turn:
            run.append(glyph.text)
            continue
        if run and not glyph.size and glyph.text == " ":
            run.append(" ")
        elif run:
            turned.append("".join(run).strip())
            run = []
        straight.append(glyph)
    if run:
        turned.append("".join(run).strip())
    return straight, turned


def _pieces(glyphs: list[_Glyph]) -> list[Piece]:
    """The glyphs as pieces of text, in the order of the file."""
    pieces: list[Piece] = []
    run: list[_Glyph] = []
    space = False
    for glyph in glyphs:
        if not glyph.size:
            space = True
            if glyph.text == "\n" and run:
                pieces.append(_piece(run, len(pieces), True))
                run = []
            continue
        if run and not _follows(run[-1], glyph):
            pieces.append(_piece(run, len(pieces), space))
            run = []
        elif run and space:
            run.append(replace(run[-1], text=" "))
        run.append(glyph)
        space = False
    if run:
        pieces.append(_piece(run, len(pieces), space))
    return pieces


def _follows(before: _Glyph, glyph: _Glyph) -> bool:
    size = max(before.size, glyph.size)
    gap = glyph.left - before.right
    return (
        abs(glyph.y - before.y) < 0.1 * size
        and -0.5 * size < gap < NARROW_GAP * size
        and abs(glyph.size - before.size) < 0.2 * size
    )


def _piece(run: list[_Glyph], order: int, spaced: bool) -> Piece:
    return Piece(
        text="".join(glyph.text for glyph in run),
        left=run[0].left,
        right=max(glyph.right for glyph in run),
        baseline=run[0].y,
        size=run[0].size,
        bold=run[0].bold and run[-1].bold,
        order=order,
        spaced=spaced,
    )


# Figures

# Plans and diagrams hold tens of thousands of lines, and no table.
_MAX_FIGURES = 3_000
# A scanned page is an image of at least this share of the page; a stamped
# page number does not make it text.
_SCAN_SHARE = 0.5
_STAMP_LETTERS = 60


@dataclass(slots=True)
class _Figures:
    """What is on a page besides text: rules, and the share of the page that images cover."""

    rules: list[Rule]
    image_share: float
    count: int

    def is_scan(self, letters: int) -> bool:
        """Whether the page is an image of text rather than text; a blank page is not."""
        if self.image_share >= _SCAN_SHARE:
            return letters < _STAMP_LETTERS
        return letters == 0 and self.count > 0


def _figures(raw: pdfium.FPDF_PAGE) -> _Figures:
    page_area = pdfium.FPDF_GetPageWidthF(raw) * pdfium.FPDF_GetPageHeightF(raw)
    count = pdfium.FPDFPage_CountObjects(raw)
    rules, share = [], 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(count, _MAX_FIGURES)):
        figure = pdfium.FPDFPage_GetObject(raw, index)
        kind = pdfium.FPDFPageObj_GetType(figure)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        pdfium.FPDFPageObj_GetBounds(figure, left, bottom, right, top)
        width, height = right.value - left.value, top.value - bottom.value
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if width > 20:
                # A box drawn around a cell has two rules.
                rules += [Rule(left.value, right.value, -y) for y in {bottom.value, top.value}]
        elif page_area > 0:
            share = max(share, width * height / page_area)
    return _Figures(rules, share, count)
