"""PDFs: every word is kept, rows stay rows, and what is a picture of text is told by page."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from index.errors import UnreadableDocument
from index.reading import ocr, read_document
from index.reading.assembly import clean
from index.reading.cpr import mask_cpr_numbers

DOCUMENTS = sorted((Path(__file__).parents[3] / "eval/municipality/documents").rglob("*.pdf"))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of three pages with a head and page numbers."""
    writer = FPDF()
    writer.set_font("Helvetica", size=11)
    for number in range(1, 4):
        writer.add_page()
        for line in ("Kulturudvalget", f"Side {number} af 3", f"Afsnit {number} om åen og øen"):
            writer.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    path = tmp_path / "referat.pdf"
    writer.output(str(path))
    return path


def test_a_pdf_is_read_page_by_page(pdf: Path) -> None:
    document = read_document(pdf)
    assert len(document.pages) == 3
    assert document.pages[1].strip() == "Afsnit 2 om åen og øen"
    assert document.running == ("Kulturudvalget",)


def test_a_pdf_is_a_pdf_whatever_it_is_called(pdf: Path) -> None:
    renamed = pdf.rename(pdf.with_suffix(".docx"))
    assert len(read_document(renamed).pages) == 3


@pytest.mark.parametrize("path", DOCUMENTS[::4], ids=lambda path: path.stem)
def test_every_word_that_another_reader_finds_is_kept(path: Path) -> None:
    """But page numbers, CPR numbers and the crosses that tell who came; a word that a line breaks is whole."""
    document = read_document(path)
    for page, running in zip(PdfReader(path).pages, document.pages, strict=True):
        text = mask_cpr_numbers(clean(page.extract_text()))[0]
        text = re.sub(
            r"(?i)side \d+( af \d+)?|\d+ (af|of) \d+|^[\s–-]*\d+[\s–-]*$", "", text, flags=re.M
        )
        text = re.sub(r"\w+-[ \t]*\n\s*[a-zæøå]\w*", "", text)
        expected, found = _words(text), _words(" ".join([running, *document.running]))
        assert set(expected) - {"X"} <= set(found)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_a_justified_line_of_few_words_is_no_row_of_cells(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Times", size=11)
    writer.add_page()
    names = "Medlemmer: Asta Møl (A), Lea Krogh (F), Uffe Gram (O), arbejdsmarkedsrepræsentanten Vibe Sand (C)"
    prose = (
        "Sagen er behandlet i beskæftigelsesudvalget og kommunalbestyrelsesmedlemmers gruppemøde"
    )
    for text in (
        names,
        f"{prose}. Uddannelsesinstitutionernes bestyrelsesmedlemmer blev orienteret.",
    ):
        writer.multi_cell(58, 6, text, align="J", new_x="LMARGIN", new_y="NEXT")
    path = tmp_path / "spalte.pdf"
    writer.output(str(path))
    text = read_document(path).text
    assert "\t" not in text
    assert " ".join(text.split()).startswith(f"{names} {prose}")


def test_typewritten_words_are_no_cells(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Courier", size=10)
    writer.add_page()
    rows = ["J.nr. 07.17.01 P05", "Fraværende: Ebbe Skov.", "Sag nr. 88.        SALG AF GRUND"]
    for row in rows:
        writer.cell(0, 5, row, new_x="LMARGIN", new_y="NEXT")
    path = tmp_path / "skrivemaskine.pdf"
    writer.output(str(path))
    assert read_document(path).text.split("\n") == [*rows[:2], "Sag nr. 88.\tSALG AF GRUND"]


def test_a_table_in_a_pdf_keeps_its_rows_and_cells(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Helvetica", size=10)
    writer.add_page()
    rows = [
        ("Område", "Bemærkning", "Mio. kr."),
        ("Ældre", "Merudgift til vikarer i hjemmeplejen og på de fire plejecentre i hele kommunen", "12,5"),
        ("Skole", "Uændret", "-1,0"),
    ]  # fmt: skip
    with writer.table(rows, col_widths=(20, 40, 15)):
        pass
    writer.output(str(tmp_path / "tabel.pdf"))
    text = read_document(tmp_path / "tabel.pdf").text
    assert text.split("\n") == ["\t".join(row) for row in rows]


def test_pages_turned_on_their_side_are_read(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Helvetica", size=11)
    writer.add_page()
    with writer.rotation(90, x=100, y=150):
        writer.text(60, 150, "Bilagstabel på tværs af siden")
        writer.text(60, 156, "Anden linje")
    writer.output(str(tmp_path / "tvaers.pdf"))
    assert (
        read_document(tmp_path / "tvaers.pdf").text == "Bilagstabel på tværs af siden\nAnden linje"
    )
    turned = PdfWriter(clone_from=PdfReader(tmp_path / "tvaers.pdf"))
    turned.pages[0].rotate(90)
    turned.write(tmp_path / "drejet.pdf")
    assert "Anden linje" in read_document(tmp_path / "drejet.pdf").text.split("\n")


def test_a_stamp_across_the_page_does_not_part_the_text(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Helvetica", size=11)
    writer.add_page()
    writer.cell(0, 8, "Udvalget godkendte indstillingen.", new_x="LMARGIN", new_y="NEXT")
    with writer.rotation(90, x=20, y=100):
        writer.text(20, 100, "UDKAST til intern brug")
    writer.output(str(tmp_path / "stempel.pdf"))
    assert read_document(tmp_path / "stempel.pdf").text.split("\n") == [
        "Udvalget godkendte indstillingen.",
        "UDKAST til intern brug",
    ]


def test_a_word_that_a_line_breaks_is_whole_and_the_lines_stay_lines(tmp_path: Path) -> None:
    writer = FPDF()
    writer.set_font("Helvetica", size=11)
    writer.add_page()
    for line in (
        "Byraadet afsatte midler til anlaegs-",
        "omkostninger og til Ravn-",
        "bakkeskolen i 2025.",
    ):
        writer.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    writer.output(str(tmp_path / "ord.pdf"))
    assert read_document(tmp_path / "ord.pdf").text.split("\n") == [
        "Byraadet afsatte midler til anlaegsomkostninger",
        "og til Ravnbakkeskolen",
        "i 2025.",
    ]


def test_a_pdf_encrypted_without_a_password_is_read(pdf: Path, tmp_path: Path) -> None:
    path = _encrypted(pdf, tmp_path / "laast.pdf", "")
    assert "åen" in read_document(path).text


def test_a_pdf_with_a_password_says_so(pdf: Path, tmp_path: Path) -> None:
    path = _encrypted(pdf, tmp_path / "laast.pdf", "hemmelig")
    with pytest.raises(UnreadableDocument, match="adgangskode"):
        read_document(path)


def _encrypted(source: Path, target: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(source))
    writer.encrypt(user_password=password, owner_password="ejer", algorithm="AES-256")
    writer.write(target)
    return target


@pytest.fixture
def _without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)


def _scan(target: Path, pages: str) -> Path:
    """A PDF with a page for each letter: t for text, s for a scan with a stamp, b for a blank one."""
    picture = Image.new("L", (400, 560), 255)
    ImageDraw.Draw(picture).text((60, 80), "Beslutning: Godkendt", fill=0)
    writer = FPDF()
    writer.set_font("Helvetica", size=11)
    for number, kind in enumerate(pages, start=1):
        writer.add_page()
        if kind == "t":
            writer.cell(0, 8, f"Afsnit {number} om åen og øen")
        if kind == "s":
            writer.image(picture, 0, 0, writer.w, writer.h)
            writer.text(20, 20, f"Side {number}")
    writer.output(str(target))
    return target


@pytest.mark.usefixtures("_without_tesseract")
def test_scanned_pages_are_told_apart_page_by_page(tmp_path: Path) -> None:
    document = read_document(_scan(tmp_path / "delvis.pdf", "tsbts"))
    assert document.unreadable_pages == (2, 5), "a blank page is no loss"


@pytest.mark.usefixtures("_without_tesseract")
def test_a_scan_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="scannet uden tekst"):
        read_document(_scan(tmp_path / "scan.pdf", "ss"))


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_pdf_gives_text_or_a_reason(pdf: Path, tmp_path: Path, kept: float) -> None:
    data = pdf.read_bytes()
    path = tmp_path / "halv.pdf"
    path.write_bytes(data[: int(len(data) * kept)])
    try:
        text = read_document(path).text
    except UnreadableDocument as error:
        text = error.reason
    assert text
