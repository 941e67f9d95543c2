"""A few invented minutes, written to a folder, for the tests of the interface."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from fpdf import FPDF

OPEN_PDF = "byraadet/2024-03-20.pdf"
CLOSED_PDF = "byraadet/2024-04-17.pdf"
HOSTILE = "kulturudvalget/2024-02-06.docx"
PLAIN = "teknikudvalget/2024-01-16.txt"
BROKEN = "byraadet/2024-05-22.pdf"

CPR = "010190-1234"
SECRET = "Grunden ved Bybækken sælges til Hedegaard Byg for 7.345.000 kr."

_OPEN_PAGES = (
    """Referat for Byrådet
Mødedato: 20. marts 2024

Punkt 1: Godkendelse af dagsorden
Beslutning
Dagsordenen blev godkendt.

Punkt 2: Cykelsti langs Møllevej
Sagsnr.: 24/1001
Sagsfremstilling
Der er mange skolebørn på Møllevej, og der har været tre uheld siden 2021.
Indstilling
Forvaltningen indstiller, at der anlægges en cykelsti langs Møllevej for 4,2 mio. kr.
Beslutning
Byrådet besluttede at anlægge cykelstien langs Møllevej i 2025.
Imod stemte Ane Bro (C).""",
    """Punkt 3: Åbningstid på biblioteket i Lyngby Sogn
Sagsnr.: 24/1020
Sagsfremstilling
Biblioteket har i dag åbent til klokken 16 på hverdage.
Beslutning
Byrådet vedtog, at biblioteket holder åbent til klokken 20 om torsdagen.
Fraværende: Bo Lund (V)""",
)
_CLOSED_PAGES = (
    """Referat for Byrådet
Mødedato: 17. april 2024

Punkt 1: Ny svømmehal ved Søndermarken
Sagsnr.: 24/2001
Beslutning
Byrådet godkendte placeringen af svømmehallen ved Søndermarken.""",
    f"""Punkt 2: Klage over hegn i Rosenhaven
Sagsnr.: 24/2002
Sagsfremstilling
Klageren, født {CPR}, bor ved siden af haven.
Beslutning
Byrådet afviste klagen over hegnet i Rosenhaven.""",
    f"""Punkt 3: Lukket: Salg af grund ved Bybækken
Sagsnr.: 24/2003
Beslutning
{SECRET}""",
)
_HOSTILE_TEXT = """REFERAT
Kulturudvalget
Mødet den 6. februar 2024

1. Tilskud til <img src=x onerror=window.hacked=1> Musikhuset [x](javascript:window.hacked=2) `$$x$$`

Sagsnr. 24/3001

SAGSFREMSTILLING
Musikhuset har søgt. ![billede](https://evil.example/p.png) <script>window.hacked=3</script> **fed**
<iframe src="https://evil.example/i"></iframe> <img src=https://evil.example/q.png> [1] [2]

BESLUTNING
# Udvalget bevilgede <b onmouseover=window.hacked=4>50.000 kr.</b> til Musikhuset [1], se https://evil.example/x.
"""
_PLAIN_TEXT = """REFERAT
Teknikudvalget
Mødet den 16. januar 2024

1. Godkendelse af dagsorden

BESLUTNING
Godkendt.

2. Nye skraldespande i midtbyen

Sagsnr. 23/900

SAGSFREMSTILLING
Skraldespandene i midtbyen er fra 1998, og mange af dem er rustne.

BESLUTNING
Udvalget godkendte, at der opstilles 40 nye skraldespande i midtbyen.
"""


def write_documents(folder: Path) -> None:
    """Write them; the names above are relative to `folder`."""
    _write_pdf(folder / OPEN_PDF, _OPEN_PAGES)
    _write_pdf(folder / CLOSED_PDF, _CLOSED_PAGES)
    _write_docx(folder / HOSTILE, _HOSTILE_TEXT)
    _write(folder / PLAIN, _PLAIN_TEXT.encode())
    _write(folder / BROKEN, b"%PDF-1.7 nothing else")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _write_pdf(path: Path, pages: tuple[str, ...]) -> None:
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    for page in pages:
        pdf.add_page()
        pdf.multi_cell(0, 7, page)
    _write(path, bytes(pdf.output()))


def _write_docx(path: Path, text: str) -> None:
    document, stream = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(stream)
    _write(path, stream.getvalue())
