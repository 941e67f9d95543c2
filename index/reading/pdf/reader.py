"""PDF text as it stands on the page. PDFium reads it; no other file of `index` knows that."""

from __future__ import annotations

import ctypes
import math
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from index.errors import UnreadableDocument
from index.reading import ocr
from index.reading.assembly import Line, assemble
from index.reading.pdf.grid import is_between
from index.reading.pdf.grid_rows import with_whole_rows
from index.reading.pdf.layout import (
    NO_COLUMNS,
    Columns,
    read_rows,
    rows_and_columns,
)
from index.reading.pdf.lines import lines_of_rows
from index.reading.pdf.pieces import NARROW_GAP, NUMERIC, Edge, Piece, Row, Rule
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
        pages, columns = [], NO_COLUMNS
        for index in range(count):
            pages.append(_read_page(pdf, index, columns))
            columns = pages[-1].columns
        recognised = _recognise(pdf, pages) if recognise else ()
    finally:
        pdf.close()
    scanned = tuple(n for n, page in enumerate(pages, start=1) if page.is_scan)
    if scanned and not any((page.rows or page.turned) and not page.is_scan for page in pages):
        raise UnreadableDocument(SCANNED)
    with_whole_rows([page.rows for page in pages])
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
    """What a page holds: its rows, text that runs another way, and whether it is a scan.

    `columns` are those of this page or of those before.
    """

    rows: list[Row] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    is_scan: bool = False
    columns: Columns = NO_COLUMNS


def _read_page(pdf: pypdfium2.PdfDocument, index: int, known: Columns) -> _Page:
    try:
        page = pdf[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        # One damaged page costs its own text; it is listed as unreadable.
        return _Page(is_scan=True, columns=known)
    try:
        words = list(_words(text_page.raw))
        figures = _figures(page.raw)
        turn = _turn(words)
        rules = [rule for rule in figures.rules if turn == 0]
        edges = [edge for edge in figures.edges if turn == 0]
        straight = [word for word in words if word.turn == turn]
        pieces = _pieces(text_page.raw, straight, [edge for edge in edges if edge.is_upright])
        letters = sum(len(word.text) for word in words)
        rows, columns = rows_and_columns(pieces, rules, known, edges)
        return _Page(rows, _turned(words, turn), figures.is_scan(letters), columns)
    finally:
        text_page.close()
        page.close()


# Words


class _Word(NamedTuple):
    """Characters without white space between them, `first` to `last` of the page's.

    Lengths are points in axes of the word's own direction: x the way it runs,
    y (its baseline) downwards from line to line. `turn` is that direction: 0
    right, 1 up, 2 left, 3 down. `begins_line` says that a line ends before it.
    """

    text: str
    first: int
    last: int
    left: float
    right: float
    y: float
    size: float
    turn: int
    begins_line: bool


# PDFium gives 0 for what has no character, and 2 or U+FFFE for a hyphen that
# parts a word at the end of its line; then the next line follows at once.
_WORD = re.compile(r"[^\s\0\x02\ufffe\uffff]+[\x02\ufffe]?|\x02")
_PARTING = "\x02\ufffe"
_LINE_ENDS = re.compile(r"[\n\r\x02\ufffe]")
_BOLD = re.compile(r"(?i)bold|black|heavy|demi|fed\b")
_SLANTED = re.compile(r"(?i)italic|oblique|kursiv|slanted")


def _words(raw: pdfium.FPDF_TEXTPAGE) -> Iterator[_Word]:
    """The words of a page in the order of the file.

    Only their first and last characters are asked for their places: asking
    for each takes three times as long.
    """
    text = _characters(raw)
    x, y = ctypes.c_double(), ctypes.c_double()
    start, end = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    # References are made once, not for each of the calls.
    to_x, to_y, to_start, to_end = map(ctypes.byref, (x, y, start, end))
    before, turn_before = 0, 0
    for match in _WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        between = text[before - 1 : first] if before else "\n"
        # One blank, nearly always: the same answer sooner.
        begins_line = len(between) != 2 or between[1] != " " or between[0] in _PARTING
        if begins_line:
            begins_line = _LINE_ENDS.search(between) is not None
        before = match.end()
        angle = pdfium.FPDFText_GetCharAngle(raw, first)
        turn = -round(2 * angle / math.pi) % 4 if angle else 0
        begins_line, turn_before = begins_line or turn != turn_before, turn
        pdfium.FPDFText_GetCharOrigin(raw, first, to_x, to_y)
        pdfium.FPDFText_GetLooseCharBox(raw, first, to_start)
        pdfium.FPDFText_GetLooseCharBox(raw, last, to_end)
        written = match.group()
        if written[-1] in _PARTING:
            written = written[:-1] + "-"
        left, right, baseline, size = _turned_box((x.value, y.value), start, end, turn)
        # Damaged fonts have letters of no height; all distances are told in heights.
        size = max(abs(size), 1.0)
        yield _Word(written, first, last, left, right, baseline, size, turn, begins_line)


def _characters(raw: pdfium.FPDF_TEXTPAGE) -> str:
    """The characters of the page, as many as PDFium counts."""
    count = pdfium.FPDFText_CountChars(raw)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Characters beyond the first 65,536, or left out: their places must agree.
    return "".join(chr(pdfium.FPDFText_GetUnicode(raw, index)) for index in range(count))


def _turned_box(
    origin: tuple[float, float], start: pdfium.FS_RECTF, end: pdfium.FS_RECTF, turn: int
) -> tuple[float, float, float, float]:
    """Left, right, baseline and size of a word in axes of its own direction."""
    x, y = origin
    match turn:
        case 0:
            return start.left, end.right, -y, start.top - start.bottom
        case 1:
            return start.bottom, end.top, x, start.right - start.left
        case 2:
            return -start.right, -end.left, y, start.top - start.bottom
        case _:
            return -start.top, -end.bottom, -x, start.right - start.left


def _turn(words: list[_Word]) -> int:
    """The direction that most letters run in."""
    turns: Counter[int] = Counter()
    for word in words:
        turns[word.turn] += len(word.text)
    return turns.most_common(1)[0][0] if turns else 0


def _turned(words: list[_Word], turn: int) -> list[str]:
    """The text that runs another way, a line for each run of it."""
    runs: list[list[str]] = []
    for word in words:
        if word.turn == turn:
            continue
        if not runs or word.begins_line:
            runs.append([])
        runs[-1].append(word.text)
    return [" ".join(run) for run in runs]


def _pieces(
    raw: pdfium.FPDF_TEXTPAGE, words: list[_Word], upright: Sequence[Edge] = ()
) -> list[Piece]:
    """The words as pieces of text, in the order of the file; `upright` lines part them."""
    runs: list[list[_Word]] = []
    wordy: list[_Word] = []
    for line in _lines(words):
        blank = _SET_APART if _is_set_out_below(wordy, line) else _widest_blank(line)
        wordy = line if len(line) > 2 else wordy
        runs.append(line[:1])
        for word in line[1:]:
            before = runs[-1][-1]
            is_parted = bool(upright) and is_between(upright, before.right, word.left, word.y)
            if _follows(before, word, blank) and not is_parted:
                runs[-1].append(word)
            else:
                runs.append([word])
    return [_piece(raw, run, order) for order, run in enumerate(runs)]


def _lines(words: list[_Word]) -> Iterator[list[_Word]]:
    """The words of each line, as the file parts them."""
    line: list[_Word] = []
    for word in words:
        if line and word.begins_line:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


# Blanks of a line that is set out to its full width are alike, the wider the more so;
# so are typewritten ones, which are never narrow. Figures in a table may stand as evenly.
_MIN_BLANKS = 2
_TYPED, _SET_OUT, _SET_FAR_OUT = 0.7, 2.0, 3.5
_ALIKE, _THE_SAME = 1.1, 1.03


def _widest_blank(line: list[_Word]) -> float:
    """How wide a gap between the words of a line may be, in letter sizes, and be a blank."""
    figures = [NUMERIC.match(word.text) is not None for word in line]
    gaps = [
        _gap(a, b)
        for (a, b), (c, d) in zip(pairwise(line), pairwise(figures), strict=True)
        if not (c and d)
    ]
    if len(gaps) < _MIN_BLANKS:
        return NARROW_GAP
    usual, widest = statistics.median_low(gaps), max(gaps)
    if usual < _TYPED or widest < min(_ALIKE * usual, _SET_OUT):
        return max(NARROW_GAP, _ALIKE * usual)
    is_even = widest < min(_THE_SAME * min(gaps), _SET_FAR_OUT)
    return _ALIKE * usual if is_even else NARROW_GAP


# In a narrow column the two words of a line may be set as far apart as this.
_SET_APART = 6.0


def _is_set_out_below(before: list[_Word], line: list[_Word]) -> bool:
    """Whether a line of two words reaches from edge to edge as the wordier line above it does."""
    return (
        len(line) == 2
        and bool(before)
        and _widest_blank(before) > NARROW_GAP
        and not NUMERIC.match(line[1].text)
        and abs(line[0].left - before[0].left) < 1
        and abs(line[1].right - before[-1].right) < 1
    )


def _gap(before: _Word, word: _Word) -> float:
    return (word.left - before.right) / max(before.size, word.size)


def _are_figures(before: _Word, word: _Word) -> bool:
    return bool(NUMERIC.match(before.text) and NUMERIC.match(word.text))


def _follows(before: _Word, word: _Word, blank: float) -> bool:
    gap, size = _gap(before, word), max(before.size, word.size)
    return (
        -0.5 < gap < blank
        and abs(word.y - before.y) < 0.1 * size
        and abs(word.size - before.size) < 0.2 * size
        # Figures are asked for last: they are the dearest, and few gaps are so wide.
        and (gap < NARROW_GAP or not _are_figures(before, word))
    )


def _piece(raw: pdfium.FPDF_TEXTPAGE, run: list[_Word], order: int) -> Piece:
    first, last = run[0], run[-1]
    begins, ends = _look(raw, first.first), _look(raw, last.last)
    return Piece(
        text=" ".join(word.text for word in run),
        left=first.left,
        right=max(first.right, last.right),
        baseline=first.y,
        size=first.size,
        bold=begins.bold and ends.bold,
        slanted=begins.slanted and ends.slanted,
        order=order,
        spaced=True,
    )


class _Look(NamedTuple):
    """How a letter looks."""

    bold: bool
    slanted: bool


def _look(raw: pdfium.FPDF_TEXTPAGE, index: int) -> _Look:
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(raw, index, name, 128, None)
    return _look_of(name.value) if 0 < length <= 128 else _Look(False, False)


@lru_cache(maxsize=1024)
def _look_of(font: bytes) -> _Look:
    """What the name of a font tells; a document has few, and many words in each."""
    name = font.decode("utf-8", "replace")
    return _Look(bool(_BOLD.search(name)), bool(_SLANTED.search(name)))


# Figures

# Plans and diagrams hold tens of thousands of lines, and no table.
_MAX_FIGURES = 3_000
# A scanned page is an image of at least this share of the page; a stamped
# page number does not make it text.
_SCAN_SHARE = 0.5
_STAMP_LETTERS = 60


@dataclass(slots=True)
class _Figures:
    """What is on a page besides text: lines, and the share of the page that images cover."""

    rules: list[Rule]
    edges: list[Edge]
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
    edges: list[Edge] = []
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
            edges += _edges(figure, (left.value, -top.value, right.value, -bottom.value))
        elif page_area > 0:
            share = max(share, width * height / page_area)
    return _Figures(rules, edges, share, count)


# Left, top, right and bottom, with the height growing downwards.
_Bounds = tuple[float, float, float, float]
# A border is no thicker than this, and no shorter.
_THICK, _SHORT = 3.0, 6.0
# The outline of a box has so many parts; a path of more holds several.
_BOX_PARTS = 6
# A path of more is a drawing.
_MAX_PARTS = 2_000


def _edges(figure: pdfium.FPDF_PAGEOBJECT, bounds: _Bounds) -> list[Edge]:
    """The lines that a path draws from left to right and from top to bottom, and the sides of its boxes."""
    parts = pdfium.FPDFPath_CountSegments(figure)
    if parts <= _BOX_PARTS:
        return _sides(bounds) if _is_line(bounds) or _is_seen(figure) else []
    if parts > _MAX_PARTS or not _is_seen(figure):
        return []
    return [edge for part in _outlines(figure, parts) for edge in _sides(part)]


def _is_line(bounds: _Bounds) -> bool:
    left, top, right, bottom = bounds
    return right - left <= _THICK or bottom - top <= _THICK


def _sides(bounds: _Bounds) -> list[Edge]:
    """A line as one edge, a box as four."""
    left, top, right, bottom = bounds
    is_thin, is_flat = right - left <= _THICK, bottom - top <= _THICK
    edges = []
    if bottom - top >= _SHORT:
        across = [(left + right) / 2] if is_thin else [left, right]
        edges += [Edge(True, x, top, bottom) for x in across]
    if right - left >= _SHORT:
        across = [(top + bottom) / 2] if is_flat else [top, bottom]
        edges += [Edge(False, y, left, right) for y in across]
    return edges


_WHITE = 250


def _is_seen(figure: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Whether a path is drawn with a line or filled with a colour; white is the paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(figure, fill, stroke)
    if stroke.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(figure, red, green, blue, alpha)
    is_white = min(red.value, green.value, blue.value) >= _WHITE
    return bool(fill.value) and alpha.value > 0 and not is_white


def _outlines(figure: pdfium.FPDF_PAGEOBJECT, parts: int) -> Iterator[_Bounds]:
    """The bounds of each line and box of a path that holds several; curves have none."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(figure, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    is_curved = False
    for number in range(parts + 1):
        segment = pdfium.FPDFPath_GetPathSegment(figure, number) if number < parts else None
        kind = pdfium.FPDFPathSegment_GetType(segment) if segment else pdfium.FPDF_SEGMENT_MOVETO
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not is_curved:
                across, down = zip(*points, strict=True)
                yield min(across), min(down), max(across), max(down)
            points, is_curved = [], False
        is_curved = is_curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if segment:
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(
                (
                    matrix.a * x.value + matrix.c * y.value + matrix.e,
                    -(matrix.b * x.value + matrix.d * y.value + matrix.f),
                )
            )
