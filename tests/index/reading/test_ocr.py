"""Scanned pages are read from their images. `make test` installs what it takes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image, ImageFilter

from index.parsing.minutes import parse_minutes
from index.reading import ocr, read_document
from index.types import SectionKind

needs_tesseract = pytest.mark.skipif(
    not ocr.is_available(), reason="Tesseract with Danish is not installed: make tesseract"
)
PAGE = """Referat fra Kulturudvalget
Mødedato: 3. maj 2011

Punkt 1. Åbningstider på biblioteket i Ærøby
Sagsnr.: 11/2034

Sagsfremstilling
Brugerne ønsker, at biblioteket holder åbent om lørdagen. Udgiften er 48.000 kr. om året.

Indstilling
Forvaltningen indstiller, at åbningstiden udvides.

Beslutning
Godkendt. Ordningen begynder den 1. august 2011."""


def _print(lines: str) -> bytes:
    writer = FPDF()
    writer.set_font("Times", size=12)
    writer.add_page()
    writer.multi_cell(0, 6, lines)
    return bytes(writer.output())


def _scan(data: bytes) -> Image.Image:
    """The first page as a copying machine gives it: grey, a little askew and unsharp."""
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[0].render(scale=200 / 72, grayscale=True).to_pil()
    return image.rotate(0.3, fillcolor=245).filter(ImageFilter.GaussianBlur(0.7)).convert("L")


def _pdf(*pages: str | Image.Image) -> bytes:
    writer = FPDF()
    writer.set_font("Times", size=12)
    for page in pages:
        writer.add_page()
        if isinstance(page, str):
            writer.multi_cell(0, 6, page)
        else:
            writer.image(page, 0, 0, writer.w, writer.h)
    return bytes(writer.output())


@needs_tesseract
def test_a_scanned_page_is_read_and_understood(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_pdf("Forside med tekst", _scan(_print(PAGE))))
    document = read_document(path)
    assert (document.recognised_pages, document.unreadable_pages) == ((2,), ())
    minutes = parse_minutes(document)
    (item,) = minutes.items
    assert (item.number, item.case_number) == ("1", "11/2034")
    assert item.title == "Åbningstider på biblioteket i Ærøby"
    decision = next(s for s in item.sections if s.kind is SectionKind.DECISION)
    assert "Ordningen begynder den 1. august 2011." in decision.span.of(document.text)


@needs_tesseract
def test_a_cpr_number_in_a_scan_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_pdf(_scan(_print("Ansøgeren har CPR-nummer 311299-1234 og bor i Ærøby."))))
    document = read_document(path)
    assert "1234" not in document.text
    assert [(r.page, r.kind) for r in document.redactions] == [(1, "cpr")]


@needs_tesseract
def test_a_picture_without_words_stays_unread(tmp_path: Path) -> None:
    noise = Image.effect_noise((600, 800), 90)
    path = tmp_path / "foto.pdf"
    path.write_bytes(_pdf("Referat med et foto", noise))
    assert read_document(path).unreadable_pages == (2,)


def test_without_tesseract_scanned_pages_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    path = tmp_path / "scan.pdf"
    path.write_bytes(_pdf("Forside", _scan(_print(PAGE))))
    assert read_document(path).unreadable_pages == (2,)


def test_an_image_that_tesseract_cannot_open_gives_nothing() -> None:
    assert ocr.read_image(b"ikke et billede") == []
    stream = BytesIO()
    Image.new("L", (40, 40), 255).save(stream, "PNG")
    assert ocr.read_image(stream.getvalue()) == []
