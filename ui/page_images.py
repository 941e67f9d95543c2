"""Pages of PDF files as images with quoted lines boxed. The only file that knows pypdfium2."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw

from index.errors import MinutesError

# PDFium is not thread-safe: not even two documents may be open in two threads.
_LOCK = threading.Lock()
_LOCK_WAIT_S = 15.0

# 144 dots an inch is read with ease on a phone; plans in A0 are made smaller.
_SCALE = 2.0
_MAX_PIXELS = 2_200
_FILL = (255, 221, 87)
_OUTLINE = (0, 77, 153)
_MARGIN = 4
# Fewer letters ("Ja", "nr.") may stand anywhere on a page; they are looked for
# only near where the quote stood in the text.
_MIN_LETTERS_ANYWHERE = 12


class PageUnreadable(MinutesError):
    """PDFium cannot open the file or the page, or is busy for too long."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points of the page's own coordinates, as PDF gives them."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """What to look for on a page: the quoted lines, and how far down the text they stand (0 to 1)."""

    text: str
    place: float


class PdfPage:
    """An open page; only to be used within `open_page`."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text_page = page.get_textpage()
        count = self._text_page.count_chars()
        self._characters = [
            chr(pdfium.FPDFText_GetUnicode(self._text_page.raw, i)) for i in range(count)
        ]

    @property
    def text(self) -> str:
        """Every character that PDFium finds on the page, in the order of the file."""
        return "".join(self._characters)

    def find(self, quotation: Quotation) -> list[Box]:
        """The lines on which the quotation stands, [] when it is not found.

        Text is compared by its letters and digits alone, because the libraries
        differ in spaces, hyphens and line ends. What is not found in one piece
        (a table) is looked for line by line.
        """
        letters, places = _letters(self._characters)
        spans = _find(letters, quotation.text, quotation.place)
        if not spans:
            lines = [
                line for line in quotation.text.splitlines() if len(line) >= _MIN_LETTERS_ANYWHERE
            ]
            spans = [span for line in lines for span in _find(letters, line, quotation.place)]
        return [
            box for start, end in spans for box in self._boxes(places[start], places[end - 1] + 1)
        ]

    def _boxes(self, first: int, last: int) -> list[Box]:
        """One box a line for the characters `first` to `last` (not included)."""
        count = self._text_page.count_rects(first, last - first)
        return by_line([Box(*self._text_page.get_rect(index)) for index in range(count)])

    def draw(self, boxes: list[Box]) -> bytes:
        """The page as PNG, with the boxes drawn over it."""
        scale = min(_SCALE, _MAX_PIXELS / max(self._page.get_size()))
        image = self._page.render(scale=scale).to_pil().convert("RGB")
        if boxes:
            image = self._with_boxes(image, boxes)
        stream = BytesIO()
        image.save(stream, "PNG")
        return stream.getvalue()

    def _with_boxes(self, image: Image.Image, boxes: list[Box]) -> Image.Image:
        corners = [self._pixels(box, image.size) for box in boxes]
        tint = Image.new("RGB", image.size, "white")
        for corner in corners:
            ImageDraw.Draw(tint).rectangle(corner, fill=_FILL)
        # Multiplied like a highlighter, so that the letters stay as dark as they were.
        marked = ImageChops.multiply(image, tint)
        for corner in corners:
            ImageDraw.Draw(marked).rectangle(corner, outline=_OUTLINE, width=2)
        return marked

    def _pixels(self, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """The box in pixels of the image: left, top, right, bottom. PDFium knows of rotation and crop."""
        corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        xs, ys = zip(*(self._pixel(x, y, size) for x, y in corners), strict=True)
        return min(xs) - _MARGIN, min(ys) - _MARGIN, max(xs) + _MARGIN, max(ys) + _MARGIN

    def _pixel(self, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
        device_x, device_y = pdfium.c_int(), pdfium.c_int()
        pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, *size, 0, x, y, device_x, device_y)
        return device_x.value, device_y.value

    def close(self) -> None:
        """Let go of the page."""
        self._text_page.close()
        self._page.close()


def by_line(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, given in the order of the text, with those of one line as one.

    PDFium begins a new box at each kerned letter.

    >>> by_line([Box(0, 0, 30, 10), Box(29, 1, 60, 9), Box(0, -15, 20, -5)])
    [Box(left=0, bottom=0, right=60, top=10), Box(left=0, bottom=-15, right=20, top=-5)]
    """
    lines: list[Box] = []
    for box in boxes:
        if lines and _is_one_line(lines[-1], box):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return lines


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def _is_one_line(one: Box, other: Box) -> bool:
    """Whether the boxes stand side by side, no further apart than words do; columns are."""
    height = min(one.top - one.bottom, other.top - other.bottom)
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return shared > height / 2 and gap < height


def page_texts(data: bytes) -> Generator[str]:
    """The text of every page, as PDFium reads it.

    Raises:
        PageUnreadable: see `open_page`.
    """
    with _open(data) as document:
        for index in range(len(document)):
            text_page = document[index].get_textpage()
            yield text_page.get_text_range()
            text_page.close()


@contextmanager
def open_page(data: bytes, number: int) -> Iterator[PdfPage]:
    """Page `number` (from 1) of the PDF; no other page is open meanwhile.

    Raises:
        PageUnreadable: it cannot be opened, or others are too slow.
    """
    with _open(data) as document:
        try:
            page = PdfPage(document[number - 1])
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise PageUnreadable(f"PDFium cannot open page {number}: {error}") from error
        try:
            yield page
        finally:
            page.close()


@contextmanager
def _open(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    if not _LOCK.acquire(timeout=_LOCK_WAIT_S):
        raise PageUnreadable(f"PDFium has been busy for longer than {_LOCK_WAIT_S:.0f} seconds.")
    try:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise PageUnreadable(f"PDFium cannot open the file: {error}") from error
        try:
            yield document
        finally:
            document.close()
    finally:
        _LOCK.release()


def _letters(text: list[str] | str) -> tuple[str, list[int]]:
    """The letters and digits of a text in lower case without accents, and where each stood."""
    letters, places = [], []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).lower():
            if part.isalnum():
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def _find(letters: str, quote: str, place: float) -> list[tuple[int, int]]:
    """Where the quote stands among the letters: the occurrence nearest to `place`."""
    wanted, _ = _letters(quote)
    if not wanted:
        return []
    starts = [i for i in range(len(letters)) if letters.startswith(wanted, i)]
    if not starts:
        return []
    nearest = min(starts, key=lambda start: abs(start / len(letters) - place))
    if len(wanted) < _MIN_LETTERS_ANYWHERE and abs(nearest / len(letters) - place) > 0.15:
        return []
    return [(nearest, nearest + len(wanted))]
